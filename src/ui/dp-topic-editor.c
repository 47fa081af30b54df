/* dp-topic-editor.c: a topic, to add or to change
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ui/dp-topic-editor.h"

#include <glib/gi18n.h>

#include "model/dp-category.h"
#include "ui/dp-term-list.h"
#include "ui/list/dp-presented.h"

#define MAX_SUGGESTIONS 5

struct _DpTopicEditor
{
  AdwWindow parent_instance;

  DpTopic   *topic;      /* (owned): as it was when the editor opened */
  GPtrArray *categories; /* of char *, as their rows show them */
  guint      n_suggestions;

  /* Template */
  GtkWidget     *save_button;
  GtkRevealer   *problem_revealer;
  GtkLabel      *problem_label;
  GtkEditable   *words_row;
  GtkEditable   *excluded_row;
  GtkListBox    *category_list;
  GtkEditable   *category_row;
  GtkEditable   *authors_row;
  GtkEditable   *name_row;
  GtkSpinButton *keep_button;
  GtkSwitch     *revised_switch;
  GtkSwitch     *notify_switch;
};

G_DEFINE_FINAL_TYPE (DpTopicEditor, dp_topic_editor, ADW_TYPE_WINDOW)

typedef enum
{
  SIGNAL_SAVE_REQUESTED,
} DpTopicEditorSignal;

static guint signals[SIGNAL_SAVE_REQUESTED + 1];

/* A category that is still being typed counts too, so that nothing which was
 * typed is silently left out. */
static char **
collect_categories (DpTopicEditor *self)
{
  g_autoptr (GStrvBuilder) categories = g_strv_builder_new ();
  g_autofree char *typed = g_strstrip (g_strdup (gtk_editable_get_text (self->category_row)));

  for (guint i = 0; i < self->categories->len; i++)
    g_strv_builder_add (categories, g_ptr_array_index (self->categories, i));
  if (*typed != '\0')
    g_strv_builder_add (categories, typed);

  return g_strv_builder_end (categories);
}

static void
show_problem (DpTopicEditor *self,
              const char    *text,
              gboolean       is_error)
{
  GtkWidget *label = GTK_WIDGET (self->problem_label);

  gtk_widget_remove_css_class (label, is_error ? "dim-label" : "error");
  gtk_widget_add_css_class (label, is_error ? "error" : "dim-label");
  if (text != NULL)
    gtk_label_set_label (self->problem_label, text);
  gtk_revealer_set_reveal_child (self->problem_revealer, text != NULL);
}

/* An empty form is no mistake, it is a beginning; nor is the beginning of a category. */
static gboolean
is_unfinished (DpTopicEditor *self,
               const GError  *error)
{
  return g_error_matches (error, DP_TOPIC_ERROR, DP_TOPIC_ERROR_EMPTY) ||
         (g_error_matches (error, DP_TOPIC_ERROR, DP_TOPIC_ERROR_CATEGORY) && self->n_suggestions > 0);
}

static void
validate (DpTopicEditor *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DpTopic) topic = dp_topic_editor_dup_topic (self, &error);

  gtk_widget_set_sensitive (self->save_button, topic != NULL);

  if (topic != NULL)
    show_problem (self, NULL, FALSE);
  else
    show_problem (self, error->message, !is_unfinished (self, error));
}

static void
changed_cb (DpTopicEditor *self)
{
  validate (self);
}

static void
save (DpTopicEditor *self)
{
  if (gtk_widget_get_sensitive (self->save_button))
    g_signal_emit (self, signals[SIGNAL_SAVE_REQUESTED], 0);
  else
    gtk_widget_error_bell (GTK_WIDGET (self));
}

static void
save_clicked_cb (DpTopicEditor *self)
{
  save (self);
}

static void
entry_activated_cb (DpTopicEditor *self)
{
  save (self);
}

static void
clear_suggestions (DpTopicEditor *self)
{
  int first = gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (self->category_row)) + 1;

  for (; self->n_suggestions > 0; self->n_suggestions--)
    gtk_list_box_remove (self->category_list,
                         GTK_WIDGET (gtk_list_box_get_row_at_index (self->category_list, first)));
}

static AdwActionRow *
create_category_row (const char *id)
{
  const DpCategory *category = dp_category_find (id);
  AdwActionRow     *row = ADW_ACTION_ROW (adw_action_row_new ());

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), category != NULL ? category->name : id);
  if (category != NULL)
    {
      /* Translators: a category's id and the group it belongs to: “cs.CL, Computer Science” */
      g_autofree char *subtitle = g_strdup_printf (_("%s, %s"), category->id, category->group);

      adw_action_row_set_subtitle (row, subtitle);
    }

  g_object_set_data_full (G_OBJECT (row), "category", g_strdup (id), g_free);

  return row;
}

