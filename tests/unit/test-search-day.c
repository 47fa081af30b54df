/* test-search-day.c: days in a search
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "model/search/dp-search-day.h"

static void
assert_period (const char *text,
               const char *expected_first,
               const char *expected_last)
{
  g_autofree char *first = NULL;
  g_autofree char *last = NULL;
  DpTime           now = 0;

  g_assert_true (dp_time_parse_iso8601 ("2025-03-01T00:30:00Z", &now));
  g_test_message ("%s", text);
  g_assert_cmpint (dp_search_day_get_period (text, now, &first, &last), ==, expected_first != NULL);
  g_assert_cmpstr (first, ==, expected_first);
  g_assert_cmpstr (last, ==, expected_last);
}

static void
test_period (void)
{
  assert_period ("2025-03-10", "2025-03-10", "2025-03-10");
  assert_period ("2024-02", "2024-02-01", "2024-02-29");
  assert_period ("2025-02", "2025-02-01", "2025-02-28");
  assert_period ("2025", "2025-01-01", "2025-12-31");
  assert_period ("today", "2025-03-01", "2025-03-01");
  assert_period ("Yesterday", "2025-02-28", "2025-02-28");
  assert_period ("7d", "2025-02-22", "2025-02-22");
  assert_period ("2W", "2025-02-15", "2025-02-15");
  assert_period ("0d", "2025-03-01", "2025-03-01");
  assert_period ("99999w", "0108-08-25", "0108-08-25");
}

static void
test_no_day (void)
{
  static const char *const texts[] = { "", "2025-", "2025-1", "2025-13", "2025-02-29", "25", "0000", "20255", "d", "7", "7x", "-7d", "123456d", "7dd", "now" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      assert_period (texts[i], NULL, NULL);
      g_assert_false (dp_search_day_is_valid (texts[i]));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/search-day/period", test_period);
  g_test_add_func ("/search-day/no-day", test_no_day);

  return g_test_run ();
}
