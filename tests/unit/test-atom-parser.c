/* test-atom-parser.c: arXiv's Atom answers, good and bad
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "formats/arxiv/dp-atom-parser.h"

#include <string.h>

#include "formats/dp-format-error.h"

#define FEED                                                                              \
  "<?xml version='1.0' encoding='UTF-8'?>\n"                                              \
  "<feed xmlns='http://www.w3.org/2005/Atom' xmlns:arxiv='http://arxiv.org/schemas/atom'" \
  " xmlns:opensearch='http://a9.com/-/spec/opensearch/1.1/'>"
#define END "</feed>"

#define ENTRY(id, title) "<entry><id>http://arxiv.org/abs/" id "</id><title>" title "</title></entry>"

/* Feeds the whole text, or one byte after the other, and finishes. */
static DpAtomParser *
parse (const char *text,
       gsize       length,
       gsize       chunk_size,
       GError    **error)
{
  g_autoptr (DpAtomParser) parser = dp_atom_parser_new ();

  for (gsize i = 0; i < length; i += MIN (chunk_size, length - i))
    if (!dp_atom_parser_feed (parser, text + i, MIN (chunk_size, length - i), error))
      return g_steal_pointer (&parser);

  dp_atom_parser_finish (parser, error);

  return g_steal_pointer (&parser);
}

static DpAtomParser *
parse_well (const char *text)
{
  g_autoptr (GError) error = NULL;
  DpAtomParser *parser = parse (text, strlen (text), 3, &error);

  g_assert_no_error (error);

  return parser;
}

/* The same error, and as many papers, wherever the answer is cut. */
static void
assert_fails (const char   *text,
              DpFormatError code,
              guint         n_papers)
{
  static const gsize chunk_sizes[] = { 1, 2, 7, 100, G_MAXSIZE };

  for (gsize i = 0; i < G_N_ELEMENTS (chunk_sizes); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (DpAtomParser) parser = parse (text, strlen (text), chunk_sizes[i], &error);

      g_assert_error (error, DP_FORMAT_ERROR, (int)code);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      g_assert_cmpuint (dp_atom_parser_get_papers (parser)->len, ==, n_papers);
    }
}

static const DpPaper *
get_paper (DpAtomParser *parser,
           guint         i)
{
  GPtrArray *papers = dp_atom_parser_get_papers (parser);

  g_assert_cmpuint (i, <, papers->len);

  return g_ptr_array_index (papers, i);
}

static void
test_full_entry (void)
{
  g_autoptr (DpAtomParser) parser = parse_well (
    FEED
    "<opensearch:totalResults> 4711 </opensearch:totalResults><title>Query</title>"
    "<entry><arxiv:doi>10.1000/Kite</arxiv:doi><author><arxiv:affiliation>Here</arxiv:affiliation>"
    "<name> Ada\n Müller </name></author><author><name>B. O&#39;Neill</name></author>"
    "<category term='cs.AI' scheme='x'/><category term='math.MP'/><category term='A&amp;B &lt;1&gt;'/>"
    "<arxiv:primary_category term='cs.CL'/><summary>  Two\n  lines &amp; <![CDATA[<b>]]>.\n</summary>"
    "<published>2025-01-01T00:00:00Z</published><updated>2025-01-15T00:00:00+00:00</updated>"
    "<link href='http://arxiv.org/abs/2501.00001v3' rel='alternate' type='text/html'/>"
    "<link title='pdf' href='http://arxiv.org/pdf/2501.00001v3' rel='related'/>"
    "<link title='doi' href='http://dx.doi.org/10.1000/kite' rel='related'/>"
    "<link title='doi' href='https://doi.org/10.1000/other' rel='related'/>"
    "<link title='data' href='https://example.org/?a=1&amp;b=2' rel='related'/>"
    "<link title='bad' href='javascript:alert(1)' rel='related'/>"
    "<arxiv:comment>3 pages</arxiv:comment><arxiv:journal_ref>J. Kites</arxiv:journal_ref>"
    "<title> On\n   kites </title><id>https://arxiv.org/abs/2501.00001v3</id></entry>" END);
  const DpPaper *paper = get_paper (parser, 0);
  const DpLink  *link = NULL;

  g_assert_cmpint (dp_atom_parser_get_total_results (parser), ==, 4711);
  g_assert_cmpstr (paper->id, ==, "2501.00001");
  g_assert_cmpuint (paper->version, ==, 3);
  g_assert_cmpstr (paper->title, ==, "On kites");
  g_assert_cmpstr (paper->authors[0], ==, "Ada Müller");
  g_assert_cmpstr (paper->authors[1], ==, "B. O'Neill");
  g_assert_null (paper->authors[2]);
  g_assert_cmpstr (paper->abstract, ==, "Two lines & <b>.");
  g_assert_cmpstr (paper->comment, ==, "3 pages");
  g_assert_cmpstr (paper->journal_ref, ==, "J. Kites");
  g_assert_cmpstr (paper->doi, ==, "10.1000/Kite");
  g_assert_cmpstr (paper->primary_category, ==, "cs.CL");
  g_assert_cmpstr (paper->categories[0], ==, "cs.CL");
  g_assert_cmpstr (paper->categories[1], ==, "cs.AI");
  g_assert_cmpstr (paper->categories[2], ==, "math.MP");
  g_assert_cmpstr (paper->categories[3], ==, "A&B <1>");
  g_assert_cmpint (paper->published, ==, 1735689600);
  g_assert_cmpint (paper->updated, ==, 1736899200);
  g_assert_cmpuint (paper->versions->len, ==, 2);

  g_assert_cmpuint (paper->links->len, ==, 2); /* the others follow from id and DOI */
  link = g_ptr_array_index (paper->links, 0);
  g_assert_cmpint (link->kind, ==, DP_LINK_DOI);
  g_assert_cmpstr (link->url, ==, "https://doi.org/10.1000/other");
  link = g_ptr_array_index (paper->links, 1);
  g_assert_cmpstr (link->url, ==, "https://example.org/?a=1&b=2");
}

