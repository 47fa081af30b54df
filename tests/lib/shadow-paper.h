/* shadow-paper.h: papers beside a library, for comparing
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "library/dp-change-set.h"
#include "library/dp-database.h"

G_BEGIN_DECLS

/* A paper as a test remembers it, made at random and written with SQL. */

#define SHADOW_MAX_PAPERS 3000
#define SHADOW_N_TOPICS 4

typedef struct
{
  const char *name;
  const char *key;
  guint       keep;
  gint64      state;
} ShadowTopic;

extern const ShadowTopic shadow_topics[SHADOW_N_TOPICS];

typedef struct
{
  gboolean present;
  char    *uid;
  char    *title;
  char    *author;
  char    *category;
  char    *comment;
  char    *day;
  char    *task;
  char    *task_too;
  char    *title_key;
  char    *author_key;
  char    *comment_key;
  char    *task_key;
  char    *summary;
  char    *code;
  char    *model;
  char    *summary_key;
  char    *code_key;
  char    *model_key;
  gint64   published;
  gint64   upvotes;
  gint64   stars;
  gint64   rank; /* its place in the list of the day */
  gint64   first_stored;
  gboolean bookmarked;
  gboolean read;
  gboolean revised;               /* since it was marked, if it was */
  gint64   topic_dates[SHADOW_N_TOPICS]; /* 0 for not in it */
} Shadow;

void           shadow_make          (Shadow *paper,
                                     guint32 rowid);
void           shadow_clear         (Shadow *paper);

/* These run on the writer's thread. What shadow_change() did to both it says. */
void           shadow_insert_topics (DpDatabase *database);
void           shadow_insert        (DpDatabase   *database,
                                     guint32       rowid,
                                     const Shadow *paper);
DpChangeFields shadow_change        (DpDatabase *database,
                                     guint32     rowid,
                                     Shadow     *paper);
void           shadow_delete        (DpDatabase *database,
                                     guint32     rowid);

G_END_DECLS
