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
  gboolean       is_undoing;
} Marking;

static void
marking_free (Marking *self)
{
  g_object_unref (self->application);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Marking, marking_free)

/* What was done, by what takes it back. */
typedef struct
{
  DpMark   mark;
  gboolean state;  /* as it was before */
  GArray  *papers; /* (owned) of guint32 */
} Step;

static void
free_step (gpointer data)
{
  Step *step = data;

  g_array_unref (step->papers);
  g_free (step);
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

static void set_mark (DpApplication *self,
                      DpMark         mark,
                      const guint32 *rowids,
                      gsize          n_rowids,
                      gboolean       state,
                      gboolean       is_undoing);

static void
undo_step (gpointer owner,
           gpointer data)
{
  const Step *step = data;

  set_mark (owner, step->mark, (const guint32 *)(gpointer)step->papers->data, step->papers->len, step->state, TRUE);
}

/* One paper is marked as easily as it was, and reading marks it without being asked to;
 * for many, and for a bookmark that goes, there is a way back to exactly what was. */
static void
offer_undo (const Marking *marking,
            GArray        *changed)
{
  g_autofree char *title = describe (marking, changed->len);
  Step            *step = NULL;

  if (changed->len == 0 || (changed->len == 1 && (marking->mark != DP_MARK_BOOKMARK || marking->state)))
    return;

  step = g_new0 (Step, 1);
  step->mark = marking->mark;
  step->state = !marking->state;
  step->papers = g_array_ref (changed);
  dp_application_offer_undo (marking->application, title, undo_step, step, free_step);
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
  else if (!marking->is_undoing)
    offer_undo (marking, changed);
}

static void
set_mark (DpApplication *self,
          DpMark         mark,
          const guint32 *rowids,
          gsize          n_rowids,
          gboolean       state,
          gboolean       is_undoing)
{
  Marking *marking = NULL;

  if (self->library == NULL || n_rowids == 0)
    return;

  marking = g_new0 (Marking, 1);
  marking->application = g_object_ref (self);
  marking->mark = mark;
  marking->state = state;
  marking->is_undoing = is_undoing;
  dp_mark_store_set_async (self->library, mark, rowids, n_rowids, state, NULL, set_cb, marking);
}

/**
 * dp_application_set_mark:
 * @self: an application
 * @parameter: `(sbau)`: `bookmark` or `read`, whether to set or clear it, and papers
 *
 * Marks papers. When there was more than one, or a bookmark goes, it can be undone.
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

  g_variant_get (parameter, "(&sb@au)", &name, &state, &papers);
  rowids = g_variant_get_fixed_array (papers, &n_rowids, sizeof *rowids);
  set_mark (self, g_str_equal (name, "bookmark") ? DP_MARK_BOOKMARK : DP_MARK_READ, rowids, n_rowids, state, FALSE);
}
