/* dp-sidebar-marks.c: the rows of collections and tags in the sidebar
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ui/sidebar/dp-sidebar-private.h"

#include <glib/gi18n.h>

#include "library/mark/dp-collection-query.h"
#include "library/mark/dp-smart-query.h"
#include "library/mark/dp-tag-query.h"
#include "model/dp-name.h"
#include "ui/list/dp-presented.h"
#include "ui/mark/dp-mark-bar.h"

/* Both kinds are the user's own words for papers. Their headings are always there, with
 * a hint below while there is nothing else. */

static GtkWidget *
append_top (DpSidebar  *self,
            DpScope     scope,
            const char *hint)
{
  GtkWidget *row = dp_sidebar_append_top (self, scope);
  GtkWidget *label = gtk_label_new (hint);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "dp-sidebar-hint");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, hint, -1);
  gtk_widget_set_visible (label, FALSE);

  return row;
}

/**
 * dp_sidebar_init_marks:
 * @self: a sidebar
 *
 * Adds the headings of both kinds.
 */
void
dp_sidebar_init_marks (DpSidebar *self)
{
  self->collection_rows = g_ptr_array_new ();
  self->smart_rows = g_ptr_array_new ();
  self->tag_rows = g_ptr_array_new ();
  self->collections_top = append_top (self, DP_SCOPE_COLLECTION,
                                      _("Add a collection, and drag papers onto it or press L in the list."));
  self->tags_top = append_top (self, DP_SCOPE_TAG, _("Press T in the list to tag papers."));
}

static void
show_hint (GtkWidget *top,
           gboolean   is_needed)
{
  gtk_widget_set_visible (gtk_list_box_row_get_child (GTK_LIST_BOX_ROW (top)), is_needed);
  dp_presented_set (top, is_needed);
}

/**
 * dp_sidebar_fold_marks:
 * @self: a sidebar
 *
 * Shows the hints of what is not folded and of which there is nothing.
 */
void
dp_sidebar_fold_marks (DpSidebar *self)
{
  dp_sidebar_fold_rows (self, self->collection_rows, self->collections_expanded);
  dp_sidebar_fold_rows (self, self->smart_rows, self->collections_expanded);
  dp_sidebar_fold_rows (self, self->tag_rows, self->tags_expanded);
  show_hint (self->collections_top, self->collections_expanded && self->collection_rows->len == 0 &&
                                      self->smart_rows->len == 0 && self->added_row == NULL);
  show_hint (self->tags_top, self->tags_expanded && self->tag_rows->len == 0);
}

/* A name that is being typed is not taken away: what changed meanwhile shows after it. */
static void
edit_ended_cb (DpSidebar *self)
{
  dp_sidebar_update_later (self);
}

static gboolean
has_name (GPtrArray    *rows,
          DpSidebarRow *edited,
          const char   *name)
{
  g_autofree char *key = dp_name_dup_key (name);

  for (guint i = 0; i < rows->len; i++)
    {
      DpSidebarRow    *row = g_ptr_array_index (rows, i);
      g_autofree char *other = dp_name_dup_key (dp_sidebar_row_get_title (row));

      if (row != edited && g_str_equal (key, other))
        return TRUE;
    }

  return FALSE;
}

/* Of collections, smart or not. */
static gboolean
is_taken (DpSidebar    *self,
          DpSidebarRow *edited,
          const char   *name)
{
  return dp_sidebar_row_get_place (edited)->scope != DP_SCOPE_TAG &&
         (has_name (self->collection_rows, edited, name) || has_name (self->smart_rows, edited, name));
}

/* The list that is looked at goes with its name. */
static void
request_tag_name (DpSidebar    *self,
                  DpSidebarRow *row,
                  const char   *name)
{
  const DpPlace *place = dp_sidebar_row_get_place (row);

  gtk_widget_activate_action (GTK_WIDGET (self), "app.rename-tag", "(ss)", place->name, name);
  if (!dp_place_equal (place, &self->place))
    return;

  self->place = dp_place_named (DP_SCOPE_TAG, name);
  g_signal_emit_by_name (self, "place-changed");
}

