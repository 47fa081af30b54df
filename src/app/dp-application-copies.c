/* dp-application-copies.c: what keeps the library without being asked
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/dp-application-private.h"

#include "service/keep/dp-keeping.h"

/* Once a day the library is copied beside itself, when nothing else is going on: a while
 * after it was opened, a moment after a refresh, and then every hour it is looked whether
 * the day is another. */

#define FIRST_SECONDS 90
#define REFRESHED_SECONDS 5
#define NEXT_SECONDS (60 * 60)

static gboolean copy_cb (gpointer user_data);

static void
copy_in (DpApplication *self,
         guint          seconds)
{
  g_clear_handle_id (&self->copy_timeout_id, g_source_remove);
  self->copy_timeout_id = g_timeout_add_seconds (seconds, copy_cb, self);
}

static void
copied_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (DpApplication) self = user_data;
  g_autoptr (GError) error = NULL;
  DpCopiesOutcome outcome = DP_COPIES_UNCHANGED;
  gboolean        copied = dp_keeping_copy_today_finish (DP_LIBRARY (object), result, &outcome, &error);

  g_clear_object (&self->copying);
  g_application_release (G_APPLICATION (self));

  /* Nobody asked for it, so nobody is disturbed; it is tried again. */
  if (!copied)
    g_debug ("The daily copy was not made: %s", error->message);
  else if (outcome == DP_COPIES_NO_SPACE)
    g_debug ("The daily copy was not made: the disk has little space");

  if (self->presence == DP_PRESENCE_ONCE && self->window == NULL)
    {
      dp_application_close (self);
      return;
    }

  dp_application_prune_if_wished (self);
  if (!self->is_closing)
    copy_in (self, NEXT_SECONDS);
}

static gboolean
may_copy (DpApplication *self)
{
  return self->library != NULL && !dp_library_is_read_only (self->library) && !self->is_closing &&
         self->keeping == NULL && self->copying == NULL && dp_keeping_wants_copies ();
}

static void
copy_now (DpApplication *self)
{
  self->copying = g_cancellable_new ();
  g_application_hold (G_APPLICATION (self));
  dp_keeping_copy_today_async (self->library, self->copying, copied_cb, g_object_ref (self));
}

static gboolean
copy_cb (gpointer user_data)
{
  DpApplication *self = DP_APPLICATION (user_data);

  self->copy_timeout_id = 0;
  if (self->service != NULL && dp_service_is_refreshing (self->service))
    return G_SOURCE_REMOVE; /* its end begins this anew */

  if (may_copy (self))
    {
      copy_now (self);
    }
  else
    {
      dp_application_prune_if_wished (self);
      copy_in (self, NEXT_SECONDS);
    }

  return G_SOURCE_REMOVE;
}

/**
 * dp_application_begin_copies:
 * @self: an application whose library has just been opened
 *
 * Copies the library once a day from now on.
 */
void
dp_application_begin_copies (DpApplication *self)
{
  if (!self->is_closing)
    copy_in (self, FIRST_SECONDS);
}

/**
 * dp_application_copy_soon:
 * @self: an application that has refreshed, or whose preferences were changed
 *
 * Copies the library, and lets old papers go, if it is time to.
 */
void
dp_application_copy_soon (DpApplication *self)
{
  if (self->copying == NULL && !self->is_closing)
    copy_in (self, REFRESHED_SECONDS);
}

/**
 * dp_application_copy_and_close:
 * @self: an application without a window that has refreshed once
 *
 * Copies the library, if it is time to, and ends.
 */
void
dp_application_copy_and_close (DpApplication *self)
{
  if (may_copy (self))
    copy_now (self);
  else
    dp_application_close (self);
}

/**
 * dp_application_end_copies:
 * @self: an application that closes
 *
 * Gives up what is under way, and begins nothing any more.
 */
void
dp_application_end_copies (DpApplication *self)
{
  g_clear_handle_id (&self->copy_timeout_id, g_source_remove);
  if (self->copying != NULL)
    g_cancellable_cancel (self->copying);
  if (self->pruning != NULL)
    g_cancellable_cancel (self->pruning);
}
