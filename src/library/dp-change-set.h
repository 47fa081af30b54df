/* dp-change-set.h: what changed in a library since one last looked
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * DpChangeFields:
 *
 * What of a paper changed. The bits are stored in libraries (table `change`) and
 * never renumbered.
 */
typedef enum
{
  DP_CHANGE_ADDED = 1 << 0,      /* the paper is new: everything of it */
  DP_CHANGE_TITLE = 1 << 1,
  DP_CHANGE_AUTHORS = 1 << 2,
  DP_CHANGE_TEXT = 1 << 3,       /* abstract, comment and other text */
  DP_CHANGE_DATE = 1 << 4,       /* or the id, which orders the papers of a date */
  DP_CHANGE_CATEGORY = 1 << 5,
  DP_CHANGE_COUNTS = 1 << 6,     /* upvotes, stars, comments */
  DP_CHANGE_TOPICS = 1 << 7,
  DP_CHANGE_DAYS = 1 << 8,
  DP_CHANGE_TASKS = 1 << 9,
  DP_CHANGE_LINKS = 1 << 10,
  DP_CHANGE_BOOKMARK = 1 << 11,
  DP_CHANGE_READ = 1 << 12,
  DP_CHANGE_TAGS = 1 << 13,
  DP_CHANGE_COLLECTIONS = 1 << 14,
  DP_CHANGE_NOTE = 1 << 15,
  DP_CHANGE_REMOVED = 1 << 16,   /* united with another paper, or pruned */
  /* Of no paper: */
  DP_CHANGE_TOPIC_LIST = 1 << 20, /* topics added, edited, moved, removed, refreshed */
  DP_CHANGE_DAY_LIST = 1 << 21,   /* a day was asked for, with success or not */
  DP_CHANGE_TAG_LIST = 1 << 22,   /* tags came, went, or are named otherwise */
  DP_CHANGE_COLLECTION_LIST = 1 << 23, /* collections made, renamed, moved, removed */
} DpChangeFields;

#define DP_TYPE_CHANGE_SET (dp_change_set_get_type ())

/* A boxed, reference-counted, immutable set. */
typedef struct _DpChangeSet DpChangeSet;

GType          dp_change_set_get_type    (void) G_GNUC_CONST;
DpChangeSet   *dp_change_set_ref         (DpChangeSet *self);
void           dp_change_set_unref       (DpChangeSet *self);

/* The union of all fields that changed. */
DpChangeFields dp_change_set_get_fields  (DpChangeSet *self);
/* %TRUE when it could not be told what changed (the log was trimmed, the library
 * restored): everything may have. */
gboolean       dp_change_set_is_complete_reload (DpChangeSet *self);
/* What changed of one paper; 0 for nothing. */
DpChangeFields dp_change_set_lookup      (DpChangeSet *self,
                                          guint32      rowid);
/* The papers that changed, ascending; lent. */
const guint32 *dp_change_set_get_rowids  (DpChangeSet *self,
                                          guint       *out_n_rowids);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DpChangeSet, dp_change_set_unref)

G_END_DECLS
