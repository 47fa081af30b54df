/* dp-window-list.c: the list that the window shows
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ui/window/dp-window-private.h"

#include <glib/gi18n.h>

#include "model/dp-day-calendar.h"
#include "ui/days/dp-day-text.h"
#include "ui/dp-refresh-text.h"
#include "ui/list/dp-list-status.h"

/**
 * dp_window_get_search:
 * @self: a window
 *
 * Returns: (transfer none) (nullable): what is searched for, %NULL for nothing
 */
const char *
dp_window_get_search (DpWindow *self)
{
  const char      *text = gtk_editable_get_text (self->search_entry);
  g_autofree char *named = dp_window_dup_named_paper (self);

  /* A paper that is named is opened, not looked for. */
  return gtk_search_bar_get_search_mode (self->search_bar) && *text != '\0' && named == NULL ? text : NULL;
}

/**
 * dp_window_update_query:
 * @self: a window
 *
 * Asks for the list that is chosen, in the order that is chosen.
 */
void
dp_window_update_query (DpWindow *self)
{
  const DpPlace      *place = dp_sidebar_get_place (self->sidebar);
  const char         *search = dp_window_get_search (self);
  const DpDayInfo    *day = dp_window_get_day (self);
  const DpWindowSort *order = dp_window_get_sort (self);
  gboolean            all = search != NULL && self->everywhere;
  DpListQuery         query = {
            .scope = all ? DP_SCOPE_ALL : place->scope,
            .topic_id = !all && place->scope == DP_SCOPE_TOPIC ? place->id : 0,
            .collection_id = !all && place->scope == DP_SCOPE_COLLECTION ? place->id : 0,
            .smart_id = !all && place->scope == DP_SCOPE_SMART ? place->id : 0,
            .tag = !all && place->scope == DP_SCOPE_TAG ? (char *)place->name : NULL,
            .task = !all && place->scope == DP_SCOPE_TASK ? (char *)place->name : NULL,
            .day = day != NULL ? day->day : NULL,
            .new_since = self->new_since,
            .unread_only = self->unread_only,
            .search = (char *)search,
            .sort = order->key,
            .descending = order->descending,
  };

  if (query.scope == DP_SCOPE_DAY && day == NULL)
    return; /* the library cannot be read, and the sidebar goes by what it knew */

  if (self->listing != NULL)
    dp_listing_set_query (self->listing, &query);
  dp_window_update_words (self);
}

static const DpTopicInfo *
find_chosen_topic (DpWindow *self)
{
  const DpPlace *place = dp_sidebar_get_place (self->sidebar);

  return place->scope == DP_SCOPE_TOPIC ? dp_sidebar_find_topic (self->sidebar, place->id) : NULL;
}

static char *
dup_list_name (DpWindow *self)
{
  const DpDayInfo *day = dp_window_get_day (self);

  return day != NULL ? dp_day_calendar_format (day->day) : g_strdup (dp_sidebar_get_title (self->sidebar));
}

static void
show_status (DpWindow *self)
{
  g_autofree char *list_name = dup_list_name (self);
  DpListSituation  situation = {
     .place = *dp_sidebar_get_place (self->sidebar),
     .list_name = list_name,
     .search = dp_window_get_search (self),
     .everywhere = self->everywhere,
     .unread_only = self->unread_only,
     .error = dp_listing_get_error (self->listing),
     .topic = find_chosen_topic (self),
     .day = dp_window_get_day (self),
     .newest_day = dp_recent_days_get_newest (dp_sidebar_get_days (self->sidebar)),
     .n_topics = dp_sidebar_get_n_topics (self->sidebar),
     .n_papers = dp_sidebar_get_counts (self->sidebar)->n_papers,
     .progress = self->progress,
     .now = dp_time_now (),
  };
  g_autoptr (DpListStatus) status = dp_list_status_new (&situation);
  g_autofree char *description = g_markup_escape_text (status->description, -1);

  if (status->is_welcome)
    {
      gtk_stack_set_visible_child_name (self->list_stack, "welcome");
      return;
    }

  adw_status_page_set_icon_name (self->status_page, status->icon_name);
  adw_status_page_set_title (self->status_page, status->title);
  adw_status_page_set_description (self->status_page, description);
  gtk_widget_set_visible (GTK_WIDGET (self->status_button), status->action_name != NULL);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->status_button), status->action_name);
  if (status->action_label != NULL)
    gtk_button_set_label (self->status_button, status->action_label);
  gtk_stack_set_visible_child_name (self->list_stack, "status");
}

/* A narrow window has no room for all of a date. */
static char *
dup_title (DpWindow *self)
{
  const DpDayInfo *day = dp_window_get_day (self);

  return day != NULL && dp_panes_is_folded (self->panes) ? dp_day_text_format_compact (day->day) : dup_list_name (self);
}

static void
update_title (DpWindow *self)
{
  const char      *search = dp_window_get_search (self);
  g_autofree char *name = search != NULL && self->everywhere ? g_strdup (_("All Papers")) : dup_title (self);
  guint            n_papers = self->listing != NULL ? dp_order_get_length (dp_listing_get_order (self->listing)) : 0;
  g_autofree char *count = search != NULL
    ? g_strdup_printf (ngettext ("%'u result", "%'u results", n_papers), n_papers)
    : g_strdup_printf (ngettext ("%'u paper", "%'u papers", n_papers), n_papers);

  adw_window_title_set_title (self->list_title, name);
  adw_window_title_set_subtitle (self->list_title, n_papers > 0 ? count : "");
}

