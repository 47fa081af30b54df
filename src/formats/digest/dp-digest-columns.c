/* dp-digest-columns.c: what the columns of a digest's table hold
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "formats/digest/dp-digest-columns.h"

#include <string.h>

#include "formats/digest/dp-digest-date.h"

/* Bars beyond are text, whatever they mean. */
#define MAX_PIECES 256

#define COST_NEVER 100000

typedef struct
{
  const char    *name;
  DpDigestColumn kind;
} Name;

/* As the four bots, their forks and their older versions have them, in lower case. */
static const Name names_of_columns[] = {
  { "#", DP_COLUMN_NUMBER },
  { "no", DP_COLUMN_NUMBER },
  { "no.", DP_COLUMN_NUMBER },
  { "index", DP_COLUMN_NUMBER },
  { "title", DP_COLUMN_TITLE },
  { "name", DP_COLUMN_TITLE },
  { "paper", DP_COLUMN_TITLE },
  { "papers", DP_COLUMN_TITLE },
  { "paper title", DP_COLUMN_TITLE },
  { "date", DP_COLUMN_DATE },
  { "month", DP_COLUMN_DATE },
  { "published", DP_COLUMN_DATE },
  { "publish date", DP_COLUMN_DATE },
  { "published date", DP_COLUMN_DATE },
  { "publication date", DP_COLUMN_DATE },
  { "submitted", DP_COLUMN_DATE },
  { "updated", DP_COLUMN_DATE },
  { "abstract", DP_COLUMN_ABSTRACT },
  { "summary", DP_COLUMN_SUMMARY },
  { "description", DP_COLUMN_SUMMARY },
  { "tl;dr", DP_COLUMN_SUMMARY },
  { "tldr", DP_COLUMN_SUMMARY },
  { "comment", DP_COLUMN_COMMENT },
  { "comments", DP_COLUMN_COMMENT },
  { "author", DP_COLUMN_AUTHORS },
  { "authors", DP_COLUMN_AUTHORS },
  { "classification", DP_COLUMN_TASKS },
  { "classifications", DP_COLUMN_TASKS },
  { "task", DP_COLUMN_TASKS },
  { "tasks", DP_COLUMN_TASKS },
  { "tag", DP_COLUMN_TAGS },
  { "tags", DP_COLUMN_TAGS },
  { "topic", DP_COLUMN_TAGS },
  { "topics", DP_COLUMN_TAGS },
  { "keywords", DP_COLUMN_TAGS },
  { "github url", DP_COLUMN_GITHUB },
  { "github urls", DP_COLUMN_GITHUB },
  { "github", DP_COLUMN_GITHUB },
  { "code", DP_COLUMN_GITHUB },
  { "huggingface url", DP_COLUMN_HUGGING_FACE },
  { "huggingface urls", DP_COLUMN_HUGGING_FACE },
  { "hugging face urls", DP_COLUMN_HUGGING_FACE },
  { "huggingface", DP_COLUMN_HUGGING_FACE },
  { "models", DP_COLUMN_HUGGING_FACE },
  { "link", DP_COLUMN_LINK },
  { "links", DP_COLUMN_LINK },
  { "url", DP_COLUMN_LINK },
  { "arxiv", DP_COLUMN_LINK },
  { "pdf", DP_COLUMN_LINK },
};

static DpDigestColumn
find_kind (const char *name)
{
  g_autofree char *clean = g_ascii_strdown (name, -1);

  g_strdelimit (clean, "*_`:", ' ');
  g_strstrip (clean);
  for (gsize i = 0; i < G_N_ELEMENTS (names_of_columns); i++)
    if (strcmp (clean, names_of_columns[i].name) == 0)
      return names_of_columns[i].kind;

  return DP_COLUMN_OTHER;
}

/**
 * dp_digest_columns_find:
 * @self: a table's columns
 * @kind: a kind
 *
 * Returns: the first column of that kind, from 0; -1 where there is none
 */
int
dp_digest_columns_find (const DpDigestColumns *self,
                        DpDigestColumn         kind)
{
  for (guint i = 0; i < self->n; i++)
    if (self->kinds[i] == kind)
      return (int)i;

  return -1;
}

static gboolean
has (const DpDigestColumns *self,
     DpDigestColumn         kind)
{
  return dp_digest_columns_find (self, kind) >= 0;
}

/* Only the dated layout begins with the date; its older forms, which had other
 * names and orders, all have a description where the others have an abstract. */
