/* dp-application-tags.c: tags, collections and notes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/dp-application-private.h"

#include <glib/gi18n.h>

#include "library/mark/dp-collection-query.h"
#include "library/mark/dp-collection-store.h"
#include "library/mark/dp-note-store.h"
#include "library/mark/dp-smart-query.h"
#include "library/mark/dp-smart-store.h"
#include "library/mark/dp-tag-store.h"
#include "service/dp-problem.h"

typedef struct _Request Request;

/* What was asked for, until it is done. */
struct _Request
{
  DpApplication *application; /* (owned) */
  char          *name;        /* (owned) (nullable): of the tag or the collection */
  char          *new_name;    /* (owned) (nullable) */
  gboolean       state;
  guint32        rowid;

  DpMarkChange *(*finish) (DpLibrary    *library,
                           GAsyncResult *result,
                           GError      **error);
  char *(*describe) (const Request *request,
                     guint          n_papers);
};

static Request *
request_new (DpApplication *self,
             const char    *name)
{
  Request *request = g_new0 (Request, 1);

  request->application = g_object_ref (self);
  request->name = g_strdup (name);

  return request;
}

static void
request_free (Request *self)
{
  g_object_unref (self->application);
  g_free (self->name);
  g_free (self->new_name);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Request, request_free)

static void
reverted_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (DpApplication) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!dp_mark_change_revert_finish (DP_LIBRARY (object), result, &error))
    dp_application_report (self, error);
}

static void
undo_change (gpointer owner,
             gpointer data)
{
  DpApplication *self = DP_APPLICATION (owner);

  if (self->library != NULL)
    dp_mark_change_revert_async (self->library, data, NULL, reverted_cb, g_object_ref (self));
}

/* Says what was done, unless nothing was. */
static void
done_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (Request) request = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (DpMarkChange) change = request->finish (DP_LIBRARY (object), result, &error);
  g_autofree char *sentence = NULL;

  if (change == NULL)
    {
      dp_application_report (request->application, error);
      return;
    }

  if (dp_mark_change_is_empty (change))
    return;

  sentence = request->describe (request, dp_mark_change_get_n_papers (change));
  dp_application_offer_undo (request->application, sentence, undo_change, dp_mark_change_ref (change),
                             (GDestroyNotify)dp_mark_change_unref);
}

static char *
describe_tagging (const Request *request,
                  guint          n_papers)
{
  return request->state
    ? g_strdup_printf (ngettext ("%'u paper tagged “%s”", "%'u papers tagged “%s”", n_papers), n_papers, request->name)
    : g_strdup_printf (ngettext ("%'u paper no longer has the tag “%s”", "%'u papers no longer have the tag “%s”", n_papers),
                                 n_papers, request->name);
}

static void
set_tag_cb (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       user_data)
{
  DpApplication *self = DP_APPLICATION (user_data);
  g_autoptr (GVariant) papers = NULL;
  const char    *name = NULL;
  const guint32 *rowids = NULL;
  gsize          n_rowids = 0;
  gboolean       state = FALSE;
  Request       *request = NULL;

  g_variant_get (parameter, "(&sb@au)", &name, &state, &papers);
  rowids = g_variant_get_fixed_array (papers, &n_rowids, sizeof *rowids);
  if (self->library == NULL || n_rowids == 0)
    return;

  request = request_new (self, name);
  request->state = state;
  request->finish = dp_tag_store_set_finish;
  request->describe = describe_tagging;
  dp_tag_store_set_async (self->library, name, rowids, n_rowids, state, NULL, done_cb, request);
}

static char *
describe_tag_name (const Request *request,
                   guint          n_papers)
{
  return g_strdup_printf (_("Tag “%s” renamed to “%s”"), request->name, request->new_name);
}

static void
rename_tag_cb (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  DpApplication *self = DP_APPLICATION (user_data);
  const char    *name = NULL;
  const char    *new_name = NULL;
  Request       *request = NULL;

  if (self->library == NULL)
    return;

  g_variant_get (parameter, "(&s&s)", &name, &new_name);
  request = request_new (self, name);
  request->new_name = g_strdup (new_name);
  request->finish = dp_tag_store_rename_finish;
  request->describe = describe_tag_name;
  dp_tag_store_rename_async (self->library, name, new_name, NULL, done_cb, request);
}

static void
remove_tag_cb (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  DpApplication *self = DP_APPLICATION (user_data);
  const char    *name = g_variant_get_string (parameter, NULL);
  Request       *request = NULL;

  if (self->library == NULL)
    return;

  request = request_new (self, name);
  request->finish = dp_tag_store_remove_finish;
  request->describe = describe_tagging;
  dp_tag_store_remove_async (self->library, name, NULL, done_cb, request);
}

