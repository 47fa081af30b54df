/* dp-tex-html.c: TeX's text on its way into HTML
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "render/dp-tex-html.h"

#include "model/tex/dp-tex-text.h"
#include "render/dp-html.h"

#include <glib/gi18n.h>

#include <string.h>

/* How each look is marked; the first is outermost. */
static const struct
{
  DpTexStyle  style;
  const char *open;
  const char *close;
} looks[] = {
  { DP_TEX_BOLD, "<b>", "</b>" },
  { DP_TEX_ITALIC, "<i>", "</i>" },
  { DP_TEX_UNDERLINE, "<u>", "</u>" },
  { DP_TEX_SMALL_CAPS, "<span class=\"small-caps\">", "</span>" },
  { DP_TEX_CODE, "<code>", "</code>" },
  { DP_TEX_SUPERSCRIPT, "<sup>", "</sup>" },
  { DP_TEX_SUBSCRIPT, "<sub>", "</sub>" },
};

/* What KaTeX gives says everything twice, for the eye and for the ear, and neither reads
 * well as text. So it is the source that is copied: it is there, unseen and unheard, and
 * page.css lets nothing else of a formula be selected. */
static void
append_set_formula (GString            *html,
                    const DpTexSegment *segment,
                    const char         *set)
{
  g_string_append (html, "<span class=\"formula\"><span class=\"source\" aria-hidden=\"true\">");
  dp_html_append_text (html, segment->source);
  g_string_append (html, "</span>");
  g_string_append (html, set);
  g_string_append (html, "</span>");
}

static void
append_source (GString            *html,
               const DpTexSegment *segment,
               const char         *reason) /* (nullable) */
{
  g_string_append (html, segment->display ? "<span class=\"tex display\"" : "<span class=\"tex\"");
  if (reason != NULL)
    dp_html_append_attribute (html, "title", reason);
  g_string_append_c (html, '>');
  dp_html_append_text (html, segment->source);
  g_string_append (html, "</span>");
}

static void
append_formula (GString            *html,
                const DpTexSegment *segment,
                const DpMath       *math)
{
  const char *set = dp_math_get_html (math, segment->text, segment->display);

  if (set != NULL)
    append_set_formula (html, segment, set);
  else
    append_source (html, segment, dp_math_get_reason (math, segment->text, segment->display));
}

static void
append_piece (GString            *html,
              const DpTexSegment *segment,
              gsize               skip, /* bytes of its text that are written already */
              const DpMath       *math,
              const DpHighlight  *highlight)
{
  if (segment->uri != NULL)
    {
      g_string_append (html, "<a");
      dp_html_append_attribute (html, "href", segment->uri);
      g_string_append_c (html, '>');
    }
  for (guint i = 0; i < G_N_ELEMENTS (looks); i++)
    if (segment->style & looks[i].style)
      g_string_append (html, looks[i].open);

  if (segment->kind == DP_TEX_MATH)
    append_formula (html, segment, math);
  else
    dp_highlight_append_text (highlight, html, segment->text + skip);

  for (guint i = G_N_ELEMENTS (looks); i > 0; i--)
    if (segment->style & looks[i - 1].style)
      g_string_append (html, looks[i - 1].close);
  if (segment->uri != NULL)
    g_string_append (html, "</a>");
}

/* What closes the sentence or the bracket around a formula does not begin a line. */
static gsize
measure_closing (const DpTexSegment *segment)
{
  return segment->kind == DP_TEX_TEXT && segment->style == 0 && segment->uri == NULL
           ? strspn (segment->text, ".,;:!?)]'\"-")
           : 0;
}

/* Returns: how many bytes of @next are written with it. */
static gsize
append_joined (GString            *html,
               const DpTexSegment *formula,
               const DpTexSegment *next, /* (nullable) */
               const DpMath       *math)
{
  gsize            length = next != NULL && !formula->display ? measure_closing (next) : 0;
  g_autofree char *closing = length > 0 ? g_strndup (next->text, length) : NULL;

  if (length > 0)
    g_string_append (html, "<span class=\"joined\">");
  append_piece (html, formula, 0, math, NULL);
  dp_html_append_text (html, closing);
  if (length > 0)
    g_string_append (html, "</span>");

  return length;
}

static void
end_item (GString  *html,
          gboolean *in_item)
{
  if (*in_item)
    g_string_append (html, "</span>");
  *in_item = FALSE;
}

/**
 * dp_tex_html_append:
 * @html: what is being written, between tags
 * @source: (nullable): a title, an abstract, a comment…, as its author typed it
 * @math: (nullable): formulas that have been set
 * @highlight: (nullable): words to mark, in text but not in formulas
 *
 * Appends what dp_tex_text_parse() makes of @source, as phrasing content. Any thread.
 */
void
dp_tex_html_append (GString           *html,
                    const char        *source,
                    const DpMath      *math,
                    const DpHighlight *highlight)
{
  g_autoptr (GPtrArray) segments = NULL;
  gboolean in_item = FALSE;
  guint    n_formulas = 0;
  gsize    skip = 0; /* of the next segment, written already */

  g_return_if_fail (html != NULL);

  segments = dp_tex_text_parse (source);
  for (guint i = 0; i < segments->len; i++)
    {
      const DpTexSegment *segment = g_ptr_array_index (segments, i);

      switch (segment->kind)
        {
        case DP_TEX_TEXT:
          append_piece (html, segment, skip, math, highlight);
          skip = 0;
          break;

        case DP_TEX_MATH:
          if (math != NULL && ++n_formulas > DP_TEX_HTML_MAX_FORMULAS)
            append_source (html, segment, _("There are too many formulas here to set them all."));
          else
            skip = append_joined (html, segment, i + 1 < segments->len ? segments->pdata[i + 1] : NULL, math);
          break;

        case DP_TEX_LINE:
          g_string_append (html, "<br>");
          break;

        case DP_TEX_PARAGRAPH:
          end_item (html, &in_item);
          g_string_append (html, "<span class=\"paragraph\"></span>");
          break;

        case DP_TEX_ITEM:
          end_item (html, &in_item);
          in_item = TRUE;
          g_string_append (html, "<span class=\"item\">");
          dp_html_append_text (html, segment->text);
          g_string_append_c (html, ' ');
          break;
        }
    }

  end_item (html, &in_item);
}
