/* test-hostile-lists.c: papers and topics by people who mean harm, in the window's lists
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "hostile-papers.h"
#include "library-fixture.h"
#include "ui/list/dp-paper-view.h"
#include "ui/sidebar/dp-sidebar.h"

#include <string.h>

/* A cell is one line, without controls and what turns its neighbours around. */
static void
check_line (const char *text)
{
  g_assert_true (g_utf8_validate (text, -1, NULL));
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar character = g_utf8_get_char (p);

      g_assert_false (g_unichar_iscntrl (character) || character == 0x2028 || character == 0x2029);
      g_assert_false (character >= 0x202a && character <= 0x202e);
      g_assert_false (character >= 0x2066 && character <= 0x2069);
    }
}

/* Depth first, what is said by every inscription and label below @parent. */
static guint
check_texts (GtkWidget  *parent,
             const char *wanted)
{
  const char *text = NULL;
  guint       n_found = 0;

  if (GTK_IS_INSCRIPTION (parent))
    text = gtk_inscription_get_text (GTK_INSCRIPTION (parent));
  else if (GTK_IS_LABEL (parent))
    text = gtk_label_get_text (GTK_LABEL (parent));
  if (text != NULL)
    {
      check_line (text);
      n_found += strstr (text, wanted) != NULL;
    }

  for (GtkWidget *child = gtk_widget_get_first_child (parent); child != NULL; child = gtk_widget_get_next_sibling (child))
    n_found += check_texts (child, wanted);

  return n_found;
}

/* As the library has them: every text has been cleaned on its way in. */
static GPtrArray *
load (const guint32 *rowids,
      gsize          n_rowids,
      gpointer       user_data,
      GError       **error)
{
  LibraryFixture *fixture = user_data;
  GPtrArray      *papers = g_ptr_array_new_with_free_func ((GDestroyNotify)dp_paper_unref);

  for (gsize i = 0; i < n_rowids; i++)
    {
      g_autofree char *id = g_strdup_printf ("2601.%05u", rowids[i]);

      g_ptr_array_add (papers, library_fixture_load (fixture, id));
    }

  return papers;
}

static DpOrder *
new_order (guint n_rowids)
{
  guint32 *rowids = g_new (guint32, n_rowids);

  for (guint i = 0; i < n_rowids; i++)
    rowids[i] = i + 1;

  return dp_order_new_take (rowids, n_rowids);
}

static void
test_list (LibraryFixture *fixture,
           gconstpointer   data)
{
  g_autoptr (GPtrArray) papers = hostile_papers_new ();
  g_autoptr (DpOrder) order = new_order (papers->len);
  DpListQuery query = { .descending = TRUE };
  GtkWidget  *window = gtk_window_new ();
  GtkWidget  *view = dp_paper_view_new ();

  library_fixture_open (fixture);
  library_fixture_store (fixture, papers, DP_AUTHORITY_ARXIV_API, 0);

  gtk_window_set_default_size (GTK_WINDOW (window), 900, 1200);
  gtk_window_set_child (GTK_WINDOW (window), view);
  dp_paper_view_set_loader (DP_PAPER_VIEW (view), load, fixture);
  gtk_window_present (GTK_WINDOW (window));
  test_wait_until (gtk_widget_get_mapped (window));
  dp_paper_view_show_order (DP_PAPER_VIEW (view), order, &query, FALSE);

  test_wait_until (check_texts (view, "Kites") >= papers->len - 2);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_sidebar (LibraryFixture *fixture,
              gconstpointer   data)
{
  g_autofree char *name = g_strnfill (120, 'k');
  GtkWidget       *window = gtk_window_new ();
  GtkWidget       *sidebar = dp_sidebar_new ();

  library_fixture_open (fixture);
  dp_library_watch (fixture->library);
  gtk_window_set_child (GTK_WINDOW (window), sidebar);
  dp_sidebar_set_library (DP_SIDEBAR (sidebar), fixture->library, 0);

  library_fixture_follow (fixture, "\xe2\x80\xaekites <b>&amp;</b> \x1b[31m$\\alpha$", NULL, NULL, NULL);
  library_fixture_follow (fixture, name, NULL, NULL, NULL);
  test_wait_until (dp_sidebar_get_n_topics (DP_SIDEBAR (sidebar)) == 2);
  g_assert_cmpuint (check_texts (sidebar, "kites <b>&amp;</b>"), >=, 1);

  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int    argc,
      char **argv)
{
  if (!gtk_init_check ())
    return 77;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define add(name, function) \
  g_test_add ("/hostile/" name, LibraryFixture, NULL, library_fixture_set_up, function, library_fixture_tear_down)
  add ("list", test_list);
  add ("sidebar", test_sidebar);
#undef add

  return g_test_run ();
}
