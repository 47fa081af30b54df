/* dp-refresh-outcome.h: how the refresh of one topic or day went
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

#include "model/dp-time.h"

G_BEGIN_DECLS

/**
 * DpRefreshState:
 * @DP_REFRESH_STATE_DONE: asked, and everything that was wanted came
 * @DP_REFRESH_STATE_FRESH: not asked: nothing can be new since it last was
 * @DP_REFRESH_STATE_FAILED: asked, and something went wrong; what came is kept
 * @DP_REFRESH_STATE_NOT_ASKED: not asked, because an earlier one met a problem that this one would meet too
 * @DP_REFRESH_STATE_STOPPED: the user stopped it; what came is kept
 * @DP_REFRESH_STATE_REMOVED: the topic is not followed any more
 */
typedef enum
{
  DP_REFRESH_STATE_DONE,
  DP_REFRESH_STATE_FRESH,
  DP_REFRESH_STATE_FAILED,
  DP_REFRESH_STATE_NOT_ASKED,
  DP_REFRESH_STATE_STOPPED,
  DP_REFRESH_STATE_REMOVED,
} DpRefreshState;

/**
 * DpRefreshOutcome:
 *
 * How the refresh of one topic, or of the list of one day, went. Boxed,
 * reference-counted, not changed once it was told.
 */
typedef struct
{
  gint64         topic_id;     /* 0 where it is of a day */
  char          *topic_name;   /* (owned) (nullable) where it is of a day */
  char          *day;          /* (owned) (nullable): `YYYY-MM-DD`; %NULL where it is of a topic */
  DpRefreshState state;
  gboolean       is_first;     /* it had not been asked for like this with success */
  gboolean       is_of_bookmarks; /* it is of bookmarked papers, of no topic and no day */
  guint          n_revised;    /* of bookmarked papers: how many have a version that the user has not seen */
  guint          n_received;   /* papers that came, each once */
  guint          n_new;        /* of those, the ones that the topic, or for a day the library, did not have */
  DpTime         fresh_since;  /* for _FRESH: when it was last asked; else %DP_TIME_UNKNOWN */
  DpTime         fresh_until;  /* for _FRESH, of a day: see dp_day_calendar_get_next_look() */
  char          *reason;       /* (owned) (nullable): why the list of a day is empty, in sentences */
  gboolean       feed_in_vain; /* the announcements were asked for first, and were of no use */
  char          *instead;      /* (owned) (nullable): the categories whose announcements were read in place of an answer */
  GError        *error;        /* (owned) (nullable): for _FAILED and _NOT_ASKED */
} DpRefreshOutcome;

#define DP_TYPE_REFRESH_OUTCOME (dp_refresh_outcome_get_type ())

GType             dp_refresh_outcome_get_type     (void) G_GNUC_CONST;
DpRefreshOutcome *dp_refresh_outcome_new          (gint64         topic_id,
                                                   const char    *topic_name,
                                                   DpRefreshState state) G_GNUC_WARN_UNUSED_RESULT;
DpRefreshOutcome *dp_refresh_outcome_new_day      (const char    *day,
                                                   DpRefreshState state) G_GNUC_WARN_UNUSED_RESULT;
DpRefreshOutcome *dp_refresh_outcome_new_bookmarks (DpRefreshState state) G_GNUC_WARN_UNUSED_RESULT;
DpRefreshOutcome *dp_refresh_outcome_ref          (DpRefreshOutcome *self);
void              dp_refresh_outcome_unref        (DpRefreshOutcome *self);

const char       *dp_refresh_outcome_get_name     (const DpRefreshOutcome *self);
char             *dp_refresh_outcome_dup_sentence (const DpRefreshOutcome *self,
                                                   const char             *service) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DpRefreshOutcome, dp_refresh_outcome_unref)

G_END_DECLS
