/* dp-backup.h: a whole library in one file
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "library/dp-library.h"

G_BEGIN_DECLS

/* What a backup's name ends with. */
#define DP_BACKUP_SUFFIX ".dpbackup"

/* What a library or a backup of one holds. */
typedef struct
{
  char   *library_uuid;
  gint64  generation;
  gint64  seq; /* the newest row of the table `change` */
  guint64 n_papers;
  guint64 n_topics;
  guint64 n_marks; /* bookmarks, tags, collections and notes of papers */
} DpBackupInfo;

void          dp_backup_info_free (DpBackupInfo *self);

/* How much of @n_total is done, in pages; on the thread that works. */
typedef void (*DpBackupFunc) (guint64  n_done,
                              guint64  n_total,
                              gpointer user_data);

typedef enum
{
  DP_BACKUP_AT_ONCE, /* somebody waits for it */
  DP_BACKUP_GENTLY,  /* nobody does: leaves the disk to others in between */
} DpBackupPace;

/* All of these block, for as long as the disk takes: to be called on a thread that may. */
gboolean      dp_backup_write     (DpLibrary    *library,
                                   const char   *path,
                                   DpBackupPace  pace,
                                   DpBackupFunc  func,
                                   gpointer      user_data,
                                   GCancellable *cancellable,
                                   GError      **error);
DpBackupInfo *dp_backup_read_info (const char   *path,
                                   GError      **error) G_GNUC_WARN_UNUSED_RESULT;
DpBackupInfo *dp_backup_read_info_of (DpLibrary *library,
                                      GError   **error) G_GNUC_WARN_UNUSED_RESULT;
/* A verified copy of this version at @staged_path, which others do not know. */
gboolean      dp_backup_stage     (const char   *path,
                                   const char   *staged_path,
                                   DpBackupFunc  func,
                                   gpointer      user_data,
                                   GCancellable *cancellable,
                                   GError      **error);
/* %FALSE with a sentence where @path is on a disk that has not @n_bytes free. */
gboolean      dp_backup_check_space (const char *path,
                                     guint64     n_bytes,
                                     GError    **error);
/* Removes a database and what SQLite keeps beside it. */
void          dp_backup_remove    (const char   *path);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DpBackupInfo, dp_backup_info_free)

G_END_DECLS
