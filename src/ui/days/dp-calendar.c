/* dp-calendar.c: a month of days to choose from
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ui/days/dp-calendar.h"

#include <glib/gi18n.h>
#include <langinfo.h>
#include <stdlib.h>

#include "model/dp-day-calendar.h"
#include "model/dp-day.h"
#include "model/dp-time.h"
#include "ui/days/dp-day-text.h"

#define DAYS_A_WEEK 7
#define MAX_WEEKS 6 /* that a month touches */

struct _DpCalendar
{
  GtkWidget parent_instance;

  char       *last; /* (owned): later days cannot be chosen */
  char       *day;  /* (owned): the day the keyboard is on; its month is shown */
  GHashTable *days; /* char * → DpDayInfo */

  /* Template */
  GtkWidget *box;
  GtkWidget *previous_button;
  GtkLabel  *month_label;
  GtkWidget *next_button;
  GtkGrid   *grid;
};

G_DEFINE_FINAL_TYPE (DpCalendar, dp_calendar, GTK_TYPE_WIDGET)

typedef enum
{
  SIGNAL_DAY_ACTIVATED,
} DpCalendarSignal;

static guint signals[SIGNAL_DAY_ACTIVATED + 1];

/* As a column, 0 to 6: the C library counts from a day that it names by a date. */
static guint
get_first_weekday (void)
{
  guint base = 0; /* Sunday */
#ifdef _NL_TIME_FIRST_WEEKDAY
  guint first = (guint)*nl_langinfo (_NL_TIME_FIRST_WEEKDAY);

  if (GPOINTER_TO_UINT (nl_langinfo (_NL_TIME_WEEK_1STDAY)) == 19971201)
    base = 1;
  base += first - 1;
#endif

  return base % DAYS_A_WEEK;
}

static guint
get_column (const char *day)
{
  return ((guint)dp_day_get_weekday (day) + DAYS_A_WEEK - get_first_weekday ()) % DAYS_A_WEEK;
}

static gboolean
is_same_month (const char *a,
               const char *b)
{
  return strncmp (a, b, strlen ("YYYY-MM")) == 0;
}

/* The first day of the month of @day. */
static char *
dup_first (const char *day)
{
  return dp_day_shift (day, 1 - atoi (day + strlen ("YYYY-MM-")));
}

static char *
dup_last (const char *day)
{
  g_autofree char *first = dup_first (day);
  g_autoptr (GDateTime) date = dp_day_to_date_time (first);
  g_autoptr (GDateTime) next = g_date_time_add_months (date, 1);

  return dp_day_shift (first, (int)(g_date_time_difference (next, date) / G_TIME_SPAN_DAY) - 1);
}

static GtkWidget *
find_button (DpCalendar *self,
             const char *day)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->grid)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (g_strcmp0 (gtk_widget_get_name (child), day) == 0)
      return child;

  return NULL;
}

static void
day_clicked_cb (GtkWidget  *button,
                DpCalendar *self)
{
  g_autofree char *day = g_strdup (gtk_widget_get_name (button));

  dp_calendar_set_day (self, day);
  g_signal_emit (self, signals[SIGNAL_DAY_ACTIVATED], 0, day);
}

/* Shows what is known of the day of a button. */
static void
update_button (DpCalendar *self,
               GtkWidget  *button)
{
  const char      *day = gtk_widget_get_name (button);
  const DpDayInfo *info = g_hash_table_lookup (self->days, day);
  gboolean         is_to_come = strcmp (day, self->last) > 0;
  gboolean         is_too_early = strcmp (day, DP_DAY_CALENDAR_FIRST) < 0;
  g_autofree char *name = dp_day_calendar_format (day);
  g_autofree char *state = is_to_come ? g_strdup (_("still to come"))
                                      : is_too_early
    ? g_strdup (_("before the first list"))
                                                                      : dp_day_text_describe (info);
  const char      *today = gtk_widget_has_css_class (button, "today") ? _("Today") : NULL;
  g_autofree char *label = g_strjoin (", ", name, today != NULL ? today : state, today != NULL ? state : NULL, NULL);

  gtk_widget_set_sensitive (button, !is_to_come && !is_too_early);
  gtk_widget_set_tooltip_text (button, state);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);

  gtk_widget_remove_css_class (button, "has-papers");
  gtk_widget_remove_css_class (button, "chosen");
  if (info != NULL && info->n_papers > 0)
    gtk_widget_add_css_class (button, "has-papers");
  if (g_str_equal (day, self->day))
    gtk_widget_add_css_class (button, "chosen");
}

