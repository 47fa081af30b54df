/* list-window.c: the window's list on a library, under measurement
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "bench-meter.h"
#include "library/order/dp-listing.h"
#include "ui/list/dp-paper-view.h"

#include <adwaita.h>

/* DpPaperView in a window of its own, without sidebar and reader.
 *
 * Usage: list-window LIBRARY all|start STARTED_AT_US */

typedef struct
{
  DpLibrary *library;
  DpListing *listing;
  char      *search; /* (nullable) */
  char      *sort;
} ListWindow;

static void
ask (ListWindow *self)
{
  DpListQuery query = { .scope = DP_SCOPE_ALL, .search = self->search };

  if (!dp_sort_parse (self->sort, &query.sort, &query.descending))
    g_error ("%s is no sort", self->sort);
  dp_listing_set_query (self->listing, &query);
}

static void
sort (gpointer    window,
      const char *text)
{
  ListWindow *self = window;

  g_free (self->sort);
  self->sort = g_strdup (text);
  ask (self);
}

static void
search (gpointer    window,
        const char *text)
{
  ListWindow *self = window;

  g_free (self->search);
  self->search = g_strdup (text);
  ask (self);
}

static gboolean
is_settled (gpointer window)
{
  ListWindow *self = window;

  return !dp_listing_is_loading (self->listing);
}

static guint
get_length (gpointer window)
{
  ListWindow *self = window;

  return dp_order_get_length (dp_listing_get_order (self->listing));
}

static GtkScrollable *
find_list (GtkWidget *widget)
{
  if (GTK_IS_COLUMN_VIEW (widget))
    return GTK_SCROLLABLE (widget);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkScrollable *list = find_list (child);

      if (list != NULL)
        return list;
    }

  return NULL;
}

static GtkWidget *
make_window (ListWindow *self)
{
  GtkWidget *window = adw_window_new ();
  GtkWidget *view = dp_paper_view_new ();

  dp_paper_view_set_listing (DP_PAPER_VIEW (view), self->library, self->listing);
  adw_window_set_content (ADW_WINDOW (window), view);
  gtk_window_set_default_size (GTK_WINDOW (window), 1280, 800);

  return window;
}

int
main (int   argc,
      char *argv[])
{
  ListWindow  self = { 0 };
  BenchWindow window = { .sort = sort, .search = search, .is_settled = is_settled, .get_length = get_length };
  g_autoptr (GError) error = NULL;

  if (argc != 4)
    g_error ("usage: list-window LIBRARY all|start STARTED_AT_US");

  /* The question is asked before the toolkit starts, so that the answer waits for it. */
  self.library = dp_library_open (argv[1], &error);
  if (self.library == NULL)
    g_error ("%s: %s", argv[1], error->message);
  dp_library_watch (self.library);
  self.listing = dp_listing_new (self.library);
  sort (&self, "date:desc");

  adw_init ();
  window.window = &self;
  window.toplevel = make_window (&self);
  window.list = find_list (window.toplevel);
  bench_meter_run (&window, g_str_equal (argv[2], "start"), g_ascii_strtoll (argv[3], NULL, 10));

  gtk_window_destroy (GTK_WINDOW (window.toplevel));
  g_clear_object (&self.listing);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  dp_library_close (self.library);
  g_clear_object (&self.library);
  g_free (self.search);
  g_free (self.sort);

  return 0;
}
