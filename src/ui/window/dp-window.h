/* dp-window.h: the window
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "library/dp-library.h"
#include "library/dp-list-query.h"
#include "render/dp-math.h"
#include "ui/reader/dp-image-provider.h"
#include "ui/dp-refresh-progress.h"
#include "ui/dp-topic-editor.h"

G_BEGIN_DECLS

#define DP_TYPE_WINDOW (dp_window_get_type ())

/**
 * DpWindow:
 *
 * The lists, the papers of one of them, and one paper to read. It reads the library and
 * changes nothing: what the user wants goes to actions of the application, which
 * dp-application.c lists. Signal `topic-edited (DpTopicEditor *editor)`: the topic in the
 * editor is to be stored.
 */
G_DECLARE_FINAL_TYPE (DpWindow, dp_window, DP, WINDOW, AdwApplicationWindow)

GtkWidget *dp_window_new          (GtkApplication    *application,
                                   GSettings         *settings,
                                   DpRefreshProgress *progress) G_GNUC_WARN_UNUSED_RESULT;
void       dp_window_set_library  (DpWindow  *self,
                                   DpLibrary *library);
void       dp_window_set_math     (DpWindow     *self,
                                   DpMathSetter *setter);
void       dp_window_set_images   (DpWindow        *self,
                                   DpImageProvider *images);
void       dp_window_show_problem (DpWindow   *self,
                                   const char *title,
                                   const char *description,
                                   gboolean    may_set_aside);
void       dp_window_show_notice  (DpWindow   *self,
                                   const char *text);
void       dp_window_show_progress (DpWindow   *self,
                                    const char *text);
void       dp_window_open_paper   (DpWindow *self,
                                   guint32   rowid);
void       dp_window_show_topic   (DpWindow *self,
                                   gint64    topic_id);
void       dp_window_show_list    (DpWindow   *self,
                                   const char *list);
void       dp_window_add_toast    (DpWindow *self,
                                   AdwToast *toast);
void       dp_window_note_saved   (DpWindow   *self,
                                   guint32     rowid,
                                   const char *stored,
                                   const char *problem);
gboolean   dp_window_may_close    (DpWindow *self);
void       dp_window_save_state   (DpWindow *self);

/* The list that is shown, for who writes it down; (nullable), lent. */
const DpListQuery *dp_window_get_list_query (DpWindow *self);
char              *dp_window_dup_list_title (DpWindow *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
