/* dp-arxiv-answer.c: an answer of arXiv's API as it arrives
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "sources/dp-arxiv-answer.h"

#include "formats/arxiv/dp-atom-parser.h"
#include "formats/dp-format-error.h"
#include "net/dp-http-consumer.h"
#include "net/dp-net-error.h"
#include "sources/dp-disguise.h"

#include <glib/gi18n.h>

/* Hands the bytes to the parser, and sees through the ways in which arXiv says “not
 * now” with status 200: the words `Rate exceeded.`, a web page that wants to see a
 * human being, a list without the papers that it counts, a list that ends in the
 * middle. Net asks again for these.
 *
 * Of several attempts the one that brought the most papers is kept, so that a page that
 * is cut off every time still gives what it gave. */

/* So much of the body tells what it is. */
#define HEAD_SIZE 64

struct _DpArxivAnswer
{
  GObject parent_instance;

  guint         start;
  guint         status;
  GString      *head;   /* the first bytes; %NULL once they are judged */
  DpAtomParser *parser; /* (nullable) */
  GPtrArray    *papers; /* (nullable): the most that an attempt brought */
  gint64        total_results;
};

static void consumer_iface_init (DpHttpConsumerInterface *iface);

/* clang-format off */
G_DEFINE_FINAL_TYPE_WITH_CODE (DpArxivAnswer, dp_arxiv_answer, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (DP_TYPE_HTTP_CONSUMER, consumer_iface_init))
/* clang-format on */

static void
keep_best (DpArxivAnswer *self)
{
  GPtrArray *papers = NULL;

  if (self->parser == NULL)
    return;

  papers = dp_atom_parser_get_papers (self->parser);
  if (self->papers != NULL && papers->len <= self->papers->len)
    return;

  g_clear_pointer (&self->papers, g_ptr_array_unref);
  self->papers = g_ptr_array_ref (papers);
  self->total_results = dp_atom_parser_get_total_results (self->parser);
}

static void
clear_head (DpArxivAnswer *self)
{
  if (self->head != NULL)
    g_string_free (self->head, TRUE);
  self->head = NULL;
}

/* The body of a 400 that is no feed explains nothing; its status does. */
static gboolean
judge_parser (DpArxivAnswer *self,
              GError        *parser_error,
              GError       **error)
{
  if (parser_error == NULL)
    return TRUE;

  if (self->status == 400 && !g_error_matches (parser_error, DP_FORMAT_ERROR, DP_FORMAT_ERROR_REFUSED))
    {
      g_error_free (parser_error);
      return TRUE;
    }

  keep_best (self);
  if (g_error_matches (parser_error, DP_FORMAT_ERROR, DP_FORMAT_ERROR_TRUNCATED))
    {
      g_set_error_literal (error, DP_NET_ERROR, DP_NET_ERROR_INCOMPLETE, parser_error->message);
      g_error_free (parser_error);
    }
  else
    {
      g_propagate_error (error, parser_error);
    }

  return FALSE;
}

static gboolean
feed_parser (DpArxivAnswer *self,
             const char    *data,
             gsize          length,
             GError       **error)
{
  GError *parser_error = NULL;

  dp_atom_parser_feed (self->parser, data, length, &parser_error);

  return judge_parser (self, parser_error, error);
}

static gboolean
feed_head (DpArxivAnswer *self,
           GError       **error)
{
  g_autoptr (GString) head = NULL;

  if (self->status != 400 && !dp_disguise_check (self->head->str, "arXiv", error))
    return FALSE;

  head = g_steal_pointer (&self->head);

  return feed_parser (self, head->str, head->len, error);
}

static gboolean
begin (DpHttpConsumer *consumer,
       guint           status,
       const char     *content_type,
       GError        **error)
{
  DpArxivAnswer *self = DP_ARXIV_ANSWER (consumer);

  keep_best (self);
  clear_head (self);
  g_clear_pointer (&self->parser, dp_atom_parser_free);
  self->status = status;
  self->head = g_string_new (NULL);
  self->parser = dp_atom_parser_new ();

  return TRUE;
}

