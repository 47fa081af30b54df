/* dp-page-formulas.c: the mathematics of a page
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "render/dp-page-formulas.h"

#include "model/tex/dp-tex-text.h"
#include "render/dp-page-facts.h"
#include "render/dp-tex-html.h"

static void
add_formulas (GPtrArray  *formulas,
              GHashTable *known,
              const char *source) /* (nullable) */
{
  g_autoptr (GPtrArray) segments = dp_tex_text_parse (source);
  guint n_formulas = 0;

  for (guint i = 0; i < segments->len && n_formulas < DP_TEX_HTML_MAX_FORMULAS; i++)
    {
      const DpTexSegment *segment = g_ptr_array_index (segments, i);
      g_autoptr (DpFormula) formula = NULL;

      if (segment->kind != DP_TEX_MATH)
        continue;

      n_formulas++;
      formula = dp_formula_new (segment->text, segment->display);
      if (g_hash_table_contains (known, formula))
        continue;

      g_hash_table_add (known, formula);
      g_ptr_array_add (formulas, g_steal_pointer (&formula));
    }
}

/**
 * dp_page_list_formulas:
 * @paper: a paper, whole
 *
 * Finds the formulas that dp_page_render() shows of a paper, each once, in the
 * order in which they are read; of a text no more than it sets. Any thread.
 *
 * Returns: (transfer full) (element-type DpFormula): the formulas; none for most papers
 */
GPtrArray *
dp_page_list_formulas (const DpPaper *paper)
{
  GPtrArray *formulas = NULL;
  g_autoptr (GHashTable) known = g_hash_table_new (dp_formula_hash, dp_formula_equal);
  g_auto (GStrv) points = NULL;

  g_return_val_if_fail (paper != NULL, NULL);

  formulas = g_ptr_array_new_with_free_func ((GDestroyNotify)dp_formula_free);
  points = dp_page_facts_dup_summary (paper);

  add_formulas (formulas, known, paper->title);
  for (guint i = 0; points[i] != NULL; i++)
    add_formulas (formulas, known, points[i]);
  add_formulas (formulas, known, paper->abstract);
  add_formulas (formulas, known, paper->comment);
  add_formulas (formulas, known, paper->journal_ref);

  return formulas;
}
