/* dp-mark-change-private.h: writing tags and collections, and noting what that changes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "library/dp-change-log.h"
#include "library/mark/dp-mark-change.h"

G_BEGIN_DECLS

/* What holds papers by their rowids. */
typedef enum
{
  DP_MARK_HOLDER_TAG,
  DP_MARK_HOLDER_COLLECTION,
} DpMarkHolder;

typedef enum
{
  DP_COLLECTION_FATE_STAYED,
  DP_COLLECTION_FATE_CAME,
  DP_COLLECTION_FATE_WENT,
} DpCollectionFate;

/* What is known of a smart collection at one time. */
typedef struct
{
  char    *name;   /* (owned) (nullable) */
  char    *search; /* (owned) (nullable) */
  gboolean is_there;
} DpSmartState;

void     dp_smart_state_clear (DpSmartState *self);
gboolean dp_smart_state_equal (const DpSmartState *a,
                               const DpSmartState *b);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (DpSmartState, dp_smart_state_clear)

/* Whether one paper is in one holder; it was the opposite before. */
typedef struct
{
  gint64       holder;
  guint32      paper;
  DpMarkHolder kind;
  gboolean     state;
} DpMarkRow;

struct _DpMarkChange
{
  gatomicrefcount ref_count;
  GArray         *rows; /* (owned) of DpMarkRow */
  guint           n_papers;

  gint64 tag;      /* that is spelled otherwise; 0 for none */
  char  *spelling; /* (owned) (nullable): how it was spelled */

  gint64           collection; /* 0 for none */
  DpCollectionFate fate;
  char            *old_name; /* (owned) (nullable): of a collection that was renamed */

  gint64       smart; /* a smart collection; 0 for none */
  DpSmartState smart_before;
  DpSmartState smart_after;

  guint32 noted;    /* the paper whose note changed; 0 for none */
  char   *old_note; /* (owned) (nullable): empty for none */
  char   *new_note; /* (owned) (nullable) */
};

DpMarkChange *dp_mark_change_new         (void) G_GNUC_WARN_UNUSED_RESULT;

/* Each writes, in a transaction, tells its log, and notes in @self what is another now.
 * @now_us is in microseconds since the epoch. */
gboolean      dp_mark_change_set_row     (DpMarkChange *self,
                                          DpDatabase   *database,
                                          DpChangeLog  *log,
                                          DpMarkRow     row,
                                          gint64        now_us,
                                          GError      **error);
gboolean      dp_mark_change_set_rows    (DpMarkChange *self,
                                          DpDatabase   *database,
                                          DpChangeLog  *log,
                                          DpMarkRow     row,
                                          GArray       *rowids,
                                          gint64        now_us,
                                          GError      **error);
gboolean      dp_mark_change_empty       (DpMarkChange *self,
                                          DpDatabase   *database,
                                          DpChangeLog  *log,
                                          DpMarkHolder  kind,
                                          gint64        holder,
                                          gint64        now_us,
                                          GError      **error);

/* Of the other files of this folder, for undoing. */
gboolean      dp_collection_store_rename_to (DpMarkChange *change,
                                             DpDatabase   *database,
                                             DpChangeLog  *log,
                                             gint64        id,
                                             const char   *name,
                                             gint64        now_us,
                                             GError      **error);
/* Whether none that is there has that name; %DP_LIBRARY_ERROR_EXISTS. */
gboolean      dp_collection_store_check_name (DpDatabase *database,
                                              const char *name,
                                              GError    **error);
gboolean      dp_smart_store_check_name      (DpDatabase *database,
                                              gint64      id,
                                              const char *name,
                                              GError    **error);
gboolean      dp_smart_store_write           (DpMarkChange       *change,
                                              DpDatabase         *database,
                                              DpChangeLog        *log,
                                              gint64              id,
                                              const DpSmartState *after,
                                              gint64              now_us,
                                              GError            **error);
gboolean      dp_smart_store_revert          (DpMarkChange       *change,
                                              DpDatabase         *database,
                                              DpChangeLog        *log,
                                              const DpMarkChange *reverted,
                                              gint64              now_us,
                                              GError            **error);
gboolean      dp_note_store_write           (DpDatabase  *database,
                                             DpChangeLog *log,
                                             guint32      rowid,
                                             const char  *text,
                                             gint64       now_us,
                                             GError     **error);
char         *dp_note_store_load            (DpDatabase *database,
                                             guint32     rowid,
                                             GError    **error);

G_END_DECLS
