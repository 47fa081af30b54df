/* dp-paper-scroller.c: where in the paper list one is
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ui/list/dp-paper-scroller.h"

#include <math.h>

#include "ui/list/dp-paper-cell.h"

/* GTK's list ties its scroll position and its focus to positions; papers move between
 * positions, so both are set again whenever another order is shown, before anything
 * of it is painted. GTK 4.8 has no functions for that, but its list's actions, its
 * adjustment and its children say enough.
 *
 * All rows have one height, as a GtkInscription's is the font's. */

/* Where the viewport shall be: a row, and how far its top is below the viewport's. */
typedef struct
{
  guint    position;
  double   offset;
  gboolean is_set;
} Place;

struct _DpPaperScroller
{
  DpPaperList *list;        /* (owned) */
  GtkWidget   *column_view; /* (unowned) */
  GtkWidget   *list_view;   /* (unowned): GTK's, within column_view */

  Place    place; /* what to go to once rows have heights */
  gulong   layout_id;
  gboolean scrolled_away; /* GTK's list was told to scroll, which its adjustment does not say yet */
};

static GtkAdjustment *
get_adjustment (DpPaperScroller *self)
{
  return gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->column_view));
}

static guint
get_n_items (DpPaperScroller *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->list));
}

/* 0 as long as no row was laid out. */
static double
get_row_height (DpPaperScroller *self)
{
  GtkWidget *row = gtk_widget_get_first_child (self->list_view);

  for (; row != NULL; row = gtk_widget_get_next_sibling (row))
    if (gtk_widget_get_child_visible (row) && gtk_widget_get_allocated_height (row) > 0)
      return gtk_widget_get_allocated_height (row);

  return 0;
}

/* The cell that tells which position a row of GTK's stands for. */
static guint
get_row_position (GtkWidget *row)
{
  for (GtkWidget *cell = gtk_widget_get_first_child (row); cell != NULL; cell = gtk_widget_get_next_sibling (cell))
    {
      GtkWidget *child = gtk_widget_get_first_child (cell);

      if (child != NULL && dp_paper_cell_is_one (child))
        return dp_paper_cell_get_position (child);
    }

  return GTK_INVALID_LIST_POSITION;
}

static GtkWidget *
find_row (DpPaperScroller *self,
          guint            position)
{
  GtkWidget *row = gtk_widget_get_first_child (self->list_view);

  while (row != NULL && get_row_position (row) != position)
    row = gtk_widget_get_next_sibling (row);

  return row;
}

/* Puts GTK's own cursor on a row that exists: with the focus when the list has it,
 * else so that the focus will go there when it comes. */
static void
put_focus (DpPaperScroller *self,
           guint            position)
{
  GtkWidget *row = find_row (self, position);

  if (row == NULL)
    return;

  /* Without rows, the list itself may have got it. */
  if (gtk_widget_get_focus_child (self->list_view) != NULL || gtk_widget_is_focus (self->list_view))
    {
      gtk_widget_grab_focus (row);
    }
  else
    {
      gtk_widget_set_focus_child (self->list_view, row);
      gtk_widget_set_focus_child (self->list_view, NULL);
    }
}

/* Scrolls so that the place's row is where it shall be. */
static void
apply_place (DpPaperScroller *self)
{
  double height = get_row_height (self);

  if (!self->place.is_set || height <= 0)
    return;

  gtk_adjustment_set_value (get_adjustment (self), self->place.position * height - self->place.offset);
  self->place.is_set = FALSE;
}

static void
layout_cb (GdkFrameClock   *clock,
           DpPaperScroller *self)
{
  guint current = dp_paper_list_get_current_position (self->list);

  if (get_row_height (self) <= 0)
    return; /* not shown yet */

  g_clear_signal_handler (&self->layout_id, clock);
  apply_place (self);
  if (current != GTK_INVALID_LIST_POSITION)
    put_focus (self, current);
}

/* After the list's own layout, and before it is painted. */
static void
wait_for_layout (DpPaperScroller *self)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (self->list_view);

  if (clock == NULL || self->layout_id != 0)
    return;

  self->layout_id = g_signal_connect (clock, "layout", G_CALLBACK (layout_cb), self);
  gtk_widget_queue_allocate (self->list_view);
}

/* Where the viewport ends when it begins at @value. */
static double
get_end (DpPaperScroller *self,
         double           value)
{
  return value + gtk_adjustment_get_page_size (get_adjustment (self));
}

/* Goes to a place now when rows up to there have their height, else with the next layout. */
static void
go_to_place (DpPaperScroller *self,
             guint            position,
             double           offset)
{
  double height = get_row_height (self);
  double value = MAX (position * height - offset, 0);

  self->place.position = position;
  self->place.offset = offset;
  self->place.is_set = position < get_n_items (self);
  if (!self->place.is_set)
    return;

  if (height > 0 && !self->scrolled_away && get_end (self, value) <= gtk_adjustment_get_upper (get_adjustment (self)))
    apply_place (self);
  else
    wait_for_layout (self);
}

