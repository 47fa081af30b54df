/* dp-command-pdf.c: downloads the PDF of a paper
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "cli/dp-command.h"
#include "cli/dp-lookup.h"
#include "cli/dp-terminal.h"
#include "library/paper/dp-paper-query.h"
#include "service/dp-problem.h"
#include "service/pdf/dp-pdf-download.h"

#include <glib/gi18n.h>
#include <unistd.h>

typedef struct
{
  char *output; /* (owned) (nullable) */
} Options;

static gpointer
new_options (GOptionContext *context)
{
  Options *options = g_new0 (Options, 1);

  dp_command_add_short_option (context, "output", 'o', G_OPTION_ARG_FILENAME, &options->output,
                               N_("Write this file, or replace it, in the place of one named by the id"), N_("FILE"));

  return options;
}

static void
free_options (gpointer data)
{
  g_free (((Options *)data)->output);
  g_free (data);
}

static void
progress_cb (guint64  n_done,
             guint64  n_total,
             gpointer user_data)
{
  g_autofree char *size = NULL;
  g_autofree char *text = NULL;

  /* In a log it would only be in the way. */
  if (dp_terminal_get_width (STDERR_FILENO) == DP_TERMINAL_UNLIMITED)
    return;

  size = g_format_size (n_done);
  text = g_strdup_printf (_("Downloading the PDF: %s"), size);
  dp_cli_progress (user_data, text);
}

static void
downloaded_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  DpCli *cli = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = NULL;

  dp_cli_progress (cli, NULL);
  if (!dp_pdf_download_run_finish (DP_LIBRARY (object), result, &error) &&
      !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      sentence = dp_problem_dup_download_sentence (error);
      dp_cli_fail (cli, "%s", sentence);
    }

  dp_cli_quit (cli);
}

/* What is there already is replaced only when it is named. */
static GFile *
choose_file (DpCli         *cli,
             const Options *options,
             const DpPaper *paper)
{
  g_autofree char *name = dp_pdf_download_dup_name (paper);

  if (options->output != NULL)
    return g_file_new_for_commandline_arg (options->output);

  if (g_file_test (name, G_FILE_TEST_EXISTS))
    {
      dp_cli_fail (cli, _("There is a file “%s” already. Nothing was downloaded; name another with -o."), name);
      return NULL;
    }

  return g_file_new_for_path (name);
}

static void
run (DpCli             *cli,
     gpointer           options,
     const char *const *arguments)
{
  DpService *service = dp_cli_open_service (cli);
  guint32    rowid = 0;
  g_autoptr (DpPaper) paper = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = NULL;

  if (service == NULL)
    return;

  rowid = dp_lookup_paper (cli, dp_service_get_library (service), arguments[0]);
  paper = rowid != 0 ? dp_paper_query_load (dp_service_get_library (service), rowid, &error) : NULL;
  if (error != NULL)
    dp_cli_fail_with (cli, error);
  file = paper != NULL ? choose_file (cli, options, paper) : NULL;

  if (file != NULL)
    dp_pdf_download_run_async (dp_service_get_library (service), dp_service_get_client (service), paper, file,
                               dp_cli_catch_interrupts (cli), progress_cb, cli, downloaded_cb, cli);
  else
    dp_cli_quit (cli);
}

#define DESCRIPTION \
  N_("ID names a paper of the library that is on arXiv, whose newest version is fetched. The window’s Open PDF opens\n" \
     "the file.")
#define SUMMARY N_("Download the PDF of a paper")

const DpCommand dp_command_pdf = {
  .name = "pdf",
  .arguments = N_("ID"),
                   .summary = SUMMARY,
                   .description = DESCRIPTION,
                   .min_arguments = 1,
                   .max_arguments = 1,
                   .new_options = new_options,
                   .free_options = free_options,
                   .run = run,
  };
