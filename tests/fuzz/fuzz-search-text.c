/* fuzz-search-text.c: any bytes as what somebody searches for
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fuzz.h"
#include "model/dp-search-text.h"
#include "model/dp-text.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autofree char *text = g_strndup ((const char *)data, size);
  g_autoptr (GPtrArray) terms = dp_search_text_parse (text);

  for (guint i = 0; i < terms->len; i++)
    {
      const DpSearchTerm *term = g_ptr_array_index (terms, i);
      g_autofree char    *clean = dp_text_clean (term->text);
      g_autofree char    *key = dp_text_sort_key (term->text);

      g_assert_true (dp_text_has_word (term->text));
      g_assert_cmpstr (clean, ==, term->text);
      g_assert_true (g_utf8_validate (key, -1, NULL));
      g_assert_true (!term->is_prefix || (!term->is_phrase && i + 1 == terms->len));
    }

  return 0;
}
