/* dp-window-private.h: what the files of the window share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "library/order/dp-listing.h"
#include "library/topic/dp-topic-query.h"
#include "model/dp-paper.h"
#include "library/mark/dp-mark-share-query.h"
#include "ui/list/dp-list-footer.h"
#include "ui/list/dp-paper-drag.h"
#include "ui/window/dp-panes.h"
#include "ui/list/dp-paper-view.h"
#include "ui/mark/dp-mark-bar.h"
#include "ui/mark/dp-note-editor.h"
#include "ui/reader/dp-reader.h"
#include "ui/search/dp-search-completion.h"
#include "ui/search/dp-search-hint.h"
#include "ui/sidebar/dp-sidebar.h"
#include "ui/window/dp-window.h"

G_BEGIN_DECLS

/* What a list is sorted by. */
typedef struct
{
  DpSortKey key;
  gboolean  descending;
} DpWindowSort;

struct _DpWindow
{
  AdwApplicationWindow parent_instance;

  GSettings         *settings;
  DpRefreshProgress *progress;
  DpLibrary         *library; /* (nullable) */
  DpListing         *listing; /* (nullable) */
  gulong             changed_id;
  DpTime             new_since;
  gint64             wanted_topic_id; /* to be shown once the sidebar has it; 0 for none */

  /* The list. */
  GtkWidget *paper_menu; /* (nullable), a child of the list */
  DpWindowSort sort;
  DpWindowSort day_sort;    /* see dp_window_get_sort() */
  DpWindowSort like_sort;   /* the same */
  DpGrouping   grouping;    /* of lists whose sort fits it */
  gboolean     unread_only;
  gboolean     everywhere;
  char        *edited_smart; /* (nullable): the smart collection whose search is being changed */

  /* The reader. */
  DpPaper *paper;           /* (nullable) */
  guint    read_timeout_id;
  guint    tap_id;
  gboolean read_is_due;     /* shown for long enough; marked when it is left */
  gboolean seen_is_due;     /* the user said so; the page is drawn anew when it is marked */
  guint32  noted_rowid;     /* the paper whose marks are shown; 0 for none */
  gboolean note_wanted;     /* its note is shown, even without a text */
  gboolean note_given_up;   /* the window may close though a note is not stored */

  /* Template */
  AdwToastOverlay *toasts;
  GtkStack        *main_stack;
  DpPanes         *panes;
  GtkWidget       *sidebar_header;
  DpSidebar       *sidebar;
  GtkWidget       *list_header;
  AdwWindowTitle  *list_title;
  GtkWidget       *list_back_button;
  GtkWidget       *refresh_button;
  GtkWidget       *stop_button;
  GtkWidget       *search_button;
  GtkWidget       *offer_button;
  GtkImage        *notice_icon;
  GMenu           *view_section;
  GtkSearchBar    *search_bar;
  GtkEditable     *search_entry;
  GtkMenuButton   *search_help_button;
  DpSearchHint    *search_hint;
  DpSearchCompletion *completion; /* (owned) */
  GtkRevealer     *notice_revealer;
  GtkLabel        *notice_label;
  GtkStack        *list_stack;
  GtkSpinner      *loading_spinner;
  DpPaperView     *paper_view;
  AdwStatusPage   *status_page;
  GtkButton       *status_button;
  DpListFooter    *footer;
  GtkWidget       *reader_header;
  GtkWidget       *reader_back_button;
  GMenu           *reader_menu;
  GtkWidget       *bookmark_button;
  GtkWidget       *read_button;
  GtkWidget       *browser_button;
  DpReader        *reader;
  GtkWidget       *marks_box;
  DpMarkBar       *mark_bar;
  DpNoteEditor    *note_editor;
  AdwStatusPage   *problem_page;
  GtkWidget       *set_aside_button;
};

/* dp-window-actions.c */
void dp_window_install_actions   (DpWindow *self);
void dp_window_update_actions    (DpWindow *self);
void dp_window_set_sort          (DpWindow   *self,
                                  const char *sort);
DpTopicEditor *dp_window_open_topic_editor (DpWindow      *self,
                                  const DpTopic *topic);

/* dp-window-chooser.c */
void dp_window_open_chooser (DpWindow       *self,
                             DpMarkShareKind kind);

/* dp-window-days.c */
void             dp_window_install_day_actions (DpWindow *self);
void             dp_window_update_day_actions  (DpWindow *self);
void             dp_window_open_day            (DpWindow *self);
const DpDayInfo *dp_window_get_day             (DpWindow *self);
DpWindowSort    *dp_window_get_sort            (DpWindow *self);

/* dp-window-focus.c */
gboolean dp_window_focus_pane      (DpWindow *self,
                                    DpPane    pane);
void     dp_window_focus_next_pane (DpWindow *self,
                                    int       delta);

/* dp-window-groups.c */
void dp_window_install_group_action (DpWindow *self);
void dp_window_update_group_action  (DpWindow *self);
void dp_window_restore_grouping     (DpWindow *self);

/* dp-window-links.c */
void     dp_window_init_links       (DpWindow *self);
char    *dp_window_dup_named_paper  (DpWindow *self) G_GNUC_WARN_UNUSED_RESULT;
void     dp_window_update_offer     (DpWindow *self);
gboolean dp_window_open_named_paper (DpWindow *self);

/* dp-window-list.c */
void        dp_window_update_query  (DpWindow *self);
void        dp_window_update_list   (DpWindow *self);
const char *dp_window_get_search    (DpWindow *self);

/* dp-window-save.c */
void dp_window_init_save   (DpWindow *self);
void dp_window_update_save (DpWindow *self);

/* dp-window-marks.c */
void      dp_window_init_search         (DpWindow *self);
void      dp_window_update_search_actions (DpWindow *self);
void      dp_window_init_marks          (DpWindow *self);
void      dp_window_update_mark_actions (DpWindow *self);
void      dp_window_show_marks          (DpWindow *self);
GArray   *dp_window_dup_targets         (DpWindow *self) G_GNUC_WARN_UNUSED_RESULT;
GVariant *dp_window_new_papers          (const GArray *rowids);

/* dp-window-menu.c */
void dp_window_install_menu (DpWindow *self);

/* dp-window-page.c */
void dp_window_install_page_actions (DpWindow *self);
void dp_window_update_page_actions  (DpWindow *self);
void dp_window_follow_zoom          (DpWindow *self);

/* dp-window-similar.c */
void        dp_window_install_similar_actions (DpWindow *self);
GMenuModel *dp_window_create_similar_menu     (DpWindow *self) G_GNUC_WARN_UNUSED_RESULT;
void        dp_window_search_everywhere       (DpWindow   *self,
                                               const char *search);

/* dp-window-reader.c */
void dp_window_show_paper  (DpWindow *self,
                            guint32   rowid);
void dp_window_reload_paper (DpWindow *self);
void dp_window_leave_paper (DpWindow *self);
void dp_window_mark_seen (DpWindow *self);
void dp_window_count_as_read_later (DpWindow *self);
void dp_window_request_mark (DpWindow      *self,
                             const char    *mark,
                             gboolean       state,
                             const guint32 *rowids,
                             guint          n_rowids);

/* dp-window-share.c */
void dp_window_install_share_actions (DpWindow *self);
void dp_window_update_share_actions  (DpWindow *self);

/* dp-window-words.c */
gboolean dp_window_choose_words (DpWindow *self);
void     dp_window_update_words (DpWindow *self);
void     dp_window_follow_words (DpWindow *self);

G_END_DECLS
