#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The library is backed up, lost, and had back, in the window."""

import shutil
import sqlite3

from desktop import GLib, run, wait_equal, wait_for


def fill(desktop):
    desktop.cli("follow", "reasoning")
    desktop.cli("refresh")
    titles = desktop.cli_titles()
    ids = [paper["id"] for paper in desktop.cli_json("list")]
    desktop.cli("bookmark", ids[0], ids[2])
    desktop.cli("read", ids[1])
    return titles


def export(desktop):
    return desktop.cli("export", "-").stdout


def answer(desktop, button):
    question = wait_for("the question", lambda: desktop.frame("Replace the Library?"))
    desktop.press(button, root=question)
    wait_for("the question to go", lambda: desktop.frame("Replace the Library?") is None)


def back_up_delete_restore(desktop, server):
    titles = fill(desktop)
    file = desktop.library.parent.parent / "mine.dpbackup"
    uri = GLib.Variant("s", file.as_uri())
    desktop.open()
    desktop.expect_titles(titles)
    desktop.act("app.back-up-to", uri)
    desktop.expect_label(f"papers backed up in “{file.name}”")
    desktop.close()
    before = export(desktop)

    shutil.rmtree(desktop.library.parent)
    desktop.open()
    desktop.expect_label("Welcome to Daily Papers")
    desktop.act("app.restore-from", uri)
    wait_for("the question", lambda: desktop.frame("Replace the Library?"))
    desktop.reopen()  # who asks holds nobody back
    desktop.act("app.restore-from", uri)
    answer(desktop, "Cancel")
    assert desktop.cli_json("list") == []
    desktop.act("app.restore-from", uri)
    answer(desktop, "Replace")
    desktop.expect_titles(titles)
    desktop.expect_label("reasoning")  # in the sidebar
    wait_equal("the library", before, lambda: export(desktop))

    # What was there before was nothing; it comes back too.
    desktop.press("Undo")
    desktop.expect_label("Welcome to Daily Papers")
    assert desktop.cli_json("list") == []
    desktop.close()
    assert desktop.cli("check").stdout == "The library is sound.\n"


def by_others(desktop, server):
    """The command line restores while the window shows the library; a daily copy was made by its refresh."""
    titles = fill(desktop)
    before = export(desktop)
    (copy,) = desktop.library.parent.glob("library.db.copies/20*.dpbackup")
    for paper in desktop.cli_json("list")[:3]:
        desktop.cli("unbookmark", paper["id"])
    desktop.open()
    desktop.expect_titles(titles)
    desktop.act("app.restore")
    dialog = wait_for("the copies", lambda: desktop.frame("Restore from Backup"))
    desktop.expect("list item", copy.name.removesuffix(".dpbackup"), root=dialog)
    desktop.keys("Escape")
    wait_for("the copies to go", lambda: desktop.frame("Restore from Backup") is None)

    mine = desktop.library.parent.parent / "mine.dpbackup"
    desktop.cli("backup", str(mine))
    desktop.cli("unfollow", "reasoning")
    desktop.expect_gone("list item", "reasoning")
    desktop.cli("restore", "--yes", str(mine))
    desktop.expect_label("reasoning")
    desktop.expect_titles(titles)
    assert export(desktop) != before


def refused(desktop, server):
    titles = fill(desktop)
    before = export(desktop)
    file = desktop.library.parent.parent / "mine.dpbackup"
    file.write_text("no backup " * 1000)
    desktop.open()
    desktop.expect_titles(titles)
    desktop.act("app.restore-from", GLib.Variant("s", file.as_uri()))
    desktop.expect_label("no backup of Daily Papers. Your library was left as it is")
    assert export(desktop) == before


def grow_old(desktop):
    """As if two years had passed, and nobody followed anything any more."""
    desktop.cli("unfollow", "reasoning")
    with sqlite3.connect(desktop.library) as database:
        database.execute("UPDATE paper SET first_stored = first_stored - 800 * 86400")
    database.close()


def prune(desktop, server):
    """What would go is said and asked for; the marked stay; undo brings everything back."""
    titles = fill(desktop)
    grow_old(desktop)
    before = export(desktop)
    kept = desktop.cli_titles("--bookmarks")
    desktop.set_setting("prune-months", "uint32 12")
    desktop.open()
    desktop.expect_titles(titles)
    desktop.act("app.refresh")  # after which it is time to tidy up
    question = wait_for("the question", lambda: desktop.frame("Old Paper"))
    assert export(desktop) == before
    desktop.press("Remove", root=question)
    desktop.expect_titles(kept)
    desktop.expect_label("removed")
    assert desktop.cli("check").stdout == "The library is sound.\n"
    desktop.press("Undo")
    desktop.expect_titles(titles)
    wait_equal("the library", before, lambda: export(desktop))
    wait_for("the setting to be off, or they would go again", lambda: desktop.get_setting("prune-months") in (None, "0"))


run(back_up_delete_restore, by_others, refused, prune)
