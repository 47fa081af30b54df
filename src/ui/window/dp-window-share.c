/* dp-window-share.c: opening papers elsewhere, copying, saving and sending them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ui/window/dp-window-private.h"

#include "model/dp-paper-id.h"

/* Each is about all papers that are selected, or about the one that is read; but only
 * one is opened at a time. */

static const DpLink *
find_link (GPtrArray *links,
           DpLinkKind kind)
{
  for (guint i = 0; i < links->len; i++)
    if (((const DpLink *)g_ptr_array_index (links, i))->kind == kind)
      return g_ptr_array_index (links, i);

  return NULL;
}

static gboolean
has_link (const DpPaper *paper,
          DpLinkKind     kind)
{
  g_autoptr (GPtrArray) links = dp_paper_dup_links (paper);

  return find_link (links, kind) != NULL;
}

static void
open_link (DpWindow  *self,
           DpLinkKind kind)
{
  g_autoptr (GPtrArray) links = dp_paper_dup_links (self->paper);
  const DpLink *link = find_link (links, kind);

  if (link != NULL)
    gtk_show_uri (GTK_WINDOW (self), link->url, GDK_CURRENT_TIME);
}

/* The first is the page with the abstract, where there is one. */
static void
open_in_browser_cb (GSimpleAction *action,
                    GVariant      *parameter,
                    gpointer       user_data)
{
  DpWindow *self = DP_WINDOW (user_data);
  g_autoptr (GPtrArray) links = dp_paper_dup_links (self->paper);

  if (links->len > 0)
    gtk_show_uri (GTK_WINDOW (self), ((const DpLink *)g_ptr_array_index (links, 0))->url, GDK_CURRENT_TIME);
}

static void
open_html_cb (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  open_link (DP_WINDOW (user_data), DP_LINK_HTML);
}

static void
open_pdf_cb (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  DpWindow *self = DP_WINDOW (user_data);

  gtk_widget_activate_action (GTK_WIDGET (self), "app.open-pdf", "u", self->paper->rowid);
}

static void
download_pdf_cb (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       user_data)
{
  DpWindow *self = DP_WINDOW (user_data);

  gtk_widget_activate_action (GTK_WIDGET (self), "app.download-pdf", "u", self->paper->rowid);
}

static void
open_code_cb (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  DpWindow *self = DP_WINDOW (user_data);

  gtk_show_uri (GTK_WINDOW (self), dp_paper_find_code (self->paper)->url, GDK_CURRENT_TIME);
}

static void
open_model_cb (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  DpWindow *self = DP_WINDOW (user_data);

  gtk_show_uri (GTK_WINDOW (self), dp_paper_find_model (self->paper)->url, GDK_CURRENT_TIME);
}

static GVariant *
build_papers (DpWindow *self)
{
  g_autoptr (GArray) rowids = dp_window_dup_targets (self);

  return dp_window_new_papers (rowids);
}

static void
copy_as_cb (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       user_data)
{
  DpWindow *self = DP_WINDOW (user_data);

  gtk_widget_activate_action (GTK_WIDGET (self), "app.copy-papers", "(s@au)",
                              g_variant_get_string (parameter, NULL), build_papers (self));
}

static void
save_as_cb (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       user_data)
{
  DpWindow *self = DP_WINDOW (user_data);

  gtk_widget_activate_action (GTK_WIDGET (self), "app.save-papers", "(s@au)",
                              g_variant_get_string (parameter, NULL), build_papers (self));
}

static void
send_to_zotero_cb (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       user_data)
{
  gtk_widget_activate_action (GTK_WIDGET (user_data), "app.send-to-zotero", "@au", build_papers (DP_WINDOW (user_data)));
}

static void
mail_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  gtk_widget_activate_action (GTK_WIDGET (user_data), "app.mail-papers", "@au", build_papers (DP_WINDOW (user_data)));
}

static const GActionEntry entries[] = {
  { "open-in-browser", open_in_browser_cb },
  { "open-html", open_html_cb },
  { "open-pdf", open_pdf_cb },
  { "download-pdf", download_pdf_cb },
  { "open-code", open_code_cb },
  { "open-model", open_model_cb },
  { "copy-as", copy_as_cb, "s" },
  { "save-as", save_as_cb, "s" },
  { "send-to-zotero", send_to_zotero_cb },
  { "mail", mail_cb },
};

static void
enable (DpWindow   *self,
        const char *name,
        gboolean    enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

/**
 * dp_window_update_share_actions:
 * @self: a window
 *
 * Makes the actions follow the paper that is shown.
 */
void
dp_window_update_share_actions (DpWindow *self)
{
  const DpPaper *paper = self->library != NULL ? self->paper : NULL;

  enable (self, "open-in-browser", paper != NULL);
  enable (self, "open-html", paper != NULL && has_link (paper, DP_LINK_HTML));
  enable (self, "open-pdf", paper != NULL && has_link (paper, DP_LINK_PDF));
  enable (self, "download-pdf", paper != NULL && dp_paper_id_is_arxiv (paper->id));
  enable (self, "open-code", paper != NULL && dp_paper_find_code (paper) != NULL);
  enable (self, "open-model", paper != NULL && dp_paper_find_model (paper) != NULL);
  enable (self, "copy-as", paper != NULL);
  enable (self, "save-as", paper != NULL);
  enable (self, "send-to-zotero", paper != NULL);
  enable (self, "mail", paper != NULL);
}

/* Only while the list has the focus: elsewhere they copy and type text. */
static void
add_keys (DpWindow *self)
{
  GtkShortcutController *keys = GTK_SHORTCUT_CONTROLLER (gtk_shortcut_controller_new ());
  GtkShortcut           *copy = gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_c, GDK_CONTROL_MASK),
                                                  gtk_named_action_new ("win.copy-as"));
  GtkShortcut           *open = gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_p, 0),
                                                  gtk_named_action_new ("win.open-pdf"));

  gtk_shortcut_set_arguments (copy, g_variant_new_string ("citation"));
  gtk_shortcut_controller_add_shortcut (keys, copy);
  gtk_shortcut_controller_add_shortcut (keys, open);
  gtk_widget_add_controller (GTK_WIDGET (self->paper_view), GTK_EVENT_CONTROLLER (keys));
}

/**
 * dp_window_install_share_actions:
 * @self: a window
 *
 * Adds the actions above, and their keys in the list.
 */
void
dp_window_install_share_actions (DpWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  add_keys (self);
}
