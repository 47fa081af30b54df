/* dp-sidebar-row.c: one list in the sidebar
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ui/sidebar/dp-sidebar-row-private.h"

G_DEFINE_FINAL_TYPE (DpSidebarRow, dp_sidebar_row, GTK_TYPE_LIST_BOX_ROW)

typedef enum
{
  SIGNAL_EDITED,
  SIGNAL_EDIT_ENDED,
} DpSidebarRowSignal;

static guint signals[SIGNAL_EDIT_ENDED + 1];

/* One name that says all of it: the icon and the number mean nothing when read alone. */
static void
update_accessible (DpSidebarRow *self)
{
  g_autoptr (GString) label = g_string_new (gtk_label_get_label (self->title_label));

  if (gtk_widget_get_visible (GTK_WIDGET (self->detail_label)))
    g_string_append_printf (label, ", %s", gtk_label_get_label (self->detail_label));
  if (self->count_text != NULL)
    g_string_append_printf (label, ", %s", self->count_text);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, label->str,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, self->state != NULL ? self->state : "",
                                  -1);
}

/* The number gives its room to the name. */
static void
set_editing (DpSidebarRow *self,
             gboolean      is_editing)
{
  self->is_editing = is_editing;
  gtk_widget_set_visible (GTK_WIDGET (self->entry), is_editing);
  gtk_widget_set_visible (GTK_WIDGET (self->title_label), !is_editing);
  gtk_widget_set_visible (GTK_WIDGET (self->count_label), !is_editing && self->count_text != NULL);
}

static void
entry_changed_cb (DpSidebarRow *self)
{
  gtk_widget_remove_css_class (GTK_WIDGET (self->entry), "error");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->entry), NULL);
  gtk_accessible_reset_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
}

static void
commit (DpSidebarRow *self)
{
  g_autofree char *name = g_strdup (gtk_editable_get_text (self->entry));

  g_signal_emit (self, signals[SIGNAL_EDITED], 0, name);
}

static void
entry_activated_cb (DpSidebarRow *self)
{
  commit (self);
}

static gboolean
escape_cb (GtkWidget *widget,
           GVariant  *arguments,
           gpointer   user_data)
{
  DpSidebarRow *self = DP_SIDEBAR_ROW (widget);

  if (!self->is_editing)
    return FALSE;

  dp_sidebar_row_end_edit (self);

  return TRUE;
}

/* Who goes elsewhere is done: what was typed counts, and what cannot be a name does not. */
static void
entry_left_cb (DpSidebarRow *self)
{
  g_autoptr (DpSidebarRow) keep G_GNUC_UNUSED = g_object_ref (self);

  if (!self->is_editing || gtk_widget_in_destruction (GTK_WIDGET (self)))
    return;

  if (!gtk_widget_has_css_class (GTK_WIDGET (self->entry), "error"))
    commit (self);
  if (self->is_editing)
    dp_sidebar_row_end_edit (self);
}

static gboolean
dp_sidebar_row_query_tooltip (GtkWidget  *widget,
                              int         x,
                              int         y,
                              gboolean    keyboard_mode,
                              GtkTooltip *tooltip)
{
  DpSidebarRow *self = DP_SIDEBAR_ROW (widget);

  if (GTK_WIDGET_CLASS (dp_sidebar_row_parent_class)->query_tooltip (widget, x, y, keyboard_mode, tooltip))
    return TRUE;

  if (self->is_editing || !pango_layout_is_ellipsized (gtk_label_get_layout (self->title_label)))
    return FALSE;

  gtk_tooltip_set_text (tooltip, dp_sidebar_row_get_title (self));

  return TRUE;
}

static void
dp_sidebar_row_dispose (GObject *object)
{
  DpSidebarRow *self = DP_SIDEBAR_ROW (object);

  g_clear_pointer (&self->menu, gtk_widget_unparent);

  G_OBJECT_CLASS (dp_sidebar_row_parent_class)->dispose (object);
}

