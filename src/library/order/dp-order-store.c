/* dp-order-store.c: the orders of a library, kept current
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "library/order/dp-order-store.h"

#include "library/dp-library-private.h"
#include "library/order/dp-order-builder.h"
#include "library/order/dp-order-file.h"

/* Each order of all papers is in memory, or in its file, or neither; it was right
 * at some moment, which is the number of a row of the table `change`. When one is
 * asked for, the rows since then tell which papers to take out and put in anew.
 * Where the log does not reach back so far, or so much has changed that it would
 * take longer, the order is read from its index again.
 *
 * Everything here happens on the library's reader thread, so there are no locks.
 * Only files are written elsewhere, for syncing one takes its time. */

/* What is more than this is read anew: a share of all papers, or a number that is
 * quick to place in any library. */
#define MAX_CHANGED_PART 200
#define MAX_CHANGED_ALWAYS 100

typedef struct
{
  DpOrder     *order; /* (owned) (nullable) */
  DpOrderStamp stamp; /* of @order */
  gint64       saved_seq;
  gboolean     is_saved; /* the file holds the same papers in the same order, at saved_seq */
} Base;

struct _DpOrderStore
{
  char *library_path;
  Base  bases[DP_SORT_N_KEYS][2]; /* ascending, descending */

  /* The moment of the running transaction. */
  DpOrderStamp now;
  guint        n_papers;
};

static void
base_clear (Base *self)
{
  g_clear_pointer (&self->order, dp_order_unref);
}

static void
free_store (gpointer data)
{
  DpOrderStore *self = data;

  for (guint key = 0; key < DP_SORT_N_KEYS; key++)
    for (guint i = 0; i < G_N_ELEMENTS (self->bases[key]); i++)
      base_clear (&self->bases[key][i]);
  g_free (self->library_path);
  g_free (self);
}

/**
 * dp_order_store_get_for_library:
 * @library: a library
 *
 * Gives the one store of @library, which lives as long as that. To be called on
 * the library's thread and used on the reader's.
 *
 * Returns: (transfer none): the store
 */
DpOrderStore *
dp_order_store_get_for_library (DpLibrary *library)
{
  static const char key[] = "dp-order-store";
  DpOrderStore     *self = g_object_get_data (G_OBJECT (library), key);

  if (self == NULL)
    {
      self = g_new0 (DpOrderStore, 1);
      self->library_path = g_strdup (dp_library_get_path (library));
      g_object_set_data_full (G_OBJECT (library), key, self, free_store);
    }

  return self;
}

/* What the change was that an order was made after. Two histories of one library
 * (somebody put back a copy) have the same numbers for other changes. */
static gboolean
read_anchor (DpDatabase *database,
             gint64      seq,
             guint64    *out_anchor,
             GError    **error)
{
  gint64 anchor = 0;

  if (!dp_database_get_int64 (database, &anchor, error,
                              "SELECT paper << 31 | fields FROM change WHERE seq = ?1", "l", seq))
    return FALSE;

  *out_anchor = anchor;

  return TRUE;
}

static gboolean
read_identity (DpOrderStamp *stamp,
               DpDatabase   *database,
               GError      **error)
{
  static const char sql[] = "SELECT generation, library_uuid FROM meta";
  g_autoptr (DpStatement) statement = dp_database_prepare (database, sql, error);
  DpStep step = DP_STEP_DONE;

  if (statement == NULL)
    return FALSE;

  step = dp_statement_step (statement, error);
  if (step == DP_STEP_ROW)
    {
      stamp->generation = dp_statement_get_int64 (statement, 0);
      g_strlcpy (stamp->library_uuid, dp_statement_get_text (statement, 1), sizeof stamp->library_uuid);
    }

  return step != DP_STEP_ERROR;
}

/**
 * dp_order_store_begin:
 * @self: a store
 * @database: the library, in a transaction
 * @error: return location for a #DpLibraryError, or %G_IO_ERROR_CANCELLED
 *
 * Reads what moment the transaction sees. To be called first in each.
 *
 * Returns: %FALSE when the library could not be read
 */
