#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Thousands of real papers as BibTeX and RIS, read by the programs that people use: Biber, BibTool, and Bibutils."""

import json
import lzma
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest
import xml.etree.ElementTree as tree

CLI = os.environ["DAILY_PAPERS_CLI"]
DATA = pathlib.Path(os.environ["DAILY_PAPERS_TEST_DATA"])
N_PAPERS = 5000
# Biber takes its time: so much of the large list it reads, beside every text that was chosen for its TeX.
N_FOR_BIBER = 150
MODS = "{http://www.loc.gov/mods/v3}"
BIBLATEX = "{http://biblatex-biber.sourceforge.net/biblatexml}"


def read_papers():
    """As lines of the short form: a sample of the large list, and every text that was chosen for its TeX."""
    with lzma.open(DATA / "large" / "papers-2025-03-2026-04.jsonl.xz", "rt") as file:
        for number, line in enumerate(file):
            if number == N_PAPERS:
                break
            paper = json.loads(line)
            yield {
                "id": paper["id"],
                "title": paper["title"],
                "authors": paper["authors"],
                "abstract": paper["summary"],
                "published": paper["listed_on"] + "T00:00:00Z",
                "primary_category": paper["categories"][0],
                "categories": paper["categories"],
                "comment": paper["comment"] or "",
                "journal_ref": "J. Tests & Trials_1 (2025) 50%" if number % 7 == 0 else "",
                "doi": f"10.1000/a_b(1)<{number}>#x%" if number % 5 == 0 else "",
            }
    for line in (DATA / "latex" / "abstracts.jsonl").read_text().splitlines():
        paper = json.loads(line)
        yield {
            "id": paper["id"],
            "title": paper["title"],
            "authors": re.split(", and |, | and ", re.sub(r"\([^()]*\)", "", paper["authors"]).replace("\n", " ")),
            "abstract": paper["abstract"],
            "comment": paper["abstract"][:300],
        }


