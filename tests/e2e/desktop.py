# SPDX-License-Identifier: GPL-3.0-or-later
"""The real programs on a private display and bus, as a person meets them.

A `Desktop` has a folder of its own for everything the programs keep, so that
tests neither see the user's files nor each other. The window is driven through
accessibility, as a screen reader does it, through real keys and clicks, and
through the actions it exports; what it did is looked up in its tree and, from
outside, with the command line.

Run under: xvfb-run -a … dbus-run-session -- (the display first, the bus inside it).
"""

import datetime
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, Gio, GLib  # noqa: E402

DEADLINE_S = 30
APPLICATION_ID = "io.github.dailypapers.DailyPapers"
OBJECT_PATH = "/io/github/dailypapers/DailyPapers"

# What GTK 4.8 says on a machine without a graphics card, and when it is asked for a part of a window that has just
# closed; anything else is a bug.
HARMLESS_WARNINGS = ("Disabled hardware acceleration", "g_variant_is_object_path: assertion 'string != NULL' failed")

# A browser that only notes what it was asked to show.
BROWSER = """[Desktop Entry]
Type=Application
Name=Browser
Exec={script} %u
MimeType=x-scheme-handler/https;x-scheme-handler/http;
"""


def wait_for(what, probe, seconds=DEADLINE_S):
    """Returns the first true answer of `probe`. Polls; never sleeps blindly."""
    end = time.monotonic() + seconds
    while True:
        try:
            answer = probe()
            if answer:
                return answer
        except GLib.Error:
            pass  # the tree changed under us
        if time.monotonic() > end:
            raise AssertionError(f"timed out waiting for {what}")
        time.sleep(0.05)


def wait_equal(what, expected, probe, seconds=DEADLINE_S):
    """Waits until `probe` answers `expected`; says what it answered last when it never does."""
    answers = [None]

    def look():
        answers[0] = probe()
        return answers[0] == expected

    try:
        wait_for(what, look, seconds)
    except AssertionError:
        raise AssertionError(f"{what}: {answers[0]!r} instead of {expected!r}") from None


def has_state(node, state):
    return node.get_state_set().contains(state)


def children(node):
    for i in range(node.get_child_count()):
        child = node.get_child_at_index(i)
        if child is not None:
            yield child


def get_extents(node):
    """Where a node is in its window, or nothing when it has no place."""
    component = node.get_component_iface()
    return component.get_extents(Atspi.CoordType.WINDOW) if component else None


def get_text(node):
    text = node.get_text_iface()
    return text.get_text(0, text.get_character_count()) if text else ""


def get_today():
    """Days are UTC."""
    return datetime.datetime.now(datetime.timezone.utc).date()


def find_listed_day(n):
    """The day of the demo's n-th list before today's: they are of working days."""
    day = get_today()
    while n > 0:
        day -= datetime.timedelta(1)
        n -= day.weekday() < 5
    return day


def find_saturday():
    """The last Saturday that is over: the demo has no list then."""
    today = get_today()
    return today - datetime.timedelta((today.weekday() - 5) % 7 or 7)


class DemoServer:
    """The project's own arXiv and Hugging Face with invented papers. Without `has_lists` no day has a list at Hugging
    Face, so that a story about something else meets only the papers of its topics."""

    def __init__(self, program=None, papers=None, has_lists=False):
        self.process = subprocess.Popen(
            [program or os.environ["DEMO_SERVER"], papers or os.environ["DEMO_PAPERS"]],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )
        self.address = self.process.stdout.readline().strip()
        if not has_lists:
            self.set(hf_lists=0)

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        self.stop()

    def set(self, **values):
        """Steers the server (see demo-server.c), as with delay_ms=N; the number of requests to arXiv so far."""
        query = "&".join(f"{name}={value}" for name, value in values.items())
        with urllib.request.urlopen(f"{self.address}/demo/set?{query}") as answer:
            return json.load(answer)["requests"]

    def count(self, what="hf_requests"):
        """How often Hugging Face was asked for papers, or for `pictures`."""
        with urllib.request.urlopen(f"{self.address}/demo/stats") as answer:
            return json.load(answer)[what]

    def stop(self):
        """Ends the service as a cut cable would: whoever asks afterwards is refused."""
        if self.process.poll() is None:
            self.process.stdin.close()
            self.process.wait(timeout=10)


