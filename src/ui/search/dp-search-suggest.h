/* dp-search-suggest.h: what may be meant by what is being typed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "library/dp-library.h"

G_BEGIN_DECLS

typedef struct
{
  char *term;   /* (owned): what takes the place of what was typed; a field ends with its colon */
  char *detail; /* (owned) (nullable): what it means, for people */
} DpSearchSuggestion;

/* (element-type DpSearchSuggestion): for the word that ends at @cursor, in bytes of
 * @text; where it begins is told too. */
GPtrArray *dp_search_suggest (DpLibrary  *library,
                              const char *text,
                              gsize       cursor,
                              gboolean    even_for_nothing,
                              gsize      *out_start) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
