/* dp-import-file.c: what a file holds, whichever kind it is
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "service/import/dp-import-file.h"

#include "formats/dp-format-error.h"
#include "formats/dp-json.h"
#include "formats/dp-library-lines.h"
#include "service/import/dp-import-file-private.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>

G_DEFINE_QUARK (dp_import_error, dp_import_error)

/* Of everything but JSON lines; the digests that people keep are far below. */
#define MAX_BYTES (256 * 1024 * 1024)

/* How much is handed out at once: a part of a second's work. */
#define PART_ENTRIES 500
#define PART_BYTES (8 * 1024 * 1024)

/* Files from this size on are mapped. */
#define MAPPED_BYTES (64 * 1024 * 1024)

struct _DpImportFile
{
  GBytes          *bytes;
  char            *name; /* (nullable) */
  char            *day;  /* (nullable) */
  char            *digest;
  DpImportBuilder *builder;

  /* A library's lines are read twice, first to count and then to store; of other files
   * all entries are kept. */
  gboolean is_lines;
  gsize    position;
  guint    line;
  guint    next; /* of the entries that were kept */
};

typedef struct
{
  const char *start;
  gsize       length;
  gboolean    is_array;
} Text;

static Text
get_text (DpImportFile *self)
{
  Text        text = { 0 };
  const char *data = g_bytes_get_data (self->bytes, &text.length);

  text.start = data;
  if (text.length >= 3 && memcmp (data, "\xef\xbb\xbf", 3) == 0)
    {
      text.start += 3;
      text.length -= 3;
    }

  while (text.length > 0 && g_ascii_isspace (*text.start))
    {
      text.start++;
      text.length--;
    }

  return text;
}

/* An array of which every element has a line of its own, as `list --format json` writes
 * it, is read as lines too: it may be of any size. */
static void
strip_array (const char **start,
             gsize       *length)
{
  while (*length > 0 && (g_ascii_isspace (**start) || **start == '[' || **start == ','))
    {
      (*start)++;
      (*length)--;
    }

  while (*length > 0 && (g_ascii_isspace ((*start)[*length - 1]) || (*start)[*length - 1] == ']' ||
                         (*start)[*length - 1] == ','))
    (*length)--;
}

/* The next line that has something, %FALSE at the end. */
static gboolean
next_line (DpImportFile *self,
           const char  **out_start,
           gsize        *out_length)
{
  gsize       size = 0;
  const char *data = g_bytes_get_data (self->bytes, &size);

  while (self->position < size)
    {
      const char *start = data + self->position;
      const char *end = memchr (start, '\n', size - self->position);
      gsize       length = end != NULL ? (gsize)(end - start) : size - self->position;

      self->position += length + (end != NULL);
      self->line++;
      if (self->line == 1 && length >= 3 && memcmp (start, "\xef\xbb\xbf", 3) == 0)
        {
          start += 3;
          length -= 3;
        }
      strip_array (&start, &length);
      if (length > 0)
        {
          *out_start = start;
          *out_length = length;
          return TRUE;
        }
    }

  return FALSE;
}

static void
rewind_lines (DpImportFile *self)
{
  self->position = 0;
  self->line = 0;
}

static void
add_line_problem (DpImportFile *self,
                  const char   *start,
                  gsize         length,
                  const GError *error)
{
  g_autofree char *text = g_strndup (start, MIN (length, 1024));

  self->builder->contents->n_rows++;
  dp_import_builder_add_problem (self->builder, self->line, text, error->message, TRUE);
}

static gboolean
count_lines (DpImportFile *self,
             DpProgress   *progress,
             GCancellable *cancellable,
             GError      **error)
{
  DpImportContents *contents = self->builder->contents;
  const char       *start = NULL;
  gsize             length = 0;

  contents->kind = DP_IMPORT_PAPERS;
  while (next_line (self, &start, &length))
    {
      g_autoptr (GError) line_error = NULL;
      g_autoptr (DpArchiveEntry) entry = dp_library_lines_parse (start, length, &line_error);

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;

      if (entry == NULL && g_error_matches (line_error, DP_FORMAT_ERROR, DP_FORMAT_ERROR_REFUSED))
        {
          g_propagate_error (error, g_steal_pointer (&line_error));
          return FALSE;
        }

      if (entry == NULL)
        add_line_problem (self, start, length, line_error);
      else
        dp_import_builder_count (self->builder, entry);
      if (entry != NULL && entry->kind == DP_ARCHIVE_LIBRARY)
        contents->kind = DP_IMPORT_LIBRARY;
      dp_progress_tell (progress, self->position);
    }

  rewind_lines (self);
  self->is_lines = TRUE;

  return TRUE;
}