static void
request_name (DpSidebar    *self,
              DpSidebarRow *row,
              const char   *name)
{
  const DpPlace *place = dp_sidebar_row_get_place (row);

  if (place->scope == DP_SCOPE_TAG)
    request_tag_name (self, row, name);
  else if (place->scope == DP_SCOPE_SMART)
    gtk_widget_activate_action (GTK_WIDGET (self), "app.rename-smart", "(xs)", place->id, name);
  else if (place->id != 0)
    gtk_widget_activate_action (GTK_WIDGET (self), "app.rename-collection", "(xs)", place->id, name);
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "app.create-collection", "(sau)", name, NULL);
}

static void
edited_cb (DpSidebar    *self,
           const char   *text,
           DpSidebarRow *row)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *name = dp_name_normalize (text, &error);

  if (g_strcmp0 (name, dp_sidebar_row_get_title (row)) == 0 ||
      g_error_matches (error, DP_NAME_ERROR, DP_NAME_ERROR_EMPTY))
    {
      dp_sidebar_row_end_edit (row);
    }
  else if (name == NULL)
    {
      dp_sidebar_row_refuse_edit (row, error->message);
    }
  else if (is_taken (self, row, name))
    {
      dp_sidebar_row_refuse_edit (row, _("There is a collection of that name already."));
    }
  else
    {
      request_name (self, row, name);
      dp_sidebar_row_end_edit (row);
    }
}

static const char *
get_icon_name (DpScope scope)
{
  if (scope == DP_SCOPE_SMART)
    return "system-search-symbolic";

  return scope == DP_SCOPE_TAG ? DP_TAG_ICON : DP_COLLECTION_ICON;
}

