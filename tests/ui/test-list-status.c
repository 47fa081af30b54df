/* test-list-status.c: an empty list says why
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/list/dp-list-status.h"

#include <gtk/gtk.h>

#include "ui/dp-refresh-text.h"

#define NOW 1795242000 /* 2026-11-21T06:20:00Z */

typedef struct
{
  DpListSituation situation;
  DpTopicInfo    *info;
  DpRefreshRecord record;
} Fixture;

/* Lent to code that neither refs nor frees it. */
static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  fixture->record = (DpRefreshRecord){ .attempted_at = NOW - 60, .succeeded_at = NOW - 60 };
  fixture->info = g_new0 (DpTopicInfo, 1);
  fixture->info->topic = dp_topic_new ();
  fixture->info->topic->followed = TRUE;
  fixture->info->refreshes = g_ptr_array_new ();
  fixture->situation = (DpListSituation){
    .place = { DP_SCOPE_ALL, 0 },
    .list_name = "All Papers",
    .n_topics = 2,
    .n_papers = 10,
    .progress = dp_refresh_progress_new (),
    .now = NOW,
  };
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  g_assert_finalize_object (fixture->situation.progress);
  g_ptr_array_unref (fixture->info->refreshes);
  dp_topic_free (fixture->info->topic);
  g_free (fixture->info);
}

static void
choose_topic (Fixture *fixture)
{
  fixture->situation.place = (DpPlace){ DP_SCOPE_TOPIC, 7 };
  fixture->situation.topic = fixture->info;
}

static void
assert_status (Fixture    *fixture,
               const char *title,
               const char *action)
{
  g_autoptr (DpListStatus) status = dp_list_status_new (&fixture->situation);

  g_assert_cmpstr (status->title, ==, title);
  g_assert_cmpstr (status->action_name, ==, action);
  g_assert_true ((status->action_name != NULL) == (status->action_label != NULL));
  g_assert_nonnull (status->icon_name);
  g_assert_true (g_str_has_suffix (status->description, ".") || status->description[0] != '\0');
}

static void
test_welcome (Fixture      *fixture,
              gconstpointer data)
{
  g_autoptr (DpListStatus) status = NULL;

  fixture->situation.n_topics = 0;
  fixture->situation.n_papers = 0;
  status = dp_list_status_new (&fixture->situation);

  g_assert_true (status->is_welcome);
}

static void
test_failed_is_not_empty (Fixture      *fixture,
                          gconstpointer data)
{
  g_autoptr (GError) error = g_error_new_literal (DP_LIBRARY_ERROR, DP_LIBRARY_ERROR_DAMAGED, "malformed");
  g_autoptr (DpListStatus) status = NULL;

  fixture->situation.n_topics = 0;
  fixture->situation.n_papers = 0;
  fixture->situation.error = error;
  status = dp_list_status_new (&fixture->situation);

  g_assert_false (status->is_welcome);
  g_assert_cmpstr (status->title, ==, "This List Cannot Be Read");
  g_assert_nonnull (strstr (status->description, "malformed"));
}

static void
test_search (Fixture      *fixture,
             gconstpointer data)
{
  g_autoptr (DpListStatus) status = NULL;

  fixture->situation.search = "<b>zebra";
  assert_status (fixture, "Nothing Found", NULL);
  status = dp_list_status_new (&fixture->situation);
  g_assert_nonnull (strstr (status->description, "<b>zebra"));

  fixture->situation.place.scope = DP_SCOPE_BOOKMARKS;
  assert_status (fixture, "Nothing Found Here", "win.search-everywhere");
  fixture->situation.everywhere = TRUE;
  assert_status (fixture, "Nothing Found", NULL);

  /* What was read is not denied. */
  fixture->situation.unread_only = TRUE;
  assert_status (fixture, "Nothing Unread", "win.unread-only");
}

