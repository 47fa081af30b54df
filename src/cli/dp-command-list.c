/* dp-command-list.c: lists papers
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "cli/dp-command.h"
#include "cli/dp-list-reason.h"
#include "cli/dp-lookup.h"
#include "cli/dp-search-check.h"
#include "cli/dp-terminal.h"
#include "formats/dp-list-writer.h"
#include "library/order/dp-listing.h"
#include "library/paper/dp-paper-query.h"
#include "model/tex/dp-tex-plain.h"

#include <glib/gi18n.h>
#include <unistd.h>

/* How many papers are read at once. */
#define BATCH 100

#define ID_WIDTH 12
#define AUTHOR_WIDTH 22
#define MIN_TITLE_WIDTH 16

typedef struct
{
  char    *topic;      /* (owned) (nullable) */
  char    *day;        /* (owned) (nullable) */
  char    *task;       /* (owned) (nullable) */
  char    *tag;        /* (owned) (nullable) */
  char    *collection; /* (owned) (nullable) */
  char    *search;     /* (owned) (nullable) */
  char    *sort;       /* (owned) (nullable) */
  char    *format;     /* (owned) (nullable) */
  gboolean bookmarks;
  gboolean unread;
  gboolean new_versions;
  int      limit; /* -1 for none */
} Options;

/* The first is for people, the others are those of DpListFormat. */
static const char *const formats[] = {
  "table", "json", "csv", "atom", "bibtex", "bibtex-tex", "ris", "citation", "markdown", "link", "id", NULL
};

/* One list being written. */
typedef struct
{
  DpCli        *cli;
  DpLibrary    *library; /* (unowned) */
  DpListWriter *writer;  /* (owned) (nullable): not for the table */
  gboolean      is_json;
  DpListQuery  *query; /* (owned) */
  guint         limit;
  gboolean      bookmarks; /* only these are wanted */
  GPtrArray    *others;    /* (owned) of DpListQuery: lists that a paper must be in too; those not asked for yet */
  GHashTable   *wanted;    /* (owned) (nullable): of rowids; those that are in all of the others */
} Run;

static gpointer
new_options (GOptionContext *context)
{
  Options *options = g_new0 (Options, 1);

  options->limit = -1;
  dp_command_add_option (context, "topic", G_OPTION_ARG_STRING, &options->topic,
                         N_("Only the newest papers of this topic"), N_("NAME"));
  dp_command_add_option (context, "day", G_OPTION_ARG_STRING, &options->day,
                         N_("Only papers of the list of this day, or “today”, the newest there is"),
                             N_("YYYY-MM-DD"));
  dp_command_add_option (context, "task", G_OPTION_ARG_STRING, &options->task,
                         N_("Only papers with this task, as digests name it"), N_("NAME"));
  dp_command_add_option (context, "tag", G_OPTION_ARG_STRING, &options->tag,
                         N_("Only papers with this tag"), N_("TAG"));
  dp_command_add_option (context, "collection", G_OPTION_ARG_STRING, &options->collection,
                         N_("Only papers in this collection, smart or not"), N_("NAME"));
  dp_command_add_option (context, "bookmarks", G_OPTION_ARG_NONE, &options->bookmarks,
                         N_("Only bookmarked papers"), NULL);
  dp_command_add_option (context, "unread", G_OPTION_ARG_NONE, &options->unread,
                         N_("Only papers that are not read yet"), NULL);
  dp_command_add_option (context, "new-versions", G_OPTION_ARG_NONE, &options->new_versions,
                         N_("Only papers that were revised since they were bookmarked or read"), NULL);
  dp_command_add_option (context, "search", G_OPTION_ARG_STRING, &options->search,
                         N_("Only papers that match: words, \"a phrase\", -not, OR, author:NAME, cat:cs.CL, is:unread and more"), N_("SEARCH"));
  dp_command_add_option (context, "sort", G_OPTION_ARG_STRING, &options->sort,
                         N_("The order: date, title, author, category, comment, upvotes, stars, day, star, unread, topics, tasks, tags, summary, code, models or nearest"),
                             N_("KEY[:asc|:desc]"));
  dp_command_add_option (context, "limit", G_OPTION_ARG_INT, &options->limit,
                         N_("At most so many papers"), N_("N"));
  dp_command_add_option (context, "format", G_OPTION_ARG_STRING, &options->format,
                         N_("table (the default), json, csv, atom, bibtex, bibtex-tex, ris, citation, markdown, link or id"), N_("FORMAT"));

  return options;
}

