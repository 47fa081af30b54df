/* dp-command-show.c: writes one paper out
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "cli/dp-command.h"
#include "cli/dp-lookup.h"
#include "cli/dp-terminal.h"
#include "formats/dp-list-writer.h"
#include "formats/dp-paper-json.h"
#include "library/paper/dp-paper-query.h"
#include "math/dp-math-process.h"
#include "render/dp-page-formulas.h"
#include "render/dp-page.h"
#include "service/dp-paper-fetch.h"

#include <glib/gi18n.h>
#include <unistd.h>

/* Longer lines are hard to read, and this is for reading. */
#define MAX_TEXT_WIDTH 100

typedef struct
{
  char *format; /* (owned) (nullable) */
} Options;

typedef enum
{
  FORMAT_TEXT,
  FORMAT_JSON,
  FORMAT_HTML,
  FORMAT_OF_LIST, /* this and what follows are those of DpListFormat */
} Format;

static const char *const formats[] = {
  "text", "json", "html", "bibtex", "bibtex-tex", "ris", "citation", "markdown", "link", "id", NULL
};

static gpointer
new_options (GOptionContext *context)
{
  Options *options = g_new0 (Options, 1);

  dp_command_add_option (context, "format", G_OPTION_ARG_STRING, &options->format,
                         N_("text (the default), json, html, bibtex, bibtex-tex, ris, citation, markdown, link or id"), N_("FORMAT"));

  return options;
}

static void
free_options (gpointer data)
{
  Options *options = data;

  g_free (options->format);
  g_free (options);
}

static void
append_names (GString    *text,
              const char *label,
              char      **names)
{
  g_autofree char *joined = names != NULL && names[0] != NULL ? g_strjoinv (", ", names) : NULL;

  if (joined != NULL)
    g_string_append_printf (text, "%s: %s\n", label, joined);
}

/* The page, and what the window shows beside it. */
static char *
format_text (const DpPaper *paper)
{
  g_autofree char *page = dp_page_render_text (paper);
  g_autoptr (GString) whole = g_string_new (page);

  append_names (whole, _("Tags"), paper->tags);
  append_names (whole, _("Collections"), paper->collections);
  if (paper->note != NULL)
    g_string_append_printf (whole, "\n%s:\n%s\n", _("Note"), paper->note);

  return dp_terminal_wrap (whole->str, MIN (dp_terminal_get_width (STDOUT_FILENO), MAX_TEXT_WIDTH));
}

/* As a list of it alone. */
static char *
format_as_list (const DpPaper *paper,
                int            format)
{
  DpListFormat list_format = DP_LIST_FORMAT_ID;
  g_autoptr (DpListWriter) writer = NULL;

  dp_list_format_from_string (formats[format], &list_format);
  writer = dp_list_writer_new (list_format, "", NULL, dp_time_now ());
  dp_list_writer_add (writer, paper);
  dp_list_writer_end (writer);

  return dp_list_writer_take (writer);
}

static char *
format_json (const DpPaper *paper)
{
  g_autofree char *json = dp_paper_json_format (paper);

  return g_strconcat (json, "\n", NULL);
}

/* A page, of the one paper whose formulas are being set. */
typedef struct
{
  DpCli   *cli;
  DpPaper *paper;
} Page;

static void
math_set_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autofree Page *page = user_data;
  g_autoptr (DpPaper) paper = page->paper;
  g_autoptr (DpMath) math = dp_math_setter_set_finish (DP_MATH_SETTER (object), result, NULL);
  DpPageOptions    options = { .target = DP_PAGE_FOR_FILE, .math = math };
  g_autofree char *html = dp_page_render (paper, &options);

  dp_cli_write (page->cli, html);
  dp_cli_quit (page->cli);
}

static void
write_page (DpCli   *cli,
            DpPaper *paper)
{
  g_autoptr (DpMathProcess) process = dp_math_process_new (DP_MATH_FOR_FILE);
  g_autoptr (GPtrArray) formulas = dp_page_list_formulas (paper);
  Page *page = g_new0 (Page, 1);

  page->cli = cli;
  page->paper = dp_paper_ref (paper);
  dp_math_setter_set_async (DP_MATH_SETTER (process), formulas, NULL, math_set_cb, page);
}

