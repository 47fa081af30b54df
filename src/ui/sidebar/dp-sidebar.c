/* dp-sidebar.c: the lists one can choose from
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ui/sidebar/dp-sidebar-private.h"

#include <glib/gi18n.h>

#include "library/dp-task-query.h"

/* Changes come in bursts while a refresh stores papers; the counts follow at most
 * this often. */
#define UPDATE_INTERVAL_MS 300

/* What of a change moves a name, a count or a state. */
#define FIELDS_SHOWN                                                                                  \
  (DP_CHANGE_ADDED | DP_CHANGE_TOPICS | DP_CHANGE_DATE | DP_CHANGE_BOOKMARK | DP_CHANGE_READ |        \
   DP_CHANGE_REMOVED | DP_CHANGE_TOPIC_LIST | DP_CHANGE_DAYS | DP_CHANGE_DAY_LIST | DP_CHANGE_TASKS | \
   DP_CHANGE_TAGS | DP_CHANGE_COLLECTIONS | DP_CHANGE_TAG_LIST | DP_CHANGE_COLLECTION_LIST)

/* What of a change the user did to the lists themselves, or asked for. */
#define FIELDS_AT_ONCE \
  (DP_CHANGE_TOPIC_LIST | DP_CHANGE_DAY_LIST | DP_CHANGE_TAG_LIST | DP_CHANGE_COLLECTION_LIST)

G_DEFINE_FINAL_TYPE (DpSidebar, dp_sidebar, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_DAYS_EXPANDED = 1,
  PROP_TASKS_EXPANDED,
  PROP_COLLECTIONS_EXPANDED,
  PROP_TAGS_EXPANDED,
} DpSidebarProperty;

static GParamSpec *props[PROP_TAGS_EXPANDED + 1];

typedef enum
{
  SIGNAL_PLACE_CHANGED,
  SIGNAL_PLACE_ACTIVATED,
  SIGNAL_UPDATED,
} DpSidebarSignal;

static guint signals[SIGNAL_UPDATED + 1];

static void
leave_lost_list (DpSidebar *self)
{
  DpScope  scope = self->place.scope;
  gboolean can_go = scope == DP_SCOPE_TOPIC || scope == DP_SCOPE_TASK || scope == DP_SCOPE_COLLECTION ||
                    scope == DP_SCOPE_SMART;

  if (self->library != NULL && can_go && dp_sidebar_find_row (self, &self->place) == NULL)
    dp_sidebar_set_place (self, &(DpPlace){ DP_SCOPE_ALL, 0 });
}

static void
show_counts (DpSidebar *self)
{
  g_autofree char *meaning = g_strdup_printf (ngettext ("%'u paper", "%'u papers", self->counts.n_bookmarks),
                                                        self->counts.n_bookmarks);
  g_autofree char *revised = g_strdup_printf (ngettext ("%'u paper", "%'u papers", self->counts.n_new_versions),
                                                        self->counts.n_new_versions);

  dp_sidebar_show_unread (DP_SIDEBAR_ROW (self->new_row), self->counts.n_new);
  dp_sidebar_show_unread (DP_SIDEBAR_ROW (self->all_row), self->counts.n_unread);
  dp_sidebar_row_set_count (DP_SIDEBAR_ROW (self->bookmarks_row), self->counts.n_bookmarks, meaning);
  dp_sidebar_row_set_count (DP_SIDEBAR_ROW (self->new_versions_row), self->counts.n_new_versions, revised);
}

/* The day that is looked at stays listed when newer ones take its place. */
static gboolean
update_days (DpSidebar *self,
             GError   **error)
{
  const char *day = self->place.scope == DP_SCOPE_DAY ? self->place.name : NULL;

  if (!dp_recent_days_update (self->days, self->library, error))
    return FALSE;
  if (day == NULL || dp_recent_days_find (self->days, day) != NULL)
    return TRUE;

  dp_recent_days_visit (self->days, day);

  return dp_recent_days_update (self->days, self->library, error);
}

