/* dp-tex-address.c: addresses that stand bare in a text
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "model/tex/dp-tex-address.h"

#include "model/dp-link.h"
#include "model/dp-paper-id.h"

#include <string.h>

/* What may follow an address directly is cut off its end: "(see http://a.org/b)." */
#define PUNCTUATION ".,;:!?'\"*"

/* Longer is no address that anybody wrote, and no work to be done for it. */
#define MAX_ADDRESS_BYTES 2000
#define MAX_LOCAL_PART 64

/* RFC 1035, 2.3.4, as it is written. */
#define MAX_HOST_BYTES 253

#define MAX_ARCHIVE_LENGTH 20

/* What needs no scheme to be known for an address, because all write it that way. */
static const char *const known_hosts[] = {
  "github.com/",
  "gitlab.com/",
  "huggingface.co/",
  "arxiv.org/",
  "doi.org/",
  "zenodo.org/",
  "bitbucket.org/",
};

/* The characters that TeX wants escaped and an address has bare. */
static gsize
measure_escape (const char *p,
                const char *end,
                char       *out_character)
{
  gsize length = 2;

  if (end - p >= 4 && p[0] == '{' && p[1] == '\\' && strchr ("_~", p[2]) != NULL && p[3] == '}')
    {
      *out_character = p[2];
      return 4;
    }

  if (end - p < 2 || p[0] != '\\' || strchr ("_%#&~$-", p[1]) == NULL)
    return 0;

  *out_character = p[1];
  if (end - p >= 4 && p[2] == '{' && p[3] == '}')
    length = 4;

  return length;
}

static gboolean
is_address_character (gunichar character)
{
  if (character < 0x80)
    return g_ascii_isalnum ((char)character) || strchr ("-._~:/?#@!&'()*+,;=%", (int)character) != NULL;

  return g_unichar_isalnum (character);
}

/* Drops what belongs to the sentence: punctuation, and parentheses that the address did not open. */
static gsize
trim_end (const char *text,
          gsize       length)
{
  gssize depth = 0;

  for (gsize i = 0; i < length; i++)
    depth += (text[i] == '(') - (text[i] == ')');

  while (length > 0)
    {
      char last = text[length - 1];

      if (last == ')' && depth < 0)
        depth++;
      else if (strchr (PUNCTUATION, last) == NULL)
        break;
      length--;
    }

  return length;
}

/* Reads up to where no address goes on. Two quotes end it: ``http://a.org''. */
static gsize
read_run (const char *p,
          const char *end,
          GString    *text)
{
  const char *start = p;
  gsize       trimmed = 0;

  while (p < end && p - start < MAX_ADDRESS_BYTES)
    {
      char  escaped = '\0';
      gsize length = measure_escape (p, end, &escaped);

      if (length > 0)
        {
          g_string_append_c (text, escaped);
          p += length;
        }
      else if (is_address_character (g_utf8_get_char (p)) && !(p[0] == '\'' && p[1] == '\''))
        {
          g_string_append_len (text, p, g_utf8_next_char (p) - p);
          p = g_utf8_next_char (p);
        }
      else
        {
          break;
        }
    }

  /* Nothing that ends an address is written with an escape. */
  trimmed = text->len - trim_end (text->str, text->len);
  g_string_truncate (text, text->len - trimmed);

  return (gsize)(p - start) - trimmed;
}

static gboolean
has_prefix (const char *p,
            const char *end,
            const char *prefix)
{
  gsize length = strlen (prefix);

  return (gsize)(end - p) >= length && g_ascii_strncasecmp (p, prefix, length) == 0;
}

static char *
escape_uri (const char *text)
{
  return g_uri_escape_string (text, "%" G_URI_RESERVED_CHARS_ALLOWED_IN_PATH "?#[]", FALSE);
}

/* A host, and no more than digits behind a colon. What begins like this can be read as an
 * address; to read on for nothing at each of many schemes would take long. */
static gboolean
begins_with_host (const char *p,
                  const char *end)
{
  const char *host = p;

  while (p < end && p - host <= MAX_HOST_BYTES &&
         (g_ascii_isalnum (*p) || *p == '-' || *p == '.' || (*p & 0x80) != 0))
    p++;

  return p > host && p - host <= MAX_HOST_BYTES && *host != '.' && (p == end || *p != ':' || (p + 1 < end && g_ascii_isdigit (p[1])));
}

