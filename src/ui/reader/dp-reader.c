/* dp-reader.c: one paper, to read
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ui/reader/dp-reader.h"

#include "model/dp-link.h"
#include "render/dp-page-facts.h"
#include "render/dp-page.h"
#include "ui/list/dp-presented.h"
#include "ui/reader/dp-page-view.h"
#include "ui/reader/dp-sandbox-probe.h"
#include "ui/reader/dp-text-links.h"
#include "ui/reader/dp-zoom.h"

#include <glib/gi18n.h>
#include <string.h>

/**
 * DpReader:
 *
 * Chooses how a paper is shown: as a page or, where WebKit cannot start, as plain
 * text. WebKit is started after the first frame with a paper has been drawn,
 * because start-up must not pay for it. The reader stays blank for that moment:
 * text that jumps into another layout would be worse.
 */

#define TEMPLATE_RESOURCE "/io/github/dailypapers/DailyPapers/dp-reader.ui"

typedef enum
{
  PAGE_UNTRIED,
  PAGE_TRYING,
  PAGE_STARTED,
  PAGE_IMPOSSIBLE,
} PageState;

struct _DpReader
{
  GtkWidget parent_instance;

  DpPaper         *paper;  /* (nullable) */
  DpImageProvider *images; /* (nullable) */
  DpMathSetter    *setter; /* (nullable) */
  DpPageView      *page;   /* (owned by the stack) (nullable) unless started */
  PageState        page_state;
  double           zoom;
  char            *words; /* (nullable): what is marked */
  GCancellable    *cancellable;
  gulong           after_paint_id;

  /* Template */
  GtkStack    *stack;
  GtkRevealer *notice_revealer;
  GtkLabel    *notice_label;
  GtkWidget   *retry_button;
  GtkLabel    *text_label;
};

