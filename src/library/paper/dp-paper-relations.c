/* dp-paper-relations.c: what a paper has many of
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "library/paper/dp-paper-relations.h"

#include "model/dp-paper-id.h"

static gboolean
remove_category (DpDatabase *database,
                 guint32     rowid,
                 const char *name,
                 GError    **error)
{
  return dp_database_run (database, error,
                          "DELETE FROM paper_category WHERE paper = ?1"
                          "  AND category = (SELECT id FROM category WHERE name = ?2)",
                          "us", rowid, name);
}

static gboolean
add_category (DpDatabase *database,
              guint32     rowid,
              const char *name,
              GError    **error)
{
  return dp_database_run (database, error,
                          "INSERT OR IGNORE INTO category (name) VALUES (?)", "s", name) &&
         dp_database_run (database, error,
                          "INSERT OR IGNORE INTO paper_category"
                          "  SELECT id, ?1 FROM category WHERE name = ?2",
                          "us", rowid, name);
}

/**
 * dp_paper_relations_set_categories:
 * @database: the connection that writes, in a transaction
 * @rowid: a paper
 * @old_categories: those it had, separated by spaces
 * @categories: those it has now
 * @error: return location for a #DpLibraryError
 *
 * Keeps the table that finds papers by category.
 */
gboolean
dp_paper_relations_set_categories (DpDatabase *database,
                                   guint32     rowid,
                                   const char *old_categories,
                                   const char *categories,
                                   GError    **error)
{
  g_auto (GStrv) before = g_strsplit (old_categories, " ", -1);
  g_auto (GStrv) after = g_strsplit (categories, " ", -1);

  for (guint i = 0; before[i] != NULL; i++)
    if (!remove_category (database, rowid, before[i], error))
      return FALSE;

  for (guint i = 0; after[i] != NULL; i++)
    if (!add_category (database, rowid, after[i], error))
      return FALSE;

  return TRUE;
}

static void
note_change (DpDatabase    *database,
             DpPaperRecord *record,
             DpChangeFields field)
{
  if (dp_database_get_n_changed (database) > 0)
    record->changed |= field;
}

/* The first and the newest version are in the paper's own row. */
static gboolean
merge_versions (DpDatabase    *database,
                DpPaperRecord *record,
                const DpPaper *paper,
                GError       **error)
{
  for (guint i = 0; paper->versions != NULL && i < paper->versions->len; i++)
    {
      DpVersion *version = g_ptr_array_index (paper->versions, i);

      if (version->number == record->numbers[DP_NUMBER_VERSION] &&
          version->date == record->numbers[DP_NUMBER_UPDATED])
        continue;

      if (version->number == 1 && !record->numbers[DP_NUMBER_PUBLISHED_IS_DAY] &&
          version->date == record->numbers[DP_NUMBER_PUBLISHED])
        continue;

      if (!dp_database_run (database, error,
                            "INSERT INTO paper_version VALUES (?, ?, ?)"
                            "  ON CONFLICT DO UPDATE SET date = excluded.date WHERE date <> excluded.date",
                            "uul", record->rowid, version->number, version->date))
        return FALSE;

      note_change (database, record, DP_CHANGE_DATE);
    }

  return TRUE;
}

/* What dp_paper_dup_links() makes of the id and the DOI is not stored. */
static gboolean
is_derived (DpPaperRecord *record,
            const DpLink  *link)
{
  g_autofree char *id = NULL;

  if (link->kind == DP_LINK_ABS || link->kind == DP_LINK_PDF || link->kind == DP_LINK_DOI)
    id = dp_paper_id_parse (link->url, NULL);

  if (id == NULL)
    return FALSE;

  if (link->kind == DP_LINK_DOI)
    return g_str_has_prefix (id, "doi:") && g_ascii_strcasecmp (id + strlen ("doi:"), record->texts[DP_TEXT_DOI]) == 0;

  return dp_paper_id_is_arxiv (id) && g_str_equal (id, record->texts[DP_TEXT_UID]);
}

static gboolean
merge_links (DpDatabase    *database,
             DpPaperRecord *record,
             const DpPaper *paper,
             DpAuthority    authority,
             GError       **error)
{
  for (guint i = 0; paper->links != NULL && i < paper->links->len; i++)
    {
      DpLink *link = g_ptr_array_index (paper->links, i);

      if (is_derived (record, link))
        continue;

      if (!dp_database_run (database, error,
                            "INSERT OR IGNORE INTO paper_link VALUES (?, ?, ?, ?)", "ussi",
                            record->rowid, dp_link_kind_to_string (link->kind), link->url, (int)authority))
        return FALSE;

      note_change (database, record, DP_CHANGE_LINKS);
    }

  return TRUE;
}

