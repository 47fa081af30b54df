#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks every file of the project: its place, size, header and width, and that nothing is left for later.

Usage: check_tree.py PROJECT"""

import pathlib
import re
import sys

TOP_LEVEL = {
    "COPYING", "README.md", "data", "flatpak", "meson.build", "meson_options.txt", "po", "run", "src", "tests",
}
NOT_OURS = re.compile(r"_build.*|\.git|\.flatpak-builder|__pycache__|.*~")

MAX_BYTES = 400_000
MAX_LINES = {"src": 800, "tests": 1200}
MAX_FUNCTION_LINES = 80
MAX_COLUMNS = 140 # of C in src/; 100 is what we aim at

LATER = re.compile(r"\b(?:TOD[O]|FIXM[E]|XX[X]|HAC[K]|not implemente[d])\b")
# A sentence for people stays in one piece, as translators get it; and clang-format joins the lines of a macro
# that stands alone.
ONE_PIECE = re.compile(r'_\("[^"]*"|^G_DEFINE_')
CODE = {".c", ".h", ".py", ".sh", ".ui"}


def list_files(folder):
    for path in sorted(folder.iterdir()):
        if NOT_OURS.fullmatch(path.name):
            continue
        if path.is_dir():
            yield from list_files(path)
        elif not path.is_symlink():
            yield path


def check_functions(path, lines):
    """In GNU style a function's braces, and only they, are in the first column."""
    start = None
    for number, line in enumerate(lines, 1):
        if line == "{":
            start = number
        elif line == "}" and start is not None:
            if number - start > MAX_FUNCTION_LINES:
                yield f"{path}:{start}: a function of {number - start} lines; the limit is {MAX_FUNCTION_LINES}"
            start = None


def check_file(project, path):
    if path.stat().st_size > MAX_BYTES:
        yield f"{path}: larger than {MAX_BYTES} bytes"
    name = path.relative_to(project)
    is_code = path.suffix in CODE or name.name in ("run", "meson.build")
    if not is_code:
        return

    text = path.read_text(encoding="utf-8")
    lines = text.splitlines()
    if path.suffix in CODE and "SPDX-License-Identifier: GPL-3.0-or-later" not in "\n".join(lines[:12]):
        yield f"{path}: no licence line at its top"
    max_lines = MAX_LINES.get(name.parts[0], len(lines))
    max_columns = MAX_COLUMNS if path.suffix in (".c", ".h") and name.parts[0] == "src" else sys.maxsize
    if len(lines) > max_lines:
        yield f"{path}: {len(lines)} lines; the limit is {max_lines}"
    for number, line in enumerate(lines, 1):
        if line != line.rstrip() or "\t" in line:
            yield f"{path}:{number}: a tab, or a space at the end"
        if len(line) > max_columns and not ONE_PIECE.search(line):
            yield f"{path}:{number}: {len(line)} columns; the limit is {max_columns}"
        if LATER.search(line):
            yield f"{path}:{number}: left for later: {line.strip()}"
    if path.suffix == ".c" and name.parts[0] == "src":
        yield from check_functions(path, lines)


def check_readme(project):
    """Paths that the read-me names in back quotes are there."""
    text = (project / "README.md").read_text(encoding="utf-8")
    for name in re.findall(r"`((?:src|tests|data|po|flatpak)/[^`* ]*)`|\]\(([^):#]+)\)", text):
        name = name[0] or name[1]
        if not (project / name).exists():
            yield f"README.md names {name}, which is not there"


def main():
    project = pathlib.Path(sys.argv[1])
    faults = []
    for path in project.iterdir():
        if path.name not in TOP_LEVEL and not path.name.startswith((".", "_build")):
            faults.append(f"{path}: does not belong at the top level")
    for path in list_files(project):
        faults.extend(check_file(project, path))
    faults.extend(check_readme(project))

    for fault in faults:
        print(fault, file=sys.stderr)
    return len(faults) > 0


sys.exit(main())
