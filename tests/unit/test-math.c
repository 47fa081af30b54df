/* test-math.c: formulas through the helper, whatever happens to it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>

#include "math/dp-math-cache.h"
#include "math/dp-math-process.h"
#include "math/dp-math-wire.h"
#include "test-util.h"

static GPtrArray *
new_formulas (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify)dp_formula_free);
}

static DpMath *
set (DpMathProcess *process,
     GPtrArray     *formulas)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *slot = NULL;
  DpMath       *math = NULL;

  dp_math_setter_set_async (DP_MATH_SETTER (process), formulas, NULL, test_result_cb, &slot);
  result = test_await (&slot);
  math = dp_math_setter_set_finish (DP_MATH_SETTER (process), result, &error);
  g_assert_no_error (error);

  return math;
}

static DpMath *
set_one (DpMathProcess *process,
         const char    *tex,
         gboolean       display)
{
  g_autoptr (GPtrArray) formulas = new_formulas ();

  g_ptr_array_add (formulas, dp_formula_new (tex, display));

  return set (process, formulas);
}

/* A helper of our own, which does something else than it should. */
static char *
write_helper (const char *script)
{
  g_autoptr (GError) error = NULL;
  char *path = g_build_filename (g_get_user_data_dir (), "helper", NULL);

  g_mkdir_with_parents (g_get_user_data_dir (), 0700);
  g_file_set_contents (path, script, -1, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_chmod (path, 0700), ==, 0);

  return path;
}

static void
assert_reason (const DpMath *math,
               const char   *tex,
               const char   *reason)
{
  g_assert_null (dp_math_get_html (math, tex, FALSE));
  g_assert_nonnull (dp_math_get_reason (math, tex, FALSE));
  g_assert_nonnull (strstr (dp_math_get_reason (math, tex, FALSE), reason));
}

static void
test_cache (void)
{
  g_autoptr (DpMathCache) cache = dp_math_cache_new (100);
  g_autoptr (DpFormula) kept = dp_formula_new ("kept", FALSE);
  g_autoptr (DpFormula) shown = dp_formula_new ("kept", TRUE);
  g_autoptr (DpMath) math = dp_math_new ();

  dp_math_cache_add (cache, kept, "<b>", NULL);
  g_assert_false (dp_math_cache_lookup (cache, shown, math));

  /* Each of these drives the other out, but what is asked for stays. */
  for (guint i = 0; i < 50; i++)
    {
      g_autofree char *tex = g_strdup_printf ("a formula of twenty %u", i);
      g_autoptr (DpFormula) other = dp_formula_new (tex, FALSE);

      dp_math_cache_add (cache, other, NULL, "no");
      g_assert_true (dp_math_cache_lookup (cache, kept, math));
    }
  g_assert_cmpstr (dp_math_get_html (math, "kept", FALSE), ==, "<b>");

  for (guint i = 0; i < 50; i++)
    {
      g_autofree char *tex = g_strdup_printf ("one more of twenty %u", i);
      g_autoptr (DpFormula) other = dp_formula_new (tex, FALSE);

      dp_math_cache_add (cache, other, NULL, "no");
    }
  g_assert_false (dp_math_cache_lookup (cache, kept, math));
}

static void
test_missing (void)
{
  g_autoptr (DpMathProcess) process = dp_math_process_new_for_path (DP_MATH_FOR_PAGE, "/nowhere/daily-papers-math", 1000);
  g_autoptr (DpMath) math = set_one (process, "x", FALSE);

  assert_reason (math, "x", "cannot be started");
  g_assert_null (dp_math_process_get_pid (process));
}

static void
test_ends_at_once (void)
{
  g_autofree char *path = write_helper ("#!/bin/sh\nexit 1\n");
  g_autoptr (DpMathProcess) process = dp_math_process_new_for_path (DP_MATH_FOR_PAGE, path, 10000);
  g_autoptr (DpMath) math = set_one (process, "x", FALSE);

  assert_reason (math, "x", "cannot be started");
}

