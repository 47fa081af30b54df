/* dp-command-digest.c: writes a digest of the library
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "cli/dp-command.h"
#include "cli/dp-lookup.h"
#include "formats/digest/dp-digest-writer.h"
#include "library/dp-day-query.h"
#include "model/dp-day.h"
#include "service/export/dp-digest-maker.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>

#define MONTH_LENGTH 7

/* Less what the user's mask takes away. */
#define NEW_FILE_MODE 0666
#define ALL_RIGHTS 0777

typedef struct
{
  char  *layout; /* (owned) (nullable) */
  char **topics; /* (owned) (nullable) */
  char  *day;    /* (owned) (nullable) */
  char  *month;  /* (owned) (nullable) */
  char  *output; /* (owned) (nullable) */
  int    limit;  /* -1 for none */
} Options;

/* In the order of DpDigestLayout. */
static const char *const layouts[] = { "keyword", "classified", "summary", "dated", NULL };

/* One digest being made. */
typedef struct
{
  DpCli     *cli;
  char      *output; /* (owned) (nullable) */
  GPtrArray *topics; /* (owned) (nullable): of DpTopicInfo */
  char      *day;    /* (owned) (nullable) */
  char      *month;  /* (owned) (nullable) */
} Run;

static gpointer
new_options (GOptionContext *context)
{
  Options *options = g_new0 (Options, 1);

  options->limit = -1;
  dp_command_add_option (context, "layout", G_OPTION_ARG_STRING, &options->layout,
                         N_("keyword (the default), classified, summary or dated"), N_("LAYOUT"));
  dp_command_add_option (context, "topic", G_OPTION_ARG_STRING_ARRAY, &options->topics,
                         N_("Only this topic; can be given again"), N_("NAME"));
  dp_command_add_option (context, "day", G_OPTION_ARG_STRING, &options->day,
                         N_("The day of a classified or summary digest; without it the newest there is"), N_("DAY"));
  dp_command_add_option (context, "month", G_OPTION_ARG_STRING, &options->month,
                         N_("The month of a dated digest; without it the present one"), N_("YYYY-MM"));
  dp_command_add_option (context, "limit", G_OPTION_ARG_INT, &options->limit,
                         N_("At most so many papers in each section"), N_("N"));
  dp_command_add_short_option (context, "output", 'o', G_OPTION_ARG_FILENAME, &options->output,
                               N_("Write to this file; it is replaced only by a whole one"), N_("FILE"));

  return options;
}

static void
free_options (gpointer data)
{
  Options *options = data;

  g_free (options->layout);
  g_strfreev (options->topics);
  g_free (options->day);
  g_free (options->month);
  g_free (options->output);
  g_free (options);
}

static void
run_free (Run *run)
{
  g_free (run->output);
  g_clear_pointer (&run->topics, g_ptr_array_unref);
  g_free (run->day);
  g_free (run->month);
  g_free (run);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Run, run_free)

/* A file is written aside and renamed, so that who reads it never sees half a page; it
 * keeps its rights. What is no file, as a pipe or a device, is written as it is. */
static void
write_file (Run        *run,
            const char *text)
{
  GStatBuf status;
  gboolean is_there = g_stat (run->output, &status) == 0;
  gboolean is_special = is_there && !S_ISREG (status.st_mode);
  g_autoptr (GError) error = NULL;

  if (!g_file_set_contents_full (run->output, text, (gssize)strlen (text),
                                 is_special ? G_FILE_SET_CONTENTS_NONE : G_FILE_SET_CONTENTS_CONSISTENT,
                                 is_there ? (int)(status.st_mode & ALL_RIGHTS) : NEW_FILE_MODE, &error))
    dp_cli_fail (run->cli, _("The digest could not be written: %s."), error->message);
}

static void
say_what_is_empty (Run            *run,
                   const DpDigest *digest)
{
  for (guint i = 0; i < digest->sections->len; i++)
    {
      const DpDigestSection *section = g_ptr_array_index (digest->sections, i);
      const char            *name = section->topic != NULL ? section->topic : section->day != NULL ? section->day
                                                                                                   : section->month;

      if (section->papers->len == 0 && section->reason != NULL)
        dp_cli_say (run->cli, "%s: %s", name, section->reason);
    }
}

static void
made_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (Run) run = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (DpDigest) digest = dp_digest_maker_make_finish (DP_LIBRARY (object), result, &error);
  g_autofree char *text = NULL;

  if (digest == NULL)
    {
      dp_cli_fail_with (run->cli, error);
      dp_cli_quit (run->cli);
      return;
    }

  text = dp_digest_write (digest);
  if (run->output != NULL)
    write_file (run, text);
  else
    dp_cli_write (run->cli, text);

  say_what_is_empty (run, digest);
  dp_cli_quit (run->cli);
}

