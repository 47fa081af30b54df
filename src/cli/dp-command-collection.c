/* dp-command-collection.c: puts papers into collections, and lists, saves, renames and
 * removes collections
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "cli/dp-command.h"
#include "cli/dp-holders.h"
#include "cli/dp-lookup.h"
#include "cli/dp-search-check.h"
#include "library/mark/dp-collection-query.h"
#include "library/mark/dp-collection-store.h"
#include "library/mark/dp-smart-store.h"

#include <glib/gi18n.h>

static void
set_cb (GObject      *object,
        GAsyncResult *result,
        gpointer      user_data)
{
  DpCli *cli = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (DpMarkChange) change = dp_collection_store_set_finish (DP_LIBRARY (object), result, &error);

  dp_holders_finish (cli, change, error);
}

static void
created_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  DpCli *cli = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (DpMarkChange) change = dp_collection_store_create_finish (DP_LIBRARY (object), result, NULL, &error);

  dp_holders_finish (cli, change, error);
}

/* A collection that is not there is made for the first papers that are put into it. */
static void
collect (DpCli      *cli,
         DpLibrary  *library,
         const char *name,
         GArray     *rowids)
{
  const guint32 *papers = (const guint32 *)(void *)rowids->data;
  g_autoptr (GError) error = NULL;
  g_autoptr (DpCollectionInfo) info = dp_collection_query_find (library, name, &error);

  if (info != NULL)
    {
      dp_collection_store_set_async (library, info->id, papers, rowids->len, TRUE, NULL, set_cb, cli);
      return;
    }

  if (g_error_matches (error, DP_LIBRARY_ERROR, DP_LIBRARY_ERROR_NOT_FOUND))
    {
      dp_collection_store_create_async (library, name, papers, rowids->len, NULL, created_cb, cli);
      return;
    }

  dp_cli_fail_with (cli, error);
  dp_cli_quit (cli);
}

static void
run_collect (DpCli             *cli,
             gpointer           options,
             const char *const *arguments)
{
  g_autoptr (GArray) rowids = NULL;
  DpLibrary *library = dp_cli_open_library (cli);

  if (library == NULL)
    return;

  rowids = dp_lookup_papers (cli, library, arguments + 1);
  if (rowids->len > 0)
    collect (cli, library, arguments[0], rowids);
  else
    dp_cli_quit (cli);
}

static void
run_uncollect (DpCli             *cli,
               gpointer           options,
               const char *const *arguments)
{
  g_autoptr (GArray) rowids = NULL;
  g_autoptr (DpCollectionInfo) info = NULL;
  DpLibrary *library = dp_cli_open_library (cli);

  if (library == NULL)
    return;

  info = dp_lookup_collection (cli, library, arguments[0]);
  rowids = dp_lookup_papers (cli, library, arguments + 1);
  if (info != NULL && rowids->len > 0)
    dp_collection_store_set_async (library, info->id, (const guint32 *)(void *)rowids->data, rowids->len, FALSE, NULL,
                                   set_cb, cli);
  else
    dp_cli_quit (cli);
}

static void
renamed_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  DpCli *cli = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (DpMarkChange) change = dp_collection_store_rename_finish (DP_LIBRARY (object), result, &error);

  dp_holders_finish (cli, change, error);
}

static void
removed_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  DpCli *cli = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (DpMarkChange) change = dp_collection_store_remove_finish (DP_LIBRARY (object), result, &error);

  dp_holders_finish (cli, change, error);
}

static void
smart_done_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  DpCli *cli = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (DpMarkChange) change = dp_smart_store_finish (DP_LIBRARY (object), result, &error);

  dp_holders_finish (cli, change, error);
}

/* A search that was saved under that name before gives way. */
static void
save_search (DpCli                  *cli,
             DpLibrary              *library,
             const DpHoldersOptions *options)
{
  g_autoptr (DpSmartInfo) info = dp_lookup_smart (cli, library, options->save);

  if (info != NULL)
    dp_smart_store_edit_async (library, info->id, options->save, options->search, NULL, smart_done_cb, cli);
  else
    dp_smart_store_create_async (library, options->save, options->search, NULL, smart_done_cb, cli);
}

static void
change_smart (DpCli                  *cli,
              DpLibrary              *library,
              gint64                  id,
              const DpHoldersOptions *options)
{
  if (options->remove != NULL)
    dp_smart_store_remove_async (library, id, NULL, smart_done_cb, cli);
  else
    dp_smart_store_edit_async (library, id, options->to, NULL, NULL, smart_done_cb, cli);
}

