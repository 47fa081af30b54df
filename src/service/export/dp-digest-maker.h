/* dp-digest-maker.h: what the library holds, as a digest
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "formats/digest/dp-digest.h"
#include "library/dp-library.h"

G_BEGIN_DECLS

/* All that a digest can be asked for; who asks keeps it until the call returns. */
typedef struct
{
  DpDigestLayout layout;
  GPtrArray     *topics; /* (element-type DpTopicInfo): the sections of the keyword layout; in the
                          * others (nullable) only papers of any of these */
  const char    *day;    /* YYYY-MM-DD, for the day layouts */
  const char    *month;  /* YYYY-MM, for the dated one */
  guint          limit;  /* papers a section; 0 for all */
  DpTime         now;
} DpDigestRequest;

void      dp_digest_maker_make_async  (DpLibrary             *library,
                                       const DpDigestRequest *request,
                                       GCancellable          *cancellable,
                                       GAsyncReadyCallback    callback,
                                       gpointer               user_data);
DpDigest *dp_digest_maker_make_finish (DpLibrary    *library,
                                       GAsyncResult *result,
                                       GError      **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