static void
free_options (gpointer data)
{
  Options *options = data;

  g_free (options->topic);
  g_free (options->day);
  g_free (options->task);
  g_free (options->tag);
  g_free (options->collection);
  g_free (options->search);
  g_free (options->sort);
  g_free (options->format);
  g_free (options);
}

static void
run_free (Run *run)
{
  dp_list_query_free (run->query);
  g_ptr_array_unref (run->others);
  g_clear_pointer (&run->wanted, g_hash_table_unref);
  g_clear_pointer (&run->writer, dp_list_writer_free);
  g_free (run);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Run, run_free)

static const char *
get_first_author (const DpPaper *paper)
{
  return paper->authors != NULL && paper->authors[0] != NULL ? paper->authors[0] : "";
}

/* A revision is news also of a paper that was read. */
static const char *
get_read_sign (const DpPaper *paper)
{
  if (paper->seen_version > 0)
    return "↑";

  return paper->read ? " " : "•";
}

static void
write_row (DpCli         *cli,
           const DpPaper *paper)
{
  guint            width = dp_terminal_get_width (STDOUT_FILENO);
  g_autofree char *date = paper->published != DP_TIME_UNKNOWN ? dp_time_format_day (paper->published) : g_strdup ("");
  g_autofree char *id = dp_terminal_clean (paper->id);
  g_autofree char *author = dp_terminal_clean (get_first_author (paper));
  g_autofree char *plain = dp_tex_plain (paper->title);
  g_autofree char *title = dp_terminal_clean (plain != NULL ? plain : "");
  g_autofree char *padded_author = dp_terminal_pad (author, AUTHOR_WIDTH);
  g_autofree char *start = g_strdup_printf ("%s%s  %10s  %-*s  %s  ",
                                            paper->bookmarked ? "★" : " ", get_read_sign (paper),
                                            date, ID_WIDTH, id, padded_author);
  guint            used = dp_terminal_measure (start);
  g_autofree char *fitting = NULL;

  /* An id may be long, and is for copying: it is not cut. */
  if (width != DP_TERMINAL_UNLIMITED)
    fitting = dp_terminal_fit (title, MAX (width - MIN (used, width), MIN_TITLE_WIDTH));

  dp_cli_write (cli, start);
  dp_cli_write_line (cli, fitting != NULL ? fitting : title);
}

/* Writes what the writer has got. */
static void
write_out (Run *run)
{
  g_autofree char *text = dp_list_writer_take (run->writer);

  /* A terminal must not be told anything by the texts in it. */
  if (run->is_json)
    dp_cli_write_json (run->cli, text);
  else
    dp_cli_write (run->cli, text);
}

static void
write_paper (Run           *run,
             const DpPaper *paper)
{
  if (run->writer == NULL)
    {
      write_row (run->cli, paper);
      return;
    }

  dp_list_writer_add (run->writer, paper);
  write_out (run);
}

/* Reads what the format shows of each. */
static GPtrArray *
load_papers (Run           *run,
             DpLibrary     *library,
             const guint32 *rowids,
             gsize          n_rowids,
             GError       **error)
{
  g_autoptr (GPtrArray) papers = NULL;

  if (run->writer == NULL)
    return dp_paper_query_load_rows (library, rowids, n_rowids, error);

  papers = g_ptr_array_new_with_free_func ((GDestroyNotify)dp_paper_unref);
  for (gsize i = 0; i < n_rowids; i++)
    {
      g_autoptr (GError) load_error = NULL;
      DpPaper *paper = dp_paper_query_load (library, rowids[i], &load_error);

      if (paper != NULL)
        g_ptr_array_add (papers, paper);
      else if (!g_error_matches (load_error, DP_LIBRARY_ERROR, DP_LIBRARY_ERROR_NOT_FOUND))
        {
          g_propagate_error (error, g_steal_pointer (&load_error));
          return NULL;
        }
    }

  return g_steal_pointer (&papers);
}

