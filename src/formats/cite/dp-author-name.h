/* dp-author-name.h: an author as printed → the parts that a bibliography sorts by
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * DpAuthorName:
 *
 * A person, or a group that writes under one name: that has a family name alone.
 */
typedef struct
{
  char    *given;  /* (nullable) */
  char    *family; /* with its particles: `van der Berg` */
  char    *suffix; /* (nullable): `Jr.`, `III` */
  gboolean is_group;
} DpAuthorName;

DpAuthorName *dp_author_name_new       (const char *printed) G_GNUC_WARN_UNUSED_RESULT;
void          dp_author_name_free      (DpAuthorName *self);

/* `Jr.`, `III`: what follows a name and is none. */
gboolean      dp_author_name_is_suffix (const char *word);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DpAuthorName, dp_author_name_free)

G_END_DECLS