static void
remove_clicked_cb (DpTopicEditor *self,
                   GtkWidget     *button)
{
  GtkWidget *row = gtk_widget_get_ancestor (button, ADW_TYPE_ACTION_ROW);
  guint      position = gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row));

  g_ptr_array_remove_index (self->categories, position);
  gtk_list_box_remove (self->category_list, row);
  gtk_widget_grab_focus (GTK_WIDGET (self->category_row));
  changed_cb (self);
}

static void
show_category (DpTopicEditor *self,
               const char    *id)
{
  AdwActionRow    *row = create_category_row (id);
  GtkWidget       *button = gtk_button_new_from_icon_name ("list-remove-symbolic");
  g_autofree char *label = g_strdup_printf (_("Remove %s"), adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)));

  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  g_signal_connect_object (button, "clicked", G_CALLBACK (remove_clicked_cb), self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (row, button);

  gtk_list_box_insert (self->category_list, GTK_WIDGET (row), self->categories->len);
  g_ptr_array_add (self->categories, g_strdup (id));
}

static void
add_category (DpTopicEditor *self,
              const char    *id)
{
  g_autofree char *category = g_strdup (dp_category_resolve_alias (id)); /* @id may be a row's, which goes */

  if (!g_ptr_array_find_with_equal_func (self->categories, category, g_str_equal, NULL))
    show_category (self, category);

  gtk_editable_set_text (self->category_row, "");
  gtk_widget_grab_focus (GTK_WIDGET (self->category_row));
}

static void
append_suggestion (DpTopicEditor    *self,
                   const DpCategory *category)
{
  AdwActionRow *row = create_category_row (category->id);

  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  adw_action_row_add_suffix (row, gtk_image_new_from_icon_name ("list-add-symbolic"));
  gtk_list_box_append (self->category_list, GTK_WIDGET (row));
  self->n_suggestions++;
}

static void
category_changed_cb (DpTopicEditor *self)
{
  const char *text = gtk_editable_get_text (self->category_row);
  g_autoptr (GPtrArray) found = NULL;

  clear_suggestions (self);
  if (*text != '\0')
    found = dp_category_suggest (text, MAX_SUGGESTIONS);

  for (guint i = 0; found != NULL && i < found->len; i++)
    {
      const DpCategory *category = g_ptr_array_index (found, i);

      if (!g_ptr_array_find_with_equal_func (self->categories, category->id, g_str_equal, NULL))
        append_suggestion (self, category);
    }

  changed_cb (self);
}

static void
row_activated_cb (DpTopicEditor *self,
                  GtkListBoxRow *row)
{
  const char *id = g_object_get_data (G_OBJECT (row), "category");

  if (id != NULL && gtk_list_box_row_get_index (row) >= (int)self->categories->len)
    add_category (self, id);
}

/* What was typed in full, an archive (cs.*) too, else the first suggestion. */
static void
category_entered_cb (DpTopicEditor *self)
{
  g_autofree char *typed = g_strstrip (g_strdup (gtk_editable_get_text (self->category_row)));
  int              first = gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (self->category_row)) + 1;

  if (*typed == '\0')
    save (self);
  else if (dp_category_find (dp_category_resolve_alias (typed)) != NULL || g_str_has_suffix (typed, ".*"))
    add_category (self, typed);
  else if (self->n_suggestions > 0)
    row_activated_cb (self, gtk_list_box_get_row_at_index (self->category_list, first));
  else
    gtk_widget_error_bell (GTK_WIDGET (self));
}

static void
set_terms (GtkEditable *row,
           char       **terms)
{
  g_autofree char *text = dp_term_list_format ((const char *const *)terms);

  gtk_editable_set_text (row, text);
}

/* A name that was made from the words follows them when they are edited, so it is not
 * shown as one that was given. */
static gboolean
has_given_name (const DpTopic *topic)
{
  g_autoptr (DpTopic) unnamed = dp_topic_copy (topic);

  g_clear_pointer (&unnamed->name, g_free);

  return topic->name != NULL &&
         (!dp_topic_normalize (unnamed, NULL) || g_strcmp0 (unnamed->name, topic->name) != 0);
}

static void
show_topic (DpTopicEditor *self)
{
  set_terms (self->words_row, self->topic->words);
  set_terms (self->excluded_row, self->topic->excluded);
  set_terms (self->authors_row, self->topic->authors);
  for (guint i = 0; self->topic->categories != NULL && self->topic->categories[i] != NULL; i++)
    show_category (self, self->topic->categories[i]);
  if (has_given_name (self->topic))
    gtk_editable_set_text (self->name_row, self->topic->name);
  gtk_spin_button_set_value (self->keep_button, self->topic->keep);
  gtk_switch_set_active (self->revised_switch, self->topic->revised);
  gtk_switch_set_active (self->notify_switch, self->topic->notify);

  validate (self);
}

