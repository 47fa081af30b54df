/* dp-digest-inline.c: the Markdown within one cell
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "formats/digest/dp-digest-inline.h"

#include <string.h>

/* Links, escapes and entities of GitHub-flavoured Markdown, and no more: the
 * original digests put arXiv's TeX into their cells as it is, so that most stars
 * and underscores mean nothing but themselves. Everything is one pass over the
 * text after one over its brackets; no input makes it look at a byte more than a
 * few times. Markup in HTML goes through libxml2. */

/* No browser accepts more. */
#define MAX_URL_LENGTH 2048

/* What is no link often enough is none at all: no cell has hundreds of `](` that
 * lead nowhere, unless somebody wants to keep this program busy. */
#define MAX_WASTE (256 * MAX_URL_LENGTH)

/* `&CounterClockwiseContourIntegral;` is the longest. */
#define MAX_ENTITY_LENGTH 34

/* What one `[…](…)` covers, in bytes of the text. */
typedef struct
{
  gsize    open;  /* the bracket's, or the image's mark's, place */
  gsize    words; /* where its words begin */
  gsize    close; /* where they end */
  gsize    end;   /* behind the closing parenthesis */
  char    *url;   /* (owned) */
  gboolean is_image;
} Span;

typedef struct
{
  const char          *text;
  gsize                length;
  gsize                place;
  gsize                math_end;    /* TeX until here: its escapes are its own */
  gboolean             no_brackets; /* there is no `\)` any more */
  gboolean             no_comments; /* nor a `-->` */
  gsize                n_wasted;    /* bytes looked at for links that were none */
  GArray              *spans;       /* of Span, by place */
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
clear_span (gpointer data)
{
  Span *span = data;

  g_free (span->url);
}

/* A break within an address, as in rows that were broken over lines. */
static gboolean
is_broken_at (Reader *self,
              gsize   i)
{
  return self->text[i] == '\n' && i > 0 && strchr ("/-_", self->text[i - 1]) != NULL &&
         g_ascii_isalnum (peek (self, i + 1));
}

/* The end of `<…>` or of an address with balanced parentheses, from CommonMark 6.3. */
static gsize
find_url_end (Reader *self,
              gsize   start)
{
  gsize    limit = MIN (self->length, start + MAX_URL_LENGTH);
  gboolean is_pointed = peek (self, start) == '<';
  guint    depth = 0;
  gsize    i = start;

  for (; i < limit; i++)
    {
      char c = self->text[i];

      if (is_pointed && c == '>')
        return i;
      if (c == '\\' && i + 1 < limit && g_ascii_ispunct (self->text[i + 1]))
        i++;
      else if (!is_pointed && ((g_ascii_isspace (c) && !is_broken_at (self, i)) || (c == ')' && depth == 0)))
        return i;
      else if (c == '(')
        depth++;
      else if (c == ')' && depth > 0)
        depth--;
    }

  return start;
}

static gsize
skip_spaces (Reader *self,
             gsize   i)
{
  while (g_ascii_isspace (peek (self, i)))
    i++;

  return i;
}

/* An address may have a title behind it: `(url "title")`. */
static gsize
skip_link_title (Reader *self,
                 gsize   i)
{
  gsize       start = skip_spaces (self, i);
  char        quote = peek (self, start);
  const char *end = NULL;

  if (quote != '"' && quote != '\'')
    return start;

  end = memchr (self->text + start + 1, quote, MIN (self->length - start - 1, MAX_URL_LENGTH));

  return end != NULL ? skip_spaces (self, (gsize)(end - self->text) + 1) : start;
}

static char *
unescape_url (const char *text,
              gsize       length)
{
  GString *url = g_string_sized_new (length);

  for (gsize i = 0; i < length; i++)
    {
      if (text[i] == '\\' && i + 1 < length && g_ascii_ispunct (text[i + 1]))
        i++;
      if (text[i] != '\n')
        g_string_append_c (url, text[i]);
    }

  return g_string_free (url, FALSE);
}

/* `f[x](t)` is mathematics; a digest's links have an address, or are the word
 * “Link” with whatever a language model wrote in place of one. */
static gboolean
is_plausible (const char *url,
              const char *words,
              gsize       n_words)
{
  const char *dot = strchr (url, '.');

  if (strstr (url, "://") != NULL || g_str_has_prefix (url, "//") || g_str_has_prefix (url, "#") ||
      (n_words == 4 && g_ascii_strncasecmp (words, "link", 4) == 0))
    return TRUE;

  return dot != NULL && dot > url && g_ascii_isalnum (dot[-1]) && g_ascii_isalpha (dot[1]) &&
         strchr (url, '/') != NULL;
}

/* `](…)` at @close: fills in where it leads and ends. */
static gboolean
read_destination (Reader *self,
                  Span   *span)
{
  gsize    start = skip_spaces (self, span->close + 2);
  gsize    url_end = find_url_end (self, start);
  gboolean is_pointed = peek (self, start) == '<';
  gsize    behind = skip_link_title (self, url_end + (is_pointed && url_end > start ? 1 : 0));

  start += is_pointed ? 1 : 0;
  if (url_end > start && peek (self, behind) == ')')
    {
      span->end = behind + 1;
      span->url = unescape_url (self->text + start, url_end - start);
      if (is_plausible (span->url, self->text + span->words, span->close - span->words))
        return TRUE;
      g_clear_pointer (&span->url, g_free);
    }

  self->n_wasted += MAX_URL_LENGTH;

  return FALSE;
}

/* @was_opened is whether the bracket has one that opens it: that of `[A] B](url)` has
 * none any more, and then the first one is meant. */
static gboolean
add_span (Reader  *self,
          gsize    open,
          gsize    close,
          gboolean was_opened)
{
  Span span = { .close = close };

  if (peek (self, close + 1) != '(' || (!was_opened && self->spans->len > 0) ||
      self->n_wasted > MAX_WASTE)
    return FALSE;

  span.is_image = was_opened && open > 0 && self->text[open - 1] == '!';
  span.open = open - (span.is_image ? 1 : 0);
  span.words = open + 1;
  if (!read_destination (self, &span))
    return FALSE;

  g_array_append_val (self->spans, span);

  return TRUE;
}

/* Links do not hold links: one that is found ends all brackets before it. A
 * picture in a link does not, and goes. */
static void
find_spans (Reader *self)
{
  g_autoptr (GArray) open = g_array_new (FALSE, FALSE, sizeof (gsize));
  gsize    first = 0;
  gboolean has_first = FALSE;

  for (gsize i = 0; i < self->length; i++)
    {
      char     c = self->text[i];
      gboolean was_opened = open->len > 0;
      gsize    start = was_opened ? g_array_index (open, gsize, open->len - 1) : first;

      if (c == '\\')
        i++;
      if (c == '[')
        {
          first = has_first ? first : i;
          has_first = TRUE;
          g_array_append_val (open, i);
        }
      if (c != ']' || !has_first)
        continue;

      if (was_opened)
        g_array_set_size (open, open->len - 1);

      if (add_span (self, start, i, was_opened))
        {
          const Span *span = &g_array_index (self->spans, Span, self->spans->len - 1);

          if (!span->is_image)
            g_array_set_size (open, 0);
          i = span->end - 1;
        }
    }
}

static int
compare_spans (gconstpointer a,
               gconstpointer b)
{
  const Span *left = a;
  const Span *right = b;

  return left->open < right->open ? -1 : left->open > right->open;
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
  const Span *span = NULL;

  if (self->next_span >= self->spans->len)
    return FALSE;

  span = &g_array_index (self->spans, Span, self->next_span);
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
      const Span *span = &g_array_index (self->spans, Span, self->next_span);

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
  g_autoptr (GArray) spans = g_array_new (FALSE, FALSE, sizeof (Span));
  g_autoptr (GString) markup = g_string_sized_new (length + length / 8);
  Reader        reader = { .text = text, .length = length, .builder = builder, .spans = spans, .html = markup };
  DpDigestCell *cell = NULL;

  g_array_set_clear_func (spans, clear_span);
  find_spans (&reader);
  g_array_sort (spans, compare_spans);

  while (reader.place < length)
    if (!cross_span (&reader))
      read_one (&reader);
  cross_span (&reader);

  if (reader.needs_html)
    return dp_digest_html_parse_cell (html, markup->str, markup->len);

  cell = dp_digest_cell_builder_finish (builder);

  return cell;
}
