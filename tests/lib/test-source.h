/* test-source.h: a service that answers what the test tells it to
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sources/dp-source.h"

G_BEGIN_DECLS

#define TEST_TYPE_SOURCE (test_source_get_type ())
G_DECLARE_FINAL_TYPE (TestSource, test_source, TEST, SOURCE, GObject)

TestSource *test_source_new         (void) G_GNUC_WARN_UNUSED_RESULT;

/* Gives it what dp_source_get_feed() returns. */
void        test_source_set_feed    (TestSource *self,
                                     TestSource *feed);

/* Everything that was asked so far: "WORDS START+MAX, day YYYY-MM-DD, ids ID+ID, …". */
const char *test_source_get_asked   (TestSource *self);
gboolean    test_source_is_asked    (TestSource *self); /* and has not answered */

/* Answers the request that waits: with the papers @first to @first + @n - 1, the
 * k-th of them @k hours old; @problem is (transfer full) (nullable). */
void        test_source_answer      (TestSource *self,
                                     guint       first,
                                     guint       n,
                                     gint64      total,
                                     GError     *problem);
/* … with these papers as the list of a day, ranked from 1. */
void        test_source_answer_day  (TestSource *self,
                                     const char *day,
                                     guint       first,
                                     guint       n,
                                     GError     *problem);
/* … with a page of the test's own, (transfer full). */
void        test_source_answer_page (TestSource   *self,
                                     DpSourcePage *page);
/* The paper of that number, 2501.NUMBER, to be filled in further. */
DpPaper    *test_source_make_paper  (guint number) G_GNUC_WARN_UNUSED_RESULT;
void        test_source_fail        (TestSource *self,
                                     GQuark      domain,
                                     int         code);

G_END_DECLS
