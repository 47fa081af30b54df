/* dp-bibtex-letters.h: characters → what writes them in TeX
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What TeX takes for something else: `%` → `\%`. %FALSE when there is no need. */
gboolean dp_bibtex_letters_append_special (GString *out,
                                           gunichar character);
/* What ASCII lacks: é → `{\'e}`, – → `--`, α → `{$\alpha$}`. %FALSE when TeX has no command for it. */
gboolean dp_bibtex_letters_append_command (GString *out,
                                           gunichar character);
/* The same within a formula: α → `\alpha `. */
gboolean dp_bibtex_letters_append_in_formula (GString *out,
                                              gunichar character);

G_END_DECLS
