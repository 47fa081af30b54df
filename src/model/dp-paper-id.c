/* dp-paper-id.c: the identity of a paper
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "model/dp-paper-id.h"

#include <string.h>

#include "model/dp-text.h"

/* Longer than any address a browser accepts; what is longer is no id. */
#define MAX_LENGTH 2048

#define MAX_VERSION 9999

#define ARXIV_DOI_PREFIX "10.48550/arxiv."

/* The archives of the years before April 2007, as their ids name them; see
 * https://info.arxiv.org/help/arxiv_identifier.html. */
static const char *const old_archives[] = {
  "acc-phys", "adap-org", "alg-geom", "ao-sci", "astro-ph", "atom-ph", "bayes-an",
  "chao-dyn", "chem-ph", "cmp-lg", "comp-gas", "cond-mat", "cs", "dg-ga", "funct-an",
  "gr-qc", "hep-ex", "hep-lat", "hep-ph", "hep-th", "math", "math-ph", "mtrl-th", "nlin",
  "nucl-ex", "nucl-th", "patt-sol", "physics", "plasm-ph", "q-alg", "q-bio", "quant-ph",
  "solv-int", "supr-con", NULL
};

static gsize
count_digits (const char *text)
{
  gsize n = 0;

  while (g_ascii_isdigit (text[n]))
    n++;

  return n;
}

/* Two digits of the year and two of the month, as one number; 0 when it is no month. */
static guint
read_month (const char *text)
{
  guint number = 0;

  for (int i = 0; i < 4; i++)
    {
      if (!g_ascii_isdigit (text[i]))
        return 0;
      number = number * 10 + (guint)g_ascii_digit_value (text[i]);
    }

  return number % 100 >= 1 && number % 100 <= 12 ? number : 0;
}

/* What may follow an id: nothing, or `v` and a number. */
static gboolean
read_version (const char *text,
              guint      *out_version)
{
  guint64 version = 0;

  if (*text == '\0')
    {
      *out_version = 0;
      return TRUE;
    }

  if (g_ascii_tolower (*text) != 'v' ||
      !g_ascii_string_to_unsigned (text + 1, 10, 1, MAX_VERSION, &version, NULL))
    return FALSE;

  *out_version = (guint)version;

  return TRUE;
}

/* YYMM.NNNN from 2007-04, YYMM.NNNNN from 2015-01. */
static char *
parse_new_style (const char *text,
                 guint      *out_version)
{
  guint month = read_month (text);
  gsize n_digits = 0;

  if (month < 704 || text[4] != '.')
    return NULL;

  n_digits = count_digits (text + 5);
  if (n_digits != (month < 1501 ? 4 : 5) || !read_version (text + 5 + n_digits, out_version))
    return NULL;

  return g_strndup (text, 5 + n_digits);
}

/* archive/YYMMNNN or archive.SC/YYMMNNN, from 1991-08 to 2007-03. */
static char *
parse_old_style (const char *text,
                 guint      *out_version)
{
  const char      *slash = strchr (text, '/');
  gsize            archive_length = strcspn (text, "./");
  g_autofree char *archive = NULL;
  guint            month = 0;

  if (slash == NULL)
    return NULL;

  for (const char *p = text + archive_length; p < slash; p++)
    if (*p != '.' && *p != '-' && !g_ascii_isalpha (*p))
      return NULL;

  archive = g_ascii_strdown (text, (gssize)archive_length);
  month = read_month (slash + 1);
  if (!g_strv_contains (old_archives, archive) ||
      month == 0 || (month > 703 && month < 9108) ||
      count_digits (slash + 1) != 7 || !read_version (slash + 8, out_version))
    return NULL;

  return g_strdup_printf ("%s/%.7s", archive, slash + 1);
}

static char *
parse_arxiv_id (const char *text,
                guint      *out_version)
{
  char *id = parse_new_style (text, out_version);

  return id != NULL ? id : parse_old_style (text, out_version);
}

