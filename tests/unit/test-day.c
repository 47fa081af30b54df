/* test-day.c: days of the calendar
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "model/dp-day.h"

#include "model/dp-time.h"

static void
assert_shift (const char *day,
              int         n_days,
              const char *expected)
{
  g_autofree char *shifted = dp_day_shift (day, n_days);

  g_assert_cmpstr (shifted, ==, expected);
}

static void
test_shift (void)
{
  assert_shift ("2026-11-21", 0, "2026-11-21");
  assert_shift ("2026-11-21", 10, "2026-12-01");
  assert_shift ("2026-01-01", -1, "2025-12-31");
  assert_shift ("2024-02-28", 1, "2024-02-29");
  assert_shift ("2025-02-28", 1, "2025-03-01");
  assert_shift ("0001-01-03", -7, "0001-01-01");
  assert_shift ("9999-12-30", G_MAXINT, "9999-12-31");
}

static void
test_between (void)
{
  g_assert_cmpint (dp_day_count_between ("2026-11-21", "2026-11-21"), ==, 0);
  g_assert_cmpint (dp_day_count_between ("2026-02-27", "2026-03-02"), ==, 3);
  g_assert_cmpint (dp_day_count_between ("2026-03-02", "2026-02-27"), ==, -3);
  g_assert_cmpint (dp_day_count_between ("0001-01-01", "9999-12-31"), ==, 3652058);
}

static void
test_weekday (void)
{
  g_assert_cmpint (dp_day_get_weekday ("2026-11-20"), ==, G_DATE_FRIDAY);
  g_assert_false (dp_day_is_weekend ("2026-11-20"));
  g_assert_true (dp_day_is_weekend ("2026-11-21"));
  g_assert_true (dp_day_is_weekend ("2026-11-22"));
  g_assert_false (dp_day_is_weekend ("2026-11-23"));
}

static void
test_today (void)
{
  g_autofree char *today = dp_day_dup_today ();

  g_assert_true (dp_day_is_valid (today));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/day/shift", test_shift);
  g_test_add_func ("/day/between", test_between);
  g_test_add_func ("/day/weekday", test_weekday);
  g_test_add_func ("/day/today", test_today);

  return g_test_run ();
}