static DpDigestLayout
find_layout (const DpDigestColumns *self)
{
  int date = dp_digest_columns_find (self, DP_COLUMN_DATE);
  int title = dp_digest_columns_find (self, DP_COLUMN_TITLE);

  if (has (self, DP_COLUMN_TASKS) || (has (self, DP_COLUMN_SUMMARY) && has (self, DP_COLUMN_GITHUB)))
    return DP_DIGEST_CLASSIFIED;

  if (date >= 0 && !has (self, DP_COLUMN_COMMENT) && !has (self, DP_COLUMN_AUTHORS) &&
      (date < title || has (self, DP_COLUMN_SUMMARY)))
    return DP_DIGEST_DATED;

  if (date < 0 && !has (self, DP_COLUMN_ABSTRACT) && !has (self, DP_COLUMN_COMMENT) &&
      (has (self, DP_COLUMN_SUMMARY) || has (self, DP_COLUMN_AUTHORS)))
    return DP_DIGEST_SUMMARY;

  return DP_DIGEST_KEYWORD;
}

static gboolean
is_of_papers (DpDigestColumn kind)
{
  switch (kind)
    {
    case DP_COLUMN_DATE:
    case DP_COLUMN_ABSTRACT:
    case DP_COLUMN_COMMENT:
    case DP_COLUMN_AUTHORS:
    case DP_COLUMN_TASKS:
    case DP_COLUMN_GITHUB:
    case DP_COLUMN_HUGGING_FACE:
      return TRUE;

    case DP_COLUMN_OTHER:
    case DP_COLUMN_NUMBER:
    case DP_COLUMN_TITLE:
    case DP_COLUMN_SUMMARY:
    case DP_COLUMN_TAGS:
    case DP_COLUMN_LINK:
      return FALSE;
    }

  g_return_val_if_reached (FALSE);
}

/**
 * dp_digest_columns_parse:
 * @names: (array zero-terminated=1): what a table's header says
 * @out_columns: (out): what that means; untouched when it is no digest's
 *
 * A digest's table has a title and something else that papers have: many tables
 * list names with their descriptions. What the dated
 * layout calls a summary or description stands in its abstract's place.
 *
 * Returns: whether these are a digest's columns
 */
gboolean
dp_digest_columns_parse (const char *const *names,
                         DpDigestColumns   *out_columns)
{
  DpDigestColumns columns = { .n = 0 };
  gboolean        is_digest = FALSE;

  for (; names[columns.n] != NULL; columns.n++)
    {
      if (columns.n == DP_DIGEST_MAX_COLUMNS)
        return FALSE;

      columns.kinds[columns.n] = find_kind (names[columns.n]);
      is_digest |= is_of_papers (columns.kinds[columns.n]);
    }

  if (!has (&columns, DP_COLUMN_TITLE) || !is_digest)
    return FALSE;

  columns.layout = find_layout (&columns);
  for (guint i = 0; i < columns.n && columns.layout == DP_DIGEST_DATED; i++)
    if (columns.kinds[i] == DP_COLUMN_SUMMARY)
      columns.kinds[i] = DP_COLUMN_ABSTRACT;

  *out_columns = columns;

  return TRUE;
}

static gboolean
starts_with (const char *text,
             gsize       length,
             const char *prefix)
{
  return length >= strlen (prefix) && g_ascii_strncasecmp (text, prefix, strlen (prefix)) == 0;
}

/* Bars in what is folded away belong to it; nothing in GitHub's rules says so, but
 * the bots escape none. Gives where a fold that begins at @i ends, else @i. */
static gsize
skip_fold (const char *row,
           gsize       length,
           gsize       i,
           gboolean   *no_more)
{
  const char *end = NULL;

  if (*no_more || !starts_with (row + i, length - i, "<details"))
    return i;

  end = g_strstr_len (row + i, (gssize)(length - i), "</details>");
  if (end == NULL)
    {
      *no_more = TRUE;
      return i;
    }

  return (gsize)(end - row) + strlen ("</details>") - 1;
}

/* What stands between bars, those at both ends left out, if they are there. */
static guint
cut_pieces (const char   *row,
            gsize         length,
            DpDigestSpan *pieces)
{
  gboolean no_folds = FALSE;
  guint    n = 0;
  gsize    start = 0;

  while (length > 0 && g_ascii_isspace (row[length - 1]))
    length--;
  while (start < length && g_ascii_isspace (row[start]))
    start++;
  if (start < length && row[start] == '|')
    start++;
  if (length > start && row[length - 1] == '|' && row[length - 2] != '\\')
    length--;

  for (gsize i = start; i < length; i++)
    {
      i = row[i] == '<' ? skip_fold (row, length, i, &no_folds) : i;
      if (row[i] == '|' && (i == 0 || row[i - 1] != '\\') && n < MAX_PIECES - 1)
        {
          pieces[n++] = (DpDigestSpan){ start, i - start };
          start = i + 1;
        }
    }
  pieces[n++] = (DpDigestSpan){ start, length - start };

  return n;
}