/* Ends the program when that is done. */
static void
write_paper (DpCli     *cli,
             DpLibrary *library,
             guint32    rowid,
             int        format)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DpPaper) paper = dp_paper_query_load (library, rowid, &error);
  g_autofree char *text = NULL;

  if (paper == NULL)
    {
      dp_cli_fail_with (cli, error);
      dp_cli_quit (cli);
      return;
    }

  if (format >= FORMAT_OF_LIST)
    {
      text = format_as_list (paper, format);
      dp_cli_write (cli, text);
      dp_cli_quit (cli);
      return;
    }

  switch ((Format)format)
    {
    case FORMAT_TEXT:
      text = format_text (paper);
      dp_cli_write (cli, text);
      break;

    case FORMAT_JSON:
      text = format_json (paper);
      dp_cli_write_json (cli, text);
      break;

    case FORMAT_HTML:
      write_page (cli, paper);
      return;

    case FORMAT_OF_LIST:
      break;
    }

  dp_cli_quit (cli);
}

/* One paper that is not there yet. */
typedef struct
{
  DpCli *cli;
  int    format; /* of formats */
} Run;

static void
fetched_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autofree Run *run = user_data;
  g_autoptr (GError) error = NULL;
  guint32 rowid = dp_paper_fetch_run_finish (DP_LIBRARY (object), result, &error);

  dp_cli_progress (run->cli, NULL);
  if (rowid != 0)
    {
      write_paper (run->cli, DP_LIBRARY (object), rowid, run->format);
      return;
    }

  dp_cli_fail_with (run->cli, error);
  dp_cli_quit (run->cli);
}

static void
fetch_paper (DpCli      *cli,
             const char *id,
             int         format)
{
  DpService       *service = dp_cli_open_service (cli);
  g_autofree char *progress = g_strdup_printf (_("Fetching %s…"), id);
  Run             *run = NULL;

  if (service == NULL)
    return;

  dp_cli_progress (cli, progress);
  run = g_new0 (Run, 1);
  run->cli = cli;
  run->format = format;
  dp_paper_fetch_run_async (dp_service_get_library (service), dp_service_get_paper_sources (service), id,
                            NULL, fetched_cb, run);
}

static void
run (DpCli             *cli,
     gpointer           options,
     const char *const *arguments)
{
  int              format = dp_lookup_choice (cli, "format", ((Options *)options)->format, formats);
  DpLibrary       *library = NULL;
  guint32          rowid = 0;
  g_autofree char *id = NULL;
  g_autoptr (GError) error = NULL;

  if (format == DP_LOOKUP_NO_CHOICE)
    return;

  library = dp_cli_open_library (cli);
  if (library == NULL)
    return;

  id = dp_lookup_paper_id (cli, arguments[0]);
  if (id != NULL)
    rowid = dp_paper_query_find (library, id, &error);

  if (g_error_matches (error, DP_LIBRARY_ERROR, DP_LIBRARY_ERROR_NOT_FOUND))
    {
      fetch_paper (cli, id, format);
      return;
    }

  if (rowid != 0)
    {
      write_paper (cli, library, rowid, format);
      return;
    }

  if (error != NULL)
    dp_cli_fail_with (cli, error);
  dp_cli_quit (cli);
}

#define DESCRIPTION \
  N_("ID is a number of arXiv’s, with or without a version, or any address of the paper at arXiv or Hugging\n" \
     "Face. A paper that the library does not have is fetched and kept.")
#define ARGUMENTS N_("ID")
#define SUMMARY N_("Show one paper")

const DpCommand dp_command_show = {
  .name = "show",
  .arguments = ARGUMENTS,
  .summary = SUMMARY,
  .description = DESCRIPTION,
  .min_arguments = 1,
  .max_arguments = 1,
  .new_options = new_options,
  .free_options = free_options,
  .run = run,
};
