/* test-mark-chooser.c: filing papers under names, and seeing what they are filed under
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/mark/dp-mark-bar.h"
#include "ui/mark/dp-mark-chooser.h"

#include <string.h>

#define N_PAPERS 3

typedef struct
{
  DpMarkChooser *chooser;
  GString       *asked; /* `+name ` for on, `-name ` for off, `*name ` for new */
} Fixture;

static void
toggled_cb (Fixture    *fixture,
            gint64      id,
            const char *name,
            gboolean    state)
{
  g_assert_cmpint (id, !=, 0);
  g_string_append_printf (fixture->asked, "%c%s ", state ? '+' : '-', name);
}

static void
created_cb (Fixture    *fixture,
            const char *name)
{
  g_string_append_printf (fixture->asked, "*%s ", name);
}

static void
open_chooser (Fixture        *fixture,
              DpMarkShareKind kind)
{
  fixture->asked = g_string_new (NULL);
  fixture->chooser = DP_MARK_CHOOSER (dp_mark_chooser_new (kind, N_PAPERS));
  g_signal_connect_swapped (fixture->chooser, "toggled", G_CALLBACK (toggled_cb), fixture);
  g_signal_connect_swapped (fixture->chooser, "created", G_CALLBACK (created_cb), fixture);
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  open_chooser (fixture, DP_MARK_SHARE_TAGS);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  gpointer chooser = fixture->chooser;

  g_object_add_weak_pointer (G_OBJECT (chooser), &chooser);
  gtk_window_destroy (GTK_WINDOW (fixture->chooser));
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  g_assert_null (chooser);
  g_string_free (fixture->asked, TRUE);
}

static gpointer
get_child (Fixture    *fixture,
           const char *name)
{
  return gtk_widget_get_template_child (GTK_WIDGET (fixture->chooser), DP_TYPE_MARK_CHOOSER, name);
}

static void
free_share (gpointer data)
{
  g_free (((DpMarkShare *)data)->name);
  g_free (data);
}

static GPtrArray *
new_shares (void)
{
  return g_ptr_array_new_with_free_func (free_share);
}

static void
add_share (GPtrArray  *shares,
           gint64      id,
           const char *name,
           guint       n_papers)
{
  DpMarkShare *share = g_new0 (DpMarkShare, 1);

  share->id = id;
  share->name = g_strdup (name);
  share->n_papers = n_papers;
  g_ptr_array_add (shares, share);
}

static GtkCheckButton *
find_check (Fixture    *fixture,
            const char *name)
{
  GtkWidget *child = gtk_widget_get_first_child (get_child (fixture, "row_box"));

  while (child != NULL && !g_str_equal (gtk_widget_get_tooltip_text (child), name))
    child = gtk_widget_get_next_sibling (child);

  return child != NULL ? GTK_CHECK_BUTTON (child) : NULL;
}

/* The names that can be seen, in their order, each with a space. */
static void
assert_shown (Fixture    *fixture,
              const char *expected)
{
  g_autoptr (GString) names = g_string_new (NULL);
  GtkWidget *child = gtk_widget_get_first_child (get_child (fixture, "row_box"));

  for (; child != NULL; child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_get_visible (child))
      g_string_append_printf (names, "%s ", gtk_widget_get_tooltip_text (child));
  g_assert_cmpstr (names->str, ==, expected);
}

static void
type (Fixture    *fixture,
      const char *text)
{
  gtk_editable_set_text (get_child (fixture, "entry"), text);
}

static void
press_enter (Fixture *fixture)
{
  g_signal_emit_by_name (get_child (fixture, "entry"), "activate");
}

static void
test_adds_names (Fixture      *fixture,
                 gconstpointer data)
{
  g_autoptr (GPtrArray) shares = new_shares ();

  dp_mark_chooser_set_choices (fixture->chooser, shares);
  g_assert_true (gtk_widget_get_visible (get_child (fixture, "hint_label")));

  add_share (shares, 1, "Alpha", 0);
  add_share (shares, 2, "beta <b>x</b>", N_PAPERS);
  dp_mark_chooser_set_choices (fixture->chooser, shares);
  g_assert_false (gtk_widget_get_visible (get_child (fixture, "hint_label")));

  /* Nothing, one that is there in another case, one that all have, and a new one. */
  type (fixture, "   ");
  press_enter (fixture);
  type (fixture, "alPHA");
  press_enter (fixture);
  type (fixture, "Beta <b>x</b>");
  g_assert_false (gtk_widget_get_visible (get_child (fixture, "add_button")));
  press_enter (fixture);
  type (fixture, "  gamma\tray ");
  g_assert_true (gtk_widget_get_visible (get_child (fixture, "add_button")));
  press_enter (fixture);
  g_assert_cmpstr (fixture->asked->str, ==, "+Alpha *gamma ray ");
  g_assert_cmpstr (gtk_editable_get_text (get_child (fixture, "entry")), ==, "");
}

