#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Counts the papers of digests, knowing nothing of how the program reads them.

Usage: count_digest_rows.py FOLDER

Prints, as JSON, for each digest below FOLDER (which has one folder for each layout) the works that
its rows link to, in their order, and for all that was left out why. It is meant to be so plain that
anybody can check it by eye: the first link of a row is its work, one expression a layout says where a
row begins, and what has no place in an expression stands in a list below."""

import json
import pathlib
import re
import sys

# Somebody left a space before the parenthesis.
LINK = r"\]\((\S+?) ?\)"

# A row begins with a bar at a line's start. Those of a day's layouts may go on over lines, so there
# the link is looked for up to the next line with a bar; elsewhere a row is a line.
LINE = r"^\|[^\n]*?" + LINK
LINES = r"^\|(?:(?!\n\|)[\s\S])*?" + LINK

EXPRESSIONS = {
    "classified-day": LINES,
    "summary-day": LINES,
    "keyword": LINE,
    "keyword-fork-a": LINE,
    "keyword-fork-b": LINE,
    "dated-list": LINE,
}

# An item of a list is a paper when it links to arXiv or a DOI; other items are contents and courses.
ITEM = r"^\s*(?:[-*+]|\d+[.)])\s[^\n]*?\]\((https?://(?:[\w-]+\.)*(?:arxiv|doi)\.org/\S+?)\)"

# (end of the file's name, what the line holds, why it does not count)
EXEMPTED = [
]


def find_identity(url):
    """An arXiv id without its version, or an address without what does not tell works apart."""
    found = re.search(r"arxiv\.org/(?:abs|pdf|html)/(\d{4}\.\d{4,5})(?:v\d+)?", url)
    if found is None:
        found = re.search(r"huggingface\.co/papers/(\d{4}\.\d{4,5})", url)
    if found is not None:
        return found[1]
    return re.sub(r"^https?://(?:www\.)?|#.*$|/$", "", url)


def count(path, expression):
    text = path.read_bytes().decode("utf-8", "replace").replace("\r\n", "\n")
    works, exempted = [], []
    for found in re.finditer(f"{expression}|{ITEM}", text, re.MULTILINE):
        reasons = [why for name, part, why in EXEMPTED if str(path).endswith(name) and part in found[0]]
        if reasons:
            exempted.append({"line": text.count("\n", 0, found.start()) + 1, "why": reasons[0]})
        else:
            works.append(find_identity(found[1] or found[2]))
    return {"works": works, "exempted": exempted}


def main():
    folder = pathlib.Path(sys.argv[1])
    counts = {}
    for path in sorted(folder.rglob("*.md")):
        name = path.relative_to(folder)
        counts[str(name)] = count(path, EXPRESSIONS[name.parts[0]])
    json.dump(counts, sys.stdout)


if __name__ == "__main__":
    main()
