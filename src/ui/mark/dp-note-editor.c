/* dp-note-editor.c: what the user notes on a paper
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ui/mark/dp-note-editor.h"

#include <glib/gi18n.h>

#include "ui/mark/dp-note-draft.h"
#include "ui/mark/dp-note-links.h"

/* What is typed is sent to be stored this long after the first letter of it, whether or
 * not the typing goes on. */
#define SAVE_AFTER_MS 700

#define ACTION_OPEN_LINK "note.open-link"

struct _DpNoteEditor
{
  GtkWidget parent_instance;

  GHashTable  *drafts;  /* rowid → DpNoteDraft: the shown one, and those that are not stored yet */
  DpNoteDraft *current; /* (unowned) (nullable): one of them */
  guint        save_id;
  gboolean     is_loading; /* the text changes because we say so */

  /* Template */
  GtkWidget   *problem_icon;
  GtkLabel    *state_label;
  GtkWidget   *retry_button;
  GtkTextView *text_view;
};

G_DEFINE_FINAL_TYPE (DpNoteEditor, dp_note_editor, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_SAVE_REQUESTED,
  SIGNAL_URI_ACTIVATED,
  SIGNAL_LEFT,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static char *
dup_text (DpNoteEditor *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text_view);
  GtkTextIter    start;
  GtkTextIter    end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);

  return gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
}

static void
show_state (DpNoteEditor *self,
            gboolean      was_saved)
{
  const char *problem = self->current != NULL ? self->current->problem : NULL;
  const char *text = "";

  if (problem != NULL)
    text = problem;
  else if (was_saved)
    /* Translators: of a note: it is stored */
    text = _("Saved");

  gtk_label_set_label (self->state_label, text);
  gtk_widget_set_visible (self->problem_icon, problem != NULL);
  gtk_widget_set_visible (self->retry_button, problem != NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->text_view),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
}

/* Another text than the user's: there is no way back through it with undo. */
static void
load_text (DpNoteEditor *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text_view);

  self->is_loading = TRUE;
  gtk_text_buffer_begin_irreversible_action (buffer);
  gtk_text_buffer_set_text (buffer, self->current != NULL ? self->current->text : "", -1);
  gtk_text_buffer_end_irreversible_action (buffer);
  self->is_loading = FALSE;
}

/* The cursor stays where it is, as far as there is a text there. */
static void
reload_text (DpNoteEditor *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text_view);
  int            position = 0;
  GtkTextIter    cursor;

  g_object_get (buffer, "cursor-position", &position, NULL);
  load_text (self);
  gtk_text_buffer_get_iter_at_offset (buffer, &cursor, position);
  gtk_text_buffer_place_cursor (buffer, &cursor);
}

static void
append_text (DpNoteEditor *self,
             const char   *text)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text_view);
  GtkTextIter    end;

  self->is_loading = TRUE;
  gtk_text_buffer_get_end_iter (buffer, &end);
  gtk_text_buffer_insert (buffer, &end, text, -1);
  self->is_loading = FALSE;
}

static void
emit_save_requested (DpNoteEditor *self,
                     DpNoteDraft  *draft)
{
  g_signal_emit (self, signals[SIGNAL_SAVE_REQUESTED], 0, (guint)draft->rowid, draft->base, draft->sent);
}

static void
request_save (DpNoteEditor *self,
              DpNoteDraft  *draft)
{
  if (dp_note_draft_begin_save (draft))
    emit_save_requested (self, draft);
}

static gboolean
save_cb (gpointer user_data)
{
  DpNoteEditor *self = user_data;

  self->save_id = 0;
  dp_note_editor_save (self);

  return G_SOURCE_REMOVE;
}

static void
changed_cb (DpNoteEditor *self)
{
  if (self->is_loading || self->current == NULL)
    return;

  if (self->save_id == 0)
    self->save_id = g_timeout_add (SAVE_AFTER_MS, save_cb, self);
  show_state (self, FALSE);
}

static void
focus_left_cb (DpNoteEditor *self)
{
  dp_note_editor_save (self);
}

