/* dp-tex-address.h: addresses that stand bare in a text
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The address that begins here, at the beginning of a word: how long it is, how it
 * reads and where it leads; 0 for none. */
gsize    dp_tex_address_read   (const char *p,
                                const char *end,
                                char      **out_text,
                                char      **out_uri);

/* The first address of a text and where it leads; whether there is one. */
gboolean dp_tex_address_find   (const char  *text,
                                const char **out_start,
                                const char **out_end,
                                char       **out_uri);

/* Whether a word, and so maybe an address, begins at @p of @text. */
gboolean dp_tex_address_may_begin (const char *text,
                                   const char *p);

/* (nullable): where a link leads that an author made; %NULL unless http, https or mailto. */
char    *dp_tex_address_dup_uri (const char *address) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
