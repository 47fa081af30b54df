#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Draws the pages of forty papers whose TeX is hard, on one sheet: FOLDER/mathematics.png, and in the dark.

Usage: sheet.py FOLDER

They are chosen from the real ones beside the project; without those, it draws our own examples. CONTACT_SHEET and
DAILY_PAPERS_MATH name the programs."""

import collections
import json
import os
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
DATA = pathlib.Path(os.environ.get("DAILY_PAPERS_TEST_DATA", HERE.parents[2] / "shared" / "data"))
N_PAPERS = 40


def measure(paper):
    """The more is typeset in a little text, the harder."""
    text = paper["title"] + paper["abstract"]
    return (text.count("$") + 2 * text.count("\\")) / (300 + len(text))


def choose(papers):
    """The hardest of each kind, in turn; of those without TeX that are there too, none."""
    kinds = collections.defaultdict(list)
    for paper in sorted(papers, key=measure, reverse=True)[: 4 * N_PAPERS]:
        for kind in paper["features"]:
            kinds[kind].append(paper)

    chosen = {}
    while len(chosen) < N_PAPERS and any(kinds.values()):
        for kind in sorted(kinds):
            if kinds[kind] and len(chosen) < N_PAPERS:
                paper = kinds[kind].pop(0)
                chosen[paper["id"]] = paper
    return chosen.values()


def read(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def main():
    folder = pathlib.Path(sys.argv[1]).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    real = DATA / "latex" / "abstracts.jsonl"
    papers = choose(read(real)) if real.exists() else read(HERE / "hard-papers.jsonl")
    lines = "".join(json.dumps(paper) + "\n" for paper in papers)

    for name, options in (("mathematics", []), ("mathematics-dark", ["dark"])):
        path = folder / f"{name}.png"
        subprocess.run(
            ["xvfb-run", "-a", "-s", "-screen 0 1280x1024x24 -noreset", "dbus-run-session", "--",
             os.environ["CONTACT_SHEET"], str(path), *options],
            input=lines, encoding="utf-8", check=True, timeout=300,
            env={**os.environ, "GSK_RENDERER": "cairo", "GDK_DEBUG": "gl-disable", "GTK_A11Y": "none",
                 "GSETTINGS_BACKEND": "memory", "ADW_DISABLE_PORTAL": "1", "GTK_USE_PORTAL": "0"},
        )
        print(path, flush=True)


main()
