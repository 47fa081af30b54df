/* dp-sidebar-private.h: what the files of the sidebar share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/sidebar/dp-sidebar-row.h"
#include "ui/sidebar/dp-sidebar.h"

G_BEGIN_DECLS

struct _DpSidebar
{
  GtkWidget parent_instance;

  DpLibrary      *library; /* (nullable) */
  gulong          changed_id;
  DpTime          new_since;
  DpPlace         place;
  GPtrArray      *topics; /* of DpTopicInfo, as the rows show them */
  DpRecentDays   *days;
  gboolean        days_expanded;
  gboolean        tasks_expanded;
  gboolean        collections_expanded;
  gboolean        tags_expanded;
  DpLibraryCounts counts;
  guint           update_id;
  gboolean        rebuilding;

  /* Template */
  GtkWidget  *scroller;
  GtkListBox *list_box;

  GtkWidget *new_row;
  GtkWidget *all_row;
  GtkWidget *bookmarks_row;
  GtkWidget *new_versions_row;
  GtkWidget *today_row;
  GtkWidget *collections_top; /* these three show nothing but the headings and hints */
  GtkWidget *tags_top;
  GtkWidget *tasks_top;  /* (nullable) until there are tasks */
  GPtrArray *day_rows;   /* of the other days, in their order; rows are lent by the list box */
  GPtrArray *topic_rows; /* the same of topics */
  GPtrArray *collection_rows;
  GPtrArray *smart_rows; /* below these, in the same section */
  GPtrArray *tag_rows;
  GPtrArray *task_rows;  /* and of tasks */
  GtkWidget *added_row;  /* (nullable): of a collection that is being named */
  guint      added_id;
};

/* dp-sidebar.c */
void          dp_sidebar_update_later (DpSidebar *self);

/* dp-sidebar-headings.c */
void          dp_sidebar_update_header (GtkListBoxRow *row,
                                        GtkListBoxRow *before,
                                        gpointer       user_data);

/* dp-sidebar-marks.c */
void          dp_sidebar_init_marks   (DpSidebar *self);
void          dp_sidebar_fold_marks   (DpSidebar *self);
gboolean      dp_sidebar_update_marks (DpSidebar *self,
                                       GError   **error);

/* dp-sidebar-sections.c */
DpSidebarRow *dp_sidebar_find_row    (DpSidebar     *self,
                                      const DpPlace *place);
GtkWidget    *dp_sidebar_append_row  (DpSidebar  *self,
                                      DpScope     scope,
                                      const char *icon_name,
                                      const char *title);
GtkWidget    *dp_sidebar_append_top  (DpSidebar *self,
                                      DpScope    scope);
GtkWidget    *dp_sidebar_get_last_row (GPtrArray *rows,
                                       GtkWidget *otherwise);
void          dp_sidebar_replace_rows (DpSidebar  *self,
                                       GPtrArray **section,
                                       GPtrArray  *rows,
                                       GtkWidget  *before);
void          dp_sidebar_fold_rows   (DpSidebar *self,
                                      GPtrArray *rows,
                                      gboolean   expanded);
void          dp_sidebar_show_unread (DpSidebarRow *row,
                                      guint         count);
void          dp_sidebar_show_days   (DpSidebar *self);
void          dp_sidebar_show_topics (DpSidebar *self,
                                      GPtrArray *topics);
void          dp_sidebar_show_tasks  (DpSidebar *self,
                                      GPtrArray *tasks);
void          dp_sidebar_fold        (DpSidebar *self);

G_END_DECLS
