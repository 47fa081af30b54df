/* dp-lookup.c: what a word of the command line stands for
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "cli/dp-lookup.h"

#include "library/dp-day-query.h"
#include "library/dp-task-query.h"
#include "library/mark/dp-tag-query.h"
#include "library/paper/dp-paper-query.h"
#include "model/dp-paper-id.h"

#include <glib/gi18n.h>

/**
 * dp_lookup_paper_id:
 * @cli: the run, which is told when it is none
 * @text: an id of any form, or an address; a version in it does not matter
 *
 * Returns: (transfer full) (nullable): the canonical id
 */
char *
dp_lookup_paper_id (DpCli      *cli,
                    const char *text)
{
  guint version = 0;
  char *id = dp_paper_id_parse (text, &version);

  if (id == NULL)
    dp_cli_fail (cli, _("“%s” is not the id or address of a paper."), text);

  return id;
}

/**
 * dp_lookup_paper:
 * @cli: the run, which is told when there is no such paper
 * @library: where to look
 * @text: an id of any form, or an address; a version in it does not matter
 *
 * Returns: the paper's rowid; 0 when there is none
 */
guint32
dp_lookup_paper (DpCli      *cli,
                 DpLibrary  *library,
                 const char *text)
{
  guint32          rowid = 0;
  g_autofree char *id = dp_lookup_paper_id (cli, text);
  g_autoptr (GError) error = NULL;

  if (id == NULL)
    return 0;

  rowid = dp_paper_query_find (library, id, &error);
  if (g_error_matches (error, DP_LIBRARY_ERROR, DP_LIBRARY_ERROR_NOT_FOUND))
    dp_cli_fail (cli, _("The library has no paper “%s”."), text);
  else if (rowid == 0)
    dp_cli_fail_with (cli, error);

  return rowid;
}

/**
 * dp_lookup_papers:
 * @cli: the run, which is told of each that is not there
 * @library: where to look
 * @texts: ids or addresses
 *
 * Returns: (transfer full) (element-type guint32): the papers that are there
 */
GArray *
dp_lookup_papers (DpCli             *cli,
                  DpLibrary         *library,
                  const char *const *texts)
{
  GArray *rowids = g_array_new (FALSE, FALSE, sizeof (guint32));

  for (guint i = 0; texts[i] != NULL; i++)
    {
      guint32 rowid = dp_lookup_paper (cli, library, texts[i]);

      if (rowid != 0)
        g_array_append_val (rowids, rowid);
    }

  return rowids;
}

/**
 * dp_lookup_topic:
 * @cli: the run, which is told when there is no such topic
 * @library: where to look
 * @name: the topic's name, in any case
 *
 * Returns: (transfer full) (nullable): the topic
 */
DpTopicInfo *
dp_lookup_topic (DpCli      *cli,
                 DpLibrary  *library,
                 const char *name)
{
  g_autoptr (GError) error = NULL;
  DpTopicInfo *info = dp_topic_query_find (library, name, &error);

  if (g_error_matches (error, DP_LIBRARY_ERROR, DP_LIBRARY_ERROR_NOT_FOUND))
    dp_cli_fail (cli, _("There is no topic “%s”; “daily-papers-cli topics” lists those that there are."), name);
  else if (info == NULL)
    dp_cli_fail_with (cli, error);

  return info;
}