/* Whether the first line is a whole object, and more follows. */
static gboolean
begins_with_object_line (DpImportFile *self)
{
  const char *start = NULL;
  gsize       length = 0;
  gsize       size = g_bytes_get_size (self->bytes);
  gboolean    is_object = FALSE;

  if (next_line (self, &start, &length) && self->position < size && length <= DP_LIBRARY_LINE_MAX_BYTES)
    {
      g_autoptr (JsonNode) node = dp_json_parse (start, length, NULL);

      is_object = node != NULL && JSON_NODE_HOLDS_OBJECT (node) &&
                  !json_object_has_member (json_node_get_object (node), "paper");
    }
  rewind_lines (self);

  return is_object;
}

/* In lines of which none can be read, something else was meant. */
static gboolean
check_not_all_lost (DpImportFile *self,
                    GError      **error)
{
  const DpImportContents *contents = self->builder->contents;
  const DpImportProblem  *first = NULL;

  if (contents->n_lost == 0 || contents->n_papers > 0 || contents->n_marks > 0 ||
      g_hash_table_size (self->builder->topics) > 0)
    return TRUE;

  first = g_ptr_array_index (contents->problems, 0);
  g_set_error (error, DP_IMPORT_ERROR, DP_IMPORT_ERROR_READ, _("Nothing in it can be read. Line %u: %s"), first->line, first->reason);
  return FALSE;
}

static gboolean
read_json (DpImportFile *self,
           Text          text,
           DpProgress   *progress,
           GCancellable *cancellable,
           GError      **error)
{
  g_autoptr (GError) local_error = NULL;

  if (text.length > DP_JSON_MAX_BYTES || begins_with_object_line (self))
    return count_lines (self, progress, cancellable, error);

  if (dp_import_read_json (self->builder, text.start, text.length, self->day, &local_error))
    return TRUE;

  /* A line that is broken breaks the whole, but not the other lines. */
  if (*text.start == '{' && memchr (text.start, '\n', text.length) != NULL && local_error->domain == DP_FORMAT_ERROR)
    return count_lines (self, progress, cancellable, error);

  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gboolean
check_size (Text     text,
            GError **error)
{
  if (text.length == 0)
    g_set_error_literal (error, DP_IMPORT_ERROR, DP_IMPORT_ERROR_READ, _("The file is empty."));
  else if (text.length > MAX_BYTES)
    g_set_error_literal (error, DP_IMPORT_ERROR, DP_IMPORT_ERROR_READ, _("The file is too large to be a digest or an answer."));
  else
    return TRUE;

  return FALSE;
}

static gboolean
is_compressed (Text text)
{
  return (text.length > 2 && memcmp (text.start, "\x1f\x8b", 2) == 0) ||
         (text.length > 6 && memcmp (text.start, "\xfd"
                                                 "7zXZ",
                                     5) == 0) ||
         (text.length > 4 && memcmp (text.start, "PK\x03\x04", 4) == 0);
}

static gboolean
read_contents (DpImportFile *self,
               DpProgress   *progress,
               GCancellable *cancellable,
               GError      **error)
{
  Text text = get_text (self);

  if (is_compressed (text))
    {
      g_set_error_literal (error, DP_IMPORT_ERROR, DP_IMPORT_ERROR_READ, _("The file is compressed; unpack it first."));
      return FALSE;
    }

  if (text.length > 0 && (*text.start == '{' || *text.start == '['))
    return read_json (self, text, progress, cancellable, error) && check_not_all_lost (self, error);

  if (!check_size (text, error))
    return FALSE;

  if (dp_import_is_xml (text.start, text.length))
    return dp_import_read_xml (self->builder, text.start, text.length, error);

  /* From its very beginning: the lines are counted. */
  return dp_import_read_digest (self->builder, g_bytes_get_data (self->bytes, NULL), g_bytes_get_size (self->bytes),
                                self->name, error);
}

/* The first YYYY-MM-DD in a file's name. */
static char *
find_day (const char *name)
{
  for (const char *start = name; start != NULL && strlen (start) >= 10; start++)
    {
      g_autofree char *day = g_strndup (start, 10);

      if (dp_day_is_valid (day))
        return g_steal_pointer (&day);
    }

  return NULL;
}

/* A large file of this computer is mapped and needs no memory. Smaller ones are read at
 * once: somebody may shorten a file while it is mapped. */
static GBytes *
load (GFile        *file,
      GCancellable *cancellable,
      GError      **error)
{
  const char *path = g_file_peek_path (file);
  GStatBuf    status = { 0 };
  g_autoptr (GMappedFile) mapped = NULL;

  if (path != NULL && dp_import_is_library (path))
    return dp_import_load_library (path, cancellable, error);

  if (path != NULL && g_stat (path, &status) == 0 && S_ISREG (status.st_mode) && status.st_size > MAPPED_BYTES)
    mapped = g_mapped_file_new (path, FALSE, NULL);

  return mapped != NULL ? g_mapped_file_get_bytes (mapped) : g_file_load_bytes (file, cancellable, NULL, error);
}

/* Whatever this version reads in another way than the one before gets a number of its own. */
#define READING_VERSION 1

static char *
build_digest (DpImportFile *self)
{
  g_autofree char *checksum = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, self->bytes);

  return g_strdup_printf ("%d %s %s", READING_VERSION, checksum, self->day != NULL ? self->day : "");
}

