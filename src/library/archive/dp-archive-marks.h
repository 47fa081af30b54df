/* dp-archive-marks.h: uniting the user's marks with those of another library
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "library/dp-change-log.h"
#include "model/dp-archive.h"

G_BEGIN_DECLS

/* All write, in a transaction, and tell its log. */

gboolean dp_archive_marks_merge            (DpDatabase          *database,
                                            DpChangeLog         *log,
                                            guint32              rowid,
                                            const DpArchiveMark *mark,
                                            gboolean            *out_changed,
                                            GError             **error);
gboolean dp_archive_marks_merge_collection (DpDatabase           *database,
                                            DpChangeLog          *log,
                                            const DpArchiveEntry *entry,
                                            GError              **error);
gboolean dp_archive_marks_merge_smart      (DpDatabase           *database,
                                            DpChangeLog          *log,
                                            const DpArchiveEntry *entry,
                                            GError              **error);

G_END_DECLS
