/* dp-command-note.c: writes a note on a paper
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "cli/dp-command.h"
#include "cli/dp-lookup.h"
#include "library/mark/dp-note-store.h"

#include <gio/gunixinputstream.h>
#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

static void
noted_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  DpCli *cli = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_autoptr (DpMarkChange) change = dp_note_store_set_finish (DP_LIBRARY (object), result, &text, &error);

  if (change == NULL)
    dp_cli_fail_with (cli, error);
  else if (dp_mark_change_is_empty (change))
    dp_cli_say (cli, _("Nothing to change."));
  else
    dp_cli_say (cli, text[0] != '\0' ? _("The note is written.") : _("The note is removed."));

  dp_cli_quit (cli);
}

/* One byte more than there may be, which the library then says. What a shell puts after
 * the last line is no part of the note. */
static char *
read_stdin (GError **error)
{
  g_autoptr (GInputStream) stream = g_unix_input_stream_new (STDIN_FILENO, FALSE);
  g_autofree char *text = g_malloc0 (DP_NOTE_MAX_BYTES + 2);

  if (!g_input_stream_read_all (stream, text, DP_NOTE_MAX_BYTES + 1, NULL, NULL, error))
    return NULL;

  if (g_str_has_suffix (text, "\n"))
    text[strlen (text) - 1] = '\0';

  return g_steal_pointer (&text);
}

static void
run (DpCli             *cli,
     gpointer           options,
     const char *const *arguments)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  DpLibrary       *library = dp_cli_open_library (cli);
  guint32          rowid = 0;

  if (library == NULL)
    return;

  rowid = dp_lookup_paper (cli, library, arguments[0]);
  if (rowid != 0)
    text = g_str_equal (arguments[1], "-") ? read_stdin (&error) : g_strdup (arguments[1]);

  if (error != NULL)
    dp_cli_fail (cli, "%s", error->message);

  if (text != NULL)
    dp_note_store_set_async (library, rowid, NULL, text, NULL, noted_cb, cli);
  else
    dp_cli_quit (cli);
}

#define ARGUMENTS N_("ID TEXT")
#define SUMMARY N_("Write a note on a paper")
#define DESCRIPTION \
  N_("The text takes the place of the note that was there. “-” stands for what standard\n" \
     "input says, and an empty text removes the note.")

const DpCommand dp_command_note = {
  .name = "note",
  .arguments = ARGUMENTS,
  .summary = SUMMARY,
  .description = DESCRIPTION,
  .min_arguments = 2,
  .max_arguments = 2,
  .run = run,
};
