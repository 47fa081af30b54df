/* dp-page-view.c: a paper's page in a WebKit view
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ui/reader/dp-page-view.h"

#include "render/dp-page.h"

#include <webkit/webkit.h>

/**
 * DpPageView:
 *
 * The security boundary between foreign text and the program. The page comes
 * from dp_page_render(), which escapes; here the view may run no script, keep
 * nothing, reach no network and no file, and follow no link: every navigation
 * but the loading of the page itself is refused and told by a signal.
 */

/* A web process that dies this soon after the last time will die again. */
#define STOPPED_AGAIN_US (10 * G_USEC_PER_SEC)

#define DEFAULT_FONT_POINTS 12

struct _DpPageView
{
  GtkWidget parent_instance;

  WebKitWebView *view;  /* (owned by the parent widget) */
  DpPaper       *paper; /* (nullable) */
  gint64         stopped_us;

  DpImageProvider *images;  /* (nullable): no images */
  GCancellable    *loading; /* of the paper's images */
};

G_DEFINE_FINAL_TYPE (DpPageView, dp_page_view, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_LINK_ACTIVATED,
  SIGNAL_STOPPED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
give (WebKitURISchemeRequest *request,
      GBytes                 *bytes,
      const char             *content_type)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (bytes);

  webkit_uri_scheme_request_finish (request, stream, (gint64)g_bytes_get_size (bytes), content_type);
}

static void
refuse (WebKitURISchemeRequest *request)
{
  g_autoptr (GError) error = g_error_new (G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "There is no such resource");

  webkit_uri_scheme_request_finish_error (request, error);
}

/* WebKit marks an image that fails by an icon, whatever its alternative text: a picture
 * of nothing leaves no trace. */
static void
give_no_image (WebKitURISchemeRequest *request)
{
  static const char picture[] = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1\" height=\"1\"/>";
  g_autoptr (GBytes) bytes = g_bytes_new_static (picture, sizeof picture - 1);

  give (request, bytes, "image/svg+xml");
}

static void
image_loaded_cb (GObject      *object,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (WebKitURISchemeRequest) request = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) image = dp_image_provider_load_finish (DP_IMAGE_PROVIDER (object), result, &error);

  if (image == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_debug ("There is no thumbnail: %s", error->message);
      give_no_image (request);
      return;
    }

  give (request, image, "image/png");
}

/* Whose page asks; %NULL when it is going away. */
static DpPageView *
get_page_view (WebKitURISchemeRequest *request)
{
  WebKitWebView *view = webkit_uri_scheme_request_get_web_view (request);

  return view != NULL ? (DpPageView *)gtk_widget_get_ancestor (GTK_WIDGET (view), DP_TYPE_PAGE_VIEW) : NULL;
}

static gboolean
is_thumbnail_of (DpPaper    *paper, /* (nullable) */
                 const char *uri)
{
  g_autofree char *thumbnail_uri = paper != NULL ? dp_page_dup_thumbnail_uri (paper) : NULL;

  return thumbnail_uri != NULL && g_strcmp0 (uri, thumbnail_uri) == 0;
}

/* Serves the stylesheet, the thumbnail of the paper that is shown, and nothing else. */
static void
resource_requested_cb (WebKitURISchemeRequest *request,
                       gpointer                user_data)
{
  DpPageView *self = get_page_view (request);
  const char *uri = webkit_uri_scheme_request_get_uri (request);

  if (g_strcmp0 (uri, DP_PAGE_STYLE_URI) == 0)
    {
      g_autoptr (GBytes) style = dp_page_dup_style ();

      give (request, style, "text/css");
    }
  else if (self == NULL || !is_thumbnail_of (self->paper, uri))
    {
      refuse (request);
    }
  else if (self->images == NULL)
    {
      give_no_image (request);
    }
  else
    {
      dp_image_provider_load_async (self->images, self->paper->thumbnail, self->loading,
                                    image_loaded_cb, g_object_ref (request));
    }
}

static void
activate_link (DpPageView             *self,
               WebKitNavigationAction *action)
{
  const char *uri = webkit_uri_request_get_uri (webkit_navigation_action_get_request (action));

  g_signal_emit (self, signals[SIGNAL_LINK_ACTIVATED], 0, uri);
}

