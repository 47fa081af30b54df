/* test-category.c: the subject classes of arXiv
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "model/dp-category.h"

static void
test_find (void)
{
  const DpCategory *category = dp_category_find ("cs.CL");

  g_assert_cmpstr (category->name, ==, "Computation and Language");
  g_assert_cmpstr (category->group, ==, "Computer Science");

  g_assert_cmpstr (dp_category_find ("CS.cl")->id, ==, "cs.CL");
  g_assert_cmpstr (dp_category_find ("hep-th")->name, ==, "High Energy Physics - Theory");
  g_assert_cmpstr (dp_category_find ("math-ph")->group, ==, "Physics");
  g_assert_cmpstr (dp_category_find ("cond-mat.mtrl-sci")->name, ==, "Materials Science");
  g_assert_cmpstr (dp_category_find ("q-fin.*")->name, ==, "Quantitative Finance");
  g_assert_cmpstr (dp_category_find ("cmp-lg")->name, ==, "Computation and Language");

  g_assert_null (dp_category_find (NULL));
  g_assert_null (dp_category_find (""));
  g_assert_null (dp_category_find ("cs"));
  g_assert_null (dp_category_find ("68T50"));
  g_assert_null (dp_category_find ("hep-th.*"));
}

static void
test_all (void)
{
  guint             n = 0;
  const DpCategory *categories = dp_category_get_all (&n);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  guint n_archives = 0;

  for (guint i = 0; i < n; i++)
    {
      g_assert_true (g_hash_table_add (seen, (gpointer)categories[i].id));
      g_assert_true (dp_category_find (categories[i].id) == &categories[i]);
      g_assert_cmpstr (categories[i].name, !=, "");
      g_assert_cmpstr (categories[i].group, !=, "");
      n_archives += g_str_has_suffix (categories[i].id, ".*") ? 1 : 0;
    }

  /* arXiv's taxonomy has 155 classes. */
  g_assert_cmpuint (n_archives, ==, 11);
  g_assert_cmpuint (n - n_archives, ==, 155);
}

static void
test_aliases (void)
{
  static const char *const pairs[][2] = {
    { "math.MP", "math-ph" },
    { "stat.TH", "math.ST" },
    { "math.IT", "cs.IT" },
    { "q-fin.EC", "econ.GN" },
    { "cs.SY", "eess.SY" },
    { "cs.NA", "math.NA" },
    { "cs.CL", "cs.CL" },
    { "68T50", "68T50" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    g_assert_cmpstr (dp_category_resolve_alias (pairs[i][0]), ==, pairs[i][1]);
}

static char *
suggest (const char *text,
         guint       max)
{
  g_autoptr (GPtrArray) found = dp_category_suggest (text, max);
  GString *ids = g_string_new (NULL);

  for (guint i = 0; i < found->len; i++)
    {
      const DpCategory *category = g_ptr_array_index (found, i);

      g_string_append_printf (ids, i > 0 ? " %s" : "%s", category->id);
    }

  return g_string_free (ids, FALSE);
}

static void
test_suggest (void)
{
  static const struct
  {
    const char *text;
    guint       max;
    const char *expected;
  } cases[] = {
    { NULL, 5, "" },
    { " ", 5, "" },
    { "zzz", 5, "" },
    { "cs.CL", 5, "cs.CL cs.DC" },
    { "CS", 3, "cs.* cs.AI cs.AR" },
    { "vision comp", 5, "cs.CV" },
    { "Computer V", 5, "cs.CV" },
    { "machine", 5, "cs.LG stat.ML" },
    { "cs.sy", 1, "eess.SY" },
    { "mathematical phys", 5, "math-ph" },
    { "quant-ph", 5, "quant-ph" },
    { "%s\"'*", 5, "" },
    { ".,-", 5, "" },
    { "machine", 0, "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *ids = suggest (cases[i].text, cases[i].max);

      g_test_message ("%s", cases[i].text != NULL ? cases[i].text : "(null)");
      g_assert_cmpstr (ids, ==, cases[i].expected);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/category/find", test_find);
  g_test_add_func ("/category/all", test_all);
  g_test_add_func ("/category/aliases", test_aliases);
  g_test_add_func ("/category/suggest", test_suggest);

  return g_test_run ();
}
