/* reader-window.c: the reader in a window, under measurement
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "math/dp-math-process.h"
#include "ui/reader/dp-reader.h"

#include <adwaita.h>

/* From the moment a paper is handed to the reader, as a selection does it, to the end of
 * the first frame that shows its page as it stays. What a frame shows is read back from
 * the reader's own pixels after it was drawn, and the time of a frame is taken before
 * that: no event of WebKit's is believed. Frames that show neither the page before nor
 * the page that stays are counted as well; a reader sees them as flicker.
 *
 * Usage: reader-window */

#define N_PAPERS 60
#define N_BURST 20
#define BURST_PAUSE_US (30 * 1000) /* a key held down */
#define REST_US (250 * 1000)
#define LONG_REST_US (2 * G_USEC_PER_SEC) /* while WebKit starts, nothing changes for a while */
#define LIMIT_US (20 * G_USEC_PER_SEC)

typedef struct
{
  gint64 ended_at_us;
  guint  pixels;
} Frame;

typedef struct
{
  GtkWidget *window;
  GtkWidget *reader;
  GArray    *frames; /* of Frame */
} ReaderWindow;

static guint
hash_pixels (GdkTexture *texture)
{
  int                width = gdk_texture_get_width (texture);
  int                height = gdk_texture_get_height (texture);
  gsize              stride = (gsize)width * 4;
  g_autofree guchar *pixels = g_malloc (stride * (gsize)height);
  guint              hash = 5381;

  gdk_texture_download (texture, pixels, stride);
  for (gsize i = 0; i < stride * (gsize)height; i++)
    hash = hash * 33 + pixels[i];

  return hash;
}

static guint
read_pixels (ReaderWindow *self)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (self->reader);
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;

  gdk_paintable_snapshot (paintable, snapshot, gtk_widget_get_width (self->reader),
                          gtk_widget_get_height (self->reader));
  node = gtk_snapshot_free_to_node (snapshot);
  if (node == NULL)
    return 0;
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (self->window)), node, NULL);

  return hash_pixels (texture);
}

static void
after_paint_cb (GdkFrameClock *clock,
                ReaderWindow  *self)
{
  Frame frame = { g_get_monotonic_time (), 0 };

  frame.pixels = read_pixels (self);
  g_array_append_val (self->frames, frame);
}

static gint64
get_last_change_us (ReaderWindow *self)
{
  guint last = self->frames->len - 1;

  while (last > 0 && g_array_index (self->frames, Frame, last).pixels ==
                       g_array_index (self->frames, Frame, last - 1).pixels)
    last--;

  return g_array_index (self->frames, Frame, last).ended_at_us;
}

/* Until the page has changed and nothing has for a while. */
static void
await_page (ReaderWindow *self,
            gint64        began_at_us,
            gint64        rest_us)
{
  gint64 now_us = 0;

  do
    {
      if (!g_main_context_iteration (NULL, FALSE))
        g_usleep (200);
      now_us = g_get_monotonic_time ();
      if (now_us - began_at_us > LIMIT_US)
        g_error ("the page was not there after 20 s");
    }
  while (self->frames->len < 2 || get_last_change_us (self) < began_at_us ||
         now_us - get_last_change_us (self) < rest_us);
}

static guint
count_flicker (ReaderWindow *self)
{
  guint before = g_array_index (self->frames, Frame, 0).pixels;
  guint after = g_array_index (self->frames, Frame, self->frames->len - 1).pixels;
  guint n_frames = 0;

  for (guint i = 0; i < self->frames->len; i++)
    if (g_array_index (self->frames, Frame, i).pixels != before &&
        g_array_index (self->frames, Frame, i).pixels != after)
      n_frames++;

  return n_frames;
}

static void
keep_last_frame (ReaderWindow *self)
{
  if (self->frames->len > 1)
    g_array_remove_range (self->frames, 0, self->frames->len - 1);
}

static const char sentence[] =
  "We ask how far a small model can be led by the order of its examples, and find that order "
  "alone moves its answers further than a tenfold growth of the data. ";

