/* test-replay.h: servers that do what a test tells them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>
#include <libsoup/soup.h>

G_BEGIN_DECLS

/* A server that replays canned answers, in order, and remembers who asked what. An
 * unexpected request fails the test, and so does an answer that nobody asked for. */
typedef struct _TestReplay TestReplay;

TestReplay *test_replay_new          (void) G_GNUC_WARN_UNUSED_RESULT;
void        test_replay_free         (TestReplay *self);
void        test_replay_add          (TestReplay *self,
                                      const char *path,
                                      guint       status,
                                      const char *header_or_null,
                                      const char *value_or_null,
                                      const char *body);
void        test_replay_set_delay    (TestReplay *self,
                                      guint       delay_ms);
char       *test_replay_get_uri      (TestReplay *self,
                                      const char *path) G_GNUC_WARN_UNUSED_RESULT;
guint       test_replay_get_n_asked  (TestReplay *self);
/* The most requests that were open at the same time. */
guint       test_replay_get_max_open (TestReplay *self);

/* Of the request of that number, from 0; times are monotonic. */
const char *test_replay_get_header   (TestReplay *self,
                                      guint       i,
                                      const char *name);
const char *test_replay_get_query    (TestReplay *self,
                                      guint       i,
                                      const char *key);
gint64      test_replay_get_begin_us (TestReplay *self,
                                      guint       i);
gint64      test_replay_get_end_us   (TestReplay *self,
                                      guint       i);

/* A server below HTTP: it waits for a request, writes bytes, and misbehaves. */
typedef enum
{
  TEST_RAW_CLOSE, /* ends the connection in good order */
  TEST_RAW_RESET, /* ends it the hard way */
  TEST_RAW_STALL, /* says nothing more */
  TEST_RAW_KEEP,  /* waits for the next request */
} TestRawEnd;

typedef struct _TestRaw TestRaw;

TestRaw *test_raw_new         (void) G_GNUC_WARN_UNUSED_RESULT;
void     test_raw_free        (TestRaw *self);
void     test_raw_add         (TestRaw    *self,
                               const char *bytes,
                               gssize      length,
                               TestRawEnd  end);
char    *test_raw_get_uri     (TestRaw *self) G_GNUC_WARN_UNUSED_RESULT;
guint    test_raw_get_n_asked (TestRaw *self);
gint64   test_raw_get_time_us (TestRaw *self,
                               guint    i);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TestReplay, test_replay_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TestRaw, test_raw_free)

G_END_DECLS
