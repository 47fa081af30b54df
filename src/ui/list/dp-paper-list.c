/* dp-paper-list.c: an order of papers as a list model, at any size
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ui/list/dp-paper-list.h"

#include "library/order/dp-rowid-set.h"
#include "ui/list/dp-paper-row-cache.h"
#include "ui/list/dp-paper-slot.h"

G_STATIC_ASSERT (DP_ORDER_NOT_FOUND == GTK_INVALID_LIST_POSITION);

/* What GTK 4.8 does with a model decides the shape of this one:
 *
 * - A removed item that GTK tracks makes it ask for every added one, so a list
 *   that is sorted anew never says items-changed (0, n, n). Its items stand for
 *   positions, and only the two hundred that GTK holds are filled anew. A change
 *   of length is told at the tail.
 * - GtkMultiSelection asks for every item when it selects all, so this model is
 *   its own selection: a GtkBitset of positions, and the selected papers apart,
 *   to find their new positions in another order. */

#define MAX_CACHED 1024
#define BLOCK 128 /* read at once; two blocks are what GTK holds */

struct _DpPaperList
{
  GObject parent_instance;

  DpOrder *order;
  guint    n_items; /* what listeners know; differs from the order's only within set_order */

  DpPaperListLoad  load;
  gpointer         load_data;
  DpPaperListGroup group; /* (nullable) */
  gpointer         group_data;
  DpPaperRowCache *cache;
  GHashTable      *slots; /* position → DpPaperSlot (unowned), those alive */

  GtkBitset  *selected;     /* positions */
  DpRowidSet *remembered;   /* (nullable): the selection as papers, in the list or not; set
                             * since an order replaced the one it was made in */
  guint32 current;          /* rowid, in the list or not; 0 for none */
  guint   current_position; /* GTK_INVALID_LIST_POSITION when it is not in the list */
  guint   anchor;           /* the position selected last by itself: where GTK's ranges begin */
};

static void dp_paper_list_list_model_init (GListModelInterface *iface);
static void dp_paper_list_selection_model_init (GtkSelectionModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (DpPaperList, dp_paper_list, G_TYPE_OBJECT, G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, dp_paper_list_list_model_init) G_IMPLEMENT_INTERFACE (GTK_TYPE_SELECTION_MODEL, dp_paper_list_selection_model_init))

enum
{
  SHRINKING,
  SELECTION_MOVED,
  LOAD_FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* Reads the papers of @rowids into the cache, but those that are in it. */
static void
load_missing (DpPaperList   *self,
              const guint32 *rowids,
              guint          n_rowids)
{
  g_autoptr (GError) error = NULL;

  if (self->load != NULL &&
      !dp_paper_row_cache_load_missing (self->cache, rowids, n_rowids, self->load, self->load_data, &error))
    g_signal_emit (self, signals[LOAD_FAILED], 0, error);
}

/* 0 where the order ends. */
static guint32
get_rowid (DpPaperList *self,
           guint        position)
{
  return position < dp_order_get_length (self->order) ? dp_order_get_rowid (self->order, position) : 0;
}

static DpPaper *
lookup_at (DpPaperList *self,
           guint        position)
{
  guint32 rowid = get_rowid (self, position);

  return rowid != 0 ? dp_paper_row_cache_lookup (self->cache, rowid) : NULL;
}

/* The group that begins at a position: one that is not that of the paper before. */
static char *
dup_heading (DpPaperList   *self,
             guint          position,
             const DpPaper *paper /* (nullable) */)
{
  const DpPaper   *before = position > 0 ? lookup_at (self, position - 1) : NULL;
  g_autofree char *name = NULL;
  g_autofree char *name_before = NULL;

  if (self->group == NULL || paper == NULL)
    return NULL;

  name = self->group (paper, self->group_data);
  name_before = before != NULL ? self->group (before, self->group_data) : NULL;

  return g_strcmp0 (name, name_before) != 0 ? g_steal_pointer (&name) : NULL;
}

static void
fill_slot (DpPaperList *self,
           DpPaperSlot *slot)
{
  guint            position = dp_paper_slot_get_position (slot);
  DpPaper         *paper = lookup_at (self, position);
  g_autofree char *heading = dup_heading (self, position, paper);

  dp_paper_slot_fill (slot, get_rowid (self, position), paper, heading);
}

/* Fills all slots that are alive from the order, reading what is missing at once. */
static void
fill_slots (DpPaperList *self)
{
  const guint32 *all = dp_order_get_rowids (self->order);
  guint          length = dp_order_get_length (self->order);
  g_autoptr (GArray) rowids = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GPtrArray) slots = g_ptr_array_new_with_free_func (g_object_unref);
  GHashTableIter iter;
  gpointer       slot = NULL;

