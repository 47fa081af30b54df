/* dp-paper-view.c: the list of papers, in columns
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ui/list/dp-paper-view.h"

#include "ui/list/dp-paper-cell.h"
#include "ui/list/dp-paper-column-set.h"
#include "ui/list/dp-paper-follower.h"
#include "ui/list/dp-paper-scroller.h"
#include "ui/list/dp-paper-slot.h"

/* The widget joins the list model, the columns and what keeps the place in them, and
 * turns a listing's answers into orders that are shown. */

struct _DpPaperView
{
  GtkWidget parent_instance;

  DpPaperList      *list;
  DpPaperScroller  *scroller;
  DpPaperFollower  *follower; /* (nullable) */
  DpPaperColumnSet *columns;
  DpListQuery      *query; /* (nullable): what the order that is shown answers */
  gboolean          revised;
  DpGrouping        grouping;  /* what is wanted */
  gboolean          grouped;   /* the order that is shown has groups */
  DpHighlightQuery *highlight; /* (nullable): of the search in @query */
  int               room;      /* in pixels, for columns */
  guint             room_id;

  guint    last_position; /* where the cursor was, should its paper go; GTK_INVALID_LIST_POSITION */
  gboolean wanted;        /* a paper was asked for that the next list may hold */

  /* Template */
  GtkWidget     *scrolled_window;
  GtkColumnView *column_view;
};

G_DEFINE_FINAL_TYPE (DpPaperView, dp_paper_view, GTK_TYPE_WIDGET)

enum
{
  SORT_REQUESTED,
  STAR_TOGGLED,
  LINK_ACTIVATED,
  PAPER_ACTIVATED,
  SELECTION_CHANGED,
  LOAD_FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
selection_moved_cb (DpPaperView *self)
{
  guint current = dp_paper_list_get_current_position (self->list);

  if (current != GTK_INVALID_LIST_POSITION)
    {
      self->last_position = current;
      self->wanted = FALSE;
    }
  g_signal_emit (self, signals[SELECTION_CHANGED], 0);
}

static void
load_failed_cb (DpPaperView *self,
                GError      *error)
{
  g_signal_emit (self, signals[LOAD_FAILED], 0, error);
}

static void
sorter_changed_cb (DpPaperView *self)
{
  DpSortKey        key = DP_SORT_DATE;
  gboolean         descending = FALSE;
  g_autofree char *sort = NULL;

  if (!dp_paper_column_set_take_click (self->columns, &key))
    return;

  /* The same header again turns the order around, another one starts as suits it. */
  if (self->query != NULL && self->query->sort == key)
    descending = !self->query->descending;
  else
    dp_sort_parse (dp_sort_key_to_string (key), &key, &descending);

  sort = dp_sort_format (key, descending);
  g_signal_emit (self, signals[SORT_REQUESTED], 0, sort);
}

static void
activate_cb (DpPaperView *self,
             guint        position)
{
  if (position < dp_order_get_length (dp_paper_list_get_order (self->list)))
    g_signal_emit (self, signals[PAPER_ACTIVATED], 0,
                   dp_order_get_rowid (dp_paper_list_get_order (self->list), position));
}

static gboolean
query_tooltip_cb (DpPaperView *self,
                  int          x,
                  int          y,
                  gboolean     keyboard_mode,
                  GtkTooltip  *tooltip)
{
  GtkWidget       *widget = gtk_widget_pick (GTK_WIDGET (self->column_view), x, y, GTK_PICK_DEFAULT);
  g_autofree char *text = NULL;

  while (widget != NULL && widget != GTK_WIDGET (self->column_view) && !dp_paper_cell_is_one (widget))
    widget = gtk_widget_get_parent (widget);

  if (keyboard_mode || widget == NULL || widget == GTK_WIDGET (self->column_view))
    return FALSE;

  text = dp_paper_cell_dup_tooltip (widget);
  if (text == NULL || *text == '\0')
    return FALSE;

  gtk_tooltip_set_text (tooltip, text);

  return TRUE;
}

static void
toggle_bookmark_action (GtkWidget  *widget,
                        const char *action_name,
                        GVariant   *parameter)
{
  DpPaperView *self = DP_PAPER_VIEW (widget);
  guint32      rowid = g_variant_get_uint32 (parameter);
  guint        position = dp_order_find (dp_paper_list_get_order (self->list), rowid, self->last_position);
  g_autoptr (DpPaperSlot) slot = NULL;
  DpPaper *paper = NULL;

  if (position == DP_ORDER_NOT_FOUND)
    return;

  slot = g_list_model_get_item (G_LIST_MODEL (self->list), position);
  paper = dp_paper_slot_get_paper (slot);
  if (paper != NULL)
    g_signal_emit (self, signals[STAR_TOGGLED], 0, rowid, !paper->bookmarked);
}

static void
open_link_action (GtkWidget  *widget,
                  const char *action_name,
                  GVariant   *parameter)
{
  g_signal_emit (widget, signals[LINK_ACTIVATED], 0, g_variant_get_string (parameter, NULL));
}

static void
apply_room (gpointer user_data)
{
  DpPaperView *self = user_data;

  self->room_id = 0;
  dp_paper_column_set_set_room (self->columns, self->room);
}

static void
dp_paper_view_measure (GtkWidget     *widget,
                       GtkOrientation orientation,
                       int            for_size,
                       int           *minimum,
                       int           *natural,
                       int           *minimum_baseline,
                       int           *natural_baseline)
{
  DpPaperView *self = DP_PAPER_VIEW (widget);

  gtk_widget_measure (self->scrolled_window, orientation, for_size, minimum, natural, NULL, NULL);
}

/* A menu that opens on the view is its child, and GTK leaves it to the parent to give
 * it its place, and the height that its items turn out to need. */
static void
present_popovers (DpPaperView *self)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self));

  for (; child != NULL; child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_POPOVER (child))
      gtk_popover_present (GTK_POPOVER (child));
}

