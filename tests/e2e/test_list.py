#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The list: its order, its columns, searching it, and the keys that act in it."""

import json
import re

from desktop import run, wait_equal, wait_for
from gi.repository import GLib

KEYS = ("date", "title", "author", "category", "comment", "topics", "star", "unread")


def prepare(desktop):
    """A library with enough to sort: ties, gaps, marks."""
    desktop.set_setting("read-after-seconds", "uint32 0")
    desktop.cli("follow", "--category", "cs.*", "--name", "Computing")
    desktop.cli("follow", "reasoning")
    desktop.cli("refresh")
    papers = desktop.cli_json("list")
    desktop.cli("bookmark", papers[2]["id"], papers[5]["id"])
    desktop.cli("read", papers[1]["id"], papers[5]["id"])
    desktop.open()
    return [paper["title"] for paper in papers]


def sort_by_each_column(desktop, server):
    prepare(desktop)
    for key in KEYS:
        for direction in ("asc", "desc"):
            order = f"{key}:{direction}"
            desktop.sort(order)
            desktop.expect_list_like("--sort", order)


def sort_by_a_header(desktop, server):
    prepare(desktop)
    desktop.expect_list_like()

    table = desktop.expect("tree table", "Papers")
    desktop.click(desktop.expect("filler", "Title", table))
    desktop.expect_list_like("--sort", "title:asc")
    wait_equal("the order", "title:asc", lambda: desktop.get_state("win.sort")[1])

    # Elsewhere, or it would be a double click, which GTK's headers take for one.
    desktop.click(desktop.expect("filler", "Title", table), 0.3)
    desktop.expect_list_like("--sort", "title:desc")

    desktop.act("win.sort-by", GLib.Variant("s", "author"))
    desktop.expect_list_like("--sort", "author:asc")
    desktop.act("win.sort-direction", GLib.Variant("s", "desc"))
    desktop.expect_list_like("--sort", "author:desc")


def keep_the_selection_through_sorts(desktop, server):
    titles = prepare(desktop)
    desktop.click(desktop.expect_row(titles[3]))
    desktop.expect_selected(titles[3])
    desktop.sort("title:desc")
    desktop.expect_list_like("--sort", "title:desc")
    desktop.expect_selected(titles[3])


def search(desktop, server):
    titles = prepare(desktop)
    desktop.expect_list_like()

    desktop.keys("ctrl+f")
    desktop.type("reward model", "Search")
    found = desktop.cli_titles("--search", "reward model")
    assert 0 < len(found) < len(titles)
    desktop.expect_titles(found)
    desktop.expect_label("results" if len(found) > 1 else "1 result")

    # The letters were typed, and nothing else happened to any paper.
    assert [paper["title"] for paper in desktop.cli_json("list", "--bookmarks")] == \
        [title for title in titles if title in (titles[2], titles[5])]

    # Only in this list, until all of it is asked for.
    desktop.keys("Escape")
    desktop.choose_list("reasoning")
    desktop.keys("ctrl+f")
    desktop.type("notebooks", "Search")
    desktop.expect_label("Nothing Found Here")
    desktop.press("Search Everywhere")
    desktop.expect_titles(desktop.cli_titles("--search", "notebooks"))
    desktop.keys("Escape")
    desktop.expect_list_like("--topic", "reasoning")


def search_with_fields(desktop, server):
    """A category is suggested by its name and taken by keyboard; what is wrong is explained once it was left, a mark
    takes a paper out of the list as it is made, and the search becomes a topic."""
    prepare(desktop)
    desktop.keys("ctrl+f")
    desktop.type("cat:language", "Search")
    desktop.expect_label("Computation and Language")
    desktop.keys("Down", "Return")
    found = desktop.cli_titles("--search", "cat:cs.CL")
    assert found
    desktop.expect_titles(found)

    desktop.type("reason is:unr", "Search")
    desktop.keys("Return")
    desktop.expect_label("“is:” cannot be “unr”")
    desktop.keys("ctrl+f")
    desktop.type("reason is:unread", "Search")
    unread = desktop.cli_json("list", "--search", "reason is:unread")
    desktop.expect_titles([paper["title"] for paper in unread])
    desktop.cli("read", unread[0]["id"])
    desktop.expect_titles([paper["title"] for paper in unread[1:]])

    desktop.act("win.follow-search")
    desktop.expect_label("Left out: is:unread")


