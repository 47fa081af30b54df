/* dp-background.h: refreshing while the window is closed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * DpBackgroundKind:
 * @DP_BACKGROUND_PORTAL: the program starts with the session and stays, as the desktop's portal allows
 * @DP_BACKGROUND_TIMER: a timer of the user's systemd starts the program, which refreshes and ends
 */
typedef enum
{
  DP_BACKGROUND_PORTAL,
  DP_BACKGROUND_TIMER,
} DpBackgroundKind;

DpBackgroundKind dp_background_get_kind    (void);
void             dp_background_set_async   (DpBackgroundKind    kind,
                                            gboolean            enabled,
                                            GCancellable       *cancellable,
                                            GAsyncReadyCallback callback,
                                            gpointer            user_data);
gboolean         dp_background_set_finish  (GAsyncResult *result,
                                            GError      **error);

G_END_DECLS
