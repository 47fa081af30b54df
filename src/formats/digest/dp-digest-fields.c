/* dp-digest-fields.c: what single cells of a digest mean
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "formats/digest/dp-digest-fields.h"

#include <string.h>

#include "formats/digest/dp-digest-date.h"
#include "model/dp-text.h"

/**
 * dp_digest_fields_is_nothing:
 * @text: (nullable): clean text
 *
 * Returns: whether it says that there is nothing: language models write `null`,
 *   `None` and even `string` where a program writes `N/A`
 */
gboolean
dp_digest_fields_is_nothing (const char *text)
{
  static const char *const words[] = { "", "n/a", "null", "none", "-", "—", "[]", "nan", "undefined",
                                       "string" };

  for (gsize i = 0; text != NULL && i < G_N_ELEMENTS (words); i++)
    if (g_ascii_strcasecmp (text, words[i]) == 0)
      return TRUE;

  return text == NULL;
}

/* What stands around a title: stars, numbers, pictures, dashes. */
static void
trim_decoration (char *text)
{
  char *start = text;
  gsize length = 0;

  while (*start != '\0' && strchr ("*_ :-([", *start) != NULL)
    start++;
  memmove (text, start, strlen (start) + 1);

  length = strlen (text);
  while (length > 0 && strchr ("*_ ", text[length - 1]) != NULL)
    text[--length] = '\0';
}

/* Stars that are all around it make a title bold; others are its own. */
static void
trim_emphasis (char *text)
{
  for (;;)
    {
      gsize length = strlen (text);

      if (length < 3 || (*text != '*' && *text != '_') || text[length - 1] != *text)
        return;

      text[length - 1] = '\0';
      memmove (text, text + 1, length - 1);
    }
}

/* Words that say what a link is rather than what a paper is called. */
static gboolean
is_label (const char *words)
{
  static const char *const labels[] = {
    "",
    "link",
    "arxiv",
    "paper",
    "pdf",
    "abs",
    "html",
    "huggingface",
    "hugging face",
    "url",
    "here",
    "doi",
    "its page",
    "read",
    "read more",
    "source",
    "abstract",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (labels); i++)
    if (g_ascii_strcasecmp (words, labels[i]) == 0)
      return TRUE;

  return strchr (words, ' ') == NULL && (g_str_has_prefix (words, "http://") || g_str_has_prefix (words, "https://"));
}

/* `Title (Read more on [arXiv](…) or [HuggingFace](…))` */
static void
cut_read_more (char *text)
{
  char *found = NULL;
  gsize length = 0;

  for (char *p = text; (p = strchr (p, '(')) != NULL; p++)
    if (g_ascii_strncasecmp (p, "(read more", strlen ("(read more")) == 0)
      found = p;

  if (found != NULL)
    *found = '\0';

  length = strlen (text);
  while (length > 0 && strchr (" ([:-", text[length - 1]) != NULL)
    text[--length] = '\0';
}

/* What stands before the link where that is the title's beginning: `[A [B](url)`. */
static gboolean
is_cut_title (const char *before)
{
  const char *open = strchr (before, '[');

  return open != NULL && strchr (open, ']') == NULL;
}

/* `[The Points of a Retrieval](…) System`: words behind the link that go on with the
 * title, rather than something in parentheses or another link. %NULL for others. */
static char *
dup_rest (const DpDigestCell *cell,
          const DpDigestLink *work)
{
  g_autofree char    *rest = dp_text_clean (cell->text + work->end);
  const DpDigestLink *last = g_ptr_array_index (cell->links, cell->links->len - 1);

  if (last != work || !(g_ascii_isalnum (*rest) || *rest == ':') || strpbrk (rest, "()[]|") != NULL)
    return NULL;

  return g_strconcat (*rest == ':' ? "" : " ", rest, NULL);
}

/* `[Title](https://…)` of which the brackets are left: a page where it was no link. */
static void
trim_brackets (char *text)
{
  gsize length = strlen (text);

  if (length > 0 && text[length - 1] == ']' && (strchr (text, '[') == NULL || strchr (text, '[') == text))
    text[length - 1] = '\0';
  if (*text == '[' && strchr (text, ']') == NULL)
    memmove (text, text + 1, strlen (text));
  g_strstrip (text);
}

/* `2025-01-30, **Title**, A. Author et al., Paper:` what is bold and no date; %NULL
 * where nothing is. */
