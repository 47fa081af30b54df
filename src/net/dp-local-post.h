/* dp-local-post.h: telling another program on this machine something
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* @header: `Name: value` */
void  dp_local_post_async  (const char         *uri,
                            GBytes             *json,
                            const char         *header,
                            GCancellable       *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer            user_data);
/* The status of the answer; 0 with an error when there was none. */
guint dp_local_post_finish (GAsyncResult *result,
                            GError      **error);

G_END_DECLS
