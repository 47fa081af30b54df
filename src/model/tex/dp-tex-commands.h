/* dp-tex-commands.h: the commands of LaTeX's text
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "model/tex/dp-tex-text.h"

G_BEGIN_DECLS

/**
 * DpTexCommandKind:
 * @DP_TEX_COMMAND_TEXT: stands for its text
 * @DP_TEX_COMMAND_STYLE: gives its argument a look
 * @DP_TEX_COMMAND_SWITCH: gives the rest of its group a look
 * @DP_TEX_COMMAND_NOTHING: concerns the layout of a page only
 * @DP_TEX_COMMAND_SPACE: is white space
 * @DP_TEX_COMMAND_LINE: begins a line
 * @DP_TEX_COMMAND_PARAGRAPH: begins a paragraph
 * @DP_TEX_COMMAND_ITEM: begins an item of a list
 * @DP_TEX_COMMAND_BEGIN: begins an environment
 * @DP_TEX_COMMAND_END: ends it
 * @DP_TEX_COMMAND_URL: its argument is an address
 * @DP_TEX_COMMAND_HREF: its arguments are an address and a text
 * @DP_TEX_COMMAND_COLOR: its arguments are a colour and a text
 * @DP_TEX_COMMAND_NOTE: its argument is an aside
 * @DP_TEX_COMMAND_QUOTE: its argument is quoted
 */
typedef enum
{
  DP_TEX_COMMAND_TEXT,
  DP_TEX_COMMAND_STYLE,
  DP_TEX_COMMAND_SWITCH,
  DP_TEX_COMMAND_NOTHING,
  DP_TEX_COMMAND_SPACE,
  DP_TEX_COMMAND_LINE,
  DP_TEX_COMMAND_PARAGRAPH,
  DP_TEX_COMMAND_ITEM,
  DP_TEX_COMMAND_BEGIN,
  DP_TEX_COMMAND_END,
  DP_TEX_COMMAND_URL,
  DP_TEX_COMMAND_HREF,
  DP_TEX_COMMAND_COLOR,
  DP_TEX_COMMAND_NOTE,
  DP_TEX_COMMAND_QUOTE,
} DpTexCommandKind;

typedef struct
{
  const char      *name; /* without its backslash */
  DpTexCommandKind kind;
  DpTexStyle       style;
  const char      *text; /* UTF-8 */
} DpTexCommand;

/* (nullable): a command by its name without its backslash. */
const DpTexCommand *dp_tex_command_find (const char *name,
                                         gsize       length);

G_END_DECLS
