/* dp-hugging-face-source.h: Hugging Face's daily papers
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "net/dp-http-client.h"
#include "sources/dp-source.h"

G_BEGIN_DECLS

#define DP_HUGGING_FACE_DEFAULT_URL "https://huggingface.co"

/* The group of its API: a request a second, of the 500 in five minutes that it allows. */
#define DP_HUGGING_FACE_GROUP       "hugging-face"
#define DP_HUGGING_FACE_INTERVAL_MS 1000

#define DP_TYPE_HUGGING_FACE_SOURCE (dp_hugging_face_source_get_type ())
G_DECLARE_FINAL_TYPE (DpHuggingFaceSource, dp_hugging_face_source, DP, HUGGING_FACE_SOURCE, GObject)

DpSource *dp_hugging_face_source_new (DpHttpClient *client,
                                      const char   *base_url) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
