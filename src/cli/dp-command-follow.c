/* dp-command-follow.c: adds a topic
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "cli/dp-command.h"
#include "cli/dp-topic-options.h"
#include "library/topic/dp-topic-store.h"

#include <glib/gi18n.h>

static void
added_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  DpCli *cli = user_data;
  g_autoptr (GError) error = NULL;

  if (dp_topic_store_add_finish (DP_LIBRARY (object), result, &error) == 0)
    dp_cli_fail_with (cli, error);
  else
    dp_cli_say (cli, _("Followed from now on; “daily-papers-cli refresh” fetches its papers."));

  dp_cli_quit (cli);
}

static void
run (DpCli             *cli,
     gpointer           options,
     const char *const *arguments)
{
  g_autoptr (DpTopic) topic = dp_topic_new ();
  g_autoptr (GError) error = NULL;
  DpLibrary *library = NULL;

  dp_topic_options_apply (options, arguments, topic);

  if (!dp_topic_normalize (topic, &error))
    {
      dp_cli_reject (cli, "%s", error->message);
      return;
    }

  library = dp_cli_open_library (cli);
  if (library != NULL)
    dp_topic_store_add_async (library, topic, NULL, added_cb, cli);
}

#define DESCRIPTION \
  N_("Each argument is one word or phrase, to be quoted for the shell; any of them matches, in title or\n" \
     "abstract. At least one word, category or author is needed.")
#define ARGUMENTS N_("[WORDS…]")
#define SUMMARY N_("Add a topic")

const DpCommand dp_command_follow = {
  .name = "follow",
  .arguments = ARGUMENTS,
  .summary = SUMMARY,
  .description = DESCRIPTION,
  .max_arguments = G_MAXUINT,
  .new_options = (gpointer (*) (GOptionContext *))dp_topic_options_new,
  .free_options = (GDestroyNotify)dp_topic_options_free,
  .run = run,
};
