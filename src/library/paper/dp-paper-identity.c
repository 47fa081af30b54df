/* dp-paper-identity.c: which row a paper is
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "library/paper/dp-paper-identity.h"

#include "library/paper/dp-paper-merge.h"
#include "library/paper/dp-paper-relations.h"
#include "model/dp-paper-id.h"

/* A paper is known by its id and by its DOI. Two works on arXiv are never the
 * same, though: authors give the DOI of a whole volume, or of the other part. */

/* The id that follows from the DOI, or NULL; for 10.48550/arXiv.X that is X. */
static char *
dup_doi_id (const DpPaper *paper)
{
  g_autofree char *text = NULL;

  if (paper->doi == NULL || *paper->doi == '\0')
    return NULL;

  text = g_strconcat ("doi:", paper->doi, NULL);

  return dp_paper_id_parse (text, NULL);
}

gboolean
dp_paper_identity_find (DpDatabase *database,
                        const char *alias,
                        gint64     *out_rowid,
                        GError    **error)
{
  *out_rowid = 0;

  return dp_database_get_int64 (database, out_rowid, error,
                                "SELECT paper FROM paper_alias WHERE alias = ?", "s", alias);
}

/* arXiv ids are the best names, DOIs the next, addresses the last. */
static int
rate_id (const char *id)
{
  if (dp_paper_id_is_arxiv (id))
    return 2;

  return g_str_has_prefix (id, "doi:") ? 1 : 0;
}

/* The id places the paper among those of its date, so a better one may move it. */
static void
take_better_id (DpPaperRecord *self,
                const char    *id)
{
  if (*self->texts[DP_TEXT_UID] == '\0' || rate_id (id) > rate_id (self->texts[DP_TEXT_UID]))
    dp_paper_record_set_text (self, DP_TEXT_UID, id, DP_CHANGE_TEXT | DP_CHANGE_LINKS | DP_CHANGE_DATE);
}

static gboolean
run_all (DpDatabase        *database,
         const char *const *statements,
         guint              n_statements,
         guint32            survivor,
         guint32            loser,
         GError           **error)
{
  for (guint i = 0; i < n_statements; i++)
    if (!dp_database_run (database, error, statements[i], "uu", survivor, loser))
      return FALSE;

  return TRUE;
}

/* What both have stays as the survivor has it. A mark that either has is kept:
 * nothing that a user did to a paper is lost because two turn out to be one. */
