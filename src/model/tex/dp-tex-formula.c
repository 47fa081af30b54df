/* dp-tex-formula.c: where a text has formulas
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "model/tex/dp-tex-formula.h"

#include "model/tex/dp-tex-price.h"

#include <string.h>

/* TeX's own rule: mathematics lies between two delimiters of a kind within one
 * paragraph. But authors also write prices, and forget delimiters: a dollar that
 * makes no sense as a delimiter is a dollar. The work is linear: what finds no end
 * in its paragraph is not looked for there again. */

/**
 * Environment:
 * @name: without its star
 * @replacement: (nullable): what KaTeX has in its place; empty when the formula
 *   needs no environment, %NULL when it is known there by its name
 * @display: whether it stands on a line of its own
 *
 * A formula that needs no delimiters. Those with numbers are set without: there is
 * nothing in an abstract that could refer to them.
 */
typedef struct
{
  const char *name;
  const char *replacement;
  gboolean    display;
} Environment;

static const Environment environments[] = {
  { "equation", "", TRUE },
  { "displaymath", "", TRUE },
  { "math", "", FALSE },
  { "align", "align*", TRUE },
  { "alignat", "alignat*", TRUE },
  { "flalign", "align*", TRUE },
  { "gather", "gather*", TRUE },
  { "multline", "gather*", TRUE },
  { "eqnarray", NULL, TRUE },
  { "aligned", NULL, TRUE },
  { "gathered", NULL, TRUE },
  { "split", NULL, TRUE },
  { "cases", NULL, TRUE },
  { "array", NULL, TRUE },
  { "matrix", NULL, FALSE },
  { "pmatrix", NULL, FALSE },
  { "bmatrix", NULL, FALSE },
  { "Bmatrix", NULL, FALSE },
  { "vmatrix", NULL, FALSE },
  { "Vmatrix", NULL, FALSE },
  { "smallmatrix", NULL, FALSE },
};

typedef struct
{
  const char *paragraph_end;
  gboolean    no_dollar; /* there is no other in this paragraph */
  gboolean    no_dollars;
  gboolean    no_parenthesis;
  gboolean    no_bracket;
  gboolean    no_depth; /* braces are not balanced in this paragraph */
  gboolean    no_environment[G_N_ELEMENTS (environments)];
} Finder;

static const char *
find_paragraph_end (const char *p)
{
  for (const char *line = strchr (p, '\n'); line != NULL; line = strchr (line + 1, '\n'))
    {
      const char *next = line + 1;

      next += strspn (next, " \t\r");
      if (*next == '\n')
        return line;
    }

  return p + strlen (p);
}

/* @close is `\)`, `\]` or `$$`. */
static const char *
find_close (const Finder *finder,
            const char   *p,
            const char   *close)
{
  for (; p < finder->paragraph_end; p++)
    if (strncmp (p, close, 2) == 0)
      return p;
    else if (*p == '\\' && p[1] != '\0')
      p++;

  return NULL;
}

/* The next dollar that stands in no braces, else the next. */
static const char *
find_dollar (Finder     *finder,
             const char *p,
             gboolean   *out_passed_some)
{
  const char *first = NULL;
  guint       depth = 0;

  for (; p < finder->paragraph_end; p++)
    if (*p == '\\' && p[1] != '\0')
      p++;
    else if (*p == '{')
      depth++;
    else if (*p == '}' && depth > 0)
      depth--;
    else if (*p == '$' && (depth == 0 || finder->no_depth))
      {
        *out_passed_some = first != NULL;
        return p;
      }
    else if (*p == '$' && first == NULL)
      first = p;

  finder->no_depth = first != NULL;

  return first;
}

static gboolean
is_blank (const char *start,
          const char *end)
{
  while (start < end && g_ascii_isspace (*start))
    start++;

  return start == end;
}

static const char *
read_delimited (const Finder *finder,
                const char   *p,
                const char   *close,
                gboolean     *not_closed)
{
  const char *end = *not_closed ? NULL : find_close (finder, p + 2, close);

  *not_closed = *not_closed || end == NULL;

  return end != NULL && !is_blank (p + 2, end) ? end + 2 : NULL;
}

static const char *
read_dollar (Finder     *finder,
             const char *p)
{
  gboolean    passed_some = FALSE;
  const char *end = finder->no_dollar ? NULL : find_dollar (finder, p + 1, &passed_some);

  finder->no_dollar = finder->no_dollar || end == NULL;
  if (end == NULL || is_blank (p + 1, end) || dp_tex_price_is_likely (p + 1, end))
    {
      /* The dollars that were passed are not to be looked for as far again. */
      finder->no_depth = finder->no_depth || passed_some;
      return NULL;
    }

  return end + 1;
}

/* The name of an environment behind `\begin{` or `\end{`. */
static const Environment *
find_environment (const char *name,
                  gsize      *out_length)
{
  gsize length = 0;

  while (g_ascii_isalpha (name[length]))
    length++;

  *out_length = length + (name[length] == '*' ? 1 : 0);
  if (name[*out_length] != '}')
    return NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (environments); i++)
    if (strlen (environments[i].name) == length && strncmp (environments[i].name, name, length) == 0)
      return &environments[i];

  return NULL;
}

