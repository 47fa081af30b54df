/* test-schedule.c: when a refresh is due
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "service/dp-schedule.h"
#include "test-util.h"

#define HOUR (60 * 60)
#define NOW G_GINT64_CONSTANT (1763740800)

static void
test_is_due (void)
{
  g_assert_false (dp_schedule_is_due (DP_SCHEDULE_NEVER, 0, NOW));
  g_assert_true (dp_schedule_is_due (6, 0, NOW)); /* it never was */
  g_assert_false (dp_schedule_is_due (6, NOW, NOW));
  g_assert_false (dp_schedule_is_due (6, NOW - 6 * HOUR + 1, NOW));
  g_assert_true (dp_schedule_is_due (6, NOW - 6 * HOUR, NOW));
  g_assert_true (dp_schedule_is_due (6, NOW + 1, NOW)); /* the clock was put back */
}

static void
count_cb (guint *n)
{
  (*n)++;
}

static DpTime
get_now (void)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}

static void
test_tells_once (void)
{
  g_autoptr (DpSchedule) schedule = dp_schedule_new ();
  guint n_due = 0;

  g_signal_connect_swapped (schedule, "due", G_CALLBACK (count_cb), &n_due);
  dp_schedule_start (schedule, 1, get_now () - HOUR);
  g_assert_cmpuint (n_due, ==, 1);
  g_assert_false (g_main_context_iteration (NULL, FALSE)); /* nothing is left to wait for */

  dp_schedule_start (schedule, DP_SCHEDULE_NEVER, 0);
  g_assert_cmpuint (n_due, ==, 1);
}

static void
test_waits (void)
{
  g_autoptr (DpSchedule) schedule = dp_schedule_new ();
  guint n_due = 0;

  g_signal_connect_swapped (schedule, "due", G_CALLBACK (count_cb), &n_due);
  dp_schedule_start (schedule, 1, get_now () - HOUR + 1);
  test_wait_until (n_due == 1);

  dp_schedule_start (schedule, 1, get_now ());
  dp_schedule_stop (schedule);
  g_assert_finalize_object (g_steal_pointer (&schedule));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/schedule/is-due", test_is_due);
  g_test_add_func ("/schedule/tells-once", test_tells_once);
  g_test_add_func ("/schedule/waits", test_waits);

  return g_test_run ();
}
