/* dp-search-parser.c: reads what a person typed to search
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "model/search/dp-search-parser.h"

#include "model/dp-paper-id.h"
#include "model/dp-text.h"
#include "model/search/dp-search-term.h"

#include <glib/gi18n.h>
#include <string.h>

/* More than anybody types; a pasted page must not become a query of thousands, nor
 * a page of parentheses a deep recursion. */
#define MAX_TERMS 64
#define MAX_DEPTH 16
#define MAX_BYTES 65536
#define MAX_FAULTS 8

typedef struct
{
  const char   *text;   /* (unowned) valid UTF-8 */
  const char   *p;      /* what comes next of it */
  GPtrArray    *faults; /* (unowned) of DpSearchFault */
  DpSearchField field;  /* that of the parentheses: `title:(a OR b)` */
  guint         depth;
  guint         n_terms;
} Parser;

static void
add_fault (Parser     *self,
           const char *start,
           const char *end,
           gboolean    is_unfinished,
           gboolean    is_note,
           char       *sentence /* (transfer full) */)
{
  DpSearchFault *fault = NULL;

  if (self->faults->len >= MAX_FAULTS)
    {
      g_free (sentence);
      return;
    }

  fault = g_new0 (DpSearchFault, 1);
  fault->start = (gsize)(start - self->text);
  fault->length = (gsize)(end - start);
  fault->is_unfinished = is_unfinished;
  fault->is_note = is_note;
  fault->sentence = sentence;
  g_ptr_array_add (self->faults, fault);
}

static void
skip_spaces (Parser *self)
{
  while (*self->p != '\0' && g_unichar_isspace (g_utf8_get_char (self->p)))
    self->p = g_utf8_next_char (self->p);
}

static gboolean
is_at_quote (const char *p)
{
  return dp_text_is_double_quote (g_utf8_get_char (p));
}

static gboolean
is_at_space_or_end (const char *p)
{
  return *p == '\0' || g_unichar_isspace (g_utf8_get_char (p));
}

static gboolean
is_at_end_of_search (const Parser *self)
{
  return *self->p == '\0' || (self->depth > 0 && *self->p == ')');
}

static gboolean
is_at_or (const Parser *self)
{
  const char *after = self->p + 2;

  return strncmp (self->p, "OR", 2) == 0 &&
         (is_at_space_or_end (after) || is_at_quote (after) || *after == '(' || (self->depth > 0 && *after == ')'));
}

/* `-word` is a minus; `--` and a dash that stands alone are text, and so is the
 * hyphen of `GPT-4`. */
static gboolean
is_at_minus (const char *p)
{
  return p[0] == '-' && p[1] != '-' && p[1] != ')' && !is_at_space_or_end (p + 1);
}

/* Parentheses within a word are its own, as in `f(x)`. */
static const char *
find_word_end (const Parser *self,
               const char   *p)
{
  guint n_open = 0;

  for (; !is_at_space_or_end (p) && !is_at_quote (p); p = g_utf8_next_char (p))
    {
      if (*p == ')' && self->depth > 0 && n_open == 0)
        break;
      if (*p == '(')
        n_open++;
      else if (*p == ')' && n_open > 0)
        n_open--;
    }

  return p;
}

/* @start is where the term began, with its field. */
static DpSearchNode *
take_term (Parser       *self,
           DpSearchField field,
           const char   *start,
           const char   *value,
           const char   *end,
           gboolean      is_phrase)
{
  g_autofree char *raw = g_strndup (value, (gsize)(end - value));
  g_autofree char *complaint = NULL;
  gboolean         is_last = *end == '\0';
  DpSearchNode    *node = NULL;

  if (self->n_terms == MAX_TERMS)
    add_fault (self, start, self->text + strlen (self->text), FALSE, FALSE,
               g_strdup_printf (_("Only the first %d words are searched."), MAX_TERMS));
  if (self->n_terms++ >= MAX_TERMS)
    return NULL;

  node = dp_search_term_new (field, raw, is_phrase, is_last, &complaint);
  if (complaint != NULL)
    add_fault (self, start, end, is_last, node != NULL, g_steal_pointer (&complaint));

  return node;
}

static DpSearchNode *
read_phrase (Parser       *self,
             DpSearchField field,
             const char   *start)
{
  const char *quote = self->p;
  const char *value = g_utf8_next_char (quote);
  const char *end = value;

  while (*end != '\0' && !is_at_quote (end))
    end = g_utf8_next_char (end);

  self->p = *end != '\0' ? g_utf8_next_char (end) : end;
  if (*end == '\0')
    add_fault (self, quote, end, TRUE, FALSE, g_strdup (_("The quotation mark is not closed.")));

  return take_term (self, field, start, value, end, TRUE);
}

static DpSearchNode *read_search (Parser *self);

static DpSearchNode *
read_parentheses (Parser       *self,
                  DpSearchField field)
{
  const char   *open = self->p++;
  DpSearchField outer = self->field;
  DpSearchNode *node = NULL;

  if (self->depth >= MAX_DEPTH)
    {
      add_fault (self, open, self->p, FALSE, FALSE, g_strdup (_("Parentheses are nested too deeply.")));
      return NULL;
    }

  self->depth++;
  self->field = field;
  node = read_search (self);
  self->field = outer;
  self->depth--;

  if (*self->p == ')')
    self->p++;
  else
    add_fault (self, open, open + 1, TRUE, FALSE, g_strdup (_("The parenthesis is not closed.")));

  return node;
}

