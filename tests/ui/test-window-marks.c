/* test-window-marks.c: tags, collections and notes in the window
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "library/mark/dp-smart-store.h"
#include "mark-fixture.h"
#include "ui/list/dp-paper-view.h"
#include "ui/mark/dp-mark-bar.h"
#include "ui/mark/dp-mark-chooser.h"
#include "ui/mark/dp-note-editor.h"
#include "ui/sidebar/dp-sidebar.h"
#include "ui/window/dp-window.h"

#define SCHEMA "io.github.dailypapers.DailyPapers"

typedef struct
{
  LibraryFixture     library;
  GSettings         *settings;
  DpRefreshProgress *progress;
  DpWindow          *window;
  GString           *asked; /* each action with its parameter, and a line end */
} Fixture;

static void
asked_cb (GSimpleAction *action,
          GVariant      *parameter,
          gpointer       user_data)
{
  Fixture         *fixture = user_data;
  g_autofree char *text = g_variant_print (parameter, FALSE);

  g_string_append_printf (fixture->asked, "%s %s\n", g_action_get_name (G_ACTION (action)), text);
}

static gpointer
get_child (Fixture    *fixture,
           const char *name)
{
  GObject *child = gtk_widget_get_template_child (GTK_WIDGET (fixture->window), DP_TYPE_WINDOW, name);

  g_assert_nonnull (child);

  return child;
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  const GActionEntry entries[] = {
    { "set-tag", asked_cb, "(sbau)" },
    { "set-collected", asked_cb, "(xbau)" },
    { "create-collection", asked_cb, "(sau)" },
    { "remove-tag", asked_cb, "s" },
    { "set-note", asked_cb, "(uss)" },
    { "save-search", asked_cb, "(ss)" },
  };
  g_autoptr (GSimpleActionGroup) actions = g_simple_action_group_new ();

  library_fixture_set_up (&fixture->library, NULL);
  mark_fixture_fill (&fixture->library);
  dp_library_watch (fixture->library.library);

  fixture->asked = g_string_new (NULL);
  fixture->settings = g_settings_new (SCHEMA);
  g_settings_reset (fixture->settings, "selected-list");
  g_settings_reset (fixture->settings, "selected-paper");
  g_settings_set_uint (fixture->settings, "read-after-seconds", 0);
  fixture->progress = dp_refresh_progress_new ();
  fixture->window = DP_WINDOW (dp_window_new (NULL, fixture->settings, fixture->progress));
  g_action_map_add_action_entries (G_ACTION_MAP (actions), entries, G_N_ELEMENTS (entries), fixture);
  gtk_widget_insert_action_group (GTK_WIDGET (fixture->window), "app", G_ACTION_GROUP (actions));
  dp_window_set_library (fixture->window, fixture->library.library);
  test_wait_until (g_str_equal (gtk_stack_get_visible_child_name (get_child (fixture, "list_stack")), "papers"));
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  gpointer window = fixture->window;

  g_object_add_weak_pointer (G_OBJECT (window), &window);
  dp_window_set_library (fixture->window, NULL);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  g_assert_null (window);
  g_assert_finalize_object (fixture->progress);
  g_object_unref (fixture->settings);
  g_string_free (fixture->asked, TRUE);
  library_fixture_tear_down (&fixture->library, NULL);
}

static void
read_paper (Fixture *fixture,
            guint32  rowid)
{
  dp_paper_view_select (get_child (fixture, "paper_view"), rowid);
}

static void
activate (Fixture    *fixture,
          const char *action)
{
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), action, NULL);
}

static void
assert_asked (Fixture    *fixture,
              const char *expected)
{
  g_assert_cmpstr (fixture->asked->str, ==, expected);
  g_string_truncate (fixture->asked, 0);
}

static GtkTextBuffer *
get_note (Fixture *fixture)
{
  GtkWidget *editor = get_child (fixture, "note_editor");

  return gtk_text_view_get_buffer (GTK_TEXT_VIEW (gtk_widget_get_template_child (editor, DP_TYPE_NOTE_EDITOR, "text_view")));
}

static gboolean
shows_note (Fixture *fixture)
{
  return gtk_widget_get_visible (get_child (fixture, "note_editor"));
}

