/* dp-tex-unicode-private.h: what the parts of the writer of plain formulas share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "model/tex/dp-tex-symbols.h"

G_BEGIN_DECLS

typedef enum
{
  DP_TEX_SPACE_NONE,
  DP_TEX_SPACE_BEFORE_WORD,
  DP_TEX_SPACE_BEFORE_ALL,
} DpTexSpace;

/**
 * DpTexUnicode:
 * @font: the alphabet of letters
 * @start: where this formula began in @out
 * @is_tight: whether spaces are left out
 * @is_source: whether a group that follows keeps its braces
 */
typedef struct
{
  GString    *out;
  const char *font;
  gsize       start;
  guint       depth;
  DpTexSpace  space;
  gboolean    is_tight;
  gboolean    is_source;
} DpTexUnicode;

/* dp-tex-unicode.c */
gunichar    dp_tex_unicode_get_last        (const DpTexUnicode *self);
void        dp_tex_unicode_append_space    (DpTexUnicode       *self);
void        dp_tex_unicode_append_unichar  (DpTexUnicode       *self,
                                            gunichar            character);
void        dp_tex_unicode_append_text     (DpTexUnicode       *self,
                                            const char         *text);
const char *dp_tex_unicode_skip_spaces     (const char         *p,
                                            const char         *end);
char       *dp_tex_unicode_dup_range       (const DpTexUnicode *self,
                                            const char         *font,
                                            gboolean            is_tight,
                                            const char         *p,
                                            const char         *end);
char       *dp_tex_unicode_dup_argument    (const DpTexUnicode *self,
                                            const char         *font,
                                            gboolean            is_tight,
                                            const char        **p,
                                            const char         *end);

/* dp-tex-unicode-symbols.c */
void        dp_tex_unicode_append_fraction (DpTexUnicode       *self,
                                            const char         *above,
                                            const char         *below);
const char *dp_tex_unicode_write_symbol    (DpTexUnicode       *self,
                                            const DpTexSymbol  *symbol,
                                            const char         *p,
                                            const char         *end);

G_END_DECLS