static char *
dup_bold (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, "**", 16);
  guint        n = g_strv_length (parts);
  DpDigestDate date;

  for (guint i = 1; i + 1 < n; i += 2)
    {
      g_autofree char *bold = dp_text_clean (parts[i]);

      if (*bold != '\0' && !dp_digest_date_find (bold, strlen (bold), &date))
        return g_steal_pointer (&bold);
    }

  return NULL;
}

/**
 * dp_digest_fields_find_title:
 * @cell: a cell that holds a title and its link, or an item of a list
 * @work: the link to the work, which may be of another cell
 * @is_alone: whether the cell is for the title only, so that words behind the link
 *   are its end
 *
 * Finds the title: the words of the link, or, where these only say what the link
 * is, those before it, if there are any. Where the link is elsewhere all of the
 * cell is the title.
 *
 * Returns: (transfer full) (nullable): the title, clean; %NULL where there is none
 */
char *
dp_digest_fields_find_title (const DpDigestCell *cell,
                             const DpDigestLink *work,
                             gboolean            is_alone)
{
  gboolean         is_here = g_ptr_array_find (cell->links, work, NULL) && work->end > 0;
  g_autofree char *raw = is_here ? g_strndup (cell->text + work->start, work->end - work->start) : NULL;
  g_autofree char *words = dp_text_clean (raw);
  g_autofree char *start = is_here ? g_strndup (cell->text, work->start) : g_strdup (cell->text);
  g_autofree char *before = dp_text_clean (start);
  g_autofree char *bold = NULL;

  if (words != NULL)
    trim_emphasis (words);

  if (words != NULL && !is_label (words))
    {
      g_autofree char *rest = is_alone ? dup_rest (cell, work) : NULL;
      g_autofree char *whole = g_strconcat (is_cut_title (before) ? before : "", is_cut_title (before) ? " [" : "",
                                            words, rest, NULL);

      if (is_cut_title (before))
        trim_decoration (whole);

      return g_steal_pointer (&whole);
    }

  bold = is_alone ? NULL : dup_bold (before);
  if (bold != NULL)
    return g_steal_pointer (&bold);

  cut_read_more (before);
  trim_brackets (before);
  trim_emphasis (before);
  if (before[strspn (before, "*_ ")] != '\0')
    return g_steal_pointer (&before);

  return words != NULL && *words != '\0' ? g_steal_pointer (&words) : NULL;
}

static void
add_part (GPtrArray  *parts,
          guint       max,
          const char *start,
          gsize       length)
{
  g_autofree char *raw = g_strndup (start, length);
  g_autofree char *part = dp_text_clean (raw);

  if (parts->len < max && !dp_digest_fields_is_nothing (part))
    g_ptr_array_add (parts, g_steal_pointer (&part));
}

static GPtrArray *
split (const char *text,
       const char *separators,
       guint       max)
{
  GPtrArray *parts = g_ptr_array_new_with_free_func (g_free);

  for (const char *p = text; *p != '\0';)
    {
      gsize length = strcspn (p, separators);

      add_part (parts, max, p, length);
      p += length;
      p += *p != '\0' ? 1 : 0;
    }

  return parts;
}

/**
 * dp_digest_fields_split_names:
 * @text: names with commas between
 * @max: the most to give
 *
 * Returns: (transfer full) (element-type utf8): the names; an “et al.” is nobody's
 */
GPtrArray *
dp_digest_fields_split_names (const char *text,
                              guint       max)
{
  static const char *const endings[] = { "et al.", "et al", "et.al.", "et. al." };
  GPtrArray               *names = split (text, ",;\n", max);
  char                    *last = names->len > 0 ? g_ptr_array_index (names, names->len - 1) : NULL;

  for (gsize i = 0; last != NULL && i < G_N_ELEMENTS (endings); i++)
    if (g_str_has_suffix (last, endings[i]))
      {
        last[strlen (last) - strlen (endings[i])] = '\0';
        g_strchomp (last);
        break;
      }

  if (last != NULL && *last == '\0')
    g_ptr_array_set_size (names, (int)names->len - 1);

  return names;
}

/* The end of a Python string that begins, behind its quote, at @p; a quote ends it
 * only before what may follow in a list. */
