/* dp-zotero-items.c: papers as Zotero's connector takes them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "formats/cite/dp-zotero-items.h"

#include <json-glib/json-glib.h>

#include "formats/cite/dp-author-name.h"
#include "formats/cite/dp-citation.h"
#include "model/dp-paper-id.h"
#include "model/dp-text.h"
#include "model/tex/dp-tex-plain.h"

/* Zotero's browser connectors send this to the program, with version 3 of their interface
 * (github.com/zotero/zotero-connectors, reference of its HTTP API). An item has the fields
 * of its type in Zotero's schema; those of a preprint are what arXiv's own page gives there. */

static void
add_text (JsonBuilder *builder,
          const char  *name,
          const char  *text)
{
  g_autofree char *clean = dp_text_clean (text);

  if (clean == NULL || *clean == '\0')
    return;

  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, clean);
}

static void
add_tex (JsonBuilder *builder,
         const char  *name,
         const char  *tex)
{
  g_autofree char *plain = dp_tex_plain (tex);

  add_text (builder, name, plain);
}

static void
add_creator (JsonBuilder *builder,
             const char  *printed)
{
  g_autoptr (DpAuthorName) name = dp_author_name_new (printed);
  g_autofree char *given = NULL;

  if (name == NULL)
    return;

  json_builder_begin_object (builder);
  add_text (builder, "creatorType", "author");
  add_text (builder, "lastName", name->family);
  if (name->given != NULL)
    {
      given = g_strconcat (name->given, name->suffix != NULL ? ", " : NULL, name->suffix, NULL);
      add_text (builder, "firstName", given);
    }
  else
    {
      json_builder_set_member_name (builder, "fieldMode"); /* one field for the whole name */
      json_builder_add_int_value (builder, 1);
    }
  json_builder_end_object (builder);
}

static void
add_creators (JsonBuilder   *builder,
              const DpPaper *paper)
{
  json_builder_set_member_name (builder, "creators");
  json_builder_begin_array (builder);
  for (guint i = 0; paper->authors != NULL && paper->authors[i] != NULL; i++)
    add_creator (builder, paper->authors[i]);
  json_builder_end_array (builder);
}

static void
add_tags (JsonBuilder *builder,
          char *const *names)
{
  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    {
      json_builder_begin_object (builder);
      add_text (builder, "tag", names[i]);
      json_builder_end_object (builder);
    }
}

/* What Zotero has no field for. */
static void
add_extra (JsonBuilder   *builder,
           const DpPaper *paper)
{
  g_autofree char *comment = dp_tex_plain (paper->comment);
  g_autofree char *journal = dp_tex_plain (paper->journal_ref);
  g_autoptr (GString) extra = g_string_new (NULL);

  if (paper->primary_category != NULL)
    g_string_append_printf (extra, "[%s]", paper->primary_category);
  if (comment != NULL)
    g_string_append_printf (extra, "%sComment: %s", extra->len > 0 ? "\n" : "", comment);
  if (journal != NULL)
    g_string_append_printf (extra, "%sPublished in: %s", extra->len > 0 ? "\n" : "", journal);

  if (extra->len == 0)
    return;

  json_builder_set_member_name (builder, "extra");
  json_builder_add_string_value (builder, extra->str);
}

static void
add_item (JsonBuilder   *builder,
          const DpPaper *paper,
          guint          number)
{
  gboolean         is_arxiv = dp_paper_id_is_arxiv (paper->id);
  g_autofree char *local_id = g_strdup_printf ("paper-%u", number);
  g_autofree char *archive_id = is_arxiv ? dp_citation_format_id (paper) : NULL;
  g_autofree char *link = dp_citation_dup_link (paper);
  g_autofree char *day = paper->published != DP_TIME_UNKNOWN ? dp_time_format_day (paper->published) : NULL;

  json_builder_begin_object (builder);
  add_text (builder, "id", local_id);
  add_text (builder, "itemType", "preprint");
  add_tex (builder, "title", paper->title);
  add_creators (builder, paper);
  add_tex (builder, "abstractNote", paper->abstract);
  add_text (builder, "date", day);
  add_text (builder, "url", link);
  add_text (builder, "DOI", paper->doi);
  add_text (builder, "repository", is_arxiv ? "arXiv" : NULL);
  add_text (builder, "archiveID", archive_id);
  add_extra (builder, paper);
  json_builder_set_member_name (builder, "tags");
  json_builder_begin_array (builder);
  add_tags (builder, paper->categories);
  add_tags (builder, paper->tags);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

/**
 * dp_zotero_items_format:
 * @papers: (element-type DpPaper): papers
 * @session_id: what Zotero knows this request by; no other may have it
 *
 * Writes papers as preprints, with the user's tags beside arXiv's categories. Any thread.
 *
 * Returns: (transfer full): JSON
 */
char *
dp_zotero_items_format (GPtrArray  *papers,
                        const char *session_id)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (builder);
  add_text (builder, "sessionID", session_id);
  add_text (builder, "uri", PACKAGE_URL);
  json_builder_set_member_name (builder, "items");
  json_builder_begin_array (builder);
  for (guint i = 0; i < papers->len; i++)
    add_item (builder, g_ptr_array_index (papers, i), i);
  json_builder_end_array (builder);
  json_builder_end_object (builder);

  root = json_builder_get_root (builder);

  return json_to_string (root, FALSE);
}
