/* dp-paper-id.h: the identity of a paper
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What people type or paste: a bare arXiv id of any age, `arXiv:ID`, any
 * arxiv.org or huggingface.co/papers URL, a DOI or its URL, or another URL.
 * Gives the canonical unversioned id (`2501.12948`, `math/0611800`, `doi:10.…`,
 * `url:https://…`) and the version, 0 when none was named; %NULL when it is none
 * of these. */
char    *dp_paper_id_parse    (const char *text,
                               guint      *out_version) G_GNUC_WARN_UNUSED_RESULT;
gboolean dp_paper_id_is_arxiv (const char *id);

/* The addresses of an arXiv paper; @version 0 leaves it out. */
char    *dp_paper_id_dup_abs_url  (const char *id,
                                   guint       version) G_GNUC_WARN_UNUSED_RESULT;
char    *dp_paper_id_dup_pdf_url  (const char *id,
                                   guint       version) G_GNUC_WARN_UNUSED_RESULT;
char    *dp_paper_id_dup_html_url (const char *id,
                                   guint       version) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
