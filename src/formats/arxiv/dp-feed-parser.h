/* dp-feed-parser.h: arXiv's daily feeds → papers
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "model/dp-paper.h"

G_BEGIN_DECLS

/**
 * DpAnnounceType:
 * @DP_ANNOUNCE_NEW: a paper that is new in one of the feed's categories
 * @DP_ANNOUNCE_CROSS: one that is new to them, as a cross-list
 * @DP_ANNOUNCE_REPLACE: a new version of a paper of theirs
 * @DP_ANNOUNCE_REPLACE_CROSS: a new version of a cross-list
 *
 * Why a paper is in a feed.
 */
typedef enum
{
  DP_ANNOUNCE_NEW,
  DP_ANNOUNCE_CROSS,
  DP_ANNOUNCE_REPLACE,
  DP_ANNOUNCE_REPLACE_CROSS,
} DpAnnounceType;

typedef struct
{
  DpPaper       *paper; /* (owned) */
  DpAnnounceType type;
} DpAnnouncement;

/**
 * DpFeed:
 *
 * What a feed held. A plain struct, owned by one place at a time.
 */
typedef struct
{
  GPtrArray *announcements; /* of DpAnnouncement, each paper once, in the order of the feed */
  DpTime     date;          /* when it was made, for the day's announcements; %DP_TIME_UNKNOWN */
  guint      n_rejected;    /* entries that are no papers */
} DpFeed;

/* As Atom or RSS. An empty feed is no error: there is none on weekends and holidays.
 * %DP_FORMAT_ERROR: _SYNTAX, _NOT_A_FEED, _TRUNCATED. */
DpFeed *dp_feed_parse (const char *data,
                       gsize       length,
                       GError    **error) G_GNUC_WARN_UNUSED_RESULT;
void    dp_feed_free  (DpFeed *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DpFeed, dp_feed_free)

G_END_DECLS