/* The topics named; %NULL when one is not there, or nothing can be read. */
static GPtrArray *
find_topics (DpCli     *cli,
             DpLibrary *library,
             char     **names)
{
  g_autoptr (GPtrArray) infos = g_ptr_array_new_with_free_func ((GDestroyNotify)dp_topic_info_unref);

  for (gsize i = 0; names[i] != NULL; i++)
    {
      DpTopicInfo *info = dp_lookup_topic (cli, library, names[i]);

      if (info == NULL)
        return NULL;
      g_ptr_array_add (infos, info);
    }

  return g_steal_pointer (&infos);
}

static GPtrArray *
list_topics (DpCli     *cli,
             DpLibrary *library)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) infos = dp_topic_query_list (library, &error);

  if (infos == NULL)
    {
      dp_cli_fail_with (cli, error);
      return NULL;
    }

  if (infos->len == 0)
    {
      dp_cli_fail (cli, _("There are no keywords to write of: nothing is followed. “daily-papers-cli follow WORDS…” adds a topic."));
      return NULL;
    }

  return g_steal_pointer (&infos);
}

/* What the options leave open; %FALSE when there is nothing to write. */
static gboolean
complete (Run           *run,
          DpLibrary     *library,
          DpDigestLayout layout,
          const Options *options)
{
  g_autofree char *today = dp_time_format_day (dp_time_now ());

  if (options->topics != NULL || layout == DP_DIGEST_KEYWORD)
    {
      run->topics = options->topics != NULL ? find_topics (run->cli, library, options->topics) : list_topics (run->cli, library);
      if (run->topics == NULL)
        return FALSE;
    }

  run->day = dp_lookup_day (library, options->day != NULL ? options->day : "today");
  run->month = options->month != NULL ? g_strdup (options->month) : g_strndup (today, MONTH_LENGTH);

  return TRUE;
}

/* Says what does not fit; %FALSE then. */
static gboolean
check_options (DpCli         *cli,
               DpDigestLayout layout,
               const Options *options)
{
  gboolean is_of_day = layout == DP_DIGEST_CLASSIFIED || layout == DP_DIGEST_SUMMARY;

  if (options->day != NULL && !is_of_day)
    dp_cli_reject (cli, _("--day is for the layouts classified and summary."));
  else if (options->month != NULL && layout != DP_DIGEST_DATED)
    dp_cli_reject (cli, _("--month is for the layout dated."));
  else if (options->month != NULL && !dp_month_is_valid (options->month))
    dp_cli_reject (cli, _("“%s” is not a month: write it as YYYY-MM."), options->month);
  else if (options->limit < -1 || options->limit == 0)
    dp_cli_reject (cli, _("--limit must be at least 1."));
  else
    return options->day == NULL || dp_lookup_check_day (cli, options->day);

  return FALSE;
}

static void
make (Run           *new_run /* (transfer full) */,
      DpLibrary     *library,
      DpDigestLayout layout,
      int            limit)
{
  g_autoptr (Run) run = new_run;
  const DpDigestRequest request = {
    .layout = layout,
    .topics = run->topics,
    .day = run->day,
    .month = run->month,
    .limit = limit > 0 ? (guint)limit : 0,
    .now = dp_time_now (),
  };

  dp_digest_maker_make_async (library, &request, NULL, made_cb, run);
  g_steal_pointer (&run);
}

static void
run (DpCli             *cli,
     gpointer           data,
     const char *const *arguments)
{
  const Options *options = data;
  int            layout = dp_lookup_choice (cli, "layout", options->layout, layouts);
  DpLibrary     *library = NULL;
  g_autoptr (Run) new_run = NULL;

  if (layout == DP_LOOKUP_NO_CHOICE || !check_options (cli, (DpDigestLayout)layout, options))
    return;

  library = dp_cli_open_library (cli);
  if (library == NULL)
    return;

  new_run = g_new0 (Run, 1);
  new_run->cli = cli;
  new_run->output = g_strdup (options->output);
  if (complete (new_run, library, (DpDigestLayout)layout, options))
    make (g_steal_pointer (&new_run), library, (DpDigestLayout)layout, options->limit);
  else
    dp_cli_quit (cli);
}

#define DESCRIPTION \
  N_("keyword has a section for each topic, in the order of “topics”, and says under one that\n" \
     "has nothing new why. classified and summary have the list of a day of Hugging Face’s, dated\n" \
     "has the papers that were first submitted in a month; with --topic only those of that topic.\n" \
     "The text is GitHub-flavoured Markdown, and “import” reads it.")
#define SUMMARY N_("Write a page to publish: Markdown in one of four layouts")

const DpCommand dp_command_digest = {
  .name = "digest",
  .summary = SUMMARY,
  .description = DESCRIPTION,
  .new_options = new_options,
  .free_options = free_options,
  .run = run,
};
