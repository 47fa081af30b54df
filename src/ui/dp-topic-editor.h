/* dp-topic-editor.h: a topic, to add or to change
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "model/dp-topic.h"

G_BEGIN_DECLS

#define DP_TYPE_TOPIC_EDITOR (dp_topic_editor_get_type ())

/**
 * DpTopicEditor:
 *
 * Checks as one types. It stays open until whoever stores the topic closes it, so that
 * nothing that was typed is lost when that fails. Signal `save-requested ()`: the topic
 * is valid and is to be stored.
 */
G_DECLARE_FINAL_TYPE (DpTopicEditor, dp_topic_editor, DP, TOPIC_EDITOR, AdwWindow)

GtkWidget *dp_topic_editor_new         (const DpTopic *topic) G_GNUC_WARN_UNUSED_RESULT;
DpTopic   *dp_topic_editor_dup_topic   (DpTopicEditor *self,
                                        GError       **error) G_GNUC_WARN_UNUSED_RESULT;
void       dp_topic_editor_set_problem (DpTopicEditor *self,
                                        const char    *problem);

G_END_DECLS
