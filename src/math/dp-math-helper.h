/* dp-math-helper.h: the process that sets formulas, one at a time
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "math/dp-math-wire.h"

G_BEGIN_DECLS

#define DP_MATH_ERROR (dp_math_error_quark ())

/**
 * DpMathError:
 * @DP_MATH_ERROR_START: the helper is not there, or ends before it is ready
 * @DP_MATH_ERROR_GONE: it was killed over a formula, which took too long or broke it
 */
typedef enum
{
  DP_MATH_ERROR_START,
  DP_MATH_ERROR_GONE,
} DpMathError;

GQuark dp_math_error_quark (void);

#define DP_TYPE_MATH_HELPER (dp_math_helper_get_type ())

/**
 * DpMathHelper:
 *
 * Starts daily-papers-math when it is first asked, and again when it was killed.
 * Main thread. SIGPIPE has to be ignored.
 */
G_DECLARE_FINAL_TYPE (DpMathHelper, dp_math_helper, DP, MATH_HELPER, GObject)

DpMathHelper *dp_math_helper_new        (const char *path,
                                         guint       wait_ms) G_GNUC_WARN_UNUSED_RESULT;
const char   *dp_math_helper_get_pid    (DpMathHelper *self);
void          dp_math_helper_ask_async  (DpMathHelper       *self,
                                         const char         *tex,
                                         DpMathWireFlags     flags,
                                         GAsyncReadyCallback callback,
                                         gpointer            user_data);
char         *dp_math_helper_ask_finish (DpMathHelper *self,
                                         GAsyncResult *result,
                                         gboolean     *out_is_set,
                                         guint        *out_cost_us,
                                         GError      **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
