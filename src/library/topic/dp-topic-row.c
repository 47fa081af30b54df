/* dp-topic-row.c: a row of the table of topics
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "library/topic/dp-topic-row.h"

#include "library/dp-library.h"

#include <glib/gi18n.h>

/* A list is stored with one value a line; dp_topic_normalize() leaves no line break
 * in a value. */
static char **
split (const char *text)
{
  return g_strsplit (text, "\n", -1);
}

char *
dp_topic_row_join (char **values)
{
  return values != NULL ? g_strjoinv ("\n", values) : g_strdup ("");
}

DpTopic *
dp_topic_row_read (DpStatement *row)
{
  DpTopic *topic = dp_topic_new ();

  g_clear_pointer (&topic->name, g_free);
  g_clear_pointer (&topic->words, g_strfreev);
  g_clear_pointer (&topic->excluded, g_strfreev);
  g_clear_pointer (&topic->categories, g_strfreev);
  g_clear_pointer (&topic->authors, g_strfreev);

  topic->id = dp_statement_get_int64 (row, 0);
  topic->name = g_strdup (dp_statement_get_text (row, 1));
  topic->words = split (dp_statement_get_text (row, 2));
  topic->excluded = split (dp_statement_get_text (row, 3));
  topic->categories = split (dp_statement_get_text (row, 4));
  topic->authors = split (dp_statement_get_text (row, 5));
  topic->keep = (guint)dp_statement_get_int64 (row, 6);
  topic->revised = dp_statement_get_int64 (row, 7) != 0;
  topic->followed = dp_statement_get_int64 (row, 8) != 0;
  topic->notify = dp_statement_get_int64 (row, 9) != 0;

  return topic;
}

/**
 * dp_topic_row_load:
 * @database: a connection
 * @id: a topic, removed or not
 * @error: return location for %DP_LIBRARY_ERROR_NOT_FOUND and others
 *
 * Returns: (transfer full) (nullable): the topic
 */
DpTopic *
dp_topic_row_load (DpDatabase *database,
                   gint64      id,
                   GError    **error)
{
  static const char sql[] = "SELECT " DP_TOPIC_COLUMNS " FROM topic WHERE id = ?";
  g_autoptr (DpStatement) statement = dp_database_prepare (database, sql, error);
  DpStep step = DP_STEP_DONE;

  if (statement == NULL)
    return NULL;

  dp_statement_bind (statement, "l", id);
  step = dp_statement_step (statement, error);
  if (step == DP_STEP_ROW)
    return dp_topic_row_read (statement);

  if (step == DP_STEP_DONE)
    g_set_error_literal (error, DP_LIBRARY_ERROR, DP_LIBRARY_ERROR_NOT_FOUND,
                         _("The library has no such topic."));
  return NULL;
}

GPtrArray *
dp_topic_row_load_all (DpDatabase *database,
                       GError    **error)
{
  static const char sql[] = "SELECT " DP_TOPIC_COLUMNS " FROM topic WHERE state = 1";
  g_autoptr (DpStatement) statement = dp_database_prepare (database, sql, error);
  g_autoptr (GPtrArray) topics = g_ptr_array_new_with_free_func ((GDestroyNotify)dp_topic_free);
  DpStep step = DP_STEP_ROW;

  if (statement == NULL)
    return NULL;

  while ((step = dp_statement_step (statement, error)) == DP_STEP_ROW)
    g_ptr_array_add (topics, dp_topic_row_read (statement));

  return step == DP_STEP_DONE ? g_steal_pointer (&topics) : NULL;
}
