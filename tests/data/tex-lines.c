/* tex-lines.c: texts with TeX as lines of JSON, for test_tex.py
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <json-glib/json-glib.h>
#include <stdio.h>
#include <string.h>

#include "model/tex/dp-tex-plain.h"
#include "model/tex/dp-tex-text.h"
#include "render/dp-tex-html.h"

static void
write_line (const char *text)
{
  g_autoptr (GPtrArray) segments = dp_tex_text_parse (text);
  g_autoptr (GString) html = g_string_new (NULL);
  g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *plain = dp_tex_plain (text);
  g_autofree char *line = NULL;
  gint64           n_formulas = 0;

  dp_tex_html_append (html, text, NULL, NULL);
  for (guint i = 0; i < segments->len; i++)
    n_formulas += ((DpTexSegment *)g_ptr_array_index (segments, i))->kind == DP_TEX_MATH;

  json_builder_begin_array (builder);
  json_builder_add_string_value (builder, html->str);
  json_builder_add_string_value (builder, plain);
  json_builder_add_int_value (builder, n_formulas);
  json_builder_end_array (builder);

  node = json_builder_get_root (builder);
  line = json_to_string (node, FALSE);
  puts (line); /* g_print() would ask the locale */
}

/* Each line of the input is a text as a string of JSON. */
int
main (void)
{
  g_autoptr (GIOChannel) input = g_io_channel_unix_new (fileno (stdin));
  g_autofree char *line = NULL;

  while (g_io_channel_read_line (input, &line, NULL, NULL, NULL) == G_IO_STATUS_NORMAL)
    {
      g_autoptr (JsonNode) node = json_from_string (line, NULL);

      g_assert_nonnull (node);
      write_line (json_node_get_string (node));
      g_clear_pointer (&line, g_free);
    }

  return 0;
}
