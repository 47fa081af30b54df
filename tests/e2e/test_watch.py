#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Refreshing without being asked, in the window and without it, and the notification that tells of it."""

import subprocess

from desktop import run, wait_equal, wait_for
from services import Notifications, Systemd


def run_without_window(desktop, *arguments):
    return subprocess.run(
        [desktop.window_program, *arguments], env=desktop.environment, capture_output=True, text=True, timeout=60
    )


def the_window_refreshes_when_it_opens(desktop, server):
    desktop.set_setting("refresh-on-start", "true")
    desktop.cli("follow", "hallucination")
    desktop.cli("refresh", "--topic", "hallucination")
    server.set(hf_lists=1)
    asked = server.set()

    with Notifications() as notifications:
        desktop.open()
        wait_for("the notification", lambda: notifications.shown)
        title, _ = notifications.shown[0]
        assert "new paper" in title, title
        assert server.set() == asked, "arXiv had nothing new to tell, and was asked all the same"
        n_stored = len(desktop.cli_json("list"))

        # Seen by somebody who clicks on it: the list is there.
        notifications.click()
        wait_for("another list", lambda: desktop.get_setting("selected-list") or desktop.find("list item", "unread"))

        # Everything is fresh now: the next start brings nothing, and says nothing.
        desktop.reopen()
        desktop.expect("list item", "All Papers")
        wait_equal("the papers", n_stored, lambda: len(desktop.cli_json("list")))
        assert len(notifications.shown) == 1, notifications.shown


def without_a_window(desktop, server):
    desktop.cli("follow", "hallucination")
    server.set(hf_lists=1)

    # Never is never.
    assert run_without_window(desktop, "--refresh").returncode == 0
    assert desktop.cli_json("list") == []

    desktop.set_setting("refresh-hours", "uint32 6")
    with Notifications() as notifications:
        result = run_without_window(desktop, "--refresh")
        assert result.returncode == 0, result.stderr
        assert len(desktop.cli_json("list")) > 0
        wait_equal("the notifications", 1, lambda: len(notifications.shown))

    # Not again before it is time to.
    asked, listed = server.set(), server.count()
    assert run_without_window(desktop, "--refresh").returncode == 0
    assert (server.set(), server.count()) == (asked, listed)

    # There is nobody to read a window: what went wrong goes to who started it.
    desktop.library.write_text("This is no library.")
    result = run_without_window(desktop, "--refresh")
    assert result.returncode == 1 and result.stderr, result


def a_window_that_is_open_does_it(desktop, server):
    desktop.cli("follow", "hallucination")
    desktop.open()
    assert run_without_window(desktop, "--refresh").returncode == 0
    wait_for("the papers", lambda: desktop.cli_json("list"))
    desktop.expect("list item", "hallucination, 2 unread")


def in_the_background(desktop, server):
    desktop.set_setting("refresh-hours", "uint32 6")
    with Systemd() as systemd:
        desktop.open()
        desktop.act("app.preferences")
        desktop.press("Also while the window is closed", "check box")
        wait_equal("systemd", ["EnableUnitFiles", "Reload", "StartUnit"], lambda: systemd.methods)
        wait_equal("the setting", "true", lambda: desktop.get_setting("refresh-in-background"))

        systemd.failure = "It is broken."
        desktop.press("Also while the window is closed", "check box")
        wait_equal("the setting", "true", lambda: desktop.get_setting("refresh-in-background"))
        desktop.expect_label("Refreshing in the background cannot be turned off")


run(
    the_window_refreshes_when_it_opens,
    without_a_window,
    a_window_that_is_open_does_it,
    in_the_background,
)
