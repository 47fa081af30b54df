/* test-sidebar-marks.c: collections and tags in the sidebar
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "library/mark/dp-smart-store.h"
#include "mark-fixture.h"
#include "ui/list/dp-paper-drag.h"
#include "ui/sidebar/dp-sidebar-row.h"
#include "ui/sidebar/dp-sidebar.h"

typedef struct
{
  LibraryFixture library;
  GtkWidget     *window;
  DpSidebar     *sidebar;
  GString       *asked; /* each action with its parameter, and a line end */
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

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  const GActionEntry entries[] = {
    { "set-tag", asked_cb, "(sbau)" },
    { "set-collected", asked_cb, "(xbau)" },
    { "set-mark", asked_cb, "(sbau)" },
    { "create-collection", asked_cb, "(sau)" },
    { "rename-collection", asked_cb, "(xs)" },
    { "remove-collection", asked_cb, "x" },
    { "move-collection", asked_cb, "(xu)" },
    { "move-topic", asked_cb, "(xu)" },
    { "rename-tag", asked_cb, "(ss)" },
    { "rename-smart", asked_cb, "(xs)" },
    { "remove-smart", asked_cb, "x" },
  };
  g_autoptr (GSimpleActionGroup) actions = g_simple_action_group_new ();

  library_fixture_set_up (&fixture->library, NULL);
  mark_fixture_fill (&fixture->library);
  dp_library_watch (fixture->library.library);
  fixture->asked = g_string_new (NULL);

  fixture->window = gtk_window_new ();
  fixture->sidebar = DP_SIDEBAR (dp_sidebar_new ());
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (fixture->sidebar));
  g_action_map_add_action_entries (G_ACTION_MAP (actions), entries, G_N_ELEMENTS (entries), fixture);
  gtk_widget_insert_action_group (fixture->window, "app", G_ACTION_GROUP (actions));
  dp_sidebar_set_library (fixture->sidebar, fixture->library.library, 0);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  gpointer sidebar = fixture->sidebar;

  g_object_add_weak_pointer (G_OBJECT (sidebar), &sidebar);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  g_assert_null (sidebar);

  g_string_free (fixture->asked, TRUE);
  library_fixture_tear_down (&fixture->library, NULL);
}

static gpointer
get_list (Fixture *fixture)
{
  return gtk_widget_get_template_child (GTK_WIDGET (fixture->sidebar), DP_TYPE_SIDEBAR, "list_box");
}

static DpSidebarRow *
find_row (Fixture    *fixture,
          const char *title)
{
  GtkListBoxRow *row = NULL;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (get_list (fixture), i)) != NULL; i++)
    if (g_str_equal (dp_sidebar_row_get_title (DP_SIDEBAR_ROW (row)), title))
      return DP_SIDEBAR_ROW (row);

  return NULL;
}

/* "title unread;" for each row of @scope that can be chosen. */
static char *
describe (Fixture *fixture,
          DpScope  scope)
{
  GString       *text = g_string_new (NULL);
  GtkListBoxRow *row = NULL;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (get_list (fixture), i)) != NULL; i++)
    if (dp_sidebar_row_get_place (DP_SIDEBAR_ROW (row))->scope == scope && gtk_list_box_row_get_selectable (row))
      {
        GObject *count = gtk_widget_get_template_child (GTK_WIDGET (row), DP_TYPE_SIDEBAR_ROW, "count_label");

        g_string_append_printf (text, "%s %s;", dp_sidebar_row_get_title (DP_SIDEBAR_ROW (row)),
                                gtk_widget_get_visible (GTK_WIDGET (count)) ? gtk_label_get_label (GTK_LABEL (count)) : "0");
      }

  return g_string_free (text, FALSE);
}

static gboolean
shows (Fixture    *fixture,
       DpScope     scope,
       const char *expected)
{
  g_autofree char *text = describe (fixture, scope);

  return g_str_equal (text, expected);
}

static gboolean
shows_hint (Fixture *fixture,
            DpScope  scope)
{
  GtkListBoxRow *row = NULL;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (get_list (fixture), i)) != NULL; i++)
    if (dp_sidebar_row_get_place (DP_SIDEBAR_ROW (row))->scope == scope && !gtk_list_box_row_get_selectable (row) &&
        gtk_widget_get_visible (gtk_list_box_row_get_child (row)))
      return TRUE;

  return FALSE;
}

