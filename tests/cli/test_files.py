#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Files into the library and the library into a file."""

import json
import pathlib
import random
import subprocess
import time

import rig

DIGEST = """## Large Language Models

| **Title** | **Date** | **Abstract** | **Comment** |
| --- | --- | --- | --- |
| **[Letters From a Small Model](https://arxiv.org/abs/2501.00001v1)** | 2025-01-02 | A model writes. | 9 pages |
| **[What the Second Layer Forgets](https://arxiv.org/abs/2501.00002v1)** | 2025-01-03 | It forgets. | |
| **Notes Without a Link** | 2025-01-03 | Nothing. | |
"""

DAY = [
    {"paper": {"id": "2501.00003", "title": "Third", "upvotes": 4, "authors": [{"name": "A"}, {"name": "B", "hidden": True}]}},
    {"paper": {"id": "2501.00004", "title": "Fourth"}, "numComments": 2},
]

OAI_DC = """<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><responseDate>2016-01-14T15:53:12Z</responseDate>
<request verb="GetRecord" metadataPrefix="oai_dc">http://export.arxiv.org/oai2</request><GetRecord><record><header>
<identifier>oai:arXiv.org:1601.03238</identifier><datestamp>2016-01-14</datestamp></header><metadata>
<oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:title>A title</dc:title></oai_dc:dc></metadata></record></GetRecord></OAI-PMH>"""


DATED = """| Date | Title | Abstract |
|------|-------|----------|
| 45th January 2025 | [A Title](http://arxiv.org/abs/2501.00003v1) | Words. |
| 29th January 2025 | [Another](http://arxiv.org/abs/2501.00004v2) | More words. |
"""


