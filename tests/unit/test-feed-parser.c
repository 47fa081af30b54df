/* test-feed-parser.c: arXiv's daily feeds, good and bad
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "formats/arxiv/dp-feed-parser.h"

#include <libxml/parser.h>
#include <string.h>

#include "formats/dp-format-error.h"

#define NAMESPACES "xmlns:arxiv='http://arxiv.org/schemas/atom' xmlns:dc='http://purl.org/dc/elements/1.1/'"
#define ATOM "<?xml version='1.0'?><feed " NAMESPACES " xmlns='http://www.w3.org/2005/Atom'>"    \
             "<id>http://rss.arxiv.org/atom/cs.AI</id><title>cs.AI updates on arXiv.org</title>" \
             "<updated>2025-08-20T04:00:19.8+00:00</updated>"
#define ENTRY(id, type, xml)                                                                                \
  "<entry><id>oai:arXiv.org:" id "</id><title>Title</title><updated>2025-08-20T04:00:19+00:00</updated>"    \
  "<published>2025-08-20T00:00:00-04:00</published><arxiv:announce_type>" type "</arxiv:announce_type>" xml \
  "</entry>"
#define RSS "<rss " NAMESPACES " version='2.0'><channel><title>cs.CL</title><pubDate>Mon, 27 Apr 2026 00:00:00 -0400</pubDate>"

static DpFeed *
parse_well (const char *text)
{
  g_autoptr (GError) error = NULL;
  DpFeed *feed = dp_feed_parse (text, strlen (text), &error);

  g_assert_no_error (error);
  g_assert_nonnull (feed);

  return feed;
}

static DpPaper *
get_paper (DpFeed *feed,
           guint   place)
{
  return ((DpAnnouncement *)g_ptr_array_index (feed->announcements, place))->paper;
}

static DpAnnounceType
get_type (DpFeed *feed,
          guint   place)
{
  return ((DpAnnouncement *)g_ptr_array_index (feed->announcements, place))->type;
}

static void
assert_day (DpTime      time,
            const char *expected)
{
  g_autofree char *day = time != DP_TIME_UNKNOWN ? dp_time_format_iso8601 (time) : NULL;

  g_assert_cmpstr (day, ==, expected);
}

static void
assert_strv (char      **list,
             const char *expected)
{
  g_autofree char *joined = g_strjoinv ("|", list);

  g_assert_cmpstr (joined, ==, expected);
}

static void
test_atom (void)
{
  g_autoptr (DpFeed) feed = parse_well (
    ATOM ENTRY ("2508.13426v1", "cross",
                "<summary>arXiv:2508.13426v1 Announce Type: cross \nAbstract: Na\\\"ive, on\ntwo lines. Abstract: no.</summary>"
                "<category term='cs.CL'/><category term='cs.AI'/>"
                "<dc:creator>Ana One (Somewhere), Ben Two, Jr.</dc:creator>") "</feed>");
  const DpPaper *paper = get_paper (feed, 0);

  g_assert_cmpuint (feed->announcements->len, ==, 1);
  g_assert_cmpuint (get_type (feed, 0), ==, DP_ANNOUNCE_CROSS);
  g_assert_cmpstr (paper->id, ==, "2508.13426");
  g_assert_cmpuint (paper->version, ==, 1);
  g_assert_cmpstr (paper->abstract, ==, "Naïve, on two lines. Abstract: no.");
  assert_strv (paper->authors, "Ana One|Ben Two Jr.");
  assert_strv (paper->categories, "cs.CL|cs.AI");
  g_assert_cmpstr (paper->primary_category, ==, "cs.CL");
  assert_day (paper->published, "2025-08-20T00:00:00Z");
  g_assert_true (paper->published_is_day);
  g_assert_null (paper->versions);
  assert_day (feed->date, "2025-08-20T04:00:19Z");
}

static void
test_rss (void)
{
  g_autoptr (DpFeed) feed = parse_well (
    RSS "<item><title>Title</title><link>https://arxiv.org/abs/2604.21935</link>"
        "<description>arXiv:2604.21935v2 Announce Type: replace \nAbstract: Text.</description>"
        "<guid isPermaLink='false'>oai:arXiv.org:2604.21935v2</guid><category>cs.AI</category><category>cs.LG</category>"
        "<pubDate>Mon, 27 Apr 2026 00:00:00 -0400</pubDate><dc:creator>A. One</dc:creator></item>"
        "<item><title>No paper</title><guid>news</guid></item></channel></rss>");
  const DpPaper *paper = get_paper (feed, 0);

  g_assert_cmpuint (feed->announcements->len, ==, 1);
  g_assert_cmpuint (feed->n_rejected, ==, 1);
  assert_day (feed->date, "2026-04-27T04:00:00Z");
  g_assert_cmpuint (get_type (feed, 0), ==, DP_ANNOUNCE_REPLACE);
  g_assert_cmpuint (paper->version, ==, 2);
  g_assert_cmpstr (paper->title, ==, "Title");
  g_assert_cmpstr (paper->abstract, ==, "Text.");
  assert_strv (paper->categories, "cs.AI|cs.LG");
  assert_day (paper->published, NULL);
  assert_day (paper->updated, "2026-04-27T00:00:00Z");
}

static void
test_types_and_dates (void)
{
  static const struct
  {
    const char    *xml;
    DpAnnounceType type;
    const char    *published;
    const char    *updated;
  } cases[] = {
    { ENTRY ("2508.00001v1", "new", ""), DP_ANNOUNCE_NEW, "2025-08-20T00:00:00Z", "2025-08-20T00:00:00Z" },
    { ENTRY ("2508.00001v1", "cross", ""), DP_ANNOUNCE_CROSS, "2025-08-20T00:00:00Z", "2025-08-20T00:00:00Z" },
    /* Old papers become cross-lists, and nobody says when they were submitted. */
    { ENTRY ("2412.00001v1", "cross", ""), DP_ANNOUNCE_CROSS, NULL, NULL },
    { ENTRY ("math/9901001v1", "cross", ""), DP_ANNOUNCE_CROSS, NULL, NULL },
    { ENTRY ("2508.00001v3", "cross", ""), DP_ANNOUNCE_CROSS, NULL, NULL },
    { ENTRY ("2508.00001v3", "replace", ""), DP_ANNOUNCE_REPLACE, NULL, "2025-08-20T00:00:00Z" },
    { ENTRY ("math/0309136v3", "replace-cross", ""), DP_ANNOUNCE_REPLACE_CROSS, NULL, "2025-08-20T00:00:00Z" },
    { ENTRY ("2508.00001v1", "unheard-of", ""), DP_ANNOUNCE_NEW, "2025-08-20T00:00:00Z", "2025-08-20T00:00:00Z" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strconcat (ATOM, cases[i].xml, "</feed>", NULL);
      g_autoptr (DpFeed) feed = parse_well (text);

      g_assert_cmpuint (get_type (feed, 0), ==, cases[i].type);
      assert_day (get_paper (feed, 0)->published, cases[i].published);
      assert_day (get_paper (feed, 0)->updated, cases[i].updated);
    }
}

