/* dp-mark-chooser.c: which tags or collections some papers have
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ui/mark/dp-mark-chooser.h"

#include <glib/gi18n.h>

#include "model/dp-name.h"

/* One name and its check button. */
typedef struct
{
  DpMarkChooser  *chooser; /* (unowned) */
  gint64          id;
  char           *name;     /* (owned) */
  char           *key;      /* (owned): see dp_name_dup_key() */
  GtkCheckButton *check;    /* (unowned): a child of the list */
  gboolean        is_there; /* among the choices that were set last */
} Row;

struct _DpMarkChooser
{
  AdwWindow parent_instance;

  DpMarkShareKind kind;
  guint           n_papers;
  GPtrArray      *rows;       /* of Row */
  gboolean        is_loading; /* checks change because we say so */

  /* Template */
  AdwWindowTitle *window_title;
  GtkEditable    *entry;
  GtkWidget      *add_button;
  GtkLabel       *add_label;
  GtkLabel       *hint_label;
  GtkBox         *row_box;
};

G_DEFINE_FINAL_TYPE (DpMarkChooser, dp_mark_chooser, ADW_TYPE_WINDOW)

enum
{
  SIGNAL_TOGGLED,
  SIGNAL_CREATED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
free_row (gpointer data)
{
  Row *row = data;

  g_free (row->name);
  g_free (row->key);
  g_free (row);
}

/* As the library would have it; %NULL when it is no name. */
static char *
dup_typed (DpMarkChooser *self)
{
  return dp_name_normalize (gtk_editable_get_text (self->entry), NULL);
}

static Row *
find_row (DpMarkChooser *self,
          gint64         id)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      Row *row = g_ptr_array_index (self->rows, i);

      if (row->id == id)
        return row;
    }

  return NULL;
}

static Row *
find_named_row (DpMarkChooser *self,
                const char    *key)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      Row *row = g_ptr_array_index (self->rows, i);

      if (g_str_equal (row->key, key))
        return row;
    }

  return NULL;
}

/* Says what Enter does, and what there is to choose from while nothing is typed. */
static void
show_offer (DpMarkChooser *self,
            const char    *typed,
            gboolean       is_new)
{
  gboolean         is_tags = self->kind == DP_MARK_SHARE_TAGS;
  g_autofree char *text = NULL;

  if (is_new)
    text = g_strdup_printf (is_tags ? _("Add Tag “%s”") : _("New Collection “%s”"), typed);
  gtk_label_set_label (self->add_label, text != NULL ? text : "");
  gtk_widget_set_visible (self->add_button, is_new);

  gtk_label_set_label (self->hint_label,
                       is_tags ? _("Tags are your own words for papers. There are none yet.")
                               : _("Collections hold papers for a purpose: a course, an article. There are none yet."));
  gtk_widget_set_visible (GTK_WIDGET (self->hint_label), self->rows->len == 0 && !is_new);
}

/* Shows the names that hold what is typed. */
static void
filter (DpMarkChooser *self)
{
  g_autofree char *typed = dup_typed (self);
  g_autofree char *key = dp_name_dup_key (typed != NULL ? typed : "");
  gboolean         is_new = typed != NULL && find_named_row (self, key) == NULL;

  for (guint i = 0; i < self->rows->len; i++)
    {
      Row *row = g_ptr_array_index (self->rows, i);

      gtk_widget_set_visible (GTK_WIDGET (row->check), strstr (row->key, key) != NULL);
    }
  show_offer (self, typed, is_new);
}

static void
changed_cb (DpMarkChooser *self)
{
  filter (self);
}

static void
set_check (Row     *row,
           gboolean active,
           gboolean inconsistent)
{
  row->chooser->is_loading = TRUE;
  gtk_check_button_set_inconsistent (row->check, inconsistent);
  gtk_check_button_set_active (row->check, active);
  row->chooser->is_loading = FALSE;
}

static void
emit_toggled (Row     *row,
              gboolean state)
{
  g_signal_emit (row->chooser, signals[SIGNAL_TOGGLED], 0, row->id, row->name, state);
}

/* Of what only some have, all get it first. */
static void
check_toggled_cb (GtkCheckButton *check,
                  Row            *row)
{
  gboolean state = gtk_check_button_get_active (check) || gtk_check_button_get_inconsistent (check);

  if (row->chooser->is_loading)
    return;

  set_check (row, state, FALSE);
  emit_toggled (row, state);
}

/* The name that was typed is given to all papers; then there is room for the next. */
static void
add_cb (DpMarkChooser *self)
{
  g_autofree char *typed = dup_typed (self);
  g_autofree char *key = NULL;
  Row             *row = NULL;

  if (typed == NULL)
    return;

  key = dp_name_dup_key (typed);
  row = find_named_row (self, key);
  gtk_editable_set_text (self->entry, "");
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  if (row == NULL)
    {
      g_signal_emit (self, signals[SIGNAL_CREATED], 0, typed);
    }
  else if (!gtk_check_button_get_active (row->check) || gtk_check_button_get_inconsistent (row->check))
    {
      set_check (row, TRUE, FALSE);
      emit_toggled (row, TRUE);
    }
}