static gboolean
write_batch (Run           *run,
             DpLibrary     *library,
             const guint32 *rowids,
             gsize          n_rowids,
             GError       **error)
{
  g_autoptr (GPtrArray) papers = load_papers (run, library, rowids, n_rowids, error);

  if (papers == NULL)
    return FALSE;

  /* One that was removed by another process meanwhile is NULL. */
  for (guint i = 0; i < papers->len; i++)
    if (papers->pdata[i] != NULL)
      write_paper (run, papers->pdata[i]);

  return TRUE;
}

/* Takes the first papers of @order that are wanted. */
static GArray *
choose_papers (Run     *run,
               DpOrder *order)
{
  const guint32 *rowids = dp_order_get_rowids (order);
  GArray        *chosen = g_array_new (FALSE, FALSE, sizeof (guint32));

  for (guint i = 0; i < dp_order_get_length (order) && chosen->len < run->limit; i++)
    if (run->wanted == NULL || g_hash_table_contains (run->wanted, GUINT_TO_POINTER (rowids[i])))
      g_array_append_val (chosen, rowids[i]);

  return chosen;
}

static void
write_papers (Run       *run,
              DpLibrary *library,
              GArray    *rowids)
{
  g_autoptr (GError) error = NULL;

  for (guint start = 0; start < rowids->len && dp_cli_is_output_open (run->cli); start += BATCH)
    if (!write_batch (run, library, &g_array_index (rowids, guint32, start), MIN (BATCH, rowids->len - start), &error))
      {
        dp_cli_fail_with (run->cli, error);
        return;
      }
}

static void
write_list (Run       *run,
            DpLibrary *library,
            DpOrder   *order)
{
  g_autoptr (GArray) rowids = choose_papers (run, order);

  if (rowids->len == 0 && run->limit > 0)
    dp_list_reason_say (run->cli, library, run->query, run->wanted != NULL, run->bookmarks);

  write_papers (run, library, rowids);

  if (run->writer != NULL)
    {
      dp_list_writer_end (run->writer);
      write_out (run);
    }
}

static void
answered_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (Run) run = user_data;
  DpLibrary *library = DP_LIBRARY (object);
  g_autoptr (GError) error = NULL;
  g_autoptr (DpOrder) order = dp_listing_ask_finish (library, result, &error);

  if (order == NULL)
    dp_cli_fail_with (run->cli, error);
  else
    write_list (run, library, order);

  dp_cli_quit (run->cli);
}

static void ask_next (Run *new_run);

/* Of what was wanted before leaves what is in @order too. */
static void
leave_wanted (Run     *run,
              DpOrder *order)
{
  g_autoptr (GHashTable) before = g_steal_pointer (&run->wanted);

  run->wanted = g_hash_table_new (NULL, NULL);
  for (guint i = 0; i < dp_order_get_length (order); i++)
    {
      gpointer rowid = GUINT_TO_POINTER (dp_order_get_rowid (order, i));

      if (before == NULL || g_hash_table_contains (before, rowid))
        g_hash_table_add (run->wanted, rowid);
    }
}

static void
other_answered_cb (GObject      *object,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (Run) run = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (DpOrder) order = dp_listing_ask_finish (DP_LIBRARY (object), result, &error);

  if (order == NULL)
    {
      dp_cli_fail_with (run->cli, error);
      dp_cli_quit (run->cli);
      return;
    }

  leave_wanted (run, order);
  g_ptr_array_remove_index (run->others, 0);
  ask_next (g_steal_pointer (&run));
}

