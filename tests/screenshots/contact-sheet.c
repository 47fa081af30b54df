/* contact-sheet.c: the pages of many papers in one picture
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Usage: contact-sheet FILE.png [dark] < PAPERS
 *
 * Reads a JSON object with "id", "title" and "abstract" a line, and draws each one's page as
 * the reader shows it. Says on its standard error what could not be set.
 */

#include "config.h"

#include "math/dp-math-process.h"
#include "render/dp-page-formulas.h"
#include "ui/reader/dp-page-view.h"

#include <adwaita.h>
#include <json-glib/json-glib.h>
#include <signal.h>

#define PAGE_WIDTH 620
#define PAGE_HEIGHT 640
#define N_COLUMNS 5
#define GAP 12
#define MAX_PAPERS 100

/* Fonts arrive after the page that asks for them. */
#define REST_MS 100

typedef struct
{
  GPtrArray       *papers; /* of DpPaper */
  guint            next;
  DpMathSetter    *setter;
  DpPageView      *view;
  cairo_surface_t *sheet;
  GMainLoop       *loop;
} Sheet;

static DpPaper *
read_paper (const char *line)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = json_from_string (line, &error);
  JsonObject *object = NULL;
  DpPaper    *paper = dp_paper_new ();

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    g_error ("This is no paper: %s", line);

  object = json_node_get_object (node);
  paper->id = g_strdup (json_object_get_string_member_with_default (object, "id", ""));
  paper->title = g_strdup (json_object_get_string_member_with_default (object, "title", ""));
  paper->abstract = g_strdup (json_object_get_string_member_with_default (object, "abstract", NULL));

  return paper;
}

static GPtrArray *
read_papers (void)
{
  g_autoptr (GIOChannel) channel = g_io_channel_unix_new (0);
  GPtrArray       *papers = g_ptr_array_new_with_free_func ((GDestroyNotify)dp_paper_unref);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  if (g_io_channel_read_to_end (channel, &text, NULL, NULL) != G_IO_STATUS_NORMAL)
    g_error ("There is nothing to read");

  lines = g_strsplit (text, "\n", MAX_PAPERS + 1);
  for (guint i = 0; lines[i] != NULL && i < MAX_PAPERS; i++)
    if (*lines[i] != '\0')
      g_ptr_array_add (papers, read_paper (lines[i]));

  return papers;
}

static void
say_reasons (const DpPaper *paper,
             GPtrArray     *formulas,
             const DpMath  *math)
{
  for (guint i = 0; i < formulas->len; i++)
    {
      const DpFormula *formula = g_ptr_array_index (formulas, i);
      const char      *reason = dp_math_get_reason (math, formula->tex, formula->display);

      if (reason != NULL)
        g_printerr ("%s: %s: %s\n", paper->id, reason, formula->tex);
    }
}

/* Its formulas are remembered now: the page is drawn once. */
static void
math_set_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  Sheet         *sheet = user_data;
  const DpPaper *paper = g_ptr_array_index (sheet->papers, sheet->next);
  g_autoptr (GPtrArray) formulas = dp_page_list_formulas (paper);
  g_autoptr (DpMath) math = dp_math_setter_set_finish (DP_MATH_SETTER (object), result, NULL);

  say_reasons (paper, formulas, math);
  dp_page_view_set_paper (sheet->view, g_ptr_array_index (sheet->papers, sheet->next));
}

static void
show_next (Sheet *sheet)
{
  g_autoptr (GPtrArray) formulas = NULL;

  if (sheet->next == sheet->papers->len)
    {
      g_main_loop_quit (sheet->loop);
      return;
    }

  formulas = dp_page_list_formulas (g_ptr_array_index (sheet->papers, sheet->next));
  dp_math_setter_set_async (sheet->setter, formulas, NULL, math_set_cb, sheet);
}

static void
pictured_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  Sheet *sheet = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) picture = webkit_web_view_get_snapshot_finish (WEBKIT_WEB_VIEW (object), result, &error);
  int              width = 0;
  int              height = 0;
  cairo_surface_t *page = NULL;
  cairo_t         *cairo = cairo_create (sheet->sheet);
  double           x = GAP + (sheet->next % N_COLUMNS) * (double)(PAGE_WIDTH + GAP);
  double           y = GAP + (sheet->next / N_COLUMNS) * (double)(PAGE_HEIGHT + GAP);

  if (picture == NULL)
    g_error ("There is no picture: %s", error->message);

  width = gdk_texture_get_width (picture);
  height = gdk_texture_get_height (picture);
  page = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  gdk_texture_download (picture, cairo_image_surface_get_data (page), (gsize)cairo_image_surface_get_stride (page));
  cairo_surface_mark_dirty (page);
  cairo_rectangle (cairo, x, y, PAGE_WIDTH, PAGE_HEIGHT);
  cairo_clip (cairo);
  cairo_set_source_surface (cairo, page, x, y);
  cairo_paint (cairo);
  cairo_destroy (cairo);
  cairo_surface_destroy (page);

  sheet->next++;
  show_next (sheet);
}

static gboolean
rested_cb (gpointer user_data)
{
  Sheet *sheet = user_data;

  webkit_web_view_get_snapshot (dp_page_view_get_web_view (sheet->view), WEBKIT_SNAPSHOT_REGION_VISIBLE,
                                WEBKIT_SNAPSHOT_OPTIONS_NONE, NULL, pictured_cb, sheet);

  return G_SOURCE_REMOVE;
}

static void
load_changed_cb (WebKitWebView  *view,
                 WebKitLoadEvent event,
                 Sheet          *sheet)
{
  if (event == WEBKIT_LOAD_FINISHED)
    g_timeout_add (REST_MS, rested_cb, sheet);
}

static void
open_window (Sheet *sheet)
{
  GtkWidget *window = gtk_window_new ();

  sheet->view = DP_PAGE_VIEW (dp_page_view_new ());
  dp_page_view_set_math (sheet->view, sheet->setter);
  g_signal_connect (dp_page_view_get_web_view (sheet->view), "load-changed", G_CALLBACK (load_changed_cb), sheet);
  gtk_window_set_decorated (GTK_WINDOW (window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (window), PAGE_WIDTH, PAGE_HEIGHT);
  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (sheet->view));
  gtk_window_present (GTK_WINDOW (window));
}

int
main (int    argc,
      char **argv)
{
  Sheet sheet = { 0 };
  int   n_rows = 0;

  if (argc < 2)
    return 2;

  signal (SIGPIPE, SIG_IGN);
  adw_init ();
  if (argc > 2)
    adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_FORCE_DARK);

  sheet.papers = read_papers ();
  n_rows = (int)(sheet.papers->len + N_COLUMNS - 1) / N_COLUMNS;
  sheet.setter = DP_MATH_SETTER (dp_math_process_new (DP_MATH_FOR_PAGE));
  sheet.sheet = cairo_image_surface_create (CAIRO_FORMAT_RGB24, GAP + N_COLUMNS * (PAGE_WIDTH + GAP),
                                            GAP + n_rows * (PAGE_HEIGHT + GAP));
  sheet.loop = g_main_loop_new (NULL, FALSE);

  open_window (&sheet);
  show_next (&sheet);
  g_main_loop_run (sheet.loop);

  return cairo_surface_write_to_png (sheet.sheet, argv[1]) == CAIRO_STATUS_SUCCESS ? 0 : 1;
}
