#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Counts what Meson's logs say, names what failed, and ends with one line for people and machines.

Usage: count_results.py TEST-DATA RESULTS

A skipped test fails the run, for nothing may hide on a machine that has everything; without the
test data some tests have nothing to work on, and only then may they be skipped."""

import collections
import json
import pathlib
import re
import sys

PASSED = {"OK", "EXPECTEDFAIL"}
SKIPPED_CASE = re.compile(r"^ok \d+.*# SKIP.*$", re.MULTILINE)


def main():
    have_data = pathlib.Path(sys.argv[1]).is_dir()
    counts = collections.Counter()
    for path in sorted(pathlib.Path(sys.argv[2]).glob("*.json")):
        for line in path.read_text(encoding="utf-8").splitlines():
            test = json.loads(line)
            name, result = test["name"], test["result"]
            if path.stem != "steps":
                name = f"{path.stem}: {name}"

            # A program of which only some cases were skipped is OK to Meson, and not to us.
            cases = SKIPPED_CASE.findall(test.get("stdout") or "")
            if result == "SKIP" or (result in PASSED and cases):
                counts["skipped"] += max(1, len(cases))
                print(f"skipped: {name}", *cases, sep="\n  ")
            elif result in PASSED:
                counts["passed"] += 1
            else:
                counts["failed"] += 1
                print(f"failed: {name} ({result})")

    print(f"{counts['passed']} passed, {counts['failed']} failed, {counts['skipped']} skipped")
    return counts["failed"] > 0 or counts["passed"] == 0 or (have_data and counts["skipped"] > 0)


sys.exit(main())
