/* demo-hugging-face.h: the sample papers as Hugging Face gives them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libsoup/soup.h>

#include "model/dp-time.h"

G_BEGIN_DECLS

/* Each paper of @papers (of DpPaper, newest first) is on the list of one day: the newest
 * on today's, whatever day of the week that is, the others on those of the working days
 * before, until there are none left. Saturdays and Sundays that are over have no list. */

/* Answers /hf/api/daily_papers: `limit` papers from page `p` of the list of `date`,
 * without one of today's; 400 for what is no day. With @has_lists unset no day has any. */
void demo_hugging_face_answer_day (GPtrArray         *papers,
                                   gboolean           has_lists,
                                   DpTime             now,
                                   SoupServerMessage *message,
                                   GHashTable        *query);

/* Answers /hf/api/papers/ID; 404 for one that is not there. */
void demo_hugging_face_answer_paper (GPtrArray         *papers,
                                     SoupServerMessage *message,
                                     const char        *id);

G_END_DECLS
