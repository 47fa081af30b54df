/* test-sim.c: the stand-in for the services, with real papers
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "test-sim.h"

#include <gio/gio.h>
#include <libsoup/soup.h>
#include <signal.h>
#include <sys/prctl.h>

#include "test-util.h"

struct _TestSim
{
  GSubprocess *process;
  char        *base;
};

/* A test that fails must not leave the stand-in behind. */
static void
die_with_parent (gpointer user_data)
{
  prctl (PR_SET_PDEATHSIG, SIGKILL);
}

TestSim *
test_sim_new (guint pace_ms)
{
  const char      *data = g_getenv ("DAILY_PAPERS_TEST_DATA");
  g_autofree char *program = g_build_filename (data != NULL ? data : "/", "..", "tools", "paper-sim", NULL);
  g_autofree char *papers = g_build_filename (data != NULL ? data : "/", "large", "papers-2025-03-2026-04.jsonl.xz", NULL);
  g_autofree char *days = g_build_filename (data != NULL ? data : "/", "hf-daily", "samples", NULL);
  g_autofree char *pace = g_strdup_printf ("%u", pace_ms);
  g_autoptr (GSubprocessLauncher) launcher = NULL;
  g_autoptr (GDataInputStream) output = NULL;
  g_autoptr (GError) error = NULL;
  TestSim *self = NULL;

  if (!g_file_test (program, G_FILE_TEST_EXISTS) || !g_file_test (papers, G_FILE_TEST_EXISTS))
    return NULL;

  self = g_new0 (TestSim, 1);
  launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_subprocess_launcher_set_child_setup (launcher, die_with_parent, NULL, NULL);
  self->process = g_subprocess_launcher_spawn (launcher, &error, "/usr/bin/python3", program, "--papers", papers,
                                               "--hf", days, "--limit", "3000", "--pace", pace, NULL);
  g_assert_no_error (error);

  output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->process));
  self->base = g_data_input_stream_read_line_utf8 (output, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (self->base);

  return self;
}

void
test_sim_free (TestSim *self)
{
  if (self == NULL)
    return;

  g_subprocess_force_exit (self->process);
  g_subprocess_wait (self->process, NULL, NULL);
  g_clear_object (&self->process);
  g_free (self->base);
  g_free (self);
}

const char *
test_sim_get_base (TestSim *self)
{
  return self->base;
}

/* A question to the stand-in itself, which it does not count. */
static JsonNode *
ask (TestSim    *self,
     const char *path)
{
  g_autoptr (SoupSession) session = soup_session_new ();
  g_autofree char *uri = g_strconcat (self->base, path, NULL);
  g_autoptr (SoupMessage) message = soup_message_new (SOUP_METHOD_GET, uri);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult    *slot = NULL;
  g_autofree char *text = NULL;
  JsonNode        *answer = NULL;

  soup_session_send_and_read_async (session, message, G_PRIORITY_DEFAULT, NULL, test_result_cb, &slot);
  result = test_await (&slot);
  bytes = soup_session_send_and_read_finish (session, result, &error);
  g_assert_no_error (error);

  text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  answer = json_from_string (text, &error);
  g_assert_no_error (error);

  return answer;
}

void
test_sim_queue_faults (TestSim    *self,
                       const char *site,
                       const char *faults)
{
  g_autofree char *path = g_strconcat ("/sim/faults?clear=1&", site, "=", faults, NULL);
  g_autoptr (JsonNode) answer = ask (self, path);

  g_assert_nonnull (answer);
}

guint
test_sim_count_requests (TestSim *self)
{
  g_autoptr (JsonNode) answer = ask (self, "/sim/stats");
  JsonArray *requests = json_object_get_array_member (json_node_get_object (answer), "requests");
  guint      n = json_array_get_length (requests);

  for (guint i = 0; i < n; i++)
    {
      JsonObject *request = json_array_get_object_element (requests, i);
      JsonArray  *impolite = json_object_get_array_member (request, "impolite");

      if (json_array_get_length (impolite) > 0)
        g_error ("Request %u, %s: %s", i, json_object_get_string_member (request, "path"),
                 json_array_get_string_element (impolite, 0));
    }

  return n;
}
