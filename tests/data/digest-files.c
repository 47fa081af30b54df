/* digest-files.c: every digest of ../shared/data, and when two are the same
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "digest-files.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

#include "model/dp-text.h"
#include "test-util.h"

/* How much of a difference is printed. */
#define MAX_PRINTED 12

static void
free_file (gpointer data)
{
  DigestFile *file = data;

  g_free (file->name);
  g_free (file->text);
  g_free (file);
}

static char *
dup_folder (void)
{
  const char *data = g_getenv ("DAILY_PAPERS_TEST_DATA");

  return g_build_filename (data != NULL ? data : "", "digests", NULL);
}

gboolean
digest_files_are_there (void)
{
  g_autofree char *folder = dup_folder ();

  return g_getenv ("DAILY_PAPERS_TEST_DATA") != NULL && g_file_test (folder, G_FILE_TEST_IS_DIR);
}

static void load_folder (const char *folder,
                         GPtrArray  *files);

static void
load_archive (const char *path,
              GPtrArray  *files)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("digests-XXXXXX", &error);
  g_autoptr (GSubprocess) tar = NULL;

  g_assert_no_error (error);
  tar = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, "tar", "-C", folder, "-xf", path, NULL);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_wait_check (tar, NULL, &error));

  load_folder (folder, files);
  test_remove_folder (folder);
}

static void
load_file (const char *path,
           GPtrArray  *files)
{
  DigestFile *file = g_new0 (DigestFile, 1);

  file->name = g_path_get_basename (path);
  g_assert_true (g_file_get_contents (path, &file->text, &file->length, NULL));
  g_ptr_array_add (files, file);
}

static void
load_folder (const char *folder,
             GPtrArray  *files)
{
  g_autoptr (GDir) directory = g_dir_open (folder, 0, NULL);

  g_assert_nonnull (directory);
  for (const char *name = g_dir_read_name (directory); name != NULL; name = g_dir_read_name (directory))
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        load_folder (path, files);
      else if (g_str_has_suffix (name, ".tar.xz"))
        load_archive (path, files);
      else
        load_file (path, files);
    }
}

GPtrArray *
digest_files_load (void)
{
  g_autofree char *folder = dup_folder ();
  GPtrArray       *files = g_ptr_array_new_with_free_func (free_file);

  load_folder (folder, files);

  return files;
}

static void
append_text (GString    *line,
             const char *name,
             const char *text)
{
  g_autofree char *clean = dp_text_clean (text);

  g_string_append_printf (line, "\n    %s: %s", name, clean != NULL ? clean : "");
}

static void
append_list (GString    *line,
             const char *name,
             char      **list)
{
  g_autofree char *joined = list != NULL ? g_strjoinv (", ", list) : g_strdup ("");

  append_text (line, name, joined);
}

static int
compare_texts (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

static void
append_links (GString       *line,
              const DpPaper *paper)
{
  g_autoptr (GPtrArray) links = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; paper->links != NULL && i < paper->links->len; i++)
    {
      const DpLink *link = g_ptr_array_index (paper->links, i);

      g_ptr_array_add (links, g_strdup_printf ("%s %s", dp_link_kind_to_string (link->kind), link->url));
    }
  g_ptr_array_sort (links, compare_texts);
  for (guint i = 0; i < links->len; i++)
    append_text (line, "link", links->pdata[i]);
}

static void
append_day (GString *line,
            DpTime   time)
{
  g_autofree char *day = time != DP_TIME_UNKNOWN ? dp_time_format_day (time) : NULL;

  append_text (line, "date", day);
}

/* A paper in the columns of a layout. */
static char *
describe_paper (DpDigestLayout layout,
                const DpPaper *paper)
{
  g_autoptr (GString) line = g_string_new (NULL);

  append_text (line, "title", paper->title);
  switch (layout)
    {
    case DP_DIGEST_KEYWORD:
      append_day (line, paper->published);
      append_text (line, "abstract", paper->abstract);
      append_text (line, "comment", paper->comment);
      break;

    case DP_DIGEST_CLASSIFIED:
      append_list (line, "authors", paper->authors);
      append_text (line, "summary", dp_paper_get_summary (paper));
      append_list (line, "tasks", paper->tasks);
      append_links (line, paper);
      break;

    case DP_DIGEST_SUMMARY:
      append_list (line, "authors", paper->authors);
      append_text (line, "summary", dp_paper_get_summary (paper));
      break;

    case DP_DIGEST_DATED:
      append_day (line, paper->published);
      append_text (line, "abstract", paper->abstract != NULL ? paper->abstract : dp_paper_get_summary (paper));
      break;
    }

  return g_strdup (line->str);
}

/* Key: the section's name and the paper's id; value: what describe_paper() says. */
static GHashTable *
describe (const DpDigest *digest)
{
  GHashTable *papers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (guint i = 0; i < digest->sections->len; i++)
    {
      const DpDigestSection *section = g_ptr_array_index (digest->sections, i);

      for (guint j = 0; j < section->papers->len; j++)
        {
          const DpPaper *paper = g_ptr_array_index (section->papers, j);
          char          *key = g_strdup_printf ("%s|%s|%s|%s", section->topic != NULL ? section->topic : "",
                                       section->day != NULL ? section->day : "",
                                       section->month != NULL ? section->month : "", paper->id);

          if (g_hash_table_contains (papers, key))
            g_free (key);
          else
            g_hash_table_insert (papers, key, describe_paper (digest->layout, paper));
        }
    }

  return papers;
}

/* What is in @a and missing or different in @b. */
static guint
print_differences (const DigestFile *file,
                   GHashTable       *a,
                   GHashTable       *b)
{
  GHashTableIter iter;
  gpointer       key = NULL;
  gpointer       value = NULL;
  guint          n_differences = 0;

  g_hash_table_iter_init (&iter, a);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      const char *other = g_hash_table_lookup (b, key);

      if (g_strcmp0 (value, other) == 0)
        continue;
      if (n_differences++ < MAX_PRINTED)
        g_printerr ("%s: %s%s\n  and%s\n", file->name, (char *)key, (char *)value, other != NULL ? other : " nothing");
    }

  return n_differences;
}

void
digest_files_assert_same (const DigestFile *file,
                          const DpDigest   *expected,
                          const DpDigest   *actual)
{
  g_autoptr (GHashTable) a = describe (expected);
  g_autoptr (GHashTable) b = describe (actual);
  guint n_differences = print_differences (file, a, b);

  if (n_differences == 0)
    n_differences = print_differences (file, b, a);
  g_assert_cmpuint (n_differences, ==, 0);
}
