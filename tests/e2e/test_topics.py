#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Topics: the editor, what may be typed into it, removing and bringing back."""

from desktop import get_text, run, wait_equal, wait_for
from gi.repository import Atspi

WORDS = "Any of these words"
HOSTILE = 'a" OR all:* ) ANDNOT (ti:"x; <b>&amp;</b> \'); DROP TABLE topic;--'


def open_editor(desktop):
    desktop.keys("ctrl+n")
    desktop.focus("Add a Topic")
    return desktop.frame("Add a Topic")


def can_be_pressed(desktop, name, root):
    return desktop.expect("push button", name, root).get_state_set().contains(Atspi.StateType.SENSITIVE)


def validate_as_one_types(desktop, server):
    desktop.open()
    editor = open_editor(desktop)
    assert not can_be_pressed(desktop, "Add", editor)
    desktop.expect_label("needs at least one word, category or author")

    desktop.type("graph", WORDS)
    wait_for("Add to be possible", lambda: can_be_pressed(desktop, "Add", editor))
    desktop.keys("ctrl+a", "BackSpace")
    wait_for("Add to be impossible", lambda: not can_be_pressed(desktop, "Add", editor))

    # Only spaces and commas are no words.
    desktop.type(" , ,", WORDS)
    assert not can_be_pressed(desktop, "Add", editor)
    desktop.press("Cancel", root=editor)
    wait_for("the editor to go", lambda: desktop.frame("Add a Topic") is None)
    assert desktop.cli_json("topics") == []


def suggest_categories(desktop, server):
    desktop.open()
    editor = open_editor(desktop)
    desktop.keys("Tab", "Tab")
    desktop.type("vision", "Add a category")
    desktop.click(desktop.expect("list item", "Computer Vision", editor))
    desktop.expect("push button", "Remove Computer Vision", editor)
    desktop.type("quantum ph", "Add a category")
    desktop.expect("list item", "Quantum Physics", editor)
    desktop.keys("Return")
    desktop.expect("push button", "Remove Quantum Physics", editor)
    desktop.press("Add", root=editor)
    wait_equal("the categories", [["cs.CV", "quant-ph"]],
               lambda: [topic["categories"] for topic in desktop.cli_json("topics")])
    wait_for("papers", lambda: desktop.cli_json("list"))
    desktop.expect_list_like()


def type_what_could_break_a_query(desktop, server):
    desktop.open()
    editor = open_editor(desktop)
    desktop.type(HOSTILE, WORDS)
    desktop.press("Add", root=editor)
    wait_equal("the topics", 1, lambda: len(desktop.cli_json("topics")))
    wait_for("an answer", lambda: server.set() > 0)
    desktop.expect_label("No Paper Matches This Topic")

    # 300 characters, and what is not ASCII.
    editor = open_editor(desktop)
    desktop.type("ü" + "abcdefghi " * 30, WORDS)
    wait_equal("the text", 301, lambda: len(get_text(desktop.find_entry(WORDS))))
    desktop.press("Add", root=editor)
    wait_equal("the topics", 2, lambda: len(desktop.cli_json("topics")))
    wait_for("another answer", lambda: server.set() > 1)
    wait_for("the refresh to end", lambda: desktop.find("push button", "Refresh"))
    assert desktop.cli("check").returncode == 0
    assert all(topic.get("error") is None for topic in desktop.cli_json("topics")), desktop.cli_json("topics")


def refuse_a_name_twice(desktop, server):
    desktop.cli("follow", "hallucination")
    desktop.open()
    editor = open_editor(desktop)
    desktop.type("Hallucination", WORDS)
    desktop.press("Add", root=editor)
    desktop.expect_label("There is a topic named “Hallucination” already")
    wait_equal("what was typed", "Hallucination", lambda: get_text(desktop.find_entry(WORDS)))
    assert len(desktop.cli_json("topics")) == 1


def remove_and_bring_back(desktop, server):
    desktop.cli("follow", "hallucination")
    desktop.cli("refresh")
    desktop.open()
    desktop.choose_list("hallucination")
    desktop.act("win.remove-this-topic")
    desktop.expect_gone("list item", "hallucination")
    desktop.expect_label("Topic removed. Its papers stay in the library.")
    wait_equal("the topics", [], lambda: desktop.cli_json("topics"))
    assert len(desktop.cli_json("list")) == 2

    desktop.press("Undo")
    desktop.expect("list item", "hallucination, 2 unread")
    wait_equal("the topics", ["hallucination"], lambda: [topic["name"] for topic in desktop.cli_json("topics")])
    assert len(desktop.cli_titles("--topic", "hallucination")) == 2


def edit_a_topic(desktop, server):
    desktop.cli("follow", "hallucination")
    desktop.cli("refresh")
    desktop.open()
    desktop.choose_list("hallucination")
    desktop.act("win.edit-this-topic")
    desktop.focus("Edit Topic")
    wait_equal("the words", "hallucination", lambda: get_text(desktop.find_entry(WORDS)))
    desktop.type("reward model", WORDS)
    desktop.press("Save", root=desktop.frame("Edit Topic"))
    desktop.expect("list item", "reward model")
    wait_equal("the topics", ["reward model"], lambda: [topic["name"] for topic in desktop.cli_json("topics")])
    wait_for("its papers", lambda: len(desktop.cli_titles("--topic", "reward model")) > 1)
    desktop.expect_list_like("--topic", "reward model")


run(
    validate_as_one_types,
    suggest_categories,
    type_what_could_break_a_query,
    refuse_a_name_twice,
    remove_and_bring_back,
    edit_a_topic,
)
