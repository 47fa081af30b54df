/* test-import-dialog.c: files on their way into the library, as a person sees them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/dp-import-dialog.h"

#include <string.h>

typedef struct
{
  DpImportDialog *dialog;
  guint           n_requests;
} Fixture;

static void
import_requested_cb (Fixture *fixture)
{
  fixture->n_requests++;
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  fixture->dialog = DP_IMPORT_DIALOG (dp_import_dialog_new ());
  g_signal_connect_swapped (fixture->dialog, "import-requested", G_CALLBACK (import_requested_cb), fixture);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  GtkWidget *dialog = GTK_WIDGET (fixture->dialog);

  g_object_add_weak_pointer (G_OBJECT (dialog), (gpointer *)&fixture->dialog);
  gtk_window_destroy (GTK_WINDOW (dialog));
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  g_assert_null (fixture->dialog);
}

static gpointer
get_child (Fixture    *fixture,
           const char *name)
{
  GObject *child = gtk_widget_get_template_child (GTK_WIDGET (fixture->dialog), DP_TYPE_IMPORT_DIALOG, name);

  g_assert_nonnull (child);

  return child;
}

static GtkWidget *
get_page (Fixture *fixture)
{
  return gtk_stack_get_visible_child (get_child (fixture, "stack"));
}

static char *
dup_problems (Fixture *fixture)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (get_child (fixture, "problems_view"));
  GtkTextIter    start;
  GtkTextIter    end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);

  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

/* Looking, asking, importing, reporting: each shows its page and its buttons. */
static void
test_steps (Fixture      *fixture,
            gconstpointer data)
{
  GtkWidget *import = get_child (fixture, "import_button");

  g_assert_true (get_page (fixture) == get_child (fixture, "progress_page"));
  g_assert_false (gtk_widget_get_visible (import));

  dp_import_dialog_clear (fixture->dialog);
  dp_import_dialog_add_file (fixture->dialog, "<b>a & b</b>.md", "A digest");
  dp_import_dialog_add_fact (fixture->dialog, "Topics", "R&D <i>");
  dp_import_dialog_ask (fixture->dialog, TRUE);
  g_assert_true (get_page (fixture) == get_child (fixture, "details_page"));
  g_assert_true (gtk_widget_get_visible (import));
  g_assert_cmpstr (gtk_button_get_label (get_child (fixture, "close_button")), ==, "_Cancel");

  g_signal_emit_by_name (import, "clicked");
  g_assert_cmpuint (fixture->n_requests, ==, 1);
  dp_import_dialog_show_progress (fixture->dialog, "Importing", 0.5);
  g_assert_cmpfloat (gtk_progress_bar_get_fraction (get_child (fixture, "progress_bar")), ==, 0.5);
  g_assert_false (gtk_widget_get_visible (import));

  dp_import_dialog_show_report (fixture->dialog);
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (fixture->dialog)), ==, "Import Report");
  g_assert_cmpstr (gtk_button_get_label (get_child (fixture, "close_button")), ==, "C_lose");
  g_assert_false (gtk_widget_get_visible (import));
}

static void
test_problems (Fixture      *fixture,
               gconstpointer data)
{
  g_autofree char *problems = NULL;
  g_autofree char *none = NULL;

  dp_import_dialog_clear (fixture->dialog);
  dp_import_dialog_add_file (fixture->dialog, "one.md", NULL);
  g_assert_false (gtk_widget_get_visible (get_child (fixture, "problems_group")));

  dp_import_dialog_add_problem (fixture->dialog, "Line 1: why");
  dp_import_dialog_add_problem (fixture->dialog, "Line 7: why <not>");
  g_assert_true (gtk_widget_get_visible (get_child (fixture, "problems_group")));
  problems = dup_problems (fixture);
  g_assert_cmpstr (problems, ==, "Line 1: why\nLine 7: why <not>");

  dp_import_dialog_clear (fixture->dialog);
  none = dup_problems (fixture);
  g_assert_cmpstr (none, ==, "");
  g_assert_false (gtk_widget_get_visible (get_child (fixture, "problems_group")));
}

int
main (int    argc,
      char **argv)
{
  if (!gtk_init_check ())
    return 77;

  adw_init ();
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add ("/import-dialog/steps", Fixture, NULL, set_up, test_steps, tear_down);
  g_test_add ("/import-dialog/problems", Fixture, NULL, set_up, test_problems, tear_down);

  return g_test_run ();
}
