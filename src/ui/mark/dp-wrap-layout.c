/* dp-wrap-layout.c: children beside each other, in as many lines as they need
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ui/mark/dp-wrap-layout.h"

struct _DpWrapLayout
{
  GtkLayoutManager parent_instance;

  int spacing; /* between children beside each other, in pixels */
};

G_DEFINE_FINAL_TYPE (DpWrapLayout, dp_wrap_layout, GTK_TYPE_LAYOUT_MANAGER)

/* Where the next child goes. */
typedef struct
{
  int x;
  int y;
  int line_height;
} Pen;

static int
get_natural (GtkWidget     *child,
             GtkOrientation orientation,
             int            for_size)
{
  int natural = 0;

  gtk_widget_measure (child, orientation, for_size, NULL, &natural, NULL, NULL);

  return natural;
}

/* Moves on by one child within @width, and gives it its place. */
static GdkRectangle
place_child (DpWrapLayout *self,
             GtkWidget    *child,
             int           width,
             Pen          *pen)
{
  GdkRectangle place = { 0 };

  place.width = MIN (get_natural (child, GTK_ORIENTATION_HORIZONTAL, -1), width);
  place.height = get_natural (child, GTK_ORIENTATION_VERTICAL, place.width);

  if (pen->x > 0 && pen->x + place.width > width)
    {
      pen->x = 0;
      pen->y += pen->line_height;
      pen->line_height = 0;
    }

  place.x = pen->x;
  place.y = pen->y;
  pen->x += place.width + self->spacing;
  pen->line_height = MAX (pen->line_height, place.height);

  return place;
}

static int
measure_height (DpWrapLayout *self,
                GtkWidget    *widget,
                int           width)
{
  Pen pen = { 0 };

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_should_layout (child))
      place_child (self, child, width, &pen);

  return pen.y + pen.line_height;
}

/* The widest child must fit, and all of them would like to stand in one line. */
static void
measure_width (DpWrapLayout *self,
               GtkWidget    *widget,
               int          *minimum,
               int          *natural)
{
  *minimum = 0;
  *natural = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      int child_minimum = 0;
      int child_natural = 0;

      if (!gtk_widget_should_layout (child))
        continue;

      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &child_minimum, &child_natural, NULL, NULL);
      *minimum = MAX (*minimum, child_minimum);
      *natural += child_natural + (*natural > 0 ? self->spacing : 0);
    }
}

static GtkSizeRequestMode
dp_wrap_layout_get_request_mode (GtkLayoutManager *manager,
                                 GtkWidget        *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
dp_wrap_layout_measure (GtkLayoutManager *manager,
                        GtkWidget        *widget,
                        GtkOrientation    orientation,
                        int               for_size,
                        int              *minimum,
                        int              *natural,
                        int              *minimum_baseline,
                        int              *natural_baseline)
{
  DpWrapLayout *self = DP_WRAP_LAYOUT (manager);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    measure_width (self, widget, minimum, natural);
  else
    *minimum = *natural = measure_height (self, widget, for_size < 0 ? G_MAXINT : for_size);
}

static void
dp_wrap_layout_allocate (GtkLayoutManager *manager,
                         GtkWidget        *widget,
                         int               width,
                         int               height,
                         int               baseline)
{
  DpWrapLayout *self = DP_WRAP_LAYOUT (manager);
  gboolean      mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  Pen           pen = { 0 };

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GdkRectangle place = { 0 };

      if (!gtk_widget_should_layout (child))
        continue;

      place = place_child (self, child, width, &pen);
      if (mirrored)
        place.x = width - place.x - place.width;
      gtk_widget_size_allocate (child, &place, -1);
    }
}

static void
dp_wrap_layout_class_init (DpWrapLayoutClass *klass)
{
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  layout_class->get_request_mode = dp_wrap_layout_get_request_mode;
  layout_class->measure = dp_wrap_layout_measure;
  layout_class->allocate = dp_wrap_layout_allocate;
}

static void
dp_wrap_layout_init (DpWrapLayout *self)
{
}

/**
 * dp_wrap_layout_new:
 * @spacing: between children beside each other, in pixels
 *
 * Lines follow each other closely: children bring margins, if they want any.
 *
 * Returns: (transfer full): a layout for a widget with children
 */
GtkLayoutManager *
dp_wrap_layout_new (int spacing)
{
  DpWrapLayout *self = g_object_new (DP_TYPE_WRAP_LAYOUT, NULL);

  self->spacing = spacing;

  return GTK_LAYOUT_MANAGER (self);
}
