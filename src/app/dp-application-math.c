/* dp-application-math.c: who sets the window's formulas
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/dp-application-private.h"
#include "math/dp-math-process.h"

#include <signal.h>

/* Late enough that starting the program does not pay for it. */
#define WARM_DELAY_MS 1500

static gboolean
warm_cb (gpointer user_data)
{
  dp_math_process_warm (DP_MATH_PROCESS (user_data));

  return G_SOURCE_REMOVE;
}

/**
 * dp_application_add_math:
 * @self: an application with a new window
 *
 * Gives the window a setter of formulas, which lives as long as it does and is started
 * in the background.
 */
void
dp_application_add_math (DpApplication *self)
{
  g_autoptr (DpMathProcess) process = dp_math_process_new (DP_MATH_FOR_PAGE);

  signal (SIGPIPE, SIG_IGN); /* the helper may die while it is being asked */
  dp_window_set_math (self->window, DP_MATH_SETTER (process));
  g_timeout_add_full (G_PRIORITY_LOW, WARM_DELAY_MS, warm_cb, g_steal_pointer (&process), g_object_unref);
}