static gboolean
move_children (DpDatabase *database,
               guint32     survivor,
               guint32     loser,
               GError    **error)
{
  static const char *const statements[] = {
    "UPDATE paper_alias SET paper = ?1 WHERE paper = ?2",
    "UPDATE OR IGNORE paper_version SET paper = ?1 WHERE paper = ?2",
    "DELETE FROM paper_version WHERE ?1 AND paper = ?2",
    "UPDATE OR IGNORE paper_link SET paper = ?1 WHERE paper = ?2",
    "DELETE FROM paper_link WHERE ?1 AND paper = ?2",
    "UPDATE OR IGNORE paper_summary SET paper = ?1 WHERE paper = ?2",
    "DELETE FROM paper_summary WHERE ?1 AND paper = ?2",
    /* Its triggers count rows that come and go. */
    "INSERT OR IGNORE INTO paper_task SELECT ?1, name, source, position FROM paper_task WHERE paper = ?2",
    "DELETE FROM paper_task WHERE ?1 AND paper = ?2",
    "UPDATE OR IGNORE paper_keyword SET paper = ?1 WHERE paper = ?2",
    "DELETE FROM paper_keyword WHERE ?1 AND paper = ?2",
    "UPDATE OR IGNORE paper_day SET paper = ?1 WHERE paper = ?2",
    "DELETE FROM paper_day WHERE ?1 AND paper = ?2",
    "INSERT INTO topic_paper SELECT topic, ?1, since, date, origins, edition"
    "  FROM topic_paper WHERE paper = ?2"
    "  ON CONFLICT DO UPDATE SET since = min (since, excluded.since),"
    "    origins = origins | excluded.origins, edition = max (edition, excluded.edition)",
    "DELETE FROM topic_paper WHERE ?1 AND paper = ?2",
    "INSERT INTO bookmark SELECT ?1, state, changed_at, version FROM bookmark WHERE paper = ?2"
    "  ON CONFLICT DO UPDATE SET state = max (state, excluded.state),"
    "    changed_at = max (changed_at, excluded.changed_at), version = max (version, excluded.version)",
    "DELETE FROM bookmark WHERE ?1 AND paper = ?2",
    "INSERT INTO read_mark SELECT ?1, state, changed_at, version FROM read_mark WHERE paper = ?2"
    "  ON CONFLICT DO UPDATE SET state = max (state, excluded.state),"
    "    changed_at = max (changed_at, excluded.changed_at), version = max (version, excluded.version)",
    "DELETE FROM read_mark WHERE ?1 AND paper = ?2",
    "INSERT INTO paper_tag SELECT ?1, tag, state, changed_at FROM paper_tag WHERE paper = ?2"
    "  ON CONFLICT DO UPDATE SET state = max (state, excluded.state),"
    "    changed_at = max (changed_at, excluded.changed_at)",
    "DELETE FROM paper_tag WHERE ?1 AND paper = ?2",
    "INSERT INTO paper_collection SELECT ?1, collection, state, changed_at FROM paper_collection WHERE paper = ?2"
    "  ON CONFLICT DO UPDATE SET state = max (state, excluded.state),"
    "    changed_at = max (changed_at, excluded.changed_at)",
    "DELETE FROM paper_collection WHERE ?1 AND paper = ?2",
    "INSERT INTO note SELECT ?1, text, state, changed_at FROM note WHERE paper = ?2"
    "  ON CONFLICT DO UPDATE SET"
    "    text = CASE WHEN state AND excluded.state AND text <> excluded.text"
    "      THEN text || char (10, 10) || excluded.text"
    "      WHEN state THEN text ELSE excluded.text END,"
    "    state = max (state, excluded.state), changed_at = max (changed_at, excluded.changed_at)",
    "DELETE FROM note WHERE ?1 AND paper = ?2",
    "UPDATE OR IGNORE paper_file SET paper = ?1 WHERE paper = ?2",
    "DELETE FROM paper_file WHERE ?1 AND paper = ?2",
    "DELETE FROM paper WHERE ?1 AND id = ?2",
  };

  return run_all (database, statements, G_N_ELEMENTS (statements), survivor, loser, error);
}

/* Two rows are one work: the older rowid stays. */
static gboolean
unite (DpDatabase    *database,
       DpChangeLog   *log,
       DpPaperRecord *survivor,
       guint32        loser,
       GError       **error)
{
  g_autoptr (DpPaperRecord) other = dp_paper_record_load (database, loser, error);
  g_autofree char *old_categories = g_strdup (survivor->texts[DP_TEXT_CATEGORIES]);

  if (other == NULL ||
      !dp_change_log_add_topics_of (log, database, loser, error) ||
      !dp_paper_relations_set_categories (database, loser, other->texts[DP_TEXT_CATEGORIES], "", error) ||
      !move_children (database, survivor->rowid, loser, error))
    return FALSE;

  dp_paper_merge_records (survivor, other);
  take_better_id (survivor, other->texts[DP_TEXT_UID]);
  dp_paper_record_set_keys (survivor);

  dp_change_log_add (log, loser, DP_CHANGE_REMOVED);
  survivor->changed |= DP_CHANGE_TEXT | DP_CHANGE_TOPICS | DP_CHANGE_DAYS | DP_CHANGE_TASKS |
                       DP_CHANGE_LINKS | DP_CHANGE_BOOKMARK | DP_CHANGE_READ | DP_CHANGE_TAGS |
                       DP_CHANGE_COLLECTIONS | DP_CHANGE_NOTE;

  return dp_paper_record_save (survivor, database, error) &&
         dp_paper_relations_set_categories (database, survivor->rowid, old_categories,
                                            survivor->texts[DP_TEXT_CATEGORIES], error) &&
         dp_paper_merge_update_topic_dates (database, log, survivor, error);
}

