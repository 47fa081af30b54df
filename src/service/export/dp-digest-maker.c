/* dp-digest-maker.c: what the library holds, as a digest
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "service/export/dp-digest-maker.h"

#include "library/order/dp-listing.h"
#include "library/paper/dp-paper-query.h"
#include "model/dp-day.h"
#include "service/export/dp-digest-reason.h"

#include <glib/gi18n.h>

/* A section is a list of the library: asked for, then read in pieces. Sections come
 * one after the other; reading is the reader thread's. */

/* How many papers are read at once. */
#define BATCH 200

typedef struct
{
  DpLibrary  *library; /* (unowned) by the task */
  DpDigest   *digest;  /* (owned) (nullable) once given away */
  GPtrArray  *queries; /* of DpListQuery: one a section */
  GHashTable *topics;  /* (nullable): names of which a paper must have one */
  DpTime      first;   /* the month begins; */
  DpTime      end;     /* the next one begins */
  guint       limit;
  DpTime      now;

  guint    section;
  DpOrder *order; /* (nullable): of this section */
  guint    next;  /* position in it that is to be read */
  guint    last;  /* the one behind the last */
} Making;

static void ask_section (GTask *task /* (transfer full) */);

static void
free_making (gpointer data)
{
  Making *making = data;

  g_clear_pointer (&making->digest, dp_digest_free);
  g_clear_pointer (&making->queries, g_ptr_array_unref);
  g_clear_pointer (&making->topics, g_hash_table_unref);
  g_clear_pointer (&making->order, dp_order_unref);
  g_free (making);
}

static DpDigestSection *
get_section (Making *making)
{
  return g_ptr_array_index (making->digest->sections, making->section);
}

static gboolean
is_wanted (const Making  *making,
           const DpPaper *paper)
{
  if (making->topics == NULL)
    return TRUE;

  for (gsize i = 0; paper->topics != NULL && paper->topics[i] != NULL; i++)
    if (g_hash_table_contains (making->topics, paper->topics[i]))
      return TRUE;

  return FALSE;
}

static void
end_section (Making *making)
{
  DpDigestSection *section = get_section (making);

  if (section->papers->len == 0 && section->reason == NULL && section->month != NULL)
    section->reason = g_strdup (_("The library has no paper of this month."));

  g_clear_pointer (&making->order, dp_order_unref);
  making->section++;
}

/* Takes what was read; gives whether the section wants more. */
static gboolean
take_papers (Making    *making,
             GPtrArray *papers)
{
  DpDigestSection *section = get_section (making);

  for (guint i = 0; i < papers->len; i++)
    {
      DpPaper *paper = g_ptr_array_index (papers, i);

      if (making->limit > 0 && section->papers->len == making->limit)
        return FALSE;
      if (is_wanted (making, paper))
        g_ptr_array_add (section->papers, dp_paper_ref (paper));
    }

  return making->next < making->last && (making->limit == 0 || section->papers->len < making->limit);
}

static void
loaded_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data);

static void
load_papers (GTask *new_task /* (transfer full) */)
{
  g_autoptr (GTask) task = new_task;
  Making        *making = g_task_get_task_data (task);
  guint          n_papers = MIN (making->last - making->next, BATCH);
  const guint32 *rowids = dp_order_get_rowids (making->order); /* (nullable): of none */

  if (rowids != NULL)
    rowids += making->next;
  making->next += n_papers;
  dp_paper_query_load_many_async (making->library, rowids, n_papers, g_task_get_cancellable (task), loaded_cb, task);
  g_steal_pointer (&task);
}

static void
loaded_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Making *making = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GPtrArray) papers = dp_paper_query_load_many_finish (DP_LIBRARY (object), result, &error);

  if (papers == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  if (take_papers (making, papers))
    {
      load_papers (g_steal_pointer (&task));
      return;
    }

  end_section (making);
  ask_section (g_steal_pointer (&task));
}

