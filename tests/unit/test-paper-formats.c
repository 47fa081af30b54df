/* test-paper-formats.c: a paper as JSON and as comma-separated values
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "formats/dp-paper-csv.h"
#include "formats/dp-paper-json.h"

static char **
list (const char *joined)
{
  return g_strsplit (joined, "|", -1);
}

static DpPaper *
make_full_paper (void)
{
  DpPaper *paper = dp_paper_new ();

  paper->id = g_strdup ("2501.00001");
  paper->version = 2;
  paper->title = g_strdup ("On \"Kites\", and\\or \u2028 Strings");
  paper->authors = list ("Ada Müller|B. O'Neill");
  paper->abstract = g_strdup ("We fly a kite.");
  paper->published = 1735689600;
  paper->updated = 1736899200;
  paper->primary_category = g_strdup ("cs.CL");
  paper->categories = list ("cs.CL|cs.AI");
  paper->comment = g_strdup ("3 pages");
  paper->journal_ref = g_strdup ("J. Kites 1 (2025)");
  paper->doi = g_strdup ("10.1000/kite");
  paper->topics = list ("kites");
  paper->tasks = list ("Flying");
  paper->keywords = list ("kite|wind");
  paper->upvotes = 7;
  paper->stars = 0;
  paper->bookmarked = TRUE;
  paper->tags = list ("to read");
  paper->collections = list ("Thesis");
  paper->note = g_strdup ("Line one\nline two");
  dp_paper_add_summary (paper, "digest", "A digest's.");
  dp_paper_add_summary (paper, "hugging-face", "Kites fly.");
  dp_paper_add_day (paper, "2025-01-02", 3);
  dp_paper_add_link (paper, DP_LINK_GITHUB, "https://github.com/a/kite");

  return paper;
}

static void
test_json (void)
{
  g_autoptr (DpPaper) paper = make_full_paper ();
  g_autofree char *json = dp_paper_json_format (paper);

  g_assert_cmpstr (json, ==,
                   "{\"id\":\"2501.00001\",\"version\":2,\"title\":\"On \\\"Kites\\\", and\\\\or \u2028 Strings\","
                   "\"authors\":[\"Ada Müller\",\"B. O'Neill\"],\"abstract\":\"We fly a kite.\","
                   "\"summary\":\"Kites fly.\",\"published\":\"2025-01-01T00:00:00Z\","
                   "\"updated\":\"2025-01-15T00:00:00Z\",\"primary_category\":\"cs.CL\","
                   "\"categories\":[\"cs.CL\",\"cs.AI\"],\"comment\":\"3 pages\","
                   "\"journal_ref\":\"J. Kites 1 (2025)\",\"doi\":\"10.1000/kite\",\"topics\":[\"kites\"],"
                   "\"days\":[\"2025-01-02\"],\"tasks\":[\"Flying\"],\"keywords\":[\"kite\",\"wind\"],"
                   "\"links\":[{\"kind\":\"abs\",\"url\":\"https://arxiv.org/abs/2501.00001\"},"
                   "{\"kind\":\"pdf\",\"url\":\"https://arxiv.org/pdf/2501.00001\"},"
                   "{\"kind\":\"html\",\"url\":\"https://arxiv.org/html/2501.00001\"},"
                   "{\"kind\":\"doi\",\"url\":\"https://doi.org/10.1000/kite\"},"
                   "{\"kind\":\"github\",\"url\":\"https://github.com/a/kite\"}],"
                   "\"upvotes\":7,\"stars\":0,\"bookmarked\":true,\"read\":false,\"tags\":[\"to read\"],"
                   "\"collections\":[\"Thesis\"],\"note\":\"Line one\\nline two\"}");
}

static void
test_json_leaves_out_what_is_absent (void)
{
  g_autoptr (DpPaper) paper = dp_paper_new ();
  g_autofree char *json = NULL;

  paper->id = g_strdup ("url:https://example.org/report");
  paper->title = g_strdup ("0");
  paper->comment = g_strdup ("");
  paper->authors = list ("");
  paper->published = 1735689600;
  paper->published_is_day = TRUE;
  json = dp_paper_json_format (paper);

  g_assert_cmpstr (json, ==,
                   "{\"id\":\"url:https://example.org/report\",\"title\":\"0\",\"published\":\"2025-01-01\","
                   "\"links\":[{\"kind\":\"other\",\"url\":\"https://example.org/report\"}],"
                   "\"bookmarked\":false,\"read\":false}");
}

static void
test_csv (void)
{
  g_autoptr (DpPaper) paper = make_full_paper ();
  g_autofree char *csv = dp_paper_csv_format (paper);

  g_assert_cmpstr (csv, ==,
                   "\"2501.00001\",2,\"On \"\"Kites\"\", and\\or \u2028 Strings\",\"Ada Müller; B. O'Neill\","
                   "\"We fly a kite.\",\"Kites fly.\",\"2025-01-01T00:00:00Z\",\"2025-01-15T00:00:00Z\","
                   "\"cs.CL\",\"cs.CL; cs.AI\",\"3 pages\",\"J. Kites 1 (2025)\",\"10.1000/kite\",\"kites\","
                   "\"2025-01-02\",\"Flying\",\"kite; wind\","
                   "\"https://arxiv.org/abs/2501.00001; https://arxiv.org/pdf/2501.00001; "
                   "https://arxiv.org/html/2501.00001; https://doi.org/10.1000/kite; https://github.com/a/kite\","
                   "7,0,true,false,\"to read\",\"Thesis\",\"Line one\nline two\"\r\n");
}

static void
test_csv_columns_agree (void)
{
  g_autoptr (DpPaper) empty = dp_paper_new ();
  g_autoptr (DpPaper) full = make_full_paper ();
  g_autofree char *csv = dp_paper_csv_format (empty);
  g_autofree char *header = g_strdup (dp_paper_csv_get_header ());
  g_autoptr (JsonNode) node = dp_paper_json_build (full);
  g_autoptr (GList) keys = json_object_get_members (json_node_get_object (node));
  GString *expected = g_string_new (NULL);

  for (GList *key = keys; key != NULL; key = key->next)
    g_string_append_printf (expected, key->next != NULL ? "%s," : "%s\r\n", (const char *)key->data);

  g_assert_cmpstr (header, ==, expected->str);
  g_assert_cmpstr (csv, ==, ",,,,,,,,,,,,,,,,,,,,false,false,,,\r\n");
  g_string_free (expected, TRUE);
}

static void
test_csv_is_no_formula (void)
{
  static const struct
  {
    const char *title;
    const char *cell;
  } cases[] = {
    { "=HYPERLINK(\"https://example.org\")", "\"'=HYPERLINK(\"\"https://example.org\"\")\"" },
    { "+1", "\"'+1\"" },
    { "-algebra", "\"'-algebra\"" },
    { "@home", "\"'@home\"" },
    { "＝1+1", "\"'＝1+1\"" },
    { "a=b", "\"a=b\"" },
    { "'quoted'", "\"'quoted'\"" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (DpPaper) paper = dp_paper_new ();
      g_autofree char *csv = NULL;
      g_autofree char *expected = g_strdup_printf (",,%s,,", cases[i].cell);

      paper->title = g_strdup (cases[i].title);
      csv = dp_paper_csv_format (paper);
      g_assert_true (g_str_has_prefix (csv, expected));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/paper-formats/json", test_json);
  g_test_add_func ("/paper-formats/json-leaves-out-what-is-absent", test_json_leaves_out_what_is_absent);
  g_test_add_func ("/paper-formats/csv", test_csv);
  g_test_add_func ("/paper-formats/csv-columns-agree", test_csv_columns_agree);
  g_test_add_func ("/paper-formats/csv-is-no-formula", test_csv_is_no_formula);

  return g_test_run ();
}
