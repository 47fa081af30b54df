/* test-paper-view.c: the list of papers, in columns
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "test-util.h"

#include "ui/list/dp-paper-cell.h"
#include "ui/list/dp-paper-view.h"

#include <math.h>

#define ROW_IS_IN_PLACE 1.5 /* pixels */

typedef struct
{
  GtkCssProvider *style;
  GtkWidget      *window;
  DpPaperView    *view;
  GtkWidget      *list_view;
  GtkAdjustment  *adjustment;
  DpListQuery     query;
  guint32         bookmarked; /* the one that is */
  guint32         revised;    /* since it was read; the one that is */
  guint32         noted;      /* the one with a note and a tag */
  gboolean        grouped;    /* ten papers a day, and the first nine on a topic */
  char           *link;       /* last opened */
  guint           n_selection_changed;
  char           *sort; /* last asked for */
  guint           activated;
  guint           starred;
} Fixture;

static GPtrArray *
load (const guint32 *rowids,
      gsize          n_rowids,
      gpointer       user_data,
      GError       **error)
{
  const Fixture *fixture = user_data;
  GPtrArray     *papers = g_ptr_array_new_with_free_func ((GDestroyNotify)dp_paper_unref);

  for (gsize i = 0; i < n_rowids; i++)
    {
      DpPaper *paper = dp_paper_new ();

      paper->rowid = rowids[i];
      paper->title = g_strdup_printf ("Paper %u", rowids[i]);
      paper->authors = g_strsplit ("Ada Lovelace,Emmy Noether", ",", -1);
      paper->published = 1763712000;
      paper->updated = 1763712000 + 86400;
      paper->primary_category = g_strdup ("cs.CL");
      paper->comment = g_strnfill (5000, 'c');
      paper->read = rowids[i] % 2 == 0;
      paper->bookmarked = rowids[i] == fixture->bookmarked;
      paper->upvotes = (int)rowids[i] * 1000;
      paper->version = 3;
      paper->seen_version = rowids[i] == fixture->revised ? 1 : 0;
      paper->note = rowids[i] == fixture->noted ? g_strdup ("Read this.") : NULL;
      paper->tags = rowids[i] == fixture->noted ? g_strsplit ("a,<b>b</b>", ",", -1) : NULL;
      if (fixture->grouped)
        paper->published -= rowids[i] / 10 * 86400;
      if (fixture->grouped && rowids[i] < 10)
        paper->topics = g_strsplit ("Agents,Vision", ",", -1);
      dp_paper_add_summary (paper, "digest", "- One. - Two.");
      dp_paper_add_day (paper, "2025-11-20", 2);
      if (rowids[i] % 2 == 1)
        dp_paper_add_link (paper, DP_LINK_GITHUB, "https://github.com/owner/repository");
      g_ptr_array_add (papers, paper);
    }

  return papers;
}

static void
selection_changed_cb (DpPaperView *view,
                      Fixture     *fixture)
{
  fixture->n_selection_changed++;
}

static void
sort_requested_cb (DpPaperView *view,
                   const char  *sort,
                   Fixture     *fixture)
{
  g_free (fixture->sort);
  fixture->sort = g_strdup (sort);
}

static void
paper_activated_cb (DpPaperView *view,
                    guint        rowid,
                    Fixture     *fixture)
{
  fixture->activated = rowid;
}

static void
star_toggled_cb (DpPaperView *view,
                 guint        rowid,
                 gboolean     bookmarked,
                 Fixture     *fixture)
{
  g_assert_true (bookmarked == (rowid != fixture->bookmarked));
  fixture->starred = rowid;
}

static void
link_activated_cb (DpPaperView *view,
                   const char  *uri,
                   Fixture     *fixture)
{
  g_free (fixture->link);
  fixture->link = g_strdup (uri);
}

/* Depth first, the first widget below @parent whose type has this name. */
static GtkWidget *
find_widget (GtkWidget  *parent,
             const char *type)
{
  if (g_str_equal (G_OBJECT_TYPE_NAME (parent), type))
    return parent;

  for (GtkWidget *child = gtk_widget_get_first_child (parent); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_widget (child, type);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static void
painted_cb (gboolean *painted)
{
  *painted = TRUE;
}

/* Lets what is due be laid out and painted. */
static void
wait_for_frames (Fixture *fixture)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (fixture->window);

  for (guint i = 0; i < 3; i++)
    {
      gboolean painted = FALSE;
      gulong   id = g_signal_connect_swapped (clock, "after-paint", G_CALLBACK (painted_cb), &painted);

      gtk_widget_queue_draw (fixture->window);
      test_wait_until (painted);
      g_signal_handler_disconnect (clock, id);
    }
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  GtkWidget *scrolled_window = NULL;

  if (data != NULL)
    gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);

  fixture->style = gtk_css_provider_new ();
  gtk_css_provider_load_from_resource (fixture->style, "/io/github/dailypapers/DailyPapers/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (fixture->style),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);

  fixture->query.descending = TRUE;
  fixture->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 900, 400);
  fixture->view = DP_PAPER_VIEW (dp_paper_view_new ());
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (fixture->view));
  dp_paper_view_set_loader (fixture->view, load, fixture);

  scrolled_window = find_widget (GTK_WIDGET (fixture->view), "GtkScrolledWindow");
  fixture->adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled_window));
  fixture->list_view = find_widget (GTK_WIDGET (fixture->view), "GtkColumnListView");

  g_signal_connect (fixture->view, "selection-changed", G_CALLBACK (selection_changed_cb), fixture);
  g_signal_connect (fixture->view, "sort-requested", G_CALLBACK (sort_requested_cb), fixture);
  g_signal_connect (fixture->view, "paper-activated", G_CALLBACK (paper_activated_cb), fixture);
  g_signal_connect (fixture->view, "star-toggled", G_CALLBACK (star_toggled_cb), fixture);
  g_signal_connect (fixture->view, "link-activated", G_CALLBACK (link_activated_cb), fixture);

  gtk_window_present (GTK_WINDOW (fixture->window));
  test_wait_until (gtk_widget_get_mapped (fixture->window));
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  g_object_add_weak_pointer (G_OBJECT (fixture->view), (gpointer *)&fixture->view);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  test_wait_until (fixture->view == NULL);
  g_free (fixture->sort);
  g_free (fixture->link);
  gtk_style_context_remove_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (fixture->style));
  g_object_unref (fixture->style);
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
}

