/* dp-tex-reader-marks.c: dashes, quotes, ties, and the asterisks of Markdown
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "model/tex/dp-tex-address.h"
#include "model/tex/dp-tex-reader-private.h"

#include <string.h>

/* How far a quotation, a piece of code, an emphasis and the text of a link reach. */
#define MAX_QUOTE_BYTES 200
#define MAX_CODE_BYTES 120
#define MAX_EMPHASIS_BYTES 300
#define MAX_LINK_BYTES 300

#define NO_BREAK_SPACE "\u00a0"

static char
get_before (const DpTexReader *self,
            const char        *p)
{
  return p > self->start ? p[-1] : ' ';
}

static gboolean
begins_word (const DpTexReader *self,
             const char        *p)
{
  char before = get_before (self, p);

  return g_ascii_isspace (before) || strchr ("([{-/\"'`,:;", before) != NULL || (before & 0x80) != 0;
}

/* A tie binds what belongs together; as the sign for “about” it stays. */
static const char *
read_tie (DpTexReader *self,
          const char  *p)
{
  char before = get_before (self, p);
  char after = p + 1 < self->end ? p[1] : ' ';

  if ((g_ascii_isalpha (before) || strchr (".,)}$", before) != NULL) &&
      (g_ascii_isalnum (after) || strchr ("$\\(", after) != NULL))
    {
      dp_tex_builder_append_string (&self->out, NO_BREAK_SPACE);
      return p + 1;
    }

  return dp_tex_reader_copy (self, p, 1);
}

/* `--option`, `<!--` and `-->` have no dash. */
static const char *
read_dash (DpTexReader *self,
           const char  *p)
{
  gsize       length = strspn (p, "-");
  const char *next = p + length;
  gboolean    is_option = g_ascii_isspace (get_before (self, p)) && g_ascii_isalpha (*next);
  gboolean    is_arrow = *next == '>' || get_before (self, p) == '!' || get_before (self, p) == '<';

  if (length < 2 || length > 3 || is_arrow || (length == 2 && is_option))
    return dp_tex_reader_copy (self, p, length);

  dp_tex_builder_append_string (&self->out, length == 2 ? "–" : "—");

  return next;
}

/* The back quote that ends a piece of code, or the apostrophe that ends a quotation. */
static const char *
find_quote_end (const DpTexReader *self,
                const char        *p)
{
  const char *limit = dp_tex_reader_get_limit (self);

  if (p + 1 >= limit || g_ascii_isspace (p[1]))
    return NULL;

  for (const char *c = p + 1; c < limit && c - p <= MAX_QUOTE_BYTES; c++)
    if (*c == '`')
      return c - p <= MAX_CODE_BYTES && !g_ascii_isspace (c[-1]) ? c : NULL;
    else if (*c == '\'' && !g_ascii_isspace (c[-1]) && !dp_tex_reader_is_word_byte (c[1]))
      return c;

  return NULL;
}

static const char *
read_back_quote (DpTexReader *self,
                 const char  *p)
{
  DpTexStyle  before = self->out.style;
  const char *end = NULL;

  if (p[1] == '`' && p[2] != '`')
    {
      dp_tex_builder_append_string (&self->out, "“");
      return p + 2;
    }

  end = p[1] != '`' && begins_word (self, p) ? find_quote_end (self, p) : NULL;
  if (end == NULL)
    return dp_tex_reader_copy (self, p, strspn (p, "`"));

  if (*end == '\'')
    {
      self->quote_end = end;
      dp_tex_builder_append_string (&self->out, "‘");
      return p + 1;
    }

  /* What is in it is shown as it stands, formulas too. */
  dp_tex_builder_set_style (&self->out, before | DP_TEX_CODE);
  dp_tex_reader_copy (self, p + 1, (gsize)(end - p - 1));
  dp_tex_builder_set_style (&self->out, before);

  return end + 1;
}

