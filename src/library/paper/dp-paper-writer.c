/* dp-paper-writer.c: merging papers, batch by batch, and matching them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "library/paper/dp-paper-writer.h"

#include "library/topic/dp-topic-papers.h"

/* What a topic looks at. */
#define MATCHED_FIELDS (DP_CHANGE_ADDED | DP_CHANGE_TITLE | DP_CHANGE_AUTHORS | DP_CHANGE_TEXT | DP_CHANGE_CATEGORY)

struct _DpPaperWriter
{
  DpTopicMatcher *matcher; /* (owned) (nullable) until it is needed */
  GArray         *matched; /* (owned) of guint32: known papers that are matched anew */
};

DpPaperWriter *
dp_paper_writer_new (void)
{
  DpPaperWriter *self = g_new0 (DpPaperWriter, 1);

  self->matched = g_array_new (FALSE, FALSE, sizeof (guint32));

  return self;
}

void
dp_paper_writer_free (DpPaperWriter *self)
{
  g_clear_pointer (&self->matcher, dp_topic_matcher_free);
  g_array_unref (self->matched);
  g_free (self);
}

/**
 * dp_paper_writer_begin:
 * @self: a writer
 * @database: the connection that writes, in a new transaction
 * @error: return location for a #DpLibraryError
 *
 * Forgets what was added before.
 */
gboolean
dp_paper_writer_begin (DpPaperWriter *self,
                       DpDatabase    *database,
                       GError       **error)
{
  /* Once begun, a transaction is worth its end, which is milliseconds away. */
  dp_database_set_cancellable (database, NULL);

  g_array_set_size (self->matched, 0);

  return self->matcher == NULL || dp_topic_matcher_clear (self->matcher, error);
}

/**
 * dp_paper_writer_add:
 * @self: a writer
 * @database: the connection that writes
 * @record: a paper that was merged
 * @changed: what of it changed
 * @error: return location for a #DpLibraryError
 *
 * Has the paper matched against all topics, when there is a reason to.
 */
gboolean
dp_paper_writer_add (DpPaperWriter *self,
                     DpDatabase    *database,
                     DpPaperRecord *record,
                     DpChangeFields changed,
                     GError       **error)
{
  if (!(changed & MATCHED_FIELDS))
    return TRUE;

  if (self->matcher == NULL)
    self->matcher = dp_topic_matcher_new (error);
  if (self->matcher == NULL)
    return FALSE;

  if (!(changed & DP_CHANGE_ADDED))
    {
      g_array_append_val (self->matched, record->rowid);
      if (!dp_topic_papers_forget_matches (database, record->rowid, error))
        return FALSE;
    }

  return dp_topic_matcher_add (self->matcher, record->rowid, record->texts[DP_TEXT_TITLE],
                               record->texts[DP_TEXT_AUTHORS], record->texts[DP_TEXT_ABSTRACT],
                               record->texts[DP_TEXT_CATEGORIES], error);
}

/**
 * dp_paper_writer_end:
 * @self: a writer
 * @database: the connection that writes
 * @log: the log of the transaction
 * @error: return location for a #DpLibraryError
 *
 * Gives what was added to the topics that want it.
 */
gboolean
dp_paper_writer_end (DpPaperWriter *self,
                     DpDatabase    *database,
                     DpChangeLog   *log,
                     GError       **error)
{
  if (self->matcher != NULL && !dp_topic_papers_match (database, log, self->matcher, error))
    return FALSE;

  for (guint i = 0; i < self->matched->len; i++)
    if (!dp_topic_papers_drop_unheld (database, log, g_array_index (self->matched, guint32, i), error))
      return FALSE;

  return TRUE;
}