static DpDigestSpan
trim (const char  *row,
      DpDigestSpan span)
{
  while (span.length > 0 && g_ascii_isspace (row[span.start]))
    {
      span.start++;
      span.length--;
    }
  while (span.length > 0 && g_ascii_isspace (row[span.start + span.length - 1]))
    span.length--;

  return span;
}

static gboolean
is_nothing (const char *text,
            gsize       length)
{
  return length == 0 || (length == 3 && g_ascii_strncasecmp (text, "n/a", 3) == 0);
}

static gboolean
has_link (const char *text,
          gsize       length)
{
  return g_strstr_len (text, (gssize)length, "](") != NULL || g_strstr_len (text, (gssize)length, "://") != NULL;
}

/* How unlikely it is that a cell of this kind begins with this piece. */
static int
rate_start (DpDigestColumn kind,
            const char    *text,
            gsize          length)
{
  DpDigestDate date;

  switch (kind)
    {
    case DP_COLUMN_NUMBER:
      return length > 0 && length < 6 && g_ascii_isdigit (*text) ? 0 : 20;

    case DP_COLUMN_DATE:
      if (length == 0)
        return 10;
      return length <= 40 && dp_digest_date_find (text, length, &date) ? 0 : 40;

    case DP_COLUMN_TASKS:
      return is_nothing (text, length) || *text == '[' ? 0 : 15;

    case DP_COLUMN_GITHUB:
    case DP_COLUMN_HUGGING_FACE:
    case DP_COLUMN_LINK:
      return is_nothing (text, length) || has_link (text, length) ? 0 : 20;

    case DP_COLUMN_OTHER:
    case DP_COLUMN_TITLE:
    case DP_COLUMN_ABSTRACT:
    case DP_COLUMN_SUMMARY:
    case DP_COLUMN_COMMENT:
    case DP_COLUMN_AUTHORS:
    case DP_COLUMN_TAGS:
      return 0;
    }

  g_return_val_if_reached (0);
}

/* How unlikely it is that a cell of this kind has a bar that nobody escaped. */
static int
rate_bar (DpDigestColumn kind)
{
  switch (kind)
    {
    case DP_COLUMN_ABSTRACT:
    case DP_COLUMN_SUMMARY:
      return 1;

    case DP_COLUMN_TITLE:
    case DP_COLUMN_COMMENT:
      return 2;

    case DP_COLUMN_OTHER:
    case DP_COLUMN_AUTHORS:
    case DP_COLUMN_TAGS:
      return 6;

    case DP_COLUMN_TASKS:
    case DP_COLUMN_GITHUB:
    case DP_COLUMN_HUGGING_FACE:
    case DP_COLUMN_LINK:
      return 20;

    case DP_COLUMN_NUMBER:
    case DP_COLUMN_DATE:
      return 60;
    }

  g_return_val_if_reached (0);
}

/* What it costs to leave a column without any piece; at the end of a row it is usual. */
static int
rate_absence (const DpDigestColumns *columns,
              guint                  column,
              gboolean               at_end)
{
  if (columns->kinds[column] == DP_COLUMN_TITLE)
    return COST_NEVER;

  return at_end ? 3 : 30;
}

typedef struct
{
  const DpDigestColumns *columns;
  const char            *row;
  const DpDigestSpan    *pieces;
  guint                  n_pieces;
  guint                  link;  /* the first piece with a link; n_pieces when none has */
  int                    title; /* the column, -1 where links do not stand in it */
} Fit;

/* The least cost of a way to this piece, and the piece before's column in it. */
typedef struct
{
  int    cost;
  guint8 column;
} Way;

/* The title has the first link, so pieces before it are its own and later ones are not. */
static int
rate_place (const Fit *fit,
            guint      piece,
            guint      column)
{
  if (fit->link == fit->n_pieces || fit->title < 0)
    return 0;

  if ((int)column == fit->title)
    return piece > fit->link ? 20 : 0;

  return (int)column > fit->title && piece <= fit->link ? 50 : 0;
}

