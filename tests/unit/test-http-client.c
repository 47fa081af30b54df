/* test-http-client.c: polite HTTP, each rule of it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "net/dp-http-client.h"
#include "test-replay.h"
#include "test-util.h"

/* All waits are a hundredth of what they are for a real server. */
#define INTERVAL_MS 3000
#define SCALED_MS 30

#define GROUP "tests"

/* A consumer that keeps what it gets, and judges as it is told. */

#define TEST_TYPE_SINK (test_sink_get_type ())
G_DECLARE_FINAL_TYPE (TestSink, test_sink, TEST, SINK, GObject)

struct _TestSink
{
  GObject parent_instance;

  GString *text;
  guint    status;
  char    *content_type;
  guint    n_begun;
  guint    n_ended;
  int      verdict;    /* a DpNetError to end with; -1 for none */
  guint    n_verdicts; /* how often */
};

static gboolean
begin (DpHttpConsumer *consumer,
       guint           status,
       const char     *content_type,
       GError        **error)
{
  TestSink *self = TEST_SINK (consumer);

  g_string_truncate (self->text, 0);
  self->status = status;
  g_free (self->content_type);
  self->content_type = g_strdup (content_type);
  self->n_begun++;

  return TRUE;
}

static gboolean
feed (DpHttpConsumer *consumer,
      const char     *data,
      gsize           length,
      GError        **error)
{
  g_string_append_len (TEST_SINK (consumer)->text, data, (gssize)length);

  return TRUE;
}

static gboolean
end (DpHttpConsumer *consumer,
     GError        **error)
{
  TestSink *self = TEST_SINK (consumer);

  self->n_ended++;
  if (self->n_verdicts == 0)
    return TRUE;

  self->n_verdicts--;
  g_set_error_literal (error, DP_NET_ERROR, self->verdict, "The sink is not content.");

  return FALSE;
}

static void
consumer_iface_init (DpHttpConsumerInterface *iface)
{
  iface->begin = begin;
  iface->feed = feed;
  iface->end = end;
}

/* clang-format off */
G_DEFINE_FINAL_TYPE_WITH_CODE (TestSink, test_sink, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (DP_TYPE_HTTP_CONSUMER, consumer_iface_init))
/* clang-format on */

static void
test_sink_finalize (GObject *object)
{
  TestSink *self = TEST_SINK (object);

  g_string_free (self->text, TRUE);
  g_free (self->content_type);

  G_OBJECT_CLASS (test_sink_parent_class)->finalize (object);
}

static void
test_sink_class_init (TestSinkClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = test_sink_finalize;
}

static void
test_sink_init (TestSink *self)
{
  self->text = g_string_new (NULL);
}

typedef struct
{
  char          *folder;
  TestReplay    *replay;
  TestRaw       *raw;
  DpHttpClient  *client;
  DpHttpRequest *request;
  TestSink      *sink;
  GString       *waits;    /* a letter a wait */
  gint64         until_us; /* of the last wait */
} Fixture;

static void
waiting_cb (DpHttpClient *client,
            const char   *group,
            guint         wait,
            gint64        until_us,
            gpointer      user_data)
{
  Fixture *fixture = user_data;

  g_assert_cmpstr (group, ==, GROUP);
  g_assert_cmpuint (wait, <=, DP_HTTP_WAIT_OVER);
  g_string_append_c (fixture->waits, "tpbao"[wait]);
  fixture->until_us = until_us;
}

static DpHttpClient *
make_client (Fixture *fixture)
{
  /* A busy machine is no silent server. */
  DpHttpLimits  limits = { .connect_ms = 60000, .first_byte_ms = 60000, .idle_ms = 60000, .total_ms = 120000 };
  DpHttpClient *client = dp_http_client_new (fixture->folder, SCALED_MS);

  dp_http_client_set_limits (client, &limits);

  return client;
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  fixture->folder = g_build_filename (g_get_user_state_dir (), "net", NULL);
  fixture->replay = test_replay_new ();
  fixture->raw = test_raw_new ();
  fixture->client = make_client (fixture);
  fixture->request = dp_http_request_new ("", GROUP, INTERVAL_MS);
  fixture->sink = g_object_new (TEST_TYPE_SINK, NULL);
  fixture->waits = g_string_new (NULL);
  g_signal_connect (fixture->client, "waiting", G_CALLBACK (waiting_cb), fixture);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  g_assert_finalize_object (fixture->client);
  g_assert_finalize_object (fixture->sink);
  dp_http_request_free (fixture->request);
  test_raw_free (fixture->raw);
  test_replay_free (fixture->replay);
  g_string_free (fixture->waits, TRUE);
  g_free (fixture->folder);
}

static DpHttpResponse *
fetch_with (DpHttpClient *client,
            Fixture      *fixture,
            GError      **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *slot = NULL;

  dp_http_client_fetch_async (client, fixture->request, DP_HTTP_CONSUMER (fixture->sink), NULL,
                              test_result_cb, &slot);
  g_assert_null (slot); /* never before the call returns */
  result = test_await (&slot);

  return dp_http_client_fetch_finish (client, result, error);
}