static void
test_garbage (void)
{
  g_autofree char *path = write_helper ("#!/bin/sh\nprintf '\\0\\0\\0\\0\\1\\0\\0\\0\\0\\0\\0\\0'\n"
                                        "exec yes 'It is a nice day, is it not?'\n");
  g_autoptr (DpMathProcess) process = dp_math_process_new_for_path (DP_MATH_FOR_PAGE, path, 10000);
  g_autoptr (DpMath) math = set_one (process, "x", FALSE);

  assert_reason (math, "x", "");
}

static void
test_silent (void)
{
  g_autofree char *path = write_helper ("#!/bin/sh\nexec sleep 60\n");
  g_autoptr (DpMathProcess) process = dp_math_process_new_for_path (DP_MATH_FOR_PAGE, path, 50);
  g_autoptr (DpMath) math = set_one (process, "x", FALSE);

  assert_reason (math, "x", "cannot be started");
}

#if HAVE_KATEX

static void
test_set (void)
{
  g_autoptr (DpMathProcess) process = dp_math_process_new (DP_MATH_FOR_PAGE);
  g_autoptr (GPtrArray) formulas = new_formulas ();
  g_autoptr (DpMath) math = NULL;
  g_autoptr (DpMath) remembered = NULL;

  g_ptr_array_add (formulas, dp_formula_new ("\\frac{1}{2}", FALSE));
  g_ptr_array_add (formulas, dp_formula_new ("\\frac{1}{2}", TRUE));
  g_ptr_array_add (formulas, dp_formula_new ("x_", FALSE));
  g_assert_null (dp_math_setter_lookup (DP_MATH_SETTER (process), formulas));

  math = set (process, formulas);
  g_assert_nonnull (strstr (dp_math_get_html (math, "\\frac{1}{2}", FALSE), "<mfrac>"));
  g_assert_nonnull (strstr (dp_math_get_html (math, "\\frac{1}{2}", FALSE), "frac-line"));
  g_assert_null (strstr (dp_math_get_html (math, "\\frac{1}{2}", FALSE), "katex-display"));
  g_assert_nonnull (strstr (dp_math_get_html (math, "\\frac{1}{2}", TRUE), "katex-display"));
  assert_reason (math, "x_", "Expected group after '_'");

  remembered = dp_math_setter_lookup (DP_MATH_SETTER (process), formulas);
  g_assert_nonnull (remembered);
  g_assert_cmpstr (dp_math_get_html (remembered, "\\frac{1}{2}", TRUE), ==,
                   dp_math_get_html (math, "\\frac{1}{2}", TRUE));
  assert_reason (remembered, "x_", "Expected");
}

static void
test_for_file (void)
{
  g_autoptr (DpMathProcess) process = dp_math_process_new (DP_MATH_FOR_FILE);
  g_autoptr (DpMath) math = set_one (process, "\\frac{1}{2}", FALSE);
  const char *html = dp_math_get_html (math, "\\frac{1}{2}", FALSE);

  g_assert_nonnull (strstr (html, "<mfrac>"));
  g_assert_null (strstr (html, "style="));
}

/* What each formula is to show, in its MathML; NULL for one that is refused. */
static const struct
{
  const char *tex;
  const char *shown;
} commands[] = {
  /* Of packages, of plain TeX, and abbreviations of authors. */
  { "\\mbox{a}\\ensuremath{b}", "<mtext>a</mtext><mi>b</mi>" },
  { "\\begin{eqnarray}a&=&b\\label{e}\\end{eqnarray}", "<mtable" },
  { "\\pmatrix{a&b\\cr c&d}", "<mtable" },
  { "\\mathds{R}+\\slashed{D}", "<mi mathvariant=\"double-struck\">R</mi>" },
  { "x^\\rm max", "<mi mathvariant=\"normal\">m</mi>" },
  { "\\unicode{x2013}", "<mtext>–</mtext>" },
  { "\\Tr\\eps", "<mi mathvariant=\"normal\">Tr</mi>" },
  { "\\wt_2(d)", "\\wt</mtext>" },
  { "\\AA\\div\\Re", "<mo>÷</mo>" },

  /* What nobody knows is shown by its name. */
  { "\\frobnicate{x}", "\\frobnicate</mtext>" },

  /* Colours would be lost in the dark, or hide something. */
  { "\\color{white}x", "<mrow><mi>x</mi></mrow>" },
  { "\\textcolor{white}{x}", "<mrow><mi>x</mi></mrow>" },

  /* The source is kept as it is, and harmless. */
  { "\\text{<b>\\&}", "\\text{&lt;b&gt;\\&amp;}</annotation>" },

  /* What one formula defines is nothing to the next. */
  { "\\gdef\\frac{\\text{stolen}}1", "<mn>1</mn>" },
  { "\\frac{1}{2}", "<mfrac>" },

  { "\\href{javascript:alert(1)}{x}", NULL },
  { "\\includegraphics{https://example.org/x.png}", NULL },
  { "\\htmlStyle{position:fixed}{x}", NULL },
  { "\\hspace{-50em}x", NULL },
  { "\\raisebox{-1000em}{x}", NULL },
  { "\\def\\a{\\a\\a}\\a", NULL },
  { "\\def\\a#1{#1#1}\\a{\\a{\\a{\\a{\\a{\\a{\\a{\\a{\\a{\\a{\\a{xxxx}}}}}}}}}}}", NULL },
};

