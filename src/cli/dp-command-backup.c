/* dp-command-backup.c: writes the whole library into one file, and has it back
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "cli/dp-command.h"
#include "cli/dp-terminal.h"
#include "service/dp-problem.h"
#include "service/keep/dp-keeping.h"

#include <glib/gi18n.h>
#include <unistd.h>

/* In a log it would only be in the way. */
static gboolean
is_watched (guint64 n_total)
{
  return n_total > 0 && dp_terminal_get_width (STDERR_FILENO) != DP_TERMINAL_UNLIMITED;
}

static void
writing_cb (guint64  n_done,
            guint64  n_total,
            gpointer user_data)
{
  g_autofree char *text = NULL;

  if (!is_watched (n_total))
    return;

  text = g_strdup_printf (_("Writing the backup: %u%%"), (guint)(n_done * 100 / n_total));
  dp_cli_progress (user_data, text);
}

static void
restoring_cb (guint64  n_done,
              guint64  n_total,
              gpointer user_data)
{
  g_autofree char *text = NULL;

  if (!is_watched (n_total))
    return;

  text = g_strdup_printf (_("Restoring: %u%%"), (guint)(n_done * 100 / n_total));
  dp_cli_progress (user_data, text);
}

static void
fail (DpCli        *cli,
      const GError *error)
{
  g_autofree char *sentence = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  sentence = dp_problem_dup_backup_sentence (error);
  dp_cli_fail (cli, "%s", sentence);
}

static void
backed_up_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  DpCli *cli = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (DpBackupInfo) info = dp_keeping_back_up_finish (DP_LIBRARY (object), result, &error);

  if (info != NULL)
    dp_cli_say (cli, ngettext ("%u paper backed up, with all marks and topics.",
                               "%u papers backed up, with all marks and topics.", (gulong)info->n_papers),
                               (guint)info->n_papers);
  else
    fail (cli, error);

  dp_cli_quit (cli);
}

static void
run_backup (DpCli             *cli,
            gpointer           options,
            const char *const *arguments)
{
  DpLibrary *library = dp_cli_open_library (cli);
  g_autoptr (GFile) file = NULL;

  if (library == NULL)
    return;

  file = g_file_new_for_commandline_arg (arguments[0]);
  dp_keeping_back_up_async (library, file, dp_cli_catch_interrupts (cli), writing_cb, cli, backed_up_cb, cli);
}

#define BACKUP_DESCRIPTION \
  N_("The file is the library as it is at this moment, with everything in it, and is verified before it gets its name.\n" \
     "The library may be in use meanwhile. A file that is there is replaced when the new one is whole.")
#define BACKUP_SUMMARY N_("Back up the whole library into one file")

const DpCommand dp_command_backup = {
  .name = "backup",
  .arguments = N_("FILE"),
                   .summary = BACKUP_SUMMARY,
                   .description = BACKUP_DESCRIPTION,
                   .min_arguments = 1,
                   .max_arguments = 1,
                   .run = run_backup,
  };

static void
restored_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  DpCli *cli = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *aside = dp_keeping_restore_finish (DP_LIBRARY (object), result, &error);

  if (aside != NULL)
    dp_cli_say (cli, _("The library is what the backup was. What it held before is kept in “%s”; "
                         "“restore” of that file undoes this."),
                        aside);
  else
    fail (cli, error);

  dp_cli_quit (cli);
}

static gpointer
new_restore_options (GOptionContext *context)
{
  gboolean *yes = g_new0 (gboolean, 1);

  dp_command_add_option (context, "yes", G_OPTION_ARG_NONE, yes,
                         N_("Replace what the library holds; it is kept aside"), NULL);

  return yes;
}

/* There is nothing to lose in a library that is new. */
static gboolean
is_empty (DpLibrary *library)
{
  g_autoptr (DpBackupInfo) info = dp_backup_read_info_of (library, NULL);

  return info != NULL && info->n_papers == 0 && info->n_topics == 0 && info->n_marks == 0;
}

static void
run_restore (DpCli             *cli,
             gpointer           options,
             const char *const *arguments)
{
  const gboolean *yes = options;
  DpLibrary      *library = NULL;
  g_autoptr (GFile) file = NULL;

  library = dp_cli_open_library (cli);
  if (library == NULL)
    return;

  if (!*yes && !is_empty (library))
    {
      dp_cli_reject (cli, _("“restore” replaces everything that the library holds; say --yes if that is meant."));
      return;
    }

  file = g_file_new_for_commandline_arg (arguments[0]);
  dp_keeping_restore_async (library, file, dp_cli_catch_interrupts (cli), restoring_cb, cli, restored_cb, cli);
}

#define RESTORE_DESCRIPTION \
  N_("The backup is verified first. It takes the place of everything in the library, which may be in use by others:\n" \
     "an open window shows it at once. What the library held before is kept beside it, and where is said. To unite a\n" \
     "backup with the library instead, “import” it.")
#define RESTORE_SUMMARY N_("Put a backup in the place of the library")

const DpCommand dp_command_restore = {
  .name = "restore",
  .arguments = N_("FILE"),
                   .summary = RESTORE_SUMMARY,
                   .description = RESTORE_DESCRIPTION,
                   .min_arguments = 1,
                   .max_arguments = 1,
                   .new_options = new_restore_options,
                   .free_options = g_free,
                   .run = run_restore,
  };
