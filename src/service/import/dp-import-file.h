/* dp-import-file.h: what a file holds, whichever kind it is
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "formats/digest/dp-digest.h"
#include "service/dp-progress.h"

G_BEGIN_DECLS

/**
 * DpImportError:
 * @DP_IMPORT_ERROR_UNKNOWN: it is nothing that can be imported
 * @DP_IMPORT_ERROR_NO_DAY: a day's list that does not say which day's
 * @DP_IMPORT_ERROR_READ: it cannot be read at all
 */
typedef enum
{
  DP_IMPORT_ERROR_UNKNOWN,
  DP_IMPORT_ERROR_NO_DAY,
  DP_IMPORT_ERROR_READ,
} DpImportError;

#define DP_IMPORT_ERROR (dp_import_error_quark ())
GQuark dp_import_error_quark (void);

typedef enum
{
  DP_IMPORT_DIGEST,
  DP_IMPORT_ATOM,
  DP_IMPORT_FEED,
  DP_IMPORT_OAI,
  DP_IMPORT_DAY,
  DP_IMPORT_PAPERS,
  DP_IMPORT_LIBRARY,
} DpImportKind;

/* A place in a file that could not be read. */
typedef struct
{
  guint line;   /* from 1; 0 when unknown */
  char *text;   /* (owned) (nullable): how it begins, or its id */
  char *reason; /* (owned): a sentence for people */
} DpImportProblem;

/* No more of them are kept, only counted. */
#define DP_IMPORT_MAX_PROBLEMS 10000

typedef struct
{
  DpImportKind   kind;
  DpDigestLayout layout;     /* of a digest */
  guint          n_rows;     /* that hold a paper or should, with those that cannot be read */
  guint          n_papers;   /* distinct ones */
  guint          n_marks;    /* lines of marks */
  char         **topics;     /* (owned): names, in the order of the file */
  char         **days;       /* (owned): YYYY-MM-DD, ascending */
  GPtrArray     *problems;   /* (owned) of DpImportProblem */
  guint          n_problems; /* with those that were not kept */
  guint          n_lost;     /* of these, that gave nothing at all */
  gboolean       is_known;   /* it was imported before; nothing would change */
} DpImportContents;

/* `Markdown digest (keyword layout)`, `Answer of arXiv’s API`, … */
char       *dp_import_contents_dup_kind (const DpImportContents *self) G_GNUC_WARN_UNUSED_RESULT;
guint       dp_import_contents_count_repeated (const DpImportContents *self);

/* `Line 12: The row has no link. (“| 2025-01…”)` */
char       *dp_import_problem_dup_text  (const DpImportProblem *self) G_GNUC_WARN_UNUSED_RESULT;

/* A file in memory, or mapped into it. For one thread at a time. */
typedef struct _DpImportFile DpImportFile;

/* Blocks: on a thread that may. @day is for lists that do not say their day. */
DpImportFile     *dp_import_file_open         (GFile        *file,
                                               const char   *day,
                                               GCancellable *cancellable,
                                               GError      **error) G_GNUC_WARN_UNUSED_RESULT;
/* Lent: what identifies what is read of it. */
const char       *dp_import_file_get_digest   (DpImportFile *self);
/* Blocks likewise: reads the whole file once. */
gboolean          dp_import_file_inspect      (DpImportFile *self,
                                               DpProgress   *progress,
                                               GCancellable *cancellable,
                                               GError      **error);
/* In place of that: what dp_import_file_summarize() gave when the same was read. %FALSE
 * where it is of no use. */
gboolean          dp_import_file_recall       (DpImportFile *self,
                                               const char   *summary);
/* %NULL where lines were lost, which are told anew each time. */
char             *dp_import_file_summarize    (DpImportFile *self) G_GNUC_WARN_UNUSED_RESULT;
void              dp_import_file_free         (DpImportFile *self);
DpImportContents *dp_import_file_get_contents (DpImportFile *self);

/* (element-type DpArchiveEntry): the next ones of the file, none at its end; then it
 * begins anew. Any thread. */
GPtrArray        *dp_import_file_read_on      (DpImportFile *self) G_GNUC_WARN_UNUSED_RESULT;
/* How much of @out_total was handed out. */
guint64           dp_import_file_get_position (DpImportFile *self,
                                               guint64      *out_total);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DpImportFile, dp_import_file_free)

G_END_DECLS
