/* dp-digest-date.c: the ways in which digests write a date
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "formats/digest/dp-digest-date.h"

#include <string.h>

/* `2025-01-30`, `2025/1/30`, `2025年1月30日`, `30th January 2025`, `30 Jan 2024`, `April
 * 30, 2024`, `30.01.2025`, and months: `2025-01`, `January 2025`, `2025_january`. In words
 * months are English, as in all digests there are. */

/* A date has three parts; further ones are looked at one after the other. */
#define N_PARTS 3

/* Between the parts of one date: ", " or a character of Chinese. */
#define MAX_GAP 3

typedef struct
{
  guint number; /* 0 when it is a word, or too long */
  guint digits; /* how many; 0 when it is a word */
  guint month;  /* 1 to 12 when it names one */
  gsize start;
  gsize end;
} Part;

static const char *const month_names[] = {
  "january",
  "february",
  "march",
  "april",
  "may",
  "june",
  "july",
  "august",
  "september",
  "october",
  "november",
  "december",
};

/* At least three letters of a month's name. */
static guint
read_month_name (const char *text,
                 gsize       length)
{
  for (guint i = 0; length >= 3 && i < G_N_ELEMENTS (month_names); i++)
    if (length <= strlen (month_names[i]) && g_ascii_strncasecmp (text, month_names[i], length) == 0)
      return i + 1;

  return length == 4 && g_ascii_strncasecmp (text, "sept", 4) == 0 ? 9 : 0;
}

static gboolean
is_ordinal (const char *text,
            gsize       length)
{
  return length == 2 && (g_ascii_strncasecmp (text, "st", 2) == 0 || g_ascii_strncasecmp (text, "nd", 2) == 0 ||
                         g_ascii_strncasecmp (text, "rd", 2) == 0 || g_ascii_strncasecmp (text, "th", 2) == 0);
}

/* The next number or word from @i on; leaves an ordinal's letters out. */
static gboolean
read_part (const char *text,
           gsize       length,
           gsize       i,
           Part       *part)
{
  gsize word = 0;

  memset (part, 0, sizeof *part);
  while (i < length && !g_ascii_isalnum (text[i]))
    i++;
  if (i >= length)
    return FALSE;

  part->start = i;
  for (; i < length && g_ascii_isdigit (text[i]); i++)
    {
      part->digits++;
      part->number = part->digits <= 4 ? part->number * 10 + (guint)g_ascii_digit_value (text[i]) : 0;
    }

  word = i;
  while (word < length && g_ascii_isalpha (text[word]))
    word++;

  if (part->digits == 0)
    {
      part->month = read_month_name (text + i, word - i);
      i = word;
    }
  else if (is_ordinal (text + i, word - i))
    {
      i = word;
    }

  part->end = i;

  return TRUE;
}

static gboolean
set_date (DpDigestDate *date,
          guint         year,
          guint         month,
          guint         day)
{
  if (year < 1900 || year > 2199 || month < 1 || month > 12 ||
      (day != 0 && !g_date_valid_dmy ((GDateDay)day, (GDateMonth)month, (GDateYear)year)))
    return FALSE;

  date->year = year;
  date->month = month;
  date->day = day;

  return TRUE;
}

static gboolean
is_year (const Part *part)
{
  return part->digits == 4;
}

static gboolean
is_small (const Part *part)
{
  return part->digits == 1 || part->digits == 2;
}

/* 30.01.2025, and 01/30/2025 where it can be nothing else; which of 01/02/2025's
 * numbers is the month nobody can know. */
static gboolean
read_numbers (const Part   *parts,
              DpDigestDate *date)
{
  guint first = parts[0].number;
  guint second = parts[1].number;

  if (first > 12 || first == second)
    return set_date (date, parts[2].number, second, first);

  return second > 12 && set_date (date, parts[2].number, first, second);
}

static gboolean
read_day (const Part   *parts,
          DpDigestDate *date)
{
  if (is_year (&parts[0]) && is_small (&parts[1]) && is_small (&parts[2]))
    return set_date (date, parts[0].number, parts[1].number, parts[2].number);

  if (is_small (&parts[0]) && parts[1].month != 0 && is_year (&parts[2]))
    return set_date (date, parts[2].number, parts[1].month, parts[0].number);

  if (parts[0].month != 0 && is_small (&parts[1]) && is_year (&parts[2]))
    return set_date (date, parts[2].number, parts[0].month, parts[1].number);

  return is_small (&parts[0]) && is_small (&parts[1]) && is_year (&parts[2]) && read_numbers (parts, date);
}