static GtkWidget *
create_button (DpCalendar *self,
               const char *day)
{
  g_autofree char *number = g_strdup_printf ("%d", atoi (day + strlen ("YYYY-MM-")));
  g_autofree char *today = dp_day_dup_today ();
  GtkWidget       *button = gtk_button_new_with_label (number);

  gtk_widget_set_name (button, day);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "numeric");
  if (g_str_equal (day, today))
    gtk_widget_add_css_class (button, "today");
  g_signal_connect (button, "clicked", G_CALLBACK (day_clicked_cb), self);

  return button;
}

static GtkWidget *
create_weekday (const char *day)
{
  g_autoptr (GDateTime) date = dp_day_to_date_time (day);
  g_autofree char *name = g_date_time_format (date, "%a");
  GtkWidget       *label = gtk_label_new (name);

  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "dim-label");

  return label;
}

static void
add_weekdays (DpCalendar *self)
{
  g_autofree char *first = dup_first (self->day);
  guint            column = get_column (first);

  for (guint i = 0; i < DAYS_A_WEEK; i++)
    {
      g_autofree char *day = dp_day_shift (first, (int)i);

      gtk_grid_attach (self->grid, create_weekday (day), (int)((column + i) % DAYS_A_WEEK), 0, 1, 1);
    }
}

static void
remove_month (DpCalendar *self)
{
  GtkWidget *child = NULL;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->grid))) != NULL)
    gtk_grid_remove (self->grid, child);
}

/* Always as high as the longest month, so that nothing below jumps. */
static void
add_month (DpCalendar *self)
{
  g_autofree char *day = dup_first (self->day);
  guint            place = get_column (day);

  add_weekdays (self);
  gtk_grid_attach (self->grid, gtk_label_new (NULL), 0, MAX_WEEKS, 1, 1);
  while (is_same_month (day, self->day))
    {
      GtkWidget       *button = create_button (self, day);
      g_autofree char *next = dp_day_shift (day, 1);

      gtk_grid_attach (self->grid, button, (int)(place % DAYS_A_WEEK), 1 + (int)(place / DAYS_A_WEEK), 1, 1);
      update_button (self, button);
      place++;
      if (g_str_equal (next, day))
        break; /* the last there is */
      g_free (day);
      day = g_steal_pointer (&next);
    }
}

static void
update_month (DpCalendar *self)
{
  g_autofree char *month = dp_day_text_format_month (self->day);

  gtk_label_set_label (self->month_label, month);
  gtk_widget_set_sensitive (self->next_button, !is_same_month (self->day, self->last));
  gtk_widget_set_sensitive (self->previous_button, !is_same_month (self->day, DP_DAY_CALENDAR_FIRST));
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->grid)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_BUTTON (child))
      update_button (self, child);
}

static const char *
limit (DpCalendar *self,
       const char *day)
{
  if (strcmp (day, self->last) > 0)
    return self->last;

  return strcmp (day, DP_DAY_CALENDAR_FIRST) < 0 ? DP_DAY_CALENDAR_FIRST : day;
}

/* Returns: whether there was a way to go; days end where they cannot be chosen. */
static gboolean
move_to (DpCalendar *self,
         const char *day)
{
  gboolean   had_focus = gtk_widget_get_focus_child (GTK_WIDGET (self->grid)) != NULL;
  GtkWidget *button = NULL;

  day = limit (self, day);
  if (g_str_equal (day, self->day))
    return FALSE;

  dp_calendar_set_day (self, day);
  button = find_button (self, self->day);
  if (had_focus && button != NULL)
    gtk_widget_grab_focus (button);

  return TRUE;
}

