/* test-calendar.c: a month of days to choose from
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/days/dp-calendar.h"

#include "library/dp-day-query.h"
#include "model/dp-day-calendar.h"
#include "model/dp-day.h"

/* A Saturday. */
#define TODAY "2026-11-21"

typedef struct
{
  GtkWidget  *window;
  DpCalendar *calendar;
  char       *activated; /* (owned) (nullable) */
} Fixture;

static void
day_activated_cb (Fixture    *fixture,
                  const char *day)
{
  g_free (fixture->activated);
  fixture->activated = g_strdup (day);
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  fixture->window = gtk_window_new ();
  fixture->calendar = DP_CALENDAR (dp_calendar_new ());
  dp_calendar_set_last (fixture->calendar, TODAY);
  dp_calendar_set_day (fixture->calendar, TODAY);
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (fixture->calendar));
  g_signal_connect_swapped (fixture->calendar, "day-activated", G_CALLBACK (day_activated_cb), fixture);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  g_object_add_weak_pointer (G_OBJECT (fixture->calendar), (gpointer *)&fixture->calendar);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  g_assert_null (fixture->calendar);
  g_free (fixture->activated);
}

static GtkWidget *
get_part (Fixture    *fixture,
          const char *name)
{
  return GTK_WIDGET (gtk_widget_get_template_child (GTK_WIDGET (fixture->calendar), DP_TYPE_CALENDAR, name));
}

static GtkWidget *
find_button (Fixture    *fixture,
             const char *day)
{
  for (GtkWidget *child = gtk_widget_get_first_child (get_part (fixture, "grid")); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (g_strcmp0 (gtk_widget_get_name (child), day) == 0)
      return child;

  return NULL;
}

static void
get_place (Fixture    *fixture,
           const char *day,
           int        *out_column,
           int        *out_row)
{
  gtk_grid_query_child (GTK_GRID (get_part (fixture, "grid")), find_button (fixture, day), out_column, out_row, NULL, NULL);
}

static void
test_month (Fixture      *fixture,
            gconstpointer data)
{
  int column = 0;
  int row = 0;
  int last_row = 0;

  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (get_part (fixture, "month_label"))), ==, "November 2026");
  g_assert_null (find_button (fixture, "2026-10-31"));
  g_assert_null (find_button (fixture, "2026-12-01"));

  /* Weeks stand below each other, and the 1st is a Sunday. */
  get_place (fixture, "2026-11-01", &column, &row);
  g_assert_cmpint (row, ==, 1);
  get_place (fixture, "2026-11-29", &column, &last_row);
  g_assert_cmpint (last_row, ==, 5);
  get_place (fixture, "2026-11-30", &column, &last_row);
  g_assert_cmpint (column, ==, 1); /* after the Sunday, where weeks begin in C.UTF-8 */
}

/* The ring is not for the eyes alone. */
static void
test_tells_today (Fixture      *fixture,
                  gconstpointer data)
{
  g_autofree char *today = dp_day_dup_today ();
  g_autofree char *name = dp_day_calendar_format (today);
  g_autofree char *label = g_strconcat (name, ", Today, not fetched yet", NULL);

  dp_calendar_set_last (fixture->calendar, "9999-12-31");
  dp_calendar_set_day (fixture->calendar, today);
  gtk_test_accessible_assert_property (find_button (fixture, today), GTK_ACCESSIBLE_PROPERTY_LABEL, label);
}

