/* test-similar.c: which papers are near to one
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "library/order/dp-similar.h"

#include "library-fixture.h"

static void
store (LibraryFixture *fixture,
       const char     *id,
       const char     *title,
       const char     *abstract)
{
  g_autoptr (DpPaper) paper = dp_paper_new ();

  paper->id = g_strdup (id);
  paper->title = g_strdup (title);
  paper->abstract = g_strdup (abstract);
  library_fixture_store_one (fixture, paper, DP_AUTHORITY_ARXIV_API);
}

/* The ids of the nearest, joined by spaces. */
static char *
dup_nearest (LibraryFixture *fixture,
             const char     *id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DpDatabase) database = dp_database_open (fixture->path, DP_DATABASE_READ_ONLY, &error);
  g_autoptr (DpOrder) order = NULL;
  g_autoptr (GString) ids = g_string_new (NULL);

  g_assert_no_error (error);
  order = dp_similar_find (database, id != NULL ? library_fixture_find (fixture, id) : 1000, &error);
  g_assert_no_error (error);

  for (guint i = 0; i < dp_order_get_length (order); i++)
    {
      g_autoptr (DpPaper) paper = dp_paper_query_load (fixture->library, dp_order_get_rowid (order, i), &error);

      g_assert_no_error (error);
      g_string_append_printf (ids, "%s%s", i > 0 ? " " : "", paper->id);
    }

  return g_string_free (g_steal_pointer (&ids), FALSE);
}

static void
assert_nearest (LibraryFixture *fixture,
                const char     *id,
                const char     *expected)
{
  g_autofree char *nearest = dup_nearest (fixture, id);

  g_assert_cmpstr (nearest, ==, expected);
}

static void
store_library (LibraryFixture *fixture)
{
  store (fixture, "2401.00001", "Grazing of mountain sheep", "We count sheep on alpine meadows in the summer.");
  store (fixture, "2401.00002", "Alpine meadows under snow", "The meadows are observed. Sheep were seen in the distance.");
  store (fixture, "2401.00003", "A sheep counts", "The counting of one animal in the laboratory.");
  store (fixture, "2401.00004", "Tides of a harbour", "The tide is measured in the harbour.");
  store (fixture, "2401.00005", "On $\\mathcal{O}$", "\\mathcal is all that it shares.");
  store (fixture, "2401.00006", "Another $\\mathcal{P}$", NULL);
}

static void
test_nearest (LibraryFixture *fixture,
              gconstpointer   data)
{
  library_fixture_open (fixture);
  store_library (fixture);

  /* Two rare words, of which one in the title; then one and a stem; then such as all have. */
  assert_nearest (fixture, "2401.00001", "2401.00002 2401.00003 2401.00004 2401.00005");
}

/* A command of TeX is no word, what all have says nothing, and a title may stand alone. */
static void
test_nothing_in_common (LibraryFixture *fixture,
                        gconstpointer   data)
{
  library_fixture_open (fixture);
  store_library (fixture);
  assert_nearest (fixture, "2401.00006", "");
  assert_nearest (fixture, NULL, "");
}

static void
test_hostile_text (LibraryFixture *fixture,
                   gconstpointer   data)
{
  g_autoptr (GString) abstract = g_string_new ("\" OR title : * \\ \xe2\x80\xae \" NEAR(");

  library_fixture_open (fixture);
  store_library (fixture);
  for (guint i = 0; i < 20000; i++)
    g_string_append_printf (abstract, " w%u \"-^", i);
  g_string_append (abstract, " harbour");
  store (fixture, "2401.00007", "Tides \"AND\" * {title", abstract->str);

  /* Only the first words count, and none is an operator. */
  assert_nearest (fixture, "2401.00007", "2401.00004");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/similar/nearest", LibraryFixture, NULL, library_fixture_set_up, test_nearest, library_fixture_tear_down);
  g_test_add ("/similar/nothing-in-common", LibraryFixture, NULL, library_fixture_set_up, test_nothing_in_common,
              library_fixture_tear_down);
  g_test_add ("/similar/hostile-text", LibraryFixture, NULL, library_fixture_set_up, test_hostile_text,
              library_fixture_tear_down);

  return g_test_run ();
}
