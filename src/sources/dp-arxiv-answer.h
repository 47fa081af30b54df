/* dp-arxiv-answer.h: an answer of arXiv's API as it arrives
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define DP_TYPE_ARXIV_ANSWER (dp_arxiv_answer_get_type ())
G_DECLARE_FINAL_TYPE (DpArxivAnswer, dp_arxiv_answer, DP, ARXIV_ANSWER, GObject)

DpArxivAnswer *dp_arxiv_answer_new               (guint start) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray     *dp_arxiv_answer_get_papers        (DpArxivAnswer *self);
gint64         dp_arxiv_answer_get_total_results (DpArxivAnswer *self);

G_END_DECLS
