/* dp-panes.c: three panes beside each other, or one at a time
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ui/window/dp-panes.h"

#include <glib/gi18n.h>

#include "ui/list/dp-presented.h"
#include "ui/window/dp-pane-divider.h"

/* libadwaita's own folding widgets are deprecated in newer versions, and what
 * replaced them is newer than our floor, so the window folds by itself. Which pane is
 * where is decided in one function, from the width alone, so that measuring and
 * allocating agree. */

#define FOLD_WIDTH 700
#define ROOMY_WIDTH 1100
#define SIDEBAR_WIDTH 220
#define READER_WIDTH 400
#define DIVIDER_WIDTH 7

/* Narrower than this, a pane is of no use even when its widgets would fit. */
static const int least_width[DP_PANE_N_PANES] = { 180, 260, 260 };

struct _DpPanes
{
  GtkWidget parent_instance;

  GtkWidget *panes[DP_PANE_N_PANES];        /* (nullable) */
  GtkWidget *dividers[DP_PANE_N_PANES - 1]; /* after the sidebar, before the reader */
  int        sidebar_width;
  int        reader_width;
  DpPane     visible_pane;
  gboolean   folded;
};

G_DEFINE_FINAL_TYPE (DpPanes, dp_panes, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_SIDEBAR = 1,
  PROP_LIST,
  PROP_READER,
  PROP_SIDEBAR_WIDTH,
  PROP_READER_WIDTH,
  PROP_FOLDED,
  PROP_VISIBLE_PANE,
} DpPanesProperty;

static GParamSpec *props[PROP_VISIBLE_PANE + 1];

/* What the pane's widgets need. */
static int
measure_pane (DpPanes *self,
              DpPane   pane)
{
  int minimum = 0;

  if (self->panes[pane] == NULL)
    return 0;

  gtk_widget_measure (self->panes[pane], GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);

  return minimum;
}

/* What the pane needs to be of use. */
static int
get_least_width (DpPanes *self,
                 DpPane   pane)
{
  return MAX (measure_pane (self, pane), least_width[pane]);
}

/* Below a roomy width the list is not alone in giving way: what the user wants of the
 * other panes shrinks with the window. */
static int
scale_wanted (int wanted,
              int width)
{
  return width < ROOMY_WIDTH ? wanted * width / ROOMY_WIDTH : wanted;
}

/* The inverse: what is wanted, where @shown is what is seen of it. */
static int
unscale_wanted (int shown,
                int width)
{
  return width < ROOMY_WIDTH && width > 0 ? shown * ROOMY_WIDTH / width : shown;
}

/* What each pane gets of @width when all are shown. The reader yields to the list,
 * and the sidebar to both. */
static void
share_width (DpPanes *self,
             int      width,
             int      shares[DP_PANE_N_PANES])
{
  int least[DP_PANE_N_PANES] = { 0 };
  int most = 0;

  for (guint i = 0; i < DP_PANE_N_PANES; i++)
    least[i] = get_least_width (self, i);

  most = MAX (least[DP_PANE_SIDEBAR], width - least[DP_PANE_LIST] - least[DP_PANE_READER]);
  shares[DP_PANE_SIDEBAR] = CLAMP (scale_wanted (self->sidebar_width, width), least[DP_PANE_SIDEBAR], most);

  most = MAX (least[DP_PANE_READER], width - shares[DP_PANE_SIDEBAR] - least[DP_PANE_LIST]);
  shares[DP_PANE_READER] = CLAMP (scale_wanted (self->reader_width, width), least[DP_PANE_READER], most);

  shares[DP_PANE_LIST] = width - shares[DP_PANE_SIDEBAR] - shares[DP_PANE_READER];
}

static gboolean
must_fold (DpPanes *self,
           int      width)
{
  int needed = 0;

  for (guint i = 0; i < DP_PANE_N_PANES; i++)
    needed += get_least_width (self, i);

  return width < MAX (FOLD_WIDTH, needed);
}

static void
show_child (GtkWidget *child,
            gboolean   shown)
{
  gtk_widget_set_child_visible (child, shown);
  dp_presented_set (child, shown);
}

static void
show_children (DpPanes *self)
{
  for (guint i = 0; i < DP_PANE_N_PANES; i++)
    if (self->panes[i] != NULL)
      show_child (self->panes[i], !self->folded || i == self->visible_pane);

  for (guint i = 0; i < G_N_ELEMENTS (self->dividers); i++)
    show_child (self->dividers[i], !self->folded);
}

