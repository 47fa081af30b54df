/* dp-hugging-face-parser.h: Hugging Face's JSON → papers
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "model/dp-paper.h"

G_BEGIN_DECLS

/* (element-type DpPaper): the list of a day */
GPtrArray *dp_hugging_face_parse_day   (const char *data,
                                        gsize       length,
                                        const char *day,
                                        guint       n_before,
                                        guint      *out_n_rejected,
                                        GError    **error) G_GNUC_WARN_UNUSED_RESULT;
DpPaper   *dp_hugging_face_parse_paper (const char *data,
                                        gsize       length,
                                        GError    **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
