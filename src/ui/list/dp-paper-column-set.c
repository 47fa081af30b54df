/* dp-paper-column-set.c: the columns as a user arranged them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ui/list/dp-paper-column-set.h"

#include <glib/gi18n.h>
#include <math.h>

#include "ui/list/dp-paper-cell.h"
#include "ui/list/dp-paper-columns.h"

/* Widths are kept in tenths of a character, so that columns that were made on one
 * screen, or before the text was made larger, still hold as many words. */
#define TENTHS 10
#define MIN_TENTHS 30
#define MAX_TENTHS 5000
#define LEAST_TITLE (12 * TENTHS) /* it expands */

/* Narrower than this there is room for a title and a date. */
#define NARROW_ROOM 500

/* Settings that long are not ours. */
#define MAX_TEXT_LENGTH 4096

typedef struct
{
  DpPaperColumnSet    *set; /* (unowned) */
  const DpPaperColumn *column;
  GtkColumnViewColumn *view_column; /* (owned) */
  GSimpleAction       *action;      /* (owned): its state is whether the user chose the column */
  int                  tenths;      /* what the user made it, in tenths of a character */
  int                  width;       /* what we made it of that, in pixels */
} Entry;

/* As long as nobody arranged them, the columns follow the room there is, so that
 * titles can be read. What was arranged stays, and scrolls where it does not fit;
 * only where there is room for little more than a title, the rest waits. */
struct _DpPaperColumnSet
{
  GtkColumnView      *view; /* (unowned) */
  Entry              *entries;
  guint               n_entries;
  GSimpleActionGroup *actions;
  GMenu              *menu;
  int                 room;     /* in pixels */
  gboolean            arranged; /* a user chose, resized or moved columns */

  DpSortKey    sort;
  gboolean     descending;
  gboolean     grouped;      /* papers that belong together follow each other */
  gboolean     showing_sort; /* the sorter changes because we say so */
  const Entry *clicked;      /* the column whose sorter was asked first */
};

/* Two things that differ, for the sorter to compare. */
static const char sentinels[2];

/* GTK 4.8 does not tell which column its view is sorted by, but the sorter of that
 * one is asked first. */
static int
compare_cb (gconstpointer a,
            gconstpointer b,
            gpointer      user_data)
{
  const Entry *entry = user_data;

  if (entry->set->clicked == NULL)
    entry->set->clicked = entry;

  return -1;
}

static gboolean
is_chosen (const Entry *entry)
{
  g_autoptr (GVariant) state = g_action_get_state (G_ACTION (entry->action));

  return g_variant_get_boolean (state);
}

/* The column of groups comes and goes with them. */
static gboolean
is_group (const Entry *entry)
{
  return entry->column->kind == DP_PAPER_CELL_GROUP;
}

static double
measure_character (DpPaperColumnSet *self)
{
  PangoContext     *context = gtk_widget_get_pango_context (GTK_WIDGET (self->view));
  PangoFontMetrics *metrics = pango_context_get_metrics (context, NULL, NULL);
  double            width = pango_font_metrics_get_approximate_char_width (metrics) / (double)PANGO_SCALE;

  pango_font_metrics_unref (metrics);

  return MAX (width, 1);
}

static gboolean
is_narrow (DpPaperColumnSet *self)
{
  return self->room < NARROW_ROOM;
}

static int
get_pixels (int    tenths,
            double character)
{
  return (int)lround (tenths * character / TENTHS);
}

/* Takes over a width that the user gave a column by its edge. */
static void
read_width (Entry *entry,
            double character)
{
  int width = gtk_column_view_column_get_fixed_width (entry->view_column);

  if (width == entry->width)
    return;

  entry->width = width;
  entry->tenths = CLAMP ((int)lround (width * TENTHS / character), MIN_TENTHS, MAX_TENTHS);
  entry->set->arranged = TRUE;
}

static gboolean
is_moved (DpPaperColumnSet *self)
{
  GListModel *columns = gtk_column_view_get_columns (self->view);

  for (guint i = 0; i < self->n_entries; i++)
    {
      g_autoptr (GtkColumnViewColumn) view_column = g_list_model_get_item (columns, i);

      if (view_column != self->entries[i].view_column)
        return TRUE;
    }

  return FALSE;
}

/* GTK tells of neither widths nor moves, so they are looked at whenever they matter. */
static void
read_arrangement (DpPaperColumnSet *self)
{
  double character = measure_character (self);

  for (guint i = 0; !is_narrow (self) && i < self->n_entries; i++)
    read_width (&self->entries[i], character);
  self->arranged = self->arranged || is_moved (self);
}

