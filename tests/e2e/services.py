# SPDX-License-Identifier: GPL-3.0-or-later
"""Services of a desktop session that the tests' bus does not have: one that shows notifications, and systemd.

Each answers on a thread and a connection of its own, and remembers what it was asked."""

import threading

from gi.repository import Gio, GLib

NOTIFICATIONS = """<node><interface name='org.freedesktop.Notifications'>
  <method name='GetCapabilities'><arg type='as' direction='out'/></method>
  <method name='GetServerInformation'>
    <arg type='s' direction='out'/><arg type='s' direction='out'/>
    <arg type='s' direction='out'/><arg type='s' direction='out'/></method>
  <method name='Notify'>
    <arg type='s'/><arg type='u'/><arg type='s'/><arg type='s'/><arg type='s'/><arg type='as'/><arg type='a{sv}'/>
    <arg type='i'/><arg type='u' direction='out'/></method>
  <method name='CloseNotification'><arg type='u'/></method>
</interface></node>"""

SYSTEMD = """<node><interface name='org.freedesktop.systemd1.Manager'>
  <method name='EnableUnitFiles'><arg type='as'/><arg type='b'/><arg type='b'/>
    <arg type='b' direction='out'/><arg type='a(sss)' direction='out'/></method>
  <method name='DisableUnitFiles'><arg type='as'/><arg type='b'/><arg type='a(sss)' direction='out'/></method>
  <method name='Reload'/>
  <method name='StartUnit'><arg type='s'/><arg type='s'/><arg type='o' direction='out'/></method>
  <method name='StopUnit'><arg type='s'/><arg type='s'/><arg type='o' direction='out'/></method>
</interface></node>"""


class BusService:
    """Owns a name for as long as a `with` block lasts."""

    def __init__(self, name, path, xml):
        self.name, self.path, self.xml = name, path, xml
        self.context = GLib.MainContext.new()
        self.loop = GLib.MainLoop.new(self.context, False)
        self.ready = threading.Event()
        self.thread = threading.Thread(target=self.serve, daemon=True)

    def __enter__(self):
        self.thread.start()
        assert self.ready.wait(10), f"{self.name} cannot be owned"
        return self

    def __exit__(self, kind, error, trace):
        self.loop.quit()
        self.thread.join()

    def serve(self):
        self.context.push_thread_default()
        address = Gio.dbus_address_get_for_bus_sync(Gio.BusType.SESSION)
        flags = Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION
        self.bus = Gio.DBusConnection.new_for_address_sync(address, flags)
        interface = Gio.DBusNodeInfo.new_for_xml(self.xml).interfaces[0]
        self.bus.register_object(self.path, interface, self.called, None, None)
        Gio.bus_own_name_on_connection(
            self.bus, self.name, Gio.BusNameOwnerFlags.NONE, lambda *unused: self.ready.set(), None
        )
        self.loop.run()
        self.bus.close_sync()
        self.context.pop_thread_default()

    def called(self, bus, sender, path, interface, method, parameters, invocation):
        try:
            invocation.return_value(self.answer(method, parameters.unpack()))
        except GLib.Error as error:
            invocation.return_dbus_error("org.freedesktop.DBus.Error.Failed", error.message)

    def answer(self, method, parameters):
        raise NotImplementedError


class Notifications(BusService):
    """What a desktop would show: (title, body), the newest last."""

    def __init__(self):
        super().__init__("org.freedesktop.Notifications", "/org/freedesktop/Notifications", NOTIFICATIONS)
        self.shown = []
        self.closed = 0

    def answer(self, method, parameters):
        if method == "GetCapabilities":
            return GLib.Variant("(as)", (["actions", "body"],))
        if method == "GetServerInformation":
            return GLib.Variant("(ssss)", ("tests", "tests", "1", "1.2"))
        if method == "Notify":
            self.shown.append((parameters[3], parameters[4]))
            return GLib.Variant("(u)", (len(self.shown),))
        self.closed += 1
        return None

    def click(self):
        """Clicks the newest one."""
        self.bus.emit_signal(
            None, self.path, self.name, "ActionInvoked", GLib.Variant("(us)", (len(self.shown), "default"))
        )


class Systemd(BusService):
    """The user's service manager; fails with a message when it has one."""

    def __init__(self):
        super().__init__("org.freedesktop.systemd1", "/org/freedesktop/systemd1", SYSTEMD)
        self.methods = []
        self.failure = None

    def answer(self, method, parameters):
        self.methods.append(method)
        if self.failure:
            raise GLib.Error(self.failure)
        if method == "EnableUnitFiles":
            return GLib.Variant("(ba(sss))", (True, []))
        if method == "DisableUnitFiles":
            return GLib.Variant("(a(sss))", ([],))
        return None if method == "Reload" else GLib.Variant("(o)", ("/job",))
