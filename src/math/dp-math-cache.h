/* dp-math-cache.h: formulas that were set before
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "render/dp-math.h"

G_BEGIN_DECLS

/**
 * DpMathCache:
 *
 * Remembers what became of formulas, also of those that could not be set, and
 * forgets those that nobody asked for in a long time. One thread.
 */
typedef struct _DpMathCache DpMathCache;

DpMathCache *dp_math_cache_new    (gsize max_size) G_GNUC_WARN_UNUSED_RESULT;
void         dp_math_cache_free   (DpMathCache *self);
void         dp_math_cache_add    (DpMathCache     *self,
                                   const DpFormula *formula,
                                   const char      *html,
                                   const char      *reason);
gboolean     dp_math_cache_lookup (DpMathCache     *self,
                                   const DpFormula *formula,
                                   DpMath          *math);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DpMathCache, dp_math_cache_free)

G_END_DECLS