static DpHttpResponse *
fetch (Fixture    *fixture,
       const char *path,
       GError    **error)
{
  g_free (fixture->request->uri);
  fixture->request->uri = test_replay_get_uri (fixture->replay, path);

  return fetch_with (fixture->client, fixture, error);
}

static DpHttpResponse *
fetch_raw (Fixture *fixture,
           GError **error)
{
  g_free (fixture->request->uri);
  fixture->request->uri = test_raw_get_uri (fixture->raw);

  return fetch_with (fixture->client, fixture, error);
}

static void
assert_fails (DpHttpResponse *response,
              const GError   *error,
              DpNetError      code)
{
  g_assert_null (response);
  g_assert_error (error, DP_NET_ERROR, (int)code);
  g_test_message ("%s", error->message);
  g_assert_true (g_str_has_suffix (error->message, ".")); /* a sentence */
}

static void
assert_pause (TestReplay *replay,
              guint       i,
              gint64      at_least_ms)
{
  gint64 pause_us = test_replay_get_begin_us (replay, i) - test_replay_get_end_us (replay, i - 1);

  /* The answer has ended for the server a little before it has for us. */
  g_assert_cmpint (pause_us, >=, at_least_ms * 1000 - 1000);
  g_assert_cmpint (pause_us, <=, (at_least_ms + 5000) * 1000);
}

static void
test_gives_the_body (Fixture      *fixture,
                     gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DpHttpResponse) response = NULL;

  test_replay_add (fixture->replay, "/feed", 200, NULL, NULL, "hello");
  fixture->request->accept = g_strdup ("application/atom+xml");

  response = fetch (fixture, "/feed", &error);
  g_assert_no_error (error);
  g_assert_false (response->not_modified);
  g_assert_cmpuint (response->n_bytes, ==, 5);
  g_assert_cmpstr (fixture->sink->text->str, ==, "hello");
  g_assert_cmpstr (fixture->sink->content_type, ==, "text/plain");
  g_assert_cmpuint (fixture->sink->n_ended, ==, 1);
  g_assert_cmpstr (fixture->waits->str, ==, "tao");

  g_assert_cmpstr (test_replay_get_header (fixture->replay, 0, "User-Agent"), ==,
                   "daily-papers/" PACKAGE_VERSION " (+" PACKAGE_URL ")");
  g_assert_cmpstr (test_replay_get_header (fixture->replay, 0, "Accept"), ==, "application/atom+xml");
}

static void
test_unpacks_gzip (Fixture      *fixture,
                   gconstpointer data)
{
  const char *head = "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nConnection: close\r\n\r\n";
  g_autoptr (GConverter) compressor = G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, -1));
  g_autofree char *text = g_strnfill (100000, 'x');
  char             bytes[4096] = { 0 };
  gsize            n_read = 0;
  gsize            n_written = 0;
  g_autoptr (GError) error = NULL;
  g_autoptr (DpHttpResponse) response = NULL;

  memcpy (bytes, head, strlen (head));
  g_converter_convert (compressor, text, 100000, bytes + strlen (head), sizeof bytes - strlen (head),
                       G_CONVERTER_INPUT_AT_END, &n_read, &n_written, &error);
  g_assert_no_error (error);

  test_raw_add (fixture->raw, bytes, (gssize)(strlen (head) + n_written), TEST_RAW_CLOSE);
  response = fetch_raw (fixture, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (response->n_bytes, ==, 100000);
  g_assert_cmpstr (fixture->sink->text->str, ==, text);
  g_clear_pointer (&response, dp_http_response_free);

  /* The limit is one of what comes out. */
  fixture->request->max_bytes = 99999;
  test_raw_add (fixture->raw, bytes, (gssize)(strlen (head) + n_written), TEST_RAW_CLOSE);
  response = fetch_raw (fixture, &error);
  assert_fails (response, error, DP_NET_ERROR_TOO_LARGE);
  g_assert_cmpuint (test_raw_get_n_asked (fixture->raw), ==, 2);
}

static void
test_statuses_that_end_it (Fixture      *fixture,
                           gconstpointer data)
{
  const struct
  {
    guint      status;
    DpNetError code;
  } cases[] = {
    { 403, DP_NET_ERROR_FORBIDDEN },
    { 404, DP_NET_ERROR_NOT_FOUND },
    { 410, DP_NET_ERROR_GONE },
    { 400, DP_NET_ERROR_STATUS },
    { 418, DP_NET_ERROR_STATUS },
    { 304, DP_NET_ERROR_STATUS }, /* nobody asked for it */
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (DpHttpResponse) response = NULL;

      test_replay_add (fixture->replay, "/", cases[i].status, NULL, NULL, "");
      response = fetch (fixture, "/", &error);
      assert_fails (response, error, cases[i].code);
      g_assert_cmpuint (test_replay_get_n_asked (fixture->replay), ==, i + 1);
    }
}

static void
test_bad_request_may_explain_itself (Fixture      *fixture,
                                     gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DpHttpResponse) response = NULL;

  test_replay_add (fixture->replay, "/", 400, NULL, NULL, "why");
  fixture->sink->verdict = DP_NET_ERROR_ADDRESS;
  fixture->sink->n_verdicts = 1;

  response = fetch (fixture, "/", &error);
  assert_fails (response, error, DP_NET_ERROR_ADDRESS); /* the sink's own */
  g_assert_cmpuint (fixture->sink->status, ==, 400);
  g_assert_cmpstr (fixture->sink->text->str, ==, "why");
}

