/* test-day-calendar.c: when Hugging Face puts up its daily lists
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "model/dp-day-calendar.h"

#define HOUR (60 * 60)
#define FRIDAY "2025-01-31"
#define FRIDAY_START ((DpTime)1738281600) /* 2025-01-31T00:00:00Z */
#define FRIDAY_OVER (FRIDAY_START + (24 + 12) * HOUR)
#define SATURDAY "2025-02-01"
#define SATURDAY_START (FRIDAY_START + 24 * HOUR)

static void
test_check (void)
{
  static const struct
  {
    const char *day;
    int         code; /* -1 for none */
  } cases[] = {
    { FRIDAY, -1 },
    { DP_DAY_CALENDAR_FIRST, -1 },
    { "2023-05-03", DP_DAY_ERROR_TOO_EARLY },
    { "0001-01-01", DP_DAY_ERROR_TOO_EARLY },
    { SATURDAY, DP_DAY_ERROR_FUTURE },
    { "9999-12-31", DP_DAY_ERROR_FUTURE },
    { "2025-02-30", DP_DAY_ERROR_MALFORMED },
    { "2025-1-31", DP_DAY_ERROR_MALFORMED },
    { "31.1.2025", DP_DAY_ERROR_MALFORMED },
    { "", DP_DAY_ERROR_MALFORMED },
    { "today", DP_DAY_ERROR_MALFORMED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      gboolean can = dp_day_calendar_check (cases[i].day, SATURDAY_START - 1, &error);

      g_assert_cmpint (can, ==, cases[i].code == -1);
      if (!can)
        g_assert_error (error, DP_DAY_ERROR, cases[i].code);
    }

  /* It comes with its first second. */
  g_assert_true (dp_day_calendar_check (SATURDAY, SATURDAY_START, NULL));
}

static void
test_next_look (void)
{
  static const struct
  {
    const char *day;
    DpTime      succeeded_at;
    guint       n_listed;
    DpTime      expected;
  } cases[] = {
    { FRIDAY, DP_TIME_UNKNOWN, 0, DP_DAY_CALENDAR_AT_ONCE },
    /* Papers are due, so soon; papers are there, so later. */
    { FRIDAY, FRIDAY_START + HOUR, 0, FRIDAY_START + 3 * HOUR },
    { FRIDAY, FRIDAY_START + HOUR, 20, FRIDAY_START + 5 * HOUR },
    /* On a weekend none are due. */
    { SATURDAY, SATURDAY_START + HOUR, 0, SATURDAY_START + 5 * HOUR },
    /* Once more when the day is over everywhere, and then never. */
    { FRIDAY, FRIDAY_OVER - HOUR, 20, FRIDAY_OVER },
    { FRIDAY, FRIDAY_OVER - 1, 0, FRIDAY_OVER },
    { FRIDAY, FRIDAY_OVER, 20, DP_DAY_CALENDAR_NEVER },
    { FRIDAY, FRIDAY_OVER, 0, DP_DAY_CALENDAR_NEVER },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (dp_day_calendar_get_next_look (cases[i].day, cases[i].succeeded_at, cases[i].n_listed), ==,
                     cases[i].expected);
}

static void
test_fresh (void)
{
  g_assert_false (dp_day_calendar_is_fresh (FRIDAY, DP_TIME_UNKNOWN, 0, FRIDAY_OVER));

  g_assert_true (dp_day_calendar_is_fresh (FRIDAY, FRIDAY_START, 20, FRIDAY_START + 4 * HOUR - 1));
  g_assert_false (dp_day_calendar_is_fresh (FRIDAY, FRIDAY_START, 20, FRIDAY_START + 4 * HOUR));
  g_assert_true (dp_day_calendar_is_fresh (FRIDAY, FRIDAY_START, 0, FRIDAY_START + 2 * HOUR - 1));
  g_assert_false (dp_day_calendar_is_fresh (FRIDAY, FRIDAY_START, 0, FRIDAY_START + 2 * HOUR));

  g_assert_true (dp_day_calendar_is_fresh (FRIDAY, FRIDAY_OVER, 20, FRIDAY_OVER + 9999 * HOUR));
  g_assert_false (dp_day_calendar_is_fresh (FRIDAY, FRIDAY_OVER - 1, 20, FRIDAY_OVER + 9999 * HOUR));

  /* By a clock that was wrong. */
  g_assert_false (dp_day_calendar_is_fresh (FRIDAY, FRIDAY_OVER + 2, 20, FRIDAY_OVER + 1));
}

static void
assert_explains (const char *day,
                 DpTime      succeeded_at,
                 const char *newest,
                 const char *expected)
{
  g_autofree char *text = dp_day_calendar_explain_empty (day, succeeded_at, FRIDAY_OVER, newest);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_explains (void)
{
  assert_explains (FRIDAY, DP_TIME_UNKNOWN, NULL, "The list of Friday, 31 January 2025 has not been fetched.");
  assert_explains (FRIDAY, FRIDAY_START + 3 * HOUR, NULL,
                   "The list of Friday, 31 January 2025 is not up yet: at 03:00 it was empty. "
                   "It usually fills between 00:00 and 09:00.");
  assert_explains (FRIDAY, FRIDAY_START + 13 * HOUR, NULL,
                   "The list of Friday, 31 January 2025 was still empty at 13:00, though it is usually up by 09:00. "
                   "Perhaps there is none that day.");
  assert_explains (FRIDAY, FRIDAY_OVER, NULL,
                   "Hugging Face has no list of Friday, 31 January 2025; perhaps it was a holiday.");
  assert_explains (SATURDAY, SATURDAY_START, FRIDAY,
                   "There is no list of Saturday, 1 February 2025: at weekends Hugging Face puts up few papers or none. "
                   "The newest list here is that of Friday, 31 January 2025.");
  assert_explains ("2025-02-02", DP_TIME_UNKNOWN, FRIDAY,
                   "Sunday, 2 February 2025 has not come yet; days are counted in UTC.");
  assert_explains ("2020-01-31", DP_TIME_UNKNOWN, NULL,
                   "There is no list of 2020-01-31: Hugging Face’s first is that of Thursday, 4 May 2023.");
}

int
main (int   argc,
      char *argv[])
{
  g_setenv ("TZ", "UTC", TRUE);
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/day-calendar/check", test_check);
  g_test_add_func ("/day-calendar/next-look", test_next_look);
  g_test_add_func ("/day-calendar/fresh", test_fresh);
  g_test_add_func ("/day-calendar/explains", test_explains);

  return g_test_run ();
}