static gboolean
read_month (const Part   *parts,
            DpDigestDate *date)
{
  if (is_year (&parts[0]) && parts[1].digits == 2)
    return set_date (date, parts[0].number, parts[1].number, 0);

  if (is_year (&parts[0]) && parts[1].month != 0)
    return set_date (date, parts[0].number, parts[1].month, 0);

  return parts[0].month != 0 && is_year (&parts[1]) && set_date (date, parts[1].number, parts[0].month, 0);
}

static gboolean
are_close (const Part *a,
           const Part *b)
{
  return b->start - a->end <= MAX_GAP;
}

/* A 31st of June is no June. */
static gboolean
is_part_of_day (const Part *before,
                const Part *parts,
                gboolean    has_third)
{
  return (is_small (before) && are_close (before, &parts[0])) ||
         (has_third && is_year (&parts[0]) && is_small (&parts[2]) && are_close (&parts[1], &parts[2]));
}

/* `2024_papers-june` has a word between. */
static gboolean
read_name_of_file (const Part   *parts,
                   DpDigestDate *date)
{
  return is_year (&parts[0]) && parts[1].digits == 0 && parts[2].month != 0 &&
         set_date (date, parts[0].number, parts[2].month, 0);
}

/**
 * dp_digest_date_find:
 * @text: a cell, a heading or a file's name
 * @length: its bytes
 * @out_date: (out): the date; untouched when there is none
 *
 * Finds the first whole date, or else the first month. A date that has no day in
 * the calendar is none, and neither is one whose day and month may be swapped.
 *
 * Returns: whether there is one
 */
gboolean
dp_digest_date_find (const char   *text,
                     gsize         length,
                     DpDigestDate *out_date)
{
  Part         parts[N_PARTS];
  DpDigestDate month = { 0 };
  Part         before = { 0 };
  gsize        place = 0;
  gboolean     has_month = FALSE;

  memset (parts, 0, sizeof parts);
  while (read_part (text, length, place, &parts[0]))
    {
      gboolean has_third = FALSE;

      place = parts[0].end;
      if (!read_part (text, length, place, &parts[1]))
        break;

      has_third = read_part (text, length, parts[1].end, &parts[2]);
      if (has_third && are_close (&parts[0], &parts[1]) && are_close (&parts[1], &parts[2]) && read_day (parts, out_date))
        return TRUE;

      if (!has_month && !is_part_of_day (&before, parts, has_third))
        has_month = (are_close (&parts[0], &parts[1]) && read_month (parts, &month)) ||
                    (has_third && read_name_of_file (parts, &month));

      before = parts[0];
    }

  if (has_month)
    *out_date = month;

  return has_month;
}

/**
 * dp_digest_date_dup_day:
 * @date: a date
 *
 * Returns: (transfer full) (nullable): it as YYYY-MM-DD; %NULL where it is a month
 */
char *
dp_digest_date_dup_day (const DpDigestDate *date)
{
  if (date->day == 0)
    return NULL;

  return g_strdup_printf ("%04u-%02u-%02u", date->year, date->month, date->day);
}

/**
 * dp_digest_date_dup_month:
 * @date: a date
 *
 * Returns: (transfer full): its month as YYYY-MM
 */
char *
dp_digest_date_dup_month (const DpDigestDate *date)
{
  return g_strdup_printf ("%04u-%02u", date->year, date->month);
}

/**
 * dp_digest_date_get_time:
 * @date: a date
 *
 * Returns: the first second, UTC, of the day, or of the month where no day was named
 */
DpTime
dp_digest_date_get_time (const DpDigestDate *date)
{
  g_autoptr (GDateTime) time = g_date_time_new_utc ((int)date->year, (int)date->month, (int)MAX (date->day, 1), 0, 0, 0);

  return time != NULL ? g_date_time_to_unix (time) : DP_TIME_UNKNOWN;
}
