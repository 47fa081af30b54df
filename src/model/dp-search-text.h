/* dp-search-text.h: what a person types to search
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  char    *text;      /* (owned) one word, or the words of a phrase with single spaces */
  gboolean is_phrase; /* it was in quotes */
  gboolean is_prefix; /* the last word, still being typed */
} DpSearchTerm;

/* Splits what was typed into terms that must all be found. Words without a
 * letter or digit are dropped, an open quote ends at the end of the text; the
 * last bare word is a prefix unless white space follows it. Never fails.
 * Returns: (transfer full) (element-type DpSearchTerm) */
GPtrArray *dp_search_text_parse (const char *text) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
