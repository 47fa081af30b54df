/* dp-command.h: what a command of the command line is
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "cli/dp-cli.h"

G_BEGIN_DECLS

/**
 * DpCommand:
 * @name: what people type
 * @arguments: (nullable): what follows the options, for the usage line
 * @summary: what it does, in a few words
 * @description: (nullable): what else there is to know, in whole sentences
 * @min_arguments: how many arguments it needs at least
 * @max_arguments: how many it takes; %G_MAXUINT for any number
 * @new_options: (nullable): makes the place for the options' values, and adds the options to @context
 * @free_options: (nullable): the opposite
 * @run: starts the command, which calls dp_cli_quit() when it is done
 *
 * One command. Texts are untranslated, marked with N_().
 */
typedef struct
{
  const char    *name;
  const char    *arguments;
  const char    *summary;
  const char    *description;
  guint          min_arguments;
  guint          max_arguments;
  gpointer     (*new_options)  (GOptionContext *context);
  GDestroyNotify free_options;
  void         (*run)          (DpCli            *cli,
                                gpointer          options,
                                const char *const *arguments);
} DpCommand;

void dp_command_add_option (GOptionContext *context,
                            const char     *name,
                            GOptionArg      type,
                            gpointer        value,
                            const char     *description,
                            const char     *value_name);

void dp_command_add_short_option (GOptionContext *context,
                                  const char     *name,
                                  char            short_name,
                                  GOptionArg      type,
                                  gpointer        value,
                                  const char     *description,
                                  const char     *value_name);

extern const DpCommand dp_command_backup;
extern const DpCommand dp_command_bookmark;
extern const DpCommand dp_command_check;
extern const DpCommand dp_command_collect;
extern const DpCommand dp_command_collections;
extern const DpCommand dp_command_digest;
extern const DpCommand dp_command_edit;
extern const DpCommand dp_command_export;
extern const DpCommand dp_command_follow;
extern const DpCommand dp_command_import;
extern const DpCommand dp_command_list;
extern const DpCommand dp_command_note;
extern const DpCommand dp_command_pdf;
extern const DpCommand dp_command_prune;
extern const DpCommand dp_command_read;
extern const DpCommand dp_command_refresh;
extern const DpCommand dp_command_restore;
extern const DpCommand dp_command_show;
extern const DpCommand dp_command_tag;
extern const DpCommand dp_command_tags;
extern const DpCommand dp_command_topics;
extern const DpCommand dp_command_unbookmark;
extern const DpCommand dp_command_uncollect;
extern const DpCommand dp_command_unfollow;
extern const DpCommand dp_command_unread;
extern const DpCommand dp_command_untag;

G_END_DECLS
