/* dp-prune-choice.h: choosing papers to prune
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "library/dp-database.h"
#include "library/order/dp-rowid-set.h"
#include "model/dp-time.h"

G_BEGIN_DECLS

/* The papers that may go; all of them were stored before @line. */
DpRowidSet *dp_prune_choice_find    (DpDatabase *database,
                                     DpTime      line,
                                     GError    **error) G_GNUC_WARN_UNUSED_RESULT;
/* Whether one of them still may: somebody may have marked it since. */
gboolean    dp_prune_choice_may_go  (DpDatabase *database,
                                     guint32     rowid,
                                     DpTime      line,
                                     gboolean   *out_may_go,
                                     GError    **error);

G_END_DECLS
