/* dp-undo.c: what can be taken back, the last one first
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/dp-undo.h"

#include <glib/gi18n.h>

/* As long as those of libadwaita. */
#define TOAST_SECONDS 5

typedef struct
{
  guint          id;
  char          *sentence;
  DpUndoFunc     func;
  gpointer       data;
  GDestroyNotify destroy;
} Step;

struct _DpUndo
{
  gpointer  owner; /* (unowned) */
  GQueue    steps; /* of Step, the last one at the head */
  guint     last_id;
  AdwToast *toast; /* (owned) (nullable): the one that is shown, or waits to be */
  guint     toast_timeout_id;
};

/**
 * dp_undo_new:
 * @owner: (nullable): who the steps are of; not referenced
 *
 * Returns: (transfer full): an empty stack
 */
DpUndo *
dp_undo_new (gpointer owner)
{
  DpUndo *self = g_new0 (DpUndo, 1);

  self->owner = owner;
  g_queue_init (&self->steps);

  return self;
}

static void
step_free (Step *step)
{
  if (step->destroy != NULL)
    step->destroy (step->data);
  g_free (step->sentence);
  g_free (step);
}

/**
 * dp_undo_let_toast_go:
 * @self: a stack
 *
 * Forgets its toast: it was sent away, or its window goes.
 */
void
dp_undo_let_toast_go (DpUndo *self)
{
  g_clear_handle_id (&self->toast_timeout_id, g_source_remove);
  if (self->toast != NULL)
    g_signal_handlers_disconnect_by_data (self->toast, self);
  g_clear_object (&self->toast);
}

static gboolean
timeout_cb (gpointer user_data)
{
  DpUndo *self = user_data;
  g_autoptr (AdwToast) toast = g_object_ref (self->toast);

  self->toast_timeout_id = 0;
  dp_undo_let_toast_go (self);
  adw_toast_dismiss (toast);

  return G_SOURCE_REMOVE;
}

/* What a toast says may change while it is shown, and then there is as much time again. It
 * stands still by then: libadwaita 1.2 falls over one that is dismissed while it comes or
 * goes. */
static void
restart_timeout (DpUndo *self)
{
  g_clear_handle_id (&self->toast_timeout_id, g_source_remove);
  self->toast_timeout_id = g_timeout_add_seconds (TOAST_SECONDS, timeout_cb, self);
}

void
dp_undo_free (DpUndo *self)
{
  dp_undo_let_toast_go (self);
  g_queue_clear_full (&self->steps, (GDestroyNotify)step_free);
  g_free (self);
}

/**
 * dp_undo_push:
 * @self: a stack
 * @sentence: what was done, as “3 bookmarks removed”
 * @func: takes it back, and reports itself what goes wrong
 * @data: (transfer full): for @func
 * @destroy: (nullable): frees @data
 *
 * Remembers that something was done. Past %DP_UNDO_MAX_STEPS the oldest is forgotten.
 *
 * Returns: an id of the step, not 0
 */
guint
dp_undo_push (DpUndo        *self,
              const char    *sentence,
              DpUndoFunc     func,
              gpointer       data,
              GDestroyNotify destroy)
{
  Step *step = NULL;

  g_return_val_if_fail (self != NULL, 0);
  g_return_val_if_fail (sentence != NULL && func != NULL, 0);

  step = g_new0 (Step, 1);
  step->id = ++self->last_id;
  step->sentence = g_strdup (sentence);
  step->func = func;
  step->data = data;
  step->destroy = destroy;

  g_queue_push_head (&self->steps, step);
  if (g_queue_get_length (&self->steps) > DP_UNDO_MAX_STEPS)
    step_free (g_queue_pop_tail (&self->steps));

  return step->id;
}

static GList *
find_step (DpUndo *self,
           guint   id)
{
  for (GList *link = self->steps.head; link != NULL; link = link->next)
    if (id == 0 || ((Step *)link->data)->id == id)
      return link;

  return NULL;
}

/* One toast at a time: who undoes means the last thing, not the one before. While one is
 * shown it is changed. */
static AdwToast *
say (DpUndo     *self,
     const char *sentence)
{
  g_autofree char *title = g_markup_escape_text (sentence, -1); /* what people name their tags is no markup */

  restart_timeout (self);
  if (self->toast != NULL)
    {
      adw_toast_set_title (self->toast, title);
      return NULL;
    }

  self->toast = g_object_ref (adw_toast_new (title));
  adw_toast_set_timeout (self->toast, 0);
  g_signal_connect_swapped (self->toast, "dismissed", G_CALLBACK (dp_undo_let_toast_go), self);

  return self->toast;
}

/**
 * dp_undo_offer:
 * @self: a stack
 * @id: a step of it
 * @action: what to activate with the step's id, a `u`
 *
 * Says what was done, and offers to take it back.
 *
 * Returns: (transfer full) (nullable): a toast to show; %NULL when the one that is shown
 *   says it now
 */
AdwToast *
dp_undo_offer (DpUndo     *self,
               guint       id,
               const char *action)
{
  GList    *link = NULL;
  AdwToast *toast = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  link = find_step (self, id);
  g_return_val_if_fail (link != NULL, NULL);

  toast = say (self, ((Step *)link->data)->sentence);
  adw_toast_set_button_label (self->toast, _("_Undo"));
  adw_toast_set_action_name (self->toast, action);
  adw_toast_set_action_target (self->toast, "u", id);

  return toast;
}

/**
 * dp_undo_confirm:
 * @self: a stack
 * @sentence: of a step that was taken back
 *
 * Says what was undone.
 *
 * Returns: (transfer full) (nullable): a toast to show; %NULL when the one that is shown
 *   says it now
 */
AdwToast *
dp_undo_confirm (DpUndo     *self,
                 const char *sentence)
{
  /* Translators: %s is what was done, as “3 bookmarks removed” */
  g_autofree char *text = g_strdup_printf (_("Undone: %s"), sentence);
  AdwToast        *toast = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  toast = say (self, text);
  adw_toast_set_button_label (self->toast, NULL);

  return toast;
}

/**
 * dp_undo_take_back:
 * @self: a stack
 * @id: a step, 0 for the last one
 *
 * Takes a step back. That of the toast may be any; it need not be the last one.
 *
 * Returns: (transfer full) (nullable): the sentence of the step; %NULL where there is
 *   none to take back
 */
char *
dp_undo_take_back (DpUndo *self,
                   guint   id)
{
  GList *link = NULL;
  Step  *step = NULL;
  char  *sentence = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  link = find_step (self, id);
  if (link == NULL)
    return NULL;

  step = link->data;
  g_queue_delete_link (&self->steps, link);
  sentence = g_strdup (step->sentence);
  step->func (self->owner, step->data);
  step_free (step);

  return sentence;
}

/**
 * dp_undo_clear:
 * @self: a stack
 *
 * Forgets everything: what was done was done to another library.
 */
void
dp_undo_clear (DpUndo *self)
{
  g_return_if_fail (self != NULL);

  g_queue_clear_full (&self->steps, (GDestroyNotify)step_free);
}

gboolean
dp_undo_is_empty (DpUndo *self)
{
  g_return_val_if_fail (self != NULL, TRUE);

  return g_queue_is_empty (&self->steps);
}
