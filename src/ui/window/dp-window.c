/* dp-window.c: the window
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ui/window/dp-window-private.h"

#include <glib/gi18n.h>

#include "library/paper/dp-paper-query.h"
#include "ui/list/dp-presented.h"
#include "ui/window/dp-welcome.h"

/* The window's folder holds one widget a file. None of them changes the library or
 * knows the network; they ask with actions and signals, and the application answers
 * by changing the library, which all of them follow. The window itself is spread over
 * several files: this one puts it together and remembers how it was left; the others
 * hold its list, its days, its reader, its marks, its links, its focus, its menu and its actions. */

G_DEFINE_FINAL_TYPE (DpWindow, dp_window, ADW_TYPE_APPLICATION_WINDOW)

typedef enum
{
  SIGNAL_TOPIC_EDITED,
} DpWindowSignal;

static guint signals[SIGNAL_TOPIC_EDITED + 1];

static void
folded_changed_cb (DpWindow *self)
{
  gboolean folded = dp_panes_is_folded (self->panes);

  /* Each pane's header has the window's buttons only where the window ends. */
  g_object_set (self->sidebar_header, "show-end-title-buttons", folded, NULL);
  g_object_set (self->list_header, "show-start-title-buttons", folded, "show-end-title-buttons", folded, NULL);
  g_object_set (self->reader_header, "show-start-title-buttons", folded, NULL);
  gtk_widget_set_visible (self->list_back_button, folded);
  gtk_widget_set_visible (self->reader_back_button, folded);
  /* There is room for the others; the menu beside it has it, too. */
  gtk_widget_set_visible (self->browser_button, !folded);
  dp_window_update_list (self);
}

static void
visible_pane_changed_cb (DpWindow *self)
{
  if (dp_panes_is_folded (self->panes))
    dp_window_focus_pane (self, dp_panes_get_visible_pane (self->panes));
  dp_window_count_as_read_later (self);
}

static void
place_changed_cb (DpWindow *self)
{
  dp_window_leave_paper (self);
  dp_window_update_actions (self);
  dp_window_update_query (self);
  dp_window_update_list (self);
  dp_window_open_day (self);
}

static void
place_activated_cb (DpWindow *self)
{
  dp_panes_set_visible_pane (self->panes, DP_PANE_LIST);
}

static void
show_wanted_topic (DpWindow *self)
{
  DpPlace place = { DP_SCOPE_TOPIC, self->wanted_topic_id };

  if (self->wanted_topic_id != 0 && dp_sidebar_set_place (self->sidebar, &place))
    {
      self->wanted_topic_id = 0;
      dp_panes_set_visible_pane (self->panes, DP_PANE_LIST);
    }
}

static void
sidebar_updated_cb (DpWindow *self)
{
  show_wanted_topic (self);
  /* Another day may have become *Today*. */
  if (dp_window_get_day (self) != NULL)
    dp_window_update_query (self);
  dp_window_update_list (self);
}

static void
offer_clicked_cb (DpWindow *self)
{
  dp_window_open_named_paper (self);
}

static void
notice_dismissed_cb (DpWindow *self)
{
  dp_window_show_notice (self, NULL);
  gtk_widget_activate_action (GTK_WIDGET (self), "app.cancel-open", NULL);
}

static void
sort_requested_cb (DpWindow   *self,
                   const char *sort)
{
  dp_window_set_sort (self, sort);
}

static void
star_toggled_cb (DpWindow *self,
                 guint     rowid,
                 gboolean  bookmarked)
{
  dp_window_request_mark (self, "bookmark", bookmarked, &(guint32){ rowid }, 1);
}

static void
paper_activated_cb (DpWindow *self,
                    guint     rowid)
{
  dp_window_show_paper (self, rowid);

  if (dp_panes_is_folded (self->panes) && dp_panes_get_visible_pane (self->panes) == DP_PANE_LIST)
    dp_panes_set_visible_pane (self->panes, DP_PANE_READER);
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "win.open-in-browser", NULL);
}

