/* dp-mail-link.c: a letter about papers
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "formats/cite/dp-mail-link.h"

#include <glib/gi18n.h>
#include <string.h>

#include "formats/cite/dp-citation.h"
#include "model/tex/dp-tex-plain.h"

/* A link of RFC 6068, which begins a letter in the user's own program. Such a link is an
 * argument of programs, some of which take no long ones. */

#define MAX_BYTES 6000
#define MAX_SUBJECT_CHARS 200
#define MAX_AUTHORS 6

static char *
join_authors (const DpPaper *paper)
{
  GString *joined = g_string_new (NULL);

  for (guint i = 0; paper->authors != NULL && paper->authors[i] != NULL; i++)
    {
      if (i == MAX_AUTHORS)
        {
          g_string_append (joined, " …");
          break;
        }
      g_string_append_printf (joined, "%s%s", i > 0 ? ", " : "", paper->authors[i]);
    }

  return g_string_free (joined, FALSE);
}

static char *
describe_paper (const DpPaper *paper)
{
  g_autofree char *title = dp_tex_plain (paper->title);
  g_autofree char *authors = join_authors (paper);
  g_autofree char *link = dp_citation_dup_link (paper);
  GString         *text = g_string_new (title != NULL && *title != '\0' ? title : paper->id);

  if (*authors != '\0')
    g_string_append_printf (text, "\r\n%s", authors);
  if (link != NULL)
    g_string_append_printf (text, "\r\n%s", link);
  g_string_append (text, "\r\n\r\n");

  return g_string_free (text, FALSE);
}

static char *
escape (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);

  return g_uri_escape_string (valid, NULL, FALSE);
}

static char *
dup_subject (GPtrArray *papers,
             guint      n_papers)
{
  const DpPaper   *first = papers->len > 0 ? g_ptr_array_index (papers, 0) : NULL;
  g_autofree char *title = first != NULL ? dp_tex_plain (first->title) : NULL;

  if (n_papers > 1 || title == NULL)
    return g_strdup_printf (ngettext ("%u paper", "%u papers", n_papers), n_papers);

  return g_utf8_strlen (title, -1) > MAX_SUBJECT_CHARS ? g_utf8_substring (title, 0, MAX_SUBJECT_CHARS)
                                                       : g_steal_pointer (&title);
}

/**
 * dp_mail_link_format:
 * @papers: (element-type DpPaper): the first of the papers
 * @n_papers: how many there are in all
 *
 * Writes a letter to nobody yet, with titles, authors and links of as many papers as
 * such a link may hold, and how many are left out. Any thread.
 *
 * Returns: (transfer full): a `mailto:` link
 */
char *
dp_mail_link_format (GPtrArray *papers,
                     guint      n_papers)
{
  g_autofree char *subject = dup_subject (papers, n_papers);
  g_autofree char *escaped_subject = escape (subject);
  GString         *link = g_string_new ("mailto:?subject=");
  guint            n_named = 0;

  g_string_append_printf (link, "%s&body=", escaped_subject);
  for (; n_named < papers->len; n_named++)
    {
      g_autofree char *text = describe_paper (g_ptr_array_index (papers, n_named));
      g_autofree char *escaped = escape (text);

      if (link->len + strlen (escaped) > MAX_BYTES)
        break;
      g_string_append (link, escaped);
    }

  if (n_named < n_papers)
    {
      guint            n_more = n_papers - n_named;
      g_autofree char *more = g_strdup_printf (ngettext ("and %u more", "and %u more", n_more), n_more);
      g_autofree char *escaped = escape (more);

      g_string_append (link, escaped);
    }

  return g_string_free (link, FALSE);
}
