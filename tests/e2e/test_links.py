#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Papers that are opened by their id or address: as an argument, from the search, from another program."""

import subprocess

from gi.repository import GLib

from desktop import run, wait_equal, wait_for

FIRST = ("9901.00001", "When Not to Answer: Calibrated Abstention Reduces Hallucination in Large Language Models")


def open_text(desktop, text):
    """As a drop on the window does."""
    desktop.act("app.open", GLib.Variant("s", text))


def open_papers(desktop, server):
    papers = [(f"9901.0000{i}", None) for i in (2, 3)]

    # Started with an id, on an empty library.
    desktop.open(FIRST[0])
    desktop.expect_selected(FIRST[1])
    desktop.expect_titles([FIRST[1]])
    wait_for("the paper to be read", lambda: desktop.get_state("win.toggle-read")[0])
    asked = server.set()

    # A second start hands its link to the window that is there.
    for text in f"https://arxiv.org/abs/{FIRST[0]}v1", f"arxiv:{papers[0][0]}":
        subprocess.run([*desktop.launcher, desktop.window_program, text], env=desktop.environment, check=True, timeout=20)
    wait_equal("how many papers there are", 2, lambda: len(desktop.cli_json("list")))
    assert server.set() == asked + 1  # the first was there

    # Pasted into the search.
    desktop.keys("ctrl+f")
    desktop.type(f"https://huggingface.co/papers/{papers[1][0]}", "Search")
    desktop.press(f"Open the Paper {papers[1][0]}")
    wait_equal("how many papers there are", 3, lambda: len(desktop.cli_json("list")))

    # What nobody knows, and what is none, is said.
    open_text(desktop, "9901.99999")
    desktop.expect_label("There is no paper 9901.99999 on arXiv; look for a mistake in the number.")
    open_text(desktop, "nothing at all")
    desktop.expect_label("“nothing at all” is not the id or address of a paper.")
    open_text(desktop, "much\nado about " * 100)
    desktop.expect_label("…” is not the id or address of a paper.")
    assert len(desktop.cli_json("list")) == 3


def cancel_and_fail(desktop, server):
    desktop.open()
    desktop.expect_label("Welcome to Daily Papers")

    # It takes long, and says so until it is cancelled.
    server.set(delay_ms=20000)
    open_text(desktop, FIRST[0])
    desktop.expect_label(f"Fetching {FIRST[0]}…")
    desktop.press("Dismiss")
    desktop.expect_gone("label", "Fetching")
    server.set(delay_ms=0)
    assert desktop.cli_json("list") == []

    server.stop()
    open_text(desktop, f"arXiv:{FIRST[0]}")
    desktop.expect_label("Everything you have is kept and can be read; refresh again when you are online.")


run(open_papers, cancel_and_fail)
