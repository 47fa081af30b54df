/* dp-paper-store.h: writing what sources deliver into a library
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "library/dp-library.h"
#include "model/dp-authority.h"
#include "model/dp-paper.h"

G_BEGIN_DECLS

/* How a paper came to a topic; stored, never renumbered. */
typedef enum
{
  DP_TOPIC_ORIGIN_SERVER = 1,
  DP_TOPIC_ORIGIN_LOCAL = 2,
  DP_TOPIC_ORIGIN_IMPORT = 3,
} DpTopicOrigin;

/* For papers that answer what a topic asks for now, whatever that is. */
#define DP_TOPIC_EDITION_NOW (-1)

typedef struct
{
  guint n_papers;     /* distinct papers that were handed in */
  guint n_new;        /* not in the library before */
  guint n_changed;    /* known, and something of them was new */
  guint n_new_in_topic; /* not in the topic before */
} DpStoreResult;

/* Merges @papers (element-type DpPaper) by id and alias, in transactions of at
 * most 100 with marks let in between, and gives them to the topic @topic_id (0
 * for none) as @origin. @edition is the DpTopicInfo's of what was asked: papers that
 * come in after an edit go with the others from before it. Every topic of the library
 * that matches a new or changed paper gets it too (origin local). Cancelling keeps the
 * transactions that are done, and the one under way. */
void     dp_paper_store_merge_async  (DpLibrary          *library,
                                      GPtrArray          *papers,
                                      DpAuthority         authority,
                                      gint64              topic_id,
                                      gint64              edition,
                                      DpTopicOrigin       origin,
                                      GCancellable       *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer            user_data);
gboolean dp_paper_store_merge_finish (DpLibrary     *library,
                                      GAsyncResult  *result,
                                      DpStoreResult *out_result,
                                      GError       **error);

G_END_DECLS
