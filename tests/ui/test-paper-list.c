/* test-paper-list.c: the list model and its selection, without a display
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/list/dp-paper-list.h"
#include "ui/list/dp-paper-row-cache.h"
#include "ui/list/dp-paper-slot.h"

/* Rows by hand: every paper below 1,000,000,000 exists, and each reading makes a new
 * record, so that it shows which rows were read again. */
typedef struct
{
  DpPaperList *list;
  guint        n_loads;
  gsize        n_loaded;
  gboolean     broken;
  guint32      odd; /* the paper that is in no group with others */
  GString     *log; /* the signals that were emitted */
} Fixture;

static GPtrArray *
load (const guint32 *rowids,
      gsize          n_rowids,
      gpointer       user_data,
      GError       **error)
{
  Fixture *fixture = user_data;
  g_autoptr (GPtrArray) papers = g_ptr_array_new_with_free_func ((GDestroyNotify)dp_paper_unref);

  fixture->n_loads++;
  fixture->n_loaded += n_rowids;
  if (fixture->broken)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, "Broken");
      return NULL;
    }

  for (gsize i = 0; i < n_rowids; i++)
    {
      DpPaper *paper = NULL;

      if (rowids[i] < 1000000000)
        {
          paper = dp_paper_new ();
          paper->rowid = rowids[i];
          paper->title = g_strdup_printf ("Paper %u", rowids[i]);
          paper->comment = g_strdup (rowids[i] == fixture->odd ? "odd" : NULL);
        }
      g_ptr_array_add (papers, paper);
    }

  return g_steal_pointer (&papers);
}

static void
items_changed_cb (GListModel *model,
                  guint       position,
                  guint       removed,
                  guint       added,
                  Fixture    *fixture)
{
  g_string_append_printf (fixture->log, "items %u -%u +%u;", position, removed, added);
}

static void
shrinking_cb (DpPaperList *list,
              guint        n_items,
              Fixture     *fixture)
{
  g_string_append_printf (fixture->log, "shrinking %u;", n_items);
}

static void
selection_moved_cb (DpPaperList *list,
                    Fixture     *fixture)
{
  g_string_append (fixture->log, "moved;");
}

static void
load_failed_cb (DpPaperList *list,
                GError      *error,
                Fixture     *fixture)
{
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FAILED);
  g_string_append (fixture->log, "failed;");
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  fixture->list = dp_paper_list_new ();
  fixture->log = g_string_new (NULL);
  dp_paper_list_set_loader (fixture->list, load, fixture);
  g_signal_connect (fixture->list, "items-changed", G_CALLBACK (items_changed_cb), fixture);
  g_signal_connect (fixture->list, "shrinking", G_CALLBACK (shrinking_cb), fixture);
  g_signal_connect (fixture->list, "selection-moved", G_CALLBACK (selection_moved_cb), fixture);
  g_signal_connect (fixture->list, "load-failed", G_CALLBACK (load_failed_cb), fixture);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  g_assert_finalize_object (fixture->list);
  g_string_free (fixture->log, TRUE);
}

/* What was emitted since the last call. */
static void
assert_log (Fixture    *fixture,
            const char *expected)
{
  g_assert_cmpstr (fixture->log->str, ==, expected);
  g_string_truncate (fixture->log, 0);
}

/* Shows rowids from @first on in steps of @step. */
static void
show (Fixture *fixture,
      guint    n_rowids,
      guint32  first,
      int      step)
{
  guint32 *rowids = g_new (guint32, n_rowids);
  g_autoptr (DpOrder) order = NULL;

  for (guint i = 0; i < n_rowids; i++)
    rowids[i] = first + i * step;
  order = dp_order_new_take (rowids, n_rowids);
  dp_paper_list_set_order (fixture->list, order);
}

static DpPaperSlot *
get_slot (Fixture *fixture,
          guint    position)
{
  return g_list_model_get_item (G_LIST_MODEL (fixture->list), position);
}

static void
assert_slot (DpPaperSlot *slot,
             guint32      rowid)
{
  g_assert_cmpuint (dp_paper_slot_get_rowid (slot), ==, rowid);
  g_assert_nonnull (dp_paper_slot_get_paper (slot));
  g_assert_cmpuint (dp_paper_slot_get_paper (slot)->rowid, ==, rowid);
}

static void
count_cb (guint *count)
{
  (*count)++;
}

