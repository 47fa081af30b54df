/* mark-fixture.h: what tests of tags, collections and notes share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "library/dp-list-query.h"
#include "library/mark/dp-mark-change.h"
#include "library-fixture.h"

G_BEGIN_DECLS

/* All wait. Where an error is expected that code is passed, else 0, and what would be
 * returned is %NULL. A library of five papers, 1 to 5. */

void          mark_fixture_fill          (LibraryFixture *self);
DpMarkChange *mark_fixture_tag           (LibraryFixture *self,
                                          const char     *name,
                                          const guint32  *rowids,
                                          gsize           n_rowids,
                                          gboolean        state);
/* To nothing is to remove it. */
DpMarkChange *mark_fixture_rename_tag    (LibraryFixture *self,
                                          const char     *name,
                                          const char     *new_name,
                                          int             code);
void          mark_fixture_refuse_tag    (LibraryFixture *self,
                                          const char     *name,
                                          int             code);
/* The one that has a name; made where there is none. */
gint64        mark_fixture_find          (LibraryFixture *self,
                                          const char     *collection);
DpMarkChange *mark_fixture_create        (LibraryFixture *self,
                                          const char     *name,
                                          const guint32  *rowids,
                                          gsize           n_rowids,
                                          int             code);
DpMarkChange *mark_fixture_collect       (LibraryFixture *self,
                                          const char     *name,
                                          const guint32  *rowids,
                                          gsize           n_rowids,
                                          gboolean        state);
DpMarkChange *mark_fixture_rename_collection (LibraryFixture *self,
                                              const char     *name,
                                              const char     *new_name,
                                              int             code);
void          mark_fixture_move          (LibraryFixture *self,
                                          const char     *name,
                                          guint           position);
DpMarkChange *mark_fixture_note          (LibraryFixture *self,
                                          guint32         rowid,
                                          const char     *base,
                                          const char     *text,
                                          int             code);
void          mark_fixture_revert        (LibraryFixture *self,
                                          DpMarkChange   *change,
                                          int             code);

/* "name unread/papers;" for each */
void          mark_fixture_assert_tags        (LibraryFixture *self,
                                               const char     *expected);
void          mark_fixture_assert_collections (LibraryFixture *self,
                                               const char     *expected);
/* "name=search;" for each smart collection */
void          mark_fixture_assert_smart       (LibraryFixture *self,
                                               const char     *expected);
/* "tag,tag|collection,collection|note" */
void          mark_fixture_assert_paper       (LibraryFixture *self,
                                               guint32         rowid,
                                               const char     *expected);
/* "1 4": what is in a list, by rowid */
void          mark_fixture_assert_list        (LibraryFixture    *self,
                                               const DpListQuery *query,
                                               const char        *expected);

G_END_DECLS