  g_hash_table_iter_init (&iter, self->slots);
  while (g_hash_table_iter_next (&iter, NULL, &slot))
    {
      guint position = dp_paper_slot_get_position (slot);

      g_ptr_array_add (slots, g_object_ref (slot));
      if (position < length)
        g_array_append_val (rowids, all[position]);
      if (self->group != NULL && position > 0 && position <= length &&
          !g_hash_table_contains (self->slots, GUINT_TO_POINTER (position - 1)))
        g_array_append_val (rowids, all[position - 1]);
    }

  load_missing (self, (gconstpointer)rowids->data, rowids->len);

  for (guint i = 0; i < slots->len; i++)
    fill_slot (self, slots->pdata[i]);
}

/* Has the row at a position read, and those around it: GTK asks for neighbours next.
 * Where there are groups the row before says whether one begins. */
static void
load_block (DpPaperList *self,
            guint        position)
{
  const guint32 *rowids = dp_order_get_rowids (self->order);
  guint          length = dp_order_get_length (self->order);
  guint          first = position - position % BLOCK;
  guint          n_before = self->group != NULL && first > 0 ? 1 : 0;
  gboolean       lacks_before = self->group != NULL && position > 0 && lookup_at (self, position - 1) == NULL;

  if (position < length && (lookup_at (self, position) == NULL || lacks_before))
    load_missing (self, rowids + first - n_before, MIN (BLOCK, length - first) + n_before);
}

static void
slot_gone_cb (gpointer user_data,
              GObject *slot)
{
  DpPaperList *self = user_data;

  g_hash_table_remove (self->slots, GUINT_TO_POINTER (dp_paper_slot_get_position ((DpPaperSlot *)slot)));
}

static GType
dp_paper_list_get_item_type (GListModel *model)
{
  return DP_TYPE_PAPER_SLOT;
}

static guint
dp_paper_list_get_n_items (GListModel *model)
{
  return DP_PAPER_LIST (model)->n_items;
}

static gpointer
dp_paper_list_get_item (GListModel *model,
                        guint       position)
{
  DpPaperList *self = DP_PAPER_LIST (model);
  DpPaperSlot *slot = NULL;

  if (position >= self->n_items)
    return NULL;

  slot = g_hash_table_lookup (self->slots, GUINT_TO_POINTER (position));
  if (slot != NULL)
    return g_object_ref (slot);

  slot = dp_paper_slot_new (position);
  load_block (self, position);
  fill_slot (self, slot);
  g_hash_table_insert (self->slots, GUINT_TO_POINTER (position), slot);
  g_object_weak_ref (G_OBJECT (slot), slot_gone_cb, self);

  return slot;
}

static void
dp_paper_list_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = dp_paper_list_get_item_type;
  iface->get_n_items = dp_paper_list_get_n_items;
  iface->get_item = dp_paper_list_get_item;
}

static void
set_current (DpPaperList *self,
             guint        position)
{
  self->current_position = position;
  self->current = position != GTK_INVALID_LIST_POSITION ? dp_order_get_rowid (self->order, position) : 0;
}

/* The current paper is always a selected one: @cursor where that was selected,
 * else the one it was, else the first. */
static void
choose_current (DpPaperList *self,
                guint        cursor)
{
  guint old = self->current_position;

  if (cursor != GTK_INVALID_LIST_POSITION && gtk_bitset_contains (self->selected, cursor))
    set_current (self, cursor);
  else if (gtk_bitset_is_empty (self->selected))
    set_current (self, GTK_INVALID_LIST_POSITION);
  else if (old == GTK_INVALID_LIST_POSITION || !gtk_bitset_contains (self->selected, old))
    set_current (self, gtk_bitset_get_minimum (self->selected));
}

