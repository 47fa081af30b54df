/* dp-page-view.c: a paper's page in a WebKit view
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ui/reader/dp-page-view.h"

#include "library/search/dp-highlight-query.h"
#include "model/dp-link.h"
#include "render/dp-page-formulas.h"
#include "render/dp-page.h"
#include "ui/reader/dp-page-look.h"
#include "ui/reader/dp-page-server.h"

#include <glib/gi18n.h>

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

/* Until then the last page stays, which nobody notices; then the paper is shown with its
 * formulas as their source, and drawn once more when they come. */
#define PATIENCE_MS 250

struct _DpPageView
{
  GtkWidget parent_instance;

  WebKitWebView            *view;   /* (owned by the parent widget) */
  WebKitUserContentManager *styles; /* holds the look's stylesheet */
  DpPageServer             *server;
  DpPageLook               *look;

  DpPaper *paper;    /* (nullable) */
  DpPaper *marks_of; /* (nullable): see DpPageOptions */
  char    *page;     /* (nullable): what is shown, or is on its way */

  DpMathSetter *setter;      /* (nullable): formulas are shown as their source */
  DpMath       *math;        /* (nullable): the paper's formulas, when they are set */
  GCancellable *setting;     /* (nullable): while they are being set */
  guint         patience_id; /* until the page is shown without them */

  gint64 stopped_us;

  DpHighlightQuery *words; /* (nullable): nothing is marked */

