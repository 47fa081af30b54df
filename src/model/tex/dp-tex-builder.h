/* dp-tex-builder.h: segments of text in the making
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "model/tex/dp-tex-text.h"

G_BEGIN_DECLS

/**
 * DpTexBuilder:
 * @style: of what is appended next
 * @uri: (owned) (nullable): where what is appended next leads
 *
 * White space is made single, and none begins or ends a paragraph, except in code.
 */
typedef struct
{
  GPtrArray *segments; /* (owned) */
  GString   *text;     /* (owned): of the segment that is not finished */
  DpTexStyle style;
  char      *uri;
  gboolean   space_due;
  gboolean   after_space;
  gboolean   is_empty; /* nothing stands on this line yet */
} DpTexBuilder;

void       dp_tex_builder_init           (DpTexBuilder *self);
GPtrArray *dp_tex_builder_finish         (DpTexBuilder *self);
void       dp_tex_builder_set_style      (DpTexBuilder *self,
                                          DpTexStyle    style);
void       dp_tex_builder_set_uri        (DpTexBuilder *self,
                                          const char   *uri);
void       dp_tex_builder_append         (DpTexBuilder *self,
                                          const char   *text,
                                          gsize         length);
void       dp_tex_builder_append_string  (DpTexBuilder *self,
                                          const char   *text);
void       dp_tex_builder_append_space   (DpTexBuilder *self);
void       dp_tex_builder_append_formula (DpTexBuilder *self,
                                          char         *tex,
                                          char         *source,
                                          gboolean      display);
void       dp_tex_builder_break          (DpTexBuilder *self,
                                          DpTexKind     kind,
                                          const char   *mark);

G_END_DECLS