static void
move_by_months (DpCalendar *self,
                int         n_months)
{
  g_autoptr (GDateTime) date = dp_day_to_date_time (self->day);
  g_autoptr (GDateTime) moved = g_date_time_add_months (date, n_months);
  g_autofree char *day = NULL;

  if (moved == NULL)
    return;

  day = dp_time_format_day (g_date_time_to_unix (moved));
  if (!move_to (self, day))
    gtk_widget_error_bell (GTK_WIDGET (self));
}

static void
previous_clicked_cb (DpCalendar *self)
{
  move_by_months (self, -1);
}

static void
next_clicked_cb (DpCalendar *self)
{
  move_by_months (self, 1);
}

static gboolean
move_days_cb (GtkWidget *widget,
              GVariant  *arguments,
              gpointer   user_data)
{
  DpCalendar      *self = DP_CALENDAR (widget);
  int              n_days = g_variant_get_int32 (arguments);
  gboolean         is_sideways = ABS (n_days) == 1;
  g_autofree char *day = NULL;

  /* On the buttons that turn pages, arrows move the focus as everywhere. */
  if (gtk_widget_get_focus_child (GTK_WIDGET (self->grid)) == NULL)
    return FALSE;

  if (is_sideways && gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL)
    n_days = -n_days;
  day = dp_day_shift (self->day, n_days);
  if (!move_to (self, day))
    gtk_widget_error_bell (widget);

  return TRUE;
}

static gboolean
move_months_cb (GtkWidget *widget,
                GVariant  *arguments,
                gpointer   user_data)
{
  move_by_months (DP_CALENDAR (widget), g_variant_get_int32 (arguments));

  return TRUE;
}

static gboolean
move_to_end_cb (GtkWidget *widget,
                GVariant  *arguments,
                gpointer   user_data)
{
  DpCalendar      *self = DP_CALENDAR (widget);
  g_autofree char *day = g_variant_get_boolean (arguments) ? dup_last (self->day) : dup_first (self->day);

  move_to (self, day);

  return TRUE;
}

static gboolean
dp_calendar_grab_focus (GtkWidget *widget)
{
  DpCalendar *self = DP_CALENDAR (widget);
  GtkWidget  *button = find_button (self, self->day);

  return button != NULL && gtk_widget_grab_focus (button);
}

/* One stop for Tab in the grid, for arrows move within it. */
static gboolean
dp_calendar_focus (GtkWidget       *widget,
                   GtkDirectionType direction)
{
  DpCalendar *self = DP_CALENDAR (widget);
  gboolean    in_grid = gtk_widget_get_focus_child (GTK_WIDGET (self->grid)) != NULL;

  if (direction == GTK_DIR_TAB_FORWARD && in_grid)
    return FALSE;
  if (direction == GTK_DIR_TAB_FORWARD && gtk_widget_has_focus (self->next_button))
    return dp_calendar_grab_focus (widget);
  if (direction == GTK_DIR_TAB_BACKWARD && in_grid)
    return gtk_widget_grab_focus (gtk_widget_get_sensitive (self->next_button) ? self->next_button : self->previous_button);
  if (direction == GTK_DIR_TAB_BACKWARD && gtk_widget_get_focus_child (widget) == NULL)
    return dp_calendar_grab_focus (widget);

  return gtk_widget_child_focus (self->box, direction);
}

static void
dp_calendar_dispose (GObject *object)
{
  DpCalendar *self = DP_CALENDAR (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (dp_calendar_parent_class)->dispose (object);
}

static void
dp_calendar_finalize (GObject *object)
{
  DpCalendar *self = DP_CALENDAR (object);

  g_free (self->last);
  g_free (self->day);
  g_hash_table_unref (self->days);

  G_OBJECT_CLASS (dp_calendar_parent_class)->finalize (object);
}

static void
add_keys (GtkWidgetClass *widget_class)
{
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Left, 0, move_days_cb, "i", -1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Right, 0, move_days_cb, "i", 1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Up, 0, move_days_cb, "i", -DAYS_A_WEEK);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Down, 0, move_days_cb, "i", DAYS_A_WEEK);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Page_Up, 0, move_months_cb, "i", -1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Page_Down, 0, move_months_cb, "i", 1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Home, 0, move_to_end_cb, "b", FALSE);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_End, 0, move_to_end_cb, "b", TRUE);
}