static void
change_collection (DpCli                  *cli,
                   DpLibrary              *library,
                   const DpHoldersOptions *options)
{
  const char *name = options->remove != NULL ? options->remove : options->rename;
  g_autoptr (DpSmartInfo) smart = dp_lookup_smart (cli, library, name);
  g_autoptr (DpCollectionInfo) info = NULL;

  if (smart != NULL)
    {
      change_smart (cli, library, smart->id, options);
      return;
    }

  info = dp_lookup_collection (cli, library, name);
  if (info == NULL)
    dp_cli_quit (cli);
  else if (options->remove != NULL)
    dp_collection_store_remove_async (library, info->id, NULL, removed_cb, cli);
  else
    dp_collection_store_rename_async (library, info->id, options->to, NULL, renamed_cb, cli);
}

static void
list_collections (DpCli                  *cli,
                  DpLibrary              *library,
                  const DpHoldersOptions *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) collections = dp_collection_query_list (library, &error);
  g_autoptr (GPtrArray) smart = collections != NULL ? dp_smart_query_list (library, &error) : NULL;
  g_autoptr (DpHolders) holders = dp_holders_new (cli, options);

  for (guint i = 0; collections != NULL && i < collections->len; i++)
    {
      const DpCollectionInfo *info = g_ptr_array_index (collections, i);

      dp_holders_add (holders, info->name, info->n_papers, info->n_unread);
    }

  for (guint i = 0; smart != NULL && i < smart->len; i++)
    {
      const DpSmartInfo *info = g_ptr_array_index (smart, i);

      dp_holders_add_search (holders, info->name, info->search);
    }

  if (smart != NULL)
    dp_holders_write (holders, _("There is no collection yet; “daily-papers-cli collect NAME ID…” makes one."));
  else
    dp_cli_fail_with (cli, error);
  dp_cli_quit (cli);
}

static gpointer
new_collections_options (GOptionContext *context)
{
  DpHoldersOptions *options = dp_holders_new_options (context);

  dp_command_add_option (context, "save", G_OPTION_ARG_STRING, &options->save,
                         N_("Save the search of --search under this name, as a smart collection"), N_("NAME"));
  dp_command_add_option (context, "search", G_OPTION_ARG_STRING, &options->search,
                         N_("What the smart collection shows"), N_("SEARCH"));

  return options;
}

static gboolean
check_collections_options (DpCli                  *cli,
                           const DpHoldersOptions *options)
{
  if (!dp_holders_check_options (cli, options))
    return FALSE;

  if ((options->save != NULL) != (options->search != NULL))
    {
      dp_cli_reject (cli, _("--save and --search need each other."));
      return FALSE;
    }

  if (options->save != NULL && dp_holders_is_change (options))
    {
      dp_cli_reject (cli, _("--save cannot be given together with --rename or --remove."));
      return FALSE;
    }

  return options->search == NULL || dp_search_check (cli, options->search);
}

static void
run_collections (DpCli             *cli,
                 gpointer           data,
                 const char *const *arguments)
{
  const DpHoldersOptions *options = data;
  DpLibrary              *library = check_collections_options (cli, options) ? dp_cli_open_library (cli) : NULL;

  if (library == NULL)
    return;

  if (options->save != NULL)
    save_search (cli, library, options);
  else if (dp_holders_is_change (options))
    change_collection (cli, library, options);
  else
    list_collections (cli, library, options);
}

#define COLLECT_ARGUMENTS N_("NAME ID…")
#define COLLECT_SUMMARY N_("Put papers into a collection, a new one if need be")
#define UNCOLLECT_SUMMARY N_("Take papers out of a collection")
#define COLLECTIONS_SUMMARY N_("List, rename or remove collections, and save searches as smart ones")

const DpCommand dp_command_collect = {
  .name = "collect",
  .arguments = COLLECT_ARGUMENTS,
  .summary = COLLECT_SUMMARY,
  .min_arguments = 2,
  .max_arguments = G_MAXUINT,
  .run = run_collect,
};

const DpCommand dp_command_uncollect = {
  .name = "uncollect",
  .arguments = COLLECT_ARGUMENTS,
  .summary = UNCOLLECT_SUMMARY,
  .min_arguments = 2,
  .max_arguments = G_MAXUINT,
  .run = run_uncollect,
};

const DpCommand dp_command_collections = {
  .name = "collections",
  .summary = COLLECTIONS_SUMMARY,
  .new_options = new_collections_options,
  .free_options = dp_holders_free_options,
  .run = run_collections,
};
