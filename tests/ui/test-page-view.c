/* test-page-view.c: a paper's page in a WebKit view
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "test-util.h"

#include "render/dp-page.h"
#include "ui/reader/dp-page-print.h"
#include "ui/reader/dp-page-view.h"

#include <adwaita.h>
#include <string.h>
#include <webkit/webkit.h>

typedef struct
{
  guint n_finished;
  guint n_foreign; /* pages that are not ours and were asked for all the same */
} Loads;

/* Gives a red picture, and remembers what it was asked for. */

#define TEST_TYPE_IMAGES (test_images_get_type ())
G_DECLARE_FINAL_TYPE (TestImages, test_images, TEST, IMAGES, GObject)

struct _TestImages
{
  GObject parent_instance;

  GString *asked;
};

static void
load_async (DpImageProvider    *provider,
            const char         *uri,
            GCancellable       *cancellable,
            GAsyncReadyCallback callback,
            gpointer            user_data)
{
  static const guint8 red[16 * 16 * 3] = { 0 };
  g_autoptr (GTask) task = g_task_new (provider, cancellable, callback, user_data);
  g_autoptr (GBytes) pixels = NULL;
  g_autoptr (GdkTexture) picture = NULL;
  guint8 *copy = g_memdup2 (red, sizeof red);

  for (gsize i = 0; i < sizeof red; i += 3)
    copy[i] = 0xff;
  pixels = g_bytes_new_take (copy, sizeof red);
  picture = gdk_memory_texture_new (16, 16, GDK_MEMORY_R8G8B8, pixels, 16 * 3);

  g_string_append_printf (TEST_IMAGES (provider)->asked, "%s\n", uri);
  g_task_return_pointer (task, gdk_texture_save_to_png_bytes (picture), (GDestroyNotify)g_bytes_unref);
}

