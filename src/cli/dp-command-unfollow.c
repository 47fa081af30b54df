/* dp-command-unfollow.c: removes a topic
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "cli/dp-command.h"
#include "cli/dp-lookup.h"
#include "library/topic/dp-topic-store.h"

#include <glib/gi18n.h>

static void
removed_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  DpCli *cli = user_data;
  g_autoptr (GError) error = NULL;

  if (!dp_topic_store_set_removed_finish (DP_LIBRARY (object), result, &error))
    dp_cli_fail_with (cli, error);
  else
    dp_cli_say (cli, _("Not followed any more. Its papers stay in the library."));

  dp_cli_quit (cli);
}

static void
run (DpCli             *cli,
     gpointer           options,
     const char *const *arguments)
{
  g_autoptr (DpTopicInfo) info = NULL;
  DpLibrary *library = dp_cli_open_library (cli);

  if (library == NULL)
    return;

  info = dp_lookup_topic (cli, library, arguments[0]);
  if (info != NULL)
    dp_topic_store_set_removed_async (library, info->topic->id, TRUE, NULL, removed_cb, cli);
  else
    dp_cli_quit (cli);
}

#define ARGUMENTS N_("NAME")
#define SUMMARY N_("Remove a topic; its papers stay")

const DpCommand dp_command_unfollow = {
  .name = "unfollow",
  .arguments = ARGUMENTS,
  .summary = SUMMARY,
  .min_arguments = 1,
  .max_arguments = 1,
  .run = run,
};
