/* dp-xml-stream.h: hostile XML, fed in pieces → elements and their texts
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

#include "formats/dp-format-error.h"

G_BEGIN_DECLS

/* A push parser with limits, in UTF-8 only, without document types and entities.
 * Not thread-safe; may be used on any one thread. */
typedef struct _DpXmlStream DpXmlStream;

/**
 * DpXmlHandler:
 * @is_root: whether a document of the wanted kind begins with this element
 * @start: an element below the root begins, at @depth (the root's children: 2).
 *   Here, dp_xml_stream_dup_attribute() and dp_xml_stream_collect() may be called
 * @end: an element ends; @text is what it holds if it was collected, else %NULL
 *
 * What a format makes of the elements. Each may call dp_xml_stream_fail(), and nothing
 * is called after that. Elements inside of one that is collected are not told.
 */
typedef struct
{
  gboolean (*is_root) (const char *name,
                       const char *uri);
  void     (*start)   (gpointer     user_data,
                       DpXmlStream *stream,
                       guint        depth,
                       const char  *name,
                       const char  *uri);
  void     (*end)     (gpointer     user_data,
                       DpXmlStream *stream,
                       guint        depth,
                       const char  *text);
} DpXmlHandler;

DpXmlStream *dp_xml_stream_new    (const DpXmlHandler *handler,
                                   gpointer            user_data) G_GNUC_WARN_UNUSED_RESULT;
void         dp_xml_stream_free   (DpXmlStream *self);

/* %DP_FORMAT_ERROR: _SYNTAX, _NOT_A_FEED, _TRUNCATED (finish only), or what the
 * handler failed with. */
gboolean     dp_xml_stream_feed   (DpXmlStream *self,
                                   const char  *data,
                                   gsize        length,
                                   GError     **error);
gboolean     dp_xml_stream_finish (DpXmlStream *self,
                                   GError     **error);

/* For handlers. */
void         dp_xml_stream_fail          (DpXmlStream  *self,
                                          DpFormatError code,
                                          const char   *message);
void         dp_xml_stream_collect       (DpXmlStream *self);
char        *dp_xml_stream_dup_attribute (DpXmlStream *self,
                                          const char  *name) G_GNUC_WARN_UNUSED_RESULT;
guint        dp_xml_stream_get_line      (DpXmlStream *self); /* from 1 */
gboolean     dp_xml_is                   (const char *name,
                                          const char *uri,
                                          const char *expected_name,
                                          const char *expected_uri);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DpXmlStream, dp_xml_stream_free)

G_END_DECLS
