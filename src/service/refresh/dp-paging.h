/* dp-paging.h: how far back a topic's refresh reads
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "model/dp-time.h"
#include "model/dp-topic.h"

G_BEGIN_DECLS

/**
 * DpPaging:
 * @start: (out): offset of the page to ask for
 * @max_results: (out): how many to ask for
 *
 * Which page to ask for next, and when to stop. Pure; a plain struct without
 * anything to free. Only @start and @max_results are for others.
 */
typedef struct
{
  guint start;
  guint max_results;

  /*< private >*/
  guint    keep;
  guint    page_size;
  gboolean asked_before; /* the same was asked with success: what it brought is known */
  gboolean known_tells;  /* and nothing came since: behind known papers there are no others */
  DpTime   read_back_to; /* DP_TIME_UNKNOWN: the number of papers alone decides */
  gint64   total;        /* what the page before said */
  gboolean stepped_back; /* the page is asked for because entries moved up */
} DpPaging;

/**
 * DpPagingAnswer:
 * @n_papers: distinct papers on the page
 * @n_unknown: of those, the ones that are news to the topic
 * @n_held: what the topic holds by now
 * @oldest: the earliest first submission on the page
 * @total_results: how many match in all; -1 when the service does not say
 *
 * What a page brought, as far as paging is concerned.
 */
typedef struct
{
  guint  n_papers;
  guint  n_unknown;
  guint  n_held;
  DpTime oldest;
  gint64 total_results;
} DpPagingAnswer;

void     dp_paging_init    (DpPaging      *self,
                            const DpTopic *topic,
                            DpTime         last_success,
                            gboolean       cut_short);
gboolean dp_paging_advance (DpPaging             *self,
                            const DpPagingAnswer *answer);

G_END_DECLS
