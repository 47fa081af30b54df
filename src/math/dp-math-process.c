/* dp-math-process.c: formulas through the helper, with a memory
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "math/dp-math-process.h"

#include "math/dp-math-cache.h"
#include "math/dp-math-helper.h"

#include <glib/gi18n.h>
#include <string.h>

/* This folder gives foreign TeX to a program that has nothing to lose. main.c is that
 * program, dp-math-helper speaks with it, and this is what a page's maker sees.
 *
 * Formulas are asked for one after the other: the one over which the helper dies
 * is the one that is to blame. */

/* The processor's time for all formulas of one page; those behind it keep their source. */
#define PAGE_LIMIT_US G_USEC_PER_SEC

/* What a formula costs that kills the helper, with the start of the next one. */
#define DEATH_COST_US (G_USEC_PER_SEC / 5)

/* The helper limits itself; this is for one that is stopped, or a machine that does nothing else any more. */
#define WAIT_MS 10000

#define CACHE_SIZE (16 * 1024 * 1024)

struct _DpMathProcess
{
  GObject parent_instance;

  DpMathWireFlags flags;
  DpMathHelper   *helper;
  DpMathCache    *cache;

  GQueue   tasks; /* of owned GTask: who waits, the first one is being served */
  gboolean is_asking;
};

typedef struct
{
  GPtrArray *formulas; /* of DpFormula */
  guint      next;     /* the first one without an answer */
  DpMath    *math;     /* what there is */
  guint64    cost_us;
  gboolean   is_hopeless; /* the helper cannot be started */
} Job;

static void setter_iface_init (DpMathSetterInterface *iface);
static void go_on (DpMathProcess *self);

/* clang-format off */
G_DEFINE_FINAL_TYPE_WITH_CODE (DpMathProcess, dp_math_process, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (DP_TYPE_MATH_SETTER, setter_iface_init))
/* clang-format on */

static Job *
new_job (GPtrArray *formulas)
{
  Job *job = g_new0 (Job, 1);

  job->formulas = g_ptr_array_ref (formulas);
  job->math = dp_math_new ();

  return job;
}

static void
free_job (gpointer data)
{
  Job *job = data;

  g_ptr_array_unref (job->formulas);
  dp_math_unref (job->math);
  g_free (job);
}

/* Why a formula is not even tried. */
static const char *
get_refusal (const Job       *job,
             const DpFormula *formula)
{
  if (strlen (formula->tex) > DP_MATH_MAX_TEX)
    return _("The formula is too long");
  if (job->is_hopeless)
    return _("Mathematics cannot be set, because its helper program cannot be started");
  if (job->cost_us > PAGE_LIMIT_US)
    return _("The formulas before this one took too long");

  return NULL;
}

/* Answers what can be answered at once. Returns whether a formula is left. */
static gboolean
advance (DpMathProcess *self,
         Job           *job)
{
  for (; job->next < job->formulas->len; job->next++)
    {
      const DpFormula *formula = g_ptr_array_index (job->formulas, job->next);
      const char      *refusal = NULL;

      if (dp_math_cache_lookup (self->cache, formula, job->math))
        continue;

      refusal = get_refusal (job, formula);
      if (refusal == NULL)
        return TRUE;
      dp_math_add_reason (job->math, formula, refusal);
    }

  return FALSE;
}

static void
take_answer (DpMathProcess *self,
             Job           *job,
             const char    *text, /* (nullable): the helper failed */
             gboolean       is_set,
             const GError  *error)
{
  const DpFormula *formula = g_ptr_array_index (job->formulas, job->next);

  if (g_error_matches (error, DP_MATH_ERROR, DP_MATH_ERROR_START))
    {
      g_debug ("The helper for mathematics cannot be started: %s", error->message);
      job->is_hopeless = TRUE;
    }
  else if (text == NULL)
    {
      job->cost_us += DEATH_COST_US;
      dp_math_cache_add (self->cache, formula, NULL, _("The formula takes too long to set"));
    }
  else
    {
      dp_math_cache_add (self->cache, formula, is_set ? text : NULL, is_set ? NULL : text);
    }
}

static void
answered_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (DpMathProcess) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean         is_set = FALSE;
  guint            cost_us = 0;
  g_autofree char *text = dp_math_helper_ask_finish (DP_MATH_HELPER (object), result, &is_set, &cost_us, &error);
  Job             *job = g_task_get_task_data (g_queue_peek_head (&self->tasks));

  self->is_asking = FALSE;
  job->cost_us += cost_us;
  take_answer (self, job, text, is_set, error);
  go_on (self);
}

static void
ask (DpMathProcess *self,
     const Job     *job)
{
  const DpFormula *formula = g_ptr_array_index (job->formulas, job->next);
  DpMathWireFlags  flags = self->flags | (formula->display ? DP_MATH_WIRE_DISPLAY : 0);

  self->is_asking = TRUE;
  dp_math_helper_ask_async (self->helper, formula->tex, flags, answered_cb, g_object_ref (self));
}