static void
allocate_at (DpPanes   *self,
             GtkWidget *child,
             int        x,
             int        child_width,
             int        height)
{
  int           width = gtk_widget_get_width (GTK_WIDGET (self));
  gboolean      rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  GtkAllocation allocation = { rtl ? width - x - child_width : x, 0, child_width, height };

  gtk_widget_size_allocate (child, &allocation, -1);
}

static void
allocate_folded (DpPanes *self,
                 int      width,
                 int      height)
{
  GtkWidget *child = self->panes[self->visible_pane];

  if (child != NULL)
    allocate_at (self, child, 0, MAX (width, measure_pane (self, self->visible_pane)), height);
}

static void
allocate_unfolded (DpPanes *self,
                   int      width,
                   int      height)
{
  int shares[DP_PANE_N_PANES] = { 0 };
  int x = 0;

  share_width (self, width, shares);

  for (guint i = 0; i < DP_PANE_N_PANES; i++)
    {
      if (self->panes[i] != NULL)
        allocate_at (self, self->panes[i], x, shares[i], height);
      x += shares[i];
      if (i < G_N_ELEMENTS (self->dividers))
        allocate_at (self, self->dividers[i], x - DIVIDER_WIDTH / 2, DIVIDER_WIDTH, height);
    }
}

static void
dp_panes_size_allocate (GtkWidget *widget,
                        int        width,
                        int        height,
                        int        baseline)
{
  DpPanes *self = DP_PANES (widget);
  gboolean folded = must_fold (self, width);

  if (self->folded != folded)
    {
      self->folded = folded;
      show_children (self);
      /* Back buttons come and go now, before the panes are given their places. */
      g_object_notify_by_pspec (G_OBJECT (self), props[PROP_FOLDED]);
    }

  if (folded)
    allocate_folded (self, width, height);
  else
    allocate_unfolded (self, width, height);
}

static void
measure_height (DpPanes *self,
                int      width,
                int     *minimum,
                int     *natural)
{
  int      shares[DP_PANE_N_PANES] = { -1, -1, -1 };
  gboolean folds = width >= 0 && must_fold (self, width);

  if (folds)
    for (guint i = 0; i < DP_PANE_N_PANES; i++)
      shares[i] = MAX (width, measure_pane (self, i));
  else if (width >= 0)
    share_width (self, width, shares);

  for (guint i = 0; i < DP_PANE_N_PANES; i++)
    {
      int child_minimum = 0;
      int child_natural = 0;

      if (self->panes[i] == NULL)
        continue;

      gtk_widget_measure (self->panes[i], GTK_ORIENTATION_VERTICAL, shares[i],
                          &child_minimum, &child_natural, NULL, NULL);
      *minimum = MAX (*minimum, child_minimum);
      *natural = MAX (*natural, child_natural);
    }
}

static void
dp_panes_measure (GtkWidget     *widget,
                  GtkOrientation orientation,
                  int            for_size,
                  int           *minimum,
                  int           *natural,
                  int           *minimum_baseline,
                  int           *natural_baseline)
{
  DpPanes *self = DP_PANES (widget);

  *minimum = *natural = 0;

  if (orientation == GTK_ORIENTATION_VERTICAL)
    {
      measure_height (self, for_size, minimum, natural);
      return;
    }

  /* The least is one pane; what it would like is all three. */
  for (guint i = 0; i < DP_PANE_N_PANES; i++)
    {
      *minimum = MAX (*minimum, measure_pane (self, i));
      *natural += get_least_width (self, i);
    }
  *natural = MAX (*natural, FOLD_WIDTH);
}

static GtkSizeRequestMode
dp_panes_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
set_width (DpPanes        *self,
           DpPanesProperty property,
           int             width)
{
  int *place = property == PROP_SIDEBAR_WIDTH ? &self->sidebar_width : &self->reader_width;

  if (*place == width)
    return;

  *place = width;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), props[property]);
}

static int
clamp_width (DpPanes *self,
             DpPane   pane,
             int      width,
             int      room)
{
  int least = get_least_width (self, pane);

  return CLAMP (width, least, MAX (room, least));
}

