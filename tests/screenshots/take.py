#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Takes pictures of the window's main states, wide and narrow, driven as a person would.

Usage: take.py FOLDER [STATE...]

Each picture is FOLDER/STATE-WIDTHxHEIGHT.png, of the window alone. The programs and the server are named by the same
variables as in the end-to-end tests (tests/e2e/meson.build).
"""

import hashlib
import os
import pathlib
import sqlite3
import subprocess
import sys
import time

from gi.repository import GLib

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "e2e"))

SIZES = ((1280, 800), (420, 800))
TOPICS = (["large language models"], ["reasoning", "--category", "cs.CL"], ["diffusion models"], ["dark matter"],
          ["quantum error correction"], ["graph neural networks"])
# What GTK draws around a window where no window manager does; it is kept off the pictures.
BORDER = 5
# Pictures that follow each other this closely and are the same show a window at rest.
REST_S = 0.4
N_SAME = 3


def open_window(desktop):
    desktop.open()
    desktop.hide_border()


def fill(desktop):
    for topic in TOPICS:
        desktop.cli("follow", *topic)
    desktop.cli("follow", "learning", "--name", "Learning")
    desktop.cli("refresh")
    papers = desktop.cli_json("list")
    desktop.cli("bookmark", papers[1]["id"], papers[4]["id"])
    desktop.cli("read", *[paper["id"] for paper in papers[6:]])


def read_a_paper(desktop):
    open_window(desktop)
    desktop.expect_row("Chains That Bend")
    desktop.click(desktop.find_row("Chains That Bend"))


def first_start(desktop, server):
    open_window(desktop)
    desktop.expect_label("Welcome to Daily Papers")


def list_and_reader(desktop, server):
    fill(desktop)
    read_a_paper(desktop)


def dark(desktop, server):
    desktop.environment["ADW_DEBUG_COLOR_SCHEME"] = "prefer-dark"
    fill(desktop)
    read_a_paper(desktop)


def only_list(desktop, server):
    fill(desktop)
    open_window(desktop)
    desktop.expect_row("Chains That Bend")


def refreshing(desktop, server):
    fill(desktop)
    server.set(delay_ms=60000)
    open_window(desktop)
    desktop.act("app.refresh")
    desktop.expect_label("Asking arXiv")


def offline(desktop, server):
    desktop.cli("follow", "dark matter")
    server.stop()
    open_window(desktop)
    desktop.act("app.refresh")
    desktop.expect_label("You Seem to Be Offline")


def nothing_found(desktop, server):
    fill(desktop)
    open_window(desktop)
    desktop.expect_row("Chains That Bend")
    desktop.keys("ctrl+f")
    desktop.type("perpetual motion", "Search")
    desktop.expect_label("Nothing Found")


def fetch_days(desktop):
    """All lists that there are."""
    from desktop import find_listed_day, wait_for

    days = [str(find_listed_day(n)) for n in (7, 0)]
    desktop.open()
    desktop.act("app.fetch-days", GLib.Variant("(ss)", tuple(days)))
    wait_for("the days", lambda: all(desktop.cli_titles("--day", day) for day in days))
    desktop.close()


def today(desktop, server):
    fill(desktop)
    fetch_days(desktop)
    open_window(desktop)
    desktop.act("win.show-today")
    # Short enough for its picture to be in view.
    desktop.click(desktop.expect_row("Diffusion Models for Tide Gauges"))


def empty_saturday(desktop, server):
    from desktop import find_saturday

    fill(desktop)
    fetch_days(desktop)
    open_window(desktop)
    desktop.act("win.show-day", GLib.Variant("s", str(find_saturday())))
    desktop.expect_label("No List at the Weekend")


def calendar(desktop, server):
    fill(desktop)
    fetch_days(desktop)
    open_window(desktop)
    desktop.act("win.show-today")
    desktop.expect_row("Chains That Bend")
    desktop.act("win.choose-day")
    desktop.expect("push button", "Previous Month")
    desktop.center("Go to Day")
DIGEST = """## Large Language Models

