/* dp-list-status.h: why a list is empty
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "library/dp-day-query.h"
#include "library/topic/dp-topic-query.h"
#include "ui/dp-place.h"
#include "ui/dp-refresh-progress.h"

G_BEGIN_DECLS

/* What is known of a list that shows nothing. Everything is lent. */
typedef struct
{
  DpPlace            place;
  const char        *list_name;
  const char        *search;       /* (nullable) */
  gboolean           everywhere;   /* the search is not limited to the list */
  gboolean           unread_only;
  const GError      *error;        /* (nullable): why there is no answer */
  const DpTopicInfo *topic;        /* (nullable): of a topic's list */
  const DpDayInfo   *day;          /* (nullable): of a day's list */
  const DpDayInfo   *newest_day;   /* (nullable): the newest that has papers */
  guint              n_topics;
  guint              n_papers;     /* in the library */
  DpRefreshProgress *progress;
  DpTime             now;
} DpListSituation;

/* What to show instead of rows. */
typedef struct
{
  const char *icon_name;    /* static */
  char       *title;        /* (owned) */
  char       *description;  /* (owned), plain text */
  const char *action_name;  /* static (nullable) */
  const char *action_label; /* static (nullable), with a mnemonic */
  gboolean    is_welcome;   /* nothing is followed and nothing is stored: offer a start */
} DpListStatus;

DpListStatus *dp_list_status_new  (const DpListSituation *situation) G_GNUC_WARN_UNUSED_RESULT;
void          dp_list_status_free (DpListStatus *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DpListStatus, dp_list_status_free)

G_END_DECLS
