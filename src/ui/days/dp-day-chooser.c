/* dp-day-chooser.c: going to a day
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ui/days/dp-day-chooser.h"

#include "library/dp-day-query.h"
#include "ui/days/dp-calendar.h"

struct _DpDayChooser
{
  AdwWindow parent_instance;

  DpLibrary *library;

  /* Template */
  DpCalendar *calendar;
};

G_DEFINE_FINAL_TYPE (DpDayChooser, dp_day_chooser, ADW_TYPE_WINDOW)

/* Days that cannot be read now stay without a mark, and can be chosen all the same. */
static void
update (DpDayChooser *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) days = dp_day_query_list (self->library, NULL, NULL, DP_DAY_QUERY_ALL, &error);

  if (days != NULL)
    dp_calendar_set_days (self->calendar, days);
  else
    g_debug ("Days stay as they were: %s", error->message);
}

static void
library_changed_cb (DpDayChooser *self,
                    DpChangeSet  *changes)
{
  if (dp_change_set_is_complete_reload (changes) ||
      (dp_change_set_get_fields (changes) & (DP_CHANGE_ADDED | DP_CHANGE_DAYS | DP_CHANGE_DAY_LIST)) != 0)
    update (self);
}

static void
day_activated_cb (DpDayChooser *self,
                  const char   *day)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));

  if (parent != NULL)
    gtk_widget_activate_action (GTK_WIDGET (parent), "win.show-day", "s", day);
  gtk_window_close (GTK_WINDOW (self));
}

static void
fetch_clicked_cb (DpDayChooser *self)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));

  if (parent != NULL)
    gtk_widget_activate_action (GTK_WIDGET (parent), "win.choose-days", NULL);
  gtk_window_close (GTK_WINDOW (self));
}

static void
dp_day_chooser_dispose (GObject *object)
{
  DpDayChooser *self = DP_DAY_CHOOSER (object);

  g_clear_object (&self->library);

  G_OBJECT_CLASS (dp_day_chooser_parent_class)->dispose (object);
}

static void
dp_day_chooser_class_init (DpDayChooserClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dp_day_chooser_dispose;

  g_type_ensure (DP_TYPE_CALENDAR);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/dailypapers/DailyPapers/dp-day-chooser.ui");
  gtk_widget_class_bind_template_child (widget_class, DpDayChooser, calendar);
  gtk_widget_class_bind_template_callback (widget_class, day_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, fetch_clicked_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
dp_day_chooser_init (DpDayChooser *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * dp_day_chooser_new:
 * @library: a library that is watched
 * @day: (nullable): the day to begin with, today when %NULL
 *
 * Returns: (transfer floating): a new window
 */
GtkWidget *
dp_day_chooser_new (DpLibrary  *library,
                    const char *day)
{
  DpDayChooser *self = NULL;

  g_return_val_if_fail (DP_IS_LIBRARY (library), NULL);

  self = g_object_new (DP_TYPE_DAY_CHOOSER, NULL);
  self->library = g_object_ref (library);
  g_signal_connect_object (library, "changed", G_CALLBACK (library_changed_cb), self, G_CONNECT_SWAPPED);
  update (self);
  if (day != NULL)
    dp_calendar_set_day (self->calendar, day);
  gtk_window_set_focus (GTK_WINDOW (self), NULL);
  gtk_widget_grab_focus (GTK_WIDGET (self->calendar));

  return GTK_WIDGET (self);
}
