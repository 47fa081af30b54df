/* main.c: daily-papers-math, which sets formulas for Daily Papers
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "math/dp-math-wire.h"

#include "math-resources.h"

#include <errno.h>
#include <jsc/jsc.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

/* Foreign TeX meets KaTeX here and nowhere else. JavaScriptCore cannot be told to
 * stop, so the kernel does it: a timer that counts the processor's time kills this
 * process, and dp-math-process starts another. It counts no waiting, so that a
 * busy machine gives up no formula that an idle one would set. */

#define RESOURCES "/io/github/dailypapers/DailyPapers/math/"

/* Reading KaTeX takes 50 ms. */
#define START_LIMIT_MS 20000

/* On top of what the start took, most of which is room that is never used. */
#define MEMORY_LIMIT (256 * 1024 * 1024)

/* What most formulas are made of: the first one to come is as quick as the others. */
#define WARMING "\\hat{x}_{i} \\le \\sum_{j=1}^{n} \\frac{\\alpha^2}{\\sqrt{2}} " \
                "\\left( \\mathbb{E}[\\mathbf{X}] \\right) \\to \\text{a b} + 10^{-3}"

static void
limit_processor_time (timer_t timer,
                      guint   limit_ms)
{
  struct itimerspec limit = { 0 };

  limit.it_value.tv_sec = limit_ms / 1000;
  limit.it_value.tv_nsec = (limit_ms % 1000) * 1000000L;
  timer_settime (timer, 0, &limit, NULL);
}

static timer_t
new_timer (void)
{
  struct sigevent event = { 0 };
  timer_t         timer = 0;

  event.sigev_notify = SIGEV_SIGNAL;
  event.sigev_signo = SIGKILL;
  if (timer_create (CLOCK_PROCESS_CPUTIME_ID, &event, &timer) != 0)
    g_error ("There is no timer: %s", g_strerror (errno));

  return timer;
}

static void
limit_resource (__rlimit_resource_t resource,
                rlim_t              value)
{
  struct rlimit limit = { value, value };

  if (setrlimit (resource, &limit) != 0)
    g_error ("There is no limit: %s", g_strerror (errno));
}

#if !defined(__SANITIZE_ADDRESS__)
/* What RLIMIT_DATA counts, in bytes; proc(5) has the order of the numbers. */
static rlim_t
get_data_size (void)
{
  g_autofree char *numbers = NULL;
  g_auto (GStrv) fields = NULL;

  if (!g_file_get_contents ("/proc/self/statm", &numbers, NULL, NULL))
    return 0;

  fields = g_strsplit (numbers, " ", 7);

  return g_strv_length (fields) == 7 ? strtoull (fields[5], NULL, 10) * (rlim_t)sysconf (_SC_PAGESIZE) : 0;
}
#endif

/* From here on there is nothing to win: no file, no socket, no other program. */
static void
give_up_rights (void)
{
  prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
#if !defined(__SANITIZE_ADDRESS__) /* it has its own way with memory */
  limit_resource (RLIMIT_DATA, get_data_size () + MEMORY_LIMIT);
#endif
  limit_resource (RLIMIT_CORE, 0);
  limit_resource (RLIMIT_FSIZE, 0);
  limit_resource (RLIMIT_NOFILE, 0);
}

static JSCValue *
evaluate (JSCContext *context,
          const char *name)
{
  g_autofree char *path = g_strconcat (RESOURCES, name, NULL);
  g_autoptr (GBytes) script = g_resource_lookup_data (dp_math_get_resource (), path,
                                                      G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  g_assert (script != NULL); /* it is part of the program */

  return jsc_context_evaluate_with_source_uri (context, g_bytes_get_data (script, NULL),
                                               (gssize)g_bytes_get_size (script), name, 1);
}

/* The last of the scripts is a function that sets a formula. */
static JSCValue *
load_katex (JSCContext *context)
{
  static const char *const names[] = { "katex.min.js", "commands.js", "set-formula.js" };
  JSCValue                *value = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_clear_object (&value);
      value = evaluate (context, names[i]);
    }

  if (jsc_context_get_exception (context) != NULL)
    g_error ("KaTeX cannot be loaded: %s",
             jsc_exception_get_message (jsc_context_get_exception (context)));

  return value;
}