static void
dp_mark_chooser_finalize (GObject *object)
{
  g_ptr_array_unref (DP_MARK_CHOOSER (object)->rows);

  G_OBJECT_CLASS (dp_mark_chooser_parent_class)->finalize (object);
}

static void
dp_mark_chooser_class_init (DpMarkChooserClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = dp_mark_chooser_finalize;

  signals[SIGNAL_TOGGLED] =
    g_signal_new ("toggled", DP_TYPE_MARK_CHOOSER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 3, G_TYPE_INT64, G_TYPE_STRING, G_TYPE_BOOLEAN);
  signals[SIGNAL_CREATED] =
    g_signal_new ("created", DP_TYPE_MARK_CHOOSER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/dailypapers/DailyPapers/dp-mark-chooser.ui");
  gtk_widget_class_bind_template_child (widget_class, DpMarkChooser, window_title);
  gtk_widget_class_bind_template_child (widget_class, DpMarkChooser, entry);
  gtk_widget_class_bind_template_child (widget_class, DpMarkChooser, add_button);
  gtk_widget_class_bind_template_child (widget_class, DpMarkChooser, add_label);
  gtk_widget_class_bind_template_child (widget_class, DpMarkChooser, hint_label);
  gtk_widget_class_bind_template_child (widget_class, DpMarkChooser, row_box);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
dp_mark_chooser_init (DpMarkChooser *self)
{
  self->rows = g_ptr_array_new_with_free_func (free_row);

  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * dp_mark_chooser_new:
 * @kind: what is chosen from
 * @n_papers: how many papers it is for
 *
 * Returns: (transfer floating): a dialog without names yet
 */
GtkWidget *
dp_mark_chooser_new (DpMarkShareKind kind,
                     guint           n_papers)
{
  DpMarkChooser   *self = g_object_new (DP_TYPE_MARK_CHOOSER, NULL);
  const char      *title = kind == DP_MARK_SHARE_TAGS ? _("Tags") : _("Collections");
  g_autofree char *subtitle = g_strdup_printf (ngettext ("%'u paper", "%'u papers", n_papers), n_papers);

  self->kind = kind;
  self->n_papers = n_papers;
  gtk_window_set_title (GTK_WINDOW (self), title);
  adw_window_title_set_title (self->window_title, title);
  adw_window_title_set_subtitle (self->window_title, subtitle);

  return GTK_WIDGET (self);
}

/* A name that comes while the dialog is open was typed into it: it is to be seen. */
static Row *
add_row (DpMarkChooser     *self,
         const DpMarkShare *choice,
         gboolean           at_top)
{
  Row       *row = g_new0 (Row, 1);
  GtkWidget *label = gtk_label_new (choice->name);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_MIDDLE);
  gtk_label_set_single_line_mode (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);

  row->chooser = self;
  row->id = choice->id;
  row->name = g_strdup (choice->name);
  row->key = dp_name_dup_key (choice->name);
  row->check = GTK_CHECK_BUTTON (gtk_check_button_new ());
  gtk_check_button_set_child (row->check, label);
  gtk_widget_set_tooltip_text (GTK_WIDGET (row->check), choice->name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row->check), GTK_ACCESSIBLE_PROPERTY_LABEL, choice->name, -1);
  g_signal_connect (row->check, "toggled", G_CALLBACK (check_toggled_cb), row);
  if (at_top)
    gtk_box_prepend (self->row_box, GTK_WIDGET (row->check));
  else
    gtk_box_append (self->row_box, GTK_WIDGET (row->check));
  g_ptr_array_add (self->rows, row);

  return row;
}

static void
show_choice (DpMarkChooser     *self,
             const DpMarkShare *choice,
             gboolean           is_first)
{
  Row *row = find_row (self, choice->id);

  if (row == NULL)
    row = add_row (self, choice, !is_first);
  row->is_there = TRUE;
  set_check (row, choice->n_papers == self->n_papers, choice->n_papers > 0 && choice->n_papers < self->n_papers);
}

/* What is not among the choices any more stays, as a name that no paper has: a tag that
 * was just switched off can be switched on again. */
static void
uncheck_others (DpMarkChooser *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      Row *row = g_ptr_array_index (self->rows, i);

      if (!row->is_there)
        set_check (row, FALSE, FALSE);
      row->is_there = FALSE;
    }
}

/**
 * dp_mark_chooser_set_choices:
 * @self: a dialog
 * @shares: (element-type DpMarkShare): all names that there are, and how many of the papers have them
 *
 * Shows the names; at first those that a paper has come before the others. No name moves
 * or goes while the dialog is open, so that the next click meets what it was meant for.
 */
void
dp_mark_chooser_set_choices (DpMarkChooser *self,
                             GPtrArray     *shares)
{
  gboolean is_first = FALSE;

  g_return_if_fail (DP_IS_MARK_CHOOSER (self));
  g_return_if_fail (shares != NULL);

  is_first = self->rows->len == 0;
  for (guint i = 0; is_first && i < shares->len; i++)
    {
      const DpMarkShare *share = g_ptr_array_index (shares, i);

      if (share->n_papers > 0)
        show_choice (self, share, TRUE);
    }
  for (guint i = 0; i < shares->len; i++)
    show_choice (self, g_ptr_array_index (shares, i), is_first);

  uncheck_others (self);
  filter (self);
}
