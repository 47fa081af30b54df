/* dp-presented.h: what assistive technology is told of
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void dp_presented_set             (GtkWidget *widget,
                                   gboolean   presented);
void dp_presented_follow_stack    (GtkStack *stack);
void dp_presented_follow_revealer (GtkRevealer *revealer);

G_END_DECLS
