/* test-page-math.c: a paper's page with mathematics
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "test-util.h"

#include "math/dp-math-process.h"
#include "ui/reader/dp-page-view.h"

#include <adwaita.h>
#include <signal.h>
#include <string.h>

/* Sets nothing until it is told to. */

#define TEST_TYPE_SETTER (test_setter_get_type ())
G_DECLARE_FINAL_TYPE (TestSetter, test_setter, TEST, SETTER, GObject)

struct _TestSetter
{
  GObject parent_instance;

  GPtrArray *formulas; /* (nullable): what was asked for last */
  GTask     *task;     /* (nullable): who asked */
  guint      n_asked;
};

static DpMath *
lookup (DpMathSetter *setter,
        GPtrArray    *formulas)
{
  return NULL;
}

static void
set_async (DpMathSetter       *setter,
           GPtrArray          *formulas,
           GCancellable       *cancellable,
           GAsyncReadyCallback callback,
           gpointer            user_data)
{
  TestSetter *self = TEST_SETTER (setter);

  g_clear_pointer (&self->formulas, g_ptr_array_unref);
  g_clear_object (&self->task);
  self->formulas = g_ptr_array_ref (formulas);
  self->task = g_task_new (self, cancellable, callback, user_data);
  self->n_asked++;
}

static DpMath *
set_finish (DpMathSetter *setter,
            GAsyncResult *result,
            GError      **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
setter_iface_init (DpMathSetterInterface *iface)
{
  iface->lookup = lookup;
  iface->set_async = set_async;
  iface->set_finish = set_finish;
}

/* clang-format off */
G_DEFINE_FINAL_TYPE_WITH_CODE (TestSetter, test_setter, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (DP_TYPE_MATH_SETTER, setter_iface_init))
/* clang-format on */

static void
test_setter_dispose (GObject *object)
{
  TestSetter *self = TEST_SETTER (object);

  g_clear_pointer (&self->formulas, g_ptr_array_unref);
  g_clear_object (&self->task);

  G_OBJECT_CLASS (test_setter_parent_class)->dispose (object);
}

static void
test_setter_class_init (TestSetterClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = test_setter_dispose;
}

static void
test_setter_init (TestSetter *self)
{
}

/* Every formula becomes a block of this height. */
static void
answer (TestSetter *self,
        const char *html)
{
  g_autoptr (GTask) task = g_steal_pointer (&self->task);
  DpMath *math = dp_math_new ();

  for (guint i = 0; i < self->formulas->len; i++)
    dp_math_add (math, g_ptr_array_index (self->formulas, i), html);
  g_task_return_pointer (task, math, (GDestroyNotify)dp_math_unref);
}

static DpPaper *
new_paper (const char *title,
           const char *abstract)
{
  DpPaper *paper = dp_paper_new ();

  paper->id = g_strdup ("math.XX/0000000"); /* has no links that it could take a line for */
  paper->title = g_strdup (title);
  paper->abstract = g_strdup (abstract);

  return paper;
}

typedef struct
{
  GtkWidget     *window;
  DpPageView    *page;
  WebKitWebView *view;
  guint          n_loads;
} Fixture;

static void
load_changed_cb (WebKitWebView  *view,
                 WebKitLoadEvent event,
                 Fixture        *fixture)
{
  if (event == WEBKIT_LOAD_FINISHED)
    fixture->n_loads++;
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  fixture->page = DP_PAGE_VIEW (dp_page_view_new ());
  fixture->view = dp_page_view_get_web_view (fixture->page);
  g_signal_connect (fixture->view, "load-changed", G_CALLBACK (load_changed_cb), fixture);

  /* Lower than any page, so that a picture of one is as high as its content. */
  fixture->window = gtk_window_new ();
  gtk_window_set_decorated (GTK_WINDOW (fixture->window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 500, 60);
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (fixture->page));
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
}

/* 0 while there is nothing to be seen. */
static int
measure_height (Fixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GdkTexture) picture = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *slot = NULL;

  webkit_web_view_get_snapshot (fixture->view, WEBKIT_SNAPSHOT_REGION_FULL_DOCUMENT, WEBKIT_SNAPSHOT_OPTIONS_NONE,
                                NULL, test_result_cb, &slot);
  result = test_await (&slot);
  picture = webkit_web_view_get_snapshot_finish (fixture->view, result, &error);

  return picture != NULL ? gdk_texture_get_height (picture) : 0;
}

