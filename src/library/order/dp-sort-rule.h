/* dp-sort-rule.h: the one rule of what comes before what
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "library/dp-change-set.h"
#include "library/dp-database.h"
#include "library/dp-list-query.h"

G_BEGIN_DECLS

/* ORDER BY where keys are equal: the later date comes first, then the greater id in
 * bytes. The id is the paper's own: a rowid tells when a library met the paper, and
 * the lists of two libraries are to agree. */
#define DP_SORT_TIES "published DESC, uid DESC"

/* The papers of topic ?1 (paper, date, uid), newest first by the topic's own dates; a
 * LIMIT may follow. An index gives the dates in order; SQLite reads and sorts the ids
 * of a run of equal dates only, and no run past the limit. */
#define DP_SORT_TOPIC_NEWEST                                               \
  "SELECT topic_paper.paper, topic_paper.date, paper.uid FROM topic_paper" \
  "  JOIN paper ON paper.id = topic_paper.paper WHERE topic_paper.topic = ?1" \
  "  ORDER BY topic_paper.date DESC, paper.uid DESC"

/* How the keys that are columns of table `paper` are sorted by. Private to the library. */
typedef struct
{
  guint          version;  /* of what the column holds; a new one makes old files worthless */
  DpChangeFields fields;   /* a change of any of these moves a paper */
  gboolean       is_text;
  gboolean       streams_descending; /* the direction of @stream_sql */
  /* All papers (id, key, published), equal keys together and in their order, straight
   * from a covering index: no sort. */
  const char    *stream_sql;
  /* The first ? papers (id) that have a key, then the first ? of those that have none. */
  const char    *first_sql[2]; /* ascending, descending */
  const char    *empty_sql;
  /* One paper (key, published, uid) by rowid. */
  const char    *entry_sql;
} DpSortRule;

/* What places one paper. */
typedef struct
{
  guint32  rowid;
  char    *text;   /* (owned) (nullable): the key of a text column, never empty */
  gint64   number; /* the key of another */
  gint64   published;
  char    *uid; /* (owned) */
  gboolean is_empty;
} DpSortEntry;

/* %NULL for the keys that are sets: star, unread, topics, tasks, summary, code, models. */
const DpSortRule *dp_sort_rule_get       (DpSortKey key);

gboolean          dp_sort_rule_read_entry  (const DpSortRule *self,
                                            DpDatabase       *database,
                                            guint32           rowid,
                                            DpSortEntry     **out_entry,
                                            GError          **error);
gboolean          dp_sort_rule_is_empty    (const DpSortRule *self,
                                            DpStatement      *statement,
                                            int               column);

void              dp_sort_entry_free       (DpSortEntry *self);
int               dp_sort_entry_compare    (const DpSortEntry *a,
                                            const DpSortEntry *b,
                                            gboolean           descending);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DpSortEntry, dp_sort_entry_free)

G_END_DECLS
