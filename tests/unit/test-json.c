/* test-json.c: JSON from outside, in every state
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "formats/dp-format-error.h"
#include "formats/dp-json.h"

static void
test_reads_json (void)
{
  const struct
  {
    const char *text;
    const char *as_read;
  } cases[] = {
    { "[1, \"two\", null, {\"three\": 3.5, \"four\": [true]}]", "[1,\"two\",null,{\"three\":3.5,\"four\":[true]}]" },
    { "\xef\xbb\xbf {\"a\": \"\\\"[[{{\"}\n", "{\"a\":\"\\\"[[{{\"}" },
    { "[\"\\\\ud83d\"]", "[\"\\\\ud83d\"]" },
    { "[\"\\u00e9 \\ud83d\\ude00\"]", "[\"\303\251 \360\237\230\200\"]" },
    /* Halves of pairs are no characters. */
    { "[\"a\\ud83d\"]", "[\"a\357\277\275\"]" },
    { "[\"\\ude00\\ud83dx\"]", "[\"\357\277\275\357\277\275x\"]" },
    { "[\"\\ud83d\\u0041\"]", "[\"\357\277\275A\"]" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonNode) root = dp_json_parse (cases[i].text, strlen (cases[i].text), &error);
      g_autofree char *as_read = NULL;

      g_assert_no_error (error);
      as_read = json_to_string (root, FALSE);
      g_assert_cmpstr (as_read, ==, cases[i].as_read);
    }
}

static void
test_refuses_what_is_none (void)
{
  const struct
  {
    const char   *text;
    DpFormatError code;
  } cases[] = {
    { "", DP_FORMAT_ERROR_SYNTAX },
    { "nothing", DP_FORMAT_ERROR_SYNTAX },
    { "[1,]", DP_FORMAT_ERROR_SYNTAX },
    { "[\"\xff\"]", DP_FORMAT_ERROR_SYNTAX },
    { "<!DOCTYPE html><p>[", DP_FORMAT_ERROR_SYNTAX },
    { "[\"a\"", DP_FORMAT_ERROR_TRUNCATED },
    { "[{\"a\": \"b", DP_FORMAT_ERROR_TRUNCATED },
    { "[\"a\\", DP_FORMAT_ERROR_TRUNCATED },
    { "[\"a\\ud8", DP_FORMAT_ERROR_TRUNCATED },
    /* A character that is cut in two */
    { "[\"\xc3", DP_FORMAT_ERROR_TRUNCATED },
    /* json-glib would take these. */
    { "/* a comment */ []", DP_FORMAT_ERROR_SYNTAX },
    { "['a']", DP_FORMAT_ERROR_SYNTAX },
    { "var x = [1];", DP_FORMAT_ERROR_SYNTAX },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonNode) root = dp_json_parse (cases[i].text, strlen (cases[i].text), &error);

      g_test_message ("Case %" G_GSIZE_FORMAT, i);
      g_assert_null (root);
      g_assert_error (error, DP_FORMAT_ERROR, (int)cases[i].code);
    }
}

/* Repeats @piece, between @before and @after. */
static char *
repeat (const char *before,
        const char *piece,
        guint       n,
        const char *after)
{
  GString *text = g_string_new (before);

  for (guint i = 0; i < n; i++)
    g_string_append (text, piece);
  g_string_append (text, after);

  return g_string_free (text, FALSE);
}

static void
test_keeps_its_limits (void)
{
  /* Each would end the program if json-glib got it, or its memory; the second and third
   * hide their brackets from who does not know json-glib's own ideas of JSON. */
  char *bombs[] = {
    repeat ("", "[", 300000, ""),
    repeat ("/* \" */", "[", 300000, ""),
    repeat ("['\"',", "[", 300000, ""),
    repeat ("{\"a\":", "{\"a\":", 40, "1"),
    repeat ("[[]", ",[]", DP_JSON_MAX_VALUES, "]"),
  };
  g_autofree char *deep = repeat ("", "[", DP_JSON_MAX_DEPTH, "]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]");
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (bombs); i++)
    {
      root = dp_json_parse (bombs[i], strlen (bombs[i]), &error);
      g_assert_null (root);
      g_assert_error (error, DP_FORMAT_ERROR, DP_FORMAT_ERROR_SYNTAX);
      g_clear_error (&error);
      g_clear_pointer (&bombs[i], g_free);
    }

  root = dp_json_parse (deep, strlen (deep), &error);
  g_assert_no_error (error);
  g_assert_nonnull (root);
}

static void
test_reads_the_first_object (void)
{
  const struct
  {
    const char *text;
    const char *as_read; /* (nullable) */
  } cases[] = {
    { "[ {\"a\": {\"b\": \"}\\\"\"}}, {broken", "{\"a\":{\"b\":\"}\\\"\"}}" },
    { "[[{}]]", NULL },
    { "[1, {}]", NULL },
    { "[", NULL },
    { "[]", NULL },
    { "[{\"a\": \"}", NULL },
    { "[{\"a\": 1 2}]", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (JsonNode) node = dp_json_parse_first_object (cases[i].text, strlen (cases[i].text));
      g_autofree char *as_read = node != NULL ? json_to_string (node, FALSE) : NULL;

      g_assert_cmpstr (as_read, ==, cases[i].as_read);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/json/reads-json", test_reads_json);
  g_test_add_func ("/json/refuses-what-is-none", test_refuses_what_is_none);
  g_test_add_func ("/json/reads-the-first-object", test_reads_the_first_object);
  g_test_add_func ("/json/keeps-its-limits", test_keeps_its_limits);

  return g_test_run ();
}
