/* dp-math-wire.h: what daily-papers-math is asked and answers
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Both ends are of one build and on one machine, so numbers are in the machine's
 * order. A head is followed by as many bytes as it says. */

/* Longer ones are nobody's mathematics. */
#define DP_MATH_MAX_TEX (16 * 1024)

/* KaTeX writes about 100 bytes for one of TeX. */
#define DP_MATH_MAX_ANSWER (4 * 1024 * 1024)

typedef enum
{
  DP_MATH_WIRE_DISPLAY = 1 << 0, /* on a line of its own */
  DP_MATH_WIRE_MATHML = 1 << 1,  /* MathML alone, without KaTeX's HTML */
} DpMathWireFlags;

/* Then the TeX, UTF-8 without a zero. */
typedef struct
{
  guint32 size;
  guint32 flags; /* DpMathWireFlags */
} DpMathRequest;

/* Then HTML or, where it is not set, the reason; UTF-8 without a zero. */
typedef struct
{
  guint32 size;
  guint32 is_set;
  guint32 cost_us; /* of the processor's time */
} DpMathAnswer;

G_END_DECLS
