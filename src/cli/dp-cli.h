/* dp-cli.h: one run of the command line
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "library/dp-library.h"
#include "model/dp-topic.h"
#include "service/dp-service.h"

G_BEGIN_DECLS

/* The exit statuses of product.md. */
#define DP_CLI_DONE 0
#define DP_CLI_FAILED 1
#define DP_CLI_USAGE 2
#define DP_CLI_INTERRUPTED 130

/**
 * DpCli:
 *
 * One run: the library, where output goes, and how it ended. A command does what
 * it has to, says what failed on the way, and quits. Main thread.
 */
typedef struct _DpCli DpCli;

DpCli     *dp_cli_new            (const char *command_name,
                                  const char *library_path) G_GNUC_WARN_UNUSED_RESULT;
void       dp_cli_free           (DpCli *self);
int        dp_cli_run            (DpCli *self);
void       dp_cli_quit           (DpCli *self);
gboolean   dp_cli_has_quit       (DpCli *self);

DpLibrary *dp_cli_open_library   (DpCli *self);
DpService *dp_cli_open_service   (DpCli *self);

/* Output, on stdout. */
void       dp_cli_write          (DpCli      *self,
                                  const char *text);
void       dp_cli_write_line     (DpCli      *self,
                                  const char *text);
void       dp_cli_write_json     (DpCli      *self,
                                  const char *json);
gboolean   dp_cli_is_output_open (DpCli *self);

/* Messages, on stderr. */
void       dp_cli_say            (DpCli      *self,
                                  const char *format,
                                  ...) G_GNUC_PRINTF (2, 3);
void       dp_cli_progress       (DpCli      *self,
                                  const char *text);

/* Messages that also decide the exit status. */
void       dp_cli_fail           (DpCli      *self,
                                  const char *format,
                                  ...) G_GNUC_PRINTF (2, 3);
void       dp_cli_fail_with      (DpCli        *self,
                                  const GError *error);
void       dp_cli_reject         (DpCli      *self,
                                  const char *format,
                                  ...) G_GNUC_PRINTF (2, 3);
void       dp_cli_interrupt      (DpCli *self);

/* Lent; cancelled by Ctrl+C, from the call on. */
GCancellable *dp_cli_catch_interrupts (DpCli *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DpCli, dp_cli_free)

G_END_DECLS
