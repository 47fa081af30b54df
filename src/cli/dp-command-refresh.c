/* dp-command-refresh.c: asks what is new
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "cli/dp-command.h"
#include "cli/dp-day-range.h"
#include "cli/dp-lookup.h"
#include "service/keep/dp-keeping.h"

#include <glib-unix.h>
#include <glib/gi18n.h>

typedef struct
{
  char   **topics;  /* (owned) (nullable) */
  char   **days;    /* (owned) (nullable) */
  char   **sources; /* (owned) (nullable) */
  gboolean force;
} Options;

/* What the options stand for. */
typedef struct
{
  gboolean   asks_topics;
  GArray    *topic_ids; /* (owned) (nullable) of gint64; %NULL for all */
  GPtrArray *days;      /* (owned) of DpDayRange */
} Plan;

/* Of more days than these only those that were asked for have a line each. */
#define FEW_DAYS 10

/* One of the services that are asked at the same time. */
typedef struct
{
  DpCli     *cli;
  DpRefresh *refresh;  /* (unowned) */
  gboolean   is_told;  /* what is being asked for has been named */
  guint      turn_id;  /* shows that it waits for its turn, once that takes long enough to tell */
  guint      n_fresh;  /* days without a line that need not be asked for */
  guint      n_spared; /* days without a line that were not asked for though they might */
} Lane;

/* One refresh of the command line. */
typedef struct
{
  DpCli     *cli;
  DpService *service;
  Lane       topics;
  Lane       days;
  guint      n_left; /* runs that are not over */
  guint      interrupt_id;
  guint      terminate_id;
} Run;

static const char *const sources[] = { "arxiv", "hugging-face", NULL };

static gpointer
new_options (GOptionContext *context)
{
  Options *options = g_new0 (Options, 1);

  dp_command_add_option (context, "topic", G_OPTION_ARG_STRING_ARRAY, &options->topics,
                         N_("Only this topic; can be given again"), N_("NAME"));
  dp_command_add_option (context, "day", G_OPTION_ARG_STRING_ARRAY, &options->days,
                         N_("Only the list of this day, of “today”, or of the days from one to another, as in "
                            "2025-01-01..2025-01-31; can be given again"),
                             N_("DAY"));
  dp_command_add_option (context, "source", G_OPTION_ARG_STRING_ARRAY, &options->sources,
                         N_("Only arxiv, which is asked for topics, or hugging-face, which is asked for days; can be "
                            "given again"),
                             N_("SOURCE"));
  dp_command_add_option (context, "force", G_OPTION_ARG_NONE, &options->force,
                         N_("Ask also where nothing can be new"), NULL);

  return options;
}

static void
free_options (gpointer data)
{
  Options *options = data;

  g_strfreev (options->topics);
  g_strfreev (options->days);
  g_strfreev (options->sources);
  g_free (options);
}

static void
plan_free (Plan *plan)
{
  g_clear_pointer (&plan->topic_ids, g_array_unref);
  g_ptr_array_unref (plan->days);
  g_free (plan);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Plan, plan_free)

