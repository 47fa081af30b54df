/* test-note-editor.c: a note on its way to the library
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "test-util.h"
#include "ui/mark/dp-note-draft.h"
#include "ui/mark/dp-note-editor.h"
#include "ui/mark/dp-note-links.h"

#include <gtk/gtk.h>

typedef struct
{
  GtkWidget    *window;
  DpNoteEditor *editor;
  guint         n_saves;
  guint         rowid; /* what was asked for last */
  char         *base;
  char         *text;
  char         *uri;
} Fixture;

static void
save_requested_cb (Fixture    *fixture,
                   guint       rowid,
                   const char *base,
                   const char *text)
{
  fixture->n_saves++;
  fixture->rowid = rowid;
  g_free (fixture->base);
  g_free (fixture->text);
  fixture->base = g_strdup (base);
  fixture->text = g_strdup (text);
}

static void
uri_activated_cb (Fixture    *fixture,
                  const char *uri)
{
  g_free (fixture->uri);
  fixture->uri = g_strdup (uri);
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  fixture->window = gtk_window_new ();
  fixture->editor = DP_NOTE_EDITOR (dp_note_editor_new ());
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (fixture->editor));
  g_signal_connect_swapped (fixture->editor, "save-requested", G_CALLBACK (save_requested_cb), fixture);
  g_signal_connect_swapped (fixture->editor, "uri-activated", G_CALLBACK (uri_activated_cb), fixture);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  gpointer editor = fixture->editor;

  g_object_add_weak_pointer (G_OBJECT (editor), &editor);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  g_assert_null (editor);
  g_free (fixture->base);
  g_free (fixture->text);
  g_free (fixture->uri);
}

static gpointer
get_child (Fixture    *fixture,
           const char *name)
{
  return gtk_widget_get_template_child (GTK_WIDGET (fixture->editor), DP_TYPE_NOTE_EDITOR, name);
}

static GtkTextBuffer *
get_buffer (Fixture *fixture)
{
  return gtk_text_view_get_buffer (get_child (fixture, "text_view"));
}

static void
type (Fixture    *fixture,
      const char *text)
{
  GtkTextIter end;

  gtk_text_buffer_get_end_iter (get_buffer (fixture), &end);
  gtk_text_buffer_begin_user_action (get_buffer (fixture));
  gtk_text_buffer_insert (get_buffer (fixture), &end, text, -1);
  gtk_text_buffer_end_user_action (get_buffer (fixture));
}

static void
assert_text (Fixture    *fixture,
             const char *expected)
{
  g_autofree char *text = NULL;

  g_object_get (get_buffer (fixture), "text", &text, NULL);
  g_assert_cmpstr (text, ==, expected);
}

static void
assert_asked (Fixture    *fixture,
              guint       n_saves,
              guint       rowid,
              const char *base,
              const char *text)
{
  g_assert_cmpuint (fixture->n_saves, ==, n_saves);
  g_assert_cmpuint (fixture->rowid, ==, rowid);
  g_assert_cmpstr (fixture->base, ==, base);
  g_assert_cmpstr (fixture->text, ==, text);
}

static const char *
get_state (Fixture *fixture)
{
  return gtk_label_get_label (get_child (fixture, "state_label"));
}

static void
test_saves_while_typing (Fixture      *fixture,
                         gconstpointer data)
{
  dp_note_editor_set_note (fixture->editor, 7, NULL);
  g_assert_true (dp_note_editor_is_empty (fixture->editor));
  type (fixture, "one");
  g_assert_cmpuint (fixture->n_saves, ==, 0);
  test_wait_until (fixture->n_saves == 1);
  assert_asked (fixture, 1, 7, "", "one");
  g_assert_cmpstr (get_state (fixture), ==, "");

  /* What is typed while it is under way is sent after it, upon what it became. */
  type (fixture, " two");
  dp_note_editor_save (fixture->editor);
  g_assert_cmpuint (fixture->n_saves, ==, 1);
  dp_note_editor_take_answer (fixture->editor, 7, "one", NULL);
  assert_asked (fixture, 2, 7, "one", "one two");
  dp_note_editor_take_answer (fixture->editor, 7, "one two", NULL);
  g_assert_cmpstr (get_state (fixture), ==, "Saved");

  /* Nothing is sent twice, and a space at the end is kept while one types. */
  dp_note_editor_save (fixture->editor);
  type (fixture, " ");
  dp_note_editor_save (fixture->editor);
  dp_note_editor_set_note (fixture->editor, 7, "one two");
  assert_text (fixture, "one two ");
  g_assert_cmpuint (fixture->n_saves, ==, 2);
}

