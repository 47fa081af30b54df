/* dp-sandbox-probe.h: can WebKit start its sandbox here?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

void     dp_sandbox_probe_async  (GCancellable       *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer            user_data);
gboolean dp_sandbox_probe_finish (GAsyncResult *result,
                                  GError      **error);

G_END_DECLS