static void
test_slots_stay_through_a_sort (Fixture      *fixture,
                                gconstpointer data)
{
  g_autoptr (DpPaperSlot) first = NULL;
  g_autoptr (DpPaperSlot) again = NULL;
  g_autoptr (DpPaperSlot) last = NULL;
  guint n_notified = 0;

  show (fixture, 10, 1, 1);
  assert_log (fixture, "items 0 -0 +10;");
  first = get_slot (fixture, 0);
  again = get_slot (fixture, 0);
  last = get_slot (fixture, 9);
  g_assert_true (first == again);
  g_assert_null (get_slot (fixture, 10));
  assert_slot (first, 1);
  assert_slot (last, 10);

  g_signal_connect_swapped (first, "notify::paper", G_CALLBACK (count_cb), &n_notified);
  show (fixture, 10, 10, -1);
  assert_log (fixture, ""); /* no items-changed at all */
  g_assert_cmpuint (n_notified, ==, 1);
  assert_slot (first, 10);
  assert_slot (last, 1);
  g_assert_cmpuint (fixture->n_loaded, ==, 10); /* all of them once */
}

static void
test_length_is_told_at_the_tail (Fixture      *fixture,
                                 gconstpointer data)
{
  g_autoptr (DpPaperSlot) first = NULL;
  g_autoptr (DpPaperSlot) gone = NULL;

  show (fixture, 5, 11, 1);
  first = get_slot (fixture, 0);
  gone = get_slot (fixture, 4);
  assert_log (fixture, "items 0 -0 +5;");

  show (fixture, 8, 8, 1); /* three came in above */
  assert_log (fixture, "items 5 -0 +3;");
  assert_slot (first, 8);

  show (fixture, 2, 20, 1);
  assert_log (fixture, "shrinking 2;items 2 -6 +0;");
  assert_slot (first, 20);
  g_assert_cmpuint (dp_paper_slot_get_rowid (gone), ==, 0);
  g_assert_null (dp_paper_slot_get_paper (gone));

  show (fixture, 0, 0, 1);
  assert_log (fixture, "shrinking 0;items 0 -2 +0;");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->list)), ==, 0);
}

static void
test_rows_are_read_in_blocks (Fixture      *fixture,
                              gconstpointer data)
{
  show (fixture, 1000000, 1, 1);
  g_assert_cmpuint (fixture->n_loads, ==, 0);

  for (guint i = 500000; i < 500200; i++)
    {
      g_autoptr (DpPaperSlot) slot = get_slot (fixture, i);

      assert_slot (slot, i + 1);
    }
  g_assert_cmpuint (fixture->n_loads, <=, 3);
  g_assert_cmpuint (fixture->n_loaded, <=, 3 * 128);

  /* Far more than is kept. */
  for (guint i = 0; i < 5000; i++)
    {
      g_autoptr (DpPaperSlot) slot = get_slot (fixture, i);

      assert_slot (slot, i + 1);
    }
  g_assert_cmpuint (fixture->n_loads, <=, 3 + 5000 / 128 + 1);
}

static void
test_selecting_all_reads_nothing (Fixture      *fixture,
                                  gconstpointer data)
{
  g_autoptr (GArray) selected = NULL;

  show (fixture, 1000000, 1, 1);
  g_string_truncate (fixture->log, 0);
  g_assert_true (gtk_selection_model_select_all (GTK_SELECTION_MODEL (fixture->list)));
  assert_log (fixture, "moved;");
  g_assert_true (gtk_selection_model_is_selected (GTK_SELECTION_MODEL (fixture->list), 999999));
  selected = dp_paper_list_dup_selected (fixture->list);
  g_assert_cmpuint (selected->len, ==, 1000000);

  show (fixture, 1000000, 1000000, -1);
  g_assert_true (gtk_selection_model_is_selected (GTK_SELECTION_MODEL (fixture->list), 0));
  g_assert_true (gtk_selection_model_is_selected (GTK_SELECTION_MODEL (fixture->list), 999999));
  g_assert_cmpuint (fixture->n_loads, ==, 0);
}