static void
dp_calendar_class_init (DpCalendarClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = dp_calendar_dispose;
  object_class->finalize = dp_calendar_finalize;
  widget_class->grab_focus = dp_calendar_grab_focus;
  widget_class->focus = dp_calendar_focus;

  signals[SIGNAL_DAY_ACTIVATED] =
    g_signal_new ("day-activated", DP_TYPE_CALENDAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_css_name (widget_class, "dpcalendar");
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/dailypapers/DailyPapers/dp-calendar.ui");
  gtk_widget_class_bind_template_child (widget_class, DpCalendar, box);
  gtk_widget_class_bind_template_child (widget_class, DpCalendar, previous_button);
  gtk_widget_class_bind_template_child (widget_class, DpCalendar, month_label);
  gtk_widget_class_bind_template_child (widget_class, DpCalendar, next_button);
  gtk_widget_class_bind_template_child (widget_class, DpCalendar, grid);
  gtk_widget_class_bind_template_callback (widget_class, previous_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_clicked_cb);
  add_keys (widget_class);
}

static void
dp_calendar_init (DpCalendar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->days = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify)dp_day_info_unref);
  self->last = dp_day_dup_today ();
  self->day = g_strdup (self->last);
  add_month (self);
  update_month (self);
}

/**
 * dp_calendar_new:
 *
 * Returns: (transfer floating): a calendar that shows this month and ends today
 */
GtkWidget *
dp_calendar_new (void)
{
  return g_object_new (DP_TYPE_CALENDAR, NULL);
}

/**
 * dp_calendar_set_last:
 * @self: a calendar
 * @last: a valid day: those after it cannot be chosen
 */
void
dp_calendar_set_last (DpCalendar *self,
                      const char *last)
{
  g_return_if_fail (DP_IS_CALENDAR (self));
  g_return_if_fail (dp_day_is_valid (last));

  g_free (self->last);
  self->last = g_strdup (last);
  move_to (self, self->day);
  update_month (self);
}

/**
 * dp_calendar_set_days:
 * @self: a calendar
 * @days: (element-type DpDayInfo): what is known of days; one that is missing is unknown
 *
 * Marks days.
 */
void
dp_calendar_set_days (DpCalendar *self,
                      GPtrArray  *days)
{
  g_return_if_fail (DP_IS_CALENDAR (self));
  g_return_if_fail (days != NULL);

  g_hash_table_remove_all (self->days);
  for (guint i = 0; i < days->len; i++)
    {
      DpDayInfo *info = g_ptr_array_index (days, i);

      g_hash_table_insert (self->days, info->day, dp_day_info_ref (info));
    }
  update_month (self);
}

/**
 * dp_calendar_set_day:
 * @self: a calendar
 * @day: a valid day
 *
 * Shows a day's month, and lets the keyboard begin there. A day that cannot be chosen
 * is replaced by the nearest that can.
 */
void
dp_calendar_set_day (DpCalendar *self,
                     const char *day)
{
  g_autofree char *old = NULL;

  g_return_if_fail (DP_IS_CALENDAR (self));
  g_return_if_fail (dp_day_is_valid (day));

  old = g_steal_pointer (&self->day);
  self->day = g_strdup (limit (self, day));
  if (!is_same_month (old, self->day))
    {
      remove_month (self);
      add_month (self);
    }
  update_month (self);
}

/**
 * dp_calendar_get_day:
 * @self: a calendar
 *
 * Returns: (transfer none): the day the keyboard is on
 */
const char *
dp_calendar_get_day (DpCalendar *self)
{
  g_return_val_if_fail (DP_IS_CALENDAR (self), NULL);

  return self->day;
}
