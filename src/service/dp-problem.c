/* dp-problem.c: errors of every layer → sentences for people
 *
 * The one place that knows what each (domain, code) means to who reads it: what
 * happened, what was kept, and what can be done about it. Both front ends use
 * it, so that a problem has one name.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "service/dp-problem.h"

#include "formats/dp-format-error.h"
#include "library/dp-library.h"
#include "model/dp-day-calendar.h"
#include "model/dp-name.h"
#include "model/dp-topic.h"
#include "model/search/dp-search-expression.h"
#include "net/dp-net-error.h"
#include "service/dp-paper-fetch.h"
#include "service/dp-zotero.h"
#include "service/import/dp-import-file.h"
#include "service/pdf/dp-pdf-download.h"

#include <glib/gi18n.h>

/* What was kept, and what to do, after the error's own sentence. */
static const char *
get_net_advice (DpNetError code)
{
  switch (code)
    {
    case DP_NET_ERROR_ADDRESS:
      return N_("Correct or remove the setting that names this address: DAILY_PAPERS_ARXIV_URL, "
                "DAILY_PAPERS_FEED_URL, DAILY_PAPERS_HF_URL, DAILY_PAPERS_PDF_URL or DAILY_PAPERS_ZOTERO_URL.");

    case DP_NET_ERROR_OFFLINE:
      return N_("Everything you have is kept and can be read; refresh again when you are online.");

    case DP_NET_ERROR_UNTRUSTED:
      return N_("Nothing was fetched. Check this computer’s date and the network you are in.");

    case DP_NET_ERROR_THROTTLED:
      return N_("Everything that came is kept; refresh again after that.");

    case DP_NET_ERROR_FORBIDDEN:
      return N_("Everything you have is kept; wait a day before you refresh again, and look at its "
                "website for a reason.");

    case DP_NET_ERROR_NOT_FOUND:
    case DP_NET_ERROR_REDIRECT:
    case DP_NET_ERROR_STATUS:
    case DP_NET_ERROR_TOO_LARGE:
    case DP_NET_ERROR_TIMED_OUT:
    case DP_NET_ERROR_INCOMPLETE:
      return N_("Everything that came is kept; refresh again later.");

    case DP_NET_ERROR_GONE:
      return N_("Everything you have is kept; a newer version of Daily Papers may know where it went.");
    }

  g_return_val_if_reached ("");
}

static const char *
get_format_format (DpFormatError code)
{
  switch (code)
    {
    case DP_FORMAT_ERROR_SYNTAX:
      return N_("%s sent something that cannot be read. Everything you have is kept; refresh again later.");

    case DP_FORMAT_ERROR_NOT_A_FEED:
      return N_("%s sent a web page in place of papers; it may want to see a person. Everything you "
                "have is kept; refresh again later, and open its website in a browser if this stays "
                "so.");

    case DP_FORMAT_ERROR_NOT_PAPERS:
      return N_("%s sent something that is no list of papers. Everything you have is kept; refresh again "
                "later, and look for a newer version of Daily Papers if this stays so.");

    case DP_FORMAT_ERROR_TRUNCATED:
      return N_("%s sent an answer that ends in the middle. Everything you have is kept; "
                "refresh again later.");

    case DP_FORMAT_ERROR_REFUSED:
      return N_("%s does not accept what was asked. Everything you have is kept; change the topic’s words or the day.");
    }

  g_return_val_if_reached ("%s");
}

/* Where the error's own sentence is the better one, only what comes after it. */
static const char *
get_library_sentence (DpLibraryError code)
{
  switch (code)
    {
    case DP_LIBRARY_ERROR_FAILED:
      return NULL;

    case DP_LIBRARY_ERROR_DAMAGED:
      return N_("Nothing was changed; close every window of Daily Papers and start it again: it offers "
                "to set the file aside and to begin a new one.");

    case DP_LIBRARY_ERROR_NEWER:
      return N_("The library was written by a newer version of Daily Papers. It was left as it is; "
                "use that version, or name another library.");

    case DP_LIBRARY_ERROR_READ_ONLY:
      return N_("The library cannot be written: its file or folder is read-only. Nothing was changed; "
                "give yourself the right to write there, or name another library.");

    case DP_LIBRARY_ERROR_FULL:
      return N_("The disk is full. What was being written was taken back and nothing else is lost; "
                "free some space and try again.");

    case DP_LIBRARY_ERROR_LOCKED:
      return N_("Another program keeps the library locked. Nothing was changed; try again when it is done.");

    case DP_LIBRARY_ERROR_NOT_FOUND:
      return N_("The library does not have it.");

    case DP_LIBRARY_ERROR_EXISTS:
      return N_("Nothing was changed; choose another name.");

    case DP_LIBRARY_ERROR_CANNOT_OPEN:
      return N_("Nothing was changed; check that its folder exists and that you may write there, or "
                "name another library.");

    case DP_LIBRARY_ERROR_REPLACED:
      return N_("A backup was restored meanwhile, so this was not written. Look at what the library has now, and do "
                "it again if it is still wanted.");

    case DP_LIBRARY_ERROR_TOO_LARGE:
      return N_("Nothing was changed; make it shorter.");

    case DP_LIBRARY_ERROR_CHANGED:
      return N_("What was done since is kept.");
    }

  g_return_val_if_reached (NULL);
}

