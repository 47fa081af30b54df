/* plain-window.c: the list as one would write it without orders, to compare with
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "bench-meter.h"

#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

/* All papers as objects in a GListStore, below a GtkFilterListModel, a
 * GtkSortListModel and a GtkSingleSelection. It has the window's columns and the
 * cells that are cheapest, and it sorts by stored keys, so that what is compared
 * is the model alone. Its search looks at titles only: a plain program holds no
 * abstracts in memory.
 *
 * Usage: plain-window LIBRARY all|start STARTED_AT_US */

#define SELECT_PAPERS                                                                                             \
  "SELECT title, replace (authors, char (10), ', '), published, primary_category, comment, title_key, author_key" \
  " FROM paper"

#define PLAIN_TYPE_PAPER (plain_paper_get_type ())
G_DECLARE_FINAL_TYPE (PlainPaper, plain_paper, PLAIN, PAPER, GObject)

typedef enum
{
  COLUMN_TITLE,
  COLUMN_AUTHORS,
  COLUMN_DATE,
  COLUMN_CATEGORY,
  COLUMN_COMMENT,
} Column;

#define N_COLUMNS (COLUMN_COMMENT + 1)

static const struct
{
  const char *title;
  const char *sort;
  int         width;
} columns[N_COLUMNS] = {
  [COLUMN_TITLE] = { "Title", "title", 420 },
  [COLUMN_AUTHORS] = { "Authors", "author", 260 },
  [COLUMN_DATE] = { "Date", "date", 110 },
  [COLUMN_CATEGORY] = { "Category", "category", 90 },
  [COLUMN_COMMENT] = { "Comment", "comment", 220 },
};

struct _PlainPaper
{
  GObject parent_instance;

  char  *texts[N_COLUMNS];
  char  *title_key;
  char  *author_key;
  gint64 published;
};

G_DEFINE_FINAL_TYPE (PlainPaper, plain_paper, G_TYPE_OBJECT)

static void
plain_paper_finalize (GObject *object)
{
  PlainPaper *self = PLAIN_PAPER (object);

  for (guint i = 0; i < N_COLUMNS; i++)
    g_free (self->texts[i]);
  g_free (self->title_key);
  g_free (self->author_key);

  G_OBJECT_CLASS (plain_paper_parent_class)->finalize (object);
}

static void
plain_paper_class_init (PlainPaperClass *class)
{
  G_OBJECT_CLASS (class)->finalize = plain_paper_finalize;
}

static void
plain_paper_init (PlainPaper *self)
{
}

typedef struct
{
  GListStore          *store;
  GtkFilterListModel  *filtered;
  GtkSortListModel    *sorted;
  GtkColumnView       *view;
  GtkColumnViewColumn *columns[N_COLUMNS];
} PlainWindow;

static char *
dup_column (sqlite3_stmt *statement,
            int           column)
{
  return g_strdup ((const char *)sqlite3_column_text (statement, column));
}

static PlainPaper *
read_paper (sqlite3_stmt *statement)
{
  PlainPaper *paper = g_object_new (PLAIN_TYPE_PAPER, NULL);
  g_autoptr (GDateTime) date = NULL;

  paper->texts[COLUMN_TITLE] = dup_column (statement, 0);
  paper->texts[COLUMN_AUTHORS] = dup_column (statement, 1);
  paper->texts[COLUMN_CATEGORY] = dup_column (statement, 3);
  paper->texts[COLUMN_COMMENT] = dup_column (statement, 4);
  paper->title_key = dup_column (statement, 5);
  paper->author_key = dup_column (statement, 6);
  paper->published = sqlite3_column_int64 (statement, 2);
  date = g_date_time_new_from_unix_utc (paper->published);
  paper->texts[COLUMN_DATE] = g_date_time_format (date, "%F");

  return paper;
}