G_DEFINE_FINAL_TYPE (DpReader, dp_reader, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_URI_ACTIVATED,
  SIGNAL_SEARCH_ACTIVATED,
  SIGNAL_PLACE_ACTIVATED,
  SIGNAL_SEEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

typedef enum
{
  PROP_ZOOM = 1,
} DpReaderProperty;

static GParamSpec *properties[PROP_ZOOM + 1];

/* @can_retry: whether the page may be tried once more */
static void
show_notice (DpReader   *self,
             const char *text,
             gboolean    can_retry)
{
  gtk_label_set_label (self->notice_label, text != NULL ? text : "");
  gtk_widget_set_visible (self->retry_button, can_retry);
  gtk_revealer_set_reveal_child (self->notice_revealer, text != NULL);
}

static void
show_text (DpReader *self)
{
  g_autofree char *text = dp_page_render_text (self->paper);
  g_autofree char *markup = dp_text_links_dup_markup (text);

  gtk_label_set_markup (self->text_label, markup);
  gtk_stack_set_visible_child_name (self->stack, "text");
}

static void
show_paper (DpReader *self)
{
  if (self->paper == NULL)
    {
      gtk_stack_set_visible_child_name (self->stack, "empty");
      return;
    }

  switch (self->page_state)
    {
    case PAGE_UNTRIED:
    case PAGE_TRYING:
      gtk_stack_set_visible_child_name (self->stack, "blank");
      break;

    case PAGE_STARTED:
      dp_page_view_set_paper (self->page, self->paper);
      gtk_stack_set_visible_child (self->stack, GTK_WIDGET (self->page));
      break;

    case PAGE_IMPOSSIBLE:
      show_text (self);
      break;
    }
}

/* Only these two kinds leave the page; whatever else a link says is ignored. */
static void
link_activated_cb (DpReader   *self,
                   const char *uri)
{
  if (g_str_has_prefix (uri, DP_PAGE_SEARCH_URI))
    {
      g_autofree char *text = g_uri_unescape_string (uri + strlen (DP_PAGE_SEARCH_URI), NULL);

      if (text != NULL)
        g_signal_emit (self, signals[SIGNAL_SEARCH_ACTIVATED], 0, text);
    }
  else if (g_str_has_prefix (uri, DP_PAGE_PLACE_URI))
    {
      g_autofree char *place = g_uri_unescape_string (uri + strlen (DP_PAGE_PLACE_URI), NULL);

      if (place != NULL)
        g_signal_emit (self, signals[SIGNAL_PLACE_ACTIVATED], 0, place);
    }
  else if (g_str_equal (uri, DP_PAGE_SEEN_URI))
    {
      g_signal_emit (self, signals[SIGNAL_SEEN], 0);
    }
  else if (dp_link_is_safe (uri))
    {
      g_signal_emit (self, signals[SIGNAL_URI_ACTIVATED], 0, uri);
    }
}

static gboolean
text_link_activated_cb (DpReader   *self,
                        const char *uri)
{
  link_activated_cb (self, uri);

  return TRUE;
}

static gboolean
keep_alive_cb (gpointer user_data)
{
  return G_SOURCE_REMOVE;
}

/* WebKit, which is just telling that its process died, still uses the view afterwards. */
static void
drop_page (DpReader *self)
{
  DpPageView *page = g_steal_pointer (&self->page);

  g_signal_handlers_disconnect_by_data (page, self);
  g_timeout_add_seconds_full (G_PRIORITY_DEFAULT, 1, keep_alive_cb, g_object_ref (page), g_object_unref);
  gtk_stack_remove (self->stack, GTK_WIDGET (page));
  self->page_state = PAGE_IMPOSSIBLE;
}

static void
page_stopped_cb (DpReader *self,
                 gboolean  again)
{
  if (!again)
    {
      show_notice (self, _("The page stopped working and was loaded again."), FALSE);
      return;
    }

  drop_page (self);
  show_notice (self, _("The page keeps stopping, so papers are shown as plain text."), TRUE);
  show_paper (self);
}

static void
make_page (DpReader *self)
{
  self->page = DP_PAGE_VIEW (dp_page_view_new ());
  dp_page_view_set_images (self->page, self->images);
  dp_page_view_set_math (self->page, self->setter);
  dp_page_view_set_zoom (self->page, self->zoom);
  dp_page_view_set_words (self->page, self->words);
  g_signal_connect_object (self->page, "link-activated",
                           G_CALLBACK (link_activated_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->page, "stopped",
                           G_CALLBACK (page_stopped_cb), self, G_CONNECT_SWAPPED);
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->page), "page");
  self->page_state = PAGE_STARTED;
}

static void
probed_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  DpReader *self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean possible = dp_sandbox_probe_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (possible)
    {
      make_page (self);
    }
  else
    {
      self->page_state = PAGE_IMPOSSIBLE;
      g_debug ("WebKit cannot start its sandbox: %s", error->message);
      show_notice (self, _("Papers are shown as plain text, because this system does not let "
                           "the page view start in its sandbox."),
                            FALSE);
    }

  show_paper (self);
}

static void
stop_waiting_for_paint (DpReader *self)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (self));

  if (self->after_paint_id != 0 && clock != NULL)
    g_signal_handler_disconnect (clock, self->after_paint_id);
  self->after_paint_id = 0;
}

static void
after_paint_cb (DpReader *self)
{
  stop_waiting_for_paint (self);

  self->page_state = PAGE_TRYING;
  dp_sandbox_probe_async (self->cancellable, probed_cb, self);
}

/* Starts WebKit once a frame with a paper has reached the screen. */
static void
wait_for_paint (DpReader *self)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (self));

  if (self->page_state != PAGE_UNTRIED || self->paper == NULL || self->after_paint_id != 0 || clock == NULL ||
      !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;

  self->after_paint_id = g_signal_connect_object (clock, "after-paint",
                                                  G_CALLBACK (after_paint_cb), self,
                                                  G_CONNECT_SWAPPED);
  gdk_frame_clock_request_phase (clock, GDK_FRAME_CLOCK_PHASE_PAINT);
}

static void
close_notice_cb (DpReader *self)
{
  show_notice (self, NULL, FALSE);
}

static void
retry_cb (DpReader *self)
{
  show_notice (self, NULL, FALSE);
  make_page (self);
  show_paper (self);
}

