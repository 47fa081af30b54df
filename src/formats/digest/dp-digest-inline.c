/* dp-digest-inline.c: the Markdown within one cell
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "formats/digest/dp-digest-inline.h"

#include <string.h>

#include "formats/digest/dp-digest-links.h"

/* Links, escapes and entities of GitHub-flavoured Markdown, and no more: the
 * original digests put arXiv's TeX into their cells as it is, so that most stars
 * and underscores mean nothing but themselves. Everything is one pass over the
 * text after one over its brackets; no input makes it look at a byte more than a
 * few times. Markup in HTML goes through libxml2. */

/* Of an address or a tag. */
#define MAX_URL_LENGTH DP_DIGEST_MAX_URL_LENGTH

/* `&CounterClockwiseContourIntegral;` is the longest. */
#define MAX_ENTITY_LENGTH 34

typedef struct
{
  const char          *text;
  gsize                length;
  gsize                place;
  gsize                math_end;    /* TeX until here: its escapes are its own */
  gboolean             no_brackets; /* there is no `\)` any more */
  gboolean             no_comments; /* nor a `-->` */
  GArray              *spans;       /* of DpDigestLinkSpan, by place */
  guint                next_span;
  gboolean             in_span;
  DpDigestCellBuilder *builder;
  GString             *html; /* the same, for libxml2 */
  gboolean             needs_html;
} Reader;

static char
peek (Reader *self,
      gsize   place)
{
  return place < self->length ? self->text[place] : '\0';
}

static void
emit (Reader     *self,
      const char *text,
      gsize       length)
{
  dp_digest_cell_builder_add_text (self->builder, text, (gssize)length);

  for (gsize i = 0; i < length; i++)
    switch (text[i])
      {
      case '<':
        g_string_append (self->html, "&lt;");
        break;
      case '&':
        g_string_append (self->html, "&amp;");
        break;
      default:
        g_string_append_c (self->html, text[i]);
        break;
      }
}

/* The length of `&name;` or `&#number;` at @i, 0 where there is none. */
static gsize
measure_entity (const char *text,
                gsize       length,
                gsize       i)
{
  gsize end = i + 1;

  if (end < length && text[end] == '#')
    end++;
  while (end < length && end - i < MAX_ENTITY_LENGTH && g_ascii_isalnum (text[end]))
    end++;

  return end < length && text[end] == ';' && g_ascii_isalnum (text[end - 1]) ? end + 1 - i : 0;
}

/* libxml2 undoes the entities in an address, and only those. */
static void
emit_link_start (Reader     *self,
                 const char *url)
{
  gsize length = strlen (url);

  dp_digest_cell_builder_open_link (self->builder, url);

  g_string_append (self->html, "<a href=\"");
  for (gsize i = 0; i < length; i++)
    {
      gboolean is_entity = url[i] == '&' && measure_entity (url, length, i) > 0;

      self->needs_html |= is_entity;
      if (url[i] == '&' && !is_entity)
        g_string_append (self->html, "&amp;");
      else if (url[i] == '"')
        g_string_append (self->html, "%22");
      else if (url[i] == '<')
        g_string_append (self->html, "%3C");
      else
        g_string_append_c (self->html, url[i]);
    }
  g_string_append (self->html, "\">");
}

static void
emit_link_end (Reader *self)
{
  dp_digest_cell_builder_close_link (self->builder);
  g_string_append (self->html, "</a>");
}

/* Escapes that TeX has too are TeX's, for who writes a digest seldom escapes
 * anything: `Schr\"odinger`, `90\%`, `R\&D`, `\{a\}`. Of the rest GitHub's reading holds. */
static gboolean
is_escape (Reader *self,
           gsize   i)
{
  char c = peek (self, i);
  char next = peek (self, i + 1);

  switch (c)
    {
    case '\0':
      return FALSE;

    case '\\':
      return next != '\0' && !g_ascii_isspace (next); /* else a line of TeX ends */

    case '.':
    case '`':
    case '~':
      return !g_ascii_isalpha (next) && next != '{' && next != '\\';

    case '!':
      return next == '[';

    case '&':
      return measure_entity (self->text, self->length, i) > 0;

    default:
      return strchr ("|*_[]<>#+", c) != NULL;
    }
}

static void
start_bracket_math (Reader *self)
{
  const char *end = NULL;

  if (self->no_brackets)
    return;

  end = g_strstr_len (self->text + self->place, (gssize)(self->length - self->place), "\\)");
  if (end != NULL)
    self->math_end = (gsize)(end - self->text) + 2;
  else
    self->no_brackets = TRUE;
}

