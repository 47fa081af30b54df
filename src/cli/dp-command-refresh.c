/* dp-command-refresh.c: asks what is new
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "cli/dp-command.h"
#include "cli/dp-lookup.h"

#include <glib-unix.h>
#include <glib/gi18n.h>

typedef struct
{
  char   **topics; /* (owned) (nullable) */
  gboolean force;
} Options;

/* One refresh of the command line. */
typedef struct
{
  DpCli     *cli;
  DpService *service;
  guint      interrupt_id;
  guint      terminate_id;
  guint      turn_id; /* shows that it waits for its turn, once that takes long enough to tell */
} Run;

static gpointer
new_options (GOptionContext *context)
{
  Options *options = g_new0 (Options, 1);

  dp_command_add_option (context, "topic", G_OPTION_ARG_STRING_ARRAY, &options->topics,
                         N_("Only this topic; can be given again"), N_("NAME"));
  dp_command_add_option (context, "force", G_OPTION_ARG_NONE, &options->force,
                         N_("Ask also where nothing new can have been announced"), NULL);

  return options;
}

static void
free_options (gpointer data)
{
  Options *options = data;

  g_strfreev (options->topics);
  g_free (options);
}

static void
stop (Run *run)
{
  dp_cli_say (run->cli, _("Stopping; what has come is kept."));
  dp_cli_interrupt (run->cli);
  dp_refresh_stop (dp_service_get_refresh (run->service));
}

/* A second Ctrl+C ends the program at once: the handler is gone by then. */
static gboolean
interrupted_cb (gpointer user_data)
{
  Run *run = user_data;

  run->interrupt_id = 0;
  stop (run);

  return G_SOURCE_REMOVE;
}

static gboolean
terminated_cb (gpointer user_data)
{
  Run *run = user_data;

  run->terminate_id = 0;
  stop (run);

  return G_SOURCE_REMOVE;
}

static void
show_progress (Run *run)
{
  g_autofree char *sentence = dp_refresh_dup_sentence (dp_service_get_refresh (run->service));

  if (sentence != NULL)
    dp_cli_progress (run->cli, sentence);
}

static void
subject_changed_cb (DpRefresh  *refresh,
                    GParamSpec *pspec,
                    gpointer    user_data)
{
  show_progress (user_data);
}

static gboolean
turn_is_long_cb (gpointer user_data)
{
  Run *run = user_data;

  run->turn_id = 0;
  show_progress (run);

  return G_SOURCE_REMOVE;
}

static void
wait_changed_cb (DpRefresh  *refresh,
                 GParamSpec *pspec,
                 gpointer    user_data)
{
  Run *run = user_data;

  g_clear_handle_id (&run->turn_id, g_source_remove);

  /* The ordinary pause and the answer itself are not worth a word. */
  if (dp_refresh_get_wait (refresh) == DP_HTTP_WAIT_BUSY)
    show_progress (run);
  else if (dp_refresh_get_wait (refresh) == DP_HTTP_WAIT_TURN)
    run->turn_id = g_timeout_add_seconds (1, turn_is_long_cb, run);
}

static void
done_cb (DpRefresh        *refresh,
         DpRefreshOutcome *outcome,
         gpointer          user_data)
{
  Run             *run = user_data;
  g_autofree char *sentence = dp_refresh_outcome_dup_sentence (outcome, dp_service_get_source_name (run->service));

  if (outcome->state == DP_REFRESH_STATE_FAILED || outcome->state == DP_REFRESH_STATE_NOT_ASKED)
    dp_cli_fail (run->cli, "%s: %s", outcome->topic_name, sentence);
  else
    dp_cli_say (run->cli, "%s: %s", outcome->topic_name, sentence);
}

static void
finished_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  Run   *run = user_data;
  DpCli *cli = run->cli;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) outcomes = dp_refresh_run_finish (DP_REFRESH (object), result, &error);

  if (outcomes == NULL)
    dp_cli_fail_with (cli, error);
  else if (outcomes->len == 0)
    dp_cli_say (cli, _("Nothing is followed yet; “daily-papers-cli follow WORDS…” adds a topic."));

  g_signal_handlers_disconnect_by_data (object, run);
  g_clear_handle_id (&run->interrupt_id, g_source_remove);
  g_clear_handle_id (&run->terminate_id, g_source_remove);
  g_clear_handle_id (&run->turn_id, g_source_remove);
  g_free (run);

  dp_cli_quit (cli);
}

/* Finds the topics that were named; those that are not there are reported. */
static GArray *
find_topics (DpCli             *cli,
             DpLibrary         *library,
             const char *const *names)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autoptr (DpTopicInfo) info = dp_lookup_topic (cli, library, names[i]);

      if (info != NULL)
        g_array_append_val (ids, info->topic->id);
    }

  return ids;
}

static void
start_refresh (DpCli         *cli,
               DpService     *service,
               GArray        *topic_ids, /* (nullable) */
               DpRefreshFlags flags)
{
  DpRefresh *refresh = dp_service_get_refresh (service);
  Run       *run = g_new0 (Run, 1);

  run->cli = cli;
  run->service = service;
  run->interrupt_id = g_unix_signal_add (SIGINT, interrupted_cb, run);
  run->terminate_id = g_unix_signal_add (SIGTERM, terminated_cb, run);

  g_signal_connect (refresh, "notify::subject", G_CALLBACK (subject_changed_cb), run);
  g_signal_connect (refresh, "notify::wait", G_CALLBACK (wait_changed_cb), run);
  g_signal_connect (refresh, "done", G_CALLBACK (done_cb), run);

  dp_refresh_run_async (refresh,
                        topic_ids != NULL ? (const gint64 *)(void *)topic_ids->data : NULL,
                        topic_ids != NULL ? topic_ids->len : 0,
                        flags,
                        NULL,
                        finished_cb,
                        run);
}

static void
run (DpCli             *cli,
     gpointer           data,
     const char *const *arguments)
{
  Options   *options = data;
  DpService *service = dp_cli_open_service (cli);
  g_autoptr (GArray) topic_ids = NULL;

  if (service == NULL)
    return;

  if (options->topics != NULL)
    topic_ids = find_topics (cli, dp_service_get_library (service), (const char *const *)options->topics);

  if (topic_ids != NULL && topic_ids->len == 0)
    dp_cli_quit (cli);
  else
    start_refresh (cli, service, topic_ids, options->force ? DP_REFRESH_FLAGS_FORCE : DP_REFRESH_FLAGS_NONE);
}

#define DESCRIPTION \
  N_("Results change once a day, so a topic that was fetched since the last announcement is not asked for again\n" \
     "unless --force is given. Ctrl+C stops and keeps what came.")
#define SUMMARY N_("Fetch what is new on the topics")

const DpCommand dp_command_refresh = {
  .name = "refresh",
  .summary = SUMMARY,
  .description = DESCRIPTION,
  .new_options = new_options,
  .free_options = free_options,
  .run = run,
};