static gsize
read_web (const char *p,
          const char *end,
          char      **out_text,
          char      **out_uri)
{
  const char *scheme_end = has_prefix (p, end, "http") ? memchr (p, '/', (gsize)(end - p)) : NULL;
  g_autoptr (GString) text = NULL;
  gsize    length = 0;
  gboolean has_scheme = !has_prefix (p, end, "www.");

  if (!begins_with_host (scheme_end != NULL ? scheme_end + strlen ("//") : p, end))
    return 0;

  text = g_string_new (NULL);
  length = read_run (p, end, text);
  *out_uri = dp_tex_address_dup_uri (text->str);
  if (*out_uri == NULL || (!has_scheme && strchr (text->str + strlen ("www."), '.') == NULL))
    {
      g_clear_pointer (out_uri, g_free);
      return 0;
    }

  *out_text = g_strdup (text->str);

  return length;
}

/* `10.1103/PhysRevD.1`, also behind `doi:`; see doi.org's handbook, 2.2. */
static gsize
read_doi (const char *p,
          const char *end,
          char      **out_text,
          char      **out_uri)
{
  gsize            label = has_prefix (p, end, "doi:") ? strlen ("doi:") : 0;
  gsize            digits = 0;
  gsize            length = 0;
  g_autofree char *escaped = NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  while (label > 0 && p + label < end && p[label] == ' ')
    label++;
  if (!has_prefix (p + label, end, "10."))
    return 0;

  while (p + label + 3 + digits < end && g_ascii_isdigit (p[label + 3 + digits]))
    digits++;
  if (digits < 4 || digits > 9 || p + label + 3 + digits >= end || p[label + 3 + digits] != '/')
    return 0;

  length = read_run (p + label, end, text);
  if (length <= 3 + digits + 1)
    return 0;

  escaped = g_uri_escape_string (text->str, "/:;()", FALSE);
  *out_uri = g_strconcat ("https://doi.org/", escaped, NULL);
  *out_text = g_strdup_printf ("%.*s%s", (int)label, p, text->str);

  return label + length;
}

/* `2501.12948v2`, `hep-th/9901001`, `math.GT/0309136`. */
static gsize
measure_arxiv_id (const char *p,
                  const char *end)
{
  const char *start = p;
  gsize       digits = 0;

  while (p < end && p - start < MAX_ARCHIVE_LENGTH && (g_ascii_isalpha (*p) || *p == '-' || (*p == '.' && p > start)))
    p++;
  if (p > start && (p == end || *p++ != '/'))
    return 0;

  while (p < end && (g_ascii_isdigit (*p) || (*p == '.' && digits == 4 && p + 1 < end && g_ascii_isdigit (p[1]))))
    {
      digits += *p != '.';
      p++;
    }
  if (end - p >= 2 && p[0] == 'v' && g_ascii_isdigit (p[1]))
    for (p++; p < end && g_ascii_isdigit (*p);)
      p++;

  /* `math/0611800a` is none. */
  return digits < 7 || digits > 9 || (p < end && (g_ascii_isalnum (*p) || *p == '_')) ? 0 : (gsize)(p - start);
}

static gsize
read_arxiv (const char *p,
            const char *end,
            char      **out_text,
            char      **out_uri)
{
  gsize            label = has_prefix (p, end, "arxiv:") ? strlen ("arxiv:") : 0;
  gsize            length = 0;
  guint            version = 0;
  g_autofree char *bare = NULL;
  g_autofree char *id = NULL;

  while (label > 0 && p + label < end && p[label] == ' ')
    label++;

  length = measure_arxiv_id (p + label, end);
  /* A number alone is no identifier for sure. */
  if (length == 0 || (label == 0 && g_ascii_isdigit (*p)))
    return 0;

  bare = g_strndup (p + label, length);
  id = dp_paper_id_parse (bare, &version);
  if (id == NULL || !dp_paper_id_is_arxiv (id))
    return 0;

  *out_uri = dp_paper_id_dup_abs_url (id, version);
  *out_text = g_strndup (p, label + length);

  return label + length;
}

static gsize
measure_local_part (const char *p,
                    const char *end)
{
  gsize length = 0;

  while (p + length < end && length <= MAX_LOCAL_PART &&
         (g_ascii_isalnum (p[length]) || strchr ("._%+-", p[length]) != NULL))
    length++;

  return length <= MAX_LOCAL_PART && p[length] == '@' && p + length < end ? length : 0;
}

/* Labels of letters, digits and hyphens; the last has letters only. */
static gsize
measure_domain (const char *p,
                const char *end)
{
  gsize length = 0;
  gsize label = 0;
  guint n_labels = 1;

  for (; p + length < end; length++)
    if (g_ascii_isalnum (p[length]) || (p[length] == '-' && label > 0))
      label++;
    else if (p[length] == '.' && label > 0 && p + length + 1 < end && g_ascii_isalnum (p[length + 1]))
      label = 0, n_labels++;
    else
      break;

  return n_labels >= 2 && label >= 2 && g_ascii_isalpha (p[length - 1]) ? length : 0;
}

