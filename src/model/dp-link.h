/* dp-link.h: what a link is called
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* "owner/repository" where a host is known for these, else host and path. */
char *dp_link_dup_name (const char *url) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