/* A query has one scope: what is in several lists is found in as many steps. */
static void
ask_next (Run *run /* (transfer full) */)
{
  if (run->others->len > 0)
    dp_listing_ask_async (run->library, run->others->pdata[0], NULL, other_answered_cb, run);
  else
    dp_listing_ask_async (run->library, run->query, NULL, answered_cb, run);
}

/* The first list that is named gives the order; a paper must be in all of them. */
static void
add_list (DpListQuery *query,
          GPtrArray   *others,
          DpListQuery  list,
          gboolean    *is_first)
{
  if (!*is_first)
    {
      g_ptr_array_add (others, dp_list_query_copy (&list));
      return;
    }

  *is_first = FALSE;
  query->scope = list.scope;
  query->topic_id = list.topic_id;
  query->day = g_strdup (list.day);
  query->task = g_strdup (list.task);
  query->tag = g_strdup (list.tag);
  query->collection_id = list.collection_id;
  query->smart_id = list.smart_id;
}

/* The query that the options stand for; %NULL when the run is over because they are wrong. */
static DpListQuery *
build_query (DpCli         *cli,
             const Options *options)
{
  DpListQuery query = { .scope = DP_SCOPE_ALL, .sort = DP_SORT_DATE, .descending = TRUE };

  if (dp_list_query_is_like (options->search))
    {
      query.sort = DP_SORT_NEAREST;
      query.descending = FALSE;
    }
  if (options->sort != NULL && !dp_sort_parse (options->sort, &query.sort, &query.descending))
    {
      dp_cli_reject (cli, _("There is no order “%s”."), options->sort);
      return NULL;
    }

  if (options->limit < -1)
    {
      dp_cli_reject (cli, _("--limit cannot be negative."));
      return NULL;
    }

  if (options->day != NULL && !dp_lookup_check_day (cli, options->day))
    return NULL;

  if (options->search != NULL && !dp_search_check (cli, options->search))
    return NULL;

  query.unread_only = options->unread;
  query.search = options->search;

  return dp_list_query_copy (&query);
}

/* A smart collection has the order of its search, where the list is that and nothing else. */
static void
add_smart (DpListQuery       *query,
           GPtrArray         *others,
           const Options     *options,
           const DpSmartInfo *info,
           gboolean          *is_first)
{
  if (*is_first && options->sort == NULL && dp_list_query_is_like (info->search))
    {
      query->sort = DP_SORT_NEAREST;
      query->descending = FALSE;
    }

  add_list (query, others, (DpListQuery){ .scope = DP_SCOPE_SMART, .smart_id = info->id }, is_first);
}

static gboolean
add_collection (DpCli         *cli,
                DpLibrary     *library,
                const Options *options,
                DpListQuery   *query,
                GPtrArray     *others,
                gboolean      *is_first)
{
  g_autoptr (DpSmartInfo) smart = dp_lookup_smart (cli, library, options->collection);
  g_autoptr (DpCollectionInfo) info = NULL;

  if (smart != NULL)
    {
      add_smart (query, others, options, smart, is_first);
      return TRUE;
    }

  info = dp_lookup_collection (cli, library, options->collection);
  if (info == NULL)
    return FALSE;

  add_list (query, others, (DpListQuery){ .scope = DP_SCOPE_COLLECTION, .collection_id = info->id }, is_first);

  return TRUE;
}

