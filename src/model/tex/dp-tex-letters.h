/* dp-tex-letters.h: the commands of TeX that make accents and letters
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Commands are given without their backslash and need no end. */
gunichar    dp_tex_letters_find_mark      (const char *command,
                                           gsize       length);
const char *dp_tex_letters_find           (const char *command,
                                           gsize       length);

/* The other way round: %NULL where no command makes it. */
const char *dp_tex_letters_find_accent    (gunichar mark);
const char *dp_tex_letters_find_command   (gunichar letter);

/* `law` → 1: of a command that has swallowed what stood behind it. */
gsize       dp_tex_letters_measure_prefix (const char *command,
                                           gsize       length);

G_END_DECLS