static void
dp_topic_editor_finalize (GObject *object)
{
  DpTopicEditor *self = DP_TOPIC_EDITOR (object);

  g_clear_pointer (&self->topic, dp_topic_free);
  g_ptr_array_unref (self->categories);

  G_OBJECT_CLASS (dp_topic_editor_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/dailypapers/DailyPapers/dp-topic-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, DpTopicEditor, save_button);
  gtk_widget_class_bind_template_child (widget_class, DpTopicEditor, problem_revealer);
  gtk_widget_class_bind_template_child (widget_class, DpTopicEditor, problem_label);
  gtk_widget_class_bind_template_child (widget_class, DpTopicEditor, words_row);
  gtk_widget_class_bind_template_child (widget_class, DpTopicEditor, excluded_row);
  gtk_widget_class_bind_template_child (widget_class, DpTopicEditor, category_list);
  gtk_widget_class_bind_template_child (widget_class, DpTopicEditor, category_row);
  gtk_widget_class_bind_template_child (widget_class, DpTopicEditor, authors_row);
  gtk_widget_class_bind_template_child (widget_class, DpTopicEditor, name_row);
  gtk_widget_class_bind_template_child (widget_class, DpTopicEditor, keep_button);
  gtk_widget_class_bind_template_child (widget_class, DpTopicEditor, revised_switch);
  gtk_widget_class_bind_template_child (widget_class, DpTopicEditor, notify_switch);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, category_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, category_entered_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
dp_topic_editor_class_init (DpTopicEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = dp_topic_editor_finalize;

  signals[SIGNAL_SAVE_REQUESTED] =
    g_signal_new ("save-requested", DP_TYPE_TOPIC_EDITOR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  bind_template (widget_class);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_DIALOG);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
dp_topic_editor_init (DpTopicEditor *self)
{
  self->categories = g_ptr_array_new_with_free_func (g_free);

  gtk_widget_init_template (GTK_WIDGET (self));
  dp_presented_follow_revealer (self->problem_revealer);
}

/**
 * dp_topic_editor_new:
 * @topic: (nullable): the topic to change; one without id is proposed as a new one, and
 *   so is %NULL, an empty one
 *
 * Returns: (transfer floating): a new editor
 */
GtkWidget *
dp_topic_editor_new (const DpTopic *topic)
{
  DpTopicEditor *self = g_object_new (DP_TYPE_TOPIC_EDITOR, NULL);
  gboolean       is_new = topic == NULL || topic->id == 0;

  self->topic = topic != NULL ? dp_topic_copy (topic) : dp_topic_new ();
  gtk_window_set_title (GTK_WINDOW (self), is_new ? _("Add a Topic") : _("Edit Topic"));
  gtk_button_set_label (GTK_BUTTON (self->save_button), is_new ? _("_Add") : _("_Save"));
  show_topic (self);
  gtk_window_set_focus (GTK_WINDOW (self), GTK_WIDGET (self->words_row));

  return GTK_WIDGET (self);
}

/**
 * dp_topic_editor_dup_topic:
 * @self: an editor
 * @error: return location, in the domain of %DP_TOPIC_ERROR
 *
 * Returns: (transfer full): the topic as it was typed, normalised and with the id of
 *   the topic that is being changed; %NULL when it cannot be followed
 */
DpTopic *
dp_topic_editor_dup_topic (DpTopicEditor *self,
                           GError       **error)
{
  g_autoptr (DpTopic) topic = NULL;
  g_autofree char *name = NULL;

  g_return_val_if_fail (DP_IS_TOPIC_EDITOR (self), NULL);

  topic = dp_topic_new ();
  name = g_strstrip (g_strdup (gtk_editable_get_text (self->name_row)));

  topic->id = self->topic->id;
  topic->followed = TRUE;
  topic->name = *name != '\0' ? g_steal_pointer (&name) : NULL;
  g_clear_pointer (&topic->words, g_strfreev);
  g_clear_pointer (&topic->excluded, g_strfreev);
  g_clear_pointer (&topic->authors, g_strfreev);
  g_clear_pointer (&topic->categories, g_strfreev);
  topic->words = dp_term_list_parse (gtk_editable_get_text (self->words_row));
  topic->excluded = dp_term_list_parse (gtk_editable_get_text (self->excluded_row));
  topic->authors = dp_term_list_parse (gtk_editable_get_text (self->authors_row));
  topic->categories = collect_categories (self);
  topic->keep = (guint)gtk_spin_button_get_value_as_int (self->keep_button);
  topic->revised = gtk_switch_get_active (self->revised_switch);
  topic->notify = gtk_switch_get_active (self->notify_switch);

  if (!dp_topic_normalize (topic, error))
    return NULL;

  return g_steal_pointer (&topic);
}

/**
 * dp_topic_editor_set_problem:
 * @self: an editor
 * @problem: why the topic could not be stored
 *
 * Says so above what was typed, which stays.
 */
void
dp_topic_editor_set_problem (DpTopicEditor *self,
                             const char    *problem)
{
  g_return_if_fail (DP_IS_TOPIC_EDITOR (self));
  g_return_if_fail (problem != NULL);

  show_problem (self, problem, TRUE);
}
