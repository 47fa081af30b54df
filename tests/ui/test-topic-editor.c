/* test-topic-editor.c: a topic, to add or to change
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/dp-topic-editor.h"

#include "ui/dp-place.h"
#include "ui/dp-term-list.h"

typedef struct
{
  DpTopicEditor *editor;
  guint          n_saves;
} Fixture;

static void
save_requested_cb (Fixture *fixture)
{
  fixture->n_saves++;
}

static void
open_editor (Fixture       *fixture,
             const DpTopic *topic)
{
  fixture->editor = DP_TOPIC_EDITOR (dp_topic_editor_new (topic));
  g_signal_connect_swapped (fixture->editor, "save-requested", G_CALLBACK (save_requested_cb), fixture);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  GtkWidget *editor = GTK_WIDGET (fixture->editor);

  g_object_add_weak_pointer (G_OBJECT (editor), (gpointer *)&fixture->editor);
  gtk_window_destroy (GTK_WINDOW (editor));
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  g_assert_null (fixture->editor);
}

static gpointer
get_child (Fixture    *fixture,
           const char *name)
{
  GObject *child = gtk_widget_get_template_child (GTK_WIDGET (fixture->editor), DP_TYPE_TOPIC_EDITOR, name);

  g_assert_nonnull (child);

  return child;
}

static void
type (Fixture    *fixture,
      const char *name,
      const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (get_child (fixture, name)), text);
}

static gboolean
can_save (Fixture *fixture)
{
  return gtk_widget_get_sensitive (get_child (fixture, "save_button"));
}

static void
press_enter (Fixture    *fixture,
             const char *name)
{
  g_signal_emit_by_name (get_child (fixture, name), "entry-activated");
}

static void
test_new (Fixture      *fixture,
          gconstpointer data)
{
  g_autoptr (DpTopic) topic = NULL;
  g_autoptr (GError) error = NULL;

  open_editor (fixture, NULL);
  g_assert_false (can_save (fixture));
  g_assert_false (gtk_widget_has_css_class (get_child (fixture, "problem_label"), "error"));
  press_enter (fixture, "words_row");
  g_assert_cmpuint (fixture->n_saves, ==, 0);

  type (fixture, "words_row", " reward model ,  RLHF,, \"a, b\"");
  type (fixture, "excluded_row", "survey");
  type (fixture, "authors_row", "Ada Lovelace");
  g_assert_true (can_save (fixture));
  topic = dp_topic_editor_dup_topic (fixture->editor, &error);
  g_assert_no_error (error);
  g_assert_cmpint (topic->id, ==, 0);
  g_assert_true (topic->followed);
  g_assert_cmpuint (topic->keep, ==, DP_TOPIC_DEFAULT_KEEP);
  g_assert_cmpuint (g_strv_length (topic->words), ==, 3);
  g_assert_cmpstr (topic->words[0], ==, "reward model");
  g_assert_cmpstr (topic->words[1], ==, "RLHF");
  g_assert_cmpstr (topic->excluded[0], ==, "survey");
  g_assert_cmpstr (topic->authors[0], ==, "Ada Lovelace");

  press_enter (fixture, "words_row");
  g_assert_cmpuint (fixture->n_saves, ==, 1);
}

static void
test_change (Fixture      *fixture,
             gconstpointer data)
{
  g_autoptr (DpTopic) before = dp_topic_new ();
  g_autoptr (DpTopic) after = NULL;

  g_strfreev (before->words);
  before->words = g_strdupv ((char *[]){ (char *)"one", (char *)"two, three", NULL });
  g_strfreev (before->categories);
  before->categories = g_strdupv ((char *[]){ (char *)"cs.CL", NULL });
  before->keep = 250;
  before->revised = TRUE;
  before->followed = TRUE;
  g_assert_true (dp_topic_normalize (before, NULL));
  before->id = 42;

  open_editor (fixture, before);
  after = dp_topic_editor_dup_topic (fixture->editor, NULL);
  g_assert_true (dp_topic_equal (before, after));
  g_assert_cmpint (after->id, ==, 42);

  /* A name that was made from the words follows them. */
  type (fixture, "words_row", "four");
  dp_topic_free (after);
  after = dp_topic_editor_dup_topic (fixture->editor, NULL);
  g_assert_cmpstr (after->name, ==, "four");
}

