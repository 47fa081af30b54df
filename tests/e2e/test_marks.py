#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What one does with a paper: tags, collections and notes, by keyboard and by hand."""

import subprocess

from desktop import DEADLINE_S, run, wait_equal, wait_for

NOTE = "Compare with the second experiment."


def get_paper(desktop, title):
    return next(paper for paper in desktop.cli_json("list") if paper["title"] == title)


def fill(desktop):
    """Opens the window with papers; their titles."""
    desktop.cli("follow", "large language models")
    desktop.cli("refresh")
    desktop.open()
    titles = desktop.cli_titles()
    desktop.click(desktop.expect_row(titles[0]))
    desktop.expect_selected(titles[0])
    return titles


def add_name(desktop, key, dialog, name):
    """Files what is selected under a new name, without the mouse."""
    desktop.keys(key)
    desktop.focus(dialog)
    desktop.type(name, "Name")
    desktop.keys("Return")
    desktop.expect("check box", name)
    desktop.keys("Escape")
    wait_for(f"“{dialog}” to close", lambda: desktop.find_surface(dialog) is None)
    desktop.focus("Daily Papers")


def search(desktop, text, expected):
    desktop.keys("ctrl+f")
    desktop.type(text, "Search")
    desktop.expect_titles(expected)
    desktop.keys("Escape")
    desktop.expect_list_like()


def keep_what_was_filed(desktop, server):
    titles = fill(desktop)
    add_name(desktop, "t", "Tags", "to read")
    add_name(desktop, "l", "Collections", "Course")
    desktop.keys("n")
    desktop.expect("text", "Note")
    subprocess.run(["xdotool", "type", "--delay", "12", NOTE], check=True, timeout=DEADLINE_S)
    wait_equal("the note", NOTE, lambda: get_paper(desktop, titles[0]).get("note"))
    desktop.keys("Escape")

    paper = get_paper(desktop, titles[0])
    assert paper["tags"] == ["to read"] and paper["collections"] == ["Course"], paper
    desktop.expect_row(f"{titles[0]}, ")
    wait_for("the row to tell", lambda: "With a note, to read" in desktop.row_names()[0])
    for text in ('tag:"to read"', "note:experiment"):
        search(desktop, text, titles[:1])

    desktop.choose_list("to read")
    desktop.expect_titles(titles[:1])
    desktop.reopen()
    desktop.expect_titles(titles[:1])
    desktop.expect("push button", "Tag to read")
    desktop.press("Collection Course")
    desktop.expect_label("Course")
    wait_for("the note", lambda: NOTE in desktop.expect("text", "Note").get_text_iface().get_text(0, -1))


def drag_and_take_out(desktop, server):
    titles = fill(desktop)
    desktop.act("win.new-collection")
    desktop.type("Survey", "Name")
    desktop.keys("Return")
    survey = desktop.expect("list item", "Survey")
    wait_for("the name to be written", lambda: desktop.find_entry("Name") is None)

    desktop.click(desktop.expect_row(titles[0]))
    desktop.keys("shift+Down")
    desktop.drag(desktop.expect_row(titles[1]), desktop.expect("list item", "Survey"))
    wait_equal("the collection", [["Survey"]] * 2,
               lambda: [get_paper(desktop, title).get("collections") for title in titles[:2]])

    desktop.click(survey)
    desktop.expect_titles(titles[:2])
    desktop.click(desktop.expect_row(titles[0]))
    desktop.keys("Delete")
    desktop.expect_titles(titles[1:2])
    desktop.press("Undo")
    desktop.expect_titles(titles[:2])


run(keep_what_was_filed, drag_and_take_out)
