/* dp-list-writer.h: a list of papers in any of the formats that a list is written in
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "formats/digest/dp-digest.h"

G_BEGIN_DECLS

typedef enum
{
  DP_LIST_FORMAT_CSV,
  DP_LIST_FORMAT_JSON, /* an array of the short form */
  DP_LIST_FORMAT_ATOM,
  DP_LIST_FORMAT_BIBTEX,
  DP_LIST_FORMAT_BIBTEX_TEX, /* with TeX's commands for letters that ASCII lacks */
  DP_LIST_FORMAT_RIS,
  DP_LIST_FORMAT_CITATION,   /* the four below: a line each */
  DP_LIST_FORMAT_MARKDOWN,
  DP_LIST_FORMAT_LINK,
  DP_LIST_FORMAT_ID,
  DP_LIST_FORMAT_KEYWORD,
  DP_LIST_FORMAT_CLASSIFIED,
  DP_LIST_FORMAT_SUMMARY,
  DP_LIST_FORMAT_DATED,
} DpListFormat;

#define DP_LIST_N_FORMATS (DP_LIST_FORMAT_DATED + 1)

const char   *dp_list_format_to_string     (DpListFormat  format);
gboolean      dp_list_format_from_string   (const char   *name,
                                            DpListFormat *out_format);
const char   *dp_list_format_get_extension (DpListFormat  format);

/* A file being written in pieces. On any one thread at a time. */
typedef struct _DpListWriter DpListWriter;

DpListWriter *dp_list_writer_new  (DpListFormat  format,
                                   const char   *title,
                                   const char   *day,
                                   DpTime        now) G_GNUC_WARN_UNUSED_RESULT;
void          dp_list_writer_free (DpListWriter *self);
void          dp_list_writer_add  (DpListWriter  *self,
                                   const DpPaper *paper);
void          dp_list_writer_end  (DpListWriter *self);
/* What was written since the last call. */
char         *dp_list_writer_take (DpListWriter *self) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DpListWriter, dp_list_writer_free)

G_END_DECLS
