/* dp-math-helper.c: the process that sets formulas, one at a time
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "math/dp-math-helper.h"

#include <string.h>

/* The processor's time for one formula. The helper keeps it itself, by a timer of the
 * kernel's: a busy machine makes a formula wait, but not fail. */
#define FORMULA_LIMIT_MS "100"

struct _DpMathHelper
{
  GObject parent_instance;

  char         *path;
  guint         wait_ms;
  GSubprocess  *process;  /* (nullable) */
  GCancellable *pipe;     /* (nullable): of what is read and written */
  gboolean      is_ready; /* it has said so */
};

typedef struct
{
  GByteArray  *request;
  DpMathAnswer answer;
  char        *text; /* (owned) (nullable) */
  guint        timeout_id;
} Question;

G_DEFINE_FINAL_TYPE (DpMathHelper, dp_math_helper, G_TYPE_OBJECT)

G_DEFINE_QUARK (dp_math_error, dp_math_error)

static void send_request (GTask *task);

static void
free_question (gpointer data)
{
  Question *question = data;

  g_clear_handle_id (&question->timeout_id, g_source_remove);
  g_byte_array_unref (question->request);
  g_free (question->text);
  g_free (question);
}

static void
stop (DpMathHelper *self)
{
  if (self->process == NULL)
    return;

  g_cancellable_cancel (self->pipe);
  g_subprocess_force_exit (self->process);
  g_clear_object (&self->pipe);
  g_clear_object (&self->process);
  self->is_ready = FALSE;
}

/* Takes the task. */
static void
give_up (GTask      *task,
         const char *why)
{
  DpMathHelper *self = g_task_get_source_object (task);
  DpMathError   code = self->is_ready ? DP_MATH_ERROR_GONE : DP_MATH_ERROR_START;

  stop (self);
  g_task_return_new_error (task, DP_MATH_ERROR, (int)code, "%s", why);
  g_object_unref (task);
}

static gboolean
waited_too_long_cb (gpointer user_data)
{
  GTask        *task = user_data;
  DpMathHelper *self = g_task_get_source_object (task);
  Question     *question = g_task_get_task_data (task);

  question->timeout_id = 0;
  g_cancellable_cancel (self->pipe); /* whoever reads gives up */

  return G_SOURCE_REMOVE;
}

/* Whether that many bytes have come. Takes the task where they have not. */
static gboolean
has_read (GTask        *task,
          GObject      *stream,
          GAsyncResult *result,
          gsize         size)
{
  g_autoptr (GError) error = NULL;
  gsize n_read = 0;

  if (!g_input_stream_read_all_finish (G_INPUT_STREAM (stream), result, &n_read, &error))
    give_up (task, error->message);
  else if (n_read < size)
    give_up (task, "It ended");
  else
    return TRUE;

  return FALSE;
}

static void
read_bytes (GTask              *task,
            gpointer            bytes,
            gsize               size,
            GAsyncReadyCallback callback)
{
  DpMathHelper *self = g_task_get_source_object (task);

  g_input_stream_read_all_async (g_subprocess_get_stdout_pipe (self->process), bytes, size,
                                 G_PRIORITY_DEFAULT, self->pipe, callback, task);
}

static void
text_read_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  GTask    *task = user_data;
  Question *question = g_task_get_task_data (task);

  if (!has_read (task, object, result, question->answer.size))
    return;

  if (!g_utf8_validate_len (question->text, question->answer.size, NULL))
    {
      give_up (task, "It answers with something else than text");
      return;
    }

  g_clear_handle_id (&question->timeout_id, g_source_remove);
  g_task_return_pointer (task, g_steal_pointer (&question->text), g_free);
  g_object_unref (task);
}

static void
answer_read_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  GTask        *task = user_data;
  DpMathHelper *self = g_task_get_source_object (task);
  Question     *question = g_task_get_task_data (task);

  if (!has_read (task, object, result, sizeof question->answer))
    return;

  if (!self->is_ready && question->answer.size == 0)
    {
      self->is_ready = TRUE;
      send_request (task);
    }
  else if (!self->is_ready || question->answer.size > DP_MATH_MAX_ANSWER)
    {
      give_up (task, "It answers with something else than an answer");
    }
  else
    {
      question->text = g_malloc0 (question->answer.size + 1);
      read_bytes (task, question->text, question->answer.size, text_read_cb);
    }
}

static void
request_written_cb (GObject      *object,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  GTask    *task = user_data;
  Question *question = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  if (!g_output_stream_write_all_finish (G_OUTPUT_STREAM (object), result, NULL, &error))
    give_up (task, error->message);
  else
    read_bytes (task, &question->answer, sizeof question->answer, answer_read_cb);
}

static void
send_request (GTask *task)
{
  DpMathHelper *self = g_task_get_source_object (task);
  Question     *question = g_task_get_task_data (task);

  g_output_stream_write_all_async (g_subprocess_get_stdin_pipe (self->process), question->request->data,
                                   question->request->len, G_PRIORITY_DEFAULT, self->pipe, request_written_cb, task);
}

