/* dp-bibtex-text.h: foreign text on its way into a BibTeX file
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * DpBibtexLetters:
 * @DP_BIBTEX_UNICODE: as they are, in UTF-8, which BibLaTeX and Biber read
 * @DP_BIBTEX_TEX: as TeX's commands, `{\"o}`, for programs that read ASCII
 *
 * How letters are written that ASCII lacks.
 */
typedef enum
{
  DP_BIBTEX_UNICODE,
  DP_BIBTEX_TEX,
} DpBibtexLetters;

/* Each gives a value without its outer braces, whose own are balanced whatever the text is. */
char *dp_bibtex_text_format_plain (const char     *text,
                                   DpBibtexLetters letters) G_GNUC_WARN_UNUSED_RESULT;
char *dp_bibtex_text_format       (const char     *tex,
                                   DpBibtexLetters letters) G_GNUC_WARN_UNUSED_RESULT;
/* The same, with braces around what a style must not make small. */
char *dp_bibtex_text_format_title (const char     *tex,
                                   DpBibtexLetters letters) G_GNUC_WARN_UNUSED_RESULT;
/* An address or a DOI, which is not TeX. */
char *dp_bibtex_text_format_verbatim (const char *text) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
