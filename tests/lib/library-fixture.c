/* library-fixture.c: a library in a folder of its own, and calls that wait
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "library-fixture.h"

#include <glib/gstdio.h>

void
library_fixture_set_up (LibraryFixture *self,
                        gconstpointer   data)
{
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("dp-library-XXXXXX", &error);
  g_assert_no_error (error);
  self->path = g_build_filename (self->folder, "library.db", NULL);
}

void
library_fixture_open (LibraryFixture *self)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (self->library);
  self->library = dp_library_open (self->path, &error);
  g_assert_no_error (error);
  g_assert_true (DP_IS_LIBRARY (self->library));
}

void
library_fixture_close (LibraryFixture *self)
{
  dp_library_close (self->library);

  test_assert_finalizes (g_steal_pointer (&self->library));
}

void
library_fixture_tear_down (LibraryFixture *self,
                           gconstpointer   data)
{
  if (self->library != NULL)
    library_fixture_close (self);

  test_remove_folder (self->folder);
  g_free (self->folder);
  g_free (self->path);
}

gint64
library_fixture_get_int64 (LibraryFixture *self,
                           const char     *sql)
{
  g_autoptr (GError) error = NULL;
  gint64 value = G_MININT64;

  dp_database_get_int64 (dp_library_get_database (self->library, NULL), &value, &error, sql, "");
  g_assert_no_error (error);

  return value;
}

static gboolean
execute (DpDatabase  *database,
         DpChangeLog *log,
         gpointer     data,
         gboolean    *out_more,
         GError     **error)
{
  return dp_database_execute (database, data, error);
}

void
library_fixture_execute (LibraryFixture *self,
                         const char     *sql)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GTask *task = g_task_new (self->library, NULL, test_result_cb, &result);

  g_task_set_task_data (task, g_strdup (sql), g_free);
  dp_library_run_on_writer (self->library, task, DP_DURABILITY_NORMAL, execute);
  test_wait_until (result != NULL);
  g_task_propagate_boolean (G_TASK (result), &error);
  g_assert_no_error (error);
}

DpStoreResult
library_fixture_store (LibraryFixture *self,
                       GPtrArray      *papers,
                       DpAuthority     authority,
                       gint64          topic)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  DpStoreResult stored = { 0 };

  dp_paper_store_merge_async (self->library, papers, authority, topic, DP_TOPIC_EDITION_NOW, DP_TOPIC_ORIGIN_SERVER,
                              NULL, test_result_cb, &result);
  test_wait_until (result != NULL);
  dp_paper_store_merge_finish (self->library, result, &stored, &error);
  g_assert_no_error (error);

  return stored;
}

DpStoreResult
library_fixture_store_one (LibraryFixture *self,
                           DpPaper        *paper,
                           DpAuthority     authority)
{
  g_autoptr (GPtrArray) papers = g_ptr_array_new ();

  g_ptr_array_add (papers, paper);

  return library_fixture_store (self, papers, authority, 0);
}

guint
library_fixture_mark (LibraryFixture *self,
                      DpMark          mark,
                      guint32         rowid,
                      gboolean        state)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) changed = NULL;

  dp_mark_store_set_async (self->library, mark, &rowid, 1, state, NULL, test_result_cb, &result);
  test_wait_until (result != NULL);
  changed = dp_mark_store_set_finish (self->library, result, &error);
  g_assert_no_error (error);

  return changed->len;
}

static char **
split_or_null (const char *text)
{
  return text != NULL ? g_strsplit (text, "|", -1) : NULL;
}

gint64
library_fixture_follow (LibraryFixture *self,
                        const char     *words,
                        const char     *excluded,
                        const char     *categories,
                        const char     *authors)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (DpTopic) topic = dp_topic_new ();
  gint64 id = 0;

  topic->words = split_or_null (words);
  topic->excluded = split_or_null (excluded);
  topic->categories = split_or_null (categories);
  topic->authors = split_or_null (authors);
  g_assert_true (dp_topic_normalize (topic, &error));
  g_assert_no_error (error);

  dp_topic_store_add_async (self->library, topic, NULL, test_result_cb, &result);
  test_wait_until (result != NULL);
  id = dp_topic_store_add_finish (self->library, result, &error);
  g_assert_no_error (error);
  g_assert_cmpint (id, >, 0);

  return id;
}

guint32
library_fixture_find (LibraryFixture *self,
                      const char     *id)
{
  g_autoptr (GError) error = NULL;
  guint32 rowid = dp_paper_query_find (self->library, id, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (rowid, >, 0);

  return rowid;
}

DpPaper *
library_fixture_load (LibraryFixture *self,
                      const char     *id)
{
  g_autoptr (GError) error = NULL;
  DpPaper *paper = dp_paper_query_load (self->library, library_fixture_find (self, id), &error);

  g_assert_no_error (error);
  g_assert_nonnull (paper);

  return paper;
}

DpPaper *
library_fixture_new_paper (const char *id,
                           DpTime      published)
{
  DpPaper *paper = dp_paper_new ();

  paper->id = g_strdup (id);
  paper->title = g_strdup_printf ("Title of %s", id);
  paper->published = published;

  return paper;
}

char *
library_fixture_dup_id (guint number)
{
  return g_strdup_printf ("%02u%02u.%05u", 10 + number / 1000000, 1 + (number / 90000) % 12, 1 + number % 90000);
}

GPtrArray *
library_fixture_new_papers (guint first,
                            guint n_papers)
{
  GPtrArray *papers = g_ptr_array_new_with_free_func ((GDestroyNotify)dp_paper_unref);

  for (guint i = first; i < first + n_papers; i++)
    {
      g_autofree char *id = library_fixture_dup_id (i);

      g_ptr_array_add (papers, library_fixture_new_paper (id, 1000000 + i));
    }

  return papers;
}
