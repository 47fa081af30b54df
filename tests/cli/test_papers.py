#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A paper by its id or address: fetched when it is not there."""

import json
import pathlib
import shutil

import rig


class Papers(rig.Case):
    sim_options = rig.Case.sim_options + ("--hf", str(rig.DATA / "hf-daily" / "samples"))

    def setUp(self):
        super().setUp()
        (self.date, self.id), *_ = self.sim.search("cat:cs.CL", 1)
        self.n_before = len(self.sim.requests())

    def paths(self):
        return [r["path"] for r in self.sim.requests()[self.n_before :]]

    def show(self, text, **options):
        return json.loads(self.cli("show", "--format", "json", text, **options))

    def test_fetched_once_and_kept(self):
        paper = self.show(f"https://arxiv.org/pdf/{self.id}v1")
        self.assertEqual((paper["id"], paper["published"]), (self.id, self.date))
        self.assertIn(f"Fetching {self.id}…", self.messages)
        self.assertEqual([p["id"] for p in self.list()], [self.id])
        self.assertEqual(len(self.asked()), 1)

        for text in self.id, f"arXiv:{self.id}v2", f"https://huggingface.co/papers/{self.id}":
            self.assertEqual(self.show(text), paper)
            self.assertEqual(self.messages, "")
        self.assertEqual(len(self.asked()), 1)
        self.assert_polite()

    def test_a_topic_that_wants_it_has_it(self):
        self.cli("follow", "--category", "cs.CL", "--name", "language")
        self.cli("show", self.id)
        self.assertEqual([p["id"] for p in self.list("--topic", "language")], [self.id])

    def test_pdf(self):
        """The stand-in has no PDFs, so it is not asked for one here but where there is nothing to ask."""
        self.environment["DAILY_PAPERS_PDF_URL"] = "http://127.0.0.1:9"
        self.show(self.id)
        name = pathlib.Path(self.home, "paper.pdf")
        self.cli("pdf", self.id, "-o", str(name), status=1)
        self.assertIn("cannot be reached", self.messages)
        self.assertIn("Nothing was saved", self.messages)
        self.assertFalse(name.exists())
        self.cli("pdf", "0704.0001", "-o", str(name), status=1)
        self.assertIn("0704.0001", self.messages)

    def test_unknown(self):
        self.cli("show", "0704.0001", status=1)
        self.assertIn("There is no paper 0704.0001 on arXiv", self.messages)
        self.assertEqual(len(self.paths()), 2)  # arXiv and Hugging Face
        self.assertEqual(self.list(), [])
        for text in "doi:10.1000/182", "https://example.org/paper.pdf":
            self.cli("show", text, status=1)
            self.assertIn("only papers of arXiv can be fetched", self.messages)
        self.cli("show", "no id at all", status=1)
        self.assertIn("“no id at all” is not the id or address of a paper", self.messages)
        self.assertEqual(len(self.paths()), 2)

    def test_hugging_face_stands_in(self):
        days = sorted((rig.DATA / "hf-daily" / "samples").glob("*.json"))
        lists = (json.loads(day.read_text()) for day in days)
        known = next(l[0]["paper"]["id"] for l in lists if l and isinstance(l[0], dict) and "paper" in l[0])
        self.sim.fault("429", "429", "429", "429")
        self.assertEqual(self.show(known)["id"], known)

        # Where that does not know it either, the first problem is what is told.
        self.cli("show", self.id, status=1)
        self.assertRegex(self.messages, "busy|left alone until")

    def test_faults(self):
        for fault in "bomb", "captcha", "garbage", "reset":
            self.sim.fault(*[fault] * 4)
            self.cli("show", self.id, status=1)
            self.assertNotEqual(self.messages.strip(), "")
            self.assertEqual(self.list(), [])
            shutil.rmtree(self.home + "/state")  # how long it wants to be left alone
        self.sim.fault("empty")
        self.assertEqual(self.show(self.id)["id"], self.id)

    def test_offline(self):
        self.environment["DAILY_PAPERS_ARXIV_URL"] = "http://127.0.0.1:9"
        self.environment["DAILY_PAPERS_HF_URL"] = "http://127.0.0.1:9"
        self.cli("show", self.id, status=1)
        self.assertIn("refresh again when you are online", self.messages)


if __name__ == "__main__":
    rig.main()