static void
assert_asked (Fixture    *fixture,
              const char *expected)
{
  g_assert_cmpstr (fixture->asked->str, ==, expected);
  g_string_truncate (fixture->asked, 0);
}

static gpointer
get_entry (DpSidebarRow *row)
{
  return gtk_widget_get_template_child (GTK_WIDGET (row), DP_TYPE_SIDEBAR_ROW, "entry");
}

static void
enter (DpSidebarRow *row,
       const char   *text)
{
  gtk_editable_set_text (get_entry (row), text);
  g_signal_emit_by_name (get_entry (row), "activate");
}

static void
test_follows_library (Fixture      *fixture,
                      gconstpointer data)
{
  const guint32                      two[] = { 1, 2 };
  DpPlace                            tag = dp_place_named (DP_SCOPE_TAG, "Vision");
  g_autoptr (DpMarkChange) tagged    G_GNUC_UNUSED = NULL;
  g_autoptr (DpMarkChange) collected G_GNUC_UNUSED = NULL;
  g_autoptr (DpMarkChange) untagged  G_GNUC_UNUSED = NULL;

  g_assert_true (shows_hint (fixture, DP_SCOPE_TAG));
  g_assert_true (shows_hint (fixture, DP_SCOPE_COLLECTION));
  g_assert_false (dp_sidebar_set_place (fixture->sidebar, &tag));

  tagged = mark_fixture_tag (&fixture->library, "Vision", two, 2, TRUE);
  collected = mark_fixture_create (&fixture->library, "Course <b>", two, 1, 0);
  test_wait_until (shows (fixture, DP_SCOPE_TAG, "Vision 2;"));
  test_wait_until (shows (fixture, DP_SCOPE_COLLECTION, "Course <b> 1;"));
  g_assert_false (shows_hint (fixture, DP_SCOPE_TAG));
  g_assert_false (shows_hint (fixture, DP_SCOPE_COLLECTION));
  g_assert_cmpint (dp_sidebar_find_collection (fixture->sidebar, "Course <b>"), >, 0);

  library_fixture_mark (&fixture->library, DP_MARK_READ, 1, TRUE);
  test_wait_until (shows (fixture, DP_SCOPE_TAG, "Vision 1;"));

  /* The list that is looked at stays, though no paper is in it any more. */
  g_assert_true (dp_sidebar_set_place (fixture->sidebar, &tag));
  untagged = mark_fixture_tag (&fixture->library, "Vision", two, 2, FALSE);
  test_wait_until (shows (fixture, DP_SCOPE_TAG, "Vision 0;"));
  g_assert_cmpint (dp_sidebar_get_place (fixture->sidebar)->scope, ==, DP_SCOPE_TAG);
  g_assert_true (dp_sidebar_set_place (fixture->sidebar, &(DpPlace){ DP_SCOPE_ALL, 0 }));
  library_fixture_mark (&fixture->library, DP_MARK_READ, 2, TRUE);
  test_wait_until (shows (fixture, DP_SCOPE_TAG, ""));
}

static void
test_adds_in_place (Fixture      *fixture,
                    gconstpointer data)
{
  g_autoptr (DpMarkChange) created G_GNUC_UNUSED = mark_fixture_create (&fixture->library, "One", NULL, 0, 0);
  DpSidebarRow                    *row = NULL;

  test_wait_until (shows (fixture, DP_SCOPE_COLLECTION, "One 0;"));

  dp_sidebar_add_collection (fixture->sidebar);
  row = find_row (fixture, "");
  while (dp_sidebar_row_get_place (row)->scope != DP_SCOPE_COLLECTION || !dp_sidebar_row_is_editing (row))
    row = DP_SIDEBAR_ROW (gtk_widget_get_next_sibling (GTK_WIDGET (row)));

  enter (row, " oNE ");
  assert_asked (fixture, "");
  g_assert_true (gtk_widget_has_css_class (get_entry (row), "error"));
  enter (row, "  Two\n2 ");
  assert_asked (fixture, "create-collection ('Two 2', [])\n");
  test_wait_until (shows (fixture, DP_SCOPE_COLLECTION, "One 0;"));

  /* Nothing typed is nothing wanted. */
  test_wait_until (find_row (fixture, "") == NULL || !dp_sidebar_row_is_editing (find_row (fixture, "")));
}

