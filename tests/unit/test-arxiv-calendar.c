/* test-arxiv-calendar.c: when arXiv announces new papers
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "model/dp-arxiv-calendar.h"

/* All in UTC. New York is 5 hours behind in winter, 4 in summer; in 2025 the
 * clocks changed on 9 March and 2 November, both Sundays. */
static void
test_announcements (void)
{
  static const struct
  {
    const char *now;
    const char *last;
    const char *next;
  } cases[] = {
    /* Wednesday noon. */
    { "2025-01-22T17:00:00Z", "2025-01-22T02:00:00Z", "2025-01-23T02:00:00Z" },
    /* At the moment itself, and a second before it. */
    { "2025-01-23T02:00:00Z", "2025-01-23T02:00:00Z", "2025-01-24T02:00:00Z" },
    { "2025-01-23T01:59:59Z", "2025-01-22T02:00:00Z", "2025-01-23T02:00:00Z" },
    /* Thursday night to Sunday night, seen from each day between. */
    { "2025-01-24T12:00:00Z", "2025-01-24T02:00:00Z", "2025-01-27T02:00:00Z" },
    { "2025-01-25T12:00:00Z", "2025-01-24T02:00:00Z", "2025-01-27T02:00:00Z" },
    { "2025-01-26T23:00:00Z", "2025-01-24T02:00:00Z", "2025-01-27T02:00:00Z" },
    /* In summer an hour earlier in UTC. */
    { "2025-07-16T12:00:00Z", "2025-07-16T01:00:00Z", "2025-07-17T01:00:00Z" },
    /* Over each change of the clocks. */
    { "2025-03-08T12:00:00Z", "2025-03-07T02:00:00Z", "2025-03-10T01:00:00Z" },
    { "2025-11-01T12:00:00Z", "2025-10-31T01:00:00Z", "2025-11-03T02:00:00Z" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      DpTime           now = 0;
      g_autofree char *last = NULL;
      g_autofree char *next = NULL;

      g_assert_true (dp_time_parse_iso8601 (cases[i].now, &now));
      last = dp_time_format_iso8601 (dp_arxiv_calendar_get_last_announcement (now));
      next = dp_time_format_iso8601 (dp_arxiv_calendar_get_next_announcement (now));

      g_test_message ("%s", cases[i].now);
      g_assert_cmpstr (last, ==, cases[i].last);
      g_assert_cmpstr (next, ==, cases[i].next);
    }
}

static void
test_out_of_range (void)
{
  g_assert_cmpint (dp_arxiv_calendar_get_last_announcement (DP_TIME_UNKNOWN), ==, DP_TIME_UNKNOWN);
  g_assert_cmpint (dp_arxiv_calendar_get_next_announcement (G_MAXINT64), ==, DP_TIME_UNKNOWN);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/arxiv-calendar/announcements", test_announcements);
  g_test_add_func ("/arxiv-calendar/out-of-range", test_out_of_range);

  return g_test_run ();
}