static const char *
read_environment (Finder             *finder,
                  const char         *p,
                  const Environment **out_environment)
{
  gsize              length = 0;
  const char        *name = p + strlen ("\\begin{");
  const Environment *environment = find_environment (name, &length);
  g_autofree char   *close = NULL;
  const char        *end = NULL;

  if (environment == NULL || finder->no_environment[environment - environments])
    return NULL;

  close = g_strdup_printf ("\\end{%.*s}", (int)length, name);
  end = strstr (name, close);
  finder->no_environment[environment - environments] = end == NULL;
  *out_environment = environment;

  return end != NULL ? end + strlen (close) : NULL;
}

static const char *
read_backslash (Finder     *finder,
                const char *p,
                gboolean   *display)
{
  const Environment *environment = NULL;
  const char        *end = NULL;

  if (p[1] == '(')
    return read_delimited (finder, p, "\\)", &finder->no_parenthesis);

  *display = p[1] == '[';
  if (*display)
    return read_delimited (finder, p, "\\]", &finder->no_bracket);

  if (!g_str_has_prefix (p, "\\begin{"))
    return NULL;

  end = read_environment (finder, p, &environment);
  *display = end != NULL && environment->display;

  return end;
}

static const char *
read_formula (Finder     *finder,
              const char *p,
              gboolean   *display)
{
  const char *end = NULL;

  *display = FALSE;
  if (*p == '\\')
    return read_backslash (finder, p, display);

  if (p[1] == '$')
    end = read_delimited (finder, p, "$$", &finder->no_dollars);
  *display = end != NULL;

  return end != NULL || p[1] == '$' ? end : read_dollar (finder, p);
}

static void
enter_paragraph (Finder     *finder,
                 const char *p)
{
  const char *end = find_paragraph_end (p);

  /* An environment may hold blank lines. */
  finder->no_dollar = finder->no_dollars = finder->no_parenthesis = finder->no_bracket = finder->no_depth = FALSE;
  finder->paragraph_end = end;
}

/**
 * dp_tex_formula_find_all:
 * @text: valid UTF-8
 *
 * Finds what stands between `$`, `$$`, `\(` and `\)`, `\[` and `\]`, or in an
 * environment of mathematics. Takes time in proportion to the length. Any thread.
 *
 * Returns: (transfer full) (element-type DpTexFormula): the formulas
 */
GArray *
dp_tex_formula_find_all (const char *text)
{
  GArray *formulas = g_array_new (FALSE, FALSE, sizeof (DpTexFormula));
  Finder  finder = { 0 };

  for (const char *p = text + strcspn (text, "$\\"); *p != '\0'; p += strcspn (p, "$\\"))
    {
      DpTexFormula formula = { .start = p };

      if (p >= finder.paragraph_end)
        enter_paragraph (&finder, p);

      formula.end = read_formula (&finder, p, &formula.display);
      if (formula.end != NULL)
        {
          g_array_append_val (formulas, formula);
          p = formula.end;
        }
      else
        {
          /* What a backslash or a double dollar takes with it begins nothing of its own. */
          p += p[1] != '\0' && (*p == '\\' || p[1] == '$') ? 2 : 1;
        }
    }

  return formulas;
}

/* Feeds and digests have been escaped once too often now and then. */
static char *
dup_unescaped (const char *start,
               const char *end)
{
  g_autoptr (GString) tex = g_string_new_len (start, end - start);

  if (strchr (tex->str, '&') != NULL)
    {
      g_string_replace (tex, "&lt;", "<", 0);
      g_string_replace (tex, "&gt;", ">", 0);
      g_string_replace (tex, "&amp;", "&", 0);
    }

  return g_strstrip (g_strdup (tex->str));
}

static char *
dup_environment_tex (const DpTexFormula *formula)
{
  gsize              length = 0;
  const char        *name = formula->start + strlen ("\\begin{");
  const Environment *environment = find_environment (name, &length);
  const char        *start = name + length + 1;
  const char        *end = formula->end - strlen ("\\end{}") - length;
  g_autofree char   *inner = NULL;

  if (environment->replacement == NULL)
    return dup_unescaped (formula->start, formula->end);

  inner = dup_unescaped (start, end);
  if (*environment->replacement == '\0')
    return g_steal_pointer (&inner);

  return g_strdup_printf ("\\begin{%s}%s\\end{%s}", environment->replacement, inner, environment->replacement);
}

/**
 * dp_tex_formula_dup_tex:
 * @formula: a formula that dp_tex_formula_find_all() found
 *
 * Any thread.
 *
 * Returns: (transfer full): its TeX: without delimiters; of an environment that
 *   KaTeX does not have, in the one that it has
 */
char *
dp_tex_formula_dup_tex (const DpTexFormula *formula)
{
  gsize width = formula->start[0] == '\\' || formula->start[1] == '$' ? 2 : 1;

  if (g_str_has_prefix (formula->start, "\\begin"))
    return dup_environment_tex (formula);

  return dup_unescaped (formula->start + width, formula->end - width);
}
