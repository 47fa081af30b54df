/* bench-meter.h: measures what a window does, in frames
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What a window under measurement can do; all run on the main thread. */
typedef struct
{
  /* Sorts by `title:asc` and so on. */
  void     (*sort)       (gpointer    window,
                          const char *sort);
  /* Shows only what holds @text; %NULL for all. */
  void     (*search)     (gpointer    window,
                          const char *text);
  /* Whether the list holds the whole answer to what was asked last. */
  gboolean (*is_settled) (gpointer    window);
  guint    (*get_length) (gpointer    window);
  gpointer               window;
  GtkWidget             *toplevel; /* presented by the meter */
  GtkScrollable         *list;
} BenchWindow;

/* Shows the window, takes it through its paces (or only through its start) and prints a
 * line `name value unit` for each figure. @started_at_us is the monotonic time at which
 * the process was started. */
void bench_meter_run (const BenchWindow *window,
                      gboolean           start_only,
                      gint64             started_at_us);

G_END_DECLS
