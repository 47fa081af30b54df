/* dp-search-completion.c: suggestions under the search entry
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ui/search/dp-search-completion.h"

#include <glib/gi18n.h>

#include "ui/search/dp-search-suggest.h"

struct _DpSearchCompletion
{
  GObject      parent_instance;
  GtkEditable *entry;       /* (unowned): outlives us */
  GtkWidget   *popover;     /* (owned) by the entry until we unparent it */
  GtkListBox  *list;        /* (unowned) */
  DpLibrary   *library;     /* (owned) (nullable) */
  GPtrArray   *suggestions; /* (owned) (nullable) of DpSearchSuggestion: those of the list */
  gsize        start;       /* of the term they are for, in bytes */
  guint        update_id;   /* 0 when nothing is due */
};

G_DEFINE_FINAL_TYPE (DpSearchCompletion, dp_search_completion, G_TYPE_OBJECT)

static GtkText *
get_text_widget (DpSearchCompletion *self)
{
  return GTK_TEXT (gtk_editable_get_delegate (self->entry));
}

static gsize
get_cursor (DpSearchCompletion *self)
{
  const char *text = gtk_editable_get_text (self->entry);

  return (gsize)(g_utf8_offset_to_pointer (text, gtk_editable_get_position (self->entry)) - text);
}

static GtkWidget *
create_row (const DpSearchSuggestion *suggestion)
{
  GtkWidget       *row = gtk_list_box_row_new ();
  GtkWidget       *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget       *term = gtk_label_new (suggestion->term);
  GtkWidget       *detail = gtk_label_new (suggestion->detail);
  g_autofree char *name = g_strdup_printf ("%s %s", suggestion->term, suggestion->detail != NULL ? suggestion->detail : "");

  gtk_label_set_ellipsize (GTK_LABEL (term), PANGO_ELLIPSIZE_END);
  gtk_label_set_ellipsize (GTK_LABEL (detail), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (detail), 40);
  gtk_widget_set_hexpand (detail, TRUE);
  gtk_widget_set_halign (detail, GTK_ALIGN_END);
  gtk_widget_add_css_class (detail, "dim-label");
  gtk_box_append (GTK_BOX (box), term);
  gtk_box_append (GTK_BOX (box), detail);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);

  return row;
}

static void
show_suggestions (DpSearchCompletion *self)
{
  GtkListBoxRow *row = NULL;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  for (guint i = 0; i < self->suggestions->len; i++)
    gtk_list_box_append (self->list, create_row (self->suggestions->pdata[i]));

  if (self->suggestions->len > 0)
    gtk_popover_popup (GTK_POPOVER (self->popover));
  else
    gtk_popover_popdown (GTK_POPOVER (self->popover));
}

static void
update (DpSearchCompletion *self,
        gboolean            even_for_nothing)
{
  g_clear_pointer (&self->suggestions, g_ptr_array_unref);
  self->suggestions = dp_search_suggest (self->library, gtk_editable_get_text (self->entry), get_cursor (self),
                                         even_for_nothing, &self->start);
  show_suggestions (self);
}

static void
update_cb (gpointer user_data)
{
  DpSearchCompletion *self = user_data;

  self->update_id = 0;
  update (self, FALSE);
}

/* The cursor follows only after the text has changed. A text that was not typed, as
 * that of a link, needs no help. */
static void
changed_cb (DpSearchCompletion *self)
{
  if (self->update_id == 0 && gtk_widget_is_focus (GTK_WIDGET (get_text_widget (self))))
    self->update_id = g_idle_add_once (update_cb, self);
}

static void
take (DpSearchCompletion *self,
      guint               index)
{
  const DpSearchSuggestion *suggestion = g_ptr_array_index (self->suggestions, index);
  g_autofree char          *term = g_strdup (suggestion->term);
  const char               *text = gtk_editable_get_text (self->entry);
  gboolean                  is_whole = !g_str_has_suffix (term, ":");
  int                       position = 0;

  if (self->start > get_cursor (self))
    return; /* the text has changed, and the list follows in a moment */

  position = (int)g_utf8_pointer_to_offset (text, text + self->start);
  gtk_editable_delete_text (self->entry, position, gtk_editable_get_position (self->entry));
  gtk_editable_insert_text (self->entry, term, -1, &position);
  if (is_whole)
    gtk_editable_insert_text (self->entry, " ", -1, &position);

  gtk_text_grab_focus_without_selecting (get_text_widget (self));
  gtk_editable_set_position (self->entry, position);
  update (self, FALSE);
}

static void
row_activated_cb (DpSearchCompletion *self,
                  GtkListBoxRow      *row)
{
  take (self, (guint)gtk_list_box_row_get_index (row));
}

static void
go_back (DpSearchCompletion *self)
{
  int position = gtk_editable_get_position (self->entry);

  gtk_popover_popdown (GTK_POPOVER (self->popover));
  gtk_text_grab_focus_without_selecting (get_text_widget (self));
  gtk_editable_set_position (self->entry, position);
}