/* `arXiv:2501.12948v2 [cs.CL] 22 Jan 2025`, as it is printed down the side of each PDF, too. */
static char *
parse_printed_arxiv_id (const char *text,
                        guint      *out_version)
{
  const char      *stamp = NULL;
  g_autofree char *bare = NULL;

  while (*text == ' ' || *text == '/')
    text++;

  stamp = strstr (text, " [");
  bare = stamp != NULL ? g_strndup (text, stamp - text) : g_strdup (text);

  return parse_arxiv_id (bare, out_version);
}

/* 10.REGISTRANT/SUFFIX; DOIs have no case, see the DOI handbook, 2.4. */
static char *
parse_doi (const char *text,
           guint      *out_version)
{
  g_autofree char *doi = g_ascii_strdown (text, -1);
  gsize            registrant_length = 0;

  if (g_str_has_prefix (doi, ARXIV_DOI_PREFIX))
    return parse_arxiv_id (doi + strlen (ARXIV_DOI_PREFIX), out_version);

  if (!g_str_has_prefix (doi, "10."))
    return NULL;

  registrant_length = strspn (doi + 3, "0123456789.");
  if (registrant_length < 4 || doi[3 + registrant_length] != '/' ||
      doi[3 + registrant_length + 1] == '\0' || strchr (doi, ' ') != NULL)
    return NULL;

  return g_strconcat ("doi:", doi, NULL);
}

static gboolean
is_host (const char *host,
         const char *domain)
{
  gsize length = strlen (host);
  gsize domain_length = strlen (domain);

  return length >= domain_length &&
         strcmp (host + length - domain_length, domain) == 0 &&
         (length == domain_length || host[length - domain_length - 1] == '.');
}

static char *
parse_file_name (const char *name,
                 guint      *out_version)
{
  g_autofree char *bare = g_strdup (name);

  if (g_str_has_suffix (bare, ".pdf"))
    bare[strlen (bare) - strlen (".pdf")] = '\0';

  return parse_arxiv_id (bare, out_version);
}

/* /abs/ID, /pdf/ID.pdf, /html/IDv1/, /format/ID and all others: the id is the
 * first or second part of the path, and an old one takes two parts. */
static char *
find_arxiv_id_in_path (const char *path,
                       guint      *out_version)
{
  g_auto (GStrv) parts = g_strsplit (path, "/", 6);
  guint n_parts = g_strv_length (parts);

  /* The path begins with a slash, so what stands before it is empty. */
  for (guint i = 1; i <= 2 && i < n_parts; i++)
    {
      char *id = parse_file_name (parts[i], out_version);

      if (id == NULL && i + 1 < n_parts)
        {
          g_autofree char *two_parts = g_strconcat (parts[i], "/", parts[i + 1], NULL);

          id = parse_file_name (two_parts, out_version);
        }

      if (id != NULL)
        return id;
    }

  return NULL;
}

static char *
drop_campaign (const char *query)
{
  g_auto (GStrv) parameters = g_strsplit (query != NULL ? query : "", "&", -1);
  GString *kept = g_string_new (NULL);

  for (gsize i = 0; parameters[i] != NULL; i++)
    {
      if (*parameters[i] == '\0' || g_ascii_strncasecmp (parameters[i], "utm_", 4) == 0)
        continue;

      if (kept->len > 0)
        g_string_append_c (kept, '&');
      g_string_append (kept, parameters[i]);
    }

  return g_string_free (kept, FALSE);
}

/* One address has many spellings. The scheme does not count, so it is always
 * written https; nor do `www.`, the fragment, who sent us (`utm_…`), a name and
 * password, the scheme's own port and a final slash. */
