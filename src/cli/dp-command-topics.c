/* dp-command-topics.c: lists the topics
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "cli/dp-command.h"
#include "cli/dp-lookup.h"
#include "cli/dp-terminal.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
#include <unistd.h>

#define NAME_WIDTH 24

typedef struct
{
  char *format; /* (owned) (nullable) */
} Options;

typedef enum
{
  FORMAT_TABLE,
  FORMAT_JSON,
} Format;

static const char *const formats[] = { "table", "json", NULL };

static gpointer
new_options (GOptionContext *context)
{
  Options *options = g_new0 (Options, 1);

  dp_command_add_option (context, "format", G_OPTION_ARG_STRING, &options->format,
                         N_("table (the default) or json"), N_("FORMAT"));

  return options;
}

static void
free_options (gpointer data)
{
  Options *options = data;

  g_free (options->format);
  g_free (options);
}

static void
append_group (GString    *text,
              const char *format,
              char      **values,
              const char *separator)
{
  g_autofree char *joined = NULL;
  g_autofree char *part = NULL;

  if (values == NULL || values[0] == NULL)
    return;

  joined = g_strjoinv (separator, values);
  part = g_strconcat (text->len > 0 ? "; " : "", format, NULL);
  g_string_replace (g_string_append (text, part), "%s", joined, 1);
}

/* “reward model, RLHF; not: survey; in: cs.CL; by: A. Turing” */
static char *
describe_match (const DpTopic *topic)
{
  GString *text = g_string_new (NULL);

  append_group (text, "%s", topic->words, ", ");
  append_group (text, _("not: %s"), topic->excluded, ", ");
  append_group (text, _("in: %s"), topic->categories, ", ");
  append_group (text, _("by: %s"), topic->authors, ", ");
  if (topic->revised)
    append_group (text, "%s", (char *[]){ _("revised too"), NULL }, "");
  if (!topic->notify)
    append_group (text, "%s", (char *[]){ _("quiet"), NULL }, "");

  return g_string_free (text, FALSE);
}

/* The newest attempt of any source; %NULL when there was none. */
static const DpRefreshRecord *
find_last_refresh (const DpTopicInfo *info)
{
  const DpRefreshRecord *last = NULL;

  for (guint i = 0; info->refreshes != NULL && i < info->refreshes->len; i++)
    {
      const DpRefreshRecord *record = g_ptr_array_index (info->refreshes, i);

      if (last == NULL || record->attempted_at > last->attempted_at)
        last = record;
    }

  return last;
}

static char *
describe_refresh (const DpRefreshRecord *record)
{
  g_autoptr (GDateTime) time = NULL;

  if (record == NULL || record->succeeded_at == DP_TIME_UNKNOWN)
    return g_strdup (_("never"));

  time = g_date_time_new_from_unix_local (record->succeeded_at);

  return g_date_time_format (time, "%F %R");
}

static void
write_row (DpCli      *cli,
           const char *name,
           const char *unread,
           const char *papers,
           const char *refreshed,
           const char *match)
{
  guint            width = dp_terminal_get_width (STDOUT_FILENO);
  g_autofree char *clean_name = dp_terminal_clean (name);
  g_autofree char *clean_match = dp_terminal_clean (match);
  g_autofree char *first = dp_terminal_pad (clean_name, NAME_WIDTH);
  g_autofree char *row = g_strdup_printf ("%s  %6s  %6s  %-16s  %s", first, unread, papers, refreshed, clean_match);
  g_autofree char *fitting = width == DP_TERMINAL_UNLIMITED ? NULL : dp_terminal_fit (row, width);

  dp_cli_write_line (cli, fitting != NULL ? fitting : row);
}

static void
write_table (DpCli     *cli,
             GPtrArray *infos)
{
  if (infos->len == 0)
    {
      dp_cli_say (cli, _("Nothing is followed yet; “daily-papers-cli follow WORDS…” adds a topic."));
      return;
    }

  /* Translators: headings of a table; the middle ones have 6, 6 and 16 columns. */
  write_row (cli, _("NAME"), _("UNREAD"), _("PAPERS"), _("REFRESHED"), _("MATCHES"));

  for (guint i = 0; i < infos->len; i++)
    {
      const DpTopicInfo     *info = g_ptr_array_index (infos, i);
      const DpRefreshRecord *last = find_last_refresh (info);
      g_autofree char       *unread = g_strdup_printf ("%u", info->n_unread);
      g_autofree char       *papers = g_strdup_printf ("%u", info->n_papers);
      g_autofree char       *refreshed = describe_refresh (last);
      g_autofree char       *match = describe_match (info->topic);

      write_row (cli, info->topic->name, unread, papers, refreshed, match);
      if (!info->topic->followed)
        {
          dp_cli_write (cli, "  ");
          dp_cli_write_line (cli, _("Imported, and not followed: it is not refreshed."));
        }
      if (last != NULL && last->error != NULL)
        {
          g_autofree char *error = dp_terminal_clean (last->error);

          dp_cli_write (cli, "  ");
          dp_cli_write_line (cli, error);
        }
    }
}

