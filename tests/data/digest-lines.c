/* digest-lines.c: says as JSON what the parser reads in digests, a line a file
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <json-glib/json-glib.h>
#include <stdio.h>

#include "formats/digest/dp-digest-parser.h"
#include "formats/dp-paper-json.h"

static void
add_string (JsonBuilder *builder,
            const char  *name,
            const char  *text)
{
  if (text == NULL)
    return;

  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, text);
}

static void
add_section (JsonBuilder           *builder,
             const DpDigestSection *section)
{
  json_builder_begin_object (builder);
  add_string (builder, "topic", section->topic);
  add_string (builder, "day", section->day);
  add_string (builder, "month", section->month);
  add_string (builder, "reason", section->reason);
  json_builder_set_member_name (builder, "papers");
  json_builder_begin_array (builder);
  for (guint i = 0; i < section->papers->len; i++)
    json_builder_add_value (builder, dp_paper_json_build (g_ptr_array_index (section->papers, i)));
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

static void
add_problem (JsonBuilder           *builder,
             const DpDigestProblem *problem)
{
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "line");
  json_builder_add_int_value (builder, problem->line);
  json_builder_set_member_name (builder, "is_lost");
  json_builder_add_boolean_value (builder, problem->is_lost);
  add_string (builder, "text", problem->text);
  add_string (builder, "reason", problem->reason);
  json_builder_end_object (builder);
}

static void
add_digest (JsonBuilder    *builder,
            const DpDigest *digest)
{
  add_string (builder, "layout", dp_digest_layout_to_string (digest->layout));
  add_string (builder, "last_update", digest->last_update);
  json_builder_set_member_name (builder, "n_rows");
  json_builder_add_int_value (builder, digest->n_rows);
  json_builder_set_member_name (builder, "sections");
  json_builder_begin_array (builder);
  for (guint i = 0; i < digest->sections->len; i++)
    add_section (builder, g_ptr_array_index (digest->sections, i));
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "problems");
  json_builder_begin_array (builder);
  for (guint i = 0; i < digest->problems->len; i++)
    add_problem (builder, g_ptr_array_index (digest->problems, i));
  json_builder_end_array (builder);
}

static void
print_file (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (DpDigest) digest = NULL;
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *contents = NULL;
  g_autofree char *line = NULL;
  gsize            length = 0;
  gint64           start = 0;

  if (!g_file_get_contents (path, &contents, &length, &error))
    g_error ("%s", error->message);

  start = g_get_monotonic_time ();
  digest = dp_digest_parse (contents, length, path, &error);

  json_builder_begin_object (builder);
  add_string (builder, "path", path);
  json_builder_set_member_name (builder, "ms");
  json_builder_add_double_value (builder, (double)(g_get_monotonic_time () - start) / 1000);
  add_string (builder, "error", error != NULL ? error->message : NULL);
  if (digest != NULL)
    add_digest (builder, digest);
  json_builder_end_object (builder);

  root = json_builder_get_root (builder);
  line = json_to_string (root, FALSE);
  puts (line);
}

int
main (int    argc,
      char **argv)
{
  for (int i = 1; i < argc; i++)
    print_file (argv[i]);

  return 0;
}
