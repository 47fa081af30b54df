/* test-sim.h: the stand-in for the services, with real papers
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* A process of its own, with arXiv at its root and Hugging Face under `/hf`. */
typedef struct _TestSim TestSim;

/* @pace_ms: less than this between two requests to arXiv counts as impolite. %NULL where
 * there is no stand-in, or not its papers. */
TestSim    *test_sim_new            (guint pace_ms) G_GNUC_WARN_UNUSED_RESULT;
void        test_sim_free           (TestSim *self);
const char *test_sim_get_base       (TestSim *self);

/* Has the next requests of @site (`next` for arXiv, `hf`) fail, each in its way, one
 * after the other: `KIND,KIND,…`; nothing else is left to fail. */
void        test_sim_queue_faults   (TestSim    *self,
                                     const char *site,
                                     const char *faults);
/* How many requests there were, none of them impolite. */
guint       test_sim_count_requests (TestSim *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TestSim, test_sim_free)

G_END_DECLS
