/* dp-prune-choice.c: choosing papers to prune
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "library/keep/dp-prune-choice.h"

#include "library/dp-library-private.h"
#include "library/order/dp-sort-rule.h"

/* A paper may go that was stored before a moment, and that nothing keeps:
 *
 * - a bookmark, tag, collection or note, or a PDF that was downloaded. Reading is not
 *   keeping: it is what one does with most of what comes. Nor is to match a search that was
 *   saved: that would keep everything.
 * - a mark that was taken back since that moment: another machine that has the mark must
 *   learn of it, and what is not there tells nothing.
 * - a topic that lists it among its newest, and a topic whose service would: of a topic that
 *   keeps N, the service sends its newest N, and what it sends again would come back as new.
 * - one of the newest days of Hugging Face.
 *
 * Age is when it was stored and not when it was published: what was imported yesterday is
 * wanted, however old. */

#define N_DAYS "30"

#define MARKS_SQL                                                                     \
  "SELECT paper FROM bookmark WHERE state = 1 OR changed_at >= ?1"                    \
  " UNION ALL SELECT paper FROM paper_tag WHERE state = 1 OR changed_at >= ?1"        \
  " UNION ALL SELECT paper FROM paper_collection WHERE state = 1 OR changed_at >= ?1" \
  " UNION ALL SELECT paper FROM note WHERE state = 1 OR changed_at >= ?1"             \
  " UNION ALL SELECT paper FROM paper_file"

#define DAYS_SQL                                                                   \
  "SELECT paper FROM paper_day WHERE day >="                                       \
  "  (SELECT min (day) FROM (SELECT DISTINCT day FROM paper_day ORDER BY day DESC" \
  "                          LIMIT " N_DAYS "))"

#define LISTED_SQL "SELECT paper FROM (" DP_SORT_TOPIC_NEWEST " LIMIT (SELECT keep FROM topic WHERE id = ?1))"

#define SENT_SQL                                                   \
  "SELECT paper FROM topic_paper WHERE topic = ?1 AND origins & 1" \
  "  ORDER BY date DESC LIMIT (SELECT keep FROM topic WHERE id = ?1)"

static gint64
to_us (DpTime line)
{
  return line * G_USEC_PER_SEC;
}

static gboolean
add_rows (DpDatabase *database,
          const char *sql,
          const char *types,
          gint64      parameter,
          DpRowidSet *set,
          GError    **error)
{
  g_autoptr (DpStatement) statement = dp_database_prepare (database, sql, error);
  DpStep step = DP_STEP_ROW;

  if (statement == NULL)
    return FALSE;

  dp_statement_bind (statement, types, parameter);
  while ((step = dp_statement_step (statement, error)) == DP_STEP_ROW)
    dp_rowid_set_add (set, (guint32)dp_statement_get_int64 (statement, 0));

  return step == DP_STEP_DONE;
}

static gboolean
add_of_topics (DpDatabase *database,
               DpRowidSet *kept,
               GError    **error)
{
  g_autoptr (DpStatement) topics = dp_database_prepare (database, "SELECT id FROM topic WHERE state = 1", error);
  DpStep step = DP_STEP_ROW;

  if (topics == NULL)
    return FALSE;

  while ((step = dp_statement_step (topics, error)) == DP_STEP_ROW)
    {
      gint64 topic = dp_statement_get_int64 (topics, 0);

      if (!add_rows (database, LISTED_SQL, "l", topic, kept, error) ||
          !add_rows (database, SENT_SQL, "l", topic, kept, error))
        return FALSE;
    }

  return step == DP_STEP_DONE;
}

/**
 * dp_prune_choice_find:
 * @database: a connection, in a transaction
 * @line: papers stored before this moment are old
 * @error: return location for a #DpLibraryError, or %G_IO_ERROR_CANCELLED
 *
 * Chooses the papers that may go. 60 ms at 100,000 papers.
 *
 * Returns: (transfer full) (nullable): their rowids
 */
DpRowidSet *
dp_prune_choice_find (DpDatabase *database,
                      DpTime      line,
                      GError    **error)
{
  g_autoptr (DpRowidSet) chosen = dp_rowid_set_new ();
  g_autoptr (DpRowidSet) kept = dp_rowid_set_new ();
  gint64 first_young = 0;

  if (!dp_library_find_first_since (database, line, &first_young, error) ||
      !add_rows (database, "SELECT id FROM paper WHERE id < ?", "l", first_young, chosen, error) ||
      !add_rows (database, MARKS_SQL, "l", to_us (line), kept, error) ||
      !add_rows (database, DAYS_SQL, "", 0, kept, error) ||
      !add_of_topics (database, kept, error))
    return NULL;

  dp_rowid_set_subtract (chosen, kept);

  return g_steal_pointer (&chosen);
}

/**
 * dp_prune_choice_may_go:
 * @database: the connection that writes, in a transaction
 * @rowid: a paper that was chosen
 * @line: as when it was
 * @out_may_go: (out): whether it is there and still has no mark
 * @error: return location for a #DpLibraryError
 *
 * Looks again, right before it goes.
 */
gboolean
dp_prune_choice_may_go (DpDatabase *database,
                        guint32     rowid,
                        DpTime      line,
                        gboolean   *out_may_go,
                        GError    **error)
{
  gint64 may_go = 0;

  if (!dp_database_get_int64 (database, &may_go, error,
                              "SELECT EXISTS (SELECT 1 FROM paper WHERE id = ?2)"
                              "  AND NOT EXISTS (SELECT 1 FROM bookmark"
                              "    WHERE paper = ?2 AND (state = 1 OR changed_at >= ?1))"
                              "  AND NOT EXISTS (SELECT 1 FROM paper_tag"
                              "    WHERE paper = ?2 AND (state = 1 OR changed_at >= ?1))"
                              "  AND NOT EXISTS (SELECT 1 FROM paper_collection"
                              "    WHERE paper = ?2 AND (state = 1 OR changed_at >= ?1))"
                              "  AND NOT EXISTS (SELECT 1 FROM note"
                              "    WHERE paper = ?2 AND (state = 1 OR changed_at >= ?1))"
                              "  AND NOT EXISTS (SELECT 1 FROM paper_file WHERE paper = ?2)",
                              "lu", to_us (line), rowid))
    return FALSE;

  *out_may_go = may_go != 0;
  return TRUE;
}
