#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks that no letter opens two things that are shown together, in English and in every language of po/.

A menu is a group, and so is a submenu; what else a template and the C file beside it label is one too. A menu
that is put together in C has a file of its own. Usage: check_mnemonics.py PROJECT"""

import collections
import gettext
import io
import pathlib
import re
import subprocess
import sys
import xml.etree.ElementTree as tree

LABEL = re.compile(r'(?<![A-Za-z0-9_])_\s*\("((?:[^"\\]|\\.)*)"\)')
MNEMONIC = re.compile(r"_(\w)")

# Labels of which one at a time is shown: an empty list has one button.
ONE_AT_A_TIME = ["dp-list-status.c"]


def list_menus(menu):
    """Each menu with its own labels; sections belong to their menu, a submenu is another one."""
    labels, submenus = [], []

    def visit(node):
        for child in node:
            if child.tag == "submenu":
                labels.extend(a.text for a in child.findall("attribute") if a.get("name") == "label")
                submenus.append(child)
            elif child.tag == "attribute" and child.get("name") == "label":
                labels.append(child.text)
            else:
                visit(child)

    visit(menu)
    yield labels
    for submenu in submenus:
        for attribute in submenu.findall("attribute"):
            submenu.remove(attribute)
        yield from list_menus(submenu)


def list_code_labels(path):
    return LABEL.findall(path.read_text(encoding="utf-8")) if path.exists() else []


def list_groups(project):
    """Pairs of a file's name and the labels that are shown together."""
    for path in sorted((project / "src").rglob("*.ui")):
        root = tree.parse(path).getroot()
        for menu in root.findall("menu"):
            for labels in list_menus(menu):
                yield path.name, labels
            root.remove(menu)
        labels = [p.text for p in root.iter("property") if p.get("translatable")]
        yield path.name, labels + list_code_labels(path.with_suffix(".c"))
    for path in sorted((project / "src").rglob("*.c")):
        if path.name not in ONE_AT_A_TIME and not path.with_suffix(".ui").exists():
            yield path.name, list_code_labels(path)


def find_faults(language, translate, groups):
    for name, labels in groups:
        users = collections.defaultdict(set)
        for translated in map(translate, filter(MNEMONIC.search, set(labels))):
            found = MNEMONIC.search(translated)
            if found:
                users[found.group(1).lower()].add(translated)
            else:
                yield f"{language}: {name}: “{translated}” lacks a mnemonic"
        for letter, texts in users.items():
            if len(texts) > 1:
                yield f"{language}: {name}: “{letter}” opens each of {sorted(texts)}"


def load(path):
    catalog = subprocess.run(["msgfmt", "--output-file=-", str(path)], capture_output=True, check=True).stdout
    return gettext.GNUTranslations(io.BytesIO(catalog)).gettext


def main():
    project = pathlib.Path(sys.argv[1])
    groups = list(list_groups(project))
    faults = list(find_faults("English", str, groups))
    for language in (project / "po" / "LINGUAS").read_text().split():
        faults += find_faults(language, load(project / "po" / f"{language}.po"), groups)

    for fault in faults:
        print(fault, file=sys.stderr)
    return len(faults) > 0


sys.exit(main())