static gboolean
decide_policy_cb (DpPageView              *self,
                  WebKitPolicyDecision    *decision,
                  WebKitPolicyDecisionType type)
{
  WebKitNavigationAction *action = NULL;
  WebKitNavigationType    cause = WEBKIT_NAVIGATION_TYPE_OTHER;

  if (type == WEBKIT_POLICY_DECISION_TYPE_RESPONSE)
    return GDK_EVENT_PROPAGATE;

  action = webkit_navigation_policy_decision_get_navigation_action (
    WEBKIT_NAVIGATION_POLICY_DECISION (decision));
  cause = webkit_navigation_action_get_navigation_type (action);

  if (type == WEBKIT_POLICY_DECISION_TYPE_NAVIGATION_ACTION &&
      cause == WEBKIT_NAVIGATION_TYPE_OTHER &&
      g_strcmp0 (webkit_uri_request_get_uri (webkit_navigation_action_get_request (action)),
                 DP_PAGE_BASE_URI) == 0)
    {
      webkit_policy_decision_use (decision);
      return GDK_EVENT_STOP;
    }

  webkit_policy_decision_ignore (decision);
  if (cause == WEBKIT_NAVIGATION_TYPE_LINK_CLICKED)
    activate_link (self, action);

  return GDK_EVENT_STOP;
}

/* Leaves what makes sense for text that is read: copying it, and its links. */
static gboolean
context_menu_cb (DpPageView          *self,
                 WebKitContextMenu   *menu,
                 WebKitHitTestResult *hit)
{
  for (guint i = webkit_context_menu_get_n_items (menu); i > 0; i--)
    {
      WebKitContextMenuItem  *item = webkit_context_menu_get_item_at_position (menu, i - 1);
      WebKitContextMenuAction action = webkit_context_menu_item_get_stock_action (item);

      if (action != WEBKIT_CONTEXT_MENU_ACTION_COPY &&
          action != WEBKIT_CONTEXT_MENU_ACTION_SELECT_ALL &&
          action != WEBKIT_CONTEXT_MENU_ACTION_COPY_LINK_TO_CLIPBOARD)
        webkit_context_menu_remove (menu, item);
    }

  return webkit_context_menu_get_n_items (menu) == 0;
}

static gboolean
permission_requested_cb (DpPageView              *self,
                         WebKitPermissionRequest *request)
{
  webkit_permission_request_deny (request);

  return GDK_EVENT_STOP;
}

static void
load_page (DpPageView *self)
{
  g_autofree char *page = NULL;

  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);

  if (self->paper == NULL)
    return;

  self->loading = g_cancellable_new ();

  page = dp_page_render (self->paper, DP_PAGE_FOR_READER);
  webkit_web_view_load_html (self->view, page, DP_PAGE_BASE_URI);
}

static void
web_process_terminated_cb (DpPageView                       *self,
                           WebKitWebProcessTerminationReason reason)
{
  gint64   now_us = g_get_monotonic_time ();
  gboolean again = self->stopped_us != 0 && now_us - self->stopped_us < STOPPED_AGAIN_US;

  self->stopped_us = now_us;
  if (!again)
    load_page (self);

  g_signal_emit (self, signals[SIGNAL_STOPPED], 0, again);
}

/* The system's text size reaches a page by way of the screen's resolution. */
static void
update_font_size (DpPageView *self)
{
  WebKitSettings *settings = webkit_web_view_get_settings (self->view);

  webkit_settings_set_default_font_size (settings,
                                         webkit_settings_font_size_to_pixels (DEFAULT_FONT_POINTS));
}

/* Until the page has drawn itself, the view shows this. */
static void
update_background (DpPageView *self)
{
  GtkSettings *settings = gtk_widget_get_settings (GTK_WIDGET (self));
  gboolean     dark = FALSE;
  GdkRGBA      background = { 0 };

  g_object_get (settings, "gtk-application-prefer-dark-theme", &dark, NULL);
  gdk_rgba_parse (&background, dark ? "#1e1e1e" : "#ffffff");
  webkit_web_view_set_background_color (self->view, &background);
}

static WebKitSettings *
new_settings (void)
{
  return webkit_settings_new_with_settings ("enable-javascript", FALSE,
                                            "enable-javascript-markup", FALSE,
                                            "enable-html5-database", FALSE,
                                            "enable-html5-local-storage", FALSE,
                                            "enable-media", FALSE,
                                            "enable-page-cache", FALSE,
                                            "enable-webaudio", FALSE,
                                            "enable-webgl", FALSE,
                                            "enable-write-console-messages-to-stdout", FALSE,
                                            /* A page of text gains nothing from the GPU, and
                                             * without it 60 MB are saved. */
                                            "hardware-acceleration-policy",
                                            WEBKIT_HARDWARE_ACCELERATION_POLICY_NEVER,
                                            NULL);
}

