/* dp-window-menu.c: the menu of a paper
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ui/window/dp-window-private.h"

#include <glib/gi18n.h>

#include "ui/list/dp-paper-cell.h"

/* Most papers have none: such an item is not there then. */
static void
append_optional (GMenu      *menu,
                 const char *label,
                 const char *action)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, action);

  g_menu_item_set_attribute (item, "hidden-when", "s", "action-disabled");
  g_menu_append_item (menu, item);
}

typedef struct
{
  const char *label;
  const char *format; /* see dp_list_format_from_string() */
} FormatItem;

static void
append_formats (GMenu            *menu,
                const char       *label,
                const char       *action,
                const FormatItem *items)
{
  g_autoptr (GMenu) formats = g_menu_new ();

  for (; items->label != NULL; items++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (_(items->label), NULL);

      g_menu_item_set_action_and_target (item, action, "s", items->format);
      g_menu_append_item (formats, item);
    }

  g_menu_append_submenu (menu, label, G_MENU_MODEL (formats));
}

static void
append_open_section (GMenu *menu)
{
  g_autoptr (GMenu) open = g_menu_new ();

  g_menu_append (open, _("_Open in Browser"), "win.open-in-browser");
  append_optional (open, _("Open _HTML"), "win.open-html");
  append_optional (open, _("Open _PDF"), "win.open-pdf");
  append_optional (open, _("Do_wnload PDF…"), "win.download-pdf");
  append_optional (open, _("Open Cod_e"), "win.open-code");
  append_optional (open, _("Open _Model"), "win.open-model");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (open));
}

static void
append_share_section (GMenu *menu)
{
  static const FormatItem copied[] = {
    { N_("_BibTeX"), "bibtex" },
      { N_("_RIS"), "ris" },
        { N_("_Citation"), "citation" },
          { N_("_Markdown Link"), "markdown" },
            { N_("_Link"), "link" },
              { N_("_Id"), "id" },
                { NULL, NULL },
            };
  static const FormatItem saved[] = {
    { N_("_BibTeX…"), "bibtex" },
      { N_("_RIS…"), "ris" },
        { N_("_CSV (Spreadsheet)…"), "csv" },
          { NULL, NULL },
      };
  g_autoptr (GMenu) share = g_menu_new ();

  append_formats (share, _("_Copy As"), "win.copy-as", copied);
  append_formats (share, _("Save _As"), "win.save-as", saved);
  g_menu_append (share, _("Send to _Zotero"), "win.send-to-zotero");
  g_menu_append (share, _("Send by E-ma_il…"), "win.mail");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (share));
}

static void
append_marks_section (GMenu *menu)
{
  g_autoptr (GMenu) marks = g_menu_new ();

  /* Translators: a state to switch on and off, as is “Read”: the paper has a bookmark */
  g_menu_append (marks, _("Bookmarke_d"), "win.toggle-bookmark");
  /* Translators: a state to switch on and off: the paper has been read */
  g_menu_append (marks, _("_Read"), "win.toggle-read");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (marks));
}

static void
append_filing_section (GMenu *menu)
{
  g_autoptr (GMenu) filing = g_menu_new ();

  g_menu_append (filing, _("_Tags…"), "win.choose-tags");
  g_menu_append (filing, _("Co_llections…"), "win.choose-collections");
  g_menu_append (filing, _("_Note"), "win.edit-note");
  append_optional (filing, _("Remo_ve from Collection"), "win.uncollect");
  append_optional (filing, _("Remove Ta_g"), "win.untag");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (filing));
}

/* What can be done with papers, in the list and above the one that is read. */
static void
append_sections (GMenu *menu)
{
  append_open_section (menu);
  append_share_section (menu);
  append_marks_section (menu);
  append_filing_section (menu);
}

static void
show_menu (DpWindow           *self,
           const GdkRectangle *place)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenuModel) similar = dp_window_create_similar_menu (self);

  append_sections (menu);
  g_menu_append_section (menu, NULL, similar);
  g_clear_pointer (&self->paper_menu, gtk_widget_unparent);
  self->paper_menu = gtk_popover_menu_new_from_model (G_MENU_MODEL (menu));
  gtk_widget_set_halign (self->paper_menu, GTK_ALIGN_START);
  gtk_popover_set_has_arrow (GTK_POPOVER (self->paper_menu), FALSE);
  gtk_popover_set_pointing_to (GTK_POPOVER (self->paper_menu), place);
  gtk_widget_set_parent (self->paper_menu, GTK_WIDGET (self->paper_view));
  gtk_popover_popup (GTK_POPOVER (self->paper_menu));
}