/* Whether there is room for the columns of @rank and all that matter more. */
static gboolean
has_room (DpPaperColumnSet *self,
          guint             rank,
          double            character)
{
  int width = 0;

  for (guint i = 0; i < self->n_entries; i++)
    if ((self->entries[i].column->shown || (self->grouped && is_group (&self->entries[i]))) &&
        self->entries[i].column->rank <= rank)
      width += get_pixels (self->entries[i].tenths, character);

  return width <= self->room;
}

/* Where there is room for one column beside the title, the groups have it. */
static gboolean
is_essential (const Entry *entry)
{
  return entry->column->rank == 0 && !(entry->set->grouped && entry->column->kind == DP_PAPER_CELL_TEXT);
}

static gboolean
is_to_be_seen (const Entry *entry,
               double       character)
{
  const DpPaperColumn *column = entry->column;

  if (is_group (entry))
    return entry->set->grouped;
  if (is_narrow (entry->set))
    return is_essential (entry);
  if (entry->set->arranged)
    return is_chosen (entry);

  return column->shown && (column->rank == 0 || has_room (entry->set, column->rank, character));
}

/* GTK 4.8 counts the widths of hidden columns, too, unless they have none. */
static void
show_entry (Entry *entry,
            double character)
{
  gboolean narrow = is_narrow (entry->set);
  gboolean visible = is_to_be_seen (entry, character);
  gboolean yields = entry->column->expand && (narrow || !entry->set->arranged);

  entry->width = visible ? get_pixels (yields ? LEAST_TITLE : entry->tenths, character) : 0;
  gtk_column_view_column_set_fixed_width (entry->view_column, entry->width);
  gtk_column_view_column_set_resizable (entry->view_column, !narrow);
  gtk_column_view_column_set_visible (entry->view_column, visible);

  /* Choosing begins with what is seen. A list without titles is none. */
  if (!narrow)
    g_simple_action_set_state (entry->action, g_variant_new_boolean (visible));
  g_simple_action_set_enabled (entry->action, !narrow && entry->column->kind != DP_PAPER_CELL_TITLE);
}

static void
show_all (DpPaperColumnSet *self)
{
  double character = measure_character (self);

  for (guint i = 0; i < self->n_entries; i++)
    show_entry (&self->entries[i], character);
}

static void
change_state_cb (GSimpleAction *action,
                 GVariant      *state,
                 Entry         *entry)
{
  read_arrangement (entry->set);
  entry->set->arranged = TRUE;
  g_simple_action_set_state (action, state);
  show_all (entry->set);
}

static void
add_entry (DpPaperColumnSet    *self,
           Entry               *entry,
           const DpPaperColumn *column,
           const gboolean      *revised,
           DpHighlightQuery   **highlight)
{
  g_autofree char *action_name = g_strconcat ("columns.", column->id, NULL);

  entry->set = self;
  entry->column = column;
  entry->tenths = column->width * TENTHS;

  entry->action = g_simple_action_new_stateful (column->id, NULL, g_variant_new_boolean (column->shown));
  g_signal_connect (entry->action, "change-state", G_CALLBACK (change_state_cb), entry);
  g_action_map_add_action (G_ACTION_MAP (self->actions), G_ACTION (entry->action));
  if (!is_group (entry))
    g_menu_append (self->menu, _(column->name), action_name);

  entry->view_column = gtk_column_view_column_new (_(column->title), dp_paper_cell_factory_new (column, revised, highlight));
  gtk_column_view_column_set_expand (entry->view_column, column->expand);
  gtk_column_view_column_set_header_menu (entry->view_column, G_MENU_MODEL (self->menu));
  {
    g_autoptr (GtkSorter) sorter = GTK_SORTER (gtk_custom_sorter_new (compare_cb, entry, NULL));

    gtk_column_view_column_set_sorter (entry->view_column, sorter);
  }
  gtk_column_view_append_column (self->view, entry->view_column);
}

/* A header shows what fits; a screen reader says the column's whole name. GTK's
 * header holds a title for each column, in their order. */
static void
name_headers (DpPaperColumnSet *self)
{
  GtkWidget *header = gtk_widget_get_first_child (GTK_WIDGET (self->view));
  GtkWidget *title = header != NULL ? gtk_widget_get_first_child (header) : NULL;

  for (guint i = 0; title != NULL && i < self->n_entries; i++)
    {
      gtk_accessible_update_property (GTK_ACCESSIBLE (title),
                                      GTK_ACCESSIBLE_PROPERTY_LABEL, _(self->entries[i].column->name), -1);
      title = gtk_widget_get_next_sibling (title);
    }
}