static void
dp_sidebar_row_finalize (GObject *object)
{
  DpSidebarRow *self = DP_SIDEBAR_ROW (object);

  g_free (self->count_text);
  g_free (self->state);

  G_OBJECT_CLASS (dp_sidebar_row_parent_class)->finalize (object);
}

static void
dp_sidebar_row_class_init (DpSidebarRowClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = dp_sidebar_row_dispose;
  object_class->finalize = dp_sidebar_row_finalize;
  widget_class->query_tooltip = dp_sidebar_row_query_tooltip;

  signals[SIGNAL_EDITED] =
    g_signal_new ("edited", DP_TYPE_SIDEBAR_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_EDIT_ENDED] =
    g_signal_new ("edit-ended", DP_TYPE_SIDEBAR_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/dailypapers/DailyPapers/dp-sidebar-row.ui");
  gtk_widget_class_bind_template_child (widget_class, DpSidebarRow, icon);
  gtk_widget_class_bind_template_child (widget_class, DpSidebarRow, title_label);
  gtk_widget_class_bind_template_child (widget_class, DpSidebarRow, entry);
  gtk_widget_class_bind_template_child (widget_class, DpSidebarRow, detail_label);
  gtk_widget_class_bind_template_child (widget_class, DpSidebarRow, problem_icon);
  gtk_widget_class_bind_template_child (widget_class, DpSidebarRow, count_label);
  gtk_widget_class_bind_template_callback (widget_class, entry_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_activated_cb);

  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_cb, NULL);
  dp_sidebar_row_install_keys (widget_class);
}

static void
dp_sidebar_row_init (DpSidebarRow *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);

  g_signal_connect_swapped (focus, "leave", G_CALLBACK (entry_left_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->entry), focus);
}

/**
 * dp_sidebar_row_new:
 * @place: the list it stands for
 * @icon_name: its icon
 *
 * Returns: (transfer floating): a new row
 */
GtkWidget *
dp_sidebar_row_new (const DpPlace *place,
                    const char    *icon_name)
{
  DpSidebarRow *self = NULL;

  g_return_val_if_fail (place != NULL, NULL);

  self = g_object_new (DP_TYPE_SIDEBAR_ROW, NULL);
  self->place = *place;
  gtk_image_set_from_icon_name (self->icon, icon_name);

  dp_sidebar_row_add_menu (self);
  dp_sidebar_row_accept_drops (self);

  return GTK_WIDGET (self);
}

/**
 * dp_sidebar_row_get_place:
 * @self: a row
 *
 * Returns: (transfer none): the list it stands for
 */
const DpPlace *
dp_sidebar_row_get_place (DpSidebarRow *self)
{
  g_return_val_if_fail (DP_IS_SIDEBAR_ROW (self), NULL);

  return &self->place;
}

const char *
dp_sidebar_row_get_title (DpSidebarRow *self)
{
  g_return_val_if_fail (DP_IS_SIDEBAR_ROW (self), NULL);

  return gtk_label_get_label (self->title_label);
}

/**
 * dp_sidebar_row_set_title:
 * @self: a row
 * @title: the name of the list; the tooltip too, where it is cut off and nothing else is
 *   said there
 */
void
dp_sidebar_row_set_title (DpSidebarRow *self,
                          const char   *title)
{
  g_return_if_fail (DP_IS_SIDEBAR_ROW (self));

  if (g_str_equal (title, gtk_label_get_label (self->title_label)))
    return;

  gtk_label_set_label (self->title_label, title);
  update_accessible (self);
}

/**
 * dp_sidebar_row_set_detail:
 * @self: a row
 * @detail: (nullable): what is said of it beside its title
 */
void
dp_sidebar_row_set_detail (DpSidebarRow *self,
                           const char   *detail)
{
  g_return_if_fail (DP_IS_SIDEBAR_ROW (self));

  gtk_label_set_label (self->detail_label, detail != NULL ? detail : "");
  gtk_widget_set_visible (GTK_WIDGET (self->detail_label), detail != NULL);
  update_accessible (self);
}

/**
 * dp_sidebar_row_set_count:
 * @self: a row
 * @count: the number at its end; nothing is shown for 0
 * @meaning: what the number counts, as a screen reader says it (“12 unread”)
 */
