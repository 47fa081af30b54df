/* dp-days-dialog.c: fetching several days at once
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ui/days/dp-days-dialog.h"

#include <glib/gi18n.h>

#include "library/dp-day-query.h"
#include "model/dp-day-calendar.h"
#include "model/dp-day.h"
#include "ui/days/dp-calendar.h"

/* What is proposed: a week up to the day one looked at. */
#define DAYS_PROPOSED 7

struct _DpDaysDialog
{
  AdwWindow parent_instance;

  /* Template */
  GtkWidget     *fetch_button;
  GtkMenuButton *first_button;
  GtkPopover    *first_popover;
  DpCalendar    *first_calendar;
  GtkMenuButton *last_button;
  GtkPopover    *last_popover;
  DpCalendar    *last_calendar;
  GtkLabel      *hint_label;
};

G_DEFINE_FINAL_TYPE (DpDaysDialog, dp_days_dialog, ADW_TYPE_WINDOW)

static void
label_button (GtkMenuButton *button,
              const char    *role,
              const char    *day)
{
  g_autofree char *text = dp_day_calendar_format (day);
  g_autofree char *label = g_strdup_printf ("%s %s", role, text);

  gtk_menu_button_set_label (button, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static char *
describe (int n_days)
{
  if (n_days < 1)
    return g_strdup (_("The last day comes before the first."));
  if (n_days > DP_DAYS_DIALOG_MAX)
    return g_strdup_printf (ngettext ("At most %'u day can be fetched at once.",
                                      "At most %'u days can be fetched at once.", DP_DAYS_DIALOG_MAX),
                                      DP_DAYS_DIALOG_MAX);

  return g_strdup_printf (ngettext ("Hugging Face is asked for %'u day, unless that is in your library already.",
                                    "Hugging Face is asked for %'u days, one after the other. Those that are in "
                                    "your library already are left out.",
                                    (guint)n_days),
                                    (guint)n_days);
}

static void
update (DpDaysDialog *self)
{
  const char      *first = dp_calendar_get_day (self->first_calendar);
  const char      *last = dp_calendar_get_day (self->last_calendar);
  int              n_days = dp_day_count_between (first, last) + 1;
  gboolean         is_valid = n_days >= 1 && n_days <= DP_DAYS_DIALOG_MAX;
  g_autofree char *hint = describe (n_days);

  label_button (self->first_button, _("From"), first);
  label_button (self->last_button, _("To"), last);
  gtk_label_set_label (self->hint_label, hint);
  if (is_valid)
    gtk_widget_remove_css_class (GTK_WIDGET (self->hint_label), "error");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->hint_label), "error");
  gtk_widget_set_sensitive (self->fetch_button, is_valid);
}

static void
first_activated_cb (DpDaysDialog *self)
{
  gtk_popover_popdown (self->first_popover);
  update (self);
}

static void
last_activated_cb (DpDaysDialog *self)
{
  gtk_popover_popdown (self->last_popover);
  update (self);
}

static void
fetch_clicked_cb (DpDaysDialog *self)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));

  if (parent != NULL)
    gtk_widget_activate_action (GTK_WIDGET (parent), "app.fetch-days", "(ss)",
                                dp_calendar_get_day (self->first_calendar),
                                dp_calendar_get_day (self->last_calendar));
  gtk_window_close (GTK_WINDOW (self));
}

static void
dp_days_dialog_class_init (DpDaysDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (DP_TYPE_CALENDAR);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/dailypapers/DailyPapers/dp-days-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, DpDaysDialog, fetch_button);
  gtk_widget_class_bind_template_child (widget_class, DpDaysDialog, first_button);
  gtk_widget_class_bind_template_child (widget_class, DpDaysDialog, first_popover);
  gtk_widget_class_bind_template_child (widget_class, DpDaysDialog, first_calendar);
  gtk_widget_class_bind_template_child (widget_class, DpDaysDialog, last_button);
  gtk_widget_class_bind_template_child (widget_class, DpDaysDialog, last_popover);
  gtk_widget_class_bind_template_child (widget_class, DpDaysDialog, last_calendar);
  gtk_widget_class_bind_template_child (widget_class, DpDaysDialog, hint_label);
  gtk_widget_class_bind_template_callback (widget_class, first_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, last_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, fetch_clicked_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
dp_days_dialog_init (DpDaysDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  g_signal_connect_swapped (self->first_popover, "closed", G_CALLBACK (update), self);
  g_signal_connect_swapped (self->last_popover, "closed", G_CALLBACK (update), self);
}

/* Without marks, days can be chosen all the same. */
static void
mark_days (DpDaysDialog *self,
           DpLibrary    *library)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) days = dp_day_query_list (library, NULL, NULL, DP_DAY_QUERY_ALL, &error);

  if (days == NULL)
    {
      g_debug ("Days have no marks: %s", error->message);
      return;
    }

  dp_calendar_set_days (self->first_calendar, days);
  dp_calendar_set_days (self->last_calendar, days);
}

/**
 * dp_days_dialog_new:
 * @library: whose days are marked
 * @last: (nullable): the last day that is proposed, today when %NULL
 *
 * Returns: (transfer floating): a new window that proposes the week up to that day
 */
GtkWidget *
dp_days_dialog_new (DpLibrary  *library,
                    const char *last)
{
  DpDaysDialog    *self = NULL;
  g_autofree char *first = NULL;

  g_return_val_if_fail (DP_IS_LIBRARY (library), NULL);

  self = g_object_new (DP_TYPE_DAYS_DIALOG, NULL);
  mark_days (self, library);
  if (last != NULL)
    dp_calendar_set_day (self->last_calendar, last);
  first = dp_day_shift (dp_calendar_get_day (self->last_calendar), 1 - DAYS_PROPOSED);
  dp_days_dialog_set_first (self, first);

  return GTK_WIDGET (self);
}

/**
 * dp_days_dialog_set_first:
 * @self: a range
 * @first: a valid day; today in place of one that is still to come
 */
void
dp_days_dialog_set_first (DpDaysDialog *self,
                          const char   *first)
{
  g_return_if_fail (DP_IS_DAYS_DIALOG (self));

  dp_calendar_set_day (self->first_calendar, first);
  update (self);
}

/**
 * dp_days_dialog_set_last:
 * @self: a range
 * @last: a valid day; today in place of one that is still to come
 */
void
dp_days_dialog_set_last (DpDaysDialog *self,
                         const char   *last)
{
  g_return_if_fail (DP_IS_DAYS_DIALOG (self));

  dp_calendar_set_day (self->last_calendar, last);
  update (self);
}
