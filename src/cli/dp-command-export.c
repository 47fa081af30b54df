/* dp-command-export.c: writes the whole library as JSON lines
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "cli/dp-command.h"
#include "cli/dp-terminal.h"
#include "service/export/dp-export.h"

#include <gio/gunixoutputstream.h>
#include <glib/gi18n.h>
#include <unistd.h>

static void
progress_cb (guint64  n_done,
             guint64  n_total,
             gpointer user_data)
{
  g_autofree char *text = NULL;

  /* In a log it would only be in the way. */
  if (dp_terminal_get_width (STDERR_FILENO) == DP_TERMINAL_UNLIMITED)
    return;

  text = g_strdup_printf (_("%u of %u papers written…"), (guint)n_done, (guint)n_total);

  dp_cli_progress (user_data, text);
}

static void
exported_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  DpCli *cli = user_data;
  g_autoptr (GError) error = NULL;
  guint64 n_papers = 0;

  if (dp_export_finish (DP_LIBRARY (object), result, &n_papers, &error))
    dp_cli_say (cli, ngettext ("%u paper written, with all marks and topics.",
                               "%u papers written, with all marks and topics.", (gulong)n_papers),
                               (guint)n_papers);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_BROKEN_PIPE) &&
           !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    dp_cli_fail (cli, _("The library could not be written out: %s"), error->message);

  dp_cli_quit (cli);
}

static void
run (DpCli             *cli,
     gpointer           options,
     const char *const *arguments)
{
  DpLibrary    *library = dp_cli_open_library (cli);
  GCancellable *cancellable = NULL;

  if (library == NULL)
    return;

  cancellable = dp_cli_catch_interrupts (cli);
  if (g_str_equal (arguments[0], "-"))
    {
      g_autoptr (GOutputStream) stream = g_unix_output_stream_new (STDOUT_FILENO, FALSE);

      dp_export_to_stream_async (library, stream, cancellable, progress_cb, cli, exported_cb, cli);
    }
  else
    {
      g_autoptr (GFile) file = g_file_new_for_commandline_arg (arguments[0]);

      dp_export_to_file_async (library, file, cancellable, progress_cb, cli, exported_cb, cli);
    }
}

#define DESCRIPTION \
  N_("Writes papers, topics, collections and all marks as JSON, a thing a line; “-” is the standard output. “import”\n" \
     "of the file gives the same library. A file that is there is replaced when everything is written.")
#define SUMMARY N_("Write the whole library into a file")

const DpCommand dp_command_export = {
  .name = "export",
  .arguments = N_("FILE"),
                   .summary = SUMMARY,
                   .description = DESCRIPTION,
                   .min_arguments = 1,
                   .max_arguments = 1,
                   .run = run,
  };