/* Serves who waits until the helper has to be asked, or nobody is left. */
static void
go_on (DpMathProcess *self)
{
  while (!self->is_asking && !g_queue_is_empty (&self->tasks))
    {
      GTask *task = g_queue_peek_head (&self->tasks);
      Job   *job = g_task_get_task_data (task);

      if (!g_cancellable_is_cancelled (g_task_get_cancellable (task)) && advance (self, job))
        {
          ask (self, job);
          return;
        }

      g_queue_pop_head (&self->tasks);
      if (!g_task_return_error_if_cancelled (task))
        g_task_return_pointer (task, dp_math_ref (job->math), (GDestroyNotify)dp_math_unref);
      g_object_unref (task);
    }
}

static DpMath *
lookup (DpMathSetter *setter,
        GPtrArray    *formulas)
{
  DpMathProcess *self = DP_MATH_PROCESS (setter);
  g_autoptr (DpMath) math = dp_math_new ();

  for (guint i = 0; i < formulas->len; i++)
    {
      if (!dp_math_cache_lookup (self->cache, g_ptr_array_index (formulas, i), math))
        return NULL;
    }

  return g_steal_pointer (&math);
}

static void
set_async (DpMathSetter       *setter,
           GPtrArray          *formulas,
           GCancellable       *cancellable,
           GAsyncReadyCallback callback,
           gpointer            user_data)
{
  DpMathProcess *self = DP_MATH_PROCESS (setter);
  GTask         *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, set_async);
  g_task_set_task_data (task, new_job (formulas), free_job);
  g_queue_push_tail (&self->tasks, task);
  go_on (self);
}

static DpMath *
set_finish (DpMathSetter *setter,
            GAsyncResult *result,
            GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, setter), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
setter_iface_init (DpMathSetterInterface *iface)
{
  iface->lookup = lookup;
  iface->set_async = set_async;
  iface->set_finish = set_finish;
}

static void
dp_math_process_finalize (GObject *object)
{
  DpMathProcess *self = DP_MATH_PROCESS (object);

  g_object_unref (self->helper);
  dp_math_cache_free (self->cache);

  G_OBJECT_CLASS (dp_math_process_parent_class)->finalize (object);
}

static void
dp_math_process_class_init (DpMathProcessClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = dp_math_process_finalize;
}

static void
dp_math_process_init (DpMathProcess *self)
{
  self->cache = dp_math_cache_new (CACHE_SIZE);
}

/**
 * dp_math_process_new_for_path:
 * @form: what is wanted of a formula
 * @path: the helper
 * @wait_ms: how long to wait for one formula at most
 *
 * Returns: (transfer full): a setter; nothing is started yet
 */
DpMathProcess *
dp_math_process_new_for_path (DpMathForm  form,
                              const char *path,
                              guint       wait_ms)
{
  DpMathProcess *self = g_object_new (DP_TYPE_MATH_PROCESS, NULL);

  self->flags = form == DP_MATH_FOR_FILE ? DP_MATH_WIRE_MATHML : 0;
  self->helper = dp_math_helper_new (path, wait_ms);

  return self;
}

/**
 * dp_math_process_new:
 * @form: what is wanted of a formula
 *
 * The helper is the installed one, or the one that `DAILY_PAPERS_MATH` names: tests
 * run what is not installed.
 *
 * Returns: (transfer full): a setter; nothing is started yet
 */
DpMathProcess *
dp_math_process_new (DpMathForm form)
{
  const char *path = g_getenv ("DAILY_PAPERS_MATH");

  return dp_math_process_new_for_path (form, path != NULL ? path : LIBEXEC_DIR "/daily-papers-math", WAIT_MS);
}

/**
 * dp_math_process_warm:
 * @self: a setter
 *
 * Starts the helper ahead of the first formula.
 */
void
dp_math_process_warm (DpMathProcess *self)
{
  g_autoptr (GPtrArray) formulas = g_ptr_array_new_with_free_func ((GDestroyNotify)dp_formula_free);

  g_return_if_fail (DP_IS_MATH_PROCESS (self));

  g_ptr_array_add (formulas, dp_formula_new ("x", FALSE));
  set_async (DP_MATH_SETTER (self), formulas, NULL, NULL, NULL);
}

/**
 * dp_math_process_get_pid:
 * @self: a setter
 *
 * Returns: (nullable): the helper's process, as a number in text; %NULL while there is none
 */
const char *
dp_math_process_get_pid (DpMathProcess *self)
{
  g_return_val_if_fail (DP_IS_MATH_PROCESS (self), NULL);

  return dp_math_helper_get_pid (self->helper);
}
