/* test-reader.c: a paper in the reader
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "test-util.h"

#include "render/dp-page.h"
#include "ui/reader/dp-page-view.h"
#include "ui/reader/dp-reader.h"
#include "ui/reader/dp-text-links.h"
#include "ui/reader/dp-zoom.h"

#include <adwaita.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static DpPaper *
new_paper (const char *title)
{
  DpPaper *paper = dp_paper_new ();

  paper->id = g_strdup ("2501.00001");
  paper->title = g_strdup (title);
  paper->abstract = g_strdup ("What we did & why.");

  return paper;
}

/* The widget of type @type that is shown below @parent. */
static GtkWidget *
find_shown (GtkWidget *parent,
            GType      type)
{
  if (!gtk_widget_get_child_visible (parent))
    return NULL;
  if (g_type_is_a (G_OBJECT_TYPE (parent), type))
    return parent;

  for (GtkWidget *child = gtk_widget_get_first_child (parent);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_shown (child, type);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static GtkWidget *
show_in_window (GtkWidget *child)
{
  GtkWidget *window = gtk_window_new ();

  gtk_window_set_default_size (GTK_WINDOW (window), 400, 400);
  gtk_window_set_child (GTK_WINDOW (window), child);
  gtk_window_present (GTK_WINDOW (window));

  return window;
}

static void
set_true_cb (gboolean *flag)
{
  *flag = TRUE;
}

static void
copy_uri_cb (GtkWidget  *widget,
             const char *uri,
             char      **out_uri)
{
  g_free (*out_uri);
  *out_uri = g_strdup (uri);
}

static void
test_reader_without_a_paper_says_so (void)
{
  GtkWidget *reader = dp_reader_new ();
  GtkWidget *window = show_in_window (reader);

  g_assert_nonnull (find_shown (reader, ADW_TYPE_STATUS_PAGE));

  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_reader_starts_the_page_when_seen (void)
{
  g_autoptr (DpPaper) paper = new_paper ("The title");
  g_autofree char *uri = NULL;
  g_autofree char *search = NULL;
  g_autofree char *place = NULL;
  gboolean         seen = FALSE;
  GtkWidget       *reader = dp_reader_new ();
  GtkWidget       *window = NULL;
  GtkWidget       *page = NULL;

  dp_reader_set_paper (DP_READER (reader), paper);
  g_assert_null (find_shown (reader, DP_TYPE_PAGE_VIEW)); /* start-up does not pay */

  window = show_in_window (reader);
  test_wait_until ((page = find_shown (reader, DP_TYPE_PAGE_VIEW)) != NULL);

  g_signal_connect (reader, "uri-activated", G_CALLBACK (copy_uri_cb), &uri);
  g_signal_connect (reader, "search-activated", G_CALLBACK (copy_uri_cb), &search);
  g_signal_connect (reader, "place-activated", G_CALLBACK (copy_uri_cb), &place);
  g_signal_connect_swapped (reader, "seen", G_CALLBACK (set_true_cb), &seen);

  g_signal_emit_by_name (page, "link-activated", "file:///etc/passwd");
  g_signal_emit_by_name (page, "link-activated", "javascript:alert(1)");
  g_signal_emit_by_name (page, "link-activated", DP_PAGE_STYLE_URI);
  g_assert_null (uri);
  g_assert_null (search);

  g_signal_emit_by_name (page, "link-activated", "https://arxiv.org/abs/2501.00001");
  g_assert_cmpstr (uri, ==, "https://arxiv.org/abs/2501.00001");
  g_signal_emit_by_name (page, "link-activated", "dp://search/Zo%C3%AB%20M%C3%BCller");
  g_assert_cmpstr (search, ==, "Zoë Müller");
  g_signal_emit_by_name (page, "link-activated", "dp://place/task%3AText-to-3D");
  g_assert_cmpstr (place, ==, "task:Text-to-3D");
  g_assert_false (seen);
  g_signal_emit_by_name (page, "link-activated", "dp://seen");
  g_assert_true (seen);

  dp_reader_set_paper (DP_READER (reader), NULL);
  g_assert_nonnull (find_shown (reader, ADW_TYPE_STATUS_PAGE));

  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_reader_falls_back_to_text (void)
{
  g_autoptr (DpPaper) paper = new_paper ("The title");
  GtkWidget *reader = dp_reader_new ();
  GtkWidget *window = show_in_window (reader);
  GtkWidget *page = NULL;

  dp_reader_set_paper (DP_READER (reader), paper);
  test_wait_until ((page = find_shown (reader, DP_TYPE_PAGE_VIEW)) != NULL);

  g_signal_emit_by_name (page, "stopped", TRUE);
  g_assert_null (find_shown (reader, DP_TYPE_PAGE_VIEW));
  g_assert_nonnull (find_shown (reader, GTK_TYPE_SCROLLED_WINDOW));

  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_reader_zoom (void)
{
  g_assert_cmpfloat (dp_zoom_step (1, 1), ==, 1.1);
  g_assert_cmpfloat (dp_zoom_step (1, -1), ==, 0.9);
  g_assert_cmpfloat (dp_zoom_step (1.05, 1), ==, 1.1); /* between two */
  g_assert_cmpfloat (dp_zoom_step (1.05, -1), ==, 1);
  g_assert_cmpfloat (dp_zoom_step (DP_ZOOM_MAX, 1), ==, DP_ZOOM_MAX);
  g_assert_cmpfloat (dp_zoom_step (DP_ZOOM_MIN, -1), ==, DP_ZOOM_MIN);
  g_assert_cmpfloat (dp_zoom_step (DP_ZOOM_MIN, 100), ==, DP_ZOOM_MAX);
}

static void
test_reader_zooms_what_it_shows (void)
{
  g_autoptr (DpPaper) paper = new_paper ("The title");
  GtkWidget *reader = dp_reader_new ();
  GtkWidget *window = show_in_window (reader);
  GtkWidget *page = NULL;
  GtkWidget *label = NULL;

  g_object_set (reader, "zoom", 1.5, NULL);
  dp_reader_set_paper (DP_READER (reader), paper);
  test_wait_until ((page = find_shown (reader, DP_TYPE_PAGE_VIEW)) != NULL);
  g_assert_cmpfloat (webkit_web_view_get_zoom_level (dp_reader_get_web_view (DP_READER (reader))), ==, 1.5);
  g_object_set (reader, "zoom", 2.0, NULL);
  g_assert_cmpfloat (webkit_web_view_get_zoom_level (dp_reader_get_web_view (DP_READER (reader))), ==, 2);

  g_signal_emit_by_name (page, "stopped", TRUE);
  g_assert_null (dp_reader_get_web_view (DP_READER (reader)));
  label = find_shown (find_shown (reader, GTK_TYPE_SCROLLED_WINDOW), GTK_TYPE_LABEL);
  g_assert_nonnull (gtk_label_get_attributes (GTK_LABEL (label)));

  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_text_links (void)
{
  g_autofree char *plain = dp_text_links_dup_markup ("a < b & c");
  g_autofree char *linked = dp_text_links_dup_markup ("See https://example.org/?a=1&b=2, and http://b.example.");
  g_autofree char *hostile = dp_text_links_dup_markup ("https://x\"onclick=<b>javascript:x http://");

  g_assert_cmpstr (plain, ==, "a &lt; b &amp; c");
  g_assert_cmpstr (linked, ==,
                   "See <a href=\"https://example.org/?a=1&amp;b=2\">https://example.org/?a=1&amp;b=2</a>, "
                   "and <a href=\"http://b.example\">http://b.example</a>.");
  g_assert_null (strstr (hostile, "<b>"));
  g_assert_null (strstr (hostile, "\"onclick"));
}

static int
compare_pids_cb (gconstpointer a,
                 gconstpointer b)
{
  return *(const int *)b - *(const int *)a;
}

/* The process that draws pages for us: a descendant of ours, and in a sandbox. The
 * newest, for those of readers that are gone may take their time to end. */
static GPid
find_web_process (void)
{
  g_autoptr (GDir) folder = g_dir_open ("/proc", 0, NULL);
  g_autoptr (GHashTable) parents = g_hash_table_new (NULL, NULL);
  g_autoptr (GArray) candidates = g_array_new (FALSE, FALSE, sizeof (int));
  const char *name = NULL;

  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename ("/proc", name, "stat", NULL);
      g_autofree char *stat = NULL;
      int              pid = atoi (name);

      if (pid == 0 || !g_file_get_contents (path, &stat, NULL, NULL))
        continue;
      g_hash_table_insert (parents, GINT_TO_POINTER (pid), GINT_TO_POINTER (atoi (strrchr (stat, ')') + 4)));
      if (strstr (stat, "(WebKitWebProces") != NULL)
        g_array_append_val (candidates, pid);
    }

  /* A process' number is larger than those before it; it takes days until they begin anew. */
  g_array_sort (candidates, compare_pids_cb);
  for (guint i = 0; i < candidates->len; i++)
    for (int pid = g_array_index (candidates, int, i); pid > 1;
         pid = GPOINTER_TO_INT (g_hash_table_lookup (parents, GINT_TO_POINTER (pid))))
      if (pid == getpid ())
        return g_array_index (candidates, int, i);

  return 0;
}

static void
kill_web_process (void)
{
  GPid pid = 0;

  test_wait_until ((pid = find_web_process ()) != 0);
  g_assert_cmpint (kill (pid, SIGKILL), ==, 0);
}

static gboolean
shows_title (GtkWidget  *reader,
             const char *title)
{
  WebKitWebView *view = dp_reader_get_web_view (DP_READER (reader));

  return view != NULL && !webkit_web_view_is_loading (view) &&
         g_strcmp0 (webkit_web_view_get_title (view), title) == 0;
}

static GtkWidget *
find_button (GtkWidget  *parent,
             const char *label)
{
  if (GTK_IS_BUTTON (parent) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (parent)), label) == 0)
    return parent;

  for (GtkWidget *child = gtk_widget_get_first_child (parent);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_button (child, label);

      if (found != NULL)
        return found;
    }

  return NULL;
}

/* A process that dies is replaced; one that dies again is not, until the user says so. */
static void
test_reader_survives_a_killed_process (void)
{
  g_autoptr (DpPaper) paper = new_paper ("The title");
  g_autoptr (DpPaper) other = new_paper ("Another title");
  GtkWidget *reader = dp_reader_new ();
  GtkWidget *window = show_in_window (reader);
  GtkWidget *retry = find_button (reader, "_Try Again");

  dp_reader_set_paper (DP_READER (reader), paper);
  test_wait_until (shows_title (reader, "The title"));
  g_assert_false (gtk_widget_get_visible (retry));

  kill_web_process ();
  test_wait_until (!shows_title (reader, "The title"));
  test_wait_until (shows_title (reader, "The title"));
  g_assert_nonnull (find_shown (reader, DP_TYPE_PAGE_VIEW));

  kill_web_process ();
  test_wait_until (find_shown (reader, DP_TYPE_PAGE_VIEW) == NULL);
  g_assert_nonnull (find_shown (reader, GTK_TYPE_SCROLLED_WINDOW));
  g_assert_true (gtk_widget_get_visible (retry));

  dp_reader_set_paper (DP_READER (reader), other);
  g_assert_null (find_shown (reader, DP_TYPE_PAGE_VIEW));
  g_signal_emit_by_name (retry, "clicked");
  test_wait_until (shows_title (reader, "Another title"));
  g_assert_false (gtk_widget_get_visible (retry));

  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int    argc,
      char **argv)
{
  if (!gtk_init_check ())
    return 77;

  /* No isolated directories: GLib moves the runtime directory with every test, and
   * the proxy for WebKit's sandbox looks for its socket in the first. */
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  /* WebKit warns that there is no GL, which the tests do without on purpose. */
  g_log_set_always_fatal (G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL);

  g_test_add_func ("/reader/without-a-paper-says-so", test_reader_without_a_paper_says_so);
  g_test_add_func ("/reader/starts-the-page-when-seen", test_reader_starts_the_page_when_seen);
  g_test_add_func ("/reader/zoom", test_reader_zoom);
  g_test_add_func ("/reader/zooms-what-it-shows", test_reader_zooms_what_it_shows);
  g_test_add_func ("/text-links", test_text_links);
  g_test_add_func ("/reader/survives-a-killed-process", test_reader_survives_a_killed_process);
  g_test_add_func ("/reader/falls-back-to-text", test_reader_falls_back_to_text);

  return g_test_run ();
}
