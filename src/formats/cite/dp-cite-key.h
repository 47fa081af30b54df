/* dp-cite-key.h: by which name a text refers to a paper
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "model/dp-paper.h"

G_BEGIN_DECLS

/* `vaswani2017attention-1706.03762`, see dp-cite-key.c for what it promises. */
char *dp_cite_key_format (const DpPaper *paper) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
