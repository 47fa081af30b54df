/* dp-news-query.h: what has come since a moment
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "library/dp-library.h"

G_BEGIN_DECLS

/* A paper that was not in the library before, and a topic that has it. */
typedef struct
{
  guint32 paper;
  gint64  topic_id;
} DpNewcomer;

/* Where the library ends by now: papers that come later are newcomers after this. */
gboolean dp_news_query_get_end (DpLibrary *library,
                                guint32   *out_end,
                                GError   **error);

/* (element-type DpNewcomer), ordered by paper; a paper in two topics is there twice, one
 * in no topic is not. */
GArray  *dp_news_query_list    (DpLibrary *library,
                                guint32    end,
                                GError   **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