/* One piece: @before are the ways to the piece before it, %NULL for the first. */
static void
fit_piece (const Fit *fit,
           guint      piece,
           const Way *before,
           Way       *ways)
{
  const DpDigestColumns *columns = fit->columns;
  DpDigestSpan           span = trim (fit->row, fit->pieces[piece]);
  Way                    from = { before == NULL ? 0 : COST_NEVER, 0 }; /* the best of the columns to the left */

  for (guint j = 0; j < columns->n; j++)
    {
      Way way = from;

      way.cost += rate_start (columns->kinds[j], fit->row + span.start, span.length);
      if (before != NULL && before[j].cost + rate_bar (columns->kinds[j]) < way.cost)
        way = (Way){ before[j].cost + rate_bar (columns->kinds[j]), (guint8)j };

      way.cost = MIN (way.cost + rate_place (fit, piece, j), COST_NEVER);
      ways[j] = way;

      from.cost += rate_absence (columns, j, FALSE);
      if (before != NULL && before[j].cost <= from.cost)
        from = (Way){ before[j].cost, (guint8)j };
    }
}

/* The column in which the last piece stands best; -1 where there is no way at all. */
static int
find_last_column (const Fit *fit,
                  const Way *ways)
{
  int best = COST_NEVER;
  int absence = 0;
  int column = -1;

  for (guint j = fit->columns->n; j-- > 0;)
    {
      if (ways[j].cost + absence < best)
        {
          best = ways[j].cost + absence;
          column = (int)j;
        }
      absence += rate_absence (fit->columns, j, TRUE);
    }

  return column;
}

/* Finds the likeliest way to give the pieces, in order, to the columns: dynamic
 * programming over (piece, column), where a piece begins its column's cell or goes
 * on with it. So it is linear in the pieces. */
static gboolean
fit_pieces (const Fit *fit,
            guint8    *out_columns)
{
  guint           n = fit->columns->n;
  g_autofree Way *ways = g_new0 (Way, (gsize)fit->n_pieces * n);
  int             column = -1;

  for (guint i = 0; i < fit->n_pieces; i++)
    fit_piece (fit, i, i > 0 ? ways + (i - 1) * n : NULL, ways + i * n);

  column = find_last_column (fit, ways + (fit->n_pieces - 1) * n);
  if (column < 0)
    return FALSE;

  for (guint i = fit->n_pieces; i-- > 0;)
    {
      out_columns[i] = (guint8)column;
      column = ways[i * n + (guint)column].column;
    }

  return TRUE;
}

static guint
find_link (const char         *row,
           const DpDigestSpan *pieces,
           guint               n_pieces)
{
  for (guint i = 0; i < n_pieces; i++)
    if (has_link (row + pieces[i].start, pieces[i].length))
      return i;

  return n_pieces;
}

/**
 * dp_digest_columns_split_row:
 * @columns: (nullable): the table's columns; %NULL to cut at each bar
 * @row: a row: one line, or several where a cell was broken
 * @length: its bytes
 * @spans: (out caller-allocates): where its cells are, without space around; a
 *   length of 0 is an empty or a missing one
 *
 * Where a row has as many cells as the table, they are these. Where it has more,
 * because a bar was not escaped, or fewer, the cells are found by what columns of
 * their kinds look like: a date, a link, a Python list. A bar within `<details>`
 * never ends a cell.
 *
 * Returns: the number of cells: that of the columns, where there are any
 */
guint
dp_digest_columns_split_row (const DpDigestColumns *columns,
                             const char            *row,
                             gsize                  length,
                             DpDigestSpan           spans[DP_DIGEST_MAX_COLUMNS])
{
  DpDigestSpan pieces[MAX_PIECES];
  guint8       places[MAX_PIECES];
  guint        n_pieces = cut_pieces (row, length, pieces);
  Fit          fit = { columns, row, pieces, n_pieces, find_link (row, pieces, n_pieces), -1 };

  if (columns != NULL && dp_digest_columns_find (columns, DP_COLUMN_LINK) < 0)
    fit.title = dp_digest_columns_find (columns, DP_COLUMN_TITLE);

  memset (spans, 0, sizeof *spans * DP_DIGEST_MAX_COLUMNS);
  if (columns == NULL || n_pieces == columns->n || !fit_pieces (&fit, places))
    {
      guint n = MIN (n_pieces, columns != NULL ? columns->n : DP_DIGEST_MAX_COLUMNS);

      for (guint i = 0; i < n; i++)
        spans[i] = trim (row, pieces[i]);
      return columns != NULL ? columns->n : n;
    }

  for (guint i = 0; i < n_pieces; i++)
    {
      DpDigestSpan *span = &spans[places[i]];

      if (i == 0 || places[i] != places[i - 1])
        *span = pieces[i];
      else
        span->length = pieces[i].start + pieces[i].length - span->start;
    }
  for (guint i = 0; i < columns->n; i++)
    spans[i] = trim (row, spans[i]);

  return columns->n;
}
