/* dp-command-edit.c: changes a topic
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "cli/dp-command.h"
#include "cli/dp-lookup.h"
#include "cli/dp-topic-options.h"
#include "library/topic/dp-topic-store.h"

#include <glib/gi18n.h>

static void
updated_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  DpCli *cli = user_data;
  g_autoptr (GError) error = NULL;

  if (!dp_topic_store_update_finish (DP_LIBRARY (object), result, &error))
    dp_cli_fail_with (cli, error);
  else
    dp_cli_say (cli, _("Changed; “daily-papers-cli refresh” fetches what is new because of it."));

  dp_cli_quit (cli);
}

/* A name that was made from the words is made anew from the new ones. */
static gboolean
has_made_name (const DpTopic *topic)
{
  g_autoptr (DpTopic) unnamed = dp_topic_copy (topic);

  g_clear_pointer (&unnamed->name, g_free);

  return dp_topic_normalize (unnamed, NULL) && g_strcmp0 (unnamed->name, topic->name) == 0;
}

static void
run (DpCli             *cli,
     gpointer           options,
     const char *const *arguments)
{
  g_autoptr (DpTopicInfo) info = NULL;
  g_autoptr (DpTopic) topic = NULL;
  g_autoptr (GError) error = NULL;
  DpLibrary *library = dp_cli_open_library (cli);

  if (library == NULL)
    return;

  info = dp_lookup_topic (cli, library, arguments[0]);
  if (info == NULL)
    {
      dp_cli_quit (cli);
      return;
    }

  topic = dp_topic_copy (info->topic);
  if (has_made_name (topic))
    g_clear_pointer (&topic->name, g_free);
  dp_topic_options_apply (options, arguments + 1, topic);
  /* Who changes what came with a digest wants it, as in the window. */
  topic->followed = TRUE;

  if (!dp_topic_normalize (topic, &error))
    dp_cli_reject (cli, "%s", error->message);
  else
    dp_topic_store_update_async (library, topic, NULL, updated_cb, cli);
}

#define DESCRIPTION \
  N_("What is given takes the place of what the topic had: words replace its words, categories its categories.\n" \
     "What is not given stays. To have none any more, give an empty one, as in --exclude=\"\".")
#define ARGUMENTS N_("NAME [WORDS…]")
#define SUMMARY N_("Change a topic")

const DpCommand dp_command_edit = {
  .name = "edit",
  .arguments = ARGUMENTS,
  .summary = SUMMARY,
  .description = DESCRIPTION,
  .min_arguments = 1,
  .max_arguments = G_MAXUINT,
  .new_options = (gpointer (*) (GOptionContext *))dp_topic_options_new,
  .free_options = (GDestroyNotify)dp_topic_options_free,
  .run = run,
};