static char *
normalize_url (GUri       *uri,
               const char *host)
{
  g_autofree char *query = drop_campaign (g_uri_get_query (uri));
  GString         *id = g_string_new ("url:https://");
  int              port = g_uri_get_port (uri);

  while (g_str_has_prefix (host, "www.") && host[strlen ("www.")] != '\0')
    host += strlen ("www.");

  g_string_append_printf (id, strchr (host, ':') != NULL ? "[%s]" : "%s", host);
  if (port > 0 && port != 80 && port != 443)
    g_string_append_printf (id, ":%d", port);
  g_string_append (id, g_uri_get_path (uri));

  if (*query != '\0')
    g_string_append_printf (id, "?%s", query);
  else
    while (id->str[id->len - 1] == '/')
      g_string_truncate (id, id->len - 1);

  return g_string_free (id, FALSE);
}

/* The id that an address of arXiv, Hugging Face or a DOI resolver names. */
static char *
find_id_in_url (const char *host,
                const char *path,
                guint      *out_version)
{
  if (is_host (host, "arxiv.org") || is_host (host, "ar5iv.org"))
    return find_arxiv_id_in_path (path, out_version);

  if ((is_host (host, "huggingface.co") || is_host (host, "hf.co")) && g_str_has_prefix (path, "/papers/"))
    return find_arxiv_id_in_path (path, out_version);

  if (is_host (host, "doi.org") && *path == '/')
    return parse_doi (path + 1, out_version);

  return NULL;
}

/* In lower case and ASCII; %NULL where it has what no name or address of a host has. */
static char *
dup_host (GUri *uri)
{
  g_autofree char *ascii = g_hostname_to_ascii (g_uri_get_host (uri) != NULL ? g_uri_get_host (uri) : "");
  g_autofree char *host = ascii != NULL ? g_ascii_strdown (ascii, -1) : NULL;

  if (host == NULL || *host == '\0' ||
      host[strspn (host, "abcdefghijklmnopqrstuvwxyz0123456789-._:")] != '\0')
    return NULL;

  return g_steal_pointer (&host);
}

static char *
parse_url (const char *text,
           guint      *out_version)
{
  gboolean has_scheme = g_ascii_strncasecmp (text, "https://", 8) == 0 ||
                        g_ascii_strncasecmp (text, "http://", 7) == 0;
  g_autofree char *url = has_scheme ? g_strdup (text) : g_strconcat ("https://", text, NULL);
  g_autoptr (GUri) uri = g_uri_parse (url, G_URI_FLAGS_PARSE_RELAXED | G_URI_FLAGS_ENCODED, NULL);
  g_autofree char *host = uri != NULL ? dup_host (uri) : NULL;
  g_autofree char *unescaped = NULL;
  g_autofree char *path = NULL;
  char            *id = NULL;

  if (host == NULL)
    return NULL;

  /* Escapes can hide what dp_text_clean() took away before. */
  unescaped = g_uri_unescape_string (g_uri_get_path (uri), NULL);
  path = dp_text_clean (unescaped);
  if (path != NULL)
    id = find_id_in_url (host, path, out_version);

  /* Without a scheme only the addresses known here are one: `and/or` is no URL. */
  if (id == NULL && has_scheme && !is_host (host, "arxiv.org"))
    id = normalize_url (uri, host);

  return id;
}

static const char *
skip_prefix (const char *text,
             const char *prefix)
{
  gsize length = strlen (prefix);

  if (g_ascii_strncasecmp (text, prefix, length) != 0)
    return NULL;

  text += length;

  return *text == ' ' ? text + 1 : text;
}

static char *
parse_clean_text (const char *text,
                  guint      *out_version)
{
  const char *rest = NULL;
  char       *id = NULL;

  if ((rest = skip_prefix (text, "arxiv:")) != NULL || (rest = skip_prefix (text, "oai:arxiv.org:")) != NULL)
    return parse_printed_arxiv_id (rest, out_version);

  if ((rest = skip_prefix (text, "doi:")) != NULL)
    return parse_doi (rest, out_version);

  if ((rest = skip_prefix (text, "url:")) != NULL)
    return parse_url (rest, out_version);

  id = parse_printed_arxiv_id (text, out_version);
  if (id == NULL)
    id = parse_doi (text, out_version);
  if (id == NULL)
    id = parse_url (text, out_version);

  return id;
}

