/* dp-tex-html.c: TeX's text on its way into HTML
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "render/dp-tex-html.h"

#include "model/tex/dp-tex-text.h"
#include "render/dp-html.h"

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

static void
append_formula (GString            *html,
                const DpTexSegment *segment,
                const DpMath       *math)
{
  const char *set = dp_math_get_html (math, segment->text, segment->display);
  const char *reason = dp_math_get_reason (math, segment->text, segment->display);

  if (set != NULL)
    {
      g_string_append (html, set);
      return;
    }

  g_string_append (html, segment->display ? "<span class=\"tex display\"" : "<span class=\"tex\"");
  if (reason != NULL)
    dp_html_append_attribute (html, "title", reason);
  g_string_append_c (html, '>');
  dp_html_append_text (html, segment->source);
  g_string_append (html, "</span>");
}

static void
append_piece (GString            *html,
              const DpTexSegment *segment,
              const DpMath       *math)
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
    dp_html_append_text (html, segment->text);

  for (guint i = G_N_ELEMENTS (looks); i > 0; i--)
    if (segment->style & looks[i - 1].style)
      g_string_append (html, looks[i - 1].close);
  if (segment->uri != NULL)
    g_string_append (html, "</a>");
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
 *
 * Appends what dp_tex_text_parse() makes of @source, as phrasing content. Any thread.
 */
void
dp_tex_html_append (GString      *html,
                    const char   *source,
                    const DpMath *math)
{
  g_autoptr (GPtrArray) segments = NULL;
  gboolean in_item = FALSE;

  g_return_if_fail (html != NULL);

  segments = dp_tex_text_parse (source);
  for (guint i = 0; i < segments->len; i++)
    {
      const DpTexSegment *segment = g_ptr_array_index (segments, i);

      switch (segment->kind)
        {
        case DP_TEX_TEXT:
        case DP_TEX_MATH:
          append_piece (html, segment, math);
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