static void
make_view (DpPageView *self)
{
  g_autoptr (WebKitWebContext) context = webkit_web_context_new ();
  g_autoptr (WebKitNetworkSession) session = webkit_network_session_new_ephemeral ();
  g_autoptr (WebKitSettings) settings = new_settings ();

  webkit_web_context_set_cache_model (context, WEBKIT_CACHE_MODEL_DOCUMENT_VIEWER);
  webkit_web_context_register_uri_scheme (context, "dp", resource_requested_cb, NULL, NULL);

  self->view = g_object_new (WEBKIT_TYPE_WEB_VIEW,
                             "web-context", context,
                             "network-session", session,
                             "settings", settings,
                             "hexpand", TRUE,
                             "vexpand", TRUE,
                             NULL);

  g_signal_connect_object (self->view, "decide-policy",
                           G_CALLBACK (decide_policy_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "context-menu",
                           G_CALLBACK (context_menu_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "permission-request",
                           G_CALLBACK (permission_requested_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "web-process-terminated",
                           G_CALLBACK (web_process_terminated_cb), self, G_CONNECT_SWAPPED);

  gtk_widget_set_parent (GTK_WIDGET (self->view), GTK_WIDGET (self));
}

static gboolean
dp_page_view_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (DP_PAGE_VIEW (widget)->view));
}

static void
dp_page_view_constructed (GObject *object)
{
  DpPageView  *self = DP_PAGE_VIEW (object);
  GtkSettings *settings = gtk_widget_get_settings (GTK_WIDGET (self));

  G_OBJECT_CLASS (dp_page_view_parent_class)->constructed (object);

  make_view (self);
  update_font_size (self);
  update_background (self);

  g_signal_connect_object (settings, "notify::gtk-xft-dpi",
                           G_CALLBACK (update_font_size), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (settings, "notify::gtk-application-prefer-dark-theme",
                           G_CALLBACK (update_background), self, G_CONNECT_SWAPPED);
}

static void
dp_page_view_dispose (GObject *object)
{
  DpPageView *self = DP_PAGE_VIEW (object);

  g_cancellable_cancel (self->loading);

  if (self->view != NULL)
    {
      gtk_widget_unparent (GTK_WIDGET (self->view));
      self->view = NULL;
    }

  g_clear_pointer (&self->paper, dp_paper_unref);
  g_clear_object (&self->loading);
  g_clear_object (&self->images);

  G_OBJECT_CLASS (dp_page_view_parent_class)->dispose (object);
}

/* The page goes through its links by itself, and then sends the focus on. The view has
 * a hidden field for its input method, which would take the focus and keep it. */
static gboolean
dp_page_view_focus (GtkWidget       *widget,
                    GtkDirectionType direction)
{
  DpPageView *self = DP_PAGE_VIEW (widget);
  GtkWidget  *focus = gtk_root_get_focus (gtk_widget_get_root (widget));

  if (focus != NULL && gtk_widget_is_ancestor (focus, widget))
    return FALSE;

  return gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
dp_page_view_class_init (DpPageViewClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = dp_page_view_constructed;
  object_class->dispose = dp_page_view_dispose;
  widget_class->grab_focus = dp_page_view_grab_focus;
  widget_class->focus = dp_page_view_focus;

  signals[SIGNAL_LINK_ACTIVATED] =
    g_signal_new ("link-activated", DP_TYPE_PAGE_VIEW, G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_STRING);

  signals[SIGNAL_STOPPED] =
    g_signal_new ("stopped", DP_TYPE_PAGE_VIEW, G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_BOOLEAN);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
dp_page_view_init (DpPageView *self)
{
}

/**
 * dp_page_view_new:
 *
 * Returns: (transfer floating): an empty view
 */
GtkWidget *
dp_page_view_new (void)
{
  return g_object_new (DP_TYPE_PAGE_VIEW, NULL);
}

/**
 * dp_page_view_set_paper:
 * @self: a view
 * @paper: a paper, whole
 *
 * Shows @paper from its top.
 */
void
dp_page_view_set_paper (DpPageView *self,
                        DpPaper    *paper)
{
  g_return_if_fail (DP_IS_PAGE_VIEW (self));
  g_return_if_fail (paper != NULL);

  if (self->paper != paper)
    {
      g_clear_pointer (&self->paper, dp_paper_unref);
      self->paper = dp_paper_ref (paper);
    }

  load_page (self);
}

/**
 * dp_page_view_set_images:
 * @self: a view
 * @images: (nullable): where thumbnails come from; %NULL to show none
 *
 * Shows or hides thumbnails, also the one of the paper that is shown.
 */
void
dp_page_view_set_images (DpPageView      *self,
                         DpImageProvider *images)
{
  g_return_if_fail (DP_IS_PAGE_VIEW (self));
  g_return_if_fail (images == NULL || DP_IS_IMAGE_PROVIDER (images));

  if (g_set_object (&self->images, images) && self->paper != NULL && self->paper->thumbnail != NULL)
    load_page (self);
}