static void
test_selection_follows_the_papers (Fixture      *fixture,
                                   gconstpointer data)
{
  GtkSelectionModel *model = GTK_SELECTION_MODEL (fixture->list);
  g_autoptr (GArray) selected = NULL;

  show (fixture, 10, 1, 1);
  gtk_selection_model_select_item (model, 2, TRUE);
  gtk_selection_model_select_item (model, 4, FALSE);
  g_assert_cmpuint (dp_paper_list_get_current (fixture->list), ==, 5);
  g_string_truncate (fixture->log, 0);

  show (fixture, 10, 10, -1);
  assert_log (fixture, ""); /* the same papers */
  g_assert_true (gtk_selection_model_is_selected (model, 7));
  g_assert_true (gtk_selection_model_is_selected (model, 5));
  g_assert_false (gtk_selection_model_is_selected (model, 2));
  g_assert_cmpuint (dp_paper_list_get_current_position (fixture->list), ==, 5);
  selected = dp_paper_list_dup_selected (fixture->list);
  g_assert_cmpuint (selected->len, ==, 2);
  g_assert_cmpuint (g_array_index (selected, guint32, 0), ==, 5);
  g_assert_cmpuint (g_array_index (selected, guint32, 1), ==, 3);
}

static void
test_selection_outlives_a_search (Fixture      *fixture,
                                  gconstpointer data)
{
  GtkSelectionModel *model = GTK_SELECTION_MODEL (fixture->list);

  show (fixture, 10, 1, 1);
  gtk_selection_model_select_item (model, 4, TRUE);
  g_string_truncate (fixture->log, 0);

  show (fixture, 2, 7, 1);
  assert_log (fixture, "shrinking 2;items 2 -8 +0;moved;");
  g_assert_cmpuint (dp_paper_list_get_current (fixture->list), ==, 0);
  g_assert_false (gtk_selection_model_is_selected (model, 0));
  g_assert_false (gtk_selection_model_is_selected (model, 4));

  show (fixture, 10, 1, 1);
  assert_log (fixture, "items 2 -0 +8;moved;");
  g_assert_cmpuint (dp_paper_list_get_current (fixture->list), ==, 5);
  g_assert_true (gtk_selection_model_is_selected (model, 4));

  /* All of several. */
  gtk_selection_model_select_item (model, 1, FALSE);
  show (fixture, 2, 7, 1);
  show (fixture, 10, 10, -1);
  g_assert_true (gtk_selection_model_is_selected (model, 8));
  g_assert_true (gtk_selection_model_is_selected (model, 5));
  g_assert_cmpuint (dp_paper_list_get_current (fixture->list), ==, 2);

  /* Unless the user selects another. */
  show (fixture, 2, 7, 1);
  gtk_selection_model_select_item (model, 1, TRUE);
  show (fixture, 10, 1, 1);
  g_assert_cmpuint (dp_paper_list_get_current (fixture->list), ==, 8);
  g_assert_false (gtk_selection_model_is_selected (model, 4));
}

static void
test_cursor_is_where_a_range_ends (Fixture      *fixture,
                                   gconstpointer data)
{
  GtkSelectionModel *model = GTK_SELECTION_MODEL (fixture->list);
  g_autoptr (GtkBitset) none = gtk_bitset_new_empty ();
  g_autoptr (GtkBitset) mask = gtk_bitset_new_range (0, G_MAXUINT);

  show (fixture, 20, 1, 1);
  gtk_selection_model_select_item (model, 5, TRUE);
  gtk_selection_model_select_range (model, 5, 4, TRUE); /* Shift and down to 8 */
  g_assert_cmpuint (dp_paper_list_get_current_position (fixture->list), ==, 8);
  gtk_selection_model_select_range (model, 5, 2, TRUE); /* and up to 6 */
  g_assert_cmpuint (dp_paper_list_get_current_position (fixture->list), ==, 6);
  gtk_selection_model_select_range (model, 3, 3, TRUE); /* and up to 3 */
  g_assert_cmpuint (dp_paper_list_get_current_position (fixture->list), ==, 3);
  g_assert_false (gtk_selection_model_is_selected (model, 6));

  /* A current paper is a selected one. */
  gtk_selection_model_unselect_item (model, 3);
  g_assert_cmpuint (dp_paper_list_get_current_position (fixture->list), ==, 4);
  gtk_selection_model_set_selection (model, none, mask);
  g_assert_cmpuint (dp_paper_list_get_current (fixture->list), ==, 0);

  g_assert_false (gtk_selection_model_select_range (model, 18, 3, TRUE));
  g_assert_false (gtk_selection_model_select_item (model, 20, TRUE));
}

