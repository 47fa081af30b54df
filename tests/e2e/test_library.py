#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Libraries that cannot be used as usual: each says so, and nothing is lost."""

import os
import sqlite3

from desktop import run, wait_equal, wait_for


def fill(desktop):
    desktop.cli("follow", "hallucination")
    desktop.cli("refresh")
    return desktop.cli_titles()


def damaged(desktop, server):
    fill(desktop)
    rubbish = b"This is no library. " * 1000
    for name in ("-wal", "-shm"):
        desktop.library.with_name(desktop.library.name + name).unlink(missing_ok=True)
    desktop.library.write_bytes(rubbish)

    desktop.open()
    desktop.expect_label("The Library Is Damaged")
    assert desktop.cli("list", check=False).returncode == 1
    assert desktop.library.read_bytes() == rubbish

    # Setting it aside is asked for, and only then done; the file is kept.
    desktop.press("Start a New Library")
    desktop.expect_label("Start a New Library?")
    desktop.press("Cancel", root=desktop.frame("Start a New Library?"))
    wait_for("the question to go", lambda: desktop.frame("Start a New Library?") is None)
    assert desktop.library.read_bytes() == rubbish
    desktop.press("Start a New Library")
    desktop.press("Start a New Library", root=wait_for("the question", lambda: desktop.frame("Start a New Library?")))
    desktop.expect_label("Welcome to Daily Papers")
    desktop.expect_label("The damaged library was kept as")
    assert any(path.read_bytes() == rubbish for path in desktop.library.parent.iterdir() if path.is_file())
    assert desktop.cli_json("list") == []


def newer(desktop, server):
    fill(desktop)
    connection = sqlite3.connect(desktop.library)
    connection.execute("PRAGMA user_version = 9999")
    connection.close()
    before = desktop.library.read_bytes()
    desktop.open()
    desktop.expect_label("The Library Is From a Newer Version")
    assert desktop.find("push button", "Start a New Library") is None
    desktop.close()
    assert desktop.library.read_bytes() == before
    assert desktop.cli("list", check=False).returncode == 1


def read_only(desktop, server):
    titles = fill(desktop)
    desktop.library.chmod(0o444)
    desktop.library.parent.chmod(0o555)
    if os.geteuid() == 0:
        desktop.launcher = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"]  # or no mode holds it back
    try:
        desktop.open()
        desktop.expect_label("The library cannot be written")
        desktop.click(desktop.expect_row(titles[0]))
        desktop.expect_selected(titles[0])
        desktop.keys("s")
        desktop.expect_label("Nothing was changed")
        desktop.close()
    finally:
        desktop.library.parent.chmod(0o755)
        desktop.library.chmod(0o644)
    assert desktop.cli_titles() == titles
    assert desktop.cli_json("list", "--bookmarks") == []


def locked_out_and_back(desktop, server):
    """A file where the folder should be; then the way is free, and Try Again opens it."""
    desktop.library.parent.parent.mkdir(parents=True, exist_ok=True)
    desktop.library.parent.write_text("in the way")
    desktop.open()
    desktop.expect_label("The Library Cannot Be Opened")
    desktop.library.parent.unlink()
    desktop.press("Try Again")
    desktop.expect_label("Welcome to Daily Papers")
    wait_equal("the papers", [], lambda: desktop.cli_json("list"))


run(damaged, newer, read_only, locked_out_and_back)
