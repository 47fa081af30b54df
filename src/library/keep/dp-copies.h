/* dp-copies.h: the copies of a library that are kept beside it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "library/keep/dp-backup.h"

G_BEGIN_DECLS

/* How many of each kind are kept. */
#define DP_COPIES_KEPT 5

typedef enum
{
  DP_COPY_DAILY,
  DP_COPY_REPLACED, /* what the library held before a backup was restored */
} DpCopyKind;

typedef struct
{
  char      *path;
  DpCopyKind kind;
  char      *when; /* `YYYY-MM-DD`, or of a replaced one the moment, ISO 8601 UTC */
  guint64    n_bytes;
  guint64    n_papers;
  guint64    n_marks;
} DpCopy;

typedef enum
{
  DP_COPIES_MADE,
  DP_COPIES_UNCHANGED, /* there is one of today, or nothing changed since the last */
  DP_COPIES_BUSY,      /* another process is at it */
  DP_COPIES_NO_SPACE,
} DpCopiesOutcome;

void       dp_copy_free                (DpCopy *self);

char      *dp_copies_dup_folder        (const char *library_path) G_GNUC_WARN_UNUSED_RESULT;
/* These block: to be called on a thread that may. */
GPtrArray *dp_copies_list              (const char *library_path) G_GNUC_WARN_UNUSED_RESULT;
gboolean   dp_copies_make_daily        (DpLibrary       *library,
                                        const char      *day,
                                        GCancellable    *cancellable,
                                        DpCopiesOutcome *out_outcome,
                                        GError         **error);
int        dp_copies_lock              (const char      *library_path,
                                        gboolean         wait,
                                        GCancellable    *cancellable,
                                        GError         **error);
char      *dp_copies_dup_replaced_path (const char *library_path) G_GNUC_WARN_UNUSED_RESULT;
void       dp_copies_trim              (const char *library_path);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DpCopy, dp_copy_free)

G_END_DECLS