/* A list that loses the paper, or is left for another, leaves it in the reader. */
static void
selection_changed_cb (DpWindow *self)
{
  guint32 rowid = dp_paper_view_get_current (self->paper_view);

  if (rowid != 0)
    dp_window_show_paper (self, rowid);
}

static void
load_failed_cb (DpWindow *self,
                GError   *error)
{
  g_autofree char *text = g_strdup_printf (_("Some papers could not be read, and their rows stay empty. "
                                             "Nothing was changed; start the program again to try once more. (%s)"),
                                              error->message);

  dp_window_show_notice (self, text);
}

static void
translate_from_surface (DpWindow *self,
                        double   *x,
                        double   *y)
{
  double native_x = 0;
  double native_y = 0;

  gtk_native_get_surface_transform (GTK_NATIVE (self), &native_x, &native_y);
  gtk_widget_translate_coordinates (GTK_WIDGET (self), GTK_WIDGET (self->paper_view),
                                    *x - native_x, *y - native_y, x, y);
}

static gboolean
is_on_row (GtkWidget *view,
           double     x,
           double     y)
{
  GtkWidget *widget = gtk_widget_pick (view, x, y, GTK_PICK_DEFAULT);
  gboolean   on_row = FALSE;

  for (; widget != NULL && widget != view; widget = gtk_widget_get_parent (widget))
    {
      if (GTK_IS_BUTTON (widget))
        return FALSE;
      on_row = on_row || g_str_equal (gtk_widget_get_css_name (widget), "row");
    }

  return on_row;
}

static gboolean
open_tapped_cb (gpointer user_data)
{
  DpWindow *self = DP_WINDOW (user_data);
  guint32   rowid = dp_paper_view_get_current (self->paper_view);

  self->tap_id = 0;

  if (rowid != 0 && dp_panes_is_folded (self->panes))
    {
      dp_window_show_paper (self, rowid);
      dp_panes_set_visible_pane (self->panes, DP_PANE_READER);
    }

  return G_SOURCE_REMOVE;
}

/* Where one pane is shown at a time, a tap on a paper opens it. The rows' own gesture
 * claims the tap, so it is the event itself that is looked at; when it has been dealt
 * with, the paper is the current one. */
static gboolean
list_event_cb (GtkEventController *controller,
               GdkEvent           *event,
               DpWindow           *self)
{
  GtkWidget   *view = GTK_WIDGET (self->paper_view);
  GdkEventType type = gdk_event_get_event_type (event);
  gboolean     is_tap = type == GDK_TOUCH_END ||
                    (type == GDK_BUTTON_RELEASE && gdk_button_event_get_button (event) == GDK_BUTTON_PRIMARY);
  gboolean selects = (gdk_event_get_modifier_state (event) & (GDK_CONTROL_MASK | GDK_SHIFT_MASK)) != 0;
  double   x = 0;
  double   y = 0;

  if (!is_tap || selects || self->tap_id != 0 || !dp_panes_is_folded (self->panes) ||
      !gdk_event_get_position (event, &x, &y))
    return GDK_EVENT_PROPAGATE;

  translate_from_surface (self, &x, &y);
  if (is_on_row (view, x, y))
    self->tap_id = g_idle_add (open_tapped_cb, self);

  return GDK_EVENT_PROPAGATE;
}

static void
open_uri (DpWindow   *self,
          const char *uri)
{
  gtk_show_uri (GTK_WINDOW (self), uri, GDK_CURRENT_TIME);
}

static void
uri_activated_cb (DpWindow   *self,
                  const char *uri)
{
  open_uri (self, uri);
}

static void
author_activated_cb (DpWindow   *self,
                     const char *text)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.more-by", "s", text);
}

