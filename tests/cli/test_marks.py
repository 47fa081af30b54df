#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tags, collections and notes: given, taken, listed, and carried from one machine to another."""

import json
import os
import pathlib
import subprocess
import unittest

import rig

IDS = [f"2501.0000{n}" for n in range(1, 6)]


class Marks(rig.Offline):
    def setUp(self):
        super().setUp()
        self.file = self.write("papers.jsonl", "".join(json.dumps({"id": i, "title": f"Paper {i}"}) + "\n" for i in IDS))
        self.cli("import", self.file)

    def write(self, name, content):
        path = pathlib.Path(self.home) / name
        path.write_text(content)
        return str(path)

    def marks(self, i, *machine):
        paper = json.loads(self.cli(*machine, "show", "--format", "json", i))
        return paper.get("tags"), paper.get("collections"), paper.get("note")

    def names(self, command, *machine):
        found = json.loads(self.cli(*machine, command, "--format", "json"))
        return [(item["name"], item["unread"], item["papers"]) for item in found]

    def ids(self, *args):
        return sorted(paper["id"] for paper in json.loads(self.cli("list", "--format", "json", *args)))

    def test_tags(self):
        self.assertEqual(self.cli("tags"), "")
        self.assertIn("No paper has a tag yet", self.messages)
        self.cli("tag", "Graph Nets", IDS[0], f"https://arxiv.org/abs/{IDS[1]}v2")
        self.assertIn("2 papers changed", self.messages)
        self.cli("tag", " graph  NETS", IDS[0], "2501.99999", IDS[2], status=1)
        self.assertIn("2501.99999", self.messages)
        self.cli("read", IDS[0])
        self.assertEqual(self.names("tags"), [("Graph Nets", 2, 3)])
        self.assertRegex(self.cli("tags"), r"(?m)^Graph Nets +2 +3$")
        self.assertEqual(self.ids("--tag", "graph nets"), IDS[:3])
        self.assertEqual(self.ids("--tag", "graph nets", "--unread"), IDS[1:3])
        self.assertEqual(self.marks(IDS[0]), (["Graph Nets"], None, None))

        self.cli("untag", "graph nets", *IDS)
        self.cli("list", "--tag", "graph nets", status=1)
        self.assertIn("No paper has the tag “graph nets”", self.messages)

    def test_rename_and_remove(self):
        self.cli("tag", "old", *IDS[:2])
        self.cli("tag", "other", *IDS[1:3])
        self.cli("tags", "--rename", "OLD", "--to", "Other")
        self.assertEqual(self.names("tags"), [("other", 3, 3)])
        self.cli("tags", "--remove", "other")
        self.assertEqual(self.names("tags"), [])
        self.cli("tags", "--remove", "other", status=1)
        self.cli("tags", "--rename", "other", status=2)
        self.cli("tags", "--rename", "a", "--to", "b", "--remove", "c", status=2)

        self.cli("collect", "Thesis", IDS[0])
        self.cli("collect", "Talk", IDS[0])
        self.cli("collections", "--rename", "thesis", "--to", "talk", status=1)
        self.assertIn("There is a collection named “talk” already", self.messages)
        self.cli("collections", "--rename", "thesis", "--to", "Book")
        self.assertEqual(self.marks(IDS[0])[1], ["Book", "Talk"])
        self.cli("collections", "--remove", "book")
        self.assertEqual(self.names("collections"), [("Talk", 1, 1)])
        self.assertEqual(self.cli("check"), "The library is sound.\n")

    def test_collections(self):
        self.cli("collect", "Thesis", *IDS[:3])
        self.cli("collect", "thesis", IDS[3])
        self.cli("collect", "Empty", "2501.99999", status=1)
        self.cli("tag", "nlp", *IDS[2:])
        self.assertEqual(self.names("collections"), [("Thesis", 4, 4)])
        self.assertEqual(self.ids("--collection", "Thesis", "--tag", "NLP"), IDS[2:4])
        self.cli("uncollect", "Thesis", *IDS)
        self.assertIn("4 papers changed", self.messages)
        self.assertEqual(self.ids("--collection", "Thesis"), [])
        self.assertIn("The collection is empty", self.messages)
        self.cli("uncollect", "nothing", IDS[0], status=1)
        self.assertIn("There is no collection “nothing”", self.messages)

    def test_smart_collections(self):
        self.cli("tag", "x", *IDS[:3])
        self.cli("collections", "--save", " Good  ones ", "--search", "tag:x")
        self.assertEqual(json.loads(self.cli("collections", "--format", "json")), [{"name": "Good ones", "search": "tag:x"}])
        self.assertRegex(self.cli("collections"), r"(?m)^Good ones +search: tag:x$")
        self.assertEqual(self.ids("--collection", "good ONES"), IDS[:3])
        self.assertEqual(self.ids("--collection", "Good ones", "--search", f"id:{IDS[1]} OR id:{IDS[4]}"), IDS[1:2])
        self.cli("collect", "Thesis", IDS[0], IDS[3])
        self.assertEqual(self.ids("--collection", "Good ones", "--bookmarks"), [])

        # Saved again it searches for something else; its name is nobody else's.
        self.cli("collections", "--save", "good ones", "--search", "-tag:x")
        self.assertEqual(self.ids("--collection", "Good ones"), IDS[3:])
        self.cli("collections", "--save", "Thesis", "--search", "tag:x", status=1)
        self.assertIn("There is a collection named “Thesis” already", self.messages)
        self.cli("collect", "GOOD ones", IDS[0], status=1)
        self.cli("collections", "--rename", "good ones", "--to", "Others")
        self.cli("list", "--collection", "good ones", status=1)
        self.cli("collections", "--remove", "others")
        self.assertEqual(self.names("collections"), [("Thesis", 2, 2)])

        self.cli("collections", "--save", "Bad", "--search", "after:never", status=2)
        self.assertIn("^", self.messages)
        self.cli("collections", "--save", "Bad", "--search", " ", status=1)
        self.assertIn("The search is empty", self.messages)
        self.cli("collections", "--save", "Bad", status=2)
        self.cli("collections", "--search", "x", status=2)
        self.cli("collections", "--save", "Bad", "--search", "x", "--remove", "Thesis", status=2)
        self.assertEqual(self.cli("check"), "The library is sound.\n")

    def test_smart_collections_travel(self):
        here, there = [["--library", str(pathlib.Path(self.home) / f"{name}.db")] for name in ("here", "there")]

        def smart(machine):
            found = json.loads(self.cli(*machine, "collections", "--format", "json"))
            return [(item["name"], item["search"]) for item in found]

        self.cli(*here, "import", self.file)
        self.cli(*here, "collections", "--save", "A", "--search", "tag:a ")
        self.cli(*here, "collections", "--save", "B", "--search", "tag:b")
        self.carry(here, there)
        self.assertEqual(smart(there), [("A", "tag:a "), ("B", "tag:b")])

        self.cli(*there, "collections", "--rename", "A", "--to", "C")
        self.cli(*here, "collections", "--remove", "B")
        self.cli(*there, "collections", "--save", "D", "--search", "is:unread")
        self.carry(here, there)
        self.carry(there, here)
        self.assertEqual(smart(there), [("C", "tag:a "), ("D", "is:unread")])
        self.assertEqual(sorted(smart(here)), smart(there))

    def test_notes(self):
        self.cli("note", IDS[0], "Read <b>again</b>.\nSecond line: zebrafish")
        self.assertEqual(self.marks(IDS[0])[2], "Read <b>again</b>.\nSecond line: zebrafish")
        self.assertEqual(self.ids("--search", "zebrafish"), IDS[:1])
        self.assertIn("Note:\nRead <b>again</b>.\n", self.cli("show", IDS[0]))
        self.cli("note", IDS[0], "")
        self.assertIn("The note is removed", self.messages)
        self.assertEqual(self.marks(IDS[0]), (None, None, None))
        self.assertEqual(self.ids("--search", "zebrafish"), [])

        process = self.start("note", IDS[1], "-", stdin=subprocess.PIPE)
        self.assertEqual(process.communicate("From a pipe\n", timeout=60)[1], "The note is written.\n")
        self.assertEqual(self.marks(IDS[1])[2], "From a pipe")
        self.cli("note", IDS[1], "x" * (100 * 1024 + 1), status=1)
        self.assertIn("too long", self.messages)
        self.cli("note", "2501.99999", "nothing", status=1)
        self.assertEqual(self.marks(IDS[1])[2], "From a pipe")

    def test_bad_names(self):
        self.cli("tag", "  ", IDS[0], status=1)
        self.assertIn("The name is empty", self.messages)
        self.cli("tag", "x" * 101, IDS[0], status=1)
        self.assertIn("at most 100 characters", self.messages)
        self.cli("tag", "a\nb\x1b[31m", IDS[0])
        self.assertEqual(self.marks(IDS[0])[0], ["a b[31m"])
        self.cli("tag", "alone", status=2)

    def carry(self, source, target):
        """Brings everything of one machine to another."""
        path = str(pathlib.Path(self.home) / "export.jsonl")
        self.cli(*source, "export", path)
        self.cli(*target, "import", path)

    def everything(self, *machine):
        return (
            [self.marks(i, *machine) for i in IDS],
            self.names("tags", *machine),
            self.names("collections", *machine),
            sorted(topic["name"] for topic in json.loads(self.cli(*machine, "topics", "--format", "json"))),
        )

    def test_two_machines(self):
        here, there = [["--library", str(pathlib.Path(self.home) / f"{name}.db")] for name in ("here", "there")]
        self.cli(*here, "import", self.file)
        self.cli(*here, "follow", "reward model", "--name", "First")
        self.cli(*here, "tag", "old", *IDS[:3])
        self.cli(*here, "tag", "gone", *IDS)
        self.cli(*here, "collect", "Thesis", *IDS[:3])
        self.cli(*here, "collect", "Attic", *IDS)
        self.cli(*here, "note", IDS[0], "here")
        self.cli(*here, "note", IDS[1], "to go")
        self.carry(here, there)
        self.assertEqual(self.everything(*there), self.everything(*here))

        # Each does something of its own, the removals here and renames.
        self.cli(*here, "tags", "--rename", "old", "--to", "new")
        self.cli(*here, "tags", "--remove", "gone")
        self.cli(*here, "collections", "--rename", "Thesis", "--to", "Book")
        self.cli(*here, "collections", "--remove", "Attic")
        self.cli(*here, "uncollect", "Book", IDS[2])
        self.cli(*here, "note", IDS[1], "")
        self.cli(*here, "edit", "First", "--name", "Second")
        self.cli(*there, "tag", "mine", IDS[4])
        self.cli(*there, "note", IDS[0], "there")
        self.carry(here, there)
        self.carry(there, here)
        expected = (
            [
                (["new"], ["Book"], "there"),
                (["new"], ["Book"], None),
                (["new"], None, None),
                (None, None, None),
                (["mine"], None, None),
            ],
            [("mine", 1, 1), ("new", 3, 3)],
            [("Book", 2, 2)],
            ["Second"],
        )
        self.assertEqual(self.everything(*here), expected)
        self.assertEqual(self.everything(*there), expected)

        # What is put into a collection after somebody removed it elsewhere brings it back, with that alone.
        for first, second in ((there, here), (here, there)):
            self.cli(*here, "collections", "--remove", "Book")
            self.cli(*there, "collect", "Book", IDS[3])
            self.carry(first, second)
            self.carry(second, first)
            self.assertEqual(self.names("collections", *here), [("Book", 1, 1)])
            self.assertEqual(self.everything(*there), self.everything(*here))
            self.cli(*there, "uncollect", "Book", IDS[3])

        for machine in here, there:
            self.assertEqual(self.cli(*machine, "check"), "The library is sound.\n")


if __name__ == "__main__":
    unittest.main(verbosity=2)
