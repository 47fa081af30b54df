/* dp-search-check.c: says what is wrong with a search
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "cli/dp-search-check.h"

#include "cli/dp-terminal.h"
#include "model/search/dp-search-expression.h"

#include <glib/gi18n.h>
#include <string.h>

/* As much of a long search is shown around a place. */
#define CONTEXT 30
#define MAX_MARKED 40

static char *
dup_part (const char *valid,
          gssize      first,
          gssize      last)
{
  g_autofree char *part = g_utf8_substring (valid, first, last);

  return dp_terminal_clean (part);
}

/* The search on one line, and the place marked on the next. */
static void
mark_place (DpCli               *cli,
            const char          *valid,
            const DpSearchFault *fault)
{
  const char      *place = valid + MIN (fault->start, strlen (valid)); /* a search may be cut off within a character */
  gssize           start = g_utf8_pointer_to_offset (valid, place);
  gssize           length = g_utf8_strlen (place, (gssize)fault->length);
  gssize           end = start + MIN (length, MAX_MARKED);
  g_autofree char *before = dup_part (valid, MAX (0, start - CONTEXT), start);
  g_autofree char *marked = dup_part (valid, start, end);
  g_autofree char *after = dup_part (valid, end, MIN (g_utf8_strlen (valid, -1), end + CONTEXT));
  g_autofree char *indent = g_strnfill (dp_terminal_measure (before), ' ');
  g_autofree char *carets = g_strnfill (MAX (1, dp_terminal_measure (marked)), '^');

  dp_cli_say (cli, "  %s%s%s", before, marked, after);
  dp_cli_say (cli, "  %s%s", indent, carets);
}

/**
 * dp_search_check:
 * @cli: the run, which is over when the search is wrong
 * @text: what was given for a search
 *
 * Says what is wrong with a search, and what in it was perhaps not meant so, with the
 * place marked.
 *
 * Returns: whether nothing of it would be left out
 */
gboolean
dp_search_check (DpCli      *cli,
                 const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autoptr (DpSearchExpression) expression = dp_search_expression_parse (valid);

  for (guint i = 0; i < expression->faults->len; i++)
    {
      const DpSearchFault *fault = g_ptr_array_index (expression->faults, i);

      dp_cli_say (cli, "%s", fault->sentence);
      mark_place (cli, valid, fault);
    }

  if (dp_search_expression_get_fault (expression) == NULL)
    return TRUE;

  dp_cli_reject (cli, _("This search cannot be understood; “man daily-papers-cli” explains the language."));

  return FALSE;
}
