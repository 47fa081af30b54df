/* dp-mail-link.h: a letter about papers
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "model/dp-paper.h"

G_BEGIN_DECLS

/* So many papers are enough for dp_mail_link_format(). */
#define DP_MAIL_LINK_MAX_PAPERS 50

char *dp_mail_link_format (GPtrArray *papers,
                           guint      n_papers) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
