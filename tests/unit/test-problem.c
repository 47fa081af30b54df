/* test-problem.c: errors of every layer → sentences for people
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "formats/dp-format-error.h"
#include "library/dp-library.h"
#include "model/dp-topic.h"
#include "model/search/dp-search-expression.h"
#include "net/dp-net-error.h"
#include "service/dp-paper-fetch.h"
#include "service/dp-problem.h"

/* A sentence ends like one, has no hole in it, and is not another problem's. */
static void
check_domain (GQuark      domain,
              int         n_codes,
              GHashTable *seen)
{
  for (int code = 0; code < n_codes; code++)
    {
      g_autofree char *message = g_strdup_printf ("Example %d says no.", code);
      g_autoptr (GError) error = g_error_new_literal (domain, code, message);
      g_autofree char *sentence = dp_problem_dup_sentence (error, "arXiv");
      g_autofree char *title = dp_problem_dup_title (error);

      g_assert_true (g_str_has_suffix (sentence, ".") || g_str_has_suffix (sentence, ".)"));
      g_assert_null (strchr (sentence, '%'));
      g_assert_null (strstr (sentence, ".."));
      g_assert_cmpuint (strlen (title), >, 0);
      g_assert_cmpuint (strlen (title), <, 50);
      g_assert_false (g_str_has_suffix (title, "."));
      g_assert_true (g_hash_table_add (seen, g_steal_pointer (&sentence)));
    }
}

static void
test_every_code (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  check_domain (DP_NET_ERROR, DP_NET_ERROR_INCOMPLETE + 1, seen);
  check_domain (DP_FORMAT_ERROR, DP_FORMAT_ERROR_REFUSED + 1, seen);
  check_domain (DP_LIBRARY_ERROR, DP_LIBRARY_ERROR_CHANGED + 1, seen);
}

static void
test_own_words (void)
{
  g_autoptr (GError) topic = g_error_new_literal (DP_TOPIC_ERROR, DP_TOPIC_ERROR_TERM, "“!” has no letter.");
  g_autoptr (GError) other = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, "it broke");
  g_autoptr (GError) paper = g_error_new_literal (DP_PAPER_FETCH_ERROR, DP_PAPER_FETCH_ERROR_UNKNOWN, "There is none.");
  g_autoptr (GError) search = g_error_new_literal (DP_SEARCH_ERROR, DP_SEARCH_ERROR_EMPTY, "The search is empty.");
  g_autofree char *paper_sentence = dp_problem_dup_sentence (paper, NULL);
  g_autofree char *search_sentence = dp_problem_dup_sentence (search, NULL);
  g_autofree char *topic_sentence = dp_problem_dup_sentence (topic, NULL);
  g_autofree char *other_sentence = dp_problem_dup_sentence (other, NULL);

  g_assert_cmpstr (topic_sentence, ==, "“!” has no letter.");
  g_assert_cmpstr (paper_sentence, ==, "There is none.");
  g_assert_cmpstr (search_sentence, ==, "The search is empty.");
  g_assert_cmpstr (other_sentence, ==, "Something went wrong: it broke. Everything you have is kept.");
}

/* The library's own sentence tells more than its code, and is not said twice. */
static void
test_damaged_library (void)
{
  g_autoptr (GError) error = g_error_new_literal (DP_LIBRARY_ERROR, DP_LIBRARY_ERROR_DAMAGED,
                                                  "The library is damaged. (file is not a database)");
  g_autofree char *sentence = dp_problem_dup_sentence (error, NULL);

  g_assert_true (g_str_has_prefix (sentence, "The library is damaged. (file is not a database). Nothing was changed; "));
  g_assert_null (strstr (sentence + 1, "The library is damaged"));
}

static void
test_names_the_service (void)
{
  g_autoptr (GError) error = g_error_new_literal (DP_FORMAT_ERROR, DP_FORMAT_ERROR_SYNTAX, "line 3");
  g_autofree char *named = dp_problem_dup_sentence (error, "arXiv");
  g_autofree char *unnamed = dp_problem_dup_sentence (error, NULL);

  g_assert_true (g_str_has_prefix (named, "arXiv sent "));
  g_assert_true (g_str_has_suffix (named, "(line 3)"));
  g_assert_true (g_str_has_prefix (unnamed, "The service sent "));
}

/* A hostile server's words are text, never a format. */
static void
test_foreign_percent (void)
{
  g_autoptr (GError) error = g_error_new_literal (DP_FORMAT_ERROR, DP_FORMAT_ERROR_REFUSED, "%s%n%d");
  g_autofree char *sentence = dp_problem_dup_sentence (error, "arXiv");

  g_assert_nonnull (strstr (sentence, "(%s%n%d)"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/problem/every-code", test_every_code);
  g_test_add_func ("/problem/own-words", test_own_words);
  g_test_add_func ("/problem/damaged-library", test_damaged_library);
  g_test_add_func ("/problem/names-the-service", test_names_the_service);
  g_test_add_func ("/problem/foreign-percent", test_foreign_percent);

  return g_test_run ();
}
