/* dp-name.c: the names that people give to what is theirs
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "model/dp-name.h"

#include "model/dp-text.h"

#include <glib/gi18n.h>

G_DEFINE_QUARK (dp_name_error, dp_name_error)

/**
 * dp_name_normalize:
 * @text: what was typed, or what a file says
 * @error: return location for a #DpNameError
 *
 * Makes a name: white space at the ends and control characters go, and so do marks
 * that change the direction of what comes after; white space within becomes a space.
 * Any thread.
 *
 * Returns: (transfer full) (nullable): one to %DP_NAME_MAX_LENGTH characters; the same
 *   again where it is given such a name
 */
char *
dp_name_normalize (const char *text,
                   GError    **error)
{
  g_autofree char *name = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  name = dp_text_clean (text);

  if (name[0] == '\0')
    {
      g_set_error_literal (error, DP_NAME_ERROR, DP_NAME_ERROR_EMPTY, _("The name is empty."));
      return NULL;
    }

  if (g_utf8_strlen (name, -1) > DP_NAME_MAX_LENGTH)
    {
      g_set_error (error, DP_NAME_ERROR, DP_NAME_ERROR_TOO_LONG,
                   _("The name is too long. It can have at most %d characters."), DP_NAME_MAX_LENGTH);
      return NULL;
    }

  return g_steal_pointer (&name);
}

/**
 * dp_name_dup_key:
 * @name: the name of a topic, a tag or a collection
 *
 * Gives what names are compared by: two that differ in case, in white space, or in how
 * their characters are put together, are one. Any thread.
 *
 * Returns: (transfer full): bytes to compare with strcmp()
 */
char *
dp_name_dup_key (const char *name)
{
  g_autofree char *clean = NULL;
  g_autofree char *normal = NULL;

  g_return_val_if_fail (name != NULL, NULL);

  clean = dp_text_clean (name);
  normal = g_utf8_normalize (clean, -1, G_NORMALIZE_ALL);

  return g_utf8_casefold (normal, -1);
}
