/* dp-archive-topics.h: uniting topics with those of a file
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "library/dp-change-log.h"
#include "model/dp-archive.h"

G_BEGIN_DECLS

/* Both write, in a transaction, and tell its log. */

gboolean dp_archive_topics_merge      (DpDatabase           *database,
                                       DpChangeLog          *log,
                                       const DpArchiveEntry *entry,
                                       GError              **error);
gboolean dp_archive_topics_add_places (DpDatabase           *database,
                                       DpChangeLog          *log,
                                       guint32               rowid,
                                       const DpArchiveEntry *entry,
                                       gboolean             *out_changed,
                                       GError              **error);

G_END_DECLS
