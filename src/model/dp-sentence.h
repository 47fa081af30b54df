/* dp-sentence.h: where the sentences of an abstract end
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* (array zero-terminated=1): the first @n_max sentences of a text. */
char **dp_sentence_split (const char *text,
                          guint       n_max) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
