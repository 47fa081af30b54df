/* dp-tex-accents.c: accents as TeX spells them → Unicode
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "model/tex/dp-tex-accents.h"

#include "model/tex/dp-tex-letters.h"

#include <string.h>

/* The accents and letters of plain TeX (The TeXbook, chapter 9) and LaTeX's T1
 * encoding, as authors type them into arXiv's forms. A reader of text, not of
 * TeX: no macros, no modes, and whatever is not understood is handed on. */

/* `\'{\~{\^{e}}}` is deeper than any language goes. */
#define MAX_DEPTH 6

/* A group that holds accents is a letter or a word. The limit also keeps the work
 * linear where braces are nested on purpose. */
#define MAX_GROUP_LENGTH 64

#define DOTLESS_I 0x131
#define DOTLESS_J 0x237

/* How a piece of mathematics begins and ends. */
static const char *const math_delimiters[][2] = {
  { "$$", "$$" },
  { "$", "$" },
  { "\\(", "\\)" },
  { "\\[", "\\]" },
  { "\\begin", "\\end" },
};

typedef struct
{
  const char *end;
  gboolean    is_name;
  gboolean    in_group;
  gboolean    is_open[G_N_ELEMENTS (math_delimiters)]; /* there is no end of its kind further on */
} Reader;

static char *decode (const char *text,
                     gsize       length,
                     gboolean    is_name,
                     gboolean    in_group);

static const char *
skip_spaces (const Reader *reader,
             const char   *p)
{
  while (p < reader->end && g_ascii_isspace (*p))
    p++;

  return p;
}

/* A command is a backslash and either letters or one other character. */
static gsize
count_command (const Reader *reader,
               const char   *p)
{
  gsize n = 0;

  while (p + n < reader->end && g_ascii_isalpha (p[n]))
    n++;

  return n > 0 || p == reader->end ? n : (gsize)(g_utf8_next_char (p) - p);
}

static gsize
measure_command (const Reader *reader,
                 const char   *p)
{
  gsize length = count_command (reader, p);

  if (!reader->is_name || length < 2 || dp_tex_letters_find (p, length) != NULL)
    return length;

  return dp_tex_letters_measure_prefix (p, length);
}

/* Puts the mark behind the first letter and the marks that it has, and lets it take
 * the place of a dot. */
static void
put_mark (GString *symbol,
          gunichar mark)
{
  gunichar         base = g_utf8_get_char (symbol->str);
  const char      *next = g_utf8_next_char (symbol->str);
  g_autofree char *marks = NULL;
  g_autofree char *rest = NULL;
  gboolean         is_above = mark < 0x316 || mark > 0x333;

  while (g_unichar_ismark (g_utf8_get_char (next)))
    next = g_utf8_next_char (next);

  marks = g_strndup (g_utf8_next_char (symbol->str), (gsize)(next - g_utf8_next_char (symbol->str)));
  rest = g_strdup (next);

  if (is_above && base == DOTLESS_I)
    base = 'i';
  if (is_above && base == DOTLESS_J)
    base = 'j';

  g_string_truncate (symbol, 0);
  g_string_append_unichar (symbol, base);
  g_string_append (symbol, marks);
  g_string_append_unichar (symbol, mark);
  g_string_append (symbol, rest);
}

static const char *read_command (const Reader *reader,
                                 const char   *p,
                                 guint         depth,
                                 GString      *symbol);

/* One letter with its marks, or a command that makes one. */
static const char *
read_symbol (const Reader *reader,
             const char   *p,
             guint         depth,
             GString      *symbol)
{
  if (p < reader->end && *p == '\\')
    return read_command (reader, p + 1, depth + 1, symbol);

  if (p >= reader->end || !g_unichar_isalpha (g_utf8_get_char (p)))
    return NULL;

  do
    {
      g_string_append_unichar (symbol, g_utf8_get_char (p));
      p = g_utf8_next_char (p);
    }
  while (p < reader->end && g_unichar_ismark (g_utf8_get_char (p)));

  return p;
}

/* What an accent stands on: a symbol, or a group that begins with one. */
static const char *
read_base (const Reader *reader,
           const char   *p,
           guint         depth,
           GString      *symbol)
{
  p = skip_spaces (reader, p);
  if (p >= reader->end || *p != '{')
    return read_symbol (reader, p, depth, symbol);

  p = read_symbol (reader, skip_spaces (reader, p + 1), depth, symbol);
  while (p != NULL && p < reader->end && *p != '}')
    p = read_symbol (reader, p, depth, symbol);

  return p != NULL && p < reader->end ? p + 1 : NULL;
}

