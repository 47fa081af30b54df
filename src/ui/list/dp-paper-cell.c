/* dp-paper-cell.c: the cells of the paper list
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ui/list/dp-paper-cell.h"

#include <glib/gi18n.h>

#include "ui/dp-paper-link.h"
#include "ui/list/dp-paper-slot.h"

/* A longer tooltip would hide the list; the reader shows all of a text. */
#define MAX_TOOLTIP_CHARS 400

/* Between the mark of a paper and its title. */
#define MARK_SPACE "  "

/* Words that were searched for stand on a yellow that lets light and dark through. */
#define FOUND_RED 0xf8f8
#define FOUND_GREEN 0xe4e4
#define FOUND_BLUE 0x5c5c
#define FOUND_ALPHA 0x6666

/* About 1,600 cells are filled anew by each sort and each jump, within a frame or
 * two. So a cell is one GtkInscription, which never asks for another size, and is
 * told directly by its slot. */

typedef struct
{
  const DpPaperColumn *column;
  const gboolean      *revised;
  DpHighlightQuery   **highlight;
} Maker;

typedef struct
{
  const Maker *maker;
  GtkListItem *item;   /* (unowned) */
  GtkWidget   *widget; /* (unowned): it owns us */
  DpPaperSlot *slot;   /* (unowned) (nullable): bound to */
  gulong       changed_id;
  gboolean     marked;         /* unread or bookmarked, as the widget shows it */
  gboolean     has_attributes; /* a mark before the title, or words that were searched for */
} Cell;

static G_DEFINE_QUARK (dp_paper_cell, cell)

  static Cell *get_cell (GtkWidget *widget)
{
  return g_object_get_qdata (G_OBJECT (widget), cell_quark ());
}

static void
name_accessible (GtkWidget  *widget,
                 const char *name)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
}

static void
fill_text (Cell          *cell,
           const DpPaper *paper)
{
  g_autofree char *text = NULL;

  if (paper != NULL)
    text = cell->maker->column->dup_text (paper, *cell->maker->revised);
  gtk_inscription_set_text (GTK_INSCRIPTION (cell->widget), text != NULL ? text : "");
}

/* (nullable) */
static const char *
get_heading (const Cell *cell)
{
  return cell->slot != NULL ? dp_paper_slot_get_heading (cell->slot) : NULL;
}

/* The cell is in GTK's cell, which is in GTK's row. */
static void
name_row (Cell          *cell,
          const DpPaper *paper)
{
  GtkWidget       *row = gtk_widget_get_parent (gtk_widget_get_parent (cell->widget));
  const char      *heading = get_heading (cell);
  g_autofree char *name = paper != NULL ? dp_paper_columns_dup_name (paper, *cell->maker->revised) : g_strdup ("");
  g_autofree char *full = heading != NULL ? g_strconcat (heading, ", ", name, NULL) : NULL;

  name_accessible (row, full != NULL ? full : name);
  if (heading != NULL)
    gtk_widget_add_css_class (row, "dp-group-start");
  else
    gtk_widget_remove_css_class (row, "dp-group-start");
}

static void
fill_group (Cell *cell)
{
  const char *heading = get_heading (cell);

  gtk_inscription_set_text (GTK_INSCRIPTION (cell->widget), heading != NULL ? heading : "");
}

static void
insert_between (PangoAttrList  *attributes,
                PangoAttribute *attribute /* (transfer full) */,
                gsize           start,
                gsize           end)
{
  attribute->start_index = (guint)start;
  attribute->end_index = (guint)end;
  pango_attr_list_insert (attributes, attribute);
}

/* Small and heavy: the title begins after it, as after a sign. */
static void
add_mark (PangoAttrList *attributes,
          gsize          length)
{
  insert_between (attributes, pango_attr_weight_new (PANGO_WEIGHT_HEAVY), 0, length);
  insert_between (attributes, pango_attr_scale_new (PANGO_SCALE_SMALL), 0, length);
}

/* Underlined too, so that colour alone does not tell it. */
static void
add_found (PangoAttrList *attributes,
           GArray        *ranges,
           gsize          offset)
{
  for (guint i = 0; i < ranges->len; i++)
    {
      const DpTextRange *range = &g_array_index (ranges, DpTextRange, i);
      gsize              start = offset + range->start;

      insert_between (attributes, pango_attr_background_new (FOUND_RED, FOUND_GREEN, FOUND_BLUE), start, start + range->length);
      insert_between (attributes, pango_attr_background_alpha_new (FOUND_ALPHA), start, start + range->length);
      insert_between (attributes, pango_attr_underline_new (PANGO_UNDERLINE_SINGLE), start, start + range->length);
    }
}