static const char *
read_apostrophe (DpTexReader *self,
                 const char  *p)
{
  if (p == self->quote_end)
    {
      dp_tex_builder_append_string (&self->out, "’");
      return p + 1;
    }

  if (p[1] == '\'' && p[2] != '\'')
    {
      dp_tex_builder_append_string (&self->out, "”");
      return p + 2;
    }

  return dp_tex_reader_copy (self, p, 1);
}

static const char *
find_bold_end (DpTexReader *self,
               const char  *p)
{
  const char *end = self->no_bold ? NULL : strstr (p + 2, "**");

  self->no_bold = end == NULL;
  if (end == NULL || end + 2 > dp_tex_reader_get_limit (self))
    return NULL;

  return end - p > 2 && end - p <= MAX_EMPHASIS_BYTES && !g_ascii_isspace (p[2]) && !g_ascii_isspace (end[-1]) ? end : NULL;
}

static const char *
find_emphasis_end (const DpTexReader *self,
                   const char        *p)
{
  const char *limit = dp_tex_reader_get_limit (self);

  if (!begins_word (self, p) || !dp_tex_reader_is_word_byte (p[1]))
    return NULL;

  for (const char *c = p + 1; c < limit && c - p <= MAX_EMPHASIS_BYTES; c++)
    if (*c == '*')
      return !g_ascii_isspace (c[-1]) && !dp_tex_reader_is_word_byte (c[1]) && c[1] != '*' ? c : NULL;

  return NULL;
}

/* `**bold**` and `*emphasized*`, where the asterisks hug words. */
static const char *
read_asterisk (DpTexReader *self,
               const char  *p)
{
  gsize       width = p[1] == '*' ? 2 : 1;
  const char *end = width == 2 ? find_bold_end (self, p) : find_emphasis_end (self, p);
  DpTexFrame  frame = { .end = end };

  if (end != NULL)
    {
      frame.resume = end + width;
      if (dp_tex_reader_open (self, &frame, width == 2 ? DP_TEX_BOLD : DP_TEX_ITALIC))
        return p + width;
    }

  return dp_tex_reader_copy (self, p, width);
}

/* `[text](https://…)`. */
static const char *
read_bracket (DpTexReader *self,
              const char  *p)
{
  const char      *limit = MIN (dp_tex_reader_get_limit (self), p + MAX_LINK_BYTES);
  const char      *close = p + 1;
  const char      *end = NULL;
  DpTexFrame       frame = { .is_link = TRUE };
  g_autofree char *address = NULL;
  g_autofree char *uri = NULL;

  while (close < limit && *close != ']' && *close != '[')
    close++;
  if (self->out.uri != NULL || close == p + 1 || close + 1 >= limit || close[0] != ']' || close[1] != '(')
    return dp_tex_reader_copy (self, p, 1);

  for (end = close + 2; end < limit && *end != ')' && !g_ascii_isspace (*end);)
    end++;
  if (end < limit && *end == ')' && g_str_has_prefix (close + 2, "http"))
    {
      address = g_strndup (close + 2, (gsize)(end - close - 2));
      uri = dp_tex_address_dup_uri (address);
    }

  frame.end = close;
  frame.resume = end + 1;
  if (uri == NULL || !dp_tex_reader_open (self, &frame, DP_TEX_PLAIN))
    return dp_tex_reader_copy (self, p, 1);

  dp_tex_builder_set_uri (&self->out, uri);

  return p + 1;
}

/**
 * dp_tex_reader_read_mark:
 * @self: a reader
 * @p: a character of ASCII that is neither letter, digit nor white space
 *
 * Returns: where to go on
 */
const char *
dp_tex_reader_read_mark (DpTexReader *self,
                         const char  *p)
{
  if ((self->out.style & DP_TEX_CODE) != 0)
    return dp_tex_reader_copy (self, p, 1);

  switch (*p)
    {
    case '~':
      return read_tie (self, p);

    case '-':
      return read_dash (self, p);

    case '`':
      return read_back_quote (self, p);

    case '\'':
      return read_apostrophe (self, p);

    case '*':
      return read_asterisk (self, p);

    case '[':
      return read_bracket (self, p);

    default:
      return dp_tex_reader_copy (self, p, 1);
    }
}
