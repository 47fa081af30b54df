/* test-feeds.c: every recorded daily feed, compared with a plain count
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "formats/arxiv/dp-feed-parser.h"

static guint
count (const char *text,
       const char *needle)
{
  guint n = 0;

  for (const char *p = strstr (text, needle); p != NULL; p = strstr (p + 1, needle))
    n++;

  return n;
}

/* How often each type of announcement stands in a feed. */
static void
assert_types (DpFeed     *feed,
              const char *text)
{
  static const char *const types[] = { "new", "cross", "replace", "replace-cross" };
  guint                    n_found[G_N_ELEMENTS (types)] = { 0 };

  for (guint i = 0; i < feed->announcements->len; i++)
    {
      const DpAnnouncement *announcement = g_ptr_array_index (feed->announcements, i);

      n_found[announcement->type]++;
      g_assert_nonnull (announcement->paper->authors);
      g_assert_nonnull (announcement->paper->primary_category);
      g_assert_null (strstr (announcement->paper->abstract, "Announce Type"));
    }

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    {
      g_autofree char *element = g_strdup_printf (">%s</arxiv:announce_type>", types[i]);

      g_assert_cmpuint (n_found[i], ==, count (text, element));
    }
}

int
main (int argc, char **argv)
{
  const char      *data = g_getenv ("DAILY_PAPERS_TEST_DATA");
  g_autofree char *path = g_build_filename (data != NULL ? data : "", "arxiv-feed", NULL);
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name = NULL;
  guint       n_empty = 0;

  if (folder == NULL)
    return 77;

  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *file = g_build_filename (path, name, NULL);
      g_autoptr (GError) error = NULL;
      g_autofree char *text = NULL;
      g_autoptr (DpFeed) feed = NULL;
      gsize length = 0;

      g_file_get_contents (file, &text, &length, &error);
      g_assert_no_error (error);
      feed = dp_feed_parse (text, length, &error);
      g_assert_no_error (error);

      g_assert_cmpuint (feed->n_rejected, ==, 0);
      g_assert_cmpuint (feed->announcements->len, ==, count (text, "<entry>") + count (text, "<item>"));
      assert_types (feed, text);
      n_empty += feed->announcements->len == 0;
    }

  g_assert_cmpuint (n_empty, ==, 1);

  return 0;
}
