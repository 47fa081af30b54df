#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Empty and old lists say why, and what goes wrong leaves what was there."""

from desktop import run, wait_equal, wait_for


def fill(desktop):
    desktop.cli("follow", "hallucination")
    desktop.cli("refresh")


def nothing_followed(desktop, server):
    desktop.open()
    desktop.expect_label("Welcome to Daily Papers")
    desktop.choose_list("Bookmarks")
    desktop.expect_label("Welcome to Daily Papers")
    assert desktop.cli_json("topics") == [] and server.set() == 0


def nothing_here(desktop, server):
    fill(desktop)
    desktop.open()
    desktop.choose_list("Bookmarks")
    desktop.expect_label("No Bookmarks")

    # New: all of it once; nothing when it was read.
    desktop.choose_list("New")
    desktop.expect_titles(desktop.cli_titles())
    desktop.cli("read", *[paper["id"] for paper in desktop.cli_json("list")])
    desktop.expect_label("Nothing New")
    desktop.expect_label("The next ones are expected")

    desktop.choose_list("All Papers")
    desktop.act("win.unread-only")
    desktop.expect_label("Nothing Unread")
    desktop.press("Show All")
    desktop.expect_list_like()

    desktop.cli("unfollow", "hallucination")
    desktop.expect_gone("list item", "hallucination")
    desktop.choose_list("New")
    desktop.expect_label("Nothing Is Followed")


def nothing_matches_or_was_asked(desktop, server):
    desktop.cli("follow", "no such thing anywhere")
    desktop.open()
    desktop.expect_label("No Papers Yet")
    desktop.choose_list("no such thing anywhere")
    desktop.expect_label("Not Refreshed Yet")
    desktop.press("Refresh Now")
    desktop.expect_label("No Paper Matches This Topic")
    assert desktop.cli_json("list") == []
    desktop.press("Edit Topic")
    wait_for("the editor", lambda: desktop.frame("Edit Topic"))


def offline(desktop, server):
    desktop.cli("follow", "hallucination")
    server.stop()
    desktop.open()
    desktop.press("Refresh Now")
    desktop.expect_label("You Seem to Be Offline")
    desktop.expect("push button", "Try Again")
    desktop.expect("push button", "Refresh")
    assert desktop.cli("refresh", check=False).returncode == 1


def offline_with_papers(desktop, server):
    fill(desktop)
    before = desktop.cli_json("list")
    server.stop()
    desktop.open()
    desktop.expect_list_like()
    desktop.press("Refresh")
    desktop.expect_label("Everything you have is kept and can be read; refresh again when you are online.")
    desktop.expect_list_like()
    assert desktop.cli_json("list") == before


def busy(desktop, server):
    desktop.cli("follow", "hallucination")
    server.set(status=429)
    desktop.open()
    desktop.press("Refresh Now")
    desktop.expect_label("The Service Is Busy")
    assert desktop.cli_json("list") == []


def failing(desktop, server):
    fill(desktop)
    before = desktop.cli_json("list")
    server.set(status=404)
    desktop.open()
    desktop.choose_list("hallucination")
    desktop.press("Refresh")
    desktop.expect_label("failed.")
    desktop.expect_list_like("--topic", "hallucination")
    desktop.expect("list item", "hallucination, 2 unread")
    assert desktop.cli_json("list") == before



def stop_in_mid_refresh(desktop, server):
    fill(desktop)
    desktop.cli("follow", "reasoning")
    desktop.cli("follow", "--category", "cs.CV")
    server.set(delay_ms=20000)
    desktop.open()
    desktop.press("Refresh")
    desktop.expect("progress bar", "Topics refreshed")
    desktop.expect_label("arXiv")
    desktop.expect_list_like()  # the window is not held up

    desktop.press("Stop Refreshing")
    desktop.expect("push button", "Refresh", seconds=5)
    desktop.expect_gone("push button", "Stop Refreshing")
    desktop.expect_list_like("--topic", "hallucination")

    server.set(delay_ms=0)
    desktop.press("Refresh")
    desktop.expect("list item", "reasoning, ")
    desktop.expect("list item", "cs.CV, ")
    desktop.expect_list_like()
    assert desktop.cli("check").returncode == 0


def close_in_mid_refresh(desktop, server):
    fill(desktop)
    server.set(delay_ms=20000)
    desktop.open()
    desktop.press("Refresh")
    desktop.expect("push button", "Stop Refreshing")
    desktop.close()
    assert desktop.cli("check").returncode == 0
    wait_equal("the papers", 2, lambda: len(desktop.cli_json("list")))


run(
    nothing_followed,
    nothing_here,
    nothing_matches_or_was_asked,
    offline,
    offline_with_papers,
    busy,
    failing,
    stop_in_mid_refresh,
    close_in_mid_refresh,
)
