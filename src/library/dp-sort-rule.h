/* dp-sort-rule.h: the one rule of what comes before what
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "library/dp-change-set.h"
#include "library/dp-database.h"
#include "library/dp-list-query.h"

G_BEGIN_DECLS

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
  /* One paper (key, published) by rowid. */
  const char    *entry_sql;
} DpSortRule;

/* What places one paper. */
typedef struct
{
  guint32  rowid;
  char    *text;   /* (owned) (nullable): the key of a text column, never empty */
  gint64   number; /* the key of another */
  gint64   published;
  gboolean is_empty;
} DpSortEntry;

/* %NULL for the keys that are sets: star, unread, topics, tasks. */
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