/* The error's own words, as a sentence. */
static char *
close_sentence (const char *message)
{
  if (g_str_has_suffix (message, ".") || g_str_has_suffix (message, "?"))
    return g_strdup (message);

  return g_strconcat (message, ".", NULL);
}

/* For problems whose cause only the error's own words tell. */
static char *
add_details (const char   *sentence,
             const GError *error)
{
  /* Translators: a sentence and, in brackets, the technical details. */
  return g_strdup_printf (_("%s (%s)"), sentence, error->message);
}

/* For problems that the error's own sentence names. */
static char *
add_advice (const GError *error,
            const char   *advice)
{
  g_autofree char *what = close_sentence (error->message);

  return g_strdup_printf ("%s %s", what, advice);
}

static char *
describe_answer (const GError *error,
                 const char   *service)
{
  g_autoptr (GString) sentence = g_string_new (_(get_format_format ((DpFormatError)error->code)));

  /* Not printf(): the format is not a literal, and a translation may lack the %s. */
  g_string_replace (sentence, "%s", service, 1);

  return add_details (sentence->str, error);
}

/* For what nobody foresaw. */
static char *
describe_unforeseen (const GError *error)
{
  g_autofree char *what = close_sentence (error->message);

  return g_strdup_printf (_("Something went wrong: %s Everything you have is kept."), what);
}

/* The sentence for its code is only the advice. */
static gboolean
says_what (const GError *error)
{
  return g_error_matches (error, DP_LIBRARY_ERROR, DP_LIBRARY_ERROR_DAMAGED) ||
         g_error_matches (error, DP_LIBRARY_ERROR, DP_LIBRARY_ERROR_CANNOT_OPEN) ||
         g_error_matches (error, DP_LIBRARY_ERROR, DP_LIBRARY_ERROR_EXISTS) ||
         g_error_matches (error, DP_LIBRARY_ERROR, DP_LIBRARY_ERROR_TOO_LARGE) ||
         g_error_matches (error, DP_LIBRARY_ERROR, DP_LIBRARY_ERROR_CHANGED);
}

/**
 * dp_problem_is_lasting:
 * @error: an error of any layer
 *
 * Tells a problem of the one question that was asked from one that the next question
 * to the same service, or the next write, would meet too: offline, throttled, refused,
 * a library that cannot be written.
 *
 * Returns: whether to ask on would be in vain
 */
gboolean
dp_problem_is_lasting (const GError *error)
{
  static const DpNetError lasting[] = {
    DP_NET_ERROR_ADDRESS, DP_NET_ERROR_OFFLINE, DP_NET_ERROR_UNTRUSTED,
    DP_NET_ERROR_THROTTLED, DP_NET_ERROR_FORBIDDEN, DP_NET_ERROR_GONE
  };

  g_return_val_if_fail (error != NULL, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (lasting); i++)
    if (g_error_matches (error, DP_NET_ERROR, (int)lasting[i]))
      return TRUE;

  return error->domain == DP_LIBRARY_ERROR;
}

/**
 * dp_problem_dup_title:
 * @error: an error of any layer
 *
 * Names a problem in a few words, for the heading of a page or a banner.
 *
 * Returns: (transfer full): words in the user's language, without a full stop
 */
char *
dp_problem_dup_title (const GError *error)
{
  g_return_val_if_fail (error != NULL, NULL);

  if (g_error_matches (error, DP_NET_ERROR, DP_NET_ERROR_OFFLINE))
    return g_strdup (_("Offline"));

  if (g_error_matches (error, DP_NET_ERROR, DP_NET_ERROR_THROTTLED))
    return g_strdup (_("The Service Is Busy"));

  if (error->domain == DP_NET_ERROR || error->domain == DP_FORMAT_ERROR)
    return g_strdup (_("The Refresh Failed"));

  if (g_error_matches (error, DP_LIBRARY_ERROR, DP_LIBRARY_ERROR_DAMAGED))
    return g_strdup (_("The Library Is Damaged"));

  if (g_error_matches (error, DP_LIBRARY_ERROR, DP_LIBRARY_ERROR_NEWER))
    return g_strdup (_("The Library Is From a Newer Version"));

  if (g_error_matches (error, DP_LIBRARY_ERROR, DP_LIBRARY_ERROR_READ_ONLY))
    return g_strdup (_("The Library Is Read-Only"));

  if (g_error_matches (error, DP_LIBRARY_ERROR, DP_LIBRARY_ERROR_FULL))
    return g_strdup (_("The Disk Is Full"));

  if (g_error_matches (error, DP_LIBRARY_ERROR, DP_LIBRARY_ERROR_LOCKED))
    return g_strdup (_("The Library Is Locked"));

  if (g_error_matches (error, DP_LIBRARY_ERROR, DP_LIBRARY_ERROR_CANNOT_OPEN))
    return g_strdup (_("The Library Cannot Be Opened"));

  return g_strdup (_("Something Went Wrong"));
}