/* Brings a row into view: not at all when it is there, in the middle when it was far. */
static void
go_to_row (DpPaperScroller *self,
           guint            position)
{
  GtkAdjustment *adjustment = get_adjustment (self);
  double         height = get_row_height (self);
  double         value = gtk_adjustment_get_value (adjustment);
  double         page = gtk_adjustment_get_page_size (adjustment);

  if (height <= 0)
    go_to_place (self, position, 0);
  else if (self->scrolled_away || position * height < value || (position + 1) * height > value + page)
    go_to_place (self, position, (page - height) / 2);
}

/* How far below the viewport's top a row's is; NAN when it cannot be seen. */
static double
get_offset (DpPaperScroller *self,
            guint            position)
{
  GtkAdjustment *adjustment = get_adjustment (self);
  double         height = get_row_height (self);
  double         offset = position * height - gtk_adjustment_get_value (adjustment);

  if (position == GTK_INVALID_LIST_POSITION || height <= 0)
    return NAN;
  if (offset <= -height || offset >= gtk_adjustment_get_page_size (adjustment))
    return NAN;

  return offset;
}

static void
shrinking_cb (DpPaperScroller *self,
              guint            n_items)
{
  double value = gtk_adjustment_get_value (get_adjustment (self));
  double height = get_row_height (self);
  guint  current = dp_paper_list_get_current_position (self->list);

  /* A viewport in the tail that goes would make GTK rebuild every row. */
  if (height <= 0 || get_end (self, value) <= n_items * height)
    return;

  gtk_widget_activate_action (self->list_view, "list.scroll-to-item", "u",
                              current != GTK_INVALID_LIST_POSITION ? current : 0);
  self->scrolled_away = TRUE;
}

static void
realize_cb (DpPaperScroller *self)
{
  if (self->place.is_set)
    wait_for_layout (self);
}

static void
unrealize_cb (DpPaperScroller *self)
{
  g_clear_signal_handler (&self->layout_id, gtk_widget_get_frame_clock (self->list_view));
}

static GtkWidget *
find_list_view (GtkColumnView *column_view)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (column_view));

  while (child != NULL && !GTK_IS_LIST_VIEW (child))
    child = gtk_widget_get_next_sibling (child);

  g_assert (child != NULL);

  return child;
}

/**
 * dp_paper_scroller_new:
 * @column_view: (transfer none): shows @list
 * @list: (transfer none): the papers
 *
 * Returns: (transfer full): what keeps the place in the list
 */
DpPaperScroller *
dp_paper_scroller_new (GtkColumnView *column_view,
                       DpPaperList   *list)
{
  DpPaperScroller *self = g_new0 (DpPaperScroller, 1);

  self->list = g_object_ref (list);
  self->column_view = GTK_WIDGET (column_view);
  self->list_view = find_list_view (column_view);
  g_signal_connect_swapped (list, "shrinking", G_CALLBACK (shrinking_cb), self);
  g_signal_connect_swapped (self->list_view, "realize", G_CALLBACK (realize_cb), self);
  g_signal_connect_swapped (self->list_view, "unrealize", G_CALLBACK (unrealize_cb), self);

  return self;
}

void
dp_paper_scroller_free (DpPaperScroller *self)
{
  unrealize_cb (self);
  g_signal_handlers_disconnect_by_data (self->list_view, self);
  g_signal_handlers_disconnect_by_data (self->list, self);
  g_object_unref (self->list);
  g_free (self);
}

GtkWidget *
dp_paper_scroller_get_list_view (DpPaperScroller *self)
{
  return self->list_view;
}

/* The row to hold on to while papers come and go: the current one if it is seen, else
 * the topmost that stays. A list at its top without a current paper shows what comes. */
static guint
find_anchor (DpPaperScroller *self,
             DpOrder         *order,
             guint           *out_position)
{
  guint    current = dp_paper_list_get_current_position (self->list);
  double   height = get_row_height (self);
  double   value = gtk_adjustment_get_value (get_adjustment (self));
  DpOrder *shown = dp_paper_list_get_order (self->list);
  guint    first = 0;

  if (height <= 0)
    return GTK_INVALID_LIST_POSITION;

  if (!isnan (get_offset (self, current)))
    {
      *out_position = dp_order_find (order, dp_order_get_rowid (shown, current), current);
      if (*out_position != DP_ORDER_NOT_FOUND)
        return current;
    }

  if (value <= 0)
    return GTK_INVALID_LIST_POSITION;

  first = (guint)(value / height);
  for (guint i = first; i < dp_order_get_length (shown) && !isnan (get_offset (self, i)); i++)
    {
      *out_position = dp_order_find (order, dp_order_get_rowid (shown, i), i);
      if (*out_position != DP_ORDER_NOT_FOUND)
        return i;
    }

  return GTK_INVALID_LIST_POSITION;
}

