/* dp-name.h: the names that people give to what is theirs
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* In characters, of a tag, a collection or a smart collection. */
#define DP_NAME_MAX_LENGTH 100

#define DP_NAME_ERROR (dp_name_error_quark ())

typedef enum
{
  DP_NAME_ERROR_EMPTY,
  DP_NAME_ERROR_TOO_LONG,
} DpNameError;

GQuark dp_name_error_quark (void);

char  *dp_name_normalize   (const char *text,
                            GError    **error) G_GNUC_WARN_UNUSED_RESULT;
char  *dp_name_dup_key     (const char *name) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