/* The row that the DOI names, unless that is another work on arXiv. */
static gboolean
find_by_doi (DpDatabase    *database,
             const DpPaper *paper,
             gint64        *out_rowid,
             GError       **error)
{
  g_autofree char *doi_id = dup_doi_id (paper);
  g_autoptr (DpPaperRecord) record = NULL;

  *out_rowid = 0;
  if (doi_id == NULL || g_str_equal (doi_id, paper->id))
    return TRUE;

  if (!dp_paper_identity_find (database, doi_id, out_rowid, error))
    return FALSE;

  if (*out_rowid == 0 || !dp_paper_id_is_arxiv (paper->id))
    return TRUE;

  record = dp_paper_record_load (database, (guint32)*out_rowid, error);
  if (record == NULL)
    return FALSE;

  if (dp_paper_id_is_arxiv (record->texts[DP_TEXT_UID]) &&
      !g_str_equal (record->texts[DP_TEXT_UID], paper->id))
    *out_rowid = 0;

  return TRUE;
}

/**
 * dp_paper_identity_resolve:
 * @database: the connection that writes, in a transaction
 * @log: the log of the transaction
 * @paper: what a source says
 * @error: return location for a #DpLibraryError
 *
 * Finds the row of @paper by all its names. When they name two rows these are
 * united: the older rowid stays, with the marks of both.
 *
 * Returns: (transfer full) (nullable): the row, new (rowid 0) where there is none
 */
DpPaperRecord *
dp_paper_identity_resolve (DpDatabase    *database,
                           DpChangeLog   *log,
                           const DpPaper *paper,
                           GError       **error)
{
  g_autoptr (DpPaperRecord) record = NULL;
  gint64 by_id = 0;
  gint64 by_doi = 0;

  if (!dp_paper_identity_find (database, paper->id, &by_id, error) ||
      !find_by_doi (database, paper, &by_doi, error))
    return NULL;

  if (by_id == 0 && by_doi == 0)
    {
      record = dp_paper_record_new ();
      take_better_id (record, paper->id);
      return g_steal_pointer (&record);
    }

  if (by_id == 0 || by_doi == 0 || by_id == by_doi)
    {
      record = dp_paper_record_load (database, (guint32)MAX (by_id, by_doi), error);
    }
  else
    {
      record = dp_paper_record_load (database, (guint32)MIN (by_id, by_doi), error);
      if (record != NULL && !unite (database, log, record, (guint32)MAX (by_id, by_doi), error))
        return NULL;
    }

  if (record != NULL)
    take_better_id (record, paper->id);

  return g_steal_pointer (&record);
}

/**
 * dp_paper_identity_remember_alias:
 * @database: the connection that writes, in a transaction
 * @record: a paper, saved
 * @alias: another id of it, from a file
 * @error: return location for a #DpLibraryError
 *
 * Keeps a name that is not another paper's already; what is no canonical id is ignored.
 */
gboolean
dp_paper_identity_remember_alias (DpDatabase    *database,
                                  DpPaperRecord *record,
                                  const char    *alias,
                                  GError       **error)
{
  g_autofree char *id = dp_paper_id_parse (alias, NULL);

  return g_strcmp0 (id, alias) != 0 ||
         dp_database_run (database, error, "INSERT OR IGNORE INTO paper_alias VALUES (?, ?)", "su",
                          alias, record->rowid);
}

/**
 * dp_paper_identity_remember:
 * @database: the connection that writes, in a transaction
 * @record: the row of @paper, saved
 * @paper: what a source says
 * @error: return location for a #DpLibraryError
 *
 * Keeps every name of @paper that is not another paper's already.
 */
gboolean
dp_paper_identity_remember (DpDatabase    *database,
                            DpPaperRecord *record,
                            const DpPaper *paper,
                            GError       **error)
{
  static const char sql[] = "INSERT OR IGNORE INTO paper_alias VALUES (?, ?)";
  g_autofree char  *doi_id = dup_doi_id (paper);

  return dp_database_run (database, error, sql, "su", paper->id, record->rowid) &&
         (doi_id == NULL || dp_database_run (database, error, sql, "su", doi_id, record->rowid));
}