  /* One load at a time: a load that begins before the last one has got through stops it,
   * and while a key is held down nothing would ever get through. */
  gboolean is_loading;
  gboolean is_due; /* another load, when that one has got through */
  gboolean to_top; /* the next load shows its page from the top */
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
activate_link (DpPageView             *self,
               WebKitNavigationAction *action)
{
  const char *uri = webkit_uri_request_get_uri (webkit_navigation_action_get_request (action));

  g_signal_emit (self, signals[SIGNAL_LINK_ACTIVATED], 0, uri);
}

/* Only our own loads of our own page: a new one, and the same drawn anew. */
static gboolean
is_own_load (DpPageView             *self,
             WebKitNavigationAction *action)
{
  WebKitNavigationType cause = webkit_navigation_action_get_navigation_type (action);

  return (cause == WEBKIT_NAVIGATION_TYPE_OTHER || cause == WEBKIT_NAVIGATION_TYPE_RELOAD) &&
         g_strcmp0 (webkit_uri_request_get_uri (webkit_navigation_action_get_request (action)),
                    dp_page_server_get_uri (self->server)) == 0;
}

static gboolean
decide_policy_cb (DpPageView              *self,
                  WebKitPolicyDecision    *decision,
                  WebKitPolicyDecisionType type)
{
  WebKitNavigationAction *action = NULL;

  if (type == WEBKIT_POLICY_DECISION_TYPE_RESPONSE)
    return GDK_EVENT_PROPAGATE;

  action = webkit_navigation_policy_decision_get_navigation_action (
    WEBKIT_NAVIGATION_POLICY_DECISION (decision));

  if (type == WEBKIT_POLICY_DECISION_TYPE_NAVIGATION_ACTION && is_own_load (self, action))
    {
      webkit_policy_decision_use (decision);
      return GDK_EVENT_STOP;
    }

  webkit_policy_decision_ignore (decision);
  if (webkit_navigation_action_get_navigation_type (action) == WEBKIT_NAVIGATION_TYPE_LINK_CLICKED)
    activate_link (self, action);

  return GDK_EVENT_STOP;
}

static void
open_link_cb (DpPageView *self,
              GVariant   *uri)
{
  g_signal_emit (self, signals[SIGNAL_LINK_ACTIVATED], 0, g_variant_get_string (uri, NULL));
}

static void
select_all_cb (DpPageView *self)
{
  webkit_web_view_execute_editing_command (self->view, WEBKIT_EDITING_COMMAND_SELECT_ALL);
}

static WebKitContextMenuItem *
new_menu_item (DpPageView *self,
               const char *name,
               const char *label,
               GVariant   *target, /* (nullable) */
               GCallback   callback)
{
  g_autoptr (GSimpleAction) action =
    g_simple_action_new (name, target != NULL ? g_variant_get_type (target) : NULL);

  g_signal_connect_object (action, "activate", callback, self, G_CONNECT_SWAPPED);

  return webkit_context_menu_item_new_from_gaction (G_ACTION (action), label, target);
}

static void
keep_items (WebKitContextMenu *menu,
            gboolean           on_web_link)
{
  for (guint i = webkit_context_menu_get_n_items (menu); i > 0; i--)
    {
      WebKitContextMenuItem  *item = webkit_context_menu_get_item_at_position (menu, i - 1);
      WebKitContextMenuAction action = webkit_context_menu_item_get_stock_action (item);

      if (action != WEBKIT_CONTEXT_MENU_ACTION_COPY &&
          !(on_web_link && action == WEBKIT_CONTEXT_MENU_ACTION_COPY_LINK_TO_CLIPBOARD))
        webkit_context_menu_remove (menu, item);
    }
}

/* What makes sense for text that is read: opening and copying its links, copying it. */
static gboolean
context_menu_cb (DpPageView          *self,
                 WebKitContextMenu   *menu,
                 WebKitHitTestResult *hit)
{
  const char *uri = webkit_hit_test_result_context_is_link (hit) ? webkit_hit_test_result_get_link_uri (hit) : NULL;

  keep_items (menu, dp_link_is_safe (uri));
  if (uri != NULL)
    webkit_context_menu_prepend (menu, new_menu_item (self, "open-link", _("Open _Link"), g_variant_new_string (uri), G_CALLBACK (open_link_cb)));
  webkit_context_menu_append (menu, new_menu_item (self, "select-all", _("Select _All"), NULL, G_CALLBACK (select_all_cb)));

  return GDK_EVENT_PROPAGATE;
}

static gboolean
permission_requested_cb (DpPageView              *self,
                         WebKitPermissionRequest *request)
{
  webkit_permission_request_deny (request);

  return GDK_EVENT_STOP;
}

static void
start_load (DpPageView *self)
{
  if (self->is_loading)
    {
      self->is_due = TRUE;
      return;
    }

  self->is_loading = TRUE;
  self->is_due = FALSE;
  if (self->to_top)
    {
      dp_page_server_begin_page (self->server);
      webkit_web_view_load_uri (self->view, dp_page_server_get_uri (self->server));
    }
  else
    {
      webkit_web_view_reload (self->view);
    }
  self->to_top = FALSE;
}

static void
end_load (DpPageView *self)
{
  self->is_loading = FALSE;
  if (self->is_due)
    start_load (self);
}

static void
load_changed_cb (DpPageView     *self,
                 WebKitLoadEvent event)
{
  if (event == WEBKIT_LOAD_COMMITTED)
    end_load (self);
}

static gboolean
load_failed_cb (DpPageView     *self,
                WebKitLoadEvent event,
                const char     *uri,
                GError         *error)
{
  g_debug ("The page of %s was not loaded: %s", uri, error->message);
  end_load (self);

  return GDK_EVENT_STOP;
}

static GArray *
find_words_cb (DpSearchField field,
               const char   *text,
               gpointer      user_data)
{
  return dp_highlight_query_find (user_data, field, text);
}

static char *
dup_page (DpPageView *self)
{
  DpHighlight   highlight = { find_words_cb, self->words };
  DpPageOptions options = { .target = DP_PAGE_FOR_READER };

  options.math = self->math;
  if (self->words != NULL)
    options.highlight = &highlight;
  if (self->marks_of->version == self->paper->version)
    options.marks_of = self->marks_of;

  return dp_page_render (self->paper, &options);
}

static void
load (DpPageView *self,
      char       *page /* (transfer full) */)
{
  g_free (self->page);
  self->page = page;
  dp_page_server_set_page (self->server, self->page, self->paper);
  start_load (self);
}

/* Draws it anew, though nothing of its text has changed. */
static void
load_page (DpPageView *self)
{
  load (self, dup_page (self));
}

/* Draws nothing when nothing has changed. */
static void
update_page (DpPageView *self)
{
  g_autofree char *page = dup_page (self);

  if (self->to_top || g_strcmp0 (page, self->page) != 0)
    load (self, g_steal_pointer (&page));
}

static void
stop_setting (DpPageView *self)
{
  g_clear_handle_id (&self->patience_id, g_source_remove);
  g_cancellable_cancel (self->setting);
  g_clear_object (&self->setting);
  g_clear_pointer (&self->math, dp_math_unref);
}

static void
math_set_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  DpPageView *self = user_data;
  DpMath     *math = dp_math_setter_set_finish (DP_MATH_SETTER (object), result, NULL);

