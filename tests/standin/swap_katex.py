#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes a manifest that takes KaTeX from a folder instead of the network, and is else the same.

Usage: swap_katex.py MANIFEST KATEX-FOLDER > COPY

The folder of the application's sources is named in full, for the copy lies elsewhere."""

import json
import pathlib
import sys


def main():
    path = pathlib.Path(sys.argv[1])
    manifest = json.loads(path.read_text(encoding="utf-8"))
    swapped = 0
    for module in manifest["modules"]:
        for number, source in enumerate(module["sources"]):
            if source["type"] == "dir":
                source["path"] = str((path.parent / source["path"]).resolve())
            elif source["type"] == "archive" and module["name"] == "katex":
                module["sources"][number] = {"type": "dir", "path": sys.argv[2]}
                swapped += 1
    if swapped != 1:
        print(f"{path}: {swapped} archives of KaTeX instead of one", file=sys.stderr)
        return 1
    json.dump(manifest, sys.stdout, indent=2)
    return 0


sys.exit(main())