static void
test_commands (void)
{
  g_autoptr (DpMathProcess) process = dp_math_process_new (DP_MATH_FOR_PAGE);

  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      gboolean display = strstr (commands[i].tex, "\\begin") != NULL;
      g_autoptr (DpMath) math = set_one (process, commands[i].tex, display);
      const char *html = dp_math_get_html (math, commands[i].tex, display);

      if ((commands[i].shown == NULL) != (html == NULL) || (html != NULL && strstr (html, commands[i].shown) == NULL))
        g_error ("%s became %s %s", commands[i].tex, html, dp_math_get_reason (math, commands[i].tex, display));
    }
}

/* A formula for which KaTeX needs more time with each level than for all before. */
static char *
make_endless (void)
{
  GString *tex = g_string_new ("x");

  for (guint i = 0; i < 2000; i++)
    {
      g_string_prepend (tex, "x^{");
      g_string_append_c (tex, '}');
    }

  return g_string_free (tex, FALSE);
}

/* It costs only itself, and the second time nothing. */
static void
test_starved (void)
{
  g_autoptr (DpMathProcess) process = dp_math_process_new (DP_MATH_FOR_PAGE);
  g_autofree char *endless = make_endless ();
  g_autofree char *pid = NULL;
  g_autoptr (GPtrArray) formulas = new_formulas ();
  g_autoptr (DpMath) math = NULL;
  g_autoptr (DpMath) again = NULL;

  g_ptr_array_add (formulas, dp_formula_new ("a", FALSE));
  g_ptr_array_add (formulas, dp_formula_new (endless, FALSE));
  g_ptr_array_add (formulas, dp_formula_new ("b", FALSE));
  math = set (process, formulas);

  g_assert_nonnull (dp_math_get_html (math, "a", FALSE));
  assert_reason (math, endless, "too long");
  g_assert_nonnull (dp_math_get_html (math, "b", FALSE));

  pid = g_strdup (dp_math_process_get_pid (process));
  again = set (process, formulas);
  assert_reason (again, endless, "too long");
  g_assert_cmpstr (dp_math_process_get_pid (process), ==, pid);
}

static pid_t
get_pid (DpMathProcess *process)
{
  g_assert_nonnull (dp_math_process_get_pid (process));

  return (pid_t)g_ascii_strtoll (dp_math_process_get_pid (process), NULL, 10);
}

/* Nobody is to blame for that. */
static void
test_killed (void)
{
  g_autoptr (DpMathProcess) process = dp_math_process_new (DP_MATH_FOR_PAGE);
  g_autoptr (DpMath) before G_GNUC_UNUSED = set_one (process, "a", FALSE);
  g_autoptr (DpMath) math = NULL;
  pid_t pid = get_pid (process);

  kill (pid, SIGKILL);
  test_wait_until (kill (pid, 0) != 0);

  math = set_one (process, "b", FALSE);
  g_assert_nonnull (dp_math_get_html (math, "b", FALSE));
  g_assert_cmpint (get_pid (process), !=, pid);
}

static gboolean
can_set (DpMathProcess *process,
         const char    *tex)
{
  g_autoptr (DpMath) math = set_one (process, tex, FALSE);

  return dp_math_get_html (math, tex, FALSE) != NULL;
}