static gboolean
start (DpMathHelper *self,
       GError      **error)
{
  const char *const arguments[] = { self->path, FORMULA_LIMIT_MS, NULL };

  self->process = g_subprocess_newv (arguments,
                                     G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE |
                                       G_SUBPROCESS_FLAGS_STDERR_SILENCE,
                                     error);
  if (self->process == NULL)
    return FALSE;

  self->pipe = g_cancellable_new ();

  return TRUE;
}

static void
dp_math_helper_dispose (GObject *object)
{
  stop (DP_MATH_HELPER (object));

  G_OBJECT_CLASS (dp_math_helper_parent_class)->dispose (object);
}

static void
dp_math_helper_finalize (GObject *object)
{
  g_free (DP_MATH_HELPER (object)->path);

  G_OBJECT_CLASS (dp_math_helper_parent_class)->finalize (object);
}

static void
dp_math_helper_class_init (DpMathHelperClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = dp_math_helper_dispose;
  G_OBJECT_CLASS (klass)->finalize = dp_math_helper_finalize;
}

static void
dp_math_helper_init (DpMathHelper *self)
{
}

/**
 * dp_math_helper_new:
 * @path: the program
 * @wait_ms: how long to wait for an answer at most, for a helper that does nothing at all
 *
 * Returns: (transfer full): a helper that is not started yet
 */
DpMathHelper *
dp_math_helper_new (const char *path,
                    guint       wait_ms)
{
  DpMathHelper *self = NULL;

  g_return_val_if_fail (path != NULL, NULL);

  self = g_object_new (DP_TYPE_MATH_HELPER, NULL);
  self->path = g_strdup (path);
  self->wait_ms = wait_ms;

  return self;
}

/**
 * dp_math_helper_get_pid:
 * @self: a helper
 *
 * Returns: (nullable): its process, as a number in text; %NULL while there is none
 */
const char *
dp_math_helper_get_pid (DpMathHelper *self)
{
  g_return_val_if_fail (DP_IS_MATH_HELPER (self), NULL);

  return self->process != NULL ? g_subprocess_get_identifier (self->process) : NULL;
}

/* One that nobody asked has nothing to say: what can be read is the end. */
static gboolean
has_died (DpMathHelper *self)
{
  return self->is_ready &&
         g_pollable_input_stream_is_readable (G_POLLABLE_INPUT_STREAM (g_subprocess_get_stdout_pipe (self->process)));
}

static GByteArray *
new_request (const char     *tex,
             DpMathWireFlags flags)
{
  GByteArray   *bytes = g_byte_array_new ();
  DpMathRequest request = { (guint32)strlen (tex), flags };

  g_byte_array_append (bytes, (const guint8 *)&request, sizeof request);
  g_byte_array_append (bytes, (const guint8 *)tex, request.size);

  return bytes;
}

/**
 * dp_math_helper_ask_async:
 * @self: a helper that is not being asked
 * @tex: a formula, at most %DP_MATH_MAX_TEX bytes of UTF-8
 * @flags: how to set it
 * @callback: called on the main context
 * @user_data: data for @callback
 *
 * Has one formula set. It cannot be cancelled, for the pipe would be left in the
 * middle of an answer; it ends soon.
 */
void
dp_math_helper_ask_async (DpMathHelper       *self,
                          const char         *tex,
                          DpMathWireFlags     flags,
                          GAsyncReadyCallback callback,
                          gpointer            user_data)
{
  g_autoptr (GError) error = NULL;
  Question *question = NULL;
  GTask    *task = NULL;

  g_return_if_fail (DP_IS_MATH_HELPER (self));
  g_return_if_fail (tex != NULL && strlen (tex) <= DP_MATH_MAX_TEX);

  question = g_new0 (Question, 1);
  question->request = new_request (tex, flags);

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, dp_math_helper_ask_async);
  g_task_set_task_data (task, question, free_question);

  if (has_died (self))
    stop (self);
  if (self->process == NULL && !start (self, &error))
    {
      give_up (task, error->message);
      return;
    }

  question->timeout_id = g_timeout_add (self->wait_ms, waited_too_long_cb, task);
  if (self->is_ready)
    send_request (task);
  else
    read_bytes (task, &question->answer, sizeof question->answer, answer_read_cb);
}

/**
 * dp_math_helper_ask_finish:
 * @self: a helper
 * @result: the result that the callback got
 * @out_is_set: (out): whether there is HTML
 * @out_cost_us: (out): the processor's time that it took
 * @error: return location for a %DP_MATH_ERROR
 *
 * Returns: (transfer full): HTML or, where @out_is_set is %FALSE, KaTeX's reason;
 *   %NULL with @error set when the helper failed
 */
char *
dp_math_helper_ask_finish (DpMathHelper *self,
                           GAsyncResult *result,
                           gboolean     *out_is_set,
                           guint        *out_cost_us,
                           GError      **error)
{
  Question *question = NULL;

  g_return_val_if_fail (DP_IS_MATH_HELPER (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  question = g_task_get_task_data (G_TASK (result));
  *out_is_set = question->answer.is_set != 0;
  *out_cost_us = question->answer.cost_us;

  return g_task_propagate_pointer (G_TASK (result), error);
}
