/* dp-topic-options.h: the options that say what a topic is
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "model/dp-topic.h"

G_BEGIN_DECLS

/* What `follow` and `edit` have in common. */
typedef struct
{
  char    *name;       /* (owned) (nullable) */
  char   **excluded;   /* (owned) (nullable) */
  char   **categories; /* (owned) (nullable) */
  char   **authors;    /* (owned) (nullable) */
  int      keep;       /* -1 when not given */
  gboolean revised;
  gboolean not_revised;
  gboolean notify;
  gboolean not_notify;
} DpTopicOptions;

DpTopicOptions *dp_topic_options_new   (GOptionContext *context) G_GNUC_WARN_UNUSED_RESULT;
void            dp_topic_options_free  (DpTopicOptions *self);
void            dp_topic_options_apply (const DpTopicOptions *self,
                                        const char *const    *words,
                                        DpTopic              *topic);

G_END_DECLS