/* Shows @n_rowids papers from @first on, in steps of @step. */
static void
show (Fixture *fixture,
      guint    n_rowids,
      guint32  first,
      int      step)
{
  guint32 *rowids = g_new (guint32, n_rowids);
  g_autoptr (DpOrder) order = NULL;

  for (guint i = 0; i < n_rowids; i++)
    rowids[i] = first + i * step;
  order = dp_order_new_take (rowids, n_rowids);
  dp_paper_view_show_order (fixture->view, order, &fixture->query, FALSE);
  wait_for_frames (fixture);
}

/* The row of the list whose title is in sight; %NULL when it is not. */
static GtkWidget *
find_row (Fixture *fixture,
          guint32  rowid)
{
  g_autofree char *title = g_strdup_printf ("Paper %u", rowid);

  for (GtkWidget *row = gtk_widget_get_first_child (fixture->list_view); row != NULL; row = gtk_widget_get_next_sibling (row))
    for (GtkWidget *cell = gtk_widget_get_first_child (row); cell != NULL; cell = gtk_widget_get_next_sibling (cell))
      {
        GtkWidget *child = gtk_widget_get_first_child (cell);

        if (gtk_widget_get_child_visible (row) && GTK_IS_INSCRIPTION (child) && g_strcmp0 (gtk_inscription_get_text (GTK_INSCRIPTION (child)), title) == 0)
          return row;
      }

  return NULL;
}

/* How far below the list's top a paper's row is. */
static double
get_place (Fixture *fixture,
           guint32  rowid)
{
  GtkWidget      *row = find_row (fixture, rowid);
  graphene_rect_t bounds;

  if (row == NULL || !gtk_widget_compute_bounds (row, fixture->list_view, &bounds))
    return NAN;

  return bounds.origin.y;
}

static void
assert_in_view (Fixture *fixture,
                guint32  rowid)
{
  double place = get_place (fixture, rowid);

  g_assert_false (isnan (place));
  g_assert_cmpfloat (place, >=, 0);
  g_assert_cmpfloat (place, <, gtk_adjustment_get_page_size (fixture->adjustment));
}

/* The first paper that is wholly in view. */
static guint32
find_in_view (Fixture *fixture)
{
  GtkWidget *row = gtk_widget_get_first_child (fixture->list_view);

  for (; row != NULL; row = gtk_widget_get_next_sibling (row))
    {
      const char *title = gtk_inscription_get_text (GTK_INSCRIPTION (find_widget (row, "GtkInscription")));
      guint32     rowid = (guint32)g_ascii_strtoull (title + strlen ("Paper "), NULL, 10);

      if (get_place (fixture, rowid) >= 0)
        return rowid;
    }

  g_assert_not_reached ();
}

