/* dp-math.h: formulas that have been set
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * DpFormula:
 *
 * One piece of mathematics as its author wrote it, without what marks it off from the text.
 */
typedef struct
{
  char    *tex;     /* (owned) */
  gboolean display; /* on a line of its own */
} DpFormula;

DpFormula *dp_formula_new   (const char *tex,
                             gboolean    display) G_GNUC_WARN_UNUSED_RESULT;
void       dp_formula_free  (DpFormula *formula);
guint      dp_formula_hash  (gconstpointer formula);
gboolean   dp_formula_equal (gconstpointer a,
                             gconstpointer b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DpFormula, dp_formula_free)

/**
 * DpMath:
 *
 * What became of formulas: each has its HTML, or a reason why it has none.
 * Reference-counted. It is filled in by its maker and not changed once a second
 * reference exists, so it may cross threads.
 */
typedef struct _DpMath DpMath;

DpMath     *dp_math_new        (void) G_GNUC_WARN_UNUSED_RESULT;
DpMath     *dp_math_ref        (DpMath *self);
void        dp_math_unref      (DpMath *self);
void        dp_math_add        (DpMath          *self,
                                const DpFormula *formula,
                                const char      *html);
void        dp_math_add_reason (DpMath          *self,
                                const DpFormula *formula,
                                const char      *reason);
const char *dp_math_get_html   (const DpMath *self,
                                const char   *tex,
                                gboolean      display);
const char *dp_math_get_reason (const DpMath *self,
                                const char   *tex,
                                gboolean      display);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DpMath, dp_math_unref)

#define DP_TYPE_MATH_SETTER (dp_math_setter_get_type ())
G_DECLARE_INTERFACE (DpMathSetter, dp_math_setter, DP, MATH_SETTER, GObject)

/**
 * DpMathSetterInterface:
 *
 * Who sets formulas. A page is made of what it gives; how it does it (in a process of
 * its own, for foreign TeX is hostile) is none of the page's business.
 */
struct _DpMathSetterInterface
{
  GTypeInterface parent_iface;

  DpMath *(*lookup)     (DpMathSetter *self,
                         GPtrArray    *formulas);
  void    (*set_async)  (DpMathSetter       *self,
                         GPtrArray          *formulas,
                         GCancellable       *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer            user_data);
  DpMath *(*set_finish) (DpMathSetter *self,
                         GAsyncResult *result,
                         GError      **error);
};

DpMath *dp_math_setter_lookup     (DpMathSetter *self,
                                   GPtrArray    *formulas) G_GNUC_WARN_UNUSED_RESULT;
void    dp_math_setter_set_async  (DpMathSetter       *self,
                                   GPtrArray          *formulas,
                                   GCancellable       *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer            user_data);
DpMath *dp_math_setter_set_finish (DpMathSetter *self,
                                   GAsyncResult *result,
                                   GError      **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