static gboolean
go_into_list (DpSearchCompletion *self)
{
  if (!gtk_widget_get_visible (self->popover))
    update (self, TRUE);
  if (self->suggestions->len == 0)
    return FALSE;

  return gtk_widget_grab_focus (GTK_WIDGET (gtk_list_box_get_row_at_index (self->list, 0)));
}

static gboolean
entry_key_cb (DpSearchCompletion *self,
              guint               key,
              guint               code,
              GdkModifierType     modifiers)
{
  gboolean is_shown = gtk_widget_get_visible (self->popover);

  if ((modifiers & gtk_accelerator_get_default_mod_mask ()) != 0)
    return GDK_EVENT_PROPAGATE;

  switch (key)
    {
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      return go_into_list (self);

    case GDK_KEY_Tab:
    case GDK_KEY_KP_Tab:
      if (!is_shown)
        return GDK_EVENT_PROPAGATE;
      take (self, 0);
      return GDK_EVENT_STOP;

    case GDK_KEY_Escape:
      gtk_popover_popdown (GTK_POPOVER (self->popover));
      return is_shown;

    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      gtk_popover_popdown (GTK_POPOVER (self->popover));
      return GDK_EVENT_PROPAGATE;

    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static gboolean
list_key_cb (DpSearchCompletion    *self,
             guint                  key,
             guint                  code,
             GdkModifierType        modifiers,
             GtkEventControllerKey *controller)
{
  GtkWidget     *focus = gtk_widget_get_focus_child (GTK_WIDGET (self->list));
  GtkListBoxRow *row = GTK_IS_LIST_BOX_ROW (focus) ? GTK_LIST_BOX_ROW (focus) : NULL;

  switch (key)
    {
    case GDK_KEY_Escape:
      go_back (self);
      return GDK_EVENT_STOP;

    case GDK_KEY_Tab:
    case GDK_KEY_KP_Tab:
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      if (row != NULL)
        take (self, (guint)gtk_list_box_row_get_index (row));
      return GDK_EVENT_STOP;

    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      if (row == NULL || gtk_list_box_row_get_index (row) > 0)
        return GDK_EVENT_PROPAGATE;
      gtk_text_grab_focus_without_selecting (get_text_widget (self));
      return GDK_EVENT_STOP;

    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      return GDK_EVENT_PROPAGATE;

    /* Whoever types on, types into the entry. */
    default:
      return gtk_event_controller_key_forward (controller, GTK_WIDGET (get_text_widget (self)));
    }
}

static void
focus_left_cb (DpSearchCompletion *self)
{
  gtk_popover_popdown (GTK_POPOVER (self->popover));
}

static void
dp_search_completion_dispose (GObject *object)
{
  DpSearchCompletion *self = DP_SEARCH_COMPLETION (object);

  g_clear_handle_id (&self->update_id, g_source_remove);
  g_clear_pointer (&self->popover, gtk_widget_unparent);
  g_clear_pointer (&self->suggestions, g_ptr_array_unref);
  g_clear_object (&self->library);

  G_OBJECT_CLASS (dp_search_completion_parent_class)->dispose (object);
}

static void
dp_search_completion_class_init (DpSearchCompletionClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = dp_search_completion_dispose;
}

static void
dp_search_completion_init (DpSearchCompletion *self)
{
}

static void
create_popover (DpSearchCompletion *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "dp-suggestions");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Suggestions"), -1);
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (row_activated_cb), self, G_CONNECT_SWAPPED);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (list_key_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->list), keys);

  self->popover = gtk_popover_new ();
  gtk_popover_set_autohide (GTK_POPOVER (self->popover), FALSE);
  gtk_popover_set_has_arrow (GTK_POPOVER (self->popover), FALSE);
  gtk_popover_set_position (GTK_POPOVER (self->popover), GTK_POS_BOTTOM);
  gtk_widget_set_halign (self->popover, GTK_ALIGN_START);
  gtk_widget_add_css_class (self->popover, "menu");
  gtk_popover_set_child (GTK_POPOVER (self->popover), GTK_WIDGET (self->list));
  gtk_widget_set_parent (self->popover, GTK_WIDGET (self->entry));
}

/**
 * dp_search_completion_new:
 * @entry: a search entry
 *
 * Returns: (transfer full): what suggests while one types into @entry
 */
DpSearchCompletion *
dp_search_completion_new (GtkEditable *entry)
{
  DpSearchCompletion *self = g_object_new (DP_TYPE_SEARCH_COMPLETION, NULL);
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->entry = entry;
  create_popover (self);

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (entry_key_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (gtk_editable_get_delegate (entry)), keys);
  g_signal_connect_object (focus, "leave", G_CALLBACK (focus_left_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (entry), focus);
  g_signal_connect_object (entry, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);

  return self;
}

/**
 * dp_search_completion_set_library:
 * @self: suggestions
 * @library: (nullable): whose topics, tags and so on are suggested
 */
void
dp_search_completion_set_library (DpSearchCompletion *self,
                                  DpLibrary          *library)
{
  g_return_if_fail (DP_IS_SEARCH_COMPLETION (self));

  g_set_object (&self->library, library);
}