/* A change by the user: what was remembered of an earlier order is over. */
static gboolean
change_selection (DpPaperList *self,
                  GtkBitset   *selected,
                  GtkBitset   *mask,
                  guint        cursor)
{
  g_autoptr (GtkBitset) changes = gtk_bitset_copy (selected);
  guint32 old_current = self->current;

  /* “Difference” is what others call symmetric difference. */
  gtk_bitset_difference (changes, self->selected);
  gtk_bitset_intersect (changes, mask);
  gtk_bitset_difference (self->selected, changes);

  g_clear_pointer (&self->remembered, dp_rowid_set_free);
  choose_current (self, cursor);

  if (!gtk_bitset_is_empty (changes))
    {
      guint first = gtk_bitset_get_minimum (changes);
      guint last = gtk_bitset_get_maximum (changes);

      gtk_selection_model_selection_changed (GTK_SELECTION_MODEL (self), first, last - first + 1);
    }
  if (!gtk_bitset_is_empty (changes) || self->current != old_current)
    g_signal_emit (self, signals[SELECTION_MOVED], 0);

  return TRUE;
}

static gboolean
change_range (DpPaperList *self,
              guint        position,
              guint        n_items,
              gboolean     unselect_rest,
              guint        cursor)
{
  g_autoptr (GtkBitset) selected = gtk_bitset_new_range (position, n_items);
  g_autoptr (GtkBitset) mask = NULL;

  if (unselect_rest)
    mask = gtk_bitset_new_range (0, self->n_items);
  else
    mask = gtk_bitset_ref (selected);

  return change_selection (self, selected, mask, cursor);
}

static gboolean
dp_paper_list_is_selected (GtkSelectionModel *model,
                           guint              position)
{
  return gtk_bitset_contains (DP_PAPER_LIST (model)->selected, position);
}

static GtkBitset *
dp_paper_list_get_selection_in_range (GtkSelectionModel *model,
                                      guint              position,
                                      guint              n_items)
{
  return gtk_bitset_ref (DP_PAPER_LIST (model)->selected);
}

static gboolean
dp_paper_list_select_item (GtkSelectionModel *model,
                           guint              position,
                           gboolean           unselect_rest)
{
  DpPaperList *self = DP_PAPER_LIST (model);

  if (position >= self->n_items)
    return FALSE;

  self->anchor = position;

  return change_range (self, position, 1, unselect_rest, position);
}

static gboolean
dp_paper_list_unselect_item (GtkSelectionModel *model,
                             guint              position)
{
  DpPaperList *self = DP_PAPER_LIST (model);
  g_autoptr (GtkBitset) selected = gtk_bitset_new_empty ();
  g_autoptr (GtkBitset) mask = NULL;

  if (position >= self->n_items)
    return FALSE;

  self->anchor = position;
  mask = gtk_bitset_new_range (position, 1);

  return change_selection (self, selected, mask, GTK_INVALID_LIST_POSITION);
}

static gboolean
dp_paper_list_select_range (GtkSelectionModel *model,
                            guint              position,
                            guint              n_items,
                            gboolean           unselect_rest)
{
  DpPaperList *self = DP_PAPER_LIST (model);

  if (n_items == 0 || position >= self->n_items || n_items > self->n_items - position)
    return FALSE;

  /* The cursor is at the other end than the anchor. */
  return change_range (self, position, n_items, unselect_rest,
                       self->anchor > position ? position : position + n_items - 1);
}

static gboolean
dp_paper_list_select_all (GtkSelectionModel *model)
{
  DpPaperList *self = DP_PAPER_LIST (model);

  /* The cursor stays where it is. */
  return change_range (self, 0, self->n_items, TRUE, GTK_INVALID_LIST_POSITION);
}

static gboolean
dp_paper_list_set_selection (GtkSelectionModel *model,
                             GtkBitset         *selected,
                             GtkBitset         *mask)
{
  DpPaperList *self = DP_PAPER_LIST (model);
  g_autoptr (GtkBitset) within = gtk_bitset_new_range (0, self->n_items);

  gtk_bitset_intersect (within, mask);

  return change_selection (self, selected, within, GTK_INVALID_LIST_POSITION);
}

