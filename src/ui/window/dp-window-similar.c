/* dp-window-similar.c: from one paper to others
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ui/window/dp-window-private.h"

#include <glib/gi18n.h>

#include "model/dp-topic.h"
#include "model/search/dp-search-field.h"

/* Other papers are found by a search of everything that is stored, so that a person
 * sees how it was asked for, can add to it, and leaves it as any search. */

/* A menu of a collaboration's thousand names helps nobody: who looks for one of the
 * later ones finds each a link in the reader. */
#define MAX_AUTHORS 12

/**
 * dp_window_search_everywhere:
 * @self: a window
 * @search: what to search all papers for
 *
 * Shows the list of what is found.
 */
void
dp_window_search_everywhere (DpWindow   *self,
                             const char *search)
{
  self->everywhere = TRUE;
  dp_window_update_actions (self);
  dp_panes_set_visible_pane (self->panes, DP_PANE_LIST);
  gtk_search_bar_set_search_mode (self->search_bar, TRUE);
  gtk_editable_set_text (self->search_entry, search);
}

/* A space behind it: nothing more is being typed. */
static void
search_field (DpWindow     *self,
              DpSearchField field,
              const char   *value)
{
  g_autofree char *term = dp_search_field_format (field, value);
  g_autofree char *search = g_strconcat (term, " ", NULL);

  dp_window_search_everywhere (self, search);
}

static void
more_like_this_cb (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       user_data)
{
  DpWindow *self = DP_WINDOW (user_data);

  if (self->paper == NULL || self->paper->id == NULL)
    return;

  self->like_sort = (DpWindowSort){ DP_SORT_NEAREST, FALSE };
  search_field (self, DP_SEARCH_LIKE, self->paper->id);
}

static void
more_by_cb (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       user_data)
{
  search_field (DP_WINDOW (user_data), DP_SEARCH_AUTHOR, g_variant_get_string (parameter, NULL));
}

/* In the editor, where one sees what is followed and can narrow it: many share a name. */
static void
follow_author_cb (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  const char *author = g_variant_get_string (parameter, NULL);
  g_autoptr (DpTopic) topic = dp_topic_new ();

  topic->authors = g_strdupv ((char *[]){ (char *)author, NULL });
  dp_window_open_topic_editor (DP_WINDOW (user_data), topic);
}

static GMenuModel *
create_author_menu (const DpPaper *paper,
                    const char    *action)
{
  GMenu *menu = g_menu_new ();

  for (guint i = 0; i < MAX_AUTHORS && paper->authors[i] != NULL; i++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (NULL, NULL);
      g_auto (GStrv) parts = g_strsplit (paper->authors[i], "_", -1);
      g_autofree char *label = g_strjoinv ("__", parts); /* no mnemonic */

      g_menu_item_set_label (item, label);
      g_menu_item_set_action_and_target (item, action, "s", paper->authors[i]);
      g_menu_append_item (menu, item);
    }

  return G_MENU_MODEL (menu);
}

/**
 * dp_window_create_similar_menu:
 * @self: a window
 *
 * Returns: (transfer full): the section of a paper's menu that leads to others
 */
GMenuModel *
dp_window_create_similar_menu (DpWindow *self)
{
  GMenu *menu = g_menu_new ();

  g_menu_append (menu, _("More Li_ke This"), "win.more-like-this");
  if (self->paper != NULL && self->paper->authors != NULL && self->paper->authors[0] != NULL)
    {
      g_autoptr (GMenuModel) more = create_author_menu (self->paper, "win.more-by");
      g_autoptr (GMenuModel) follow = create_author_menu (self->paper, "win.follow-author");

      /* Translators: a submenu with the names of authors */
      g_menu_append_submenu (menu, _("More _By"), more);
      /* Translators: a submenu with the names of authors */
      g_menu_append_submenu (menu, _("_Follow"), follow);
    }

  return G_MENU_MODEL (menu);
}

static const GActionEntry entries[] = {
  { "more-like-this", more_like_this_cb },
  { "more-by", more_by_cb, "s" },
  { "follow-author", follow_author_cb, "s" },
};

/**
 * dp_window_install_similar_actions:
 * @self: a window
 *
 * Adds the actions that lead from a paper to others.
 */
void
dp_window_install_similar_actions (DpWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
