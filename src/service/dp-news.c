/* dp-news.c: what a refresh brought, in a few words
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "service/dp-news.h"

#include <glib/gi18n.h>

#include "library/dp-news-query.h"
#include "library/topic/dp-topic-query.h"
#include "model/dp-day-calendar.h"
#include "service/refresh/dp-refresh-outcome.h"

/* Told of are papers that the library did not have, each once however many topics want
 * it, whichever source brought it; of topics that the user has not made quiet; and not
 * those of a topic that was asked for the first time, for its hundred papers are no news.
 * Topics go first: a day's list is told of in a line below them, or alone. */

/* So many topics are named; a notification has little room. */
#define MAX_NAMED 4

typedef struct
{
  const DpTopic *topic;
  guint          n_papers;
} TopicNews;

static gboolean
is_first_time (GPtrArray *outcomes,
               gint64     topic_id)
{
  for (guint i = 0; i < outcomes->len; i++)
    {
      const DpRefreshOutcome *outcome = g_ptr_array_index (outcomes, i);

      if (outcome->day == NULL && outcome->topic_id == topic_id && outcome->is_first)
        return TRUE;
    }

  return FALSE;
}

/* In the user's order. (element-type TopicNews) */
static GArray *
list_topics (GPtrArray *infos,
             GPtrArray *outcomes)
{
  GArray *topics = g_array_new (FALSE, FALSE, sizeof (TopicNews));

  for (guint i = 0; i < infos->len; i++)
    {
      const DpTopicInfo *info = g_ptr_array_index (infos, i);
      TopicNews          news = { .topic = info->topic };

      if (info->topic->followed && info->topic->notify && !is_first_time (outcomes, info->topic->id))
        g_array_append_val (topics, news);
    }

  return topics;
}

static TopicNews *
find_topic (GArray *topics,
            gint64  topic_id)
{
  for (guint i = 0; i < topics->len; i++)
    {
      TopicNews *news = &g_array_index (topics, TopicNews, i);

      if (news->topic->id == topic_id)
        return news;
    }

  return NULL;
}

/* Counts for each topic, and papers once. */
static guint
count (GArray *newcomers,
       GArray *topics)
{
  guint   n_papers = 0;
  guint32 last = 0;

  for (guint i = 0; i < newcomers->len; i++)
    {
      const DpNewcomer *newcomer = &g_array_index (newcomers, DpNewcomer, i);
      TopicNews        *news = find_topic (topics, newcomer->topic_id);

      if (news == NULL)
        continue;

      news->n_papers++;
      if (newcomer->paper != last)
        n_papers++;
      last = newcomer->paper;
    }

  return n_papers;
}

static void
drop_topics_without_news (GArray *topics)
{
  for (guint i = topics->len; i > 0; i--)
    if (g_array_index (topics, TopicNews, i - 1).n_papers == 0)
      g_array_remove_index (topics, i - 1);
}

/* The newest list that has something new. */
static const DpRefreshOutcome *
find_day (GPtrArray *outcomes)
{
  const DpRefreshOutcome *newest = NULL;

  for (guint i = 0; i < outcomes->len; i++)
    {
      const DpRefreshOutcome *outcome = g_ptr_array_index (outcomes, i);

      if (outcome->day != NULL && outcome->n_new > 0 &&
          (newest == NULL || g_strcmp0 (outcome->day, newest->day) > 0))
        newest = outcome;
    }

  return newest;
}

/* The newest list need not be of today: on Sundays it is Friday's. */
static char *
dup_day_sentence (const DpRefreshOutcome *outcome)
{
  g_autofree char *day = dp_day_calendar_format (outcome->day);

  return g_strdup_printf (ngettext ("%u new paper in the list of %s", "%u new papers in the list of %s", outcome->n_new),
                                    outcome->n_new, day);
}

/* “MLLM: 7, Agents: 3 and 2 more topics” */
static char *
dup_names (GArray *topics)
{
  g_autoptr (GString) names = g_string_new (NULL);
  guint n_named = topics->len > MAX_NAMED ? MAX_NAMED - 1 : topics->len;
  guint n_more = topics->len - n_named;

  for (guint i = 0; i < n_named; i++)
    {
      const TopicNews *news = &g_array_index (topics, TopicNews, i);

      if (i > 0)
        g_string_append (names, ", ");
      /* Translators: the name of a topic, and how many new papers it has. */
      g_string_append_printf (names, _("%s: %u"), news->topic->name, news->n_papers);
    }

  if (n_more == 0)
    return g_string_free (g_steal_pointer (&names), FALSE);

  /* Translators: %s is a list of topics. */
  return g_strdup_printf (ngettext ("%s and %u more topic", "%s and %u more topics", n_more), names->str, n_more);
}

