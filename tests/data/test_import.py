#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every saved answer that there is, imported by the command line and counted by somebody else."""

import json
import os
import pathlib
import re
import subprocess
import sys
import tarfile
import tempfile
import time
import unittest
import xml.etree.ElementTree as tree

CLI = os.environ["DAILY_PAPERS_CLI"]
DATA = pathlib.Path(os.environ["DAILY_PAPERS_TEST_DATA"])

# decisions.md, Imports: arrays of strings.
BROKEN_DAYS = {
    f"{month}-{day}.json"
    for month, days in (("2024-12", "11 16 19 20 23 24 25 30 31"), ("2025-01", "02 03 07 08 09"))
    for day in days.split()
}

REPORT = re.compile(r"^(.+): (\d+) rows? read: (\d+) new papers?, (\d+) enriched, (\d+) unchanged", re.M)
ATOM = "{http://www.w3.org/2005/Atom}"
OAI = "{http://www.openarchives.org/OAI/2.0/}"


class Import(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="daily-papers-import-")
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.environment = os.environ | {"HOME": folder.name, "DAILY_PAPERS_LIBRARY": str(self.folder / "library.db")}

    def cli(self, *args, status=0):
        run = subprocess.run([CLI, *args], capture_output=True, text=True, env=self.environment, timeout=300)
        self.assertEqual(run.returncode, status, run.stderr[-2000:])
        self.messages = run.stderr
        return run.stdout

    def take(self, files, status=0):
        """Imports files; gives the numbers of each that could be: rows, new, enriched, unchanged."""
        self.cli("import", *map(str, files), status=status)
        return {name: tuple(map(int, numbers)) for name, *numbers in REPORT.findall(self.messages)}

    def list(self, *args):
        return json.loads(self.cli("list", "--format", "json", *args))

    def unpack(self, path):
        with tarfile.open(path) as archive:
            archive.extractall(self.folder / "files")
        return sorted(p for p in (self.folder / "files").rglob("*") if p.is_file())

    def test_days(self):
        files = self.unpack(DATA / "hf-daily" / "days.tar.xz")
        self.assertEqual(len(files), 428)
        expected = {}
        for file in files:
            entries = json.loads(file.read_bytes())
            if all(isinstance(entry, dict) for entry in entries):
                expected[file.name] = [entry["paper"]["id"] for entry in entries]
        self.assertEqual({f.name for f in files} - expected.keys(), BROKEN_DAYS)

        began = time.monotonic()
        numbers = self.take(files, status=1)
        first = time.monotonic() - began
        self.assertEqual({name: n[0] for name, n in numbers.items()}, {name: len(ids) for name, ids in expected.items()})
        for name in BROKEN_DAYS:
            self.assertRegex(self.messages, rf"(?m)^{name}: .*stored")

        papers = self.list()
        self.assertEqual({p["id"] for p in papers}, {i for ids in expected.values() for i in ids})
        days = {}
        for paper in papers:
            for day in paper["days"]:
                days.setdefault(day + ".json", set()).add(paper["id"])
        self.assertEqual(days, {name: set(ids) for name, ids in expected.items() if ids})

        self.cli("export", str(self.folder / "first"))
        began = time.monotonic()
        again = self.take(files, status=1)
        print(f"again: {time.monotonic() - began:.2f} s, after {first:.2f} s", file=sys.stderr)
        self.assertEqual({name: n[1:3] for name, n in again.items()}, {name: (0, 0) for name in expected})
        self.cli("export", str(self.folder / "second"))
        self.assertEqual((self.folder / "first").read_bytes(), (self.folder / "second").read_bytes())

    def assert_taken(self, files, count):
        for file in files:
            with self.subTest(file.name):
                n = count(tree.parse(file).getroot())
                if n is None:
                    self.take([file], status=1)
                else:
                    self.assertEqual(self.take([file])[file.name][0], n)

    def test_arxiv_answers(self):
        def count(feed):
            entries = feed.findall(ATOM + "entry")
            if any(e.findtext(ATOM + "title") == "Error" for e in entries):
                return None
            return len({e.findtext(ATOM + "id").strip() for e in entries})

        self.assert_taken(sorted((DATA / "arxiv-api").rglob("*.xml")), count)

    def test_oai(self):
        self.assert_taken(sorted((DATA / "arxiv-oai").glob("*.xml")), lambda root: len(root.findall(f".//{OAI}record")))

    def test_oai_pages(self):
        files = self.unpack(DATA / "large" / "oai-cs-2016-pages.tar.xz")[:2]
        self.assert_taken(files, lambda root: len(root.findall(f".//{OAI}record")))
        self.assertGreater(len(self.list()), 1500)

    def test_feeds(self):
        self.assert_taken(
            sorted((DATA / "arxiv-feed").glob("*.xml")),
            lambda root: len(root.findall(ATOM + "entry")) + len(root.findall("channel/item")),
        )

    def test_seeds(self):
        """decisions.md names their numbers."""
        seeds = {
            "classified-day/seed-2025-02-28.md": (12, 12),
            "classified-day/seed-2025-03-10.md": (13, 13),
            "dated-list/seed-2025-01.md": (46, 46),
            "keyword/seed-2025-03-28.md": (80, 75),
            "summary-day/seed-2025-03-19.md": (22, 22),
        }
        for path, expected in seeds.items():
            with self.subTest(path):
                self.environment["DAILY_PAPERS_LIBRARY"] = str(self.folder / path.replace("/", "-"))
                numbers = self.take([DATA / "digests" / path])
                self.assertEqual(numbers[pathlib.Path(path).name], (*expected, 0, 0))
                topics = json.loads(self.cli("topics", "--format", "json"))
                self.assertEqual(len(topics), 4 if "keyword" in path else 0)
                self.assertEqual([t["followed"] for t in topics], [False] * len(topics))
        self.assertEqual(sum(len(p.get("topics", [])) for p in self.list()), 0)
        self.environment["DAILY_PAPERS_LIBRARY"] = str(self.folder / "keyword-seed-2025-03-28.md")
        self.assertEqual(sum(len(p.get("topics", [])) for p in self.list()), 80)


if __name__ == "__main__":
    if not DATA.exists():
        sys.exit(77)
    unittest.main(verbosity=2)
