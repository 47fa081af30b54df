/* dp-paging.c: how far back a topic's refresh reads
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "service/refresh/dp-paging.h"

#include "sources/dp-arxiv-query.h"

/* Moderation can hold a paper for days, so its first submission may be older
 * than the last look. */
#define OVERLAP_SECONDS (7 * 24 * 60 * 60)

/**
 * dp_paging_init:
 * @self: (out caller-allocates): what to fill in
 * @topic: what is asked for
 * @last_success: when the same request last succeeded, or %DP_TIME_UNKNOWN
 * @cut_short: whether it was asked since and failed, perhaps after some pages
 *
 * Begins with the first page: the newest papers that the topic's list shows, or
 * as many of them as one request may have.
 */
void
dp_paging_init (DpPaging      *self,
                const DpTopic *topic,
                DpTime         last_success,
                gboolean       cut_short)
{
  gboolean asked_before = last_success != DP_TIME_UNKNOWN;

  g_return_if_fail (topic->keep > 0);

  *self = (DpPaging){
    .keep = topic->keep,
    .page_size = MIN (topic->keep, DP_ARXIV_MAX_PAGE),
    .asked_before = asked_before,
    .known_tells = asked_before && !cut_short,
    .read_back_to = asked_before && !topic->revised ? last_success - OVERLAP_SECONDS : DP_TIME_UNKNOWN,
    .total = -1,
  };
  self->max_results = self->page_size;
}

/* How far entries moved up since the page before: so many were pushed over the
 * edge between the two and seen on neither. */
static guint
count_lost (const DpPaging       *self,
            const DpPagingAnswer *answer)
{
  gint64 lost = 0;

  if (self->stepped_back || self->start == 0 || self->total < 0 || answer->total_results < 0)
    return 0;

  lost = self->total - answer->total_results;

  /* Half a page at most, so that paging gets on whatever a server says. */
  return (guint)CLAMP (lost, 0, (gint64)self->page_size / 2);
}

static gboolean
is_at_end (const DpPaging       *self,
           const DpPagingAnswer *answer)
{
  if (answer->n_papers == 0)
    return TRUE;

  if (answer->total_results >= 0)
    return (gint64)self->start + self->max_results >= answer->total_results;

  return answer->n_papers < self->max_results;
}

/* Whether what lies beyond the page is wanted. */
static gboolean
wants_more (const DpPaging       *self,
            const DpPagingAnswer *answer)
{
  gboolean reaches_new = self->read_back_to != DP_TIME_UNKNOWN && answer->oldest > self->read_back_to;

  /* Only an earlier refresh that got through makes known papers a sign that
   * those beyond them are known too. One that was cut short, or papers that
   * came to the topic from elsewhere, say nothing of what is behind them. */
  if (self->known_tells && answer->n_unknown == 0 && !self->stepped_back)
    return FALSE;

  return answer->n_held < self->keep || reaches_new;
}

/**
 * dp_paging_advance:
 * @self: where paging is
 * @answer: what the page that was asked for brought
 *
 * Moves to the page to ask for next, in at most %DP_ARXIV_MAX_OFFSET entries.
 *
 * Returns: %FALSE when there is none
 */
gboolean
dp_paging_advance (DpPaging             *self,
                   const DpPagingAnswer *answer)
{
  guint lost = count_lost (self, answer);
  guint end = self->start + self->max_results;

  self->total = answer->total_results;

  if (lost > 0)
    {
      self->start -= lost;
      self->max_results = self->page_size;
      self->stepped_back = TRUE;
      return TRUE;
    }

  if (is_at_end (self, answer) || end >= DP_ARXIV_MAX_OFFSET || !wants_more (self, answer))
    return FALSE;

  self->start = end;
  self->max_results = MIN (self->page_size, DP_ARXIV_MAX_OFFSET - end);
  self->stepped_back = FALSE;

  return TRUE;
}
