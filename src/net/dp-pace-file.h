/* dp-pace-file.h: when a group of hosts may be asked again, on disk
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  gint64 next_us;       /* the pause after the last answer ends; 0 for never asked */
  gint64 busy_until_us; /* the pause that the server wants ends; 0 for none */
  gint64 side_busy_until_us; /* likewise, of the group's side door */
} DpPace;

typedef struct _DpPaceFile DpPaceFile;

DpPaceFile *dp_pace_file_new      (const char *folder,
                                   const char *name) G_GNUC_WARN_UNUSED_RESULT;
void        dp_pace_file_free     (DpPaceFile *self);

gboolean    dp_pace_file_try_lock (DpPaceFile *self);
void        dp_pace_file_unlock   (DpPaceFile *self);
void        dp_pace_file_read     (DpPaceFile *self,
                                   gint64      now_us,
                                   gint64      interval_us,
                                   gint64      max_busy_us,
                                   DpPace     *out_pace);
void        dp_pace_file_write    (DpPaceFile   *self,
                                   const DpPace *pace);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DpPaceFile, dp_pace_file_free)

G_END_DECLS
