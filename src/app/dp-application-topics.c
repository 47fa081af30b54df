/* dp-application-topics.c: adding, changing, moving and removing topics
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/dp-application-private.h"

#include <glib/gi18n.h>

#include "library/topic/dp-topic-query.h"
#include "library/topic/dp-topic-store.h"
#include "service/dp-problem.h"

typedef struct
{
  DpApplication *application; /* (owned) */
  DpTopicEditor *editor;      /* (owned) (nullable) */
  gint64         topic_id;
} TopicChange;

static TopicChange *
topic_change_new (DpApplication *application,
                  DpTopicEditor *editor,
                  gint64         topic_id)
{
  TopicChange *self = g_new0 (TopicChange, 1);

  self->application = g_object_ref (application);
  self->editor = editor != NULL ? g_object_ref (editor) : NULL;
  self->topic_id = topic_id;

  return self;
}

static void
topic_change_free (TopicChange *self)
{
  g_object_unref (self->application);
  g_clear_object (&self->editor);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TopicChange, topic_change_free)

/* What was typed stays in the editor, and the reason is said there. */
static void
report_change (TopicChange  *change,
               const GError *error)
{
  g_autofree char *sentence = NULL;

  if (change->editor == NULL)
    {
      dp_application_report (change->application, error);
      return;
    }

  sentence = dp_problem_dup_sentence (error, "arXiv");
  dp_topic_editor_set_problem (change->editor, sentence);
}

static void
finish_change (TopicChange *change)
{
  if (change->editor != NULL)
    gtk_window_destroy (GTK_WINDOW (change->editor));

  dp_application_refresh (change->application, change->topic_id, DP_REFRESH_FLAGS_FORCE);
}

static void
add_cb (GObject      *object,
        GAsyncResult *result,
        gpointer      user_data)
{
  g_autoptr (TopicChange) change = user_data;
  g_autoptr (GError) error = NULL;

  change->topic_id = dp_topic_store_add_finish (DP_LIBRARY (object), result, &error);
  if (change->topic_id == 0)
    {
      report_change (change, error);
      return;
    }

  finish_change (change);
  if (change->application->window != NULL)
    dp_window_show_topic (change->application->window, change->topic_id);
}

static void
update_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (TopicChange) change = user_data;
  g_autoptr (GError) error = NULL;

  if (dp_topic_store_update_finish (DP_LIBRARY (object), result, &error))
    finish_change (change);
  else
    report_change (change, error);
}

/**
 * dp_application_follow:
 * @self: an application
 * @parameter: `(asas)`: words and categories
 *
 * Adds a topic and asks for its papers.
 */
void
dp_application_follow (DpApplication *self,
                       GVariant      *parameter)
{
  g_autoptr (DpTopic) topic = dp_topic_new ();
  g_autoptr (GError) error = NULL;

  if (self->library == NULL)
    return;

  g_clear_pointer (&topic->words, g_strfreev);
  g_clear_pointer (&topic->categories, g_strfreev);
  g_variant_get (parameter, "(^as^as)", &topic->words, &topic->categories);
  topic->followed = TRUE;

  if (dp_topic_normalize (topic, &error))
    dp_topic_store_add_async (self->library, topic, NULL, add_cb, topic_change_new (self, NULL, 0));
  else
    dp_application_report (self, error);
}

/**
 * dp_application_save_topic:
 * @self: an application
 * @editor: an editor with a valid topic
 *
 * Stores what was edited, closes the editor and asks for the topic's papers.
 */
void
dp_application_save_topic (DpApplication *self,
                           DpTopicEditor *editor)
{
  g_autoptr (DpTopic) topic = dp_topic_editor_dup_topic (editor, NULL);

  if (topic == NULL || self->library == NULL)
    return;

  if (topic->id == 0)
    dp_topic_store_add_async (self->library, topic, NULL, add_cb, topic_change_new (self, editor, 0));
  else
    dp_topic_store_update_async (self->library, topic, NULL, update_cb,
                                 topic_change_new (self, editor, topic->id));
}

static void
restored_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (TopicChange) change = user_data;
  g_autoptr (GError) error = NULL;

  if (!dp_topic_store_set_removed_finish (DP_LIBRARY (object), result, &error))
    report_change (change, error);
}

static void
restore_topic (gpointer owner,
               gpointer data)
{
  DpApplication *self = DP_APPLICATION (owner);
  gint64         topic_id = *(const gint64 *)data;

  if (self->library != NULL)
    dp_topic_store_set_removed_async (self->library, topic_id, FALSE, NULL, restored_cb,
                                      topic_change_new (self, NULL, topic_id));
}

static void
removed_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (TopicChange) change = user_data;
  g_autoptr (GError) error = NULL;

  if (dp_topic_store_set_removed_finish (DP_LIBRARY (object), result, &error))
    dp_application_offer_undo (change->application, _("Topic removed. Its papers stay in the library."), restore_topic,
                                                       g_memdup2 (&change->topic_id, sizeof change->topic_id), g_free);
  else
    report_change (change, error);
}

/**
 * dp_application_remove_topic:
 * @self: an application
 * @topic_id: a topic
 *
 * Removes a topic, and offers to have it back.
 */
void
dp_application_remove_topic (DpApplication *self,
                             gint64         topic_id)
{
  if (self->library != NULL)
    dp_topic_store_set_removed_async (self->library, topic_id, TRUE, NULL, removed_cb,
                                      topic_change_new (self, NULL, topic_id));
}

static void
move_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (TopicChange) change = user_data;
  g_autoptr (GError) error = NULL;

  if (!dp_topic_store_move_finish (DP_LIBRARY (object), result, &error))
    report_change (change, error);
}

/**
 * dp_application_move_topic:
 * @self: an application
 * @topic_id: a topic
 * @position: its new place, from 0
 */
void
dp_application_move_topic (DpApplication *self,
                           gint64         topic_id,
                           guint          position)
{
  if (self->library != NULL)
    dp_topic_store_move_async (self->library, topic_id, position, NULL, move_cb,
                               topic_change_new (self, NULL, topic_id));
}