static void
assert_note (Fixture    *fixture,
             const char *expected)
{
  g_autofree char *text = NULL;

  g_object_get (get_note (fixture), "text", &text, NULL);
  g_assert_cmpstr (text, ==, expected);
}

static void
test_note (Fixture      *fixture,
           gconstpointer data)
{
  g_autoptr (DpMarkChange) noted G_GNUC_UNUSED = NULL;

  g_assert_false (gtk_widget_get_visible (get_child (fixture, "marks_box")));
  read_paper (fixture, 1);
  g_assert_true (gtk_widget_get_visible (get_child (fixture, "marks_box")));
  g_assert_false (shows_note (fixture));

  activate (fixture, "win.edit-note");
  g_assert_true (shows_note (fixture));
  gtk_text_buffer_insert_at_cursor (get_note (fixture), "mine", -1);

  /* Who goes to another paper at once loses nothing. */
  gtk_window_set_focus (GTK_WINDOW (fixture->window), NULL);
  read_paper (fixture, 2);
  assert_asked (fixture, "set-note (1, '', 'mine')\n");
  g_assert_false (shows_note (fixture));
  dp_window_note_saved (fixture->window, 1, "mine", NULL);

  /* What comes from elsewhere is shown. */
  noted = mark_fixture_note (&fixture->library, 2, NULL, "theirs", 0);
  test_wait_until (shows_note (fixture));
  assert_note (fixture, "theirs");
  gtk_text_buffer_insert_at_cursor (get_note (fixture), "!", -1);
  dp_window_save_state (fixture->window);
  assert_asked (fixture, "set-note (2, 'theirs', '!theirs')\n");
  dp_window_note_saved (fixture->window, 2, NULL, "The disk is full.");
  assert_note (fixture, "!theirs");
}

static void
test_takes_out (Fixture      *fixture,
                gconstpointer data)
{
  const guint32                      two[] = { 1, 2 };
  DpPlace                            tag = dp_place_named (DP_SCOPE_TAG, "Vision");
  g_autoptr (DpMarkChange) tagged    G_GNUC_UNUSED = mark_fixture_tag (&fixture->library, "Vision", two, 2, TRUE);
  g_autoptr (DpMarkChange) collected G_GNUC_UNUSED = mark_fixture_create (&fixture->library, "Course", two, 2, 0);
  DpSidebar                         *sidebar = get_child (fixture, "sidebar");

  read_paper (fixture, 2);
  activate (fixture, "win.untag");
  activate (fixture, "win.uncollect");
  assert_asked (fixture, "");

  /* By its button in the reader. */
  test_wait_until (dp_sidebar_find_collection (sidebar, "Course") != 0);
  g_signal_emit_by_name (get_child (fixture, "mark_bar"), "collection-activated", "Course");
  g_assert_cmpint (dp_sidebar_get_place (sidebar)->scope, ==, DP_SCOPE_COLLECTION);
  activate (fixture, "win.untag");
  activate (fixture, "win.uncollect");
  assert_asked (fixture, "set-collected (1, false, [2])\n");

  g_signal_emit_by_name (get_child (fixture, "mark_bar"), "collection-activated", "no such");
  g_signal_emit_by_name (get_child (fixture, "mark_bar"), "tag-activated", "Vision");
  g_assert_true (dp_place_equal (dp_sidebar_get_place (sidebar), &tag));
  activate (fixture, "win.untag");
  assert_asked (fixture, "set-tag ('Vision', false, [2])\n");

  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.remove-tag", "s", "Vision");
  assert_asked (fixture, "remove-tag 'Vision'\n");
  g_assert_cmpint (dp_sidebar_get_place (sidebar)->scope, ==, DP_SCOPE_ALL);
}

static DpMarkChooser *
find_chooser (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (DP_IS_MARK_CHOOSER (window))
        return DP_MARK_CHOOSER (window);
    }

  return NULL;
}

