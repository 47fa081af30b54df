/* dp-paper-follower.h: keeps a paper view at what a listing says
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/list/dp-paper-view.h"

G_BEGIN_DECLS

/* Shows a listing's orders in a view and reads again what the library changed.
 * Belongs to the view. */
typedef struct _DpPaperFollower DpPaperFollower;

DpPaperFollower *dp_paper_follower_new  (DpPaperView *view,
                                         DpLibrary   *library,
                                         DpListing   *listing) G_GNUC_WARN_UNUSED_RESULT;
void             dp_paper_follower_free (DpPaperFollower *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DpPaperFollower, dp_paper_follower_free)

G_END_DECLS
