/* dp-search-hint.c: what is wrong with a search, under its entry
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ui/search/dp-search-hint.h"

#include "model/search/dp-search-expression.h"

struct _DpSearchHint
{
  GtkWidget parent_instance;
  GtkImage *image; /* (unowned) */
  GtkLabel *label; /* (unowned) */
};

G_DEFINE_FINAL_TYPE (DpSearchHint, dp_search_hint, GTK_TYPE_WIDGET)

static void
dp_search_hint_dispose (GObject *object)
{
  GtkWidget *child = NULL;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (dp_search_hint_parent_class)->dispose (object);
}

static void
dp_search_hint_class_init (DpSearchHintClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dp_search_hint_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "dp-search-hint");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_STATUS);
}

static void
dp_search_hint_init (DpSearchHint *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 6);
  self->image = GTK_IMAGE (gtk_image_new ());
  self->label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->label, TRUE);
  gtk_label_set_wrap_mode (self->label, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (self->label, 0);
  gtk_widget_set_hexpand (GTK_WIDGET (self->label), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->label), "caption");
  gtk_widget_set_valign (GTK_WIDGET (self->image), GTK_ALIGN_START);
  gtk_widget_set_parent (GTK_WIDGET (self->image), GTK_WIDGET (self));
  gtk_widget_set_parent (GTK_WIDGET (self->label), GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/* Whoever has the cursor at a place may be about to put it right. */
static const DpSearchFault *
choose_fault (const DpSearchExpression *expression,
              gsize                     cursor,
              gboolean                  is_left)
{
  for (guint i = 0; i < expression->faults->len; i++)
    {
      const DpSearchFault *fault = g_ptr_array_index (expression->faults, i);
      gboolean             has_cursor = cursor >= fault->start && cursor <= fault->start + fault->length;

      if (is_left || (!fault->is_unfinished && !has_cursor))
        return fault;
    }

  return NULL;
}

static void
underline (GtkText             *text,
           const DpSearchFault *fault)
{
  g_autoptr (PangoAttrList) attributes = NULL;
  PangoAttribute *attribute = NULL;

  if (fault != NULL)
    {
      attributes = pango_attr_list_new ();
      attribute = pango_attr_underline_new (fault->is_note ? PANGO_UNDERLINE_SINGLE : PANGO_UNDERLINE_ERROR);
      attribute->start_index = (guint)fault->start;
      attribute->end_index = (guint)(fault->start + fault->length);
      pango_attr_list_insert (attributes, attribute);
    }

  gtk_text_set_attributes (text, attributes);
}

/**
 * dp_search_hint_update:
 * @self: a hint
 * @entry: where a search is typed
 * @is_left: whether it is not being typed any more: Enter was pressed, or the keyboard
 *   went elsewhere
 *
 * Shows what is wrong, or hides.
 */
void
dp_search_hint_update (DpSearchHint *self,
                       GtkEditable  *entry,
                       gboolean      is_left)
{
  const char *text = NULL;
  gsize       cursor = 0;
  g_autoptr (DpSearchExpression) expression = NULL;
  const DpSearchFault *fault = NULL;

  g_return_if_fail (DP_IS_SEARCH_HINT (self));
  g_return_if_fail (GTK_IS_EDITABLE (entry));

  text = gtk_editable_get_text (entry);
  cursor = (gsize)(g_utf8_offset_to_pointer (text, gtk_editable_get_position (entry)) - text);
  expression = dp_search_expression_parse (text);
  fault = choose_fault (expression, cursor, is_left);

  underline (GTK_TEXT (gtk_editable_get_delegate (entry)), fault);
  if (fault != NULL)
    {
      gtk_label_set_label (self->label, fault->sentence);
      gtk_image_set_from_icon_name (self->image, fault->is_note ? "dialog-information-symbolic" : "dialog-warning-symbolic");
    }
  gtk_widget_set_visible (GTK_WIDGET (self), fault != NULL);
  gtk_accessible_update_state (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_STATE_INVALID,
                               fault != NULL && !fault->is_note ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
}