static void
test_filters (Fixture      *fixture,
              gconstpointer data)
{
  g_autoptr (GPtrArray) shares = new_shares ();

  add_share (shares, 1, "attention", 0);
  add_share (shares, 2, "Diffusion", 0);
  add_share (shares, 3, "vision", 2);
  dp_mark_chooser_set_choices (fixture->chooser, shares);
  assert_shown (fixture, "vision attention Diffusion ");
  type (fixture, "USION");
  assert_shown (fixture, "Diffusion ");
  type (fixture, "*");
  assert_shown (fixture, "");
  type (fixture, "");
  assert_shown (fixture, "vision attention Diffusion ");
}

static void
test_mixed (Fixture      *fixture,
            gconstpointer data)
{
  g_autoptr (GPtrArray) shares = new_shares ();
  GtkCheckButton *check = NULL;

  add_share (shares, 1, "some", 1);
  add_share (shares, 2, "all", N_PAPERS);
  dp_mark_chooser_set_choices (fixture->chooser, shares);

  check = find_check (fixture, "some");
  g_assert_true (gtk_check_button_get_inconsistent (check));
  gtk_widget_activate (GTK_WIDGET (check));
  g_assert_false (gtk_check_button_get_inconsistent (check));
  g_assert_true (gtk_check_button_get_active (check));
  gtk_widget_activate (GTK_WIDGET (check));
  g_assert_false (gtk_check_button_get_active (check));
  gtk_widget_activate (GTK_WIDGET (find_check (fixture, "all")));
  g_assert_cmpstr (fixture->asked->str, ==, "+some -some -all ");
}

/* Names stay where they are while the dialog is open. */
static void
test_follows (Fixture      *fixture,
              gconstpointer data)
{
  g_autoptr (GPtrArray) before = new_shares ();
  g_autoptr (GPtrArray) after = new_shares ();

  add_share (before, 1, "one", N_PAPERS);
  add_share (before, 2, "two", 0);
  dp_mark_chooser_set_choices (fixture->chooser, before);

  add_share (after, 2, "two", 1);
  add_share (after, 3, "three", N_PAPERS);
  dp_mark_chooser_set_choices (fixture->chooser, after);
  assert_shown (fixture, "three one two ");
  g_assert_false (gtk_check_button_get_active (find_check (fixture, "one")));
  g_assert_true (gtk_check_button_get_inconsistent (find_check (fixture, "two")));
  g_assert_true (gtk_check_button_get_active (find_check (fixture, "three")));
  g_assert_cmpstr (fixture->asked->str, ==, "");
}

static void
chip_cb (GString    *clicked,
         const char *name)
{
  g_string_append_printf (clicked, "%s ", name);
}

static void
click_all (GtkWidget *chips)
{
  GtkWidget *chip = gtk_widget_get_first_child (chips);

  for (; GTK_IS_BUTTON (chip); chip = gtk_widget_get_next_sibling (chip))
    g_signal_emit_by_name (chip, "clicked");
}

static int
get_height (GtkWidget *widget,
            int        width)
{
  int height = 0;

  gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, width, &height, NULL, NULL, NULL);

  return height;
}

static void
test_bar (void)
{
  const char *const collections[] = { "course <i>", NULL };
  const char *const tags[] = { "a", "b", "a tag of many words that is longer than there is room for", NULL };
  g_autoptr (GString) clicked = g_string_new (NULL);
  GtkWidget *window = gtk_window_new ();
  GtkWidget *bar = g_object_new (DP_TYPE_MARK_BAR, NULL);
  GtkWidget *chips = NULL;

  gtk_window_set_child (GTK_WINDOW (window), bar);
  chips = GTK_WIDGET (gtk_widget_get_template_child (bar, DP_TYPE_MARK_BAR, "chips"));
  g_signal_connect_swapped (bar, "tag-activated", G_CALLBACK (chip_cb), clicked);
  g_signal_connect_swapped (bar, "collection-activated", G_CALLBACK (chip_cb), clicked);

  dp_mark_bar_set_names (DP_MARK_BAR (bar), collections, tags);
  click_all (chips);
  g_assert_cmpstr (clicked->str, ==, "course <i> a b a tag of many words that is longer than there is room for ");
  gtk_test_accessible_assert_property (gtk_widget_get_first_child (chips), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Collection course <i>");

  /* They need more lines where there is less room, and none asks for more than there is. */
  g_assert_cmpint (get_height (chips, 2000), <, get_height (chips, 200));

  dp_mark_bar_set_names (DP_MARK_BAR (bar), NULL, NULL);
  g_assert_false (GTK_IS_BUTTON (gtk_widget_get_first_child (chips)));
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int   argc,
      char *argv[])
{
  if (!gtk_init_check ())
    return 77;

  adw_init ();
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define add(name, function) g_test_add ("/mark-chooser/" name, Fixture, NULL, set_up, function, tear_down)
  add ("adds-names", test_adds_names);
  add ("filters", test_filters);
  add ("mixed", test_mixed);
  add ("follows", test_follows);
#undef add
  g_test_add_func ("/mark-chooser/bar", test_bar);

  return g_test_run ();
}
