/* dp-json-members.c: what an object of foreign JSON holds
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "formats/dp-json-members.h"

#include "model/dp-text.h"

#include <string.h>

/* A member of @object when it is of that type; what is not is as good as absent. */
static JsonNode *
get_member (JsonObject  *object,
            const char  *key,
            JsonNodeType type)
{
  JsonNode *node = json_object_get_member (object, key);

  return node != NULL && json_node_get_node_type (node) == type ? node : NULL;
}

const char *
dp_json_get_string (JsonObject *object,
                    const char *key)
{
  JsonNode *node = get_member (object, key, JSON_NODE_VALUE);

  return node != NULL && json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node) : NULL;
}

gint64
dp_json_get_number (JsonObject *object,
                    const char *key,
                    gint64      lowest,
                    gint64      highest,
                    gint64      otherwise)
{
  JsonNode *node = get_member (object, key, JSON_NODE_VALUE);
  gint64    number = otherwise;

  if (node != NULL && json_node_get_value_type (node) == G_TYPE_INT64)
    number = json_node_get_int (node);

  return number >= lowest && number <= highest ? number : otherwise;
}

gboolean
dp_json_get_flag (JsonObject *object,
                  const char *key,
                  gboolean    otherwise)
{
  JsonNode *node = get_member (object, key, JSON_NODE_VALUE);

  return node != NULL && json_node_get_value_type (node) == G_TYPE_BOOLEAN ? json_node_get_boolean (node) : otherwise;
}

JsonArray *
dp_json_get_array (JsonObject *object,
                   const char *key)
{
  JsonNode *node = get_member (object, key, JSON_NODE_ARRAY);

  return node != NULL ? json_node_get_array (node) : NULL;
}

JsonObject *
dp_json_get_object (JsonObject *object,
                    const char *key)
{
  JsonNode *node = get_member (object, key, JSON_NODE_OBJECT);

  return node != NULL ? json_node_get_object (node) : NULL;
}

guint
dp_json_count (JsonArray *array)
{
  return array != NULL ? MIN (json_array_get_length (array), DP_JSON_MAX_ELEMENTS) : 0;
}

const char *
dp_json_get_string_element (JsonArray *array,
                            guint      place)
{
  JsonNode *node = json_array_get_element (array, place);

  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node)
                                                                                          : NULL;
}

JsonObject *
dp_json_get_object_element (JsonArray *array,
                            guint      place)
{
  JsonNode *node = json_array_get_element (array, place);

  return JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

/**
 * dp_json_dup_text:
 * @object: an object
 * @key: a member
 *
 * Returns: (transfer full) (nullable): a text of one line, see dp_text_clean(); %NULL
 *   where there is none
 */
char *
dp_json_dup_text (JsonObject *object,
                  const char *key)
{
  const char      *text = dp_json_get_string (object, key);
  g_autofree char *clean = NULL;

  if (text == NULL || strlen (text) > DP_JSON_MAX_TEXT_BYTES)
    return NULL;

  clean = dp_text_clean (text);

  return *clean != '\0' ? g_steal_pointer (&clean) : NULL;
}

/**
 * dp_json_dup_lines:
 * @object: an object
 * @key: a member
 *
 * Returns: (transfer full) (nullable): a text with its lines and tabs, without other
 *   control characters; %NULL where there is none
 */
char *
dp_json_dup_lines (JsonObject *object,
                   const char *key)
{
  const char *text = dp_json_get_string (object, key);
  GString    *clean = NULL;

  if (text == NULL || *text == '\0' || strlen (text) > DP_JSON_MAX_TEXT_BYTES)
    return NULL;

  clean = g_string_sized_new (strlen (text));
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar character = g_utf8_get_char (p);

      if (character == '\n' || character == '\t' || g_unichar_type (character) != G_UNICODE_CONTROL)
        g_string_append_unichar (clean, character);
    }

  return g_string_free (clean, FALSE);
}

/**
 * dp_json_dup_list:
 * @object: an object
 * @key: a member
 *
 * Returns: (transfer full) (nullable): the names in a list, clean and none of them
 *   empty; %NULL where there are none
 */
char **
dp_json_dup_list (JsonObject *object,
                  const char *key)
{
  JsonArray *array = dp_json_get_array (object, key);
  g_autoptr (GStrvBuilder) list = g_strv_builder_new ();
  guint n_added = 0;

  for (guint i = 0; i < dp_json_count (array); i++)
    {
      const char      *text = dp_json_get_string_element (array, i);
      g_autofree char *clean = text != NULL && strlen (text) <= DP_JSON_MAX_NAME_BYTES ? dp_text_clean (text) : NULL;

      if (clean == NULL || *clean == '\0')
        continue;

      g_strv_builder_add (list, clean);
      n_added++;
    }

  return n_added > 0 ? g_strv_builder_end (list) : NULL;
}