def type_letters_that_are_shortcuts(desktop, server):
    titles = prepare(desktop)
    desktop.click(desktop.expect_row(titles[0]))
    desktop.expect_selected(titles[0])
    before = desktop.cli_json("list")

    desktop.keys("ctrl+f")
    desktop.type("smjk", "Search")
    desktop.expect_label("Nothing Found")
    desktop.keys("Escape")
    desktop.expect_list_like()
    assert desktop.cli_json("list") == before
    desktop.expect_selected(titles[0])


def act_with_keys(desktop, server):
    titles = prepare(desktop)
    papers = {paper["title"]: paper for paper in desktop.cli_json("list")}

    def get(title, mark):
        return next(bool(paper.get(mark)) for paper in desktop.cli_json("list") if paper["title"] == title)

    desktop.click(desktop.expect_row(titles[0]))
    desktop.expect_selected(titles[0])
    desktop.keys("j")
    desktop.expect_selected(titles[1])
    desktop.keys("j", "j")
    desktop.expect_selected(titles[3])
    desktop.keys("k")
    desktop.expect_selected(titles[2])
    desktop.keys("Down")
    desktop.expect_selected(titles[3])

    desktop.keys("s")
    wait_for("a bookmark", lambda: get(titles[3], "bookmarked"))
    wait_for("the bookmark in the row", lambda: desktop.find("push button", "Remove Bookmark",
                                                             desktop.find_row(titles[3])))
    desktop.keys("s")
    wait_for("no bookmark", lambda: not get(titles[3], "bookmarked"))

    desktop.keys("m")
    wait_for("it to be read", lambda: get(titles[3], "read"))
    wait_for("the row to be plain", lambda: "Unread" not in desktop.find_row(titles[3]).get_name())
    desktop.keys("m")
    wait_for("it to be unread", lambda: not get(titles[3], "read"))

    desktop.keys("Return")
    wait_equal("the browser", [f"https://arxiv.org/abs/{papers[titles[3]]['id']}"], desktop.get_opened)


def mark_all_read_and_back(desktop, server):
    prepare(desktop)

    def count_read():
        return sum(bool(paper.get("read")) for paper in desktop.cli_json("list"))

    n_papers = len(desktop.cli_json("list"))
    assert count_read() == 2
    desktop.keys("ctrl+shift+m")
    wait_equal("what is read", n_papers, count_read)
    desktop.expect("list item", "All Papers")
    wait_for("no unread count", lambda: desktop.find("list item", "All Papers, ") is None)

    # Back is exactly what was: what had been read before stays read. The key works when
    # the toast that offers it is gone.
    desktop.keys("ctrl+z")
    wait_equal("what is read", 2, count_read)
    desktop.expect("list item", f"All Papers, {n_papers - 2} unread")


def follow_what_others_do(desktop, server):
    """The command line changes the library under the open window."""
    titles = prepare(desktop)
    desktop.expect_list_like()
    paper = desktop.cli_json("list")[0]

    desktop.cli("bookmark", paper["id"])
    wait_for("the star", lambda: desktop.find("push button", "Remove Bookmark", desktop.find_row(titles[0])), 5)
    desktop.cli("read", paper["id"])
    wait_for("the row to be plain", lambda: "Unread" not in desktop.find_row(titles[0]).get_name(), 5)

    desktop.cli("follow", "quant-ph", "--category", "quant-ph", "--name", "Quanta")
    desktop.cli("edit", "Quanta", "--category", "quant-ph")
    desktop.expect("list item", "Quanta", seconds=5)
    desktop.cli("follow", "hallucination")
    desktop.cli("refresh", "--topic", "hallucination")
    desktop.expect("list item", "hallucination, ", seconds=5)
    desktop.expect_list_like()