  if (math == NULL)
    return; /* cancelled: @self may be gone */

  stop_setting (self);
  self->math = math;
  update_page (self);
}

static gboolean
patience_ended_cb (gpointer user_data)
{
  DpPageView *self = DP_PAGE_VIEW (user_data);

  self->patience_id = 0;
  update_page (self);

  return G_SOURCE_REMOVE;
}

/* At once where there are no formulas, or they were set before. */
static void
show_paper (DpPageView *self)
{
  g_autoptr (GPtrArray) formulas = dp_page_list_formulas (self->paper);

  stop_setting (self);
  if (self->setter != NULL && formulas->len > 0)
    {
      self->math = dp_math_setter_lookup (self->setter, formulas);
      if (self->math == NULL)
        {
          self->setting = g_cancellable_new ();
          self->patience_id = g_timeout_add (PATIENCE_MS, patience_ended_cb, self);
          dp_math_setter_set_async (self->setter, formulas, self->setting, math_set_cb, self);
          return;
        }
    }

  update_page (self);
}

static void
web_process_terminated_cb (DpPageView                       *self,
                           WebKitWebProcessTerminationReason reason)
{
  gint64   now_us = g_get_monotonic_time ();
  gboolean again = self->stopped_us != 0 && now_us - self->stopped_us < STOPPED_AGAIN_US;

  self->stopped_us = now_us;
  self->is_loading = FALSE;
  if (!again && self->paper != NULL)
    {
      self->to_top = TRUE;
      load_page (self);
    }

  g_signal_emit (self, signals[SIGNAL_STOPPED], 0, again);
}