static void
read_backslash (Reader *self)
{
  char  next = peek (self, self->place + 1);
  gsize n = 1;

  if (self->place >= self->math_end && next == '(')
    start_bracket_math (self);

  if (self->place < self->math_end)
    {
      /* The pair is TeX's, whatever it escapes. */
      n = g_ascii_ispunct (next) && next != '<' && next != '&' ? 2 : 1;
      emit (self, self->text + self->place, n);
      self->place += n;
      return;
    }

  if (is_escape (self, self->place + 1))
    {
      emit (self, &next, 1);
      self->place += 2;
      return;
    }

  n = next == '$' ? 2 : 1;
  emit (self, self->text + self->place, n);
  self->place += n;
}

/* `$…$` as GitHub and pandoc know it: no space within its ends, no digit behind. */
static void
read_dollar (Reader *self)
{
  gsize width = peek (self, self->place + 1) == '$' ? 2 : 1;
  gsize i = self->place + width;

  if (self->place >= self->math_end)
    {
      while (i < self->length && self->text[i] != '$')
        i += self->text[i] == '\\' ? 2 : 1;

      if (i < self->length &&
          (width == 2 || (!g_ascii_isspace (peek (self, self->place + 1)) && !g_ascii_isspace (self->text[i - 1]) &&
                          !g_ascii_isdigit (peek (self, i + 1)))))
        self->math_end = MIN (i + width, self->length);
    }

  emit (self, self->text + self->place, width);
  self->place += width;
}

/* HTML 5's names of the characters that one escapes in Markdown; libxml2 knows those
 * of HTML 4. 0 for others. */
