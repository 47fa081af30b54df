/* bench-meter.c: measures what a window does, in frames
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "bench-meter.h"

#include <stdlib.h>
#include <string.h>

/* A latency is the time from an action to the end of the frame that shows what it
 * did, with the wait for the frame clock: what a person waits. A frame time is the
 * work of one frame, without the wait. */

#define N_REPEATS 5
#define N_JUMPS 60
#define N_SCROLL_FRAMES 120
#define SETTLE_LIMIT_US (120 * G_USEC_PER_SEC)

typedef struct
{
  const BenchWindow *window;
  GdkFrameClock     *clock;
  gint64             frame_began_at_us;
  gint64             frame_ended_at_us;
  guint              n_frames;
  GArray            *frame_times; /* of gint64, µs */
} Meter;

static void
before_paint_cb (GdkFrameClock *clock,
                 Meter         *meter)
{
  meter->frame_began_at_us = g_get_monotonic_time ();
}

static void
after_paint_cb (GdkFrameClock *clock,
                Meter         *meter)
{
  gint64 frame_time_us = 0;

  meter->frame_ended_at_us = g_get_monotonic_time ();
  meter->n_frames++;
  frame_time_us = meter->frame_ended_at_us - meter->frame_began_at_us;
  g_array_append_val (meter->frame_times, frame_time_us);
}

static void
print_ms (const char *name,
          gint64      time_us)
{
  g_print ("%s %.1f ms\n", name, time_us / 1000.0);
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
print_median_and_max (const char *name,
                      GArray     *times)
{
  g_autofree char *median_name = g_strconcat (name, "-median", NULL);
  g_autofree char *max_name = g_strconcat (name, "-max", NULL);

  g_array_sort (times, compare_times_cb);
  print_ms (median_name, g_array_index (times, gint64, times->len / 2));
  print_ms (max_name, g_array_index (times, gint64, times->len - 1));
}

/* What the process alone has taken of memory. */
static void
print_memory (const char *name)
{
  g_autofree char *contents = NULL;
  const char      *line = NULL;

  if (!g_file_get_contents ("/proc/self/smaps_rollup", &contents, NULL, NULL))
    return;

  line = strstr (contents, "Pss_Anon:");
  if (line != NULL)
    g_print ("%s %.1f MB\n", name, g_ascii_strtoull (line + strlen ("Pss_Anon:"), NULL, 10) / 1024.0);
}

static void
await_frame (Meter *meter)
{
  guint n_frames = meter->n_frames;

  gdk_frame_clock_request_phase (meter->clock, GDK_FRAME_CLOCK_PHASE_PAINT);
  while (meter->n_frames == n_frames)
    g_main_context_iteration (NULL, TRUE);
}

static void
await_settled (Meter *meter)
{
  gint64 deadline_us = g_get_monotonic_time () + SETTLE_LIMIT_US;

  while (!meter->window->is_settled (meter->window->window))
    {
      if (g_get_monotonic_time () > deadline_us)
        g_error ("the list was not there after two minutes");
      g_main_context_iteration (NULL, FALSE);
    }
}

/* Between two measurements, so that one does not pay for the other. */
static void
rest (void)
{
  gint64 until_us = g_get_monotonic_time () + G_USEC_PER_SEC / 10;

  while (g_get_monotonic_time () < until_us)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (1000);
}

static GtkAdjustment *
get_adjustment (Meter *meter)
{
  return gtk_scrollable_get_vadjustment (meter->window->list);
}

static void
jump_to (Meter *meter,
         double part)
{
  GtkAdjustment *adjustment = get_adjustment (meter);
  double         lower = gtk_adjustment_get_lower (adjustment);
  double         span = gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment) - lower;

  gtk_adjustment_set_value (adjustment, lower + part * span);
}

static void
measure_sort (Meter      *meter,
              const char *name,
              const char *sort,
              const char *other_sort)
{
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < N_REPEATS; i++)
    {
      gint64 began_at_us = 0;
      gint64 time_us = 0;

      meter->window->sort (meter->window->window, other_sort);
      await_settled (meter);
      await_frame (meter);
      rest ();

      began_at_us = g_get_monotonic_time ();
      meter->window->sort (meter->window->window, sort);
      await_settled (meter);
      await_frame (meter);
      time_us = meter->frame_ended_at_us - began_at_us;
      g_array_append_val (times, time_us);
    }

  print_median_and_max (name, times);
}

