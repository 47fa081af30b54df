/* dp-digest-address.h: the addresses in a digest, and what they lead to
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "model/dp-paper.h"

G_BEGIN_DECLS

/* (nullable): a whole http or https address; @base (nullable) is for `owner/name`. */
char      *dp_digest_address_complete  (const char *text,
                                        const char *base) G_GNUC_WARN_UNUSED_RESULT;

DpLinkKind dp_digest_address_find_kind (const char *url);

G_END_DECLS
