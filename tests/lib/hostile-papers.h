/* hostile-papers.h: papers by people who mean harm
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "model/dp-paper.h"

G_BEGIN_DECLS

/* (transfer full) (element-type DpPaper): one of each kind of harm, of arXiv's ids
 * 2601.00001 and on. Each title has the word "Kites", and each abstract that is not
 * too long to be kept ends with "THE END". */
GPtrArray *hostile_papers_new (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
