/* dp-progress-toast.h: how far something is that can be stopped
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/window/dp-window.h"

G_BEGIN_DECLS

typedef struct _DpProgressToast DpProgressToast;

DpProgressToast *dp_progress_toast_new      (DpWindow   *window,
                                             const char *text,
                                             const char *cancel_action) G_GNUC_WARN_UNUSED_RESULT;
void             dp_progress_toast_set_text (DpProgressToast *self,
                                             const char      *text);
void             dp_progress_toast_free     (DpProgressToast *self);

G_END_DECLS
