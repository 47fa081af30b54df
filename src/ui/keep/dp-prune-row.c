/* dp-prune-row.c: after how many months old papers may go, and how many that would be
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ui/keep/dp-prune-row.h"

#include <glib/gi18n.h>

#include "library/keep/dp-prune-query.h"

#define KEY_MONTHS "prune-months"

#define USUAL_MONTHS 12

struct _DpPruneRow
{
  AdwExpanderRow parent_instance;

  GSettings    *settings; /* (owned) (nullable) until bound */
  DpLibrary    *library;  /* (owned) (nullable) */
  GCancellable *counting; /* (owned) (nullable) */

  /* Template */
  GtkSpinButton *months_button;
  AdwActionRow  *months_row;
};

G_DEFINE_FINAL_TYPE (DpPruneRow, dp_prune_row, ADW_TYPE_EXPANDER_ROW)

static void
counted_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (DpPruneRow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *size = NULL;
  g_autofree char *text = NULL;
  DpPruneCount     count = { 0 };

  if (!dp_prune_count_finish (DP_LIBRARY (object), result, &count, &error))
    return;

  size = g_format_size (count.n_bytes);
  if (count.n_papers == 0)
    text = g_strdup (_("No paper would be removed now"));
  else
    /* Translators: %s is a size, as "45 MB" */
    text = g_strdup_printf (ngettext ("%'u paper would be removed now: about %s", "%'u papers would be removed now: about %s",
                                      count.n_papers),
                                      count.n_papers, size);
  adw_action_row_set_subtitle (self->months_row, text);
}

static void
count (DpPruneRow *self)
{
  guint months = (guint)gtk_spin_button_get_value_as_int (self->months_button);

  if (self->counting != NULL)
    g_cancellable_cancel (self->counting);
  g_clear_object (&self->counting);
  if (self->library == NULL || !adw_expander_row_get_enable_expansion (ADW_EXPANDER_ROW (self)))
    return;

  self->counting = g_cancellable_new ();
  dp_prune_count_async (self->library, months, self->counting, counted_cb, g_object_ref (self));
}

/* One number is stored; 0 stands for never. */
static void
changed_cb (DpPruneRow *self)
{
  guint months = (guint)gtk_spin_button_get_value_as_int (self->months_button);

  if (self->settings == NULL)
    return;

  g_settings_set_uint (self->settings, KEY_MONTHS,
                       adw_expander_row_get_enable_expansion (ADW_EXPANDER_ROW (self)) ? months : 0);
  count (self);
}

static void
dp_prune_row_dispose (GObject *object)
{
  DpPruneRow *self = DP_PRUNE_ROW (object);

  if (self->counting != NULL)
    g_cancellable_cancel (self->counting);
  g_clear_object (&self->counting);
  g_clear_object (&self->settings);
  g_clear_object (&self->library);

  G_OBJECT_CLASS (dp_prune_row_parent_class)->dispose (object);
}

static void
dp_prune_row_class_init (DpPruneRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dp_prune_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/dailypapers/DailyPapers/dp-prune-row.ui");
  gtk_widget_class_bind_template_child (widget_class, DpPruneRow, months_button);
  gtk_widget_class_bind_template_child (widget_class, DpPruneRow, months_row);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
}

static void
dp_prune_row_init (DpPruneRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * dp_prune_row_bind:
 * @self: a row
 * @settings: what is shown and changed
 * @library: (nullable): whose papers are counted
 *
 * Shows the setting, and with it what it would do now. Once.
 */
void
dp_prune_row_bind (DpPruneRow *self,
                   GSettings  *settings,
                   DpLibrary  *library)
{
  guint months = g_settings_get_uint (settings, KEY_MONTHS);

  gtk_spin_button_set_value (self->months_button, months > 0 ? months : USUAL_MONTHS);
  adw_expander_row_set_enable_expansion (ADW_EXPANDER_ROW (self), months > 0);
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (self), months > 0);
  self->settings = g_object_ref (settings);
  g_set_object (&self->library, library);
  count (self);
}
