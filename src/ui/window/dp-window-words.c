/* dp-window-words.c: the words that the reader marks
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ui/window/dp-window-private.h"

#include "model/search/dp-search-field.h"

/* The words for which a paper is in the library's topics, and those that are searched
 * for now. */

#define KEY_HIGHLIGHT "highlight-words"

static void
append_terms (GString           *words,
              DpSearchField      field,
              const char *const *values)
{
  for (guint i = 0; values != NULL && values[i] != NULL; i++)
    {
      g_autofree char *term = dp_search_field_format (field, values[i]);

      g_string_append_printf (words, "%s ", term);
    }
}

/* A topic asks for words in title and abstract alone, see dp-topic-matcher. */
static void
append_topic (GString       *words,
              const DpTopic *topic)
{
  append_terms (words, DP_SEARCH_TITLE, (const char *const *)topic->words);
  append_terms (words, DP_SEARCH_ABSTRACT, (const char *const *)topic->words);
  append_terms (words, DP_SEARCH_AUTHOR, (const char *const *)topic->authors);
}

static void
append_topics (GString  *words,
               DpWindow *self)
{
  for (guint i = 0; i < dp_sidebar_get_n_topics (self->sidebar); i++)
    {
      const DpTopic *topic = dp_sidebar_get_topic (self->sidebar, i)->topic;

      if (self->paper->topics != NULL && g_strv_contains ((const char *const *)self->paper->topics, topic->name))
        append_topic (words, topic);
    }
}

/**
 * dp_window_choose_words:
 * @self: a window
 *
 * Tells the reader which words to mark in the paper that is shown, or will be next.
 *
 * Returns: whether they are others than before
 */
gboolean
dp_window_choose_words (DpWindow *self)
{
  g_autoptr (GString) words = g_string_new (NULL);
  g_autofree char *text = NULL;

  if (self->paper != NULL && g_settings_get_boolean (self->settings, KEY_HIGHLIGHT))
    {
      const char *search = dp_window_get_search (self);

      append_topics (words, self);
      /* The last: what is half typed may have no end. */
      g_string_append (words, search != NULL ? search : "");
    }

  text = g_string_free (g_steal_pointer (&words), FALSE);

  return dp_reader_set_words (self->reader, text);
}

/**
 * dp_window_update_words:
 * @self: a window
 *
 * Marks the words of what is searched for now in the paper that is shown.
 */
void
dp_window_update_words (DpWindow *self)
{
  if (dp_window_choose_words (self) && self->paper != NULL)
    dp_reader_update_paper (self->reader, self->paper, FALSE);
}

/**
 * dp_window_follow_words:
 * @self: a window that has its settings
 *
 * Makes `win.highlight-words` switch the marks on and off, for good.
 */
void
dp_window_follow_words (DpWindow *self)
{
  g_autoptr (GAction) action = g_settings_create_action (self->settings, KEY_HIGHLIGHT);

  g_action_map_add_action (G_ACTION_MAP (self), action);
  g_signal_connect_object (self->settings, "changed::" KEY_HIGHLIGHT,
                           G_CALLBACK (dp_window_update_words), self, G_CONNECT_SWAPPED);
}
