/* dp-note-store.h: what the user writes about a paper
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "library/mark/dp-mark-change.h"

G_BEGIN_DECLS

/* The longest note, in bytes of UTF-8. */
#define DP_NOTE_MAX_BYTES (100 * 1024)

/* Writes a paper's note; @text without anything but white space removes it. @base
 * (nullable) is what @text was made from: where the library has come to hold another
 * note, both are kept. Finish gives what is stored now, empty for none. */
void          dp_note_store_set_async  (DpLibrary          *library,
                                        guint32             rowid,
                                        const char         *base,
                                        const char         *text,
                                        GCancellable       *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer            user_data);
DpMarkChange *dp_note_store_set_finish (DpLibrary    *library,
                                        GAsyncResult *result,
                                        char        **out_text,
                                        GError      **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
