/* dp-cli.c: one run of the command line
 *
 * The same library as the window's, without a screen: for cron, scripts and
 * tests. main.c finds the command in its table; each command is a file of its
 * own that gets one of these. Output goes to stdout and nothing else does.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "cli/dp-cli.h"

#include "cli/dp-terminal.h"
#include "service/dp-problem.h"

#include <errno.h>
#include <glib-unix.h>
#include <glib/gi18n.h>
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

/* Erases from the cursor to the end of the line. */
#define ERASE_LINE "\r\033[K"

struct _DpCli
{
  char      *command_name; /* (owned) */
  char      *library_path; /* (owned) (nullable): the default one */
  GMainLoop *loop;         /* (owned) */
  DpLibrary *library;      /* (owned) (nullable): not opened yet */
  DpService *service;      /* (owned) (nullable): not needed yet */
  int        status;
  gboolean   has_quit;
  gboolean   has_progress; /* a line of progress is on the terminal */
  int        write_error;  /* an errno; 0 while output can be written */

  GCancellable *cancellable; /* (owned) (nullable): until somebody catches interrupts */
  guint         interrupt_id;
};

/**
 * dp_cli_new:
 * @command_name: the command, for messages
 * @library_path: (nullable): the library to use, or %NULL for the default
 *
 * Returns: (transfer full): a run that has nothing open yet
 */
DpCli *
dp_cli_new (const char *command_name,
            const char *library_path)
{
  DpCli *self = g_new0 (DpCli, 1);

  self->command_name = g_strdup (command_name);
  self->library_path = g_strdup (library_path);
  self->loop = g_main_loop_new (NULL, FALSE);
  self->status = DP_CLI_DONE;

  return self;
}

/**
 * dp_cli_free:
 * @self: (transfer full): a run that has ended
 */
void
dp_cli_free (DpCli *self)
{
  g_assert (self->library == NULL && self->service == NULL);

  g_clear_handle_id (&self->interrupt_id, g_source_remove);
  g_clear_object (&self->cancellable);
  g_main_loop_unref (self->loop);
  g_free (self->command_name);
  g_free (self->library_path);
  g_free (self);
}

/* Says what has become of the output. Nobody is told that they closed it. */
static void
close_output (DpCli *self)
{
  if (self->write_error == 0 && fflush (stdout) != 0)
    self->write_error = errno;

  if (self->write_error != 0 && self->write_error != EPIPE)
    dp_cli_fail (self, _("The output could not be written: %s."), g_strerror (self->write_error));
}

/**
 * dp_cli_run:
 * @self: a run whose command has been started
 *
 * Runs the main loop until the command has quit. Call it once.
 *
 * Returns: the exit status
 */
int
dp_cli_run (DpCli *self)
{
  if (!self->has_quit || self->service != NULL)
    g_main_loop_run (self->loop);

  if (self->library != NULL)
    dp_library_close (self->library);
  g_clear_object (&self->library);

  close_output (self);

  return self->status;
}

static void
shut_down_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  DpCli *self = user_data;

  dp_service_shutdown_finish (DP_SERVICE (object), result, NULL); /* cannot fail */

  /* The service has closed it. */
  g_clear_object (&self->service);
  g_clear_object (&self->library);
  g_main_loop_quit (self->loop);
}

/**
 * dp_cli_quit:
 * @self: a run
 *
 * The command is done, one way or another. What is under way is finished first.
 */
void
dp_cli_quit (DpCli *self)
{
  g_return_if_fail (!self->has_quit);

  self->has_quit = TRUE;
  dp_cli_progress (self, NULL);

  if (self->service != NULL)
    dp_service_shutdown_async (self->service, shut_down_cb, self);
  else
    g_main_loop_quit (self->loop);
}

/**
 * dp_cli_has_quit:
 * @self: a run
 *
 * Returns: %TRUE when there is nothing more to do
 */
gboolean
dp_cli_has_quit (DpCli *self)
{
  return self->has_quit;
}

/**
 * dp_cli_open_library:
 * @self: a run
 *
 * Opens the library; if that fails, says why and quits.
 *
 * Returns: (transfer none) (nullable): the library, or %NULL when the run is over
 */
DpLibrary *
dp_cli_open_library (DpCli *self)
{
  g_autofree char *path = g_strdup (self->library_path);
  g_autoptr (GError) error = NULL;

  if (self->library != NULL)
    return self->library;

  if (path == NULL)
    path = dp_library_dup_default_path ();

  self->library = dp_library_open (path, &error);
  if (self->library == NULL)
    {
      g_autofree char *sentence = dp_problem_dup_sentence (error, NULL);

      dp_cli_fail (self, "%s: %s", path, sentence);
      dp_cli_quit (self);
    }

  return self->library;
}

/**
 * dp_cli_open_service:
 * @self: a run
 *
 * Opens the library and what asks the services; if that fails, says why and quits.
 *
 * Returns: (transfer none) (nullable): the service, or %NULL when the run is over
 */
DpService *
dp_cli_open_service (DpCli *self)
{
  if (dp_cli_open_library (self) == NULL)
    return NULL;

  if (self->service == NULL)
    self->service = dp_service_new_default (self->library);

  return self->service;
}

