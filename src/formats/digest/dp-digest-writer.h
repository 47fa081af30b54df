/* dp-digest-writer.h: the four Markdown layouts of a digest, written
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "formats/digest/dp-digest.h"

G_BEGIN_DECLS

/* A whole digest: in each section the newest paper first, and each once. */
char *dp_digest_write (const DpDigest *digest) G_GNUC_WARN_UNUSED_RESULT;

/* The same in pieces, for who has more papers than memory: in the order in which
 * they are given. */
void  dp_digest_writer_append_start   (GString        *markdown,
                                       DpDigestLayout  layout,
                                       const char     *last_update);
void  dp_digest_writer_append_section (GString               *markdown,
                                       DpDigestLayout         layout,
                                       const DpDigestSection *section);
void  dp_digest_writer_append_paper   (GString        *markdown,
                                       DpDigestLayout  layout,
                                       const DpPaper  *paper,
                                       gboolean        revised);

G_END_DECLS
