/* dp-tex-script.h: characters that Unicode has above and below the line, and in other alphabets
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What stands above (`^`) or below (`_`) the line, as plain as it can be said. */
void     dp_tex_script_append   (GString    *out,
                                 char        side,
                                 const char *text,
                                 gboolean    word_follows);

/* A letter or digit in the alphabet bb, cal or frak; itself in all others. */
gunichar dp_tex_script_alphabet (const char *font,
                                 gunichar    character);

G_END_DECLS
