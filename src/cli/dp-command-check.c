/* dp-command-check.c: verifies the library and repairs what is derived
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "cli/dp-command.h"

#include <glib/gi18n.h>

static void
checked_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  DpCli *cli = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) repairs = dp_library_check_finish (DP_LIBRARY (object), result, &error);

  if (repairs == NULL)
    dp_cli_fail_with (cli, error);
  else if (repairs->len == 0)
    dp_cli_write_line (cli, _("The library is sound."));

  for (guint i = 0; repairs != NULL && i < repairs->len; i++)
    dp_cli_write_line (cli, g_ptr_array_index (repairs, i));

  if (repairs != NULL && repairs->len > 0 && dp_library_is_read_only (DP_LIBRARY (object)))
    dp_cli_fail (cli, _("This was not repaired: the library’s file or folder is read-only."));

  dp_cli_quit (cli);
}

static void
run (DpCli             *cli,
     gpointer           options,
     const char *const *arguments)
{
  DpLibrary *library = dp_cli_open_library (cli);

  if (library != NULL)
    dp_library_check_async (library, NULL, checked_cb, cli);
}

#define DESCRIPTION \
  N_("Reads the whole library. The search index, counts and orders are made anew where they are wrong, and each\n" \
     "repair is listed. Ends with 1 when something is wrong that cannot be repaired.")
#define SUMMARY N_("Verify the library, and repair what can be made anew")

const DpCommand dp_command_check = {
  .name = "check",
  .summary = SUMMARY,
  .description = DESCRIPTION,
  .run = run,
};
