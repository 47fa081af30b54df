#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks that each folder of src/ includes only what its layer may.

Usage: check_layers.py SRC"""

import pathlib
import re
import sys

CORE = ["model", "formats", "net", "library", "sources", "service", "render"]
MAY_INCLUDE = {
    "model": [],
    "formats": ["model"],
    "net": [],
    "library": ["model"],
    "sources": ["model", "formats", "net"],
    "service": ["model", "formats", "net", "library", "sources"],
    "render": ["model"],
    "math": ["model", "render"],
    "ui": ["model", "library", "render"],
    "app": CORE + ["math", "ui"],
    "cli": ["model", "formats", "library", "service", "render", "math"],
}

# What the library lets the window see: it reads, and asks app for every change.
READ_ONLY = re.compile(r"library/([a-z]+/)?dp-(order|rowid-set|listing|library|[a-z-]+-query)\.h")

INCLUDE = re.compile(r'^\s*#\s*(?:include|import)\s*([<"])([^>"]+)[>"]', re.MULTILINE)
TOOLKIT = re.compile(r"(gtk|gdk|gsk|adwaita|webkit)\b")


def find_fault(layer, path, quote, header):
    """Says what is wrong with a file of this layer including this header, if anything."""
    if header == "sqlite3.h":
        return None if layer == "library" else "only library talks to SQLite"
    if quote == "<":
        if TOOLKIT.match(header) and layer not in ("ui", "app"):
            return "only ui and app know the toolkit"
        return None
    if "/" not in header:
        # config.h, or a neighbour without its folder.
        if header != "config.h" and (path.parent / header).exists():
            return "name the folder too"
        return None

    other = header.split("/")[0]
    if other == layer:
        return None
    if other not in MAY_INCLUDE[layer]:
        return f"{layer} may include only: {' '.join([layer] + MAY_INCLUDE[layer])}"
    if layer == "ui" and other == "library" and not READ_ONLY.fullmatch(header):
        return "ui may only read the library"
    return None


def main():
    src = pathlib.Path(sys.argv[1])
    faults = 0
    for path in sorted(src.rglob("*.[ch]")):
        layer = path.relative_to(src).parts[0]
        if layer not in MAY_INCLUDE:
            print(f"{path}: no such layer: {layer}", file=sys.stderr)
            faults += 1
            continue
        text = path.read_text(encoding="utf-8")
        for match in INCLUDE.finditer(text):
            fault = find_fault(layer, path, match[1], match[2])
            if fault:
                line = text.count("\n", 0, match.start()) + 1
                print(f"{path}:{line}: {match[2]}: {fault}", file=sys.stderr)
                faults += 1
    return faults > 0


sys.exit(main())
