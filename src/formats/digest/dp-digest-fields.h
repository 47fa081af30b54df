/* dp-digest-fields.h: what single cells of a digest mean
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "formats/digest/dp-digest-cell.h"

G_BEGIN_DECLS

/* Empty, or one of the ways to say so: N/A, null, None, -. %NULL is. */
gboolean   dp_digest_fields_is_nothing     (const char *text);

/* (nullable): clean, without what stands around it; %NULL when nothing is left. */
char      *dp_digest_fields_find_title     (const DpDigestCell *cell,
                                            const DpDigestLink *work,
                                            gboolean            is_alone) G_GNUC_WARN_UNUSED_RESULT;

/* `A, B and C et al.` */
GPtrArray *dp_digest_fields_split_names    (const char *text,
                                            guint       max) G_GNUC_WARN_UNUSED_RESULT;

/* `['A', "B"]`, or `A, B` */
GPtrArray *dp_digest_fields_split_list     (const char *text,
                                            guint       max) G_GNUC_WARN_UNUSED_RESULT;

/* (nullable): `- A. - B.` as lines that begin with "- ". */
char      *dp_digest_fields_split_bullets  (const char *text) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