class Desktop:
    def __init__(self, server=None, window_program=None, cli_program=None):
        self.window_program = window_program or os.environ["DAILY_PAPERS"]
        self.cli_program = cli_program or os.environ["DAILY_PAPERS_CLI"]
        self.home = pathlib.Path(tempfile.mkdtemp(prefix="daily-papers-e2e-"))
        self.log = self.home / "log"
        self.window = None
        self.launcher = []  # what starts the window's program
        self.environment = dict(
            os.environ,
            HOME=str(self.home),
            XDG_CACHE_HOME=str(self.home / "cache"),
            XDG_CONFIG_HOME=str(self.home / "config"),
            XDG_DATA_HOME=str(self.home / "data"),
            XDG_STATE_HOME=str(self.home / "state"),
            # Settings must outlive the program, and the tests must see them change.
            GSETTINGS_BACKEND="keyfile",
            GTK_A11Y="atspi",
            GTK_USE_PORTAL="0",
            ADW_DISABLE_PORTAL="1",
            G_DEBUG="",
            DAILY_PAPERS_INTERVAL_MS="50",
        )
        self.environment.pop("DAILY_PAPERS_LIBRARY", None)
        self.point_at(server.address if server else "http://127.0.0.1:9")
        self.set_up_browser()
        # Only what a story does itself asks the services for anything.
        self.set_setting("refresh-on-start", "false")
        self.set_setting("refresh-hours", "uint32 0")

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        try:
            if error is not None and self.window is not None and self.window.poll() is None:
                print(self.describe(), file=sys.stderr)
            self.close()
            if error is None:
                self.check_log()
            elif self.log.exists():
                print(self.log.read_text(), file=sys.stderr)
        finally:
            shutil.rmtree(self.home, ignore_errors=True)

    @property
    def library(self):
        return self.home / "data" / "daily-papers" / "library.db"

    def point_at(self, address):
        self.environment.update(
            DAILY_PAPERS_ARXIV_URL=address,
            DAILY_PAPERS_FEED_URL=address,
            DAILY_PAPERS_HF_URL=f"{address}/hf",
            DAILY_PAPERS_THUMBNAIL_URL=address,
        )

    def check_log(self):
        """A warning is a bug, whatever the window looked like."""
        log = self.log.read_text() if self.log.exists() else ""
        for line in log.splitlines():
            if re.search(r"-(WARNING|CRITICAL|ERROR) \*\*|\bWARNING \*\*", line) and \
                    not any(harmless in line for harmless in HARMLESS_WARNINGS):
                raise AssertionError(f"the program said: {line}")

    # The browser

    def set_up_browser(self):
        script = self.home / "browser"
        script.write_text(f'#!/bin/sh\nprintf "%s\\n" "$1" >>"{self.home}/opened"\n')
        script.chmod(0o755)
        applications = self.home / "data" / "applications"
        applications.mkdir(parents=True)
        (applications / "browser.desktop").write_text(BROWSER.format(script=script))
        (self.home / "config").mkdir(exist_ok=True)
        (self.home / "config" / "mimeapps.list").write_text(
            "[Default Applications]\nx-scheme-handler/https=browser.desktop\n"
        )

    def get_opened(self):
        """The addresses that were opened in the browser, in order."""
        opened = self.home / "opened"
        return opened.read_text().split() if opened.exists() else []

    # The settings

    @property
    def settings_file(self):
        return self.home / "config" / "glib-2.0" / "settings" / "keyfile"

    def set_setting(self, name, value):
        """Writes a setting as GVariant text; before the window is opened."""
        settings = GLib.KeyFile()
        if self.settings_file.exists():
            settings.load_from_file(str(self.settings_file), GLib.KeyFileFlags.NONE)
        settings.set_value(OBJECT_PATH.strip("/"), name, value)
        self.settings_file.parent.mkdir(parents=True, exist_ok=True)
        settings.save_to_file(str(self.settings_file))

    def get_setting(self, name):
        """A setting as GVariant text, or nothing when it is as usual."""
        settings = GLib.KeyFile()
        try:
            settings.load_from_file(str(self.settings_file), GLib.KeyFileFlags.NONE)
            return settings.get_value(OBJECT_PATH.strip("/"), name)
        except GLib.Error:
            return None

    # The command line

    def cli(self, *arguments, check=True):
        result = subprocess.run(
            [self.cli_program, *arguments],
            env=self.environment, capture_output=True, text=True, timeout=DEADLINE_S,
        )
        if check and result.returncode != 0:
            raise AssertionError(f"{' '.join(arguments)}: exit {result.returncode}: {result.stderr}")
        return result

    def cli_json(self, *arguments):
        return json.loads(self.cli(*arguments, "--format", "json").stdout)

    def cli_titles(self, *arguments):
        return [paper["title"] for paper in self.cli_json("list", *arguments)]

    # The window: its life

    def open(self, *arguments, size=None):
        with self.log.open("a") as log:
            self.window = subprocess.Popen(
                [*self.launcher, self.window_program, *arguments], env=self.environment, stderr=log
            )
        wait_for("the window", self.find_application)
        self.find_application().set_cache_mask(Atspi.Cache.NONE)
        wait_for("the window to be active", lambda: self.is_active("Daily Papers"))
        if size:
            self.resize(*size)

    def close(self):
        """Asks the program to end, as a session does, and waits until it has."""
        if self.window is None:
            return
        self.window.terminate()
        try:
            status = self.window.wait(timeout=DEADLINE_S)
        except subprocess.TimeoutExpired:
            self.window.kill()
            raise AssertionError("the program does not end") from None
        self.window = None
        assert status == 0, f"the program ended with {status}"

    def reopen(self):
        self.close()
        self.open()

    # The window: its tree

    def find_application(self):
        if self.window.poll() is not None:
            raise AssertionError(f"the program ended with {self.window.returncode}: {self.log.read_text()}")
        for application in children(Atspi.get_desktop(0)):
            if application.get_process_id() == self.window.pid and application.get_child_count() > 0:
                return application
        return None

    def frame(self, name="Daily Papers"):
        """The window of that title."""
        return next((frame for frame in children(self.find_application()) if name in frame.get_name()), None)

    def nodes(self, root=None):
        """Every accessible node, depth first."""
        for child in children(root or self.find_application()):
            yield child
            yield from self.nodes(child)

    def is_seen(self, node):
        """Whether the node has a place in its window."""
        place = get_extents(node)
        return place is not None and place.width > 0 and place.height > 0

    def find_top(self, node):
        """The window that holds a node."""
        parent = node.get_parent()
        while parent.get_role_name() != "application":
            node, parent = parent, parent.get_parent()
        return node

    def find(self, role, name, root=None):
        """The first node of `role` that can be seen and whose name contains `name`: GTK 4.8 doubles some names."""
        for node in self.nodes(root):
            if node.get_role_name() == role and name in (node.get_name() or "") and self.is_seen(node):
                return node
        return None

    def expect(self, role, name, root=None, seconds=DEADLINE_S):
        return wait_for(f"{role} “{name}”", lambda: self.find(role, name, root), seconds)

    def expect_gone(self, role, name, root=None):
        wait_for(f"{role} “{name}” to go", lambda: self.find(role, name, root) is None)

    def expect_label(self, text, seconds=DEADLINE_S):
        return self.expect("label", text, seconds=seconds)

    def describe(self, root=None, depth=0):
        """The accessibility tree as text."""
        root = root or self.find_application()
        text = f"# {'  ' * depth}{root.get_role_name()} “{root.get_name()}”\n"
        for child in children(root):
            text += self.describe(child, depth + 1)
        return text

    # The window: its list

    def rows(self):
        """The rows of the list as they stand below each other."""
        table = self.find("tree table", "Papers")
        if table is None:
            return []
        view = next(child for child in children(table) if child.get_role_name() == "list")
        rows = [(get_extents(row).y, row) for row in children(view) if row.get_name()]
        return [row for y, row in sorted(rows, key=lambda pair: pair[0])]

    def row_names(self):
        return [row.get_name() for row in self.rows()]

    def titles(self, n=None):
        """The titles of the first rows, as far as their names tell."""
        known = self.cli_titles()
        names = self.row_names()[:n]
        return [next((title for title in known if name.startswith(title + ", ")), name) for name in names]

    def expect_titles(self, expected, seconds=DEADLINE_S):
        """The list shows these papers, in this order, as far down as can be seen."""
        n = min(len(expected), 15)
        wait_equal("the list", expected[:n], lambda: self.titles(n), seconds)

    def expect_list_like(self, *arguments):
        """The list shows what the command line lists."""
        self.expect_titles(self.cli_titles(*arguments))

    def find_row(self, title):
        return next((row for row in self.rows() if row.get_name().startswith(title)), None)

    def expect_row(self, title):
        return wait_for(f"row “{title}”", lambda: self.find_row(title))

    def selected_row(self):
        return next((row for row in self.rows() if self.is_row_selected(row)), None)

    def is_row_selected(self, row):
        # GTK 4.8 tells it of the cells only.
        return any(has_state(cell, Atspi.StateType.SELECTED) for cell in children(row))

    def selected_title(self):
        row = self.selected_row()
        return row.get_name() if row else None

    def expect_selected(self, title):
        wait_for(f"“{title}” to be selected", lambda: (self.selected_title() or "").startswith(title))

    def choose_list(self, name):
        """Chooses a list in the sidebar, by keyboard-like activation."""
        item = self.expect("list item", name)
        self.click(item)
        self.expect_label(name)

    # The window: doing

    def press(self, name, role="push button", root=None):
        node = self.expect(role, name, root)
        wait_for(f"“{name}” to be pressed", lambda: Atspi.Action.do_action(node, 0))

    def act(self, action, parameter=None):
        """Activates an action of the application or, with `win.`, of its window, as a launcher does."""
        self.call_actions(action, "Activate", lambda name: GLib.Variant(
            "(sava{sv})", (name, [parameter] if parameter is not None else [], {})))

    def get_state(self, action):
        """Whether an action is enabled, and its state."""
        enabled, _, state = self.call_actions(action, "Describe", lambda name: GLib.Variant("(s)", (name,)))[0]
        return enabled, state[0] if state else None

    def call_actions(self, action, method, pack):
        scope, name = action.split(".", 1)
        path = OBJECT_PATH + ("/window/1" if scope == "win" else "")
        bus = Gio.bus_get_sync(Gio.BusType.SESSION)
        return bus.call_sync(APPLICATION_ID, path, "org.gtk.Actions", method, pack(name), None,
                             Gio.DBusCallFlags.NONE, DEADLINE_S * 1000).unpack()

    def sort(self, order):
        self.act("win.sort", GLib.Variant("s", order))
        wait_equal("the order", order, lambda: self.get_state("win.sort")[1])

    def keys(self, *keys):
        """Presses real keys, by their X names, one after the other."""
        subprocess.run(["xdotool", "key", "--clearmodifiers", *keys], check=True, timeout=DEADLINE_S)

    def type(self, text, into):
        """Types into the entry of that name, which has the focus. GTK loses keys that come before an entry that is
        new on the screen is ready for them, within a few milliseconds; a person tries again, too."""

        def enter():
            self.keys("ctrl+a", "BackSpace")
            subprocess.run(["xdotool", "type", "--delay", "12", text], check=True, timeout=DEADLINE_S)
            try:
                wait_equal("the text", text, lambda: get_text(self.find_entry(into)), 3)
            except AssertionError:
                return False
            return True

        wait_for(f"“{text}” to be typed", enter)

    def find_entry(self, name):
        return self.find("entry", name) or self.find("text", name)

    def find_surface(self, title):
        """The number of the X window of that title."""
        result = subprocess.run(["xdotool", "search", "--onlyvisible", "--name", f"^{title}$"],
                                capture_output=True, text=True, timeout=DEADLINE_S)
        return result.stdout.split()[0] if result.stdout else None

    def get_geometry(self, surface):
        result = subprocess.run(["xdotool", "getwindowgeometry", "--shell", surface],
                                check=True, capture_output=True, text=True, timeout=DEADLINE_S)
        values = dict(line.split("=") for line in result.stdout.split())
        return tuple(int(values[name]) for name in ("X", "Y", "WIDTH", "HEIGHT"))

    def get_border(self, frame, surface):
        """How wide the border is that GTK draws around the window where nobody else does."""
        return (self.get_geometry(surface)[2] - get_extents(frame).width) // 2

    def focus(self, title):
        """Gives a window the keyboard, which a window manager would do."""
        surface = wait_for(f"window “{title}”", lambda: self.find_surface(title))
        subprocess.run(["xdotool", "windowfocus", "--sync", surface], check=True, timeout=DEADLINE_S)

    def is_active(self, title):
        frame = self.frame(title)
        return frame is not None and has_state(frame, Atspi.StateType.ACTIVE)

    def resize(self, width, height):
        """Makes the window of this size without its border, which is moved off the screen."""
        surface = wait_for("the surface", lambda: self.find_surface("Daily Papers"))
        frame = self.frame("Daily Papers")
        border = self.get_border(frame, surface)
        subprocess.run(
            ["xdotool", "windowsize", surface, str(width + 2 * border), str(height + 2 * border),
             "windowmove", surface, str(-border), str(-border)],
            check=True, timeout=DEADLINE_S,
        )
        wait_equal("the size", (width, height), lambda: (get_extents(frame).width, get_extents(frame).height))

    def center(self, title):
        """Moves a window over the middle of the program's own, as a window manager would."""
        below = self.get_geometry(self.find_surface("Daily Papers"))
        surface = wait_for(f"window “{title}”", lambda: self.find_surface(title))
        _, _, width, height = self.get_geometry(surface)
        subprocess.run(
            ["xdotool", "windowmove", surface, str(below[0] + (below[2] - width) // 2),
             str(below[1] + (below[3] - height) // 2)],
            check=True, timeout=DEADLINE_S,
        )

    def hide_border(self):
        """Moves the window's border off the screen."""
        surface = wait_for("the surface", lambda: self.find_surface("Daily Papers"))
        border = self.get_border(self.frame(), surface)
        subprocess.run(["xdotool", "windowmove", surface, str(-border), str(-border)], check=True, timeout=DEADLINE_S)

    def get_point(self, node, share=0.5):
        """Where a node is on the screen: at half its height, and at this share of its width."""
        top = self.find_top(node)
        surface = self.find_surface(top.get_name())
        x, y, _, _ = self.get_geometry(surface)
        border = self.get_border(top, surface)
        place = get_extents(node)
        return x + border + place.x + int(place.width * share), y + border + place.y + place.height // 2

    def click(self, node, share=0.5):
        """Clicks a node with the mouse: at half its height, and at this share of its width."""
        x, y = self.get_point(node, share)
        subprocess.run(["xdotool", "mousemove", str(x), str(y), "click", "1"], check=True, timeout=DEADLINE_S)

    def drag(self, node, onto):
        """Drags a node with the mouse, in steps as a hand does, and drops it onto another."""
        (x, y), (to_x, to_y) = self.get_point(node, 0.3), self.get_point(onto)
        steps = [argument for i in range(1, 11) for argument in (
            "mousemove", str(x + (to_x - x) * i // 10), str(y + (to_y - y) * i // 10), "sleep", "0.05")]
        subprocess.run(["xdotool", "mousemove", str(x), str(y), "mousedown", "1", "sleep", "0.1", *steps,
                        "sleep", "0.2", "mouseup", "1"], check=True, timeout=DEADLINE_S)


def run(*stories):
    """Runs the stories of a file, or those that are named on the command line, each on a desktop of its own."""
    wanted = sys.argv[1:]
    failed = 0
    for story in stories:
        if wanted and story.__name__ not in wanted:
            continue
        began = time.monotonic()
        try:
            with DemoServer() as server, Desktop(server) as desktop:
                story(desktop, server)
            verdict = "ok"
        except Exception as error:
            failed += 1
            verdict = f"FAILED: {type(error).__name__}: {error}"
            sys.excepthook(*sys.exc_info())
        print(f"{story.__name__}: {verdict} ({time.monotonic() - began:.1f} s)", flush=True)
    sys.exit(1 if failed else 0)
