#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The window itself: narrow and wide, as it was left, and with names for all that acts."""

import re

from desktop import get_extents, has_state, run, wait_equal, wait_for
from gi.repository import Atspi

ACTING_ROLES = ("push button", "toggle button", "check box", "entry", "text", "spin button", "list item", "slider")


def fill(desktop):
    desktop.set_setting("read-after-seconds", "uint32 0")
    desktop.cli("follow", "hallucination")
    desktop.cli("follow", "reasoning")
    desktop.cli("refresh")
    return desktop.cli_titles()


def fold_and_go_back(desktop, server):
    titles = fill(desktop)
    desktop.open(size=(360, 780))
    row = desktop.expect_row(titles[0])
    assert desktop.find("list", "Lists") is None, "the sidebar shows beside the list"

    # A tap opens the paper, and back goes to the list, then to the lists.
    desktop.click(row, 0.6)
    desktop.expect("push button", "Paper Menu")
    wait_for("the list to go", lambda: desktop.find("tree table", "Papers") is None)
    desktop.keys("alt+Left")
    desktop.expect_row(titles[0])
    desktop.press("Back to the Lists")
    desktop.expect("list item", "reasoning")
    wait_for("the list to go", lambda: desktop.find("tree table", "Papers") is None)
    desktop.click(desktop.expect("list item", "reasoning"))
    desktop.expect_list_like("--topic", "reasoning")

    # Nothing sticks out.
    frame = get_extents(desktop.frame())
    for node in desktop.nodes():
        place = get_extents(node)
        if node.get_role_name() == "push button" and place is not None and place.width > 0:
            assert place.x >= 0 and place.x + place.width <= frame.width, f"“{node.get_name()}” sticks out"

    # Room comes back, and all three are there.
    desktop.resize(1200, 780)
    desktop.expect("list", "Lists")
    desktop.expect("tree table", "Papers")
    desktop.expect("push button", "Open in Browser")
    desktop.expect_gone("push button", "Back to the Lists")


def remember_how_it_was_left(desktop, server):
    titles = fill(desktop)
    desktop.set_setting("columns", "'title:300,-author:140'")
    desktop.open()
    table = desktop.expect("tree table", "Papers")
    wait_for("the column to be hidden", lambda: desktop.find("filler", "Authors", table) is None)
    desktop.sort("category:desc")
    desktop.choose_list("reasoning")
    paper = desktop.cli_titles("--topic", "reasoning")[1]
    desktop.click(desktop.expect_row(paper), 0.2)
    desktop.expect_selected(paper)
    desktop.reopen()

    wait_equal("the order", "category:desc", lambda: desktop.get_state("win.sort")[1])
    desktop.expect_list_like("--topic", "reasoning", "--sort", "category:desc")
    desktop.expect_selected(paper)
    table = desktop.expect("tree table", "Papers")
    desktop.expect("filler", "Date", table)
    assert desktop.find("filler", "Authors", table) is None
    assert "-author:" in desktop.get_setting("columns")
    assert titles == desktop.cli_titles()


def everything_has_a_name(desktop, server):
    titles = fill(desktop)
    desktop.open()
    desktop.click(desktop.expect_row(titles[0]))
    desktop.expect_selected(titles[0])
    desktop.keys("ctrl+f")
    check_names(desktop)
    desktop.keys("Escape")
    desktop.keys("ctrl+n")
    wait_for("the editor", lambda: desktop.frame("Add a Topic"))
    desktop.expect("text", "Any of these words")
    check_names(desktop)

    papers = desktop.cli_json("list")
    for name, paper in zip(desktop.row_names(), papers):
        assert name.startswith(paper["title"]) and "Unread" in name and paper["authors"][0] in name, name


def check_names(desktop):
    for node in desktop.nodes():
        if node.get_role_name() not in ACTING_ROLES or not desktop.is_seen(node):
            continue
        name = node.get_name()
        assert name and not re.fullmatch(r"(Gtk|Adw|Dp)[A-Z]\w+", name), \
            f"a {node.get_role_name()} has no name: {desktop.describe(node.get_parent())}"


def reach_everything_by_keyboard(desktop, server):
    titles = fill(desktop)
    desktop.open()
    desktop.expect_list_like()
    desktop.keys("j")
    desktop.expect_selected(titles[0])

    # Round and round, through the page and its links too, and without a stop at every paper.
    met = go_through(desktop, "Tab", {"Bookmark", "Mark as Read", "Open in Browser", "WebKitWebView", "Main Menu",
                                      "All Papers", "Refresh", "Search", "List Menu", titles[0]})
    assert sum(name.startswith(tuple(titles)) for name in met) <= 3, met
    go_through(desktop, "shift+Tab", {"Refresh", "All Papers", "Main Menu", "Add a Topic"})


def go_through(desktop, key, wanted):
    met = []
    for _ in range(60):
        met += [node.get_name() for node in desktop.nodes() if has_state(node, Atspi.StateType.FOCUSED)]
        if all(any(name.startswith(want) for name in met) for want in wanted):
            return met
        desktop.keys(key)
    raise AssertionError(f"{key} does not reach all of {wanted}: {met}")


run(fold_and_go_back, remember_how_it_was_left, everything_has_a_name, reach_everything_by_keyboard)