static gboolean
get_published (Making  *making,
               guint    position,
               DpTime  *out_published,
               GError **error)
{
  guint32 rowid = dp_order_get_rowid (making->order, position);
  g_autoptr (GPtrArray) papers = dp_paper_query_load_rows (making->library, &rowid, 1, error);

  if (papers == NULL)
    return FALSE;

  *out_published = papers->pdata[0] != NULL ? ((DpPaper *)papers->pdata[0])->published : DP_TIME_UNKNOWN;
  return TRUE;
}

/* Finds the first position, newest first, whose paper is older than @time, by halving:
 * some twenty look-ups at any size. */
static gboolean
find_older (Making  *making,
            DpTime   time,
            guint   *out_position,
            GError **error)
{
  guint low = 0;
  guint high = dp_order_get_length (making->order);

  while (low < high)
    {
      guint  middle = low + (high - low) / 2;
      DpTime published = DP_TIME_UNKNOWN;

      if (!get_published (making, middle, &published, error))
        return FALSE;

      if (published < time)
        high = middle;
      else
        low = middle + 1;
    }

  *out_position = low;
  return TRUE;
}

static gboolean
set_range (Making  *making,
           GError **error)
{
  making->next = 0;
  making->last = dp_order_get_length (making->order);

  if (get_section (making)->month == NULL)
    return TRUE;

  return find_older (making, making->end, &making->next, error) &&
         find_older (making, making->first, &making->last, error);
}

static void
asked_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Making *making = g_task_get_task_data (task);
  GError *error = NULL;

  making->order = dp_listing_ask_finish (DP_LIBRARY (object), result, &error);
  if (making->order == NULL || !set_range (making, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  if (making->next < making->last)
    {
      load_papers (g_steal_pointer (&task));
      return;
    }

  end_section (making);
  ask_section (g_steal_pointer (&task));
}

static void
ask_section (GTask *new_task)
{
  g_autoptr (GTask) task = new_task;
  Making *making = g_task_get_task_data (task);

  if (making->section == making->queries->len)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }

  dp_listing_ask_async (making->library, g_ptr_array_index (making->queries, making->section),
                        g_task_get_cancellable (task), asked_cb, task);
  g_steal_pointer (&task);
}

static gboolean
add_topic (Making            *making,
           const DpTopicInfo *info,
           GError           **error)
{
  DpDigestSection  *section = dp_digest_add_section (making->digest, info->topic->name, NULL, NULL);
  const DpListQuery query = {
    .scope = DP_SCOPE_TOPIC, .topic_id = info->topic->id, .sort = DP_SORT_DATE, .descending = TRUE
  };
  guint n_today = 0;

  if (!dp_topic_query_count_since (making->library, info->topic->id, dp_digest_reason_get_today (making->now),
                                   &n_today, error))
    return FALSE;

  section->revised = info->topic->revised;
  section->reason = dp_digest_reason_dup_for_topic (info, n_today, making->now);
  g_ptr_array_add (making->queries, dp_list_query_copy (&query));

  return TRUE;
}

static gboolean
add_day (Making     *making,
         const char *day,
         GError    **error)
{
  g_autoptr (DpDayInfo) info = dp_day_query_find (making->library, day, error);
  DpDigestSection  *section = dp_digest_add_section (making->digest, NULL, day, NULL);
  g_autofree char  *wanted = g_strdup (day);
  const DpListQuery query = { .scope = DP_SCOPE_DAY, .day = wanted, .sort = DP_SORT_DAY, .descending = TRUE };

  if (info == NULL)
    return FALSE;

  section->reason = dp_digest_reason_dup_for_day (info, making->now);
  g_ptr_array_add (making->queries, dp_list_query_copy (&query));

  return TRUE;
}

