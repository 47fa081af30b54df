/* dp-command-prune.c: lets old papers go that nobody marked
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "cli/dp-command.h"
#include "library/keep/dp-prune-store.h"

#include <glib/gi18n.h>

typedef struct
{
  int      months;
  gboolean dry_run;
  gboolean undo;
} Options;

static gpointer
new_options (GOptionContext *context)
{
  Options *options = g_new0 (Options, 1);

  dp_command_add_option (context, "older-than", G_OPTION_ARG_INT, &options->months,
                         N_("Papers that were stored more than so many months ago: 1 to 120"), N_("MONTHS"));
  dp_command_add_option (context, "dry-run", G_OPTION_ARG_NONE, &options->dry_run,
                         N_("Only say how many there are"), NULL);
  dp_command_add_option (context, "undo", G_OPTION_ARG_NONE, &options->undo,
                         N_("Put back what the last time took, if that is less than a week ago"), NULL);

  return options;
}

static void
counted_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  DpCli *cli = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *size = NULL;
  g_autofree char *text = NULL;
  DpPruneCount     count = { 0 };

  if (dp_prune_count_finish (DP_LIBRARY (object), result, &count, &error))
    {
      size = g_format_size (count.n_bytes);
      /* Translators: the second %s is a size, as "45 MB" */
      text = g_strdup_printf (ngettext ("%u paper would be pruned; about %s.", "%u papers would be pruned; about %s.",
                                        count.n_papers),
                                        count.n_papers, size);
      dp_cli_write_line (cli, text);
    }
  else
    {
      dp_cli_fail_with (cli, error);
    }

  dp_cli_quit (cli);
}

static void
pruned_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  DpCli *cli = user_data;
  g_autoptr (GError) error = NULL;
  guint n_pruned = 0;

  if (!dp_prune_run_finish (DP_LIBRARY (object), result, &n_pruned, &error))
    dp_cli_fail_with (cli, error);
  if (error == NULL && n_pruned == 0)
    dp_cli_say (cli, _("There is nothing to prune."));
  if (n_pruned > 0)
    dp_cli_say (cli, ngettext ("%u paper pruned; “prune --undo” brings it back for a week.",
                               "%u papers pruned; “prune --undo” brings them back for a week.", n_pruned),
                               n_pruned);

  dp_cli_quit (cli);
}

static void
undone_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  DpCli *cli = user_data;
  g_autoptr (GError) error = NULL;
  guint n_back = 0;

  if (dp_prune_undo_finish (DP_LIBRARY (object), result, &n_back, &error))
    dp_cli_say (cli, ngettext ("%u paper is back.", "%u papers are back.", n_back), n_back);
  else
    dp_cli_fail (cli, "%s", error->message);

  dp_cli_quit (cli);
}

static void
run (DpCli             *cli,
     gpointer           data,
     const char *const *arguments)
{
  const Options *options = data;
  DpLibrary     *library = NULL;

  if (!options->undo && (options->months < DP_PRUNE_MIN_MONTHS || options->months > DP_PRUNE_MAX_MONTHS))
    {
      dp_cli_reject (cli, _("“prune” needs to be told: --older-than=MONTHS, from %d to %d."), DP_PRUNE_MIN_MONTHS,
                             DP_PRUNE_MAX_MONTHS);
      return;
    }

  library = dp_cli_open_library (cli);
  if (library == NULL)
    return;

  if (options->undo)
    dp_prune_undo_async (library, NULL, undone_cb, cli);
  else if (options->dry_run)
    dp_prune_count_async (library, (guint)options->months, NULL, counted_cb, cli);
  else
    dp_prune_run_async (library, (guint)options->months, NULL, pruned_cb, cli);
}

#define DESCRIPTION \
  N_("A paper stays that has a bookmark, a tag, a collection, a note or a PDF of its own, that a topic lists or its\n" \
     "service still sends, or that is on one of the newest thirty days of Hugging Face. Having been read keeps nothing.")
#define SUMMARY N_("Remove old papers that nobody marked")

const DpCommand dp_command_prune = {
  .name = "prune",
  .summary = SUMMARY,
  .description = DESCRIPTION,
  .new_options = new_options,
  .free_options = g_free,
  .run = run,
};
