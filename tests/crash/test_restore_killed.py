#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A restore of the real program is killed with SIGKILL at a random moment, again and again. Each time the library is all
of what it was or all of what the backup was, `check` finds nothing, and what a killed one left is gone after the next.

RUNS in the environment says how often; 6 when it is not there."""

import hashlib
import json
import os
import pathlib
import random
import sqlite3
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "cli"))

import rig

RUNS = int(os.environ.get("RUNS", "6"))


def make_lines(word, year, n_papers):
    """A library's papers, which share no id with those of another year."""
    for n in range(1, n_papers + 1):
        yield {"type": "paper", "id": f"{year}01.{n:05}", "title": f"The {word} number {n}", "abstract": f"On a {word}. " * 80,
               "published": f"20{year}-01-{1 + n % 28:02}T10:00:00Z"}
        if n % 3 == 0:
            yield {"type": "mark", "paper": f"{year}01.{n:05}", "mark": "bookmark", "changed_at": "2026-01-02T00:00:00Z"}


class Killed(rig.Case):
    sim_options = ("--limit", "100")

    def make_library(self, name, word, year, n_papers):
        lines = pathlib.Path(self.home, name + ".jsonl")
        lines.write_text("".join(json.dumps(line) + "\n" for line in make_lines(word, year, n_papers)))
        library = f"{self.home}/{name}.db"
        self.cli("--library", library, "import", str(lines))
        self.cli("--library", library, "backup", f"{self.home}/{name}.dpbackup")
        return self.fingerprint(library)

    def fingerprint(self, library):
        return hashlib.sha256(self.cli("--library", library, "export", "-").encode()).hexdigest()

    def test_killed(self):
        expected = {"short": self.make_library("short", "shrew", "24", 300), "long": self.make_library("long", "whale", "25", 3000)}
        library = self.home + "/data/daily-papers/library.db"
        self.cli("restore", "--yes", self.home + "/short.dpbackup")
        began = time.monotonic()
        self.cli("restore", "--yes", self.home + "/long.dpbackup")
        duration = time.monotonic() - began
        seen = {"short": 0, "long": 0, "killed": 0}

        for run in range(RUNS):
            wanted = "short" if run % 2 == 0 else "long"
            process = self.start("restore", "--yes", f"{self.home}/{wanted}.dpbackup", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            time.sleep(random.uniform(0.1, 1.0) * duration)
            seen["killed"] += process.poll() is None
            process.kill()
            process.wait()

            found = self.fingerprint(library)
            self.assertIn(found, expected.values(), "neither the one library nor the other")
            name = "short" if found == expected["short"] else "long"
            seen[name] += 1
            self.assert_sound()
            # From the other one the next begins.
            if name == wanted:
                continue
            self.cli("restore", "--yes", f"{self.home}/{wanted}.dpbackup")

        folder = pathlib.Path(library + ".copies")
        left = [p.name for p in folder.iterdir() if p.name != "lock" and not p.name.endswith(".dpbackup")]
        self.cli("restore", "--yes", self.home + "/short.dpbackup")
        self.assertEqual([p.name for p in folder.iterdir() if p.name != "lock" and not p.name.endswith(".dpbackup")], [])
        print(f"{RUNS} runs: {seen}, {len(left)} parts left by the last", flush=True)
        self.assertGreater(seen["killed"], 0, "nothing was killed")

    def test_prune_killed(self):
        """Of papers that were being removed, each is whole in the library or had back by an undo."""
        before = self.make_library("old", "dodo", "20", 1500)
        library = self.home + "/old.db"
        self.cli("--library", library, "unbookmark", *(f"2001.{n:05}" for n in range(3, 1501, 3)))
        with sqlite3.connect(library) as database:
            database.execute("UPDATE paper SET first_stored = first_stored - 800 * 86400")
            database.execute("UPDATE bookmark SET changed_at = 5")
        database.close()
        before = self.fingerprint(library)
        began = time.monotonic()
        self.cli("--library", library, "prune", "--older-than", "12")
        duration = time.monotonic() - began
        self.assertEqual(json.loads(self.cli("--library", library, "list", "--format", "json")), [])
        self.cli("--library", library, "prune", "--undo")
        self.assertEqual(self.fingerprint(library), before)

        for run in range(RUNS // 2):
            process = self.start("--library", library, "prune", "--older-than", "12", stderr=subprocess.DEVNULL)
            time.sleep(random.uniform(0.1, 1.0) * duration)
            process.kill()
            process.communicate()
            self.assertEqual(self.cli("--library", library, "check"), "The library is sound.\n")
            left = len(json.loads(self.cli("--library", library, "list", "--format", "json")))
            if left < 1500:
                self.cli("--library", library, "prune", "--undo")
                self.assertIn(f"{1500 - left} paper", self.messages)
            print(f"run {run + 1}: {left} papers were left", flush=True)
            self.assertEqual(self.fingerprint(library), before)


rig.main()