/* @prefix bytes of mark and space stand before the title. */
static void
show_attributes (Cell       *cell,
                 const char *title,
                 gsize       mark_length,
                 gsize       prefix)
{
  DpHighlightQuery *highlight = *cell->maker->highlight;
  g_autoptr (GArray) ranges = NULL;
  g_autoptr (PangoAttrList) attributes = NULL;

  if (highlight != NULL && title != NULL)
    ranges = dp_highlight_query_find (highlight, DP_SEARCH_TITLE, title);
  if (mark_length > 0 || (ranges != NULL && ranges->len > 0))
    attributes = pango_attr_list_new ();
  if (mark_length > 0)
    add_mark (attributes, mark_length);
  if (ranges != NULL && ranges->len > 0)
    add_found (attributes, ranges, prefix);

  /* Few titles have any, and each change costs a layout. */
  if (attributes != NULL || cell->has_attributes)
    gtk_inscription_set_attributes (GTK_INSCRIPTION (cell->widget), attributes);
  cell->has_attributes = attributes != NULL;
}

static void
fill_title_text (Cell          *cell,
                 const DpPaper *paper)
{
  g_autofree char *mark = paper != NULL ? dp_paper_columns_dup_mark (paper) : NULL;
  g_autofree char *title = paper != NULL ? cell->maker->column->dup_text (paper, *cell->maker->revised) : NULL;
  g_autofree char *text = mark != NULL ? g_strconcat (mark, MARK_SPACE, title, NULL) : g_strdup (title);
  gsize            mark_length = mark != NULL ? strlen (mark) : 0;

  show_attributes (cell, title, mark_length, mark_length > 0 ? mark_length + strlen (MARK_SPACE) : 0);
  gtk_inscription_set_text (GTK_INSCRIPTION (cell->widget), text != NULL ? text : "");
}

static void
fill_title (Cell          *cell,
            const DpPaper *paper)
{
  gboolean unread = paper != NULL && !paper->read;

  fill_title_text (cell, paper);

  if (unread != cell->marked)
    {
      if (unread)
        gtk_widget_add_css_class (cell->widget, "unread");
      else
        gtk_widget_remove_css_class (cell->widget, "unread");
      cell->marked = unread;
    }

  if (unread)
    {
      g_autofree char *title = cell->maker->column->dup_text (paper, *cell->maker->revised);
      /* Translators: what a screen reader says of a paper that was not read, before its title */
      g_autofree char *name = g_strdup_printf (_("Unread: %s"), title != NULL ? title : "");

      name_accessible (cell->widget, name);
    }
  else
    {
      name_accessible (cell->widget, gtk_inscription_get_text (GTK_INSCRIPTION (cell->widget)));
    }

  name_row (cell, paper);
}

static void
show_star (Cell    *cell,
           gboolean bookmarked)
{
  gtk_button_set_icon_name (GTK_BUTTON (cell->widget),
                            bookmarked ? "starred-symbolic" : "non-starred-symbolic");
  name_accessible (cell->widget, bookmarked ? _("Remove Bookmark") : _("Bookmark"));
  if (bookmarked)
    gtk_widget_add_css_class (cell->widget, "starred");
  else
    gtk_widget_remove_css_class (cell->widget, "starred");
  cell->marked = bookmarked;
}

static void
fill_star (Cell          *cell,
           const DpPaper *paper)
{
  gboolean bookmarked = paper != NULL && paper->bookmarked;

  if (bookmarked != cell->marked)
    show_star (cell, bookmarked);
  gtk_widget_set_visible (cell->widget, paper != NULL);
}

static void
fill_link (Cell          *cell,
           const DpPaper *paper)
{
  const DpPaperColumn *column = cell->maker->column;
  const DpLink        *link = paper != NULL ? column->find_link (paper) : NULL;
  g_autofree char     *text = NULL;
  g_autofree char     *label = NULL;

  if (link != NULL)
    {
      text = column->dup_text (paper, *cell->maker->revised);
      label = column->dup_label (paper, *cell->maker->revised);
    }

  dp_paper_link_set (DP_PAPER_LINK (cell->widget), link != NULL ? link->url : NULL, text, label);
}

static void
fill_cell (Cell *cell)
{
  const DpPaper *paper = cell->slot != NULL ? dp_paper_slot_get_paper (cell->slot) : NULL;

  switch (cell->maker->column->kind)
    {
    case DP_PAPER_CELL_TEXT:
    case DP_PAPER_CELL_COUNT:
      fill_text (cell, paper);
      break;
    case DP_PAPER_CELL_GROUP:
      fill_group (cell);
      break;
    case DP_PAPER_CELL_LINK:
      fill_link (cell, paper);
      break;
    case DP_PAPER_CELL_TITLE:
      fill_title (cell, paper);
      break;
    case DP_PAPER_CELL_STAR:
      fill_star (cell, paper);
      break;
    }
}