static void
retry_clicked_cb (DpNoteEditor *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->text_view));
  dp_note_editor_save (self);
}

static gboolean
escape_cb (GtkWidget *widget,
           GVariant  *arguments,
           gpointer   user_data)
{
  dp_note_editor_save (DP_NOTE_EDITOR (widget));
  g_signal_emit (widget, signals[SIGNAL_LEFT], 0);

  return TRUE;
}

static char *
dup_link_at (DpNoteEditor *self,
             double        x,
             double        y)
{
  GtkTextIter place;
  int         buffer_x = 0;
  int         buffer_y = 0;

  gtk_text_view_window_to_buffer_coords (self->text_view, GTK_TEXT_WINDOW_WIDGET, (int)x, (int)y, &buffer_x, &buffer_y);

  return gtk_text_view_get_iter_at_location (self->text_view, &place, buffer_x, buffer_y)
           ? dp_note_links_dup_uri (self->text_view, &place)
           : NULL;
}

static char *
dup_link_at_cursor (DpNoteEditor *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text_view);
  GtkTextIter    cursor;

  gtk_text_buffer_get_iter_at_mark (buffer, &cursor, gtk_text_buffer_get_insert (buffer));

  return dp_note_links_dup_uri (self->text_view, &cursor);
}

static void
open_link_action (GtkWidget  *widget,
                  const char *action_name,
                  GVariant   *parameter)
{
  g_autofree char *uri = dup_link_at_cursor (DP_NOTE_EDITOR (widget));

  if (uri != NULL)
    g_signal_emit (widget, signals[SIGNAL_URI_ACTIVATED], 0, uri);
}

static void
cursor_moved_cb (DpNoteEditor *self)
{
  g_autofree char *uri = dup_link_at_cursor (self);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), ACTION_OPEN_LINK, uri != NULL);
}

/* A click alone sets the cursor, in a link too: it is a text to be changed. */
static void
pressed_cb (GtkGestureClick *gesture,
            int              n_press,
            double           x,
            double           y,
            DpNoteEditor    *self)
{
  GdkModifierType  state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));
  g_autofree char *uri = (state & GDK_CONTROL_MASK) != 0 ? dup_link_at (self, x, y) : NULL;

  if (uri == NULL)
    return;

  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  g_signal_emit (self, signals[SIGNAL_URI_ACTIVATED], 0, uri);
}

static gboolean
query_tooltip_cb (DpNoteEditor *self,
                  int           x,
                  int           y,
                  gboolean      keyboard_mode,
                  GtkTooltip   *tooltip)
{
  g_autofree char *uri = keyboard_mode ? NULL : dup_link_at (self, x, y);

  if (uri == NULL)
    return FALSE;

  gtk_tooltip_set_text (tooltip, _("Ctrl+Click or Ctrl+Enter opens this link"));

  return TRUE;
}

static void
dp_note_editor_dispose (GObject *object)
{
  DpNoteEditor *self = DP_NOTE_EDITOR (object);
  GtkWidget    *child = NULL;

  g_clear_handle_id (&self->save_id, g_source_remove);
  self->current = NULL;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (dp_note_editor_parent_class)->dispose (object);
}

static void
dp_note_editor_finalize (GObject *object)
{
  g_hash_table_unref (DP_NOTE_EDITOR (object)->drafts);

  G_OBJECT_CLASS (dp_note_editor_parent_class)->finalize (object);
}

static gboolean
dp_note_editor_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (DP_NOTE_EDITOR (widget)->text_view));
}