static void
dp_reader_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (dp_reader_parent_class)->map (widget);

  wait_for_paint (DP_READER (widget));
}

static void
dp_reader_unrealize (GtkWidget *widget)
{
  stop_waiting_for_paint (DP_READER (widget));

  GTK_WIDGET_CLASS (dp_reader_parent_class)->unrealize (widget);
}

static void
set_zoom (DpReader *self,
          double    zoom)
{
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  if (self->zoom == zoom)
    return;

  self->zoom = zoom;
  if (self->page != NULL)
    dp_page_view_set_zoom (self->page, zoom);
  pango_attr_list_insert (attributes, pango_attr_scale_new (zoom));
  gtk_label_set_attributes (self->text_label, attributes);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ZOOM]);
}

static void
dp_reader_get_property (GObject    *object,
                        guint       prop_id,
                        GValue     *value,
                        GParamSpec *pspec)
{
  switch ((DpReaderProperty)prop_id)
    {
    case PROP_ZOOM:
      g_value_set_double (value, DP_READER (object)->zoom);
      return;
    }

  G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
dp_reader_set_property (GObject      *object,
                        guint         prop_id,
                        const GValue *value,
                        GParamSpec   *pspec)
{
  switch ((DpReaderProperty)prop_id)
    {
    case PROP_ZOOM:
      set_zoom (DP_READER (object), g_value_get_double (value));
      return;
    }

  G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
dp_reader_dispose (GObject *object)
{
  DpReader  *self = DP_READER (object);
  GtkWidget *child = NULL;

  g_cancellable_cancel (self->cancellable);

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  self->page = NULL;

  g_clear_pointer (&self->paper, dp_paper_unref);
  g_clear_object (&self->images);
  g_clear_object (&self->setter);

  G_OBJECT_CLASS (dp_reader_parent_class)->dispose (object);
}

static void
dp_reader_finalize (GObject *object)
{
  DpReader *self = DP_READER (object);

  g_clear_object (&self->cancellable);
  g_free (self->words);

  G_OBJECT_CLASS (dp_reader_parent_class)->finalize (object);
}

static void
dp_reader_class_init (DpReaderClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = dp_reader_dispose;
  object_class->finalize = dp_reader_finalize;
  object_class->get_property = dp_reader_get_property;
  object_class->set_property = dp_reader_set_property;
  widget_class->map = dp_reader_map;
  widget_class->unrealize = dp_reader_unrealize;

  /* How much larger than the user's font the text is. */
  properties[PROP_ZOOM] = g_param_spec_double ("zoom", NULL, NULL, DP_ZOOM_MIN, DP_ZOOM_MAX, 1,
                                               G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[SIGNAL_URI_ACTIVATED] =
    g_signal_new ("uri-activated", DP_TYPE_READER, G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_STRING);

  signals[SIGNAL_PLACE_ACTIVATED] =
    g_signal_new ("place-activated", DP_TYPE_READER, G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_STRING);

  signals[SIGNAL_SEEN] =
    g_signal_new ("seen", DP_TYPE_READER, G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);

  signals[SIGNAL_SEARCH_ACTIVATED] =
    g_signal_new ("search-activated", DP_TYPE_READER, G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, TEMPLATE_RESOURCE);
  gtk_widget_class_bind_template_child (widget_class, DpReader, stack);
  gtk_widget_class_bind_template_child (widget_class, DpReader, notice_revealer);
  gtk_widget_class_bind_template_child (widget_class, DpReader, notice_label);
  gtk_widget_class_bind_template_child (widget_class, DpReader, text_label);
  gtk_widget_class_bind_template_child (widget_class, DpReader, retry_button);
  gtk_widget_class_bind_template_callback (widget_class, close_notice_cb);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
  gtk_widget_class_bind_template_callback (widget_class, text_link_activated_cb);
}

static void
dp_reader_init (DpReader *self)
{
  self->cancellable = g_cancellable_new ();
  self->zoom = 1;

  gtk_widget_init_template (GTK_WIDGET (self));
  dp_presented_follow_stack (self->stack);
  dp_presented_follow_revealer (self->notice_revealer);
}

/**
 * dp_reader_new:
 *
 * Returns: (transfer floating): a reader without a paper
 */
GtkWidget *
dp_reader_new (void)
{
  return g_object_new (DP_TYPE_READER, NULL);
}

/**
 * dp_reader_set_paper:
 * @self: a reader
 * @paper: (nullable): what to show, from its top; %NULL for nothing
 *
 * Shows a paper. WebKit is started by the first one that is seen.
 */
void
dp_reader_set_paper (DpReader *self,
                     DpPaper  *paper)
{
  g_return_if_fail (DP_IS_READER (self));

  if (paper != NULL)
    dp_paper_ref (paper);
  g_clear_pointer (&self->paper, dp_paper_unref);
  self->paper = paper;

  show_paper (self);
  wait_for_paint (self);
}

/**
 * dp_reader_update_paper:
 * @self: a reader that shows a paper
 * @paper: the same paper, as it is now
 * @with_marks: whether to say anew which version the user knows; else what was said when
 *   the paper came into view stays, so that nothing moves because it counts as read
 *
 * Shows what changed in a paper, at the place that is being read.
 */
void
dp_reader_update_paper (DpReader *self,
                        DpPaper  *paper,
                        gboolean  with_marks)
{
  g_return_if_fail (DP_IS_READER (self));
  g_return_if_fail (paper != NULL && self->paper != NULL);

  dp_paper_ref (paper);
  dp_paper_unref (self->paper);
  self->paper = paper;

  switch (self->page_state)
    {
    case PAGE_STARTED:
      dp_page_view_update_paper (self->page, paper, with_marks);
      break;

    case PAGE_IMPOSSIBLE:
      show_text (self);
      break;

    case PAGE_UNTRIED:
    case PAGE_TRYING:
      break;
    }
}

/**
 * dp_reader_set_math:
 * @self: a reader
 * @setter: (nullable): who sets formulas; %NULL to show them as their source
 *
 * Changes how formulas look, from the next paper on.
 */
void
dp_reader_set_math (DpReader     *self,
                    DpMathSetter *setter)
{
  g_return_if_fail (DP_IS_READER (self));
  g_return_if_fail (setter == NULL || DP_IS_MATH_SETTER (setter));

  if (g_set_object (&self->setter, setter) && self->page != NULL)
    dp_page_view_set_math (self->page, setter);
}

/**
 * dp_reader_set_words:
 * @self: a reader
 * @words: (nullable): what was searched for, see dp_search_expression_parse()
 *
 * Chooses the words that are marked in the next paper, or in this one when it is updated.
 *
 * Returns: whether they are others than before
 */
gboolean
dp_reader_set_words (DpReader   *self,
                     const char *words)
{
  g_return_val_if_fail (DP_IS_READER (self), FALSE);

  if (g_strcmp0 (self->words, words) == 0)
    return FALSE;

  g_free (self->words);
  self->words = g_strdup (words);
  if (self->page != NULL)
    dp_page_view_set_words (self->page, words);

  return TRUE;
}

/**
 * dp_reader_set_images:
 * @self: a reader
 * @images: (nullable): where thumbnails come from; %NULL to show none
 *
 * Shows or hides thumbnails, also the one of the paper that is shown.
 */
void
dp_reader_set_images (DpReader        *self,
                      DpImageProvider *images)
{
  g_return_if_fail (DP_IS_READER (self));
  g_return_if_fail (images == NULL || DP_IS_IMAGE_PROVIDER (images));

  if (g_set_object (&self->images, images) && self->page != NULL)
    dp_page_view_set_images (self->page, images);
}

/**
 * dp_reader_get_web_view:
 * @self: a reader
 *
 * Returns: (transfer none) (nullable): the view that holds the page, for who prints it;
 *   %NULL while there is none
 */
WebKitWebView *
dp_reader_get_web_view (DpReader *self)
{
  g_return_val_if_fail (DP_IS_READER (self), NULL);

  return self->page != NULL && self->paper != NULL ? dp_page_view_get_web_view (self->page) : NULL;
}