static void
dp_paper_list_selection_model_init (GtkSelectionModelInterface *iface)
{
  iface->is_selected = dp_paper_list_is_selected;
  iface->get_selection_in_range = dp_paper_list_get_selection_in_range;
  iface->select_item = dp_paper_list_select_item;
  iface->unselect_item = dp_paper_list_unselect_item;
  iface->select_range = dp_paper_list_select_range;
  iface->select_all = dp_paper_list_select_all;
  iface->set_selection = dp_paper_list_set_selection;
}

static void
disown_slots (DpPaperList *self)
{
  GHashTableIter iter;
  gpointer       slot = NULL;

  g_hash_table_iter_init (&iter, self->slots);
  while (g_hash_table_iter_next (&iter, NULL, &slot))
    g_object_weak_unref (slot, slot_gone_cb, self);
}

static void
dp_paper_list_finalize (GObject *object)
{
  DpPaperList *self = DP_PAPER_LIST (object);

  disown_slots (self);
  g_clear_pointer (&self->slots, g_hash_table_unref);
  g_clear_pointer (&self->cache, dp_paper_row_cache_free);
  g_clear_pointer (&self->selected, gtk_bitset_unref);
  g_clear_pointer (&self->remembered, dp_rowid_set_free);
  g_clear_pointer (&self->order, dp_order_unref);

  G_OBJECT_CLASS (dp_paper_list_parent_class)->finalize (object);
}