static void
install_signals (GType type)
{
  signals[SIGNAL_SAVE_REQUESTED] =
    g_signal_new ("save-requested", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 3, G_TYPE_UINT, G_TYPE_STRING, G_TYPE_STRING);
  signals[SIGNAL_URI_ACTIVATED] =
    g_signal_new ("uri-activated", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_LEFT] =
    g_signal_new ("left", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
dp_note_editor_class_init (DpNoteEditorClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = dp_note_editor_dispose;
  object_class->finalize = dp_note_editor_finalize;
  widget_class->grab_focus = dp_note_editor_grab_focus;

  install_signals (DP_TYPE_NOTE_EDITOR);

  gtk_widget_class_install_action (widget_class, ACTION_OPEN_LINK, NULL, open_link_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, ACTION_OPEN_LINK, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_cb, NULL);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/dailypapers/DailyPapers/dp-note-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, DpNoteEditor, problem_icon);
  gtk_widget_class_bind_template_child (widget_class, DpNoteEditor, state_label);
  gtk_widget_class_bind_template_child (widget_class, DpNoteEditor, retry_button);
  gtk_widget_class_bind_template_child (widget_class, DpNoteEditor, text_view);
  gtk_widget_class_bind_template_callback (widget_class, retry_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, query_tooltip_cb);
}

static void
add_link_menu (DpNoteEditor *self)
{
  g_autoptr (GMenu) menu = g_menu_new ();

  g_menu_append (menu, _("_Open Link"), ACTION_OPEN_LINK);
  gtk_text_view_set_extra_menu (self->text_view, G_MENU_MODEL (menu));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), ACTION_OPEN_LINK, FALSE);
}

static void
add_controllers (DpNoteEditor *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkGesture         *click = gtk_gesture_click_new ();

  g_signal_connect_swapped (focus, "leave", G_CALLBACK (focus_left_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->text_view), focus);

  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->text_view), GTK_EVENT_CONTROLLER (click));
}

static void
dp_note_editor_init (DpNoteEditor *self)
{
  GtkTextBuffer *buffer = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));

  self->drafts = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify)dp_note_draft_free);
  buffer = gtk_text_view_get_buffer (self->text_view);
  gtk_text_buffer_set_enable_undo (buffer, TRUE);
  g_signal_connect_swapped (buffer, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (buffer, "notify::cursor-position", G_CALLBACK (cursor_moved_cb), self);
  dp_note_links_attach (self->text_view);
  add_link_menu (self);
  add_controllers (self);
}

/**
 * dp_note_editor_new:
 *
 * Returns: (transfer floating): an editor without a paper
 */
GtkWidget *
dp_note_editor_new (void)
{
  return g_object_new (DP_TYPE_NOTE_EDITOR, NULL);
}

/* What is stored needs no draft. */
static void
leave_current (DpNoteEditor *self)
{
  DpNoteDraft *draft = self->current;

  if (draft == NULL)
    return;

  dp_note_editor_save (self);
  self->current = NULL;
  if (!dp_note_draft_is_unsaved (draft))
    g_hash_table_remove (self->drafts, GUINT_TO_POINTER (draft->rowid));
}

static void
show_draft (DpNoteEditor *self,
            guint32       rowid,
            const char   *note)
{
  leave_current (self);

  if (rowid != 0)
    {
      self->current = g_hash_table_lookup (self->drafts, GUINT_TO_POINTER (rowid));
      if (self->current == NULL)
        {
          self->current = dp_note_draft_new (rowid, note);
          g_hash_table_insert (self->drafts, GUINT_TO_POINTER (rowid), self->current);
        }
    }

  gtk_widget_set_sensitive (GTK_WIDGET (self->text_view), self->current != NULL);
  load_text (self);
  show_state (self, FALSE);
}

/**
 * dp_note_editor_set_note:
 * @self: an editor
 * @rowid: a paper; 0 for none
 * @note: (nullable): its note as it was read from the library
 *
 * Shows a paper's note, or that it changed. What the user wrote and the library does not
 * hold yet stays: of another paper it is sent to be stored first, of this one it wins.
 */
void
dp_note_editor_set_note (DpNoteEditor *self,
                         guint32       rowid,
                         const char   *note)
{
  g_return_if_fail (DP_IS_NOTE_EDITOR (self));

  if (self->current == NULL || self->current->rowid != rowid)
    {
      show_draft (self, rowid, note);
    }
  else
    {
      g_autofree char *text = dup_text (self);

      dp_note_draft_set_text (self->current, text);
      if (dp_note_draft_take_note (self->current, note))
        {
          reload_text (self);
          show_state (self, FALSE);
        }
    }
}

