/* dp-link.h: what a link is called, and whether it may be followed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* "owner/repository" where a host is known for these, else host and path. */
char *dp_link_dup_name (const char *url) G_GNUC_WARN_UNUSED_RESULT;

/* Whether a link that a stranger made may be followed: http, https or mailto. */
gboolean dp_link_is_safe (const char *uri);

G_END_DECLS
