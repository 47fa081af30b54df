/* dp-database.h: one connection to an SQLite file
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/* One connection. Used by one thread at a time; it may be handed from one thread
 * to another between two uses. Private to the library. */
typedef struct _DpDatabase DpDatabase;

typedef enum
{
  DP_DATABASE_READ_WRITE, /* makes the file when there is none */
  DP_DATABASE_READ_ONLY,
  DP_DATABASE_IMMUTABLE, /* read-only, without locks and without a -wal */
  DP_DATABASE_MEMORY,    /* of its own, gone when it is closed */
} DpDatabaseMode;

DpDatabase *dp_database_open                 (const char    *path,
                                              DpDatabaseMode mode,
                                              GError       **error) G_GNUC_WARN_UNUSED_RESULT;
void        dp_database_close                (DpDatabase *self);

gboolean    dp_database_is_read_only         (DpDatabase *self);
void        dp_database_set_checkpoint_on_close (DpDatabase *self,
                                                 gboolean    checkpoint);
void        dp_database_set_cancellable      (DpDatabase   *self,
                                              GCancellable *cancellable);
void        dp_database_set_stopping         (DpDatabase   *self,
                                              GCancellable *stopping);

gboolean    dp_database_execute              (DpDatabase *self,
                                              const char *sql,
                                              GError    **error);
gboolean    dp_database_begin                (DpDatabase *self,
                                              GError    **error);
gboolean    dp_database_commit               (DpDatabase *self,
                                              GError    **error);
void        dp_database_roll_back            (DpDatabase *self);
gboolean    dp_database_copy                 (DpDatabase *self,
                                              const char *target_path,
                                              GError    **error);

/* How much of @n_total is copied, in pages; %FALSE with @error ends it. */
typedef gboolean (*DpDatabaseCopyFunc) (guint64  n_done,
                                        guint64  n_total,
                                        gpointer user_data,
                                        GError **error);

gboolean    dp_database_copy_into            (DpDatabase        *self,
                                              DpDatabase        *target,
                                              int                n_pages,
                                              DpDatabaseCopyFunc func,
                                              gpointer           user_data,
                                              GError           **error);

/* A prepared statement, lent by its connection's cache: the autoptr gives it back. */
typedef sqlite3_stmt DpStatement;

typedef enum
{
  DP_STEP_ERROR = -1,
  DP_STEP_DONE = 0,
  DP_STEP_ROW = 1,
} DpStep;

DpStatement *dp_database_prepare      (DpDatabase *self,
                                       const char *sql,
                                       GError    **error) G_GNUC_WARN_UNUSED_RESULT;
void         dp_statement_release     (DpStatement *self);
void         dp_statement_bind        (DpStatement *self,
                                       const char  *types,
                                       ...);
void         dp_statement_bind_int64  (DpStatement *self,
                                       int          index,
                                       gint64       value);
void         dp_statement_bind_text   (DpStatement *self,
                                       int          index,
                                       const char  *text);
DpStep       dp_statement_step        (DpStatement *self,
                                       GError     **error);
gint64       dp_statement_get_int64   (DpStatement *self,
                                       int          column);
const char  *dp_statement_get_text    (DpStatement *self,
                                       int          column);

gboolean     dp_database_run          (DpDatabase *self,
                                       GError    **error,
                                       const char *sql,
                                       const char *types,
                                       ...);
gboolean     dp_database_get_int64    (DpDatabase *self,
                                       gint64     *out_value,
                                       GError    **error,
                                       const char *sql,
                                       const char *types,
                                       ...);
gint64       dp_database_get_n_changed (DpDatabase *self);
gint64       dp_database_get_last_rowid (DpDatabase *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DpDatabase, dp_database_close)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DpStatement, dp_statement_release)

G_END_DECLS