class Citations(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory(prefix="daily-papers-citations-")
        cls.addClassCleanup(folder.cleanup)
        cls.folder = pathlib.Path(folder.name)
        cls.environment = os.environ | {"HOME": folder.name, "DAILY_PAPERS_LIBRARY": str(cls.folder / "library.db")}
        (cls.folder / "papers.jsonl").write_text("".join(json.dumps(p) + "\n" for p in read_papers()))
        cls.tex_ids = {json.loads(l)["id"] for l in (DATA / "latex" / "abstracts.jsonl").read_text().splitlines()}
        cls.run_program(CLI, "import", "papers.jsonl")
        cls.papers = json.loads(cls.run_program(CLI, "list", "--format", "json"))
        assert len(cls.papers) > N_PAPERS + 390

    @classmethod
    def run_program(cls, *args):
        run = subprocess.run(args, capture_output=True, env=cls.environment, cwd=cls.folder, timeout=300)
        output, cls.messages = run.stdout.decode(), run.stderr.decode()
        if run.returncode != 0:
            raise AssertionError(f"{args}: {output[-3000:]} {cls.messages[-3000:]}")
        return output

    def export(self, name, file):
        text = self.run_program(CLI, "list", "--format", name)
        (self.folder / file).write_text(text, newline="")
        return text

    def run_biber(self, text):
        """What Biber makes of the entries, by their keys."""
        (self.folder / "biber.bib").write_text(text)
        report = self.run_program("biber", "--tool", "--validate-datamodel", "--output-format=biblatexml", "biber.bib")
        self.assertNotRegex(report + self.messages, "(?m)^(WARN|ERROR)|WARNINGS|ERRORS")
        entries = tree.parse(self.folder / "biber_bibertool.bltxml").getroot().findall(BIBLATEX + "entry")
        return {e.get("id"): e for e in entries}

    def assert_valid_bibtex(self, name, n_for_biber=None):
        """Gives the text, and by the papers' ids the entries that Biber has read."""
        text = self.export(name, "list.bib")
        keys = re.findall(r"(?m)^@misc\{(.*),$", text)
        self.assertEqual(len(keys), len(self.papers))
        self.assertEqual(len(set(map(str.lower, keys))), len(keys))
        for key in keys:
            self.assertRegex(key, r"^[a-z0-9]+-[a-zA-Z0-9.-]+$")

        self.assertEqual(self.run_program("bibtool", str(self.folder / "list.bib")).count("@Misc{"), len(keys))
        self.assertEqual(self.messages, "")

        entries = text.split("\n\n")
        self.assertEqual(len(entries), len(keys))
        tex = [e for e in entries if re.search("(?m)^  eprint *= {(.*)},$", e)[1] in self.tex_ids]
        chosen = tex + [e for e in entries if e not in tex][:N_FOR_BIBER]
        chosen = chosen[:n_for_biber]
        found = {e.findtext(BIBLATEX + "eprint"): e for e in self.run_biber("\n\n".join(chosen)).values()}
        self.assertEqual(len(found), len(chosen))
        return text, found

    def test_bibtex(self):
        text, entries = self.assert_valid_bibtex("bibtex")
        for paper in self.papers:
            entry = entries.get(paper["id"])
            if entry is None:
                continue
            with self.subTest(paper["id"]):
                self.assertEqual(entry.findtext(BIBLATEX + "doi"), paper.get("doi"))
                self.assertEqual(entry.findtext(BIBLATEX + "eprintclass"), paper.get("primary_category"))
                self.assertEqual(entry.findtext(BIBLATEX + "url"), "https://arxiv.org/abs/" + paper["id"])
                self.assertEqual(entry.find(BIBLATEX + "howpublished") is not None, "journal_ref" in paper)
                names = entry.findall(f"{BIBLATEX}names/{BIBLATEX}name")
                self.assertEqual(len(names), len([a for a in paper["authors"] if re.search(r"\w", a)]))

    def test_bibtex_in_ascii(self):
        text, _ = self.assert_valid_bibtex("bibtex-tex", N_FOR_BIBER)
        others = {c for c in text if ord(c) > 127}
        print("without a command of TeX:", "".join(sorted(others)), file=sys.stderr)
        self.assertFalse(others & set("äöüßéèñçøåłőšžışğ–—“”’αβµ×≤"))

    def test_ris(self):
        text = self.export("ris", "list.ris")
        self.assertEqual(text.count("\r\n"), text.count("\n"))
        self.assertFalse([l for l in text.split("\r\n") if l and not re.match(r"[A-Z][A-Z0-9]  - ", l)])
        mods = tree.fromstring(self.run_program("ris2xml", "-i", "utf8", "-o", "utf8", "--unicode-no-bom", "list.ris"))
        self.assertIn(f"Processed {len(self.papers)} references", self.messages)
        entries = mods.findall(MODS + "mods")
        self.assertEqual(len({e.get("ID") for e in entries}), len(self.papers))
        found = {e.findtext(f"{MODS}location/{MODS}url").removeprefix("https://arxiv.org/abs/"): e for e in entries}
        self.assertEqual(found.keys(), {p["id"] for p in self.papers})
        for paper in self.papers:
            with self.subTest(paper["id"]):
                entry = found[paper["id"]]
                names = entry.findall(MODS + "name")
                # Who stands there twice, Bibutils takes once.
                self.assertEqual(len(names), len({a for a in paper["authors"] if re.search(r"\w", a)}))
                self.assertEqual(entry.find(MODS + "abstract") is not None, "abstract" in paper)
                doi = [i.text for i in entry.findall(MODS + "identifier") if i.get("type") == "doi"]
                self.assertEqual(doi, [paper["doi"]] if "doi" in paper else [])


if __name__ == "__main__":
    if not DATA.exists():
        sys.exit(77)
    unittest.main(verbosity=2)
