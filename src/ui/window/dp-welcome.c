/* dp-welcome.c: what a newcomer sees
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ui/window/dp-welcome.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#define TOPICS_PER_FIELD 3

/* The words are what papers say, so they are not translated; the labels are. */
typedef struct
{
  const char *label;
  const char *word;     /* (nullable) */
  const char *category; /* (nullable) */
} Suggestion;

typedef struct
{
  const char *name;
  Suggestion  topics[TOPICS_PER_FIELD];
} Field;

/* The formatter takes N_() for the end of an initializer. */
/* clang-format off */
static const Field fields[] = {
  { N_("Computer Science"),
    { { N_("Large language models"), "large language model", NULL },
      { N_("Computer vision"), NULL, "cs.CV" },
      { N_("Reinforcement learning"), "reinforcement learning", NULL } } },
  { N_("Physics"),
    { { N_("Gravitational waves"), "gravitational wave", NULL },
      { N_("Exoplanets"), "exoplanet", NULL },
      { N_("Quantum computing"), "quantum computing", NULL } } },
  { N_("Mathematics and Statistics"),
    { { N_("Number theory"), NULL, "math.NT" },
      { N_("Causal inference"), "causal inference", NULL },
      { N_("Optimal transport"), "optimal transport", NULL } } },
  { N_("Biology and Medicine"),
    { { N_("Protein structure"), "protein structure", NULL },
      { N_("Medical imaging"), "medical imaging", NULL },
      { N_("Neurons and cognition"), NULL, "q-bio.NC" } } },
};
/* clang-format on */

struct _DpWelcome
{
  GtkWidget parent_instance;

  /* Template */
  GtkWidget *page;
  GtkBox    *box;
};

G_DEFINE_FINAL_TYPE (DpWelcome, dp_welcome, GTK_TYPE_WIDGET)

static GVariant *
create_target (const Suggestion *suggestion)
{
  const char *words[] = { suggestion->word, NULL };
  const char *categories[] = { suggestion->category, NULL };

  return g_variant_new ("(^as^as)", words, categories);
}

static GtkWidget *
create_row (const Suggestion *suggestion)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *icon = gtk_image_new_from_icon_name ("list-add-symbolic");

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _(suggestion->label));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), icon);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "app.follow");
  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (row), create_target (suggestion));

  return row;
}

static void
dp_welcome_dispose (GObject *object)
{
  DpWelcome *self = DP_WELCOME (object);

  g_clear_pointer (&self->page, gtk_widget_unparent);

  G_OBJECT_CLASS (dp_welcome_parent_class)->dispose (object);
}

static void
dp_welcome_class_init (DpWelcomeClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dp_welcome_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/dailypapers/DailyPapers/dp-welcome.ui");
  gtk_widget_class_bind_template_child (widget_class, DpWelcome, page);
  gtk_widget_class_bind_template_child (widget_class, DpWelcome, box);
}

static void
dp_welcome_init (DpWelcome *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      GtkWidget *group = adw_preferences_group_new ();

      adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _(fields[i].name));
      for (guint j = 0; j < TOPICS_PER_FIELD; j++)
        adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), create_row (&fields[i].topics[j]));
      gtk_box_append (self->box, group);
    }
}

GtkWidget *
dp_welcome_new (void)
{
  return g_object_new (DP_TYPE_WELCOME, NULL);
}