/**
 * dp_paper_column_set_new:
 * @view: (transfer none): a view without columns
 * @revised: whether dates are those of the last version; see dp_paper_cell_factory_new()
 * @highlight: (nullable): what marks the words that were searched for
 *
 * Gives a view the columns of dp_paper_columns_get_all(), as nobody changed them.
 *
 * Returns: (transfer full): what manages them
 */
DpPaperColumnSet *
dp_paper_column_set_new (GtkColumnView     *view,
                         const gboolean    *revised,
                         DpHighlightQuery **highlight)
{
  DpPaperColumnSet    *self = g_new0 (DpPaperColumnSet, 1);
  const DpPaperColumn *columns = dp_paper_columns_get_all (&self->n_entries);

  self->view = view;
  self->room = NARROW_ROOM; /* as long as it is not known */
  self->actions = g_simple_action_group_new ();
  self->menu = g_menu_new ();
  self->entries = g_new0 (Entry, self->n_entries);
  for (guint i = 0; i < self->n_entries; i++)
    add_entry (self, &self->entries[i], &columns[i], revised, highlight);

  show_all (self);
  name_headers (self);

  return self;
}

void
dp_paper_column_set_free (DpPaperColumnSet *self)
{
  for (guint i = 0; i < self->n_entries; i++)
    {
      g_signal_handlers_disconnect_by_data (self->entries[i].action, &self->entries[i]);
      gtk_column_view_column_set_sorter (self->entries[i].view_column, NULL);
      g_clear_object (&self->entries[i].view_column);
      g_clear_object (&self->entries[i].action);
    }
  g_clear_object (&self->actions);
  g_clear_object (&self->menu);
  g_free (self->entries);
  g_free (self);
}

GActionGroup *
dp_paper_column_set_get_actions (DpPaperColumnSet *self)
{
  return G_ACTION_GROUP (self->actions);
}

GMenuModel *
dp_paper_column_set_get_menu (DpPaperColumnSet *self)
{
  return G_MENU_MODEL (self->menu);
}

static const Entry *
find_entry (DpPaperColumnSet    *self,
            GtkColumnViewColumn *view_column)
{
  const Entry *entry = self->entries;

  while (entry->view_column != view_column)
    entry++;

  return entry;
}

/**
 * dp_paper_column_set_to_string:
 * @self: a set
 *
 * Writes down order, width in tenths of a character, and with a minus that a column
 * is hidden: `star:60,title:420,-comment:260`. The groups' column is always the first.
 *
 * Returns: (transfer full): a text for dp_paper_column_set_parse(); empty when nobody
 *   arranged the columns
 */
char *
dp_paper_column_set_to_string (DpPaperColumnSet *self)
{
  GListModel *columns = gtk_column_view_get_columns (self->view);
  GString    *text = g_string_new (NULL);

  read_arrangement (self);
  for (guint i = 0; self->arranged && i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) view_column = g_list_model_get_item (columns, i);
      const Entry *entry = find_entry (self, view_column);

      if (is_group (entry))
        continue;
      g_string_append_printf (text, "%s%s%s:%d",
                              text->len > 0 ? "," : "",
                              is_chosen (entry) ? "" : "-",
                              entry->column->id,
                              entry->tenths);
    }

  return g_string_free (text, FALSE);
}

static guint
find_position (DpPaperColumnSet *self,
               const Entry      *entry)
{
  GListModel *columns = gtk_column_view_get_columns (self->view);
  guint       position = 0;

  for (; position < g_list_model_get_n_items (columns); position++)
    {
      g_autoptr (GtkColumnViewColumn) view_column = g_list_model_get_item (columns, position);

      if (view_column == entry->view_column)
        break;
    }

  return position;
}

/* Reads one column and puts it at a position; %FALSE when it names none of ours, or
 * one that has its place already. */
static gboolean
parse_entry (DpPaperColumnSet *self,
             char             *text,
             guint             position)
{
  gboolean             hidden = text[0] == '-';
  char                *id = hidden ? text + 1 : text;
  char                *colon = strchr (id, ':');
  const DpPaperColumn *column = NULL;
  guint64              tenths = 0;
  Entry               *entry = NULL;
  guint                n_columns = 0;

  if (colon == NULL || !g_ascii_string_to_unsigned (colon + 1, 10, MIN_TENTHS, MAX_TENTHS, &tenths, NULL))
    return FALSE;

  *colon = '\0';
  column = dp_paper_columns_find (id);
  if (column == NULL)
    return FALSE;

  entry = &self->entries[column - dp_paper_columns_get_all (&n_columns)];
  if (is_group (entry) || find_position (self, entry) < position)
    return FALSE;

  entry->tenths = (int)tenths;
  g_simple_action_set_state (entry->action,
                             g_variant_new_boolean (!hidden || column->kind == DP_PAPER_CELL_TITLE));
  gtk_column_view_insert_column (self->view, position, entry->view_column);

  return TRUE;
}