gboolean
dp_order_store_begin (DpOrderStore *self,
                      DpDatabase   *database,
                      GError      **error)
{
  gint64 n_papers = 0;

  if (!read_identity (&self->now, database, error) ||
      !dp_change_log_get_last (database, &self->now.seq, error) ||
      !read_anchor (database, self->now.seq, &self->now.anchor, error) ||
      !dp_database_get_int64 (database, &n_papers, error, "SELECT coalesce (sum (n_papers), 0) FROM tally", ""))
    return FALSE;

  self->n_papers = n_papers;

  return TRUE;
}

static gboolean
is_of_this_library (DpOrderStore       *self,
                    const DpOrderStamp *stamp)
{
  return g_str_equal (stamp->library_uuid, self->now.library_uuid) && stamp->generation == self->now.generation;
}

/* Whether the log still has the change that the order was made after, and it is the
 * same one. */
static gboolean
is_of_this_history (DpOrderStore       *self,
                    DpDatabase         *database,
                    const DpOrderStamp *stamp,
                    gboolean           *out_is,
                    GError            **error)
{
  guint64 anchor = 0;

  *out_is = FALSE;
  if (!is_of_this_library (self, stamp) || stamp->seq > self->now.seq)
    return TRUE;
  if (!read_anchor (database, stamp->seq, &anchor, error))
    return FALSE;
  *out_is = anchor == stamp->anchor;

  return TRUE;
}

static DpOrderStamp
make_stamp (DpOrderStore *self,
            DpSortKey     key,
            gboolean      descending)
{
  DpOrderStamp stamp = self->now;

  stamp.key = key;
  stamp.descending = descending;
  stamp.key_version = dp_sort_rule_get (key)->version;

  return stamp;
}

static void
take_order (DpOrderStore *self,
            DpSortKey     key,
            gboolean      descending,
            DpOrder      *order) /* (transfer full) */
{
  Base *base = &self->bases[key][descending ? 1 : 0];

  base_clear (base);
  base->order = order;
  base->stamp = make_stamp (self, key, descending);
  base->is_saved = FALSE;
}

static void
map_file (DpOrderStore *self,
          Base         *base,
          DpSortKey     key,
          gboolean      descending)
{
  DpOrderStamp expected = make_stamp (self, key, descending);

  base->order = dp_order_file_map (self->library_path, &expected, &base->stamp);
  base->is_saved = base->order != NULL;
  base->saved_seq = base->stamp.seq;
}

/* What is wrong in spite of its name is in the way of what is right: a file is only
 * replaced by one that is newer. */
static void
drop_base (DpOrderStore *self,
           Base         *base)
{
  if (base->is_saved)
    dp_order_file_remove (self->library_path, base->stamp.key, base->stamp.descending);
  base_clear (base);
}

static DpRowidSet *
select_changed (DpChangeSet   *changes,
                DpChangeFields fields,
                guint         *out_n_changed)
{
  g_autoptr (DpRowidSet) changed = dp_rowid_set_new ();
  guint          n_rowids = 0;
  const guint32 *rowids = dp_change_set_get_rowids (changes, &n_rowids);

  *out_n_changed = 0;
  for (guint i = 0; i < n_rowids; i++)
    if (rowids[i] != 0 && (dp_change_set_lookup (changes, rowids[i]) & fields) != 0)
      {
        dp_rowid_set_add (changed, rowids[i]);
        *out_n_changed += 1;
      }

  return g_steal_pointer (&changed);
}

/* Follows the log up to now. Drops the order where that is impossible or would
 * take longer than reading the index. */
