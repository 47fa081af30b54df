/* dp-archive-topics.c: uniting topics with those of a file
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "library/archive/dp-archive-topics.h"

#include "library/topic/dp-topic-papers.h"
#include "library/topic/dp-topic-store-private.h"
#include "model/dp-name.h"

/* A topic is the same where its name is, without case. */
typedef struct
{
  gint64   id; /* 0 when there is none */
  gboolean removed;
  gint64   changed_at;
} KnownTopic;

/* The one that is there, else the one that was removed last. */
static gboolean
find_topic (DpDatabase *database,
            const char *name,
            KnownTopic *out_known,
            GError    **error)
{
  static const char sql[] = "SELECT id, state, changed_at FROM topic WHERE name_key = ?"
                            "  ORDER BY state DESC, changed_at DESC LIMIT 1";
  g_autoptr (DpStatement) statement = dp_database_prepare (database, sql, error);
  g_autofree char *key = dp_name_dup_key (name);
  DpStep           step = DP_STEP_DONE;

  *out_known = (KnownTopic){ 0 };
  if (statement == NULL)
    return FALSE;

  dp_statement_bind (statement, "s", key);
  step = dp_statement_step (statement, error);
  if (step == DP_STEP_ROW)
    {
      out_known->id = dp_statement_get_int64 (statement, 0);
      out_known->removed = dp_statement_get_int64 (statement, 1) == 0;
      out_known->changed_at = dp_statement_get_int64 (statement, 2);
    }

  return step != DP_STEP_ERROR;
}

/**
 * dp_archive_topics_merge:
 * @database: the connection that writes, in a transaction
 * @log: the log of the transaction
 * @entry: a topic of another library, or one that was removed there
 * @error: return location for a #DpLibraryError
 *
 * Adds a topic after the others, or keeps the later one of both.
 */
gboolean
dp_archive_topics_merge (DpDatabase           *database,
                         DpChangeLog          *log,
                         const DpArchiveEntry *entry,
                         GError              **error)
{
  KnownTopic known = { 0 };

  if (!find_topic (database, entry->topic->name, &known, error))
    return FALSE;

  if (known.id == 0)
    return dp_topic_store_insert (database, log, entry->topic, entry->removed, entry->changed_at, &known.id, error);

  if (entry->changed_at <= known.changed_at)
    return TRUE;

  return dp_topic_store_replace (database, log, known.id, entry->topic, entry->changed_at, error) &&
         (known.removed == entry->removed ||
          dp_topic_store_set_state (database, log, known.id, entry->removed, entry->changed_at, error));
}

/* A topic as a digest knows it: its heading, and nobody follows it. A heading that can
 * be no topic makes none. */
static gboolean
make_topic (DpDatabase  *database,
            DpChangeLog *log,
            const char  *name,
            gint64      *out_id,
            GError     **error)
{
  g_autoptr (DpTopic) topic = dp_topic_new ();
  const char *words[] = { name, NULL };

  g_free (topic->name);
  topic->name = g_strdup (name);
  g_strfreev (topic->words);
  topic->words = g_strdupv ((char **)words);
  topic->followed = FALSE;

  return !dp_topic_normalize (topic, NULL) ||
         dp_topic_store_insert (database, log, topic, FALSE, g_get_real_time (), out_id, error);
}

static gboolean
add_place (DpDatabase           *database,
           DpChangeLog          *log,
           guint32               rowid,
           const DpArchiveEntry *entry,
           const DpArchivePlace *place,
           gboolean             *out_changed,
           GError              **error)
{
  KnownTopic known = { 0 };
  gboolean   is_new = FALSE;

  if (!find_topic (database, place->topic, &known, error))
    return FALSE;

  if (known.removed)
    known.id = 0;
  if (known.id == 0 && entry->makes_topics && !make_topic (database, log, place->topic, &known.id, error))
    return FALSE;
  if (known.id == 0)
    return TRUE;

  if (place->by_import &&
      !dp_topic_papers_add (database, log, known.id, 0, rowid, DP_TOPIC_ORIGIN_IMPORT, &is_new, error))
    return FALSE;
  *out_changed |= is_new;

  if (place->by_server &&
      !dp_topic_papers_add (database, log, known.id, place->outdated ? 0 : DP_TOPIC_EDITION_NOW, rowid,
                            DP_TOPIC_ORIGIN_SERVER, &is_new, error))
    return FALSE;
  *out_changed |= is_new;

  return TRUE;
}

/**
 * dp_archive_topics_add_places:
 * @database: the connection that writes, in a transaction
 * @log: the log of the transaction
 * @rowid: a paper
 * @entry: what a file says of it
 * @out_changed: (inout): set where a topic did not have it
 * @error: return location for a #DpLibraryError
 *
 * Gives a paper to the topics that the file names; those that are not there are made
 * where @entry says so.
 */
gboolean
dp_archive_topics_add_places (DpDatabase           *database,
                              DpChangeLog          *log,
                              guint32               rowid,
                              const DpArchiveEntry *entry,
                              gboolean             *out_changed,
                              GError              **error)
{
  for (guint i = 0; entry->places != NULL && i < entry->places->len; i++)
    if (!add_place (database, log, rowid, entry, g_ptr_array_index (entry->places, i), out_changed, error))
      return FALSE;

  return TRUE;
}
