/* dp-paper-csv.c: papers as comma-separated values (RFC 4180)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "formats/dp-paper-csv.h"

#include "formats/dp-paper-json.h"

#define LINE_END "\r\n"

/* The keys of the short form, see dp_paper_json_build(). */
static const char *const columns[] = {
  "id",
  "version",
  "title",
  "authors",
  "abstract",
  "summary",
  "published",
  "updated",
  "primary_category",
  "categories",
  "comment",
  "journal_ref",
  "doi",
  "topics",
  "days",
  "tasks",
  "keywords",
  "links",
  "upvotes",
  "stars",
  "bookmarked",
  "read",
  "tags",
  "collections",
  "note",
};

/**
 * dp_paper_csv_get_header:
 *
 * Gives the first line of a file: the keys of the short form of JSON, in their
 * order. Static, any thread.
 *
 * Returns: (transfer none): the line, with its end
 */
const char *
dp_paper_csv_get_header (void)
{
  return "id,version,title,authors,abstract,summary,published,updated,primary_category,"
         "categories,comment,journal_ref,doi,topics,days,tasks,keywords,links,upvotes,stars,"
         "bookmarked,read,tags,collections,note" LINE_END;
}

/* A spreadsheet runs a cell that begins like a formula, and the text in it is a
 * stranger's. An apostrophe before it is how one writes such a text by hand. */
static gboolean
begins_like_formula (const char *text)
{
  switch (g_utf8_get_char (text))
    {
    case '=':
    case '+':
    case '-':
    case '@':
    case '\t':
    case '\r':
    case '\n':
    case 0xff1d: /* ＝ */
    case 0xff0b: /* ＋ */
    case 0xff0d: /* － */
    case 0xff20: /* ＠ */
      return TRUE;

    default:
      return FALSE;
    }
}

static void
append_text (GString    *line,
             const char *text)
{
  g_string_append_c (line, '"');

  if (begins_like_formula (text))
    g_string_append_c (line, '\'');

  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '"')
        g_string_append_c (line, '"');
      g_string_append_c (line, *p);
    }

  g_string_append_c (line, '"');
}

static void
append_list (GString   *line,
             JsonArray *list)
{
  g_autoptr (GString) joined = g_string_new (NULL);

  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      JsonNode   *item = json_array_get_element (list, i);
      const char *text = JSON_NODE_HOLDS_OBJECT (item)
                           ? json_object_get_string_member (json_node_get_object (item), "url")
                           : json_node_get_string (item);

      if (i > 0)
        g_string_append (joined, "; ");
      g_string_append (joined, text);
    }

  append_text (line, joined->str);
}

static void
append_value (GString  *line,
              JsonNode *value)
{
  if (value == NULL)
    return;

  if (JSON_NODE_HOLDS_ARRAY (value))
    append_list (line, json_node_get_array (value));
  else if (json_node_get_value_type (value) == G_TYPE_STRING)
    append_text (line, json_node_get_string (value));
  else if (json_node_get_value_type (value) == G_TYPE_BOOLEAN)
    g_string_append (line, json_node_get_boolean (value) ? "true" : "false");
  else
    g_string_append_printf (line, "%" G_GINT64_FORMAT, json_node_get_int (value));
}

/**
 * dp_paper_csv_format:
 * @paper: a paper, all its texts valid UTF-8
 *
 * Writes a paper as one record of RFC 4180 under dp_paper_csv_get_header(): what
 * the short form of JSON holds, lists joined by "; ", links by their addresses,
 * what is absent empty. Every text is in quotes.
 *
 * Titles, comments and names come from strangers, and spreadsheets run what
 * begins with `=`, `+`, `-` or `@` (or their full-width forms) as a formula. Such
 * a text gets an apostrophe before it: a cell never does anything, and never
 * loses a character. Who needs the exact text takes JSON. Any thread.
 *
 * Returns: (transfer full): the record, with its line end
 */
char *
dp_paper_csv_format (const DpPaper *paper)
{
  g_autoptr (JsonNode) node = dp_paper_json_build (paper);
  JsonObject *object = json_node_get_object (node);
  GString    *line = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      if (i > 0)
        g_string_append_c (line, ',');
      append_value (line, json_object_get_member (object, columns[i]));
    }

  g_string_append (line, LINE_END);

  return g_string_free (line, FALSE);
}
