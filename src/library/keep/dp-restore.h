/* dp-restore.h: a backup in the place of the library
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "library/keep/dp-backup.h"

G_BEGIN_DECLS

/* Replaces everything that @library holds with @staged_path, which dp_backup_stage() made,
 * after writing what it held into @aside_path. @func is called on the writer thread. */
void     dp_restore_run_async  (DpLibrary          *library,
                                const char         *staged_path,
                                const char         *aside_path,
                                DpBackupFunc        func,
                                gpointer            func_data,
                                GCancellable       *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer            user_data);
gboolean dp_restore_run_finish (DpLibrary    *library,
                                GAsyncResult *result,
                                GError      **error);

G_END_DECLS
