/* hugging-face-lines.c: saved lists of Hugging Face's as lines of JSON, for test_hugging_face.py
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <stdio.h>

#include "formats/dp-hugging-face-parser.h"
#include "formats/dp-paper-json.h"

/* The short form, with what it leaves out. */
static char *
format_paper (const DpPaper *paper)
{
  g_autoptr (JsonNode) node = dp_paper_json_build (paper);
  JsonObject *object = json_node_get_object (node);

  json_object_set_int_member (object, "rank", ((DpDayRank *)g_ptr_array_index (paper->days, 0))->rank);
  json_object_set_int_member (object, "num_comments", paper->num_comments);
  json_object_set_string_member (object, "organization", paper->organization);
  json_object_set_string_member (object, "thumbnail", paper->thumbnail);

  return json_to_string (node, FALSE);
}

/* Writes a line for each paper, and one with the number of papers, or with the error. */
static void
print_day (const char *path)
{
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *day = g_strndup (name, strlen ("YYYY-MM-DD"));
  g_autofree char *contents = NULL;
  gsize            length = 0;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) papers = NULL;
  guint n_rejected = 0;

  g_file_get_contents (path, &contents, &length, &error);
  g_assert_no_error (error);
  papers = dp_hugging_face_parse_day (contents, length, day, 0, &n_rejected, &error);

  for (guint i = 0; papers != NULL && i < papers->len; i++)
    {
      g_autofree char *line = format_paper (g_ptr_array_index (papers, i));

      puts (line); /* g_print() would ask the locale */
    }

  if (papers != NULL)
    printf ("{\"day\": \"%s\", \"papers\": %u, \"rejected\": %u}\n", day, papers->len, n_rejected);
  else
    printf ("{\"day\": \"%s\", \"error\": \"%s\"}\n", day, error->message);
}

int
main (int    argc,
      char **argv)
{
  for (int i = 1; i < argc; i++)
    print_day (argv[i]);

  return 0;
}
