#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every command of the command line, used well and badly."""

import contextlib
import csv
import io
import json
import os
import pathlib
import re
import shutil
import sqlite3
import subprocess
import time

import rig

COMMANDS = [
    "follow", "topics", "edit", "unfollow", "refresh", "list", "show", "pdf", "digest",
    "bookmark", "unbookmark", "read", "unread", "import", "export", "backup", "restore", "prune", "check",
]

# product.md: one paper as JSON, in this order; absent values are left out.
KEYS = {
    "id": str, "version": int, "title": str, "authors": list, "abstract": str, "summary": str, "published": str,
    "updated": str, "primary_category": str, "categories": list, "comment": str, "journal_ref": str, "doi": str,
    "topics": list, "days": list, "tasks": list, "keywords": list, "links": list, "upvotes": int, "stars": int,
    "bookmarked": bool, "read": bool, "tags": list, "collections": list, "note": str,
}
KINDS = {"abs", "pdf", "html", "github", "huggingface", "project", "code", "doi", "other"}


class Usage(rig.Case):
    def test_help_of_the_whole(self):
        output = self.cli("--help")
        for command in COMMANDS:
            self.assertRegex(output, rf"(?m)^  {command} +\w")
        self.assertIn("--library=FILE", output)
        self.assertEqual(self.messages, "")

    def test_help_of_each_command(self):
        for command in COMMANDS:
            output = self.cli(command, "--help")
            self.assertIn(f"daily-papers-cli {command}", output)
            self.assertRegex(output, r"-h, --help")
        self.assertFalse(os.path.exists(self.home + "/data"), "help made a library")

    def test_version(self):
        self.assertRegex(self.cli("--version"), r"^daily-papers-cli \d+\.\d+\.\d+\n$")

    def test_wrong_command_lines(self):
        wrong = [
            [], ["frobnicate"], ["--frobnicate"], ["topics", "--frobnicate"], ["topics", "x"], ["follow"], ["follow", " "],
            ["follow", "!!!"], ["follow", "x", "--keep", "0"], ["follow", "x", "--keep", "10001"], ["follow", "x", "--keep", "-5"],
            ["follow", "x", "--keep", "many"], ["follow", "x", "--category", "nonsense"], ["follow", "w" * 400], ["edit"],
            ["unfollow"], ["unfollow", "a", "b"], ["show"], ["show", "a", "b"], ["show", "2501.00001", "--format", "xml"],
            ["bookmark"], ["unbookmark"], ["read"], ["unread"], ["list", "--sort", "colour"], ["list", "--sort", "title:up"],
            ["list", "--format", "xml"], ["list", "--limit", "-2"], ["list", "x"], ["check", "x"], ["prune"], ["prune", "--older-than", "0"],
            ["prune", "--older-than", "121"], ["prune", "--older-than", "many"], ["restore"], ["backup"], ["refresh", "x"],
            ["list", "--day", "2025-1-1"], ["digest", "--layout", "x"], ["digest", "--day", "2025-01-01"], ["digest", "x"],
            ["digest", "--layout", "dated", "--month", "2025-13"], ["digest", "--month", "2025-01"],
            ["digest", "--layout", "summary", "--day", "2025-02-30"], ["digest", "--limit", "0"], ["topics", "--format", "csv"], ["--library"],
            ["import"], ["export"], ["export", "a", "b"], ["import", "x", "--day", "today"],
        ]
        for args in wrong:
            with self.subTest(args):
                self.assertEqual(self.cli(*args, status=2), "")
                self.assertRegex(self.messages, r"--help” (says|lists)")
        self.assertEqual(self.topics(), [])

    def test_hostile_arguments_do_not_reach_the_terminal(self):
        for args in (["\033[2Jx"], ["show", "\033[2Jx"], ["unfollow", "\033]0;x\007"], ["list", "--sort", "\033[2J"]):
            process = self.start(*args)
            output, messages = process.communicate()
            self.assertNotEqual(process.returncode, 0)
            self.assertNotRegex(output + messages, r"[\x00-\x09\x0b-\x1f\x7f]")

    def test_library_option(self):
        self.cli("--library", self.home + "/other.db", "follow", "alpha")
        self.assertEqual(self.topics(), [])
        self.assertTrue(os.path.exists(self.home + "/other.db"))
        self.environment["DAILY_PAPERS_LIBRARY"] = self.home + "/other.db"
        self.assertEqual([t["name"] for t in self.topics()], ["alpha"])


