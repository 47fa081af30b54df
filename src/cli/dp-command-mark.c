/* dp-command-mark.c: bookmarks papers and marks them as read, or takes it back
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "cli/dp-command.h"
#include "cli/dp-lookup.h"
#include "library/mark/dp-mark-store.h"

#include <glib/gi18n.h>

static void
marked_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  DpCli *cli = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) changed = dp_mark_store_set_finish (DP_LIBRARY (object), result, &error);

  if (changed == NULL)
    dp_cli_fail_with (cli, error);
  else if (changed->len == 0)
    dp_cli_say (cli, _("Nothing to change."));
  else
    dp_cli_say (cli, ngettext ("%u paper changed.", "%u papers changed.", changed->len), changed->len);

  dp_cli_quit (cli);
}

static void
mark_papers (DpCli             *cli,
             const char *const *ids,
             DpMark             mark,
             gboolean           state)
{
  g_autoptr (GArray) rowids = NULL;
  DpLibrary *library = dp_cli_open_library (cli);

  if (library == NULL)
    return;

  rowids = dp_lookup_papers (cli, library, ids);

  if (rowids->len > 0)
    dp_mark_store_set_async (library, mark, (const guint32 *)(void *)rowids->data, rowids->len, state,
                             NULL, marked_cb, cli);
  else
    dp_cli_quit (cli);
}

static void
run_bookmark (DpCli             *cli,
              gpointer           options,
              const char *const *arguments)
{
  mark_papers (cli, arguments, DP_MARK_BOOKMARK, TRUE);
}

static void
run_unbookmark (DpCli             *cli,
                gpointer           options,
                const char *const *arguments)
{
  mark_papers (cli, arguments, DP_MARK_BOOKMARK, FALSE);
}

static void
run_read (DpCli             *cli,
          gpointer           options,
          const char *const *arguments)
{
  mark_papers (cli, arguments, DP_MARK_READ, TRUE);
}

static void
run_unread (DpCli             *cli,
            gpointer           options,
            const char *const *arguments)
{
  mark_papers (cli, arguments, DP_MARK_READ, FALSE);
}

#define ID_ARGUMENTS N_("ID…")
#define BOOKMARK_SUMMARY N_("Keep papers for good")
#define UNBOOKMARK_SUMMARY N_("Take bookmarks away")
#define READ_SUMMARY N_("Mark papers as read")
#define UNREAD_SUMMARY N_("Mark papers as not read")
#define ID_DESCRIPTION \
  N_("An ID is an arXiv id, as 2501.12948 or math/0611800, a DOI, or the address of a\n" \
     "paper. A version in it does not matter.")

const DpCommand dp_command_bookmark = {
  .name = "bookmark",
  .arguments = ID_ARGUMENTS,
  .summary = BOOKMARK_SUMMARY,
  .description = ID_DESCRIPTION,
  .min_arguments = 1,
  .max_arguments = G_MAXUINT,
  .run = run_bookmark,
};

const DpCommand dp_command_unbookmark = {
  .name = "unbookmark",
  .arguments = ID_ARGUMENTS,
  .summary = UNBOOKMARK_SUMMARY,
  .description = ID_DESCRIPTION,
  .min_arguments = 1,
  .max_arguments = G_MAXUINT,
  .run = run_unbookmark,
};

const DpCommand dp_command_read = {
  .name = "read",
  .arguments = ID_ARGUMENTS,
  .summary = READ_SUMMARY,
  .description = ID_DESCRIPTION,
  .min_arguments = 1,
  .max_arguments = G_MAXUINT,
  .run = run_read,
};

const DpCommand dp_command_unread = {
  .name = "unread",
  .arguments = ID_ARGUMENTS,
  .summary = UNREAD_SUMMARY,
  .description = ID_DESCRIPTION,
  .min_arguments = 1,
  .max_arguments = G_MAXUINT,
  .run = run_unread,
};
