/* dp-window-reader.c: the paper that the window shows
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ui/window/dp-window-private.h"

#include <glib/gi18n.h>

#include "library/paper/dp-paper-query.h"

/**
 * dp_window_request_mark:
 * @self: a window
 * @mark: `bookmark` or `read`
 * @state: whether to set or to clear it
 * @rowids: papers
 * @n_rowids: how many
 *
 * Asks the application to mark papers.
 */
void
dp_window_request_mark (DpWindow      *self,
                        const char    *mark,
                        gboolean       state,
                        const guint32 *rowids,
                        guint          n_rowids)
{
  GVariant *papers = g_variant_new_fixed_array (G_VARIANT_TYPE_UINT32, rowids, n_rowids, sizeof *rowids);

  gtk_widget_activate_action (GTK_WIDGET (self), "app.set-mark", "(sb@au)", mark, state, papers);
}

/* To read is also to read a newer version. */
static gboolean
has_news (DpWindow *self)
{
  return self->paper != NULL && (!self->paper->read || self->paper->seen_version > 0);
}

static void
mark_read (DpWindow *self)
{
  self->read_is_due = FALSE;
  if (has_news (self))
    dp_window_request_mark (self, "read", TRUE, &self->paper->rowid, 1);
}

/* A list of unread papers, or of new versions, loses those that are read. The one that is being read
 * stays until it is left, or the list would move under the reader's eyes. */
static gboolean
list_shows_unread_only (DpWindow *self)
{
  DpScope scope = dp_sidebar_get_place (self->sidebar)->scope;

  return self->unread_only || scope == DP_SCOPE_NEW || scope == DP_SCOPE_NEW_VERSIONS;
}

static gboolean
read_timeout_cb (gpointer user_data)
{
  DpWindow *self = DP_WINDOW (user_data);

  self->read_timeout_id = 0;

  if (list_shows_unread_only (self))
    self->read_is_due = TRUE;
  else
    mark_read (self);

  return G_SOURCE_REMOVE;
}

/**
 * dp_window_count_as_read_later:
 * @self: a window
 *
 * Marks the paper as read when it stays in view for as long as the setting says.
 */
void
dp_window_count_as_read_later (DpWindow *self)
{
  guint    seconds = g_settings_get_uint (self->settings, "read-after-seconds");
  gboolean in_view = !dp_panes_is_folded (self->panes) ||
                     dp_panes_get_visible_pane (self->panes) == DP_PANE_READER;

  g_clear_handle_id (&self->read_timeout_id, g_source_remove);

  if (seconds > 0 && in_view && !self->read_is_due && has_news (self))
    self->read_timeout_id = g_timeout_add_seconds (seconds, read_timeout_cb, self);
}

/**
 * dp_window_leave_paper:
 * @self: a window
 *
 * Another paper or list is about to be shown, or the window is closing.
 */
void
dp_window_leave_paper (DpWindow *self)
{
  g_clear_handle_id (&self->read_timeout_id, g_source_remove);
  dp_note_editor_save (self->note_editor);
  if (self->read_is_due)
    mark_read (self);
}

/**
 * dp_window_mark_seen:
 * @self: a window
 *
 * The user says that they know the newest version of the paper that is shown.
 */
void
dp_window_mark_seen (DpWindow *self)
{
  g_clear_handle_id (&self->read_timeout_id, g_source_remove);
  self->seen_is_due = has_news (self);
  mark_read (self);
}

static void
set_paper (DpWindow *self,
           DpPaper  *paper)
{
  self->seen_is_due = FALSE;
  g_clear_pointer (&self->paper, dp_paper_unref);
  self->paper = paper != NULL ? dp_paper_ref (paper) : NULL;

  dp_window_choose_words (self);
  dp_reader_set_paper (self->reader, paper);
  dp_window_show_marks (self);
  dp_window_update_actions (self);
}

/**
 * dp_window_show_paper:
 * @self: a window
 * @rowid: a paper, 0 for none
 *
 * Shows a paper in the reader.
 */
void
dp_window_show_paper (DpWindow *self,
                      guint32   rowid)
{
  g_autoptr (DpPaper) paper = NULL;
  g_autoptr (GError) error = NULL;

  if (self->paper != NULL && self->paper->rowid == rowid)
    return;

  dp_window_leave_paper (self);
  if (rowid != 0 && self->library != NULL)
    paper = dp_paper_query_load (self->library, rowid, &error);
  if (error != NULL)
    g_debug ("Paper %u cannot be shown: %s", rowid, error->message);

  set_paper (self, paper);
  dp_window_count_as_read_later (self);
}

/**
 * dp_window_reload_paper:
 * @self: a window
 *
 * The library changed something of the paper that is shown. What is read keeps its
 * place, and what the page says of newer versions stays until the paper is left, unless
 * the user asked for just that.
 */
void
dp_window_reload_paper (DpWindow *self)
{
  g_autoptr (DpPaper) paper = NULL;
  g_autoptr (GError) error = NULL;
  gboolean is_seen = FALSE;

  if (self->paper == NULL)
    return;

  paper = dp_paper_query_load (self->library, self->paper->rowid, &error);
  if (g_error_matches (error, DP_LIBRARY_ERROR, DP_LIBRARY_ERROR_NOT_FOUND))
    {
      set_paper (self, NULL);
      return;
    }
  if (paper == NULL)
    return; /* what is shown is better than nothing */

  dp_paper_unref (self->paper);
  self->paper = g_steal_pointer (&paper);
  is_seen = self->paper->seen_version == 0;
  dp_window_choose_words (self);
  dp_reader_update_paper (self->reader, self->paper, self->seen_is_due && is_seen);
  if (is_seen)
    self->seen_is_due = FALSE;
  if (!has_news (self))
    self->read_is_due = FALSE;
  dp_window_show_marks (self);
  dp_window_update_actions (self);
}

/**
 * dp_window_set_math:
 * @self: a window
 * @setter: (nullable): who sets formulas; %NULL to show them as their source
 *
 * Changes how formulas look in the reader, from the next paper on.
 */
void
dp_window_set_math (DpWindow     *self,
                    DpMathSetter *setter)
{
  g_return_if_fail (DP_IS_WINDOW (self));

  dp_reader_set_math (self->reader, setter);
}

/**
 * dp_window_set_images:
 * @self: a window
 * @images: (nullable): where thumbnails come from; %NULL to show none
 *
 * Shows or hides thumbnails in the reader.
 */
void
dp_window_set_images (DpWindow        *self,
                      DpImageProvider *images)
{
  g_return_if_fail (DP_IS_WINDOW (self));

  dp_reader_set_images (self->reader, images);
}
