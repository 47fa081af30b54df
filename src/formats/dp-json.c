/* dp-json.c: JSON from outside
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "formats/dp-json.h"

#include "formats/dp-format-error.h"

#include <glib/gi18n.h>
#include <string.h>

#define BYTE_ORDER_MARK "\xef\xbb\xbf"

/* What a text looks like before it is parsed. */
typedef struct
{
  guint    n_values; /* at most so many */
  gboolean is_plain; /* nothing that only json-glib takes for JSON: comments, other quotes */
  gboolean is_too_deep;
  gboolean is_cut; /* something is open at the end */
} Survey;

/* Gives the place behind the string that begins at @place; past @length when it does not end. */
static gsize
skip_string (const char *data,
             gsize       length,
             gsize       place)
{
  for (place++; place < length && data[place] != '"'; place++)
    if (data[place] == '\\')
      place++;

  return place + 1;
}

/* Anything else outside of strings would let json-glib see other brackets than we do. */
static gboolean
is_json (char c)
{
  return g_ascii_isalnum (c) || (c != '\0' && strchr ("[]{}:,+-. \t\r\n", c) != NULL);
}

/* Ends where the brackets get too deep, or where it is not JSON. */
static Survey
survey (const char *data,
        gsize       length)
{
  Survey self = { .n_values = 1, .is_plain = TRUE };
  guint  depth = 0;
  gsize  i = 0;

  while (i < length && self.is_plain && !self.is_too_deep)
    {
      char     c = data[i];
      gboolean opens = c == '{' || c == '[';

      if (c == '"')
        {
          i = skip_string (data, length, i);
          continue;
        }

      if (opens)
        depth++;
      else if ((c == '}' || c == ']') && depth > 0)
        depth--;

      self.n_values += opens || c == ',';
      self.is_plain = is_json (c);
      self.is_too_deep = depth > DP_JSON_MAX_DEPTH;
      i++;
    }

  self.is_cut = depth > 0 || i > length;

  return self;
}

/* The code unit of an escape `\uXXXX`; 0 when there is none. */
static guint
read_escape (const char *data,
             gsize       length,
             gsize       place)
{
  guint unit = 0;

  if (place + 6 > length || data[place] != '\\' || data[place + 1] != 'u')
    return 0;

  for (gsize i = place + 2; i < place + 6; i++)
    {
      if (!g_ascii_isxdigit (data[i]))
        return 0;
      unit = unit * 16 + (guint)g_ascii_xdigit_value (data[i]);
    }

  return unit;
}

/* Half of a pair of surrogates, which is how JavaScript writes an emoji that was cut in
 * two, is no character, and json-glib would refuse the whole text for it. */
static void
mend_surrogates (char *data,
                 gsize length)
{
  static const char replacement[] = { '\\', 'u', 'f', 'f', 'f', 'd' };

  for (gsize i = 0; i + 1 < length; i++)
    {
      guint unit = 0;

      if (data[i] != '\\')
        continue;

      unit = read_escape (data, length, i);
      if (unit >= 0xd800 && unit < 0xdc00 && (read_escape (data, length, i + 6) & 0xfc00) == 0xdc00)
        i += 11;
      else if (unit >= 0xd800 && unit < 0xe000)
        memcpy (data + i, replacement, sizeof replacement);
      else
        i++;
    }
}

static JsonNode *
parse (const char *data,
       gsize       length)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autofree char *mended = NULL;

  if (!g_utf8_validate (data, (gssize)length, NULL))
    return NULL;

  mended = g_strndup (data, length);
  mend_surrogates (mended, length);
  if (!json_parser_load_from_data (parser, mended, (gssize)length, NULL))
    return NULL;

  return json_parser_steal_root (parser);
}

/**
 * dp_json_parse:
 * @data: (array length=length): a JSON text
 * @length: its length in bytes
 * @error: return location for a #DpFormatError
 *
 * Reads JSON that may be hostile: nothing but JSON as RFC 8259 describes its tokens, and
 * within the limits above. Half a pair of surrogates becomes U+FFFD. Any thread.
 *
 * Returns: (transfer full) (nullable): the value
 */
JsonNode *
dp_json_parse (const char *data,
               gsize       length,
               GError    **error)
{
  JsonNode *root = NULL;
  Survey    seen = { 0 };

  g_return_val_if_fail (data != NULL || length == 0, NULL);

  if (length >= strlen (BYTE_ORDER_MARK) && memcmp (data, BYTE_ORDER_MARK, strlen (BYTE_ORDER_MARK)) == 0)
    {
      data += strlen (BYTE_ORDER_MARK);
      length -= strlen (BYTE_ORDER_MARK);
    }

  if (length <= DP_JSON_MAX_BYTES)
    seen = survey (data, length);

  if (length > DP_JSON_MAX_BYTES || seen.is_too_deep || seen.n_values > DP_JSON_MAX_VALUES)
    {
      g_set_error_literal (error, DP_FORMAT_ERROR, DP_FORMAT_ERROR_SYNTAX,
                           _("The JSON is too long or nested too deeply."));
      return NULL;
    }

  if (length > 0 && seen.is_plain)
    root = parse (data, length);

  if (root == NULL && seen.is_plain && seen.is_cut)
    g_set_error_literal (error, DP_FORMAT_ERROR, DP_FORMAT_ERROR_TRUNCATED, _("The JSON ends in the middle."));
  else if (root == NULL)
    g_set_error_literal (error, DP_FORMAT_ERROR, DP_FORMAT_ERROR_SYNTAX, _("This is not valid JSON."));

  return root;
}

/* The end of the object that begins at @start; 0 when it has none. */
static gsize
measure_object (const char *start,
                gsize       length)
{
  guint depth = 0;
  gsize i = 0;

  while (i < length)
    {
      if (start[i] == '"')
        {
          i = skip_string (start, length, i);
          continue;
        }

      depth += start[i] == '{';
      if (start[i] == '}' && --depth == 0)
        return i + 1;
      i++;
    }

  return 0;
}

/**
 * dp_json_parse_first_object:
 * @data: (array length=length): a JSON text that begins with `[`
 * @length: its length in bytes
 *
 * Reads only the first element of an array, which tells what the others are, however
 * many there are. Any thread.
 *
 * Returns: (transfer full) (nullable): the element; %NULL where it is no object, or none
 *   that dp_json_parse() would read
 */
JsonNode *
dp_json_parse_first_object (const char *data,
                            gsize       length)
{
  const char *start = NULL;
  gsize       n = 0;

  g_return_val_if_fail (data != NULL && length > 0, NULL);

  start = memchr (data, '{', length);
  for (const char *p = data + 1; start != NULL && p < start; p++)
    if (!g_ascii_isspace (*p))
      return NULL;

  n = start != NULL ? measure_object (start, length - (gsize)(start - data)) : 0;

  return n > 0 ? dp_json_parse (start, n, NULL) : NULL;
}