/**
 * dp_import_file_open:
 * @file: a file
 * @day: (nullable): of which day it is, if it is a list that does not say so
 * @cancellable: (nullable): gives up
 * @error: return location for a #GIOError
 *
 * Gets hold of a file. Its content tells what it is; its name only gives a day or a
 * month that its content does not name. Blocks.
 *
 * Returns: (transfer full) (nullable): the file
 */
DpImportFile *
dp_import_file_open (GFile        *file,
                     const char   *day,
                     GCancellable *cancellable,
                     GError      **error)
{
  DpImportFile *self = NULL;
  GBytes       *bytes = load (file, cancellable, error);

  if (bytes == NULL)
    return NULL;

  self = g_new0 (DpImportFile, 1);
  self->bytes = bytes;
  self->name = g_file_get_basename (file);
  self->day = day != NULL ? g_strdup (day) : find_day (self->name);
  self->digest = build_digest (self);
  self->builder = dp_import_builder_new ();

  return self;
}

const char *
dp_import_file_get_digest (DpImportFile *self)
{
  return self->digest;
}

/**
 * dp_import_file_inspect:
 * @self: a file
 * @progress: told how many bytes are read
 * @cancellable: (nullable): gives up
 * @error: return location for a #DpImportError, a #DpFormatError
 *
 * Reads a file and finds out what it holds. Blocks.
 */
gboolean
dp_import_file_inspect (DpImportFile *self,
                        DpProgress   *progress,
                        GCancellable *cancellable,
                        GError      **error)
{
  /* Whatever was recalled is of no use. */
  dp_import_builder_free (self->builder);
  self->builder = dp_import_builder_new ();
  dp_progress_set_total (progress, g_bytes_get_size (self->bytes));

  if (!read_contents (self, progress, cancellable, error))
    return FALSE;

  dp_import_builder_finish (self->builder);
  /* What is kept as entries needs no bytes any more. */
  if (!self->is_lines)
    g_clear_pointer (&self->bytes, g_bytes_unref);

  return TRUE;
}

/**
 * dp_import_file_summarize:
 * @self: a file that was inspected
 *
 * Returns: (transfer full) (nullable): what it holds, for dp_import_file_recall();
 *   %NULL where lines were lost, which are told anew each time
 */
