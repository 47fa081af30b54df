#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Starts the installed Flatpak and looks at it from outside: the window's accessibility tree, and the second
sandbox that WebKit starts for its web process.

Usage, on a private display and bus: check_window.py HOME"""

import os
import shutil
import signal
import subprocess
import sys
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

APPLICATION_ID = "io.github.dailypapers.DailyPapers"
DEADLINE_S = 60


def wait_for(what, probe):
    """Polls; never sleeps blindly."""
    end = time.monotonic() + DEADLINE_S
    while time.monotonic() < end:
        try:
            found = probe()
            if found:
                return found
        except GLib.Error:
            pass  # the tree changed under us
        time.sleep(0.1)
    raise AssertionError(f"timed out waiting for {what}")


def walk(node, depth=0):
    yield depth, node
    for i in range(node.get_child_count()):
        child = node.get_child_at_index(i)
        if child:
            yield from walk(child, depth + 1)


def describe(node):
    return [f"{'  ' * depth}{n.get_role_name()} {n.get_name()!r}" for depth, n in walk(node)]


def find_window():
    for _, node in walk(Atspi.get_desktop(0)):
        if node.get_role_name() in ("frame", "window") and "Daily Papers" in node.get_name():
            return node
    return None


def has_role(window, roles):
    return any(node.get_role_name() in roles for _, node in walk(window))


def count_sandboxes():
    rows = subprocess.run(["flatpak", "ps", "--columns=application"], capture_output=True, text=True, check=True)
    return rows.stdout.split().count(APPLICATION_ID)


def main():
    # The person's own papers are not for tests; what is installed is found by FLATPAK_USER_DIR.
    home = sys.argv[1]
    shutil.rmtree(home, ignore_errors=True)
    os.makedirs(home)
    app = subprocess.Popen(
        ["flatpak", "run", "--branch=check", APPLICATION_ID], env={**os.environ, "HOME": home}, start_new_session=True
    )
    try:
        window = wait_for("the window", find_window)
        for roles in (("table", "tree table"), ("push button", "button"), ("list", "list box")):
            wait_for(f"a {roles[0]} in the window", lambda roles=roles: has_role(window, roles))
        wait_for("two sandboxes: ours, and that of WebKit's web process", lambda: count_sandboxes() >= 2)
    finally:
        tree = describe(Atspi.get_desktop(0))
        print("\n".join(tree), f"{count_sandboxes()} sandboxes", sep="\n")
        os.killpg(app.pid, signal.SIGTERM)
        subprocess.run(["flatpak", "kill", APPLICATION_ID], check=False)
        app.wait(timeout=20)


main()