static gboolean
feed (DpHttpConsumer *consumer,
      const char     *data,
      gsize           length,
      GError        **error)
{
  DpArxivAnswer *self = DP_ARXIV_ANSWER (consumer);

  if (self->head == NULL)
    return feed_parser (self, data, length, error);

  g_string_append_len (self->head, data, (gssize)length);
  if (self->head->len < HEAD_SIZE)
    return TRUE;

  return feed_head (self, error);
}

static gboolean
check_papers (DpArxivAnswer *self,
              GError       **error)
{
  guint  n_papers = dp_atom_parser_get_papers (self->parser)->len;
  guint  n_rejected = dp_atom_parser_get_n_rejected (self->parser);
  gint64 total = dp_atom_parser_get_total_results (self->parser);

  if (n_papers > 0)
    return TRUE;

  if (n_rejected > 0)
    {
      g_set_error (error, DP_FORMAT_ERROR, DP_FORMAT_ERROR_NOT_A_FEED,
                   ngettext ("arXiv’s answer has %u entry, and it is no paper.",
                             "arXiv’s answer has %u entries, and none is a paper.", n_rejected),
                             n_rejected);
      return FALSE;
    }

  if (total > (gint64)self->start)
    {
      g_set_error_literal (error, DP_NET_ERROR, DP_NET_ERROR_INCOMPLETE,
                           _("arXiv counts papers that match but sends none of them."));
      return FALSE;
    }

  return TRUE;
}

static gboolean
end (DpHttpConsumer *consumer,
     GError        **error)
{
  DpArxivAnswer *self = DP_ARXIV_ANSWER (consumer);
  GError        *parser_error = NULL;

  if (self->head != NULL && !feed_head (self, error))
    return FALSE;

  dp_atom_parser_finish (self->parser, &parser_error);
  if (!judge_parser (self, parser_error, error))
    return FALSE;

  /* A whole answer is better than any other, also than a longer one. */
  g_clear_pointer (&self->papers, g_ptr_array_unref);
  keep_best (self);

  return self->status == 400 || check_papers (self, error);
}

static void
consumer_iface_init (DpHttpConsumerInterface *iface)
{
  iface->begin = begin;
  iface->feed = feed;
  iface->end = end;
}

static void
dp_arxiv_answer_finalize (GObject *object)
{
  DpArxivAnswer *self = DP_ARXIV_ANSWER (object);

  clear_head (self);
  g_clear_pointer (&self->parser, dp_atom_parser_free);
  g_clear_pointer (&self->papers, g_ptr_array_unref);

  G_OBJECT_CLASS (dp_arxiv_answer_parent_class)->finalize (object);
}

static void
dp_arxiv_answer_class_init (DpArxivAnswerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = dp_arxiv_answer_finalize;
}

static void
dp_arxiv_answer_init (DpArxivAnswer *self)
{
  self->total_results = -1;
}

/**
 * dp_arxiv_answer_new:
 * @start: from which paper on was asked; past the total, an empty list is whole
 *
 * Returns: (transfer full): a consumer for one request
 */
DpArxivAnswer *
dp_arxiv_answer_new (guint start)
{
  DpArxivAnswer *self = g_object_new (DP_TYPE_ARXIV_ANSWER, NULL);

  self->start = start;

  return self;
}

/**
 * dp_arxiv_answer_get_papers:
 * @self: an answer, whole or not
 *
 * Returns: (transfer none) (nullable) (element-type DpPaper): the papers of the attempt
 *   that brought the most, in the order of the answer; %NULL when none was read
 */
GPtrArray *
dp_arxiv_answer_get_papers (DpArxivAnswer *self)
{
  g_return_val_if_fail (DP_IS_ARXIV_ANSWER (self), NULL);

  keep_best (self);

  return self->papers;
}

/**
 * dp_arxiv_answer_get_total_results:
 * @self: an answer, whole or not
 *
 * Returns: how many papers match in all; -1 when the answer does not say
 */
gint64
dp_arxiv_answer_get_total_results (DpArxivAnswer *self)
{
  g_return_val_if_fail (DP_IS_ARXIV_ANSWER (self), -1);

  keep_best (self);

  return self->total_results;
}
