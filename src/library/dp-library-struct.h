/* dp-library-struct.h: what the files of the class share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "library/dp-library.h"
#include "library/dp-worker.h"

G_BEGIN_DECLS

struct _DpLibrary
{
  GObject parent_instance;

  char       *path;
  gboolean    is_read_only;
  DpDatabase *database; /* (owned) (nullable) once closed */
  DpWorker   *writer;   /* (owned) (nullable) once closed, or read-only */
  DpWorker   *reader;   /* (owned) (nullable) once closed */
  guint       log_length;
  int         n_restored; /* (atomic): how often the library that the owner knows was replaced */

  /* Watching: */
  GSource *look_source;  /* (owned) (nullable) (atomic) */
  gint64   data_version; /* of the owner's connection, at the last look */
  gint64   last_seq;     /* the newest change that was told */
  gint64   generation;
};

gboolean dp_library_read_restored (DpDatabase *database,
                                   int        *out_n_restored,
                                   GError    **error);

G_END_DECLS
