/* dp-digest-links.c: where the links are in Markdown
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "formats/digest/dp-digest-links.h"

#include <string.h>

/* What is no link often enough is none at all: no cell has hundreds of `](` that
 * lead nowhere, unless somebody wants to keep this program busy. */
#define MAX_WASTE (256 * DP_DIGEST_MAX_URL_LENGTH)

typedef struct
{
  const char *text;
  gsize       length;
  gsize       n_wasted; /* bytes looked at for links that were none */
  GArray     *spans;
} Finder;

static char
peek (Finder *self,
      gsize   place)
{
  return place < self->length ? self->text[place] : '\0';
}

static void
clear_span (gpointer data)
{
  DpDigestLinkSpan *span = data;

  g_free (span->url);
}

/* A break within an address, as in rows that were broken over lines. */
static gboolean
is_broken_at (Finder *self,
              gsize   i)
{
  return self->text[i] == '\n' && i > 0 && strchr ("/-_", self->text[i - 1]) != NULL &&
         g_ascii_isalnum (peek (self, i + 1));
}

/* The end of `<…>` or of an address with balanced parentheses, from CommonMark 6.3. */
static gsize
find_url_end (Finder *self,
              gsize   start)
{
  gsize    limit = MIN (self->length, start + DP_DIGEST_MAX_URL_LENGTH);
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
skip_spaces (Finder *self,
             gsize   i)
{
  while (g_ascii_isspace (peek (self, i)))
    i++;

  return i;
}

/* An address may have a title behind it: `(url "title")`. */
static gsize
skip_link_title (Finder *self,
                 gsize   i)
{
  gsize       start = skip_spaces (self, i);
  char        quote = peek (self, start);
  const char *end = NULL;

  if (quote != '"' && quote != '\'')
    return start;

  end = memchr (self->text + start + 1, quote, MIN (self->length - start - 1, DP_DIGEST_MAX_URL_LENGTH));

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
read_destination (Finder           *self,
                  DpDigestLinkSpan *span)
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

  self->n_wasted += DP_DIGEST_MAX_URL_LENGTH;

  return FALSE;
}

/* @was_opened is whether the bracket has one that opens it: that of `[A] B](url)` has
 * none any more, and then the first one is meant. */
static gboolean
add_span (Finder  *self,
          gsize    open,
          gsize    close,
          gboolean was_opened)
{
  DpDigestLinkSpan span = { .close = close };

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
find_spans (Finder *self)
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
          const DpDigestLinkSpan *span = &g_array_index (self->spans, DpDigestLinkSpan, self->spans->len - 1);

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
  const DpDigestLinkSpan *left = a;
  const DpDigestLinkSpan *right = b;

  return left->open < right->open ? -1 : left->open > right->open;
}

/**
 * dp_digest_links_find:
 * @text: Markdown: valid UTF-8
 * @length: its bytes
 *
 * Finds `[words](address)` and pictures. Brackets may be in the words, and need not
 * be balanced there. In the time of one pass over the text.
 *
 * Returns: (transfer full) (element-type DpDigestLinkSpan): what they cover, in order
 */
GArray *
dp_digest_links_find (const char *text,
                      gsize       length)
{
  GArray *spans = g_array_new (FALSE, FALSE, sizeof (DpDigestLinkSpan));
  Finder  finder = { .text = text, .length = length, .spans = spans };

  g_array_set_clear_func (spans, clear_span);
  find_spans (&finder);
  g_array_sort (spans, compare_spans);

  return spans;
}
