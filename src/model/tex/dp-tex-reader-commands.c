/* dp-tex-reader-commands.c: the commands and groups of LaTeX's text
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "model/tex/dp-tex-accents.h"
#include "model/tex/dp-tex-address.h"
#include "model/tex/dp-tex-commands.h"
#include "model/tex/dp-tex-reader-private.h"

#include <string.h>

#define NARROW_SPACE "\u202f"

/* An argument of a command that is not known: a name to be shown as it stands. */
#define MAX_NAME_BYTES 200

/* An address, a colour or the name of an environment; a longer group is none of these, and
 * to copy it for nothing at each of many that stand in one another would take long. */
#define MAX_RAW_BYTES 2000

static const char *
skip_empty_group (const DpTexReader *self,
                  const char        *p)
{
  return self->end - p >= 2 && p[0] == '{' && p[1] == '}' ? p + 2 : p;
}

/* A group with a look of its own; %NULL where there is none. */
static const char *
open_group (DpTexReader *self,
            const char  *p,
            DpTexStyle   style,
            const char  *after)
{
  const char *group = dp_tex_reader_skip_spaces (self, p);
  const char *close = dp_tex_reader_find_close (self, group);
  DpTexFrame  frame = { .end = close, .after = after };

  if (close == NULL)
    return NULL;

  frame.resume = close + 1;

  return dp_tex_reader_open (self, &frame, style) ? group + 1 : NULL;
}

static char *
dup_raw_group (const DpTexReader *self,
               const char        *p,
               const char       **out_next)
{
  const char *group = dp_tex_reader_skip_spaces (self, p);
  const char *close = dp_tex_reader_find_close (self, group);

  if (close == NULL || close - group > MAX_RAW_BYTES)
    return NULL;

  *out_next = close + 1;

  return g_strndup (group + 1, (gsize)(close - group - 1));
}

/* TeX's escapes, which have no place in an address. */
static char *
dup_address (const char *raw)
{
  GString *address = g_string_new (NULL);

  for (const char *p = raw; *p != '\0'; p++)
    if (*p == '\\' && p[1] != '\0' && strchr ("_%#&~$-{}", p[1]) != NULL)
      continue;
    else if (!g_ascii_isspace (*p) && !(address->len > 0 && p[0] == '{' && p[1] == '}' && p++))
      g_string_append_c (address, *p);

  return g_string_free (address, FALSE);
}

/* An address that may not be followed stays where it is, for everybody to see. */
static const char *
read_url (DpTexReader *self,
          const char  *p)
{
  const char      *next = NULL;
  g_autofree char *raw = dup_raw_group (self, p, &next);
  g_autofree char *address = raw != NULL ? dup_address (raw) : NULL;
  g_autofree char *uri = dp_tex_address_dup_uri (address);

  if (address == NULL)
    return NULL;

  if (self->out.uri == NULL)
    dp_tex_builder_set_uri (&self->out, uri);
  dp_tex_builder_append_string (&self->out, address);
  if (self->out.uri != NULL && g_strcmp0 (self->out.uri, uri) == 0)
    dp_tex_builder_set_uri (&self->out, NULL);

  return next;
}

static const char *
read_href (DpTexReader *self,
           const char  *p)
{
  const char      *next = NULL;
  g_autofree char *raw = dup_raw_group (self, p, &next);
  g_autofree char *address = raw != NULL ? dup_address (raw) : NULL;
  g_autofree char *uri = dp_tex_address_dup_uri (address);
  const char      *text = uri != NULL && self->out.uri == NULL ? open_group (self, next, DP_TEX_PLAIN, NULL) : NULL;

  if (text == NULL)
    return NULL;

  g_array_index (self->frames, DpTexFrame, self->frames->len - 1).is_link = TRUE;
  dp_tex_builder_set_uri (&self->out, uri);

  return text;
}

static const char *
read_color (DpTexReader *self,
            const char  *p)
{
  const char      *next = NULL;
  g_autofree char *color = dup_raw_group (self, p, &next);

  return color != NULL ? open_group (self, next, DP_TEX_PLAIN, NULL) : NULL;
}

static const char *
read_aside (DpTexReader *self,
            const char  *p,
            const char  *before,
            const char  *after)
{
  const char *next = open_group (self, p, DP_TEX_PLAIN, after);

  if (next != NULL)
    dp_tex_builder_append_string (&self->out, before);

  return next;
}

static const char *
read_item (DpTexReader *self,
           const char  *p)
{
  int             *number = self->n_lists > 0 ? &self->numbers[self->n_lists - 1] : NULL;
  g_autofree char *mark = number != NULL && *number >= 0 ? g_strdup_printf ("%d.", ++*number) : g_strdup ("•");

  dp_tex_builder_break (&self->out, DP_TEX_ITEM, mark);

  return dp_tex_reader_skip_spaces (self, p);
}