/* The view shows its background until the page has drawn itself, and where it ends. */
static void
update_look (DpPageView *self)
{
  g_autofree char      *style = dp_page_look_dup_style (self->look);
  WebKitUserStyleSheet *sheet = webkit_user_style_sheet_new (style, WEBKIT_USER_CONTENT_INJECT_TOP_FRAME,
                                                             WEBKIT_USER_STYLE_LEVEL_USER, NULL, NULL);
  WebKitSettings       *settings = webkit_web_view_get_settings (self->view);
  double                points = dp_page_look_get_font_points (self->look);
  GdkRGBA               background = { 0 };

  /* A hundred points, for the size of a font need not be whole. */
  webkit_settings_set_default_font_size (settings,
                                         (guint32)(webkit_settings_font_size_to_pixels (100) * points / 100 + 0.5));
  dp_page_look_get_background (self->look, &background);
  webkit_web_view_set_background_color (self->view, &background);
  webkit_user_content_manager_remove_all_style_sheets (self->styles);
  webkit_user_content_manager_add_style_sheet (self->styles, sheet);
  webkit_user_style_sheet_unref (sheet);
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

  webkit_web_context_set_cache_model (context, WEBKIT_CACHE_MODEL_DOCUMENT_BROWSER);
  self->server = dp_page_server_new (context);
  self->styles = webkit_user_content_manager_new ();

  self->view = g_object_new (WEBKIT_TYPE_WEB_VIEW,
                             "web-context", context,
                             "network-session", session,
                             "settings", settings,
                             "user-content-manager", self->styles,
                             "hexpand", TRUE,
                             "vexpand", TRUE,
                             NULL);

  g_signal_connect_object (self->view, "decide-policy",
                           G_CALLBACK (decide_policy_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "load-changed",
                           G_CALLBACK (load_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "load-failed",
                           G_CALLBACK (load_failed_cb), self, G_CONNECT_SWAPPED);
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
  DpPageView *self = DP_PAGE_VIEW (object);

  G_OBJECT_CLASS (dp_page_view_parent_class)->constructed (object);

  make_view (self);
  self->look = dp_page_look_new (GTK_WIDGET (self));
  g_signal_connect_object (self->look, "changed", G_CALLBACK (update_look), self, G_CONNECT_SWAPPED);
  update_look (self);
}

static void
dp_page_view_dispose (GObject *object)
{
  DpPageView *self = DP_PAGE_VIEW (object);

  if (self->view != NULL)
    {
      gtk_widget_unparent (GTK_WIDGET (self->view));
      self->view = NULL;
    }

  stop_setting (self);
  g_clear_object (&self->setter);
  g_clear_object (&self->look);
  g_clear_object (&self->server);
  g_clear_object (&self->styles);
  g_clear_pointer (&self->paper, dp_paper_unref);
  g_clear_pointer (&self->marks_of, dp_paper_unref);
  g_clear_pointer (&self->page, g_free);
  g_clear_pointer (&self->words, dp_highlight_query_free);

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

static void
replace_paper (DpPaper **slot,
               DpPaper  *paper)
{
  dp_paper_ref (paper);
  g_clear_pointer (slot, dp_paper_unref);
  *slot = paper;
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

  replace_paper (&self->paper, paper);
  replace_paper (&self->marks_of, paper);
  self->to_top = TRUE;
  show_paper (self);
}

/**
 * dp_page_view_update_paper:
 * @self: a view that shows a paper
 * @paper: the same paper as it is now
 * @with_marks: whether what the page says of newer versions follows too
 *
 * Draws the page anew where it stands, and only when it differs from what is shown.
 */
void
dp_page_view_update_paper (DpPageView *self,
                           DpPaper    *paper,
                           gboolean    with_marks)
{
  g_return_if_fail (DP_IS_PAGE_VIEW (self));
  g_return_if_fail (paper != NULL && self->paper != NULL);

  replace_paper (&self->paper, paper);
  if (with_marks)
    replace_paper (&self->marks_of, paper);

  show_paper (self);
}

/**
 * dp_page_view_set_math:
 * @self: a view
 * @setter: (nullable): who sets formulas; %NULL to show them as their source
 *
 * Changes how formulas look, from the next paper on.
 */
void
dp_page_view_set_math (DpPageView   *self,
                       DpMathSetter *setter)
{
  g_return_if_fail (DP_IS_PAGE_VIEW (self));
  g_return_if_fail (setter == NULL || DP_IS_MATH_SETTER (setter));

  g_set_object (&self->setter, setter);
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

  dp_page_server_set_images (self->server, images);
  if (self->paper != NULL && self->paper->thumbnail != NULL)
    load_page (self);
}

/**
 * dp_page_view_set_words:
 * @self: a view
 * @words: (nullable): what was searched for, see dp_search_expression_parse()
 *
 * Chooses the words that the next page marks, or this one when it is updated.
 */
void
dp_page_view_set_words (DpPageView *self,
                        const char *words)
{
  g_return_if_fail (DP_IS_PAGE_VIEW (self));

  dp_highlight_query_free (self->words);
  self->words = dp_highlight_query_new (words);
}

/**
 * dp_page_view_set_zoom:
 * @self: a view
 * @zoom: a factor, 1 for the size of the user's font
 *
 * Enlarges the page, this one and those to come.
 */
void
dp_page_view_set_zoom (DpPageView *self,
                       double      zoom)
{
  g_return_if_fail (DP_IS_PAGE_VIEW (self));

  webkit_web_view_set_zoom_level (self->view, zoom);
}

/**
 * dp_page_view_get_web_view:
 * @self: a view
 *
 * For who prints it.
 *
 * Returns: (transfer none): the view of WebKit's that holds the page
 */
WebKitWebView *
dp_page_view_get_web_view (DpPageView *self)
{
  g_return_val_if_fail (DP_IS_PAGE_VIEW (self), NULL);

  return self->view;
}
