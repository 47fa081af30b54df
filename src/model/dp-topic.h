/* dp-topic.h: what a user follows
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define DP_TOPIC_DEFAULT_KEEP 100
#define DP_TOPIC_MAX_KEEP     10000 /* arXiv's furthest offset */

/**
 * DpTopicError:
 * @DP_TOPIC_ERROR_EMPTY: no word, category or author
 * @DP_TOPIC_ERROR_TERM: a term has no letter or digit, or is too long
 * @DP_TOPIC_ERROR_CATEGORY: not a category of arXiv
 * @DP_TOPIC_ERROR_KEEP: out of range
 * @DP_TOPIC_ERROR_NAME: empty or too long
 */
typedef enum
{
  DP_TOPIC_ERROR_EMPTY,
  DP_TOPIC_ERROR_TERM,
  DP_TOPIC_ERROR_CATEGORY,
  DP_TOPIC_ERROR_KEEP,
  DP_TOPIC_ERROR_NAME,
} DpTopicError;

#define DP_TOPIC_ERROR (dp_topic_error_quark ())
GQuark dp_topic_error_quark (void);

/**
 * DpTopic:
 *
 * A paper matches when (any word is in title or abstract) and (any category)
 * and (any author) and not (any excluded word); an empty group drops out.
 *
 * A plain struct, owned by one place at a time.
 */
typedef struct
{
  gint64   id;       /* 0 until a library has stored it */
  char    *name;     /* unique without case */
  char   **words;    /* words or phrases */
  char   **excluded; /* words or phrases */
  char   **categories; /* canonical names, or an archive with `.*` */
  char   **authors;
  guint    keep;     /* how many of the newest papers its list shows */
  gboolean revised;  /* revisions count as new: newest by last update */
  gboolean notify;   /* new papers are told of on the desktop */
  gboolean followed; /* refreshed; a topic of an imported digest is not, until the user follows it */
} DpTopic;

DpTopic *dp_topic_new       (void) G_GNUC_WARN_UNUSED_RESULT;
DpTopic *dp_topic_copy      (const DpTopic *self) G_GNUC_WARN_UNUSED_RESULT;
void     dp_topic_free      (DpTopic *self);
gboolean dp_topic_equal     (const DpTopic *a,
                             const DpTopic *b);

/* Trims, collapses white space, drops repeats, resolves category aliases; gives
 * a name where there is none: the words joined by " / ", else categories, else
 * authors. Fails when nothing is left to match by. */
gboolean dp_topic_normalize (DpTopic *self,
                             GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DpTopic, dp_topic_free)

G_END_DECLS