/* @x is measured from the side where reading begins. */
static void
move_divider (DpPanes   *self,
              GtkWidget *divider,
              int        x)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  int shares[DP_PANE_N_PANES] = { 0 };
  int room = 0;
  int shown = 0;

  share_width (self, width, shares);
  room = width - get_least_width (self, DP_PANE_LIST);

  /* What is remembered is what fits, or the line would stick until the pointer
   * had come all the way back. */
  if (divider == self->dividers[0])
    {
      shown = clamp_width (self, DP_PANE_SIDEBAR, x, room - shares[DP_PANE_READER]);
      set_width (self, PROP_SIDEBAR_WIDTH, unscale_wanted (shown, width));
    }
  else
    {
      shown = clamp_width (self, DP_PANE_READER, width - x, room - shares[DP_PANE_SIDEBAR]);
      set_width (self, PROP_READER_WIDTH, unscale_wanted (shown, width));
    }
}

static void
divider_dragged_cb (DpPanes   *self,
                    double     x,
                    GtkWidget *divider)
{
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;

  move_divider (self, divider, rtl ? gtk_widget_get_width (GTK_WIDGET (self)) - (int)x : (int)x);
}

static void
divider_nudged_cb (DpPanes   *self,
                   int        delta,
                   GtkWidget *divider)
{
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  int      width = gtk_widget_get_width (GTK_WIDGET (self));
  int      shares[DP_PANE_N_PANES] = { 0 };
  int      x = 0;

  share_width (self, width, shares);
  x = divider == self->dividers[0] ? shares[DP_PANE_SIDEBAR] : width - shares[DP_PANE_READER];
  move_divider (self, divider, x + (rtl ? -delta : delta));
}

static void
set_pane (DpPanes   *self,
          DpPane     pane,
          GtkWidget *child)
{
  if (self->panes[pane] == child)
    return;

  g_clear_pointer (&self->panes[pane], gtk_widget_unparent);
  self->panes[pane] = child;
  if (child != NULL)
    /* The dividers are last, for they lie on top of the panes' edges. */
    gtk_widget_insert_before (child, GTK_WIDGET (self), self->dividers[0]);
  show_children (self);
}

static void
dp_panes_dispose (GObject *object)
{
  DpPanes *self = DP_PANES (object);

  for (guint i = 0; i < DP_PANE_N_PANES; i++)
    g_clear_pointer (&self->panes[i], gtk_widget_unparent);
  for (guint i = 0; i < G_N_ELEMENTS (self->dividers); i++)
    g_clear_pointer (&self->dividers[i], gtk_widget_unparent);

  G_OBJECT_CLASS (dp_panes_parent_class)->dispose (object);
}

static void
dp_panes_get_property (GObject    *object,
                       guint       prop_id,
                       GValue     *value,
                       GParamSpec *pspec)
{
  DpPanes *self = DP_PANES (object);

  switch ((DpPanesProperty)prop_id)
    {
    case PROP_SIDEBAR:
      g_value_set_object (value, self->panes[DP_PANE_SIDEBAR]);
      break;
    case PROP_LIST:
      g_value_set_object (value, self->panes[DP_PANE_LIST]);
      break;
    case PROP_READER:
      g_value_set_object (value, self->panes[DP_PANE_READER]);
      break;
    case PROP_SIDEBAR_WIDTH:
      g_value_set_int (value, self->sidebar_width);
      break;
    case PROP_READER_WIDTH:
      g_value_set_int (value, self->reader_width);
      break;
    case PROP_FOLDED:
      g_value_set_boolean (value, self->folded);
      break;
    case PROP_VISIBLE_PANE:
      g_value_set_uint (value, self->visible_pane);
      break;
    }
}

static void
dp_panes_set_property (GObject      *object,
                       guint         prop_id,
                       const GValue *value,
                       GParamSpec   *pspec)
{
  DpPanes *self = DP_PANES (object);

  switch ((DpPanesProperty)prop_id)
    {
    case PROP_SIDEBAR:
      set_pane (self, DP_PANE_SIDEBAR, g_value_get_object (value));
      break;
    case PROP_LIST:
      set_pane (self, DP_PANE_LIST, g_value_get_object (value));
      break;
    case PROP_READER:
      set_pane (self, DP_PANE_READER, g_value_get_object (value));
      break;
    case PROP_SIDEBAR_WIDTH:
    case PROP_READER_WIDTH:
      set_width (self, prop_id, g_value_get_int (value));
      break;
    case PROP_VISIBLE_PANE:
      dp_panes_set_visible_pane (self, g_value_get_uint (value));
      break;
    case PROP_FOLDED: /* read-only */
      break;
    }
}