static char
find_named (const char *name,
            gsize       length)
{
  static const struct
  {
    const char *name;
    char        character;
  } names[] = {
    { "vert", '|' },
    { "verbar", '|' },
    { "VerticalLine", '|' },
    { "ast", '*' },
    { "lowbar", '_' },
    { "lbrack", '[' },
    { "lsqb", '[' },
    { "rbrack", ']' },
    { "rsqb", ']' },
    { "bsol", '\\' },
    { "grave", '`' },
    { "num", '#' },
    { "dollar", '$' },
    { "apos", '\'' },
    { "lpar", '(' },
    { "rpar", ')' },
    { "excl", '!' },
    { "percnt", '%' },
    { "plus", '+' },
    { "lcub", '{' },
    { "rcub", '}' },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (strlen (names[i].name) == length && strncmp (names[i].name, name, length) == 0)
      return names[i].character;

  return '\0';
}

static void
read_ampersand (Reader *self)
{
  gsize length = measure_entity (self->text, self->length, self->place);
  char  named = length > 2 ? find_named (self->text + self->place + 1, length - 2) : '\0';

  if (named != '\0')
    {
      emit (self, &named, 1);
      self->place += length;
      return;
    }

  if (length == 0)
    {
      emit (self, "&", 1);
      self->place++;
      return;
    }

  g_string_append_len (self->html, self->text + self->place, (gssize)length);
  self->place += length;
  self->needs_html = TRUE;
}

static gboolean
is_web_address (const char *text,
                gsize       length)
{
  return (length > 8 && g_ascii_strncasecmp (text, "https://", 8) == 0) ||
         (length > 7 && g_ascii_strncasecmp (text, "http://", 7) == 0);
}

static void
emit_address (Reader *self,
              gsize   start,
              gsize   length)
{
  g_autofree char *url = g_strndup (self->text + start, length);

  emit_link_start (self, url);
  emit (self, url, length);
  emit_link_end (self);
}

/* Where a tag ends, behind its `>`; 0 where this is none. Attributes have an
 * equals sign (or are `open`), so that `a <b and c> d` stays what it is. */
static gsize
find_tag_end (Reader *self)
{
  gsize    start = self->place + 1 + (peek (self, self->place + 1) == '/' ? 1 : 0);
  gsize    limit = MIN (self->length, start + MAX_URL_LENGTH);
  gsize    name_end = start;
  gsize    i = 0;
  gboolean has_words = FALSE;
  gboolean has_value = FALSE;

  while (name_end < limit && g_ascii_isalnum (self->text[name_end]))
    name_end++;

  if (!dp_digest_html_is_tag (self->text + start, name_end - start))
    return 0;

  for (i = name_end; i < limit && self->text[i] != '>'; i++)
    {
      if (self->text[i] == '<' || (i == name_end && !g_ascii_isspace (self->text[i]) && self->text[i] != '/'))
        return 0;
      has_words |= !g_ascii_isspace (self->text[i]) && self->text[i] != '/';
      has_value |= self->text[i] == '=';
    }

  if (i >= limit || (has_words && !has_value && strncmp (self->text + name_end, " open", 5) != 0))
    return 0;

  return i + 1;
}

static gsize
find_comment_end (Reader *self)
{
  const char *start = self->text + self->place;
  const char *end = NULL;

  if (self->no_comments || self->length - self->place < 7 || strncmp (start, "<!--", 4) != 0)
    return 0;

  end = g_strstr_len (start, (gssize)(self->length - self->place), "-->");
  self->no_comments = end == NULL;

  return end != NULL ? (gsize)(end - self->text) + 3 : 0;
}

static void
read_angle (Reader *self)
{
  gsize       end = find_comment_end (self);
  const char *start = self->text + self->place;

  if (end > 0)
    {
      self->place = end;
      return;
    }

  end = self->place >= self->math_end ? find_tag_end (self) : 0;
  if (end > 0)
    {
      g_string_append_len (self->html, start, (gssize)(end - self->place));
      self->needs_html = TRUE;
      self->place = end;
      return;
    }

  if (is_web_address (start + 1, self->length - self->place - 1))
    {
      const char *close = memchr (start, '>', MIN (self->length - self->place, MAX_URL_LENGTH));

      if (close != NULL && !self->in_span)
        {
          emit_address (self, self->place + 1, (gsize)(close - start) - 1);
          self->place += (gsize)(close - start) + 1;
          return;
        }
    }

  emit (self, "<", 1);
  self->place++;
}

/* A bare address is a link too (GFM 6.9); what ends a sentence does not belong to it. */
static void
read_address (Reader *self)
{
  gsize limit = MIN (self->length, self->place + MAX_URL_LENGTH);
  gsize end = self->place;

  while (end < limit && !g_ascii_isspace (self->text[end]) && strchr ("<>|\"`{}\\", self->text[end]) == NULL)
    end++;
  while (end > self->place && end < self->length && ((guchar)self->text[end] & 0xc0) == 0x80)
    end--;
  while (end > self->place && strchr (".,;:!?)'*_]", self->text[end - 1]) != NULL)
    end--;

  emit_address (self, self->place, end - self->place);
  self->place = end;
}

/* Goes into or out of a link at the present place, if one begins or ends here. */
static gboolean
cross_span (Reader *self)
{
  const DpDigestLinkSpan *span = NULL;

  if (self->next_span >= self->spans->len)
    return FALSE;

  span = &g_array_index (self->spans, DpDigestLinkSpan, self->next_span);
  if (self->in_span && self->place >= span->close)
    {
      emit_link_end (self);
      self->place = MAX (self->place, span->end);
      self->in_span = FALSE;
      self->next_span++;
      return TRUE;
    }

  if (self->in_span || self->place < span->open)
    return FALSE;

  if (span->is_image || self->place > span->words)
    {
      self->place = MAX (self->place, span->end);
      self->next_span++;
      return TRUE;
    }

  emit_link_start (self, span->url);
  self->place = span->words;
  self->in_span = TRUE;

  return TRUE;
}

/* Words without anything special, up to the next link's edge; at least one byte. */
static void
read_words (Reader *self)
{
  gsize start = self->place;
  gsize limit = self->length;

  if (self->next_span < self->spans->len)
    {
      const DpDigestLinkSpan *span = &g_array_index (self->spans, DpDigestLinkSpan, self->next_span);

      limit = MIN (limit, self->in_span ? span->close : MAX (span->open, start + 1));
    }

  do
    self->place++;
  while (self->place < limit && strchr ("\\$&<\n\r\thH", self->text[self->place]) == NULL);

  emit (self, self->text + start, self->place - start);
}

static void
read_one (Reader *self)
{
  char c = self->text[self->place];

  switch (c)
    {
    case '\\':
      read_backslash (self);
      return;

    case '$':
      read_dollar (self);
      return;

    case '&':
      read_ampersand (self);
      return;

    case '<':
      read_angle (self);
      return;

    case '\n':
    case '\r':
    case '\t':
      emit (self, " ", 1);
      self->place++;
      return;

    default:
      if (!self->in_span && (c == 'h' || c == 'H') &&
          (self->place == 0 || !g_ascii_isalnum (self->text[self->place - 1])) &&
          is_web_address (self->text + self->place, self->length - self->place))
        {
          read_address (self);
          return;
        }
      read_words (self);
      return;
    }
}

/**
 * dp_digest_inline_parse:
 * @text: the Markdown of one cell, heading or list item: valid UTF-8
 * @length: its bytes
 * @html: what reads the HTML in it
 *
 * Undoes escapes and entities, finds links, and unfolds what is folded. In
 * mathematics (`$…$`, `\(…\)`) a backslash stays, because it is TeX's.
 *
 * Returns: (transfer full): what it says
 */
DpDigestCell *
dp_digest_inline_parse (const char   *text,
                        gsize         length,
                        DpDigestHtml *html)
{
  g_autoptr (DpDigestCellBuilder) builder = dp_digest_cell_builder_new ();
  g_autoptr (GArray) spans = dp_digest_links_find (text, length);
  g_autoptr (GString) markup = g_string_sized_new (length + length / 8);
  Reader        reader = { .text = text, .length = length, .builder = builder, .spans = spans, .html = markup };
  DpDigestCell *cell = NULL;

  while (reader.place < length)
    if (!cross_span (&reader))
      read_one (&reader);
  cross_span (&reader);

  if (reader.needs_html)
    return dp_digest_html_parse_cell (html, markup->str, markup->len);

  cell = dp_digest_cell_builder_finish (builder);

  return cell;
}
