/* mark-fixture.c: what tests of tags, collections and notes share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "mark-fixture.h"

#include "library/mark/dp-collection-query.h"
#include "library/mark/dp-collection-store.h"
#include "library/mark/dp-note-store.h"
#include "library/mark/dp-smart-query.h"
#include "library/mark/dp-tag-query.h"
#include "library/mark/dp-tag-store.h"
#include "library/order/dp-listing.h"
#include "model/dp-name.h"

void
mark_fixture_fill (LibraryFixture *self)
{
  g_autoptr (GPtrArray) papers = library_fixture_new_papers (1, 5);

  library_fixture_open (self);
  library_fixture_store (self, papers, DP_AUTHORITY_ARXIV_API, 0);
}

/* What a call was expected to give. */
static DpMarkChange *
take (DpMarkChange *change,
      GError       *error,
      int           code)
{
  if (code == 0)
    g_assert_no_error (error);
  else
    g_assert_error (error, DP_LIBRARY_ERROR, code);
  g_assert_true ((change != NULL) == (code == 0));
  g_clear_error (&error);

  return change;
}

DpMarkChange *
mark_fixture_tag (LibraryFixture *self,
                  const char     *name,
                  const guint32  *rowids,
                  gsize           n_rowids,
                  gboolean        state)
{
  g_autoptr (GAsyncResult) result = NULL;
  GError       *error = NULL;
  DpMarkChange *change = NULL;

  dp_tag_store_set_async (self->library, name, rowids, n_rowids, state, NULL, test_result_cb, &result);
  test_wait_until (result != NULL);
  change = dp_tag_store_set_finish (self->library, result, &error);

  return take (change, error, 0);
}

DpMarkChange *
mark_fixture_rename_tag (LibraryFixture *self,
                         const char     *name,
                         const char     *new_name,
                         int             code)
{
  g_autoptr (GAsyncResult) result = NULL;
  GError       *error = NULL;
  DpMarkChange *change = NULL;

  if (new_name != NULL)
    dp_tag_store_rename_async (self->library, name, new_name, NULL, test_result_cb, &result);
  else
    dp_tag_store_remove_async (self->library, name, NULL, test_result_cb, &result);
  test_wait_until (result != NULL);
  change = new_name != NULL ? dp_tag_store_rename_finish (self->library, result, &error)
                            : dp_tag_store_remove_finish (self->library, result, &error);

  return take (change, error, code);
}

void
mark_fixture_refuse_tag (LibraryFixture *self,
                         const char     *name,
                         int             code)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  dp_tag_store_set_async (self->library, name, &(guint32){ 1 }, 1, TRUE, NULL, test_result_cb, &result);
  test_wait_until (result != NULL);
  g_assert_null (dp_tag_store_set_finish (self->library, result, &error));
  g_assert_error (error, DP_NAME_ERROR, code);
}

DpMarkChange *
mark_fixture_create (LibraryFixture *self,
                     const char     *name,
                     const guint32  *rowids,
                     gsize           n_rowids,
                     int             code)
{
  g_autoptr (GAsyncResult) result = NULL;
  GError       *error = NULL;
  DpMarkChange *change = NULL;

  dp_collection_store_create_async (self->library, name, rowids, n_rowids, NULL, test_result_cb, &result);
  test_wait_until (result != NULL);
  change = dp_collection_store_create_finish (self->library, result, NULL, &error);

  return take (change, error, code);
}

gint64
mark_fixture_find (LibraryFixture *self,
                   const char     *collection)
{
  g_autoptr (DpCollectionInfo) info = dp_collection_query_find (self->library, collection, NULL);

  if (info != NULL)
    return info->id;

  dp_mark_change_unref (mark_fixture_create (self, collection, NULL, 0, 0));
  info = dp_collection_query_find (self->library, collection, NULL);
  g_assert_nonnull (info);

  return info->id;
}

DpMarkChange *
mark_fixture_collect (LibraryFixture *self,
                      const char     *name,
                      const guint32  *rowids,
                      gsize           n_rowids,
                      gboolean        state)
{
  g_autoptr (GAsyncResult) result = NULL;
  GError       *error = NULL;
  DpMarkChange *change = NULL;

  dp_collection_store_set_async (self->library, mark_fixture_find (self, name), rowids, n_rowids, state, NULL,
                                 test_result_cb, &result);
  test_wait_until (result != NULL);
  change = dp_collection_store_set_finish (self->library, result, &error);

  return take (change, error, 0);
}

DpMarkChange *
mark_fixture_rename_collection (LibraryFixture *self,
                                const char     *name,
                                const char     *new_name,
                                int             code)
{
  g_autoptr (GAsyncResult) result = NULL;
  gint64        id = mark_fixture_find (self, name);
  GError       *error = NULL;
  DpMarkChange *change = NULL;

  if (new_name != NULL)
    dp_collection_store_rename_async (self->library, id, new_name, NULL, test_result_cb, &result);
  else
    dp_collection_store_remove_async (self->library, id, NULL, test_result_cb, &result);
  test_wait_until (result != NULL);
  change = new_name != NULL ? dp_collection_store_rename_finish (self->library, result, &error)
                            : dp_collection_store_remove_finish (self->library, result, &error);

  return take (change, error, code);
}