static gboolean
update_base (DpOrderStore *self,
             DpDatabase   *database,
             Base         *base,
             GError      **error)
{
  const DpSortRule *rule = dp_sort_rule_get (base->stamp.key);
  g_autoptr (DpChangeSet) changes = dp_change_log_read (database, base->stamp.seq, &self->now.seq, error);
  g_autoptr (DpRowidSet) changed = NULL;
  guint n_changed = 0;

  if (changes == NULL)
    return FALSE;

  changed = select_changed (changes, rule->fields, &n_changed);
  if (dp_change_set_is_complete_reload (changes) ||
      n_changed > MAX (self->n_papers / MAX_CHANGED_PART, MAX_CHANGED_ALWAYS))
    {
      base_clear (base);
      return TRUE;
    }

  if (n_changed > 0)
    {
      DpOrder *updated = dp_order_builder_update (database, rule, base->stamp.descending, base->order, changed, error);

      if (updated == NULL)
        return FALSE;
      take_order (self, base->stamp.key, base->stamp.descending, updated);
    }

  base->stamp.seq = self->now.seq;
  base->stamp.anchor = self->now.anchor;

  return TRUE;
}

/**
 * dp_order_store_find:
 * @self: a store
 * @database: the library, in the transaction of dp_order_store_begin()
 * @key: a key that has a rule
 * @descending: in which direction
 * @out_order: (out) (transfer full) (nullable): all papers in this order, as they
 *   are now; %NULL when the index must be read
 * @error: return location for a #DpLibraryError, or %G_IO_ERROR_CANCELLED
 *
 * Gives an order if that is quick: it is in memory or in its file, and not much
 * has changed since.
 *
 * Returns: %FALSE when the library could not be read
 */
gboolean
dp_order_store_find (DpOrderStore *self,
                     DpDatabase   *database,
                     DpSortKey     key,
                     gboolean      descending,
                     DpOrder     **out_order,
                     GError      **error)
{
  Base    *base = &self->bases[key][descending ? 1 : 0];
  gboolean is_known = FALSE;

  *out_order = NULL;
  if (base->order == NULL)
    map_file (self, base, key, descending);
  if (base->order == NULL)
    return TRUE;

  if (!is_of_this_history (self, database, &base->stamp, &is_known, error))
    return FALSE;
  if (!is_known)
    drop_base (self, base);
  else if (base->stamp.seq < self->now.seq && !update_base (self, database, base, error))
    return FALSE;

  /* The last defence: no paper may be lost or doubled, whatever was in a file. */
  if (base->order != NULL && dp_order_get_length (base->order) != self->n_papers)
    drop_base (self, base);

  if (base->order != NULL)
    *out_order = dp_order_ref (base->order);

  return TRUE;
}

/**
 * dp_order_store_find_or_build:
 * @self: a store
 * @database: the library, in the transaction of dp_order_store_begin()
 * @key: a key that has a rule
 * @descending: in which direction
 * @error: return location for a #DpLibraryError, or %G_IO_ERROR_CANCELLED
 *
 * Gives an order, at the price of reading the index where that is needed: 0.1 to
 * 0.3 s a million papers.
 *
 * Returns: (transfer full) (nullable): all papers in this order, as they are now
 */
DpOrder *
dp_order_store_find_or_build (DpOrderStore *self,
                              DpDatabase   *database,
                              DpSortKey     key,
                              gboolean      descending,
                              GError      **error)
{
  DpOrder *ascending_order = NULL;
  DpOrder *descending_order = NULL;
  DpOrder *found = NULL;

  if (!dp_order_store_find (self, database, key, descending, &found, error))
    return NULL;
  if (found != NULL)
    return found;

  if (!dp_order_builder_build (database, dp_sort_rule_get (key), &ascending_order, &descending_order, error))
    return NULL;
  take_order (self, key, FALSE, ascending_order);
  take_order (self, key, TRUE, descending_order);

  return dp_order_ref (descending ? descending_order : ascending_order);
}

/* A file that only lags behind is as good as a new one, until the log is about to
 * be trimmed past it. */
static gboolean
is_unsaved (const Base *base)
{
  return base->order != NULL && (!base->is_saved || base->stamp.seq - base->saved_seq > DP_CHANGE_LOG_KEPT / 2);
}

/**
 * dp_order_store_has_unsaved:
 * @self: a store
 *
 * Returns: whether dp_order_store_save_async() has something to do
 */
gboolean
dp_order_store_has_unsaved (DpOrderStore *self)
{
  for (guint key = 0; key < DP_SORT_N_KEYS; key++)
    if (is_unsaved (&self->bases[key][0]) || is_unsaved (&self->bases[key][1]))
      return TRUE;

  return FALSE;
}

