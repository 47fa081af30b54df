/* dp-mark-bar.h: the tags and collections of the paper that is read
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DP_TYPE_MARK_BAR (dp_mark_bar_get_type ())

/* The icons of what users file papers under, wherever these are shown. */
#define DP_TAG_ICON "io.github.dailypapers.DailyPapers-tag-symbolic"
#define DP_COLLECTION_ICON "folder-symbolic"

/**
 * DpMarkBar:
 *
 * A button for each collection and tag of a paper, that leads to its list, and buttons
 * for the actions `win.choose-tags`, `win.choose-collections` and `win.edit-note`.
 * Signals:
 *
 * - `tag-activated (const char *name)`, `collection-activated (const char *name)`
 */
G_DECLARE_FINAL_TYPE (DpMarkBar, dp_mark_bar, DP, MARK_BAR, GtkWidget)

void       dp_mark_bar_set_names (DpMarkBar         *self,
                                  const char *const *collections,
                                  const char *const *tags);

G_END_DECLS