static void
test_renames_in_place (Fixture      *fixture,
                       gconstpointer data)
{
  const guint32                    one[] = { 1 };
  DpPlace                          tag = dp_place_named (DP_SCOPE_TAG, "Vision");
  g_autoptr (DpMarkChange) tagged  G_GNUC_UNUSED = mark_fixture_tag (&fixture->library, "Vision", one, 1, TRUE);
  g_autoptr (DpMarkChange) created G_GNUC_UNUSED = mark_fixture_create (&fixture->library, "One", NULL, 0, 0);
  DpSidebarRow                    *row = NULL;

  test_wait_until (shows (fixture, DP_SCOPE_COLLECTION, "One 0;") && shows (fixture, DP_SCOPE_TAG, "Vision 1;"));

  row = find_row (fixture, "One");
  gtk_widget_activate_action (GTK_WIDGET (row), "row.rename", NULL);
  g_assert_cmpstr (gtk_editable_get_text (get_entry (row)), ==, "One");
  enter (row, "One");
  assert_asked (fixture, "");
  g_assert_false (dp_sidebar_row_is_editing (row));
  gtk_widget_activate_action (GTK_WIDGET (row), "row.rename", NULL);
  enter (row, "ONE");
  assert_asked (fixture, "rename-collection (1, 'ONE')\n");

  /* The list that is looked at goes with its new name. */
  g_assert_true (dp_sidebar_set_place (fixture->sidebar, &tag));
  row = find_row (fixture, "Vision");
  gtk_widget_activate_action (GTK_WIDGET (row), "row.rename", NULL);
  enter (row, "Sight");
  assert_asked (fixture, "rename-tag ('Vision', 'Sight')\n");
  g_assert_cmpstr (dp_sidebar_get_place (fixture->sidebar)->name, ==, "Sight");
}

static gboolean
drop (DpSidebarRow *row,
      const GValue *value)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (row));

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);
      gboolean handled = FALSE;

      if (GTK_IS_DROP_TARGET (controller) &&
          gdk_content_formats_contain_gtype (gtk_drop_target_get_formats (GTK_DROP_TARGET (controller)), G_VALUE_TYPE (value)))
        {
          g_signal_emit_by_name (controller, "drop", value, 0.0, 0.0, &handled);
          return handled;
        }
    }

  return FALSE;
}

static void
test_takes_drops (Fixture      *fixture,
                  gconstpointer data)
{
  const guint32                   rowids[] = { 3, 5 };
  g_autoptr (DpMarkChange) tagged G_GNUC_UNUSED = mark_fixture_tag (&fixture->library, "Vision", rowids, 1, TRUE);
  g_autoptr (DpMarkChange) first  G_GNUC_UNUSED = mark_fixture_create (&fixture->library, "One", NULL, 0, 0);
  g_autoptr (DpMarkChange) second G_GNUC_UNUSED = mark_fixture_create (&fixture->library, "Two", NULL, 0, 0);
  g_autoptr (GArray) papers = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_auto (GValue) value = G_VALUE_INIT;
  g_auto (GValue) row = G_VALUE_INIT;

  test_wait_until (shows (fixture, DP_SCOPE_COLLECTION, "One 0;Two 0;") && shows (fixture, DP_SCOPE_TAG, "Vision 1;"));

  g_array_append_vals (papers, rowids, G_N_ELEMENTS (rowids));
  g_value_init (&value, DP_TYPE_PAPER_DRAG);
  g_value_set_boxed (&value, papers);

  g_assert_true (drop (find_row (fixture, "Vision"), &value));
  assert_asked (fixture, "set-tag ('Vision', true, [3, 5])\n");
  g_assert_true (drop (find_row (fixture, "Two"), &value));
  assert_asked (fixture, "set-collected (2, true, [3, 5])\n");
  g_assert_true (drop (find_row (fixture, "Bookmarks"), &value));
  assert_asked (fixture, "set-mark ('bookmark', true, [3, 5])\n");
  g_assert_false (drop (find_row (fixture, "All Papers"), &value));

  /* Collections are put in order by dragging, and tags are in theirs. */
  g_value_init (&row, DP_TYPE_SIDEBAR_ROW);
  g_value_set_object (&row, find_row (fixture, "Two"));
  g_assert_false (drop (find_row (fixture, "Vision"), &row));
  g_assert_true (drop (find_row (fixture, "One"), &row));
  assert_asked (fixture, "move-collection (2, 0)\n");
}

