/* dp-application-cite.c: what one does with chosen papers outside of the program
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/dp-application-private.h"

#include <glib/gi18n.h>

#include "formats/cite/dp-mail-link.h"
#include "library/paper/dp-paper-query.h"
#include "service/dp-zotero.h"

/* Actions of the application for papers that the window names by their rowids:
 *
 * - `app.copy-papers((sau))`: as a format, to the clipboard; `app.cancel-copy`
 * - `app.save-papers((sau))`, `app.save-papers-to((ssau))`: as a format, into a file, the
 *   second by its URI
 * - `app.send-to-zotero(au)`: to the Zotero that runs here
 * - `app.mail-papers(au)`: a letter about them, in the user's own program */

/**
 * dp_application_find_format:
 * @self: an application
 * @name: a format's name, see dp_list_format_from_string()
 * @out_format: (out): the format; untouched on failure
 *
 * Finds a format as the user wants it: whether BibTeX has TeX's commands for letters
 * that ASCII lacks is a setting.
 *
 * Returns: %FALSE when there is no such format
 */
gboolean
dp_application_find_format (DpApplication *self,
                            const char    *name,
                            DpListFormat  *out_format)
{
  if (!dp_list_format_from_string (name, out_format))
    return FALSE;

  if (*out_format == DP_LIST_FORMAT_BIBTEX && g_settings_get_boolean (self->settings, "bibtex-tex-letters"))
    *out_format = DP_LIST_FORMAT_BIBTEX_TEX;

  return TRUE;
}

/* %NULL when there is none. */
static DpOrder *
get_papers (GVariant *rowids)
{
  gsize          n_rowids = 0;
  const guint32 *first = g_variant_get_fixed_array (rowids, &n_rowids, sizeof *first);

  return n_rowids > 0 ? dp_order_new_take (g_memdup2 (first, n_rowids * sizeof *first), (guint)n_rowids) : NULL;
}

static gboolean
is_ready (DpApplication *self)
{
  return self->library != NULL && self->window != NULL;
}

static void
copy_papers_cb (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  DpApplication *self = DP_APPLICATION (user_data);
  DpListFormat   format = DP_LIST_FORMAT_LINK;
  const char    *name = NULL;
  g_autoptr (GVariant) rowids = NULL;
  g_autoptr (DpOrder) papers = NULL;

  g_variant_get (parameter, "(&s@au)", &name, &rowids);
  papers = get_papers (rowids);
  if (papers != NULL && is_ready (self) && dp_application_find_format (self, name, &format))
    dp_application_write_papers (self, format, papers, NULL);
}

static void
cancel_copy_cb (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  dp_application_cancel_copy (DP_APPLICATION (user_data));
}

static void
save_papers_cb (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  const char *name = NULL;
  g_autoptr (GVariant) rowids = NULL;
  g_autoptr (DpOrder) papers = NULL;

  g_variant_get (parameter, "(&s@au)", &name, &rowids);
  papers = get_papers (rowids);
  if (papers != NULL)
    dp_application_ask_for_file (DP_APPLICATION (user_data), name, papers);
}

static void
save_papers_to_cb (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       user_data)
{
  DpApplication *self = DP_APPLICATION (user_data);
  DpListFormat   format = DP_LIST_FORMAT_CSV;
  const char    *name = NULL;
  const char    *uri = NULL;
  g_autoptr (GVariant) rowids = NULL;
  g_autoptr (DpOrder) papers = NULL;
  g_autoptr (GFile) file = NULL;

  g_variant_get (parameter, "(&s&s@au)", &name, &uri, &rowids);
  papers = get_papers (rowids);
  file = g_file_new_for_uri (uri);
  if (papers != NULL && is_ready (self) && dp_application_find_format (self, name, &format))
    dp_application_write_papers (self, format, papers, file);
}

/* Papers on their way to another program. */
typedef struct
{
  DpApplication *application; /* (owned) and held */
  DpOrder       *papers;      /* (owned) */
} Sharing;