static void
test_oddities (void)
{
  g_autoptr (DpAtomParser) parser = parse_well (
    FEED
      ENTRY ("2501.00001v1", "0") "<x:entry xmlns:x='urn:x'><id>http://arxiv.org/abs/2501.00009</id></x:entry>"
                                  "<entry xmlns:x='urn:x'><x:title>Wrong</x:title><title type='xhtml'><div>A <b>bold</b> one</div></title>"
                                  "<id>http://arxiv.org/abs/math.GT/0309136v2</id><published>some day</published><undeclared:x/></entry>"
                                  "<entry><title>No id</title></entry>"
                                  "<entry><id>http://arxiv.org/abs/2501.00003</id></entry>"
                                  "<entry><id>https://example.org/other</id><title>Not of arXiv</title></entry>" ENTRY ("2501.00004", "Error") "<entry><id>http://arxiv.org/abs/2501.00005</id><title>DOI</title>"
                                                                                                                                               "<link title='doi' href='https://doi.org/10.1000/a%3Cb%01'/></entry>" END);

  g_assert_cmpuint (dp_atom_parser_get_papers (parser)->len, ==, 4);
  g_assert_cmpuint (dp_atom_parser_get_n_rejected (parser), ==, 3);
  g_assert_cmpint (dp_atom_parser_get_total_results (parser), ==, -1);

  g_assert_cmpstr (get_paper (parser, 0)->title, ==, "0");
  g_assert_cmpint (get_paper (parser, 0)->published, ==, DP_TIME_UNKNOWN);
  g_assert_null (get_paper (parser, 0)->versions);
  g_assert_null (get_paper (parser, 0)->authors);
  g_assert_null (get_paper (parser, 0)->categories);
  g_assert_cmpstr (get_paper (parser, 1)->id, ==, "math/0309136");
  g_assert_cmpstr (get_paper (parser, 1)->title, ==, "A bold one");
  g_assert_cmpint (get_paper (parser, 1)->published, ==, DP_TIME_UNKNOWN);
  g_assert_cmpstr (get_paper (parser, 2)->title, ==, "Error"); /* a paper may be called so */
  g_assert_cmpuint (get_paper (parser, 2)->version, ==, 0);
  g_assert_cmpstr (get_paper (parser, 3)->doi, ==, "10.1000/a<b");
  g_assert_null (get_paper (parser, 3)->links);
}

static void
test_each_id_once (void)
{
  g_autoptr (DpAtomParser) parser = parse_well (
    FEED ENTRY ("2501.00001v2", "second") ENTRY ("2501.00002v1", "other")
      ENTRY ("2501.00001v1", "first") ENTRY ("2501.00001v2", "again")
        ENTRY ("2501.00002v3", "newer") ENTRY ("2501.00002v3", "again") END);

  g_assert_cmpuint (dp_atom_parser_get_papers (parser)->len, ==, 2);
  g_assert_cmpstr (get_paper (parser, 0)->title, ==, "second");
  g_assert_cmpstr (get_paper (parser, 1)->title, ==, "newer");
}

