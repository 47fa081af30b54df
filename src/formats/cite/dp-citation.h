/* dp-citation.h: a paper in one line
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "model/dp-paper.h"

G_BEGIN_DECLS

/* `Ada One and Bo Two, “Title”, arXiv:2501.12948 [cs.CL], 2025`, without a line end. */
char *dp_citation_format          (const DpPaper *paper) G_GNUC_WARN_UNUSED_RESULT;
/* `[Title](https://arxiv.org/abs/2501.12948)` */
char *dp_citation_format_markdown (const DpPaper *paper) G_GNUC_WARN_UNUSED_RESULT;
/* Where one reads of it first; %NULL when nobody knows. */
char *dp_citation_dup_link        (const DpPaper *paper) G_GNUC_WARN_UNUSED_RESULT;
/* `arXiv:2501.12948`, or the DOI or address of what is not there. */
char *dp_citation_format_id       (const DpPaper *paper) G_GNUC_WARN_UNUSED_RESULT;

/* The year and month of the first version; 0 for what is not known. */
guint dp_citation_get_year        (const DpPaper *paper);
guint dp_citation_get_month       (const DpPaper *paper);

G_END_DECLS