/* Of lists, and of environments that only concern the layout of a page. */
static const char *
read_environment (DpTexReader *self,
                  const char  *p,
                  gboolean     begins)
{
  static const char *const lists[] = { "itemize", "enumerate", "description", "compactitem", "compactenum", NULL };
  static const char *const others[] = { "abstract", "center", "document", "quote", "quotation", "flushleft", NULL };
  const char              *next = NULL;
  g_autofree char         *name = dup_raw_group (self, p, &next);

  if (name == NULL || (!g_strv_contains (lists, name) && !g_strv_contains (others, name)))
    return NULL;

  if (g_strv_contains (others, name))
    dp_tex_builder_break (&self->out, DP_TEX_PARAGRAPH, "");
  else if (begins && self->n_lists < DP_TEX_MAX_LISTS)
    self->numbers[self->n_lists++] = strstr (name, "enum") != NULL ? 0 : -1;
  else if (!begins && self->n_lists > 0)
    self->n_lists--;
  if (!begins)
    dp_tex_builder_break (&self->out, DP_TEX_PARAGRAPH, "");

  return dp_tex_reader_skip_spaces (self, next);
}

/* A look that begins within a group lasts as long; without a group it would never end. */
static const char *
read_switch (DpTexReader        *self,
             const char         *p,
             const DpTexCommand *command)
{
  if (self->frames->len > 0)
    dp_tex_builder_set_style (&self->out, self->out.style | command->style);

  return dp_tex_reader_skip_spaces (self, skip_empty_group (self, p));
}

static const char *
read_break (DpTexReader *self,
            const char  *p,
            DpTexKind    kind)
{
  dp_tex_builder_break (&self->out, kind, "");

  return dp_tex_reader_skip_spaces (self, skip_empty_group (self, p));
}

/* %NULL where a known command lacks its argument. */
static const char *
read_known (DpTexReader        *self,
            const char         *p,
            const DpTexCommand *command)
{
  switch (command->kind)
    {
    case DP_TEX_COMMAND_TEXT:
      dp_tex_builder_append_string (&self->out, command->text);
      return skip_empty_group (self, p);

    case DP_TEX_COMMAND_STYLE:
      return open_group (self, p, command->style, NULL);

    case DP_TEX_COMMAND_SWITCH:
      return read_switch (self, p, command);

    case DP_TEX_COMMAND_NOTHING:
      return skip_empty_group (self, p);

    case DP_TEX_COMMAND_SPACE:
      dp_tex_builder_append_space (&self->out);
      return skip_empty_group (self, p);

    case DP_TEX_COMMAND_LINE:
      return read_break (self, p, DP_TEX_LINE);

    case DP_TEX_COMMAND_PARAGRAPH:
      return read_break (self, p, DP_TEX_PARAGRAPH);

    case DP_TEX_COMMAND_ITEM:
      return read_item (self, p);

    case DP_TEX_COMMAND_BEGIN:
      return read_environment (self, p, TRUE);

    case DP_TEX_COMMAND_END:
      return read_environment (self, p, FALSE);

    case DP_TEX_COMMAND_URL:
      return read_url (self, p);

    case DP_TEX_COMMAND_HREF:
      return read_href (self, p);

    case DP_TEX_COMMAND_COLOR:
      return read_color (self, p);

    case DP_TEX_COMMAND_NOTE:
      return read_aside (self, p, " (", ")");

    case DP_TEX_COMMAND_QUOTE:
      return read_aside (self, p, "“", "”");
    }

  return NULL;
}

/* `\cite{smith_2020}`: a name in braces is shown as it stands; text is read as text. */
static const char *
copy_unknown (DpTexReader *self,
              const char  *p,
              gsize        length)
{
  const char *next = dp_tex_reader_copy (self, p, 1 + length);
  const char *close = dp_tex_reader_find_close (self, next);

  if (close == next + 1)
    return close + 1;
  if (close == NULL || close - next > MAX_NAME_BYTES)
    return next;

  for (const char *c = next + 1; c < close; c++)
    if (g_ascii_isspace (*c) || strchr ("\\$", *c) != NULL)
      return next;

  return dp_tex_reader_copy (self, next, (gsize)(close + 1 - next));
}

/* `\\`, `\\*` and `\\[2mm]`. */
static const char *
read_line_end (DpTexReader *self,
               const char  *p)
{
  gsize length = 0;

  if (p < self->end && *p == '*')
    p++;
  if (p < self->end && *p == '[')
    {
      length = strspn (p + 1, "-.0123456789 ");
      length += strspn (p + 1 + length, "ptmcexni");
      p += p[1 + length] == ']' ? length + 2 : 0;
    }

  return read_break (self, p, DP_TEX_LINE);
}

