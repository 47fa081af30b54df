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


rig.main()
