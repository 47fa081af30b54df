/* dp-sidebar-headings.c: the headings of the sections of the sidebar
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ui/sidebar/dp-sidebar-private.h"

#include <glib/gi18n.h>

#include "ui/sidebar/dp-sidebar-heading.h"

/* A heading whose rows are shown while the property @expanded is. */
static GtkWidget *
create_foldable_heading (DpSidebar  *self,
                         const char *title,
                         const char *label,
                         const char *expanded)
{
  GtkWidget *heading = dp_sidebar_heading_new (title);

  dp_sidebar_heading_set_foldable (DP_SIDEBAR_HEADING (heading), label);
  g_object_bind_property (self, expanded, heading, "expanded", G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);

  return heading;
}

static GtkWidget *
create_days_heading (DpSidebar *self)
{
  GtkWidget *heading = create_foldable_heading (self, _("Days"), _("Past Days"), "days-expanded");

  dp_sidebar_heading_set_button (DP_SIDEBAR_HEADING (heading), "x-office-calendar-symbolic", _("Go to Day"), "win.choose-day");

  return heading;
}

static GtkWidget *
create_collections_heading (DpSidebar *self)
{
  GtkWidget *heading = create_foldable_heading (self, _("Collections"), _("Collections"), "collections-expanded");

  dp_sidebar_heading_set_button (DP_SIDEBAR_HEADING (heading), "list-add-symbolic", _("New Collection"), "win.new-collection");

  return heading;
}

static GtkWidget *
create_tags_heading (DpSidebar *self)
{
  GtkWidget *heading = create_foldable_heading (self, _("Tags"), _("Tags"), "tags-expanded");

  dp_sidebar_heading_set_button (DP_SIDEBAR_HEADING (heading), "list-add-symbolic", _("Tag the Selected Papers"), "win.choose-tags");

  return heading;
}

/* The first lists need no name. */
static GtkWidget *
create_heading (DpSidebar *self,
                DpScope    scope)
{
  if (scope == DP_SCOPE_DAY)
    return create_days_heading (self);
  if (scope == DP_SCOPE_TOPIC)
    return dp_sidebar_heading_new (_("Topics"));
  if (scope == DP_SCOPE_COLLECTION)
    return create_collections_heading (self);
  if (scope == DP_SCOPE_TAG)
    return create_tags_heading (self);
  if (scope == DP_SCOPE_TASK)
    return create_foldable_heading (self, _("Tasks"), _("Tasks"), "tasks-expanded");

  return NULL;
}

/* Collections of both kinds are one section. */
static DpScope
get_section (GtkListBoxRow *row)
{
  DpScope scope = dp_sidebar_row_get_place (DP_SIDEBAR_ROW (row))->scope;

  return scope == DP_SCOPE_SMART ? DP_SCOPE_COLLECTION : scope;
}

/**
 * dp_sidebar_update_header:
 * @row: a row
 * @before: (nullable): the row above it
 * @user_data: the sidebar
 *
 * Gives the first row of each section its heading: a #GtkListBoxUpdateHeaderFunc.
 */
void
dp_sidebar_update_header (GtkListBoxRow *row,
                          GtkListBoxRow *before,
                          gpointer       user_data)
{
  DpScope  section = get_section (row);
  gboolean begins = before == NULL || get_section (before) != section;

  if (!begins)
    gtk_list_box_row_set_header (row, NULL);
  else if (gtk_list_box_row_get_header (row) == NULL)
    gtk_list_box_row_set_header (row, create_heading (DP_SIDEBAR (user_data), section));
}
