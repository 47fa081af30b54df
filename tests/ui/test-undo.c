/* test-undo.c: what can be taken back, and in which order
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/dp-undo.h"
#include "test-util.h"

typedef struct
{
  GString *done; /* the names of what was taken back */
  DpUndo  *undo;
  guint    n_freed;
} Fixture;

/* A step is its name. */
typedef struct
{
  Fixture *fixture;
  char     name[2];
} Step;

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  fixture->done = g_string_new (NULL);
  fixture->undo = dp_undo_new (fixture);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  dp_undo_free (fixture->undo);
  g_string_free (fixture->done, TRUE);
}

static void
take_back (gpointer owner,
           gpointer data)
{
  g_string_append (((Fixture *)owner)->done, ((Step *)data)->name);
}

static void
free_step (gpointer data)
{
  ((Step *)data)->fixture->n_freed++;
  g_free (data);
}

static guint
push (Fixture *fixture,
      char     name)
{
  g_autofree char *sentence = g_strdup_printf ("<b>%c</b> & more", name);
  Step            *step = g_new0 (Step, 1);

  step->fixture = fixture;
  step->name[0] = name;

  return dp_undo_push (fixture->undo, sentence, take_back, step, free_step);
}

static void
test_order (Fixture      *fixture,
            gconstpointer data)
{
  g_autofree char *none = NULL;
  g_autofree char *sentence = NULL;
  g_autofree char *gone = NULL;
  g_autofree char *last = NULL;
  guint            id = 0;

  none = dp_undo_take_back (fixture->undo, 0);
  g_assert_null (none);

  push (fixture, 'a');
  id = push (fixture, 'b');
  push (fixture, 'c');

  /* That of a toast that is still there need not be the last one. */
  sentence = dp_undo_take_back (fixture->undo, id);
  g_assert_cmpstr (sentence, ==, "<b>b</b> & more");
  gone = dp_undo_take_back (fixture->undo, id);
  g_assert_null (gone);
  last = dp_undo_take_back (fixture->undo, 0);
  g_assert_cmpstr (last, ==, "<b>c</b> & more");
  g_assert_cmpstr (fixture->done->str, ==, "bc");
  g_assert_cmpuint (fixture->n_freed, ==, 2);

  dp_undo_clear (fixture->undo);
  g_assert_true (dp_undo_is_empty (fixture->undo));
  g_assert_cmpstr (fixture->done->str, ==, "bc");
  g_assert_cmpuint (fixture->n_freed, ==, 3);
}

static void
test_bound (Fixture      *fixture,
            gconstpointer data)
{
  for (guint i = 0; i < DP_UNDO_MAX_STEPS + 3; i++)
    push (fixture, (char)('A' + i));
  g_assert_cmpuint (fixture->n_freed, ==, 3);

  while (!dp_undo_is_empty (fixture->undo))
    g_free (dp_undo_take_back (fixture->undo, 0));
  g_assert_cmpuint (fixture->done->len, ==, DP_UNDO_MAX_STEPS);
  g_assert_cmpint (fixture->done->str[DP_UNDO_MAX_STEPS - 1], ==, 'D');
}

/* One toast at a time says what was done last: while it is there it is changed, and what
 * people name their tags is no markup. */
static void
test_toast (Fixture      *fixture,
            gconstpointer data)
{
  guint     first = push (fixture, 'a');
  guint     second = push (fixture, 'b');
  AdwToast *toast = dp_undo_offer (fixture->undo, first, "app.undo-step");
  AdwToast *next = NULL;

  g_assert_cmpstr (adw_toast_get_title (toast), ==, "&lt;b&gt;a&lt;/b&gt; &amp; more");
  g_assert_cmpuint (g_variant_get_uint32 (adw_toast_get_action_target_value (toast)), ==, first);

  g_assert_null (dp_undo_offer (fixture->undo, second, "app.undo-step"));
  g_assert_cmpstr (adw_toast_get_title (toast), ==, "&lt;b&gt;b&lt;/b&gt; &amp; more");
  g_assert_cmpuint (g_variant_get_uint32 (adw_toast_get_action_target_value (toast)), ==, second);

  g_assert_null (dp_undo_confirm (fixture->undo, "“b”"));
  g_assert_cmpstr (adw_toast_get_title (toast), ==, "Undone: “b”");
  g_assert_null (adw_toast_get_button_label (toast));

  g_signal_emit_by_name (toast, "dismissed");
  next = dp_undo_offer (fixture->undo, first, "app.undo-step");
  g_assert_nonnull (next);
  g_assert_true (next != toast);
  g_assert_nonnull (adw_toast_get_button_label (next));
  g_object_unref (toast);

  /* It may outlive the stack. */
  dp_undo_free (fixture->undo);
  fixture->undo = dp_undo_new (fixture);
  g_signal_emit_by_name (next, "dismissed");
  g_object_unref (next);
}

int
main (int    argc,
      char **argv)
{
  if (!gtk_init_check ())
    return 77;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  adw_init ();

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/undo/order", test_order);
  ADD ("/undo/bound", test_bound);
  ADD ("/undo/toast", test_toast);

  return g_test_run ();
}
