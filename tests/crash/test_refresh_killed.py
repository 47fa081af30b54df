#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A refresh of the real program is killed with SIGKILL at a random moment while bookmarks are being set. Each time the
library opens, `check` finds nothing, and no bookmark that was reported as set, then or earlier, is missing.

RUNS in the environment says how often; 10 when it is not there."""

import os
import pathlib
import random
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "cli"))

import rig

RUNS = int(os.environ.get("RUNS", "10"))

# Three topics of their own for each run, so that there is always something to store.
WORDS = """reasoning agent graph image speech video robot retrieval safety privacy attention training inference
    quantum protein market traffic weather memory search music dialogue translation code mathematics""".split()


class Killed(rig.Case):
    sim_options = ("--limit", "20000")
    interval_ms = 1

    def bookmark_until(self, deadline, ids, reported):
        """Sets one bookmark after the other, until the one that the deadline meets is killed in the middle."""
        while time.monotonic() < deadline:
            paper = random.choice(ids)
            process = self.start("bookmark", paper)
            try:
                process.communicate(timeout=max(deadline - time.monotonic(), 0))
            except subprocess.TimeoutExpired:
                process.kill()
                process.communicate()
                return

            self.assertEqual(process.returncode, 0)
            reported.add(paper)

    def test_killed(self):
        reported = set()
        self.cli("follow", "language model", "--keep", "300")
        self.cli("refresh", "--source", "arxiv")
        ids = [paper["id"] for paper in self.list()]

        for run in range(RUNS):
            names = [f"{word} {run}" for word in random.sample(WORDS, 3)]
            for name in names:
                self.cli("follow", name.split()[0], "--keep", "2000", "--name", name)
            topics = [argument for name in names for argument in ("--topic", name)]
            refresh = self.start("refresh", "--source", "arxiv", "--force", *topics, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            self.bookmark_until(time.monotonic() + random.uniform(0.1, 1.0), ids, reported)
            ended = refresh.poll()
            refresh.kill()
            refresh.wait()

            self.assert_sound()
            papers = self.list()
            found = {paper["id"] for paper in papers if paper.get("bookmarked")}
            self.assertLessEqual(reported, found)
            print(f"run {run + 1}: {'over before' if ended is not None else 'killed'}, {len(papers)} papers, {len(reported)} bookmarks", flush=True)

        self.assertGreater(len(reported), 0)


rig.main()
