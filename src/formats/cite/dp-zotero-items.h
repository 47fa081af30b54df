/* dp-zotero-items.h: papers as Zotero's connector takes them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "model/dp-paper.h"

G_BEGIN_DECLS

/* @papers (element-type DpPaper): the body of a request to `saveItems`. */
char *dp_zotero_items_format (GPtrArray  *papers,
                              const char *session_id) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