static void
test_backs_off_and_gives_up (Fixture      *fixture,
                             gconstpointer data)
{
  guint  status = GPOINTER_TO_UINT (data);
  gint64 began_us = g_get_real_time ();
  gint64 until_us = 0;
  g_autoptr (DpHttpClient) another = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (DpHttpResponse) response = NULL;

  for (guint i = 0; i < 4; i++)
    test_replay_add (fixture->replay, "/", status, NULL, NULL, "Rate exceeded.");

  response = fetch (fixture, "/", &error);
  assert_fails (response, error, DP_NET_ERROR_THROTTLED);
  g_assert_cmpuint (fixture->sink->n_begun, ==, 0);
  assert_pause (fixture->replay, 1, 50);
  assert_pause (fixture->replay, 2, 150);
  assert_pause (fixture->replay, 3, 450);
  g_assert_cmpstr (fixture->waits->str, ==, "tabababao");

  until_us = dp_net_error_get_until (error);
  g_assert_cmpint (until_us, >=, began_us + (50 + 150 + 450 + 1350) * 1000);
  g_assert_cmpint (until_us, <=, g_get_real_time () + 1350 * 1000);

  /* Till then nobody asks, also not after a new start. */
  another = make_client (fixture);
  g_clear_error (&error);
  response = fetch_with (another, fixture, &error);
  assert_fails (response, error, DP_NET_ERROR_THROTTLED);
  g_assert_cmpint (dp_net_error_get_until (error), ==, until_us);
}

static void
test_asks_again_after_a_refusal (Fixture      *fixture,
                                 gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DpHttpResponse) response = NULL;

  test_replay_add (fixture->replay, "/", 429, NULL, NULL, "Rate exceeded.");
  test_replay_add (fixture->replay, "/", 200, NULL, NULL, "hello");

  response = fetch (fixture, "/", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (fixture->sink->text->str, ==, "hello");
  assert_pause (fixture->replay, 1, 50);
}

static void
test_obeys_retry_after (Fixture      *fixture,
                        gconstpointer data)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) soon = g_date_time_add_seconds (now, 31);
  g_autofree char *date = soup_date_time_to_string (soon, SOUP_DATE_HTTP);
  g_autoptr (GError) error = NULL;
  g_autoptr (DpHttpResponse) response = NULL;

  test_replay_add (fixture->replay, "/", 503, "Retry-After", "20", "");
  test_replay_add (fixture->replay, "/", 500, "Retry-After", date, "");
  test_replay_add (fixture->replay, "/", 200, NULL, NULL, "hello");

  response = fetch (fixture, "/", &error);
  g_assert_no_error (error);
  g_assert_nonnull (response);
  assert_pause (fixture->replay, 1, 200);
  assert_pause (fixture->replay, 2, 290);
}

/* What Hugging Face sends in its place. */
static void
test_obeys_rate_limit (Fixture      *fixture,
                       gconstpointer data)
{
  const struct
  {
    const char *text;
    gint64      pause_ms;
  } cases[] = {
    { "\"api\";r=0;t=30", 300 },
    { "\"api\"; r=0; t=8", 80 },
    { "\"api\";r=0;t=soon", 50 },
    { "t", 50 },
    { "", 50 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (DpHttpResponse) response = NULL;

      test_replay_add (fixture->replay, "/", 429, "RateLimit", cases[i].text, "");
      test_replay_add (fixture->replay, "/", 200, NULL, NULL, "hello");
      response = fetch (fixture, "/", &error);
      g_assert_no_error (error);
      assert_pause (fixture->replay, 2 * i + 1, cases[i].pause_ms);
    }
}

static void
test_retry_after_survives_a_restart (Fixture      *fixture,
                                     gconstpointer data)
{
  gint64 until_us = 0;
  g_autoptr (DpHttpClient) another = make_client (fixture);
  g_autoptr (GError) error = NULL;
  g_autoptr (DpHttpResponse) response = NULL;

  test_replay_add (fixture->replay, "/", 429, "Retry-After", "100", "");

  response = fetch (fixture, "/", &error);
  assert_fails (response, error, DP_NET_ERROR_THROTTLED);
  until_us = dp_net_error_get_until (error);
  g_assert_cmpint (until_us, <=, g_get_real_time () + 1000 * 1000);
  g_assert_cmpint (until_us, >, g_get_real_time () + 800 * 1000);
  g_clear_error (&error);

  /* Too long a pause to wait for … */
  response = fetch_with (another, fixture, &error);
  assert_fails (response, error, DP_NET_ERROR_THROTTLED);
  g_assert_cmpint (dp_net_error_get_until (error), ==, until_us);
  g_clear_error (&error);

  /* … until most of it is over. */
  test_wait_until (g_get_real_time () >= until_us - 550 * 1000);
  test_replay_add (fixture->replay, "/", 200, NULL, NULL, "hello");
  response = fetch_with (another, fixture, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_get_real_time (), >=, until_us);
}

static void
test_retry_after_may_be_nonsense (Fixture      *fixture,
                                  gconstpointer data)
{
  const char *const texts[] = { "soon", "", "-5" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (DpHttpResponse) response = NULL;

      test_replay_add (fixture->replay, "/", 503, "Retry-After", texts[i], "");
      test_replay_add (fixture->replay, "/", 200, NULL, NULL, "hello");
      response = fetch (fixture, "/", &error);
      g_assert_no_error (error);
      assert_pause (fixture->replay, 2 * i + 1, 50);
    }
}

static void
test_retry_after_is_bounded (Fixture      *fixture,
                             gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DpHttpResponse) response = NULL;

  test_replay_add (fixture->replay, "/", 503, "Retry-After", "99999999999999999999", "");
  response = fetch (fixture, "/", &error);
  assert_fails (response, error, DP_NET_ERROR_THROTTLED);
  g_assert_cmpint (dp_net_error_get_until (error), <=,
                   g_get_real_time () + G_TIME_SPAN_DAY / 100);
}

