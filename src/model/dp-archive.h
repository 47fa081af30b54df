/* dp-archive.h: what of a library leaves it, to come back or into another one
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

#include "model/dp-authority.h"
#include "model/dp-paper.h"
#include "model/dp-topic.h"

G_BEGIN_DECLS

/* The version of the format that is written; readers take it and older ones. */
#define DP_ARCHIVE_FORMAT 1

/* A mark of which nobody knows when it was made. It is older than any other. */
#define DP_ARCHIVE_UNDATED 0

typedef enum
{
  DP_ARCHIVE_LIBRARY, /* the first: of which library, in which format */
  DP_ARCHIVE_TOPIC,
  DP_ARCHIVE_COLLECTION,
  DP_ARCHIVE_SMART,
  DP_ARCHIVE_PAPER,
  DP_ARCHIVE_MARK,
} DpArchiveKind;

typedef enum
{
  DP_ARCHIVE_BOOKMARK,
  DP_ARCHIVE_READ,
  DP_ARCHIVE_TAG,
  DP_ARCHIVE_IN_COLLECTION,
  DP_ARCHIVE_NOTE,
} DpArchiveMarkKind;

/* `bookmark`, `read`, `tag`, `collection`, `note`. */
const char *dp_archive_mark_kind_to_string   (DpArchiveMarkKind  kind);
gboolean    dp_archive_mark_kind_from_string (const char        *name,
                                              DpArchiveMarkKind *out_kind);

/* What the user did to a paper, or took back. */
typedef struct
{
  DpArchiveMarkKind kind;
  char    *name;       /* (owned) (nullable): of the tag or the collection */
  char    *text;       /* (owned) (nullable): of the note */
  guint    version;    /* the paper's when it was marked, 0 when unknown */
  gboolean removed;    /* taken back: a tombstone */
  gint64   changed_at; /* microseconds since the epoch, or %DP_ARCHIVE_UNDATED */
} DpArchiveMark;

/* The groups of fields of a paper whose source is remembered. */
typedef enum
{
  DP_ARCHIVE_TITLE,
  DP_ARCHIVE_AUTHORS,
  DP_ARCHIVE_ABSTRACT,
  DP_ARCHIVE_COMMENT,
  DP_ARCHIVE_JOURNAL_REF,
  DP_ARCHIVE_DOI,
  DP_ARCHIVE_CATEGORIES,
  DP_ARCHIVE_PUBLISHED,
  DP_ARCHIVE_UPDATED,
  DP_ARCHIVE_EXTRAS, /* counts, organization, thumbnail */
} DpArchiveField;

#define DP_ARCHIVE_N_FIELDS (DP_ARCHIVE_EXTRAS + 1)

const char *dp_archive_field_to_string (DpArchiveField field);

typedef struct
{
  DpAuthority authority; /* 0 when unknown */
  guint       version;
} DpArchiveSource;

/* Tasks, keywords and links as one source gave them. */
typedef struct
{
  DpAuthority authority;
  DpPaper    *paper; /* (owned): has nothing else */
} DpArchiveSaid;

/* A topic that holds the paper for another reason than that it matches. */
typedef struct
{
  char    *topic; /* (owned): its name */
  gboolean by_server;
  gboolean by_import;
  gboolean outdated; /* the server gave it before the topic was edited */
} DpArchivePlace;

/**
 * DpArchiveEntry:
 *
 * One thing of a library, whichever its kind. A plain struct, owned by one place at
 * a time.
 */
typedef struct
{
  DpArchiveKind kind;

  /* The library: */
  char   *uuid; /* (owned) (nullable) */
  guint64 n_papers;

  /* A topic: */
  DpTopic *topic; /* (owned) (nullable) */

  /* A collection, smart or not: */
  char  *name;   /* (owned) (nullable) */
  char  *search; /* (owned) (nullable): of a smart one */
  guint  position;
  gint64 ordered_at; /* when the collections were last put in order, as @changed_at */

  /* A topic or a collection, smart or not: */
  gboolean removed;
  gint64   changed_at;

  /* A paper; of a mark, its id only: */
  DpPaper        *paper;        /* (owned) (nullable) */
  DpAuthority     authority;    /* who says all of @paper; 0 where @sources and @said tell */
  gboolean        makes_topics; /* @places may name topics that are not there */
  DpArchiveSource sources[DP_ARCHIVE_N_FIELDS];
  DpTime          stored;  /* when the library first had it */
  char          **aliases; /* (owned) (nullable): other ids */
  GPtrArray      *said;    /* (owned) (nullable) of DpArchiveSaid */
  GPtrArray      *places;  /* (owned) (nullable) of DpArchivePlace */

  /* A mark; of a paper, those that its own line tells, undated: */
  GPtrArray *marks; /* (owned) (nullable) of DpArchiveMark */
} DpArchiveEntry;

DpArchiveEntry *dp_archive_entry_new       (DpArchiveKind kind) G_GNUC_WARN_UNUSED_RESULT;
void            dp_archive_entry_free      (DpArchiveEntry *self);
/* Each is lent, to be filled in. */
DpArchiveMark  *dp_archive_entry_add_mark  (DpArchiveEntry   *self,
                                            DpArchiveMarkKind kind);
DpArchiveSaid  *dp_archive_entry_add_said  (DpArchiveEntry *self,
                                            DpAuthority     authority);
DpArchivePlace *dp_archive_entry_add_place (DpArchiveEntry *self,
                                            const char     *topic);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DpArchiveEntry, dp_archive_entry_free)

G_END_DECLS
