/* test-paging.c: how far back a topic's refresh reads
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "service/refresh/dp-paging.h"

#include <string.h>

#define DAY (24 * 60 * 60)
#define NOW ((DpTime)1700000000)
#define UNKNOWN DP_TIME_UNKNOWN

/* One answer, and where paging goes after it: START+MAX, or "stop". */
typedef struct
{
  DpPagingAnswer answer;
  const char    *next;
} Step;

typedef struct
{
  const char *name;
  guint       keep;
  gboolean    revised;
  DpTime      last_success;
  const char *first;
  Step        steps[8]; /* until one without next */
  gboolean    cut_short;
} Case;

/* n_papers, n_unknown, n_held, oldest, total_results */
static const Case cases[] = {
  { "known-papers-after-success", 100, FALSE, NOW, "0+100", {
                                                              { { 100, 0, 100, NOW - DAY, 5000 }, "stop" },
                                                            } },
  { "known-papers-after-a-cut", 100, FALSE, NOW, "0+100", {
                                                            { { 100, 0, 100, NOW - DAY, 5000 }, "100+100" },
                                                            { { 100, 0, 100, NOW - 8 * DAY, 5000 }, "stop" },
                                                          },
    TRUE },
  { "one-page-is-enough", 100, FALSE, UNKNOWN, "0+100", {
                                                          { { 100, 100, 100, NOW - DAY, 5000 }, "stop" },
                                                        } },
  { "fewer-match-than-wanted", 100, FALSE, UNKNOWN, "0+100", {
                                                               { { 40, 40, 40, NOW - 900 * DAY, 40 }, "stop" },
                                                             } },
  { "nothing-matches", 100, FALSE, UNKNOWN, "0+100", {
                                                       { { 0, 0, 0, UNKNOWN, 0 }, "stop" },
                                                     } },
  { "exactly-as-many-match", 100, FALSE, UNKNOWN, "0+100", {
                                                             { { 100, 100, 100, NOW - DAY, 100 }, "stop" },
                                                           } },
  { "keeps-more-than-a-page", 5000, FALSE, UNKNOWN, "0+2000", {
                                                                { { 2000, 2000, 2000, NOW - 30 * DAY, 60000 }, "2000+2000" },
                                                                { { 2000, 2000, 4000, NOW - 60 * DAY, 60000 }, "4000+2000" },
                                                                { { 2000, 2000, 6000, NOW - 90 * DAY, 60000 }, "stop" },
                                                              } },
  { "same-entry-twice-leaves-one-missing", 100, FALSE, UNKNOWN, "0+100", {
                                                                           { { 99, 99, 99, NOW - DAY, 5000 }, "100+100" },
                                                                           { { 100, 100, 199, NOW - 2 * DAY, 5000 }, "stop" },
                                                                         } },
  { "never-past-ten-thousand", 10000, FALSE, UNKNOWN, "0+2000", {
                                                                  { { 2000, 2000, 1990, NOW, 60000 }, "2000+2000" },
                                                                  { { 2000, 2000, 3990, NOW, 60000 }, "4000+2000" },
                                                                  { { 2000, 2000, 5990, NOW, 60000 }, "6000+2000" },
                                                                  { { 2000, 2000, 7990, NOW, 60000 }, "8000+2000" },
                                                                  { { 2000, 2000, 9990, NOW, 60000 }, "stop" },
                                                                } },
  { "last-page-is-cut-at-ten-thousand", 1500, FALSE, NOW - 300 * DAY, "0+1500", {
                                                                                  { { 1500, 1500, 1500, NOW - 1 * DAY, 60000 }, "1500+1500" },
                                                                                  { { 1500, 1500, 1500, NOW - 2 * DAY, 60000 }, "3000+1500" },
                                                                                  { { 1500, 1500, 1500, NOW - 3 * DAY, 60000 }, "4500+1500" },
                                                                                  { { 1500, 1500, 1500, NOW - 4 * DAY, 60000 }, "6000+1500" },
                                                                                  { { 1500, 1500, 1500, NOW - 5 * DAY, 60000 }, "7500+1500" },
                                                                                  { { 1500, 1500, 1500, NOW - 6 * DAY, 60000 }, "9000+1000" },
                                                                                  { { 1000, 1000, 1500, NOW - 7 * DAY, 60000 }, "stop" },
                                                                                } },
  { "nothing-new-is-one-request", 5000, FALSE, NOW - DAY, "0+2000", {
                                                                      { { 2000, 0, 5000, NOW - 2 * DAY, 60000 }, "stop" },
                                                                    } },
  { "an-unfinished-success-with-nothing-new", 5000, FALSE, NOW - DAY, "0+2000", {
                                                                                  { { 2000, 0, 2000, NOW - 2 * DAY, 60000 }, "stop" },
                                                                                } },
  { "something-new-and-list-is-full", 100, FALSE, NOW - DAY, "0+100", {
                                                                        { { 100, 3, 100, NOW - 9 * DAY, 60000 }, "stop" },
                                                                      } },
  { "reads-back-a-week-before-the-last-success", 100, FALSE, NOW - 3 * DAY, "0+100", {
                                                                                       { { 100, 100, 100, NOW - 1 * DAY, 60000 }, "100+100" },
                                                                                       { { 100, 90, 100, NOW - 5 * DAY, 60000 }, "200+100" },
                                                                                       { { 100, 1, 100, NOW - 9 * DAY, 60000 }, "300+100" },
                                                                                       { { 100, 1, 100, NOW - 11 * DAY, 60000 }, "stop" },
                                                                                     } },
  { "a-week-is-exact", 100, FALSE, NOW - 3 * DAY, "0+100", {
                                                             { { 100, 1, 100, NOW - 10 * DAY + 1, 60000 }, "100+100" },
                                                             { { 100, 1, 100, NOW - 10 * DAY, 60000 }, "stop" },
                                                           } },
  { "reading-back-stops-at-what-is-known", 100, FALSE, NOW - 3 * DAY, "0+100", {
                                                                                 { { 100, 100, 100, NOW - 1 * DAY, 60000 }, "100+100" },
                                                                                 { { 100, 0, 100, NOW - 4 * DAY, 60000 }, "stop" },
                                                                               } },
  { "revised-topics-do-not-read-back", 100, TRUE, NOW - 3 * DAY, "0+100", {
                                                                            { { 100, 100, 100, NOW - 1 * DAY, 60000 }, "stop" },
                                                                          } },
  { "revised-topics-fill-their-list", 4000, TRUE, NOW - 3 * DAY, "0+2000", {
                                                                             { { 2000, 1, 2001, NOW - 1 * DAY, 60000 }, "2000+2000" },
                                                                             { { 2000, 0, 2001, NOW - 1 * DAY, 60000 }, "stop" },
                                                                           } },
  { "known-from-elsewhere-says-nothing-of-the-rest", 4000, FALSE, UNKNOWN, "0+2000", {
                                                                                       { { 2000, 0, 2000, NOW - 1 * DAY, 60000 }, "2000+2000" },
                                                                                       { { 2000, 0, 4000, NOW - 2 * DAY, 60000 }, "stop" },
                                                                                     } },
  { "no-total-and-a-short-page", 4000, FALSE, UNKNOWN, "0+2000", {
                                                                   { { 2000, 2000, 2000, NOW, -1 }, "2000+2000" },
                                                                   { { 12, 12, 2012, NOW, -1 }, "stop" },
                                                                 } },
  { "an-empty-page-is-the-end", 4000, FALSE, UNKNOWN, "0+2000", {
                                                                  { { 2000, 2000, 2000, NOW, 60000 }, "2000+2000" },
                                                                  { { 0, 0, 2000, UNKNOWN, 60000 }, "stop" },
                                                                } },
  { "entries-that-moved-up-are-fetched", 6000, FALSE, UNKNOWN, "0+2000", {
                                                                           { { 2000, 2000, 2000, NOW, 60000 }, "2000+2000" },
                                                                           { { 2000, 2000, 4000, NOW, 59997 }, "1997+2000" },
                                                                           { { 2000, 3, 4003, NOW, 59997 }, "3997+2000" },
                                                                           { { 2000, 2000, 6003, NOW, 59997 }, "stop" },
                                                                         } },
  { "entries-that-moved-up-past-known-ones", 6000, FALSE, NOW - DAY, "0+2000", {
                                                                                 { { 2000, 9, 5000, NOW, 60000 }, "2000+2000" },
                                                                                 { { 2000, 9, 5000, NOW, 59999 }, "1999+2000" },
                                                                                 { { 2000, 0, 5000, NOW, 59999 }, "3999+2000" },
                                                                                 { { 2000, 0, 5000, NOW, 59999 }, "stop" },
                                                                               } },
  { "entries-that-moved-down-need-nothing", 6000, FALSE, UNKNOWN, "0+2000", {
                                                                              { { 2000, 2000, 2000, NOW, 60000 }, "2000+2000" },
                                                                              { { 2000, 1997, 3997, NOW, 60003 }, "4000+2000" },
                                                                              { { 2000, 2000, 5997, NOW, 60003 }, "6000+2000" },
                                                                              { { 2000, 2000, 7997, NOW, 60003 }, "stop" },
                                                                            } },
  { "a-total-that-collapses-does-not-loop", 10000, FALSE, UNKNOWN, "0+2000", {
                                                                               { { 2000, 2000, 2000, NOW, 60000 }, "2000+2000" },
                                                                               { { 2000, 2000, 4000, NOW, 9000 }, "1000+2000" },
                                                                               { { 2000, 0, 4000, NOW, 8000 }, "3000+2000" },
                                                                               { { 2000, 1000, 5000, NOW, 5000 }, "2000+2000" },
                                                                               { { 2000, 0, 5000, NOW, 5000 }, "4000+2000" },
                                                                               { { 1000, 0, 5000, NOW, 5000 }, "stop" },
                                                                             } },
};

static void
test_case (gconstpointer data)
{
  const Case *test = data;
  g_autoptr (DpTopic) topic = dp_topic_new ();
  DpPaging         paging;
  g_autofree char *first = NULL;

  topic->keep = test->keep;
  topic->revised = test->revised;

  dp_paging_init (&paging, topic, test->last_success, test->cut_short);
  first = g_strdup_printf ("%u+%u", paging.start, paging.max_results);
  g_assert_cmpstr (first, ==, test->first);

  for (guint i = 0; test->steps[i].next != NULL; i++)
    {
      gboolean         goes_on = dp_paging_advance (&paging, &test->steps[i].answer);
      g_autofree char *next = goes_on ? g_strdup_printf ("%u+%u", paging.start, paging.max_results) : g_strdup ("stop");

      g_test_message ("answer %u", i);
      g_assert_cmpstr (next, ==, test->steps[i].next);
      g_assert_cmpuint (paging.start + paging.max_results, <=, 10000);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/paging/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_case);
    }

  return g_test_run ();
}