static void
star_clicked_cb (GtkButton *button,
                 Cell      *cell)
{
  if (cell->slot != NULL && dp_paper_slot_get_rowid (cell->slot) != 0)
    gtk_widget_activate_action (GTK_WIDGET (button), "paper.toggle-bookmark", "u",
                                dp_paper_slot_get_rowid (cell->slot));
}

static GtkWidget *
make_star (Cell *cell)
{
  GtkWidget *button = gtk_button_new ();

  /* A row whose cells can have the focus is skipped by GTK in favour of them, and
   * the keyboard's way to the star is the window's shortcut. */
  gtk_widget_set_focusable (button, FALSE);
  gtk_widget_set_focus_on_click (button, FALSE);
  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "circular");
  gtk_widget_add_css_class (button, "dp-paper-star");
  g_signal_connect (button, "clicked", G_CALLBACK (star_clicked_cb), cell);

  return button;
}

static GtkWidget *
make_text (const DpPaperColumn *column)
{
  GtkWidget *inscription = gtk_inscription_new (NULL);

  /* A text that is cut off begins at the top of what it is given. */
  gtk_widget_set_valign (inscription, GTK_ALIGN_CENTER);
  gtk_inscription_set_min_chars (GTK_INSCRIPTION (inscription), 0);
  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (inscription), GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_widget_add_css_class (inscription,
                            column->kind == DP_PAPER_CELL_TITLE ? "dp-paper-title" : "dp-paper-text");
  if (column->kind == DP_PAPER_CELL_GROUP)
    gtk_widget_add_css_class (inscription, "heading");
  if (column->kind == DP_PAPER_CELL_COUNT)
    {
      gtk_inscription_set_xalign (GTK_INSCRIPTION (inscription), 1);
      gtk_widget_add_css_class (inscription, "dp-paper-count");
      gtk_widget_add_css_class (inscription, "numeric");
    }

  return inscription;
}

static GtkWidget *
make_widget (Cell *cell)
{
  switch (cell->maker->column->kind)
    {
    case DP_PAPER_CELL_STAR:
      return make_star (cell);
    case DP_PAPER_CELL_LINK:
      return dp_paper_link_new ();
    case DP_PAPER_CELL_TEXT:
    case DP_PAPER_CELL_GROUP:
    case DP_PAPER_CELL_COUNT:
    case DP_PAPER_CELL_TITLE:
      break;
    }

  return make_text (cell->maker->column);
}

static void
setup_cb (GtkListItemFactory *factory,
          GtkListItem        *item,
          const Maker        *maker)
{
  Cell *cell = g_new0 (Cell, 1);

  cell->maker = maker;
  cell->item = item;
  cell->widget = make_widget (cell);
  g_object_set_qdata_full (G_OBJECT (cell->widget), cell_quark (), cell, g_free);
  if (maker->column->kind == DP_PAPER_CELL_STAR)
    show_star (cell, FALSE);

  gtk_list_item_set_child (item, cell->widget);
}

static void
paper_changed_cb (DpPaperSlot *slot,
                  GParamSpec  *pspec,
                  Cell        *cell)
{
  fill_cell (cell);
}

static void
bind_cb (GtkListItemFactory *factory,
         GtkListItem        *item,
         const Maker        *maker)
{
  Cell *cell = get_cell (gtk_list_item_get_child (item));

  cell->slot = gtk_list_item_get_item (item);
  cell->changed_id = g_signal_connect (cell->slot, "notify::paper", G_CALLBACK (paper_changed_cb), cell);
  fill_cell (cell);
}

static void
unbind_cb (GtkListItemFactory *factory,
           GtkListItem        *item,
           const Maker        *maker)
{
  Cell *cell = get_cell (gtk_list_item_get_child (item));

  g_clear_signal_handler (&cell->changed_id, cell->slot);
  cell->slot = NULL;
}

static void
free_maker (gpointer  data,
            GClosure *closure)
{
  g_free (data);
}

/**
 * dp_paper_cell_factory_new:
 * @column: (transfer none): the column
 * @revised: whether dates are those of the last version; read at every filling
 * @highlight: (nullable): what marks the words that were searched for; read at every filling
 *
 * Makes what makes a column's cells.
 *
 * Returns: (transfer full): a factory
 */