/* Sentences name a collection, and an action its id. */
static Request *
request_new_of_collection (DpApplication *self,
                           gint64         id)
{
  g_autoptr (GPtrArray) collections = dp_collection_query_list (self->library, NULL);

  for (guint i = 0; collections != NULL && i < collections->len; i++)
    {
      const DpCollectionInfo *info = g_ptr_array_index (collections, i);

      if (info->id == id)
        return request_new (self, info->name);
    }

  /* Another process removed it, and the library will say so. */
  return request_new (self, NULL);
}

static char *
describe_collecting (const Request *request,
                     guint          n_papers)
{
  return request->state
    ? g_strdup_printf (ngettext ("%'u paper added to “%s”", "%'u papers added to “%s”", n_papers), n_papers,
                                 request->name)
    : g_strdup_printf (ngettext ("%'u paper removed from “%s”", "%'u papers removed from “%s”", n_papers), n_papers,
                                 request->name);
}

static void
set_collected_cb (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  DpApplication *self = DP_APPLICATION (user_data);
  g_autoptr (GVariant) papers = NULL;
  const guint32 *rowids = NULL;
  gint64         id = 0;
  gsize          n_rowids = 0;
  gboolean       state = FALSE;
  Request       *request = NULL;

  g_variant_get (parameter, "(xb@au)", &id, &state, &papers);
  rowids = g_variant_get_fixed_array (papers, &n_rowids, sizeof *rowids);
  if (self->library == NULL || n_rowids == 0)
    return;

  request = request_new_of_collection (self, id);
  request->state = state;
  request->finish = dp_collection_store_set_finish;
  request->describe = describe_collecting;
  dp_collection_store_set_async (self->library, id, rowids, n_rowids, state, NULL, done_cb, request);
}

static DpMarkChange *
finish_creating (DpLibrary    *library,
                 GAsyncResult *result,
                 GError      **error)
{
  return dp_collection_store_create_finish (library, result, NULL, error);
}

static char *
describe_creating (const Request *request,
                   guint          n_papers)
{
  return n_papers > 0 ? describe_collecting (request, n_papers)
                      : g_strdup_printf (_("Collection “%s” made"), request->name);
}

static void
create_collection_cb (GSimpleAction *action,
                      GVariant      *parameter,
                      gpointer       user_data)
{
  DpApplication *self = DP_APPLICATION (user_data);
  g_autoptr (GVariant) papers = NULL;
  const char    *name = NULL;
  const guint32 *rowids = NULL;
  gsize          n_rowids = 0;
  Request       *request = NULL;

  if (self->library == NULL)
    return;

  g_variant_get (parameter, "(&s@au)", &name, &papers);
  rowids = g_variant_get_fixed_array (papers, &n_rowids, sizeof *rowids);
  request = request_new (self, name);
  request->state = TRUE;
  request->finish = finish_creating;
  request->describe = describe_creating;
  dp_collection_store_create_async (self->library, name, rowids, n_rowids, NULL, done_cb, request);
}

static char *
describe_collection_name (const Request *request,
                          guint          n_papers)
{
  return g_strdup_printf (_("Collection “%s” renamed to “%s”"), request->name, request->new_name);
}

static void
rename_collection_cb (GSimpleAction *action,
                      GVariant      *parameter,
                      gpointer       user_data)
{
  DpApplication *self = DP_APPLICATION (user_data);
  const char    *new_name = NULL;
  gint64         id = 0;
  Request       *request = NULL;

  if (self->library == NULL)
    return;

  g_variant_get (parameter, "(x&s)", &id, &new_name);
  request = request_new_of_collection (self, id);
  request->new_name = g_strdup (new_name);
  request->finish = dp_collection_store_rename_finish;
  request->describe = describe_collection_name;
  dp_collection_store_rename_async (self->library, id, new_name, NULL, done_cb, request);
}

static char *
describe_removal (const Request *request,
                  guint          n_papers)
{
  return g_strdup_printf (_("Collection “%s” removed. Its papers stay in the library."), request->name);
}

static void
remove_collection_cb (GSimpleAction *action,
                      GVariant      *parameter,
                      gpointer       user_data)
{
  DpApplication *self = DP_APPLICATION (user_data);
  gint64         id = g_variant_get_int64 (parameter);
  Request       *request = NULL;

  if (self->library == NULL)
    return;

  request = request_new_of_collection (self, id);
  request->finish = dp_collection_store_remove_finish;
  request->describe = describe_removal;
  dp_collection_store_remove_async (self->library, id, NULL, done_cb, request);
}

static void
moved_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (DpApplication) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!dp_collection_store_move_finish (DP_LIBRARY (object), result, &error))
    dp_application_report (self, error);
}

static void
move_collection_cb (GSimpleAction *action,
                    GVariant      *parameter,
                    gpointer       user_data)
{
  DpApplication *self = DP_APPLICATION (user_data);
  gint64         id = 0;
  guint          position = 0;

  g_variant_get (parameter, "(xu)", &id, &position);
  if (self->library != NULL)
    dp_collection_store_move_async (self->library, id, position, NULL, moved_cb, g_object_ref (self));
}

static char *
describe_search (const Request *request,
                 guint          n_papers)
{
  return g_strdup_printf (_("Search saved as “%s”"), request->name);
}