static void
add_month (Making     *making,
           const char *month)
{
  const DpListQuery query = { .scope = DP_SCOPE_ALL, .sort = DP_SORT_DATE, .descending = TRUE };
  g_autofree char  *start = g_strconcat (month, "-01T00:00:00Z", NULL);
  g_autoptr (GDateTime) first = g_date_time_new_from_iso8601 (start, NULL);
  g_autoptr (GDateTime) end = g_date_time_add_months (first, 1);

  making->first = g_date_time_to_unix (first);
  making->end = g_date_time_to_unix (end);
  dp_digest_add_section (making->digest, NULL, NULL, month);
  g_ptr_array_add (making->queries, dp_list_query_copy (&query));
}

static gboolean
add_sections (Making                *making,
              const DpDigestRequest *request,
              GError               **error)
{
  switch (request->layout)
    {
    case DP_DIGEST_KEYWORD:
      for (guint i = 0; i < request->topics->len; i++)
        if (!add_topic (making, g_ptr_array_index (request->topics, i), error))
          return FALSE;
      return TRUE;

    case DP_DIGEST_CLASSIFIED:
    case DP_DIGEST_SUMMARY:
      return add_day (making, request->day, error);

    case DP_DIGEST_DATED:
      add_month (making, request->month);
      return TRUE;
    }

  g_return_val_if_reached (FALSE);
}

static void
set_topics (Making    *making,
            GPtrArray *topics)
{
  making->topics = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < topics->len; i++)
    {
      const DpTopicInfo *info = g_ptr_array_index (topics, i);

      g_hash_table_add (making->topics, g_strdup (info->topic->name));
    }
}

/**
 * dp_digest_maker_make_async:
 * @library: a library
 * @request: what is wanted
 * @cancellable: (nullable): ends the work
 * @callback: called when the digest is there
 * @user_data: for @callback
 *
 * Gathers the papers of a digest from the library. A section that has nothing new, or
 * no papers, has a reason. A month has the papers first submitted in it. On the thread
 * that owns the library.
 */
void
dp_digest_maker_make_async (DpLibrary             *library,
                            const DpDigestRequest *request,
                            GCancellable          *cancellable,
                            GAsyncReadyCallback    callback,
                            gpointer               user_data)
{
  g_autoptr (GTask) task = NULL;
  Making *making = NULL;
  GError *error = NULL;

  g_return_if_fail (DP_IS_LIBRARY (library));
  g_return_if_fail (request->layout != DP_DIGEST_KEYWORD || request->topics != NULL);
  g_return_if_fail (request->layout != DP_DIGEST_DATED || dp_month_is_valid (request->month));

  task = g_task_new (library, cancellable, callback, user_data);
  making = g_new0 (Making, 1);
  making->library = library;
  making->digest = dp_digest_new (request->layout);
  making->digest->last_update = dp_time_format_day (request->now);
  making->queries = g_ptr_array_new_with_free_func ((GDestroyNotify)dp_list_query_free);
  making->limit = request->limit;
  making->now = request->now;
  g_task_set_source_tag (task, dp_digest_maker_make_async);
  g_task_set_task_data (task, making, free_making);

  if (request->layout != DP_DIGEST_KEYWORD && request->topics != NULL)
    set_topics (making, request->topics);

  if (add_sections (making, request, &error))
    ask_section (g_steal_pointer (&task));
  else
    g_task_return_error (task, error);
}

/**
 * dp_digest_maker_make_finish:
 * @library: a library
 * @result: of dp_digest_maker_make_async()
 * @error: return location for a #DpLibraryError, or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (nullable): the digest
 */
DpDigest *
dp_digest_maker_make_finish (DpLibrary    *library,
                             GAsyncResult *result,
                             GError      **error)
{
  Making *making = NULL;

  g_return_val_if_fail (g_task_is_valid (result, library), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, dp_digest_maker_make_async), NULL);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;

  making = g_task_get_task_data (G_TASK (result));

  return g_steal_pointer (&making->digest);
}