static guint
count_revised (GPtrArray *outcomes)
{
  guint n_revised = 0;

  for (guint i = 0; i < outcomes->len; i++)
    n_revised += ((const DpRefreshOutcome *)g_ptr_array_index (outcomes, i))->n_revised;

  return n_revised;
}

static char *
dup_versions_sentence (guint n_revised)
{
  return g_strdup_printf (ngettext ("A new version of %u bookmarked paper", "New versions of %u bookmarked papers", n_revised),
                                    n_revised);
}

static DpNews *
tell_versions (guint n_revised)
{
  DpNews *self = g_new0 (DpNews, 1);

  self->title = dup_versions_sentence (n_revised);
  self->is_of_versions = TRUE;

  return self;
}

/* Below what the notification says already. */
static void
add_line (DpNews *self,
          char   *line /* (transfer full) */)
{
  g_autofree char *added = line;
  g_autofree char *body = g_steal_pointer (&self->body);

  self->body = body != NULL ? g_strconcat (body, "\n", added, NULL) : g_steal_pointer (&added);
}

static DpNews *
tell_day (const DpRefreshOutcome *day)
{
  DpNews *self = g_new0 (DpNews, 1);

  self->title = dup_day_sentence (day);
  self->day = g_strdup (day->day);

  return self;
}

static DpNews *
tell_topics (GArray *topics,
             guint   n_papers)
{
  DpNews *self = g_new0 (DpNews, 1);

  if (topics->len == 1)
    {
      const DpTopic *topic = g_array_index (topics, TopicNews, 0).topic;

      self->topic_id = topic->id;
      self->title = g_strdup_printf (ngettext ("%u new paper in “%s”", "%u new papers in “%s”", n_papers),
                                               n_papers, topic->name);
      return self;
    }

  /* Translators: at least two topics; the form is that of the number of papers. */
  self->title = g_strdup_printf (ngettext ("%u new paper in %u topics", "%u new papers in %u topics", n_papers),
                                           n_papers, topics->len);
  self->body = dup_names (topics);

  return self;
}

/* The most important in the title, the rest below it. */
static DpNews *
tell (GArray                 *topics,
      guint                   n_papers,
      const DpRefreshOutcome *day, /* (nullable) */
      guint                   n_revised)
{
  DpNews *self = NULL;

  if (n_papers == 0 && day == NULL)
    return n_revised > 0 ? tell_versions (n_revised) : NULL;

  self = n_papers > 0 ? tell_topics (topics, n_papers) : tell_day (day);
  if (n_papers > 0 && day != NULL)
    add_line (self, dup_day_sentence (day));
  if (n_revised > 0)
    add_line (self, dup_versions_sentence (n_revised));

  return self;
}

/**
 * dp_news_new:
 * @library: a library
 * @end: where it ended before the refresh, see dp_news_query_get_end()
 * @outcomes: (element-type DpRefreshOutcome): how the refresh went
 * @error: return location for a #DpLibraryError; not set when there is no news
 *
 * Sums up what is worth telling somebody who does something else. On the thread that
 * owns the library.
 *
 * Returns: (transfer full) (nullable): the news, %NULL when there is none or with @error set
 */
DpNews *
dp_news_new (DpLibrary *library,
             guint32    end,
             GPtrArray *outcomes,
             GError   **error)
{
  g_autoptr (GArray) newcomers = NULL;
  g_autoptr (GPtrArray) infos = NULL;
  g_autoptr (GArray) topics = NULL;
  guint n_papers = 0;

  g_return_val_if_fail (DP_IS_LIBRARY (library), NULL);
  g_return_val_if_fail (outcomes != NULL, NULL);

  newcomers = dp_news_query_list (library, end, error);
  infos = newcomers != NULL ? dp_topic_query_list (library, error) : NULL;
  if (infos == NULL)
    return NULL;

  topics = list_topics (infos, outcomes);
  n_papers = count (newcomers, topics);
  drop_topics_without_news (topics);

  return tell (topics, n_papers, find_day (outcomes), count_revised (outcomes));
}

/**
 * dp_news_free:
 * @self: (transfer full): news
 */
void
dp_news_free (DpNews *self)
{
  g_free (self->title);
  g_free (self->body);
  g_free (self->day);
  g_free (self);
}
