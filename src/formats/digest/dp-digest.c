/* dp-digest.c: what a digest says, whichever of the four layouts it has
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "formats/digest/dp-digest.h"

#include "model/dp-text.h"

#define MAX_PROBLEMS 10000

/* Characters of a line that could not be read, enough to know it by. */
#define MAX_TEXT_LENGTH 160

/* By DpDigestLayout; also what the command line's --layout takes. */
static const char *const layout_names[] = { "keyword", "classified", "summary", "dated" };

/**
 * dp_digest_layout_to_string:
 * @layout: a layout
 *
 * Returns: (transfer none): its name
 */
const char *
dp_digest_layout_to_string (DpDigestLayout layout)
{
  g_return_val_if_fail (layout < G_N_ELEMENTS (layout_names), NULL);

  return layout_names[layout];
}

static void
free_section (gpointer data)
{
  DpDigestSection *section = data;

  g_free (section->topic);
  g_free (section->day);
  g_free (section->month);
  g_free (section->reason);
  g_ptr_array_unref (section->papers);
  g_free (section);
}

static void
free_problem (gpointer data)
{
  DpDigestProblem *problem = data;

  g_free (problem->text);
  g_free (problem->reason);
  g_free (problem);
}

/**
 * dp_digest_new:
 * @layout: its layout
 *
 * Returns: (transfer full): a digest without sections, for who fills it in
 */
DpDigest *
dp_digest_new (DpDigestLayout layout)
{
  DpDigest *self = g_new0 (DpDigest, 1);

  self->layout = layout;
  self->sections = g_ptr_array_new_with_free_func (free_section);
  self->problems = g_ptr_array_new_with_free_func (free_problem);

  return self;
}

/**
 * dp_digest_free:
 * @self: (transfer full) (nullable): a digest
 */
void
dp_digest_free (DpDigest *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->sections);
  g_ptr_array_unref (self->problems);
  g_free (self->last_update);
  g_free (self);
}

/**
 * dp_digest_add_section:
 * @self: a digest
 * @topic: (nullable): the keyword it is for
 * @day: (nullable): the day it is of, YYYY-MM-DD
 * @month: (nullable): the month it is of, YYYY-MM
 *
 * Returns: (transfer none): the new last section, which is empty and without a
 *   reason
 */
DpDigestSection *
dp_digest_add_section (DpDigest   *self,
                       const char *topic,
                       const char *day,
                       const char *month)
{
  DpDigestSection *section = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  section = g_new0 (DpDigestSection, 1);
  section->topic = g_strdup (topic);
  section->day = g_strdup (day);
  section->month = g_strdup (month);
  section->papers = g_ptr_array_new_with_free_func ((GDestroyNotify)dp_paper_unref);
  g_ptr_array_add (self->sections, section);

  return section;
}

/**
 * dp_digest_count_papers:
 * @self: a digest
 *
 * Returns: the papers of all sections; one in several counts as often
 */
guint
dp_digest_count_papers (const DpDigest *self)
{
  guint n_papers = 0;

  g_return_val_if_fail (self != NULL, 0);

  for (guint i = 0; i < self->sections->len; i++)
    {
      const DpDigestSection *section = g_ptr_array_index (self->sections, i);

      n_papers += section->papers->len;
    }

  return n_papers;
}

/**
 * dp_digest_add_problem:
 * @self: a digest
 * @line: where it is in the file, from 1
 * @text: (nullable): the line, in any state
 * @reason: a sentence for people, translated
 * @is_lost: whether the row gave no paper
 *
 * Says what could not be read. Of a file that is nothing but problems only the
 * first ten thousand are kept.
 */
void
dp_digest_add_problem (DpDigest   *self,
                       guint       line,
                       const char *text,
                       const char *reason,
                       gboolean    is_lost)
{
  g_autofree char *clean = dp_text_clean (text != NULL ? text : "");
  DpDigestProblem *problem = NULL;

  g_return_if_fail (self != NULL && reason != NULL);

  if (self->problems->len >= MAX_PROBLEMS)
    return;

  problem = g_new0 (DpDigestProblem, 1);
  problem->line = line;
  problem->text = g_utf8_substring (clean, 0, MIN (g_utf8_strlen (clean, -1), MAX_TEXT_LENGTH));
  problem->reason = g_strdup (reason);
  problem->is_lost = is_lost;
  g_ptr_array_add (self->problems, problem);
}