/* A search that was saved under the name before gives way. */
static void
save_search_cb (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  DpApplication *self = DP_APPLICATION (user_data);
  const char    *name = NULL;
  const char    *search = NULL;
  Request       *request = NULL;
  g_autoptr (DpSmartInfo) info = NULL;

  if (self->library == NULL)
    return;

  g_variant_get (parameter, "(&s&s)", &name, &search);
  info = dp_smart_query_find (self->library, name, NULL);
  request = request_new (self, name);
  request->finish = dp_smart_store_finish;
  request->describe = describe_search;
  if (info != NULL)
    dp_smart_store_edit_async (self->library, info->id, name, search, NULL, done_cb, request);
  else
    dp_smart_store_create_async (self->library, name, search, NULL, done_cb, request);
}

/* As request_new_of_collection(). */
static Request *
request_new_of_smart (DpApplication *self,
                      gint64         id)
{
  g_autoptr (DpSmartInfo) info = dp_smart_query_load (self->library, id, NULL);
  Request *request = request_new (self, info != NULL ? info->name : NULL);

  request->finish = dp_smart_store_finish;

  return request;
}

static void
rename_smart_cb (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       user_data)
{
  DpApplication *self = DP_APPLICATION (user_data);
  const char    *new_name = NULL;
  gint64         id = 0;
  Request       *request = NULL;

  if (self->library == NULL)
    return;

  g_variant_get (parameter, "(x&s)", &id, &new_name);
  request = request_new_of_smart (self, id);
  request->new_name = g_strdup (new_name);
  request->describe = describe_collection_name;
  dp_smart_store_edit_async (self->library, id, new_name, NULL, NULL, done_cb, request);
}

static void
remove_smart_cb (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       user_data)
{
  DpApplication *self = DP_APPLICATION (user_data);
  gint64         id = g_variant_get_int64 (parameter);
  Request       *request = NULL;

  if (self->library == NULL)
    return;

  request = request_new_of_smart (self, id);
  request->describe = describe_removal;
  dp_smart_store_remove_async (self->library, id, NULL, done_cb, request);
}

/* A note is saved as it is typed, and typing has an undo of its own; what is left for
 * this one is a note that goes as a whole. */
static void
noted_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (Request) request = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_autofree char *problem = NULL;
  g_autoptr (DpMarkChange) change = dp_note_store_set_finish (DP_LIBRARY (object), result, &text, &error);

  if (change == NULL)
    problem = dp_problem_dup_sentence (error, NULL);
  if (request->application->window != NULL)
    dp_window_note_saved (request->application->window, request->rowid, text, problem);

  if (change != NULL && text[0] == '\0' && !dp_mark_change_is_empty (change))
    dp_application_offer_undo (request->application, _("Note removed"), undo_change, dp_mark_change_ref (change),
                                                        (GDestroyNotify)dp_mark_change_unref);
}

static void
set_note_cb (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  DpApplication *self = DP_APPLICATION (user_data);
  const char    *base = NULL;
  const char    *text = NULL;
  Request       *request = NULL;

  if (self->library == NULL)
    return;

  request = request_new (self, NULL);
  g_variant_get (parameter, "(u&s&s)", &request->rowid, &base, &text);
  dp_note_store_set_async (self->library, request->rowid, base, text, NULL, noted_cb, request);
}

/* - `app.set-tag((sbau))`: a name, whether papers get it or lose it, the papers;
 *   `app.rename-tag((ss))`, `app.remove-tag(s)`: of all papers
 * - `app.create-collection((sau))`: a name, what is put into it;
 *   `app.set-collected((xbau))`: a collection, whether papers are put into it or taken
 *   out, the papers; `app.rename-collection((xs))`, `app.remove-collection(x)`,
 *   `app.move-collection((xu))`: its place, from 0
 * - `app.save-search((ss))`: a name, a search; `app.rename-smart((xs))`,
 *   `app.remove-smart(x)`
 * - `app.set-note((uss))`: a paper, the note that was edited, what became of it */
static const GActionEntry entries[] = {
  { "set-tag", set_tag_cb, "(sbau)" },
  { "rename-tag", rename_tag_cb, "(ss)" },
  { "remove-tag", remove_tag_cb, "s" },
  { "create-collection", create_collection_cb, "(sau)" },
  { "set-collected", set_collected_cb, "(xbau)" },
  { "rename-collection", rename_collection_cb, "(xs)" },
  { "remove-collection", remove_collection_cb, "x" },
  { "move-collection", move_collection_cb, "(xu)" },
  { "save-search", save_search_cb, "(ss)" },
  { "rename-smart", rename_smart_cb, "(xs)" },
  { "remove-smart", remove_smart_cb, "x" },
  { "set-note", set_note_cb, "(uss)" },
};

/**
 * dp_application_add_tag_actions:
 * @self: an application that starts up
 *
 * Adds the actions that tag, collect and annotate papers.
 */
void
dp_application_add_tag_actions (DpApplication *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