static Sharing *
sharing_new (DpApplication *self,
             DpOrder       *papers)
{
  Sharing *sharing = g_new0 (Sharing, 1);

  sharing->application = g_object_ref (self);
  sharing->papers = dp_order_ref (papers);
  g_application_hold (G_APPLICATION (self));

  return sharing;
}

static void
sharing_free (Sharing *sharing)
{
  g_application_release (G_APPLICATION (sharing->application));
  g_object_unref (sharing->application);
  dp_order_unref (sharing->papers);
  g_free (sharing);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Sharing, sharing_free)

static void
sent_to_zotero_cb (GObject      *object,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (Sharing) sharing = user_data;
  DpApplication *self = sharing->application;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  guint            n_papers = 0;
  gboolean         success = dp_zotero_send_finish (DP_LIBRARY (object), result, &n_papers, &error);

  g_clear_object (&self->to_zotero);
  if (self->window == NULL)
    return;

  if (!success)
    dp_application_report (self, error);
  if (n_papers == 0)
    return;

  text = g_strdup_printf (ngettext ("%'u paper sent to Zotero", "%'u papers sent to Zotero", n_papers), n_papers);
  dp_window_add_toast (self->window, adw_toast_new (text));
}

static void
send_to_zotero_cb (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       user_data)
{
  DpApplication *self = DP_APPLICATION (user_data);
  g_autoptr (DpOrder) papers = get_papers (parameter);

  /* Who presses twice does not mean to have everything twice. */
  if (papers == NULL || !is_ready (self) || self->to_zotero != NULL)
    return;

  self->to_zotero = g_cancellable_new ();
  dp_zotero_send_async (self->library, papers, self->to_zotero, sent_to_zotero_cb, sharing_new (self, papers));
}

/* The toolkit's own words are of links that cannot be shown. */
static void
shown_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (DpApplication) self = user_data;
  g_autoptr (GError) error = NULL;

  if (gtk_show_uri_full_finish (GTK_WINDOW (object), result, &error) || self->window == NULL ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_debug ("No letter could be begun: %s", error->message);
  dp_window_add_toast (self->window, adw_toast_new (_("No program for e-mail is set up on this computer.")));
}

static void
loaded_for_mail_cb (GObject      *object,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr (Sharing) sharing = user_data;
  DpApplication *self = sharing->application;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) papers = dp_paper_query_load_many_finish (DP_LIBRARY (object), result, &error);
  g_autofree char *link = NULL;

  if (papers == NULL)
    {
      dp_application_report (self, error);
      return;
    }

  link = dp_mail_link_format (papers, dp_order_get_length (sharing->papers));
  if (self->window != NULL && papers->len > 0)
    gtk_show_uri_full (GTK_WINDOW (self->window), link, GDK_CURRENT_TIME, NULL, shown_cb, g_object_ref (self));
}

static void
mail_papers_cb (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  DpApplication *self = DP_APPLICATION (user_data);
  g_autoptr (DpOrder) papers = get_papers (parameter);

  if (papers != NULL && is_ready (self))
    dp_paper_query_load_many_async (self->library, dp_order_get_rowids (papers),
                                    MIN (dp_order_get_length (papers), DP_MAIL_LINK_MAX_PAPERS), NULL,
                                    loaded_for_mail_cb, sharing_new (self, papers));
}

/**
 * dp_application_cancel_sharing:
 * @self: an application that is about to close
 *
 * Gives up what is on its way to the clipboard or to another program.
 */
void
dp_application_cancel_sharing (DpApplication *self)
{
  dp_application_cancel_copy (self);
  if (self->to_zotero != NULL)
    g_cancellable_cancel (self->to_zotero);
}

static const GActionEntry entries[] = {
  { "copy-papers", copy_papers_cb, "(sau)" },
  { "cancel-copy", cancel_copy_cb },
  { "save-papers", save_papers_cb, "(sau)" },
  { "save-papers-to", save_papers_to_cb, "(ssau)" },
  { "send-to-zotero", send_to_zotero_cb, "au" },
  { "mail-papers", mail_papers_cb, "au" },
};

/**
 * dp_application_add_cite_actions:
 * @self: an application
 *
 * Adds the actions above.
 */
void
dp_application_add_cite_actions (DpApplication *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
