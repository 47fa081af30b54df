/* dp-topic-options.c: the options that say what a topic is
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "cli/dp-topic-options.h"

#include "cli/dp-command.h"

#include <glib/gi18n.h>

#define NOT_GIVEN (-1)

/**
 * dp_topic_options_new:
 * @context: where the options are added
 *
 * Returns: (transfer full): the place for their values, none of them given yet
 */
DpTopicOptions *
dp_topic_options_new (GOptionContext *context)
{
  DpTopicOptions *self = g_new0 (DpTopicOptions, 1);

  self->keep = NOT_GIVEN;
  dp_command_add_option (context, "name", G_OPTION_ARG_STRING, &self->name,
                         N_("What the topic is called; made from its words by default"), N_("NAME"));
  dp_command_add_option (context, "exclude", G_OPTION_ARG_STRING_ARRAY, &self->excluded,
                         N_("A word or phrase that its papers must not have; can be given again"), N_("WORD"));
  dp_command_add_option (context, "category", G_OPTION_ARG_STRING_ARRAY, &self->categories,
                         N_("A category of arXiv, such as cs.CL or cs.*; can be given again, any of them matches"),
                             N_("CATEGORY"));
  dp_command_add_option (context, "author", G_OPTION_ARG_STRING_ARRAY, &self->authors,
                         N_("An author; can be given again, any of them matches"), N_("AUTHOR"));
  dp_command_add_option (context, "keep", G_OPTION_ARG_INT, &self->keep,
                         N_("How many of the newest papers it lists, 100 by default"), N_("N"));
  dp_command_add_option (context, "revised", G_OPTION_ARG_NONE, &self->revised,
                         N_("Count revised papers as new"), NULL);
  dp_command_add_option (context, "no-revised", G_OPTION_ARG_NONE, &self->not_revised,
                         N_("Count first versions alone as new, the default"), NULL);
  dp_command_add_option (context, "notify", G_OPTION_ARG_NONE, &self->notify,
                         N_("Notify about its new papers on the desktop, the default"), NULL);
  dp_command_add_option (context, "no-notify", G_OPTION_ARG_NONE, &self->not_notify,
                         N_("Keep quiet about its new papers"), NULL);

  return self;
}

/**
 * dp_topic_options_free:
 * @self: (transfer full): options
 */
void
dp_topic_options_free (DpTopicOptions *self)
{
  g_free (self->name);
  g_strfreev (self->excluded);
  g_strfreev (self->categories);
  g_strfreev (self->authors);
  g_free (self);
}

static void
replace_group (char            ***group,
               const char *const *values)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  if (values == NULL || values[0] == NULL)
    return;

  for (guint i = 0; values[i] != NULL; i++)
    if (values[i][0] != '\0')
      g_strv_builder_add (builder, values[i]);

  g_strfreev (*group);
  *group = g_strv_builder_end (builder);
}

/**
 * dp_topic_options_apply:
 * @self: what was given
 * @words: (array zero-terminated=1): the words that were given
 * @topic: what to change; it has to be through dp_topic_normalize() afterwards
 *
 * Changes of @topic what was given, and nothing else. Empty values are left out, so
 * a group that is given an empty one alone becomes empty.
 */
void
dp_topic_options_apply (const DpTopicOptions *self,
                        const char *const    *words,
                        DpTopic              *topic)
{
  if (self->name != NULL)
    {
      g_free (topic->name);
      topic->name = g_strdup (self->name);
    }

  replace_group (&topic->words, words);
  replace_group (&topic->excluded, (const char *const *)self->excluded);
  replace_group (&topic->categories, (const char *const *)self->categories);
  replace_group (&topic->authors, (const char *const *)self->authors);

  /* What is out of range stays so, for dp_topic_normalize() to refuse. */
  if (self->keep != NOT_GIVEN)
    topic->keep = (guint)MAX (self->keep, 0);

  if (self->revised || self->not_revised)
    topic->revised = self->revised && !self->not_revised;

  if (self->notify || self->not_notify)
    topic->notify = self->notify && !self->not_notify;
}
