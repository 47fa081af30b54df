/* dp-hugging-face-answer.c: an answer of Hugging Face's as it arrives
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "sources/dp-hugging-face-answer.h"

#include "formats/dp-format-error.h"
#include "formats/dp-hugging-face-parser.h"
#include "net/dp-http-consumer.h"
#include "net/dp-net-error.h"
#include "sources/dp-disguise.h"

/* Gathers the text and reads it when it is whole: a page of it takes a millisecond or
 * two. What is cut off, or no answer at all, is asked for again by net. */

struct _DpHuggingFaceAnswer
{
  GObject parent_instance;

  char    *day;      /* (nullable): about one paper */
  guint    n_before; /* entries of the day's list */
  guint    status;
  GString *text;

  GPtrArray *papers; /* (nullable): not read yet */
  guint      n_rejected;
};

static void consumer_iface_init (DpHttpConsumerInterface *iface);

/* clang-format off */
G_DEFINE_FINAL_TYPE_WITH_CODE (DpHuggingFaceAnswer, dp_hugging_face_answer, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (DP_TYPE_HTTP_CONSUMER, consumer_iface_init))
/* clang-format on */

static gboolean
begin (DpHttpConsumer *consumer,
       guint           status,
       const char     *content_type,
       GError        **error)
{
  DpHuggingFaceAnswer *self = DP_HUGGING_FACE_ANSWER (consumer);

  g_clear_pointer (&self->papers, g_ptr_array_unref);
  self->n_rejected = 0;
  self->status = status;
  g_string_truncate (self->text, 0);

  return TRUE;
}

static gboolean
feed (DpHttpConsumer *consumer,
      const char     *data,
      gsize           length,
      GError        **error)
{
  DpHuggingFaceAnswer *self = DP_HUGGING_FACE_ANSWER (consumer);

  g_string_append_len (self->text, data, (gssize)length);

  return TRUE;
}

static GPtrArray *
parse (DpHuggingFaceAnswer *self,
       GError             **error)
{
  g_autoptr (GPtrArray) papers = NULL;
  DpPaper *paper = NULL;

  if (self->day != NULL)
    return dp_hugging_face_parse_day (self->text->str, self->text->len, self->day, self->n_before,
                                      &self->n_rejected, error);

  paper = dp_hugging_face_parse_paper (self->text->str, self->text->len, error);
  if (paper == NULL)
    return NULL;

  papers = g_ptr_array_new_with_free_func ((GDestroyNotify)dp_paper_unref);
  g_ptr_array_add (papers, paper);

  return g_steal_pointer (&papers);
}

static gboolean
end (DpHttpConsumer *consumer,
     GError        **error)
{
  DpHuggingFaceAnswer *self = DP_HUGGING_FACE_ANSWER (consumer);
  g_autoptr (GError) local_error = NULL;

  if (self->status != 400 && !dp_disguise_check (self->text->str, "Hugging Face", error))
    return FALSE;

  self->papers = parse (self, &local_error);
  if (self->papers != NULL)
    return TRUE;

  /* The body of a 400 says why, or else explains nothing, but its status does. */
  if (self->status == 400 && !g_error_matches (local_error, DP_FORMAT_ERROR, DP_FORMAT_ERROR_REFUSED))
    return TRUE;

  if (g_error_matches (local_error, DP_FORMAT_ERROR, DP_FORMAT_ERROR_TRUNCATED))
    g_set_error_literal (error, DP_NET_ERROR, DP_NET_ERROR_INCOMPLETE, local_error->message);
  else
    g_propagate_error (error, g_steal_pointer (&local_error));

  return FALSE;
}

static void
consumer_iface_init (DpHttpConsumerInterface *iface)
{
  iface->begin = begin;
  iface->feed = feed;
  iface->end = end;
}

static void
dp_hugging_face_answer_finalize (GObject *object)
{
  DpHuggingFaceAnswer *self = DP_HUGGING_FACE_ANSWER (object);

  g_free (self->day);
  g_string_free (self->text, TRUE);
  g_clear_pointer (&self->papers, g_ptr_array_unref);

  G_OBJECT_CLASS (dp_hugging_face_answer_parent_class)->finalize (object);
}

static void
dp_hugging_face_answer_class_init (DpHuggingFaceAnswerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = dp_hugging_face_answer_finalize;
}

static void
dp_hugging_face_answer_init (DpHuggingFaceAnswer *self)
{
  self->text = g_string_new (NULL);
}

/**
 * dp_hugging_face_answer_new_for_day:
 * @day: whose list is asked for, `YYYY-MM-DD`
 * @n_before: how many entries earlier pages had
 *
 * Returns: (transfer full): a consumer for one page of the list
 */
DpHuggingFaceAnswer *
dp_hugging_face_answer_new_for_day (const char *day,
                                    guint       n_before)
{
  DpHuggingFaceAnswer *self = g_object_new (DP_TYPE_HUGGING_FACE_ANSWER, NULL);

  self->day = g_strdup (day);
  self->n_before = n_before;

  return self;
}

/**
 * dp_hugging_face_answer_new_for_paper:
 *
 * Returns: (transfer full): a consumer for one paper
 */
DpHuggingFaceAnswer *
dp_hugging_face_answer_new_for_paper (void)
{
  return g_object_new (DP_TYPE_HUGGING_FACE_ANSWER, NULL);
}

/**
 * dp_hugging_face_answer_get_papers:
 * @self: an answer
 *
 * Returns: (transfer none) (nullable) (element-type DpPaper): its papers; %NULL until
 *   it is whole
 */
GPtrArray *
dp_hugging_face_answer_get_papers (DpHuggingFaceAnswer *self)
{
  g_return_val_if_fail (DP_IS_HUGGING_FACE_ANSWER (self), NULL);

  return self->papers;
}

/**
 * dp_hugging_face_answer_get_n_entries:
 * @self: an answer that is whole
 *
 * Returns: how long the page is, with what is no paper
 */
guint
dp_hugging_face_answer_get_n_entries (DpHuggingFaceAnswer *self)
{
  g_return_val_if_fail (DP_IS_HUGGING_FACE_ANSWER (self), 0);

  return self->papers != NULL ? self->papers->len + self->n_rejected : 0;
}