GtkListItemFactory *
dp_paper_cell_factory_new (const DpPaperColumn *column,
                           const gboolean      *revised,
                           DpHighlightQuery   **highlight)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  Maker              *maker = g_new0 (Maker, 1);

  maker->column = column;
  maker->revised = revised;
  maker->highlight = highlight;

  g_signal_connect_data (factory, "setup", G_CALLBACK (setup_cb), maker, free_maker, 0);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), maker);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), maker);

  return factory;
}

/**
 * dp_paper_cell_is_one:
 * @widget: any widget
 *
 * Returns: whether a factory of ours made it
 */
gboolean
dp_paper_cell_is_one (GtkWidget *widget)
{
  return get_cell (widget) != NULL;
}

/**
 * dp_paper_cell_get_position:
 * @widget: a cell
 *
 * Returns: which row it is in; %GTK_INVALID_LIST_POSITION for none
 */
guint
dp_paper_cell_get_position (GtkWidget *widget)
{
  const Cell *cell = get_cell (widget);

  return cell != NULL && cell->slot != NULL ? gtk_list_item_get_position (cell->item) : GTK_INVALID_LIST_POSITION;
}

/**
 * dp_paper_cell_refill:
 * @widget: a cell
 *
 * Shows the same paper anew, after what the factory was given a pointer to changed.
 */
void
dp_paper_cell_refill (GtkWidget *widget)
{
  Cell *cell = get_cell (widget);

  if (cell != NULL && cell->slot != NULL)
    fill_cell (cell);
}

static GtkWidget *
find_cell_at (GtkWidget *view,
              double     x,
              double     y)
{
  GtkWidget *widget = gtk_widget_pick (view, x, y, GTK_PICK_DEFAULT);

  while (widget != NULL && widget != view && !dp_paper_cell_is_one (widget))
    {
      GtkWidget *child = gtk_widget_get_first_child (widget);

      /* Beside the text, the pointer is on what holds the cell. */
      if (child != NULL && dp_paper_cell_is_one (child))
        widget = child;
      else
        widget = gtk_widget_get_parent (widget);
    }

  return widget != view ? widget : NULL;
}

/**
 * dp_paper_cell_find_paper_at:
 * @view: a widget that holds a list
 * @x: a place in it
 * @y: a place in it
 *
 * Returns: (transfer none) (nullable): the paper of the row there; %NULL where there is
 *   none, or it is not read yet
 */
const DpPaper *
dp_paper_cell_find_paper_at (GtkWidget *view,
                             double     x,
                             double     y)
{
  GtkWidget  *widget = find_cell_at (view, x, y);
  const Cell *cell = widget != NULL ? get_cell (widget) : NULL;

  return cell != NULL && cell->slot != NULL ? dp_paper_slot_get_paper (cell->slot) : NULL;
}

static gboolean
is_cut_off (GtkWidget *inscription)
{
  g_autoptr (PangoLayout) layout = NULL;
  int width = 0;

  layout = gtk_widget_create_pango_layout (inscription, gtk_inscription_get_text (GTK_INSCRIPTION (inscription)));
  pango_layout_get_pixel_size (layout, &width, NULL);

  return width > gtk_widget_get_width (inscription);
}

/* Takes @text. */
static char *
shorten (char *text)
{
  g_autofree char *whole = text;
  g_autofree char *beginning = NULL;

  if (whole == NULL || g_utf8_strlen (whole, -1) <= MAX_TOOLTIP_CHARS)
    return g_steal_pointer (&whole);

  beginning = g_utf8_substring (whole, 0, MAX_TOOLTIP_CHARS - 1);

  return g_strconcat (beginning, "…", NULL);
}

/**
 * dp_paper_cell_dup_tooltip:
 * @widget: a cell
 *
 * Says what a pointer that rests on the cell wants to know: the rest of a text that
 * is cut off, or what is behind a short form; of a very long text its beginning.
 *
 * Returns: (transfer full) (nullable): plain text; %NULL when the cell says it all
 */
char *
dp_paper_cell_dup_tooltip (GtkWidget *widget)
{
  const Cell    *cell = get_cell (widget);
  const DpPaper *paper = NULL;

  if (cell == NULL || cell->slot == NULL)
    return NULL;

  paper = dp_paper_slot_get_paper (cell->slot);
  if (paper == NULL)
    return NULL;

  if (cell->maker->column->kind == DP_PAPER_CELL_GROUP)
    return is_cut_off (widget) ? g_strdup (get_heading (cell)) : NULL;
  if (cell->maker->column->dup_tooltip != NULL)
    return shorten (cell->maker->column->dup_tooltip (paper, *cell->maker->revised));

  return is_cut_off (widget) ? shorten (cell->maker->column->dup_text (paper, *cell->maker->revised)) : NULL;
}
