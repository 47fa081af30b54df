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

/* Everything that was asked so far: "WORDS START+MAX, …". */
const char *test_source_get_asked   (TestSource *self);
gboolean    test_source_is_asked    (TestSource *self); /* and has not answered */

/* Answers the request that waits: with the papers @first to @first + @n - 1, the
 * k-th of them @k hours old; @problem is (transfer full) (nullable). */
void        test_source_answer      (TestSource *self,
                                     guint       first,
                                     guint       n,
                                     gint64      total,
                                     GError     *problem);
void        test_source_fail        (TestSource *self,
                                     GQuark      domain,
                                     int         code);

G_END_DECLS
