# SPDX-License-Identifier: GPL-3.0-or-later
"""The real programs on a private display and bus, as a person meets them.

A `Desktop` has a folder of its own for everything the programs keep, so that
tests neither see the user's files nor each other. The window is driven through
accessibility, as a screen reader does it, and through real keys.

Run under: xvfb-run -a … dbus-run-session -- (the display first, the bus inside it).
"""

import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

DEADLINE_S = 30
APPLICATION_ID = "io.github.dailypapers.DailyPapers"


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


class DemoServer:
    """The project's own arXiv with invented papers."""

    def __init__(self, program, papers):
        self.process = subprocess.Popen(
            [program, papers], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self.address = self.process.stdout.readline().strip()

    def set(self, **values):
        """delay_ms=N or status=N for every answer from now on; the number of requests so far."""
        query = "&".join(f"{name}={value}" for name, value in values.items())
        with urllib.request.urlopen(f"{self.address}/demo/set?{query}") as answer:
            return json.load(answer)["requests"]

    def stop(self):
        self.process.stdin.close()
        self.process.wait(timeout=10)


class Desktop:
    def __init__(self, window_program, cli_program, server=None):
        self.window_program = window_program
        self.cli_program = cli_program
        self.home = pathlib.Path(tempfile.mkdtemp(prefix="daily-papers-e2e-"))
        self.window = None
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
            DAILY_PAPERS_INTERVAL_MS="50",
        )
        self.environment.pop("DAILY_PAPERS_LIBRARY", None)
        self.point_at(server.address if server else "http://127.0.0.1:9")

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        if error is not None and self.window is not None:
            self.dump()
        self.close()
        shutil.rmtree(self.home, ignore_errors=True)

    @property
    def library(self):
        return self.home / "data" / "daily-papers" / "library.db"

    def point_at(self, address):
        self.environment["DAILY_PAPERS_ARXIV_URL"] = address

    # The command line

    def cli(self, *arguments, check=True):
        return subprocess.run(
            [self.cli_program, *arguments],
            env=self.environment, check=check, capture_output=True, text=True, timeout=DEADLINE_S,
        )

    def cli_json(self, *arguments):
        return json.loads(self.cli(*arguments, "--format", "json").stdout)

    # The window

    def open(self, *arguments):
        self.window = subprocess.Popen([self.window_program, *arguments], env=self.environment)
        return wait_for("the window", self.find_application)

    def close(self):
        """Asks the program to end, as a session does, and waits until it has."""
        if self.window is None:
            return
        self.window.terminate()
        self.window.wait(timeout=DEADLINE_S)
        self.window = None

    def find_application(self):
        desktop = Atspi.get_desktop(0)
        for i in range(desktop.get_child_count()):
            application = desktop.get_child_at_index(i)
            if application and application.get_process_id() == self.window.pid:
                return application if application.get_child_count() > 0 else None
        return None

    def nodes(self, root=None):
        """Every accessible node that is showing, depth first."""
        root = root or self.find_application()
        if root is None:
            return
        for i in range(root.get_child_count()):
            child = root.get_child_at_index(i)
            if child is None:
                continue
            yield child
            yield from self.nodes(child)

    def find(self, role, name, root=None):
        """The first node of `role` whose name contains `name`: GTK 4.8 doubles some names."""
        for node in self.nodes(root):
            if node.get_role_name() == role and name in (node.get_name() or ""):
                node.clear_cache()
                states = node.get_state_set()
                if states.contains(Atspi.StateType.SHOWING):
                    return node
        return None

    def expect(self, role, name, root=None, seconds=DEADLINE_S):
        return wait_for(f"{role} “{name}”", lambda: self.find(role, name, root), seconds)

    def expect_gone(self, role, name, root=None):
        wait_for(f"{role} “{name}” to go", lambda: self.find(role, name, root) is None)

    def press(self, name, role="push button", root=None):
        node = self.expect(role, name, root)
        assert Atspi.Action.do_action(node, 0), f"“{name}” cannot be pressed"

    def act(self, action, parameter=None):
        """Activates an action of the application by its D-Bus name, as a launcher or a shortcut does."""
        subprocess.run(
            ["gapplication", "action", APPLICATION_ID, action, *([parameter] if parameter else [])],
            env=self.environment, check=True, timeout=DEADLINE_S,
        )

    def keys(self, *keys):
        """Presses real keys, by their X names, one after the other."""
        subprocess.run(["xdotool", "key", "--clearmodifiers", *keys], check=True, timeout=DEADLINE_S)

    def type(self, text):
        subprocess.run(["xdotool", "type", "--delay", "10", text], check=True, timeout=DEADLINE_S)

    def screenshot(self, path):
        subprocess.run(["import", "-window", "root", str(path)], check=True, timeout=DEADLINE_S)

    def dump(self):
        print(self.describe(), file=sys.stderr)

    def describe(self, root=None, depth=0):
        """The accessibility tree as text."""
        root = root or self.find_application()
        if root is None:
            return "# no window\n"
        text = f"# {'  ' * depth}{root.get_role_name()} “{root.get_name()}”\n"
        for i in range(root.get_child_count()):
            child = root.get_child_at_index(i)
            if child is not None:
                text += self.describe(child, depth + 1)
        return text