class Topics(rig.Case):
    def test_follow(self):
        self.cli("follow", "alpha", "beta gamma", "--exclude", "delta", "--category", "cs.CL", "--category", "math.MP",
                 "--author", "Ada", "--keep", "7", "--revised")
        self.cli("follow", "epsilon", "--name", "E")
        self.cli("follow", "--category", "cs.*")
        first, second, third = self.topics()
        self.assertEqual(first["name"], "alpha / beta gamma")
        self.assertEqual(first["words"], ["alpha", "beta gamma"])
        self.assertEqual(first["excluded"], ["delta"])
        self.assertEqual(first["categories"], ["cs.CL", "math-ph"])
        self.assertEqual(first["authors"], ["Ada"])
        self.assertEqual((first["keep"], first["revised"], first["followed"]), (7, True, True))
        self.assertEqual((first["papers"], first["unread"], first["refreshes"]), (0, 0, []))
        self.assertEqual((second["name"], second["keep"], second["revised"]), ("E", 100, False))
        self.assertEqual((third["name"], third["words"]), ("cs.*", []))

    def test_what_people_type_breaks_nothing(self):
        words = ['a "quoted" (one)', "ti:colon AND OR ANDNOT", "Schrödinger", "猫", "O'Neil; DROP TABLE topic;--", "-- dash", "x" * 200]
        for word in words:
            self.cli("follow", "--", word)
        self.assertEqual(len(self.topics()), len(words))
        self.cli("refresh", "--source", "arxiv")
        self.assert_sound()

    def test_a_name_exists_once(self):
        self.cli("follow", "alpha")
        self.cli("follow", "Alpha", "beta", "--name", "ALPHA", status=1)
        self.assertIn("a topic named", self.messages)
        self.assertEqual([t["words"] for t in self.topics()], [["alpha"]])

    def test_edit(self):
        self.cli("follow", "alpha", "--exclude", "beta", "--keep", "7")
        self.cli("edit", "ALPHA", "gamma", "--category", "cs.CL")
        (topic,) = self.topics()
        self.assertEqual((topic["name"], topic["words"], topic["excluded"]), ("gamma", ["gamma"], ["beta"]))
        self.assertEqual((topic["categories"], topic["keep"]), (["cs.CL"], 7))
        self.cli("edit", "gamma", "--name", "Mine", "--exclude", "", "--revised", "--no-notify")
        self.cli("edit", "mine", "delta")
        (topic,) = self.topics()
        self.assertEqual((topic["name"], topic["words"], topic["excluded"]), ("Mine", ["delta"], []))
        self.assertTrue(topic["revised"])
        self.assertFalse(topic["notify"])
        self.cli("edit", "mine", "--no-revised", "--notify")
        topic = self.topics()[0]
        self.assertEqual((topic["revised"], topic["notify"]), (False, True))

    def test_edit_goes_wrong(self):
        self.cli("follow", "alpha")
        self.cli("follow", "beta")
        self.cli("edit", "nobody", "x", status=1)
        self.assertIn("“nobody”", self.messages)
        self.cli("edit", "alpha", "--name", "BETA", status=1)
        self.cli("edit", "alpha", "--keep", "0", status=2)
        self.cli("edit", "alpha", "", status=2)  # nothing would be left
        self.assertEqual([t["name"] for t in self.topics()], ["alpha", "beta"])

    def test_unfollow(self):
        self.cli("follow", "model")
        self.cli("refresh", "--source", "arxiv")
        papers = len(self.list())
        self.cli("unfollow", "MODEL")
        self.assertEqual(self.topics(), [])
        self.assertEqual(len(self.list()), papers)
        self.cli("unfollow", "model", status=1)

    def test_table(self):
        self.assertEqual(self.cli("topics"), "")
        self.assertIn("Nothing is followed yet", self.messages)
        self.cli("follow", "model", "猫", "--exclude", "survey", "--category", "cs.CL", "--author", "Ada")
        lines = self.cli("topics").splitlines()
        self.assertTrue(lines[0].startswith("NAME"))
        self.assertIn("never", lines[1])
        self.assertIn("model, 猫; not: survey; in: cs.CL; by: Ada", lines[1])