static void
test_asked_for_paper_waits (Fixture      *fixture,
                            gconstpointer data)
{
  dp_paper_list_select (fixture->list, 7);
  g_assert_cmpuint (dp_paper_list_get_current (fixture->list), ==, 0);
  show (fixture, 3, 1, 1);
  g_assert_cmpuint (dp_paper_list_get_current (fixture->list), ==, 0);
  show (fixture, 10, 1, 1);
  g_assert_cmpuint (dp_paper_list_get_current (fixture->list), ==, 7);
  g_assert_cmpuint (dp_paper_list_get_current_position (fixture->list), ==, 6);

  dp_paper_list_select (fixture->list, 0);
  g_assert_cmpuint (dp_paper_list_get_current (fixture->list), ==, 0);
  g_assert_false (gtk_selection_model_is_selected (GTK_SELECTION_MODEL (fixture->list), 6));
}

static void
test_changed_rows_are_read_again (Fixture      *fixture,
                                  gconstpointer data)
{
  const guint32 unseen[] = { 500, 501 };
  const guint32 seen[] = { 1, 3 };
  g_autoptr (DpPaperSlot) first = NULL;
  g_autoptr (DpPaperSlot) second = NULL;
  DpPaper *before = NULL;
  DpPaper *beside = NULL;

  show (fixture, 1000, 1, 1);
  first = get_slot (fixture, 0);
  second = get_slot (fixture, 1);
  before = dp_paper_slot_get_paper (first);
  beside = dp_paper_slot_get_paper (second);
  fixture->n_loads = fixture->n_loaded = 0;

  dp_paper_list_invalidate (fixture->list, unseen, G_N_ELEMENTS (unseen));
  g_assert_cmpuint (fixture->n_loads, ==, 0);

  dp_paper_list_invalidate (fixture->list, seen, G_N_ELEMENTS (seen));
  g_assert_cmpuint (fixture->n_loaded, ==, 1);
  g_assert_true (dp_paper_slot_get_paper (first) != before);
  g_assert_true (dp_paper_slot_get_paper (second) == beside);

  dp_paper_list_invalidate (fixture->list, NULL, 0);
  g_assert_cmpuint (fixture->n_loaded, ==, 3);
}

static void
test_missing_and_broken_rows_are_empty (Fixture      *fixture,
                                        gconstpointer data)
{
  g_autoptr (DpPaperSlot) gone = NULL;
  g_autoptr (DpPaperSlot) broken = NULL;

  show (fixture, 200, 1000000000 - 1, 1);
  gone = get_slot (fixture, 1);
  g_assert_null (dp_paper_slot_get_paper (gone));
  g_assert_cmpuint (dp_paper_slot_get_rowid (gone), ==, 1000000000);

  fixture->broken = TRUE;
  g_string_truncate (fixture->log, 0);
  broken = get_slot (fixture, 150);
  g_assert_null (dp_paper_slot_get_paper (broken));
  assert_log (fixture, "failed;");
}

static void
test_slot_outlives_its_list (Fixture      *fixture,
                             gconstpointer data)
{
  DpPaperList *list = dp_paper_list_new ();
  g_autoptr (DpOrder) order = dp_order_new_take (g_new0 (guint32, 1), 1);
  DpPaperSlot *slot = NULL;

  dp_paper_list_set_order (list, order);
  slot = g_list_model_get_item (G_LIST_MODEL (list), 0);
  g_assert_finalize_object (list);
  g_assert_finalize_object (slot);
}

static void
test_cache_drops_what_was_not_used (void)
{
  g_autoptr (DpPaperRowCache) cache = dp_paper_row_cache_new (2);
  g_autoptr (DpPaper) paper = dp_paper_new ();

  dp_paper_row_cache_insert (cache, 1, paper);
  dp_paper_row_cache_insert (cache, 2, paper);
  g_assert_nonnull (dp_paper_row_cache_lookup (cache, 1));
  dp_paper_row_cache_insert (cache, 3, paper);
  g_assert_nonnull (dp_paper_row_cache_lookup (cache, 1));
  g_assert_null (dp_paper_row_cache_lookup (cache, 2));
  g_assert_nonnull (dp_paper_row_cache_lookup (cache, 3));

  dp_paper_row_cache_remove (cache, 2); /* nothing happens */
  dp_paper_row_cache_remove (cache, 1);
  g_assert_null (dp_paper_row_cache_lookup (cache, 1));
  dp_paper_row_cache_clear (cache);
  g_assert_null (dp_paper_row_cache_lookup (cache, 3));
  dp_paper_row_cache_insert (cache, 4, paper);
  g_assert_nonnull (dp_paper_row_cache_lookup (cache, 4));
}