static void
test_progress (Fixture      *fixture,
               gconstpointer data)
{
  g_autoptr (DpListStatus) status = NULL;

  dp_refresh_progress_set (fixture->situation.progress, TRUE, 0, 2, "Waiting for arXiv: 3 s");
  status = dp_list_status_new (&fixture->situation);

  g_assert_cmpstr (status->title, ==, "Fetching Papers");
  g_assert_cmpstr (status->description, ==, "Waiting for arXiv: 3 s");

  fixture->situation.place.scope = DP_SCOPE_BOOKMARKS; /* no refresh fills these */
  assert_status (fixture, "No Bookmarks", NULL);
}

static void
test_trouble (Fixture      *fixture,
              gconstpointer data)
{
  DpRefreshProgress *progress = fixture->situation.progress;

  dp_refresh_progress_set_trouble (progress, DP_REFRESH_TROUBLE_OFFLINE, "arXiv cannot be reached.");
  assert_status (fixture, "You Seem to Be Offline", "app.refresh");
  dp_refresh_progress_set_trouble (progress, DP_REFRESH_TROUBLE_BUSY, "arXiv is busy until 14:05.");
  assert_status (fixture, "The Service Is Busy", "app.refresh");
  dp_refresh_progress_set_trouble (progress, DP_REFRESH_TROUBLE_OTHER, "arXiv sent nonsense.");
  assert_status (fixture, "The Refresh Failed", "app.refresh");
  dp_refresh_progress_set_trouble (progress, DP_REFRESH_TROUBLE_NONE, NULL);
  assert_status (fixture, "No Papers Yet", "app.refresh");
}

static void
test_new (Fixture      *fixture,
          gconstpointer data)
{
  fixture->situation.place.scope = DP_SCOPE_NEW;
  assert_status (fixture, "Nothing New", NULL);

  /* Nobody has asked yet, whatever day it is. */
  fixture->situation.n_papers = 0;
  assert_status (fixture, "No Papers Yet", "app.refresh");

  fixture->situation.n_papers = 10;
  fixture->situation.n_topics = 0;
  assert_status (fixture, "Nothing Is Followed", "win.new-topic");
}

/* What a refresh does not fill says nothing of one. */
static void
test_tasks_and_versions (Fixture      *fixture,
                         gconstpointer data)
{
  fixture->situation.place = dp_place_named (DP_SCOPE_TASK, "Translation");
  assert_status (fixture, "No Papers with This Task", NULL);
  fixture->situation.place = (DpPlace){ DP_SCOPE_NEW_VERSIONS };
  assert_status (fixture, "No New Versions", NULL);
}

static void
test_topic (Fixture      *fixture,
            gconstpointer data)
{
  choose_topic (fixture);
  assert_status (fixture, "Not Refreshed Yet", "app.refresh");

  g_ptr_array_add (fixture->info->refreshes, &fixture->record);
  assert_status (fixture, "No Paper Matches This Topic", "win.edit-this-topic");

  /* Another topic's trouble is not this one's. */
  dp_refresh_progress_set_trouble (fixture->situation.progress, DP_REFRESH_TROUBLE_OTHER, "Elsewhere.");
  assert_status (fixture, "No Paper Matches This Topic", "win.edit-this-topic");
  dp_refresh_progress_set_trouble (fixture->situation.progress, DP_REFRESH_TROUBLE_NONE, NULL);

  fixture->record.error = (char *)"arXiv refused it.";
  assert_status (fixture, "The Refresh Failed", "app.refresh");
}

static void
test_unread_only (Fixture      *fixture,
                  gconstpointer data)
{
  fixture->situation.unread_only = TRUE;
  assert_status (fixture, "Nothing Unread", "win.unread-only");
}