static void
test_faults_of_the_server (Fixture      *fixture,
                           gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DpHttpResponse) response = NULL;

  for (guint i = 0; i < 3; i++)
    test_replay_add (fixture->replay, "/", 502, NULL, NULL, "");

  response = fetch (fixture, "/", &error);
  assert_fails (response, error, DP_NET_ERROR_STATUS);
  assert_pause (fixture->replay, 1, 50);
  assert_pause (fixture->replay, 2, 150);

  /* It says nothing of the next request. */
  g_clear_error (&error);
  test_replay_add (fixture->replay, "/", 200, NULL, NULL, "hello");
  response = fetch (fixture, "/", &error);
  g_assert_no_error (error);
}

static void
test_consumer_sees_through_it (Fixture      *fixture,
                               gconstpointer data)
{
  DpNetError code = GPOINTER_TO_UINT (data);
  g_autoptr (GError) error = NULL;
  g_autoptr (DpHttpResponse) response = NULL;

  fixture->sink->verdict = (int)code;
  fixture->sink->n_verdicts = 1 + 4;
  for (guint i = 0; i < 2 + 4; i++)
    test_replay_add (fixture->replay, "/", 200, NULL, NULL, "Rate exceeded.");

  fixture->sink->n_verdicts = 1;
  response = fetch (fixture, "/", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (fixture->sink->n_begun, ==, 2);
  g_clear_pointer (&response, dp_http_response_free);

  fixture->sink->n_verdicts = 4;
  response = fetch (fixture, "/", &error);
  assert_fails (response, error, code);
  g_assert_cmpuint (fixture->sink->n_begun, ==, 6);
  g_assert_nonnull (strstr (error->message, "The sink is not content."));
}

static void
test_consumer_ends_it (Fixture      *fixture,
                       gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DpHttpResponse) response = NULL;

  fixture->sink->verdict = DP_NET_ERROR_GONE;
  fixture->sink->n_verdicts = 1;
  test_replay_add (fixture->replay, "/", 200, NULL, NULL, "hello");
  response = fetch (fixture, "/", &error);
  assert_fails (response, error, DP_NET_ERROR_GONE);
}

static void
test_cut_body (Fixture      *fixture,
               gconstpointer data)
{
  const char *cut = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (DpHttpResponse) response = NULL;

  test_raw_add (fixture->raw, cut, -1, TEST_RAW_CLOSE);
  test_raw_add (fixture->raw, cut, -1, TEST_RAW_RESET);
  test_raw_add (fixture->raw, "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nwhole", -1, TEST_RAW_CLOSE);
  response = fetch_raw (fixture, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (fixture->sink->text->str, ==, "whole");
  g_assert_cmpuint (fixture->sink->n_ended, ==, 1);
}

static void
test_cut_for_good (Fixture      *fixture,
                   gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DpHttpResponse) response = NULL;

  for (guint i = 0; i < 4; i++)
    test_raw_add (fixture->raw, "HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nwho", -1, TEST_RAW_CLOSE);

  response = fetch_raw (fixture, &error);
  assert_fails (response, error, DP_NET_ERROR_INCOMPLETE);
}

