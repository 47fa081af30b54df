#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every digest there is, read by us and counted by a script that knows nothing of us.

Usage: test_digests.py DIGEST-LINES COUNT-DIGEST-ROWS"""

import collections
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tarfile
import tempfile

# What decisions.md names: rows, and papers among them.
SEEDS = {
    "classified-day/seed-2025-02-28.md": (12, 12, 1),
    "classified-day/seed-2025-03-10.md": (13, 13, 1),
    "dated-list/seed-2025-01.md": (46, 46, 2),
    "keyword/seed-2025-03-28.md": (80, 75, 4),
    "summary-day/seed-2025-03-19.md": (22, 22, 1),
}

LAYOUTS = {
    "classified-day": "classified",
    "summary-day": "summary",
    "keyword": "keyword",
    "keyword-fork-a": "keyword",
    "keyword-fork-b": "keyword",
    "dated-list": "dated",
}


def unpack(source, target):
    shutil.copytree(source, target, dirs_exist_ok=True)
    for archive in sorted(target.rglob("more.tar.xz")):
        with tarfile.open(archive) as tar:
            tar.extractall(archive.parent / "more", [member for member in tar.getmembers() if member.isfile()])


def get_name(paper):
    name = paper["id"]
    for prefix in ("url:https://", "doi:"):
        name = name.removeprefix(prefix)
    return name


def compare(name, digest, works):
    """What is wrong with a digest as we read it, if anything."""
    if "error" in digest:
        return digest["error"]
    if digest["layout"] != LAYOUTS[name.split("/")[0]]:
        return f"layout {digest['layout']}"

    papers = [paper for section in digest["sections"] for paper in section["papers"]]
    lost = [problem for problem in digest["problems"] if problem["is_lost"]]
    if len(papers) + len(lost) != len(works) or digest["n_rows"] != len(works):
        return f"{len(papers)} papers and {len(lost)} problems, not {len(works)} rows"

    missing = collections.Counter(works) - collections.Counter(get_name(paper) for paper in papers)
    if sum(missing.values()) != len(lost):
        return f"without {dict(missing)}"

    if any("name of a task" in problem["reason"] for problem in digest["problems"]):
        return "a task of a name that is unknown to us"
    for section in digest["sections"]:
        if not section["papers"] and not section.get("reason") and "day" not in section and "topic" not in section:
            return "an empty section without a name"
    for paper in papers:
        if any(text in paper["title"] for text in ("](", "arxiv.org", "Read more on", "**[")):
            return f"the title “{paper['title']}”"
    return None


def main():
    data = pathlib.Path(os.environ.get("DAILY_PAPERS_TEST_DATA", "")) / "digests"
    if not data.is_dir():
        print("no digests to read")
        return 77

    faults = 0
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        unpack(data, root)
        counts = json.loads(subprocess.run([sys.executable, sys.argv[2], root], check=True, stdout=subprocess.PIPE).stdout)
        names = sorted(counts)
        assert len(names) > 400, f"only {len(names)} digests"
        lines = subprocess.run([os.path.abspath(sys.argv[1]), *names], cwd=root, check=True, stdout=subprocess.PIPE).stdout
        digests = {digest["path"]: digest for digest in map(json.loads, lines.decode().splitlines())}

    n_rows = 0
    for name in names:
        fault = compare(name, digests[name], counts[name]["works"])
        n_rows += len(counts[name]["works"])
        if fault is not None:
            print(f"{name}: {fault}")
            faults += 1

    for name, expected in SEEDS.items():
        sections = digests[name]["sections"]
        ids = [paper["id"] for section in sections for paper in section["papers"]]
        if (len(ids), len(set(ids)), len(sections)) != expected:
            print(f"{name}: {(len(ids), len(set(ids)), len(sections))}, not {expected}")
            faults += 1

    print(f"{len(names)} digests, {n_rows} rows, {faults} faults")
    return 1 if faults or n_rows == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