static char *
join_task_names (DpLibrary *library)
{
  g_autoptr (GPtrArray) tasks = dp_task_query_list (library, NULL);
  GString *names = g_string_new (NULL);

  for (guint i = 0; tasks != NULL && i < tasks->len; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", ((const DpTaskInfo *)g_ptr_array_index (tasks, i))->name);

  return g_string_free (names, FALSE);
}

/**
 * dp_lookup_task:
 * @cli: the run, which is told when no paper has the task
 * @library: where to look
 * @name: the task's name, in any case
 *
 * Returns: (transfer full) (nullable): the name as the library has it
 */
char *
dp_lookup_task (DpCli      *cli,
                DpLibrary  *library,
                const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *names = NULL;
  char            *task = dp_task_query_dup_name (library, name, &error);

  if (task != NULL)
    return task;

  if (g_error_matches (error, DP_LIBRARY_ERROR, DP_LIBRARY_ERROR_NOT_FOUND))
    names = join_task_names (library);
  if (names != NULL && *names != '\0')
    dp_cli_fail (cli, _("%s Papers have these: %s."), error->message, names);
  else
    dp_cli_fail_with (cli, error);

  return NULL;
}

/**
 * dp_lookup_tag:
 * @cli: the run, which is told when no paper has the tag
 * @library: where to look
 * @name: the tag, in any case
 *
 * Returns: (transfer full) (nullable): the tag as it is spelled
 */
char *
dp_lookup_tag (DpCli      *cli,
               DpLibrary  *library,
               const char *name)
{
  g_autoptr (GError) error = NULL;
  char *tag = dp_tag_query_dup_name (library, name, &error);

  if (g_error_matches (error, DP_LIBRARY_ERROR, DP_LIBRARY_ERROR_NOT_FOUND))
    dp_cli_fail (cli, _("No paper has the tag “%s”; “daily-papers-cli tags” lists those that there are."), name);
  else if (tag == NULL)
    dp_cli_fail_with (cli, error);

  return tag;
}

/**
 * dp_lookup_collection:
 * @cli: the run, which is told when there is no such collection
 * @library: where to look
 * @name: its name, in any case
 *
 * Returns: (transfer full) (nullable): the collection
 */
DpCollectionInfo *
dp_lookup_collection (DpCli      *cli,
                      DpLibrary  *library,
                      const char *name)
{
  g_autoptr (GError) error = NULL;
  DpCollectionInfo *info = dp_collection_query_find (library, name, &error);

  if (g_error_matches (error, DP_LIBRARY_ERROR, DP_LIBRARY_ERROR_NOT_FOUND))
    dp_cli_fail (cli, _("There is no collection “%s”; “daily-papers-cli collections” lists those that there are."),
                         name);
  else if (info == NULL)
    dp_cli_fail_with (cli, error);

  return info;
}

/**
 * dp_lookup_smart:
 * @cli: the run, which is told when the library cannot be read
 * @library: where to look
 * @name: its name, in any case
 *
 * A collection that holds papers goes before one of the same name that searches, which
 * an import may bring.
 *
 * Returns: (transfer full) (nullable): the smart collection that @name means
 */
DpSmartInfo *
dp_lookup_smart (DpCli      *cli,
                 DpLibrary  *library,
                 const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DpCollectionInfo) collection = dp_collection_query_find (library, name, NULL);
  DpSmartInfo *info = collection == NULL ? dp_smart_query_find (library, name, &error) : NULL;

  if (error != NULL && !g_error_matches (error, DP_LIBRARY_ERROR, DP_LIBRARY_ERROR_NOT_FOUND))
    dp_cli_fail_with (cli, error);

  return info;
}

/**
 * dp_lookup_check_day:
 * @cli: the run, which is over when the text is no day
 * @text: what was given for a day
 *
 * Returns: whether dp_lookup_day() can be asked
 */
gboolean
dp_lookup_check_day (DpCli      *cli,
                     const char *text)
{
  if (dp_day_is_valid (text) || g_str_equal (text, "today"))
    return TRUE;

  dp_cli_reject (cli, _("“%s” is not a day: write it as YYYY-MM-DD, or “today”."), text);

  return FALSE;
}

/**
 * dp_lookup_day:
 * @library: where to look
 * @text: `YYYY-MM-DD`, or `today` for the newest day that has papers
 *
 * Returns: (transfer full): the day, which need not be known; where no day has
 *   papers, `today` is the present one
 */
char *
dp_lookup_day (DpLibrary  *library,
               const char *text)
{
  DpTime now = dp_time_now ();
  g_autoptr (DpDayInfo) newest = NULL;

  if (!g_str_equal (text, "today"))
    return g_strdup (text);

  newest = dp_day_query_find_newest (library, now, NULL);

  return newest != NULL ? g_strdup (newest->day) : dp_time_format_day (now);
}

/**
 * dp_lookup_choice:
 * @cli: the run, which is over when the text is no choice
 * @option: the option's name
 * @text: (nullable): what was given, or %NULL for the first choice
 * @choices: (array zero-terminated=1): what can be given
 *
 * Returns: which of @choices it is, or %DP_LOOKUP_NO_CHOICE
 */
int
dp_lookup_choice (DpCli             *cli,
                  const char        *option,
                  const char        *text,
                  const char *const *choices)
{
  g_autofree char *all = g_strjoinv (", ", (char **)choices);

  if (text == NULL)
    return 0;

  for (int i = 0; choices[i] != NULL; i++)
    if (g_str_equal (text, choices[i]))
      return i;

  dp_cli_reject (cli, _("--%s cannot be “%s”; it is one of: %s."), option, text, all);

  return DP_LOOKUP_NO_CHOICE;
}