/* A letter that says whether it was set, and the HTML or the reason; %NULL when even that failed. */
static char *
set_formula (JSCContext     *context,
             JSCValue       *setter,
             const char     *tex,
             DpMathWireFlags flags)
{
  g_autoptr (JSCValue) answer = jsc_value_function_call (setter,
                                                         G_TYPE_STRING, tex,
                                                         G_TYPE_BOOLEAN, (flags & DP_MATH_WIRE_DISPLAY) != 0,
                                                         G_TYPE_BOOLEAN, (flags & DP_MATH_WIRE_MATHML) != 0,
                                                         G_TYPE_NONE);

  if (jsc_context_get_exception (context) != NULL)
    {
      jsc_context_clear_exception (context);
      return NULL;
    }

  return jsc_value_to_string (answer);
}

static guint32
get_processor_time_us (void)
{
  struct timespec now = { 0 };

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);

  return (guint32)((guint64)now.tv_sec * G_USEC_PER_SEC + (guint64)now.tv_nsec / 1000);
}

static gboolean
read_all (gpointer data,
          gsize    size)
{
  gsize n_read = 0;

  while (n_read < size)
    {
      gssize n = read (STDIN_FILENO, (char *)data + n_read, size - n_read);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        return FALSE;
      n_read += (gsize)n;
    }

  return TRUE;
}

static gboolean
write_all (gconstpointer data,
           gsize         size)
{
  gsize n_written = 0;

  while (n_written < size)
    {
      gssize n = write (STDOUT_FILENO, (const char *)data + n_written, size - n_written);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        return FALSE;
      n_written += (gsize)n;
    }

  return TRUE;
}

static gboolean
write_answer (const char *text, /* (nullable) */
              guint32     cost_us)
{
  DpMathAnswer answer = { 0 };

  if (text == NULL || strlen (text) > DP_MATH_MAX_ANSWER)
    text = "-It becomes too large";

  answer.size = (guint32)strlen (text + 1);
  answer.is_set = text[0] == '+';
  answer.cost_us = cost_us;

  return write_all (&answer, sizeof answer) && write_all (text + 1, answer.size);
}

/* Ends when whoever asks is gone. */
static void
serve (JSCContext *context,
       JSCValue   *setter,
       timer_t     timer,
       guint       limit_ms)
{
  g_autofree char *tex = g_malloc0 (DP_MATH_MAX_TEX + 1);
  DpMathRequest    request = { 0 };

  while (read_all (&request, sizeof request) && request.size <= DP_MATH_MAX_TEX && read_all (tex, request.size))
    {
      g_autofree char *answer = NULL;
      guint32          began_us = get_processor_time_us ();

      tex[request.size] = '\0';
      limit_processor_time (timer, limit_ms);
      answer = set_formula (context, setter, tex, request.flags);
      limit_processor_time (timer, 0);

      if (!write_answer (answer, get_processor_time_us () - began_us))
        return;
    }
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (JSCContext) context = NULL;
  g_autoptr (JSCValue) setter = NULL;
  timer_t timer = new_timer ();

  if (argc != 2 || atoi (argv[1]) <= 0)
    {
      g_printerr ("Daily Papers starts this by itself, to set formulas.\n");
      return 2;
    }

  limit_processor_time (timer, START_LIMIT_MS);
  signal (SIGPIPE, SIG_IGN);

  /* Without compiled code there is no memory that is both written and run; it saves 30 MB too. */
  jsc_options_set_boolean (JSC_OPTIONS_USE_JIT, FALSE);
  context = jsc_context_new ();
  setter = load_katex (context);
  g_free (set_formula (context, setter, WARMING, 0));
  give_up_rights ();
  limit_processor_time (timer, 0);

  /* An empty answer, to no question: ready. */
  if (write_answer ("+", get_processor_time_us ()))
    serve (context, setter, timer, (guint)atoi (argv[1]));

  /* Without the tidying of a program that may still open files. */
  _exit (0);
}