static void
test_dead_kept_connection (Fixture      *fixture,
                           gconstpointer data)
{
  const char *whole = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nwhole";
  g_autoptr (GError) error = NULL;
  g_autoptr (DpHttpResponse) response = NULL;

  test_raw_add (fixture->raw, whole, -1, TEST_RAW_KEEP);
  response = fetch_raw (fixture, &error);
  g_assert_no_error (error);
  g_clear_pointer (&response, dp_http_response_free);

  test_raw_add (fixture->raw, "", -1, TEST_RAW_RESET);
  test_raw_add (fixture->raw, whole, -1, TEST_RAW_CLOSE);
  response = fetch_raw (fixture, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (test_raw_get_n_asked (fixture->raw), ==, 3);
  g_assert_cmpint (test_raw_get_time_us (fixture->raw, 2) - test_raw_get_time_us (fixture->raw, 1), >=, 50 * 1000);
}

static void
test_silence (Fixture      *fixture,
              gconstpointer data)
{
  const char  *said = data;
  DpHttpLimits limits = { .connect_ms = 60000, .first_byte_ms = 400, .idle_ms = 200, .total_ms = 60000 };
  gint64       began_us = g_get_monotonic_time ();
  g_autoptr (GError) error = NULL;
  g_autoptr (DpHttpResponse) response = NULL;

  dp_http_client_set_limits (fixture->client, &limits);
  test_raw_add (fixture->raw, said, -1, TEST_RAW_STALL);
  response = fetch_raw (fixture, &error);
  assert_fails (response, error, DP_NET_ERROR_TIMED_OUT);
  g_assert_cmpint (g_get_monotonic_time () - began_us, >=, (*said == '\0' ? 400 : 200) * 1000);
}

static void
test_slow_answers_have_an_end (Fixture      *fixture,
                               gconstpointer data)
{
  DpHttpLimits limits = { .connect_ms = 2000, .first_byte_ms = 2000, .idle_ms = 2000, .total_ms = 100 };
  g_autoptr (GError) error = NULL;
  g_autoptr (DpHttpResponse) response = NULL;

  dp_http_client_set_limits (fixture->client, &limits);
  test_raw_add (fixture->raw, "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nwh", -1, TEST_RAW_STALL);
  response = fetch_raw (fixture, &error);
  assert_fails (response, error, DP_NET_ERROR_TIMED_OUT);
}

static void
test_too_large (Fixture      *fixture,
                gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DpHttpResponse) response = NULL;

  fixture->request->max_bytes = 5;
  test_replay_add (fixture->replay, "/", 200, NULL, NULL, "12345");
  response = fetch (fixture, "/", &error);
  g_assert_no_error (error);
  g_clear_pointer (&response, dp_http_response_free);

  test_replay_add (fixture->replay, "/", 200, NULL, NULL, "123456");
  response = fetch (fixture, "/", &error);
  assert_fails (response, error, DP_NET_ERROR_TOO_LARGE);
}

static void
test_follows_redirects (Fixture      *fixture,
                        gconstpointer data)
{
  const guint statuses[] = { 301, 302, 303, 307, 308 };
  g_autoptr (GError) error = NULL;
  g_autoptr (DpHttpResponse) response = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    test_replay_add (fixture->replay, "/", statuses[i], "Location", "/", "");
  test_replay_add (fixture->replay, "/", 200, NULL, NULL, "hello");

  response = fetch (fixture, "/", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (fixture->sink->text->str, ==, "hello");
  for (guint i = 1; i < 6; i++)
    assert_pause (fixture->replay, i, SCALED_MS);
}

static void
test_redirects_have_an_end (Fixture      *fixture,
                            gconstpointer data)
{
  const char *const places[] = { NULL, "ftp://127.0.0.1/", "http://", "http://192.0.2.1/" };
  g_autoptr (GError) error = NULL;
  g_autoptr (DpHttpResponse) response = NULL;

  for (guint i = 0; i < 6; i++)
    test_replay_add (fixture->replay, "/", 302, "Location", "/", "");
  response = fetch (fixture, "/", &error);
  assert_fails (response, error, DP_NET_ERROR_REDIRECT);

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_clear_error (&error);
      test_replay_add (fixture->replay, "/", 301, places[i] != NULL ? "Location" : NULL, places[i], "");
      response = fetch (fixture, "/", &error);
      assert_fails (response, error, DP_NET_ERROR_REDIRECT);
    }
}

static void
test_unencrypted_redirects_are_not_remembered (Fixture      *fixture,
                                               gconstpointer data)
{
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (DpHttpResponse) response = NULL;

      test_replay_add (fixture->replay, "/old", 301, "Location", "/new", "");
      test_replay_add (fixture->replay, "/new", 200, NULL, NULL, "hello");
      response = fetch (fixture, "/old", &error);
      g_assert_no_error (error);
    }
}

static void
test_asks_for_changes_only (Fixture      *fixture,
                            gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DpHttpResponse) first = NULL;
  g_autoptr (DpHttpResponse) second = NULL;

  test_replay_add (fixture->replay, "/", 200, "ETag", "\"a\"", "hello");
  first = fetch (fixture, "/", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (first->etag, ==, "\"a\"");
  g_assert_null (first->last_modified);
  g_assert_null (test_replay_get_header (fixture->replay, 0, "If-None-Match"));

  fixture->request->etag = g_strdup (first->etag);
  fixture->request->last_modified = g_strdup ("Sat, 21 Nov 2026 00:00:00 GMT");
  test_replay_add (fixture->replay, "/", 304, "Last-Modified", "Sat, 21 Nov 2026 00:00:00 GMT", "");
  second = fetch (fixture, "/", &error);
  g_assert_no_error (error);
  g_assert_true (second->not_modified);
  g_assert_cmpstr (second->last_modified, ==, "Sat, 21 Nov 2026 00:00:00 GMT");
  g_assert_cmpuint (fixture->sink->n_begun, ==, 1);
  g_assert_cmpstr (test_replay_get_header (fixture->replay, 1, "If-None-Match"), ==, "\"a\"");
  g_assert_cmpstr (test_replay_get_header (fixture->replay, 1, "If-Modified-Since"), ==,
                   "Sat, 21 Nov 2026 00:00:00 GMT");
}

