/* dp-import-file-private.h: filling in what a file holds
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "model/dp-archive.h"
#include "service/import/dp-import-file.h"

G_BEGIN_DECLS

/* Takes what a file says, entry by entry, and counts it. */
typedef struct
{
  DpImportContents *contents; /* (owned) */
  GPtrArray        *entries;  /* (owned) of DpArchiveEntry; stays empty of a library's lines */
  GHashTable       *ids;      /* (owned): of the papers so far */
  GHashTable       *topics;   /* (owned): names, as keys */
  GHashTable       *days;     /* (owned) */
  GPtrArray        *topic_order; /* (owned) of char *, lent by @topics */
} DpImportBuilder;

DpImportBuilder *dp_import_builder_new         (void) G_GNUC_WARN_UNUSED_RESULT;
void             dp_import_builder_free        (DpImportBuilder *self);
/* Lists what was counted. */
void             dp_import_builder_finish      (DpImportBuilder *self);

/* Counts, without keeping. */
void             dp_import_builder_count       (DpImportBuilder      *self,
                                                const DpArchiveEntry *entry);
/* (transfer none): the new entry, not counted yet */
DpArchiveEntry  *dp_import_builder_add_paper   (DpImportBuilder *self,
                                                DpPaper         *paper,
                                                DpAuthority      authority);
void             dp_import_builder_add_topic   (DpImportBuilder *self,
                                                const char      *name);
void             dp_import_builder_add_day     (DpImportBuilder *self,
                                                const char      *day);
void             dp_import_builder_add_problem (DpImportBuilder *self,
                                                guint            line,
                                                const char      *text,
                                                const char      *reason,
                                                gboolean         is_lost);

/* A library's own file, as the lines of its export. */
gboolean         dp_import_is_library          (const char      *path);
GBytes          *dp_import_load_library        (const char      *path,
                                                GCancellable    *cancellable,
                                                GError         **error);

/* One function a kind of file; each counts and keeps all that @data says. */
gboolean         dp_import_read_digest         (DpImportBuilder *self,
                                                const char      *data,
                                                gsize            length,
                                                const char      *file_name,
                                                GError         **error);
/* Only of what is such. */
gboolean         dp_import_is_xml              (const char      *data,
                                                gsize            length);
gboolean         dp_import_read_xml            (DpImportBuilder *self,
                                                const char      *data,
                                                gsize            length,
                                                GError         **error);
gboolean         dp_import_read_json           (DpImportBuilder *self,
                                                const char      *data,
                                                gsize            length,
                                                const char      *day,
                                                GError         **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DpImportBuilder, dp_import_builder_free)

G_END_DECLS