void
dp_sidebar_row_set_count (DpSidebarRow *self,
                          guint         count,
                          const char   *meaning)
{
  g_autofree char *text = NULL;

  g_return_if_fail (DP_IS_SIDEBAR_ROW (self));

  /* Counts are read often, and of hundreds of rows few change. */
  if (g_strcmp0 (self->count_text, count > 0 ? meaning : NULL) == 0)
    return;

  text = g_strdup_printf ("%'u", count);
  gtk_label_set_label (self->count_label, text);
  gtk_widget_set_visible (GTK_WIDGET (self->count_label), count > 0 && !self->is_editing);

  g_free (self->count_text);
  self->count_text = count > 0 ? g_strdup (meaning) : NULL;
  update_accessible (self);
}

/**
 * dp_sidebar_row_set_state:
 * @self: a row
 * @state: (nullable): how its last refresh went
 * @is_problem: whether that went wrong
 *
 * The state is the row's tooltip and its description for screen readers; a problem
 * shows an icon as well.
 */
void
dp_sidebar_row_set_state (DpSidebarRow *self,
                          const char   *state,
                          gboolean      is_problem)
{
  g_return_if_fail (DP_IS_SIDEBAR_ROW (self));

  g_free (self->state);
  self->state = g_strdup (state);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), state);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  gtk_widget_set_visible (self->problem_icon, is_problem);
  update_accessible (self);
}

/**
 * dp_sidebar_row_set_position:
 * @self: the row of a list that can be moved
 * @position: its place among its like, from 0
 * @n_siblings: how many of these there are
 */
void
dp_sidebar_row_set_position (DpSidebarRow *self,
                             guint         position,
                             guint         n_siblings)
{
  g_return_if_fail (DP_IS_SIDEBAR_ROW (self));

  self->position = position;
  self->n_siblings = n_siblings;
}

gboolean
dp_sidebar_row_is_editing (DpSidebarRow *self)
{
  g_return_val_if_fail (DP_IS_SIDEBAR_ROW (self), FALSE);

  return self->is_editing;
}

/**
 * dp_sidebar_row_begin_edit:
 * @self: a row
 *
 * Puts an entry in the place of the name. What is typed there is told by `edited`, upon
 * which the listener ends the editing or refuses the name.
 */
void
dp_sidebar_row_begin_edit (DpSidebarRow *self)
{
  g_return_if_fail (DP_IS_SIDEBAR_ROW (self));

  gtk_editable_set_text (self->entry, dp_sidebar_row_get_title (self));
  set_editing (self, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

/**
 * dp_sidebar_row_end_edit:
 * @self: a row
 *
 * Shows the name again, as it is.
 */
void
dp_sidebar_row_end_edit (DpSidebarRow *self)
{
  GtkRoot   *root = NULL;
  GtkWidget *focus = NULL;
  gboolean   had_focus = FALSE;

  g_return_if_fail (DP_IS_SIDEBAR_ROW (self));

  if (!self->is_editing)
    return;

  /* While the focus is on its way elsewhere there is none. */
  root = gtk_widget_get_root (GTK_WIDGET (self));
  focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  had_focus = focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self));

  /* GTK would look for another place for the focus of an entry that hides. */
  self->is_editing = FALSE;
  if (had_focus)
    gtk_widget_grab_focus (GTK_WIDGET (self));
  set_editing (self, FALSE);
  g_signal_emit (self, signals[SIGNAL_EDIT_ENDED], 0);
}

/**
 * dp_sidebar_row_refuse_edit:
 * @self: a row that is edited
 * @reason: why the name cannot be that, a sentence
 *
 * Leaves what was typed to be changed.
 */
void
dp_sidebar_row_refuse_edit (DpSidebarRow *self,
                            const char   *reason)
{
  g_return_if_fail (DP_IS_SIDEBAR_ROW (self));

  gtk_widget_add_css_class (GTK_WIDGET (self->entry), "error");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->entry), reason);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, reason, -1);
  gtk_widget_error_bell (GTK_WIDGET (self->entry));
}
