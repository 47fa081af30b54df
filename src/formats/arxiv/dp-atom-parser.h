/* dp-atom-parser.h: arXiv's Atom answers → papers
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

#include "model/dp-paper.h"

G_BEGIN_DECLS

/* A push parser for one answer of arXiv's query API, in both layouts. Not
 * thread-safe; may be used on any one thread. */
typedef struct _DpAtomParser DpAtomParser;

DpAtomParser *dp_atom_parser_new    (void) G_GNUC_WARN_UNUSED_RESULT;
void          dp_atom_parser_free   (DpAtomParser *self);

/* Each returns %FALSE with @error in %DP_FORMAT_ERROR: _SYNTAX (not well formed, a
 * DOCTYPE, past a limit), _NOT_A_FEED (well formed, but something else),
 * _TRUNCATED (finish only: it ends in the middle), _REFUSED (the service's own
 * Error entry; its summary is the message). Papers that were complete before
 * stay available. */
gboolean      dp_atom_parser_feed   (DpAtomParser *self,
                                     const char   *data,
                                     gsize         length,
                                     GError      **error);
gboolean      dp_atom_parser_finish (DpAtomParser *self,
                                     GError      **error);

/* The papers so far, each id once, in the order of the answer. (element-type DpPaper) */
GPtrArray    *dp_atom_parser_get_papers        (DpAtomParser *self);
/* -1 where the answer does not say. */
gint64        dp_atom_parser_get_total_results (DpAtomParser *self);
/* Entries that are no papers (no id, no title) and were left out. */
guint         dp_atom_parser_get_n_rejected    (DpAtomParser *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DpAtomParser, dp_atom_parser_free)

G_END_DECLS
