/* test-source.c: a service that answers what the test tells it to
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "test-source.h"

#define NEWEST ((DpTime)1760000000)
#define HOUR (60 * 60)

struct _TestSource
{
  GObject parent_instance;

  TestSource *feed; /* (owned) (nullable) */

  GString *asked;
  GTask   *waiting;   /* (owned) (nullable) */
  GSource *cancelled; /* (owned) (nullable) */
};

static void iface_init (DpSourceInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TestSource, test_source, G_TYPE_OBJECT, G_IMPLEMENT_INTERFACE (DP_TYPE_SOURCE, iface_init))

static const char *
get_id (DpSource *source)
{
  return "test";
}

static const char *
get_name (DpSource *source)
{
  return "the test";
}

static char *
dup_request_key (DpSource      *source,
                 const DpTopic *topic,
                 guint          start,
                 guint          max_results)
{
  gboolean         has_words = topic->words != NULL && topic->words[0] != NULL;
  g_autofree char *words = g_strjoinv ("/", has_words ? topic->words : topic->categories);

  return g_strdup_printf ("%s %u+%u", words, start, MIN (max_results, 2000));
}

static DpSource *
get_feed (DpSource *source)
{
  TestSource *feed = TEST_SOURCE (source)->feed;

  return feed != NULL ? DP_SOURCE (feed) : NULL;
}

/* The request that waits is about to be answered. */
static GTask *
take_request (TestSource *self)
{
  if (self->cancelled != NULL)
    g_source_destroy (self->cancelled);
  g_clear_pointer (&self->cancelled, g_source_unref);

  g_assert_nonnull (self->waiting);

  return g_steal_pointer (&self->waiting);
}

static gboolean
cancelled_cb (GCancellable *cancellable,
              gpointer      user_data)
{
  TestSource *self = TEST_SOURCE (user_data);
  g_autoptr (GTask) task = take_request (self);

  g_task_return_error_if_cancelled (task);

  return G_SOURCE_REMOVE;
}

static void
ask (TestSource         *self,
     const char         *question,
     GCancellable       *cancellable,
     GAsyncReadyCallback callback,
     gpointer            user_data)
{
  g_assert_null (self->waiting); /* one request at a time */

  g_string_append_printf (self->asked, "%s%s", self->asked->len > 0 ? ", " : "", question);
  self->waiting = g_task_new (self, cancellable, callback, user_data);

  if (cancellable != NULL)
    {
      g_autoptr (GSource) cancelled = g_cancellable_source_new (cancellable);

      g_source_set_callback (cancelled, G_SOURCE_FUNC (cancelled_cb), self, NULL);
      g_source_attach (cancelled, NULL);
      self->cancelled = g_source_ref (cancelled);
    }
}

static void
fetch_page_async (DpSource           *source,
                  const DpTopic      *topic,
                  guint               start,
                  guint               max_results,
                  GCancellable       *cancellable,
                  GAsyncReadyCallback callback,
                  gpointer            user_data)
{
  g_autofree char *question = dup_request_key (source, topic, start, max_results);

  ask (TEST_SOURCE (source), question, cancellable, callback, user_data);
}

static void
fetch_day_async (DpSource           *source,
                 const char         *day,
                 GCancellable       *cancellable,
                 GAsyncReadyCallback callback,
                 gpointer            user_data)
{
  g_autofree char *question = g_strconcat ("day ", day, NULL);

  ask (TEST_SOURCE (source), question, cancellable, callback, user_data);
}

static void
fetch_papers_async (DpSource           *source,
                    const char *const  *ids,
                    GCancellable       *cancellable,
                    GAsyncReadyCallback callback,
                    gpointer            user_data)
{
  g_autofree char *list = g_strjoinv ("+", (char **)ids);
  g_autofree char *question = g_strconcat ("ids ", list, NULL);

  ask (TEST_SOURCE (source), question, cancellable, callback, user_data);
}

static DpSourcePage *
fetch_finish (DpSource     *source,
              GAsyncResult *result,
              GError      **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
iface_init (DpSourceInterface *iface)
{
  iface->get_id = get_id;
  iface->get_name = get_name;
  iface->get_feed = get_feed;
  iface->dup_request_key = dup_request_key;
  iface->fetch_page_async = fetch_page_async;
  iface->fetch_page_finish = fetch_finish;
  iface->fetch_day_async = fetch_day_async;
  iface->fetch_day_finish = fetch_finish;
  iface->fetch_papers_async = fetch_papers_async;
  iface->fetch_papers_finish = fetch_finish;
}

static void
test_source_finalize (GObject *object)
{
  TestSource *self = TEST_SOURCE (object);

  g_assert_null (self->waiting);
  g_clear_object (&self->feed);
  g_string_free (self->asked, TRUE);

  G_OBJECT_CLASS (test_source_parent_class)->finalize (object);
}

static void
test_source_class_init (TestSourceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = test_source_finalize;
}

static void
test_source_init (TestSource *self)
{
  self->asked = g_string_new (NULL);
}

TestSource *
test_source_new (void)
{
  return g_object_new (TEST_TYPE_SOURCE, NULL);
}

void
test_source_set_feed (TestSource *self,
                      TestSource *feed)
{
  g_set_object (&self->feed, feed);
}

const char *
test_source_get_asked (TestSource *self)
{
  return self->asked->str;
}

gboolean
test_source_is_asked (TestSource *self)
{
  return self->waiting != NULL;
}

DpPaper *
test_source_make_paper (guint number)
{
  DpPaper *paper = dp_paper_new ();

  paper->id = g_strdup_printf ("2501.%05u", number);
  paper->version = 1;
  paper->title = g_strdup_printf ("Paper %u", number);
  paper->authors = g_strsplit ("Ada Example", "|", -1);
  paper->abstract = g_strdup ("An abstract.");
  paper->primary_category = g_strdup ("cs.CL");
  paper->categories = g_strsplit ("cs.CL", "|", -1);
  paper->published = paper->updated = NEWEST - (DpTime)number * HOUR;

  return paper;
}

void
test_source_answer (TestSource *self,
                    guint       first,
                    guint       n,
                    gint64      total,
                    GError     *problem)
{
  DpSourcePage *page = dp_source_page_new (DP_AUTHORITY_ARXIV_API);

  for (guint i = first; i < first + n; i++)
    g_ptr_array_add (page->papers, test_source_make_paper (i));
  page->total_results = total;
  page->problem = problem;

  test_source_answer_page (self, page);
}

void
test_source_answer_day (TestSource *self,
                        const char *day,
                        guint       first,
                        guint       n,
                        GError     *problem)
{
  DpSourcePage *page = dp_source_page_new (DP_AUTHORITY_HUGGING_FACE);

  for (guint i = 0; i < n; i++)
    {
      DpPaper *paper = test_source_make_paper (first + i);

      dp_paper_add_day (paper, day, (int)i + 1);
      paper->upvotes = 100 - (int)i;
      g_ptr_array_add (page->papers, paper);
    }
  page->problem = problem;

  test_source_answer_page (self, page);
}

void
test_source_answer_page (TestSource   *self,
                         DpSourcePage *page)
{
  g_autoptr (GTask) task = take_request (self);

  g_task_return_pointer (task, page, (GDestroyNotify)dp_source_page_free);
}

void
test_source_fail (TestSource *self,
                  GQuark      domain,
                  int         code)
{
  g_autoptr (GTask) task = take_request (self);

  g_task_return_new_error (task, domain, code, "The test says no.");
}
