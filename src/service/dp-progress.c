/* dp-progress.c: telling one thread how far another is
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "service/dp-progress.h"

/* Often enough to look alive. */
#define INTERVAL_US (100 * G_TIME_SPAN_MILLISECOND)

struct _DpProgress
{
  gatomicrefcount ref_count;
  DpProgressFunc  func; /* (nullable) */
  gpointer        user_data;
  GMainContext   *context; /* (owned): the listener's */

  /* Of the working thread: */
  guint64 n_total;
  gint64  next_us; /* monotonic; when the listener may be told again */
};

/* One message to the listener. */
typedef struct
{
  DpProgress *progress; /* (owned) */
  guint64     n_done;
  guint64     n_total;
} Message;

static void
message_free (gpointer data)
{
  Message *message = data;

  dp_progress_unref (message->progress);
  g_free (message);
}

static gboolean
deliver_cb (gpointer user_data)
{
  Message    *message = user_data;
  DpProgress *self = message->progress;

  if (self->func != NULL)
    self->func (message->n_done, message->n_total, self->user_data);

  return G_SOURCE_REMOVE;
}

/**
 * dp_progress_new:
 * @func: (nullable): who listens
 * @user_data: for @func
 *
 * Returns: (transfer full): a line to the calling thread's main context
 */
DpProgress *
dp_progress_new (DpProgressFunc func,
                 gpointer       user_data)
{
  DpProgress *self = g_new0 (DpProgress, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->func = func;
  self->user_data = user_data;
  self->context = g_main_context_ref_thread_default ();

  return self;
}

DpProgress *
dp_progress_ref (DpProgress *self)
{
  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

void
dp_progress_unref (DpProgress *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_main_context_unref (self->context);
  g_free (self);
}

void
dp_progress_set_total (DpProgress *self,
                       guint64     n_total)
{
  self->n_total = n_total;
}

/**
 * dp_progress_tell:
 * @self: a line
 * @n_done: how much is done
 *
 * Tells the listener, unless it was told a moment ago.
 */
void
dp_progress_tell (DpProgress *self,
                  guint64     n_done)
{
  gint64   now_us = g_get_monotonic_time ();
  Message *message = NULL;
  g_autoptr (GSource) source = NULL;

  if (now_us < self->next_us)
    return;

  self->next_us = now_us + INTERVAL_US;
  message = g_new0 (Message, 1);
  message->progress = dp_progress_ref (self);
  message->n_done = n_done;
  message->n_total = self->n_total;

  source = g_idle_source_new ();
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_static_name (source, "[daily-papers] progress");
  g_source_set_callback (source, deliver_cb, message, message_free);
  g_source_attach (source, self->context);
}