class Files(rig.Case):
    def write(self, name, content):
        path = pathlib.Path(self.home) / name
        path.write_text(content if isinstance(content, str) else json.dumps(content))
        return str(path)

    def export(self, *args):
        """All lines but the first, which names the library."""
        return self.cli(*args, "export", "-").splitlines()[1:]

    def test_digest(self):
        digest = self.write("digest.md", DIGEST)
        self.cli("import", digest)
        self.assertIn("digest.md: Line 7: ", self.messages)
        self.assertIn("3 rows read: 2 new papers, 0 enriched, 0 unchanged; 1 line could not be read.", self.messages)
        self.assertEqual([p["id"] for p in self.list("--topic", "large language models")], ["2501.00002", "2501.00001"])
        self.assertEqual([t["followed"] for t in self.topics()], [False])
        self.assertIn("Imported, and not followed", self.cli("topics"))
        self.cli("refresh", "--source", "arxiv")
        self.assertEqual(self.asked(), [])

        before = self.export()
        self.cli("import", digest)
        self.assertIn("0 new papers, 0 enriched, 2 unchanged", self.messages)
        self.assertEqual(self.export(), before)

    def test_rows_of_one_paper(self):
        """The numbers of the report add up."""
        self.cli("import", self.write("list.md", DATED + DATED.splitlines()[-1]))
        self.assertIn("3 rows read: 2 new papers, 0 enriched, 0 unchanged, 1 repeated; ", self.messages)

    def test_rows_that_are_read_in_part(self):
        """The paper is there; what its row lacks is told, and not as if the row were lost."""
        self.cli("import", self.write("list.md", DATED))
        self.assertIn("list.md: Line 3: The date “45th January 2025” cannot be read.", self.messages)
        self.assertIn("2 rows read: 2 new papers, 0 enriched, 0 unchanged; 1 line could be read only in part.\n",
                      self.messages)

    def test_follow_what_came_with_a_digest(self):
        self.cli("import", self.write("digest.md", DIGEST), self.write("2025-01-07.json", DAY))
        self.cli("follow", "third", "--name", "Large language models")
        self.assertEqual([(t["name"], t["followed"]) for t in self.topics()], [("Large language models", True)])
        self.assertEqual([p["id"] for p in self.list("--topic", "large language models")][-1], "2501.00003")
        self.assertEqual(len(self.list("--topic", "large language models")), 3)
        self.cli("follow", "third", "--name", "Large language models", status=1)

    def test_edit_what_came_with_a_digest(self):
        self.cli("import", self.write("digest.md", DIGEST))
        self.cli("edit", "large language models", "--keep", "50")
        self.assertEqual([(t["keep"], t["followed"]) for t in self.topics()], [(50, True)])

    def test_a_topic_that_was_removed_comes_back(self):
        digest = self.write("digest.md", DIGEST.replace("| **Notes Without a Link** | 2025-01-03 | Nothing. | |\n", ""))
        self.cli("import", digest)
        self.cli("unfollow", "large language models")
        self.cli("import", digest)
        self.assertEqual(len(self.list("--topic", "large language models")), 2)

    def test_several_files_of_which_some_fail(self):
        files = [
            self.write("2025-01-07.json", DAY),
            self.write("broken.json", ["2501.00003", "2501.00004"]),
            self.write("strange.md", "We went to the sea.\n"),
            self.write("empty.md", ""),
            self.write("dc.xml", OAI_DC),
            self.write("cut.json", '[{"paper": {"id": "2501.00005", "ti'),
            self.write("digest.md", DIGEST),
            self.home,
            self.home + "/not-there.md",
        ]
        self.cli("import", *files, status=1)
        for name in ("broken.json", "strange.md", "empty.md", "dc.xml", "cut.json", "not-there.md"):
            self.assertRegex(self.messages, rf"(?m)^{name}: .*Nothing of it was stored")
        self.assertIn("arXivRaw", self.messages)
        self.assertEqual(sorted(p["id"] for p in self.list()), [f"2501.0000{n}" for n in range(1, 5)])
        paper = json.loads(self.cli("show", "2501.00003", "--format", "json"))
        self.assertEqual((paper["days"], paper["upvotes"], paper["authors"]), (["2025-01-07"], 4, ["A"]))

    def test_day(self):
        path = self.write("list.json", DAY)
        self.cli("import", path, status=1)
        self.assertIn("--day", self.messages)
        self.assertEqual(self.list(), [])
        self.cli("import", "--day", "2025-01-07", path)
        self.assertEqual({d for p in self.list() for d in p["days"]}, {"2025-01-07"})

    def test_lines(self):
        lines = [
            '{"id":"2501.00001","title":"One","bookmarked":true,"topics":["T"],"tasks":["Agents"]}',
            "{ broken",
            '{"id":"no id","title":"Two"}',
            "",
            '{"type":"mark","paper":"2501.00009","mark":"read"}',
            '{"id":"2501.00002v3","title":"Two"}',
        ]
        self.cli("import", self.write("papers.jsonl", "\n".join(lines)), status=1)
        for number in (2, 3):
            self.assertIn(f"papers.jsonl: Line {number}: ", self.messages)
        self.assertIn("4 rows read: 2 new papers", self.messages)
        self.assertIn("1 mark is of a paper that is not there", self.messages)
        self.assertEqual([p["id"] for p in self.list("--bookmarks")], ["2501.00001"])
        self.assertEqual([p["id"] for p in self.list("--topic", "T")], ["2501.00001"])

    def test_short_form_and_back(self):
        self.cli("import", self.write("2025-01-07.json", DAY), self.write("digest.md", DIGEST))
        self.cli("bookmark", "2501.00004")
        short = self.cli("list", "--format", "json")
        other = ("--library", self.home + "/other.db")
        self.cli(*other, "import", self.write("list.json", short))
        again = json.loads(self.cli(*other, "list", "--format", "json"))
        for paper in json.loads(short):
            paper.pop("num_comments", None)
            self.assertIn(paper, again)

    def test_library_and_back(self):
        self.cli("import", self.write("2025-01-07.json", DAY), self.write("digest.md", DIGEST))
        self.cli("follow", "second layer", "--exclude", "spam", "--keep", "7")
        self.cli("bookmark", "2501.00001", "2501.00002")
        self.cli("unbookmark", "2501.00002")
        self.cli("read", "2501.00003")
        path = self.home + "/library.jsonl"
        self.cli("export", path)
        self.assertIn("4 papers written", self.messages)

        other = ("--library", self.home + "/other.db")
        self.cli(*other, "import", path)
        self.assertEqual(self.export(*other), self.export())
        self.assertEqual(self.cli(*other, "check"), "The library is sound.\n")

        # Both ways: what was taken back on one side, and set on the other.
        self.cli(*other, "unbookmark", "2501.00001")
        self.cli(*other, "bookmark", "2501.00004")
        self.cli("unread", "2501.00003")
        self.cli(*other, "export", self.home + "/theirs.jsonl")
        self.cli("export", self.home + "/mine.jsonl")
        self.cli("import", self.home + "/theirs.jsonl")
        self.cli(*other, "import", self.home + "/mine.jsonl")
        self.assertEqual(self.export(*other), self.export())
        self.assertEqual([p["id"] for p in self.list("--bookmarks")], ["2501.00004"])

    def test_through_a_pipe(self):
        self.cli("import", self.write("digest.md", DIGEST))
        lines = self.cli("export", "-")
        process = self.start("--library", self.home + "/other.db", "import", "-", stdin=subprocess.PIPE)
        _, messages = process.communicate(lines, timeout=60)
        self.assertEqual(process.returncode, 0, messages)
        self.assertEqual(self.export("--library", self.home + "/other.db"), self.export())

    def test_what_is_replaced_stays_when_it_fails(self):
        path = pathlib.Path(self.write("keep.jsonl", "precious"))
        self.cli("export", str(path.parent / "no-folder" / "x"), status=1)
        self.assertIn("could not be written", self.messages)
        (path.parent / "data" / "daily-papers" / "library.db").write_bytes(b"This is no library. " * 1000)
        self.cli("export", str(path), status=1)
        self.assertEqual(path.read_text(), "precious")

    def test_killed(self):
        """An import that is killed at any moment leaves a sound library, and the next one completes it."""
        path = self.write(
            "many.jsonl",
            "".join(
                json.dumps({"id": f"2502.{n:05d}", "title": f"Number {n}", "abstract": "words " * 50, "bookmarked": n % 9 == 0}) + "\n"
                for n in range(1, 4001)
            ),
        )
        for delay in (0.15, 0.4, random.uniform(0.1, 0.8)):
            process = self.start("import", path)
            time.sleep(delay)
            process.kill()
            process.communicate()
            self.assert_sound()
        self.cli("import", path)
        papers = self.list()
        self.assertEqual(len(papers), 4000)
        self.assertEqual(sum(p["bookmarked"] for p in papers), 4000 // 9)
        self.assert_sound()


if __name__ == "__main__":
    rig.main()