/* A day may have no list yet, which is asked for then. */
static void
list_link_activated_cb (DpWindow   *self,
                        const char *text)
{
  DpPlace place = { 0 };

  if (g_str_has_prefix (text, "day:"))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.show-day", "s", text + strlen ("day:"));
  else if (dp_place_parse (text, &place) && dp_sidebar_set_place (self->sidebar, &place))
    dp_panes_set_visible_pane (self->panes, DP_PANE_LIST);
}

static void
seen_cb (DpWindow *self)
{
  dp_window_mark_seen (self);
}

static gboolean
escape_cb (GtkWidget *widget,
           GVariant  *arguments,
           gpointer   user_data)
{
  DpWindow *self = DP_WINDOW (widget);

  if (gtk_search_bar_get_search_mode (self->search_bar) && !dp_panes_is_folded (self->panes))
    {
      gtk_search_bar_set_search_mode (self->search_bar, FALSE);
      return TRUE;
    }

  return dp_panes_go_back (self->panes);
}

static void
listing_changed_cb (DpWindow *self)
{
  dp_window_update_list (self);
  dp_window_update_actions (self);
}

static void
library_changed_cb (DpWindow    *self,
                    DpChangeSet *changes)
{
  DpChangeFields names = DP_CHANGE_TAG_LIST | DP_CHANGE_COLLECTION_LIST; /* which a paper shows, too */

  if (self->paper != NULL && (dp_change_set_is_complete_reload (changes) ||
                              (dp_change_set_get_fields (changes) & names) != 0 ||
                              dp_change_set_lookup (changes, self->paper->rowid) != 0))
    dp_window_reload_paper (self);
}

static void
progress_changed_cb (DpWindow *self)
{
  gboolean running = dp_refresh_progress_is_running (self->progress);
  gboolean had_focus = gtk_widget_has_focus (self->refresh_button) || gtk_widget_has_focus (self->stop_button);

  if (gtk_widget_get_visible (self->stop_button) != running)
    {
      gtk_widget_set_visible (self->stop_button, running);
      gtk_widget_set_visible (self->refresh_button, !running);
      if (had_focus)
        gtk_widget_grab_focus (running ? self->stop_button : self->refresh_button);
    }

  if (self->listing != NULL)
    dp_window_update_list (self);
}

static void
restore_state (DpWindow *self)
{
  g_autofree char *sort = g_settings_get_string (self->settings, "sort");
  g_autofree char *day_sort = g_settings_get_string (self->settings, "day-sort");
  g_autofree char *columns = g_settings_get_string (self->settings, "columns");

  gtk_window_set_default_size (GTK_WINDOW (self),
                               g_settings_get_int (self->settings, "window-width"),
                               g_settings_get_int (self->settings, "window-height"));
  if (g_settings_get_boolean (self->settings, "window-maximized"))
    gtk_window_maximize (GTK_WINDOW (self));

  g_object_set (self->panes,
                "sidebar-width", g_settings_get_int (self->settings, "sidebar-width"),
                "reader-width", g_settings_get_int (self->settings, "reader-width"),
                NULL);
  g_settings_bind (self->settings, "days-expanded", self->sidebar, "days-expanded", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "tasks-expanded", self->sidebar, "tasks-expanded", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "collections-expanded", self->sidebar, "collections-expanded", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "tags-expanded", self->sidebar, "tags-expanded", G_SETTINGS_BIND_DEFAULT);
  dp_paper_view_set_columns (self->paper_view, columns);
  self->unread_only = g_settings_get_boolean (self->settings, "unread-only");
  dp_sort_parse (sort, &self->sort.key, &self->sort.descending);
  dp_sort_parse (day_sort, &self->day_sort.key, &self->day_sort.descending);
  dp_window_restore_grouping (self);
}

