/* fuzz-topic.c: any bytes as a topic, a line for each word, exclusion, category and author
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fuzz.h"
#include "model/dp-topic.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autofree char *text = g_strndup ((const char *)data, size);
  g_auto (GStrv) lines = g_strsplit (text, "\n", 5);
  guint n_lines = g_strv_length (lines);
  g_autoptr (DpTopic) topic = dp_topic_new ();
  g_autoptr (GError) error = NULL;
  char ***groups[] = { &topic->words, &topic->excluded, &topic->categories, &topic->authors };

  for (guint i = 0; i < MIN (n_lines, G_N_ELEMENTS (groups)); i++)
    *groups[i] = g_strsplit (lines[i], "|", -1);

  /* What is taken is in its final form; what is refused is refused with a sentence. */
  if (dp_topic_normalize (topic, &error))
    {
      g_autoptr (DpTopic) again = dp_topic_copy (topic);

      g_assert_true (g_utf8_validate (topic->name, -1, NULL));
      g_assert_true (dp_topic_normalize (again, &error));
      g_assert_true (dp_topic_equal (topic, again));
    }
  else
    {
      g_assert_true (error->domain == DP_TOPIC_ERROR);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
    }

  return 0;
}