/* A backslash and what is no letter; %NULL for what is nothing known. */
static const char *
read_escape (DpTexReader *self,
             const char  *p)
{
  switch (p[1])
    {
    case '\\':
      return read_line_end (self, p + 2);

    case '%':
    case '&':
    case '_':
    case '#':
    case '{':
    case '}':
    case '$':
      return dp_tex_reader_copy (self, p + 1, 1);

    case ',':
    case ':':
    case ';':
      dp_tex_builder_append_string (&self->out, NARROW_SPACE);
      return p + 2;

    case ' ':
    case '\n':
    case '\t':
      dp_tex_builder_append_space (&self->out);
      return p + 2;

    case '!':
    case '/':
    case '-':
    case '@':
      return p + 2;

    case '~':
    case '^':
      /* An accent on nothing is the sign itself. */
      if (p + 2 < self->end && skip_empty_group (self, p + 2) == p + 4)
        return dp_tex_reader_copy (self, p + 1, 1) + 2;
      return NULL;

    default:
      return NULL;
    }
}

static const char *
read_accent (DpTexReader *self,
             const char  *p)
{
  g_autoptr (GString) letter = g_string_new (NULL);
  const char *next = dp_tex_accents_read (p, dp_tex_reader_get_limit (self), letter);

  if (next == NULL)
    return NULL;

  dp_tex_builder_append (&self->out, letter->str, letter->len);

  return next;
}

/**
 * dp_tex_reader_read_command:
 * @self: a reader
 * @p: a backslash that begins no formula
 *
 * Returns: behind the command and what was read of its arguments
 */
const char *
dp_tex_reader_read_command (DpTexReader *self,
                            const char  *p)
{
  gsize               length = dp_tex_reader_count_letters (self, p + 1);
  const DpTexCommand *command = dp_tex_command_find (p + 1, length);
  const char         *next = NULL;

  if (p + 1 == self->end)
    return dp_tex_reader_copy (self, p, 1);

  if (length == 0)
    next = read_escape (self, p);
  else if (command != NULL)
    next = read_known (self, p + 1 + length, command);
  if (next == NULL)
    next = read_accent (self, p);
  if (next == NULL && length > 0)
    next = dp_tex_reader_read_symbol (self, p, length);
  if (next != NULL)
    return next;

  if (length == 0)
    length = (gsize)(g_utf8_next_char (p + 1) - p - 1);

  return copy_unknown (self, p, length);
}

static gboolean
begins_with_switch (const DpTexReader *self,
                    const char        *p)
{
  const DpTexCommand *command = NULL;

  p = dp_tex_reader_skip_spaces (self, p);
  if (p < self->end && *p == '\\')
    command = dp_tex_command_find (p + 1, dp_tex_reader_count_letters (self, p + 1));

  return command != NULL && command->kind == DP_TEX_COMMAND_SWITCH;
}

static gboolean
is_accent_group (const DpTexReader *self,
                 const char        *p,
                 const char        *close)
{
  g_autoptr (GString) letter = g_string_new (NULL);

  return p[1] == '\\' && dp_tex_accents_read (p + 1, close, letter) == close;
}

/* Braces that BibTeX's users put around capitals: `{B}ayes`, `pre-{T}rained`. */
static gboolean
guards_letters (const DpTexReader *self,
                const char        *p,
                const char        *close)
{
  for (const char *c = p + 1; c < close; c++)
    if (!g_ascii_isalnum (*c) && *c != '-')
      return FALSE;

  return (close + 1 < self->end && g_ascii_isalpha (close[1])) || (p > self->start && g_ascii_isalpha (p[-1]));
}

/**
 * dp_tex_reader_read_group:
 * @self: a reader
 * @p: a brace that opens
 *
 * Reads into a group. Its braces are dropped where they are TeX's; elsewhere they
 * are a set or a template, and stay.
 *
 * Returns: where to go on
 */
const char *
dp_tex_reader_read_group (DpTexReader *self,
                          const char  *p)
{
  const char *close = dp_tex_reader_find_close (self, p);
  DpTexFrame  frame = { .end = close };
  const char *next = NULL;

  if (close == NULL)
    return dp_tex_reader_copy (self, p, 1);
  if (close == p + 1)
    return close + 1;

  frame.resume = close + 1;

  next = dp_tex_reader_read_formula_group (self, p);
  if (next != NULL)
    return next;

  if ((begins_with_switch (self, p + 1) || is_accent_group (self, p, close) || guards_letters (self, p, close)) &&
      dp_tex_reader_open (self, &frame, DP_TEX_PLAIN))
    return p + 1;

  return dp_tex_reader_copy (self, p, 1);
}