static void
dp_paper_list_class_init (DpPaperListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = dp_paper_list_finalize;

  /**
   * DpPaperList::shrinking:
   * @n_items: how many will be left
   *
   * The list is about to tell that its tail went. GTK rebuilds every row when it
   * looks at that tail, so who shows the list had better scroll away now. The
   * items that stay already hold the new order's papers.
   */
  signals[SHRINKING] =
    g_signal_new ("shrinking", G_OBJECT_CLASS_TYPE (klass), G_SIGNAL_RUN_LAST, 0,
                  NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);

  /**
   * DpPaperList::selection-moved:
   *
   * Other papers are selected, or another one is current. Not emitted when the
   * same papers only have other positions, as ::selection-changed is.
   */
  signals[SELECTION_MOVED] =
    g_signal_new ("selection-moved", G_OBJECT_CLASS_TYPE (klass), G_SIGNAL_RUN_LAST, 0,
                  NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * DpPaperList::load-failed:
   * @error: what went wrong
   *
   * Rows could not be read, and are empty.
   */
  signals[LOAD_FAILED] =
    g_signal_new ("load-failed", G_OBJECT_CLASS_TYPE (klass), G_SIGNAL_RUN_LAST, 0,
                  NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
dp_paper_list_init (DpPaperList *self)
{
  self->order = dp_order_new_empty ();
  self->cache = dp_paper_row_cache_new (MAX_CACHED);
  self->slots = g_hash_table_new (NULL, NULL);
  self->selected = gtk_bitset_new_empty ();
  self->current_position = GTK_INVALID_LIST_POSITION;
}

/**
 * dp_paper_list_new:
 *
 * Makes an empty list, which lives on the thread that shows it.
 *
 * Returns: (transfer full): a list
 */
DpPaperList *
dp_paper_list_new (void)
{
  return g_object_new (DP_TYPE_PAPER_LIST, NULL);
}

/**
 * dp_paper_list_set_loader:
 * @self: a list
 * @load: (nullable) (scope forever) (closure user_data): reads rows; %NULL leaves them empty
 * @user_data: handed to @load; must stay until another is set
 *
 * Says where the rows' records come from, and reads them anew.
 */
void
dp_paper_list_set_loader (DpPaperList    *self,
                          DpPaperListLoad load,
                          gpointer        user_data)
{
  g_return_if_fail (DP_IS_PAPER_LIST (self));

  self->load = load;
  self->load_data = user_data;
  dp_paper_list_invalidate (self, NULL, 0);
}

/**
 * dp_paper_list_set_group:
 * @self: a list
 * @group: (nullable) (scope forever) (closure user_data): names a paper's group; %NULL for no groups
 * @user_data: handed to @group; must stay until another is set
 *
 * Gives the slots where a group begins its name as heading, now and in every order to come.
 */
void
dp_paper_list_set_group (DpPaperList     *self,
                         DpPaperListGroup group,
                         gpointer         user_data)
{
  g_return_if_fail (DP_IS_PAPER_LIST (self));

  self->group = group;
  self->group_data = user_data;
  fill_slots (self);
}

/**
 * dp_paper_list_get_order:
 * @self: a list
 *
 * Returns: (transfer none): the order that is shown
 */
DpOrder *
dp_paper_list_get_order (DpPaperList *self)
{
  g_return_val_if_fail (DP_IS_PAPER_LIST (self), NULL);

  return self->order;
}

/* Keeps the selection as papers before its positions lose their meaning. */
static void
remember_selection (DpPaperList *self)
{
  GtkBitsetIter iter;
  guint         position = 0;

  if (self->remembered != NULL)
    return;

  self->remembered = dp_rowid_set_new ();
  for (gboolean valid = gtk_bitset_iter_init_first (&iter, self->selected, &position); valid;
       valid = gtk_bitset_iter_next (&iter, &position))
    dp_rowid_set_add (self->remembered, dp_order_get_rowid (self->order, position));
}

/* Makes positions of the remembered papers; one pass over the order when they are many. */
static void
recall_selection (DpPaperList *self)
{
  guint          n_remembered = dp_rowid_set_get_size (self->remembered);
  guint          length = dp_order_get_length (self->order);
  const guint32 *rowids = dp_order_get_rowids (self->order);
  guint          hint = self->current_position;
  guint          found = 0;

  gtk_bitset_remove_all (self->selected);
  self->current_position = GTK_INVALID_LIST_POSITION;

  if (self->current != 0)
    self->current_position = dp_order_find (self->order, self->current, hint);
  if (self->current_position != GTK_INVALID_LIST_POSITION)
    {
      gtk_bitset_add (self->selected, self->current_position);
      found = 1;
    }
  else if (n_remembered == 1)
    {
      return;
    }

  for (guint i = 0; found < n_remembered && i < length; i++)
    if (rowids[i] != self->current && dp_rowid_set_contains (self->remembered, rowids[i]))
      {
        gtk_bitset_add (self->selected, i);
        found++;
      }
}

/* Tells how long the list is now: at its tail, the items before it stay. */
static void
announce_length (DpPaperList *self)
{
  guint old_length = self->n_items;
  guint length = dp_order_get_length (self->order);

  if (length < old_length)
    {
      g_signal_emit (self, signals[SHRINKING], 0, length);
      self->n_items = length;
      g_list_model_items_changed (G_LIST_MODEL (self), length, old_length - length, 0);
    }
  else if (length > old_length)
    {
      self->n_items = length;
      g_list_model_items_changed (G_LIST_MODEL (self), old_length, 0, length - old_length);
    }
}

/**
 * dp_paper_list_set_order:
 * @self: a list
 * @order: (transfer none): what to show from now on
 *
 * Shows other papers, or the same in another order. The papers that were selected
 * are so still, wherever they are now, and the ones that are not in the list any
 * more will be again when they come back before the user selects something else.
 */
void
dp_paper_list_set_order (DpPaperList *self,
                         DpOrder     *order)
{
  guint    n_remembered = 0;
  gboolean was_whole = FALSE;
  gboolean is_whole = FALSE;
  guint32  old_current = 0;

  g_return_if_fail (DP_IS_PAPER_LIST (self));
  g_return_if_fail (order != NULL);

  if (self->order == order)
    return;

  /* It is the same papers that are selected as long as all that are remembered are here. */
  remember_selection (self);
  n_remembered = dp_rowid_set_get_size (self->remembered);
  was_whole = gtk_bitset_get_size (self->selected) == n_remembered;
  old_current = dp_paper_list_get_current (self);

  dp_order_ref (order);
  dp_order_unref (self->order);
  self->order = order;

  recall_selection (self);
  fill_slots (self);
  announce_length (self);

  if (self->n_items > 0 && n_remembered > 0)
    gtk_selection_model_selection_changed (GTK_SELECTION_MODEL (self), 0, self->n_items);

  is_whole = gtk_bitset_get_size (self->selected) == n_remembered;
  if (!was_whole || !is_whole || dp_paper_list_get_current (self) != old_current)
    g_signal_emit (self, signals[SELECTION_MOVED], 0);
}

static int
compare_rowids (const void *a,
                const void *b)
{
  const guint32 *first = a;
  const guint32 *second = b;

  return (*first > *second) - (*first < *second);
}

static gboolean
any_slot_holds (DpPaperList   *self,
                const guint32 *rowids,
                guint          n_rowids)
{
  GHashTableIter iter;
  gpointer       slot = NULL;

  g_hash_table_iter_init (&iter, self->slots);
  while (g_hash_table_iter_next (&iter, NULL, &slot))
    {
      guint32 rowid = dp_paper_slot_get_rowid (slot);

      if (bsearch (&rowid, rowids, n_rowids, sizeof rowid, compare_rowids) != NULL)
        return TRUE;
    }

  return FALSE;
}

/**
 * dp_paper_list_invalidate:
 * @self: a list
 * @rowids: (nullable) (array length=n_rowids): the papers that changed, ascending; %NULL
 *   when it is not known which
 * @n_rowids: how many
 *
 * Forgets what was read of these papers, and reads those again that are held.
 */
void
dp_paper_list_invalidate (DpPaperList   *self,
                          const guint32 *rowids,
                          guint          n_rowids)
{
  g_return_if_fail (DP_IS_PAPER_LIST (self));

  if (rowids == NULL)
    {
      dp_paper_row_cache_clear (self->cache);
      fill_slots (self);
      return;
    }

  for (guint i = 0; i < n_rowids; i++)
    dp_paper_row_cache_remove (self->cache, rowids[i]);
  /* A group also depends on the paper before. */
  if (self->group != NULL || any_slot_holds (self, rowids, n_rowids))
    fill_slots (self);
}

/**
 * dp_paper_list_select:
 * @self: a list
 * @rowid: a paper; 0 for none
 *
 * Selects a paper alone and makes it current. When it is not in the list it is
 * remembered, and selected once it is, unless the user selects something else
 * before.
 */
void
dp_paper_list_select (DpPaperList *self,
                      guint32      rowid)
{
  g_autoptr (GtkBitset) before = NULL;
  guint32 old_current = 0;

  g_return_if_fail (DP_IS_PAPER_LIST (self));

  before = gtk_bitset_copy (self->selected);
  old_current = dp_paper_list_get_current (self);

  g_clear_pointer (&self->remembered, dp_rowid_set_free);
  self->remembered = dp_rowid_set_new ();
  if (rowid != 0)
    dp_rowid_set_add (self->remembered, rowid);
  self->current = rowid;
  recall_selection (self);

  if (gtk_bitset_equals (before, self->selected) && dp_paper_list_get_current (self) == old_current)
    return;

  gtk_selection_model_selection_changed (GTK_SELECTION_MODEL (self), 0, self->n_items);
  g_signal_emit (self, signals[SELECTION_MOVED], 0);
}

/**
 * dp_paper_list_get_current:
 * @self: a list
 *
 * Returns: the rowid of the current paper; 0 when none in the list is
 */
guint32
dp_paper_list_get_current (DpPaperList *self)
{
  g_return_val_if_fail (DP_IS_PAPER_LIST (self), 0);

  return self->current_position != GTK_INVALID_LIST_POSITION ? self->current : 0;
}

/**
 * dp_paper_list_get_current_position:
 * @self: a list
 *
 * Returns: where the current paper is; %GTK_INVALID_LIST_POSITION for nowhere
 */
guint
dp_paper_list_get_current_position (DpPaperList *self)
{
  g_return_val_if_fail (DP_IS_PAPER_LIST (self), GTK_INVALID_LIST_POSITION);

  return self->current_position;
}

/**
 * dp_paper_list_dup_selected:
 * @self: a list
 *
 * Returns: (transfer full) (element-type guint32): the selected papers of the list, in its order
 */
GArray *
dp_paper_list_dup_selected (DpPaperList *self)
{
  GArray       *rowids = NULL;
  GtkBitsetIter iter;
  guint         position = 0;

  g_return_val_if_fail (DP_IS_PAPER_LIST (self), NULL);

  rowids = g_array_sized_new (FALSE, FALSE, sizeof (guint32), gtk_bitset_get_size (self->selected));
  for (gboolean valid = gtk_bitset_iter_init_first (&iter, self->selected, &position); valid;
       valid = gtk_bitset_iter_next (&iter, &position))
    {
      guint32 rowid = dp_order_get_rowid (self->order, position);

      g_array_append_val (rowids, rowid);
    }

  return rowids;
}