/* What cannot be read now stays as it was: the list says what is wrong. */
static void
update (DpSidebar *self)
{
  g_autoptr (GPtrArray) topics = NULL;
  g_autoptr (GPtrArray) tasks = NULL;
  g_autoptr (GError) error = NULL;
  DpLibraryCounts counts = { 0 };

  if (self->library == NULL)
    return;

  topics = dp_topic_query_list (self->library, &error);
  if (topics == NULL || !dp_topic_query_count (self->library, self->new_since, &counts, &error) ||
      !update_days (self, &error) || !dp_sidebar_update_marks (self, &error) ||
      (tasks = dp_task_query_list (self->library, &error)) == NULL)
    {
      g_debug ("Counts stay as they were: %s", error->message);
      return;
    }

  dp_sidebar_show_days (self);
  dp_sidebar_show_topics (self, topics);
  dp_sidebar_show_tasks (self, tasks);
  g_ptr_array_unref (self->topics);
  self->topics = g_steal_pointer (&topics);
  self->counts = counts;
  show_counts (self);
  dp_sidebar_fold (self);
  leave_lost_list (self);

  g_signal_emit (self, signals[SIGNAL_UPDATED], 0);
}

static gboolean
update_cb (gpointer user_data)
{
  DpSidebar *self = DP_SIDEBAR (user_data);

  self->update_id = 0;
  update (self);

  return G_SOURCE_REMOVE;
}

/**
 * dp_sidebar_update_later:
 * @self: a sidebar
 *
 * Reads names and counts anew in a moment.
 */
void
dp_sidebar_update_later (DpSidebar *self)
{
  if (self->update_id == 0)
    self->update_id = g_timeout_add (UPDATE_INTERVAL_MS, update_cb, self);
}

static void
library_changed_cb (DpSidebar   *self,
                    DpChangeSet *changes)
{
  DpChangeFields fields = dp_change_set_get_fields (changes);

  if (!dp_change_set_is_complete_reload (changes) && (fields & FIELDS_SHOWN) == 0)
    return;

  /* What a refresh does shows in steps. */
  if ((fields & FIELDS_AT_ONCE) != 0)
    {
      g_clear_handle_id (&self->update_id, g_source_remove);
      update (self);
    }
  else
    dp_sidebar_update_later (self);
}

static void
row_selected_cb (DpSidebar     *self,
                 GtkListBoxRow *row)
{
  const DpPlace *place = NULL;

  if (row == NULL || self->rebuilding)
    return;

  place = dp_sidebar_row_get_place (DP_SIDEBAR_ROW (row));
  if (dp_place_equal (place, &self->place))
    return;

  self->place = *place;
  dp_sidebar_fold (self);
  g_signal_emit (self, signals[SIGNAL_PLACE_CHANGED], 0);
}

static void
row_activated_cb (DpSidebar *self)
{
  g_signal_emit (self, signals[SIGNAL_PLACE_ACTIVATED], 0);
}

static gboolean *
get_expanded (DpSidebar        *self,
              DpSidebarProperty property)
{
  switch (property)
    {
    case PROP_DAYS_EXPANDED:
      return &self->days_expanded;
    case PROP_TASKS_EXPANDED:
      return &self->tasks_expanded;
    case PROP_COLLECTIONS_EXPANDED:
      return &self->collections_expanded;
    case PROP_TAGS_EXPANDED:
      return &self->tags_expanded;
    }

  g_return_val_if_reached (&self->days_expanded);
}

static void
dp_sidebar_get_property (GObject    *object,
                         guint       prop_id,
                         GValue     *value,
                         GParamSpec *pspec)
{
  g_value_set_boolean (value, *get_expanded (DP_SIDEBAR (object), (DpSidebarProperty)prop_id));
}

static void
dp_sidebar_set_property (GObject      *object,
                         guint         prop_id,
                         const GValue *value,
                         GParamSpec   *pspec)
{
  DpSidebar *self = DP_SIDEBAR (object);
  gboolean  *expanded = get_expanded (self, (DpSidebarProperty)prop_id);

  if (*expanded == g_value_get_boolean (value))
    return;

  *expanded = g_value_get_boolean (value);
  dp_sidebar_fold (self);
  g_object_notify_by_pspec (object, pspec);
}

static void
dp_sidebar_dispose (GObject *object)
{
  DpSidebar *self = DP_SIDEBAR (object);

  /* A name that is being typed ends with its row, and asks for an update. */
  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  g_clear_handle_id (&self->update_id, g_source_remove);
  g_clear_handle_id (&self->added_id, g_source_remove);
  if (self->library != NULL)
    g_clear_signal_handler (&self->changed_id, self->library);
  g_clear_object (&self->library);

  G_OBJECT_CLASS (dp_sidebar_parent_class)->dispose (object);
}

static void
dp_sidebar_finalize (GObject *object)
{
  DpSidebar *self = DP_SIDEBAR (object);

  g_ptr_array_unref (self->topics);
  g_ptr_array_unref (self->day_rows);
  g_ptr_array_unref (self->topic_rows);
  g_ptr_array_unref (self->collection_rows);
  g_ptr_array_unref (self->smart_rows);
  g_ptr_array_unref (self->tag_rows);
  g_ptr_array_unref (self->task_rows);
  dp_recent_days_free (self->days);

  G_OBJECT_CLASS (dp_sidebar_parent_class)->finalize (object);
}