/**
 * dp_cli_write:
 * @self: a run
 * @text: output, as it is
 *
 * Text that a person reads must have been through dp_terminal_clean().
 */
void
dp_cli_write (DpCli      *self,
              const char *text)
{
  if (self->write_error == 0 && fputs (text, stdout) == EOF)
    self->write_error = errno;
}

/**
 * dp_cli_write_line:
 * @self: a run
 * @text: a line of output, without its end
 */
void
dp_cli_write_line (DpCli      *self,
                   const char *text)
{
  dp_cli_write (self, text);
  dp_cli_write (self, "\n");
}

/**
 * dp_cli_write_json:
 * @self: a run
 * @json: output, JSON
 */
void
dp_cli_write_json (DpCli      *self,
                   const char *json)
{
  g_autofree char *escaped = dp_terminal_escape (json);

  dp_cli_write (self, escaped);
}

/**
 * dp_cli_is_output_open:
 * @self: a run
 *
 * Returns: %FALSE when nobody reads the output any more, or it cannot be written
 */
gboolean
dp_cli_is_output_open (DpCli *self)
{
  return self->write_error == 0;
}

/* In the terminal's own encoding; the text may hold parts of titles and names. */
static void
print_message (DpCli      *self,
               const char *text)
{
  g_autofree char *clean = dp_terminal_clean (text);

  if (self->has_progress)
    fputs (ERASE_LINE, stderr);
  self->has_progress = FALSE;

  g_printerr ("%s\n", clean);
}

/**
 * dp_cli_say:
 * @self: a run
 * @format: a message, a sentence
 *
 * Tells the person something.
 */
void
dp_cli_say (DpCli      *self,
            const char *format,
            ...)
{
  va_list          args;
  g_autofree char *text = NULL;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);

  print_message (self, text);
}

/**
 * dp_cli_progress:
 * @self: a run
 * @text: (nullable): what is going on, or %NULL for nothing any more
 *
 * Tells what is going on: on a terminal in one line that is replaced, otherwise
 * in a line each.
 */
void
dp_cli_progress (DpCli      *self,
                 const char *text)
{
  guint            width = dp_terminal_get_width (STDERR_FILENO);
  g_autofree char *clean = text != NULL ? dp_terminal_clean (text) : NULL;
  g_autofree char *fitting = NULL;

  if (width == DP_TERMINAL_UNLIMITED)
    {
      if (clean != NULL)
        g_printerr ("%s\n", clean);
      return;
    }

  if (self->has_progress)
    fputs (ERASE_LINE, stderr);
  self->has_progress = clean != NULL;

  if (clean != NULL)
    {
      fitting = dp_terminal_fit (clean, width - 1);
      g_printerr ("%s", fitting);
    }
  fflush (stderr);
}

/**
 * dp_cli_fail:
 * @self: a run
 * @format: what failed, a sentence
 *
 * Something that was asked for failed; the rest may still be done.
 */
void
dp_cli_fail (DpCli      *self,
             const char *format,
             ...)
{
  va_list          args;
  g_autofree char *text = NULL;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);

  self->status = MAX (self->status, DP_CLI_FAILED);
  print_message (self, text);
}

/**
 * dp_cli_fail_with:
 * @self: a run
 * @error: what failed
 */
void
dp_cli_fail_with (DpCli        *self,
                  const GError *error)
{
  g_autofree char *sentence = dp_problem_dup_sentence (error, NULL);

  dp_cli_fail (self, "%s", sentence);
}

/**
 * dp_cli_reject:
 * @self: a run
 * @format: what is wrong with the command line, a sentence
 *
 * The command line is wrong: says so and where to read on, and quits.
 */
void
dp_cli_reject (DpCli      *self,
               const char *format,
               ...)
{
  va_list          args;
  g_autofree char *text = NULL;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);

  print_message (self, text);
  dp_cli_say (self, _("“daily-papers-cli %s --help” says how it is used."), self->command_name);
  self->status = DP_CLI_USAGE;
  dp_cli_quit (self);
}

/**
 * dp_cli_interrupt:
 * @self: a run
 *
 * The person stopped it, which is what the exit status will say.
 */
void
dp_cli_interrupt (DpCli *self)
{
  self->status = DP_CLI_INTERRUPTED;
}

/* A second Ctrl+C ends the program at once: the handler is gone by then. */
static gboolean
interrupted_cb (gpointer user_data)
{
  DpCli *self = user_data;

  self->interrupt_id = 0;
  dp_cli_say (self, _("Stopping; what is done is kept."));
  dp_cli_interrupt (self);
  g_cancellable_cancel (self->cancellable);

  return G_SOURCE_REMOVE;
}

/**
 * dp_cli_catch_interrupts:
 * @self: a run
 *
 * From now on Ctrl+C does not leave the program at once but asks what is under way to
 * end, and decides the exit status.
 *
 * Returns: (transfer none): what it cancels
 */
GCancellable *
dp_cli_catch_interrupts (DpCli *self)
{
  if (self->cancellable == NULL)
    {
      self->cancellable = g_cancellable_new ();
      self->interrupt_id = g_unix_signal_add (SIGINT, interrupted_cb, self);
    }

  return self->cancellable;
}