static gboolean
merge_summaries (DpDatabase    *database,
                 DpPaperRecord *record,
                 const DpPaper *paper,
                 gboolean       is_older,
                 GError       **error)
{
  for (guint i = 0; paper->summaries != NULL && i < paper->summaries->len; i++)
    {
      DpSummary *summary = g_ptr_array_index (paper->summaries, i);

      if (!dp_database_run (database, error,
                            "INSERT INTO paper_summary VALUES (?1, ?2, ?3)"
                            "  ON CONFLICT DO UPDATE SET text = excluded.text WHERE text <> excluded.text AND NOT ?4",
                            "ussi", record->rowid, summary->source, summary->text, is_older))
        return FALSE;

      note_change (database, record, DP_CHANGE_TEXT);
    }

  return TRUE;
}

/* A digest of a day may have a part of its list, so its places only stand in. */
static gboolean
merge_days (DpDatabase    *database,
            DpPaperRecord *record,
            const DpPaper *paper,
            DpAuthority    authority,
            GError       **error)
{
  gboolean stands_in = authority == DP_AUTHORITY_DIGEST;

  for (guint i = 0; paper->days != NULL && i < paper->days->len; i++)
    {
      DpDayRank *day = g_ptr_array_index (paper->days, i);

      if (!dp_database_run (database, error,
                            "INSERT INTO paper_day VALUES (?1, ?2, ?3)"
                            "  ON CONFLICT DO UPDATE SET rank = excluded.rank"
                            "  WHERE rank <> excluded.rank AND excluded.rank > 0 AND (rank = 0 OR NOT ?4)",
                            "usii", record->rowid, day->day, day->rank, stands_in))
        return FALSE;

      note_change (database, record, DP_CHANGE_DAYS);
    }

  return TRUE;
}

static gboolean
merge_names (DpDatabase    *database,
             DpPaperRecord *record,
             const char    *sql,
             char         **names,
             DpAuthority    authority,
             DpChangeFields field,
             GError       **error)
{
  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    {
      if (*names[i] == '\0')
        continue;

      if (!dp_database_run (database, error, sql, "usiu", record->rowid, names[i], (int)authority, i))
        return FALSE;

      note_change (database, record, field);
    }

  return TRUE;
}

/* Hugging Face makes them anew with the summary: they are one value, as that is. */
static gboolean
replace_keywords (DpDatabase    *database,
                  DpPaperRecord *record,
                  char         **keywords,
                  gboolean       is_older,
                  GError       **error)
{
  g_autofree char *names = g_strjoinv ("\n", keywords);
  gint64           n_known = 0;

  if (is_older &&
      !dp_database_get_int64 (database, &n_known, error,
                              "SELECT count (*) FROM paper_keyword WHERE paper = ? AND source = ?",
                              "ui", record->rowid, (int)DP_AUTHORITY_HUGGING_FACE))
    return FALSE;

  if (n_known > 0)
    return TRUE;

  if (!dp_database_run (database, error,
                        "DELETE FROM paper_keyword WHERE paper = ?1 AND source = ?2"
                        "  AND instr (char (10) || ?3 || char (10), char (10) || name || char (10)) = 0",
                        "uis", record->rowid, (int)DP_AUTHORITY_HUGGING_FACE, names))
    return FALSE;

  note_change (database, record, DP_CHANGE_TEXT);

  return merge_names (database, record,
                      "INSERT INTO paper_keyword VALUES (?, ?, ?, ?)"
                      "  ON CONFLICT DO UPDATE SET position = excluded.position WHERE position <> excluded.position",
                      keywords, DP_AUTHORITY_HUGGING_FACE, DP_CHANGE_TEXT, error);
}

static gboolean
merge_keywords (DpDatabase    *database,
                DpPaperRecord *record,
                const DpPaper *paper,
                DpAuthority    authority,
                gboolean       is_older,
                GError       **error)
{
  if (paper->keywords == NULL || paper->keywords[0] == NULL)
    return TRUE;

  if (authority == DP_AUTHORITY_HUGGING_FACE)
    return replace_keywords (database, record, paper->keywords, is_older, error);

  /* The keywords of digests are joined. */
  return merge_names (database, record, "INSERT OR IGNORE INTO paper_keyword VALUES (?, ?, ?, ?)",
                      paper->keywords, authority, DP_CHANGE_TEXT, error);
}

/**
 * dp_paper_relations_merge:
 * @database: the connection that writes, in a transaction
 * @record: the paper's row, saved
 * @paper: what a source says
 * @authority: the source
 * @is_older: whether something later of the source is known
 * @error: return location for a #DpLibraryError
 *
 * Adds the versions, links, summaries, days, tasks and keywords that are not
 * there yet. Nothing is taken away, since sources do not say what is gone, but a source's
 * own summary and keywords, for later ones.
 */