/* Columns that were not there when a user arranged them wait to be chosen. */
static void
leave_out_rest (DpPaperColumnSet *self,
                guint             n_named)
{
  for (guint i = 0; i < self->n_entries; i++)
    if (self->entries[i].column->rank > 0 && find_position (self, &self->entries[i]) >= n_named)
      g_simple_action_set_state (self->entries[i].action, g_variant_new_boolean (FALSE));
}

/**
 * dp_paper_column_set_parse:
 * @self: a set
 * @text: what dp_paper_column_set_to_string() gave, perhaps by another version of the program
 *
 * Arranges the columns. What cannot be read is passed over. A column that @text does
 * not name comes after those it does, and is shown only where a list is none without it.
 */
void
dp_paper_column_set_parse (DpPaperColumnSet *self,
                           const char       *text)
{
  g_auto (GStrv) parts = NULL;
  guint position = 0;

  if (strlen (text) > MAX_TEXT_LENGTH)
    return;

  parts = g_strsplit (text, ",", -1);
  for (guint i = 0; parts[i] != NULL && position < self->n_entries; i++)
    if (parse_entry (self, parts[i], position))
      position++;
  if (position > 0)
    leave_out_rest (self, position);
  gtk_column_view_insert_column (self->view, 0, self->entries[0].view_column);
  self->arranged = self->arranged || position > 0;

  show_all (self);
}

/**
 * dp_paper_column_set_set_room:
 * @self: a set
 * @room: how wide the view is, in pixels
 *
 * Shows as many columns as there is room for, those that matter most first. Once a
 * user arranged them they stay, but for where there is no room for more than a title
 * and a date; what was chosen then is kept for when there is room again.
 */
void
dp_paper_column_set_set_room (DpPaperColumnSet *self,
                              int               room)
{
  if (self->room == room)
    return;

  read_arrangement (self);
  self->room = room;
  show_all (self);
}

void
dp_paper_column_set_rescale (DpPaperColumnSet *self)
{
  show_all (self);
}

static void
put_arrow (DpPaperColumnSet *self)
{
  GtkColumnViewColumn *sorted = NULL;

  for (guint i = 0; i < self->n_entries; i++)
    if (is_group (&self->entries[i]) ? self->grouped : sorted == NULL && self->entries[i].column->sort == self->sort)
      sorted = self->entries[i].view_column;

  self->showing_sort = TRUE;
  /* Setting another column alone leaves the arrow on the first one as well. */
  gtk_column_view_sort_by_column (self->view, NULL, GTK_SORT_ASCENDING);
  gtk_column_view_sort_by_column (self->view, sorted,
                                  self->descending ? GTK_SORT_DESCENDING : GTK_SORT_ASCENDING);
  self->showing_sort = FALSE;
}

void
dp_paper_column_set_show_sort (DpPaperColumnSet *self,
                               DpSortKey         key,
                               gboolean          descending)
{
  self->sort = key;
  self->descending = descending;
  put_arrow (self);
}

/**
 * dp_paper_column_set_show_groups:
 * @self: a set
 * @grouped: whether the list has groups
 *
 * Shows or hides the column of their names.
 */
void
dp_paper_column_set_show_groups (DpPaperColumnSet *self,
                                 gboolean          grouped)
{
  if (self->grouped == grouped)
    return;

  read_arrangement (self);
  self->grouped = grouped;
  show_all (self);
  put_arrow (self);
}

/**
 * dp_paper_column_set_take_click:
 * @self: a set
 * @out_key: (out): what the clicked column sorts by
 *
 * Finds out why the view's sorter changed. The arrow goes back to the sort that the
 * list has: it moves once the list has another.
 *
 * Returns: %FALSE when no header was clicked
 */
gboolean
dp_paper_column_set_take_click (DpPaperColumnSet *self,
                                DpSortKey        *out_key)
{
  if (self->showing_sort)
    return FALSE;

  self->clicked = NULL;
  gtk_sorter_compare (gtk_column_view_get_sorter (self->view), (gpointer)&sentinels[0], (gpointer)&sentinels[1]);
  if (self->clicked == NULL)
    return FALSE;

  *out_key = is_group (self->clicked) ? self->sort : self->clicked->column->sort;
  put_arrow (self);

  return TRUE;
}