/* One that only waits uses no time of the processor's. */
static void
test_stopped (void)
{
  g_autoptr (DpMathProcess) process = dp_math_process_new_for_path (DP_MATH_FOR_PAGE, g_getenv ("DAILY_PAPERS_MATH"), 5000);

  test_wait_until (can_set (process, "a"));
  kill (get_pid (process), SIGSTOP);
  g_assert_false (can_set (process, "b"));
  test_wait_until (can_set (process, "c"));
}

static void
test_long (void)
{
  g_autoptr (DpMathProcess) process = dp_math_process_new (DP_MATH_FOR_PAGE);
  g_autofree char *tex = g_strnfill (10 * 1024 * 1024, 'x');
  g_autoptr (DpMath) math = set_one (process, tex, FALSE);

  assert_reason (math, tex, "too long");
  g_assert_null (dp_math_process_get_pid (process));
}

/* All get an answer, those in front their picture. */
static void
test_many (void)
{
  g_autoptr (DpMathProcess) process = dp_math_process_new (DP_MATH_FOR_PAGE);
  g_autoptr (GPtrArray) formulas = new_formulas ();
  g_autoptr (DpMath) math = NULL;

  for (guint i = 0; i < 5000; i++)
    {
      g_autofree char *tex = g_strdup_printf ("x_{%u}", i);

      g_ptr_array_add (formulas, dp_formula_new (tex, FALSE));
    }
  math = set (process, formulas);

  g_assert_nonnull (dp_math_get_html (math, "x_{0}", FALSE));
  for (guint i = 0; i < formulas->len; i++)
    {
      const DpFormula *formula = g_ptr_array_index (formulas, i);

      g_assert_true ((dp_math_get_html (math, formula->tex, FALSE) == NULL) !=
                     (dp_math_get_reason (math, formula->tex, FALSE) == NULL));
    }
}

/* Who cancels does not hold up who comes next. */
static void
test_cancel (void)
{
  g_autoptr (DpMathProcess) process = dp_math_process_new (DP_MATH_FOR_PAGE);
  g_autoptr (GPtrArray) formulas = new_formulas ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (DpMath) math = NULL;
  g_autoptr (DpMath) none = NULL;
  GAsyncResult *slot = NULL;

  for (guint i = 0; i < 1000; i++)
    g_ptr_array_add (formulas, dp_formula_new ("x", FALSE));
  dp_math_setter_set_async (DP_MATH_SETTER (process), formulas, cancellable, test_result_cb, &slot);
  g_cancellable_cancel (cancellable);
  math = set_one (process, "y", FALSE);
  g_assert_nonnull (dp_math_get_html (math, "y", FALSE));

  result = test_await (&slot);
  none = dp_math_setter_set_finish (DP_MATH_SETTER (process), result, &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (none);
}

/* Whoever asked is gone: the helper goes too. */
static void
test_goes (void)
{
  DpMathProcess          *process = dp_math_process_new (DP_MATH_FOR_PAGE);
  g_autoptr (DpMath) math G_GNUC_UNUSED = set_one (process, "x", FALSE);
  pid_t                   pid = get_pid (process);

  g_assert_finalize_object (process);
  test_wait_until (kill (pid, 0) != 0);
}

#endif

int
main (int    argc,
      char **argv)
{
  signal (SIGPIPE, SIG_IGN);
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/math/cache", test_cache);
  g_test_add_func ("/math/missing", test_missing);
  g_test_add_func ("/math/ends-at-once", test_ends_at_once);
  g_test_add_func ("/math/garbage", test_garbage);
  g_test_add_func ("/math/silent", test_silent);
#if HAVE_KATEX
  g_test_add_func ("/math/set", test_set);
  g_test_add_func ("/math/for-file", test_for_file);
  g_test_add_func ("/math/commands", test_commands);
  g_test_add_func ("/math/starved", test_starved);
  g_test_add_func ("/math/killed", test_killed);
  g_test_add_func ("/math/stopped", test_stopped);
  g_test_add_func ("/math/long", test_long);
  g_test_add_func ("/math/many", test_many);
  g_test_add_func ("/math/cancel", test_cancel);
  g_test_add_func ("/math/goes", test_goes);
#endif

  return g_test_run ();
}
