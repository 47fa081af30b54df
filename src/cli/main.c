/* main.c: finds the command and runs it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "cli/dp-command.h"
#include "cli/dp-terminal.h"

#include <glib/gi18n.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

#define PROGRAM "daily-papers-cli"

/* In the order of the help. */
static const DpCommand *const commands[] = {
  &dp_command_follow,
  &dp_command_topics,
  &dp_command_edit,
  &dp_command_unfollow,
  &dp_command_refresh,
  &dp_command_list,
  &dp_command_show,
  &dp_command_pdf,
  &dp_command_digest,
  &dp_command_bookmark,
  &dp_command_unbookmark,
  &dp_command_read,
  &dp_command_unread,
  &dp_command_tag,
  &dp_command_untag,
  &dp_command_tags,
  &dp_command_collect,
  &dp_command_uncollect,
  &dp_command_collections,
  &dp_command_note,
  &dp_command_import,
  &dp_command_export,
  &dp_command_backup,
  &dp_command_restore,
  &dp_command_prune,
  &dp_command_check,
};

/* What stands before the command. */
typedef struct
{
  char    *library; /* (owned) (nullable) */
  gboolean version;
  gboolean help;
} GlobalOptions;

static void
global_options_clear (GlobalOptions *options)
{
  g_free (options->library);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GlobalOptions, global_options_clear)

static const DpCommand *
find_command (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    if (g_str_equal (commands[i]->name, name))
      return commands[i];

  return NULL;
}

static char *
describe_commands (void)
{
  GString *text = g_string_new (_("Commands:"));

  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    g_string_append_printf (text, "\n  %-12s  %s", commands[i]->name, _(commands[i]->summary));

  g_string_append_printf (text, "\n\n%s", _("“daily-papers-cli COMMAND --help” says more of one of them."));

  return g_string_free (text, FALSE);
}

/* Not GOption's own, which leaves the program from within. */
static void
add_help_option (GOptionContext *context,
                 gboolean       *out_help)
{
  const char *const  description = N_("Say how this is used");
  const GOptionEntry entries[] = {
    { "help", 'h', 0, G_OPTION_ARG_NONE, out_help, description, NULL },
    G_OPTION_ENTRY_NULL
  };

  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
}

static GOptionContext *
build_global_context (GlobalOptions *options)
{
  GOptionContext  *context = g_option_context_new (_("COMMAND [ARGUMENTS…]"));
  g_autofree char *description = describe_commands ();

  dp_command_add_option (context, "library", G_OPTION_ARG_FILENAME, &options->library,
                         N_("Use another library"), N_("FILE"));
  dp_command_add_option (context, "version", G_OPTION_ARG_NONE, &options->version,
                         N_("Say which version this is"), NULL);
  add_help_option (context, &options->help);
  g_option_context_set_help_enabled (context, FALSE);
  /* What follows the command is the command's. */
  g_option_context_set_strict_posix (context, TRUE);
  g_option_context_set_summary (context, _("Follows new research: fetches, lists and keeps papers."));
  g_option_context_set_description (context, description);

  return context;
}

static GOptionContext *
build_command_context (const DpCommand *command,
                       char          ***out_arguments,
                       gboolean        *out_help)
{
  GOptionContext *context = g_option_context_new (NULL);

  add_help_option (context, out_help);
  dp_command_add_option (context, G_OPTION_REMAINING, G_OPTION_ARG_STRING_ARRAY, out_arguments,
                         NULL, command->arguments);
  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_set_summary (context, _(command->summary));
  if (command->description != NULL)
    g_option_context_set_description (context, _(command->description));

  return context;
}

static void
print_help (GOptionContext *context)
{
  g_autofree char *help = g_option_context_get_help (context, TRUE, NULL);

  g_print ("%s", help);
}

/* Checks how many arguments there are, and runs the command if that is right. */
static void
run_with_arguments (DpCli             *cli,
                    const DpCommand   *command,
                    gpointer           options,
                    const char *const *arguments)
{
  guint n_arguments = g_strv_length ((char **)arguments);

  if (n_arguments < command->min_arguments)
    dp_cli_reject (cli, _("“%s” needs to be told: %s."), command->name, _(command->arguments));
  else if (n_arguments > command->max_arguments)
    dp_cli_reject (cli, _("“%s” does not know what to do with “%s”."), command->name,
                           arguments[command->max_arguments]);
  else
    command->run (cli, options, arguments);
}

/* Takes @args: the command's name and what follows it. */
static int
run_command (const DpCommand *command,
             const char      *library_path,
             char           **args)
{
  g_auto (GStrv) rest = args;
  const char *const none[] = { NULL };
  g_autoptr (GOptionContext) context = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (DpCli) cli = dp_cli_new (command->name, library_path);
  g_auto (GStrv) arguments = NULL;
  g_autofree char *usage_name = g_strdup_printf (PROGRAM " %s", command->name);
  gpointer         options = NULL;
  gboolean         help = FALSE;
  int              status = DP_CLI_DONE;

  context = build_command_context (command, &arguments, &help);
  if (command->new_options != NULL)
    options = command->new_options (context);

  g_set_prgname (usage_name); /* for the usage line */

  if (!g_option_context_parse_strv (context, &rest, &error))
    dp_cli_reject (cli, "%s.", error->message);
  else if (help)
    print_help (context);
  else
    run_with_arguments (cli, command, options, arguments != NULL ? (const char *const *)arguments : none);

  if (!help)
    status = dp_cli_run (cli);

  if (command->free_options != NULL)
    command->free_options (options);

  return status;
}

/* A library survives being left at any moment, so there is nothing to wait for.
 * A refresh, which has more to keep, handles this itself. */
static void
leave_cb (int signal_number)
{
  _exit (DP_CLI_INTERRUPTED);
}

static void
set_up_process (void)
{
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  g_set_prgname (PROGRAM);
  signal (SIGINT, leave_cb);
  /* A reader that has enough, as head(1), is noticed when writing fails. */
  signal (SIGPIPE, SIG_IGN);
}

static int
refuse (const char *reason)
{
  g_autofree char *clean = dp_terminal_clean (reason);

  g_printerr ("%s\n%s\n", clean, _("“daily-papers-cli --help” lists the commands."));

  return DP_CLI_USAGE;
}

/* Takes @args: the whole command line. */
static int
run (char **args)
{
  g_auto (GlobalOptions) options = { 0 };
  g_autoptr (GOptionContext) context = build_global_context (&options);
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) rest = args;
  g_autofree char *reason = NULL;
  const DpCommand *command = NULL;

  if (!g_option_context_parse_strv (context, &rest, &error))
    {
      reason = g_strdup_printf ("%s.", error->message);
      return refuse (reason);
    }

  if (options.help)
    {
      print_help (context);
      return DP_CLI_DONE;
    }

  if (options.version)
    {
      g_print (PROGRAM " %s\n", PACKAGE_VERSION);
      return DP_CLI_DONE;
    }

  if (rest[0] == NULL || rest[1] == NULL)
    return refuse (_("No command was given."));

  command = find_command (rest[1]);
  if (command == NULL)
    {
      reason = g_strdup_printf (_("There is no command “%s”."), rest[1]);
      return refuse (reason);
    }

  return run_command (command, options.library, g_strdupv (rest + 1));
}

int
main (int    argc,
      char **argv)
{
  set_up_process ();

  return run (g_strdupv (argv));
}
