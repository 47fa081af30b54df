/* dp-command-import.c: takes files into the library
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "cli/dp-command.h"
#include "cli/dp-terminal.h"
#include "model/dp-time.h"
#include "service/dp-problem.h"
#include "service/import/dp-import.h"

#include <glib/gi18n.h>
#include <unistd.h>

typedef struct
{
  char *day; /* (owned) (nullable) */
} Options;

/* One run over all files, one after the other. */
typedef struct
{
  DpCli        *cli;
  DpLibrary    *library;
  const char   *day;   /* (nullable) */
  GPtrArray    *files; /* (owned) of GFile */
  guint         next;
  DpImport     *import;      /* (owned) (nullable) */
  GCancellable *cancellable; /* (unowned) */
} Run;

static gpointer
new_options (GOptionContext *context)
{
  Options *options = g_new0 (Options, 1);

  dp_command_add_option (context, "day", G_OPTION_ARG_STRING, &options->day,
                         N_("The day of a list that does not say so itself"), N_("YYYY-MM-DD"));

  return options;
}

static void
free_options (gpointer data)
{
  Options *options = data;

  g_free (options->day);
  g_free (options);
}

static void take_next (Run *run);

static void
progress_cb (guint64  n_done,
             guint64  n_total,
             gpointer user_data)
{
  Run             *run = user_data;
  g_autofree char *text = NULL;

  /* In a log it would only be in the way. */
  if (n_total == 0 || dp_cli_has_quit (run->cli) || dp_terminal_get_width (STDERR_FILENO) == DP_TERMINAL_UNLIMITED)
    return;

  text = g_strdup_printf (_("%s: %u%%"), dp_import_get_name (run->import), (guint)(n_done * 100 / n_total));
  dp_cli_progress (run->cli, text);
}

static void
say_problems (Run                    *run,
              const DpImportContents *contents)
{
  for (guint i = 0; i < contents->problems->len; i++)
    {
      const DpImportProblem *problem = g_ptr_array_index (contents->problems, i);
      g_autofree char       *text = dp_import_problem_dup_text (problem);

      dp_cli_say (run->cli, "%s: %s", dp_import_get_name (run->import), text);
    }

  if (contents->n_problems > contents->problems->len)
    dp_cli_say (run->cli, ngettext ("… and %u more.", "… and %u more.", contents->n_problems - contents->problems->len),
                                    contents->n_problems - contents->problems->len);
}

/* What a line of JSON holds was meant for us, so one that is broken is a failure; what a
 * digest holds was not. */
static void
report (Run                  *run,
        const DpImportReport *report)
{
  const DpImportContents *contents = dp_import_get_contents (run->import);
  g_autofree char        *sentence = dp_import_report_dup_sentence (report, contents);

  say_problems (run, contents);
  if (contents->n_lost > 0 && (contents->kind == DP_IMPORT_LIBRARY || contents->kind == DP_IMPORT_PAPERS))
    dp_cli_fail (run->cli, "%s: %s", dp_import_get_name (run->import), sentence);
  else
    dp_cli_say (run->cli, "%s: %s", dp_import_get_name (run->import), sentence);
}

static void
fail (Run          *run,
      const GError *error)
{
  g_autofree char *sentence = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  sentence = dp_problem_dup_file_sentence (error);
  if (g_error_matches (error, DP_IMPORT_ERROR, DP_IMPORT_ERROR_NO_DAY))
    dp_cli_fail (run->cli, _("%s: %s Or say --day=YYYY-MM-DD."), dp_import_get_name (run->import), sentence);
  else
    dp_cli_fail (run->cli, "%s: %s", dp_import_get_name (run->import), sentence);
}

static void
stored_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  Run           *run = user_data;
  DpImportReport report_of_file = { 0 };
  g_autoptr (GError) error = NULL;

  if (dp_import_store_finish (DP_IMPORT (object), result, &report_of_file, &error))
    report (run, &report_of_file);
  else
    fail (run, error);

  take_next (run);
}

static void
inspected_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  Run *run = user_data;
  g_autoptr (GError) error = NULL;

  if (dp_import_inspect_finish (run->import, result, &error) != NULL)
    {
      dp_import_store_async (run->import, run->cancellable, progress_cb, run, stored_cb, run);
      return;
    }

  fail (run, error);
  take_next (run);
}

static void
take_next (Run *run)
{
  g_clear_object (&run->import);

  if (run->next == run->files->len || g_cancellable_is_cancelled (run->cancellable))
    {
      dp_cli_quit (run->cli);
      g_ptr_array_unref (run->files);
      g_free (run);
      return;
    }

  run->import = dp_import_new (run->library, g_ptr_array_index (run->files, run->next++));
  dp_import_set_day (run->import, run->day);
  dp_import_inspect_async (run->import, run->cancellable, NULL, NULL, inspected_cb, run);
}

static void
run (DpCli             *cli,
     gpointer           data,
     const char *const *arguments)
{
  const Options *options = data;
  DpLibrary     *library = NULL;
  Run           *new_run = NULL;

  if (options->day != NULL && !dp_day_is_valid (options->day))
    {
      dp_cli_reject (cli, _("“%s” is not a day; write it as YYYY-MM-DD."), options->day);
      return;
    }

  library = dp_cli_open_library (cli);
  if (library == NULL)
    return;

  new_run = g_new0 (Run, 1);
  new_run->cli = cli;
  new_run->library = library;
  new_run->day = options->day;
  new_run->cancellable = dp_cli_catch_interrupts (cli);
  new_run->files = g_ptr_array_new_with_free_func (g_object_unref);
  for (gsize i = 0; arguments[i] != NULL; i++)
    g_ptr_array_add (new_run->files, g_str_equal (arguments[i], "-") ? g_file_new_for_path ("/dev/stdin")
                                                                     : g_file_new_for_commandline_arg (arguments[i]));
  take_next (new_run);
}

#define DESCRIPTION \
  N_("A FILE is a digest in Markdown or HTML, a saved answer of arXiv (Atom, feed, OAI-PMH) or Hugging Face (JSON), or\n" \
     "JSON lines as “export” and “list --format json” write them, or a backup. What it is follows from its content.\n" \
     "Each line that cannot be read is reported with its number. The same file again changes nothing. “-” is the\n" \
     "standard input.")
#define SUMMARY N_("Take digests, saved answers or a library into the library")

const DpCommand dp_command_import = {
  .name = "import",
  .arguments = N_("FILE…"),
                   .summary = SUMMARY,
                   .description = DESCRIPTION,
                   .min_arguments = 1,
                   .max_arguments = G_MAXUINT,
                   .new_options = new_options,
                   .free_options = free_options,
                   .run = run,
  };
