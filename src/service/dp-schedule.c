/* dp-schedule.c: when to refresh without being asked
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "service/dp-schedule.h"

/* Goes by the clock on the wall, which runs on while the machine sleeps; a timeout does
 * not, so it looks at the clock every few minutes. What a scheduled refresh may ask is
 * not decided here: topics and days that cannot have anything new are left out of it. */

#define LOOK_EVERY_SECONDS (5 * 60)

struct _DpSchedule
{
  GObject parent_instance;

  guint  every_hours;
  DpTime last;
  guint  timeout_id;
};

G_DEFINE_FINAL_TYPE (DpSchedule, dp_schedule, G_TYPE_OBJECT)

typedef enum
{
  SIGNAL_DUE,
} DpScheduleSignal;

static guint signals[SIGNAL_DUE + 1];

static DpTime
get_now (void)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}

/**
 * dp_schedule_is_due:
 * @every_hours: how often; %DP_SCHEDULE_NEVER for never
 * @last: when it was last done; 0 for never
 * @now: the moment
 *
 * A clock that was put back does not make anybody wait: a last time that lies in the
 * future counts for nothing.
 *
 * Returns: whether it is to be done now
 */
gboolean
dp_schedule_is_due (guint  every_hours,
                    DpTime last,
                    DpTime now)
{
  return every_hours != DP_SCHEDULE_NEVER && (last > now || now - last >= (DpTime)every_hours * 60 * 60);
}

static void arm (DpSchedule *self);

static gboolean
timeout_cb (gpointer user_data)
{
  DpSchedule *self = DP_SCHEDULE (user_data);

  self->timeout_id = 0;
  arm (self);

  return G_SOURCE_REMOVE;
}

static void
arm (DpSchedule *self)
{
  DpTime now = get_now ();
  DpTime left = 0;

  if (dp_schedule_is_due (self->every_hours, self->last, now))
    {
      g_signal_emit (self, signals[SIGNAL_DUE], 0);
      return;
    }

  left = self->last + (DpTime)self->every_hours * 60 * 60 - now;
  self->timeout_id = g_timeout_add_seconds ((guint)MIN (left, LOOK_EVERY_SECONDS), timeout_cb, self);
}

static void
dp_schedule_dispose (GObject *object)
{
  dp_schedule_stop (DP_SCHEDULE (object));

  G_OBJECT_CLASS (dp_schedule_parent_class)->dispose (object);
}

static void
dp_schedule_class_init (DpScheduleClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = dp_schedule_dispose;

  signals[SIGNAL_DUE] = g_signal_new ("due", DP_TYPE_SCHEDULE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                      G_TYPE_NONE, 0);
}

static void
dp_schedule_init (DpSchedule *self)
{
}

/**
 * dp_schedule_new:
 *
 * Returns: (transfer full): a schedule that has not been started
 */
DpSchedule *
dp_schedule_new (void)
{
  return g_object_new (DP_TYPE_SCHEDULE, NULL);
}

/**
 * dp_schedule_start:
 * @self: a schedule
 * @every_hours: how often; %DP_SCHEDULE_NEVER for never
 * @last: when it was last done; 0 for never
 *
 * Emits `due` once, when the time has come: at once, within this call, when it has been
 * there already. Takes the place of what was started before. Main thread.
 */
void
dp_schedule_start (DpSchedule *self,
                   guint       every_hours,
                   DpTime      last)
{
  g_return_if_fail (DP_IS_SCHEDULE (self));

  dp_schedule_stop (self);
  if (every_hours == DP_SCHEDULE_NEVER)
    return;

  self->every_hours = every_hours;
  self->last = last;
  arm (self);
}

/**
 * dp_schedule_stop:
 * @self: a schedule
 *
 * Nothing is due any more until it is started again.
 */
void
dp_schedule_stop (DpSchedule *self)
{
  g_return_if_fail (DP_IS_SCHEDULE (self));

  g_clear_handle_id (&self->timeout_id, g_source_remove);
}
