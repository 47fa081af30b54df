/* dp-hugging-face-parser.c: Hugging Face's JSON → papers
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "formats/dp-hugging-face-parser.h"

#include "formats/dp-format-error.h"
#include "formats/dp-json.h"
#include "model/dp-authority.h"
#include "model/dp-paper-id.h"
#include "model/dp-text.h"

#include <glib/gi18n.h>
#include <string.h>

/* The answers of /api/daily_papers and /api/papers/ID as they have been since May 2024:
 *
 *   [ { paper: { id title summary publishedAt upvotes authors[{ name hidden }] … },
 *       title summary thumbnail numComments organization … }, … ]
 *
 * Fields came and went and moved between the two objects, so each is looked for by
 * name wherever it has been, and everything but id and title may be missing, null or of
 * another type. A single paper is the inner object alone. */

/* A day has fifty; what is past these limits is nothing that Hugging Face lists. */
#define MAX_ENTRIES 10000
#define MAX_AUTHORS 10000
#define MAX_KEYWORDS 1000
#define MAX_TEXT_LENGTH (1024 * 1024)
#define MAX_URL_LENGTH 2048

#define PAPERS_URL "https://huggingface.co/papers/"
#define GITHUB_URL "https://github.com/"

#define SECONDS_PER_DAY (24 * 60 * 60)

static JsonNode *
get_node (JsonObject *object,
          const char *name)
{
  return object != NULL ? json_object_get_member (object, name) : NULL;
}

