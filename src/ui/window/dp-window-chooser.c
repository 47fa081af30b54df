/* dp-window-chooser.c: filing the selected papers under tags and collections
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ui/window/dp-window-private.h"

#include "ui/mark/dp-mark-chooser.h"

#define FIELDS_SHOWN \
  (DP_CHANGE_TAGS | DP_CHANGE_COLLECTIONS | DP_CHANGE_TAG_LIST | DP_CHANGE_COLLECTION_LIST | DP_CHANGE_REMOVED)

/* One dialog. The papers are those that were selected when it opened, whatever becomes of
 * the list behind it. */
typedef struct
{
  DpMarkChooser  *chooser; /* (unowned): its signals hold us */
  DpLibrary      *library; /* (owned) */
  DpMarkShareKind kind;
  GArray         *rowids; /* (owned) */
  GCancellable   *cancellable;
} Filing;

static void
free_filing (gpointer  data,
             GClosure *closure)
{
  Filing *filing = data;

  g_cancellable_cancel (filing->cancellable);
  g_object_unref (filing->cancellable);
  g_object_unref (filing->library);
  g_array_unref (filing->rowids);
  g_free (filing);
}

static void
listed_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  Filing *filing = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) shares = dp_mark_share_query_list_finish (DP_LIBRARY (object), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (shares != NULL)
    dp_mark_chooser_set_choices (filing->chooser, shares);
  else
    g_debug ("The names stay as they were: %s", error->message);
}

static void
update (Filing *filing)
{
  dp_mark_share_query_list_async (filing->library, filing->kind,
                                  (const guint32 *)(void *)filing->rowids->data, filing->rowids->len,
                                  filing->cancellable, listed_cb, filing);
}

static void
library_changed_cb (DpMarkChooser *chooser,
                    DpChangeSet   *changes)
{
  if (dp_change_set_is_complete_reload (changes) || (dp_change_set_get_fields (changes) & FIELDS_SHOWN) != 0)
    update (g_object_get_data (G_OBJECT (chooser), "dp-filing"));
}

static void
toggled_cb (DpMarkChooser *chooser,
            gint64         id,
            const char    *name,
            gboolean       state,
            Filing        *filing)
{
  GtkWidget *window = GTK_WIDGET (gtk_window_get_transient_for (GTK_WINDOW (chooser)));
  GVariant  *papers = dp_window_new_papers (filing->rowids);

  if (filing->kind == DP_MARK_SHARE_TAGS)
    gtk_widget_activate_action (window, "app.set-tag", "(sb@au)", name, state, papers);
  else
    gtk_widget_activate_action (window, "app.set-collected", "(xb@au)", id, state, papers);
}

static void
created_cb (DpMarkChooser *chooser,
            const char    *name,
            Filing        *filing)
{
  GtkWidget *window = GTK_WIDGET (gtk_window_get_transient_for (GTK_WINDOW (chooser)));
  GVariant  *papers = dp_window_new_papers (filing->rowids);

  if (filing->kind == DP_MARK_SHARE_TAGS)
    gtk_widget_activate_action (window, "app.set-tag", "(sb@au)", name, TRUE, papers);
  else
    gtk_widget_activate_action (window, "app.create-collection", "(s@au)", name, papers);
}

/**
 * dp_window_open_chooser:
 * @self: a window
 * @kind: what the selected papers are to be filed under
 *
 * Opens a dialog for it.
 */
void
dp_window_open_chooser (DpWindow       *self,
                        DpMarkShareKind kind)
{
  g_autoptr (GArray) rowids = dp_window_dup_targets (self);
  Filing *filing = NULL;

  if (rowids->len == 0 || self->library == NULL)
    return;

  filing = g_new0 (Filing, 1);
  filing->chooser = DP_MARK_CHOOSER (dp_mark_chooser_new (kind, rowids->len));
  filing->library = g_object_ref (self->library);
  filing->kind = kind;
  filing->rowids = g_steal_pointer (&rowids);
  filing->cancellable = g_cancellable_new ();

  g_object_set_data (G_OBJECT (filing->chooser), "dp-filing", filing);
  g_signal_connect_data (filing->chooser, "toggled", G_CALLBACK (toggled_cb), filing, free_filing, 0);
  g_signal_connect (filing->chooser, "created", G_CALLBACK (created_cb), filing);
  g_signal_connect_object (self->library, "changed", G_CALLBACK (library_changed_cb), filing->chooser,
                           G_CONNECT_SWAPPED);
  gtk_window_set_transient_for (GTK_WINDOW (filing->chooser), GTK_WINDOW (self));
  gtk_window_present (GTK_WINDOW (filing->chooser));
  update (filing);
}