static void
test_empty_feed (void)
{
  g_autoptr (DpAtomParser) parser = parse_well (
    "\xef\xbb\xbf" FEED "<opensearch:totalResults>0</opensearch:totalResults>" END "\n");
  g_autoptr (DpAtomParser) spaced = parse_well (" \r\n" FEED END);

  g_assert_cmpuint (dp_atom_parser_get_papers (parser)->len, ==, 0);
  g_assert_cmpint (dp_atom_parser_get_total_results (parser), ==, 0);
  g_assert_cmpuint (dp_atom_parser_get_papers (spaced)->len, ==, 0);
}

static void
test_not_a_feed (void)
{
  static const char *const texts[] = {
    "Rate exceeded.",
    "{\"error\": \"busy\"}",
    "<!doctype html>\n<html><head><title>503 Backend fetch failed</title><br></body>",
    "<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0 Strict//EN\" \"x.dtd\"><html/>",
    "<!DOCTYPE html><html lang=en><p>one<p>two",
    "<html lang=en><body bgcolor=white>busy</body></html>",
    "<HTML><BODY>busy</BODY></HTML>",
    "<!-- cached --><html><head><meta charset=utf-8></head></html>",
    "<?xml version='1.0'?><rss version='2.0'><channel/></rss>",
    "<feed><entry/></feed>",
    "<feed xmlns='http://example.org/'/>",
    "<p>busy</p>",
    "\x01\x02\x03\x04 random",
    "\x8f\xe1 random",
    "\xff\xfe<\x01",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_test_message ("case %" G_GSIZE_FORMAT, i);
      assert_fails (texts[i], DP_FORMAT_ERROR_NOT_A_FEED, 0);
    }
}

static void
test_truncated (void)
{
  static const char *const texts[] = {
    "",
    "\n",
    "<",
    "<?xml version='1.0' enc",
    "<feed xmlns='http://www.w3.org/2005",
    FEED,
    FEED "<title>Query</titl",
  };
  const char *answer = FEED ENTRY ("2501.00001v1", "one &amp; only") ENTRY ("2501.00002v1", "two") END;
  gsize                     complete = strlen (FEED ENTRY ("2501.00001v1", "one &amp; only"));

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_test_message ("case %" G_GSIZE_FORMAT, i);
      assert_fails (texts[i], DP_FORMAT_ERROR_TRUNCATED, 0);
    }

  /* Cut anywhere, what was complete stays. */
  for (gsize length = 1; length < strlen (answer); length++)
    {
      g_autofree char *part = g_strndup (answer, length);
      g_autoptr (GError) error = NULL;
      g_autoptr (DpAtomParser) parser = parse (part, length, G_MAXSIZE, &error);
      guint n_papers = dp_atom_parser_get_papers (parser)->len;

      g_assert_error (error, DP_FORMAT_ERROR, DP_FORMAT_ERROR_TRUNCATED);
      g_assert_cmpuint (n_papers, ==, length < complete ? 0 : length + strlen (END) < strlen (answer) ? 1
                                                                                                      : 2);
    }
}