/**
 * dp_problem_dup_sentence:
 * @error: an error of any layer
 * @service: (nullable): the name of the service that was asked, as people know it
 *
 * Says what happened, what was kept and what can be done about it. Contains the
 * words of @error where they help; those may come from outside, so a terminal or
 * a page escapes the result as it escapes any text.
 *
 * Returns: (transfer full): one or two sentences in the user's language
 */
char *
dp_problem_dup_sentence (const GError *error,
                         const char   *service)
{
  const char *sentence = NULL;

  g_return_val_if_fail (error != NULL, NULL);

  if (error->domain == DP_NET_ERROR)
    return add_advice (error, _(get_net_advice ((DpNetError)error->code)));

  if (error->domain == DP_FORMAT_ERROR)
    return describe_answer (error, service != NULL ? service : _("The service"));

  if (error->domain == DP_LIBRARY_ERROR)
    sentence = get_library_sentence ((DpLibraryError)error->code);

  /* What is wrong with a topic, a name, a search, a day or a paper's id is named in a sentence of its own. */
  if (error->domain == DP_TOPIC_ERROR || error->domain == DP_NAME_ERROR || error->domain == DP_SEARCH_ERROR ||
      error->domain == DP_DAY_ERROR || error->domain == DP_PAPER_FETCH_ERROR || error->domain == DP_ZOTERO_ERROR ||
      error->domain == DP_PDF_ERROR)
    return close_sentence (error->message);

  if (sentence == NULL)
    return describe_unforeseen (error);

  if (says_what (error))
    return add_advice (error, _(sentence));

  return g_strdup (_(sentence));
}

/**
 * dp_problem_dup_file_sentence:
 * @error: an error of any layer, about a file that a person named
 *
 * As dp_problem_dup_sentence(), where the words of @error are about the file and not
 * about the answer of a service.
 *
 * Returns: (transfer full): one or two sentences in the user's language
 */
char *
dp_problem_dup_file_sentence (const GError *error)
{
  g_autofree char *what = NULL;

  g_return_val_if_fail (error != NULL, NULL);

  if (error->domain != DP_FORMAT_ERROR && error->domain != DP_IMPORT_ERROR && error->domain != G_IO_ERROR &&
      error->domain != G_FILE_ERROR)
    return dp_problem_dup_sentence (error, NULL);

  what = close_sentence (error->message);
  if (g_error_matches (error, DP_FORMAT_ERROR, DP_FORMAT_ERROR_TRUNCATED))
    return g_strdup_printf (_("%s Nothing of it was stored; get the file again, whole."), what);

  return g_strdup_printf (_("%s Nothing of it was stored."), what);
}

/**
 * dp_problem_dup_backup_sentence:
 * @error: an error of any layer, about a backup
 *
 * As dp_problem_dup_sentence(), where the words of @error are about a backup and not about
 * the library.
 *
 * Returns: (transfer full): one or two sentences in the user's language
 */
char *
dp_problem_dup_backup_sentence (const GError *error)
{
  g_autofree char *what = NULL;

  g_return_val_if_fail (error != NULL, NULL);

  what = close_sentence (error->message);
  if (g_error_matches (error, DP_LIBRARY_ERROR, DP_LIBRARY_ERROR_NEWER))
    return g_strdup (_("The backup was written by a newer version of Daily Papers. Your library was left as it is; "
                       "restore the backup with that version."));

  if (g_error_matches (error, DP_LIBRARY_ERROR, DP_LIBRARY_ERROR_DAMAGED))
    return g_strdup (_("The file is damaged, or no backup of Daily Papers. Your library was left as it is."));

  if (g_error_matches (error, DP_LIBRARY_ERROR, DP_LIBRARY_ERROR_CANNOT_OPEN))
    return g_strdup_printf (_("%s Your library was left as it is."), what);

  if (g_error_matches (error, DP_LIBRARY_ERROR, DP_LIBRARY_ERROR_FULL))
    return g_strdup_printf (_("The disk is full. Your library was left as it is, and what was begun was removed; free "
                              "some space and try again. (%s)"),
                               error->message);

  return dp_problem_dup_sentence (error, NULL);
}

/**
 * dp_problem_dup_download_sentence:
 * @error: an error of any layer, about a file that was to be fetched
 *
 * As dp_problem_dup_sentence(), for a file that a person wanted to have.
 *
 * Returns: (transfer full): one or two sentences in the user's language
 */
char *
dp_problem_dup_download_sentence (const GError *error)
{
  g_autofree char *what = NULL;

  g_return_val_if_fail (error != NULL, NULL);

  if (error->domain != DP_NET_ERROR && error->domain != G_IO_ERROR)
    return dp_problem_dup_sentence (error, NULL);

  what = close_sentence (error->message);

  return g_strdup_printf (_("%s Nothing was saved; try again later."), what);
}
