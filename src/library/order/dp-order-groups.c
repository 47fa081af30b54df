/* dp-order-groups.c: sorting by what is a set of papers
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "library/order/dp-order-groups.h"

#include "library/order/dp-order-edit.h"
#include "library/paper/dp-paper-relations.h"
#include "model/dp-link.h"
#include "model/dp-text.h"

#include <string.h>

/* Bookmarks, read marks, topics, tags and tasks change with every key that is pressed,
 * so they have no order that is kept. Each says of a paper to which of a few
 * groups it belongs, and the order by date is dealt out into these. */

#define NO_LABEL 0

/* Which label each paper has: 0 for none, else an index into @labels. */
typedef struct
{
  GArray     *by_rowid; /* of guint32 */
  GArray     *ranks;    /* of gint64: how far to the front the label stood of those a paper has */
  GPtrArray  *labels;   /* of char (owned), sort keys; the one at 0 is of no label */
  GHashTable *indexes;  /* name (owned) → index */
} Labels;

static void
labels_init (Labels *self)
{
  self->by_rowid = g_array_new (FALSE, TRUE, sizeof (guint32));
  self->ranks = g_array_new (FALSE, TRUE, sizeof (gint64));
  self->labels = g_ptr_array_new_with_free_func (g_free);
  self->indexes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_ptr_array_add (self->labels, g_strdup (""));
}