static void
stop (Run *run)
{
  dp_cli_say (run->cli, _("Stopping; what has come is kept."));
  dp_cli_interrupt (run->cli);
  dp_service_stop_refreshing (run->service);
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
show_progress (Lane *lane)
{
  g_autofree char *sentence = dp_refresh_dup_sentence (lane->refresh);

  if (sentence != NULL)
    dp_cli_progress (lane->cli, sentence);
  lane->is_told = sentence != NULL;
}

/* It may turn out that nobody has to be asked. */
static void
subject_changed_cb (DpRefresh  *refresh,
                    GParamSpec *pspec,
                    gpointer    user_data)
{
  ((Lane *)user_data)->is_told = FALSE;
}

static gboolean
turn_is_long_cb (gpointer user_data)
{
  Lane *lane = user_data;

  lane->turn_id = 0;
  show_progress (lane);

  return G_SOURCE_REMOVE;
}

static void
wait_changed_cb (DpRefresh  *refresh,
                 GParamSpec *pspec,
                 gpointer    user_data)
{
  Lane *lane = user_data;

  g_clear_handle_id (&lane->turn_id, g_source_remove);

  switch (dp_refresh_get_wait (refresh))
    {
    case DP_HTTP_WAIT_TURN:
      lane->turn_id = g_timeout_add_seconds (1, turn_is_long_cb, lane);
      break;

    /* Somebody is asked; the ordinary pause and the answer itself are not worth another word. */
    case DP_HTTP_WAIT_PACE:
    case DP_HTTP_WAIT_ANSWER:
      if (!lane->is_told)
        show_progress (lane);
      break;

    case DP_HTTP_WAIT_BUSY:
      show_progress (lane);
      break;

    case DP_HTTP_WAIT_OVER:
      break;
    }
}

/* Years of days that nobody was asked for are told in one line. */
static gboolean
is_counted (Lane                   *lane,
            const DpRefreshOutcome *outcome)
{
  if (outcome->day == NULL || dp_refresh_get_n_total (lane->refresh) <= FEW_DAYS)
    return FALSE;

  if (outcome->state == DP_REFRESH_STATE_FRESH)
    lane->n_fresh++;
  else if (outcome->state == DP_REFRESH_STATE_NOT_ASKED || outcome->state == DP_REFRESH_STATE_STOPPED)
    lane->n_spared++;
  else
    return FALSE;

  return TRUE;
}

static void
tell_counted (const Lane *lane)
{
  if (lane->n_fresh > 0)
    dp_cli_say (lane->cli, ngettext ("%u day is here already.", "%u days are here already.", lane->n_fresh), lane->n_fresh);
  if (lane->n_spared > 0)
    dp_cli_say (lane->cli, ngettext ("%u day was not asked for.", "%u days were not asked for.", lane->n_spared),
                                     lane->n_spared);
}

static void
done_cb (DpRefresh        *refresh,
         DpRefreshOutcome *outcome,
         gpointer          user_data)
{
  Lane            *lane = user_data;
  const char      *name = dp_refresh_outcome_get_name (outcome);
  g_autofree char *sentence = NULL;

  if (is_counted (lane, outcome))
    return;

  sentence = dp_refresh_outcome_dup_sentence (outcome, dp_refresh_get_service (refresh));
  if (outcome->state == DP_REFRESH_STATE_FAILED || outcome->state == DP_REFRESH_STATE_NOT_ASKED)
    dp_cli_fail (lane->cli, "%s: %s", name, sentence);
  else
    dp_cli_say (lane->cli, "%s: %s", name, sentence);
}

static void
lane_init (Lane      *lane,
           DpCli     *cli,
           DpRefresh *refresh)
{
  lane->cli = cli;
  lane->refresh = refresh;
  g_signal_connect (refresh, "notify::subject", G_CALLBACK (subject_changed_cb), lane);
  g_signal_connect (refresh, "notify::wait", G_CALLBACK (wait_changed_cb), lane);
  g_signal_connect (refresh, "done", G_CALLBACK (done_cb), lane);
}

static void
lane_clear (Lane *lane)
{
  g_signal_handlers_disconnect_by_data (lane->refresh, lane);
  g_clear_handle_id (&lane->turn_id, g_source_remove);
}

static Run *
run_new (DpCli     *cli,
         DpService *service)
{
  Run *run = g_new0 (Run, 1);

  run->cli = cli;
  run->service = service;
  run->interrupt_id = g_unix_signal_add (SIGINT, interrupted_cb, run);
  run->terminate_id = g_unix_signal_add (SIGTERM, terminated_cb, run);
  lane_init (&run->topics, cli, dp_service_get_refresh (service));
  lane_init (&run->days, cli, dp_service_get_day_refresh (service));

  return run;
}

static void
copied_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  DpCli *cli = user_data;
  g_autoptr (GError) error = NULL;
  DpCopiesOutcome outcome = DP_COPIES_UNCHANGED;

  /* Nobody asked for it; the refresh is what it is. */
  if (!dp_keeping_copy_today_finish (DP_LIBRARY (object), result, &outcome, &error))
    dp_cli_say (cli, _("The library’s daily copy could not be made: %s"), error->message);

  dp_cli_quit (cli);
}

/* Who stopped it wants to be gone. */
static void
copy_and_quit (Run     *run,
               gboolean was_stopped)
{
  DpLibrary *library = dp_service_get_library (run->service);

  if (was_stopped || dp_library_is_read_only (library) || !dp_keeping_wants_copies ())
    dp_cli_quit (run->cli);
  else
    dp_keeping_copy_today_async (library, NULL, copied_cb, run->cli);
}

/* One of the things it waits for is over; with the last, all is. */
static void
leave (Run *run)
{
  gboolean was_stopped = run->interrupt_id == 0 || run->terminate_id == 0;

  if (--run->n_left > 0)
    return;

  tell_counted (&run->days);
  lane_clear (&run->topics);
  lane_clear (&run->days);
  g_clear_handle_id (&run->interrupt_id, g_source_remove);
  g_clear_handle_id (&run->terminate_id, g_source_remove);
  copy_and_quit (run, was_stopped);
  g_free (run);
}

static void
topics_finished_cb (GObject      *object,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  Run *run = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) outcomes = dp_refresh_run_finish (DP_REFRESH (object), result, &error);

  if (outcomes == NULL)
    dp_cli_fail_with (run->cli, error);
  else if (outcomes->len == 0)
    dp_cli_say (run->cli, _("Nothing is followed yet; “daily-papers-cli follow WORDS…” adds a topic."));

  leave (run);
}

