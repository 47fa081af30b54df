/* dp-summary.h: what a summary says, point by point
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Its points without their bullets; one for a summary that has none. */
char **dp_summary_split    (const char *text) G_GNUC_WARN_UNUSED_RESULT;
/* In one line, for where there is no room for a list. */
char  *dp_summary_dup_line (const char *text) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
