/* dp-search-help.c: the search language on one page
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ui/search/dp-search-help.h"

#include <glib/gi18n.h>

#include "model/search/dp-search-field.h"

static void
attach_row (GtkGrid    *grid,
            int        *row,
            const char *example,
            const char *description)
{
  GtkWidget *left = gtk_label_new (example);
  GtkWidget *right = gtk_label_new (description);

  gtk_label_set_xalign (GTK_LABEL (left), 0);
  gtk_label_set_xalign (GTK_LABEL (right), 0);
  gtk_label_set_selectable (GTK_LABEL (left), TRUE);
  gtk_label_set_wrap (GTK_LABEL (right), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (right), 24);
  gtk_widget_set_valign (left, GTK_ALIGN_START);
  gtk_widget_add_css_class (left, "monospace");
  gtk_widget_add_css_class (right, "dim-label");
  gtk_grid_attach (grid, left, 0, *row, 1, 1);
  gtk_grid_attach (grid, right, 1, (*row)++, 1, 1);
}

static GtkWidget *
create_grid (void)
{
  GtkWidget *grid = gtk_grid_new ();
  int        row = 0;

  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 6);
  attach_row (GTK_GRID (grid), &row, "reward model", _("Both words, anywhere"));
  attach_row (GTK_GRID (grid), &row, "\"reward model\"", _("One after the other"));
  attach_row (GTK_GRID (grid), &row, "-survey", _("Not that word"));
  attach_row (GTK_GRID (grid), &row, "cats OR dogs", _("Either side"));
  attach_row (GTK_GRID (grid), &row, "(a OR b) c", _("Keep together"));
  for (guint i = DP_SEARCH_TITLE; i < DP_SEARCH_N_FIELDS; i++)
    attach_row (GTK_GRID (grid), &row, dp_search_field_get_example (i), dp_search_field_get_description (i));

  return grid;
}

/**
 * dp_search_help_new:
 *
 * Returns: (transfer floating): a popover that explains how to search
 */
GtkWidget *
dp_search_help_new (void)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 420);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), create_grid ());
  gtk_popover_set_child (GTK_POPOVER (popover), scroller);
  gtk_accessible_update_property (GTK_ACCESSIBLE (popover), GTK_ACCESSIBLE_PROPERTY_LABEL, _("How to Search"), -1);

  return popover;
}