/**
 * dp_paper_id_parse:
 * @text: (nullable): what was typed, pasted, or found in a digest; in any state
 * @out_version: (out) (optional): the version that was named, 0 when none was
 *
 * Reads the identity of a paper from
 *
 *  - an arXiv id: `2501.12948`, `0704.0001v2`, `math/0611800`, `math.GT/0309136`
 *    (which is `math/0309136`), with or without `arXiv:` in any case;
 *  - any address of a paper on arxiv.org (export, www, ar5iv too) or at
 *    huggingface.co/papers, with or without its scheme;
 *  - a DOI, bare, as `doi:…` or as an address; `10.48550/arXiv.X` is X;
 *  - any other http or https address;
 *  - and what it gives itself.
 *
 * Ids are those of https://info.arxiv.org/help/arxiv_identifier.html, so a month
 * 13, four digits after 2014 or an archive that never was make no id. Any thread.
 *
 * Returns: (transfer full) (nullable): the canonical id without version; %NULL
 *   when @text is none of these
 */
char *
dp_paper_id_parse (const char *text,
                   guint      *out_version)
{
  g_autofree char *clean = NULL;
  char            *id = NULL;
  guint            version = 0;

  if (text != NULL && strlen (text) <= MAX_LENGTH)
    {
      clean = dp_text_clean (text);
      id = parse_clean_text (clean, &version);

      /* What was no UTF-8 and what had no escapes has grown. */
      if (id != NULL && strlen (id) > MAX_LENGTH)
        g_clear_pointer (&id, g_free);
    }

  if (out_version != NULL)
    *out_version = id != NULL ? version : 0;

  return id;
}

/**
 * dp_paper_id_is_arxiv:
 * @id: (nullable): a canonical id
 *
 * Tells arXiv's papers from those known by a DOI or a URL. Any thread.
 *
 * Returns: whether @id is the canonical id of a paper on arXiv
 */
gboolean
dp_paper_id_is_arxiv (const char *id)
{
  guint            version = 0;
  g_autofree char *canonical = id != NULL ? parse_arxiv_id (id, &version) : NULL;

  return g_strcmp0 (canonical, id) == 0 && id != NULL;
}

static char *
build_url (const char *page,
           const char *id,
           guint       version)
{
  g_return_val_if_fail (dp_paper_id_is_arxiv (id), NULL);

  if (version > 0)
    return g_strdup_printf ("https://arxiv.org/%s/%sv%u", page, id, version);

  return g_strdup_printf ("https://arxiv.org/%s/%s", page, id);
}

/**
 * dp_paper_id_dup_abs_url:
 * @id: the canonical id of a paper on arXiv
 * @version: a version, or 0 for the newest
 *
 * Returns: (transfer full): the address of the page with the abstract
 */
char *
dp_paper_id_dup_abs_url (const char *id,
                         guint       version)
{
  return build_url ("abs", id, version);
}

/**
 * dp_paper_id_dup_pdf_url:
 * @id: the canonical id of a paper on arXiv
 * @version: a version, or 0 for the newest
 *
 * Returns: (transfer full): the address of the PDF; arXiv's own has no `.pdf`
 */
char *
dp_paper_id_dup_pdf_url (const char *id,
                         guint       version)
{
  return build_url ("pdf", id, version);
}

/**
 * dp_paper_id_dup_html_url:
 * @id: the canonical id of a paper on arXiv
 * @version: a version, or 0 for the newest
 *
 * Returns: (transfer full): the address of the HTML; many papers have none there
 */
char *
dp_paper_id_dup_html_url (const char *id,
                          guint       version)
{
  return build_url ("html", id, version);
}