static void
load_papers (PlainWindow *self,
             const char  *path)
{
  g_autoptr (GPtrArray) papers = g_ptr_array_new_with_free_func (g_object_unref);
  sqlite3      *database = NULL;
  sqlite3_stmt *statement = NULL;

  if (sqlite3_open_v2 (path, &database, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK || sqlite3_prepare_v2 (database, SELECT_PAPERS, -1, &statement, NULL) != SQLITE_OK)
    g_error ("%s: %s", path, sqlite3_errmsg (database));

  while (sqlite3_step (statement) == SQLITE_ROW)
    g_ptr_array_add (papers, read_paper (statement));

  /* One change for all of them, which is the best a GListStore can do. */
  g_list_store_splice (self->store, 0, 0, papers->pdata, papers->len);

  sqlite3_finalize (statement);
  sqlite3_close (database);
}

static int
compare_cb (gconstpointer a,
            gconstpointer b,
            gpointer      user_data)
{
  const PlainPaper *first = a;
  const PlainPaper *second = b;
  Column            column = GPOINTER_TO_UINT (user_data);

  switch (column)
    {
    case COLUMN_TITLE:
      return strcmp (first->title_key, second->title_key);

    case COLUMN_AUTHORS:
      return strcmp (first->author_key, second->author_key);

    case COLUMN_DATE:
      return (first->published > second->published) - (first->published < second->published);

    case COLUMN_CATEGORY:
    case COLUMN_COMMENT:
      return g_strcmp0 (first->texts[column], second->texts[column]);
    }

  return 0;
}

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem              *item)
{
  GtkWidget *cell = gtk_inscription_new (NULL);

  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (cell), GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_list_item_set_child (item, cell);
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem              *item,
         gpointer                  user_data)
{
  PlainPaper *paper = gtk_list_item_get_item (item);

  gtk_inscription_set_text (GTK_INSCRIPTION (gtk_list_item_get_child (item)),
                            paper->texts[GPOINTER_TO_UINT (user_data)]);
}

static void
add_column (PlainWindow *self,
            Column       column)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkSorter) sorter = GTK_SORTER (gtk_custom_sorter_new (compare_cb, GUINT_TO_POINTER (column), NULL));
  g_autoptr (GtkColumnViewColumn) view_column = gtk_column_view_column_new (columns[column].title, factory);

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), GUINT_TO_POINTER (column));
  gtk_column_view_column_set_sorter (view_column, sorter);
  gtk_column_view_column_set_fixed_width (view_column, columns[column].width);
  gtk_column_view_append_column (self->view, view_column);
  self->columns[column] = view_column;
}

static void
sort (gpointer    window,
      const char *text)
{
  PlainWindow *self = window;
  g_auto (GStrv) parts = g_strsplit (text, ":", 2);

  for (guint i = 0; i < N_COLUMNS; i++)
    if (g_str_equal (columns[i].sort, parts[0]))
      gtk_column_view_sort_by_column (self->view, self->columns[i],
                                      g_str_equal (parts[1], "desc") ? GTK_SORT_DESCENDING : GTK_SORT_ASCENDING);
}

static gboolean
match_cb (gpointer item,
          gpointer user_data)
{
  const PlainPaper *paper = item;

  return strcasestr (paper->texts[COLUMN_TITLE], user_data) != NULL;
}

static void
search (gpointer    window,
        const char *text)
{
  PlainWindow *self = window;
  g_autoptr (GtkFilter) filter = NULL;

  if (text != NULL)
    filter = GTK_FILTER (gtk_custom_filter_new (match_cb, g_strchomp (g_strdup (text)), g_free));
  gtk_filter_list_model_set_filter (self->filtered, filter);
}

/* All its work is done before a call returns. */
static gboolean
is_settled (gpointer window)
{
  return TRUE;
}

static guint
get_length (gpointer window)
{
  PlainWindow *self = window;

  return g_list_model_get_n_items (G_LIST_MODEL (self->sorted));
}

static GtkWidget *
make_window (PlainWindow *self)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->view = GTK_COLUMN_VIEW (gtk_column_view_new (NULL));
  for (Column column = 0; column < N_COLUMNS; column++)
    add_column (self, column);

  self->store = g_list_store_new (PLAIN_TYPE_PAPER);
  self->filtered = gtk_filter_list_model_new (G_LIST_MODEL (g_object_ref (self->store)), NULL);
  self->sorted = gtk_sort_list_model_new (G_LIST_MODEL (g_object_ref (self->filtered)),
                                          g_object_ref (gtk_column_view_get_sorter (self->view)));

  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->view));
  gtk_window_set_child (GTK_WINDOW (window), scrolled);
  gtk_window_set_default_size (GTK_WINDOW (window), 1280, 800);

  return window;
}

int
main (int   argc,
      char *argv[])
{
  PlainWindow self = { 0 };
  BenchWindow window = { .sort = sort, .search = search, .is_settled = is_settled, .get_length = get_length };
  g_autoptr (GtkSelectionModel) selection = NULL;

  if (argc != 4)
    g_error ("usage: plain-window LIBRARY all|start STARTED_AT_US");

  gtk_init ();
  window.window = &self;
  window.toplevel = make_window (&self);
  window.list = GTK_SCROLLABLE (self.view);
  load_papers (&self, argv[1]);
  selection = GTK_SELECTION_MODEL (gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self.sorted))));
  gtk_column_view_set_model (self.view, selection);

  bench_meter_run (&window, g_str_equal (argv[2], "start"), g_ascii_strtoll (argv[3], NULL, 10));

  gtk_window_destroy (GTK_WINDOW (window.toplevel));
  g_clear_object (&self.sorted);
  g_clear_object (&self.filtered);
  g_clear_object (&self.store);

  return 0;
}