typedef struct
{
  DpOrder     *order;
  DpOrderStamp stamp;
} Unsaved;

static void
free_unsaved (gpointer data)
{
  Unsaved *unsaved = data;

  dp_order_unref (unsaved->order);
  g_free (unsaved);
}

typedef struct
{
  DpOrderStore *store; /* (unowned) by the library, which the task holds */
  char         *path;
  GPtrArray    *unsaved; /* of Unsaved */
} Saving;

static void
free_saving (gpointer data)
{
  Saving *saving = data;

  g_free (saving->path);
  g_ptr_array_unref (saving->unsaved);
  g_free (saving);
}

/* What cannot be written now is not tried again before it changes. */
static gboolean
collect_unsaved (DpDatabase   *database,
                 gpointer      data,
                 GCancellable *cancellable,
                 GError      **error)
{
  Saving *saving = data;

  for (guint i = 0; i < DP_SORT_N_KEYS * 2; i++)
    {
      Base *base = &saving->store->bases[i / 2][i % 2];

      if (is_unsaved (base))
        {
          Unsaved *unsaved = g_new0 (Unsaved, 1);

          unsaved->order = dp_order_ref (base->order);
          unsaved->stamp = base->stamp;
          g_ptr_array_add (saving->unsaved, unsaved);
          base->is_saved = TRUE;
          base->saved_seq = base->stamp.seq;
        }
    }

  return TRUE;
}

static void
write_files (GTask        *task,
             gpointer      source_object,
             gpointer      task_data,
             GCancellable *cancellable)
{
  Saving *saving = task_data;
  guint   n_written = 0;

  for (guint i = 0; i < saving->unsaved->len; i++)
    {
      const Unsaved *unsaved = saving->unsaved->pdata[i];
      g_autoptr (GError) error = NULL;

      if (dp_order_file_write (saving->path, &unsaved->stamp, unsaved->order, &error))
        n_written++;
      else
        g_debug ("An order was not written: %s", error->message);
    }

  g_task_return_int (task, n_written);
}

static void
collect_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GTask *collecting = G_TASK (result);
  g_autoptr (GError) error = NULL;

  if (!g_task_propagate_boolean (collecting, &error))
    {
      g_task_return_int (task, 0);
      return;
    }

  /* It holds no lock on the library, so that may be closed meanwhile. */
  g_task_run_in_thread (task, write_files);
}

/**
 * dp_order_store_save_async:
 * @library: a library
 * @callback: (nullable): called when the files are there
 * @user_data: for @callback
 *
 * Writes the orders that have no file, or an old one. Does nothing for a library
 * that is read-only. What cannot be written is of no harm and no error.
 */
void
dp_order_store_save_async (DpLibrary          *library,
                           GAsyncReadyCallback callback,
                           gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (library, NULL, callback, user_data);
  Saving *saving = NULL;
  GTask  *collecting = NULL;

  g_task_set_source_tag (task, dp_order_store_save_async);
  if (dp_library_is_read_only (library))
    {
      g_task_return_int (task, 0);
      return;
    }

  saving = g_new0 (Saving, 1);
  saving->store = dp_order_store_get_for_library (library);
  saving->path = g_strdup (dp_library_get_path (library));
  saving->unsaved = g_ptr_array_new_with_free_func (free_unsaved);
  g_task_set_task_data (task, saving, free_saving);

  /* The same data: the outer task holds it for the inner one. */
  collecting = g_task_new (library, NULL, collect_cb, g_object_ref (task));
  g_task_set_source_tag (collecting, collect_unsaved);
  g_task_set_task_data (collecting, saving, NULL);
  dp_library_run_on_reader (library, collecting, collect_unsaved);
}

/**
 * dp_order_store_save_finish:
 * @library: a library
 * @result: of dp_order_store_save_async()
 *
 * Returns: how many files were written
 */
guint
dp_order_store_save_finish (DpLibrary    *library,
                            GAsyncResult *result)
{
  g_return_val_if_fail (g_task_is_valid (result, library), 0);

  return g_task_propagate_int (G_TASK (result), NULL);
}