static void
test_keeps_each_paper (Fixture      *fixture,
                       gconstpointer data)
{
  dp_note_editor_set_note (fixture->editor, 1, "first");
  type (fixture, "!");
  dp_note_editor_set_note (fixture->editor, 2, "second");
  assert_asked (fixture, 1, 1, "first", "first!");
  assert_text (fixture, "second");

  /* There is no way back by undo into another paper's note. */
  g_assert_false (gtk_text_buffer_get_can_undo (get_buffer (fixture)));

  /* The library has not got it yet when one comes back. */
  dp_note_editor_set_note (fixture->editor, 1, "first");
  assert_text (fixture, "first!");
  dp_note_editor_take_answer (fixture->editor, 1, "first!", NULL);
  dp_note_editor_set_note (fixture->editor, 2, "second");
  dp_note_editor_set_note (fixture->editor, 1, "first!");
  assert_text (fixture, "first!");
  g_assert_cmpuint (fixture->n_saves, ==, 1);

  dp_note_editor_set_note (fixture->editor, 0, NULL);
  assert_text (fixture, "");
}

static void
test_keeps_what_failed (Fixture      *fixture,
                        gconstpointer data)
{
  dp_note_editor_set_note (fixture->editor, 1, NULL);
  type (fixture, "mine");
  dp_note_editor_save (fixture->editor);
  dp_note_editor_take_answer (fixture->editor, 1, NULL, "The disk is full.");
  g_assert_cmpstr (get_state (fixture), ==, "The disk is full.");
  g_assert_true (gtk_widget_get_visible (get_child (fixture, "retry_button")));
  assert_text (fixture, "mine");

  g_assert_true (dp_note_editor_has_failed (fixture->editor));

  /* Elsewhere and back again. */
  dp_note_editor_set_note (fixture->editor, 2, NULL);
  g_assert_cmpuint (fixture->n_saves, ==, 2);
  dp_note_editor_take_answer (fixture->editor, 1, NULL, "The disk is full.");
  dp_note_editor_set_note (fixture->editor, 1, NULL);
  assert_text (fixture, "mine");
  g_assert_cmpstr (get_state (fixture), ==, "The disk is full.");

  g_signal_emit_by_name (get_child (fixture, "retry_button"), "clicked");
  assert_asked (fixture, 3, 1, "", "mine");
  dp_note_editor_take_answer (fixture->editor, 1, "mine", NULL);
  g_assert_cmpstr (get_state (fixture), ==, "Saved");
  g_assert_false (gtk_widget_get_visible (get_child (fixture, "retry_button")));
  g_assert_false (dp_note_editor_has_failed (fixture->editor));
}

static void
test_joins_what_others_write (Fixture      *fixture,
                              gconstpointer data)
{
  dp_note_editor_set_note (fixture->editor, 1, "base");

  /* Nothing is being written here: theirs is shown. */
  dp_note_editor_set_note (fixture->editor, 1, "theirs");
  assert_text (fixture, "theirs");
  g_assert_cmpuint (fixture->n_saves, ==, 0);

  /* Both write: ours stays, and the library joins them. */
  type (fixture, ", ours");
  dp_note_editor_set_note (fixture->editor, 1, "theirs again");
  assert_text (fixture, "theirs, ours");
  dp_note_editor_save (fixture->editor);
  assert_asked (fixture, 1, 1, "theirs", "theirs, ours");
  type (fixture, " still");
  dp_note_editor_take_answer (fixture->editor, 1, "theirs, ours\n\ntheirs again", NULL);
  assert_text (fixture, "theirs, ours still\n\ntheirs again");
  assert_asked (fixture, 2, 1, "theirs, ours\n\ntheirs again", "theirs, ours still\n\ntheirs again");
}

/* The library stores no controls, and what it stored is all that there is to store. */
static void
test_sends_what_is_stored (Fixture      *fixture,
                           gconstpointer data)
{
  dp_note_editor_set_note (fixture->editor, 1, NULL);
  type (fixture, "one\r\ntwo\f");
  dp_note_editor_save (fixture->editor);
  assert_asked (fixture, 1, 1, "", "one\ntwo");
  dp_note_editor_take_answer (fixture->editor, 1, "one\ntwo", NULL);
  g_assert_cmpuint (fixture->n_saves, ==, 1);
  g_assert_cmpstr (get_state (fixture), ==, "Saved");

  gtk_text_buffer_set_text (get_buffer (fixture), "\302\240", -1);
  dp_note_editor_save (fixture->editor);
  assert_asked (fixture, 2, 1, "one\ntwo", "");
  dp_note_editor_take_answer (fixture->editor, 1, "", NULL);
  g_assert_cmpuint (fixture->n_saves, ==, 2);
}

/* Nobody is there to hear the answer to the first. */
static void
test_sends_all_at_the_end (Fixture      *fixture,
                           gconstpointer data)
{
  dp_note_editor_set_note (fixture->editor, 1, NULL);
  type (fixture, "one");
  dp_note_editor_save (fixture->editor);
  type (fixture, " two");
  dp_note_editor_set_note (fixture->editor, 2, NULL);
  g_assert_cmpuint (fixture->n_saves, ==, 1);
  dp_note_editor_finish (fixture->editor);
  assert_asked (fixture, 2, 1, "one", "one two");
  dp_note_editor_finish (fixture->editor);
  g_assert_cmpuint (fixture->n_saves, ==, 2);
}