static GBytes *
load_finish (DpImageProvider *provider,
             GAsyncResult    *result,
             GError         **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
provider_iface_init (DpImageProviderInterface *iface)
{
  iface->load_async = load_async;
  iface->load_finish = load_finish;
}

/* clang-format off */
G_DEFINE_FINAL_TYPE_WITH_CODE (TestImages, test_images, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (DP_TYPE_IMAGE_PROVIDER, provider_iface_init))
/* clang-format on */

static void
test_images_finalize (GObject *object)
{
  g_string_free (TEST_IMAGES (object)->asked, TRUE);

  G_OBJECT_CLASS (test_images_parent_class)->finalize (object);
}

static void
test_images_class_init (TestImagesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = test_images_finalize;
}

static void
test_images_init (TestImages *self)
{
  self->asked = g_string_new (NULL);
}

static DpPaper *
new_paper (const char *title)
{
  DpPaper *paper = dp_paper_new ();

  paper->id = g_strdup ("2501.00001");
  paper->title = g_strdup (title);
  paper->abstract = g_strdup ("What we did & why.");

  return paper;
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
load_changed_cb (WebKitWebView  *view,
                 WebKitLoadEvent event,
                 Loads          *loads)
{
  if (event == WEBKIT_LOAD_COMMITTED &&
      !g_str_has_prefix (webkit_web_view_get_uri (view), DP_PAGE_BASE_URI))
    loads->n_foreign++;
  if (event == WEBKIT_LOAD_FINISHED)
    loads->n_finished++;
}

/* A refused navigation never gets as far as failing. */
static gboolean
load_failed_cb (WebKitWebView  *view,
                WebKitLoadEvent event,
                const char     *uri,
                GError         *error,
                Loads          *loads)
{
  loads->n_foreign++;

  return TRUE;
}

static void
count_cb (guint *n)
{
  (*n)++;
}

static WebKitWebView *
watch_view (GtkWidget *page,
            Loads     *loads)
{
  WebKitWebView *view = WEBKIT_WEB_VIEW (gtk_widget_get_first_child (page));

  g_signal_connect (view, "load-changed", G_CALLBACK (load_changed_cb), loads);
  g_signal_connect (view, "load-failed", G_CALLBACK (load_failed_cb), loads);

  return view;
}

static void
test_page_shows_the_paper (void)
{
  g_autoptr (DpPaper) paper = new_paper ("The title");
  GtkWidget     *page = dp_page_view_new ();
  GtkWidget     *window = show_in_window (page);
  Loads          loads = { 0 };
  WebKitWebView *view = watch_view (page, &loads);

  dp_page_view_set_paper (DP_PAGE_VIEW (page), paper);
  test_wait_until (loads.n_finished == 1);
  g_assert_cmpuint (loads.n_foreign, ==, 0);
  test_wait_until (webkit_web_view_get_title (view) != NULL); /* it comes by a way of its own */
  g_assert_cmpstr (webkit_web_view_get_title (view), ==, "The title");
  g_assert_true (g_str_has_prefix (webkit_web_view_get_uri (view), DP_PAGE_BASE_URI));

  gtk_window_destroy (GTK_WINDOW (window));
}

static gboolean
has_red_pixel (GdkTexture *texture)
{
  gsize              stride = (gsize)gdk_texture_get_width (texture) * 4;
  gsize              size = stride * (gsize)gdk_texture_get_height (texture);
  g_autofree guint8 *pixels = g_malloc (size);

  gdk_texture_download (texture, pixels, stride);
  for (gsize i = 0; i < size; i += 4)
    {
      guint32 pixel = 0;

      memcpy (&pixel, pixels + i, sizeof pixel);
      if (pixel == 0xffff0000)
        return TRUE;
    }

  return FALSE;
}

static gboolean
shows_red (WebKitWebView *view)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *slot = NULL;

  webkit_web_view_get_snapshot (view, WEBKIT_SNAPSHOT_REGION_FULL_DOCUMENT, WEBKIT_SNAPSHOT_OPTIONS_NONE,
                                NULL, test_result_cb, &slot);
  result = test_await (&slot);
  texture = webkit_web_view_get_snapshot_finish (view, result, &error);
  g_assert_no_error (error);

  return has_red_pixel (texture);
}

static void
resource_failed_cb (WebKitWebResource *resource,
                    GError            *error,
                    guint             *n_failed)
{
  (*n_failed)++;
}

static void
resource_started_cb (WebKitWebView     *view,
                     WebKitWebResource *resource,
                     WebKitURIRequest  *request,
                     guint             *n_failed)
{
  g_signal_connect (resource, "failed", G_CALLBACK (resource_failed_cb), n_failed);
}

/* Only while there is somebody to give them, and only the paper's own. Those that do not
 * come do not fail: WebKit would show that. */
static void
test_page_shows_thumbnails (void)
{
  guint n_failed = 0;
  g_autoptr (DpPaper) paper = new_paper ("The title");
  g_autoptr (TestImages) images = g_object_new (TEST_TYPE_IMAGES, NULL);
  GtkWidget     *page = dp_page_view_new ();
  GtkWidget     *window = show_in_window (page);
  Loads          loads = { 0 };
  WebKitWebView *view = watch_view (page, &loads);

  g_signal_connect (view, "resource-load-started", G_CALLBACK (resource_started_cb), &n_failed);
  paper->thumbnail = g_strdup ("https://example.org/a.png");
  dp_page_view_set_paper (DP_PAGE_VIEW (page), paper);
  test_wait_until (loads.n_finished == 1);
  g_assert_false (shows_red (view));

  dp_page_view_set_images (DP_PAGE_VIEW (page), DP_IMAGE_PROVIDER (images));
  test_wait_until (loads.n_finished == 2);
  test_wait_until (shows_red (view));
  g_assert_cmpstr (images->asked->str, ==, "https://example.org/a.png\n");

  dp_page_view_set_images (DP_PAGE_VIEW (page), NULL);
  test_wait_until (loads.n_finished == 3);
  g_assert_false (shows_red (view));
  g_assert_cmpstr (images->asked->str, ==, "https://example.org/a.png\n");
  g_assert_cmpuint (n_failed, ==, 0);

  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_page_runs_no_script_and_keeps_nothing (void)
{
  GtkWidget      *page = g_object_ref_sink (dp_page_view_new ());
  WebKitWebView  *view = WEBKIT_WEB_VIEW (gtk_widget_get_first_child (page));
  WebKitSettings *settings = webkit_web_view_get_settings (view);

  g_assert_false (webkit_settings_get_enable_javascript (settings));
  g_assert_false (webkit_settings_get_enable_javascript_markup (settings));
  g_assert_true (webkit_network_session_is_ephemeral (webkit_web_view_get_network_session (view)));

  g_assert_finalize_object (page);
}

/* Whatever starts it, the view goes nowhere: not to the web, not to a file, not to
 * another page of our own scheme. */
static void
test_page_refuses_to_navigate (gconstpointer uri)
{
  g_autoptr (DpPaper) paper = new_paper ("The title");
  GtkWidget     *page = dp_page_view_new ();
  GtkWidget     *window = show_in_window (page);
  Loads          loads = { 0 };
  WebKitWebView *view = watch_view (page, &loads);

  dp_page_view_set_paper (DP_PAGE_VIEW (page), paper);
  test_wait_until (loads.n_finished == 1);

  webkit_web_view_load_uri (view, uri);
  test_wait_until (!webkit_web_view_is_loading (view));
  g_assert_cmpuint (loads.n_foreign, ==, 0);
  test_wait_until (webkit_web_view_get_title (view) != NULL); /* it comes by a way of its own */
  g_assert_cmpstr (webkit_web_view_get_title (view), ==, "The title");

  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_page_recovers_from_a_dead_process (void)
{
  g_autoptr (DpPaper) paper = new_paper ("The title");
  GtkWidget     *page = dp_page_view_new ();
  GtkWidget     *window = show_in_window (page);
  Loads          loads = { 0 };
  guint          n_stopped = 0;
  WebKitWebView *view = watch_view (page, &loads);

  g_signal_connect_swapped (page, "stopped", G_CALLBACK (count_cb), &n_stopped);

  dp_page_view_set_paper (DP_PAGE_VIEW (page), paper);
  test_wait_until (loads.n_finished == 1);

  webkit_web_view_terminate_web_process (view);
  test_wait_until (n_stopped == 1);
  test_wait_until (loads.n_finished == 2);
  test_wait_until (g_strcmp0 (webkit_web_view_get_title (view), "The title") == 0); /* it comes by a way of its own */

  gtk_window_destroy (GTK_WINDOW (window));
}

static void
run_script (WebKitWebView *view,
            const char    *script,
            JSCValue     **out_value) /* (transfer full) */
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *slot = NULL;

  webkit_web_view_evaluate_javascript (view, script, -1, NULL, NULL, NULL, test_result_cb, &slot);
  result = test_await (&slot);
  *out_value = webkit_web_view_evaluate_javascript_finish (view, result, &error);
  g_assert_no_error (error);
}

static double
ask_number (WebKitWebView *view,
            const char    *script)
{
  g_autoptr (JSCValue) value = NULL;

  run_script (view, script, &value);

  return jsc_value_to_double (value);
}

static char *
ask_text (WebKitWebView *view,
          const char    *script)
{
  g_autoptr (JSCValue) value = NULL;

  run_script (view, script, &value);

  return jsc_value_to_string (value);
}

/* Scripts run in tests alone, to look into a page. */
static WebKitWebView *
show_page (GtkWidget *page,
           DpPaper   *paper,
           Loads     *loads)
{
  WebKitWebView *view = watch_view (page, loads);

  webkit_settings_set_enable_javascript (webkit_web_view_get_settings (view), TRUE);
  dp_page_view_set_paper (DP_PAGE_VIEW (page), paper);
  test_wait_until (loads->n_finished == 1);

  return view;
}

static DpPaper *
new_long_paper (const char *task)
{
  DpPaper *paper = new_paper ("The title");
  GString *abstract = g_string_new (NULL);

  for (guint i = 0; i < 300; i++)
    g_string_append_printf (abstract, "We did %u things. ", i);
  g_free (paper->abstract);
  paper->abstract = g_string_free (abstract, FALSE);
  paper->tasks = g_new0 (char *, 2);
  paper->tasks[0] = g_strdup (task);

  return paper;
}

static void
test_page_keeps_its_place (void)
{
  g_autoptr (DpPaper) paper = new_long_paper ("Translation");
  g_autoptr (DpPaper) same = new_long_paper ("Translation");
  g_autoptr (DpPaper) changed = new_long_paper ("Summarisation");
  g_autoptr (DpPaper) other = new_long_paper ("Translation");
  GtkWidget     *page = dp_page_view_new ();
  GtkWidget     *window = show_in_window (page);
  Loads          loads = { 0 };
  WebKitWebView *view = show_page (page, paper, &loads);

  g_assert_cmpfloat (ask_number (view, "window.scrollTo (0, 200); window.scrollY"), ==, 200);

  dp_page_view_update_paper (DP_PAGE_VIEW (page), same, FALSE);
  g_assert_false (webkit_web_view_is_loading (view));

  dp_page_view_update_paper (DP_PAGE_VIEW (page), changed, FALSE);
  test_wait_until (loads.n_finished == 2);
  g_assert_cmpfloat (ask_number (view, "document.body.innerText.includes ('Summarisation')"), ==, 1);
  test_wait_until (ask_number (view, "window.scrollY") == 200);

  dp_page_view_set_paper (DP_PAGE_VIEW (page), other);
  test_wait_until (loads.n_finished == 3);
  g_assert_cmpfloat (ask_number (view, "window.scrollY"), ==, 0);
  g_assert_cmpuint (loads.n_foreign, ==, 0);

  gtk_window_destroy (GTK_WINDOW (window));
}

/* What the page says of a newer version stays while it is read. */
static void
test_page_keeps_its_news (void)
{
  g_autoptr (DpPaper) paper = new_paper ("The title");
  g_autoptr (DpPaper) read = new_paper ("The title");
  g_autofree char *text = NULL;
  GtkWidget       *page = dp_page_view_new ();
  GtkWidget       *window = show_in_window (page);
  Loads            loads = { 0 };
  WebKitWebView   *view = NULL;

  paper->version = 3;
  paper->seen_version = 1;
  read->version = 3;
  view = show_page (page, paper, &loads);

  dp_page_view_update_paper (DP_PAGE_VIEW (page), read, FALSE);
  g_assert_false (webkit_web_view_is_loading (view));

  dp_page_view_update_paper (DP_PAGE_VIEW (page), read, TRUE);
  test_wait_until (loads.n_finished == 2);
  text = ask_text (view, "document.body.innerText");
  g_assert_null (strstr (text, "version 3"));

  gtk_window_destroy (GTK_WINDOW (window));
}

/* A key held down asks for papers faster than they can be shown. */
static void
test_page_shows_the_latest (void)
{
  GtkWidget     *page = dp_page_view_new ();
  GtkWidget     *window = show_in_window (page);
  Loads          loads = { 0 };
  WebKitWebView *view = watch_view (page, &loads);

  for (guint i = 0; i < 50; i++)
    {
      g_autofree char *title = g_strdup_printf ("Paper %u", i);
      g_autoptr (DpPaper) paper = new_paper (title);

      dp_page_view_set_paper (DP_PAGE_VIEW (page), paper);
    }

  test_wait_until (g_strcmp0 (webkit_web_view_get_title (view), "Paper 49") == 0);
  test_wait_until (!webkit_web_view_is_loading (view));
  g_assert_cmpuint (loads.n_finished, <=, 2); /* the first and the last */
  g_assert_cmpuint (loads.n_foreign, ==, 0);

  gtk_window_destroy (GTK_WINDOW (window));
}

/* By the system's dictionary: Debian's hyphen-en-us, which ./run installs. A runtime of the
 * newest GNOME may have none, and text is shown without hyphens there. */
static void
test_page_hyphenates (void)
{
  g_autoptr (DpPaper) paper = new_paper ("The title");
  GtkWidget     *page = dp_page_view_new ();
  GtkWidget     *window = show_in_window (page);
  GString       *abstract = g_string_new (NULL);
  Loads          loads = { 0 };
  WebKitWebView *view = NULL;
  double         height = 0;
  gboolean       has_dictionary = FALSE;

  for (guint i = 0; i < 40; i++)
    g_string_append (abstract, "incomprehensibilities characteristically institutionalization ");
  g_free (paper->abstract);
  paper->abstract = g_string_free (abstract, FALSE);

  view = show_page (page, paper, &loads);
  height = ask_number (view, "document.querySelector ('.abstract p').offsetHeight");
  has_dictionary = g_file_test ("/usr/share/hyphen/hyph_en_US.dic", G_FILE_TEST_EXISTS);
  g_assert_cmpfloat (ask_number (view, "document.querySelector ('.abstract p').style.hyphens = 'manual';"
                                       "document.querySelector ('.abstract p').offsetHeight") > height,
                     ==, has_dictionary);

  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_page_follows_the_desktop (void)
{
  g_autoptr (DpPaper) paper = new_paper ("The title");
  AdwStyleManager *manager = adw_style_manager_get_default ();
  GtkSettings     *settings = gtk_settings_get_default ();
  GtkWidget       *page = dp_page_view_new ();
  GtkWidget       *window = show_in_window (page);
  Loads            loads = { 0 };
  WebKitWebView   *view = show_page (page, paper, &loads);
  GdkRGBA          background = { 0 };
  const char       ask_color[] = "parseInt (getComputedStyle (document.documentElement).color.split ('(')[1])";
  const char       ask_size[] = "parseFloat (getComputedStyle (document.documentElement).fontSize)";
  double           size = 0;

  adw_style_manager_set_color_scheme (manager, ADW_COLOR_SCHEME_FORCE_LIGHT);
  test_wait_until (ask_number (view, ask_color) < 128);

  adw_style_manager_set_color_scheme (manager, ADW_COLOR_SCHEME_FORCE_DARK);
  test_wait_until (ask_number (view, ask_color) > 128);
  webkit_web_view_get_background_color (view, &background);
  g_assert_cmpfloat (background.red, <, 0.5);
  g_assert_cmpfloat (background.alpha, ==, 1);

  g_object_set (settings, "gtk-font-name", "Sans 10", NULL);
  size = ask_number (view, ask_size);
  g_object_set (settings, "gtk-font-name", "Sans 20", NULL);
  test_wait_until (ask_number (view, ask_size) > 1.9 * size);
  g_assert_cmpuint (loads.n_finished, ==, 1); /* live: nothing was loaded again */

  gtk_settings_reset_property (settings, "gtk-font-name");
  adw_style_manager_set_color_scheme (manager, ADW_COLOR_SCHEME_DEFAULT);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* Sets every formula as two X. */

#define TEST_TYPE_SETTER (test_setter_get_type ())
G_DECLARE_FINAL_TYPE (TestSetter, test_setter, TEST, SETTER, GObject)

struct _TestSetter
{
  GObject parent_instance;
};

static DpMath *
lookup (DpMathSetter *setter,
        GPtrArray    *formulas)
{
  DpMath *math = dp_math_new ();

  for (guint i = 0; i < formulas->len; i++)
    dp_math_add (math, g_ptr_array_index (formulas, i), "<span class=\"katex\">XX</span>");

  return math;
}

static void
setter_iface_init (DpMathSetterInterface *iface)
{
  iface->lookup = lookup;
}

/* clang-format off */
G_DEFINE_FINAL_TYPE_WITH_CODE (TestSetter, test_setter, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (DP_TYPE_MATH_SETTER, setter_iface_init))
/* clang-format on */

static void
test_setter_class_init (TestSetterClass *klass)
{
}

static void
test_setter_init (TestSetter *self)
{
}

static char *
read_clipboard (GtkWidget *widget)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (widget);
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *slot = NULL;

  gdk_clipboard_read_text_async (clipboard, NULL, test_result_cb, &slot);
  result = test_await (&slot);

  return gdk_clipboard_read_text_finish (clipboard, result, NULL);
}

static gboolean
has_copied (GtkWidget *widget,
            char     **text)
{
  g_free (*text);
  *text = read_clipboard (widget);

  return *text != NULL;
}

/* What is copied of a formula is its source, once. */
static void
test_page_copies_mathematics (void)
{
  g_autoptr (DpPaper) paper = new_paper ("The title");
  g_autoptr (TestSetter) setter = g_object_new (TEST_TYPE_SETTER, NULL);
  g_autofree char *text = NULL;
  GtkWidget       *page = dp_page_view_new ();
  GtkWidget       *window = show_in_window (page);
  Loads            loads = { 0 };
  WebKitWebView   *view = watch_view (page, &loads);

  g_free (paper->abstract);
  paper->abstract = g_strdup ("It is $x^2$ long.");
  dp_page_view_set_math (DP_PAGE_VIEW (page), DP_MATH_SETTER (setter));
  dp_page_view_set_paper (DP_PAGE_VIEW (page), paper);
  test_wait_until (loads.n_finished == 1);

  webkit_web_view_execute_editing_command (view, WEBKIT_EDITING_COMMAND_SELECT_ALL);
  webkit_web_view_execute_editing_command (view, WEBKIT_EDITING_COMMAND_COPY);
  test_wait_until (has_copied (page, &text));
  g_assert_nonnull (strstr (text, "It is $x^2$ long."));
  g_assert_null (strstr (text, "XX"));

  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_page_marks_words (void)
{
  g_autoptr (DpPaper) paper = new_paper ("The title");
  const char     ask_marks[] = "document.querySelectorAll ('mark').length";
  GtkWidget     *page = dp_page_view_new ();
  GtkWidget     *window = show_in_window (page);
  Loads          loads = { 0 };
  WebKitWebView *view = NULL;

  dp_page_view_set_words (DP_PAGE_VIEW (page), "titles why");
  view = show_page (page, paper, &loads);
  g_assert_cmpfloat (ask_number (view, ask_marks), ==, 2);

  dp_page_view_set_words (DP_PAGE_VIEW (page), NULL);
  dp_page_view_update_paper (DP_PAGE_VIEW (page), paper, FALSE);
  test_wait_until (loads.n_finished == 2);
  g_assert_cmpfloat (ask_number (view, ask_marks), ==, 0);

  gtk_window_destroy (GTK_WINDOW (window));
}

/* %NULL where there is no poppler-utils, as in the root of the newest GNOME. */
static char *
dup_pdf_text (const char *path)
{
  g_autofree char *tool = g_find_program_in_path ("pdftotext");
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  if (tool == NULL)
    return NULL;

  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, tool, path, "-", NULL);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_communicate_utf8 (process, NULL, NULL, &text, NULL, &error));

  return text;
}

static void
test_page_prints_to_a_file (void)
{
  g_autoptr (DpPaper) paper = new_paper ("A Printed Title");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("daily-papers-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "page.pdf", NULL);
  g_autofree char *bytes = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GFile) file = g_file_new_for_path (path);
  GAsyncResult  *slot = NULL;
  GtkWidget     *page = dp_page_view_new ();
  GtkWidget     *window = show_in_window (page);
  Loads          loads = { 0 };
  WebKitWebView *view = NULL;

  dp_paper_add_link (paper, DP_LINK_PROJECT, "https://example.org/printed");
  view = watch_view (page, &loads);
  dp_page_view_set_paper (DP_PAGE_VIEW (page), paper);
  test_wait_until (loads.n_finished == 1);

  dp_page_print_to_file_async (view, file, NULL, test_result_cb, &slot);
  result = test_await (&slot);
  g_assert_true (dp_page_print_to_file_finish (result, &error));
  g_assert_no_error (error);

  g_assert_true (g_file_get_contents (path, &bytes, NULL, NULL));
  g_assert_true (g_str_has_prefix (bytes, "%PDF-"));
  text = dup_pdf_text (path);
  if (text != NULL)
    {
      g_assert_nonnull (strstr (text, "A Printed Title"));
      g_assert_nonnull (strstr (text, "What we did & why."));
      g_assert_nonnull (strstr (text, "https://example.org/printed")); /* on paper, links say where they lead */
    }

  test_remove_folder (folder);
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

  g_test_add_func ("/page-view/shows-the-paper", test_page_shows_the_paper);
  g_test_add_func ("/page-view/shows-thumbnails", test_page_shows_thumbnails);
  g_test_add_func ("/page-view/runs-no-script", test_page_runs_no_script_and_keeps_nothing);
  g_test_add_data_func ("/page-view/refuses/web", "https://example.invalid/", test_page_refuses_to_navigate);
  g_test_add_data_func ("/page-view/refuses/file", "file:///etc/passwd", test_page_refuses_to_navigate);
  g_test_add_data_func ("/page-view/refuses/own", DP_PAGE_STYLE_URI, test_page_refuses_to_navigate);
  g_test_add_func ("/page-view/keeps-its-place", test_page_keeps_its_place);
  g_test_add_func ("/page-view/keeps-its-news", test_page_keeps_its_news);
  g_test_add_func ("/page-view/shows-the-latest", test_page_shows_the_latest);
  g_test_add_func ("/page-view/hyphenates", test_page_hyphenates);
  g_test_add_func ("/page-view/follows-the-desktop", test_page_follows_the_desktop);
  g_test_add_func ("/page-view/copies-mathematics", test_page_copies_mathematics);
  g_test_add_func ("/page-view/marks-words", test_page_marks_words);
  g_test_add_func ("/page-view/prints-to-a-file", test_page_prints_to_a_file);
  g_test_add_func ("/page-view/recovers-from-a-dead-process", test_page_recovers_from_a_dead_process);

  return g_test_run ();
}