static void
test_categories (Fixture      *fixture,
                 gconstpointer data)
{
  GtkListBox *list = NULL;
  g_autoptr (DpTopic) topic = NULL;

  open_editor (fixture, NULL);
  list = get_child (fixture, "category_list");

  type (fixture, "category_row", "computation and lang");
  g_assert_false (can_save (fixture)); /* not a category yet */
  g_assert_nonnull (gtk_list_box_get_row_at_index (list, 1));
  press_enter (fixture, "category_row");
  g_assert_cmpstr (gtk_editable_get_text (get_child (fixture, "category_row")), ==, "");

  topic = dp_topic_editor_dup_topic (fixture->editor, NULL);
  g_assert_nonnull (topic);
  g_assert_cmpstr (topic->categories[0], ==, "cs.CL");
  g_assert_null (topic->categories[1]);
  g_assert_true (can_save (fixture));

  /* Once is enough, by whatever name. */
  type (fixture, "category_row", "cs.CL");
  press_enter (fixture, "category_row");
  dp_topic_free (topic);
  topic = dp_topic_editor_dup_topic (fixture->editor, NULL);
  g_assert_null (topic->categories[1]);
}

static void
test_hostile (Fixture      *fixture,
              gconstpointer data)
{
  static const char *const inputs[] = {
    "\"",
    "\"\"\"",
    "(((",
    "<b>&amp;",
    "a AND",
    ":::",
    "   ",
    ",,,",
    "ü“”",
    "\xe2\x80\xae",
    "%s%n",
    "'; DROP TABLE paper",
  };
  g_autofree char *long_text = g_strnfill (10000, 'x');

  open_editor (fixture, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (inputs); i++)
    {
      g_autoptr (DpTopic) topic = NULL;
      g_autoptr (GError) error = NULL;

      type (fixture, "words_row", inputs[i]);
      type (fixture, "category_row", inputs[i]);
      type (fixture, "authors_row", inputs[i]);
      topic = dp_topic_editor_dup_topic (fixture->editor, &error);
      g_assert_true ((topic != NULL) == can_save (fixture));
      g_assert_true (topic != NULL || error->message[0] != '\0');
    }

  type (fixture, "words_row", long_text);
  g_assert_false (can_save (fixture));
  g_assert_true (gtk_widget_has_css_class (get_child (fixture, "problem_label"), "error"));
}

static void
test_problem (Fixture      *fixture,
              gconstpointer data)
{
  open_editor (fixture, NULL);
  type (fixture, "words_row", "kept");
  dp_topic_editor_set_problem (fixture->editor, "There is a topic of that name.");

  g_assert_true (gtk_revealer_get_reveal_child (get_child (fixture, "problem_revealer")));
  g_assert_cmpstr (gtk_label_get_label (get_child (fixture, "problem_label")), ==, "There is a topic of that name.");
  g_assert_cmpstr (gtk_editable_get_text (get_child (fixture, "words_row")), ==, "kept");
  g_assert_true (can_save (fixture));
}

static void
test_term_list (void)
{
  g_auto (GStrv) terms = dp_term_list_parse (" a b ,\"c, d\", , \"open, e");
  g_autofree char *text = dp_term_list_format ((const char *const *)terms);

  g_assert_cmpuint (g_strv_length (terms), ==, 3);
  g_assert_cmpstr (terms[0], ==, "a b");
  g_assert_cmpstr (terms[1], ==, "c, d");
  g_assert_cmpstr (terms[2], ==, "open, e");
  g_assert_cmpstr (text, ==, "a b, \"c, d\", \"open, e\"");
}

static void
test_place (void)
{
  DpPlace place = { DP_SCOPE_ALL, 0 };

  g_assert_true (dp_place_parse ("topic:12", &place));
  g_assert_cmpint (place.scope, ==, DP_SCOPE_TOPIC);
  g_assert_cmpint (place.id, ==, 12);
  g_assert_false (dp_place_parse ("topic:", &place));
  g_assert_false (dp_place_parse ("topic:-1", &place));
  g_assert_false (dp_place_parse ("elsewhere", &place));
  g_assert_cmpint (place.id, ==, 12); /* untouched */

  for (DpScope scope = DP_SCOPE_ALL; scope <= DP_SCOPE_TOPIC; scope++)
    {
      DpPlace          before = { scope, scope == DP_SCOPE_TOPIC ? 3 : 0 };
      DpPlace          after = { 0 };
      g_autofree char *text = dp_place_format (&before);

      g_assert_true (dp_place_parse (text, &after));
      g_assert_true (dp_place_equal (&before, &after));
    }
}

int
main (int    argc,
      char **argv)
{
  if (!gtk_init_check ())
    return 77;

  adw_init ();
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define add(name, function) g_test_add ("/topic-editor/" name, Fixture, NULL, NULL, function, tear_down)
  add ("new", test_new);
  add ("change", test_change);
  add ("categories", test_categories);
  add ("hostile", test_hostile);
  add ("problem", test_problem);
#undef add
  g_test_add_func ("/term-list/splits-and-joins", test_term_list);
  g_test_add_func ("/place/parses-what-it-formats", test_place);

  return g_test_run ();
}
