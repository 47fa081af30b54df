/* dp-text.h: what is done to text wherever it comes from
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A part of a text, in bytes. */
typedef struct
{
  gsize start;
  gsize length;
} DpTextRange;

/* Valid UTF-8 with white space collapsed to single spaces and trimmed; control
 * characters and what turns text around (not marks of direction) dropped. %NULL for %NULL. */
char *dp_text_clean    (const char *text) G_GNUC_WARN_UNUSED_RESULT;

/* Valid UTF-8 whose lines stay, without the other controls; empty when it is only white space. */
char *dp_text_clean_lines (const char *text) G_GNUC_WARN_UNUSED_RESULT;

/* What text sorts by: NFKD, marks stripped, case-folded, leading non-letters
 * dropped; compare with strcmp(). Never %NULL: empty for what has no letter. */
char *dp_text_sort_key (const char *text) G_GNUC_WARN_UNUSED_RESULT;

/* Whether there is a letter or digit of any script, and so something to search for. */
gboolean dp_text_has_word        (const char *text);

/* The double quotes that people type: " “ ” „ ‟ « ». */
gboolean dp_text_is_double_quote (gunichar character);

/* Whether a character may be shown: it is no control and turns no direction around. */
gboolean dp_text_is_presentable  (gunichar character);

G_END_DECLS