static gboolean
dp_sidebar_grab_focus (GtkWidget *widget)
{
  DpSidebar    *self = DP_SIDEBAR (widget);
  DpSidebarRow *row = dp_sidebar_find_row (self, &self->place);

  return row != NULL && gtk_widget_grab_focus (GTK_WIDGET (row));
}

/* GTK's own way back out of a widget ends in the widget itself, which gives the focus
 * to the list again: Tab would never leave. */
static gboolean
dp_sidebar_focus (GtkWidget       *widget,
                  GtkDirectionType direction)
{
  return gtk_widget_child_focus (gtk_widget_get_first_child (widget), direction);
}

static void
dp_sidebar_class_init (DpSidebarClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = dp_sidebar_dispose;
  object_class->finalize = dp_sidebar_finalize;
  object_class->get_property = dp_sidebar_get_property;
  object_class->set_property = dp_sidebar_set_property;
  widget_class->grab_focus = dp_sidebar_grab_focus;
  widget_class->focus = dp_sidebar_focus;

  props[PROP_DAYS_EXPANDED] =
    g_param_spec_boolean ("days-expanded", NULL, NULL, TRUE,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  props[PROP_TASKS_EXPANDED] =
    g_param_spec_boolean ("tasks-expanded", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  props[PROP_COLLECTIONS_EXPANDED] =
    g_param_spec_boolean ("collections-expanded", NULL, NULL, TRUE,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  props[PROP_TAGS_EXPANDED] =
    g_param_spec_boolean ("tags-expanded", NULL, NULL, TRUE,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);

  signals[SIGNAL_PLACE_CHANGED] =
    g_signal_new ("place-changed", DP_TYPE_SIDEBAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_PLACE_ACTIVATED] =
    g_signal_new ("place-activated", DP_TYPE_SIDEBAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_UPDATED] =
    g_signal_new ("updated", DP_TYPE_SIDEBAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/dailypapers/DailyPapers/dp-sidebar.ui");
  gtk_widget_class_bind_template_child (widget_class, DpSidebar, scroller);
  gtk_widget_class_bind_template_child (widget_class, DpSidebar, list_box);
  gtk_widget_class_bind_template_callback (widget_class, row_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
dp_sidebar_init (DpSidebar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->topics = g_ptr_array_new_with_free_func ((GDestroyNotify)dp_topic_info_unref);
  self->days = dp_recent_days_new ();
  self->days_expanded = TRUE;
  self->collections_expanded = TRUE;
  self->tags_expanded = TRUE;
  self->day_rows = g_ptr_array_new ();
  self->topic_rows = g_ptr_array_new ();
  self->task_rows = g_ptr_array_new ();
  self->place = (DpPlace){ DP_SCOPE_ALL, 0 };

  gtk_list_box_set_header_func (self->list_box, dp_sidebar_update_header, self, NULL);
  /* Translators: the list of the papers on one’s topics that are not read yet */
  self->new_row = dp_sidebar_append_row (self, DP_SCOPE_NEW, "mail-unread-symbolic", _("New"));
  self->all_row = dp_sidebar_append_row (self, DP_SCOPE_ALL, "view-list-symbolic", _("All Papers"));
  self->bookmarks_row = dp_sidebar_append_row (self, DP_SCOPE_BOOKMARKS, "starred-symbolic", _("Bookmarks"));
  /* Translators: the list of papers that were revised since they were bookmarked or read */
  self->new_versions_row = dp_sidebar_append_row (self, DP_SCOPE_NEW_VERSIONS, "software-update-available-symbolic", _("New Versions"));
  gtk_widget_set_visible (self->new_versions_row, FALSE);
  self->today_row = dp_sidebar_append_row (self, DP_SCOPE_DAY, "x-office-calendar-symbolic", _("Today"));
  dp_sidebar_init_marks (self);
  dp_sidebar_fold (self);
  gtk_list_box_select_row (self->list_box, GTK_LIST_BOX_ROW (self->all_row));
}

GtkWidget *
dp_sidebar_new (void)
{
  return g_object_new (DP_TYPE_SIDEBAR, NULL);
}

/**
 * dp_sidebar_set_library:
 * @self: a sidebar
 * @library: (nullable): the library whose lists are shown; it must be watched for
 *   the sidebar to follow it
 * @new_since: what counts as new, see dp_topic_query_get_last_session()
 */
void
dp_sidebar_set_library (DpSidebar *self,
                        DpLibrary *library,
                        DpTime     new_since)
{
  g_return_if_fail (DP_IS_SIDEBAR (self));
  g_return_if_fail (library == NULL || DP_IS_LIBRARY (library));

  if (self->library != NULL)
    g_clear_signal_handler (&self->changed_id, self->library);
  g_clear_handle_id (&self->update_id, g_source_remove);

  g_set_object (&self->library, library);
  self->new_since = new_since;
  if (library == NULL)
    return;

  self->changed_id = g_signal_connect_swapped (library, "changed", G_CALLBACK (library_changed_cb), self);
  update (self);
}

/**
 * dp_sidebar_get_place:
 * @self: a sidebar
 *
 * Returns: (transfer none): the list that is chosen
 */
const DpPlace *
dp_sidebar_get_place (DpSidebar *self)
{
  g_return_val_if_fail (DP_IS_SIDEBAR (self), NULL);

  return &self->place;
}

/**
 * dp_sidebar_set_place:
 * @self: a sidebar
 * @place: a list
 *
 * Chooses a list. A day that has no row is given one.
 *
 * Returns: whether there is such a list; what was chosen stays when there is not
 */
gboolean
dp_sidebar_set_place (DpSidebar     *self,
                      const DpPlace *place)
{
  DpSidebarRow *row = NULL;

  g_return_val_if_fail (DP_IS_SIDEBAR (self), FALSE);
  g_return_val_if_fail (place != NULL, FALSE);

  row = dp_sidebar_find_row (self, place);
  if (row == NULL && place->scope == DP_SCOPE_DAY && self->library != NULL)
    {
      dp_recent_days_visit (self->days, place->name);
      update (self);
      row = dp_sidebar_find_row (self, place);
    }
  if (row == NULL)
    return FALSE;

  gtk_list_box_select_row (self->list_box, GTK_LIST_BOX_ROW (row));

  return TRUE;
}

/**
 * dp_sidebar_get_title:
 * @self: a sidebar
 *
 * Returns: (transfer none): the name of the list that is chosen
 */
const char *
dp_sidebar_get_title (DpSidebar *self)
{
  DpSidebarRow *row = NULL;

  g_return_val_if_fail (DP_IS_SIDEBAR (self), "");

  row = dp_sidebar_find_row (self, &self->place);

  return row != NULL ? dp_sidebar_row_get_title (row) : "";
}

/**
 * dp_sidebar_get_days:
 * @self: a sidebar
 *
 * Returns: (transfer none): the days that are shown
 */
DpRecentDays *
dp_sidebar_get_days (DpSidebar *self)
{
  g_return_val_if_fail (DP_IS_SIDEBAR (self), NULL);

  return self->days;
}

guint
dp_sidebar_get_n_topics (DpSidebar *self)
{
  g_return_val_if_fail (DP_IS_SIDEBAR (self), 0);

  return self->topics->len;
}

/**
 * dp_sidebar_get_topic:
 * @self: a sidebar
 * @position: a place among the topics, less than dp_sidebar_get_n_topics()
 *
 * Returns: (transfer none): what is shown of the topic there
 */
DpTopicInfo *
dp_sidebar_get_topic (DpSidebar *self,
                      guint      position)
{
  g_return_val_if_fail (DP_IS_SIDEBAR (self), NULL);
  g_return_val_if_fail (position < self->topics->len, NULL);

  return g_ptr_array_index (self->topics, position);
}

/**
 * dp_sidebar_find_topic:
 * @self: a sidebar
 * @topic_id: a topic
 *
 * Returns: (transfer none) (nullable): what is shown of the topic
 */
DpTopicInfo *
dp_sidebar_find_topic (DpSidebar *self,
                       gint64     topic_id)
{
  g_return_val_if_fail (DP_IS_SIDEBAR (self), NULL);

  for (guint i = 0; i < self->topics->len; i++)
    {
      DpTopicInfo *info = g_ptr_array_index (self->topics, i);

      if (info->topic->id == topic_id)
        return info;
    }

  return NULL;
}

/**
 * dp_sidebar_get_counts:
 * @self: a sidebar
 *
 * Returns: (transfer none): the counts that are shown
 */
const DpLibraryCounts *
dp_sidebar_get_counts (DpSidebar *self)
{
  g_return_val_if_fail (DP_IS_SIDEBAR (self), NULL);

  return &self->counts;
}
