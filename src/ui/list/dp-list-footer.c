/* dp-list-footer.c: how old a list is, and how its refresh goes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ui/list/dp-list-footer.h"

struct _DpListFooter
{
  GtkWidget parent_instance;

  DpRefreshProgress *progress; /* (nullable) */
  char              *state;    /* (owned) (nullable) */
  gboolean           is_problem;

  /* Template */
  GtkWidget      *box;
  GtkWidget      *problem_icon;
  GtkLabel       *label;
  GtkProgressBar *progress_bar;
};

G_DEFINE_FINAL_TYPE (DpListFooter, dp_list_footer, GTK_TYPE_WIDGET)

static void
update (DpListFooter *self)
{
  gboolean    running = self->progress != NULL && dp_refresh_progress_is_running (self->progress);
  const char *text = running ? dp_refresh_progress_get_text (self->progress) : self->state;

  if (running)
    gtk_progress_bar_set_fraction (self->progress_bar, dp_refresh_progress_get_fraction (self->progress));
  gtk_widget_set_visible (GTK_WIDGET (self->progress_bar), running);
  gtk_widget_set_visible (self->problem_icon, !running && self->is_problem);
  if (text != NULL)
    gtk_label_set_label (self->label, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->label), text);
  gtk_widget_set_visible (self->box, text != NULL);
}

static void
dp_list_footer_dispose (GObject *object)
{
  DpListFooter *self = DP_LIST_FOOTER (object);

  g_clear_object (&self->progress);
  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (dp_list_footer_parent_class)->dispose (object);
}

static void
dp_list_footer_finalize (GObject *object)
{
  DpListFooter *self = DP_LIST_FOOTER (object);

  g_free (self->state);

  G_OBJECT_CLASS (dp_list_footer_parent_class)->finalize (object);
}

static void
dp_list_footer_class_init (DpListFooterClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = dp_list_footer_dispose;
  object_class->finalize = dp_list_footer_finalize;

  gtk_widget_class_set_css_name (widget_class, "listfooter");
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/dailypapers/DailyPapers/dp-list-footer.ui");
  gtk_widget_class_bind_template_child (widget_class, DpListFooter, box);
  gtk_widget_class_bind_template_child (widget_class, DpListFooter, problem_icon);
  gtk_widget_class_bind_template_child (widget_class, DpListFooter, label);
  gtk_widget_class_bind_template_child (widget_class, DpListFooter, progress_bar);
}

static void
dp_list_footer_init (DpListFooter *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  update (self);
}

GtkWidget *
dp_list_footer_new (void)
{
  return g_object_new (DP_TYPE_LIST_FOOTER, NULL);
}

/**
 * dp_list_footer_set_progress:
 * @self: a footer
 * @progress: (nullable): the refresh to follow
 */
void
dp_list_footer_set_progress (DpListFooter      *self,
                             DpRefreshProgress *progress)
{
  g_return_if_fail (DP_IS_LIST_FOOTER (self));
  g_return_if_fail (progress == NULL || DP_IS_REFRESH_PROGRESS (progress));

  if (self->progress != NULL)
    g_signal_handlers_disconnect_by_func (self->progress, update, self);
  g_set_object (&self->progress, progress);
  if (progress != NULL)
    g_signal_connect_object (progress, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);

  update (self);
}

/**
 * dp_list_footer_set_state:
 * @self: a footer
 * @state: (nullable): how old the list is, or why it is old
 * @is_problem: whether something went wrong
 */
void
dp_list_footer_set_state (DpListFooter *self,
                          const char   *state,
                          gboolean      is_problem)
{
  g_return_if_fail (DP_IS_LIST_FOOTER (self));

  g_free (self->state);
  self->state = g_strdup (state);
  self->is_problem = is_problem;
  update (self);
}