/* Who takes back what could not be stored has nothing to lose any more. */
static void
test_forgets_what_is_gone (Fixture      *fixture,
                           gconstpointer data)
{
  dp_note_editor_set_note (fixture->editor, 1, NULL);
  type (fixture, "mine");
  dp_note_editor_save (fixture->editor);
  dp_note_editor_take_answer (fixture->editor, 1, NULL, "The disk is full.");
  g_assert_true (dp_note_editor_has_failed (fixture->editor));
  gtk_text_buffer_set_text (get_buffer (fixture), "", -1);
  dp_note_editor_save (fixture->editor);
  g_assert_false (dp_note_editor_has_failed (fixture->editor));
}

static void
assert_link (const char *text,
             const char *expected)
{
  const char      *start = NULL;
  const char      *end = NULL;
  g_autofree char *link = NULL;

  if (dp_note_links_find (text, &start, &end))
    link = g_strndup (start, (gsize)(end - start));
  g_assert_cmpstr (link, ==, expected);
}

static void
test_finds_links (void)
{
  assert_link ("", NULL);
  assert_link ("no link: http:// nor https", NULL);
  assert_link ("ftp://example.org javascript:alert(1)", NULL);
  assert_link ("see https://example.org/a.", "https://example.org/a");
  assert_link ("(https://example.org/a_(b)), more", "https://example.org/a_(b)");
  assert_link ("(see http://example.org)", "http://example.org");
  assert_link ("<https://example.org/ä?b=c&d#e>", "https://example.org/ä?b=c&d#e");
  assert_link ("http:// https://example.org", "https://example.org");
  assert_link ("as in arXiv:2501.00001 too", "arXiv:2501.00001");
}

static void
test_opens_links (Fixture      *fixture,
                  gconstpointer data)
{
  GtkTextIter place;

  dp_note_editor_set_note (fixture->editor, 1, "ä https://example.org/a, and https://example.org/b");
  gtk_text_buffer_get_iter_at_offset (get_buffer (fixture), &place, 1);
  gtk_text_buffer_place_cursor (get_buffer (fixture), &place);
  gtk_widget_activate_action (GTK_WIDGET (fixture->editor), "note.open-link", NULL);
  g_assert_null (fixture->uri);

  gtk_text_buffer_get_iter_at_offset (get_buffer (fixture), &place, 10);
  gtk_text_buffer_place_cursor (get_buffer (fixture), &place);
  gtk_widget_activate_action (GTK_WIDGET (fixture->editor), "note.open-link", NULL);
  g_assert_cmpstr (fixture->uri, ==, "https://example.org/a");

  gtk_text_buffer_get_end_iter (get_buffer (fixture), &place);
  gtk_text_buffer_place_cursor (get_buffer (fixture), &place);
  gtk_widget_activate_action (GTK_WIDGET (fixture->editor), "note.open-link", NULL);
  g_assert_cmpstr (fixture->uri, ==, "https://example.org/b");

  dp_note_editor_set_note (fixture->editor, 2, "doi:10.1000/x");
  gtk_text_buffer_get_start_iter (get_buffer (fixture), &place);
  gtk_text_buffer_place_cursor (get_buffer (fixture), &place);
  gtk_widget_activate_action (GTK_WIDGET (fixture->editor), "note.open-link", NULL);
  g_assert_cmpstr (fixture->uri, ==, "https://doi.org/10.1000/x");
}

int
main (int   argc,
      char *argv[])
{
  if (!gtk_init_check ())
    return 77;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add ("/note-editor/saves-while-typing", Fixture, NULL, set_up, test_saves_while_typing, tear_down);
  g_test_add ("/note-editor/keeps-each-paper", Fixture, NULL, set_up, test_keeps_each_paper, tear_down);
  g_test_add ("/note-editor/keeps-what-failed", Fixture, NULL, set_up, test_keeps_what_failed, tear_down);
  g_test_add ("/note-editor/joins-what-others-write", Fixture, NULL, set_up, test_joins_what_others_write, tear_down);
  g_test_add ("/note-editor/sends-what-is-stored", Fixture, NULL, set_up, test_sends_what_is_stored, tear_down);
  g_test_add ("/note-editor/sends-all-at-the-end", Fixture, NULL, set_up, test_sends_all_at_the_end, tear_down);
  g_test_add ("/note-editor/forgets-what-is-gone", Fixture, NULL, set_up, test_forgets_what_is_gone, tear_down);
  g_test_add_func ("/note-editor/finds-links", test_finds_links);
  g_test_add ("/note-editor/opens-links", Fixture, NULL, set_up, test_opens_links, tear_down);

  return g_test_run ();
}