static JsonObject *
get_object (JsonObject *object,
            const char *name)
{
  JsonNode *node = get_node (object, name);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static const char *
get_text_of_node (JsonNode *node,
                  gsize     max_length)
{
  const char *text = NULL;

  if (node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    text = json_node_get_string (node);

  return text != NULL && strlen (text) <= max_length ? text : NULL;
}

static const char *
get_text (JsonObject *object,
          const char *name)
{
  return get_text_of_node (get_node (object, name), MAX_TEXT_LENGTH);
}

/* Gives %NULL for what is empty. */
static char *
clean (const char *text)
{
  char *cleaned = dp_text_clean (text);

  if (cleaned != NULL && *cleaned == '\0')
    g_clear_pointer (&cleaned, g_free);

  return cleaned;
}

static char *
dup_text (JsonObject *object,
          JsonObject *other,
          const char *name)
{
  char *text = clean (get_text (object, name));

  return text != NULL ? text : clean (get_text (other, name));
}

static int
get_count (JsonObject *object,
           const char *name)
{
  JsonNode *node = get_node (object, name);
  gint64    count = DP_COUNT_UNKNOWN;

  if (node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_INT64)
    count = json_node_get_int (node);

  return count >= 0 && count <= G_MAXINT ? (int)count : DP_COUNT_UNKNOWN;
}

static gboolean
is_true (JsonObject *object,
         const char *name)
{
  JsonNode *node = get_node (object, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_BOOLEAN &&
         json_node_get_boolean (node);
}

/* An address without the line breaks and blanks that people paste into it. */
static char *
dup_address (JsonObject *object,
             const char *name)
{
  const char *text = get_text_of_node (get_node (object, name), MAX_URL_LENGTH);
  g_autoptr (GString) address = g_string_new (NULL);

  for (const char *p = text; p != NULL && *p != '\0'; p++)
    if (!g_ascii_isspace (*p))
      g_string_append_c (address, *p);

  if (address->len == 0)
    return NULL;

  return g_string_free (g_steal_pointer (&address), FALSE);
}

/* GitHub's owners are letters, digits and dashes; its repositories have dots and more. */
static gboolean
is_owner_and_name (const char *text)
{
  gsize n_owner = strspn (text, G_CSET_a_2_z G_CSET_A_2_Z G_CSET_DIGITS "-");
  gsize n_name = 0;

  if (n_owner == 0 || text[n_owner] != '/')
    return FALSE;

  n_name = strspn (text + n_owner + 1, G_CSET_a_2_z G_CSET_A_2_Z G_CSET_DIGITS "-_.");

  return n_name > 0 && text[n_owner + 1 + n_name] == '\0';
}

static gboolean
is_on_github (const char *url)
{
  g_autoptr (GUri) uri = g_uri_parse (url, G_URI_FLAGS_PARSE_RELAXED | G_URI_FLAGS_ENCODED, NULL);
  const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;

  return g_strcmp0 (host, "github.com") == 0 || g_strcmp0 (host, "www.github.com") == 0;
}

/* A repository is given as `https://github.com/owner/name`, with a tail of slashes,
 * `.git` or a path in it, or as `owner/name`. */
static char *
dup_repository (JsonObject *paper)
{
  g_autofree char *text = dup_address (paper, "githubRepo");
  gsize            length = text != NULL ? strlen (text) : 0;

  while (length > 0 && text[length - 1] == '/')
    text[--length] = '\0';

  if (length == 0)
    return NULL;

  if (g_str_has_suffix (text, ".git"))
    text[length - strlen (".git")] = '\0';

  if (g_str_has_prefix (text, "github.com/") || g_str_has_prefix (text, "www.github.com/"))
    return g_strconcat ("https://", text, NULL);

  if (is_owner_and_name (text))
    return g_strconcat (GITHUB_URL, text, NULL);

  return g_steal_pointer (&text);
}

/* Many name their repository as project page too; once is enough. */
static gboolean
is_same_page (const char *url,
              const char *other)
{
  gsize length = strlen (url);

  while (length > 0 && url[length - 1] == '/')
    length--;

  return other != NULL && strlen (other) == length && g_ascii_strncasecmp (url, other, length) == 0;
}

static void
add_links (DpPaper    *paper,
           JsonObject *object)
{
  g_autofree char *page = g_strconcat (PAPERS_URL, paper->id, NULL);
  g_autofree char *repository = dup_repository (object);
  g_autofree char *project = dup_address (object, "projectPage");

  dp_paper_add_link (paper, DP_LINK_HUGGINGFACE, page);

  if (repository != NULL)
    {
      dp_paper_add_link (paper, is_on_github (repository) ? DP_LINK_GITHUB : DP_LINK_CODE, repository);
      paper->stars = get_count (object, "githubStars");
    }

  if (project != NULL && !is_same_page (project, repository))
    dp_paper_add_link (paper, DP_LINK_PROJECT, project);
}

/* The names that a list of texts, or of objects with a name, holds. */
static char **
dup_names (JsonObject *object,
           const char *name,
           guint       max)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  JsonNode  *node = get_node (object, name);
  JsonArray *array = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  guint      n = array != NULL ? MIN (json_array_get_length (array), max) : 0;

  for (guint i = 0; i < n; i++)
    {
      JsonNode        *element = json_array_get_element (array, i);
      JsonObject      *person = JSON_NODE_HOLDS_OBJECT (element) ? json_node_get_object (element) : NULL;
      g_autofree char *text = clean (person != NULL ? get_text (person, "name")
                                                    : get_text_of_node (element, MAX_TEXT_LENGTH));

      if (text == NULL || is_true (person, "hidden"))
        continue;

      /* Two authors may share a name, two keywords are one. */
      if (person == NULL && !g_hash_table_add (seen, g_strdup (text)))
        continue;

      g_strv_builder_add (builder, text);
    }

  return g_strv_builder_end (builder);
}

static char *
dup_organization (JsonObject *object)
{
  char *name = dup_text (get_object (object, "organization"), NULL, "fullname");

  return name != NULL ? name : dup_text (get_object (object, "organization"), NULL, "name");
}

/* A thumbnail is a field of its own, and was the medium of a paper before that. */
static char *
dup_thumbnail (JsonObject *entry)
{
  char *url = dup_address (entry, "thumbnail");

  if (url == NULL)
    url = dup_address (entry, "mediaUrl");

  if (url != NULL && !g_str_has_prefix (url, "https://") && !g_str_has_prefix (url, "http://"))
    g_clear_pointer (&url, g_free);

  return url;
}

static void
set_date (DpPaper    *paper,
          JsonObject *object)
{
  if (!dp_time_parse_iso8601 (get_text (object, "publishedAt"), &paper->published))
    return;

  /* Since 2026 the hour is left out, which looks like midnight. */
  paper->published_is_day = paper->published % SECONDS_PER_DAY == 0;
}

/* Where nobody knows which list it is, the paper's own word: the day it was submitted
 * to the lists, which is the day of its list, but not its place there. */
static void
add_submission_day (DpPaper    *paper,
                    JsonObject *object)
{
  DpTime           submitted = DP_TIME_UNKNOWN;
  g_autofree char *day = NULL;

  if (!dp_time_parse_iso8601 (get_text (object, "submittedOnDailyAt"), &submitted))
    return;

  day = dp_time_format_day (submitted);
  dp_paper_add_day (paper, day, 0);
}

/* Gives %NULL for what is no paper. */
static DpPaper *
build_paper (JsonObject *entry)
{
  JsonObject      *object = get_object (entry, "paper") != NULL ? get_object (entry, "paper") : entry;
  g_autofree char *id = dp_paper_id_parse (get_text (object, "id"), NULL);
  /* The outer title still has its mathematics. */
  g_autofree char *title = dup_text (entry, object, "title");
  g_autofree char *summary = dup_text (object, NULL, "ai_summary");
  DpPaper         *paper = NULL;

  if (id == NULL || !dp_paper_id_is_arxiv (id) || title == NULL)
    return NULL;

  paper = dp_paper_new ();
  paper->id = g_steal_pointer (&id);
  paper->title = g_steal_pointer (&title);
  paper->abstract = dup_text (object, entry, "summary");
  paper->authors = dup_names (object, "authors", MAX_AUTHORS);
  paper->keywords = dup_names (object, "ai_keywords", MAX_KEYWORDS);
  paper->upvotes = get_count (object, "upvotes");
  paper->num_comments = get_count (entry, "numComments");
  paper->thumbnail = dup_thumbnail (entry);
  paper->organization = dup_organization (object);
  if (paper->organization == NULL)
    paper->organization = dup_organization (entry);

  set_date (paper, object);
  add_links (paper, object);
  dp_paper_add_summary (paper, dp_authority_to_string (DP_AUTHORITY_HUGGING_FACE), summary);

  return paper;
}

static JsonObject *
get_entry (JsonArray *list,
           guint      i)
{
  JsonNode *node = json_array_get_element (list, i);

  return JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static DpPaper *
build_listed_paper (JsonObject *entry,
                    const char *day,
                    guint       rank)
{
  DpPaper *paper = entry != NULL ? build_paper (entry) : NULL;

  if (paper == NULL)
    return NULL;

  if (day != NULL)
    dp_paper_add_day (paper, day, (int)rank);
  else
    add_submission_day (paper, get_object (entry, "paper") != NULL ? get_object (entry, "paper") : entry);

  return paper;
}

static GPtrArray *
build_papers (JsonArray  *list,
              const char *day,
              guint       n_before,
              guint      *n_rejected)
{
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *papers = g_ptr_array_new_with_free_func ((GDestroyNotify)dp_paper_unref);

  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      g_autoptr (DpPaper) paper = build_listed_paper (get_entry (list, i), day, n_before + i + 1);

      if (paper == NULL)
        {
          (*n_rejected)++;
          continue;
        }

      if (g_hash_table_contains (ids, paper->id))
        continue;

      g_hash_table_add (ids, paper->id);
      g_ptr_array_add (papers, g_steal_pointer (&paper));
    }

  return papers;
}

/* The service's own error is an object with the reason. */
static gboolean
check_refusal (JsonNode *root,
               GError  **error)
{
  JsonObject      *object = JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;
  g_autofree char *reason = dup_text (object, NULL, "error");

  if (reason == NULL)
    return TRUE;

  g_set_error_literal (error, DP_FORMAT_ERROR, DP_FORMAT_ERROR_REFUSED, reason);
  return FALSE;
}

static JsonArray *
get_list (JsonNode *root,
          GError  **error)
{
  if (!check_refusal (root, error))
    return NULL;

  if (!JSON_NODE_HOLDS_ARRAY (root))
    {
      g_set_error_literal (error, DP_FORMAT_ERROR, DP_FORMAT_ERROR_NOT_PAPERS, _("The answer is no list of papers."));
      return NULL;
    }

  if (json_array_get_length (json_node_get_array (root)) > MAX_ENTRIES)
    {
      g_set_error (error, DP_FORMAT_ERROR, DP_FORMAT_ERROR_SYNTAX,
                   _("The list has more than %u entries."), MAX_ENTRIES);
      return NULL;
    }

  return json_node_get_array (root);
}

/**
 * dp_hugging_face_parse_day:
 * @data: (array length=length): a JSON text
 * @length: its length in bytes
 * @day: (nullable): the day whose list it is, `YYYY-MM-DD`; without it each paper has the
 *   day of which it says itself that it was submitted, and no rank
 * @n_before: how many entries the list has before these, for the second and later pages
 * @out_n_rejected: (out) (optional): how many entries are no paper and were left out
 * @error: return location for a #DpFormatError: _NOT_PAPERS when it is no list or none of
 *   its entries is a paper, _REFUSED for the service's own error, in its words
 *
 * Reads a list of Hugging Face's daily papers. The rank is the place in the list; a paper
 * that is there twice is given once, with its first. Authors who are hidden are left
 * out. An empty list is no error. Any thread.
 *
 * Returns: (transfer full) (element-type DpPaper) (nullable): the papers by rank
 */
GPtrArray *
dp_hugging_face_parse_day (const char *data,
                           gsize       length,
                           const char *day,
                           guint       n_before,
                           guint      *out_n_rejected,
                           GError    **error)
{
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (GPtrArray) papers = NULL;
  JsonArray *list = NULL;
  guint      n_rejected = 0;

  g_return_val_if_fail (day == NULL || dp_day_is_valid (day), NULL);

  root = dp_json_parse (data, length, error);
  if (root == NULL)
    return NULL;

  list = get_list (root, error);
  if (list == NULL)
    return NULL;

  papers = build_papers (list, day, n_before, &n_rejected);
  if (papers->len == 0 && n_rejected > 0)
    {
      g_set_error (error, DP_FORMAT_ERROR, DP_FORMAT_ERROR_NOT_PAPERS,
                   ngettext ("Its %u entry is no paper.", "None of its %u entries is a paper.", n_rejected),
                             n_rejected);
      return NULL;
    }

  if (out_n_rejected != NULL)
    *out_n_rejected = n_rejected;

  return g_steal_pointer (&papers);
}

/**
 * dp_hugging_face_parse_paper:
 * @data: (array length=length): a JSON text
 * @length: its length in bytes
 * @error: return location for a #DpFormatError, as of dp_hugging_face_parse_day()
 *
 * Reads Hugging Face's answer about one paper. It has the day of the list that it was
 * submitted to, where the answer says so, without its rank. Any thread.
 *
 * Returns: (transfer full) (nullable): the paper
 */
DpPaper *
dp_hugging_face_parse_paper (const char *data,
                             gsize       length,
                             GError    **error)
{
  g_autoptr (JsonNode) root = dp_json_parse (data, length, error);
  DpPaper *paper = NULL;

  if (root == NULL || !check_refusal (root, error))
    return NULL;

  if (JSON_NODE_HOLDS_OBJECT (root))
    paper = build_listed_paper (json_node_get_object (root), NULL, 0);

  if (paper == NULL)
    g_set_error_literal (error, DP_FORMAT_ERROR, DP_FORMAT_ERROR_NOT_PAPERS, _("The answer is no paper."));

  return paper;
}
