/* fuzz-tex-accents.c: any bytes as a title or a name with TeX's accents
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fuzz.h"
#include "model/tex/dp-tex-accents.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autofree char *text = g_strndup ((const char *)data, size);
  g_autofree char *decoded = dp_tex_accents_decode (text);
  g_autofree char *name = dp_tex_accents_decode_name (text);

  g_assert_true (g_utf8_validate (decoded, -1, NULL));
  g_assert_true (g_utf8_validate (name, -1, NULL));

  return 0;
}
