/* dp-library-schema.h: the tables of a library
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "library/dp-database.h"

G_BEGIN_DECLS

/* How many rowids share a row of the table `tally`. */
#define DP_TALLY_SHIFT 12

gboolean dp_library_schema_prepare      (DpDatabase *database,
                                         const char *path,
                                         GError    **error);
/* For tests: with other steps than the program's own, which are lent. */
const char *const *dp_library_schema_get_steps (guint *out_n_steps);
gboolean dp_library_schema_prepare_with (DpDatabase        *database,
                                         const char        *path,
                                         const char *const *steps,
                                         guint              n_steps,
                                         GError           **error);
/* Of files from outside: it is a library, of this version or an older one; of this version,
 * and made by this program. */
gboolean dp_library_schema_check_known  (DpDatabase *database,
                                         GError    **error);
gboolean dp_library_schema_check_own    (DpDatabase *database,
                                         GError    **error);
/* %FALSE where `application_id` or `user_version` say that we cannot read it. */
gboolean dp_library_schema_check_readable (DpDatabase *database,
                                           GError    **error);

G_END_DECLS