static void
install_properties (GObjectClass *object_class)
{
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  props[PROP_SIDEBAR] =
    g_param_spec_object ("sidebar", NULL, NULL, GTK_TYPE_WIDGET, flags);
  props[PROP_LIST] =
    g_param_spec_object ("list", NULL, NULL, GTK_TYPE_WIDGET, flags);
  props[PROP_READER] =
    g_param_spec_object ("reader", NULL, NULL, GTK_TYPE_WIDGET, flags);
  props[PROP_SIDEBAR_WIDTH] =
    g_param_spec_int ("sidebar-width", NULL, NULL, 0, G_MAXINT, SIDEBAR_WIDTH, flags);
  props[PROP_READER_WIDTH] =
    g_param_spec_int ("reader-width", NULL, NULL, 0, G_MAXINT, READER_WIDTH, flags);
  props[PROP_FOLDED] =
    g_param_spec_boolean ("folded", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  props[PROP_VISIBLE_PANE] =
    g_param_spec_uint ("visible-pane", NULL, NULL, 0, DP_PANE_N_PANES - 1, DP_PANE_LIST, flags);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);
}

static void
dp_panes_class_init (DpPanesClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = dp_panes_dispose;
  object_class->get_property = dp_panes_get_property;
  object_class->set_property = dp_panes_set_property;
  widget_class->measure = dp_panes_measure;
  widget_class->size_allocate = dp_panes_size_allocate;
  widget_class->get_request_mode = dp_panes_get_request_mode;

  install_properties (object_class);

  gtk_widget_class_set_css_name (widget_class, "panes");
}

static void
dp_panes_init (DpPanes *self)
{
  self->sidebar_width = SIDEBAR_WIDTH;
  self->reader_width = READER_WIDTH;
  self->visible_pane = DP_PANE_LIST;

  self->dividers[0] = dp_pane_divider_new (_("Width of the sidebar"));
  self->dividers[1] = dp_pane_divider_new (_("Width of the reader"));

  for (guint i = 0; i < G_N_ELEMENTS (self->dividers); i++)
    {
      gtk_widget_set_parent (self->dividers[i], GTK_WIDGET (self));
      g_signal_connect_object (self->dividers[i], "dragged",
                               G_CALLBACK (divider_dragged_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (self->dividers[i], "nudged",
                               G_CALLBACK (divider_nudged_cb), self, G_CONNECT_SWAPPED);
    }
}

GtkWidget *
dp_panes_new (void)
{
  return g_object_new (DP_TYPE_PANES, NULL);
}

/**
 * dp_panes_is_folded:
 * @self: panes
 *
 * Returns: whether there is room for one pane only
 */
gboolean
dp_panes_is_folded (DpPanes *self)
{
  g_return_val_if_fail (DP_IS_PANES (self), FALSE);

  return self->folded;
}

/**
 * dp_panes_get_visible_pane:
 * @self: panes
 *
 * Returns: the pane that is shown while folded
 */
DpPane
dp_panes_get_visible_pane (DpPanes *self)
{
  g_return_val_if_fail (DP_IS_PANES (self), DP_PANE_LIST);

  return self->visible_pane;
}

/**
 * dp_panes_set_visible_pane:
 * @self: panes
 * @pane: the pane to show while folded
 */
void
dp_panes_set_visible_pane (DpPanes *self,
                           DpPane   pane)
{
  g_return_if_fail (DP_IS_PANES (self));
  g_return_if_fail (pane < DP_PANE_N_PANES);

  if (self->visible_pane == pane)
    return;

  self->visible_pane = pane;
  show_children (self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_VISIBLE_PANE]);
}

/**
 * dp_panes_go_back:
 * @self: panes
 *
 * Returns: whether there was a pane to go back to
 */
gboolean
dp_panes_go_back (DpPanes *self)
{
  g_return_val_if_fail (DP_IS_PANES (self), FALSE);

  if (!self->folded || self->visible_pane == DP_PANE_SIDEBAR)
    return FALSE;

  dp_panes_set_visible_pane (self, self->visible_pane - 1);

  return TRUE;
}