/* A command of letters takes the white space behind it, or an empty group. */
static const char *
end_letter (const Reader *reader,
            const char   *p)
{
  if (reader->end - p >= 2 && p[0] == '{' && p[1] == '}')
    return p + 2;

  return skip_spaces (reader, p);
}

/* From behind the backslash. %NULL, with nothing in @symbol that counts, for a
 * command that makes no letter. */
static const char *
read_command (const Reader *reader,
              const char   *p,
              guint         depth,
              GString      *symbol)
{
  gsize       length = measure_command (reader, p);
  gunichar    mark = dp_tex_letters_find_mark (p, length);
  const char *letter = dp_tex_letters_find (p, length);

  if (depth > MAX_DEPTH)
    return NULL;

  if (letter != NULL)
    {
      g_string_append (symbol, letter);
      return end_letter (reader, p + length);
    }

  if (mark == 0)
    return NULL;

  {
    g_autoptr (GString) base = g_string_new (NULL);

    p = read_base (reader, p + length, depth, base);
    if (p == NULL)
      return NULL;

    put_mark (base, mark);
    g_string_append (symbol, base->str);
  }

  return p;
}

/* Letters, and what stands between them in names. */
static gboolean
is_plain (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar character = g_utf8_get_char (p);

      if (!g_unichar_isalpha (character) && !g_unichar_ismark (character) &&
          (character > 127 || strchr (" -'.", (int)character) == NULL))
        return FALSE;
    }

  return *text != '\0';
}

static const char *
find_group_end (const Reader *reader,
                const char   *p)
{
  guint depth = 0;

  for (const char *start = p; p < reader->end && p - start < MAX_GROUP_LENGTH; p++)
    {
      if (*p == '{')
        depth++;
      else if (*p == '}' && --depth == 0)
        return p;
    }

  return NULL;
}

/* `{\"o}` and `{é}` lose their braces; `{k}` and `{\lambda}` keep them, except in a name. */
static const char *
read_group (const Reader *reader,
            const char   *p,
            GString      *out)
{
  const char      *end = reader->in_group ? NULL : find_group_end (reader, p);
  g_autofree char *decoded = NULL;

  if (end == NULL)
    return NULL;

  decoded = decode (p + 1, (gsize)(end - p - 1), reader->is_name, TRUE);
  if (!is_plain (decoded) || (!reader->is_name && g_str_is_ascii (decoded)))
    return NULL;

  g_string_append (out, decoded);

  return end + 1;
}

static gboolean
has_prefix (const Reader *reader,
            const char   *p,
            const char   *prefix)
{
  gsize length = strlen (prefix);

  return (gsize)(reader->end - p) >= length && strncmp (p, prefix, length) == 0;
}

/* Behind the closing delimiter; %NULL where there is none. */
static const char *
find_math_end (const Reader *reader,
               const char   *p,
               const char   *close)
{
  for (; p < reader->end; p++)
    if (has_prefix (reader, p, close))
      return p + strlen (close);
    else if (*p == '\\' && p + 1 < reader->end)
      p++;

  return NULL;
}

/* The end of the mathematics that begins here, if it does. What found no end once
 * finds none further on, so that the work stays linear. */
static const char *
skip_math (Reader     *reader,
           const char *p)
{
  for (gsize i = 0; i < G_N_ELEMENTS (math_delimiters); i++)
    if (!reader->is_open[i] && has_prefix (reader, p, math_delimiters[i][0]))
      {
        const char *end = find_math_end (reader, p + strlen (math_delimiters[i][0]), math_delimiters[i][1]);

        if (end != NULL)
          return end;

        reader->is_open[i] = TRUE;
      }

  return NULL;
}

/* A tie binds what belongs together; as the sign for “about” or in an address it stays. */
static gboolean
is_tie (const Reader  *reader,
        const GString *out,
        const char    *p)
{
  char before = out->len > 0 ? out->str[out->len - 1] : ' ';
  char after = p + 1 < reader->end ? p[1] : ' ';

  if (reader->is_name)
    return TRUE;

  return (g_ascii_isalpha (before) || strchr (".,)", before) != NULL) &&
         (g_ascii_isalnum (after) || after == '$');
}

/* Copies what is no accent: a whole command, so that `\\'` is no accent behind a backslash. */
static const char *
copy_unknown (const Reader *reader,
              const char   *p,
              GString      *out)
{
  const char *next = p + 1;

  if (*p == '\\')
    {
      next += count_command (reader, p + 1);
      if (next < reader->end && *next == '{' && g_ascii_isalpha (p[1]))
        next++; /* what it is said of: no group of its own */
      else if (next - p == 2 && p[1] == '&')
        p++;
      else if (reader->is_name && next - p == 4 && strncmp (p, "\\and", 4) == 0)
        p = next = skip_spaces (reader, next);
    }
  else
    {
      next = g_utf8_next_char (p);
    }

  g_string_append_len (out, p, next - p);

  return next;
}

