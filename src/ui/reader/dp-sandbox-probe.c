/* dp-sandbox-probe.c: can WebKit start its sandbox here?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ui/reader/dp-sandbox-probe.h"

/* WebKitGTK 2.50 calls g_error() when bubblewrap cannot make its namespaces, as
 * in a container or where the administrator forbids user namespaces, and so ends
 * the whole program. Hence we try first what it will do. */

static const char *const probe_command[] = {
  "bwrap", "--unshare-user", "--unshare-pid", "--ro-bind", "/", "/", "--proc", "/proc", "true", NULL
};

static void
probed_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (g_subprocess_wait_check_finish (G_SUBPROCESS (object), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/**
 * dp_sandbox_probe_async:
 * @cancellable: (nullable): ends the wait
 * @callback: called on the calling thread's main context
 * @user_data: data for @callback
 *
 * Tries whether WebKit's web process can be started in its sandbox, which takes
 * about 5 ms. Within a Flatpak the portal starts it, and nothing needs trying.
 */
void
dp_sandbox_probe_async (GCancellable       *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;

  g_task_set_source_tag (task, dp_sandbox_probe_async);

  if (g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS))
    {
      g_task_return_boolean (task, TRUE);
      return;
    }

  process = g_subprocess_newv (probe_command,
                               G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE,
                               &error);
  if (process == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_subprocess_wait_check_async (process, cancellable, probed_cb, g_steal_pointer (&task));
}

/**
 * dp_sandbox_probe_finish:
 * @result: the result that the callback got
 * @error: return location for an error
 *
 * Returns: %TRUE when WebKit may be started, %FALSE with @error when not
 */
gboolean
dp_sandbox_probe_finish (GAsyncResult *result,
                         GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, dp_sandbox_probe_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
