/* dp-math-cache.c: formulas that were set before
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "math/dp-math-cache.h"

#include <string.h>

/* Two generations: when the young one is full it becomes the old one, which is
 * forgotten. What is asked for moves into the young one. */
struct _DpMathCache
{
  DpMath *young;
  DpMath *old;

  gsize size; /* of the young ones, bytes */
  gsize max_size;
};

/**
 * dp_math_cache_new:
 * @max_size: bytes
 *
 * Returns: (transfer full): an empty cache that holds at most about @max_size
 */
DpMathCache *
dp_math_cache_new (gsize max_size)
{
  DpMathCache *self = g_new0 (DpMathCache, 1);

  self->young = dp_math_new ();
  self->old = dp_math_new ();
  self->max_size = max_size;

  return self;
}

/**
 * dp_math_cache_free:
 * @self: (transfer full): a cache
 */
void
dp_math_cache_free (DpMathCache *self)
{
  dp_math_unref (self->young);
  dp_math_unref (self->old);
  g_free (self);
}

static void
add_answer (DpMath          *math,
            const DpFormula *formula,
            const char      *html,
            const char      *reason)
{
  if (html != NULL)
    dp_math_add (math, formula, html);
  else
    dp_math_add_reason (math, formula, reason);
}

/**
 * dp_math_cache_add:
 * @self: a cache
 * @formula: a formula
 * @html: (nullable): what it looks like
 * @reason: (nullable): why it looks like nothing; exactly one of the two is there
 */
void
dp_math_cache_add (DpMathCache     *self,
                   const DpFormula *formula,
                   const char      *html,
                   const char      *reason)
{
  gsize size = 0;

  g_return_if_fail (self != NULL);
  g_return_if_fail (formula != NULL);
  g_return_if_fail ((html == NULL) != (reason == NULL));

  size = strlen (formula->tex) + strlen (html != NULL ? html : reason);
  if (self->size + size > self->max_size / 2)
    {
      dp_math_unref (self->old);
      self->old = g_steal_pointer (&self->young);
      self->young = dp_math_new ();
      self->size = 0;
    }

  add_answer (self->young, formula, html, reason);
  self->size += size;
}

/**
 * dp_math_cache_lookup:
 * @self: a cache
 * @formula: a formula
 * @math: where its answer goes
 *
 * Returns: %FALSE when it is not remembered
 */
gboolean
dp_math_cache_lookup (DpMathCache     *self,
                      const DpFormula *formula,
                      DpMath          *math)
{
  const char *html = NULL;
  const char *reason = NULL;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (formula != NULL, FALSE);
  g_return_val_if_fail (math != NULL, FALSE);

  html = dp_math_get_html (self->young, formula->tex, formula->display);
  reason = dp_math_get_reason (self->young, formula->tex, formula->display);
  if (html == NULL && reason == NULL)
    {
      g_autofree char *old_html = g_strdup (dp_math_get_html (self->old, formula->tex, formula->display));
      g_autofree char *old_reason = g_strdup (dp_math_get_reason (self->old, formula->tex, formula->display));

      if (old_html == NULL && old_reason == NULL)
        return FALSE;

      add_answer (math, formula, old_html, old_reason);
      dp_math_cache_add (self, formula, old_html, old_reason);
      return TRUE;
    }

  add_answer (math, formula, html, reason);

  return TRUE;
}
