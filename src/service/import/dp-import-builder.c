/* dp-import-builder.c: counting what a file holds
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "service/import/dp-import-file-private.h"

#include "model/dp-text.h"

#include <glib/gi18n.h>
#include <stdlib.h>
#include <string.h>

/* A problem shows how its line begins. */
#define MAX_PROBLEM_TEXT 160

/* So many ids are remembered to tell papers from rows; past them every row counts. */
#define MAX_IDS 500000

static void
free_problem (gpointer data)
{
  DpImportProblem *problem = data;

  g_free (problem->text);
  g_free (problem->reason);
  g_free (problem);
}

static void
contents_free (DpImportContents *contents)
{
  g_strfreev (contents->topics);
  g_strfreev (contents->days);
  g_ptr_array_unref (contents->problems);
  g_free (contents);
}

static void
free_entry (gpointer data)
{
  dp_archive_entry_free (data);
}

DpImportBuilder *
dp_import_builder_new (void)
{
  DpImportBuilder *self = g_new0 (DpImportBuilder, 1);

  self->contents = g_new0 (DpImportContents, 1);
  self->contents->problems = g_ptr_array_new_with_free_func (free_problem);
  self->entries = g_ptr_array_new_with_free_func (free_entry);
  self->ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->topics = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->days = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->topic_order = g_ptr_array_new ();

  return self;
}

void
dp_import_builder_free (DpImportBuilder *self)
{
  g_clear_pointer (&self->contents, contents_free);
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  g_hash_table_unref (self->ids);
  g_ptr_array_unref (self->topic_order);
  g_hash_table_unref (self->topics);
  g_hash_table_unref (self->days);
  g_free (self);
}

