/* test-digest-library.c: every digest there is, through two libraries
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A digest is imported into an empty library; all topics, days or months that this then
 * holds are written in the digest's layout, and imported into a second one. Both must
 * hold the same in all that the layout has a column for.
 *
 * Opening a library costs more than most digests: those of one day, of which there are
 * hundreds, go through one library in groups. */

#include "digest-files.h"
#include "library-fixture.h"

#include <string.h>

#include "formats/digest/dp-digest-parser.h"
#include "formats/digest/dp-digest-writer.h"
#include "library/dp-day-query.h"
#include "library/order/dp-listing.h"
#include "service/export/dp-digest-maker.h"
#include "service/import/dp-import.h"

#define SKIPPED 77
#define MAX_GROUP 60

/* In memory where there is such a place: it is not the disk that is tested. */
#define MEMORY "/dev/shm"
#define MONTH_LENGTH 7

static void
import_file (LibraryFixture *fixture,
             const char     *name,
             const char     *text,
             gsize           length)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (DpImport) import = NULL;
  g_autoptr (GAsyncResult) inspected = NULL;
  g_autoptr (GAsyncResult) stored = NULL;
  DpImportReport report = { 0 };
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (path, text, (gssize)length, NULL));
  g_test_message ("%s", name);
  import = dp_import_new (fixture->library, file);
  dp_import_inspect_async (import, NULL, NULL, NULL, test_result_cb, &inspected);
  test_wait_until (inspected != NULL);
  dp_import_inspect_finish (import, inspected, &error);
  g_assert_no_error (error);

  dp_import_store_async (import, NULL, NULL, NULL, test_result_cb, &stored);
  test_wait_until (stored != NULL);
  dp_import_store_finish (import, stored, &report, &error);
  g_assert_no_error (error);
}

static DpDigest *
make (LibraryFixture        *fixture,
      const DpDigestRequest *request)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  DpDigest *digest = NULL;

  dp_digest_maker_make_async (fixture->library, request, NULL, test_result_cb, &result);
  test_wait_until (result != NULL);
  digest = dp_digest_maker_make_finish (fixture->library, result, &error);
  g_assert_no_error (error);

  return digest;
}

/* Moves what @part holds into @whole. */
static void
join (DpDigest *whole,
      DpDigest *part)
{
  for (guint i = 0; i < part->sections->len; i++)
    {
      const DpDigestSection *section = g_ptr_array_index (part->sections, i);
      DpDigestSection       *copy = dp_digest_add_section (whole, section->topic, section->day, section->month);

      for (guint j = 0; j < section->papers->len; j++)
        g_ptr_array_add (copy->papers, dp_paper_ref (section->papers->pdata[j]));
    }
}

static void
take (LibraryFixture        *fixture,
      DpDigest              *whole,
      const DpDigestRequest *request)
{
  g_autoptr (DpDigest) part = make (fixture, request);

  join (whole, part);
}

static void
take_days (LibraryFixture *fixture,
           DpDigest       *whole)
{
  g_autoptr (GPtrArray) days = dp_day_query_list (fixture->library, NULL, NULL, DP_DAY_QUERY_ALL, NULL);

  for (guint i = 0; i < days->len; i++)
    {
      const DpDayInfo *info = days->pdata[i];

      take (fixture, whole, &(DpDigestRequest){ .layout = whole->layout, .day = info->day, .now = dp_time_now () });
    }
}

/* Of all papers, in the order of time. */
static GPtrArray *
list_months (LibraryFixture *fixture)
{
  const DpListQuery query = { .scope = DP_SCOPE_ALL, .sort = DP_SORT_DATE };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (DpOrder) order = NULL;
  g_autoptr (GPtrArray) papers = NULL;
  GPtrArray *months = g_ptr_array_new_with_free_func (g_free);

  dp_listing_ask_async (fixture->library, &query, NULL, test_result_cb, &result);
  test_wait_until (result != NULL);
  order = dp_listing_ask_finish (fixture->library, result, NULL);
  papers = dp_paper_query_load_rows (fixture->library, dp_order_get_rowids (order), dp_order_get_length (order), NULL);

  for (guint i = 0; i < papers->len; i++)
    {
      const DpPaper   *paper = papers->pdata[i];
      g_autofree char *month = paper->published != DP_TIME_UNKNOWN ? dp_time_format_day (paper->published) : NULL;

      if (month == NULL)
        continue;
      month[MONTH_LENGTH] = '\0';
      if (months->len == 0 || !g_str_equal (months->pdata[months->len - 1], month))
        g_ptr_array_add (months, g_steal_pointer (&month));
    }

  return months;
}

static void
take_months (LibraryFixture *fixture,
             DpDigest       *whole)
{
  g_autoptr (GPtrArray) months = list_months (fixture);

  for (guint i = 0; i < months->len; i++)
    take (fixture, whole, &(DpDigestRequest){ .layout = whole->layout, .month = months->pdata[i], .now = dp_time_now () });
}

