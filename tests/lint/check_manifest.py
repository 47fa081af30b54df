#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks that the Flatpak asks for no more than it needs, and is built from this very tree and what is pinned.

Usage: check_manifest.py MANIFEST"""

import json
import sys

# The network, and a window. Files, notifications, links and the background go through portals.
NEEDED = {"--share=network", "--share=ipc", "--socket=wayland", "--socket=fallback-x11", "--device=dri"}


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        manifest = json.load(file)

    faults = []
    asked = set(manifest["finish-args"])
    if asked != NEEDED:
        faults.append(f"permissions differ from what is needed: {' '.join(sorted(asked ^ NEEDED))}")
    if not sys.argv[1].endswith(f"/{manifest['id']}.json"):
        faults.append("the file is not named after its id")
    source = manifest["modules"][-1]["sources"][0]
    if (source["type"], source["path"]) != ("dir", ".."):
        faults.append("the application is not built from the folder above")
    for module in manifest["modules"][:-1]:
        for fetched in module["sources"]:
            if not fetched["url"].startswith("https://") or len(fetched["sha256"]) != 64:
                faults.append(f"{module['name']} is not pinned")

    for fault in faults:
        print(f"{sys.argv[1]}: {fault}", file=sys.stderr)
    return len(faults) > 0


sys.exit(main())