static void
test_each_paper_once (void)
{
  g_autoptr (DpFeed) feed = parse_well (ATOM ENTRY ("2508.00001v1", "cross", "") ENTRY ("2508.00001v1", "new", "") "</feed>");

  g_assert_cmpuint (feed->announcements->len, ==, 1);
  g_assert_cmpuint (get_type (feed, 0), ==, DP_ANNOUNCE_NEW);
}

static void
test_empty (void)
{
  static const char *const empty[] = { ATOM "</feed>", RSS "</channel></rss>" };

  for (gsize i = 0; i < G_N_ELEMENTS (empty); i++)
    {
      g_autoptr (DpFeed) feed = parse_well (empty[i]);

      g_assert_cmpuint (feed->announcements->len, ==, 0);
      g_assert_cmpuint (feed->n_rejected, ==, 0);
    }
}

static void
test_errors (void)
{
  static const struct
  {
    const char   *text;
    DpFormatError code;
  } cases[] = {
    { "Rate exceeded.", DP_FORMAT_ERROR_NOT_A_FEED },
    { "<!doctype html><title>Just a moment</title>", DP_FORMAT_ERROR_NOT_A_FEED },
    { "<OAI-PMH xmlns='http://www.openarchives.org/OAI/2.0/'/>", DP_FORMAT_ERROR_NOT_A_FEED },
    { ATOM ENTRY ("2508.00001v1", "new", ""), DP_FORMAT_ERROR_TRUNCATED },
    { ATOM "</wrong>", DP_FORMAT_ERROR_SYNTAX },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (dp_feed_parse (cases[i].text, strlen (cases[i].text), &error));
      g_assert_error (error, DP_FORMAT_ERROR, (int)cases[i].code);
    }
}

int
main (int argc, char **argv)
{
  int status = 0;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/feed-parser/atom", test_atom);
  g_test_add_func ("/feed-parser/rss", test_rss);
  g_test_add_func ("/feed-parser/types-and-dates", test_types_and_dates);
  g_test_add_func ("/feed-parser/each-paper-once", test_each_paper_once);
  g_test_add_func ("/feed-parser/empty", test_empty);
  g_test_add_func ("/feed-parser/errors", test_errors);

  status = g_test_run ();
  xmlCleanupParser ();

  return status;
}
