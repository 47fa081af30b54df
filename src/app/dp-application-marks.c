/* dp-application-marks.c: bookmarks and what was read
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/dp-application-private.h"

#include <glib/gi18n.h>

#include "library/mark/dp-mark-store.h"

typedef struct
{
  DpApplication *application; /* (owned) */
  DpMark         mark;
  gboolean       state;
} Marking;

static void
marking_free (Marking *self)
{
  g_object_unref (self->application);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Marking, marking_free)

static const char *
get_name (DpMark mark)
{
  return mark == DP_MARK_BOOKMARK ? "bookmark" : "read";
}

static char *
describe (const Marking *marking,
          guint          n_papers)
{
  if (marking->mark == DP_MARK_BOOKMARK)
    return marking->state
      ? g_strdup_printf (ngettext ("%'u paper bookmarked", "%'u papers bookmarked", n_papers), n_papers)
      : g_strdup_printf (ngettext ("%'u bookmark removed", "%'u bookmarks removed", n_papers), n_papers);

  return marking->state
    ? g_strdup_printf (ngettext ("%'u paper marked as read", "%'u papers marked as read", n_papers), n_papers)
    : g_strdup_printf (ngettext ("%'u paper marked as unread", "%'u papers marked as unread", n_papers),
                                 n_papers);
}

/* One paper is marked as easily as it was; for many there is a way back to exactly
 * what was. */
static void
offer_undo (const Marking *marking,
            GArray        *changed)
{
  g_autofree char *title = describe (marking, changed->len);
  AdwToast        *toast = adw_toast_new (title);
  GVariant        *papers = g_variant_new_fixed_array (G_VARIANT_TYPE_UINT32, changed->data, changed->len,
                                                       sizeof (guint32));

  adw_toast_set_button_label (toast, _("_Undo"));
  adw_toast_set_action_name (toast, "app.set-mark");
  adw_toast_set_action_target (toast, "(sb@au)", get_name (marking->mark), !marking->state, papers);
  dp_window_add_toast (marking->application->window, toast);
}

static void
set_cb (GObject      *object,
        GAsyncResult *result,
        gpointer      user_data)
{
  g_autoptr (Marking) marking = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) changed = dp_mark_store_set_finish (DP_LIBRARY (object), result, &error);

  if (changed == NULL)
    dp_application_report (marking->application, error);
  else if (changed->len > 1 && marking->application->window != NULL)
    offer_undo (marking, changed);
}

/**
 * dp_application_set_mark:
 * @self: an application
 * @parameter: `(sbau)`: `bookmark` or `read`, whether to set or clear it, and papers
 *
 * Marks papers. When there was more than one, it can be undone.
 */
void
dp_application_set_mark (DpApplication *self,
                         GVariant      *parameter)
{
  g_autoptr (GVariant) papers = NULL;
  const char    *name = NULL;
  const guint32 *rowids = NULL;
  gboolean       state = FALSE;
  gsize          n_rowids = 0;
  Marking       *marking = NULL;

  g_variant_get (parameter, "(&sb@au)", &name, &state, &papers);
  rowids = g_variant_get_fixed_array (papers, &n_rowids, sizeof *rowids);
  if (self->library == NULL || n_rowids == 0)
    return;

  marking = g_new0 (Marking, 1);
  marking->application = g_object_ref (self);
  marking->mark = g_str_equal (name, "bookmark") ? DP_MARK_BOOKMARK : DP_MARK_READ;
  marking->state = state;
  dp_mark_store_set_async (self->library, marking->mark, rowids, n_rowids, state, NULL, set_cb, marking);
}
