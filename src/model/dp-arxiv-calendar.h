/* dp-arxiv-calendar.h: when arXiv announces new papers
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "model/dp-time.h"

G_BEGIN_DECLS

/* Announced Sunday to Thursday, 20:00 America/New_York; an hour is added for the
 * index to follow. The newest such moment at or before @now, the next after it. */
DpTime dp_arxiv_calendar_get_last_announcement (DpTime now);
DpTime dp_arxiv_calendar_get_next_announcement (DpTime now);

G_END_DECLS
