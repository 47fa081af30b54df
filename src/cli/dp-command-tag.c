/* dp-command-tag.c: tags papers, and lists, renames and removes tags
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "cli/dp-command.h"
#include "cli/dp-holders.h"
#include "cli/dp-lookup.h"
#include "library/mark/dp-tag-query.h"
#include "library/mark/dp-tag-store.h"

#include <glib/gi18n.h>

static void
tagged_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  DpCli *cli = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (DpMarkChange) change = dp_tag_store_set_finish (DP_LIBRARY (object), result, &error);

  dp_holders_finish (cli, change, error);
}

static void
set_tag (DpCli             *cli,
         const char *const *arguments,
         gboolean           state)
{
  g_autoptr (GArray) rowids = NULL;
  DpLibrary *library = dp_cli_open_library (cli);

  if (library == NULL)
    return;

  rowids = dp_lookup_papers (cli, library, arguments + 1);
  if (rowids->len > 0)
    dp_tag_store_set_async (library, arguments[0], (const guint32 *)(void *)rowids->data, rowids->len, state, NULL,
                            tagged_cb, cli);
  else
    dp_cli_quit (cli);
}

static void
run_tag (DpCli             *cli,
         gpointer           options,
         const char *const *arguments)
{
  set_tag (cli, arguments, TRUE);
}

static void
run_untag (DpCli             *cli,
           gpointer           options,
           const char *const *arguments)
{
  set_tag (cli, arguments, FALSE);
}

static void
renamed_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  DpCli *cli = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (DpMarkChange) change = dp_tag_store_rename_finish (DP_LIBRARY (object), result, &error);

  dp_holders_finish (cli, change, error);
}

static void
removed_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  DpCli *cli = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (DpMarkChange) change = dp_tag_store_remove_finish (DP_LIBRARY (object), result, &error);

  dp_holders_finish (cli, change, error);
}

static void
change_tag (DpCli                  *cli,
            DpLibrary              *library,
            const DpHoldersOptions *options)
{
  g_autofree char *name = dp_lookup_tag (cli, library, options->remove != NULL ? options->remove : options->rename);

  if (name == NULL)
    dp_cli_quit (cli);
  else if (options->remove != NULL)
    dp_tag_store_remove_async (library, name, NULL, removed_cb, cli);
  else
    dp_tag_store_rename_async (library, name, options->to, NULL, renamed_cb, cli);
}

static void
list_tags (DpCli                  *cli,
           DpLibrary              *library,
           const DpHoldersOptions *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) tags = dp_tag_query_list (library, &error);
  g_autoptr (DpHolders) holders = dp_holders_new (cli, options);

  for (guint i = 0; tags != NULL && i < tags->len; i++)
    {
      const DpTagInfo *info = g_ptr_array_index (tags, i);

      dp_holders_add (holders, info->name, info->n_papers, info->n_unread);
    }

  if (tags != NULL)
    dp_holders_write (holders, _("No paper has a tag yet; “daily-papers-cli tag TAG ID…” gives it one."));
  else
    dp_cli_fail_with (cli, error);
  dp_cli_quit (cli);
}

static void
run_tags (DpCli             *cli,
          gpointer           options,
          const char *const *arguments)
{
  DpLibrary *library = dp_holders_check_options (cli, options) ? dp_cli_open_library (cli) : NULL;

  if (library == NULL)
    return;

  if (dp_holders_is_change (options))
    change_tag (cli, library, options);
  else
    list_tags (cli, library, options);
}

#define TAG_ARGUMENTS N_("TAG ID…")
#define TAG_SUMMARY N_("Give papers a tag")
#define UNTAG_SUMMARY N_("Take a tag from papers")
#define TAGS_SUMMARY N_("List, rename or remove tags")
#define TAG_DESCRIPTION N_("A tag is there while a paper has it. Capitals make no difference.")

const DpCommand dp_command_tag = {
  .name = "tag",
  .arguments = TAG_ARGUMENTS,
  .summary = TAG_SUMMARY,
  .description = TAG_DESCRIPTION,
  .min_arguments = 2,
  .max_arguments = G_MAXUINT,
  .run = run_tag,
};

const DpCommand dp_command_untag = {
  .name = "untag",
  .arguments = TAG_ARGUMENTS,
  .summary = UNTAG_SUMMARY,
  .min_arguments = 2,
  .max_arguments = G_MAXUINT,
  .run = run_untag,
};

const DpCommand dp_command_tags = {
  .name = "tags",
  .summary = TAGS_SUMMARY,
  .description = TAG_DESCRIPTION,
  .new_options = dp_holders_new_options,
  .free_options = dp_holders_free_options,
  .run = run_tags,
};
