/* test-background.c: what the desktop is asked for, with desktops of our own
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "service/dp-background.h"
#include "test-util.h"

static const char systemd_xml[] =
  "<node><interface name='org.freedesktop.systemd1.Manager'>"
  "  <method name='EnableUnitFiles'><arg type='as'/><arg type='b'/><arg type='b'/>"
  "    <arg type='b' direction='out'/><arg type='a(sss)' direction='out'/></method>"
  "  <method name='DisableUnitFiles'><arg type='as'/><arg type='b'/><arg type='a(sss)' direction='out'/></method>"
  "  <method name='Reload'/>"
  "  <method name='StartUnit'><arg type='s'/><arg type='s'/><arg type='o' direction='out'/></method>"
  "  <method name='StopUnit'><arg type='s'/><arg type='s'/><arg type='o' direction='out'/></method>"
  "</interface></node>";

static const char portal_xml[] =
  "<node><interface name='org.freedesktop.portal.Background'>"
  "  <method name='RequestBackground'><arg type='s'/><arg type='a{sv}'/>"
  "    <arg type='o' direction='out'/></method>"
  "</interface></node>";

typedef struct
{
  GDBusConnection *bus;
  guint            object_id;
  guint            name_id;
  gboolean         has_name;
  GString         *called;
  const char      *failing;  /* (nullable): the method that fails */
  const char      *error;    /* how */
  guint            response; /* of the portal */
} Desktop;

static GVariant *
answer_systemd (const char *method)
{
  if (g_str_equal (method, "EnableUnitFiles"))
    return g_variant_new ("(ba(sss))", TRUE, NULL);
  if (g_str_equal (method, "DisableUnitFiles"))
    return g_variant_new ("(a(sss))", NULL);
  if (g_str_equal (method, "Reload"))
    return NULL;

  return g_variant_new ("(o)", "/job");
}

/* The portal answers on an object that is named after who asks. */
static GVariant *
answer_portal (Desktop    *desktop,
               const char *sender,
               GVariant   *parameters)
{
  g_autoptr (GVariant) options = g_variant_get_child_value (parameters, 1);
  g_autofree char *name = g_strdup (sender + 1);
  g_autofree char *handle = NULL;
  const char      *token = NULL;
  gboolean         autostart = FALSE;
  GVariantDict     results;

  g_assert_true (g_variant_lookup (options, "handle_token", "&s", &token));
  g_variant_lookup (options, "autostart", "b", &autostart);
  handle = g_strdup_printf ("/org/freedesktop/portal/desktop/request/%s/%s", g_strdelimit (name, ".", '_'), token);

  g_variant_dict_init (&results, NULL);
  g_variant_dict_insert (&results, "background", "b", desktop->response == 0);
  g_variant_dict_insert (&results, "autostart", "b", autostart);
  g_dbus_connection_emit_signal (desktop->bus, sender, handle, "org.freedesktop.portal.Request", "Response",
                                 g_variant_new ("(u@a{sv})", desktop->response, g_variant_dict_end (&results)), NULL);

  return g_variant_new ("(o)", handle);
}

static void
method_called_cb (GDBusConnection       *bus,
                  const char            *sender,
                  const char            *path,
                  const char            *interface,
                  const char            *method,
                  GVariant              *parameters,
                  GDBusMethodInvocation *invocation,
                  gpointer               user_data)
{
  Desktop         *desktop = user_data;
  g_autofree char *text = g_variant_print (parameters, FALSE);

  g_string_append_printf (desktop->called, "%s%s\n", method, text);

  if (g_strcmp0 (method, desktop->failing) == 0)
    g_dbus_method_invocation_return_dbus_error (invocation, desktop->error, "It does not work.");
  else if (g_str_equal (method, "RequestBackground"))
    g_dbus_method_invocation_return_value (invocation, answer_portal (desktop, sender, parameters));
  else
    g_dbus_method_invocation_return_value (invocation, answer_systemd (method));
}

static void
name_acquired_cb (GDBusConnection *bus,
                  const char      *name,
                  gpointer         user_data)
{
  ((Desktop *)user_data)->has_name = TRUE;
}

static void
set_up (Desktop      *desktop,
        gconstpointer data)
{
  gboolean    is_portal = GPOINTER_TO_INT (data) == DP_BACKGROUND_PORTAL;
  const char *path = is_portal ? "/org/freedesktop/portal/desktop" : "/org/freedesktop/systemd1";
  g_autoptr (GDBusNodeInfo) node = g_dbus_node_info_new_for_xml (is_portal ? portal_xml : systemd_xml, NULL);
  g_autoptr (GError) error = NULL;

  static const GDBusInterfaceVTable vtable = { .method_call = method_called_cb };

  desktop->called = g_string_new (NULL);
  desktop->bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, &error);
  g_assert_no_error (error);
  desktop->object_id = g_dbus_connection_register_object (desktop->bus, path, node->interfaces[0], &vtable,
                                                          desktop, NULL, &error);
  g_assert_no_error (error);
  desktop->name_id = g_bus_own_name_on_connection (desktop->bus,
                                                   is_portal ? "org.freedesktop.portal.Desktop" : "org.freedesktop.systemd1",
                                                   G_BUS_NAME_OWNER_FLAGS_NONE, name_acquired_cb, NULL, desktop, NULL);
  test_wait_until (desktop->has_name);
}