static void
test_offline (Fixture      *fixture,
              gconstpointer data)
{
  const char *const uris[] = { "http://127.0.0.1:1/", "http://nowhere.invalid/" };

  for (guint i = 0; i < G_N_ELEMENTS (uris); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (DpHttpResponse) response = NULL;

      g_free (fixture->request->uri);
      fixture->request->uri = g_strdup (uris[i]);
      response = fetch_with (fixture->client, fixture, &error);
      assert_fails (response, error, DP_NET_ERROR_OFFLINE);
    }

  /* Nobody was asked, so nobody needs a pause. */
  g_assert_cmpstr (fixture->waits->str, ==, "taotao");
}

static void
test_bad_addresses (Fixture      *fixture,
                    gconstpointer data)
{
  const char *const uris[] = { "", "no address", "ftp://example.org/", "http://", "http:///x", "file:///etc/passwd" };

  for (guint i = 0; i < G_N_ELEMENTS (uris); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (DpHttpResponse) response = NULL;

      g_free (fixture->request->uri);
      fixture->request->uri = g_strdup (uris[i]);
      response = fetch_with (fixture->client, fixture, &error);
      assert_fails (response, error, DP_NET_ERROR_ADDRESS);
    }
}

static void
await_fetch (DpHttpClient  *client,
             GAsyncResult **slot)
{
  g_autoptr (GAsyncResult) result = test_await (slot);
  g_autoptr (GError) error = NULL;
  g_autoptr (DpHttpResponse) response = NULL;

  response = dp_http_client_fetch_finish (client, result, &error);
  g_assert_no_error (error);
}

static void
test_one_connection_and_its_pace (Fixture      *fixture,
                                  gconstpointer data)
{
  g_autoptr (DpHttpClient) another = make_client (fixture);
  DpHttpClient *clients[] = { fixture->client, another, fixture->client, another, fixture->client };
  GAsyncResult *slots[G_N_ELEMENTS (clients)] = { NULL };

  test_replay_set_delay (fixture->replay, 40);
  g_free (fixture->request->uri);
  fixture->request->uri = test_replay_get_uri (fixture->replay, "/");

  for (guint i = 0; i < G_N_ELEMENTS (clients); i++)
    {
      test_replay_add (fixture->replay, "/", 200, NULL, NULL, "hello");
      dp_http_client_fetch_async (clients[i], fixture->request, DP_HTTP_CONSUMER (fixture->sink), NULL,
                                  test_result_cb, &slots[i]);
    }
  for (guint i = 0; i < G_N_ELEMENTS (clients); i++)
    await_fetch (clients[i], &slots[i]);

  g_assert_cmpuint (test_replay_get_max_open (fixture->replay), ==, 1);
  for (guint i = 1; i < G_N_ELEMENTS (clients); i++)
    assert_pause (fixture->replay, i, SCALED_MS);
}

static void
test_real_pace (Fixture      *fixture,
                gconstpointer data)
{
  g_autoptr (DpHttpClient) client = dp_http_client_new (fixture->folder, -1);

  g_free (fixture->request->uri);
  fixture->request->uri = test_replay_get_uri (fixture->replay, "/");

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (DpHttpResponse) response = NULL;

      test_replay_add (fixture->replay, "/", 200, NULL, NULL, "hello");
      response = fetch_with (client, fixture, &error);
      g_assert_no_error (error);
    }

  assert_pause (fixture->replay, 1, 3000);
}

static void
test_environment (Fixture      *fixture,
                  gconstpointer data)
{
  g_autofree char *file = g_build_filename (g_get_user_state_dir (), "daily-papers", "net", GROUP ".loopback", NULL);
  g_autoptr (DpHttpClient) client = NULL;

  g_setenv ("DAILY_PAPERS_INTERVAL_MS", "60", TRUE);
  client = dp_http_client_new_default ();
  g_unsetenv ("DAILY_PAPERS_INTERVAL_MS");
  g_free (fixture->request->uri);
  fixture->request->uri = test_replay_get_uri (fixture->replay, "/");

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (DpHttpResponse) response = NULL;

      test_replay_add (fixture->replay, "/", 200, NULL, NULL, "hello");
      response = fetch_with (client, fixture, &error);
      g_assert_no_error (error);
    }

  assert_pause (fixture->replay, 1, 60);
  g_assert_true (g_file_test (file, G_FILE_TEST_IS_REGULAR));
}

/* Starts a fetch of @uri, lets it get as far as @waits, and cancels it. */
static void
cancel_at (Fixture    *fixture,
           char       *uri, /* (owned) */
           const char *waits,
           guint       n_asked, /* of the raw server */
           guint       n_begun)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *slot = NULL;
  gint64        cancelled_us = 0;
  g_autoptr (GError) error = NULL;
  g_autoptr (DpHttpResponse) response = NULL;

  g_free (fixture->request->uri);
  fixture->request->uri = uri;
  g_string_truncate (fixture->waits, 0);

  dp_http_client_fetch_async (fixture->client, fixture->request, DP_HTTP_CONSUMER (fixture->sink), cancellable,
                              test_result_cb, &slot);
  test_wait_until (g_str_has_prefix (fixture->waits->str, waits) &&
                   test_raw_get_n_asked (fixture->raw) >= n_asked && fixture->sink->n_begun >= n_begun);

  g_assert_null (slot);
  cancelled_us = g_get_monotonic_time ();
  g_cancellable_cancel (cancellable);
  result = test_await (&slot);
  g_assert_cmpint (g_get_monotonic_time () - cancelled_us, <=, 10 * G_USEC_PER_SEC); /* not the minute that it would wait */

  response = dp_http_client_fetch_finish (fixture->client, result, &error);
  g_assert_null (response);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_true (g_str_has_suffix (fixture->waits->str, "o"));
}