static void
dp_paper_view_size_allocate (GtkWidget *widget,
                             int        width,
                             int        height,
                             int        baseline)
{
  DpPaperView *self = DP_PAPER_VIEW (widget);

  gtk_widget_allocate (self->scrolled_window, width, height, baseline, NULL);
  present_popovers (self);

  /* Columns cannot come and go while they are laid out. */
  if (width != self->room)
    {
      self->room = width;
      if (self->room_id == 0)
        self->room_id = g_idle_add_once (apply_room, self);
    }
}

static void
dp_paper_view_system_setting_changed (GtkWidget       *widget,
                                      GtkSystemSetting setting)
{
  DpPaperView *self = DP_PAPER_VIEW (widget);

  GTK_WIDGET_CLASS (dp_paper_view_parent_class)->system_setting_changed (widget, setting);

  if (setting != GTK_SYSTEM_SETTING_ICON_THEME)
    dp_paper_column_set_rescale (self->columns);
}

static gboolean
dp_paper_view_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (dp_paper_scroller_get_list_view (DP_PAPER_VIEW (widget)->scroller));
}

/* GTK 4.8's list goes with Tab from row to row, to the last of them all; the arrows do
 * that. Tab leaves the list. */
static gboolean
dp_paper_view_focus (GtkWidget       *widget,
                     GtkDirectionType direction)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (widget));
  gboolean   is_tab = direction == GTK_DIR_TAB_FORWARD || direction == GTK_DIR_TAB_BACKWARD;

  if (is_tab && focus != NULL && gtk_widget_is_ancestor (focus, widget))
    return FALSE;

  return GTK_WIDGET_CLASS (dp_paper_view_parent_class)->focus (widget, direction);
}

