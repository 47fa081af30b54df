/* dp-refresh-progress.c: how a refresh goes, as the window shows it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ui/dp-refresh-progress.h"

struct _DpRefreshProgress
{
  GObject parent_instance;

  char            *text;         /* (owned) (nullable) */
  char            *trouble_text; /* (owned) (nullable) */
  guint            n_done;
  guint            n_total;
  DpRefreshTrouble trouble;
  gboolean         running;
};

G_DEFINE_FINAL_TYPE (DpRefreshProgress, dp_refresh_progress, G_TYPE_OBJECT)

typedef enum
{
  PROP_RUNNING = 1,
  PROP_N_DONE,
  PROP_N_TOTAL,
  PROP_FRACTION,
  PROP_TEXT,
  PROP_TROUBLE,
  PROP_TROUBLE_TEXT,
} DpRefreshProgressProperty;

static GParamSpec *props[PROP_TROUBLE_TEXT + 1];

static void
dp_refresh_progress_finalize (GObject *object)
{
  DpRefreshProgress *self = DP_REFRESH_PROGRESS (object);

  g_free (self->text);
  g_free (self->trouble_text);

  G_OBJECT_CLASS (dp_refresh_progress_parent_class)->finalize (object);
}

static void
dp_refresh_progress_get_property (GObject    *object,
                                  guint       prop_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  DpRefreshProgress *self = DP_REFRESH_PROGRESS (object);

  switch ((DpRefreshProgressProperty)prop_id)
    {
    case PROP_RUNNING:
      g_value_set_boolean (value, self->running);
      break;
    case PROP_N_DONE:
      g_value_set_uint (value, self->n_done);
      break;
    case PROP_N_TOTAL:
      g_value_set_uint (value, self->n_total);
      break;
    case PROP_FRACTION:
      g_value_set_double (value, dp_refresh_progress_get_fraction (self));
      break;
    case PROP_TEXT:
      g_value_set_string (value, self->text);
      break;
    case PROP_TROUBLE:
      g_value_set_uint (value, self->trouble);
      break;
    case PROP_TROUBLE_TEXT:
      g_value_set_string (value, self->trouble_text);
      break;
    }
}

static void
dp_refresh_progress_class_init (DpRefreshProgressClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags   flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->finalize = dp_refresh_progress_finalize;
  object_class->get_property = dp_refresh_progress_get_property;

  props[PROP_RUNNING] = g_param_spec_boolean ("running", NULL, NULL, FALSE, flags);
  props[PROP_N_DONE] = g_param_spec_uint ("n-done", NULL, NULL, 0, G_MAXUINT, 0, flags);
  props[PROP_N_TOTAL] = g_param_spec_uint ("n-total", NULL, NULL, 0, G_MAXUINT, 0, flags);
  props[PROP_FRACTION] = g_param_spec_double ("fraction", NULL, NULL, 0, 1, 0, flags);
  props[PROP_TEXT] = g_param_spec_string ("text", NULL, NULL, NULL, flags);
  props[PROP_TROUBLE] =
    g_param_spec_uint ("trouble", NULL, NULL, 0, DP_REFRESH_TROUBLE_OTHER, 0, flags);
  props[PROP_TROUBLE_TEXT] = g_param_spec_string ("trouble-text", NULL, NULL, NULL, flags);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);
}

static void
dp_refresh_progress_init (DpRefreshProgress *self)
{
}

DpRefreshProgress *
dp_refresh_progress_new (void)
{
  return g_object_new (DP_TYPE_REFRESH_PROGRESS, NULL);
}

static gboolean
set_text (char      **place,
          const char *text)
{
  if (g_strcmp0 (*place, text) == 0)
    return FALSE;

  g_free (*place);
  *place = g_strdup (text);

  return TRUE;
}

/**
 * dp_refresh_progress_set:
 * @self: a progress
 * @running: whether a refresh is under way
 * @n_done: topics that are done
 * @n_total: topics in all
 * @text: (nullable): what is being done, or what it waits for and how long
 *
 * Says how the refresh goes. Only what differs is notified.
 */
