/* test-panes.c: three panes beside each other, or one at a time
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/window/dp-panes.h"

#include "ui/window/dp-pane-divider.h"

typedef struct
{
  GtkWidget *panes; /* (owned) */
  GtkWidget *sidebar;
  GtkWidget *list;
  GtkWidget *reader;
} Fixture;

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  fixture->panes = g_object_ref_sink (dp_panes_new ());
  fixture->sidebar = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  fixture->list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  fixture->reader = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_object_set (fixture->panes,
                "sidebar", fixture->sidebar, "list", fixture->list, "reader", fixture->reader,
                "sidebar-width", 200, "reader-width", 400,
                NULL);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  g_assert_finalize_object (fixture->panes);
}

static void
give_width (Fixture *fixture,
            int      width)
{
  gtk_widget_measure (fixture->panes, GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
  gtk_widget_measure (fixture->panes, GTK_ORIENTATION_VERTICAL, width, NULL, NULL, NULL, NULL);
  gtk_widget_allocate (fixture->panes, width, 600, -1, NULL);
}

static int
get_x (Fixture   *fixture,
       GtkWidget *widget)
{
  graphene_rect_t bounds;

  g_assert_true (gtk_widget_compute_bounds (widget, fixture->panes, &bounds));

  return (int)bounds.origin.x;
}

static GtkWidget *
find_divider (Fixture *fixture,
              guint    n)
{
  for (GtkWidget *child = gtk_widget_get_first_child (fixture->panes);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (DP_IS_PANE_DIVIDER (child) && n-- == 0)
      return child;

  g_assert_not_reached ();
}

static void
test_shares_width (Fixture      *fixture,
                   gconstpointer data)
{
  give_width (fixture, 1280);

  g_assert_false (dp_panes_is_folded (DP_PANES (fixture->panes)));
  g_assert_cmpint (gtk_widget_get_width (fixture->sidebar), ==, 200);
  g_assert_cmpint (gtk_widget_get_width (fixture->list), ==, 680);
  g_assert_cmpint (gtk_widget_get_width (fixture->reader), ==, 400);
  g_assert_cmpint (get_x (fixture, fixture->sidebar), ==, 0);
  g_assert_cmpint (get_x (fixture, fixture->list), ==, 200);
  g_assert_cmpint (get_x (fixture, fixture->reader), ==, 880);
}

static void
test_mirrors (Fixture      *fixture,
              gconstpointer data)
{
  gtk_widget_set_direction (fixture->panes, GTK_TEXT_DIR_RTL);
  give_width (fixture, 1280);

  g_assert_cmpint (get_x (fixture, fixture->sidebar), ==, 1080);
  g_assert_cmpint (get_x (fixture, fixture->reader), ==, 0);
}

static void
test_folds (Fixture      *fixture,
            gconstpointer data)
{
  give_width (fixture, 1280);
  give_width (fixture, 699);

  g_assert_true (dp_panes_is_folded (DP_PANES (fixture->panes)));
  g_assert_false (gtk_widget_get_child_visible (fixture->sidebar));
  g_assert_true (gtk_widget_get_child_visible (fixture->list));
  g_assert_false (gtk_widget_get_child_visible (fixture->reader));
  g_assert_cmpint (gtk_widget_get_width (fixture->list), ==, 699);

  give_width (fixture, 700);
  g_assert_false (dp_panes_is_folded (DP_PANES (fixture->panes)));
  g_assert_true (gtk_widget_get_child_visible (fixture->reader));
}

/* Large text needs more room, and one pane is better than three that are cut off. */
static void
test_folds_when_panes_need_more (Fixture      *fixture,
                                 gconstpointer data)
{
  gtk_widget_set_size_request (fixture->list, 600, -1);
  give_width (fixture, 1000);

  g_assert_true (dp_panes_is_folded (DP_PANES (fixture->panes)));
}

static void
test_goes_back (Fixture      *fixture,
                gconstpointer data)
{
  DpPanes *panes = DP_PANES (fixture->panes);

  give_width (fixture, 1280);
  dp_panes_set_visible_pane (panes, DP_PANE_READER);
  g_assert_false (dp_panes_go_back (panes)); /* everything is in view */

  give_width (fixture, 400);
  g_assert_true (gtk_widget_get_child_visible (fixture->reader));
  g_assert_true (dp_panes_go_back (panes));
  g_assert_true (gtk_widget_get_child_visible (fixture->list));
  g_assert_true (dp_panes_go_back (panes));
  g_assert_true (gtk_widget_get_child_visible (fixture->sidebar));
  g_assert_false (dp_panes_go_back (panes));
  g_assert_cmpint (dp_panes_get_visible_pane (panes), ==, DP_PANE_SIDEBAR);
}

static void
test_dividers_move (Fixture      *fixture,
                    gconstpointer data)
{
  int width = 0;

  give_width (fixture, 1280);

  g_signal_emit_by_name (find_divider (fixture, 0), "dragged", 320.0);
  g_object_get (fixture->panes, "sidebar-width", &width, NULL);
  g_assert_cmpint (width, ==, 320);

  g_signal_emit_by_name (find_divider (fixture, 1), "nudged", -16);
  g_object_get (fixture->panes, "reader-width", &width, NULL);
  g_assert_cmpint (width, ==, 416);

  /* No pane is pushed out of the window. */
  g_signal_emit_by_name (find_divider (fixture, 1), "dragged", 0.0);
  give_width (fixture, 1280);
  g_assert_cmpint (gtk_widget_get_width (fixture->list), >=, 260);
  g_signal_emit_by_name (find_divider (fixture, 1), "dragged", 5000.0);
  give_width (fixture, 1280);
  g_assert_cmpint (gtk_widget_get_width (fixture->reader), >=, 260);
}

/* What is dragged stays under the pointer, however wide the window is. */
static void
test_shrinks_with_the_window (Fixture      *fixture,
                              gconstpointer data)
{
  give_width (fixture, 900);
  g_assert_cmpint (gtk_widget_get_width (fixture->reader), <, 400);
  g_assert_cmpint (gtk_widget_get_width (fixture->list), >, 330);

  g_signal_emit_by_name (find_divider (fixture, 1), "dragged", 520.0);
  give_width (fixture, 900);
  g_assert_cmpint (gtk_widget_get_width (fixture->reader), >=, 379);
  g_assert_cmpint (gtk_widget_get_width (fixture->reader), <=, 380);
}

static void
test_needs_one_pane_only (Fixture      *fixture,
                          gconstpointer data)
{
  int minimum = 0;

  gtk_widget_set_size_request (fixture->reader, 350, -1);
  gtk_widget_measure (fixture->panes, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);

  g_assert_cmpint (minimum, ==, 350);
}

int
main (int    argc,
      char **argv)
{
  if (!gtk_init_check ())
    return 77;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define add(name, function) g_test_add ("/panes/" name, Fixture, NULL, set_up, function, tear_down)
  add ("shares-width", test_shares_width);
  add ("mirrors", test_mirrors);
  add ("folds", test_folds);
  add ("folds-when-panes-need-more", test_folds_when_panes_need_more);
  add ("goes-back", test_goes_back);
  add ("dividers-move", test_dividers_move);
  add ("shrinks-with-the-window", test_shrinks_with_the_window);
  add ("needs-one-pane-only", test_needs_one_pane_only);
#undef add

  return g_test_run ();
}
