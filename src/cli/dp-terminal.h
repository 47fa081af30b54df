/* dp-terminal.h: foreign text on its way to a terminal
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define DP_TERMINAL_UNLIMITED G_MAXUINT

guint dp_terminal_get_width (int fd);

char *dp_terminal_clean     (const char *text) G_GNUC_WARN_UNUSED_RESULT;
char *dp_terminal_escape    (const char *json) G_GNUC_WARN_UNUSED_RESULT;
guint dp_terminal_measure   (const char *text);
char *dp_terminal_fit       (const char *text,
                             guint       width) G_GNUC_WARN_UNUSED_RESULT;
char *dp_terminal_pad       (const char *text,
                             guint       width) G_GNUC_WARN_UNUSED_RESULT;
char *dp_terminal_wrap      (const char *text,
                             guint       width) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