static void
days_finished_cb (GObject      *object,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  Run *run = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) outcomes = dp_refresh_run_finish (DP_REFRESH (object), result, &error);

  if (outcomes == NULL)
    dp_cli_fail_with (run->cli, error);

  leave (run);
}

static void
start (DpCli         *cli,
       DpService     *service,
       const Plan    *plan,
       DpRefreshFlags flags)
{
  Run *run = run_new (cli, service);

  /* Held until everything is begun. */
  run->n_left = 1;

  if (plan->asks_topics)
    {
      const GArray *ids = plan->topic_ids;

      run->n_left++;
      dp_refresh_run_async (run->topics.refresh, ids != NULL ? (const gint64 *)(void *)ids->data : NULL,
                            ids != NULL ? ids->len : 0, flags, NULL, topics_finished_cb, run);
    }

  for (guint i = 0; i < plan->days->len; i++)
    {
      const DpDayRange *range = plan->days->pdata[i];

      run->n_left++;
      dp_refresh_run_days_async (run->days.refresh, range->first, range->last, flags, NULL, days_finished_cb, run);
    }

  leave (run);
}

static gboolean
is_source (const char *text)
{
  return g_strv_contains (sources, text);
}

/* Whether @source may be asked. */
static gboolean
is_chosen (const Options *options,
           const char    *source)
{
  return options->sources == NULL || g_strv_contains ((const char *const *)options->sources, source);
}

/* %FALSE when the run is over because the options are wrong. */
static gboolean
check_sources (DpCli         *cli,
               const Options *options)
{
  for (guint i = 0; options->sources != NULL && options->sources[i] != NULL; i++)
    if (!is_source (options->sources[i]))
      {
        dp_cli_reject (cli, _("There is no source “%s”; the sources are arxiv and hugging-face."), options->sources[i]);
        return FALSE;
      }

  if (options->topics != NULL && !is_chosen (options, "arxiv"))
    dp_cli_reject (cli, _("--topic needs arxiv, which --source leaves out."));
  else if (options->days != NULL && !is_chosen (options, "hugging-face"))
    dp_cli_reject (cli, _("--day needs hugging-face, which --source leaves out."));

  return !dp_cli_has_quit (cli);
}

/* What is asked for, but for the topics' numbers; %NULL when the run is over because the
 * options are wrong. Without any: all topics, and the newest list. */
static Plan *
make_plan (DpCli         *cli,
           const Options *options)
{
  g_autoptr (Plan) plan = NULL;

  if (!check_sources (cli, options))
    return NULL;

  plan = g_new0 (Plan, 1);
  plan->asks_topics = options->topics != NULL || (options->days == NULL && is_chosen (options, "arxiv"));
  plan->days = g_ptr_array_new_with_free_func ((GDestroyNotify)dp_day_range_free);

  for (guint i = 0; options->days != NULL && options->days[i] != NULL; i++)
    {
      DpDayRange *range = dp_day_range_parse (cli, options->days[i]);

      if (range == NULL)
        return NULL;

      g_ptr_array_add (plan->days, range);
    }

  if (options->days == NULL && options->topics == NULL && is_chosen (options, "hugging-face"))
    g_ptr_array_add (plan->days, g_new0 (DpDayRange, 1));

  return g_steal_pointer (&plan);
}

/* Finds the topics that were named; those that are not there are reported. */
static void
find_topics (DpCli             *cli,
             DpLibrary         *library,
             const char *const *names,
             Plan              *plan)
{
  plan->topic_ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autoptr (DpTopicInfo) info = dp_lookup_topic (cli, library, names[i]);

      if (info != NULL)
        g_array_append_val (plan->topic_ids, info->topic->id);
    }

  /* None would mean all. */
  plan->asks_topics = plan->topic_ids->len > 0;
}

static void
run (DpCli             *cli,
     gpointer           data,
     const char *const *arguments)
{
  const Options *options = data;
  g_autoptr (Plan) plan = make_plan (cli, options);
  DpService *service = plan != NULL ? dp_cli_open_service (cli) : NULL;

  if (service == NULL)
    return;

  if (options->topics != NULL)
    find_topics (cli, dp_service_get_library (service), (const char *const *)options->topics, plan);

  start (cli, service, plan, options->force ? DP_REFRESH_FLAGS_FORCE : DP_REFRESH_FLAGS_NONE);
}

#define DESCRIPTION \
  N_("Without options it asks arXiv for all topics, and Hugging Face for the list of today, or for the newest there is.\n" \
     "Results change once a day, so a topic that was fetched since the last announcement is not asked for again\n" \
     "unless --force is given, and the list of a day that is over never is. A range that was interrupted goes on.\n" \
     "Ctrl+C stops and keeps what came.")
#define SUMMARY N_("Fetch what is new on the topics, and the lists of days")

const DpCommand dp_command_refresh = {
  .name = "refresh",
  .summary = SUMMARY,
  .description = DESCRIPTION,
  .new_options = new_options,
  .free_options = free_options,
  .run = run,
};
