/* dp-tex-accents.h: accents as TeX spells them → Unicode
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* `Poincar\'e` → Poincaré; mathematics and what is not known stay as they are. %NULL for %NULL. */
char *dp_tex_accents_decode      (const char *text) G_GNUC_WARN_UNUSED_RESULT;

/* The same for a person's name, where braces group and arXiv has swallowed the
 * spaces behind commands: `Stanis\law` → Stanisław. */
char *dp_tex_accents_decode_name (const char *name) G_GNUC_WARN_UNUSED_RESULT;

/* Behind the accent or letter whose backslash is at @p; %NULL where none is. */
const char *dp_tex_accents_read (const char *p,
                                 const char *end,
                                 GString    *symbol);

G_END_DECLS