static const DpRefreshRecord *
find_latest_record (DpWindow *self)
{
  const DpRefreshRecord *latest = NULL;

  for (guint i = 0; i < dp_sidebar_get_n_topics (self->sidebar); i++)
    {
      const DpRefreshRecord *record = dp_refresh_text_get_latest (dp_sidebar_get_topic (self->sidebar, i));

      if (record != NULL && (latest == NULL || record->attempted_at > latest->attempted_at))
        latest = record;
    }

  return latest;
}

static guint
count_failed_topics (DpWindow *self)
{
  guint n_failed = 0;

  for (guint i = 0; i < dp_sidebar_get_n_topics (self->sidebar); i++)
    {
      const DpRefreshRecord *record = dp_refresh_text_get_latest (dp_sidebar_get_topic (self->sidebar, i));

      if (record != NULL && record->error != NULL)
        n_failed++;
    }

  return n_failed;
}

/* What concerns more than one topic. */
static char *
describe_all_topics (DpWindow *self,
                     gboolean *out_failed)
{
  const DpRefreshRecord *latest = find_latest_record (self);
  guint                  n_failed = count_failed_topics (self);
  g_autofree char       *when = NULL;
  const char            *trouble = dp_refresh_progress_get_trouble_text (self->progress);

  *out_failed = n_failed > 0 || trouble != NULL;

  if (trouble != NULL)
    return g_strdup (trouble);
  if (latest == NULL)
    return NULL;

  when = dp_refresh_text_format_time (latest->attempted_at, dp_time_now ());
  if (n_failed > 0)
    /* Translators: %s is a time like “today at 14:05” */
    return g_strdup_printf (ngettext ("Last refreshed %s; %u topic could not be refreshed.",
                                      "Last refreshed %s; %u topics could not be refreshed.",
                                      n_failed),
                                      when, n_failed);

  /* Translators: %s is a time like “today at 14:05” */
  return g_strdup_printf (_("Last refreshed %s."), when);
}

/* Says below the list how old it is. An empty list says so itself. */
static void
update_footer (DpWindow *self)
{
  const DpPlace     *place = dp_sidebar_get_place (self->sidebar);
  const DpTopicInfo *topic = find_chosen_topic (self);
  DpRecentDays      *days = dp_sidebar_get_days (self->sidebar);
  const DpDayInfo   *day = dp_window_get_day (self);
  gboolean           failed = FALSE;
  g_autofree char   *state = NULL;

  if (!g_str_equal (gtk_stack_get_visible_child_name (self->list_stack), "papers"))
    state = NULL;
  else if (day != NULL)
    state = dp_day_text_describe_age (day, place->name == NULL ? dp_recent_days_get_today (days) : NULL,
                                      dp_time_now (), &failed);
  else if (topic != NULL)
    state = dp_refresh_text_describe (topic, dp_time_now (), &failed);
  else if (place->scope == DP_SCOPE_ALL || place->scope == DP_SCOPE_NEW)
    state = describe_all_topics (self, &failed);

  dp_list_footer_set_state (self->footer, state, failed);
}

/**
 * dp_window_update_list:
 * @self: a window
 *
 * Shows the papers that the listing answered with, or why there are none. While an
 * answer is being worked out, what is shown stays.
 */
void
dp_window_update_list (DpWindow *self)
{
  guint n_papers = self->listing != NULL ? dp_order_get_length (dp_listing_get_order (self->listing)) : 0;

  update_title (self);

  if (n_papers > 0)
    gtk_stack_set_visible_child_name (self->list_stack, "papers");
  else if (self->listing == NULL)
    gtk_stack_set_visible_child_name (self->list_stack, "loading");
  else if (!dp_listing_is_loading (self->listing))
    show_status (self);

  gtk_spinner_set_spinning (self->loading_spinner,
                            g_str_equal (gtk_stack_get_visible_child_name (self->list_stack), "loading"));
  update_footer (self);
}

/**
 * dp_window_get_list_query:
 * @self: a window
 *
 * Returns: (transfer none) (nullable): what the list that is shown was asked for
 */
const DpListQuery *
dp_window_get_list_query (DpWindow *self)
{
  g_return_val_if_fail (DP_IS_WINDOW (self), NULL);

  return self->listing != NULL ? dp_listing_get_query (self->listing) : NULL;
}

/**
 * dp_window_dup_list_title:
 * @self: a window
 *
 * Returns: (transfer full): the name of the list that is shown, with what is searched
 *   for in it
 */
char *
dp_window_dup_list_title (DpWindow *self)
{
  const char *name = NULL;
  const char *search = NULL;

  g_return_val_if_fail (DP_IS_WINDOW (self), NULL);

  name = adw_window_title_get_title (self->list_title);
  search = dp_window_get_search (self);

  return search != NULL ? g_strdup_printf ("%s – %s", name, search) : g_strdup (name);
}
