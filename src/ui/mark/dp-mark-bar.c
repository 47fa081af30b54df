/* dp-mark-bar.c: the tags and collections of the paper that is read
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ui/mark/dp-mark-bar.h"

#include <glib/gi18n.h>

#include "ui/mark/dp-wrap-layout.h"

#define CHIP_SPACING 6
#define MAX_CHIP_CHARS 24

/* More would leave no room for the page; the others are in the dialog. */
#define MAX_CHIPS 12

struct _DpMarkBar
{
  GtkWidget parent_instance;

  char **collections; /* (owned): what is shown */
  char **tags;        /* (owned) */

  /* Template */
  GtkWidget *chips;
  GtkWidget *buttons; /* the last of these */
};

G_DEFINE_FINAL_TYPE (DpMarkBar, dp_mark_bar, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_TAG_ACTIVATED,
  SIGNAL_COLLECTION_ACTIVATED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
tag_clicked_cb (DpMarkBar *self,
                GtkWidget *chip)
{
  g_autofree char *name = g_strdup (gtk_widget_get_tooltip_text (chip)); /* the chip may go */

  g_signal_emit (self, signals[SIGNAL_TAG_ACTIVATED], 0, name);
}

static void
collection_clicked_cb (DpMarkBar *self,
                       GtkWidget *chip)
{
  g_autofree char *name = g_strdup (gtk_widget_get_tooltip_text (chip));

  g_signal_emit (self, signals[SIGNAL_COLLECTION_ACTIVATED], 0, name);
}

/* A name is cut off in its middle, so that names with one beginning can be told apart; the
 * tooltip has all of it. */
static GtkWidget *
create_chip (const char *icon_name,
             const char *name,
             const char *spoken)
{
  GtkWidget *chip = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  GtkWidget *label = gtk_label_new (name);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_MIDDLE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), MAX_CHIP_CHARS);
  gtk_label_set_single_line_mode (GTK_LABEL (label), TRUE);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (icon_name));
  gtk_box_append (GTK_BOX (box), label);
  gtk_button_set_child (GTK_BUTTON (chip), box);
  gtk_widget_set_tooltip_text (chip, name);
  gtk_widget_add_css_class (chip, "dp-chip");
  gtk_accessible_update_property (GTK_ACCESSIBLE (chip), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);

  return chip;
}

static void
append_collection (DpMarkBar  *self,
                   const char *name)
{
  /* Translators: what a screen reader says of a button that leads to a list */
  g_autofree char *spoken = g_strdup_printf (_("Collection %s"), name);
  GtkWidget       *chip = create_chip (DP_COLLECTION_ICON, name, spoken);

  g_signal_connect_object (chip, "clicked", G_CALLBACK (collection_clicked_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_insert_before (chip, self->chips, self->buttons);
}

static void
append_tag (DpMarkBar  *self,
            const char *name)
{
  /* Translators: what a screen reader says of a button that leads to a list */
  g_autofree char *spoken = g_strdup_printf (_("Tag %s"), name);
  GtkWidget       *chip = create_chip (DP_TAG_ICON, name, spoken);

  g_signal_connect_object (chip, "clicked", G_CALLBACK (tag_clicked_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_insert_before (chip, self->chips, self->buttons);
}

static void
append_rest (DpMarkBar *self,
             guint      n_more)
{
  g_autofree char *text = g_strdup_printf ("+%u", n_more);
  GtkWidget       *chip = gtk_button_new_with_label (text);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (chip), "win.choose-tags");
  gtk_widget_set_tooltip_text (chip, _("All Tags"));
  gtk_widget_add_css_class (chip, "dp-chip");
  gtk_widget_insert_before (chip, self->chips, self->buttons);
}

static void
append_all (DpMarkBar *self)
{
  guint n_collections = g_strv_length (self->collections);
  guint n_names = n_collections + g_strv_length (self->tags);
  guint n_shown = n_names <= MAX_CHIPS ? n_names : MAX_CHIPS - 1;

  for (guint i = 0; i < n_shown; i++)
    if (i < n_collections)
      append_collection (self, self->collections[i]);
    else
      append_tag (self, self->tags[i - n_collections]);
  if (n_shown < n_names)
    append_rest (self, n_names - n_shown);
}

static void
dp_mark_bar_dispose (GObject *object)
{
  GtkWidget *child = NULL;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (dp_mark_bar_parent_class)->dispose (object);
}

static void
dp_mark_bar_finalize (GObject *object)
{
  DpMarkBar *self = DP_MARK_BAR (object);

  g_strfreev (self->collections);
  g_strfreev (self->tags);

  G_OBJECT_CLASS (dp_mark_bar_parent_class)->finalize (object);
}

static void
dp_mark_bar_class_init (DpMarkBarClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = dp_mark_bar_dispose;
  object_class->finalize = dp_mark_bar_finalize;

  signals[SIGNAL_TAG_ACTIVATED] =
    g_signal_new ("tag-activated", DP_TYPE_MARK_BAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_COLLECTION_ACTIVATED] =
    g_signal_new ("collection-activated", DP_TYPE_MARK_BAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_css_name (widget_class, "markbar");
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/dailypapers/DailyPapers/dp-mark-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, DpMarkBar, chips);
  gtk_widget_class_bind_template_child (widget_class, DpMarkBar, buttons);
}

static void
dp_mark_bar_init (DpMarkBar *self)
{
  self->collections = g_new0 (char *, 1);
  self->tags = g_new0 (char *, 1);

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_layout_manager (self->chips, dp_wrap_layout_new (CHIP_SPACING));
}

static const char *const *
or_none (const char *const *names)
{
  static const char *const none[] = { NULL };

  return names != NULL ? names : none;
}

/* Takes a copy of @names. */
static gboolean
take_names (char            ***own,
            const char *const *names)
{
  if (g_strv_equal ((const char *const *)*own, names))
    return FALSE;

  g_strfreev (*own);
  *own = g_strdupv ((char **)names);

  return TRUE;
}

/**
 * dp_mark_bar_set_names:
 * @self: a bar
 * @collections: (nullable): the names of a paper's collections
 * @tags: (nullable): its tags
 *
 * Shows them in that order. Where nothing changed, what has the focus keeps it.
 */
void
dp_mark_bar_set_names (DpMarkBar         *self,
                       const char *const *collections,
                       const char *const *tags)
{
  gboolean   changed = FALSE;
  GtkWidget *child = NULL;

  g_return_if_fail (DP_IS_MARK_BAR (self));

  changed = take_names (&self->collections, or_none (collections));
  changed = take_names (&self->tags, or_none (tags)) || changed;
  if (!changed)
    return;

  while ((child = gtk_widget_get_first_child (self->chips)) != self->buttons)
    gtk_box_remove (GTK_BOX (self->chips), child);
  append_all (self);
}
