/* dp-paper-link.h: a link in the paper list
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DP_TYPE_PAPER_LINK (dp_paper_link_get_type ())

/**
 * DpPaperLink:
 *
 * Fills its cell, but is clicked only on its text: beside it the row is. A click
 * activates the action `paper.open-link (s)` with the address.
 */
G_DECLARE_FINAL_TYPE (DpPaperLink, dp_paper_link, DP, PAPER_LINK, GtkButton)

GtkWidget  *dp_paper_link_new      (void) G_GNUC_WARN_UNUSED_RESULT;
/* @text: what is shown; @label: what a screen reader says. */
void        dp_paper_link_set      (DpPaperLink *self,
                                    const char  *uri,
                                    const char  *text,
                                    const char  *label);

G_END_DECLS
