/* dp-place.h: which list the window shows
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "library/dp-list-query.h"

G_BEGIN_DECLS

/* A plain value. */
typedef struct
{
  DpScope     scope;
  gint64      id;   /* of a topic or a collection, smart or not, else 0 */
  const char *name; /* for DP_SCOPE_TASK and DP_SCOPE_TAG, and for DP_SCOPE_DAY a day or NULL
                     * for *Today*; else NULL; interned */
} DpPlace;

DpPlace  dp_place_named  (DpScope     scope,
                          const char *name);

gboolean dp_place_parse  (const char *text,
                          DpPlace    *out_place);
char    *dp_place_format (const DpPlace *place) G_GNUC_WARN_UNUSED_RESULT;
gboolean dp_place_equal  (const DpPlace *a,
                          const DpPlace *b);

G_END_DECLS
