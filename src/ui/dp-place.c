/* dp-place.c: which list the window shows
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ui/dp-place.h"

static const char *const names[] = {
  [DP_SCOPE_ALL] = "all",
  [DP_SCOPE_NEW] = "new",
  [DP_SCOPE_BOOKMARKS] = "bookmarks",
  [DP_SCOPE_NEW_VERSIONS] = "new-versions",
};

#define TODAY "today"

/* What is written before a number or a name; of the others `names` has it all. */
static const char *const prefixes[] = {
  [DP_SCOPE_TOPIC] = "topic:",
  [DP_SCOPE_DAY] = "day:",
  [DP_SCOPE_TASK] = "task:",
  [DP_SCOPE_TAG] = "tag:",
  [DP_SCOPE_COLLECTION] = "collection:",
  [DP_SCOPE_SMART] = "smart:",
};

static gboolean
is_numbered (DpScope scope)
{
  return scope == DP_SCOPE_TOPIC || scope == DP_SCOPE_COLLECTION || scope == DP_SCOPE_SMART;
}

/**
 * dp_place_named:
 * @scope: %DP_SCOPE_TASK, %DP_SCOPE_TAG or %DP_SCOPE_DAY
 * @name: the name of what is listed, or the day
 *
 * Makes a place that stays valid: names are few, and kept as long as the program runs.
 *
 * Returns: the place
 */
DpPlace
dp_place_named (DpScope     scope,
                const char *name)
{
  return (DpPlace){ scope, 0, g_intern_string (name) };
}

static gboolean
parse_rest (DpScope     scope,
            const char *rest,
            DpPlace    *out_place)
{
  guint64 id = 0;

  if (is_numbered (scope))
    {
      if (!g_ascii_string_to_unsigned (rest, 10, 1, G_MAXINT64, &id, NULL))
        return FALSE;

      *out_place = (DpPlace){ scope, (gint64)id };
      return TRUE;
    }

  if (*rest == '\0' || (scope == DP_SCOPE_DAY && !dp_day_is_valid (rest)))
    return FALSE;

  *out_place = dp_place_named (scope, rest);

  return TRUE;
}

/**
 * dp_place_parse:
 * @text: `new`, `all`, `bookmarks`, `new-versions`, `today`, `day:` and a day, `topic:`,
 *   `collection:` or `smart:` and a number, or `task:` or `tag:` and a name
 * @out_place: (out): what it names; untouched on failure
 *
 * Returns: whether @text names a place; it need not exist
 */
gboolean
dp_place_parse (const char *text,
                DpPlace    *out_place)
{
  g_return_val_if_fail (text != NULL, FALSE);
  g_return_val_if_fail (out_place != NULL, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_strcmp0 (text, names[i]) == 0)
      {
        *out_place = (DpPlace){ i, 0 };
        return TRUE;
      }

  if (g_str_equal (text, TODAY))
    {
      *out_place = (DpPlace){ .scope = DP_SCOPE_DAY };
      return TRUE;
    }

  for (guint i = 0; i < G_N_ELEMENTS (prefixes); i++)
    if (prefixes[i] != NULL && g_str_has_prefix (text, prefixes[i]))
      return parse_rest (i, text + strlen (prefixes[i]), out_place);

  return FALSE;
}

/**
 * dp_place_format:
 * @place: a place
 *
 * Returns: (transfer full): what dp_place_parse() reads
 */
char *
dp_place_format (const DpPlace *place)
{
  g_return_val_if_fail (place != NULL, NULL);

  if (is_numbered (place->scope))
    return g_strdup_printf ("%s%" G_GINT64_FORMAT, prefixes[place->scope], place->id);

  if (place->scope == DP_SCOPE_DAY && place->name == NULL)
    return g_strdup (TODAY);

  if (place->name != NULL)
    return g_strconcat (prefixes[place->scope], place->name, NULL);

  return g_strdup (names[place->scope]);
}

gboolean
dp_place_equal (const DpPlace *a,
                const DpPlace *b)
{
  g_return_val_if_fail (a != NULL && b != NULL, FALSE);

  return a->scope == b->scope && (!is_numbered (a->scope) || a->id == b->id) &&
         g_strcmp0 (a->name, b->name) == 0;
}