/* Tells a prefix that was misspelt from an address and from what just has a colon. */
static gboolean
is_like_field (const char *start,
               const char *colon,
               const char *end)
{
  g_autofree char *word = g_strndup (start, (gsize)(end - start));
  g_autofree char *id = dp_paper_id_parse (word, NULL);

  if (id != NULL || colon - start < 2 || colon + 1 == end || colon[1] == '/' || colon[1] == ':')
    return FALSE;

  for (const char *p = start; p < colon; p++)
    if (!g_ascii_isalpha (*p))
      return FALSE;

  return TRUE;
}

static void
advise_on_field (Parser     *self,
                 const char *start,
                 const char *colon,
                 const char *end)
{
  g_autofree char *name = g_strndup (start, (gsize)MIN (colon - start, 40));

  add_fault (self, start, end, *end == '\0', TRUE,
             g_strdup_printf (_("There is no “%s:” to search by, so it is searched as a word."), name));
}

static DpSearchNode *
read_word (Parser *self)
{
  const char   *start = self->p;
  const char   *value = start;
  const char   *end = find_word_end (self, start);
  const char   *colon = memchr (start, ':', (gsize)(end - start));
  DpSearchField field = self->field;

  if (colon != NULL && dp_search_field_find (start, (gsize)(colon - start), &field))
    {
      self->p = colon + 1;
      if (*self->p == '(')
        return read_parentheses (self, field);
      if (*self->p != '\0' && is_at_quote (self->p))
        return read_phrase (self, field, start);
      if (self->p == end)
        {
          add_fault (self, start, end, *end == '\0', FALSE, dp_search_term_explain_no_value (field));
          return NULL;
        }
      value = self->p;
    }
  else if (colon != NULL && is_like_field (start, colon, end))
    {
      advise_on_field (self, start, colon, end);
    }

  self->p = end;

  return take_term (self, field, start, value, end, FALSE);
}

static DpSearchNode *
read_value (Parser *self)
{
  if (*self->p == '(')
    return read_parentheses (self, self->field);
  if (is_at_quote (self->p))
    return read_phrase (self, self->field, self->p);

  return read_word (self);
}

/* Adds the next item to @all, unless it says nothing. */
static void
read_item (Parser       *self,
           DpSearchNode *all)
{
  gboolean      is_negated = is_at_minus (self->p);
  DpSearchNode *node = NULL;
  DpSearchNode *outer = NULL;

  if (is_negated)
    self->p++;
  node = read_value (self);
  if (node == NULL)
    return;

  if (is_negated)
    {
      outer = dp_search_node_new (DP_SEARCH_NOT);
      g_ptr_array_add (outer->children, node);
      node = outer;
    }
  g_ptr_array_add (all->children, node);
}

static DpSearchNode *
add_alternative (DpSearchNode *one_of)
{
  DpSearchNode *all = dp_search_node_new (DP_SEARCH_ALL);

  g_ptr_array_add (one_of->children, all);

  return all;
}

/* Puts the child of a node that has no other in its place. */
static DpSearchNode *
unwrap (DpSearchNode *node /* (transfer full) */)
{
  DpSearchNode *child = NULL;

  if (node->children->len != 1)
    return node;

  child = g_ptr_array_steal_index (node->children, 0);
  dp_search_node_free (node);

  return child;
}

static DpSearchNode *
finish_search (DpSearchNode *one_of /* (transfer full) */)
{
  DpSearchNode *node = NULL;

  for (guint i = 0; i < one_of->children->len; i++)
    {
      DpSearchNode *all = g_ptr_array_steal_index (one_of->children, i);

      g_ptr_array_insert (one_of->children, (int)i, unwrap (all));
    }

  node = unwrap (one_of);
  if (node->kind != DP_SEARCH_TERM && node->children->len == 0)
    g_clear_pointer (&node, dp_search_node_free);

  return node;
}

static DpSearchNode *
read_search (Parser *self)
{
  DpSearchNode *one_of = dp_search_node_new (DP_SEARCH_ONE_OF);
  DpSearchNode *all = add_alternative (one_of);
  const char   *or_sign = NULL;

  for (skip_spaces (self); !is_at_end_of_search (self); skip_spaces (self))
    {
      if (!is_at_or (self))
        {
          read_item (self, all);
          continue;
        }

      or_sign = self->p;
      self->p += strlen ("OR");
      if (all->children->len > 0)
        all = add_alternative (one_of);
      else
        add_fault (self, or_sign, self->p, *self->p == '\0', FALSE, g_strdup (_("There is nothing to search for before “OR”.")));
    }

  if (one_of->children->len > 1 && all->children->len == 0)
    {
      g_ptr_array_set_size (one_of->children, (int)one_of->children->len - 1);
      add_fault (self, or_sign, or_sign + strlen ("OR"), *self->p == '\0', FALSE,
                 g_strdup (_("There is nothing to search for after “OR”.")));
    }

  return finish_search (one_of);
}

static int
compare_places_cb (gconstpointer a,
                   gconstpointer b)
{
  const DpSearchFault *fault_a = *(const DpSearchFault *const *)a;
  const DpSearchFault *fault_b = *(const DpSearchFault *const *)b;

  return (fault_a->start > fault_b->start) - (fault_a->start < fault_b->start);
}

/**
 * dp_search_parser_read:
 * @text: what was typed
 * @faults: (element-type DpSearchFault): where to add what is wrong with it
 *
 * See dp_search_expression_parse().
 *
 * Returns: (transfer full) (nullable): the search; %NULL when it says nothing
 */
DpSearchNode *
dp_search_parser_read (const char *text,
                       GPtrArray  *faults)
{
  g_autofree char *valid = g_utf8_make_valid (text, (gssize)strnlen (text, MAX_BYTES));
  Parser           parser = { .text = valid, .p = valid, .faults = faults, .field = DP_SEARCH_ANY };
  DpSearchNode    *node = read_search (&parser);

  g_ptr_array_sort (faults, compare_places_cb);

  return node;
}