static gsize
read_mail (const char *p,
           const char *end,
           char      **out_text,
           char      **out_uri)
{
  gsize            label = has_prefix (p, end, "mailto:") ? strlen ("mailto:") : 0;
  gsize            local = measure_local_part (p + label, end);
  gsize            domain = local > 0 ? measure_domain (p + label + local + 1, end) : 0;
  g_autofree char *address = NULL;
  g_autofree char *escaped = NULL;

  if (domain == 0)
    return 0;

  address = g_strndup (p + label, local + 1 + domain);
  escaped = g_uri_escape_string (address, "@+", FALSE);
  *out_uri = g_strconcat ("mailto:", escaped, NULL);
  *out_text = g_strndup (p, label + local + 1 + domain);

  return label + local + 1 + domain;
}

static gboolean
is_web_start (const char *p,
              const char *end)
{
  for (gsize i = 0; i < G_N_ELEMENTS (known_hosts); i++)
    if (has_prefix (p, end, known_hosts[i]))
      return TRUE;

  return has_prefix (p, end, "http://") || has_prefix (p, end, "https://") || has_prefix (p, end, "www.");
}

/**
 * dp_tex_address_read:
 * @p: the beginning of a word, in valid UTF-8
 * @end: where the text ends
 * @out_text: (out) (transfer full): what is read of it, TeX's escapes resolved
 * @out_uri: (out) (transfer full): where it leads: http, https or mailto
 *
 * Knows web addresses with a scheme or `www.`, DOIs, identifiers of arXiv and
 * e-mail addresses. Punctuation behind them is none of theirs. Any thread.
 *
 * Returns: how many bytes it takes; 0, and nothing set, where no address begins
 */
gsize
dp_tex_address_read (const char *p,
                     const char *end,
                     char      **out_text,
                     char      **out_uri)
{
  gsize length = 0;

  if (is_web_start (p, end))
    return read_web (p, end, out_text, out_uri);

  if (g_ascii_isdigit (*p) || has_prefix (p, end, "doi:"))
    length = read_doi (p, end, out_text, out_uri);
  if (length == 0)
    length = read_arxiv (p, end, out_text, out_uri);
  if (length == 0)
    length = read_mail (p, end, out_text, out_uri);

  return length;
}

/**
 * dp_tex_address_may_begin:
 * @text: valid UTF-8
 * @p: a place in it
 *
 * Any thread.
 *
 * Returns: whether a word begins at @p, and so maybe an address
 */
gboolean
dp_tex_address_may_begin (const char *text,
                          const char *p)
{
  char before = p > text ? p[-1] : ' ';

  return g_ascii_isalnum (*p) && !g_ascii_isalnum (before) && (before & 0x80) == 0 && strchr ("_@-", before) == NULL;
}

/**
 * dp_tex_address_find:
 * @text: plain text, valid UTF-8
 * @out_start: (out): where the address begins
 * @out_end: (out): where it ends
 * @out_uri: (out) (transfer full): where it leads: http, https or mailto
 *
 * Finds the first address of a text. Any thread.
 *
 * Returns: whether there is one; else nothing is set
 */
gboolean
dp_tex_address_find (const char  *text,
                     const char **out_start,
                     const char **out_end,
                     char       **out_uri)
{
  const char *end = text + strlen (text);

  for (const char *p = text; p < end; p++)
    {
      g_autofree char *shown = NULL;
      gsize            length = dp_tex_address_may_begin (text, p) ? dp_tex_address_read (p, end, &shown, out_uri) : 0;

      if (length == 0)
        continue;

      *out_start = p;
      *out_end = p + length;

      return TRUE;
    }

  return FALSE;
}

/* `github.com/owner/name`, as people write who leave the scheme to their browser. */
static gboolean
is_bare_host (const char *address)
{
  const char *host_end = address + strcspn (address, "/?#");
  gsize       domain = measure_domain (address, host_end);

  return domain > 0 && address + domain == host_end;
}

/**
 * dp_tex_address_dup_uri:
 * @address: (nullable): what an author gave as the address of a link
 *
 * Any thread.
 *
 * Returns: (transfer full) (nullable): the address, with `https` where it has no scheme;
 *   %NULL when it is none of http, https or mailto, or not well formed
 */
char *
dp_tex_address_dup_uri (const char *address)
{
  g_autofree char *escaped = address != NULL ? escape_uri (address) : NULL;
  g_autofree char *full = NULL;

  if (escaped == NULL)
    return NULL;

  full = is_bare_host (escaped) ? g_strconcat ("https://", escaped, NULL) : g_steal_pointer (&escaped);

  return dp_link_is_safe (full) ? g_steal_pointer (&full) : NULL;
}