static void
tear_down (Desktop      *desktop,
           gconstpointer data)
{
  g_bus_unown_name (desktop->name_id);
  g_dbus_connection_unregister_object (desktop->bus, desktop->object_id);
  g_object_unref (desktop->bus);
  g_string_free (desktop->called, TRUE);
}

static gboolean
set (gconstpointer kind,
     gboolean      enabled,
     GError      **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *slot = NULL;

  dp_background_set_async (GPOINTER_TO_INT (kind), enabled, NULL, test_result_cb, &slot);
  result = test_await (&slot);

  return dp_background_set_finish (result, error);
}

static void
test_timer (Desktop      *desktop,
            gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (set (data, TRUE, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (desktop->called->str, ==,
                   "EnableUnitFiles(['" SYSTEMD_USER_UNIT_DIR "/daily-papers-refresh.timer'], false, true)\n"
                   "Reload()\n"
                   "StartUnit('daily-papers-refresh.timer', 'replace')\n");

  g_string_truncate (desktop->called, 0);
  g_assert_true (set (data, FALSE, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (desktop->called->str, ==,
                   "StopUnit('daily-papers-refresh.timer', 'replace')\n"
                   "DisableUnitFiles(['daily-papers-refresh.timer'], false)\n"
                   "Reload()\n");
}

static void
test_timer_is_missing (Desktop      *desktop,
                       gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  desktop->failing = "EnableUnitFiles";
  desktop->error = "org.freedesktop.DBus.Error.FileNotFound";
  g_assert_false (set (data, TRUE, &error));
  g_assert_nonnull (error);
  g_assert_cmpstr (error->message, ==, "It does not work.");
  g_assert_true (g_str_has_prefix (desktop->called->str, "EnableUnitFiles"));
  g_assert_null (strstr (desktop->called->str, "StartUnit"));
}

/* It is not running any more, or never was: then it need not be stopped. */
static void
test_timer_is_stopped (Desktop      *desktop,
                       gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  desktop->failing = "StopUnit";
  desktop->error = "org.freedesktop.systemd1.NoSuchUnit";
  g_assert_true (set (data, FALSE, &error));
  g_assert_no_error (error);
  g_assert_nonnull (strstr (desktop->called->str, "DisableUnitFiles"));
}

static void
test_portal (Desktop      *desktop,
             gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (set (data, TRUE, &error));
  g_assert_no_error (error);
  g_assert_nonnull (strstr (desktop->called->str, "'autostart': <true>"));
  g_assert_nonnull (strstr (desktop->called->str, "['daily-papers', '--background']"));

  g_string_truncate (desktop->called, 0);
  g_assert_true (set (data, FALSE, &error));
  g_assert_no_error (error);
  g_assert_null (strstr (desktop->called->str, "'autostart': <true>"));
}

static void
test_portal_refuses (Desktop      *desktop,
                     gconstpointer data)
{
  for (desktop->response = 1; desktop->response <= 2; desktop->response++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (set (data, TRUE, &error));
      g_assert_nonnull (error);
      g_assert_false (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)); /* nobody here did */
    }
}

static void
test_nobody_is_there (void)
{
  g_autoptr (GError) timer_error = NULL;
  g_autoptr (GError) portal_error = NULL;

  g_assert_false (set (GINT_TO_POINTER (DP_BACKGROUND_TIMER), TRUE, &timer_error));
  g_assert_nonnull (timer_error);
  g_assert_false (set (GINT_TO_POINTER (DP_BACKGROUND_PORTAL), TRUE, &portal_error));
  g_assert_nonnull (portal_error);
}

#define ADD(name, kind, test) \
  g_test_add ("/background/" name, Desktop, GINT_TO_POINTER (kind), set_up, test, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_autoptr (GTestDBus) bus = NULL;
  int status = 0;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  /* A bus on which nobody is by chance. */
  bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_test_dbus_up (bus);

  ADD ("timer", DP_BACKGROUND_TIMER, test_timer);
  ADD ("timer-is-missing", DP_BACKGROUND_TIMER, test_timer_is_missing);
  ADD ("timer-is-stopped", DP_BACKGROUND_TIMER, test_timer_is_stopped);
  ADD ("portal", DP_BACKGROUND_PORTAL, test_portal);
  ADD ("portal-refuses", DP_BACKGROUND_PORTAL, test_portal_refuses);
  g_test_add_func ("/background/nobody-is-there", test_nobody_is_there);

  status = g_test_run ();
  g_test_dbus_stop (bus);

  return status;
}
