/* dp-term-list.c: several terms typed into one entry
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ui/dp-term-list.h"

#include <string.h>

static void
take_term (GStrvBuilder *terms,
           GString      *term)
{
  g_strstrip (term->str);
  if (*term->str != '\0')
    g_strv_builder_add (terms, term->str);
  g_string_truncate (term, 0);
}

/**
 * dp_term_list_parse:
 * @text: what was typed
 *
 * Splits @text at its commas. A comma within double quotes is part of the term; the
 * quotes themselves are not. A quote that is left open ends with the text.
 *
 * Returns: (transfer full): the terms, trimmed, without empty ones
 */
char **
dp_term_list_parse (const char *text)
{
  g_autoptr (GStrvBuilder) terms = g_strv_builder_new ();
  g_autoptr (GString) term = g_string_new (NULL);
  gboolean quoted = FALSE;

  g_return_val_if_fail (text != NULL, NULL);

  for (const char *p = text; *p != '\0'; p++)
    if (*p == '"')
      quoted = !quoted;
    else if (*p == ',' && !quoted)
      take_term (terms, term);
    else
      g_string_append_c (term, *p);
  take_term (terms, term);

  return g_strv_builder_end (terms);
}

/**
 * dp_term_list_format:
 * @terms: (nullable): terms
 *
 * Returns: (transfer full): a text that dp_term_list_parse() splits into @terms
 */
char *
dp_term_list_format (const char *const *terms)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (; terms != NULL && *terms != NULL; terms++)
    {
      const char *quote = strchr (*terms, ',') != NULL ? "\"" : "";

      g_string_append_printf (text, "%s%s%s%s", text->len > 0 ? ", " : "", quote, *terms, quote);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}