/* All that a library holds, in a layout. */
static DpDigest *
take_all (LibraryFixture *fixture,
          DpDigestLayout  layout)
{
  DpDigest *whole = dp_digest_new (layout);
  g_autoptr (GPtrArray) topics = dp_topic_query_list (fixture->library, NULL);

  switch (layout)
    {
    case DP_DIGEST_KEYWORD:
      take (fixture, whole, &(DpDigestRequest){ .layout = layout, .topics = topics, .now = dp_time_now () });
      break;

    case DP_DIGEST_CLASSIFIED:
    case DP_DIGEST_SUMMARY:
      take_days (fixture, whole);
      break;

    case DP_DIGEST_DATED:
      take_months (fixture, whole);
      break;
    }

  return whole;
}

/* How many, each once a section: no topic may hide a paper that the file has in it. */
static guint
count_papers (const DpDigest *digest)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < digest->sections->len; i++)
    {
      const DpDigestSection *section = g_ptr_array_index (digest->sections, i);

      for (guint j = 0; j < section->papers->len; j++)
        {
          const DpPaper *paper = section->papers->pdata[j];

          g_hash_table_add (seen, g_strdup_printf ("%s|%s|%s", section->topic != NULL ? section->topic : "",
                                                   section->day != NULL ? section->day : "", paper->id));
        }
    }

  return g_hash_table_size (seen);
}

static void
open_empty (LibraryFixture *fixture)
{
  library_fixture_set_up (fixture, NULL);
  library_fixture_open (fixture);
}

/* Files of one layout that go through the libraries together. */
typedef struct
{
  GPtrArray *files; /* of DigestFile; (unowned) */
  DpDigest  *whole; /* all that they say */
} Group;

static void
group_clear (Group *group)
{
  g_clear_pointer (&group->files, g_ptr_array_unref);
  g_clear_pointer (&group->whole, dp_digest_free);
}

static void
test_group (Group *group)
{
  DpDigestLayout    layout = group->whole->layout;
  LibraryFixture    first = { NULL };
  LibraryFixture    second = { NULL };
  const DigestFile *file = group->files->pdata[0];
  g_autoptr (DpDigest) written = NULL;
  g_autoptr (DpDigest) read = NULL;
  g_autofree char *markdown = NULL;

  open_empty (&first);
  for (guint i = 0; i < group->files->len; i++)
    {
      const DigestFile *member = group->files->pdata[i];

      import_file (&first, member->name, member->text, member->length);
    }
  written = take_all (&first, layout);
  library_fixture_tear_down (&first, NULL);
  g_assert_cmpuint (count_papers (written), ==, count_papers (group->whole));

  markdown = dp_digest_write (written);
  open_empty (&second);
  import_file (&second, "digest.md", markdown, strlen (markdown));
  read = take_all (&second, layout);
  library_fixture_tear_down (&second, NULL);

  digest_files_assert_same (file, written, read);
}

static int
compare_files (gconstpointer a,
               gconstpointer b)
{
  const DigestFile *first = *(const DigestFile *const *)a;
  const DigestFile *second = *(const DigestFile *const *)b;

  return strcmp (first->name, second->name);
}

static void
add_file (Group      *group,
          DigestFile *file)
{
  g_autoptr (DpDigest) digest = dp_digest_parse (file->text, file->length, file->name, NULL);

  if (group->whole == NULL)
    {
      group->files = g_ptr_array_new ();
      group->whole = dp_digest_new (digest->layout);
    }
  g_ptr_array_add (group->files, file);
  join (group->whole, digest);
}

static DpDigestLayout
get_layout (const DigestFile *file)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DpDigest) digest = dp_digest_parse (file->text, file->length, file->name, &error);

  g_assert_no_error (error);

  return digest->layout;
}

/* Each file by itself, but those of days in groups. */
static void
test_all (void)
{
  g_autoptr (GPtrArray) files = digest_files_load ();
  Group groups[DP_DIGEST_DATED + 1] = { { NULL } };

  g_ptr_array_sort (files, compare_files);
  for (guint i = 0; i < files->len; i++)
    {
      DpDigestLayout layout = get_layout (files->pdata[i]);
      gboolean       is_day = layout == DP_DIGEST_CLASSIFIED || layout == DP_DIGEST_SUMMARY;

      add_file (&groups[layout], files->pdata[i]);
      if (!is_day || groups[layout].files->len == MAX_GROUP)
        {
          test_group (&groups[layout]);
          group_clear (&groups[layout]);
        }
    }

  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    if (groups[i].files != NULL)
      {
        test_group (&groups[i]);
        group_clear (&groups[i]);
      }
}

int
main (int argc, char **argv)
{
  if (g_file_test (MEMORY, G_FILE_TEST_IS_DIR))
    g_setenv ("TMPDIR", MEMORY, TRUE);

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  if (!digest_files_are_there ())
    return SKIPPED;

  g_test_add_func ("/digest-library/round-trip", test_all);

  return g_test_run ();
}
