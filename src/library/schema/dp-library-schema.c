/* dp-library-schema.c: brings a library to this version's tables
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "library/schema/dp-library-schema.h"

#include "library/dp-library.h"
#include "library/schema/dp-schema-steps.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>

/* "DPap": what `file` and we tell a library by. */
#define LIBRARY_APPLICATION_ID 0x44506170

static const char *const own_steps[] = {
  dp_schema_1,
  dp_schema_2,
  dp_schema_3,
};

/**
 * dp_library_schema_get_steps:
 * @out_n_steps: (out): how many there are
 *
 * Returns: (transfer none) (array length=out_n_steps): what dp_library_schema_prepare()
 *   takes, for tests that stop half-way or go on
 */
const char *const *
dp_library_schema_get_steps (guint *out_n_steps)
{
  *out_n_steps = G_N_ELEMENTS (own_steps);

  return own_steps;
}

static gboolean
get_version (DpDatabase *database,
             gint64     *out_version,
             GError    **error)
{
  return dp_database_get_int64 (database, out_version, error, "PRAGMA user_version", "");
}

static gboolean
check_version (gint64   version,
               guint    newest,
               GError **error)
{
  if (version <= (gint64)newest)
    return TRUE;

  g_set_error (error, DP_LIBRARY_ERROR, DP_LIBRARY_ERROR_NEWER,
               _("The library was written by a newer version of Daily Papers "
                 "(format %d, this version knows %u) and was left untouched."),
                  (int)version, newest);
  return FALSE;
}

/* An empty file becomes a library; another program's database does not. */
static gboolean
check_ownership (DpDatabase *database,
                 gint64      version,
                 GError    **error)
{
  gint64 application_id = 0;
  gint64 n_objects = 0;

  if (!dp_database_get_int64 (database, &application_id, error, "PRAGMA application_id", "") ||
      !dp_database_get_int64 (database, &n_objects, error, "SELECT count (*) FROM sqlite_schema", ""))
    return FALSE;

  if (application_id == LIBRARY_APPLICATION_ID || (version == 0 && n_objects == 0))
    return TRUE;

  g_set_error_literal (error, DP_LIBRARY_ERROR, DP_LIBRARY_ERROR_CANNOT_OPEN,
                       _("The file is a database, but not a library of Daily Papers."));
  return FALSE;
}

static gboolean
check_readable (DpDatabase *database,
                guint       newest,
                gint64     *out_version,
                GError    **error)
{
  return get_version (database, out_version, error) &&
         check_ownership (database, *out_version, error) &&
         check_version (*out_version, newest, error);
}

/* A file that cannot be measured is tried: the copy itself fails if it must. */
static gboolean
check_free_space (const char *path,
                  const char *directory,
                  GError    **error)
{
  g_autoptr (GFile) folder = g_file_new_for_path (directory);
  g_autoptr (GFileInfo) info = NULL;
  GStatBuf status = { 0 };

  info = g_file_query_filesystem_info (folder, G_FILE_ATTRIBUTE_FILESYSTEM_FREE, NULL, NULL);
  if (info == NULL || !g_file_info_has_attribute (info, G_FILE_ATTRIBUTE_FILESYSTEM_FREE) ||
      g_stat (path, &status) != 0)
    return TRUE;

  /* Twice: the migration itself may rewrite the whole file in the -wal. */
  if (g_file_info_get_attribute_uint64 (info, G_FILE_ATTRIBUTE_FILESYSTEM_FREE) / 2 >= (guint64)status.st_size)
    return TRUE;

  g_set_error_literal (error, DP_LIBRARY_ERROR, DP_LIBRARY_ERROR_FULL,
                       _("There is not enough free space to bring the library to this version’s format safely; "
                         "nothing was changed."));
  return FALSE;
}

/* The copy gets its name when it is whole. */
static gboolean
keep_copy (DpDatabase *database,
           const char *path,
           gint64      version,
           GError    **error)
{
  g_autofree char *directory = g_path_get_dirname (path);
  g_autofree char *target = g_strdup_printf ("%s.version-%d", path, (int)version);
  g_autofree char *partial = g_strconcat (target, ".part", NULL);

  if (!check_free_space (path, directory, error))
    return FALSE;

  g_unlink (partial);
  if (!dp_database_copy (database, partial, error))
    {
      g_unlink (partial);
      return FALSE;
    }

  if (g_rename (partial, target) != 0)
    {
      g_set_error (error, DP_LIBRARY_ERROR, DP_LIBRARY_ERROR_CANNOT_OPEN,
                   _("The copy “%s” cannot be made."), target);
      return FALSE;
    }

  return TRUE;
}

/* Two processes may come here at once, so the version is read again under the lock. */
static gboolean
take_step (DpDatabase *database,
           const char *step,
           gint64      version,
           GError    **error)
{
  g_autofree char *numbers = g_strdup_printf ("PRAGMA application_id = %d; PRAGMA user_version = %d",
                                              LIBRARY_APPLICATION_ID, (int)version + 1);
  gint64           now = 0;

  if (!dp_database_begin (database, error))
    return FALSE;

  if (!get_version (database, &now, error) ||
      (now == version &&
       !(dp_database_execute (database, step, error) &&
         dp_database_execute (database, numbers, error))))
    {
      dp_database_roll_back (database);
      return FALSE;
    }

  return dp_database_commit (database, error);
}

