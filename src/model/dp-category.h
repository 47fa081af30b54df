/* dp-category.h: the subject classes of arXiv
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  const char *id;    /* cs.CL */
  const char *name;  /* Computation and Language, untranslated: it is arXiv's own */
  const char *group; /* Computer Science */
} DpCategory;

/* Static data, any thread. */
const DpCategory *dp_category_get_all       (guint *out_n_categories);
const DpCategory *dp_category_find          (const char *id);
const char       *dp_category_resolve_alias (const char *id); /* math.MP → math-ph; itself where there is none */

/* Those whose id or full name has words that begin with the words of @text, best first. */
GPtrArray        *dp_category_suggest       (const char *text,
                                             guint       max) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
