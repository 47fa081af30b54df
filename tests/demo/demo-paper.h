/* demo-paper.h: the sample papers of the demo server
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "model/dp-paper.h"

G_BEGIN_DECLS

/* Reads `papers.json`: invented papers, an array of objects with id, title,
 * authors, categories, abstract, comment, journal_ref, doi, version, what Hugging
 * Face adds (upvotes, num_comments, summary, keywords, github, stars, project,
 * organization), and days_ago, the age of version 1 in days, so that the newest are
 * always of today (`now`). Newest first. Aborts on a broken file: it is part of the project. */
GPtrArray *demo_papers_load (const char *path,
                             DpTime      now) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
