/* dp-application-open.c: what is opened from outside
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/dp-application-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "library/paper/dp-paper-query.h"
#include "model/dp-paper-id.h"
#include "service/dp-paper-fetch.h"

/* An argument, a link from another program, something dropped on the window or pasted
 * into the search: each arrives here as text. It names a paper, which is shown, and
 * fetched before that where the library lacks it, or a file, which may be imported. */

/* What is there sooner needs no word. */
#define NOTICE_DELAY_MS 400

/* Of a text that is no paper's, as much is shown as tells which it was. */
#define MAX_SHOWN_CHARS 60

/* One paper on its way. */
typedef struct
{
  DpApplication *application; /* (owned) */
  char          *id;
  gboolean       is_told;
  guint          notice_id; /* the timeout that tells */
} Opening;

static void
opening_free (Opening *opening)
{
  g_clear_handle_id (&opening->notice_id, g_source_remove);
  g_object_unref (opening->application);
  g_free (opening->id);
  g_free (opening);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Opening, opening_free)

/* Whoever sends the notice away stops the fetching. */
static gboolean
show_notice_cb (gpointer user_data)
{
  Opening         *opening = user_data;
  g_autofree char *notice = g_strdup_printf (_("Fetching %s…"), opening->id);

  opening->notice_id = 0;
  opening->is_told = TRUE;
  if (opening->application->window != NULL)
    dp_window_show_progress (opening->application->window, notice);

  return G_SOURCE_REMOVE;
}

static void
fetched_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (Opening) opening = user_data;
  DpApplication *self = opening->application;
  g_autoptr (GError) error = NULL;
  guint32 rowid = dp_paper_fetch_run_finish (DP_LIBRARY (object), result, &error);

  if (self->window != NULL && opening->is_told)
    dp_window_show_notice (self->window, NULL);

  if (rowid == 0)
    dp_application_report (self, error);
  else if (self->window != NULL && self->library == DP_LIBRARY (object))
    dp_window_open_paper (self->window, rowid);
}

static void
fetch_paper (DpApplication *self,
             const char    *id)
{
  Opening *opening = g_new0 (Opening, 1);

  opening->application = g_object_ref (self);
  opening->id = g_strdup (id);
  opening->notice_id = g_timeout_add (NOTICE_DELAY_MS, show_notice_cb, opening);

  if (self->opening == NULL)
    self->opening = g_cancellable_new ();
  dp_paper_fetch_run_async (self->library, dp_service_get_paper_sources (self->service), id,
                            self->opening, fetched_cb, opening);
}

static char *
dup_start (const char *text)
{
  g_autofree char *line = g_strdelimit (g_utf8_make_valid (text, -1), "\r\n\t", ' ');
  g_autofree char *start = NULL;

  if (g_utf8_strlen (line, -1) <= MAX_SHOWN_CHARS)
    return g_steal_pointer (&line);

  start = g_utf8_substring (line, 0, MAX_SHOWN_CHARS - 1);

  return g_strconcat (g_strchomp (start), "…", NULL);
}

static void
open_paper (DpApplication *self,
            const char    *text)
{
  g_autofree char *id = dp_paper_id_parse (text, NULL);
  g_autofree char *start = NULL;
  g_autofree char *notice = NULL;
  guint32          rowid = 0;

  if (id == NULL)
    {
      start = dup_start (text);
      notice = g_strdup_printf (_("“%s” is not the id or address of a paper."), start);
      dp_window_show_notice (self->window, notice);
      return;
    }

  rowid = dp_paper_query_find (self->library, id, NULL);
  if (rowid != 0)
    dp_window_open_paper (self->window, rowid);
  else
    fetch_paper (self, id);
}

/* A paper's PDF on the disk is named after it. What other files hold is looked at. */
static void
open_file (DpApplication *self,
           GFile         *file)
{
  g_autofree char *name = g_file_get_basename (file);
  char            *extension = name != NULL ? strrchr (name, '.') : NULL;

  if (extension == NULL || g_ascii_strcasecmp (extension, ".pdf") != 0)
    {
      dp_application_import_file (self, file);
      return;
    }

  *extension = '\0';
  open_paper (self, name);
}

static void
open_now (DpApplication *self,
          const char    *text)
{
  g_autoptr (GFile) file = NULL;

  if (g_ascii_strncasecmp (text, "file:", strlen ("file:")) != 0)
    {
      open_paper (self, text);
      return;
    }

  file = g_file_new_for_uri (text);
  open_file (self, file);
}

/**
 * dp_application_open_pending:
 * @self: an application whose library has just been opened
 *
 * Opens what was asked for while there was no library yet.
 */
void
dp_application_open_pending (DpApplication *self)
{
  g_autoptr (GPtrArray) pending = g_steal_pointer (&self->pending);

  for (guint i = 0; pending != NULL && i < pending->len; i++)
    open_now (self, g_ptr_array_index (pending, i));
}

/**
 * dp_application_open_text:
 * @self: an application with a window
 * @text: the id or address of a paper, or the address of a file
 *
 * Opens what @text names, at once or as soon as there is a library. What it cannot be
 * is said in the window.
 */
void
dp_application_open_text (DpApplication *self,
                          const char    *text)
{
  if (self->service != NULL && self->window != NULL)
    {
      open_now (self, text);
      return;
    }

  if (self->pending == NULL)
    self->pending = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (self->pending, g_strdup (text));
}

/**
 * dp_application_cancel_open:
 * @self: an application
 *
 * Stops the fetching of papers that are to be shown.
 */
void
dp_application_cancel_open (DpApplication *self)
{
  g_cancellable_cancel (self->opening);
  g_clear_object (&self->opening);
}

/**
 * dp_application_name_papers:
 * @arguments: (array zero-terminated=1): the program's, its name first
 *
 * Turns each argument that is a paper's id, and no file, into an address, because
 * GApplication takes what has no scheme for a file's name.
 */
void
dp_application_name_papers (char **arguments)
{
  for (guint i = 1; arguments[0] != NULL && arguments[i] != NULL; i++)
    {
      g_autofree char *id = NULL;

      if (*arguments[i] == '-' || g_str_equal (arguments[i - 1], "--library") ||
          strstr (arguments[i], "://") != NULL || g_file_test (arguments[i], G_FILE_TEST_EXISTS))
        continue;

      id = dp_paper_id_parse (arguments[i], NULL);
      if (!dp_paper_id_is_arxiv (id))
        continue;

      g_free (arguments[i]);
      arguments[i] = g_strconcat ("arxiv:", id, NULL);
    }
}
