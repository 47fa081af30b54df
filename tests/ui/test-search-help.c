/* test-search-help.c: the help that a search gives while it is typed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/search/dp-search-completion.h"
#include "ui/search/dp-search-hint.h"
#include "ui/search/dp-search-suggest.h"

#include <string.h>

static char *
suggest (const char *text)
{
  gsize start = 0;
  g_autoptr (GPtrArray) suggestions = dp_search_suggest (NULL, text, strlen (text), FALSE, &start);
  GString *described = g_string_new (NULL);

  g_string_append_printf (described, "%" G_GSIZE_FORMAT, start);
  for (guint i = 0; i < suggestions->len; i++)
    g_string_append_printf (described, " %s", ((DpSearchSuggestion *)suggestions->pdata[i])->term);

  return g_string_free (described, FALSE);
}

static void
test_suggest (void)
{
  static const struct
  {
    const char *text;
    const char *expected;
  } cases[] = {
    { "", "0" },
    { "t", "0" },
    { "ta", "0 tag: task:" },
    { "learning au", "9 author:" },
    { "(-ta", "2 tag: task:" },
    { "\"in quotes au", "0" },
    { "cat:cs.CL", "0" },
    { "x cat:hep-l", "2 cat:hep-lat" },
    { "cat:vision", "0 cat:cs.CV" },
    { "cat:\"vision", "0 cat:cs.CV" },
    { "-is:", "1 is:unread is:read is:bookmarked is:revised" },
    { "has:co", "0 has:code" },
    { "has:code", "0" },
    { "has:code ", "9" },
    { "after:y", "0 after:yesterday" },
    { "tag:x", "0" },
    { "foo:x", "0" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *described = suggest (cases[i].text);

      g_test_message ("%s", cases[i].text);
      g_assert_cmpstr (described, ==, cases[i].expected);
    }
}

static gboolean
is_shown (DpSearchHint *hint,
          GtkWidget    *entry,
          const char   *text,
          int           position,
          gboolean      is_left)
{
  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  gtk_editable_set_position (GTK_EDITABLE (entry), position);
  dp_search_hint_update (hint, GTK_EDITABLE (entry), is_left);

  return gtk_widget_get_visible (GTK_WIDGET (hint));
}

/* Nothing flashes up while one types, letter by letter; what is left is explained. */
static void
test_hint (void)
{
  static const char typed[] = "author:\"van der Berg\" cat:cs OR is:unread after:2025-01 (x OR y) tag:";
  GtkWidget        *entry = g_object_ref_sink (gtk_search_entry_new ());
  DpSearchHint     *hint = g_object_ref_sink (g_object_new (DP_TYPE_SEARCH_HINT, NULL));

  for (gsize i = 1; i <= strlen (typed); i++)
    {
      g_autofree char *text = g_strndup (typed, i);

      if (is_shown (hint, entry, text, -1, FALSE))
        g_error ("a hint at “%s”", text);
    }

  g_assert_true (is_shown (hint, entry, typed, -1, TRUE));
  g_assert_true (is_shown (hint, entry, "tag: x", -1, FALSE));
  g_assert_false (is_shown (hint, entry, "tag: x", 4, FALSE));
  g_assert_true (is_shown (hint, entry, "a OR", -1, TRUE));
  g_assert_true (is_shown (hint, entry, "auther:x y", -1, FALSE));
  g_assert_false (is_shown (hint, entry, "https://x.org C++ y", -1, TRUE));

  g_object_unref (hint);
  g_object_unref (entry);
}

/* What is taken replaces what was typed of it. */
static void
test_take (void)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *entry = gtk_search_entry_new ();
  GtkWidget *list = NULL;
  g_autoptr (DpSearchCompletion) completion = NULL;

  gtk_window_set_child (GTK_WINDOW (window), entry);
  completion = dp_search_completion_new (GTK_EDITABLE (entry));
  gtk_window_present (GTK_WINDOW (window));
  gtk_widget_grab_focus (entry);

  gtk_editable_set_text (GTK_EDITABLE (entry), "x -ca y");
  gtk_editable_set_position (GTK_EDITABLE (entry), 5);
  for (guint i = 0; i < 1000 && (list == NULL || gtk_widget_get_first_child (list) == NULL); i++)
    {
      GtkWidget *popover = gtk_widget_get_last_child (entry);

      g_main_context_iteration (NULL, FALSE);
      list = GTK_IS_POPOVER (popover) ? GTK_WIDGET (gtk_popover_get_child (GTK_POPOVER (popover))) : NULL;
    }

  g_assert_nonnull (list);
  g_assert_nonnull (gtk_widget_get_first_child (list));
  g_signal_emit_by_name (list, "row-activated", gtk_widget_get_first_child (list));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "x -cat: y");
  g_assert_cmpint (gtk_editable_get_position (GTK_EDITABLE (entry)), ==, 7);

  g_clear_object (&completion);
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  if (!gtk_init_check ())
    return 77;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/search-help/suggest", test_suggest);
  g_test_add_func ("/search-help/hint", test_hint);
  g_test_add_func ("/search-help/take", test_take);

  return g_test_run ();
}
