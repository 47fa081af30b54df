/* dp-page-look.c: the system's fonts and colours, for a page
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ui/reader/dp-page-look.h"

#include <adwaita.h>

/* WebKit follows light and dark by itself, but knows neither the window's own colours
 * nor, as of 2.50, high contrast; a stylesheet of the user's level says both, and takes
 * effect without loading the page again. */

#define FALLBACK_FONT_POINTS 11

struct _DpPageLook
{
  GObject parent_instance;

  GtkWidget *widget; /* (unowned): owns this */
};

G_DEFINE_FINAL_TYPE (DpPageLook, dp_page_look, G_TYPE_OBJECT)

typedef enum
{
  SIGNAL_CHANGED,
} DpPageLookSignal;

static guint signals[SIGNAL_CHANGED + 1];

static void
emit_changed (DpPageLook *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static PangoFontDescription *
new_font (DpPageLook *self)
{
  g_autofree char *name = NULL;

  g_object_get (gtk_widget_get_settings (self->widget), "gtk-font-name", &name, NULL);

  return pango_font_description_from_string (name != NULL ? name : "");
}

static void
get_color (DpPageLook *self,
           const char *name,
           const char *fallback,
           GdkRGBA    *out_color)
{
  if (!gtk_style_context_lookup_color (gtk_widget_get_style_context (self->widget), name, out_color))
    gdk_rgba_parse (out_color, fallback);
}

static void
append_color (GString    *style,
              DpPageLook *self,
              const char *property,
              const char *name,
              const char *fallback)
{
  GdkRGBA          color = { 0 };
  g_autofree char *text = NULL;

  get_color (self, name, fallback, &color);
  text = gdk_rgba_to_string (&color);
  g_string_append_printf (style, "%s:%s!important;", property, text);
}

/* A family's name comes from the user's settings and may hold anything. */
static void
append_family (GString    *style,
               const char *property,
               const char *family)
{
  g_string_append_printf (style, "%s:\"", property);
  for (const char *p = family; *p != '\0'; p++)
    if (g_ascii_isprint (*p) && strchr ("\"\\<", *p) == NULL)
      g_string_append_c (style, *p);
    else if (((guchar)*p & 0x80) != 0)
      g_string_append_c (style, *p);
  g_string_append (style, "\"!important;");
}

static void
dp_page_look_class_init (DpPageLookClass *klass)
{
  signals[SIGNAL_CHANGED] =
    g_signal_new ("changed", DP_TYPE_PAGE_LOOK, G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);
}

static void
dp_page_look_init (DpPageLook *self)
{
}

/**
 * dp_page_look_new:
 * @widget: (transfer none): the widget whose surroundings the page is to match; it
 *   outlives what is returned
 *
 * Returns: (transfer full): a look that follows the desktop. Main thread.
 */
DpPageLook *
dp_page_look_new (GtkWidget *widget)
{
  DpPageLook  *self = g_object_new (DP_TYPE_PAGE_LOOK, NULL);
  GtkSettings *settings = gtk_widget_get_settings (widget);

  self->widget = widget;
  g_signal_connect_object (settings, "notify::gtk-font-name",
                           G_CALLBACK (emit_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (settings, "notify::gtk-xft-dpi",
                           G_CALLBACK (emit_changed), self, G_CONNECT_SWAPPED);
  /* Dark, high contrast and, where libadwaita has them, accents. */
  g_signal_connect_object (adw_style_manager_get_for_display (gtk_widget_get_display (widget)), "notify",
                           G_CALLBACK (emit_changed), self, G_CONNECT_SWAPPED);

  return self;
}

/**
 * dp_page_look_get_font_points:
 * @self: a look
 *
 * Returns: the size of the user's font in points; the factor for larger text is part of
 *   the screen's resolution instead. Main thread.
 */
double
dp_page_look_get_font_points (DpPageLook *self)
{
  PangoFontDescription *font = NULL;
  double                points = 0;

  g_return_val_if_fail (DP_IS_PAGE_LOOK (self), FALLBACK_FONT_POINTS);

  font = new_font (self);
  if (!pango_font_description_get_size_is_absolute (font))
    points = (double)pango_font_description_get_size (font) / PANGO_SCALE;
  pango_font_description_free (font);

  return points > 0 ? points : FALLBACK_FONT_POINTS;
}

/**
 * dp_page_look_get_background:
 * @self: a look
 * @out_color: return location for the colour behind text, opaque
 *
 * Main thread.
 */
void
dp_page_look_get_background (DpPageLook *self,
                             GdkRGBA    *out_color)
{
  g_return_if_fail (DP_IS_PAGE_LOOK (self));

  get_color (self, "view_bg_color", "#ffffff", out_color);
}

/**
 * dp_page_look_dup_style:
 * @self: a look
 *
 * Returns: (transfer full): a stylesheet that sets the custom properties of page.css.
 *   Main thread.
 */
char *
dp_page_look_dup_style (DpPageLook *self)
{
  GString              *style = NULL;
  PangoFontDescription *font = NULL;
  const char           *family = NULL;
  AdwStyleManager      *manager = NULL;

  g_return_val_if_fail (DP_IS_PAGE_LOOK (self), NULL);

  manager = adw_style_manager_get_for_display (gtk_widget_get_display (self->widget));
  font = new_font (self);
  family = pango_font_description_get_family (font);
  style = g_string_new ("@media screen{:root{");

  append_color (style, self, "--page", "view_bg_color", "#ffffff");
  append_color (style, self, "--text", "view_fg_color", "#1c1c1f");
  append_color (style, self, "--link", "accent_color", "#1a5fb4");
  if (family != NULL)
    append_family (style, "--interface-font", family);
  if (adw_style_manager_get_high_contrast (manager))
    g_string_append (style, "--dim:var(--text)!important;--line:var(--text)!important;"
                            "--link-line:currentColor!important;--mark-line:currentColor!important;");
  g_string_append (style, "}}");
  pango_font_description_free (font);

  return g_string_free (style, FALSE);
}