| **Title** | **Date** | **Abstract** | **Comment** |
| --- | --- | --- | --- |
| **[Letters From a Small Model](https://arxiv.org/abs/2501.00001v1)** | 2025-01-02 | A model writes. | 9 pages |
| **[What the Second Layer Forgets](https://arxiv.org/abs/2501.00002v1)** | 2025-01-02 | It forgets. | |
| **Notes on a Method That Was Not Published** | 2025-01-02 | No link. | |

## Weather

| **Title** | **Date** | **Abstract** | **Comment** |
| --- | --- | --- | --- |
| **[Rain in Three Dimensions](https://arxiv.org/abs/2501.00003v2)** | 2025-01-03 | Rain. | |
"""


def import_report(desktop, server):
    fill(desktop)
    digest = desktop.home / "README_2025-01-30.md"
    digest.write_text(DIGEST)
    open_window(desktop)
    desktop.expect_row("Chains That Bend")
    desktop.act("app.open", GLib.Variant("s", digest.as_uri()))
    desktop.press("Import")
    desktop.expect_label("Rows read")
    desktop.center("Import Report")


def search(desktop, text):
    only_list(desktop, None)
    desktop.act("win.search")
    desktop.type(text, "Search")


def search_suggestions(desktop, server):
    search(desktop, "reasoning cat:lang")


def smart_collections(desktop, server):
    only_list(desktop, server)
    for name, text in (("Reasoning, Unread", "reason is:unread"), ("Models", "model")):
        desktop.act("app.save-search", GLib.Variant("(ss)", (name, text)))
    desktop.act("app.create-collection", GLib.Variant("(sau)", ("Course on Reasoning", list(range(1, 12)))))
    desktop.expect_label("Models")
    desktop.act("win.edit-smart", GLib.Variant("x", 2))
    desktop.expect_label("8 results")


def smart_dialog(desktop, server):
    smart_collections(desktop, server)
    desktop.act("win.save-search")
    desktop.expect("push button", "Save")


def search_fault(desktop, server):
    search(desktop, "tag: reason models")
def restore(desktop, server):
    fill(desktop)
    backup = desktop.home / "mine.dpbackup"
    desktop.cli("backup", str(backup))
    desktop.cli("restore", "--yes", str(backup))
    open_window(desktop)
    desktop.expect_row("Chains That Bend")
    desktop.act("app.restore")
    desktop.expect_label("Before a Restore")
    desktop.center("Restore from Backup")


def restore_question(desktop, server):
    fill(desktop)
    backup = desktop.home / "daily-papers-2026-11-21.dpbackup"
    desktop.cli("backup", str(backup))
    open_window(desktop)
    desktop.expect_row("Chains That Bend")
    desktop.act("app.restore-from", GLib.Variant("s", backup.as_uri()))
    desktop.expect_label("Replace the Library?")


def prune_question(desktop, server):
    fill(desktop)
    for topic in ("reasoning", "Learning"):
        desktop.cli("unfollow", topic)
    with sqlite3.connect(desktop.library) as database:
        database.execute("UPDATE paper SET first_stored = first_stored - 800 * 86400")
    desktop.set_setting("prune-months", "uint32 12")
    open_window(desktop)
    desktop.act("app.refresh")
    desktop.expect_label("Old Paper")


def preferences(desktop, server):
    fill(desktop)
    desktop.set_setting("prune-months", "uint32 12")
    open_window(desktop)
    desktop.act("app.preferences")
    desktop.expect_label("would be removed now")
    desktop.center("Preferences")


def file_papers(desktop):
    """Gives papers tags and collections; the one that is read gets a note, too."""
    tags = {"attention": range(1, 10), "to read": range(1, 15), "diffusion <b>models</b>": range(5, 8),
            "a tag of so many words that nobody reads all of them": range(1, 15)}
    for name, rowids in tags.items():
        desktop.act("app.set-tag", GLib.Variant("(sbau)", (name, True, list(rowids))))
    for name in ("Course on Reasoning", "Survey 2026"):
        desktop.act("app.create-collection", GLib.Variant("(sau)", (name, list(range(1, 12)))))
    desktop.act("win.edit-note")
    desktop.expect("text", "Note")
    subprocess.run(["xdotool", "type", "The second experiment counts: see https://example.org/a_(b)."], check=True)
    desktop.expect_label("Saved")
    desktop.expect("push button", "Collection Survey 2026")


def marks(desktop, server):
    fill(desktop)
    read_a_paper(desktop)
    file_papers(desktop)


def marks_dark(desktop, server):
    desktop.environment["ADW_DEBUG_COLOR_SCHEME"] = "prefer-dark"
    marks(desktop, server)


def tags(desktop, server):
    fill(desktop)
    read_a_paper(desktop)
    file_papers(desktop)
    desktop.act("win.choose-tags")
    desktop.focus("Tags")
    desktop.center("Tags")
    desktop.expect("check box", "attention")


def empty_collection(desktop, server):
    from desktop import wait_for

    fill(desktop)
    open_window(desktop)
    desktop.act("app.create-collection", GLib.Variant("(sau)", ("Survey 2026", [])))

    def look():
        desktop.act("app.show-list", GLib.Variant("s", "collection:1"))
        return desktop.find("label", "This Collection Is Empty")

    wait_for("the collection", look)


def groups(desktop, server):
    only_list(desktop, server)
    desktop.act("win.group-by", GLib.Variant("s", "day"))


STATES = {
    "first-start": first_start,
    "list-and-reader": list_and_reader,
    "dark": dark,
    "list": only_list,
    "refreshing": refreshing,
    "offline": offline,
    "nothing-found": nothing_found,
    "today": today,
    "empty-saturday": empty_saturday,
    "calendar": calendar,
    "search-suggestions": search_suggestions,
    "search-fault": search_fault,
    "import-report": import_report,
    "preferences": preferences,
    "prune-question": prune_question,
    "restore": restore,
    "restore-question": restore_question,
    "marks": marks,
    "marks-dark": marks_dark,
    "tags": tags,
    "empty-collection": empty_collection,
    "groups": groups,
    "smart-collections": smart_collections,
    "smart-dialog": smart_dialog,
}


def grab(path, size):
    subprocess.run(
        ["import", "-window", "root", "-crop", f"{size[0]}x{size[1]}+0+0", "+repage", "-strip",
         "-define", "png:exclude-chunks=date,time", str(path)],
        check=True, timeout=30,
    )
    return hashlib.sha256(path.read_bytes()).digest()


def grab_at_rest(path, size, seconds=20):
    """Grabs the screen when nothing moves any more, or when `seconds` are over: a bar may pulse."""
    end = time.monotonic() + seconds
    n_same, last = 0, None
    while n_same < N_SAME and time.monotonic() < end:
        time.sleep(REST_S)
        now = grab(path, size)
        n_same, last = (n_same + 1, last) if now == last else (1, now)


def take(folder, size, states):
    """Within a screen of `size` and a bus."""
    from desktop import DemoServer, Desktop

    for name in states:
        with DemoServer(has_lists=True) as server, Desktop(server) as desktop:
            desktop.set_setting("window-width", str(size[0] + 2 * BORDER))
            desktop.set_setting("window-height", str(size[1] + 2 * BORDER))
            settings = desktop.home / "config" / "gtk-4.0" / "settings.ini"
            settings.parent.mkdir(parents=True)
            settings.write_text("[Settings]\ngtk-font-name=Cantarell 11\ngtk-cursor-blink=false\n")
            STATES[name](desktop, server)
            # Away from rows that would explain themselves.
            subprocess.run(["xdotool", "mousemove", str(size[0] + 20), str(size[1] + 20)], check=True, timeout=30)
            path = folder / f"{name}-{size[0]}x{size[1]}.png"
            grab_at_rest(path, size)
            print(path, flush=True)
            server.stop()


def main():
    if sys.argv[1] == "--within":
        width, height, folder, *states = sys.argv[2:]
        take(pathlib.Path(folder), (int(width), int(height)), states)
        return

    folder = pathlib.Path(sys.argv[1]).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    for width, height in SIZES:
        subprocess.run(
            ["xvfb-run", "-a", "-s", f"-screen 0 {width + 40}x{height + 40}x24 -noreset", "dbus-run-session", "--",
             sys.executable, __file__, "--within", str(width), str(height), str(folder), *(sys.argv[2:] or STATES)],
            check=True, env={**os.environ, "GSK_RENDERER": "cairo", "GDK_DEBUG": "gl-disable"},
        )


main()