static int
compare_days (const void *a,
              const void *b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

static char **
dup_names (gconstpointer *names,
           guint          n_names)
{
  char **list = g_new0 (char *, n_names + 1);

  for (guint i = 0; i < n_names; i++)
    list[i] = g_strdup (names[i]);

  return list;
}

void
dp_import_builder_finish (DpImportBuilder *self)
{
  guint                n_days = 0;
  g_autofree gpointer *days = g_hash_table_get_keys_as_array (self->days, &n_days);

  qsort (days, n_days, sizeof *days, compare_days);
  self->contents->days = dup_names ((gconstpointer *)days, n_days);
  self->contents->topics = dup_names ((gconstpointer *)self->topic_order->pdata, self->topic_order->len);
  g_hash_table_remove_all (self->ids);
}

void
dp_import_builder_add_topic (DpImportBuilder *self,
                             const char      *name)
{
  char *key = NULL;

  if (g_hash_table_contains (self->topics, name))
    return;

  key = g_strdup (name);
  g_hash_table_add (self->topics, key);
  g_ptr_array_add (self->topic_order, key);
}

void
dp_import_builder_add_day (DpImportBuilder *self,
                           const char      *day)
{
  if (!g_hash_table_contains (self->days, day))
    g_hash_table_add (self->days, g_strdup (day));
}

static void
count_paper (DpImportBuilder      *self,
             const DpArchiveEntry *entry)
{
  const DpPaper *paper = entry->paper;

  self->contents->n_rows++;
  if (g_hash_table_size (self->ids) >= MAX_IDS || g_hash_table_add (self->ids, g_strdup (paper->id)))
    self->contents->n_papers++;

  for (guint i = 0; paper->days != NULL && i < paper->days->len; i++)
    {
      const DpDayRank *day = g_ptr_array_index (paper->days, i);

      dp_import_builder_add_day (self, day->day);
    }

  for (guint i = 0; entry->makes_topics && entry->places != NULL && i < entry->places->len; i++)
    {
      const DpArchivePlace *place = g_ptr_array_index (entry->places, i);

      dp_import_builder_add_topic (self, place->topic);
    }
}

void
dp_import_builder_count (DpImportBuilder      *self,
                         const DpArchiveEntry *entry)
{
  if (entry->kind == DP_ARCHIVE_PAPER)
    count_paper (self, entry);
  else if (entry->kind == DP_ARCHIVE_MARK)
    self->contents->n_marks++;
  else if (entry->kind == DP_ARCHIVE_TOPIC && !entry->removed)
    dp_import_builder_add_topic (self, entry->topic->name);
}

DpArchiveEntry *
dp_import_builder_add_paper (DpImportBuilder *self,
                             DpPaper         *paper,
                             DpAuthority      authority)
{
  DpArchiveEntry *entry = dp_archive_entry_new (DP_ARCHIVE_PAPER);

  entry->paper = dp_paper_ref (paper);
  entry->authority = authority;
  entry->makes_topics = TRUE;
  g_ptr_array_add (self->entries, entry);

  return entry;
}

/* How the line begins, cut between two characters. */
static char *
shorten (const char *text)
{
  g_autofree char *start = g_strndup (text, MAX_PROBLEM_TEXT * 4);
  g_autofree char *clean = dp_text_clean (start);

  if (g_utf8_strlen (clean, -1) > MAX_PROBLEM_TEXT)
    {
      g_autofree char *cut = g_utf8_substring (clean, 0, MAX_PROBLEM_TEXT);

      return g_strconcat (cut, "…", NULL);
    }

  return g_steal_pointer (&clean);
}

void
dp_import_builder_add_problem (DpImportBuilder *self,
                               guint            line,
                               const char      *text,
                               const char      *reason,
                               gboolean         is_lost)
{
  DpImportProblem *problem = NULL;

  self->contents->n_problems++;
  self->contents->n_lost += is_lost;
  if (self->contents->problems->len >= DP_IMPORT_MAX_PROBLEMS)
    return;

  problem = g_new0 (DpImportProblem, 1);
  problem->line = line;
  problem->text = text != NULL ? shorten (text) : NULL;
  problem->reason = g_strdup (reason);
  g_ptr_array_add (self->contents->problems, problem);
}

static const char *
get_digest_name (DpDigestLayout layout)
{
  switch (layout)
    {
    case DP_DIGEST_KEYWORD:
      return N_("Digest by keywords");
    case DP_DIGEST_CLASSIFIED:
      return N_("Digest of a day, classified");
    case DP_DIGEST_SUMMARY:
      return N_("Digest of a day, with summaries");
    case DP_DIGEST_DATED:
      return N_("Digest by dates");
    }

  g_return_val_if_reached ("");
}

static const char *
get_kind_name (const DpImportContents *self)
{
  switch (self->kind)
    {
    case DP_IMPORT_DIGEST:
      return get_digest_name (self->layout);
    case DP_IMPORT_ATOM:
      return N_("Saved answer of arXiv");
    case DP_IMPORT_FEED:
      return N_("Daily feed of arXiv");
    case DP_IMPORT_OAI:
      return N_("Saved records of arXiv (OAI-PMH)");
    case DP_IMPORT_DAY:
      return N_("Saved list of Hugging Face");
    case DP_IMPORT_PAPERS:
      return N_("Papers as JSON");
    case DP_IMPORT_LIBRARY:
      return N_("Library, written out by Daily Papers");
    }

  g_return_val_if_reached ("");
}

/**
 * dp_import_contents_dup_kind:
 * @self: what a file holds
 *
 * Returns: (transfer full): which kind of file it is, in a few words for people
 */
char *
dp_import_contents_dup_kind (const DpImportContents *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_strdup (_(get_kind_name (self)));
}

/**
 * dp_import_contents_count_repeated:
 * @self: what a file holds
 *
 * A digest has a row for a paper in each section that wants it. Any thread.
 *
 * Returns: how many rows are of papers that others are of, too
 */
guint
dp_import_contents_count_repeated (const DpImportContents *self)
{
  guint n_read = 0;

  g_return_val_if_fail (self != NULL, 0);

  n_read = self->n_rows - MIN (self->n_lost, self->n_rows);
  return self->kind == DP_IMPORT_DIGEST && n_read > self->n_papers ? n_read - self->n_papers : 0;
}

/**
 * dp_import_problem_dup_text:
 * @self: a place in a file that could not be read
 *
 * Returns: (transfer full): where it is, why, and how it begins, in one line for people
 */
char *
dp_import_problem_dup_text (const DpImportProblem *self)
{
  g_autofree char *place = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  if (self->line > 0)
    place = g_strdup_printf (_("Line %u"), self->line);
  if (self->text == NULL || *self->text == '\0')
    return place != NULL ? g_strdup_printf (_("%s: %s"), place, self->reason) : g_strdup (self->reason);

  if (place == NULL)
    return g_strdup_printf (_("%s (“%s”)"), self->reason, self->text);

  return g_strdup_printf (_("%s: %s (“%s”)"), place, self->reason, self->text);
}
