/* dp-math.c: formulas that have been set
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "render/dp-math.h"

#include <string.h>

typedef struct
{
  char *html;   /* (owned) (nullable) */
  char *reason; /* (owned) (nullable): exactly one of the two is there */
} Answer;

struct _DpMath
{
  gatomicrefcount ref_count;

  GHashTable *answers; /* of owned DpFormula to owned Answer */
};

G_DEFINE_INTERFACE (DpMathSetter, dp_math_setter, G_TYPE_OBJECT)

/**
 * dp_formula_new:
 * @tex: a formula, UTF-8
 * @display: whether it stands on a line of its own
 *
 * Returns: (transfer full): the formula
 */
DpFormula *
dp_formula_new (const char *tex,
                gboolean    display)
{
  DpFormula *formula = NULL;

  g_return_val_if_fail (tex != NULL, NULL);

  formula = g_new0 (DpFormula, 1);
  formula->tex = g_strdup (tex);
  formula->display = display;

  return formula;
}

/**
 * dp_formula_free:
 * @formula: (nullable) (transfer full): a formula
 */
void
dp_formula_free (DpFormula *formula)
{
  if (formula == NULL)
    return;

  g_free (formula->tex);
  g_free (formula);
}

/**
 * dp_formula_hash:
 * @formula: a #DpFormula
 *
 * Returns: a number for a hash table's sake
 */
guint
dp_formula_hash (gconstpointer formula)
{
  const DpFormula *self = formula;

  return g_str_hash (self->tex) ^ (self->display ? 1 : 0);
}

/**
 * dp_formula_equal:
 * @a: a #DpFormula
 * @b: another
 *
 * Returns: whether both would look alike
 */
gboolean
dp_formula_equal (gconstpointer a,
                  gconstpointer b)
{
  const DpFormula *one = a;
  const DpFormula *other = b;

  return !one->display == !other->display && strcmp (one->tex, other->tex) == 0;
}

static void
free_answer (gpointer data)
{
  Answer *answer = data;

  g_free (answer->html);
  g_free (answer->reason);
  g_free (answer);
}

/**
 * dp_math_new:
 *
 * Returns: (transfer full): no formula yet
 */
DpMath *
dp_math_new (void)
{
  DpMath *self = g_new0 (DpMath, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->answers = g_hash_table_new_full (dp_formula_hash, dp_formula_equal,
                                         (GDestroyNotify)dp_formula_free, free_answer);

  return self;
}

/**
 * dp_math_ref:
 * @self: formulas
 *
 * Returns: (transfer full): @self
 */
DpMath *
dp_math_ref (DpMath *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

/**
 * dp_math_unref:
 * @self: (transfer full): formulas
 */
void
dp_math_unref (DpMath *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_hash_table_unref (self->answers);
  g_free (self);
}

static void
add_answer (DpMath          *self,
            const DpFormula *formula,
            const char      *html,
            const char      *reason)
{
  Answer *answer = g_new0 (Answer, 1);

  answer->html = g_strdup (html);
  answer->reason = g_strdup (reason);
  g_hash_table_replace (self->answers, dp_formula_new (formula->tex, formula->display), answer);
}

/**
 * dp_math_add:
 * @self: formulas
 * @formula: one more
 * @html: what it looks like; trusted as it is
 */
void
dp_math_add (DpMath          *self,
             const DpFormula *formula,
             const char      *html)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (formula != NULL);
  g_return_if_fail (html != NULL);

  add_answer (self, formula, html, NULL);
}

/**
 * dp_math_add_reason:
 * @self: formulas
 * @formula: one that could not be set
 * @reason: why, for people; foreign text may be part of it
 */
void
dp_math_add_reason (DpMath          *self,
                    const DpFormula *formula,
                    const char      *reason)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (formula != NULL);
  g_return_if_fail (reason != NULL);

  add_answer (self, formula, NULL, reason);
}

static const Answer *
find_answer (const DpMath *self,
             const char   *tex,
             gboolean      display)
{
  DpFormula formula = { (char *)tex, display };

  return self != NULL ? g_hash_table_lookup (self->answers, &formula) : NULL;
}

/**
 * dp_math_get_html:
 * @self: (nullable): formulas
 * @tex: one of them
 * @display: whether it stands on a line of its own
 *
 * Any thread.
 *
 * Returns: (nullable): its HTML, to be put into a page as it is; %NULL when it was not set
 */
const char *
dp_math_get_html (const DpMath *self,
                  const char   *tex,
                  gboolean      display)
{
  const Answer *answer = NULL;

  g_return_val_if_fail (tex != NULL, NULL);

  answer = find_answer (self, tex, display);

  return answer != NULL ? answer->html : NULL;
}

/**
 * dp_math_get_reason:
 * @self: (nullable): formulas
 * @tex: one of them
 * @display: whether it stands on a line of its own
 *
 * Any thread.
 *
 * Returns: (nullable): why it was not set, a text to be escaped; %NULL when it was, or nobody tried
 */
const char *
dp_math_get_reason (const DpMath *self,
                    const char   *tex,
                    gboolean      display)
{
  const Answer *answer = NULL;

  g_return_val_if_fail (tex != NULL, NULL);

  answer = find_answer (self, tex, display);

  return answer != NULL ? answer->reason : NULL;
}

static void
dp_math_setter_default_init (DpMathSetterInterface *iface)
{
}

/**
 * dp_math_setter_lookup:
 * @self: a setter
 * @formulas: (element-type DpFormula): what is wanted
 *
 * Asks for what needs no waiting. Main thread.
 *
 * Returns: (transfer full) (nullable): the answers to all of @formulas if they are remembered, else %NULL
 */
DpMath *
dp_math_setter_lookup (DpMathSetter *self,
                       GPtrArray    *formulas)
{
  g_return_val_if_fail (DP_IS_MATH_SETTER (self), NULL);
  g_return_val_if_fail (formulas != NULL, NULL);

  return DP_MATH_SETTER_GET_IFACE (self)->lookup (self, formulas);
}

/**
 * dp_math_setter_set_async:
 * @self: a setter
 * @formulas: (element-type DpFormula): what is wanted; not to be changed until the end
 * @cancellable: (nullable): ends it
 * @callback: called on the main context
 * @user_data: data for @callback
 *
 * Has formulas set. Main thread.
 */
void
dp_math_setter_set_async (DpMathSetter       *self,
                          GPtrArray          *formulas,
                          GCancellable       *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer            user_data)
{
  g_return_if_fail (DP_IS_MATH_SETTER (self));
  g_return_if_fail (formulas != NULL);

  DP_MATH_SETTER_GET_IFACE (self)->set_async (self, formulas, cancellable, callback, user_data);
}

/**
 * dp_math_setter_set_finish:
 * @self: a setter
 * @result: the result that the callback got
 * @error: return location for %G_IO_ERROR_CANCELLED; there is no other
 *
 * Returns: (transfer full): an answer to every formula, or %NULL when it was cancelled
 */
DpMath *
dp_math_setter_set_finish (DpMathSetter *self,
                           GAsyncResult *result,
                           GError      **error)
{
  g_return_val_if_fail (DP_IS_MATH_SETTER (self), NULL);

  return DP_MATH_SETTER_GET_IFACE (self)->set_finish (self, result, error);
}
