/* dp-tex-formula.h: where a text has formulas
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * DpTexFormula:
 * @start: where its opening delimiter begins
 * @end: behind its closing one
 * @display: whether it stands on a line of its own
 */
typedef struct
{
  const char *start;
  const char *end;
  gboolean    display;
} DpTexFormula;

/* (transfer full) (element-type DpTexFormula): in order, none within another. */
GArray *dp_tex_formula_find_all (const char *text) G_GNUC_WARN_UNUSED_RESULT;

/* (transfer full): without delimiters, in the form that a setter takes. */
char   *dp_tex_formula_dup_tex  (const DpTexFormula *formula) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
