/* dp-change-set-private.h: making sets of changes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "library/dp-change-set.h"

G_BEGIN_DECLS

DpChangeSet *dp_change_set_new                 (GHashTable *fields) G_GNUC_WARN_UNUSED_RESULT;
DpChangeSet *dp_change_set_new_complete_reload (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
