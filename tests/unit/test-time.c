/* test-time.c: moments and days
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "model/dp-time.h"

static void
test_parse (void)
{
  static const struct
  {
    const char *text;
    DpTime      time;
  } cases[] = {
    { "1970-01-01T00:00:00Z", 0 },
    { "2025-01-22T15:19:35Z", 1737559175 },
    { "2003-07-07T13:46:39-04:00", 1057600000 - 1 },
    { "2025-01-22T15:19:35.999Z", 1737559175 },
    { "2025-01-22T15:19:35", 1737559175 },
    { "2025-01-22", 1737504000 },
    { "1969-12-31T23:59:59Z", -1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      DpTime time = 42;

      g_test_message ("%s", cases[i].text);
      g_assert_true (dp_time_parse_iso8601 (cases[i].text, &time));
      g_assert_cmpint (time, ==, cases[i].time);
    }
}

static void
test_parse_refuses (void)
{
  static const char *const cases[] = {
    NULL,
    "",
    "0",
    "yesterday",
    "2025-13-01T00:00:00Z",
    "2025-02-29T00:00:00Z",
    "2025-01-22T25:00:00Z",
    "2025-01-22T15:19:35Zx",
    " 2025-01-22",
    "2025-1-2",
    "\xff\xfe",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      DpTime time = 42;

      g_test_message ("case %" G_GSIZE_FORMAT, i);
      g_assert_false (dp_time_parse_iso8601 (cases[i], &time));
      g_assert_cmpint (time, ==, 42);
    }
}

static void
test_format (void)
{
  g_autofree char *time = dp_time_format_iso8601 (1737559175);
  g_autofree char *day = dp_time_format_day (1737559175);
  g_autofree char *before = dp_time_format_day (-1);
  g_autofree char *early = dp_time_format_iso8601 (-62135596800); /* year 1 */

  g_assert_cmpstr (time, ==, "2025-01-22T15:19:35Z");
  g_assert_cmpstr (day, ==, "2025-01-22");
  g_assert_cmpstr (before, ==, "1969-12-31");
  g_assert_cmpstr (early, ==, "0001-01-01T00:00:00Z");

  g_assert_null (dp_time_format_iso8601 (DP_TIME_UNKNOWN));
  g_assert_null (dp_time_format_day (DP_TIME_UNKNOWN));
  g_assert_null (dp_time_format_day (G_MAXINT64));
}

static void
test_day (void)
{
  static const char *const bad[] = {
    NULL,
    "",
    "2025-02-29",
    "2025-00-10",
    "2025-04-31",
    "0000-01-01",
    "2025-1-02",
    "2025-01-02 ",
    "2025-01-02T",
    "2025/01/02",
    "20250102",
    "+025-01-02",
    "٢٠٢٥-٠١-٠٢",
  };

  g_assert_true (dp_day_is_valid ("2025-01-31"));
  g_assert_true (dp_day_is_valid ("2024-02-29"));

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (dp_day_is_valid (bad[i]));
}

static void
test_rfc5322 (void)
{
  static const struct
  {
    const char *text;
    const char *expected;
  } cases[] = {
    { "Mon, 2 Apr 2007 19:18:42 GMT", "2007-04-02T19:18:42Z" },
    { " Mon, 27 Apr 2026 00:00:00 -0400", "2026-04-27T04:00:00Z" },
    { "Tue, 01 Jan 2030 01:30:00 +0530", "2029-12-31T20:00:00Z" },
  };
  static const char *const bad[] = {
    "",
    "2007-04-02T19:18:42Z",
    "Mon, 31 Feb 2007 19:18:42 GMT",
    "Mon, 2 Foo 2007 19:18:42 GMT",
    "Mon, 2 Apr 2007 25:18:42 GMT",
    "Mon, 2 Apr 2007 19:18:42",
    "Mon, 2 Apr 2007 19:18:42 EST",
    "Mon, -2 Apr 2007 19:18:42 GMT",
  };
  DpTime time = 7;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = NULL;

      g_assert_true (dp_time_parse_rfc5322 (cases[i].text, &time));
      text = dp_time_format_iso8601 (time);
      g_assert_cmpstr (text, ==, cases[i].expected);
    }

  time = 7;
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (dp_time_parse_rfc5322 (bad[i], &time));
  g_assert_false (dp_time_parse_rfc5322 (NULL, &time));
  g_assert_cmpint (time, ==, 7);
}

static void
test_now (void)
{
  DpTime now = dp_time_now ();

  g_assert_cmpint (ABS (now - g_get_real_time () / G_USEC_PER_SEC), <=, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/time/parse", test_parse);
  g_test_add_func ("/time/parse-refuses", test_parse_refuses);
  g_test_add_func ("/time/format", test_format);
  g_test_add_func ("/time/day", test_day);
  g_test_add_func ("/time/rfc5322", test_rfc5322);
  g_test_add_func ("/time/now", test_now);

  return g_test_run ();
}
