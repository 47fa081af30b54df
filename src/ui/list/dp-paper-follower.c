/* dp-paper-follower.c: keeps a paper view at what a listing says
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ui/list/dp-paper-follower.h"

#include "library/paper/dp-paper-query.h"
#include "library/topic/dp-topic-query.h"

struct _DpPaperFollower
{
  DpPaperView *view;    /* (unowned) */
  DpLibrary   *library; /* (owned) */
  DpListing   *listing; /* (owned) */
};

static GPtrArray *
load_rows (const guint32 *rowids,
           gsize          n_rowids,
           gpointer       user_data,
           GError       **error)
{
  DpPaperFollower *self = user_data;

  return dp_paper_query_load_rows (self->library, rowids, n_rowids, error);
}

/* Whether the list is a topic's that counts revisions as new. A topic that cannot be
 * read is shown like any other list: who asks for the topics themselves tells why. */
static gboolean
is_revised (DpPaperFollower   *self,
            const DpListQuery *query)
{
  g_autoptr (GPtrArray) topics = NULL;

  if (query == NULL || query->scope != DP_SCOPE_TOPIC)
    return FALSE;

  topics = dp_topic_query_list (self->library, NULL);
  for (guint i = 0; topics != NULL && i < topics->len; i++)
    {
      const DpTopicInfo *info = topics->pdata[i];

      if (info->topic->id == query->topic_id)
        return info->topic->revised;
    }

  return FALSE;
}

static void
show_order (DpPaperFollower *self)
{
  const DpListQuery *query = dp_listing_get_answered_query (self->listing);
  DpOrder           *order = dp_listing_get_order (self->listing);

  dp_paper_view_show_order (self->view, order, query, is_revised (self, query));
  g_debug ("The list holds %u papers%s", dp_order_get_length (order),
           dp_listing_is_complete (self->listing) ? "" : " so far");
}

static void
changed_cb (DpPaperFollower *self,
            DpChangeSet     *changes)
{
  guint          n_rowids = 0;
  const guint32 *rowids = dp_change_set_get_rowids (changes, &n_rowids);

  /* A tag that is only spelled otherwise changes no paper. */
  if (dp_change_set_is_complete_reload (changes) || (dp_change_set_get_fields (changes) & DP_CHANGE_TAG_LIST) != 0)
    dp_paper_view_invalidate (self->view, NULL, 0);
  else if (n_rowids > 0)
    dp_paper_view_invalidate (self->view, rowids, n_rowids);

  if (dp_change_set_get_fields (changes) & DP_CHANGE_TOPIC_LIST)
    show_order (self);
}

/**
 * dp_paper_follower_new:
 * @view: (transfer none): outlives what is made here
 * @library: (transfer none): where rows are read
 * @listing: (transfer none): what to show of it
 *
 * Lets a view show a listing from now on.
 *
 * Returns: (transfer full): frees itself of both when freed
 */
DpPaperFollower *
dp_paper_follower_new (DpPaperView *view,
                       DpLibrary   *library,
                       DpListing   *listing)
{
  DpPaperFollower *self = g_new0 (DpPaperFollower, 1);

  self->view = view;
  self->library = g_object_ref (library);
  self->listing = g_object_ref (listing);
  g_signal_connect_swapped (library, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (listing, "notify::order", G_CALLBACK (show_order), self);
  dp_paper_view_set_loader (view, load_rows, self);
  show_order (self);

  return self;
}

void
dp_paper_follower_free (DpPaperFollower *self)
{
  g_signal_handlers_disconnect_by_data (self->library, self);
  g_signal_handlers_disconnect_by_data (self->listing, self);
  dp_paper_view_set_loader (self->view, NULL, NULL);
  g_object_unref (self->library);
  g_object_unref (self->listing);
  g_free (self);
}