static gboolean
is_selected (DpWindow *self,
             guint32   rowid)
{
  g_autoptr (GArray) rowids = dp_paper_view_dup_selected (self->paper_view);

  for (guint i = 0; i < rowids->len; i++)
    if (g_array_index (rowids, guint32, i) == rowid)
      return TRUE;

  return FALSE;
}

/* The menu is about what is selected; a paper that is not becomes so first. */
static gboolean
show_menu_at (DpWindow *self,
              double    x,
              double    y)
{
  const DpPaper *paper = dp_paper_cell_find_paper_at (GTK_WIDGET (self->paper_view), x, y);

  if (paper == NULL)
    return FALSE;

  if (!is_selected (self, paper->rowid))
    dp_paper_view_select (self->paper_view, paper->rowid);
  show_menu (self, &(GdkRectangle){ (int)x, (int)y, 1, 1 });

  return TRUE;
}

static void
secondary_pressed_cb (GtkGestureClick *gesture,
                      int              n_press,
                      double           x,
                      double           y,
                      DpWindow        *self)
{
  if (show_menu_at (self, x, y))
    gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
}

static void
long_pressed_cb (GtkGestureLongPress *gesture,
                 double               x,
                 double               y,
                 DpWindow            *self)
{
  if (show_menu_at (self, x, y))
    gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
}

/* By keyboard, it opens below what has the focus. */
static gboolean
menu_key_cb (GtkWidget *widget,
             GVariant  *arguments,
             gpointer   user_data)
{
  DpWindow       *self = DP_WINDOW (user_data);
  GtkWidget      *focus = gtk_root_get_focus (GTK_ROOT (self));
  graphene_rect_t bounds;

  if (dp_paper_view_get_current (self->paper_view) == 0 || focus == NULL ||
      !gtk_widget_compute_bounds (focus, widget, &bounds))
    return FALSE;

  show_menu (self, &(GdkRectangle){ (int)bounds.origin.x + 24, (int)bounds.origin.y,
                                    1, MAX (1, (int)bounds.size.height) });

  return TRUE;
}

static void
add_key (DpWindow              *self,
         GtkShortcutController *keys,
         guint                  keyval,
         GdkModifierType        modifiers)
{
  gtk_shortcut_controller_add_shortcut (keys,
                                        gtk_shortcut_new (gtk_keyval_trigger_new (keyval, modifiers),
                                                          gtk_callback_action_new (menu_key_cb, self, NULL)));
}

/**
 * dp_window_install_menu:
 * @self: a window
 *
 * Gives the papers of the list a menu, by secondary click, long press, the Menu key
 * and Shift+F10, and the one that is read the same behind a button.
 */
void
dp_window_install_menu (DpWindow *self)
{
  GtkWidget             *view = GTK_WIDGET (self->paper_view);
  GtkGesture            *click = gtk_gesture_click_new ();
  GtkGesture            *press = gtk_gesture_long_press_new ();
  GtkShortcutController *keys = GTK_SHORTCUT_CONTROLLER (gtk_shortcut_controller_new ());

  append_sections (self->reader_menu);

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  g_signal_connect (click, "pressed", G_CALLBACK (secondary_pressed_cb), self);
  gtk_widget_add_controller (view, GTK_EVENT_CONTROLLER (click));

  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (press), TRUE);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (press), GTK_PHASE_CAPTURE);
  g_signal_connect (press, "pressed", G_CALLBACK (long_pressed_cb), self);
  gtk_widget_add_controller (view, GTK_EVENT_CONTROLLER (press));

  add_key (self, keys, GDK_KEY_Menu, 0);
  add_key (self, keys, GDK_KEY_F10, GDK_SHIFT_MASK);
  gtk_widget_add_controller (view, GTK_EVENT_CONTROLLER (keys));
}
