/* dp-oai-parser.h: saved OAI-PMH answers of arXiv → papers
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "model/dp-paper.h"

G_BEGIN_DECLS

/**
 * DpOaiProblem:
 *
 * A record that could not be read.
 */
typedef struct
{
  guint line;   /* where it ends, from 1 */
  char *id;     /* (nullable): its identifier */
  char *reason; /* a sentence for people */
} DpOaiProblem;

/**
 * DpOaiAnswer:
 *
 * What an answer held. A plain struct, owned by one place at a time.
 */
typedef struct
{
  GPtrArray *papers;            /* of DpPaper, each id once, in the order of the answer */
  GPtrArray *deleted;           /* of char *: the ids of records that arXiv withdrew */
  GPtrArray *rejected;          /* of DpOaiProblem */
  guint      n_records;         /* all of them, deleted and rejected ones, too */
  char      *resumption_token;  /* (nullable): there is more; it expires within a day */
  gint64     complete_list_size; /* -1 where the answer does not say */
} DpOaiAnswer;

/* In the forms arXiv and arXivRaw. %DP_FORMAT_ERROR: _SYNTAX, _TRUNCATED,
 * _NOT_A_FEED (another form, oai_dc among them), _REFUSED (the service's own error). */
DpOaiAnswer *dp_oai_parse       (const char *data,
                                 gsize       length,
                                 GError    **error) G_GNUC_WARN_UNUSED_RESULT;
void         dp_oai_answer_free (DpOaiAnswer *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DpOaiAnswer, dp_oai_answer_free)

G_END_DECLS