static GtkWidget *
create_row (DpSidebar     *self,
            const DpPlace *place,
            const char    *name)
{
  GtkWidget *row = dp_sidebar_row_new (place, get_icon_name (place->scope));

  dp_sidebar_row_set_title (DP_SIDEBAR_ROW (row), name);
  g_signal_connect_object (row, "edited", G_CALLBACK (edited_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "edit-ended", G_CALLBACK (edit_ended_cb), self, G_CONNECT_SWAPPED);

  return row;
}

/* The row that a list has already, or one that is made for it. Both go through the lists
 * in nearly the same order, so the search begins at @hint, where the last one ended. */
static GtkWidget *
find_or_create_row (DpSidebar     *self,
                    GPtrArray     *rows,
                    const DpPlace *place,
                    const char    *name,
                    guint         *hint)
{
  for (guint n = 0; n < rows->len; n++)
    {
      guint i = (*hint + n) % rows->len;

      if (dp_place_equal (dp_sidebar_row_get_place (g_ptr_array_index (rows, i)), place))
        {
          *hint = i + 1;
          return g_ptr_array_index (rows, i);
        }
    }

  return create_row (self, place, name);
}

static gboolean
has_same_collections (DpSidebar *self,
                      GPtrArray *collections)
{
  if (collections->len != self->collection_rows->len)
    return FALSE;

  for (guint i = 0; i < collections->len; i++)
    {
      const DpCollectionInfo *info = g_ptr_array_index (collections, i);

      if (dp_sidebar_row_get_place (g_ptr_array_index (self->collection_rows, i))->id != info->id)
        return FALSE;
    }

  return TRUE;
}

static void
show_collections (DpSidebar *self,
                  GPtrArray *collections)
{
  if (!has_same_collections (self, collections))
    {
      GPtrArray *rows = g_ptr_array_new ();
      guint      hint = 0;

      for (guint i = 0; i < collections->len; i++)
        {
          const DpCollectionInfo *info = g_ptr_array_index (collections, i);

          g_ptr_array_add (rows, find_or_create_row (self, self->collection_rows,
                                                     &(DpPlace){ DP_SCOPE_COLLECTION, info->id }, info->name, &hint));
        }
      dp_sidebar_replace_rows (self, &self->collection_rows, rows, self->collections_top);
    }

  for (guint i = 0; i < collections->len; i++)
    {
      const DpCollectionInfo *info = g_ptr_array_index (collections, i);
      DpSidebarRow           *row = g_ptr_array_index (self->collection_rows, i);

      dp_sidebar_row_set_title (row, info->name);
      dp_sidebar_show_unread (row, info->n_unread);
      dp_sidebar_row_set_position (row, i, collections->len);
    }
}

static gboolean
has_same_smart (DpSidebar *self,
                GPtrArray *infos)
{
  if (infos->len != self->smart_rows->len)
    return FALSE;

  for (guint i = 0; i < infos->len; i++)
    {
      const DpSmartInfo *info = g_ptr_array_index (infos, i);

      if (dp_sidebar_row_get_place (g_ptr_array_index (self->smart_rows, i))->id != info->id)
        return FALSE;
    }

  return TRUE;
}

/* Nobody keeps how many papers a search finds. */
static void
show_smart (DpSidebar *self,
            GPtrArray *infos)
{
  if (!has_same_smart (self, infos))
    {
      GPtrArray *rows = g_ptr_array_new ();
      guint      hint = 0;

      for (guint i = 0; i < infos->len; i++)
        {
          const DpSmartInfo *info = g_ptr_array_index (infos, i);

          g_ptr_array_add (rows, find_or_create_row (self, self->smart_rows, &(DpPlace){ DP_SCOPE_SMART, info->id },
                                                     info->name, &hint));
        }
      dp_sidebar_replace_rows (self, &self->smart_rows, rows,
                               dp_sidebar_get_last_row (self->collection_rows, self->collections_top));
    }

  for (guint i = 0; i < infos->len; i++)
    dp_sidebar_row_set_title (g_ptr_array_index (self->smart_rows, i),
                              ((const DpSmartInfo *)g_ptr_array_index (infos, i))->name);
}

/* The tag that is looked at stays when the last paper loses it: there is no other list to
 * go to that was asked for. */
static gboolean
needs_lost_tag (DpSidebar *self,
                GPtrArray *tags)
{
  if (self->place.scope != DP_SCOPE_TAG)
    return FALSE;

  for (guint i = 0; i < tags->len; i++)
    if (g_str_equal (((const DpTagInfo *)g_ptr_array_index (tags, i))->name, self->place.name))
      return FALSE;

  return TRUE;
}

static GPtrArray *
collect_tag_names (DpSidebar *self,
                   GPtrArray *tags)
{
  GPtrArray *names = g_ptr_array_new ();

  for (guint i = 0; i < tags->len; i++)
    g_ptr_array_add (names, ((DpTagInfo *)g_ptr_array_index (tags, i))->name);
  if (needs_lost_tag (self, tags))
    g_ptr_array_add (names, (char *)self->place.name);

  return names;
}

static gboolean
has_same_tags (DpSidebar *self,
               GPtrArray *names)
{
  if (names->len != self->tag_rows->len)
    return FALSE;

  for (guint i = 0; i < names->len; i++)
    if (!g_str_equal (dp_sidebar_row_get_place (g_ptr_array_index (self->tag_rows, i))->name,
                      g_ptr_array_index (names, i)))
      return FALSE;

  return TRUE;
}

static void
show_tags (DpSidebar *self,
           GPtrArray *tags)
{
  g_autoptr (GPtrArray) names = collect_tag_names (self, tags);

  if (!has_same_tags (self, names))
    {
      GPtrArray *rows = g_ptr_array_new ();
      guint      hint = 0;

      for (guint i = 0; i < names->len; i++)
        {
          DpPlace place = dp_place_named (DP_SCOPE_TAG, g_ptr_array_index (names, i));

          g_ptr_array_add (rows, find_or_create_row (self, self->tag_rows, &place, place.name, &hint));
        }
      dp_sidebar_replace_rows (self, &self->tag_rows, rows, self->tags_top);
    }

  for (guint i = 0; i < names->len; i++)
    dp_sidebar_show_unread (g_ptr_array_index (self->tag_rows, i),
                            i < tags->len ? ((const DpTagInfo *)g_ptr_array_index (tags, i))->n_unread : 0);
}

static gboolean
is_editing (DpSidebar *self)
{
  gboolean is_edited = self->added_row != NULL;

  for (guint i = 0; !is_edited && i < self->collection_rows->len; i++)
    is_edited = dp_sidebar_row_is_editing (g_ptr_array_index (self->collection_rows, i));
  for (guint i = 0; !is_edited && i < self->smart_rows->len; i++)
    is_edited = dp_sidebar_row_is_editing (g_ptr_array_index (self->smart_rows, i));
  for (guint i = 0; !is_edited && i < self->tag_rows->len; i++)
    is_edited = dp_sidebar_row_is_editing (g_ptr_array_index (self->tag_rows, i));

  return is_edited;
}

/**
 * dp_sidebar_update_marks:
 * @self: a sidebar with a library
 * @error: return location for a #DpLibraryError
 *
 * Shows the collections and tags that there are, unless one is being named.
 *
 * Returns: whether they could be read
 */
gboolean
dp_sidebar_update_marks (DpSidebar *self,
                         GError   **error)
{
  g_autoptr (GPtrArray) collections = NULL;
  g_autoptr (GPtrArray) smart = NULL;
  g_autoptr (GPtrArray) tags = NULL;

  if (is_editing (self))
    return TRUE;

  collections = dp_collection_query_list (self->library, error);
  if (collections == NULL)
    return FALSE;
  smart = dp_smart_query_list (self->library, error);
  if (smart == NULL)
    return FALSE;
  tags = dp_tag_query_list (self->library, error);
  if (tags == NULL)
    return FALSE;

  show_collections (self, collections);
  show_smart (self, smart);
  show_tags (self, tags);

  return TRUE;
}

static void
remove_added_row (gpointer user_data)
{
  DpSidebar *self = user_data;

  self->added_id = 0;
  gtk_list_box_remove (self->list_box, g_steal_pointer (&self->added_row));
  dp_sidebar_update_later (self);
}

/* Not while the focus is on its way out of the row. */
static void
adding_ended_cb (DpSidebar *self)
{
  if (gtk_widget_get_focus_child (GTK_WIDGET (self->list_box)) == self->added_row)
    gtk_widget_grab_focus (GTK_WIDGET (self));
  if (self->added_id == 0)
    self->added_id = g_idle_add_once (remove_added_row, self);
}

/**
 * dp_sidebar_add_collection:
 * @self: a sidebar with a library
 *
 * Lets the user type the name of a new collection below the others.
 */
void
dp_sidebar_add_collection (DpSidebar *self)
{
  GtkWidget *last = NULL;

  g_return_if_fail (DP_IS_SIDEBAR (self));

  if (self->library == NULL || self->added_row != NULL)
    return;

  g_object_set (self, "collections-expanded", TRUE, NULL);
  last = dp_sidebar_get_last_row (self->collection_rows, self->collections_top);
  self->added_row = create_row (self, &(DpPlace){ DP_SCOPE_COLLECTION, 0 }, "");
  gtk_list_box_row_set_selectable (GTK_LIST_BOX_ROW (self->added_row), FALSE);
  gtk_list_box_insert (self->list_box, self->added_row, gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (last)) + 1);
  dp_sidebar_fold (self);
  dp_sidebar_row_begin_edit (DP_SIDEBAR_ROW (self->added_row));
  g_signal_connect_object (self->added_row, "edit-ended", G_CALLBACK (adding_ended_cb), self, G_CONNECT_SWAPPED);
}

/**
 * dp_sidebar_find_collection:
 * @self: a sidebar
 * @name: the name of a collection, as it is shown
 *
 * Returns: its number; 0 when there is none
 */
gint64
dp_sidebar_find_collection (DpSidebar  *self,
                            const char *name)
{
  g_return_val_if_fail (DP_IS_SIDEBAR (self), 0);

  for (guint i = 0; i < self->collection_rows->len; i++)
    {
      DpSidebarRow *row = g_ptr_array_index (self->collection_rows, i);

      if (g_strcmp0 (dp_sidebar_row_get_title (row), name) == 0)
        return dp_sidebar_row_get_place (row)->id;
    }

  return 0;
}
