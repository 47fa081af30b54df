/* test-host-group.c: whose turn it is, and when
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "net/dp-host-group.h"
#include "test-util.h"

#define INTERVAL_US (3 * G_TIME_SPAN_SECOND)

static void
take_turn (DpHostGroup *group)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *slot = NULL;

  dp_host_group_acquire_async (group, NULL, test_result_cb, &slot);
  result = test_await (&slot);
  g_assert_true (dp_host_group_acquire_finish (group, result, &error));
  g_assert_no_error (error);
}

/* How long is still to wait, when the clock has been set by @jump_us since the last
 * request. */
static gint64
measure_rest (gint64 jump_us)
{
  g_autoptr (DpHostGroup) group = dp_host_group_new (NULL, "tests", INTERVAL_US, 1);
  DpPace pace = { 0 };
  gint64 rest_us = 0;

  take_turn (group);
  dp_host_group_touch (group, g_get_real_time () - jump_us);
  dp_host_group_get_pace (group, &pace);
  rest_us = pace.next_us - g_get_real_time ();
  dp_host_group_release (group);

  return rest_us;
}

static void
assert_is_one_pause (gint64 rest_us)
{
  g_assert_cmpint (rest_us, <=, INTERVAL_US);
  g_assert_cmpint (rest_us, >, INTERVAL_US / 2);
}

static void
test_clock (void)
{
  assert_is_one_pause (measure_rest (0));
  assert_is_one_pause (measure_rest (G_TIME_SPAN_HOUR));
  assert_is_one_pause (measure_rest (-G_TIME_SPAN_HOUR));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/host-group/clock", test_clock);

  return g_test_run ();
}