/* About as long as an abstract is, and with about as many formulas as one that has any. */
static DpPaper *
new_paper (guint    number,
           gboolean with_mathematics)
{
  DpPaper *paper = dp_paper_new ();
  GString *abstract = g_string_new (NULL);

  for (guint i = 0; i < 7; i++)
    {
      g_string_append (abstract, sentence);
      if (with_mathematics)
        g_string_append_printf (abstract, "Here $\\mathcal{O}(n^{%u} \\log_{%u} n)$ and $\\frac{\\alpha_{%u}}{\\beta + %u}$ hold. ",
                                i + 2, number + 2, number, i);
    }

  paper->id = g_strdup_printf ("2501.%05u", number);
  paper->version = 1;
  paper->title = g_strdup_printf ("Order Matters, Part %u: What Small Models Make of Their Examples", number);
  paper->authors = g_strsplit ("Ada Example,Bo Sample,Cy Instance,Di Specimen", ",", -1);
  paper->abstract = g_string_free (abstract, FALSE);
  paper->comment = g_strdup ("12 pages, 5 figures");
  paper->categories = g_strsplit ("cs.CL,cs.LG", ",", -1);
  paper->primary_category = g_strdup ("cs.CL");

  return paper;
}

static int
compare_times_cb (gconstpointer a,
                  gconstpointer b)
{
  gint64 first = *(const gint64 *)a;
  gint64 second = *(const gint64 *)b;

  return (first > second) - (first < second);
}

static void
print_times (const char *name,
             GArray     *times)
{
  g_array_sort (times, compare_times_cb);
  g_print ("%s-median %.1f ms\n", name, g_array_index (times, gint64, times->len / 2) / 1000.0);
  g_print ("%s-p95 %.1f ms\n", name, g_array_index (times, gint64, times->len * 95 / 100) / 1000.0);
}

static gint64
show_paper (ReaderWindow *self,
            guint         number,
            gboolean      with_mathematics,
            gint64        rest_us)
{
  g_autoptr (DpPaper) paper = new_paper (number, with_mathematics);
  gint64 began_at_us = 0;

  keep_last_frame (self);
  began_at_us = g_get_monotonic_time ();
  dp_reader_set_paper (DP_READER (self->reader), paper);
  await_page (self, began_at_us, rest_us);

  return get_last_change_us (self) - began_at_us;
}

static void
measure_papers (ReaderWindow *self,
                const char   *name,
                gboolean      with_mathematics)
{
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (gint64));
  guint n_flickers = 0;

  /* Warm: WebKit's processes and whatever sets formulas run. */
  show_paper (self, N_PAPERS + 1, with_mathematics, LONG_REST_US);
  for (guint i = 0; i < N_PAPERS; i++)
    {
      gint64 time_us = show_paper (self, i, with_mathematics, REST_US);

      g_array_append_val (times, time_us);
      n_flickers += count_flicker (self);
    }

  print_times (name, times);
  g_print ("%s-other-frames %u frames\n", name, n_flickers);
}

static void
sleep_until (gint64 time_us)
{
  while (g_get_monotonic_time () < time_us)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (200);
}

/* A key held down: the last paper is what counts. */
static void
measure_burst (ReaderWindow *self)
{
  gint64 began_at_us = 0;

  for (guint i = 0; i < N_BURST; i++)
    {
      g_autoptr (DpPaper) paper = new_paper (i, FALSE);

      sleep_until (began_at_us + (began_at_us > 0 ? BURST_PAUSE_US : 0));
      began_at_us = g_get_monotonic_time ();
      dp_reader_set_paper (DP_READER (self->reader), paper);
    }

  await_page (self, began_at_us, REST_US);
  g_print ("reader-burst-end %.1f ms\n", (get_last_change_us (self) - began_at_us) / 1000.0);
}

int
main (int   argc,
      char *argv[])
{
  ReaderWindow self = { 0 };
  g_autoptr (DpMathProcess) mathematics = dp_math_process_new (DP_MATH_FOR_PAGE);

  adw_init ();
  self.frames = g_array_new (FALSE, FALSE, sizeof (Frame));
  self.window = adw_window_new ();
  self.reader = dp_reader_new ();
  dp_reader_set_math (DP_READER (self.reader), DP_MATH_SETTER (mathematics));
  adw_window_set_content (ADW_WINDOW (self.window), self.reader);
  gtk_window_set_default_size (GTK_WINDOW (self.window), 480, 800);
  gtk_window_present (GTK_WINDOW (self.window));
  g_signal_connect (gtk_widget_get_frame_clock (self.window), "after-paint", G_CALLBACK (after_paint_cb), &self);

  show_paper (&self, N_PAPERS, FALSE, LONG_REST_US); /* starts WebKit */
  measure_papers (&self, "reader-text", FALSE);
  measure_papers (&self, "reader-math", TRUE);
  measure_burst (&self);

  gtk_window_destroy (GTK_WINDOW (self.window));
  g_array_unref (self.frames);

  return 0;
}