static void
labels_clear (Labels *self)
{
  g_clear_pointer (&self->by_rowid, g_array_unref);
  g_clear_pointer (&self->ranks, g_array_unref);
  g_clear_pointer (&self->labels, g_ptr_array_unref);
  g_clear_pointer (&self->indexes, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Labels, labels_clear)

static guint32
find_label (Labels     *self,
            const char *name)
{
  guint32 index = GPOINTER_TO_UINT (g_hash_table_lookup (self->indexes, name));

  if (index == NO_LABEL)
    {
      index = self->labels->len;
      g_ptr_array_add (self->labels, dp_text_sort_key (name));
      g_hash_table_insert (self->indexes, g_strdup (name), GUINT_TO_POINTER (index));
    }

  return index;
}

/* Of several labels the one of the least rank counts. */
static void
add_label (Labels     *self,
           guint32     rowid,
           gint64      rank,
           const char *name)
{
  if (rowid >= self->by_rowid->len)
    {
      g_array_set_size (self->by_rowid, rowid + 1);
      g_array_set_size (self->ranks, rowid + 1);
    }

  if (g_array_index (self->by_rowid, guint32, rowid) == NO_LABEL ||
      rank < g_array_index (self->ranks, gint64, rowid))
    {
      g_array_index (self->by_rowid, guint32, rowid) = find_label (self, name);
      g_array_index (self->ranks, gint64, rowid) = rank;
    }
}

static const char *
get_sql (DpSortKey key)
{
  switch (key)
    {
    case DP_SORT_STAR:
      return "SELECT paper FROM bookmark WHERE state = 1";

    case DP_SORT_UNREAD:
      return "SELECT paper FROM read_mark WHERE state = 1";

    /* In the order in which a paper's row names them: the first to come is the one
     * that counts, as all ranks are alike. */
    case DP_SORT_TOPICS:
      return "SELECT paper, 0, name FROM topic JOIN topic_paper ON topic = topic.id WHERE state = 1 ORDER BY name_key";

    case DP_SORT_TASKS:
      return "SELECT paper, position, name FROM paper_task ORDER BY paper, position, name";

    case DP_SORT_TAGS:
      return "SELECT paper, 0, name FROM tag JOIN paper_tag ON tag = tag.id WHERE state = 1 ORDER BY name_key";

    /* Of these the one that a paper's row shows comes first, see dp-paper-relations.c. */
    case DP_SORT_SUMMARY:
      return "SELECT paper, 0, substr (text, 1, 48) FROM paper_summary ORDER BY paper, " DP_PAPER_SUMMARY_ORDER;

    case DP_SORT_CODE:
      return "SELECT paper, 0, url FROM paper_link WHERE kind IN ('github', 'code')"
             "  ORDER BY paper, kind = 'github' DESC, source DESC, url";

    case DP_SORT_MODELS:
      return "SELECT paper, 0, url FROM paper_link WHERE kind = 'model' ORDER BY paper, source DESC, url";

    case DP_SORT_DATE:
    case DP_SORT_TITLE:
    case DP_SORT_AUTHOR:
    case DP_SORT_CATEGORY:
    case DP_SORT_COMMENT:
    case DP_SORT_UPVOTES:
    case DP_SORT_STARS:
    case DP_SORT_DAY:
    case DP_SORT_NEAREST:
      break;
    }

  g_return_val_if_reached (NULL);
}

/* What is shown of it. */
static char *
dup_name (DpSortKey   key,
          const char *text)
{
  return key == DP_SORT_CODE || key == DP_SORT_MODELS ? dp_link_dup_name (text) : g_strdup (text);
}

static gboolean
read_labels (Labels     *self,
             DpDatabase *database,
             DpSortKey   key,
             GError    **error)
{
  g_autoptr (DpStatement) statement = dp_database_prepare (database, get_sql (key), error);
  DpStep step = DP_STEP_DONE;

  if (statement == NULL)
    return FALSE;

  while ((step = dp_statement_step (statement, error)) == DP_STEP_ROW)
    {
      g_autofree char *name = dup_name (key, dp_statement_get_text (statement, 2));

      add_label (self, dp_statement_get_int64 (statement, 0), dp_statement_get_int64 (statement, 1), name);
    }

  return step == DP_STEP_DONE;
}

static int
compare_labels_cb (gconstpointer a,
                   gconstpointer b,
                   gpointer      user_data)
{
  const Labels *labels = user_data;

  return strcmp (labels->labels->pdata[*(const guint *)a], labels->labels->pdata[*(const guint *)b]);
}

/* For each label the number of its group; labels that sort alike share one. */
static guint *
number_groups (Labels  *self,
               gboolean descending,
               guint   *out_n_groups)
{
  guint  n_labels = self->labels->len - 1;
  guint *numbers = g_new0 (guint, n_labels + 1);
  g_autoptr (GArray) sorted = g_array_new (FALSE, FALSE, sizeof (guint));
  guint n_groups = 0;

  for (guint i = 1; i <= n_labels; i++)
    g_array_append_val (sorted, i);
  g_array_sort_with_data (sorted, compare_labels_cb, self);

  for (guint i = 0; i < n_labels; i++)
    {
      guint *label = &g_array_index (sorted, guint, i);

      if (i > 0 && compare_labels_cb (label - 1, label, self) != 0)
        n_groups++;
      numbers[*label] = n_groups;
    }
  if (n_labels > 0)
    n_groups++;

  if (descending)
    for (guint i = 1; i <= n_labels; i++)
      numbers[i] = n_groups - 1 - numbers[i];

  numbers[NO_LABEL] = n_groups; /* empty comes last */
  *out_n_groups = n_groups + 1;

  return numbers;
}

/* A sign sorts as a number does: those that have it are the greater ones, and
 * nothing is empty. */
static DpOrder *
sort_by_sign (DpDatabase *database,
              DpSortKey   key,
              gboolean    descending,
              DpOrder    *by_date,
              GError    **error)
{
  g_autoptr (DpStatement) statement = dp_database_prepare (database, get_sql (key), error);
  g_autoptr (DpRowidSet) marked = dp_rowid_set_new ();
  DpStep step = DP_STEP_DONE;

  if (statement == NULL)
    return NULL;

  while ((step = dp_statement_step (statement, error)) == DP_STEP_ROW)
    dp_rowid_set_add (marked, dp_statement_get_int64 (statement, 0));
  if (step == DP_STEP_ERROR)
    return NULL;

  /* Unread is to have no mark. */
  return dp_order_split (by_date, marked, key == DP_SORT_STAR ? descending : !descending);
}

/**
 * dp_order_groups_get_fields:
 * @key: a key without a rule
 *
 * Returns: the changes that may move a paper in a list by @key
 */
DpChangeFields
dp_order_groups_get_fields (DpSortKey key)
{
  switch (key)
    {
    case DP_SORT_STAR:
      return DP_CHANGE_BOOKMARK;

    case DP_SORT_UNREAD:
      return DP_CHANGE_READ;

    case DP_SORT_TOPICS:
      return DP_CHANGE_TOPICS | DP_CHANGE_TOPIC_LIST;

    case DP_SORT_TASKS:
      return DP_CHANGE_TASKS;

    case DP_SORT_TAGS:
      return DP_CHANGE_TAGS | DP_CHANGE_TAG_LIST;

    case DP_SORT_SUMMARY:
      return DP_CHANGE_TEXT;

    case DP_SORT_CODE:
    case DP_SORT_MODELS:
      return DP_CHANGE_LINKS;

    case DP_SORT_DATE:
    case DP_SORT_TITLE:
    case DP_SORT_AUTHOR:
    case DP_SORT_CATEGORY:
    case DP_SORT_COMMENT:
    case DP_SORT_UPVOTES:
    case DP_SORT_STARS:
    case DP_SORT_DAY:
    case DP_SORT_NEAREST:
      break;
    }

  g_return_val_if_reached (0);
}

/**
 * dp_order_groups_sort:
 * @database: the library
 * @key: a key without a rule
 * @descending: in which direction
 * @by_date: the papers to sort, newest first
 * @error: return location for a #DpLibraryError, or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (nullable): the same papers by @key
 */
DpOrder *
dp_order_groups_sort (DpDatabase *database,
                      DpSortKey   key,
                      gboolean    descending,
                      DpOrder    *by_date,
                      GError    **error)
{
  g_auto (Labels) labels = { 0 };
  g_autofree guint *numbers = NULL;
  guint             n_groups = 0;

  if (key == DP_SORT_STAR || key == DP_SORT_UNREAD)
    return sort_by_sign (database, key, descending, by_date, error);

  labels_init (&labels);
  if (!read_labels (&labels, database, key, error))
    return NULL;

  numbers = number_groups (&labels, descending, &n_groups);

  return dp_order_partition (by_date, (const guint32 *)(gpointer)labels.by_rowid->data,
                             labels.by_rowid->len, numbers, n_groups);
}