static void
test_syntax (void)
{
  static const struct
  {
    const char *text;
    guint       n_papers;
  } cases[] = {
    { FEED ENTRY ("2501.00001", "one") "<entry></feed>", 1 },
    { FEED ENTRY ("2501.00001", "one") "a < b" END, 1 },
    { FEED ENTRY ("2501.00001", "one &nbsp; two") END, 0 },
    { FEED ENTRY ("2501.00001", "bad \x01 character") END, 0 },
    { FEED ENTRY ("2501.00001", "one") ENTRY ("2501.00002", "bad \xff\xfe bytes") END, 1 },
    { FEED ENTRY ("2501.00001", "one") ENTRY ("2501.00002", "\xe2\x82") END, 1 },
    { "<?xml version='1.0' encoding='ISO-8859-1'?><feed xmlns='http://www.w3.org/2005/Atom'>caf\xe9</feed>", 0 },
    { FEED ENTRY ("2501.00001", "one") END "<feed/>", 1 },
    { "<!DOCTYPE feed><feed xmlns='http://www.w3.org/2005/Atom'/>", 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("case %" G_GSIZE_FORMAT, i);
      assert_fails (cases[i].text, DP_FORMAT_ERROR_SYNTAX, cases[i].n_papers);
    }
}

static void
test_entity_bomb (void)
{
  GString *bomb = g_string_new ("<?xml version='1.0'?><!DOCTYPE feed [<!ENTITY a0 'aaaaaaaaaaaaaaaaaaaa'>");
  gint64   start_us = g_get_monotonic_time ();

  for (int i = 1; i < 30; i++)
    g_string_append_printf (bomb, "<!ENTITY a%d '&a%d;&a%d;&a%d;&a%d;'>", i, i - 1, i - 1, i - 1, i - 1);
  g_string_append (bomb, "]><feed xmlns='http://www.w3.org/2005/Atom'><title>&a29;</title></feed>");

  assert_fails (bomb->str, DP_FORMAT_ERROR_SYNTAX, 0);
  g_assert_cmpint (g_get_monotonic_time () - start_us, <, 5 * G_USEC_PER_SEC);

  g_string_free (bomb, TRUE);
}

static void
test_refused (void)
{
  assert_fails (FEED "<entry><summary> incorrect id\n format for abc</summary><title>Error</title>"
                     "<id>https://arxiv.org/api/errors#incorrect_id_format_for_abc</id></entry>" END,
                DP_FORMAT_ERROR_REFUSED, 0);
  assert_fails (FEED ENTRY ("2501.00001", "one") "<entry><title>Error</title></entry>" END,
                DP_FORMAT_ERROR_REFUSED, 1);
}

static void
test_refusal_is_in_its_words (void)
{
  g_autoptr (GError) error = NULL;
  const char *text = FEED "<entry><summary> start must be\n &gt;= 0</summary><title>Error</title>"
                          "<id>http://arxiv.org/api/errors#x</id></entry>" END;
  g_autoptr (DpAtomParser) parser = parse (text, strlen (text), 1, &error);

  g_assert_cmpstr (error->message, ==, "start must be >= 0");
  g_assert_nonnull (parser);
}

static void
test_error_is_kept (void)
{
  g_autoptr (DpAtomParser) parser = dp_atom_parser_new ();
  g_autoptr (GError) first = NULL;
  g_autoptr (GError) second = NULL;
  g_autoptr (GError) third = NULL;

  g_assert_false (dp_atom_parser_feed (parser, "Rate", 4, &first));
  g_assert_false (dp_atom_parser_feed (parser, "<feed/>", 7, &second));
  g_assert_false (dp_atom_parser_finish (parser, &third));
  g_assert_cmpstr (first->message, ==, second->message);
  g_assert_cmpstr (first->message, ==, third->message);
  g_assert_cmpint (third->code, ==, DP_FORMAT_ERROR_NOT_A_FEED);
}

/* Feeds @piece until the parser has had enough, and says how many it took. */
static gsize
feed_for_ever (const char *start,
               const char *piece,
               gsize       max_pieces)
{
  g_autoptr (DpAtomParser) parser = dp_atom_parser_new ();
  g_autoptr (GError) error = NULL;
  gsize length = strlen (piece);
  gsize n = 0;

  g_assert_true (dp_atom_parser_feed (parser, start, strlen (start), NULL));
  while (n < max_pieces && dp_atom_parser_feed (parser, piece, length, &error))
    n++;

  g_assert_error (error, DP_FORMAT_ERROR, DP_FORMAT_ERROR_SYNTAX);

  return n;
}

static void
test_limits (void)
{
  g_autofree char *block = g_strnfill (64 * 1024, 'x');
  g_autofree char *spaces = g_strnfill (1024 * 1024, ' ');

  /* 1 MiB of text in a field, of an attribute, of a comment. */
  g_assert_cmpuint (feed_for_ever (FEED "<entry><title>", block, 1000), ==, 16);
  g_assert_cmpuint (feed_for_ever (FEED "<entry><link href='", block, 1000), <=, 17);
  g_assert_cmpuint (feed_for_ever (FEED "<!-- ", block, 1000), <=, 17);

  /* 32 levels. */
  g_assert_cmpuint (feed_for_ever (FEED, "<a>", 1000), ==, 31);

  /* 10,000 entries. */
  g_assert_cmpuint (feed_for_ever (FEED, "<entry></entry>", 20000), ==, 10000);

  /* 64 MiB of anything. */
  g_assert_cmpuint (feed_for_ever (FEED, spaces, 1000), ==, 63);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/atom-parser/full-entry", test_full_entry);
  g_test_add_func ("/atom-parser/oddities", test_oddities);
  g_test_add_func ("/atom-parser/each-id-once", test_each_id_once);
  g_test_add_func ("/atom-parser/empty-feed", test_empty_feed);
  g_test_add_func ("/atom-parser/not-a-feed", test_not_a_feed);
  g_test_add_func ("/atom-parser/truncated", test_truncated);
  g_test_add_func ("/atom-parser/syntax", test_syntax);
  g_test_add_func ("/atom-parser/entity-bomb", test_entity_bomb);
  g_test_add_func ("/atom-parser/refused", test_refused);
  g_test_add_func ("/atom-parser/refusal-is-in-its-words", test_refusal_is_in_its_words);
  g_test_add_func ("/atom-parser/error-is-kept", test_error_is_kept);
  g_test_add_func ("/atom-parser/limits", test_limits);

  return g_test_run ();
}