/* What needs the library to be found again. */
static void
restore_selection (DpWindow *self)
{
  g_autofree char *list = g_settings_get_string (self->settings, "selected-list");
  g_autofree char *id = g_settings_get_string (self->settings, "selected-paper");
  DpPlace          place = { 0 };
  guint32          rowid = 0;

  if (dp_place_parse (list, &place))
    dp_sidebar_set_place (self->sidebar, &place);

  if (*id != '\0')
    rowid = dp_paper_query_find (self->library, id, NULL);
  if (rowid != 0)
    dp_paper_view_select (self->paper_view, rowid);
}

static void
clear_library (DpWindow *self)
{
  dp_window_show_paper (self, 0);
  dp_paper_view_set_listing (self->paper_view, NULL, NULL);
  dp_sidebar_set_library (self->sidebar, NULL, 0);

  if (self->listing != NULL)
    g_signal_handlers_disconnect_by_func (self->listing, listing_changed_cb, self);
  if (self->library != NULL)
    g_clear_signal_handler (&self->changed_id, self->library);
  g_clear_object (&self->listing);
  g_clear_object (&self->library);
}

static void
dp_window_dispose (GObject *object)
{
  DpWindow *self = DP_WINDOW (object);

  g_clear_handle_id (&self->read_timeout_id, g_source_remove);
  g_clear_handle_id (&self->tap_id, g_source_remove);
  g_clear_pointer (&self->paper_menu, gtk_widget_unparent);
  if (self->listing != NULL)
    g_signal_handlers_disconnect_by_func (self->listing, listing_changed_cb, self);
  if (self->library != NULL)
    g_clear_signal_handler (&self->changed_id, self->library);
  g_clear_object (&self->completion);
  g_clear_object (&self->listing);
  g_clear_object (&self->library);
  g_clear_object (&self->progress);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->paper, dp_paper_unref);
  g_clear_pointer (&self->edited_smart, g_free);

  G_OBJECT_CLASS (dp_window_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/dailypapers/DailyPapers/dp-window.ui");
  gtk_widget_class_bind_template_child (widget_class, DpWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, DpWindow, main_stack);
  gtk_widget_class_bind_template_child (widget_class, DpWindow, panes);
  gtk_widget_class_bind_template_child (widget_class, DpWindow, sidebar_header);
  gtk_widget_class_bind_template_child (widget_class, DpWindow, sidebar);
  gtk_widget_class_bind_template_child (widget_class, DpWindow, list_header);
  gtk_widget_class_bind_template_child (widget_class, DpWindow, list_title);
  gtk_widget_class_bind_template_child (widget_class, DpWindow, list_back_button);
  gtk_widget_class_bind_template_child (widget_class, DpWindow, refresh_button);
  gtk_widget_class_bind_template_child (widget_class, DpWindow, stop_button);
  gtk_widget_class_bind_template_child (widget_class, DpWindow, search_button);
  gtk_widget_class_bind_template_child (widget_class, DpWindow, view_section);
  gtk_widget_class_bind_template_child (widget_class, DpWindow, search_bar);
  gtk_widget_class_bind_template_child (widget_class, DpWindow, search_entry);
  gtk_widget_class_bind_template_child (widget_class, DpWindow, search_help_button);
  gtk_widget_class_bind_template_child (widget_class, DpWindow, search_hint);
  gtk_widget_class_bind_template_child (widget_class, DpWindow, offer_button);
  gtk_widget_class_bind_template_child (widget_class, DpWindow, notice_icon);
  gtk_widget_class_bind_template_child (widget_class, DpWindow, notice_revealer);
  gtk_widget_class_bind_template_child (widget_class, DpWindow, notice_label);
  gtk_widget_class_bind_template_child (widget_class, DpWindow, list_stack);
  gtk_widget_class_bind_template_child (widget_class, DpWindow, loading_spinner);
  gtk_widget_class_bind_template_child (widget_class, DpWindow, paper_view);
  gtk_widget_class_bind_template_child (widget_class, DpWindow, status_page);
  gtk_widget_class_bind_template_child (widget_class, DpWindow, status_button);
  gtk_widget_class_bind_template_child (widget_class, DpWindow, footer);
  gtk_widget_class_bind_template_child (widget_class, DpWindow, reader_header);
  gtk_widget_class_bind_template_child (widget_class, DpWindow, reader_back_button);
  gtk_widget_class_bind_template_child (widget_class, DpWindow, reader_menu);
  gtk_widget_class_bind_template_child (widget_class, DpWindow, bookmark_button);
  gtk_widget_class_bind_template_child (widget_class, DpWindow, read_button);
  gtk_widget_class_bind_template_child (widget_class, DpWindow, browser_button);
  gtk_widget_class_bind_template_child (widget_class, DpWindow, reader);
  gtk_widget_class_bind_template_child (widget_class, DpWindow, marks_box);
  gtk_widget_class_bind_template_child (widget_class, DpWindow, mark_bar);
  gtk_widget_class_bind_template_child (widget_class, DpWindow, note_editor);
  gtk_widget_class_bind_template_child (widget_class, DpWindow, problem_page);
  gtk_widget_class_bind_template_child (widget_class, DpWindow, set_aside_button);
}

