/* dp-source.h: a service that knows papers
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "model/dp-authority.h"
#include "model/dp-paper.h"
#include "model/dp-topic.h"

G_BEGIN_DECLS

/**
 * DpSourceFeatures:
 * @DP_SOURCE_TOPICS: what is new on a topic: dp_source_fetch_page_async()
 * @DP_SOURCE_DAYS: the list of a day: dp_source_fetch_day_async()
 * @DP_SOURCE_IDS: papers by their ids: dp_source_fetch_papers_async()
 *
 * What a source can be asked for.
 */
typedef enum
{
  DP_SOURCE_TOPICS = 1 << 0,
  DP_SOURCE_DAYS = 1 << 1,
  DP_SOURCE_IDS = 1 << 2,
} DpSourceFeatures;

/**
 * DpSourcePage:
 *
 * One answer's worth of papers. A plain struct, owned by one place at a time.
 */
typedef struct
{
  GPtrArray  *papers;        /* (owned) of DpPaper: newest first of a topic, by rank of a day */
  DpAuthority authority;     /* whose word it is, for merging */
  gint64      total_results; /* how many match in all; -1 when the service does not say */
  char       *request_key;   /* (nullable) (owned) of a topic's page, see dp_source_dup_request_key() */
  DpTime      announced_at;  /* of a feed: when what it holds was announced; else %DP_TIME_UNKNOWN */
  GError     *problem;       /* (nullable) (owned) why the page is not whole: @papers are those that came */
} DpSourcePage;

DpSourcePage *dp_source_page_new  (DpAuthority authority) G_GNUC_WARN_UNUSED_RESULT;
void          dp_source_page_free (DpSourcePage *self);

#define DP_TYPE_SOURCE (dp_source_get_type ())
G_DECLARE_INTERFACE (DpSource, dp_source, DP, SOURCE, GObject)

/* What a source does not do it leaves out. */
struct _DpSourceInterface
{
  GTypeInterface parent_iface;

  const char   *(*get_id)            (DpSource *self);
  const char   *(*get_name)          (DpSource *self);
  DpSource     *(*get_feed)          (DpSource *self);
  char         *(*dup_request_key)   (DpSource      *self,
                                      const DpTopic *topic,
                                      guint          start,
                                      guint          max_results);
  void          (*fetch_page_async)  (DpSource           *self,
                                      const DpTopic      *topic,
                                      guint               start,
                                      guint               max_results,
                                      GCancellable       *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer            user_data);
  DpSourcePage *(*fetch_page_finish) (DpSource     *self,
                                      GAsyncResult *result,
                                      GError      **error);

  void          (*fetch_day_async)   (DpSource           *self,
                                      const char         *day,
                                      GCancellable       *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer            user_data);
  DpSourcePage *(*fetch_day_finish)  (DpSource     *self,
                                      GAsyncResult *result,
                                      GError      **error);

  void          (*fetch_papers_async)  (DpSource           *self,
                                        const char *const  *ids,
                                        GCancellable       *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer            user_data);
  DpSourcePage *(*fetch_papers_finish) (DpSource     *self,
                                        GAsyncResult *result,
                                        GError      **error);
};

const char      *dp_source_get_id       (DpSource *self);
const char      *dp_source_get_name     (DpSource *self);
DpSourceFeatures dp_source_get_features (DpSource *self);
DpSource        *dp_source_get_feed     (DpSource *self);

char         *dp_source_dup_request_key   (DpSource      *self,
                                           const DpTopic *topic,
                                           guint          start,
                                           guint          max_results) G_GNUC_WARN_UNUSED_RESULT;
void          dp_source_fetch_page_async  (DpSource           *self,
                                           const DpTopic      *topic,
                                           guint               start,
                                           guint               max_results,
                                           GCancellable       *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer            user_data);
DpSourcePage *dp_source_fetch_page_finish (DpSource     *self,
                                           GAsyncResult *result,
                                           GError      **error) G_GNUC_WARN_UNUSED_RESULT;

void          dp_source_fetch_day_async   (DpSource           *self,
                                           const char         *day,
                                           GCancellable       *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer            user_data);
DpSourcePage *dp_source_fetch_day_finish  (DpSource     *self,
                                           GAsyncResult *result,
                                           GError      **error) G_GNUC_WARN_UNUSED_RESULT;

void          dp_source_fetch_papers_async  (DpSource           *self,
                                             const char *const  *ids,
                                             GCancellable       *cancellable,
                                             GAsyncReadyCallback callback,
                                             gpointer            user_data);
DpSourcePage *dp_source_fetch_papers_finish (DpSource     *self,
                                             GAsyncResult *result,
                                             GError      **error) G_GNUC_WARN_UNUSED_RESULT;

/* For sources: (element-type utf8) */
GPtrArray    *dp_source_select_arxiv_ids (const char *const *texts) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DpSourcePage, dp_source_page_free)

G_END_DECLS