void
dp_refresh_progress_set (DpRefreshProgress *self,
                         gboolean           running,
                         guint              n_done,
                         guint              n_total,
                         const char        *text)
{
  GObject *object = G_OBJECT (self);

  g_return_if_fail (DP_IS_REFRESH_PROGRESS (self));

  g_object_freeze_notify (object);

  if (self->n_done != n_done || self->n_total != n_total)
    {
      self->n_done = n_done;
      self->n_total = n_total;
      g_object_notify_by_pspec (object, props[PROP_N_DONE]);
      g_object_notify_by_pspec (object, props[PROP_N_TOTAL]);
      g_object_notify_by_pspec (object, props[PROP_FRACTION]);
    }

  if (set_text (&self->text, text))
    g_object_notify_by_pspec (object, props[PROP_TEXT]);

  if (self->running != running)
    {
      self->running = running;
      g_object_notify_by_pspec (object, props[PROP_RUNNING]);
    }

  g_object_thaw_notify (object);
}

/**
 * dp_refresh_progress_set_trouble:
 * @self: a progress
 * @trouble: what went wrong in the last refresh
 * @text: (nullable): the sentence that says so; %NULL only for %DP_REFRESH_TROUBLE_NONE
 */
void
dp_refresh_progress_set_trouble (DpRefreshProgress *self,
                                 DpRefreshTrouble   trouble,
                                 const char        *text)
{
  g_return_if_fail (DP_IS_REFRESH_PROGRESS (self));
  g_return_if_fail (text != NULL || trouble == DP_REFRESH_TROUBLE_NONE);

  g_object_freeze_notify (G_OBJECT (self));

  if (set_text (&self->trouble_text, text))
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_TROUBLE_TEXT]);

  if (self->trouble != trouble)
    {
      self->trouble = trouble;
      g_object_notify_by_pspec (G_OBJECT (self), props[PROP_TROUBLE]);
    }

  g_object_thaw_notify (G_OBJECT (self));
}

gboolean
dp_refresh_progress_is_running (DpRefreshProgress *self)
{
  g_return_val_if_fail (DP_IS_REFRESH_PROGRESS (self), FALSE);

  return self->running;
}

/**
 * dp_refresh_progress_get_fraction:
 * @self: a progress
 *
 * Returns: the part that is done, from 0 to 1
 */
double
dp_refresh_progress_get_fraction (DpRefreshProgress *self)
{
  g_return_val_if_fail (DP_IS_REFRESH_PROGRESS (self), 0);

  return self->n_total > 0 ? MIN (1.0, (double)self->n_done / self->n_total) : 0;
}

guint
dp_refresh_progress_get_n_done (DpRefreshProgress *self)
{
  g_return_val_if_fail (DP_IS_REFRESH_PROGRESS (self), 0);

  return self->n_done;
}

guint
dp_refresh_progress_get_n_total (DpRefreshProgress *self)
{
  g_return_val_if_fail (DP_IS_REFRESH_PROGRESS (self), 0);

  return self->n_total;
}

/**
 * dp_refresh_progress_get_text:
 * @self: a progress
 *
 * Returns: (transfer none) (nullable): what is being done or waited for
 */
const char *
dp_refresh_progress_get_text (DpRefreshProgress *self)
{
  g_return_val_if_fail (DP_IS_REFRESH_PROGRESS (self), NULL);

  return self->text;
}

DpRefreshTrouble
dp_refresh_progress_get_trouble (DpRefreshProgress *self)
{
  g_return_val_if_fail (DP_IS_REFRESH_PROGRESS (self), DP_REFRESH_TROUBLE_NONE);

  return self->trouble;
}

/**
 * dp_refresh_progress_get_trouble_text:
 * @self: a progress
 *
 * Returns: (transfer none) (nullable): what went wrong in the last refresh
 */
const char *
dp_refresh_progress_get_trouble_text (DpRefreshProgress *self)
{
  g_return_val_if_fail (DP_IS_REFRESH_PROGRESS (self), NULL);

  return self->trouble_text;
}