static void
test_shows_rows (Fixture      *fixture,
                 gconstpointer data)
{
  GtkWidget *row = NULL;
  GtkWidget *title = NULL;

  show (fixture, 3, 1, 1);
  row = find_row (fixture, 1);
  g_assert_nonnull (row);
  title = find_widget (row, "GtkInscription");
  g_assert_true (gtk_widget_has_css_class (title, "unread"));
  gtk_test_accessible_assert_property (title, GTK_ACCESSIBLE_PROPERTY_LABEL, "Unread: Paper 1");
  gtk_test_accessible_assert_property (row, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Paper 1, Unread, Ada Lovelace, Emmy Noether, 21 Nov 2025");

  row = find_row (fixture, 2);
  g_assert_false (gtk_widget_has_css_class (find_widget (row, "GtkInscription"), "unread"));
  gtk_test_accessible_assert_property (row, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Paper 2, Ada Lovelace, Emmy Noether, 21 Nov 2025");

  /* Names follow the papers, which are in other rows after a sort. */
  fixture->query.sort = DP_SORT_TITLE;
  show (fixture, 3, 3, -1);
  row = gtk_widget_get_first_child (fixture->list_view);
  gtk_test_accessible_assert_property (row, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Paper 3, Unread, Ada Lovelace, Emmy Noether, 21 Nov 2025");
}

static void
test_dates_are_what_sorts (Fixture      *fixture,
                           gconstpointer data)
{
  g_autoptr (DpOrder) order = dp_order_new_take (g_memdup2 (&(guint32){ 2 }, sizeof (guint32)), 1);

  show (fixture, 1, 2, 1);
  dp_paper_view_show_order (fixture->view, order, &fixture->query, TRUE);
  gtk_test_accessible_assert_property (find_row (fixture, 2), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Paper 2, Ada Lovelace, Emmy Noether, 22 Nov 2025");
}

static void
test_star_is_asked_for (Fixture      *fixture,
                        gconstpointer data)
{
  const guint32 rowid = 2;
  GtkWidget    *star = NULL;

  show (fixture, 3, 1, 1);
  star = find_widget (find_row (fixture, 2), "GtkButton");
  gtk_test_accessible_assert_role (star, GTK_ACCESSIBLE_ROLE_BUTTON);
  gtk_test_accessible_assert_property (star, GTK_ACCESSIBLE_PROPERTY_LABEL, "Bookmark");
  g_assert_cmpstr (gtk_button_get_icon_name (GTK_BUTTON (star)), ==, "non-starred-symbolic");
  g_signal_emit_by_name (star, "clicked");
  g_assert_cmpuint (fixture->starred, ==, 2);

  /* The star shows it once the library says so. */
  fixture->bookmarked = 2;
  dp_paper_view_invalidate (fixture->view, &rowid, 1);
  g_assert_cmpstr (gtk_button_get_icon_name (GTK_BUTTON (star)), ==, "starred-symbolic");
  gtk_test_accessible_assert_property (star, GTK_ACCESSIBLE_PROPERTY_LABEL, "Remove Bookmark");
  gtk_test_accessible_assert_property (find_row (fixture, 2), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Paper 2, Bookmarked, Ada Lovelace, Emmy Noether, 21 Nov 2025");
  fixture->starred = 0;
  g_signal_emit_by_name (star, "clicked");
  g_assert_cmpuint (fixture->starred, ==, 2);
}

/* A link is clicked on its text alone, and selects nothing. */
static void
test_link_is_opened (Fixture      *fixture,
                     gconstpointer data)
{
  GtkWidget *link = NULL;
  guint      n_selection_changed = 0;

  dp_paper_view_set_columns (fixture->view, "title:200,code:300,summary:200,upvotes:100,day:150");
  show (fixture, 3, 1, 1);
  n_selection_changed = fixture->n_selection_changed;

  link = find_widget (find_row (fixture, 1), "DpPaperLink");
  g_assert_true (gtk_widget_get_visible (link));
  gtk_test_accessible_assert_role (link, GTK_ACCESSIBLE_ROLE_LINK);
  gtk_test_accessible_assert_property (link, GTK_ACCESSIBLE_PROPERTY_LABEL, "Open the code, owner/repository");
  g_assert_cmpint (gtk_widget_get_width (link), >, 100);
  g_assert_true (gtk_widget_pick (link, 5, 5, GTK_PICK_DEFAULT) == link);
  g_assert_null (gtk_widget_pick (link, gtk_widget_get_width (link) - 5, 5, GTK_PICK_DEFAULT));

  g_signal_emit_by_name (link, "clicked");
  g_assert_cmpstr (fixture->link, ==, "https://github.com/owner/repository");
  g_assert_cmpuint (fixture->n_selection_changed, ==, n_selection_changed);
  g_assert_cmpuint (dp_paper_view_get_current (fixture->view), ==, 0);

  link = find_widget (find_row (fixture, 2), "DpPaperLink");
  g_assert_false (gtk_widget_get_visible (link));

  /* Rows that are filled anew lead elsewhere. */
  show (fixture, 3, 3, -1);
  g_assert_true (gtk_widget_get_visible (find_widget (find_row (fixture, 3), "DpPaperLink")));
  g_assert_false (gtk_widget_get_visible (find_widget (find_row (fixture, 2), "DpPaperLink")));
}

static const char *
get_cell_text (GtkWidget *row,
               guint      position)
{
  GtkWidget *cell = gtk_widget_get_first_child (row);

  for (; position > 0; position--)
    cell = gtk_widget_get_next_sibling (cell);

  return gtk_inscription_get_text (GTK_INSCRIPTION (gtk_widget_get_first_child (cell)));
}

static void
test_what_sources_add (Fixture      *fixture,
                       gconstpointer data)
{
  GtkWidget *row = NULL;

  dp_paper_view_set_columns (fixture->view, "title:200,summary:200,upvotes:100,day:150,-star:60,-date:100");
  show (fixture, 3, 1, 1);
  row = find_row (fixture, 2);
  g_assert_cmpstr (get_cell_text (row, 1), ==, "One. Two.");
  g_assert_cmpstr (get_cell_text (row, 2), ==, "2000"); /* the C locale has no thousands */
  g_assert_cmpstr (get_cell_text (row, 3), ==, "20 Nov 2025");
}

static void
test_note_and_tags_are_told (Fixture      *fixture,
                             gconstpointer data)
{
  const guint32 rowid = 2;
  GtkWidget    *row = NULL;
  GtkWidget    *title = NULL;

  dp_paper_view_set_columns (fixture->view, "title:200,tags:200,-star:60,-date:100");
  show (fixture, 3, 1, 1);
  row = find_row (fixture, 2);
  title = find_widget (row, "GtkInscription");
  g_assert_cmpstr (get_cell_text (row, 1), ==, "");

  fixture->noted = 2;
  dp_paper_view_invalidate (fixture->view, &rowid, 1);
  g_assert_cmpstr (gtk_inscription_get_text (GTK_INSCRIPTION (title)), ==, "✎  Paper 2");
  g_assert_cmpstr (get_cell_text (row, 1), ==, "a, <b>b</b>");
  gtk_test_accessible_assert_property (row, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Paper 2, With a note, a, <b>b</b>, Ada Lovelace, Emmy Noether, 21 Nov 2025");
  fixture->revised = 2;
  dp_paper_view_invalidate (fixture->view, &rowid, 1);
  g_assert_cmpstr (gtk_inscription_get_text (GTK_INSCRIPTION (title)), ==, "✎ NEW v3  Paper 2");
}

/* It is told by words, and where the library says that it was read, no more. */
static void
test_new_version_is_told (Fixture      *fixture,
                          gconstpointer data)
{
  const guint32 rowid = 2;
  GtkWidget    *row = NULL;
  GtkWidget    *title = NULL;

  show (fixture, 3, 1, 1);
  row = find_row (fixture, 2);
  title = find_widget (row, "GtkInscription");
  g_assert_null (gtk_inscription_get_attributes (GTK_INSCRIPTION (title)));

  fixture->revised = 2;
  dp_paper_view_invalidate (fixture->view, &rowid, 1);
  g_assert_cmpstr (gtk_inscription_get_text (GTK_INSCRIPTION (title)), ==, "NEW v3  Paper 2");
  g_assert_nonnull (gtk_inscription_get_attributes (GTK_INSCRIPTION (title)));
  gtk_test_accessible_assert_property (row, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Paper 2, New version 3, Ada Lovelace, Emmy Noether, 21 Nov 2025");

  fixture->revised = 0;
  dp_paper_view_invalidate (fixture->view, &rowid, 1);
  g_assert_cmpstr (gtk_inscription_get_text (GTK_INSCRIPTION (title)), ==, "Paper 2");
  g_assert_null (gtk_inscription_get_attributes (GTK_INSCRIPTION (title)));
}

/* Behind the mark, in bytes of what the cell shows; and gone with the search. */
static void
test_found_words_are_marked (Fixture      *fixture,
                             gconstpointer data)
{
  const guint32    rowid = 2;
  GtkWidget       *title = NULL;
  PangoAttrList   *attributes = NULL;
  g_autofree char *described = NULL;

  fixture->query.search = (char *)"paper title:2 abstract:nothing ";
  show (fixture, 3, 1, 1);
  title = find_widget (find_row (fixture, 2), "GtkInscription");
  fixture->noted = 2;
  dp_paper_view_invalidate (fixture->view, &rowid, 1);
  g_assert_cmpstr (gtk_inscription_get_text (GTK_INSCRIPTION (title)), ==, "✎  Paper 2");
  attributes = gtk_inscription_get_attributes (GTK_INSCRIPTION (title));
  g_assert_nonnull (attributes);
  described = pango_attr_list_to_string (attributes);
  g_assert_nonnull (strstr (described, "5 10 underline single"));
  g_assert_nonnull (strstr (described, "11 12 underline single"));

  fixture->noted = 0;
  fixture->query.search = NULL;
  show (fixture, 3, 1, 1);
  title = find_widget (find_row (fixture, 1), "GtkInscription");
  g_assert_null (gtk_inscription_get_attributes (GTK_INSCRIPTION (title)));
}

/* The header of the column with this title. */
static GtkWidget *
find_header (Fixture    *fixture,
             const char *title)
{
  GtkWidget *header = gtk_widget_get_prev_sibling (fixture->list_view);

  for (GtkWidget *child = gtk_widget_get_first_child (header); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (g_str_equal (gtk_label_get_label (GTK_LABEL (find_widget (child, "GtkLabel"))), title))
      return child;

  g_assert_not_reached ();
}

static GtkWidget *
find_arrow (Fixture    *fixture,
            const char *title)
{
  return find_widget (find_header (fixture, title), "GtkBuiltinIcon");
}

/* What GTK does when the header is clicked: the e2e tests click a real one. */
static void
click_header (Fixture *fixture,
              guint    position,
              gboolean twice)
{
  GtkColumnView *column_view = GTK_COLUMN_VIEW (find_widget (GTK_WIDGET (fixture->view), "GtkColumnView"));
  g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (gtk_column_view_get_columns (column_view), position);

  gtk_column_view_sort_by_column (column_view, column, twice ? GTK_SORT_DESCENDING : GTK_SORT_ASCENDING);
}

static void
test_headers_sort (Fixture      *fixture,
                   gconstpointer data)
{
  show (fixture, 3, 1, 1);
  g_assert_true (gtk_widget_has_css_class (find_arrow (fixture, "Date"), "descending"));
  g_assert_null (fixture->sort); /* showing a sort is not asking for it */

  click_header (fixture, 2, FALSE);
  g_assert_cmpstr (fixture->sort, ==, "title:asc");
  /* The arrow is where the sort is. */
  g_assert_true (gtk_widget_has_css_class (find_arrow (fixture, "Date"), "descending"));
  g_assert_true (gtk_widget_has_css_class (find_arrow (fixture, "Title"), "unsorted"));

  fixture->query.sort = DP_SORT_TITLE;
  fixture->query.descending = FALSE;
  show (fixture, 3, 3, -1);
  g_assert_true (gtk_widget_has_css_class (find_arrow (fixture, "Title"), "ascending"));
  g_assert_true (gtk_widget_has_css_class (find_arrow (fixture, "Date"), "unsorted"));

  click_header (fixture, 2, TRUE);
  g_assert_cmpstr (fixture->sort, ==, "title:desc");
  g_assert_true (gtk_widget_has_css_class (find_arrow (fixture, "Title"), "ascending"));

  /* A date begins with the newest, a star with the bookmarks. */
  click_header (fixture, 4, FALSE);
  g_assert_cmpstr (fixture->sort, ==, "date:desc");
  click_header (fixture, 1, FALSE);
  g_assert_cmpstr (fixture->sort, ==, "star:desc");

  /* By nothing that has a column. */
  fixture->query.sort = DP_SORT_UNREAD;
  show (fixture, 3, 1, 1);
  g_assert_true (gtk_widget_has_css_class (find_arrow (fixture, "Title"), "unsorted"));
}

static void
test_current_stays_in_view (Fixture      *fixture,
                            gconstpointer data)
{
  double place = 0;

  show (fixture, 1000, 1, 1);
  dp_paper_view_select (fixture->view, 500);
  wait_for_frames (fixture);
  assert_in_view (fixture, 500);
  place = get_place (fixture, 500);

  fixture->query.sort = DP_SORT_TITLE;
  show (fixture, 1000, 1000, -1);
  g_assert_cmpuint (dp_paper_view_get_current (fixture->view), ==, 500);
  g_assert_cmpfloat_with_epsilon (get_place (fixture, 500), place, ROW_IS_IN_PLACE);

  /* A search that finds it, and one that does not. */
  fixture->query.search = (char *)"paper";
  show (fixture, 40, 470, 1);
  assert_in_view (fixture, 500);
  fixture->query.search = (char *)"other paper";
  show (fixture, 40, 510, 1);
  g_assert_cmpuint (dp_paper_view_get_current (fixture->view), ==, 0);
  g_assert_cmpfloat (gtk_adjustment_get_value (fixture->adjustment), ==, 0);
  fixture->query.search = NULL;
  show (fixture, 1000, 1000, -1);
  g_assert_cmpuint (dp_paper_view_get_current (fixture->view), ==, 500);
  assert_in_view (fixture, 500);

  /* Another list is another matter. */
  fixture->query.scope = DP_SCOPE_BOOKMARKS;
  show (fixture, 1000, 1, 1);
  g_assert_cmpuint (dp_paper_view_get_current (fixture->view), ==, 0);
  g_assert_cmpfloat (gtk_adjustment_get_value (fixture->adjustment), ==, 0);
}

static void
test_nothing_jumps_when_papers_arrive (Fixture      *fixture,
                                       gconstpointer data)
{
  double  value = 0;
  double  place = 0;
  guint32 rowid = 0;

  /* In the middle, with nothing selected. */
  show (fixture, 1000, 101, 1);
  gtk_adjustment_set_value (fixture->adjustment, 8010);
  wait_for_frames (fixture);
  rowid = find_in_view (fixture);
  place = get_place (fixture, rowid);
  show (fixture, 1050, 51, 1);
  g_assert_cmpfloat_with_epsilon (get_place (fixture, rowid), place, ROW_IS_IN_PLACE);
  g_assert_cmpfloat (gtk_adjustment_get_value (fixture->adjustment), >, 8010);

  /* And when they go. */
  show (fixture, 990, 111, 1);
  g_assert_cmpfloat_with_epsilon (get_place (fixture, rowid), place, ROW_IS_IN_PLACE);

  /* At the very end, where rows have no height yet when they come. */
  gtk_adjustment_set_value (fixture->adjustment, 1e9);
  wait_for_frames (fixture);
  place = get_place (fixture, 1098);
  g_assert_false (isnan (place));
  show (fixture, 1090, 11, 1);
  g_assert_cmpfloat_with_epsilon (get_place (fixture, 1098), place, ROW_IS_IN_PLACE);

  /* At the top new ones show, */
  gtk_adjustment_set_value (fixture->adjustment, 0);
  wait_for_frames (fixture);
  show (fixture, 1095, 6, 1);
  assert_in_view (fixture, 6);

  /* but for a paper that is being read. */
  dp_paper_view_select (fixture->view, 8);
  wait_for_frames (fixture);
  place = get_place (fixture, 8);
  value = gtk_adjustment_get_value (fixture->adjustment);
  show (fixture, 1100, 1, 1);
  g_assert_cmpfloat_with_epsilon (get_place (fixture, 8), place, ROW_IS_IN_PLACE);
  g_assert_cmpfloat (gtk_adjustment_get_value (fixture->adjustment), >, value);
}

static void
test_list_shrinks_under_its_viewport (Fixture      *fixture,
                                      gconstpointer data)
{
  show (fixture, 1000, 1, 1);
  gtk_adjustment_set_value (fixture->adjustment, 1e9);
  wait_for_frames (fixture);
  assert_in_view (fixture, 1000);

  show (fixture, 30, 1, 1);
  g_assert_cmpfloat (gtk_adjustment_get_upper (fixture->adjustment), <, 2000);
  g_assert_true (find_row (fixture, 1) != NULL || find_row (fixture, 30) != NULL);

  show (fixture, 0, 1, 1);
  dp_paper_view_move (fixture->view, 1); /* nothing happens */
  g_assert_cmpuint (dp_paper_view_get_current (fixture->view), ==, 0);
  show (fixture, 1000, 1, 1);
  assert_in_view (fixture, 1);

  /* With the focus in it, which stays in the list. */
  dp_paper_view_select (fixture->view, 990);
  test_wait_until (find_row (fixture, 990) != NULL);
  gtk_widget_grab_focus (GTK_WIDGET (fixture->view));
  test_wait_until (gtk_widget_get_focus_child (fixture->list_view) == find_row (fixture, 990));
  fixture->query.search = (char *)"few";
  show (fixture, 20, 980, 1);
  assert_in_view (fixture, 990);
  g_assert_true (gtk_widget_get_focus_child (fixture->list_view) == find_row (fixture, 990));
}

static void
test_cursor_moves (Fixture      *fixture,
                   gconstpointer data)
{
  g_autoptr (GArray) selected = NULL;

  show (fixture, 100, 1, 1);
  dp_paper_view_move (fixture->view, 1);
  g_assert_cmpuint (dp_paper_view_get_current (fixture->view), ==, 1);
  dp_paper_view_move (fixture->view, -1);
  g_assert_cmpuint (dp_paper_view_get_current (fixture->view), ==, 1);
  dp_paper_view_move (fixture->view, 1);
  g_assert_cmpuint (dp_paper_view_get_current (fixture->view), ==, 2);
  g_assert_cmpuint (fixture->n_selection_changed, ==, 2);
  dp_paper_view_move (fixture->view, 1000);
  g_assert_cmpuint (dp_paper_view_get_current (fixture->view), ==, 100);
  wait_for_frames (fixture);
  assert_in_view (fixture, 100);

  /* The paper goes (it was read, and the list has unread ones only): the next follows. */
  dp_paper_view_select (fixture->view, 50);
  show (fixture, 49, 1, 1);
  g_assert_cmpuint (dp_paper_view_get_current (fixture->view), ==, 0);
  dp_paper_view_move (fixture->view, 1);
  g_assert_cmpuint (dp_paper_view_get_current (fixture->view), ==, 49);

  gtk_widget_activate_action (fixture->list_view, "list.select-all", NULL);
  selected = dp_paper_view_dup_selected (fixture->view);
  g_assert_cmpuint (selected->len, ==, 49);
  g_assert_cmpuint (dp_paper_view_get_current (fixture->view), ==, 49);

  gtk_widget_activate_action (fixture->list_view, "list.activate-item", "u", 4);
  g_assert_cmpuint (fixture->activated, ==, 5);
}

static void
test_focus_follows_the_paper (Fixture      *fixture,
                              gconstpointer data)
{
  show (fixture, 1000, 1, 1);
  dp_paper_view_select (fixture->view, 3);
  gtk_widget_grab_focus (GTK_WIDGET (fixture->view));
  test_wait_until (gtk_widget_get_focus_child (fixture->list_view) == find_row (fixture, 3));

  fixture->query.sort = DP_SORT_TITLE;
  show (fixture, 1000, 1000, -1);
  test_wait_until (gtk_widget_get_focus_child (fixture->list_view) == find_row (fixture, 3));
}

static void
test_paper_is_waited_for (Fixture      *fixture,
                          gconstpointer data)
{
  dp_paper_view_select (fixture->view, 700);
  g_assert_cmpuint (dp_paper_view_get_current (fixture->view), ==, 0);
  show (fixture, 1000, 1, 1);
  g_assert_cmpuint (dp_paper_view_get_current (fixture->view), ==, 700);
  assert_in_view (fixture, 700);
}

static void
test_columns_are_remembered (Fixture      *fixture,
                             gconstpointer data)
{
  GActionGroup     *actions = dp_paper_view_get_columns_actions (fixture->view);
  g_autofree char  *standard = dp_paper_view_dup_columns (fixture->view);
  g_autofree char  *changed = NULL;
  g_autofree char  *garbage = NULL;
  const char       *arranged = "date:200,star:60,title:500,-author:180,topics:140,category:110,-comment:200";
  const char *const useless[] = {
    "",
    ",,,:::",
    "title",
    "title:",
    "title:-5,date:1,star:99999999999999999999",
    "unheard-of:100,-:10",
  };

  for (guint i = 0; i < G_N_ELEMENTS (useless); i++)
    {
      g_autofree char *after = NULL;

      dp_paper_view_set_columns (fixture->view, useless[i]);
      after = dp_paper_view_dup_columns (fixture->view);
      g_assert_cmpstr (after, ==, standard);
    }

  dp_paper_view_set_columns (fixture->view, arranged);
  changed = dp_paper_view_dup_columns (fixture->view);
  g_assert_true (g_str_has_prefix (changed, arranged));
  g_assert_nonnull (strstr (changed, ",-upvotes:")); /* what it does not name waits to be chosen */
  show (fixture, 3, 1, 1);
  g_assert_false (gtk_widget_get_visible (find_header (fixture, "Authors")));
  g_assert_true (gtk_widget_get_visible (find_header (fixture, "Title")));

  g_action_group_change_action_state (actions, "author", g_variant_new_boolean (TRUE));
  g_assert_true (gtk_widget_get_visible (find_header (fixture, "Authors")));
  g_assert_false (g_action_group_get_action_enabled (actions, "title"));

  /* Of a newer version, named twice, and without titles. */
  dp_paper_view_set_columns (fixture->view, "later:40,-title:300,date:150,date:170");
  garbage = dp_paper_view_dup_columns (fixture->view);
  g_assert_true (g_str_has_prefix (garbage, "title:300,date:150,star:60,-author:180,"));
}

static void
wait_for_width (Fixture *fixture,
                int      width)
{
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), width, 400);
  test_wait_until (gtk_widget_get_width (GTK_WIDGET (fixture->view)) == width);
  wait_for_frames (fixture);
}

static gboolean
scrolls_sideways (Fixture *fixture)
{
  GtkWidget     *column_view = find_widget (GTK_WIDGET (fixture->view), "GtkColumnView");
  GtkAdjustment *adjustment = gtk_scrollable_get_hadjustment (GTK_SCROLLABLE (column_view));

  return gtk_adjustment_get_upper (adjustment) > gtk_adjustment_get_page_size (adjustment);
}

static void
test_columns_follow_the_room (Fixture      *fixture,
                              gconstpointer data)
{
  GActionGroup    *actions = dp_paper_view_get_columns_actions (fixture->view);
  g_autofree char *untouched = NULL;
  g_autofree char *chosen = NULL;
  g_autoptr (GVariant) is_seen = NULL;

  show (fixture, 100, 1, 1);
  wait_for_width (fixture, 1000);
  g_assert_true (gtk_widget_get_visible (find_header (fixture, "Comment")));

  wait_for_width (fixture, 640);
  g_assert_false (gtk_widget_get_visible (find_header (fixture, "Comment")));
  g_assert_true (gtk_widget_get_visible (find_header (fixture, "Date")));
  g_assert_false (scrolls_sideways (fixture));
  is_seen = g_action_group_get_action_state (actions, "comment");
  g_assert_false (g_variant_get_boolean (is_seen));
  untouched = dp_paper_view_dup_columns (fixture->view);
  g_assert_cmpstr (untouched, ==, "");

  /* What is chosen stays, at whatever width. */
  g_action_group_change_action_state (actions, "comment", g_variant_new_boolean (TRUE));
  g_assert_true (gtk_widget_get_visible (find_header (fixture, "Comment")));
  wait_for_width (fixture, 600);
  g_assert_true (gtk_widget_get_visible (find_header (fixture, "Comment")));
  chosen = dp_paper_view_dup_columns (fixture->view);
  g_assert_nonnull (strstr (chosen, ",comment:"));
}

static void
test_columns_cannot_be_chosen_without_room (Fixture      *fixture,
                                            gconstpointer data)
{
  GActionGroup *actions = dp_paper_view_get_columns_actions (fixture->view);

  show (fixture, 100, 1, 1);
  wait_for_width (fixture, 420);
  g_assert_false (g_action_group_get_action_enabled (actions, "comment"));
  wait_for_width (fixture, 900);
  g_assert_true (g_action_group_get_action_enabled (actions, "comment"));
}

static void
test_focus_waits_for_rows (Fixture      *fixture,
                           gconstpointer data)
{
  gtk_widget_grab_focus (GTK_WIDGET (fixture->view));
  dp_paper_view_select (fixture->view, 7);
  show (fixture, 100, 1, 1);
  test_wait_until (gtk_widget_get_focus_child (fixture->list_view) == find_row (fixture, 7));
}

static void
test_tooltips_leave_room (Fixture      *fixture,
                          gconstpointer data)
{
  GtkWidget       *cell = NULL;
  g_autofree char *tooltip = NULL;

  dp_paper_view_set_columns (fixture->view, "comment:200,title:300");
  show (fixture, 100, 1, 1);
  cell = gtk_widget_get_first_child (gtk_widget_get_first_child (find_row (fixture, 1)));
  tooltip = dp_paper_cell_dup_tooltip (cell);
  g_assert_true (g_str_has_prefix (tooltip, "ccc"));
  g_assert_true (g_str_has_suffix (tooltip, "…"));
  g_assert_cmpint (g_utf8_strlen (tooltip, -1), <=, 400);
}

static void
test_menu_shows_every_item (Fixture      *fixture,
                            gconstpointer data)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  GtkWidget *popover = gtk_popover_menu_new_from_model (G_MENU_MODEL (menu));
  int        height = 0;
  int        needed = 0;

  show (fixture, 100, 1, 1);
  gtk_widget_set_parent (popover, GTK_WIDGET (fixture->view));
  gtk_popover_popup (GTK_POPOVER (popover));
  wait_for_frames (fixture);
  height = gtk_widget_get_height (popover);

  g_menu_append (menu, "One", "no.one");
  g_menu_append (menu, "Two", "no.two");
  wait_for_frames (fixture);
  gtk_widget_measure (popover, GTK_ORIENTATION_VERTICAL, -1, NULL, &needed, NULL, NULL);
  g_assert_cmpint (needed, >, height);
  g_assert_cmpint (gtk_widget_get_height (popover), ==, needed);

  gtk_popover_popdown (GTK_POPOVER (popover));
  wait_for_frames (fixture);
  gtk_widget_unparent (popover);
}

static void
test_narrow_list_shows_what_matters (Fixture      *fixture,
                                     gconstpointer data)
{
  g_autofree char *before = dp_paper_view_dup_columns (fixture->view);
  g_autofree char *after = NULL;
  GtkWidget       *title = NULL;

  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 420, 400);
  show (fixture, 100, 1, 1);
  test_wait_until (!gtk_widget_get_visible (find_header (fixture, "Comment")));
  wait_for_frames (fixture);
  g_assert_true (gtk_widget_get_visible (find_header (fixture, "Date")));
  title = find_header (fixture, "Title");
  g_assert_cmpint (gtk_widget_get_width (title), >, 200);
  after = dp_paper_view_dup_columns (fixture->view);
  g_assert_cmpstr (after, ==, before);

  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1000, 400);
  test_wait_until (gtk_widget_get_visible (find_header (fixture, "Comment")));
}

/* GTK puts a cell that comes later behind the others, wherever it is seen. */
static const char *
get_group (GtkWidget *row)
{
  for (GtkWidget *cell = gtk_widget_get_first_child (row); cell != NULL; cell = gtk_widget_get_next_sibling (cell))
    {
      GtkWidget *child = gtk_widget_get_first_child (cell);

      if (gtk_widget_has_css_class (child, "heading"))
        return gtk_inscription_get_text (GTK_INSCRIPTION (child));
    }

  return NULL;
}

/* What the row's cell of groups says, and whether it begins a group, which makes it no higher. */
static void
assert_begins_group (Fixture    *fixture,
                     guint32     rowid,
                     const char *heading)
{
  GtkWidget *row = find_row (fixture, rowid);

  g_assert_cmpstr (get_group (row), ==, heading != NULL ? heading : "");
  g_assert_true (gtk_widget_has_css_class (row, "dp-group-start") == (heading != NULL));
  g_assert_cmpint (gtk_widget_get_height (row), ==, gtk_widget_get_height (gtk_widget_get_first_child (fixture->list_view)));
}

static void
test_groups_are_told (Fixture      *fixture,
                      gconstpointer data)
{
  g_autofree char *columns = dp_paper_view_dup_columns (fixture->view);
  g_autofree char *after = NULL;

  fixture->grouped = TRUE;
  show (fixture, 100, 1, 1);
  g_assert_false (gtk_widget_get_visible (find_header (fixture, "Group")));

  dp_paper_view_set_grouping (fixture->view, DP_GROUPING_DAY);
  wait_for_frames (fixture);
  g_assert_true (gtk_widget_get_visible (find_header (fixture, "Group")));
  assert_begins_group (fixture, 1, "Fri 21 Nov 2025");
  assert_begins_group (fixture, 9, NULL);
  assert_begins_group (fixture, 10, "Thu 20 Nov 2025");
  gtk_test_accessible_assert_property (find_row (fixture, 10), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Thu 20 Nov 2025, Paper 10, Ada Lovelace, Emmy Noether, 20 Nov 2025");

  /* Its header has the arrow, and turns the order around. */
  g_assert_true (gtk_widget_has_css_class (find_arrow (fixture, "Group"), "descending"));
  g_assert_true (gtk_widget_has_css_class (find_arrow (fixture, "Date"), "unsorted"));
  click_header (fixture, 0, FALSE);
  g_assert_cmpstr (fixture->sort, ==, "date:asc");

  /* A sort that does not fit has no groups, and is grouped again when it does. */
  fixture->query.sort = DP_SORT_TITLE;
  show (fixture, 100, 1, 1);
  g_assert_false (gtk_widget_get_visible (find_header (fixture, "Group")));
  g_assert_false (gtk_widget_has_css_class (find_row (fixture, 10), "dp-group-start"));
  fixture->query.sort = DP_SORT_TOPICS;
  dp_paper_view_set_grouping (fixture->view, DP_GROUPING_TOPIC);
  show (fixture, 100, 1, 1);
  assert_begins_group (fixture, 1, "Agents");
  assert_begins_group (fixture, 2, NULL);
  assert_begins_group (fixture, 10, "No Topic");

  after = dp_paper_view_dup_columns (fixture->view);
  g_assert_cmpstr (after, ==, columns);
}

static void
test_groups_have_room_in_a_narrow_list (Fixture      *fixture,
                                        gconstpointer data)
{
  fixture->grouped = TRUE;
  dp_paper_view_set_grouping (fixture->view, DP_GROUPING_DAY);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 360, 400);
  show (fixture, 100, 1, 1);
  test_wait_until (!gtk_widget_get_visible (find_header (fixture, "Comment")));
  wait_for_frames (fixture);
  g_assert_false (gtk_widget_get_visible (find_header (fixture, "Date")));
  g_assert_true (gtk_widget_get_visible (find_header (fixture, "Group")));
  g_assert_cmpint (gtk_widget_get_width (find_header (fixture, "Title")), >, 100);
}

static void
test_larger_text_needs_wider_columns (Fixture      *fixture,
                                      gconstpointer data)
{
  g_autofree char *before = dp_paper_view_dup_columns (fixture->view);
  g_autofree char *after = NULL;
  int              width = 0;

  show (fixture, 3, 1, 1);
  width = gtk_widget_get_width (find_header (fixture, "Date"));
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", 2 * 96 * 1024, NULL);
  wait_for_frames (fixture);
  g_assert_cmpint (gtk_widget_get_width (find_header (fixture, "Date")), >, width * 3 / 2);
  after = dp_paper_view_dup_columns (fixture->view);
  g_assert_cmpstr (after, ==, before);
  gtk_settings_reset_property (gtk_settings_get_default (), "gtk-xft-dpi");
}

static void
test_columns_run_from_right_to_left (Fixture      *fixture,
                                     gconstpointer data)
{
  graphene_rect_t star;
  graphene_rect_t date;

  show (fixture, 100, 1, 1);
  g_assert_true (gtk_widget_compute_bounds (find_header (fixture, "★"), fixture->window, &star));
  g_assert_true (gtk_widget_compute_bounds (find_header (fixture, "Date"), fixture->window, &date));
  g_assert_cmpfloat (star.origin.x, >, date.origin.x);
}

#define ADD(path, test) g_test_add ("/paper-view/" path, Fixture, NULL, set_up, test, tear_down)
#define ADD_RTL(path, test) g_test_add ("/paper-view/" path, Fixture, "rtl", set_up, test, tear_down)

int
main (int    argc,
      char **argv)
{
  if (!gtk_init_check ())
    return 77;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  /* GTK 4.24 warns of the frames of its own popovers on X11. */
  if (gtk_get_minor_version () >= 20)
    g_log_set_always_fatal (G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL);

  ADD ("shows-rows", test_shows_rows);
  ADD ("dates-are-what-sorts", test_dates_are_what_sorts);
  ADD ("star-is-asked-for", test_star_is_asked_for);
  ADD ("headers-sort", test_headers_sort);
  ADD ("current-stays-in-view", test_current_stays_in_view);
  ADD ("nothing-jumps-when-papers-arrive", test_nothing_jumps_when_papers_arrive);
  ADD ("list-shrinks-under-its-viewport", test_list_shrinks_under_its_viewport);
  ADD ("cursor-moves", test_cursor_moves);
  ADD ("focus-follows-the-paper", test_focus_follows_the_paper);
  ADD ("paper-is-waited-for", test_paper_is_waited_for);
  ADD ("focus-waits-for-rows", test_focus_waits_for_rows);
  ADD ("tooltips-leave-room", test_tooltips_leave_room);
  ADD ("menu-shows-every-item", test_menu_shows_every_item);
  ADD ("link-is-opened", test_link_is_opened);
  ADD ("what-sources-add", test_what_sources_add);
  ADD ("new-version-is-told", test_new_version_is_told);
  ADD ("found-words-are-marked", test_found_words_are_marked);
  ADD ("note-and-tags-are-told", test_note_and_tags_are_told);
  ADD ("columns-are-remembered", test_columns_are_remembered);
  ADD ("columns-follow-the-room", test_columns_follow_the_room);
  ADD ("columns-cannot-be-chosen-without-room", test_columns_cannot_be_chosen_without_room);
  ADD ("narrow-list-shows-what-matters", test_narrow_list_shows_what_matters);
  ADD ("groups-are-told", test_groups_are_told);
  ADD ("groups-have-room-in-a-narrow-list", test_groups_have_room_in_a_narrow_list);
  ADD ("larger-text-needs-wider-columns", test_larger_text_needs_wider_columns);
  ADD_RTL ("columns-run-from-right-to-left", test_columns_run_from_right_to_left);

  return g_test_run ();
}