static void
add_strings (JsonBuilder *builder,
             const char  *name,
             char       **values)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
  for (guint i = 0; values != NULL && values[i] != NULL; i++)
    json_builder_add_string_value (builder, values[i]);
  json_builder_end_array (builder);
}

static void
add_time (JsonBuilder *builder,
          const char  *name,
          DpTime       time)
{
  g_autofree char *text = NULL;

  if (time == DP_TIME_UNKNOWN)
    return;

  text = dp_time_format_iso8601 (time);
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, text);
}

static void
add_int (JsonBuilder *builder,
         const char  *name,
         gint64       value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, value);
}

static void
add_refreshes (JsonBuilder *builder,
               GPtrArray   *refreshes)
{
  json_builder_set_member_name (builder, "refreshes");
  json_builder_begin_array (builder);

  for (guint i = 0; refreshes != NULL && i < refreshes->len; i++)
    {
      const DpRefreshRecord *record = g_ptr_array_index (refreshes, i);

      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "source");
      json_builder_add_string_value (builder, record->source);
      add_time (builder, "succeeded_at", record->succeeded_at);
      add_time (builder, "attempted_at", record->attempted_at);
      add_int (builder, "new", record->n_new);
      if (record->error != NULL)
        {
          json_builder_set_member_name (builder, "error");
          json_builder_add_string_value (builder, record->error);
        }
      json_builder_end_object (builder);
    }

  json_builder_end_array (builder);
}

static void
add_topic (JsonBuilder       *builder,
           const DpTopicInfo *info)
{
  const DpTopic *topic = info->topic;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "name");
  json_builder_add_string_value (builder, topic->name);
  add_strings (builder, "words", topic->words);
  add_strings (builder, "excluded", topic->excluded);
  add_strings (builder, "categories", topic->categories);
  add_strings (builder, "authors", topic->authors);
  add_int (builder, "keep", topic->keep);
  json_builder_set_member_name (builder, "revised");
  json_builder_add_boolean_value (builder, topic->revised);
  json_builder_set_member_name (builder, "notify");
  json_builder_add_boolean_value (builder, topic->notify);
  json_builder_set_member_name (builder, "followed");
  json_builder_add_boolean_value (builder, topic->followed);
  add_int (builder, "papers", info->n_papers);
  add_int (builder, "unread", info->n_unread);
  add_refreshes (builder, info->refreshes);
  json_builder_end_object (builder);
}

static void
write_json (DpCli     *cli,
            GPtrArray *infos)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *text = NULL;

  json_builder_begin_array (builder);
  for (guint i = 0; i < infos->len; i++)
    add_topic (builder, g_ptr_array_index (infos, i));
  json_builder_end_array (builder);

  root = json_builder_get_root (builder);
  text = json_to_string (root, TRUE);
  dp_cli_write_json (cli, text);
  dp_cli_write (cli, "\n");
}

static void
write_topics (DpCli     *cli,
              DpLibrary *library,
              Format     format)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) infos = dp_topic_query_list (library, &error);

  if (infos == NULL)
    {
      dp_cli_fail_with (cli, error);
      return;
    }

  switch (format)
    {
    case FORMAT_TABLE:
      write_table (cli, infos);
      break;

    case FORMAT_JSON:
      write_json (cli, infos);
      break;
    }
}

static void
run (DpCli             *cli,
     gpointer           options,
     const char *const *arguments)
{
  int        format = dp_lookup_choice (cli, "format", ((Options *)options)->format, formats);
  DpLibrary *library = NULL;

  if (format == DP_LOOKUP_NO_CHOICE)
    return;

  library = dp_cli_open_library (cli);
  if (library == NULL)
    return;

  write_topics (cli, library, (Format)format);
  dp_cli_quit (cli);
}

#define SUMMARY N_("List the topics, and how their last refresh went")

const DpCommand dp_command_topics = {
  .name = "topics",
  .summary = SUMMARY,
  .new_options = new_options,
  .free_options = free_options,
  .run = run,
};