static void
dp_paper_view_dispose (GObject *object)
{
  DpPaperView *self = DP_PAPER_VIEW (object);

  g_clear_handle_id (&self->room_id, g_source_remove);
  g_clear_pointer (&self->follower, dp_paper_follower_free);
  if (self->list != NULL)
    {
      dp_paper_list_set_group (self->list, NULL, NULL);
      dp_paper_list_set_loader (self->list, NULL, NULL);
    }
  if (self->columns != NULL)
    g_signal_handlers_disconnect_by_func (gtk_column_view_get_sorter (self->column_view), sorter_changed_cb, self);
  g_clear_pointer (&self->scroller, dp_paper_scroller_free);
  g_clear_pointer (&self->columns, dp_paper_column_set_free);
  g_clear_pointer (&self->scrolled_window, gtk_widget_unparent);
  g_clear_object (&self->list);

  G_OBJECT_CLASS (dp_paper_view_parent_class)->dispose (object);
}

static void
dp_paper_view_finalize (GObject *object)
{
  DpPaperView *self = DP_PAPER_VIEW (object);

  g_clear_pointer (&self->query, dp_list_query_free);
  g_clear_pointer (&self->highlight, dp_highlight_query_free);

  G_OBJECT_CLASS (dp_paper_view_parent_class)->finalize (object);
}

