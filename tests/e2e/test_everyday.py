#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The program's main purpose, from an empty library to a second start."""

from desktop import run, wait_equal, wait_for

PAPER = "Retrieval Does Not Cure Hallucination by Itself"


def follow_read_keep_and_find_again(desktop, server):
    desktop.set_setting("read-after-seconds", "uint32 1")
    desktop.open()
    desktop.expect_label("Welcome to Daily Papers")

    # Follow: what is added is fetched at once.
    desktop.press("Add a Topic of Your Own")
    desktop.focus("Add a Topic")
    desktop.type("hallucination", "Any of these words")
    desktop.press("Add", root=desktop.frame("Add a Topic"))
    desktop.expect("list item", "hallucination, 2 unread")
    wait_equal("the topics", ["hallucination"], lambda: [topic["name"] for topic in desktop.cli_json("topics")])
    desktop.expect_list_like("--topic", "hallucination")

    # Refresh: two topics, asked for by hand.
    desktop.cli("follow", "reasoning")
    desktop.expect("list item", "reasoning")
    asked = server.set()
    desktop.press("Refresh")
    wait_for("both topics to be asked for", lambda: server.set() >= asked + 2)
    desktop.expect("list item", "reasoning, 3 unread")
    desktop.choose_list("All Papers")
    desktop.expect_list_like()
    assert len(desktop.cli_json("list")) == 5

    # Read: shown for a moment is read.
    desktop.click(desktop.expect_row(PAPER))
    desktop.expect_selected(PAPER)
    wait_equal("what is read", [PAPER],
               lambda: [paper["title"] for paper in desktop.cli_json("list") if paper.get("read")])
    wait_for("the row to be plain", lambda: "Unread" not in desktop.find_row(PAPER).get_name())
    desktop.expect("list item", "All Papers, 4 unread")
    desktop.expect("push button", "Mark as Unread")

    # Keep.
    desktop.press("Bookmark", root=desktop.expect_row(PAPER))
    wait_equal("the bookmarks", [PAPER], lambda: desktop.cli_titles("--bookmarks"))
    desktop.expect("push button", "Remove Bookmark")
    desktop.sort("title:asc")

    # Another day: all of it is there.
    desktop.reopen()
    desktop.expect_list_like("--sort", "title:asc")
    desktop.expect_selected(PAPER)
    wait_equal("the order", "title:asc", lambda: desktop.get_state("win.sort")[1])
    desktop.expect("push button", "Remove Bookmark")
    desktop.expect("push button", "Mark as Unread")
    desktop.choose_list("Bookmarks")
    desktop.expect_titles([PAPER])
    assert desktop.cli_titles("--bookmarks") == [PAPER]
    assert desktop.cli("check").returncode == 0


def follow_a_suggestion(desktop, server):
    desktop.open()
    desktop.expect_label("Welcome to Daily Papers")
    desktop.click(desktop.expect("list item", "Computer vision"))
    desktop.expect("list item", "cs.CV")
    wait_for("papers", lambda: desktop.cli_json("list"))
    desktop.expect_list_like("--topic", "cs.CV")
    assert desktop.cli_json("topics")[0]["categories"] == ["cs.CV"]


run(follow_read_keep_and_find_again, follow_a_suggestion)
