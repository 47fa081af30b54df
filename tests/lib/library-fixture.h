/* library-fixture.h: a library in a folder of its own, and calls that wait
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "library/dp-library-private.h"
#include "library/mark/dp-mark-store.h"
#include "library/paper/dp-paper-query.h"
#include "library/paper/dp-paper-store.h"
#include "library/topic/dp-topic-query.h"
#include "library/topic/dp-topic-store.h"
#include "test-util.h"

G_BEGIN_DECLS

typedef struct
{
  char      *folder;
  char      *path;
  DpLibrary *library; /* (nullable) until opened */
} LibraryFixture;

void    library_fixture_set_up    (LibraryFixture *self,
                                   gconstpointer   data);
void    library_fixture_open      (LibraryFixture *self);
void    library_fixture_close     (LibraryFixture *self);
/* Closes what is open and removes the folder. */
void    library_fixture_tear_down (LibraryFixture *self,
                                   gconstpointer   data);

/* These wait for the answer and fail the test on an error. */
gint64  library_fixture_get_int64 (LibraryFixture *self,
                                   const char     *sql);
void    library_fixture_execute   (LibraryFixture *self,
                                   const char     *sql);
DpStoreResult library_fixture_store (LibraryFixture *self,
                                     GPtrArray      *papers,
                                     DpAuthority     authority,
                                     gint64          topic);
DpStoreResult library_fixture_store_one (LibraryFixture *self,
                                         DpPaper        *paper,
                                         DpAuthority     authority);
guint   library_fixture_mark      (LibraryFixture *self,
                                   DpMark          mark,
                                   guint32         rowid,
                                   gboolean        state);
gint64  library_fixture_follow    (LibraryFixture *self,
                                   const char     *words,
                                   const char     *excluded,
                                   const char     *categories,
                                   const char     *authors);
guint32 library_fixture_find      (LibraryFixture *self,
                                   const char     *id);
DpPaper *library_fixture_load     (LibraryFixture *self,
                                   const char     *id) G_GNUC_WARN_UNUSED_RESULT;

/* A paper as a source gives it: title "Title of ID", first submitted at @published. */
DpPaper *library_fixture_new_paper (const char *id,
                                    DpTime      published) G_GNUC_WARN_UNUSED_RESULT;
/* `YYYY-number` as an arXiv id, in order of @number. */
char    *library_fixture_dup_id    (guint number) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *library_fixture_new_papers (guint first,
                                       guint n_papers) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
