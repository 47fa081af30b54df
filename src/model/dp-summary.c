/* dp-summary.c: what a summary says, point by point
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "model/dp-summary.h"

#include <string.h>

/* Digests write a summary as a list of points, `- One. - Two.`, in one line of a
 * table or in several; Hugging Face writes a paragraph. */

/* The length of the bullet that @text begins with, its blanks included; 0 for none. */
static gsize
measure_bullet (const char *text)
{
  static const char *const bullets[] = { "- ", "* ", "• ", "– " };

  for (guint i = 0; i < G_N_ELEMENTS (bullets); i++)
    if (g_str_has_prefix (text, bullets[i]))
      {
        gsize length = strlen (bullets[i]);

        return length + strspn (text + length, " \t");
      }

  return 0;
}

/* Within a line a dash is a bullet only where a sentence ended before it. */
static gboolean
ends_sentence (const char *text,
               const char *end)
{
  while (end > text && (end[-1] == ' ' || end[-1] == '\t'))
    end--;

  return end > text && strchr (".!?;:", end[-1]) != NULL;
}

static const char *
find_point_end (const char *text,
                gboolean    is_list)
{
  const char *p = text;

  for (; *p != '\0'; p++)
    if (*p == '\n' ||
        (is_list && *p == ' ' && measure_bullet (p + 1) > 0 && ends_sentence (text, p)))
      break;

  return p;
}

/**
 * dp_summary_split:
 * @text: a summary, valid UTF-8
 *
 * Takes a summary apart into its points: lines, and in a text that begins with a
 * bullet also what follows further bullets in a line. Any thread.
 *
 * Returns: (transfer full): the points, trimmed and none of them empty
 */
char **
dp_summary_split (const char *text)
{
  g_autoptr (GStrvBuilder) points = g_strv_builder_new ();
  gboolean is_list = FALSE;

  g_return_val_if_fail (text != NULL, NULL);

  text += strspn (text, " \t\n\r");
  is_list = measure_bullet (text) > 0;

  while (*text != '\0')
    {
      const char      *begin = text + measure_bullet (text);
      const char      *end = find_point_end (begin, is_list);
      g_autofree char *point = g_strstrip (g_strndup (begin, (gsize)(end - begin)));

      if (*point != '\0')
        g_strv_builder_add (points, point);
      text = end + strspn (end, " \t\n\r");
    }

  return g_strv_builder_end (points);
}

/**
 * dp_summary_dup_line:
 * @text: a summary, valid UTF-8
 *
 * Writes the points one after the other. Any thread.
 *
 * Returns: (transfer full): a text without line breaks
 */
char *
dp_summary_dup_line (const char *text)
{
  g_auto (GStrv) points = dp_summary_split (text);

  return g_strjoinv (" ", points);
}
