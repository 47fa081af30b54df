#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Papers by people who mean harm: imported, listed, shown, written and read again."""

import csv
import io
import json
import os
import pathlib
import re
import subprocess

import rig

# What commands a terminal, ends a line or turns it around.
HARM = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")

NAME = "\u202e<b>kites</b>\x1b[31m & $\\alpha$"


class Hostile(rig.Case):
    sim_options = ("--limit", "10", "--pace", str(rig.PACE_MS))

    def setUp(self):
        super().setUp()
        self.lines = pathlib.Path(self.home) / "hostile.jsonl"
        self.lines.write_bytes(subprocess.run([os.environ["HOSTILE_LINES"]], capture_output=True, check=True).stdout)
        self.n_papers = self.lines.read_bytes().count(b"\n")
        self.cli("import", str(self.lines))

    def assert_harmless(self, text):
        self.assertIsNone(HARM.search(text), repr(text[:400]))

    def test_lists(self):
        table = self.cli("list")
        self.assert_harmless(table)
        self.assertEqual(table.count("\n"), self.n_papers)
        self.assertEqual(len(self.list()), self.n_papers)

        rows = list(csv.DictReader(io.StringIO(self.cli("list", "--format", "csv"))))
        self.assertEqual(len(rows), self.n_papers)
        for row in rows:
            self.assertIn("Kites", row["title"].replace("\u200b", "").replace("\u2060", "").replace("\ufeff", ""))
            self.assertFalse(any(field.startswith(("=", "+", "-", "@")) for field in row.values()))

        ris = self.cli("list", "--format", "ris")
        self.assertEqual(len(re.findall("^ER  -", ris, re.M)), self.n_papers)
        bibtex = self.cli("list", "--format", "bibtex")
        self.assertEqual(len(re.findall("^@", bibtex, re.M)), self.n_papers)
        self.assertEqual(bibtex.count("{"), bibtex.count("}"))

    def test_single_papers(self):
        for paper in self.list():
            self.assert_harmless(self.cli("show", paper["id"]))
            page = self.cli("show", "--format", "html", paper["id"])
            self.assertNotRegex(page, r"(?i)<(script|img|iframe|svg|base)|<[^>]*\son\w+=|href=.?(javascript|data|file|vbscript):")
            if paper.get("abstract", "").endswith("THE END"):
                self.assertIn("THE END", page)

    def test_names(self):
        self.cli("follow", "kites", "--name", NAME)
        self.assert_harmless(self.cli("topics"))
        self.assertEqual(len(self.topics()), 1)

    def test_files(self):
        """What we write we read, and it says the same."""
        self.cli("follow", "kites")
        kites = {p["id"] for p in self.list("--topic", "kites")}
        day = {p["id"] for p in self.list("--day", "2026-01-02")}
        self.assertGreater(len(day), 3)
        for layout, options, ids in (
            ("keyword", (), kites),
            ("classified", ("--day", "2026-01-02"), day),
            ("summary", ("--day", "2026-01-02"), day),
            ("dated", ("--month", "2026-01"), None),
        ):
            digest = str(pathlib.Path(self.home) / f"{layout}.md")
            library = str(pathlib.Path(self.home) / f"{layout}.db")
            self.cli("digest", "--layout", layout, *options, "-o", digest)
            self.cli("--library", library, "import", digest)
            papers = json.loads(self.cli("--library", library, "list", "--format", "json"))
            self.assertEqual({p["id"] for p in papers}, ids or {p["id"] for p in self.list()}, layout)

        before = self.cli("export", "-").splitlines()[1:]
        copy = pathlib.Path(self.home) / "copy.jsonl"
        self.cli("export", str(copy))
        other = str(pathlib.Path(self.home) / "other.db")
        self.cli("--library", other, "import", str(copy))
        self.assertEqual(self.cli("--library", other, "export", "-").splitlines()[1:], before)
        self.assert_sound()


if __name__ == "__main__":
    rig.main()
