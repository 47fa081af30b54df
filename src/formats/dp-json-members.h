/* dp-json-members.h: what an object of foreign JSON holds
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Past these nobody wrote it who meant it; a list's end is cut off, a text is not there. */
#define DP_JSON_MAX_TEXT_BYTES (1024 * 1024)
#define DP_JSON_MAX_NAME_BYTES 4096
#define DP_JSON_MAX_ELEMENTS   20000

/* A member of another type than the one that is asked for is as good as absent. What
 * is lent belongs to the object. Any thread. */

/* Lent, as it is; %NULL for none. */
const char *dp_json_get_string         (JsonObject *object,
                                        const char *key);
/* @otherwise where there is none from @lowest to @highest. */
gint64      dp_json_get_number         (JsonObject *object,
                                        const char *key,
                                        gint64      lowest,
                                        gint64      highest,
                                        gint64      otherwise);
gboolean    dp_json_get_flag           (JsonObject *object,
                                        const char *key,
                                        gboolean    otherwise);
/* Lent; %NULL for none. */
JsonArray  *dp_json_get_array          (JsonObject *object,
                                        const char *key);
JsonObject *dp_json_get_object         (JsonObject *object,
                                        const char *key);

/* How many elements of @array, which may be %NULL, are to be looked at. */
guint       dp_json_count              (JsonArray *array);
/* Lent; %NULL for what is something else. */
const char *dp_json_get_string_element (JsonArray *array,
                                        guint      place);
JsonObject *dp_json_get_object_element (JsonArray *array,
                                        guint      place);

char       *dp_json_dup_text           (JsonObject *object,
                                        const char *key) G_GNUC_WARN_UNUSED_RESULT;
char       *dp_json_dup_lines          (JsonObject *object,
                                        const char *key) G_GNUC_WARN_UNUSED_RESULT;
char      **dp_json_dup_list           (JsonObject *object,
                                        const char *key) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