/* Nothing of the cancelled one is left over. */
static void
assert_works (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DpHttpResponse) response = NULL;

  test_raw_add (fixture->raw, "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nwhole", -1, TEST_RAW_CLOSE);
  response = fetch_raw (fixture, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (fixture->sink->text->str, ==, "whole");
}

static void
test_cancel_before (Fixture      *fixture,
                    gconstpointer data)
{
  cancel_at (fixture, test_raw_get_uri (fixture->raw), "t", 0, 0);
  assert_works (fixture);
}

static void
test_cancel_in_the_queue (Fixture      *fixture,
                          gconstpointer data)
{
  GAsyncResult *slot = NULL;

  test_replay_set_delay (fixture->replay, 100);
  test_replay_add (fixture->replay, "/", 200, NULL, NULL, "hello");
  g_free (fixture->request->uri);
  fixture->request->uri = test_replay_get_uri (fixture->replay, "/");
  dp_http_client_fetch_async (fixture->client, fixture->request, DP_HTTP_CONSUMER (fixture->sink), NULL,
                              test_result_cb, &slot);

  /* The first one's waits come between. */
  cancel_at (fixture, test_raw_get_uri (fixture->raw), "ta", 0, 0);
  await_fetch (fixture->client, &slot);
  assert_works (fixture);
}

static void
test_cancel_while_another_client_asks (Fixture      *fixture,
                                       gconstpointer data)
{
  g_autoptr (DpHttpClient) another = make_client (fixture);
  GAsyncResult *slot = NULL;

  test_replay_set_delay (fixture->replay, 100);
  test_replay_add (fixture->replay, "/", 200, NULL, NULL, "hello");
  g_free (fixture->request->uri);
  fixture->request->uri = test_replay_get_uri (fixture->replay, "/");
  dp_http_client_fetch_async (another, fixture->request, DP_HTTP_CONSUMER (fixture->sink), NULL,
                              test_result_cb, &slot);
  test_wait_until (test_replay_get_n_asked (fixture->replay) == 1);

  cancel_at (fixture, test_raw_get_uri (fixture->raw), "t", 0, 0);
  g_assert_cmpstr (fixture->waits->str, ==, "to");
  await_fetch (another, &slot);
  assert_works (fixture);
}

static void
test_cancel_in_the_pace (Fixture      *fixture,
                         gconstpointer data)
{
  assert_works (fixture);
  cancel_at (fixture, test_raw_get_uri (fixture->raw), "tp", 0, 0);
  assert_works (fixture);
}

static void
test_cancel_in_the_back_off (Fixture      *fixture,
                             gconstpointer data)
{
  test_replay_add (fixture->replay, "/", 429, NULL, NULL, "");
  cancel_at (fixture, test_replay_get_uri (fixture->replay, "/"), "tab", 0, 0);
  assert_works (fixture);
}

static void
test_cancel_before_the_answer (Fixture      *fixture,
                               gconstpointer data)
{
  test_raw_add (fixture->raw, "", -1, TEST_RAW_STALL);
  cancel_at (fixture, test_raw_get_uri (fixture->raw), "ta", 1, 0);
  assert_works (fixture);
}

static void
test_cancel_in_the_body (Fixture      *fixture,
                         gconstpointer data)
{
  test_raw_add (fixture->raw, "HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\nwh", -1, TEST_RAW_STALL);
  cancel_at (fixture, test_raw_get_uri (fixture->raw), "ta", 1, 1);
  assert_works (fixture);
}

/* What the other process of the next test does. */
static int
fetch_in_another_process (const char *folder,
                          const char *uri,
                          const char *n_text)
{
  g_autoptr (DpHttpClient) client = dp_http_client_new (folder, SCALED_MS);
  g_autoptr (DpHttpRequest) request = dp_http_request_new (uri, GROUP, INTERVAL_MS);
  g_autoptr (TestSink) sink = g_object_new (TEST_TYPE_SINK, NULL);

  for (gint64 i = g_ascii_strtoll (n_text, NULL, 10); i > 0; i--)
    {
      GAsyncResult *slot = NULL;

      dp_http_client_fetch_async (client, request, DP_HTTP_CONSUMER (sink), NULL, test_result_cb, &slot);
      await_fetch (client, &slot);
    }

  return 0;
}

static char *own_path;

