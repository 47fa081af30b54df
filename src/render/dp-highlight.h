/* dp-highlight.h: words that are marked in a page
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "model/dp-text.h"
#include "model/search/dp-search-field.h"

G_BEGIN_DECLS

/* Finds what to mark in a text: (transfer full) (element-type DpTextRange), in the
 * order of @text, without overlaps. */
typedef GArray *(*DpHighlightFunc) (DpSearchField field,
                                    const char   *text,
                                    gpointer      user_data);

/**
 * DpHighlight:
 *
 * Which words a page marks. This layer knows no search; who renders brings one.
 */
typedef struct
{
  DpHighlightFunc find;
  gpointer        user_data;
  DpSearchField   field; /* what the texts are of which it is asked */
} DpHighlight;

DpHighlight *dp_highlight_init_field    (DpHighlight       *self,
                                         const DpHighlight *other,
                                         DpSearchField      field);
void         dp_highlight_append_text   (const DpHighlight *self,
                                         GString           *html,
                                         const char        *text);

G_END_DECLS
