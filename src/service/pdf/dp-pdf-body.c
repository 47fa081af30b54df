/* dp-pdf-body.c: a PDF as it arrives
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "service/pdf/dp-pdf-body.h"

#include <glib/gi18n.h>
#include <string.h>

#include "service/pdf/dp-pdf-download.h"

/* ISO 32000: how every file begins. */
#define SIGNATURE "%PDF-"

struct _DpPdfBody
{
  GObject parent_instance;

  GPtrArray     *pieces; /* of GBytes: a long answer is never moved */
  guint64        n_bytes;
  DpProgressFunc progress; /* (nullable) */
  gpointer       progress_data;
};

static void consumer_iface_init (DpHttpConsumerInterface *iface);

/* clang-format off */
G_DEFINE_FINAL_TYPE_WITH_CODE (DpPdfBody, dp_pdf_body, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (DP_TYPE_HTTP_CONSUMER, consumer_iface_init))
/* clang-format on */

static gboolean
begin (DpHttpConsumer *consumer,
       guint           status,
       const char     *content_type,
       GError        **error)
{
  DpPdfBody *self = DP_PDF_BODY (consumer);

  g_ptr_array_set_size (self->pieces, 0);
  self->n_bytes = 0;

  return TRUE;
}

/* Whether @data goes on as a PDF begins, of which @n_before bytes have come; pieces may be
 * as short as they like. */
static gboolean
goes_on (guint64     n_before,
         const char *data,
         gsize       length)
{
  gsize n_known = MIN (n_before, strlen (SIGNATURE));

  return memcmp (data, &SIGNATURE[n_known], MIN (length, strlen (SIGNATURE) - n_known)) == 0;
}

/* A page that wants to see a person comes with status 200, too. */
static gboolean
refuse (GError **error)
{
  g_set_error (error, DP_PDF_ERROR, DP_PDF_ERROR_NOT_PDF,
               _("arXiv sent something else in place of the PDF; it may want to see a person. Nothing was "
                 "saved; open it in the browser."));

  return FALSE;
}

static gboolean
feed (DpHttpConsumer *consumer,
      const char     *data,
      gsize           length,
      GError        **error)
{
  DpPdfBody *self = DP_PDF_BODY (consumer);

  if (!goes_on (self->n_bytes, data, length))
    return refuse (error);

  g_ptr_array_add (self->pieces, g_bytes_new (data, length));
  self->n_bytes += length;
  if (self->progress != NULL)
    self->progress (self->n_bytes, 0, self->progress_data);

  return TRUE;
}

static gboolean
end (DpHttpConsumer *consumer,
     GError        **error)
{
  return DP_PDF_BODY (consumer)->n_bytes >= strlen (SIGNATURE) || refuse (error);
}

static void
consumer_iface_init (DpHttpConsumerInterface *iface)
{
  iface->begin = begin;
  iface->feed = feed;
  iface->end = end;
}

static void
dp_pdf_body_finalize (GObject *object)
{
  g_ptr_array_unref (DP_PDF_BODY (object)->pieces);

  G_OBJECT_CLASS (dp_pdf_body_parent_class)->finalize (object);
}

static void
dp_pdf_body_class_init (DpPdfBodyClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = dp_pdf_body_finalize;
}

static void
dp_pdf_body_init (DpPdfBody *self)
{
  self->pieces = g_ptr_array_new_with_free_func ((GDestroyNotify)g_bytes_unref);
}

/**
 * dp_pdf_body_new:
 * @progress: (nullable): told how many bytes have come; the whole is not known
 * @user_data: for @progress
 *
 * Returns: (transfer full): an empty body
 */
DpPdfBody *
dp_pdf_body_new (DpProgressFunc progress,
                 gpointer       user_data)
{
  DpPdfBody *self = g_object_new (DP_TYPE_PDF_BODY, NULL);

  self->progress = progress;
  self->progress_data = user_data;

  return self;
}

/**
 * dp_pdf_body_get_pieces:
 * @self: a body
 *
 * Returns: (transfer none) (element-type GBytes): what has come
 */
GPtrArray *
dp_pdf_body_get_pieces (DpPdfBody *self)
{
  g_return_val_if_fail (DP_IS_PDF_BODY (self), NULL);

  return self->pieces;
}