gboolean
dp_paper_relations_merge (DpDatabase    *database,
                          DpPaperRecord *record,
                          const DpPaper *paper,
                          DpAuthority    authority,
                          gboolean       is_older,
                          GError       **error)
{
  return merge_versions (database, record, paper, error) &&
         merge_links (database, record, paper, authority, error) &&
         merge_summaries (database, record, paper, is_older, error) &&
         merge_days (database, record, paper, authority, error) &&
         merge_names (database, record, "INSERT OR IGNORE INTO paper_task VALUES (?, ?, ?, ?)",
                      paper->tasks, authority, DP_CHANGE_TASKS, error) &&
         merge_keywords (database, record, paper, authority, is_older, error);
}

typedef void (*AddRowFunc) (DpPaper     *paper,
                            DpStatement *row);

static gboolean
load_rows (DpDatabase *database,
           DpPaper    *paper,
           const char *sql,
           AddRowFunc  add_row,
           GError    **error)
{
  g_autoptr (DpStatement) statement = dp_database_prepare (database, sql, error);
  DpStep step = DP_STEP_ROW;

  if (statement == NULL)
    return FALSE;

  dp_statement_bind (statement, "u", paper->rowid);
  while ((step = dp_statement_step (statement, error)) == DP_STEP_ROW)
    add_row (paper, statement);

  return step == DP_STEP_DONE;
}

static void
add_version_row (DpPaper     *paper,
                 DpStatement *row)
{
  dp_paper_add_version (paper, (guint)dp_statement_get_int64 (row, 0), dp_statement_get_int64 (row, 1));
}

static void
add_link_row (DpPaper     *paper,
              DpStatement *row)
{
  DpLinkKind kind = DP_LINK_OTHER;

  if (dp_link_kind_from_string (dp_statement_get_text (row, 0), &kind))
    dp_paper_add_link (paper, kind, dp_statement_get_text (row, 1));
}

static void
add_summary_row (DpPaper     *paper,
                 DpStatement *row)
{
  dp_paper_add_summary (paper, dp_statement_get_text (row, 0), dp_statement_get_text (row, 1));
}

static void
add_day_row (DpPaper     *paper,
             DpStatement *row)
{
  dp_paper_add_day (paper, dp_statement_get_text (row, 0), (int)dp_statement_get_int64 (row, 1));
}

/* The versions of the paper's own row, among those that have one of their own. */
static void
add_derived_versions (DpPaper *paper)
{
  if (paper->version > 0 && paper->published != DP_TIME_UNKNOWN && !paper->published_is_day)
    dp_paper_add_version (paper, 1, paper->published);
  if (paper->version > 0 && paper->updated != DP_TIME_UNKNOWN)
    dp_paper_add_version (paper, paper->version, paper->updated);
}

/**
 * dp_paper_relations_load:
 * @database: a connection
 * @paper: a paper with its row's fields
 * @error: return location for a #DpLibraryError
 *
 * Reads versions, links, summaries and days into @paper.
 */
gboolean
dp_paper_relations_load (DpDatabase *database,
                         DpPaper    *paper,
                         GError    **error)
{
  add_derived_versions (paper);

  return load_rows (database, paper,
                    "SELECT number, date FROM paper_version WHERE paper = ? ORDER BY number",
                    add_version_row, error) &&
         load_rows (database, paper,
                    "SELECT kind, url FROM paper_link WHERE paper = ? ORDER BY kind, source DESC, url",
                    add_link_row, error) &&
         load_rows (database, paper,
                    "SELECT source, text FROM paper_summary WHERE paper = ?"
                    "  ORDER BY " DP_PAPER_SUMMARY_ORDER,
                    add_summary_row, error) &&
         load_rows (database, paper,
                    "SELECT day, rank FROM paper_day WHERE paper = ? ORDER BY day DESC",
                    add_day_row, error);
}

/**
 * dp_paper_relations_load_sources:
 * @database: a connection
 * @paper: a paper with its row's fields
 * @error: return location for a #DpLibraryError
 *
 * Reads the links to code and models.
 */
gboolean
dp_paper_relations_load_sources (DpDatabase *database,
                                 DpPaper    *paper,
                                 GError    **error)
{
  return load_rows (database, paper,
                    "SELECT kind, url FROM paper_link WHERE paper = ? AND kind IN ('code', 'github', 'model')"
                    "  ORDER BY kind, source DESC, url",
                    add_link_row, error);
}

/**
 * dp_paper_relations_load_summary:
 * @database: a connection
 * @paper: a paper with its row's fields
 * @error: return location for a #DpLibraryError
 *
 * Reads the beginning of the preferred summary.
 */
gboolean
dp_paper_relations_load_summary (DpDatabase *database,
                                 DpPaper    *paper,
                                 GError    **error)
{
  return load_rows (database, paper,
                    "SELECT source, substr (text, 1, 500) FROM paper_summary WHERE paper = ?"
                    "  ORDER BY " DP_PAPER_SUMMARY_ORDER " LIMIT 1",
                    add_summary_row, error);
}