/* Fills in which lists are asked for; %FALSE when one of them is not there. */
static gboolean
choose_lists (DpCli         *cli,
              DpLibrary     *library,
              const Options *options,
              DpListQuery   *query,
              GPtrArray     *others)
{
  gboolean is_first = TRUE;

  if (options->topic != NULL)
    {
      g_autoptr (DpTopicInfo) info = dp_lookup_topic (cli, library, options->topic);

      if (info == NULL)
        return FALSE;

      add_list (query, others, (DpListQuery){ .scope = DP_SCOPE_TOPIC, .topic_id = info->topic->id }, &is_first);
    }

  if (options->day != NULL)
    {
      g_autofree char *day = dp_lookup_day (library, options->day);

      add_list (query, others, (DpListQuery){ .scope = DP_SCOPE_DAY, .day = day }, &is_first);
    }

  if (options->task != NULL)
    {
      g_autofree char *task = dp_lookup_task (cli, library, options->task);

      if (task == NULL)
        return FALSE;

      add_list (query, others, (DpListQuery){ .scope = DP_SCOPE_TASK, .task = task }, &is_first);
    }

  if (options->tag != NULL)
    {
      g_autofree char *tag = dp_lookup_tag (cli, library, options->tag);

      if (tag == NULL)
        return FALSE;

      add_list (query, others, (DpListQuery){ .scope = DP_SCOPE_TAG, .tag = tag }, &is_first);
    }

  if (options->collection != NULL && !add_collection (cli, library, options, query, others, &is_first))
    return FALSE;

  if (options->new_versions)
    add_list (query, others, (DpListQuery){ .scope = DP_SCOPE_NEW_VERSIONS }, &is_first);

  if (options->bookmarks)
    add_list (query, others, (DpListQuery){ .scope = DP_SCOPE_BOOKMARKS }, &is_first);

  return TRUE;
}

/* What a feed of the list is called: all that was asked for. */
static char *
dup_title (const Options *options)
{
  const char *const parts[] = {
    options->topic,
    options->day,
    options->task,
    options->tag,
    options->collection,
    options->search,
  };
  GString *title = g_string_new (_("Daily Papers"));

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i] != NULL)
      g_string_append_printf (title, " · %s", parts[i]);

  if (options->bookmarks)
    g_string_append_printf (title, " · %s", _("Bookmarks"));
  if (options->unread)
    g_string_append_printf (title, " · %s", _("Unread"));
  if (options->new_versions)
    g_string_append_printf (title, " · %s", _("New Versions"));

  return g_string_free (title, FALSE);
}

static DpListWriter *
create_writer (const Options *options,
               const char    *name,
               gboolean      *out_is_json)
{
  g_autofree char *title = dup_title (options);
  DpListFormat     format = DP_LIST_FORMAT_JSON;

  dp_list_format_from_string (name, &format);
  *out_is_json = format == DP_LIST_FORMAT_JSON;

  return dp_list_writer_new (format, title, NULL, dp_time_now ());
}

static void
run (DpCli             *cli,
     gpointer           data,
     const char *const *arguments)
{
  const Options *options = data;
  g_autoptr (DpListQuery) query = NULL;
  g_autoptr (GPtrArray) others = g_ptr_array_new_with_free_func ((GDestroyNotify)dp_list_query_free);
  DpLibrary *library = NULL;
  Run       *new_run = NULL;
  int        format = dp_lookup_choice (cli, "format", options->format, formats);

  if (format == DP_LOOKUP_NO_CHOICE)
    return;

  query = build_query (cli, options);
  if (query == NULL)
    return;

  library = dp_cli_open_library (cli);
  if (library == NULL)
    return;

  if (!choose_lists (cli, library, options, query, others))
    {
      dp_cli_quit (cli);
      return;
    }

  new_run = g_new0 (Run, 1);
  new_run->cli = cli;
  new_run->library = library;
  if (format > 0)
    new_run->writer = create_writer (options, formats[format], &new_run->is_json);
  new_run->query = g_steal_pointer (&query);
  new_run->others = g_steal_pointer (&others);
  new_run->bookmarks = options->bookmarks;
  new_run->limit = options->limit < 0 ? G_MAXUINT : (guint)options->limit;
  ask_next (new_run);
}

#define DESCRIPTION \
  N_("In the table • stands for unread, ↑ for revised since it was marked, and ★ for bookmarked.")
#define SUMMARY N_("List papers, the newest first")

const DpCommand dp_command_list = {
  .name = "list",
  .summary = SUMMARY,
  .description = DESCRIPTION,
  .new_options = new_options,
  .free_options = free_options,
  .run = run,
};