static void
bind_callbacks (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_callback (widget_class, folded_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, visible_pane_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, place_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, place_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, sidebar_updated_cb);
  gtk_widget_class_bind_template_callback (widget_class, offer_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, notice_dismissed_cb);
  gtk_widget_class_bind_template_callback (widget_class, sort_requested_cb);
  gtk_widget_class_bind_template_callback (widget_class, star_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, paper_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, selection_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, load_failed_cb);
  gtk_widget_class_bind_template_callback (widget_class, uri_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, author_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, list_link_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, seen_cb);
}

static void
dp_window_class_init (DpWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dp_window_dispose;

  signals[SIGNAL_TOPIC_EDITED] =
    g_signal_new ("topic-edited", DP_TYPE_WINDOW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, DP_TYPE_TOPIC_EDITOR);

  g_type_ensure (DP_TYPE_PANES);
  g_type_ensure (DP_TYPE_SIDEBAR);
  g_type_ensure (DP_TYPE_PAPER_VIEW);
  g_type_ensure (DP_TYPE_LIST_FOOTER);
  g_type_ensure (DP_TYPE_MARK_BAR);
  g_type_ensure (DP_TYPE_NOTE_EDITOR);
  g_type_ensure (DP_TYPE_READER);
  g_type_ensure (DP_TYPE_SEARCH_HINT);
  g_type_ensure (DP_TYPE_WELCOME);

  bind_template (widget_class);
  bind_callbacks (widget_class);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_cb, NULL);
}

static void
add_columns_menu (DpWindow *self)
{
  gtk_widget_insert_action_group (GTK_WIDGET (self), "columns",
                                  dp_paper_view_get_columns_actions (self->paper_view));
  g_menu_append_submenu (self->view_section, _("_Columns"), dp_paper_view_get_columns_menu (self->paper_view));
}

static void
watch_taps (DpWindow *self)
{
  GtkEventController *taps = gtk_event_controller_legacy_new ();

  gtk_event_controller_set_propagation_phase (taps, GTK_PHASE_CAPTURE);
  g_signal_connect (taps, "event", G_CALLBACK (list_event_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->paper_view), taps);
}

static void
dp_window_init (DpWindow *self)
{
  self->sort = (DpWindowSort){ DP_SORT_DATE, TRUE };
  self->day_sort = (DpWindowSort){ DP_SORT_DAY, TRUE };
  self->like_sort = (DpWindowSort){ DP_SORT_NEAREST, FALSE };

  gtk_widget_init_template (GTK_WIDGET (self));

  dp_presented_follow_stack (self->main_stack);
  dp_presented_follow_stack (self->list_stack);
  dp_presented_follow_revealer (self->notice_revealer);
  dp_window_init_search (self);
  dp_window_init_links (self);
  add_columns_menu (self);
  watch_taps (self);
  dp_window_init_marks (self);
  dp_window_install_actions (self);
  dp_window_install_menu (self);
  dp_window_update_actions (self);
  dp_window_update_list (self);
}

