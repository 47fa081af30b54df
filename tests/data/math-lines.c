/* math-lines.c: texts with TeX as pages' text with their formulas set, for test_math.py
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <json-glib/json-glib.h>
#include <signal.h>
#include <stdio.h>

#include "math/dp-math-process.h"
#include "render/dp-page-formulas.h"
#include "render/dp-tex-html.h"
#include "test-util.h"

static DpMath *
set (DpMathProcess *process,
     GPtrArray     *formulas)
{
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *slot = NULL;

  dp_math_setter_set_async (DP_MATH_SETTER (process), formulas, NULL, test_result_cb, &slot);
  result = test_await (&slot);

  return dp_math_setter_set_finish (DP_MATH_SETTER (process), result, NULL);
}

static void
add_formula (JsonBuilder     *builder,
             const DpFormula *formula,
             const DpMath    *math)
{
  const char *html = dp_math_get_html (math, formula->tex, formula->display);
  const char *reason = dp_math_get_reason (math, formula->tex, formula->display);

  json_builder_begin_array (builder);
  json_builder_add_string_value (builder, formula->tex);
  json_builder_add_string_value (builder, html);
  json_builder_add_string_value (builder, reason);
  json_builder_end_array (builder);
}

/* The HTML, and each formula with its own or its reason. */
static void
write_line (DpMathProcess *process,
            const char    *text)
{
  g_autoptr (DpPaper) paper = dp_paper_new ();
  g_autoptr (GPtrArray) formulas = NULL;
  g_autoptr (DpMath) math = NULL;
  g_autoptr (GString) html = g_string_new (NULL);
  g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *line = NULL;

  paper->abstract = g_strdup (text);
  formulas = dp_page_list_formulas (paper);
  math = set (process, formulas);
  dp_tex_html_append (html, text, math, NULL);

  json_builder_begin_array (builder);
  json_builder_add_string_value (builder, html->str);
  json_builder_begin_array (builder);
  for (guint i = 0; i < formulas->len; i++)
    add_formula (builder, g_ptr_array_index (formulas, i), math);
  json_builder_end_array (builder);
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
  g_autoptr (DpMathProcess) process = NULL;
  g_autofree char *line = NULL;

  signal (SIGPIPE, SIG_IGN);
  process = dp_math_process_new (DP_MATH_FOR_PAGE);

  while (g_io_channel_read_line (input, &line, NULL, NULL, NULL) == G_IO_STATUS_NORMAL)
    {
      g_autoptr (JsonNode) node = json_from_string (line, NULL);

      g_assert_nonnull (node);
      write_line (process, json_node_get_string (node));
      g_clear_pointer (&line, g_free);
    }

  return 0;
}
