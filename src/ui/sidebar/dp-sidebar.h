/* dp-sidebar.h: the lists one can choose from
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "library/dp-library.h"
#include "library/topic/dp-topic-query.h"
#include "ui/dp-place.h"
#include "ui/days/dp-recent-days.h"

G_BEGIN_DECLS

#define DP_TYPE_SIDEBAR (dp_sidebar_get_type ())

/**
 * DpSidebar:
 *
 * New, All Papers, Bookmarks, New Versions where there are some, *Today* with some days,
 * the topics, collections, tags and tasks, each with its count. Follows the library's
 * changes. Properties `days-expanded`, `tasks-expanded`, `collections-expanded` and
 * `tags-expanded` (boolean): whether days before *Today*, tasks and so on are shown.
 * Signals:
 *
 * - `place-changed ()`: another list was chosen, or the chosen topic, collection or task is
 *   gone
 * - `place-activated ()`: a list was chosen by click or Enter
 * - `updated ()`: names, counts or states were read anew
 */
G_DECLARE_FINAL_TYPE (DpSidebar, dp_sidebar, DP, SIDEBAR, GtkWidget)

GtkWidget     *dp_sidebar_new         (void) G_GNUC_WARN_UNUSED_RESULT;
void           dp_sidebar_set_library (DpSidebar *self,
                                       DpLibrary *library,
                                       DpTime     new_since);
const DpPlace *dp_sidebar_get_place   (DpSidebar *self);
gboolean       dp_sidebar_set_place   (DpSidebar     *self,
                                       const DpPlace *place);
const char    *dp_sidebar_get_title   (DpSidebar *self);
DpRecentDays  *dp_sidebar_get_days    (DpSidebar *self);
guint          dp_sidebar_get_n_topics (DpSidebar *self);
DpTopicInfo   *dp_sidebar_get_topic   (DpSidebar *self,
                                       guint      position);
DpTopicInfo   *dp_sidebar_find_topic  (DpSidebar *self,
                                       gint64     topic_id);
const DpLibraryCounts *dp_sidebar_get_counts (DpSidebar *self);
void           dp_sidebar_add_collection  (DpSidebar *self);
gint64         dp_sidebar_find_collection (DpSidebar  *self,
                                           const char *name);

G_END_DECLS
