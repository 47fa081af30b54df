/* dp-paper-drag.c: papers that are dragged from the list
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ui/list/dp-paper-drag.h"

#include <glib/gi18n.h>

#include "model/tex/dp-tex-plain.h"
#include "ui/list/dp-paper-cell.h"

#define MAX_ICON_CHARS 40
#define LABEL_KEY "dp-paper-drag-label"

G_DEFINE_BOXED_TYPE (DpPaperDrag, dp_paper_drag, g_array_ref, g_array_unref)

/**
 * dp_paper_drag_new_variant:
 * @self: what was dropped
 *
 * Returns: (transfer floating): the papers as actions of the application take them, `au`
 */
GVariant *
dp_paper_drag_new_variant (const DpPaperDrag *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_variant_new_fixed_array (G_VARIANT_TYPE_UINT32, self->data, self->len, sizeof (guint32));
}

static gboolean
contains (const GArray *rowids,
          guint32       rowid)
{
  for (guint i = 0; i < rowids->len; i++)
    if (g_array_index (rowids, guint32, i) == rowid)
      return TRUE;

  return FALSE;
}

/* All that are selected, when it is one of them that is dragged. */
static GArray *
collect (DpPaperView *view,
         guint32      rowid)
{
  g_autoptr (GArray) selected = dp_paper_view_dup_selected (view);

  if (!contains (selected, rowid))
    {
      g_array_set_size (selected, 0);
      g_array_append_val (selected, rowid);
    }

  return g_steal_pointer (&selected);
}

static GdkContentProvider *
prepare_cb (GtkDragSource *source,
            double         x,
            double         y,
            DpPaperView   *view)
{
  const DpPaper *paper = dp_paper_cell_find_paper_at (GTK_WIDGET (view), x, y);
  g_autoptr (GArray) rowids = NULL;
  char *label = NULL;

  if (paper == NULL)
    return NULL;

  rowids = collect (view, paper->rowid);
  label = rowids->len == 1
            ? dp_tex_plain (paper->title)
            : g_strdup_printf (ngettext ("%'u paper", "%'u papers", rowids->len), rowids->len);
  g_object_set_data_full (G_OBJECT (source), LABEL_KEY, label, g_free);

  return gdk_content_provider_new_typed (DP_TYPE_PAPER_DRAG, rowids);
}

static void
begin_cb (GtkDragSource *source,
          GdkDrag       *drag)
{
  GtkWidget *icon = gtk_drag_icon_get_for_drag (drag);
  GtkWidget *label = gtk_label_new (g_object_get_data (G_OBJECT (source), LABEL_KEY));

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), MAX_ICON_CHARS);
  gtk_widget_add_css_class (label, "dp-drag-icon");
  gtk_drag_icon_set_child (GTK_DRAG_ICON (icon), label);
  gdk_drag_set_hotspot (drag, -12, -6);
}

/**
 * dp_paper_drag_attach:
 * @view: a list
 *
 * Lets its papers be dragged: the selected ones by any of them, another by itself.
 */
void
dp_paper_drag_attach (DpPaperView *view)
{
  GtkDragSource *source = NULL;

  g_return_if_fail (DP_IS_PAPER_VIEW (view));

  source = gtk_drag_source_new ();
  gtk_drag_source_set_actions (source, GDK_ACTION_COPY);
  g_signal_connect_object (source, "prepare", G_CALLBACK (prepare_cb), view, 0);
  g_signal_connect (source, "drag-begin", G_CALLBACK (begin_cb), NULL);
  gtk_widget_add_controller (GTK_WIDGET (view), GTK_EVENT_CONTROLLER (source));
}
