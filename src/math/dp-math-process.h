/* dp-math-process.h: formulas through the helper, with a memory
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "render/dp-math.h"

G_BEGIN_DECLS

/**
 * DpMathForm:
 * @DP_MATH_FOR_PAGE: KaTeX's HTML, which wants its stylesheet, with MathML for screen readers
 * @DP_MATH_FOR_FILE: MathML alone, which needs nothing else
 */
typedef enum
{
  DP_MATH_FOR_PAGE,
  DP_MATH_FOR_FILE,
} DpMathForm;

#define DP_TYPE_MATH_PROCESS (dp_math_process_get_type ())

/**
 * DpMathProcess:
 *
 * A #DpMathSetter. Where the helper is missing, every formula has that for its reason.
 * Main thread. SIGPIPE has to be ignored.
 */
G_DECLARE_FINAL_TYPE (DpMathProcess, dp_math_process, DP, MATH_PROCESS, GObject)

DpMathProcess *dp_math_process_new          (DpMathForm form) G_GNUC_WARN_UNUSED_RESULT;
DpMathProcess *dp_math_process_new_for_path (DpMathForm  form,
                                             const char *path,
                                             guint       wait_ms) G_GNUC_WARN_UNUSED_RESULT;
void           dp_math_process_warm         (DpMathProcess *self);
const char    *dp_math_process_get_pid      (DpMathProcess *self);

G_END_DECLS
