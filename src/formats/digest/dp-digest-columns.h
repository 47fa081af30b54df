/* dp-digest-columns.h: what the columns of a digest's table hold
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "formats/digest/dp-digest.h"

G_BEGIN_DECLS

typedef enum
{
  DP_COLUMN_OTHER,
  DP_COLUMN_NUMBER,
  DP_COLUMN_TITLE,
  DP_COLUMN_DATE,
  DP_COLUMN_ABSTRACT,
  DP_COLUMN_SUMMARY,
  DP_COLUMN_COMMENT,
  DP_COLUMN_AUTHORS,
  DP_COLUMN_TASKS,
  DP_COLUMN_TAGS,
  DP_COLUMN_GITHUB,
  DP_COLUMN_HUGGING_FACE,
  DP_COLUMN_LINK,
} DpDigestColumn;

/* Wider tables are none of a digest's. */
#define DP_DIGEST_MAX_COLUMNS 16

typedef struct
{
  DpDigestLayout layout; /* that has such columns */
  guint          n;
  DpDigestColumn kinds[DP_DIGEST_MAX_COLUMNS];
} DpDigestColumns;

/* A cell's place in its row, in bytes. */
typedef struct
{
  gsize start;
  gsize length;
} DpDigestSpan;

/* Whether these are names of a digest's columns; fills in @out_columns only then. */
gboolean dp_digest_columns_parse     (const char *const *names,
                                      DpDigestColumns   *out_columns);

/* The column of a kind, or -1. */
int      dp_digest_columns_find      (const DpDigestColumns *self,
                                      DpDigestColumn         kind);

/* Cuts a row of Markdown at its bars: into @columns' cells, as the cells of each
 * kind look, or, where @columns is %NULL, at each. Gives the number of cells. */
guint    dp_digest_columns_split_row (const DpDigestColumns *columns,
                                      const char            *row,
                                      gsize                  length,
                                      DpDigestSpan           spans[DP_DIGEST_MAX_COLUMNS]);

G_END_DECLS
