/* test-oai-parser.c: saved OAI-PMH answers, good and bad
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "formats/arxiv/dp-oai-parser.h"

#include <libxml/parser.h>
#include <string.h>

#include "formats/dp-author-names.h"
#include "formats/dp-format-error.h"

#define OAI "<?xml version='1.0' encoding='UTF-8'?>\n<OAI-PMH xmlns='http://www.openarchives.org/OAI/2.0/'>\n"
#define LIST OAI "<responseDate>2025-01-01T00:00:00Z</responseDate>\n<ListRecords>\n"
#define END "</ListRecords>\n</OAI-PMH>\n"

#define RECORD(id, xml)                                                                            \
  "<record><header><identifier>oai:arXiv.org:" id "</identifier><datestamp>2025-01-02</datestamp>" \
  "<setSpec>cs</setSpec></header>\n<metadata>" xml "</metadata></record>\n"
#define ARXIV(xml) "<arXiv xmlns='http://arxiv.org/OAI/arXiv/'>" xml "</arXiv>"
#define RAW(xml) "<arXivRaw xmlns='http://arxiv.org/OAI/arXivRaw/'>" xml "</arXivRaw>"

static DpOaiAnswer *
parse_well (const char *text)
{
  g_autoptr (GError) error = NULL;
  DpOaiAnswer *answer = dp_oai_parse (text, strlen (text), &error);

  g_assert_no_error (error);
  g_assert_nonnull (answer);

  return answer;
}

static void
assert_fails (const char   *text,
              DpFormatError code,
              const char   *word)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DpOaiAnswer) answer = dp_oai_parse (text, strlen (text), &error);

  g_assert_null (answer);
  g_assert_error (error, DP_FORMAT_ERROR, (int)code);
  g_assert_nonnull (strstr (error->message, word));
}

static void
assert_strv (char      **list,
             const char *expected)
{
  g_autofree char *joined = list != NULL ? g_strjoinv ("|", list) : g_strdup ("");

  g_assert_cmpstr (joined, ==, expected);
}

static void
assert_time (DpTime      time,
             const char *expected)
{
  g_autofree char *text = dp_time_format_iso8601 (time);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_arxiv (void)
{
  g_autoptr (DpOaiAnswer) answer = parse_well (
    LIST RECORD (
      "0704.0001",
      ARXIV ("<id>0704.0001</id><created>2007-04-02</created><updated>2007-07-24</updated>"
             "<authors><author><keyname>Poincar\\'e</keyname><forenames>Mar\\'\\ia</forenames><suffix>Jr.</suffix></author>"
             "<author><keyname>Example Collaboration</keyname></author><author><keyname>:</keyname></author>"
             "<author><keyname>c</keyname><forenames>L\\Horen Ili\\'</forenames><affiliation>Somewhere</affiliation></author></authors>"
             "<title>On Gr\\\"obner\n  bases &amp; $\\'x$</title><categories>math.MP hep-th cs.AI</categories>"
             "<comments>3 pages, for the Acad\\'emie</comments><journal-ref>J. Ex. 1 (2007) 2</journal-ref>"
             "<doi>10.1000/One.1, 10.1000/two</doi><license>http://example.org</license>"
             "<abstract>  First line\nsecond line,\n  na\\\"ive.\n</abstract>")) END);
  const DpPaper *paper = g_ptr_array_index (answer->papers, 0);

  g_assert_cmpuint (answer->papers->len, ==, 1);
  g_assert_cmpuint (answer->n_records, ==, 1);
  g_assert_cmpstr (paper->id, ==, "0704.0001");
  g_assert_cmpuint (paper->version, ==, 0);
  g_assert_cmpstr (paper->title, ==, "On Gröbner bases & $\\'x$");
  assert_strv (paper->authors, "María Poincaré Jr.|Example Collaboration|Lőren Ilić");
  g_assert_cmpstr (paper->primary_category, ==, "math-ph");
  assert_strv (paper->categories, "math-ph|math.MP|hep-th|cs.AI");
  g_assert_cmpstr (paper->abstract, ==, "First line second line, naïve.");
  g_assert_cmpstr (paper->comment, ==, "3 pages, for the Académie");
  g_assert_cmpstr (paper->journal_ref, ==, "J. Ex. 1 (2007) 2");
  g_assert_cmpstr (paper->doi, ==, "10.1000/One.1");
  assert_time (paper->published, "2007-04-02T00:00:00Z");
  assert_time (paper->updated, "2007-07-24T00:00:00Z");
  g_assert_true (paper->published_is_day);
  g_assert_null (paper->versions);
}

static void
test_raw (void)
{
  g_autoptr (DpOaiAnswer) answer = parse_well (
    LIST RECORD (
      "math/0309136",
      RAW ("<id>math/0309136</id><submitter>Somebody</submitter>"
           "<version version=\"v1\"><date>Mon, 8 Sep 2003 10:00:00 GMT</date><size>12kb</size></version>"
           "<version version=\"v3\"><date>Tue, 1 Jun 2004 11:30:05 GMT</date></version>"
           "<version version=\"v2\"><date>Sat, 1 May 2004 11:30:05 GMT</date></version>"
           "<version version=\"v9\"><date>some day</date></version>"
           "<title>Knots</title><authors>Jos\\'e One (1 and 2), B. Two, Jr. and C. Three ((1) Here (there), (2) Elsewhere)</authors>"
           "<categories>math.GT</categories><abstract>Text.</abstract>")) END);
  const DpPaper *paper = g_ptr_array_index (answer->papers, 0);

  g_assert_cmpstr (paper->id, ==, "math/0309136");
  g_assert_cmpuint (paper->version, ==, 3);
  assert_strv (paper->authors, "José One|B. Two Jr.|C. Three");
  assert_time (paper->published, "2003-09-08T10:00:00Z");
  assert_time (paper->updated, "2004-06-01T11:30:05Z");
  g_assert_false (paper->published_is_day);
  g_assert_cmpuint (paper->versions->len, ==, 3);
}

/* A harvester that lost the namespace; a record without its id; one that says nothing; one deleted. */
static void
test_oddities (void)
{
  g_autoptr (DpOaiAnswer) answer = parse_well (
    LIST RECORD ("2501.00001", "<arXiv><id>2501.00001</id><title>0</title></arXiv>")
      RECORD ("2501.00002", ARXIV ("<title>No id</title>"))
        RECORD ("2501.00003", ARXIV ("<id>2501.00003</id>"))
          RECORD ("2501.00002", ARXIV ("<title>Again</title>")) "<record><header status='deleted'><identifier>oai:arXiv.org:2501.00004</identifier></header></record>"
                                                                "<resumptionToken cursor='0' completeListSize='102538'> 7|1001 </resumptionToken>" END);
  const DpOaiProblem *problem = g_ptr_array_index (answer->rejected, 0);
  const DpPaper      *first = g_ptr_array_index (answer->papers, 0);
  const DpPaper      *second = g_ptr_array_index (answer->papers, 1);

  g_assert_cmpuint (answer->n_records, ==, 5);
  g_assert_cmpuint (answer->papers->len, ==, 2);
  g_assert_cmpstr (first->title, ==, "0");
  g_assert_cmpstr (second->id, ==, "2501.00002");
  g_assert_cmpuint (answer->rejected->len, ==, 1);
  g_assert_cmpstr (problem->id, ==, "oai:arXiv.org:2501.00003");
  g_assert_cmpuint (problem->line, ==, 10);
  g_assert_cmpuint (answer->deleted->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (answer->deleted, 0), ==, "2501.00004");
  g_assert_cmpstr (answer->resumption_token, ==, "7|1001");
  g_assert_cmpint (answer->complete_list_size, ==, 102538);
}

