/* dp-tex-reader-private.h: what the parts of the reader of TeX's text share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "model/tex/dp-tex-builder.h"
#include "model/tex/dp-tex-formula.h"

G_BEGIN_DECLS

/* Lists within lists that keep their numbers. */
#define DP_TEX_MAX_LISTS 8

/**
 * DpTexFrame:
 * @end: where the group ends
 * @resume: behind what closes it
 * @after: (unowned) (nullable): a text of ours that follows
 * @style: to which the text returns
 * @is_link: whether its end is the end of a link
 *
 * A group that is open: of braces, or between the asterisks of Markdown.
 */
typedef struct
{
  const char *end;
  const char *resume;
  const char *after;
  DpTexStyle  style;
  gboolean    is_link;
} DpTexFrame;

/**
 * DpTexReader:
 * @closes: (owned): of each byte that opens braces, where these close; 0 for all others
 * @formulas: (owned) (element-type DpTexFormula): which are read as they stand
 * @numbers: of each list that is open the number of its last item, -1 when it has none
 * @quote_end: (nullable): the apostrophe that closes a quotation
 *
 * Goes through a text once, from its start to its end. Each function that reads
 * takes where it stands and gives where to go on.
 */
typedef struct
{
  DpTexBuilder out;
  const char  *start;
  const char  *end;
  guint32     *closes;
  GArray      *formulas;
  guint        n_passed; /* formulas */
  GArray      *frames;   /* (element-type DpTexFrame) */
  int          numbers[DP_TEX_MAX_LISTS];
  guint        n_lists;
  const char  *quote_end;
  gboolean     no_bold; /* no more double asterisks in pairs */
} DpTexReader;

const char *dp_tex_reader_get_limit    (const DpTexReader *self);
const char *dp_tex_reader_find_close   (const DpTexReader *self,
                                        const char        *p);
gboolean    dp_tex_reader_open         (DpTexReader       *self,
                                        const DpTexFrame  *frame,
                                        DpTexStyle         style);
const char *dp_tex_reader_copy         (DpTexReader       *self,
                                        const char        *p,
                                        gsize              length);
const char *dp_tex_reader_skip_spaces  (const DpTexReader *self,
                                        const char        *p);
gsize       dp_tex_reader_count_letters (const DpTexReader *self,
                                        const char        *p);
gboolean    dp_tex_reader_is_word_byte (char               byte);

/* dp-tex-reader-commands.c */
const char *dp_tex_reader_read_command (DpTexReader       *self,
                                        const char        *p);
const char *dp_tex_reader_read_group   (DpTexReader       *self,
                                        const char        *p);

/* dp-tex-reader-formulas.c */
const char *dp_tex_reader_read_symbol  (DpTexReader       *self,
                                        const char        *p,
                                        gsize              length);
const char *dp_tex_reader_read_formula_group (DpTexReader *self,
                                        const char        *p);
const char *dp_tex_reader_read_script  (DpTexReader       *self,
                                        const char        *p);

/* dp-tex-reader-marks.c */
const char *dp_tex_reader_read_mark    (DpTexReader       *self,
                                        const char        *p);

G_END_DECLS