static void
install_signals (DpPaperViewClass *klass)
{
  GType type = G_OBJECT_CLASS_TYPE (klass);

  /**
   * DpPaperView::sort-requested:
   * @sort: what to sort by, for dp_sort_parse()
   *
   * A header was clicked. The view shows that sort once it is given such an order.
   */
  signals[SORT_REQUESTED] =
    g_signal_new ("sort-requested", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_STRING);

  /**
   * DpPaperView::star-toggled:
   * @rowid: the paper
   * @bookmarked: whether it shall be a bookmark
   *
   * The star of a row was clicked.
   */
  signals[STAR_TOGGLED] =
    g_signal_new ("star-toggled", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_BOOLEAN);

  /**
   * DpPaperView::link-activated:
   * @uri: where it leads
   *
   * A link of a row was clicked. What is selected stays.
   */
  signals[LINK_ACTIVATED] =
    g_signal_new ("link-activated", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_STRING);

  /**
   * DpPaperView::paper-activated:
   * @rowid: the paper
   *
   * A row was double-clicked, or Enter pressed on it.
   */
  signals[PAPER_ACTIVATED] =
    g_signal_new ("paper-activated", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_UINT);

  /**
   * DpPaperView::selection-changed:
   *
   * Other papers are selected, or another one has the cursor.
   */
  signals[SELECTION_CHANGED] =
    g_signal_new ("selection-changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);

  /**
   * DpPaperView::load-failed:
   * @error: what went wrong
   *
   * Rows could not be read from the library, and are empty.
   */
  signals[LOAD_FAILED] =
    g_signal_new ("load-failed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
dp_paper_view_class_init (DpPaperViewClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = dp_paper_view_dispose;
  object_class->finalize = dp_paper_view_finalize;
  widget_class->measure = dp_paper_view_measure;
  widget_class->size_allocate = dp_paper_view_size_allocate;
  widget_class->system_setting_changed = dp_paper_view_system_setting_changed;
  widget_class->grab_focus = dp_paper_view_grab_focus;
  widget_class->focus = dp_paper_view_focus;

  install_signals (klass);

  gtk_widget_class_install_action (widget_class, "paper.toggle-bookmark", "u", toggle_bookmark_action);
  gtk_widget_class_install_action (widget_class, "paper.open-link", "s", open_link_action);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/dailypapers/DailyPapers/dp-paper-view.ui");
  gtk_widget_class_bind_template_child (widget_class, DpPaperView, scrolled_window);
  gtk_widget_class_bind_template_child (widget_class, DpPaperView, column_view);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, query_tooltip_cb);
}

static void
dp_paper_view_init (DpPaperView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->last_position = GTK_INVALID_LIST_POSITION;
  self->list = dp_paper_list_new ();
  g_signal_connect_object (self->list, "selection-moved", G_CALLBACK (selection_moved_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "load-failed", G_CALLBACK (load_failed_cb), self, G_CONNECT_SWAPPED);

  self->columns = dp_paper_column_set_new (self->column_view, &self->revised, &self->highlight);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "columns", dp_paper_column_set_get_actions (self->columns));
  gtk_column_view_set_model (self->column_view, GTK_SELECTION_MODEL (self->list));
  self->scroller = dp_paper_scroller_new (self->column_view, self->list);
  g_signal_connect_object (gtk_column_view_get_sorter (self->column_view), "changed",
                           G_CALLBACK (sorter_changed_cb), self, G_CONNECT_SWAPPED);
}

/**
 * dp_paper_view_new:
 *
 * Makes a list without papers.
 *
 * Returns: (transfer full): a view
 */
GtkWidget *
dp_paper_view_new (void)
{
  return g_object_new (DP_TYPE_PAPER_VIEW, NULL);
}

/**
 * dp_paper_view_set_listing:
 * @self: a view
 * @library: (nullable) (transfer none): where rows are read; may be closed once it is not set here any more
 * @listing: (nullable) (transfer none): what is shown of it
 *
 * Shows a listing, whatever it answers, and what the library changes of its papers.
 * Without one the list is empty.
 */
void
dp_paper_view_set_listing (DpPaperView *self,
                           DpLibrary   *library,
                           DpListing   *listing)
{
  g_return_if_fail (DP_IS_PAPER_VIEW (self));
  g_return_if_fail ((library == NULL) == (listing == NULL));

  g_clear_pointer (&self->follower, dp_paper_follower_free);
  if (listing != NULL)
    {
      self->follower = dp_paper_follower_new (self, library, listing);
    }
  else
    {
      g_autoptr (DpOrder) empty = dp_order_new_empty ();

      dp_paper_view_show_order (self, empty, NULL, FALSE);
    }
}

/**
 * dp_paper_view_set_loader:
 * @self: a view
 * @load: (nullable) (scope forever) (closure user_data): see dp_paper_list_set_loader()
 * @user_data: handed to @load; must stay until another is set or the view is gone
 *
 * Says where rows are read from.
 */
void
dp_paper_view_set_loader (DpPaperView    *self,
                          DpPaperListLoad load,
                          gpointer        user_data)
{
  g_return_if_fail (DP_IS_PAPER_VIEW (self));

  dp_paper_list_set_loader (self->list, load, user_data);
}

/* How two answers hang together, which says what may move. */
typedef enum
{
  SAME_LIST,  /* papers came or went: nothing may */
  OTHER_VIEW, /* sorted or searched anew: the current paper stays in view */
  OTHER_LIST, /* begins at its top, nothing selected */
} Relation;

static Relation
compare_queries (const DpListQuery *old,
                 const DpListQuery *query)
{
  if (old == NULL || query == NULL)
    return old == query ? SAME_LIST : OTHER_LIST;
  if (dp_list_query_equal (old, query))
    return SAME_LIST;
  if (old->scope == query->scope && old->topic_id == query->topic_id && g_strcmp0 (old->day, query->day) == 0 &&
      g_strcmp0 (old->task, query->task) == 0 && g_strcmp0 (old->tag, query->tag) == 0 &&
      old->collection_id == query->collection_id && old->smart_id == query->smart_id)
    return OTHER_VIEW;

  return OTHER_LIST;
}

static char *
dup_group_cb (const DpPaper *paper,
              gpointer       user_data)
{
  const DpPaperView *self = user_data;

  return dp_paper_group_dup_name (paper, self->query->sort, self->revised);
}

/* @refill: the names of the groups may be others. */
static void
show_groups (DpPaperView *self,
             gboolean     refill)
{
  const DpListQuery *query = self->query;
  gboolean           grouped = query != NULL && dp_grouping_fits (self->grouping, query->sort, query->scope);

  if (grouped == self->grouped && !(grouped && refill))
    return;

  self->grouped = grouped;
  dp_paper_list_set_group (self->list, grouped ? dup_group_cb : NULL, self);
  dp_paper_column_set_show_groups (self->columns, grouped);
}

/* Another list has nothing to do with this one, but for a paper that was asked for. */
static void
forget_place (DpPaperView *self)
{
  self->last_position = GTK_INVALID_LIST_POSITION;
  if (!self->wanted)
    dp_paper_list_select (self->list, 0);
  self->wanted = FALSE;
}

static gboolean
has_other_search (const DpListQuery *a, /* (nullable) */
                  const DpListQuery *b) /* (nullable) */
{
  return g_strcmp0 (a != NULL ? a->search : NULL, b != NULL ? b->search : NULL) != 0;
}

/**
 * dp_paper_view_show_order:
 * @self: a view
 * @order: (transfer none): the papers, from first to last
 * @query: (nullable): what @order answers; tells a new sort from new papers
 * @revised: whether the list counts revisions as new, so that *Date* is the last version's
 *
 * Shows an order. While papers come and go those in view stay where they are; after a
 * sort or a search the current paper stays in view; another list begins at its top,
 * or at the paper that dp_paper_view_select() asked for since.
 */
void
dp_paper_view_show_order (DpPaperView       *self,
                          DpOrder           *order,
                          const DpListQuery *query,
                          gboolean           revised)
{
  Relation relation = SAME_LIST;
  gboolean looks_other = FALSE;

  g_return_if_fail (DP_IS_PAPER_VIEW (self));
  g_return_if_fail (order != NULL);

  relation = compare_queries (self->query, query);
  looks_other = self->revised != revised || has_other_search (self->query, query);

  g_clear_pointer (&self->query, dp_list_query_free);
  self->query = query != NULL ? dp_list_query_copy (query) : NULL;
  self->revised = revised;
  if (looks_other)
    {
      g_clear_pointer (&self->highlight, dp_highlight_query_free);
      self->highlight = dp_highlight_query_new (query != NULL ? query->search : NULL);
      dp_paper_scroller_refill (self->scroller);
    }

  show_groups (self, looks_other);
  if (relation == OTHER_LIST)
    forget_place (self);
  dp_paper_scroller_set_order (self->scroller, order, relation == SAME_LIST);

  if (query != NULL)
    dp_paper_column_set_show_sort (self->columns, query->sort, query->descending);
}

/**
 * dp_paper_view_set_grouping:
 * @self: a view
 * @grouping: by what the user wants lists to be grouped
 *
 * Says in lists whose sort fits it where groups begin, in a column of its own: rows keep
 * their height, so nothing moves. It asks for no other sort.
 */
void
dp_paper_view_set_grouping (DpPaperView *self,
                            DpGrouping   grouping)
{
  g_return_if_fail (DP_IS_PAPER_VIEW (self));

  self->grouping = grouping;
  show_groups (self, TRUE);
}

/**
 * dp_paper_view_invalidate:
 * @self: a view
 * @rowids: (nullable) (array length=n_rowids): the papers that changed, ascending; %NULL
 *   when it is not known which
 * @n_rowids: how many
 *
 * Shows these papers' rows as they are now.
 */
void
dp_paper_view_invalidate (DpPaperView   *self,
                          const guint32 *rowids,
                          guint          n_rowids)
{
  g_return_if_fail (DP_IS_PAPER_VIEW (self));

  dp_paper_list_invalidate (self->list, rowids, n_rowids);
}

/**
 * dp_paper_view_get_current:
 * @self: a view
 *
 * Returns: the rowid of the paper with the cursor; 0 when no paper of the list has it
 */
guint32
dp_paper_view_get_current (DpPaperView *self)
{
  g_return_val_if_fail (DP_IS_PAPER_VIEW (self), 0);

  return dp_paper_list_get_current (self->list);
}

/**
 * dp_paper_view_select:
 * @self: a view
 * @rowid: a paper; 0 for none
 *
 * Selects a paper alone and brings it into view, now or, unless the user selects
 * something else before, once a list holds it: this one or the next.
 */
void
dp_paper_view_select (DpPaperView *self,
                      guint32      rowid)
{
  g_return_if_fail (DP_IS_PAPER_VIEW (self));

  self->wanted = rowid != 0;
  dp_paper_list_select (self->list, rowid);
  dp_paper_scroller_show_current (self->scroller);
}

/* The row from which the cursor moves by @delta: its own; where its paper was, had it
 * gone; else so that it comes to the first row in view. */
static gint64
get_move_origin (DpPaperView *self,
                 int          delta)
{
  guint  current = dp_paper_list_get_current_position (self->list);
  gint64 origin = 0;

  if (current != GTK_INVALID_LIST_POSITION)
    return current;

  if (self->last_position != GTK_INVALID_LIST_POSITION)
    origin = self->last_position;
  else
    origin = dp_paper_scroller_get_first (self->scroller);

  /* The paper that took the place of one that went is the next. */
  return delta > 0 ? origin - 1 : origin;
}

/**
 * dp_paper_view_move:
 * @self: a view
 * @delta: rows, down when positive
 *
 * Moves the cursor and selects the paper it comes to alone, as the arrow keys do,
 * without needing the focus. Stays within the list.
 */
void
dp_paper_view_move (DpPaperView *self,
                    int          delta)
{
  gint64 n_items = 0;

  g_return_if_fail (DP_IS_PAPER_VIEW (self));

  n_items = g_list_model_get_n_items (G_LIST_MODEL (self->list));
  if (n_items > 0)
    dp_paper_scroller_move_to (self->scroller, (guint)CLAMP (get_move_origin (self, delta) + delta, 0, n_items - 1));
}

/**
 * dp_paper_view_dup_selected:
 * @self: a view
 *
 * Returns: (transfer full) (element-type guint32): the selected papers, in the list's order
 */
GArray *
dp_paper_view_dup_selected (DpPaperView *self)
{
  g_return_val_if_fail (DP_IS_PAPER_VIEW (self), NULL);

  return dp_paper_list_dup_selected (self->list);
}

/**
 * dp_paper_view_dup_columns:
 * @self: a view
 *
 * Returns: (transfer full): order, widths and visibility of the columns, for
 *   dp_paper_view_set_columns()
 */
char *
dp_paper_view_dup_columns (DpPaperView *self)
{
  g_return_val_if_fail (DP_IS_PAPER_VIEW (self), NULL);

  return dp_paper_column_set_to_string (self->columns);
}

/**
 * dp_paper_view_set_columns:
 * @self: a view
 * @columns: what dp_paper_view_dup_columns() gave, perhaps in another version
 *
 * Arranges the columns. What cannot be read of it is passed over.
 */
void
dp_paper_view_set_columns (DpPaperView *self,
                           const char  *columns)
{
  g_return_if_fail (DP_IS_PAPER_VIEW (self));
  g_return_if_fail (columns != NULL);

  dp_paper_column_set_parse (self->columns, columns);
}

/**
 * dp_paper_view_get_columns_menu:
 * @self: a view
 *
 * Returns: (transfer none): a menu of actions `columns.ID` that show and hide columns
 */
GMenuModel *
dp_paper_view_get_columns_menu (DpPaperView *self)
{
  g_return_val_if_fail (DP_IS_PAPER_VIEW (self), NULL);

  return dp_paper_column_set_get_menu (self->columns);
}

/**
 * dp_paper_view_get_columns_actions:
 * @self: a view
 *
 * Gives what dp_paper_view_get_columns_menu() needs when it is opened outside of
 * the view: gtk_widget_insert_action_group() under the name `columns`.
 *
 * Returns: (transfer none): the actions
 */
GActionGroup *
dp_paper_view_get_columns_actions (DpPaperView *self)
{
  g_return_val_if_fail (DP_IS_PAPER_VIEW (self), NULL);

  return dp_paper_column_set_get_actions (self->columns);
}
