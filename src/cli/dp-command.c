/* dp-command.c: what a command of the command line is
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "cli/dp-command.h"

/**
 * dp_command_add_option:
 * @context: a command's options
 * @name: the option's long name; static
 * @type: what it takes
 * @value: where that goes
 * @description: what it does, marked with N_(); static
 * @value_name: (nullable): what stands for its value in the help, marked with N_(); static
 *
 * Adds one option without a short name.
 */
void
dp_command_add_option (GOptionContext *context,
                       const char     *name,
                       GOptionArg      type,
                       gpointer        value,
                       const char     *description,
                       const char     *value_name)
{
  dp_command_add_short_option (context, name, 0, type, value, description, value_name);
}

/**
 * dp_command_add_short_option:
 * @context: a command's options
 * @name: the option's long name; static
 * @short_name: its short name, a letter; 0 for none
 * @type: what it takes
 * @value: where that goes
 * @description: what it does, marked with N_(); static
 * @value_name: (nullable): what stands for its value in the help, marked with N_(); static
 *
 * Adds one option.
 */
void
dp_command_add_short_option (GOptionContext *context,
                             const char     *name,
                             char            short_name,
                             GOptionArg      type,
                             gpointer        value,
                             const char     *description,
                             const char     *value_name)
{
  const GOptionEntry entries[] = {
    { name, short_name, 0, type, value, description, value_name },
    G_OPTION_ENTRY_NULL
  };

  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
}