/* The papers are those that were selected when the dialog opened. */
static void
test_files_selected (Fixture      *fixture,
                     gconstpointer data)
{
  const guint32                   one[] = { 1 };
  DpMarkChooser                  *chooser = NULL;
  GtkWidget                      *rows = NULL;
  GtkWidget                      *check = NULL;
  GtkWidget                      *list = get_child (fixture, "paper_view");
  g_autoptr (DpMarkChange) tagged G_GNUC_UNUSED = mark_fixture_tag (&fixture->library, "Vision", one, 1, TRUE);

  activate (fixture, "win.choose-tags");
  g_assert_null (find_chooser ());

  read_paper (fixture, 1);
  activate (fixture, "win.choose-tags");
  chooser = find_chooser ();
  g_assert_nonnull (chooser);
  rows = GTK_WIDGET (gtk_widget_get_template_child (GTK_WIDGET (chooser), DP_TYPE_MARK_CHOOSER, "row_box"));
  test_wait_until (gtk_widget_get_first_child (rows) != NULL);
  check = gtk_widget_get_first_child (rows);
  g_assert_true (gtk_check_button_get_active (GTK_CHECK_BUTTON (check)));

  dp_paper_view_select (DP_PAPER_VIEW (list), 3);
  gtk_widget_activate (check);
  assert_asked (fixture, "set-tag ('Vision', false, [1])\n");
  g_signal_emit_by_name (chooser, "created", "new");
  assert_asked (fixture, "set-tag ('new', true, [1])\n");
  gtk_window_destroy (GTK_WINDOW (chooser));
}

static AdwMessageDialog *
find_dialog (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (ADW_IS_MESSAGE_DIALOG (window))
        return ADW_MESSAGE_DIALOG (window);
    }

  return NULL;
}

static gboolean
can_save (Fixture *fixture)
{
  return g_action_group_get_action_enabled (G_ACTION_GROUP (fixture->window), "save-search");
}

static void
search (Fixture    *fixture,
        const char *text)
{
  gtk_editable_set_text (get_child (fixture, "search_entry"), text);
  test_wait_until (g_strcmp0 (gtk_editable_get_text (get_child (fixture, "search_entry")), text) == 0);
  g_signal_emit_by_name (get_child (fixture, "search_entry"), "search-changed");
}

/* What was typed is saved under a name, and can be had back to be changed. */
static void
test_saves_search (Fixture      *fixture,
                   gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (DpMarkChange) saved G_GNUC_UNUSED = NULL;
  gpointer                       dialog = NULL;

  g_assert_false (can_save (fixture));
  activate (fixture, "win.search");
  search (fixture, "after:never");
  g_assert_false (can_save (fixture));
  search (fixture, "tag:x");
  g_assert_true (can_save (fixture));

  activate (fixture, "win.save-search");
  dialog = find_dialog ();
  g_assert_false (adw_message_dialog_get_response_enabled (dialog, "save"));
  gtk_editable_set_text (GTK_EDITABLE (adw_message_dialog_get_extra_child (dialog)), "Mine");
  g_assert_true (adw_message_dialog_get_response_enabled (dialog, "save"));
  adw_message_dialog_response (dialog, "save");
  assert_asked (fixture, "save-search ('Mine', 'tag:x')\n");
  gtk_window_destroy (dialog);

  dp_smart_store_create_async (fixture->library.library, "Kept", "-tag:y", NULL, test_result_cb, &result);
  test_wait_until (result != NULL);
  saved = dp_smart_store_finish (fixture->library.library, result, NULL);
  gtk_search_bar_set_search_mode (get_child (fixture, "search_bar"), FALSE);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.edit-smart", "x", (gint64)1));
  g_assert_cmpstr (gtk_editable_get_text (get_child (fixture, "search_entry")), ==, "-tag:y");
  search (fixture, "-tag:z");
  activate (fixture, "win.save-search");
  dialog = find_dialog ();
  adw_message_dialog_response (dialog, "save");
  assert_asked (fixture, "save-search ('Kept', '-tag:z')\n");
  gtk_window_destroy (dialog);
}

int
main (int    argc,
      char **argv)
{
  if (!gtk_init_check ())
    return 77;

  adw_init ();
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define add(name, function) g_test_add ("/window-marks/" name, Fixture, NULL, set_up, function, tear_down)
  add ("note", test_note);
  add ("takes-out", test_takes_out);
  add ("saves-search", test_saves_search);
  add ("files-selected", test_files_selected);
#undef add

  return g_test_run ();
}