/**
 * dp_window_new:
 * @application: the application
 * @settings: where the window remembers how it was left
 * @progress: how a refresh goes
 *
 * Returns: (transfer floating): a window that waits for its library
 */
GtkWidget *
dp_window_new (GtkApplication    *application,
               GSettings         *settings,
               DpRefreshProgress *progress)
{
  DpWindow *self = NULL;

  g_return_val_if_fail (G_IS_SETTINGS (settings), NULL);
  g_return_val_if_fail (DP_IS_REFRESH_PROGRESS (progress), NULL);

  self = g_object_new (DP_TYPE_WINDOW, "application", application, NULL);
  self->settings = g_object_ref (settings);
  self->progress = g_object_ref (progress);

  restore_state (self);
  dp_window_follow_zoom (self);
  dp_window_follow_words (self);
  dp_window_update_actions (self);
  dp_list_footer_set_progress (self->footer, progress);
  g_signal_connect_object (progress, "notify", G_CALLBACK (progress_changed_cb), self, G_CONNECT_SWAPPED);
  progress_changed_cb (self);

  return GTK_WIDGET (self);
}

/**
 * dp_window_set_library:
 * @self: a window
 * @library: (nullable): a library that is watched on this thread
 *
 * Shows a library, with the list and the paper that were shown last. With %NULL the
 * window lets go of the one it has, which can then be closed.
 */
void
dp_window_set_library (DpWindow  *self,
                       DpLibrary *library)
{
  g_return_if_fail (DP_IS_WINDOW (self));
  g_return_if_fail (library == NULL || DP_IS_LIBRARY (library));

  clear_library (self);
  if (self->completion != NULL)
    dp_search_completion_set_library (self->completion, library);

  if (library != NULL)
    {
      self->library = g_object_ref (library);
      self->listing = dp_listing_new (library);
      self->new_since = dp_topic_query_get_last_session (library);
      self->changed_id = g_signal_connect_swapped (library, "changed", G_CALLBACK (library_changed_cb), self);

      dp_window_update_query (self);
      g_signal_connect_swapped (self->listing, "notify", G_CALLBACK (listing_changed_cb), self);
      dp_paper_view_set_listing (self->paper_view, library, self->listing);
      dp_sidebar_set_library (self->sidebar, library, self->new_since);
      restore_selection (self);
      gtk_stack_set_visible_child_name (self->main_stack, "panes");
      gtk_widget_grab_focus (GTK_WIDGET (self->paper_view));
    }

  dp_window_update_actions (self);
  dp_window_update_list (self);
}

/**
 * dp_window_show_problem:
 * @self: a window
 * @title: what happened, in a few words
 * @description: what was kept and what can be done
 * @may_set_aside: whether starting a new library is offered
 *
 * Says in place of everything else why there is no library, until one is set.
 */
void
dp_window_show_problem (DpWindow   *self,
                        const char *title,
                        const char *description,
                        gboolean    may_set_aside)
{
  g_autofree char *markup = NULL;

  g_return_if_fail (DP_IS_WINDOW (self));
  g_return_if_fail (title != NULL && description != NULL);

  markup = g_markup_escape_text (description, -1);
  adw_status_page_set_title (self->problem_page, title);
  adw_status_page_set_description (self->problem_page, markup);
  gtk_widget_set_visible (self->set_aside_button, may_set_aside);
  gtk_stack_set_visible_child_name (self->main_stack, "problem");
}

static void
show_notice (DpWindow   *self,
             const char *icon_name,
             const char *text)
{
  if (text != NULL)
    {
      gtk_image_set_from_icon_name (self->notice_icon, icon_name);
      gtk_label_set_label (self->notice_label, text);
    }
  gtk_revealer_set_reveal_child (self->notice_revealer, text != NULL);
}