static const char *
find_string_end (const char *p,
                 char        quote)
{
  for (; *p != '\0'; p++)
    {
      const char *next = p + 1;

      if (*p != quote)
        continue;

      next += strspn (next, " ");
      if (*next == ',' || *next == ']' || *next == '\0')
        return p;
    }

  return p;
}

/**
 * dp_digest_fields_split_list:
 * @text: a list as Python prints it, or names with commas between
 * @max: the most to give
 *
 * Returns: (transfer full) (element-type utf8): what is listed
 */
GPtrArray *
dp_digest_fields_split_list (const char *text,
                             guint       max)
{
  const char *p = text + strspn (text, " \n");
  GPtrArray  *parts = NULL;

  if (*p != '[')
    return split (text, ",;\n", max);

  parts = g_ptr_array_new_with_free_func (g_free);
  for (p++; *p != '\0' && *p != ']';)
    {
      const char *end = NULL;

      if (*p == ' ' || *p == ',')
        {
          p++;
          continue;
        }

      if (*p == '\'' || *p == '"')
        {
          end = find_string_end (p + 1, *p);
          add_part (parts, max, p + 1, (gsize)(end - p) - 1);
          p = end + (*end != '\0' ? 1 : 0);
          continue;
        }

      end = p + strcspn (p, ",]");
      add_part (parts, max, p, (gsize)(end - p));
      p = end;
    }

  return parts;
}

/* The length of a bullet's mark at @p, with the space behind it; 0 where there is
 * none. Models write `-`, `•`, `*`, and all of them bold. */
static gsize
measure_mark (const char *p)
{
  static const char *const marks[] = { "**-**", "*-", "-", "*", "•" };

  if (strchr ("*-\xe2", *p) == NULL)
    return 0;

  for (gsize i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      gsize length = strlen (marks[i]);

      if (g_str_has_prefix (p, marks[i]) && g_ascii_isspace (p[length]))
        return length + strspn (p + length, " \n");
    }

  return 0;
}

/* A dash between words is no bullet; one after a sentence is, and what follows a
 * parenthesis or a quotation at its end begins with a capital then. */
static gboolean
ends_sentence (const char *text,
               const char *p,
               const char *next)
{
  while (p > text && g_ascii_isspace (p[-1]))
    p--;

  if (p == text)
    return FALSE;

  return strchr (".!?", p[-1]) != NULL || (strchr (")]\"'*$", p[-1]) != NULL && g_unichar_isupper (g_utf8_get_char (next)));
}

/* The spaces and the mark of a bullet that begins at @p; 0 where there is none. */
static gsize
measure_break (const char *text,
               const char *p)
{
  gsize spaces = *p == ' ' || *p == '\n' ? strspn (p, " \n") : 0;
  gsize mark = spaces > 0 ? measure_mark (p + spaces) : 0;

  if (*p == '\n')
    return spaces + mark;

  return *p == ' ' && mark > 0 && ends_sentence (text, p, p + spaces + mark) ? spaces + mark : 0;
}

static void
append_line (GString    *lines,
             const char *start,
             gsize       length,
             gboolean    is_bullet)
{
  g_autofree char *raw = g_strndup (start, length);
  g_autofree char *line = dp_text_clean (raw);

  if (*line == '\0')
    return;

  if (lines->len > 0)
    g_string_append_c (lines, '\n');
  g_string_append (lines, is_bullet ? "- " : "");
  g_string_append (lines, line);
}

/**
 * dp_digest_fields_split_bullets:
 * @text: a summary
 *
 * Puts each of its bullets on a line of its own, with the same mark. One begins at
 * the summary's start, at a line's, or after a sentence.
 *
 * Returns: (transfer full) (nullable): the lines; %NULL where there is nothing
 */
char *
dp_digest_fields_split_bullets (const char *text)
{
  GString    *lines = g_string_new (NULL);
  gsize       mark = measure_mark (text + strspn (text, " \n"));
  const char *start = text + strspn (text, " \n") + mark;
  gboolean    is_bullet = mark > 0;

  for (const char *p = start; *p != '\0'; p++)
    {
      gsize next = measure_break (text, p);

      if (next == 0)
        continue;

      append_line (lines, start, (gsize)(p - start), is_bullet);
      is_bullet = measure_mark (p + strspn (p, " \n")) > 0;
      start = p + next;
      p = start - 1;
    }
  append_line (lines, start, strlen (start), is_bullet);

  return g_string_free (lines, lines->len == 0);
}