class Papers(rig.Case):
    def setUp(self):
        super().setUp()
        self.cli("follow", "model", "--keep", "40")
        self.cli("follow", "reward model", "--keep", "20")
        self.cli("refresh", "--source", "arxiv")

    def test_json_is_what_the_product_says(self):
        papers = self.list()
        self.assertGreater(len(papers), 40)
        self.cli("bookmark", papers[0]["id"])
        self.cli("read", papers[0]["id"])
        for paper in self.list():
            self.assertLessEqual(set(paper), set(KEYS))
            self.assertEqual([k for k in KEYS if k in paper], list(paper), "the order of keys")
            for key, value in paper.items():
                self.assertIs(type(value), KEYS[key], key)
                self.assertNotIn(value, ("", None))
            for key in ("id", "version", "title", "authors", "abstract", "published", "updated", "primary_category", "categories"):
                self.assertIn(key, paper)
            self.assertRegex(paper["published"], r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$")
            self.assertLessEqual({link["kind"] for link in paper.get("links", [])}, KINDS)
            self.assertEqual({k for link in paper.get("links", []) for k in link} - {"kind", "url"}, set())
        first = self.list()[0]
        self.assertTrue(first["bookmarked"] and first["read"])
        self.assertEqual(json.loads(self.cli("show", "--format", "json", first["id"])), first)

    def test_list_of_a_topic(self):
        papers = self.list("--topic", "REWARD MODEL")
        self.assertEqual(len(papers), 20)
        for paper in papers:
            self.assertIn("reward model", paper["topics"])
        self.cli("list", "--topic", "nobody", status=1)

    def test_sort(self):
        dates = [p["published"] for p in self.list()]
        self.assertEqual(dates, sorted(dates, reverse=True))
        self.assertEqual([p["published"] for p in self.list("--sort", "date:asc")], sorted(dates))
        titles = [p["title"] for p in self.list("--sort", "title")]
        self.assertEqual(titles, [p["title"] for p in self.list("--sort", "title:desc")][::-1])
        key = lambda title: re.sub(r"^[^a-z]+", "", title.lower())
        plain = [key(t) for t in titles if t.isascii()]
        self.assertEqual(plain, sorted(plain))
        for sort in ("author", "category", "comment", "upvotes", "stars", "day", "star", "unread", "topics", "tasks",
                     "summary", "code", "models"):
            self.assertEqual(len(self.list("--sort", sort)), len(dates))

    def test_limit(self):
        everything = self.list()
        self.assertEqual(self.list("--limit", "3"), everything[:3])
        self.assertEqual(self.list("--limit", "0"), [])
        self.assertEqual(self.list("--limit", "100000"), everything)

    def test_search(self):
        found = self.list("--search", '"reward model"')
        self.assertGreaterEqual(len(found), 20)
        self.assertLess(len(found), len(self.list()))
        self.assertEqual(self.list("--search", "zxqwvy"), [])
        self.assertIn("No paper matches", self.messages)
        for hostile in ("a AND (b)", "NEAR(x", "^*:-", "'; DROP TABLE paper;--", "col:x"):
            self.list("--search", hostile)

    def test_search_language(self):
        everything = {p["id"]: p for p in self.list()}
        some = self.list("--search", "reward cat:cs.CL")
        self.assertTrue(all("cs.CL" in p["categories"] for p in some))
        rest = self.list("--search", "reward -cat:cs.CL")
        self.assertFalse(any("cs.CL" in p["categories"] for p in rest))
        self.assertEqual(len(some) + len(rest), len(self.list("--search", "reward ")))

        paper = next(p for p in everything.values() if " " in p["authors"][0] and '"' not in p["authors"][0])
        author, day = paper["authors"][0], paper["published"][:10]
        found = self.list("--search", f'author:"{author}" after:{day} before:{int(day[:4]) + 1}')
        self.assertIn(paper["id"], {p["id"] for p in found})
        self.assertTrue(all(any(author.lower() in a.lower() for a in p["authors"]) for p in found))

        self.cli("read", paper["id"])
        self.assertEqual(len(self.list("--search", "is:unread")), len(everything) - 1)
        self.assertEqual([p["id"] for p in self.list("--search", "is:read OR is:bookmarked")], [paper["id"]])
        self.assertEqual([p["id"] for p in self.list("--search", f"id:{paper['id']}v3")], [paper["id"]])

    def test_search_that_is_wrong(self):
        for search, place, sentence in [
            ("reward cat:", "       ^^^^", "needs a value"),
            ("tag: x", "^^^^", "needs a value"),
            ('größe "open', "      ^^^^^", "not closed"),
            ("is:nothing", "^^^^^^^^^^", "unread, read, bookmarked"),
            ("after:2025-1", "^^^^^^^^^^^^", "not a day"),
            ("a OR", "  ^^", "after “OR”"),
        ]:
            self.assertEqual(self.cli("list", "--search", search, status=2), "")
            self.assertIn(f"\n  {search}\n  {place}\n", self.messages)
            self.assertIn(sentence, self.messages)
        self.list("--search", "reward auther:x")
        self.assertIn("no “auther:”", self.messages)

    def test_like(self):
        paper = self.list("--limit", "1")[0]
        near = [p["id"] for p in self.list("--search", f"like:{paper['id']}")]
        self.assertGreater(len(near), 1)
        self.assertNotIn(paper["id"], near)
        # The nearest come first unless another order is asked for.
        by_date = [p["id"] for p in self.list("--search", f"like:{paper['id']}", "--sort", "date")]
        self.assertEqual(sorted(near), sorted(by_date))
        self.assertNotEqual(near, by_date)
        self.assertEqual(near[::-1], [p["id"] for p in self.list("--search", f"like:{paper['id']}", "--sort", "nearest:desc")])
        self.assertEqual(self.list("--search", "like:0704.0001"), [])

    def test_marks(self):
        a, b, c = [p["id"] for p in self.list("--limit", "3")]
        self.cli("bookmark", a, f"https://arxiv.org/abs/{b}v7", f"arXiv:{c}v1")
        self.assertEqual([p["id"] for p in self.list("--bookmarks")], [a, b, c])
        self.cli("unbookmark", b)
        self.assertEqual([p["id"] for p in self.list("--bookmarks")], [a, c])
        self.cli("read", a)
        self.assertNotIn(a, [p["id"] for p in self.list("--unread")])
        self.assertEqual([p["id"] for p in self.list("--unread", "--bookmarks")], [c])
        self.cli("unread", a)
        self.assertEqual([p["id"] for p in self.list("--unread", "--bookmarks")], [a, c])

    def write(self, *statements):
        """As another program would: an import, or a refresh that brings a newer version."""
        with contextlib.closing(sqlite3.connect(self.home + "/data/daily-papers/library.db")) as library:
            for statement in statements:
                library.execute(*statement)
            library.commit()

    def test_tasks(self):
        a, b, c = [p["id"] for p in self.list("--limit", "3")]
        insert = "INSERT INTO paper_task SELECT id, ?, 1, 0 FROM paper WHERE uid = ?"
        self.write((insert, ("Translation", a)), (insert, ("Translation", c)), (insert, ("Any-to-Any", b)))
        self.assertEqual([p["id"] for p in self.list("--task", "translation")], [a, c])
        self.assertEqual(self.list("--task", "Translation")[0]["tasks"], ["Translation"])
        self.assertEqual([p["id"] for p in self.list("--sort", "tasks", "--limit", "3")], [b, a, c])
        self.cli("bookmark", c, b)
        self.assertEqual([p["id"] for p in self.list("--task", "Translation", "--bookmarks")], [c])
        self.cli("list", "--task", "Nothing", status=1)
        self.assertIn("“Nothing”. Papers have these: Any-to-Any, Translation.", self.messages)
        self.assert_sound()

    def test_new_versions(self):
        self.assertEqual(self.list("--new-versions"), [])
        self.assertIn("no new version", self.messages)
        a, b, c = self.list("--limit", "3")
        self.cli("bookmark", a["id"])
        self.cli("read", b["id"])
        self.write(("UPDATE paper SET version = version + 1",))
        self.assertEqual([p["id"] for p in self.list("--new-versions")], [a["id"], b["id"]])
        self.assertRegex(self.cli("list", "--new-versions"), r"(?m)^★↑ .*\n ↑ ")
        self.cli("read", b["id"])
        self.assertEqual([p["id"] for p in self.list("--new-versions")], [a["id"]])
        self.assertEqual(self.list("--new-versions")[0]["version"], a["version"] + 1)
        self.assert_sound()

    def test_bookmarks_of_a_topic(self):
        (inside,) = self.list("--topic", "reward model", "--limit", "1")
        outside = next(p for p in self.list() if "reward model" not in p["topics"])
        self.cli("bookmark", inside["id"], outside["id"])
        self.assertEqual([p["id"] for p in self.list("--topic", "reward model", "--bookmarks")], [inside["id"]])

    def test_unknown_ids_do_not_keep_the_others(self):
        (paper,) = self.list("--limit", "1")
        for command in ("bookmark", "read", "unbookmark", "unread"):
            self.cli(command, "1999.00001", "no id at all", paper["id"], status=1)
            self.assertIn("“1999.00001”", self.messages)
            self.assertIn("“no id at all”", self.messages)
            state = self.list("--limit", "1")[0]
            if command in ("bookmark", "read"):
                self.assertTrue(state["bookmarked" if command == "bookmark" else "read"])
        self.cli("show", "1999.00001", status=1)

    def test_authors_as_others_write_them(self):
        path = pathlib.Path(self.home, "papers.jsonl")
        lines = ({"id": "2501.10001", "title": "One", "authors": ["Nicolas M. Thi\\'ery", "Marek B{\\l}a{\\.z}ej"]},
                 {"id": "2501.10002", "title": "Two", "authors": "K. Farakos (NTUA), D. A. Foga\\c{c}a and C. Three"})
        path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
        self.cli("import", str(path))

        self.assertEqual(self.list("--search", "id:2501.10001")[0]["authors"], ["Nicolas M. Thiéry", "Marek Błażej"])
        self.assertEqual(self.list("--search", "author:fogaca")[0]["authors"],
                         ["K. Farakos", "D. A. Fogaça", "C. Three"])

    def test_mathematics(self):
        path = pathlib.Path(self.home, "papers.jsonl")
        path.write_text(json.dumps({"id": "2501.10001", "title": "On $\\alpha$-divergence", "authors": ["Ada Example"],
                                    "abstract": "It is $\\frac{1}{2}$, and $x_$ is not."}) + "\n", encoding="utf-8")
        self.cli("import", str(path))

        self.assertIn("On α-divergence\n", self.cli("show", "2501.10001"))
        page = self.cli("show", "--format", "html", "2501.10001")
        self.assertIn("<title>On α-divergence</title>", page)
        self.assertIn("$x_$", page)
        # A file stands alone: no stylesheet of others, and its policy allows no style in an attribute.
        self.assertNotIn(" style=", page)
        self.assertNotIn("dp:", page)
        if "DAILY_PAPERS_MATH" in os.environ:
            self.assertIn("<mfrac><mn>1</mn><mn>2</mn></mfrac>", page)

        # Without the helper the source is shown, and nothing else breaks.
        self.environment["DAILY_PAPERS_MATH"] = "/nowhere/daily-papers-math"
        self.assertIn("$\\frac{1}{2}$", self.cli("show", "--format", "html", "2501.10001"))

    def test_show(self):
        (paper,) = self.list("--limit", "1")
        text = self.cli("show", paper["id"])
        self.assertEqual(" ".join(text.split())[: len(paper["title"])], paper["title"])
        self.assertIn(" ".join(paper["abstract"].split()), " ".join(text.split()))
        html = self.cli("show", "--format", "html", f"https://arxiv.org/pdf/{paper['id']}v1")
        self.assertTrue(html.lstrip().lower().startswith("<!doctype html>"))
        self.assertNotIn("<script", html.lower())

    def test_csv(self):
        process = subprocess.run([rig.CLI, "list", "--format", "csv"], env=self.environment, capture_output=True, check=True)
        rows = list(csv.DictReader(io.StringIO(process.stdout.decode(), newline="")))
        papers = self.list()
        self.assertEqual([r["id"] for r in rows], [p["id"] for p in papers])
        self.assertEqual(rows[0]["authors"], "; ".join(papers[0]["authors"]))

    def test_table(self):
        papers = self.list("--limit", "5")
        self.cli("read", papers[0]["id"])
        self.cli("bookmark", papers[1]["id"])
        lines = self.cli("list", "--limit", "5").splitlines()
        self.assertEqual(len(lines), 5)
        for line, paper in zip(lines, papers):
            self.assertIn(paper["id"], line)
            self.assertIn(paper["published"][:10], line)
            self.assertTrue(line.endswith(paper["title"]))
        self.assertEqual([line[:2] for line in lines[:3]], ["  ", "★•", " •"])

    def test_hostile_title(self):
        path = self.home + "/data/daily-papers/library.db"
        (paper,) = self.list("--limit", "1")
        title = "\033[2J\033]0;x\007 \x9b31m\u202eevil"
        with sqlite3.connect(path) as db:
            db.execute("UPDATE paper SET title = ? WHERE title = ?", (title, paper["title"]))
        for args in (["list"], ["show", paper["id"]], ["list", "--format", "json"]):
            output = self.cli(*args)
            self.assertIsNone(re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f]", output))
            self.assertNotIn("\u202e", output)
        self.assertEqual(self.list("--limit", "1")[0]["title"], title)

    def test_output_that_nobody_reads(self):
        process = self.start("list", "--format", "json")
        process.stdout.read(10)
        process.stdout.close()
        messages = process.stderr.read()
        process.stderr.close()
        self.assertIn(process.wait(), (0, 1))
        self.assertEqual(messages, "")

    def test_output_that_cannot_be_written(self):
        with open("/dev/full", "w") as full:
            process = self.start("list", stdout=full)
            _, messages = process.communicate()
        self.assertEqual(process.returncode, 1)
        self.assertIn("No space left", messages)

    def test_empty_lists_say_why(self):
        self.cli("list", "--bookmarks")
        self.assertIn("Nothing is bookmarked", self.messages)
        self.cli("read", *[p["id"] for p in self.list()])
        self.cli("list", "--unread")
        self.assertIn("Everything here is read", self.messages)

    def test_check(self):
        self.assert_sound()


class NoPapers(rig.Case):
    def test_why(self):
        self.assertEqual(self.cli("list"), "")
        self.assertIn("nothing is followed", self.messages)
        self.assertEqual(self.list(), [])
        self.cli("refresh", "--source", "arxiv")
        self.assertIn("Nothing is followed yet", self.messages)
        self.cli("follow", "model")
        self.cli("list")
        self.assertIn("refresh", self.messages)
        self.cli("follow", "zxqwvy", "--name", "none")
        self.cli("refresh", "--source", "arxiv", "--topic", "none")
        self.assertIn("none: Nothing matches.", self.messages)
        self.cli("list", "--topic", "none")
        self.assertIn("There are no papers", self.messages)


class BadLibraries(rig.Case):
    def fails(self, *args):
        output = self.cli("--library", self.path, *args, status=1)
        self.assertEqual(output, "")
        return self.messages

    def test_no_database(self):
        self.path = self.home + "/broken.db"
        pathlib.Path(self.path).write_text("This is no database. " * 500)
        before = pathlib.Path(self.path).read_bytes()
        self.assertIn("The library is damaged.", self.fails("list"))
        self.assertEqual(pathlib.Path(self.path).read_bytes(), before)
        self.assertIn("The library is damaged.", self.fails("check"))

    def test_newer(self):
        self.path = self.home + "/newer.db"
        self.cli("--library", self.path, "follow", "alpha")
        with sqlite3.connect(self.path) as db:
            db.execute("PRAGMA user_version = 9999")
        self.assertIn("newer version", self.fails("topics"))

    def test_folder_that_cannot_be(self):
        pathlib.Path(self.home + "/file").write_text("")
        self.path = self.home + "/file/library.db"
        self.assertIn("library", self.fails("topics"))


class Feed(rig.Case):
    def test_citations(self):
        self.cli("follow", "model", "--keep", "30")
        self.cli("refresh", "--topic", "model")
        papers = self.list("--topic", "model", "--sort", "title")
        ids = [p["id"] for p in papers]
        options = "list", "--topic", "model", "--sort", "title", "--format"
        self.assertEqual(self.cli(*options, "id").split(), ids)
        self.assertEqual(self.cli(*options, "link").split(), [f"https://arxiv.org/abs/{i}" for i in ids])
        for name in "bibtex", "bibtex-tex":
            text = self.cli(*options, name)
            self.assertEqual(re.findall(r"(?m)^  eprint +=.{(.*)},$", text), ids)
            self.assertEqual(len(set(re.findall(r"(?m)^@misc{(.*),$", text))), len(ids))
        self.assertEqual(re.findall(r"(?m)^UR  - https://arxiv.org/abs/(.*)$", self.cli(*options, "ris")), ids)
        for line, paper in zip(self.cli(*options, "citation").splitlines(), papers, strict=True):
            self.assertIn(f"arXiv:{paper['id']} [{paper['primary_category']}], {paper['published'][:4]}", line)
        for line, i in zip(self.cli(*options, "markdown").splitlines(), ids, strict=True):
            self.assertTrue(line.startswith("[") and line.endswith(f"](https://arxiv.org/abs/{i})"), line)
        for name in "bibtex", "ris", "citation", "markdown", "id":
            self.assertEqual(self.cli("show", ids[0], "--format", name), self.cli("list", "--search", f"id:{ids[0]}", "--format", name))

    def test_atom(self):
        self.cli("follow", "model", "--keep", "20")
        self.cli("refresh")
        import xml.etree.ElementTree as tree
        atom = "{http://www.w3.org/2005/Atom}"
        feed = tree.fromstring(self.cli("list", "--topic", "model", "--format", "atom", "--sort", "title"))
        papers = self.list("--topic", "model", "--sort", "title")
        self.assertEqual([e.findtext(atom + "id") for e in feed.iter(atom + "entry")], [f"https://arxiv.org/abs/{p['id']}" for p in papers])
        self.assertEqual([e.findtext(atom + "title") for e in feed.iter(atom + "entry")], [p["title"] for p in papers])
        self.assertEqual(feed.findtext(atom + "title"), "Daily Papers · model")


class Digest(rig.Case):
    def test_keyword(self):
        self.cli("follow", "model", "--keep", "30")
        self.cli("follow", "zzzz-no-such-word", "--name", "Nothing")
        self.cli("refresh", "--source", "arxiv")
        page = self.cli("digest")
        self.assertIn("Nothing: Nothing new", self.messages)
        rows = re.findall(r"(?m)^\| \*\*\[.*\]\(https://arxiv.org/abs/([\w.]+?)(?:v\d+)?\)\*\* \| (\d{4}-\d\d-\d\d) \| .* \|$", page)
        papers = self.list("--topic", "model")
        self.assertEqual(rows, [(p["id"], p["published"][:10]) for p in papers])
        self.assertEqual(re.findall(r"(?m)^## (.*)$", page), ["model", "Nothing"])
        self.assertRegex(page, r"(?m)^Last update: \d{4}-\d\d-\d\d$")
        self.assertRegex(page, r"(?m)^## Nothing\n\*Nothing new[:, ].*\*\n\n\| \*\*Title")
        self.assertEqual(self.cli("digest", "--topic", "MODEL", "--limit", "2").count("](https://arxiv.org"), 2)
        month = papers[0]["published"][:7]
        dated = self.cli("digest", "--layout", "dated", "--month", month)
        ids = [p["id"] for p in self.list() if p["published"].startswith(month)]
        self.assertEqual(re.findall(r"(?m)^\| \d+(?:st|nd|rd|th) \w+ \d+ \| \[.*\]\(https://arxiv.org/abs/([\w.]+?)(?:v\d+)?\) \|", dated), ids)

    def test_output(self):
        page = pathlib.Path(self.home) / "page.md"
        page.write_text("the page of old")
        page.chmod(0o640)
        self.cli("digest", "-o", str(page), status=1)
        self.assertIn("nothing is followed", self.messages)
        self.assertEqual(page.read_text(), "the page of old")
        self.cli("follow", "model")
        self.assertEqual(self.cli("digest", "-o", str(page)), "")
        self.assertIn("## model\n*Nothing has been fetched", page.read_text())
        self.assertEqual(page.stat().st_mode & 0o777, 0o640)
        self.assertEqual([p.name for p in page.parent.glob("*.md*")], ["page.md"])
        self.cli("digest", "-o", self.home + "/nowhere/page.md", status=1)
        self.assertIn("could not be written", self.messages)
        self.cli("digest", "--topic", "nobody", status=1)
        self.assertIn("“nobody”", self.messages)

    def test_day(self):
        page = self.cli("digest", "--layout", "classified", "--day", "2025-01-03")
        self.assertRegex(page, r"^\n## Papers for 2025-01-03\n.*not been fetched")
        self.assertIn("| HuggingFace URLs |", page)
        self.assertRegex(self.cli("digest", "--layout", "summary"), r"^\n## Papers for \d{4}-\d\d-\d\d\n")


if __name__ == "__main__":
    rig.main()