def export_what_is_shown(desktop, server):
    """What is searched for, in the order that is chosen, and as a digest in the digest's own."""
    prepare(desktop)
    desktop.sort("title:asc")
    desktop.keys("ctrl+f")
    desktop.type("reason", "Search")
    expected = desktop.cli_titles("--search", "reason", "--sort", "title:asc")
    desktop.expect_titles(expected)

    file = desktop.library.with_name("list.json")
    desktop.act("app.export-list-to", GLib.Variant("(ss)", ("json", file.as_uri())))
    desktop.expect_label(f"{len(expected)} papers exported to “list.json”")
    desktop.expect("push button", "Open Folder")
    assert [paper["title"] for paper in json.loads(file.read_text())] == expected

    page = file.with_name("list.md")
    desktop.act("app.export-list-to", GLib.Variant("(ss)", ("keyword", page.as_uri())))
    desktop.expect_label("papers exported to “list.md”")
    assert "## All Papers – reason\n" in page.read_text()
    dates = re.findall(r"\*\* \| (\d{4}-\d\d-\d\d) \|", page.read_text())
    assert dates == sorted(dates, reverse=True) and len(dates) == len(expected)

    desktop.act("app.export-list-to", GLib.Variant("(ss)", ("csv", (file.parent / "nowhere" / "x.csv").as_uri())))
    desktop.expect_label("The list could not be exported to “x.csv”")

    desktop.act("app.export-list", GLib.Variant("s", "atom"))
    desktop.press("Cancel", root=wait_for("the dialog", lambda: desktop.frame("Export List")))


def meet_code_tasks_and_new_versions(desktop, server):
    lines = desktop.home / "paper.jsonl"

    def give(version):
        lines.write_text(json.dumps({
            "id": "2501.00001", "version": version, "title": "Bending Chains", "authors": ["Ada"], "abstract": "Text.",
            "published": "2025-01-02T00:00:00Z", "updated": f"2025-0{version}-02T00:00:00Z", "tasks": ["Translation"],
            "links": [{"kind": "github", "url": "https://github.com/owner/repository"}],
        }) + "\n")
        desktop.cli("import", lines)

    prepare(desktop)
    desktop.close()
    desktop.set_setting("columns", "'star:60,title:300,code:250,date:160'")
    give(1)
    desktop.cli("read", "2501.00001")
    desktop.open()

    # Tasks are there with the first of them, and folded.
    assert desktop.find("list item", "Translation") is None
    desktop.press("Tasks")
    desktop.choose_list("Translation")
    desktop.expect_titles(["Bending Chains"])

    # The link leads to the code and selects nothing; with the paper, a key does.
    desktop.press("Open the code, owner/repository", "link", desktop.expect_row("Bending Chains"))
    wait_equal("the browser", ["https://github.com/owner/repository"], desktop.get_opened)
    assert desktop.selected_title() is None
    desktop.click(desktop.expect_row("Bending Chains"))
    desktop.expect_selected("Bending Chains")
    desktop.keys("c")
    wait_equal("the browser", 2 * ["https://github.com/owner/repository"], desktop.get_opened)

    # A revision of what was read has a list of its own for as long as it is news.
    assert desktop.find("list item", "New Versions") is None
    give(2)
    desktop.choose_list("New Versions")
    desktop.expect_titles(["Bending Chains"])
    assert "New version 2" in desktop.expect_row("Bending Chains").get_name()

    # The page, once it is there, keeps its links to itself: the third one says “Mark as Seen”.
    def follow_third_link():
        row = desktop.find_row("Bending Chains")
        if row is not None:
            desktop.click(row)
            desktop.keys("F6", "Tab", "Tab", "Tab", "Return")
        return desktop.cli_titles("--new-versions") == []

    wait_for("it to be seen", follow_third_link)
    desktop.expect_label("No New Versions")
    desktop.choose_list("All Papers")
    desktop.expect_gone("list item", "New Versions")


run(
    meet_code_tasks_and_new_versions,
    export_what_is_shown,
    sort_by_each_column,
    sort_by_a_header,
    keep_the_selection_through_sorts,
    search,
    search_with_fields,
    type_letters_that_are_shortcuts,
    act_with_keys,
    mark_all_read_and_back,
    follow_what_others_do,
)