static void
test_refresh_text (Fixture      *fixture,
                   gconstpointer data)
{
  gboolean         failed = TRUE;
  g_autofree char *never = dp_refresh_text_describe (fixture->info, NOW, &failed);
  g_autofree char *done = NULL;
  g_autofree char *broken = NULL;

  g_assert_cmpstr (never, ==, "Not refreshed yet.");
  g_assert_false (failed);

  fixture->record.n_new = 4;
  g_ptr_array_add (fixture->info->refreshes, &fixture->record);
  done = dp_refresh_text_describe (fixture->info, NOW, &failed);
  g_assert_cmpstr (done, ==, "Last refreshed today at 06:19, with 4 new papers.");
  g_assert_false (failed);

  fixture->record.error = (char *)"arXiv refused it.";
  fixture->record.succeeded_at = NOW - 86400;
  broken = dp_refresh_text_describe (fixture->info, NOW, &failed);
  g_assert_cmpstr (broken, ==, "The refresh today at 06:19 failed. arXiv refused it. "
                               "Last refreshed yesterday at 06:20, with 4 new papers.");
  g_assert_true (failed);
}

/* The present is a Saturday. */
static void
choose_day (Fixture    *fixture,
            DpDayInfo  *info,
            const char *day)
{
  *info = (DpDayInfo){ .day = (char *)day, .attempted_at = DP_TIME_UNKNOWN, .succeeded_at = DP_TIME_UNKNOWN };
  fixture->situation.place = dp_place_named (DP_SCOPE_DAY, day);
  fixture->situation.day = info;
  fixture->situation.n_topics = 0;
  fixture->situation.n_papers = 0;
}

static void
test_days (Fixture      *fixture,
           gconstpointer data)
{
  DpDayInfo info = { 0 };
  DpDayInfo newest = { .day = (char *)"2026-11-20", .n_papers = 3 };
  g_autoptr (DpListStatus) status = NULL;

  /* An empty library does not hide why a day is empty. */
  choose_day (fixture, &info, "2026-11-19");
  assert_status (fixture, "Not Fetched Yet", "win.fetch-this-day");
  dp_refresh_progress_set (fixture->situation.progress, TRUE, 0, 1, "Asking Hugging Face…");
  assert_status (fixture, "Fetching Papers", NULL);
  dp_refresh_progress_set (fixture->situation.progress, FALSE, 0, 0, NULL);

  info.error = (char *)"Hugging Face cannot be reached.";
  assert_status (fixture, "The List Could Not Be Fetched", "win.fetch-this-day");
  info.error = NULL;

  info.succeeded_at = NOW;
  assert_status (fixture, "No List on This Day", NULL);
  fixture->situation.newest_day = &newest;
  assert_status (fixture, "No List on This Day", "win.show-today");
  status = dp_list_status_new (&fixture->situation);
  g_assert_nonnull (strstr (status->description, "Friday, 20 November 2026"));

  choose_day (fixture, &info, "2026-11-14");
  info.succeeded_at = NOW;
  fixture->situation.unread_only = TRUE; /* that is not why */
  fixture->situation.n_papers = 10;
  assert_status (fixture, "No List at the Weekend", "win.show-today");
}

static void
test_day_not_up_yet (Fixture      *fixture,
                     gconstpointer data)
{
  DpDayInfo info = { 0 };

  fixture->situation.now = NOW + 2 * 24 * 60 * 60; /* a Monday */
  choose_day (fixture, &info, "2026-11-23");
  info.succeeded_at = fixture->situation.now;
  assert_status (fixture, "The List Is Not Up Yet", NULL);
}

int
main (int    argc,
      char **argv)
{
  g_setenv ("TZ", "UTC", TRUE);
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define add(name, function) g_test_add ("/list-status/" name, Fixture, NULL, set_up, function, tear_down)
  add ("welcome", test_welcome);
  add ("failed-is-not-empty", test_failed_is_not_empty);
  add ("search", test_search);
  add ("progress", test_progress);
  add ("trouble", test_trouble);
  add ("new", test_new);
  add ("days", test_days);
  add ("day-not-up-yet", test_day_not_up_yet);
  add ("topic", test_topic);
  add ("tasks-and-versions", test_tasks_and_versions);
  add ("unread-only", test_unread_only);
  add ("refresh-text", test_refresh_text);
#undef add

  return g_test_run ();
}
