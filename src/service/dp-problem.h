/* dp-problem.h: errors of every layer → sentences for people
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

char    *dp_problem_dup_title    (const GError *error) G_GNUC_WARN_UNUSED_RESULT;
char    *dp_problem_dup_sentence (const GError *error,
                                  const char   *service) G_GNUC_WARN_UNUSED_RESULT;
gboolean dp_problem_is_lasting   (const GError *error);

/* What went wrong with a file that was to be imported or written. */
char *dp_problem_dup_file_sentence (const GError *error) G_GNUC_WARN_UNUSED_RESULT;
/* What went wrong with a backup that was to be written or restored. */
char *dp_problem_dup_backup_sentence (const GError *error) G_GNUC_WARN_UNUSED_RESULT;

char    *dp_problem_dup_download_sentence (const GError *error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
