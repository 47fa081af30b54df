/* dp-task.h: the names by which the classified layout says what a paper is about
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* (array zero-terminated=1): all of them, in their usual order. */
const char *const *dp_task_get_names (void);

/* (nullable): a task as it is spelt, whatever case or hyphens it came with. */
const char        *dp_task_find      (const char *name);

G_END_DECLS
