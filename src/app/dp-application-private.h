/* dp-application-private.h: what the files of the application share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/dp-application.h"
#include "app/dp-undo.h"
#include "formats/dp-list-writer.h"
#include "library/dp-library.h"
#include "library/order/dp-order.h"
#include "service/dp-schedule.h"
#include "service/dp-service.h"
#include "ui/dp-refresh-progress.h"
#include "ui/window/dp-window.h"

G_BEGIN_DECLS

/* How the program was started. */
typedef enum
{
  DP_PRESENCE_WINDOW,
  DP_PRESENCE_ONCE,  /* without a window: refreshes if it is time to, and ends */
  DP_PRESENCE_STAYS, /* without a window: refreshes whenever it is time to */
} DpPresence;

struct _DpApplication
{
  AdwApplication parent_instance;

  char              *library_path;
  GSettings         *settings; /* (nullable) before start-up */
  DpRefreshProgress *progress;
  DpWindow          *window;   /* (unowned) (nullable) */
  DpLibrary         *library;  /* (nullable): while it is open */
  DpService         *service;  /* (nullable): while the library is open */
  gint64             began_at; /* when this session of the window began, µs since 1970, UTC */
  guint              session_timeout_id;
  guint              progress_timeout_id;
  GPtrArray         *pending; /* (nullable) of char *: to be opened once there is a library */
  GCancellable      *opening; /* (nullable): papers that are fetched to be shown */
  DpSchedule        *schedule; /* (nullable) before start-up */
  DpTime             last_round; /* when everything that is followed was asked for last */
  guint              start_timeout_id;
  DpPresence         presence;
  gboolean           is_held;     /* stays without its window */
  gboolean           was_offline; /* in the last round */
  gboolean           has_failed;  /* without a window to say so */
  GCancellable      *list_export; /* (unowned) (nullable): of the export that is under way */
  GCancellable      *to_clipboard; /* (unowned) (nullable): of papers on their way there */
  GCancellable      *download;    /* (nullable): of a PDF */
  GCancellable      *to_zotero;   /* (nullable): papers on their way there */
  GCancellable      *library_export; /* (nullable): where the library is written out */
  GCancellable      *keeping; /* (unowned) (nullable): of the backup that is written or restored */
  int                n_restored; /* of the library that undo is about */
  GCancellable      *copying; /* (nullable): of the daily copy that is made */
  GCancellable      *pruning; /* (nullable): of the papers that go */
  gboolean           is_asking_to_prune;
  guint              copy_timeout_id;
  DpUndo            *undo; /* (nullable) before start-up */
  gpointer           import;   /* (nullable): see dp-application-import.c */
  gboolean           is_opening;
  gboolean           is_closing;
};

void dp_application_report (DpApplication *self,
                            const GError  *error);

/* dp-application-backup.c */
void dp_application_add_backup_actions (DpApplication *self);
void dp_application_cancel_keeping     (DpApplication *self);
void dp_application_watch_restores     (DpApplication *self);

/* dp-application-copies.c */
void dp_application_begin_copies   (DpApplication *self);
void dp_application_copy_soon      (DpApplication *self);
void dp_application_copy_and_close (DpApplication *self);
void dp_application_end_copies     (DpApplication *self);

/* dp-application-math.c */
void dp_application_add_math (DpApplication *self);

/* dp-application-prune.c */
void dp_application_prune_if_wished (DpApplication *self);

/* dp-application-days.c */
void dp_application_fetch_day  (DpApplication *self,
                                const char    *day,
                                DpRefreshFlags flags);
void dp_application_fetch_days (DpApplication *self,
                                GVariant      *parameter);
/* dp-application-export.c */
void dp_application_export_library (DpApplication *self);
void dp_application_export_to_file (DpApplication *self,
                                    GFile         *file);
void dp_application_cancel_export  (DpApplication *self);

/* dp-application-import.c */
void dp_application_choose_import (DpApplication *self);
void dp_application_import_file   (DpApplication *self,
                                   GFile         *file);
void dp_application_cancel_import (DpApplication *self);

/* dp-application-library.c */
void dp_application_open_library  (DpApplication *self);
void dp_application_ask_set_aside (DpApplication *self);
void dp_application_update_images (DpApplication *self);
void dp_application_stay          (DpApplication *self);
void dp_application_leave_window  (DpApplication *self);
void dp_application_close         (DpApplication *self);

/* dp-application-cite.c */
void     dp_application_add_cite_actions (DpApplication *self);
void     dp_application_cancel_sharing       (DpApplication *self);
gboolean dp_application_find_format          (DpApplication *self,
                                              const char    *name,
                                              DpListFormat  *out_format);

/* dp-application-list-export.c */
void dp_application_ask_for_file       (DpApplication *self,
                                        const char    *format,
                                        DpOrder       *papers);
void dp_application_write_papers       (DpApplication *self,
                                        DpListFormat   format,
                                        DpOrder       *papers,
                                        GFile         *file);
void dp_application_cancel_copy        (DpApplication *self);
void dp_application_export_list_to     (DpApplication *self,
                                        const char    *format,
                                        GFile         *file);
void dp_application_cancel_list_export (DpApplication *self);
void dp_application_open_folder        (DpApplication *self,
                                        const char    *uri);

/* dp-application-marks.c */
void dp_application_set_mark (DpApplication *self,
                              GVariant      *parameter);

/* dp-application-open.c */
void dp_application_open_text    (DpApplication *self,
                                  const char    *text);
void dp_application_open_pending (DpApplication *self);
void dp_application_cancel_open  (DpApplication *self);
void dp_application_name_papers  (char **arguments);

/* dp-application-tags.c */
void dp_application_add_tag_actions (DpApplication *self);

/* dp-application-pdf.c */
void dp_application_add_pdf_actions (DpApplication *self);
void dp_application_cancel_download (DpApplication *self);

/* dp-application-topics.c */
void dp_application_follow            (DpApplication *self,
                                       GVariant      *parameter);
void dp_application_save_topic        (DpApplication *self,
                                       DpTopicEditor *editor);
void dp_application_remove_topic       (DpApplication *self,
                                       gint64         topic_id);
void dp_application_move_topic        (DpApplication *self,
                                       gint64         topic_id,
                                       guint          position);

/* dp-application-refresh.c */
void dp_application_watch_refresh (DpApplication *self);
void dp_application_refresh       (DpApplication *self,
                                   gint64         topic_id,
                                   DpRefreshFlags flags);

/* dp-application-schedule.c */
void     dp_application_begin_schedule  (DpApplication *self);
void     dp_application_end_schedule    (DpApplication *self);
void     dp_application_library_is_open (DpApplication *self);
void     dp_application_round_is_done   (DpApplication *self,
                                         gboolean       was_offline);
void     dp_application_tell_news       (DpApplication *self,
                                         guint32        end,
                                         GPtrArray     *outcomes);
void     dp_application_show_list       (DpApplication *self,
                                         const char    *list);
gboolean dp_application_stays           (DpApplication *self);

/* dp-application-undo.c */
void dp_application_begin_undo     (DpApplication *self);
void dp_application_watch_undo_key (DpApplication *self,
                                    GtkWidget     *window);
void dp_application_forget_undo    (DpApplication *self);
void dp_application_offer_undo     (DpApplication *self,
                                    const char    *sentence,
                                    DpUndoFunc     func,
                                    gpointer       data,
                                    GDestroyNotify destroy);

G_END_DECLS
