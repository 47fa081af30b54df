/* dp-holders.c: what the commands for tags and for collections share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "cli/dp-holders.h"

#include "cli/dp-command.h"
#include "cli/dp-lookup.h"
#include "cli/dp-terminal.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>

#define NAME_WIDTH 32

static const char *const formats[] = { "table", "json", NULL };

struct _DpHolders
{
  DpCli       *cli;
  GString     *table;   /* (owned) */
  JsonBuilder *builder; /* (owned) */
  guint        n_names;
  gboolean     is_json;
};

gpointer
dp_holders_new_options (GOptionContext *context)
{
  DpHoldersOptions *options = g_new0 (DpHoldersOptions, 1);

  dp_command_add_option (context, "format", G_OPTION_ARG_STRING, &options->format,
                         N_("table (the default) or json"), N_("FORMAT"));
  dp_command_add_option (context, "rename", G_OPTION_ARG_STRING, &options->rename,
                         N_("Rename this one to what --to says"), N_("NAME"));
  dp_command_add_option (context, "to", G_OPTION_ARG_STRING, &options->to,
                         N_("The new name"), N_("NAME"));
  dp_command_add_option (context, "remove", G_OPTION_ARG_STRING, &options->remove,
                         N_("Remove this one; its papers stay"), N_("NAME"));

  return options;
}

void
dp_holders_free_options (gpointer data)
{
  DpHoldersOptions *options = data;

  g_free (options->format);
  g_free (options->remove);
  g_free (options->rename);
  g_free (options->to);
  g_free (options->save);
  g_free (options->search);
  g_free (options);
}

/**
 * dp_holders_check_options:
 * @cli: the run, which is over when they are wrong
 * @options: what was given
 *
 * Returns: whether they can be followed
 */
gboolean
dp_holders_check_options (DpCli                  *cli,
                          const DpHoldersOptions *options)
{
  if (dp_lookup_choice (cli, "format", options->format, formats) == DP_LOOKUP_NO_CHOICE)
    return FALSE;

  if ((options->rename != NULL) != (options->to != NULL))
    {
      dp_cli_reject (cli, _("--rename and --to need each other."));
      return FALSE;
    }

  if (options->rename != NULL && options->remove != NULL)
    {
      dp_cli_reject (cli, _("--rename and --remove cannot be given at once."));
      return FALSE;
    }

  return TRUE;
}

gboolean
dp_holders_is_change (const DpHoldersOptions *options)
{
  return options->rename != NULL || options->remove != NULL;
}

/**
 * dp_holders_new:
 * @cli: the run
 * @options: what was given, checked
 *
 * Returns: (transfer full): an empty list
 */
DpHolders *
dp_holders_new (DpCli                  *cli,
                const DpHoldersOptions *options)
{
  DpHolders *self = g_new0 (DpHolders, 1);

  self->cli = cli;
  self->is_json = g_strcmp0 (options->format, "json") == 0;
  self->table = g_string_new (NULL);
  self->builder = json_builder_new ();
  json_builder_begin_array (self->builder);

  return self;
}

void
dp_holders_free (DpHolders *self)
{
  g_string_free (self->table, TRUE);
  g_object_unref (self->builder);
  g_free (self);
}

static void
append_row (DpHolders  *self,
            const char *name,
            const char *unread,
            const char *papers)
{
  g_autofree char *clean = dp_terminal_clean (name);
  g_autofree char *padded = dp_terminal_pad (clean, NAME_WIDTH);

  g_string_append_printf (self->table, "%s  %6s  %6s\n", padded, unread, papers);
}

static void
begin_object (DpHolders  *self,
              const char *name)
{
  json_builder_begin_object (self->builder);
  json_builder_set_member_name (self->builder, "name");
  json_builder_add_string_value (self->builder, name);
}

/**
 * dp_holders_add:
 * @self: a list
 * @name: of a tag or a collection
 * @n_papers: how many papers it has
 * @n_unread: how many of these are not read
 */
void
dp_holders_add (DpHolders  *self,
                const char *name,
                guint       n_papers,
                guint       n_unread)
{
  g_autofree char *papers = g_strdup_printf ("%u", n_papers);
  g_autofree char *unread = g_strdup_printf ("%u", n_unread);

  self->n_names++;
  append_row (self, name, unread, papers);

  begin_object (self, name);
  json_builder_set_member_name (self->builder, "papers");
  json_builder_add_int_value (self->builder, n_papers);
  json_builder_set_member_name (self->builder, "unread");
  json_builder_add_int_value (self->builder, n_unread);
  json_builder_end_object (self->builder);
}

/**
 * dp_holders_add_search:
 * @self: a list
 * @name: of a smart collection
 * @search: what it searches for
 *
 * The search takes the place of the numbers, which nothing keeps.
 */
void
dp_holders_add_search (DpHolders  *self,
                       const char *name,
                       const char *search)
{
  g_autofree char *clean_name = dp_terminal_clean (name);
  g_autofree char *padded = dp_terminal_pad (clean_name, NAME_WIDTH);
  g_autofree char *clean = dp_terminal_clean (search);

  self->n_names++;
  g_string_append_printf (self->table, _("%s  search: %s\n"), padded, clean);

  begin_object (self, name);
  json_builder_set_member_name (self->builder, "search");
  json_builder_add_string_value (self->builder, search);
  json_builder_end_object (self->builder);
}

static void
write_json (DpHolders *self)
{
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *text = NULL;

  json_builder_end_array (self->builder);
  root = json_builder_get_root (self->builder);
  text = json_to_string (root, TRUE);
  dp_cli_write_json (self->cli, text);
  dp_cli_write (self->cli, "\n");
}

static void
write_table (DpHolders *self)
{
  g_autofree char *rows = g_string_free (self->table, FALSE);

  self->table = g_string_new (NULL);
  /* Translators: headings of a table; the last two have 6 columns. */
  append_row (self, _("NAME"), _("UNREAD"), _("PAPERS"));
  dp_cli_write (self->cli, self->table->str);
  dp_cli_write (self->cli, rows);
}

/**
 * dp_holders_write:
 * @self: a list, whole
 * @reason: why it is empty, if it is
 *
 * Writes it once, in the format that was asked for.
 */
void
dp_holders_write (DpHolders  *self,
                  const char *reason)
{
  if (self->is_json)
    write_json (self);
  else if (self->n_names > 0)
    write_table (self);
  else
    dp_cli_say (self->cli, "%s", reason);
}

/**
 * dp_holders_finish:
 * @cli: the run
 * @change: (nullable): what a call changed
 * @error: (nullable): why it did not
 *
 * Says what was changed, and ends the run.
 */
void
dp_holders_finish (DpCli        *cli,
                   DpMarkChange *change,
                   const GError *error)
{
  guint n_papers = change != NULL ? dp_mark_change_get_n_papers (change) : 0;

  if (change == NULL)
    dp_cli_fail_with (cli, error);
  else if (dp_mark_change_is_empty (change))
    dp_cli_say (cli, _("Nothing to change."));
  else if (n_papers > 0)
    dp_cli_say (cli, ngettext ("%u paper changed.", "%u papers changed.", n_papers), n_papers);

  dp_cli_quit (cli);
}
