/* dp-news.h: what a refresh brought, in a few words
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "library/dp-library.h"

G_BEGIN_DECLS

/**
 * DpNews:
 *
 * What a notification says. A plain struct, owned by one place at a time.
 */
typedef struct
{
  char  *title;
  char  *body;     /* (nullable) */
  gint64 topic_id; /* the one topic that it is about; 0 for several, or none */
  gboolean is_of_versions; /* it is about new versions alone */
  char  *day;      /* (nullable): the list that it is about, `YYYY-MM-DD`; %NULL for topics */
} DpNews;

DpNews *dp_news_new  (DpLibrary *library,
                      guint32    end,
                      GPtrArray *outcomes,
                      GError   **error) G_GNUC_WARN_UNUSED_RESULT;
void    dp_news_free (DpNews *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DpNews, dp_news_free)

G_END_DECLS
