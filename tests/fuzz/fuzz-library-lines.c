/* fuzz-library-lines.c: lines of a library that was written out
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fuzz.h"

#include <string.h>

#include "formats/dp-format-error.h"
#include "formats/dp-library-lines.h"

/* What is read is written in a form that reads as the same. */
int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DpArchiveEntry) entry = dp_library_lines_parse ((const char *)data, size, &error);
  g_autoptr (DpArchiveEntry) again = NULL;
  g_autofree char *line = NULL;
  g_autofree char *line_again = NULL;

  if (entry == NULL)
    {
      g_assert_true (error->domain == DP_FORMAT_ERROR || error->domain == DP_TOPIC_ERROR);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      return 0;
    }

  line = dp_library_lines_format (entry);
  g_assert_true (g_utf8_validate (line, -1, NULL));
  g_assert_null (strchr (line, '\r'));
  g_assert_true (strchr (line, '\n') == line + strlen (line) - 1);

  /* The marks and topics of the short form are no part of the long one. */
  if (entry->kind == DP_ARCHIVE_PAPER)
    return 0;

  again = dp_library_lines_parse (line, strlen (line), &error);
  g_assert_no_error (error);
  line_again = dp_library_lines_format (again);
  g_assert_cmpstr (line, ==, line_again);

  return 0;
}
