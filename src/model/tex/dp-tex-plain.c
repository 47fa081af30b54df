/* dp-tex-plain.c: TeX's text as one line of plain Unicode
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "model/tex/dp-tex-plain.h"

#include "model/tex/dp-tex-script.h"
#include "model/tex/dp-tex-text.h"
#include "model/tex/dp-tex-unicode.h"

#include <string.h>

/* Whether the reader of TeX would give a text back as it stands: nearly every title,
 * and a list that scrolls asks for many. */
static gboolean
is_plain (const char *source)
{
  for (const char *p = source; *p != '\0'; p++)
    {
      guchar byte = (guchar)*p;

      if (byte < ' ' || byte == 0x7f || byte == 0xc2 || byte == 0xe2)
        return FALSE; /* controls, spaces that do not break, and marks of direction are among these */
      if (strchr ("\\$^_{}~`*[", *p) != NULL)
        return FALSE;
      if ((*p == '-' || *p == '\'' || *p == ' ') && p[1] == *p)
        return FALSE;
    }

  return *source != ' ' && g_utf8_validate (source, -1, NULL);
}

static gboolean
is_ordinal (const char *text)
{
  static const char *const endings[] = { "st", "nd", "rd", "th", NULL };

  return g_strv_contains (endings, text);
}

static void
append_text (GString            *plain,
             const DpTexSegment *segment,
             gboolean            word_follows)
{
  if ((segment->style & (DP_TEX_SUPERSCRIPT | DP_TEX_SUBSCRIPT)) != 0 && !is_ordinal (segment->text))
    dp_tex_script_append (plain, segment->style & DP_TEX_SUPERSCRIPT ? '^' : '_', segment->text, word_follows);
  else
    g_string_append (plain, segment->text);
}

static gboolean
begins_with_word (GPtrArray *segments,
                  guint      i)
{
  const DpTexSegment *segment = i < segments->len ? g_ptr_array_index (segments, i) : NULL;

  return segment != NULL && segment->kind == DP_TEX_TEXT && g_unichar_isalnum (g_utf8_get_char (segment->text));
}

static void
append_segment (GString   *plain,
                GPtrArray *segments,
                guint      i)
{
  const DpTexSegment *segment = g_ptr_array_index (segments, i);

  switch (segment->kind)
    {
    case DP_TEX_TEXT:
      append_text (plain, segment, begins_with_word (segments, i + 1));
      break;

    case DP_TEX_MATH:
      dp_tex_unicode_append (plain, segment->text);
      break;

    case DP_TEX_LINE:
    case DP_TEX_PARAGRAPH:
      g_string_append_c (plain, ' ');
      break;

    case DP_TEX_ITEM:
      g_string_append_printf (plain, "%s%s ", i > 0 ? " " : "", segment->text);
      break;
    }
}

/**
 * dp_tex_plain:
 * @source: (nullable): a title, a comment…, as its author typed it
 *
 * Makes one line of text of it that any label, table or message can hold: formulas
 * in Unicode as far as it goes and without dollars, no looks, no links. Costs next
 * to nothing for text that holds none of this. Any thread.
 *
 * Returns: (transfer full) (nullable): the text; %NULL for %NULL
 */
char *
dp_tex_plain (const char *source)
{
  g_autoptr (GPtrArray) segments = NULL;
  GString *plain = NULL;

  if (source == NULL || is_plain (source))
    return g_strdup (source);

  segments = dp_tex_text_parse (source);
  plain = g_string_sized_new (strlen (source));
  for (guint i = 0; i < segments->len; i++)
    append_segment (plain, segments, i);

  /* Nothing depends on where a single line breaks. */
  g_string_replace (plain, "\u00a0", " ", 0);
  g_string_replace (plain, "\u202f", " ", 0);

  return g_string_free (plain, FALSE);
}
