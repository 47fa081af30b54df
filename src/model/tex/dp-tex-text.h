/* dp-tex-text.h: TeX as authors type it into arXiv's forms → text, links and mathematics
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Longer text is not read as TeX: it is one segment of text, as it stands. An
 * abstract at arXiv has at most 1,920 characters. */
#define DP_TEX_MAX_BYTES (64 * 1024)

/**
 * DpTexKind:
 * @DP_TEX_TEXT: text in Unicode
 * @DP_TEX_MATH: a formula
 * @DP_TEX_LINE: here a new line begins
 * @DP_TEX_PARAGRAPH: here a new paragraph begins
 * @DP_TEX_ITEM: here an item of a list begins; the text is its mark, "•" or "1."
 */
typedef enum
{
  DP_TEX_TEXT,
  DP_TEX_MATH,
  DP_TEX_LINE,
  DP_TEX_PARAGRAPH,
  DP_TEX_ITEM,
} DpTexKind;

typedef enum
{
  DP_TEX_PLAIN = 0,
  DP_TEX_BOLD = 1 << 0,
  DP_TEX_ITALIC = 1 << 1,
  DP_TEX_CODE = 1 << 2,
  DP_TEX_SMALL_CAPS = 1 << 3,
  DP_TEX_UNDERLINE = 1 << 4,
  DP_TEX_SUPERSCRIPT = 1 << 5,
  DP_TEX_SUBSCRIPT = 1 << 6,
} DpTexStyle;

/**
 * DpTexSegment:
 * @text: (owned): what is read; of a formula its TeX without delimiters, in the form that a setter takes
 * @source: (owned) (nullable): of a formula what stands for it where it cannot be set, with delimiters
 * @uri: (owned) (nullable): where a link leads: http, https or mailto
 * @display: of a formula, whether it stands on a line of its own
 *
 * A piece of text that has one look. Text is valid UTF-8 if the source was.
 */
typedef struct
{
  DpTexKind  kind;
  DpTexStyle style;
  char      *text;
  char      *source;
  char      *uri;
  gboolean   display;
} DpTexSegment;

/* (transfer full) (element-type DpTexSegment): no letter or digit of the source's text is ever lost. */
GPtrArray *dp_tex_text_parse (const char *source) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
