/* dp-paper-link.c: a link in the paper list
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ui/dp-paper-link.h"

/* The text is cut off where there is no room and never asks for another size, as in
 * the other cells, so its width is measured only when somebody points at it. */

struct _DpPaperLink
{
  GtkButton parent_instance;

  GtkInscription *inscription;
  char           *uri;        /* (owned) (nullable) */
  int             text_width; /* in pixels; -1 when it was not measured yet */
};

G_DEFINE_FINAL_TYPE (DpPaperLink, dp_paper_link, GTK_TYPE_BUTTON)

static int
measure_text (DpPaperLink *self)
{
  g_autoptr (PangoLayout) layout = NULL;

  if (self->text_width >= 0)
    return self->text_width;

  layout = gtk_widget_create_pango_layout (GTK_WIDGET (self->inscription),
                                           gtk_inscription_get_text (self->inscription));
  pango_layout_get_pixel_size (layout, &self->text_width, NULL);

  return self->text_width;
}

static gboolean
dp_paper_link_contains (GtkWidget *widget,
                        double     x,
                        double     y)
{
  DpPaperLink *self = DP_PAPER_LINK (widget);

  if (!GTK_WIDGET_CLASS (dp_paper_link_parent_class)->contains (widget, x, y))
    return FALSE;

  if (gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL)
    x = gtk_widget_get_width (widget) - x;

  return x <= measure_text (self);
}

static void
dp_paper_link_system_setting_changed (GtkWidget       *widget,
                                      GtkSystemSetting setting)
{
  GTK_WIDGET_CLASS (dp_paper_link_parent_class)->system_setting_changed (widget, setting);

  DP_PAPER_LINK (widget)->text_width = -1;
}

static void
dp_paper_link_clicked (GtkButton *button)
{
  DpPaperLink *self = DP_PAPER_LINK (button);

  if (self->uri != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "paper.open-link", "s", self->uri);
}

static void
dp_paper_link_finalize (GObject *object)
{
  g_free (DP_PAPER_LINK (object)->uri);

  G_OBJECT_CLASS (dp_paper_link_parent_class)->finalize (object);
}

static void
dp_paper_link_class_init (DpPaperLinkClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GtkButtonClass *button_class = GTK_BUTTON_CLASS (klass);

  object_class->finalize = dp_paper_link_finalize;
  widget_class->contains = dp_paper_link_contains;
  widget_class->system_setting_changed = dp_paper_link_system_setting_changed;
  button_class->clicked = dp_paper_link_clicked;

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LINK);
}

static void
dp_paper_link_init (DpPaperLink *self)
{
  self->inscription = GTK_INSCRIPTION (gtk_inscription_new (NULL));
  self->text_width = -1;
  gtk_inscription_set_min_chars (self->inscription, 0);
  /* Owner and repository both tell something. */
  gtk_inscription_set_text_overflow (self->inscription, GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_MIDDLE);
  gtk_widget_set_can_target (GTK_WIDGET (self->inscription), FALSE);
  gtk_button_set_child (GTK_BUTTON (self), GTK_WIDGET (self->inscription));

  /* As with the star: a row whose cells can have the focus is skipped by GTK. */
  gtk_widget_set_focusable (GTK_WIDGET (self), FALSE);
  gtk_widget_set_focus_on_click (GTK_WIDGET (self), FALSE);
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "pointer");
  gtk_widget_add_css_class (GTK_WIDGET (self), "dp-paper-link");
}

/**
 * dp_paper_link_new:
 *
 * Returns: (transfer floating): a link that leads nowhere yet
 */
GtkWidget *
dp_paper_link_new (void)
{
  return g_object_new (DP_TYPE_PAPER_LINK, NULL);
}

/**
 * dp_paper_link_set:
 * @self: a link
 * @uri: (nullable): where it leads; %NULL hides it
 * @text: (nullable): what is shown
 * @label: (nullable): what a screen reader says
 */
void
dp_paper_link_set (DpPaperLink *self,
                   const char  *uri,
                   const char  *text,
                   const char  *label)
{
  g_return_if_fail (DP_IS_PAPER_LINK (self));

  gtk_widget_set_visible (GTK_WIDGET (self), uri != NULL);
  if (g_strcmp0 (uri, self->uri) == 0)
    return;

  g_free (self->uri);
  self->uri = g_strdup (uri);
  self->text_width = -1;
  gtk_inscription_set_text (self->inscription, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, label != NULL ? label : "",
                                  -1);
}
