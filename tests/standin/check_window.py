#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Starts the installed Flatpak and looks at it from outside: the window's accessibility tree, and the second
sandbox, in which WebKit's web process shows a paper.

Usage, on a private display and bus: check_window.py HOME DEMO-SERVER PAPERS"""

import os
import pathlib
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
    """Returns the first true answer of `probe`. Polls; never sleeps blindly."""
    end = time.monotonic() + DEADLINE_S
    while time.monotonic() < end:
        try:
            answer = probe()
            if answer:
                return answer
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
    return "\n".join(f"{'  ' * depth}{n.get_role_name()} {n.get_name()!r}" for depth, n in walk(node))


def find(roles, name):
    """The first node of one of these roles whose name contains `name`: GTK joins some names with others."""
    for _, node in walk(Atspi.get_desktop(0)):
        if node.get_role_name() in roles and name in (node.get_name() or ""):
            return node
    return None


def count_sandboxes():
    rows = subprocess.run(["flatpak", "ps", "--columns=application"], capture_output=True, text=True, check=True)
    return rows.stdout.split().count(APPLICATION_ID)


class Flatpak:
    """The application as it is installed for this check, with a home of its own."""

    def __init__(self, home, address):
        shutil.rmtree(home, ignore_errors=True)
        os.makedirs(home)
        # Flatpaks are found by FLATPAK_USER_DIR, not by the home.
        self.environment = {**os.environ, "HOME": home}
        self.arguments = [
            "--branch=check", f"--env=DAILY_PAPERS_ARXIV_URL={address}", f"--env=DAILY_PAPERS_FEED_URL={address}",
            f"--env=DAILY_PAPERS_HF_URL={address}/hf", f"--env=DAILY_PAPERS_THUMBNAIL_URL={address}",
            "--env=DAILY_PAPERS_INTERVAL_MS=50",
        ]

    def command(self, program, *arguments):
        return ["flatpak", "run", f"--command={program}", *self.arguments, APPLICATION_ID, *arguments]

    def run(self, program, *arguments):
        subprocess.run(self.command(program, *arguments), env=self.environment, check=True, timeout=DEADLINE_S)

    def start(self, program):
        return subprocess.Popen(self.command(program), env=self.environment, start_new_session=True)


def check(flatpak, paper, title):
    flatpak.run("daily-papers-cli", "follow", "hallucination")
    flatpak.run("daily-papers-cli", "refresh")
    flatpak.run("gsettings", "set", APPLICATION_ID, "selected-paper", paper)

    window = flatpak.start("daily-papers")
    try:
        wait_for("the window", lambda: find(("frame", "window"), "Daily Papers"))
        wait_for("the list", lambda: find(("table", "tree table"), ""))
        wait_for("the paper in the list", lambda: find(("table cell", "label", "tree item", "cell"), title))
        wait_for("two sandboxes: ours, and that of WebKit's web process", lambda: count_sandboxes() >= 2)
    finally:
        print(describe(Atspi.get_desktop(0)), f"{count_sandboxes()} sandboxes", sep="\n")
        os.killpg(window.pid, signal.SIGTERM)
        subprocess.run(["flatpak", "kill", APPLICATION_ID], check=False)
        window.wait(timeout=20)


def main():
    home, server_program, papers = sys.argv[1:]
    server = subprocess.Popen([server_program, papers], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        address = server.stdout.readline().strip()
        check(Flatpak(str(pathlib.Path(home).resolve()), address), "9901.00001", "When Not to Answer")
    finally:
        server.stdin.close()
        server.wait(timeout=10)


main()
