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
};

#define TOPIC_PREFIX "topic:"

/**
 * dp_place_parse:
 * @text: `new`, `all`, `bookmarks`, or `topic:` and a topic's number
 * @out_place: (out): what it names; untouched on failure
 *
 * Returns: whether @text names a place; the topic need not exist
 */
gboolean
dp_place_parse (const char *text,
                DpPlace    *out_place)
{
  guint64 id = 0;

  g_return_val_if_fail (text != NULL, FALSE);
  g_return_val_if_fail (out_place != NULL, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (text, names[i]))
      {
        *out_place = (DpPlace){ i, 0 };
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

  return g_strdup (names[place->scope]);
}

gboolean
dp_place_equal (const DpPlace *a,
                const DpPlace *b)
{
  g_return_val_if_fail (a != NULL && b != NULL, FALSE);

  return a->scope == b->scope && (a->scope != DP_SCOPE_TOPIC || a->topic_id == b->topic_id);
}
