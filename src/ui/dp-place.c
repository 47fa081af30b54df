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

#define TOPIC_PREFIX "topic:"
#define TASK_PREFIX "task:"
#define DAY_PREFIX "day:"
#define TODAY "today"

/**
 * dp_place_named:
 * @scope: %DP_SCOPE_TASK or %DP_SCOPE_DAY
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

/**
 * dp_place_parse:
 * @text: `new`, `all`, `bookmarks`, `new-versions`, `today`, `day:` and a day, `topic:`
 *   and a topic's number, or `task:` and a task's name
 * @out_place: (out): what it names; untouched on failure
 *
 * Returns: whether @text names a place; the topic or task need not exist
 */
gboolean
dp_place_parse (const char *text,
                DpPlace    *out_place)
{
  guint64 id = 0;

  g_return_val_if_fail (text != NULL, FALSE);
  g_return_val_if_fail (out_place != NULL, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_strcmp0 (text, names[i]) == 0)
      {
        *out_place = (DpPlace){ i, 0 };
        return TRUE;
      }

  if (g_str_has_prefix (text, TASK_PREFIX) && text[strlen (TASK_PREFIX)] != '\0')
    {
      *out_place = dp_place_named (DP_SCOPE_TASK, text + strlen (TASK_PREFIX));
      return TRUE;
    }

  if (g_str_equal (text, TODAY))
    {
      *out_place = (DpPlace){ .scope = DP_SCOPE_DAY };
      return TRUE;
    }

  if (g_str_has_prefix (text, DAY_PREFIX) && dp_day_is_valid (text + strlen (DAY_PREFIX)))
    {
      *out_place = dp_place_named (DP_SCOPE_DAY, text + strlen (DAY_PREFIX));
      return TRUE;
    }

  if (!g_str_has_prefix (text, TOPIC_PREFIX) ||
      !g_ascii_string_to_unsigned (text + strlen (TOPIC_PREFIX), 10, 1, G_MAXINT64, &id, NULL))
    return FALSE;

  *out_place = (DpPlace){ DP_SCOPE_TOPIC, (gint64)id };

  return TRUE;
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

  if (place->scope == DP_SCOPE_TOPIC)
    return g_strdup_printf (TOPIC_PREFIX "%" G_GINT64_FORMAT, place->topic_id);

  if (place->scope == DP_SCOPE_TASK)
    return g_strconcat (TASK_PREFIX, place->name, NULL);

  if (place->scope == DP_SCOPE_DAY)
    return place->name != NULL ? g_strconcat (DAY_PREFIX, place->name, NULL) : g_strdup (TODAY);

  return g_strdup (names[place->scope]);
}

gboolean
dp_place_equal (const DpPlace *a,
                const DpPlace *b)
{
  g_return_val_if_fail (a != NULL && b != NULL, FALSE);

  return a->scope == b->scope && (a->scope != DP_SCOPE_TOPIC || a->topic_id == b->topic_id) &&
         g_strcmp0 (a->name, b->name) == 0;
}