static void
test_empty (void)
{
  static const char *const empty[] = {
    LIST END,
    LIST "<resumptionToken/>" END,
    OAI "<error code='noRecordsMatch'>Nothing there.</error></OAI-PMH>",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (empty); i++)
    {
      g_autoptr (DpOaiAnswer) answer = parse_well (empty[i]);

      g_assert_cmpuint (answer->papers->len, ==, 0);
      g_assert_cmpuint (answer->n_records, ==, 0);
      g_assert_null (answer->resumption_token);
    }
}

static void
test_errors (void)
{
  assert_fails (OAI "<error code='badResumptionToken'>It is too old.</error></OAI-PMH>",
                DP_FORMAT_ERROR_REFUSED, "It is too old.");
  assert_fails (OAI "<error code='badVerb'/></OAI-PMH>", DP_FORMAT_ERROR_REFUSED, "did not say why");
  assert_fails (LIST RECORD ("2501.00001", "<oai_dc:dc xmlns:oai_dc='http://www.openarchives.org/OAI/2.0/oai_dc/'/>") END,
                DP_FORMAT_ERROR_NOT_A_FEED, "“oai_dc”");
  assert_fails (LIST RECORD ("2501.00001", "<arXivOld/>") END, DP_FORMAT_ERROR_NOT_A_FEED, "“arXivOld”");
  assert_fails (OAI "<Identify/></OAI-PMH>", DP_FORMAT_ERROR_NOT_A_FEED, "something else");
  assert_fails ("<feed xmlns='http://www.w3.org/2005/Atom'/>", DP_FORMAT_ERROR_NOT_A_FEED, "not a list");
  assert_fails ("<!DOCTYPE html><html></html>", DP_FORMAT_ERROR_NOT_A_FEED, "web page");
  assert_fails (LIST "<record><metadata><arXiv><id>2501.00001</id><title>Half", DP_FORMAT_ERROR_TRUNCATED, "middle");
  assert_fails (LIST "</wrong>", DP_FORMAT_ERROR_SYNTAX, "line 4");
  assert_fails ("<!DOCTYPE a [<!ENTITY l 'lol'>]>" LIST "&l;" END, DP_FORMAT_ERROR_SYNTAX, "document type");
  assert_fails ("", DP_FORMAT_ERROR_TRUNCATED, "middle");
}

static void
test_author_names (void)
{
  static const struct
  {
    const char *text;
    const char *expected;
  } cases[] = {
    { "A. One", "A. One" },
    { "A. One, B. Two", "A. One|B. Two" },
    { "A. One, B. Two, and C. Three", "A. One|B. Two|C. Three" },
    { "A. One & B. Sandy", "A. One|B. Sandy" },
    { "Example Collaboration: A. One, B. Two", "Example Collaboration|A. One|B. Two" },
    { "A. One, III, B. Two, Jr", "A. One III|B. Two Jr" },
    { "Andy And, B. and", "Andy And|B. and" },
    { "A. One (unclosed, B. Two", "A. One" },
    { "A. One) , ,", "A. One)" },
    { " , (nobody) ", "" },
    { "", "" },
    { NULL, "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (GStrv) names = dp_author_names_split (cases[i].text);

      assert_strv (names, cases[i].expected);
    }
}

int
main (int argc, char **argv)
{
  int status = 0;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/oai-parser/arxiv", test_arxiv);
  g_test_add_func ("/oai-parser/raw", test_raw);
  g_test_add_func ("/oai-parser/oddities", test_oddities);
  g_test_add_func ("/oai-parser/empty", test_empty);
  g_test_add_func ("/oai-parser/errors", test_errors);
  g_test_add_func ("/oai-parser/author-names", test_author_names);

  status = g_test_run ();
  xmlCleanupParser ();

  return status;
}