static int
show_and_measure (Fixture *fixture,
                  DpPaper *paper)
{
  guint n_loads = fixture->n_loads;

  dp_page_view_set_paper (fixture->page, paper);
  test_wait_until (fixture->n_loads > n_loads && measure_height (fixture) > 0);

  return measure_height (fixture);
}

static gboolean
has_title (Fixture    *fixture,
           const char *title)
{
  return g_strcmp0 (webkit_web_view_get_title (fixture->view), title) == 0;
}

/* The page of the next paper does not wait for the last one's formulas. */
static void
test_newer_paper_comes_first (Fixture      *fixture,
                              gconstpointer data)
{
  g_autoptr (TestSetter) setter = g_object_new (TEST_TYPE_SETTER, NULL);
  g_autoptr (DpPaper) formula = new_paper ("A formula", "It is $x$.");
  g_autoptr (DpPaper) plain = new_paper ("Only text", "It is not.");
  g_autoptr (GCancellable) cancellable = NULL;

  dp_page_view_set_math (fixture->page, DP_MATH_SETTER (setter));
  dp_page_view_set_paper (fixture->page, formula);
  g_assert_cmpuint (setter->n_asked, ==, 1);
  g_assert_cmpuint (setter->formulas->len, ==, 1);
  cancellable = g_object_ref (g_task_get_cancellable (setter->task));

  dp_page_view_set_paper (fixture->page, plain);
  g_assert_true (g_cancellable_is_cancelled (cancellable));
  test_wait_until (has_title (fixture, "Only text"));
  g_assert_cmpuint (setter->n_asked, ==, 1);

  /* An answer that comes all the same is nobody's. */
  answer (setter, "<b>late</b>");
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  g_assert_true (has_title (fixture, "Only text"));
}

/* The source is better than nothing, and the formulas come when they come. */
static void
test_shows_source_meanwhile (Fixture      *fixture,
                             gconstpointer data)
{
  g_autoptr (TestSetter) setter = g_object_new (TEST_TYPE_SETTER, NULL);
  g_autoptr (DpPaper) paper = new_paper ("A formula", "It is $x$.");
  int source_height = 0;

  dp_page_view_set_math (fixture->page, DP_MATH_SETTER (setter));
  source_height = show_and_measure (fixture, paper);
  g_assert_true (has_title (fixture, "A formula"));

  answer (setter, "<span style=\"display: inline-block; height: 300px\">x</span>");
  test_wait_until (measure_height (fixture) > source_height + 250);
}

#if HAVE_KATEX

/* KaTeX stacks by style attributes: the page's policy has to let them through. */
static void
test_fraction_is_high (Fixture      *fixture,
                       gconstpointer data)
{
  g_autoptr (DpMathProcess) process = dp_math_process_new (DP_MATH_FOR_PAGE);
  g_autoptr (DpPaper) plain = new_paper ("T", "It is x here.");
  g_autoptr (DpPaper) formula = new_paper ("T", "It is $x$ here.");
  g_autoptr (DpPaper) fraction = new_paper ("T", "It is $\\dfrac{\\dfrac{1}{2}}{\\dfrac{3}{4}}$ here.");
  int plain_height = 0;

  dp_page_view_set_math (fixture->page, DP_MATH_SETTER (process));
  plain_height = show_and_measure (fixture, plain);
  g_assert_cmpint (plain_height, >, 60);

  /* A letter does not move the lines apart, a fraction of fractions does. */
  dp_page_view_set_paper (fixture->page, formula);
  test_wait_until (ABS (measure_height (fixture) - plain_height) <= 3);
  dp_page_view_set_paper (fixture->page, fraction);
  test_wait_until (measure_height (fixture) > plain_height + 30);
}

#endif

int
main (int    argc,
      char **argv)
{
  signal (SIGPIPE, SIG_IGN);
  if (!gtk_init_check ())
    return 77;

  g_test_init (&argc, &argv, NULL); /* as test-page-view does, and for its reasons */
  adw_init ();
  g_log_set_always_fatal (G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL);

  g_test_add ("/page-math/newer-paper-comes-first", Fixture, NULL, set_up, test_newer_paper_comes_first, tear_down);
  g_test_add ("/page-math/shows-source-meanwhile", Fixture, NULL, set_up, test_shows_source_meanwhile, tear_down);
#if HAVE_KATEX
  g_test_add ("/page-math/fraction-is-high", Fixture, NULL, set_up, test_fraction_is_high, tear_down);
#endif

  return g_test_run ();
}