static void
run_smart (Fixture    *fixture,
           gint64      id,
           const char *name)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (DpMarkChange) change = NULL;

  if (name != NULL)
    dp_smart_store_create_async (fixture->library.library, name, "tag:x", NULL, test_result_cb, &result);
  else
    dp_smart_store_remove_async (fixture->library.library, id, NULL, test_result_cb, &result);
  test_wait_until (result != NULL);
  change = dp_smart_store_finish (fixture->library.library, result, NULL);
  g_assert_nonnull (change);
}

static void
test_smart (Fixture      *fixture,
            gconstpointer data)
{
  g_autoptr (DpMarkChange) created G_GNUC_UNUSED = mark_fixture_create (&fixture->library, "One", NULL, 0, 0);
  DpSidebarRow                    *row = NULL;

  run_smart (fixture, 0, "Some");
  test_wait_until (shows (fixture, DP_SCOPE_SMART, "Some 0;") && shows (fixture, DP_SCOPE_COLLECTION, "One 0;"));

  /* Below the others, without a heading of its own. */
  row = find_row (fixture, "Some");
  g_assert_true (gtk_widget_get_prev_sibling (GTK_WIDGET (row)) == GTK_WIDGET (find_row (fixture, "One")));
  g_assert_null (gtk_list_box_row_get_header (GTK_LIST_BOX_ROW (row)));

  gtk_widget_activate_action (GTK_WIDGET (row), "row.rename", NULL);
  enter (row, "one");
  assert_asked (fixture, "");
  enter (row, "All");
  assert_asked (fixture, "rename-smart (1, 'All')\n");

  g_assert_true (dp_sidebar_set_place (fixture->sidebar, &(DpPlace){ DP_SCOPE_SMART, 1 }));
  g_assert_cmpstr (dp_sidebar_get_title (fixture->sidebar), ==, "Some");
  g_object_set (fixture->sidebar, "collections-expanded", FALSE, NULL);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (row)));
  run_smart (fixture, 1, NULL);
  test_wait_until (shows (fixture, DP_SCOPE_SMART, ""));
  g_assert_cmpint (dp_sidebar_get_place (fixture->sidebar)->scope, ==, DP_SCOPE_ALL);
}

/* Five hundred can be shown. */
static void
test_many_tags (Fixture      *fixture,
                gconstpointer data)
{
  const guint32 rowid = 2;
  g_autoptr (GString) sql = g_string_new (NULL);
  g_autoptr (DpMarkChange) more G_GNUC_UNUSED = NULL;
  DpSidebarRow                 *before = NULL;
  DpSidebarRow                 *after = NULL;

  for (guint i = 1; i <= 500; i++)
    g_string_append_printf (sql,
                            "INSERT INTO tag (id, name, name_key) VALUES (%u, 'tag %03u', 'tag %03u');"
                            "INSERT INTO paper_tag VALUES (1, %u, 1, 1);",
                            i, i, i, i);
  g_string_append_printf (sql, "INSERT INTO change (paper, fields) VALUES (0, %d);", DP_CHANGE_TAG_LIST);
  library_fixture_execute (&fixture->library, sql->str);

  test_wait_until (find_row (fixture, "tag 500") != NULL);
  g_object_set (fixture->sidebar, "tags-expanded", FALSE, NULL);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (find_row (fixture, "tag 500"))));

  /* One more makes one more row, in its place. */
  before = find_row (fixture, "tag 250");
  after = find_row (fixture, "tag 251");
  more = mark_fixture_tag (&fixture->library, "tag 250 b", &rowid, 1, TRUE);
  test_wait_until (find_row (fixture, "tag 250 b") != NULL);
  g_assert_true (find_row (fixture, "tag 250") == before);
  g_assert_true (gtk_widget_get_next_sibling (GTK_WIDGET (before)) == GTK_WIDGET (find_row (fixture, "tag 250 b")));
  g_assert_true (find_row (fixture, "tag 251") == after);
}

int
main (int    argc,
      char **argv)
{
  if (!gtk_init_check ())
    return 77;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define add(name, function) g_test_add ("/sidebar-marks/" name, Fixture, NULL, set_up, function, tear_down)
  add ("follows-library", test_follows_library);
  add ("adds-in-place", test_adds_in_place);
  add ("renames-in-place", test_renames_in_place);
  add ("takes-drops", test_takes_drops);
  add ("smart", test_smart);
  add ("many-tags", test_many_tags);
#undef add

  return g_test_run ();
}
