/* dp-disguise.h: refusals that look like answers
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean dp_disguise_check (const char *text,
                            const char *service,
                            GError    **error);

G_END_DECLS