/**
 * dp_note_editor_take_answer:
 * @self: an editor
 * @rowid: a paper
 * @stored: (nullable): the note that the library holds now; %NULL when it could not be stored
 * @problem: (nullable): why it could not, a sentence for people
 *
 * Answers `save-requested`. A text that could not be stored is kept, and sent again when
 * it changes, when the user asks for it or when the paper is left.
 */
void
dp_note_editor_take_answer (DpNoteEditor *self,
                            guint32       rowid,
                            const char   *stored,
                            const char   *problem)
{
  DpNoteDraft     *draft = NULL;
  g_autofree char *joined = NULL;

  g_return_if_fail (DP_IS_NOTE_EDITOR (self));
  g_return_if_fail ((stored == NULL) == (problem != NULL));

  draft = g_hash_table_lookup (self->drafts, GUINT_TO_POINTER (rowid));
  if (draft == NULL)
    return;

  if (draft == self->current)
    {
      g_autofree char *text = dup_text (self);

      dp_note_draft_set_text (draft, text);
    }
  joined = dp_note_draft_take_answer (draft, stored, problem);

  if (stored != NULL)
    request_save (self, draft); /* what was written meanwhile */
  if (draft != self->current && !dp_note_draft_is_unsaved (draft))
    {
      g_hash_table_remove (self->drafts, GUINT_TO_POINTER (rowid));
      return;
    }
  if (draft != self->current)
    return;

  if (joined != NULL)
    append_text (self, joined);
  show_state (self, stored != NULL && !dp_note_draft_is_unsaved (draft));
}

/**
 * dp_note_editor_save:
 * @self: an editor
 *
 * Asks at once for what was typed to be stored.
 */
void
dp_note_editor_save (DpNoteEditor *self)
{
  g_autofree char *text = NULL;

  g_return_if_fail (DP_IS_NOTE_EDITOR (self));

  g_clear_handle_id (&self->save_id, g_source_remove);
  if (self->current == NULL)
    return;

  text = dup_text (self);
  dp_note_draft_set_text (self->current, text);
  request_save (self, self->current);
}

/**
 * dp_note_editor_finish:
 * @self: an editor whose window is about to close
 *
 * Asks for all that was typed to be stored, of whatever paper, and waits for no answer.
 */
void
dp_note_editor_finish (DpNoteEditor *self)
{
  GHashTableIter iter;
  gpointer       value = NULL;

  g_return_if_fail (DP_IS_NOTE_EDITOR (self));

  dp_note_editor_save (self);
  g_hash_table_iter_init (&iter, self->drafts);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      DpNoteDraft *draft = value;

      if (dp_note_draft_begin_last_save (draft))
        emit_save_requested (self, draft);
    }
}

/**
 * dp_note_editor_is_empty:
 * @self: an editor
 *
 * Returns: whether there is no text in it
 */
gboolean
dp_note_editor_is_empty (DpNoteEditor *self)
{
  g_return_val_if_fail (DP_IS_NOTE_EDITOR (self), TRUE);

  return gtk_text_buffer_get_char_count (gtk_text_view_get_buffer (self->text_view)) == 0;
}

/**
 * dp_note_editor_has_failed:
 * @self: an editor
 *
 * Returns: whether there is a text, of whatever paper, that could not be stored
 */
gboolean
dp_note_editor_has_failed (DpNoteEditor *self)
{
  GHashTableIter iter;
  gpointer       draft = NULL;

  g_return_val_if_fail (DP_IS_NOTE_EDITOR (self), FALSE);

  g_hash_table_iter_init (&iter, self->drafts);
  while (g_hash_table_iter_next (&iter, NULL, &draft))
    if (((const DpNoteDraft *)draft)->problem != NULL && dp_note_draft_is_unsaved (draft))
      return TRUE;

  return FALSE;
}
