/* test-thumbnail-cache.c: pictures, from the server and from the disk
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>
#include <utime.h>

#include "service/thumbnail/dp-thumbnail-cache.h"
#include "test-replay.h"
#include "test-util.h"

#define ADDRESS "https://cdn-thumbnails.huggingface.co/social-thumbnails/papers/2503.00001.png"
#define OTHER_ADDRESS "https://cdn-thumbnails.huggingface.co/social-thumbnails/papers/2503.00002.png"

typedef struct
{
  TestRaw          *server;
  DpHttpClient     *client;
  DpThumbnailCache *cache;
  char             *folder;
} Fixture;

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  g_autofree char *base = NULL;

  fixture->server = test_raw_new ();
  fixture->client = dp_http_client_new (NULL, 1);
  fixture->folder = g_build_filename (g_get_user_cache_dir (), "thumbnails", NULL);
  base = test_raw_get_uri (fixture->server);
  fixture->cache = dp_thumbnail_cache_new (fixture->client, fixture->folder, base);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  test_assert_finalizes (fixture->cache);
  test_assert_finalizes (fixture->client);
  test_raw_free (fixture->server);
  g_free (fixture->folder);
}

/* As far as anybody looks who does not draw it. */
static GBytes *
make_picture (guint16 width,
              guint8  height)
{
  const guint8 png[] = "\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\0\0\0\0\0\0\x08\x02\0\0\0\0\0\0\0 and pixels";
  guint8      *data = g_memdup2 (png, sizeof png);

  data[18] = (guint8)(width >> 8);
  data[19] = (guint8)width;
  data[23] = height;

  return g_bytes_new_take (data, sizeof png);
}

static void
add_answer (Fixture    *fixture,
            GBytes     *body,
            const char *type)
{
  g_autoptr (GByteArray) answer = g_byte_array_new ();
  gsize            size = 0;
  const guint8    *data = g_bytes_get_data (body, &size);
  g_autofree char *head = g_strdup_printf ("HTTP/1.1 200 OK\r\nContent-Type: %s\r\nContent-Length: %" G_GSIZE_FORMAT
                                           "\r\nConnection: close\r\n\r\n",
                                           type, size);

  g_byte_array_append (answer, (const guint8 *)head, (guint)strlen (head));
  g_byte_array_append (answer, data, (guint)size);
  test_raw_add (fixture->server, (const char *)answer->data, (gssize)answer->len, TEST_RAW_CLOSE);
}

static GBytes *
load (Fixture    *fixture,
      const char *uri,
      GError    **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *slot = NULL;

  dp_thumbnail_cache_load_async (fixture->cache, uri, NULL, test_result_cb, &slot);
  g_assert_null (slot);
  result = test_await (&slot);

  return dp_thumbnail_cache_load_finish (fixture->cache, result, error);
}

static void
test_asks_once (Fixture      *fixture,
                gconstpointer data)
{
  g_autoptr (GBytes) picture = make_picture (64, 32);

  add_answer (fixture, picture, "image/png");
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) thumbnail = load (fixture, ADDRESS, &error);

      g_assert_no_error (error);
      g_assert_true (g_bytes_equal (thumbnail, picture));
    }

  g_assert_cmpuint (test_raw_get_n_asked (fixture->server), ==, 1);
}

/* Whatever the server calls it. */
static void
test_refuses_what_is_no_picture (Fixture      *fixture,
                                 gconstpointer data)
{
  static const char svg[] = "<svg xmlns='http://www.w3.org/2000/svg' width='8' height='8'/>";
  static const char page[] = "<!doctype html><title>Sorry</title>";
  const char *const bodies[] = { svg, page, "" };

  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) body = g_bytes_new_static (bodies[i], strlen (bodies[i]));
      g_autofree char *uri = g_strdup_printf ("https://huggingface.co/%u.png", i);

      add_answer (fixture, body, "image/png");
      g_assert_null (load (fixture, uri, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
    }
}

static void
test_refuses_too_many_pixels (Fixture      *fixture,
                              gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) picture = make_picture (DP_THUMBNAIL_MAX_SIDE + 1, 1);

  add_answer (fixture, picture, "image/png");
  g_assert_null (load (fixture, ADDRESS, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
}

static void
test_refuses_too_many_bytes (Fixture      *fixture,
                             gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) body = g_bytes_new_take (g_malloc0 (DP_THUMBNAIL_MAX_BYTES + 1), DP_THUMBNAIL_MAX_BYTES + 1);

  add_answer (fixture, body, "image/png");
  g_assert_null (load (fixture, ADDRESS, &error));
  g_assert_error (error, DP_NET_ERROR, DP_NET_ERROR_TOO_LARGE);
}