static void
test_refuses_days_to_come (Fixture      *fixture,
                           gconstpointer data)
{
  g_assert_true (gtk_widget_get_sensitive (find_button (fixture, TODAY)));
  g_assert_false (gtk_widget_get_sensitive (find_button (fixture, "2026-11-22")));
  gtk_test_accessible_assert_property (find_button (fixture, "2026-11-22"), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Sunday, 22 November 2026, still to come");
  g_assert_false (gtk_widget_get_sensitive (get_part (fixture, "next_button")));

  dp_calendar_set_day (fixture->calendar, "2027-01-01");
  g_assert_cmpstr (dp_calendar_get_day (fixture->calendar), ==, TODAY);
}

static void
test_begins (Fixture      *fixture,
             gconstpointer data)
{
  dp_calendar_set_day (fixture->calendar, "2001-02-03");

  g_assert_cmpstr (dp_calendar_get_day (fixture->calendar), ==, "2023-05-04");
  g_assert_false (gtk_widget_get_sensitive (find_button (fixture, "2023-05-03")));
  g_assert_true (gtk_widget_get_sensitive (find_button (fixture, "2023-05-04")));
  g_assert_false (gtk_widget_get_sensitive (get_part (fixture, "previous_button")));
}

static DpDayInfo *
new_info (const char *day,
          guint       n_papers,
          guint       n_unread,
          DpTime      succeeded_at,
          const char *error)
{
  DpDayInfo *info = g_atomic_rc_box_new0 (DpDayInfo);

  info->day = g_strdup (day);
  info->n_papers = n_papers;
  info->n_unread = n_unread;
  info->succeeded_at = succeeded_at;
  info->error = g_strdup (error);

  return info;
}

static void
test_marks (Fixture      *fixture,
            gconstpointer data)
{
  g_autoptr (GPtrArray) days = g_ptr_array_new_with_free_func ((GDestroyNotify)dp_day_info_unref);

  g_ptr_array_add (days, new_info ("2026-11-20", 5, 2, 1, NULL));
  g_ptr_array_add (days, new_info ("2026-11-15", 0, 0, 1, NULL));
  g_ptr_array_add (days, new_info ("2026-11-12", 0, 0, DP_TIME_UNKNOWN, "Offline."));
  dp_calendar_set_days (fixture->calendar, days);

  g_assert_true (gtk_widget_has_css_class (find_button (fixture, "2026-11-20"), "has-papers"));
  g_assert_false (gtk_widget_has_css_class (find_button (fixture, "2026-11-15"), "has-papers"));
  gtk_test_accessible_assert_property (find_button (fixture, "2026-11-20"), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Friday, 20 November 2026, 5 papers, 2 unread");
  gtk_test_accessible_assert_property (find_button (fixture, "2026-11-15"), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Sunday, 15 November 2026, no papers");
  gtk_test_accessible_assert_property (find_button (fixture, "2026-11-12"), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Thursday, 12 November 2026, could not be fetched");
  gtk_test_accessible_assert_property (find_button (fixture, "2026-11-11"), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Wednesday, 11 November 2026, not fetched yet");
}

static void
test_chooses (Fixture      *fixture,
              gconstpointer data)
{
  g_signal_emit_by_name (find_button (fixture, "2026-11-13"), "clicked");

  g_assert_cmpstr (fixture->activated, ==, "2026-11-13");
  g_assert_cmpstr (dp_calendar_get_day (fixture->calendar), ==, "2026-11-13");
  g_assert_true (gtk_widget_has_css_class (find_button (fixture, "2026-11-13"), "chosen"));
  g_assert_false (gtk_widget_has_css_class (find_button (fixture, TODAY), "chosen"));
}

/* What a key does, without a keyboard. */
static gboolean
press (Fixture *fixture,
       guint    keyval)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (fixture->calendar));

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GObject) controller = g_list_model_get_item (controllers, i);

      for (guint j = 0; GTK_IS_SHORTCUT_CONTROLLER (controller) && j < g_list_model_get_n_items (G_LIST_MODEL (controller)); j++)
        {
          g_autoptr (GtkShortcut) shortcut = g_list_model_get_item (G_LIST_MODEL (controller), j);
          GtkShortcutTrigger *trigger = gtk_shortcut_get_trigger (shortcut);

          if (GTK_IS_KEYVAL_TRIGGER (trigger) &&
              gtk_keyval_trigger_get_keyval (GTK_KEYVAL_TRIGGER (trigger)) == keyval)
            return gtk_shortcut_action_activate (gtk_shortcut_get_action (shortcut), 0, GTK_WIDGET (fixture->calendar),
                                                 gtk_shortcut_get_arguments (shortcut));
        }
    }

  g_assert_not_reached ();
}

static void
assert_day_after (Fixture    *fixture,
                  guint       keyval,
                  const char *day)
{
  g_assert_true (press (fixture, keyval));
  g_assert_cmpstr (dp_calendar_get_day (fixture->calendar), ==, day);
  g_assert_true (gtk_root_get_focus (GTK_ROOT (fixture->window)) == find_button (fixture, day));
}

static void
test_keyboard (Fixture      *fixture,
               gconstpointer data)
{
  g_assert_false (press (fixture, GDK_KEY_Left)); /* the focus is elsewhere */

  gtk_widget_grab_focus (GTK_WIDGET (fixture->calendar));
  assert_day_after (fixture, GDK_KEY_Left, "2026-11-20");
  assert_day_after (fixture, GDK_KEY_Up, "2026-11-13");
  assert_day_after (fixture, GDK_KEY_Home, "2026-11-01");
  assert_day_after (fixture, GDK_KEY_Left, "2026-10-31"); /* over the edge of the month */
  assert_day_after (fixture, GDK_KEY_Page_Up, "2026-09-30");
  assert_day_after (fixture, GDK_KEY_Page_Up, "2026-08-30");
  assert_day_after (fixture, GDK_KEY_End, "2026-08-31");
  assert_day_after (fixture, GDK_KEY_Page_Down, "2026-09-30");
  assert_day_after (fixture, GDK_KEY_Down, "2026-10-07");

  /* No further than today. */
  dp_calendar_set_day (fixture->calendar, "2026-11-19");
  gtk_widget_grab_focus (GTK_WIDGET (fixture->calendar));
  assert_day_after (fixture, GDK_KEY_Down, TODAY);
  assert_day_after (fixture, GDK_KEY_Right, TODAY);
  assert_day_after (fixture, GDK_KEY_Page_Down, TODAY);
}

int
main (int    argc,
      char **argv)
{
  if (!gtk_init_check ())
    return 77;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define add(name, function) g_test_add ("/calendar/" name, Fixture, NULL, set_up, function, tear_down)
  add ("month", test_month);
  add ("tells-today", test_tells_today);
  add ("refuses-days-to-come", test_refuses_days_to_come);
  add ("begins", test_begins);
  add ("marks", test_marks);
  add ("chooses", test_chooses);
  add ("keyboard", test_keyboard);
#undef add

  return g_test_run ();
}