static char *
dup_group_cb (const DpPaper *paper,
              gpointer       user_data)
{
  return paper->comment != NULL ? g_strdup (paper->comment) : g_strdup_printf ("Tens %u", paper->rowid / 10);
}

/* A slot by itself: nobody asked for the one before. */
static void
assert_heading (Fixture    *fixture,
                guint       position,
                const char *heading)
{
  g_autoptr (DpPaperSlot) slot = get_slot (fixture, position);

  g_assert_cmpstr (dp_paper_slot_get_heading (slot), ==, heading);
}

static void
test_headings_are_where_groups_begin (Fixture      *fixture,
                                      gconstpointer data)
{
  g_autoptr (DpPaperSlot) slot = NULL;

  show (fixture, 1000, 1, 1);
  assert_heading (fixture, 9, NULL);
  dp_paper_list_set_group (fixture->list, dup_group_cb, NULL);
  assert_heading (fixture, 0, "Tens 0");
  assert_heading (fixture, 8, NULL);
  assert_heading (fixture, 9, "Tens 1");
  assert_heading (fixture, 384, NULL); /* the first of what is read at once: so is the one before */
  assert_heading (fixture, 639, "Tens 64");

  slot = get_slot (fixture, 9);
  show (fixture, 1000, 3, 1); /* two went */
  g_assert_cmpstr (dp_paper_slot_get_heading (slot), ==, NULL);
  assert_heading (fixture, 7, "Tens 1");
  show (fixture, 1000, 1, 1); /* and came again */
  g_assert_cmpstr (dp_paper_slot_get_heading (slot), ==, "Tens 1");
  show (fixture, 1000, 1000, -1);
  g_assert_cmpstr (dp_paper_slot_get_heading (slot), ==, NULL);
  assert_heading (fixture, 1, "Tens 99");
  show (fixture, 5, 1, 1);
  g_assert_cmpstr (dp_paper_slot_get_heading (slot), ==, NULL);

  dp_paper_list_set_group (fixture->list, NULL, NULL);
  assert_heading (fixture, 0, NULL);
}

static void
test_heading_follows_the_paper_before (Fixture      *fixture,
                                       gconstpointer data)
{
  const guint32 before = 5;
  g_autoptr (DpPaperSlot) slot = NULL;

  dp_paper_list_set_group (fixture->list, dup_group_cb, NULL);
  show (fixture, 10, 1, 1);
  slot = get_slot (fixture, 5);
  g_assert_null (dp_paper_slot_get_heading (slot));

  fixture->odd = before;
  dp_paper_list_invalidate (fixture->list, &before, 1);
  g_assert_cmpstr (dp_paper_slot_get_heading (slot), ==, "Tens 0");
  assert_heading (fixture, 4, "odd");
}

#define ADD(path, test) g_test_add ("/paper-list/" path, Fixture, NULL, set_up, test, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("slots-stay-through-a-sort", test_slots_stay_through_a_sort);
  ADD ("length-is-told-at-the-tail", test_length_is_told_at_the_tail);
  ADD ("rows-are-read-in-blocks", test_rows_are_read_in_blocks);
  ADD ("selecting-all-reads-nothing", test_selecting_all_reads_nothing);
  ADD ("selection-follows-the-papers", test_selection_follows_the_papers);
  ADD ("selection-outlives-a-search", test_selection_outlives_a_search);
  ADD ("cursor-is-where-a-range-ends", test_cursor_is_where_a_range_ends);
  ADD ("asked-for-paper-waits", test_asked_for_paper_waits);
  ADD ("changed-rows-are-read-again", test_changed_rows_are_read_again);
  ADD ("missing-and-broken-rows-are-empty", test_missing_and_broken_rows_are_empty);
  ADD ("slot-outlives-its-list", test_slot_outlives_its_list);
  ADD ("headings-are-where-groups-begin", test_headings_are_where_groups_begin);
  ADD ("heading-follows-the-paper-before", test_heading_follows_the_paper_before);
  g_test_add_func ("/paper-row-cache/drops-what-was-not-used", test_cache_drops_what_was_not_used);

  return g_test_run ();
}
