/* dp-paper-groups.h: which papers of a list belong together
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "library/dp-list-query.h"
#include "model/dp-paper.h"

G_BEGIN_DECLS

/* What a user wants lists to be grouped by. */
typedef enum
{
  DP_GROUPING_NONE,
  DP_GROUPING_DAY,   /* of submission; in a list that is sorted by Hugging Face's day, by that */
  DP_GROUPING_TOPIC, /* a paper on several is with the first that its row names */
} DpGrouping;

const char *dp_grouping_to_string (DpGrouping grouping);
DpGrouping  dp_grouping_parse     (const char *text);
DpSortKey   dp_grouping_get_sort  (DpGrouping grouping);

/* Whether the papers that belong together follow each other in such a list. */
gboolean    dp_grouping_fits      (DpGrouping grouping,
                                   DpSortKey  sort,
                                   DpScope    scope);

char       *dp_paper_group_dup_name (const DpPaper *paper,
                                     DpSortKey      sort,
                                     gboolean       revised) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