static const char *
read_text (const Reader *reader,
           const char   *p,
           GString      *out)
{
  g_autoptr (GString) symbol = g_string_new (NULL);
  const char *next = NULL;

  if (*p == '\\')
    next = read_command (reader, p + 1, 0, symbol);
  else if (*p == '{')
    next = read_group (reader, p, symbol);

  if (next != NULL)
    {
      g_string_append (out, symbol->str);
      return next;
    }

  if (*p == '~' && is_tie (reader, out, p))
    {
      g_string_append_c (out, ' ');
      return p + 1;
    }

  return copy_unknown (reader, p, out);
}

static void
append_composed (GString *out,
                 GString *text)
{
  g_autofree char *composed = g_utf8_normalize (text->str, (gssize)text->len, G_NORMALIZE_DEFAULT_COMPOSE);

  g_string_append (out, composed);
  g_string_truncate (text, 0);
}

static char *
decode (const char *text,
        gsize       length,
        gboolean    is_name,
        gboolean    in_group)
{
  Reader reader = { .end = text + length, .is_name = is_name, .in_group = in_group };
  g_autoptr (GString) run = g_string_sized_new (length); /* of text, without mathematics */
  GString *out = g_string_sized_new (length);

  for (const char *p = text; p < reader.end;)
    {
      const char *math_end = skip_math (&reader, p);

      if (math_end == NULL)
        {
          p = read_text (&reader, p, run);
          continue;
        }

      append_composed (out, run);
      g_string_append_len (out, p, math_end - p);
      p = math_end;
    }

  append_composed (out, run);

  return g_string_free (out, FALSE);
}

static char *
decode_valid (const char *text,
              gboolean    is_name)
{
  g_autofree char *valid = NULL;

  if (text == NULL)
    return NULL;

  if (g_str_is_ascii (text) && strpbrk (text, "\\{~") == NULL)
    return g_strdup (text);

  valid = g_utf8_make_valid (text, -1);

  return decode (valid, strlen (valid), is_name, FALSE);
}

/**
 * dp_tex_accents_decode:
 * @text: (nullable): a title, an abstract or another text; bytes that are not UTF-8
 *   become U+FFFD
 *
 * Turns TeX's accents and letters (The TeXbook, chapter 9, and LaTeX's T1 encoding)
 * into Unicode: `Poincar\'e`, `Gr{\"o}bner`, `Erd\H{o}s`, `Fran\c cois`, `Stra\ss e`,
 * `Theorem~1`, `AT\&T`. Braces around what was decoded go. What stands in
 * `$…$`, `\(…\)`, `\[…\]` or between `\begin` and `\end` is not touched, and a command that is
 * none of these stays as it is. Takes time in proportion to the length. Any thread.
 *
 * Returns: (transfer full) (nullable): the text, composed (NFC) outside of
 *   mathematics; %NULL for %NULL
 */
char *
dp_tex_accents_decode (const char *text)
{
  return decode_valid (text, FALSE);
}

/**
 * dp_tex_accents_decode_name:
 * @name: (nullable): a person's name or a part of one
 *
 * The same as dp_tex_accents_decode() for names, in which braces group letters, each
 * tie is a space, `\and` separates nobody, and arXiv's OAI records lack the spaces
 * behind commands: `Stanis\law`, `Mar\'\ia`, `\Lukasz`. Any thread.
 *
 * Returns: (transfer full) (nullable): the name, composed (NFC); %NULL for %NULL
 */
char *
dp_tex_accents_decode_name (const char *name)
{
  return decode_valid (name, TRUE);
}

/**
 * dp_tex_accents_read:
 * @p: a backslash, in valid UTF-8
 * @end: where the text ends
 * @symbol: where the letter is appended, composed (NFC)
 *
 * Reads one accent with what it stands on, or one letter: `\\'e`, `\\ss`. Any thread.
 *
 * Returns: (nullable): behind it; %NULL, and nothing appended, where the command is no such
 */
const char *
dp_tex_accents_read (const char *p,
                     const char *end,
                     GString    *symbol)
{
  Reader reader = { .end = end };
  g_autoptr (GString) text = g_string_new (NULL);
  const char *next = read_command (&reader, p + 1, 0, text);

  if (next != NULL)
    append_composed (symbol, text);

  return next;
}