/* Else somebody who sends a library around would learn who reads what. */
static void
test_asks_nobody_else (Fixture      *fixture,
                       gconstpointer data)
{
  static const char *const addresses[] = {
    "https://example.org/huggingface.co/a.png",
    "https://nothuggingface.co/a.png",
    "https://huggingface.co.example.org/a.png",
    "http://huggingface.co/a.png",
    "file:///etc/passwd",
    "",
  };

  for (guint i = 0; i < G_N_ELEMENTS (addresses); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (load (fixture, addresses[i], &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED);
    }

  g_assert_cmpuint (test_raw_get_n_asked (fixture->server), ==, 0);
}

static void
test_lets_failures_rest (Fixture      *fixture,
                         gconstpointer data)
{
  static const char missing[] = "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) later = NULL;

  test_raw_add (fixture->server, missing, -1, TEST_RAW_CLOSE);
  g_assert_null (load (fixture, ADDRESS, &error));
  g_assert_error (error, DP_NET_ERROR, DP_NET_ERROR_NOT_FOUND);

  g_assert_null (load (fixture, ADDRESS, &later));
  g_assert_error (later, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_cmpuint (test_raw_get_n_asked (fixture->server), ==, 1);
}

static void
test_mends_broken_files (Fixture      *fixture,
                         gconstpointer data)
{
  g_autoptr (GBytes) picture = make_picture (8, 8);
  g_autoptr (GBytes) kept = NULL;
  g_autoptr (GBytes) thumbnail = NULL;
  g_autoptr (GDir) dir = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;

  kept = dp_thumbnail_store_write (fixture->folder, ADDRESS, picture, DP_THUMBNAIL_MAX_STORED, &error);
  g_assert_no_error (error);
  dir = g_dir_open (fixture->folder, 0, NULL);
  path = g_build_filename (fixture->folder, g_dir_read_name (dir), NULL);
  g_assert_true (g_file_set_contents (path, "half a pic", -1, NULL));

  add_answer (fixture, picture, "image/png");
  thumbnail = load (fixture, ADDRESS, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (thumbnail, picture));
}

static void
set_used_long_ago (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  struct utimbuf long_ago = { .actime = 1000, .modtime = 1000 };
  const char    *name = NULL;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_assert_cmpint (g_utime (path, &long_ago), ==, 0);
    }
}

static gboolean
is_kept (Fixture    *fixture,
         const char *uri)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) thumbnail = dp_thumbnail_store_read (fixture->folder, uri, &error);

  return thumbnail != NULL;
}

static void
write_picture (Fixture    *fixture,
               const char *uri,
               GBytes     *picture,
               guint64     max_stored)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) thumbnail = dp_thumbnail_store_write (fixture->folder, uri, picture, max_stored, &error);

  g_assert_no_error (error);
  g_assert_nonnull (thumbnail);
}

/* Looking at a picture is using it. */
static void
test_forgets_what_was_used_longest_ago (Fixture      *fixture,
                                        gconstpointer data)
{
  g_autoptr (GBytes) picture = make_picture (32, 32);
  guint64 size = g_bytes_get_size (picture);

  write_picture (fixture, ADDRESS, picture, 3 * size);
  write_picture (fixture, OTHER_ADDRESS, picture, 3 * size);
  set_used_long_ago (fixture->folder);
  g_assert_true (is_kept (fixture, ADDRESS));

  write_picture (fixture, "https://huggingface.co/third.png", picture, size * 5 / 2);
  g_assert_true (is_kept (fixture, ADDRESS));
  g_assert_false (is_kept (fixture, OTHER_ADDRESS));
  g_assert_true (is_kept (fixture, "https://huggingface.co/third.png"));
}

static void
test_can_be_cancelled (Fixture      *fixture,
                       gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *slot = NULL;

  test_raw_add (fixture->server, "", 0, TEST_RAW_STALL);
  dp_thumbnail_cache_load_async (fixture->cache, ADDRESS, cancellable, test_result_cb, &slot);
  test_wait_until (test_raw_get_n_asked (fixture->server) == 1);
  g_cancellable_cancel (cancellable);
  result = test_await (&slot);
  g_assert_null (dp_thumbnail_cache_load_finish (fixture->cache, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

#define ADD(name, test) g_test_add ("/thumbnail-cache/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("asks-once", test_asks_once);
  ADD ("refuses-what-is-no-picture", test_refuses_what_is_no_picture);
  ADD ("refuses-too-many-pixels", test_refuses_too_many_pixels);
  ADD ("refuses-too-many-bytes", test_refuses_too_many_bytes);
  ADD ("asks-nobody-else", test_asks_nobody_else);
  ADD ("lets-failures-rest", test_lets_failures_rest);
  ADD ("mends-broken-files", test_mends_broken_files);
  ADD ("forgets-what-was-used-longest-ago", test_forgets_what_was_used_longest_ago);
  ADD ("can-be-cancelled", test_can_be_cancelled);

  return g_test_run ();
}
