/* fuzz-tex-text.c: any bytes as a title or an abstract with TeX
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fuzz.h"
#include "model/dp-text.h"
#include "model/tex/dp-tex-text.h"

#include <string.h>

static void
check_text (const char *text)
{
  g_assert_true (g_utf8_validate (text, -1, NULL));

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    g_assert_true (*p == '\n' || *p == '\t' || *p == '\r' || dp_text_is_presentable (g_utf8_get_char (p)));
}

static void
check_segment (const DpTexSegment *segment)
{
  if (segment->kind == DP_TEX_MATH)
    g_assert_nonnull (segment->source);
  else
    check_text (segment->text);

  if (segment->uri != NULL)
    g_assert_true (g_str_has_prefix (segment->uri, "https://") || g_ascii_strncasecmp (segment->uri, "http", 4) == 0 ||
                   g_ascii_strncasecmp (segment->uri, "mailto:", 7) == 0);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autofree char *text = g_strndup ((const char *)data, size);
  g_autoptr (GPtrArray) segments = dp_tex_text_parse (text);

  for (guint i = 0; i < segments->len; i++)
    check_segment (g_ptr_array_index (segments, i));

  return 0;
}