/**
 * dp_library_schema_prepare_with:
 * @database: a connection that may write
 * @path: (type filename) (nullable): its file, beside which a copy is kept; %NULL for no copy
 * @steps: (array length=n_steps): SQL that takes version i to i + 1
 * @n_steps: how many
 * @error: return location for a #DpLibraryError
 *
 * Brings a library to version @n_steps, each step in its transaction. Before the
 * first step of a library that has content, a copy named `…version-N` is kept.
 * When something fails, the library is at the version of the last whole step.
 */
gboolean
dp_library_schema_prepare_with (DpDatabase        *database,
                                const char        *path,
                                const char *const *steps,
                                guint              n_steps,
                                GError           **error)
{
  gint64 version = 0;

  if (!check_readable (database, n_steps, &version, error))
    return FALSE;

  if (path != NULL && version > 0 && version < (gint64)n_steps && !keep_copy (database, path, version, error))
    return FALSE;

  for (gint64 i = version; i < (gint64)n_steps; i++)
    if (!take_step (database, steps[i], i, error))
      return FALSE;

  return TRUE;
}

/**
 * dp_library_schema_prepare:
 * @database: a connection that may write
 * @path: (type filename) (nullable): its file; %NULL to keep no copy, for the file is one
 * @error: return location for a #DpLibraryError; %DP_LIBRARY_ERROR_NEWER when it
 *   was written by a newer version of the program, which leaves it untouched
 *
 * Makes the tables of a new library, or brings an older one up to date.
 */
gboolean
dp_library_schema_prepare (DpDatabase *database,
                           const char *path,
                           GError    **error)
{
  return dp_library_schema_prepare_with (database, path, own_steps, G_N_ELEMENTS (own_steps), error);
}

/**
 * dp_library_schema_check_known:
 * @database: a connection
 * @error: return location for a #DpLibraryError; %DP_LIBRARY_ERROR_NEWER when it was
 *   written by a newer version of the program
 *
 * Looks, without writing, whether this is a library of this or an older version; an
 * empty file is none.
 */
gboolean
dp_library_schema_check_known (DpDatabase *database,
                               GError    **error)
{
  gint64 version = 0;

  if (!check_readable (database, G_N_ELEMENTS (own_steps), &version, error))
    return FALSE;

  if (version > 0)
    return TRUE;

  g_set_error_literal (error, DP_LIBRARY_ERROR, DP_LIBRARY_ERROR_CANNOT_OPEN, _("There is no library in the file."));
  return FALSE;
}

/* Tables by their names, and what acts by itself with every letter of it. */
#define OBJECTS_SQL                                                                                        \
  "SELECT type || ' ' || name || iif (type IN ('trigger', 'view') OR sql LIKE 'CREATE VIRTUAL%', sql, '')" \
  "  FROM sqlite_schema WHERE type <> 'index' AND name NOT GLOB 'sqlite_stat*'"

static GHashTable *
read_objects (DpDatabase *database,
              GError    **error)
{
  g_autoptr (DpStatement) statement = dp_database_prepare (database, OBJECTS_SQL, error);
  g_autoptr (GHashTable) objects = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  DpStep step = DP_STEP_ROW;

  if (statement == NULL)
    return NULL;

  while ((step = dp_statement_step (statement, error)) == DP_STEP_ROW)
    g_hash_table_add (objects, g_strdup (dp_statement_get_text (statement, 0)));

  return step == DP_STEP_DONE ? g_steal_pointer (&objects) : NULL;
}

static gboolean
is_subset (GHashTable *part,
           GHashTable *whole)
{
  GHashTableIter iter = { 0 };
  gpointer       name = NULL;

  g_hash_table_iter_init (&iter, part);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    if (!g_hash_table_contains (whole, name))
      return FALSE;

  return TRUE;
}

/**
 * dp_library_schema_check_own:
 * @database: a library of this version that came from outside
 * @error: return location for a #DpLibraryError
 *
 * Looks whether it has the tables and the triggers of a library that this program made,
 * and no others: a trigger of somebody else's would act in the user's name.
 */
gboolean
dp_library_schema_check_own (DpDatabase *database,
                             GError    **error)
{
  g_autoptr (DpDatabase) own = dp_database_open (NULL, DP_DATABASE_MEMORY, error);
  g_autoptr (GHashTable) expected = NULL;
  g_autoptr (GHashTable) found = NULL;

  if (own == NULL || !dp_library_schema_prepare (own, NULL, error))
    return FALSE;

  expected = read_objects (own, error);
  found = expected != NULL ? read_objects (database, error) : NULL;
  if (found == NULL)
    return FALSE;

  if (is_subset (expected, found) && is_subset (found, expected))
    return TRUE;

  g_set_error_literal (error, DP_LIBRARY_ERROR, DP_LIBRARY_ERROR_DAMAGED,
                       _("The tables in the file are not those of a library of Daily Papers."));
  return FALSE;
}

/**
 * dp_library_schema_check_readable:
 * @database: a connection
 * @error: return location for a #DpLibraryError
 *
 * Looks, without writing, whether this is a library that this version of the
 * program can read; an empty or a newer one is not.
 */
gboolean
dp_library_schema_check_readable (DpDatabase *database,
                                  GError    **error)
{
  gint64 version = 0;

  if (!check_readable (database, G_N_ELEMENTS (own_steps), &version, error))
    return FALSE;

  if (version == (gint64)G_N_ELEMENTS (own_steps))
    return TRUE;

  g_set_error_literal (error, DP_LIBRARY_ERROR, DP_LIBRARY_ERROR_READ_ONLY,
                       _("The library must be brought to this version’s format first, but it cannot be written."));
  return FALSE;
}
