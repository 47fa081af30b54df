/* dp-time.c: moments and days, always UTC
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "model/dp-time.h"

#include <stdio.h>
#include <string.h>

#define DAY_LENGTH 10 /* YYYY-MM-DD */

/**
 * dp_time_now:
 *
 * Gives the present moment of the wall clock. Any thread.
 *
 * Returns: seconds since the epoch
 */
DpTime
dp_time_now (void)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}

/**
 * dp_time_parse_iso8601:
 * @text: (nullable): what a service wrote
 * @out_time: (out): where to store the moment; left alone on failure
 *
 * Reads a moment as ISO 8601 writes it, with any offset and with or without a
 * fraction, which is dropped. A moment without an offset is UTC; a day alone is
 * its first second. Any thread.
 *
 * Returns: %FALSE when @text is no moment
 */
gboolean
dp_time_parse_iso8601 (const char *text,
                       DpTime     *out_time)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GDateTime) moment = NULL;
  g_autofree char *midnight = NULL;

  g_return_val_if_fail (out_time != NULL, FALSE);

  if (text == NULL)
    return FALSE;

  if (dp_day_is_valid (text))
    {
      midnight = g_strconcat (text, "T00:00:00Z", NULL);
      text = midnight;
    }

  moment = g_date_time_new_from_iso8601 (text, utc);
  if (moment == NULL)
    return FALSE;

  *out_time = g_date_time_to_unix (moment);

  return TRUE;
}

static int
parse_month (const char *name)
{
  static const char *const months[] = { "jan", "feb", "mar", "apr", "may", "jun",
                                        "jul", "aug", "sep", "oct", "nov", "dec" };

  for (gsize i = 0; i < G_N_ELEMENTS (months); i++)
    if (g_ascii_strcasecmp (name, months[i]) == 0)
      return (int)i + 1;

  return 0;
}

/* `GMT`, `UT`, `UTC`, `Z` or `-0400`, in seconds east of UTC. */
static gboolean
parse_zone (const char *zone,
            int        *out_offset)
{
  static const char *const utc[] = { "GMT", "UT", "UTC", "Z", NULL };
  int                      hours = 0;
  int                      minutes = 0;

  *out_offset = 0;
  if (g_strv_contains (utc, zone))
    return TRUE;

  if ((*zone != '+' && *zone != '-') || sscanf (zone + 1, "%2d%2d", &hours, &minutes) != 2)
    return FALSE;

  *out_offset = (*zone == '-' ? -60 : 60) * (hours * 60 + minutes);

  return TRUE;
}

/**
 * dp_time_parse_rfc5322:
 * @text: (nullable): what a service wrote
 * @out_time: (out): where to store the moment; left alone on failure
 *
 * Reads a moment as mail and RSS write it (RFC 5322, 3.3): `Mon, 2 Apr 2007 19:18:42 GMT`,
 * `Mon, 27 Apr 2026 00:00:00 -0400`. Any thread.
 *
 * Returns: %FALSE when @text is no such moment
 */
gboolean
dp_time_parse_rfc5322 (const char *text,
                       DpTime     *out_time)
{
  g_autoptr (GDateTime) moment = NULL;
  char month[4] = { 0 };
  char zone[6] = { 0 };
  int  day = 0, year = 0, hour = 0, minute = 0, second = 0, offset = 0;

  g_return_val_if_fail (out_time != NULL, FALSE);

  if (text == NULL ||
      sscanf (text, " %*3[A-Za-z], %2d %3[A-Za-z] %4d %2d:%2d:%2d %5[A-Z0-9+-]",
              &day, month, &year, &hour, &minute, &second, zone) != 7 ||
      year < 1900 || !parse_zone (zone, &offset))
    return FALSE;

  moment = g_date_time_new_utc (year, parse_month (month), day, hour, minute, second);
  if (moment == NULL)
    return FALSE;

  *out_time = g_date_time_to_unix (moment) - offset;

  return TRUE;
}

/**
 * dp_time_format_iso8601:
 * @time: a moment
 *
 * Writes a moment as `2025-01-31T09:30:00Z`. Any thread.
 *
 * Returns: (transfer full) (nullable): the text; %NULL for %DP_TIME_UNKNOWN and
 *   for what lies outside the years 1 to 9999
 */
