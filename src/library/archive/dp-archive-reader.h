/* dp-archive-reader.h: reading all that a library holds, one thing after the other
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "library/dp-library.h"
#include "model/dp-archive.h"

G_BEGIN_DECLS

/* Takes one thing; %FALSE with @error ends the reading. */
typedef gboolean (*DpArchiveFunc) (const DpArchiveEntry *entry,
                                   gpointer              user_data,
                                   GError              **error);

/* Hands out the library, its topics, its collections, and each paper with its marks,
 * as they are at one moment. Blocks: to be called on a thread that may; the library must
 * stay open meanwhile. */
gboolean dp_archive_reader_run (DpLibrary    *library,
                                DpArchiveFunc func,
                                gpointer      user_data,
                                GCancellable *cancellable,
                                GError      **error);
/* The same of a file, see library/keep/dp-backup.h. */
gboolean dp_archive_reader_run_staged (const char    *path,
                                       DpArchiveFunc  func,
                                       gpointer       user_data,
                                       GCancellable  *cancellable,
                                       GError       **error);

G_END_DECLS