static void
test_two_processes_share_a_pace (Fixture      *fixture,
                                 gconstpointer data)
{
  const guint      n = 8;
  g_autofree char *uri = test_replay_get_uri (fixture->replay, "/");
  GSubprocess     *processes[2] = { NULL };
  GAsyncResult    *slots[2] = { NULL };
  g_autoptr (GError) error = NULL;

  test_replay_set_delay (fixture->replay, 10);
  for (guint i = 0; i < 2 * n; i++)
    test_replay_add (fixture->replay, "/", 200, NULL, NULL, "hello");

  for (guint i = 0; i < 2; i++)
    {
      processes[i] = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error,
                                       own_path, "--fetch", fixture->folder, uri, "8", NULL);
      g_assert_no_error (error);
      g_subprocess_wait_check_async (processes[i], NULL, test_result_cb, &slots[i]);
    }
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GAsyncResult) result = test_await (&slots[i]);

      g_subprocess_wait_check_finish (processes[i], result, &error);
      g_assert_no_error (error);
      g_object_unref (processes[i]);
    }

  g_assert_cmpuint (test_replay_get_n_asked (fixture->replay), ==, 2 * n);
  g_assert_cmpuint (test_replay_get_max_open (fixture->replay), ==, 1);
  for (guint i = 1; i < 2 * n; i++)
    assert_pause (fixture->replay, i, SCALED_MS);
}

int
main (int    argc,
      char **argv)
{
  if (argc == 5 && g_str_equal (argv[1], "--fetch"))
    return fetch_in_another_process (argv[2], argv[3], argv[4]);

  own_path = argv[0];
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(path, data, func) g_test_add ("/http-client/" path, Fixture, data, set_up, func, tear_down)
  ADD ("gives-the-body", NULL, test_gives_the_body);
  ADD ("unpacks-gzip", NULL, test_unpacks_gzip);
  ADD ("statuses-that-end-it", NULL, test_statuses_that_end_it);
  ADD ("bad-request-may-explain-itself", NULL, test_bad_request_may_explain_itself);
  ADD ("backs-off/429", GUINT_TO_POINTER (429), test_backs_off_and_gives_up);
  ADD ("backs-off/503", GUINT_TO_POINTER (503), test_backs_off_and_gives_up);
  ADD ("backs-off/406", GUINT_TO_POINTER (406), test_backs_off_and_gives_up);
  ADD ("asks-again-after-a-refusal", NULL, test_asks_again_after_a_refusal);
  ADD ("retry-after/is-obeyed", NULL, test_obeys_retry_after);
  ADD ("retry-after/rate-limit", NULL, test_obeys_rate_limit);
  ADD ("retry-after/survives-a-restart", NULL, test_retry_after_survives_a_restart);
  ADD ("retry-after/may-be-nonsense", NULL, test_retry_after_may_be_nonsense);
  ADD ("retry-after/is-bounded", NULL, test_retry_after_is_bounded);
  ADD ("faults-of-the-server", NULL, test_faults_of_the_server);
  ADD ("consumer/throttled", GUINT_TO_POINTER (DP_NET_ERROR_THROTTLED), test_consumer_sees_through_it);
  ADD ("consumer/incomplete", GUINT_TO_POINTER (DP_NET_ERROR_INCOMPLETE), test_consumer_sees_through_it);
  ADD ("consumer/ends-it", NULL, test_consumer_ends_it);
  ADD ("cut/length", "HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nwho", test_cut_body);
  ADD ("cut/chunked", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nwh", test_cut_body);
  ADD ("cut/head", "HTTP/1.1 200 O", test_cut_body);
  ADD ("cut/nothing", "", test_cut_body);
  ADD ("cut/gzip", "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 50\r\n\r\n\x1f\x8b\x08", test_cut_body);
  ADD ("cut/no-http", "SSH-2.0-OpenSSH_9.2p1\r\n", test_cut_body);
  ADD ("cut/for-good", NULL, test_cut_for_good);
  ADD ("dead-kept-connection", NULL, test_dead_kept_connection);
  ADD ("silence/at-once", "", test_silence);
  ADD ("silence/in-the-head", "HTTP/1.1 200 OK\r\nContent-Len", test_silence);
  ADD ("silence/in-the-body", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nwh", test_silence);
  ADD ("slow-answers-have-an-end", NULL, test_slow_answers_have_an_end);
  ADD ("too-large", NULL, test_too_large);
  ADD ("redirects/are-followed", NULL, test_follows_redirects);
  ADD ("redirects/have-an-end", NULL, test_redirects_have_an_end);
  ADD ("redirects/unencrypted-are-not-remembered", NULL, test_unencrypted_redirects_are_not_remembered);
  ADD ("asks-for-changes-only", NULL, test_asks_for_changes_only);
  ADD ("offline", NULL, test_offline);
  ADD ("bad-addresses", NULL, test_bad_addresses);
  ADD ("pace/one-connection", NULL, test_one_connection_and_its_pace);
  ADD ("pace/real", NULL, test_real_pace);
  ADD ("pace/environment", NULL, test_environment);
  ADD ("pace/two-processes", NULL, test_two_processes_share_a_pace);
  ADD ("cancel/before", NULL, test_cancel_before);
  ADD ("cancel/in-the-queue", NULL, test_cancel_in_the_queue);
  ADD ("cancel/while-another-client-asks", NULL, test_cancel_while_another_client_asks);
  ADD ("cancel/in-the-pace", NULL, test_cancel_in_the_pace);
  ADD ("cancel/in-the-back-off", NULL, test_cancel_in_the_back_off);
  ADD ("cancel/before-the-answer", NULL, test_cancel_before_the_answer);
  ADD ("cancel/in-the-body", NULL, test_cancel_in_the_body);
#undef ADD

  return g_test_run ();
}