char *
dp_time_format_iso8601 (DpTime time)
{
  g_autoptr (GDateTime) moment = g_date_time_new_from_unix_utc (time);

  if (moment == NULL)
    return NULL;

  /* Not g_date_time_format(): its digits follow the locale, and years under 1000 are short. */
  return g_strdup_printf ("%04d-%02d-%02dT%02d:%02d:%02dZ",
                          g_date_time_get_year (moment),
                          g_date_time_get_month (moment),
                          g_date_time_get_day_of_month (moment),
                          g_date_time_get_hour (moment),
                          g_date_time_get_minute (moment),
                          g_date_time_get_second (moment));
}

/**
 * dp_time_format_day:
 * @time: a moment
 *
 * Writes the day of a moment in UTC as `2025-01-31`. Any thread.
 *
 * Returns: (transfer full) (nullable): the text; %NULL as in dp_time_format_iso8601()
 */
char *
dp_time_format_day (DpTime time)
{
  char *text = dp_time_format_iso8601 (time);

  if (text != NULL)
    text[DAY_LENGTH] = '\0';

  return text;
}

/* The digits after the point, as microseconds; not through a double, which loses some. */
static gint64
read_fraction (const char *text)
{
  const char *point = strchr (text, '.');
  gint64      fraction = 0;

  for (gint64 unit = G_USEC_PER_SEC / 10; point != NULL && g_ascii_isdigit (*++point); unit /= 10)
    fraction += unit * g_ascii_digit_value (*point);

  return fraction;
}

/**
 * dp_time_parse_iso8601_us:
 * @text: (nullable): a moment
 * @out_time_us: (out): microseconds since the epoch
 *
 * As dp_time_parse_iso8601(), with the fraction. Any thread.
 *
 * Returns: %FALSE when @text is no moment
 */
gboolean
dp_time_parse_iso8601_us (const char *text,
                          gint64     *out_time_us)
{
  DpTime seconds = 0;

  g_return_val_if_fail (out_time_us != NULL, FALSE);

  if (!dp_time_parse_iso8601 (text, &seconds))
    return FALSE;

  *out_time_us = seconds * G_USEC_PER_SEC + read_fraction (text);

  return TRUE;
}

/**
 * dp_time_format_iso8601_us:
 * @time_us: microseconds since the epoch
 *
 * Writes a moment as `2025-01-31T09:30:00.000000Z`. Any thread.
 *
 * Returns: (transfer full) (nullable): the text; %NULL as in dp_time_format_iso8601()
 */
char *
dp_time_format_iso8601_us (gint64 time_us)
{
  gint64           fraction = time_us % G_USEC_PER_SEC;
  g_autofree char *text = NULL;

  if (fraction < 0)
    fraction += G_USEC_PER_SEC;

  text = dp_time_format_iso8601 ((time_us - fraction) / G_USEC_PER_SEC);
  if (text == NULL)
    return NULL;

  return g_strdup_printf ("%.*s.%06dZ", (int)strlen (text) - 1, text, (int)fraction);
}

/**
 * dp_day_is_valid:
 * @day: (nullable): a text
 *
 * Tells whether a text is a day of the calendar, written `YYYY-MM-DD` and no
 * other way. Any thread.
 *
 * Returns: whether it is
 */
gboolean
dp_day_is_valid (const char *day)
{
  int numbers[3] = { 0 }; /* year, month, day */
  int part = 0;

  if (day == NULL)
    return FALSE;

  for (int i = 0; i < DAY_LENGTH; i++)
    {
      if (i == 4 || i == 7)
        {
          if (day[i] != '-')
            return FALSE;
          part++;
        }
      else
        {
          if (!g_ascii_isdigit (day[i]))
            return FALSE;
          numbers[part] = numbers[part] * 10 + g_ascii_digit_value (day[i]);
        }
    }

  return day[DAY_LENGTH] == '\0' &&
         g_date_valid_dmy ((GDateDay)numbers[2], (GDateMonth)numbers[1], (GDateYear)numbers[0]);
}