void
mark_fixture_move (LibraryFixture *self,
                   const char     *name,
                   guint           position)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  dp_collection_store_move_async (self->library, mark_fixture_find (self, name), position, NULL, test_result_cb,
                                  &result);
  test_wait_until (result != NULL);
  dp_collection_store_move_finish (self->library, result, &error);
  g_assert_no_error (error);
}

DpMarkChange *
mark_fixture_note (LibraryFixture *self,
                   guint32         rowid,
                   const char     *base,
                   const char     *text,
                   int             code)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree char *stored = NULL;
  GError          *error = NULL;
  DpMarkChange    *change = NULL;

  dp_note_store_set_async (self->library, rowid, base, text, NULL, test_result_cb, &result);
  test_wait_until (result != NULL);
  change = dp_note_store_set_finish (self->library, result, &stored, &error);
  if (code == 0)
    {
      g_autoptr (DpPaper) paper = dp_paper_query_load (self->library, rowid, NULL);

      g_assert_cmpstr (stored, ==, paper->note != NULL ? paper->note : "");
    }

  return take (change, error, code);
}

void
mark_fixture_revert (LibraryFixture *self,
                     DpMarkChange   *change,
                     int             code)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  dp_mark_change_revert_async (self->library, change, NULL, test_result_cb, &result);
  test_wait_until (result != NULL);
  g_assert_true (dp_mark_change_revert_finish (self->library, result, &error) == (code == 0));
  if (code == 0)
    g_assert_no_error (error);
  else
    g_assert_error (error, DP_LIBRARY_ERROR, code);
}

void
mark_fixture_assert_tags (LibraryFixture *self,
                          const char     *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) tags = dp_tag_query_list (self->library, &error);
  g_autoptr (GString) found = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < tags->len; i++)
    {
      const DpTagInfo *info = g_ptr_array_index (tags, i);

      g_string_append_printf (found, "%s %u/%u;", info->name, info->n_unread, info->n_papers);
    }
  g_assert_cmpstr (found->str, ==, expected);
}

void
mark_fixture_assert_collections (LibraryFixture *self,
                                 const char     *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) collections = dp_collection_query_list (self->library, &error);
  g_autoptr (GString) found = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < collections->len; i++)
    {
      const DpCollectionInfo *info = g_ptr_array_index (collections, i);

      g_string_append_printf (found, "%s %u/%u;", info->name, info->n_unread, info->n_papers);
    }
  g_assert_cmpstr (found->str, ==, expected);
}

static char *
join (char **names)
{
  return names != NULL ? g_strjoinv (",", names) : g_strdup ("");
}

void
mark_fixture_assert_smart (LibraryFixture *self,
                           const char     *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) infos = dp_smart_query_list (self->library, &error);
  g_autoptr (GString) text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < infos->len; i++)
    {
      const DpSmartInfo *info = g_ptr_array_index (infos, i);

      g_string_append_printf (text, "%s=%s;", info->name, info->search);
    }
  g_assert_cmpstr (text->str, ==, expected);
}

void
mark_fixture_assert_paper (LibraryFixture *self,
                           guint32         rowid,
                           const char     *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DpPaper) paper = dp_paper_query_load (self->library, rowid, &error);
  g_autoptr (GPtrArray) rows = dp_paper_query_load_rows (self->library, &rowid, 1, &error);
  g_autofree char *tags = NULL;
  g_autofree char *tags_of_row = NULL;
  g_autofree char *collections = NULL;
  g_autofree char *found = NULL;

  g_assert_no_error (error);
  tags = join (paper->tags);
  collections = join (paper->collections);
  found = g_strconcat (tags, "|", collections, "|", paper->note, NULL);
  g_assert_cmpstr (found, ==, expected);

  tags_of_row = join (((DpPaper *)g_ptr_array_index (rows, 0))->tags);
  g_assert_cmpstr (tags_of_row, ==, tags);
  g_assert_cmpstr (((DpPaper *)g_ptr_array_index (rows, 0))->note, ==, paper->note);
}

void
mark_fixture_assert_list (LibraryFixture    *self,
                          const DpListQuery *query,
                          const char        *expected)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (DpOrder) order = NULL;
  g_autoptr (GString) found = g_string_new (NULL);

  dp_listing_ask_async (self->library, query, NULL, test_result_cb, &result);
  test_wait_until (result != NULL);
  order = dp_listing_ask_finish (self->library, result, &error);
  g_assert_no_error (error);

  for (guint i = 0; i < dp_order_get_length (order); i++)
    g_string_append_printf (found, "%s%u", i > 0 ? " " : "", dp_order_get_rowid (order, i));
  g_assert_cmpstr (found->str, ==, expected);
}