static void
measure_search (Meter      *meter,
                const char *name,
                const char *text)
{
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (gint64));
  guint n_found = 0;

  for (guint i = 0; i < N_REPEATS; i++)
    {
      gint64 began_at_us = g_get_monotonic_time ();
      gint64 time_us = 0;

      meter->window->search (meter->window->window, text);
      await_settled (meter);
      await_frame (meter);
      time_us = meter->frame_ended_at_us - began_at_us;
      g_array_append_val (times, time_us);
      n_found = meter->window->get_length (meter->window->window);

      meter->window->search (meter->window->window, NULL);
      await_settled (meter);
      await_frame (meter);
      rest ();
    }

  print_median_and_max (name, times);
  g_print ("%s-found %u papers\n", name, n_found);
}

static void
measure_jumps (Meter *meter)
{
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GRand) random = g_rand_new_with_seed (1);

  for (guint i = 0; i < N_JUMPS; i++)
    {
      gint64 began_at_us = g_get_monotonic_time ();
      gint64 time_us = 0;

      jump_to (meter, g_rand_double (random));
      await_frame (meter);
      time_us = meter->frame_ended_at_us - began_at_us;
      g_array_append_val (times, time_us);
    }

  print_median_and_max ("jump", times);
}

static void
measure_scroll (Meter *meter)
{
  GtkAdjustment *adjustment = get_adjustment (meter);

  jump_to (meter, 0.5);
  await_frame (meter);
  rest ();

  g_array_set_size (meter->frame_times, 0);
  for (guint i = 0; i < N_SCROLL_FRAMES; i++)
    {
      gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + 90);
      await_frame (meter);
    }
  print_median_and_max ("scroll-frame", meter->frame_times);

  jump_to (meter, 0);
  await_frame (meter);
}

static void
measure_start (Meter *meter,
               gint64 started_at_us)
{
  gtk_window_present (GTK_WINDOW (meter->window->toplevel));
  meter->clock = gtk_widget_get_frame_clock (meter->window->toplevel);
  g_assert_nonnull (meter->clock);
  g_signal_connect (meter->clock, "before-paint", G_CALLBACK (before_paint_cb), meter);
  g_signal_connect (meter->clock, "after-paint", G_CALLBACK (after_paint_cb), meter);

  /* The first frame that counts shows papers. */
  while (meter->window->get_length (meter->window->window) == 0)
    g_main_context_iteration (NULL, TRUE);
  await_frame (meter);
  print_ms ("first-frame", meter->frame_ended_at_us - started_at_us);

  await_settled (meter);
  await_frame (meter);
  print_ms ("full-list", meter->frame_ended_at_us - started_at_us);
  g_print ("list-length %u papers\n", meter->window->get_length (meter->window->window));
  print_memory ("memory-start");
}

static void
measure_use (Meter *meter)
{
  const BenchWindow *window = meter->window;

  measure_sort (meter, "sort-title", "title:asc", "date:desc");
  measure_sort (meter, "sort-title-reverse", "title:desc", "title:asc");
  measure_sort (meter, "sort-date", "date:desc", "title:asc");
  measure_sort (meter, "sort-author", "author:asc", "date:desc");

  window->sort (window->window, "date:desc");
  await_settled (meter);
  measure_search (meter, "search-rare", "hermaphrodite");
  measure_search (meter, "search-common", "learning ");
  measure_search (meter, "search-two-words", "quantum learning ");
  measure_search (meter, "search-prefix", "qua");
  measure_jumps (meter);
  measure_scroll (meter);
  print_memory ("memory-end");
}

void
bench_meter_run (const BenchWindow *window,
                 gboolean           start_only,
                 gint64             started_at_us)
{
  Meter meter = { .window = window };

  meter.frame_times = g_array_new (FALSE, FALSE, sizeof (gint64));

  measure_start (&meter, started_at_us);
  rest ();
  if (!start_only)
    measure_use (&meter);

  g_signal_handlers_disconnect_by_data (meter.clock, &meter);
  g_array_unref (meter.frame_times);
}
