/* dp-bibtex-writer.h: papers as BibTeX
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "formats/cite/dp-bibtex-text.h"
#include "model/dp-paper.h"

G_BEGIN_DECLS

/* One entry, with its line end. */
char *dp_bibtex_format (const DpPaper  *paper,
                        DpBibtexLetters letters) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
