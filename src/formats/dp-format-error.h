/* dp-format-error.h: what can be wrong with bytes from outside
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * DpFormatError:
 * @DP_FORMAT_ERROR_SYNTAX: not well formed, or past a limit
 * @DP_FORMAT_ERROR_NOT_A_FEED: well formed, but not what was asked for (an HTML page, say)
 * @DP_FORMAT_ERROR_NOT_PAPERS: well formed, but in another shape than papers have
 * @DP_FORMAT_ERROR_TRUNCATED: it ends in the middle
 * @DP_FORMAT_ERROR_REFUSED: the service's own error, in its words
 */
typedef enum
{
  DP_FORMAT_ERROR_SYNTAX,
  DP_FORMAT_ERROR_NOT_A_FEED,
  DP_FORMAT_ERROR_NOT_PAPERS,
  DP_FORMAT_ERROR_TRUNCATED,
  DP_FORMAT_ERROR_REFUSED,
} DpFormatError;

#define DP_FORMAT_ERROR (dp_format_error_quark ())
GQuark dp_format_error_quark (void);

G_END_DECLS