/* Sets the order so that the papers in view stay where they are. */
static void
replace_in_place (DpPaperScroller *self,
                  DpOrder         *order)
{
  guint  old_current = dp_paper_list_get_current_position (self->list);
  guint  position = GTK_INVALID_LIST_POSITION;
  guint  anchor = find_anchor (self, order, &position);
  double offset = anchor != GTK_INVALID_LIST_POSITION ? get_offset (self, anchor) : 0;
  guint  current = GTK_INVALID_LIST_POSITION;

  dp_paper_list_set_order (self->list, order);
  current = dp_paper_list_get_current_position (self->list);

  if (anchor != GTK_INVALID_LIST_POSITION)
    go_to_place (self, position, offset);
  else if (current != GTK_INVALID_LIST_POSITION && old_current == GTK_INVALID_LIST_POSITION)
    go_to_row (self, current);
}

/* Sets an order that has little to do with the one before. */
static void
replace_all (DpPaperScroller *self,
             DpOrder         *order)
{
  double offset = get_offset (self, dp_paper_list_get_current_position (self->list));
  guint  current = GTK_INVALID_LIST_POSITION;

  dp_paper_list_set_order (self->list, order);
  current = dp_paper_list_get_current_position (self->list);

  if (current == GTK_INVALID_LIST_POSITION)
    go_to_place (self, 0, 0);
  else if (isnan (offset))
    go_to_row (self, current);
  else
    go_to_place (self, current, offset);
}

/**
 * dp_paper_scroller_set_order:
 * @self: a scroller
 * @order: (transfer none): what the list shows from now on
 * @keep: whether the papers in view stay where they are
 *
 * Sets the list's order, and the place and the focus that follow from it.
 */
void
dp_paper_scroller_set_order (DpPaperScroller *self,
                             DpOrder         *order,
                             gboolean         keep)
{
  gboolean had_focus = gtk_widget_get_focus_child (self->list_view) != NULL;
  guint    current = GTK_INVALID_LIST_POSITION;

  self->scrolled_away = FALSE;
  if (keep)
    replace_in_place (self, order);
  else
    replace_all (self, order);

  /* GTK drops the focus with the row that had it. */
  if (had_focus && gtk_widget_get_focus_child (self->list_view) == NULL)
    gtk_widget_grab_focus (self->list_view);

  current = dp_paper_list_get_current_position (self->list);
  if (current != GTK_INVALID_LIST_POSITION && !self->place.is_set)
    put_focus (self, current);
}

/**
 * dp_paper_scroller_show_current:
 * @self: a scroller
 *
 * Brings the current paper into view, and the focus to it where the list has it.
 */
void
dp_paper_scroller_show_current (DpPaperScroller *self)
{
  guint position = dp_paper_list_get_current_position (self->list);

  if (position == GTK_INVALID_LIST_POSITION)
    return;

  self->scrolled_away = FALSE;
  go_to_row (self, position);
  if (!self->place.is_set)
    put_focus (self, position);
  /* Where GTK extends a selection from. */
  gtk_widget_activate_action (self->list_view, "list.select-item", "(ubb)", position, FALSE, FALSE);
}

/**
 * dp_paper_scroller_move_to:
 * @self: a scroller
 * @position: a row of the list
 *
 * Selects a row alone, as a key would that moves there: it scrolls no further than
 * needed, and the focus comes along where the list has it.
 */
void
dp_paper_scroller_move_to (DpPaperScroller *self,
                           guint            position)
{
  if (get_row_height (self) > 0)
    {
      /* This makes the row's widget, too. */
      gtk_widget_activate_action (self->list_view, "list.scroll-to-item", "u", position);
      put_focus (self, position);
    }
  else
    {
      go_to_place (self, position, 0);
    }
  gtk_widget_activate_action (self->list_view, "list.select-item", "(ubb)", position, FALSE, FALSE);
}

guint
dp_paper_scroller_get_first (DpPaperScroller *self)
{
  double height = get_row_height (self);

  return height > 0 ? (guint)ceil (gtk_adjustment_get_value (get_adjustment (self)) / height) : 0;
}

void
dp_paper_scroller_refill (DpPaperScroller *self)
{
  GtkWidget *row = gtk_widget_get_first_child (self->list_view);

  for (; row != NULL; row = gtk_widget_get_next_sibling (row))
    for (GtkWidget *cell = gtk_widget_get_first_child (row); cell != NULL; cell = gtk_widget_get_next_sibling (cell))
      {
        GtkWidget *child = gtk_widget_get_first_child (cell);

        if (child != NULL)
          dp_paper_cell_refill (child);
      }
}
