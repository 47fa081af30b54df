/* dp-refresh-job.h: one topic, one day or some papers to ask for
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "library/dp-library.h"
#include "model/dp-topic.h"
#include "service/refresh/dp-refresh-outcome.h"
#include "sources/dp-source.h"

G_BEGIN_DECLS

/* A plain struct. Used by DpRefresh alone, on the main thread. */
typedef struct
{
  guint64  ticket;     /* what those who wait for it know it by */
  gint64   topic_id;   /* 0 for a day */
  char    *topic_name; /* (owned) (nullable) for a day */
  char    *day;        /* (owned) (nullable) for a topic */
  char   **ids;        /* (owned) (nullable): bookmarked papers, of no topic and no day */
  gboolean force;
  gboolean avoid_feed; /* of a topic: announcements are of no use today */
  guint    n_earlier;  /* of a day: how far to go back where its list is empty */
} DpRefreshJob;

DpRefreshJob     *dp_refresh_job_new_topic   (const DpTopic *topic) G_GNUC_WARN_UNUSED_RESULT;
DpRefreshJob     *dp_refresh_job_new_day     (const char *day) G_GNUC_WARN_UNUSED_RESULT;
DpRefreshJob     *dp_refresh_job_new_papers  (char **ids) G_GNUC_WARN_UNUSED_RESULT;
DpRefreshJob     *dp_refresh_job_new_earlier (DpRefreshJob           *self,
                                              DpLibrary              *library,
                                              const DpRefreshOutcome *outcome) G_GNUC_WARN_UNUSED_RESULT;
void              dp_refresh_job_free        (DpRefreshJob *self);

gboolean          dp_refresh_job_is_alike    (const DpRefreshJob *self,
                                              const DpRefreshJob *other);
DpRefreshOutcome *dp_refresh_job_new_outcome (const DpRefreshJob *self,
                                              DpRefreshState      state) G_GNUC_WARN_UNUSED_RESULT;

void              dp_refresh_job_run_async   (DpRefreshJob       *self,
                                              DpLibrary          *library,
                                              DpSource           *source,
                                              GCancellable       *stop,
                                              GAsyncReadyCallback callback,
                                              gpointer            user_data);
DpRefreshOutcome *dp_refresh_job_run_finish  (DpRefreshJob *self,
                                              DpLibrary    *library,
                                              GAsyncResult *result) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DpRefreshJob, dp_refresh_job_free)

G_END_DECLS
