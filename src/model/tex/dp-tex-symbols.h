/* dp-tex-symbols.h: the commands of TeX's mathematics that Unicode can say
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * DpTexSymbolKind:
 * @DP_TEX_SYMBOL_LETTER: stands for itself
 * @DP_TEX_SYMBOL_RELATION: has space on both sides
 * @DP_TEX_SYMBOL_BINARY: has the space that it was given, on both sides
 * @DP_TEX_SYMBOL_OPERATOR: a sum or an integral
 * @DP_TEX_SYMBOL_NAME: a function's name, such as log
 * @DP_TEX_SYMBOL_OPEN: opens a bracket
 * @DP_TEX_SYMBOL_CLOSE: closes one
 * @DP_TEX_SYMBOL_SPACE: is white space
 * @DP_TEX_SYMBOL_NOTHING: concerns looks only
 * @DP_TEX_SYMBOL_MARK: its text is a combining character for its argument
 * @DP_TEX_SYMBOL_FONT: its text is the alphabet of its argument: bb, cal, frak or the plain one
 * @DP_TEX_SYMBOL_FONT_SWITCH: the same for the rest of the group
 * @DP_TEX_SYMBOL_FRACTION: has two arguments
 * @DP_TEX_SYMBOL_BINOMIAL: has two arguments
 * @DP_TEX_SYMBOL_ROOT: has one, and an optional degree
 * @DP_TEX_SYMBOL_MODULO: has one
 * @DP_TEX_SYMBOL_NEGATION: strikes out what follows
 * @DP_TEX_SYMBOL_OVER: a fraction of what its group has before and behind
 */
typedef enum
{
  DP_TEX_SYMBOL_LETTER,
  DP_TEX_SYMBOL_RELATION,
  DP_TEX_SYMBOL_BINARY,
  DP_TEX_SYMBOL_OPERATOR,
  DP_TEX_SYMBOL_NAME,
  DP_TEX_SYMBOL_OPEN,
  DP_TEX_SYMBOL_CLOSE,
  DP_TEX_SYMBOL_SPACE,
  DP_TEX_SYMBOL_NOTHING,
  DP_TEX_SYMBOL_MARK,
  DP_TEX_SYMBOL_FONT,
  DP_TEX_SYMBOL_FONT_SWITCH,
  DP_TEX_SYMBOL_FRACTION,
  DP_TEX_SYMBOL_BINOMIAL,
  DP_TEX_SYMBOL_ROOT,
  DP_TEX_SYMBOL_MODULO,
  DP_TEX_SYMBOL_NEGATION,
  DP_TEX_SYMBOL_OVER,
} DpTexSymbolKind;

typedef struct
{
  const char     *name; /* without its backslash */
  DpTexSymbolKind kind;
  const char     *text; /* UTF-8 */
} DpTexSymbol;

/* (nullable): the symbol of a command without its backslash. */
const DpTexSymbol *dp_tex_symbol_find            (const char *name,
                                                  gsize       length);
guint              dp_tex_symbol_count_arguments (const DpTexSymbol *symbol);

G_END_DECLS
