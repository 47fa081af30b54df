/* dp-hugging-face-answer.h: an answer of Hugging Face's as it arrives
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define DP_TYPE_HUGGING_FACE_ANSWER (dp_hugging_face_answer_get_type ())
G_DECLARE_FINAL_TYPE (DpHuggingFaceAnswer, dp_hugging_face_answer, DP, HUGGING_FACE_ANSWER, GObject)

DpHuggingFaceAnswer *dp_hugging_face_answer_new_for_day   (const char *day,
                                                           guint       n_before) G_GNUC_WARN_UNUSED_RESULT;
DpHuggingFaceAnswer *dp_hugging_face_answer_new_for_paper (void) G_GNUC_WARN_UNUSED_RESULT;

GPtrArray           *dp_hugging_face_answer_get_papers    (DpHuggingFaceAnswer *self);
guint                dp_hugging_face_answer_get_n_entries (DpHuggingFaceAnswer *self);

G_END_DECLS