char *
dp_import_file_summarize (DpImportFile *self)
{
  const DpImportContents *contents = self->builder->contents;
  g_autoptr (GVariant) summary = NULL;

  if (contents->n_problems > 0)
    return NULL;

  summary = g_variant_new ("(uuuuu^as^as)", (guint)contents->kind, (guint)contents->layout, contents->n_rows,
                           contents->n_papers, contents->n_marks, contents->topics, contents->days);
  g_variant_ref_sink (summary);

  return g_variant_print (summary, TRUE);
}

/**
 * dp_import_file_recall:
 * @self: a file that was not inspected
 * @summary: of the same content
 *
 * Knows what the file holds without reading it.
 *
 * Returns: %FALSE when @summary is of no use, and the file is to be inspected
 */
gboolean
dp_import_file_recall (DpImportFile *self,
                       const char   *summary)
{
  DpImportContents *contents = self->builder->contents;
  g_autoptr (GVariant) variant = g_variant_parse (G_VARIANT_TYPE ("(uuuuuasas)"), summary, NULL, NULL, NULL);
  guint kind = 0;
  guint layout = 0;

  if (variant == NULL)
    return FALSE;

  g_variant_get (variant, "(uuuuu^as^as)", &kind, &layout, &contents->n_rows, &contents->n_papers, &contents->n_marks,
                 &contents->topics, &contents->days);
  if (kind > DP_IMPORT_LIBRARY || layout > DP_DIGEST_DATED)
    return FALSE;

  contents->kind = (DpImportKind)kind;
  contents->layout = (DpDigestLayout)layout;
  contents->is_known = TRUE;

  return TRUE;
}

/**
 * dp_import_file_free:
 * @self: (transfer full): a file
 */
void
dp_import_file_free (DpImportFile *self)
{
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_clear_pointer (&self->builder, dp_import_builder_free);
  g_free (self->name);
  g_free (self->day);
  g_free (self->digest);
  g_free (self);
}

DpImportContents *
dp_import_file_get_contents (DpImportFile *self)
{
  return self->builder->contents;
}

static void
free_entry (gpointer data)
{
  dp_archive_entry_free (data);
}

static GPtrArray *
read_lines (DpImportFile *self)
{
  GPtrArray  *entries = g_ptr_array_new_with_free_func (free_entry);
  gsize       end = self->position + PART_BYTES;
  const char *start = NULL;
  gsize       length = 0;

  while (entries->len < PART_ENTRIES && self->position < end && next_line (self, &start, &length))
    {
      DpArchiveEntry *entry = dp_library_lines_parse (start, length, NULL);

      if (entry != NULL)
        g_ptr_array_add (entries, entry);
    }

  /* An empty part is the end; a part of nothing but broken lines is not. */
  if (entries->len == 0 && self->position < g_bytes_get_size (self->bytes))
    {
      g_ptr_array_unref (entries);
      return read_lines (self);
    }

  if (entries->len == 0)
    rewind_lines (self);

  return entries;
}

/* The parts share the entries, which are kept for another time. */
static GPtrArray *
take_kept (DpImportFile *self)
{
  GPtrArray *all = self->builder->entries;
  GPtrArray *part = g_ptr_array_new ();
  guint      end = MIN (self->next + PART_ENTRIES, all->len);

  for (; self->next < end; self->next++)
    g_ptr_array_add (part, g_ptr_array_index (all, self->next));

  if (part->len == 0)
    self->next = 0;

  return part;
}

/**
 * dp_import_file_read_on:
 * @self: a file
 *
 * Reads the next part. Blocks for a part of a second. What is handed out lives as long
 * as @self or the part, whichever is shorter.
 *
 * Returns: (transfer full) (element-type DpArchiveEntry): the part, empty at the end
 */
GPtrArray *
dp_import_file_read_on (DpImportFile *self)
{
  return self->is_lines ? read_lines (self) : take_kept (self);
}

guint64
dp_import_file_get_position (DpImportFile *self,
                             guint64      *out_total)
{
  *out_total = self->is_lines ? g_bytes_get_size (self->bytes) : self->builder->entries->len;

  return self->is_lines ? self->position : self->next;
}