/**
 * dp_window_show_notice:
 * @self: a window
 * @text: (nullable): a sentence that holds as long as the library is open, %NULL for none
 */
void
dp_window_show_notice (DpWindow   *self,
                       const char *text)
{
  g_return_if_fail (DP_IS_WINDOW (self));

  show_notice (self, "dialog-warning-symbolic", text);
}

/**
 * dp_window_show_progress:
 * @self: a window
 * @text: what is being done, in the place of a notice; who sends it away has
 *   `app.cancel-open` stop it
 */
void
dp_window_show_progress (DpWindow   *self,
                         const char *text)
{
  g_return_if_fail (DP_IS_WINDOW (self));

  show_notice (self, "content-loading-symbolic", text);
}

/**
 * dp_window_show_topic:
 * @self: a window
 * @topic_id: a topic that was just added
 *
 * Shows the topic's list as soon as the sidebar has it.
 */
void
dp_window_show_topic (DpWindow *self,
                      gint64    topic_id)
{
  g_return_if_fail (DP_IS_WINDOW (self));

  self->wanted_topic_id = topic_id;
  show_wanted_topic (self);
}

/**
 * dp_window_show_list:
 * @self: a window with a library
 * @list: a list, as the setting `selected-list` names it
 *
 * Shows another list, if there is such a one.
 */
void
dp_window_show_list (DpWindow   *self,
                     const char *list)
{
  DpPlace place = { 0 };

  g_return_if_fail (DP_IS_WINDOW (self));
  g_return_if_fail (list != NULL);

  if (dp_place_parse (list, &place) && dp_sidebar_set_place (self->sidebar, &place))
    dp_panes_set_visible_pane (self->panes, DP_PANE_LIST);
}

/**
 * dp_window_add_toast:
 * @self: a window
 * @toast: (transfer full): what to show for a moment
 */
void
dp_window_add_toast (DpWindow *self,
                     AdwToast *toast)
{
  g_return_if_fail (DP_IS_WINDOW (self));

  adw_toast_overlay_add_toast (self->toasts, toast);
}

/**
 * dp_window_save_state:
 * @self: a window that is about to close
 *
 * Remembers how the window is left.
 */
void
dp_window_save_state (DpWindow *self)
{
  g_autofree char *columns = NULL;
  g_autofree char *sort = NULL;
  g_autofree char *day_sort = NULL;
  g_autofree char *place = NULL;
  int              width = 0;
  int              height = 0;
  int              sidebar_width = 0;
  int              reader_width = 0;

  g_return_if_fail (DP_IS_WINDOW (self));

  dp_window_leave_paper (self);
  dp_note_editor_finish (self->note_editor);

  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  g_settings_set_int (self->settings, "window-width", width);
  g_settings_set_int (self->settings, "window-height", height);
  g_settings_set_boolean (self->settings, "window-maximized", gtk_window_is_maximized (GTK_WINDOW (self)));

  g_object_get (self->panes, "sidebar-width", &sidebar_width, "reader-width", &reader_width, NULL);
  g_settings_set_int (self->settings, "sidebar-width", sidebar_width);
  g_settings_set_int (self->settings, "reader-width", reader_width);

  columns = dp_paper_view_dup_columns (self->paper_view);
  g_settings_set_string (self->settings, "columns", columns);
  sort = dp_sort_format (self->sort.key, self->sort.descending);
  g_settings_set_string (self->settings, "sort", sort);
  day_sort = dp_sort_format (self->day_sort.key, self->day_sort.descending);
  g_settings_set_string (self->settings, "day-sort", day_sort);

  /* Without a library nothing is selected, which is not worth remembering. */
  if (self->library == NULL)
    return;

  place = dp_place_format (dp_sidebar_get_place (self->sidebar));
  g_settings_set_string (self->settings, "selected-list", place);
  g_settings_set_string (self->settings, "selected-paper", self->paper != NULL ? self->paper->id : "");
}
