/* digest-files.h: every digest of ../shared/data, and when two are the same
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "formats/digest/dp-digest.h"

G_BEGIN_DECLS

typedef struct
{
  char *name;
  char *text;
  gsize length;
} DigestFile;

gboolean   digest_files_are_there   (void);
/* (element-type DigestFile): the plain ones and those in archives. */
GPtrArray *digest_files_load        (void) G_GNUC_WARN_UNUSED_RESULT;

/* Compares what the layout of @expected has columns for; a section by its name, a paper
 * that a section has twice by its first row. Fails the test after printing what differs. */
void       digest_files_assert_same (const DigestFile *file,
                                     const DpDigest   *expected,
                                     const DpDigest   *actual);

G_END_DECLS
