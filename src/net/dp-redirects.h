/* dp-redirects.h: where an answer says to ask instead
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define DP_REDIRECTS_MAX_HOPS 5

/* The permanent redirects that were followed since the program began. */
typedef struct _DpRedirects DpRedirects;

DpRedirects *dp_redirects_new     (void) G_GNUC_WARN_UNUSED_RESULT;
void         dp_redirects_free    (DpRedirects *self);

GUri        *dp_redirects_lookup  (DpRedirects *self,
                                   GUri        *uri) G_GNUC_WARN_UNUSED_RESULT;
void         dp_redirects_note    (DpRedirects *self,
                                   GUri        *from,
                                   GUri        *to);
void         dp_redirects_forget  (DpRedirects *self,
                                   GUri        *uri);

gboolean     dp_redirects_is_web  (GUri *uri);
GUri        *dp_redirects_resolve (GUri       *from,
                                   const char *location,
                                   GError    **error) G_GNUC_WARN_UNUSED_RESULT;

gboolean     dp_host_is_loopback  (const char *host);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DpRedirects, dp_redirects_free)

G_END_DECLS
