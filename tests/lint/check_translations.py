#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks that po/ knows every string that a person reads, and every language all of them.

Usage: check_translations.py PROJECT"""

import os
import pathlib
import re
import subprocess
import sys
import tempfile

IN_C = re.compile(r'(?<![A-Za-z0-9_])(?:_|N_|C_|NC_|Q_|n?gettext|g_dp?n?gettext2?)\s*\(\s*"')
IN_UI = re.compile(r"\btranslatable=")

# What Meson's glib preset adds to the keywords that xgettext knows.
KEYWORDS = ["_", "N_", "C_:1c,2", "NC_:1c,2", "g_dcgettext:2", "g_dngettext:2,3", "g_dpgettext2:2c,3"]


def has_strings(path):
    text = path.read_text(encoding="utf-8")
    return bool((IN_UI if path.suffix == ".ui" else IN_C).search(text))


def check_potfiles(project, listed):
    """The list names what has strings, each once, in order, and nothing else."""
    faults = []
    files = [p for suffix in ("c", "h", "ui") for p in (project / "src").rglob(f"*.{suffix}")]
    for path in files:
        name = str(path.relative_to(project))
        if name not in listed and has_strings(path):
            faults.append(f"po/POTFILES lacks {name}")
    for name in listed:
        path = project / name
        if not path.exists():
            faults.append(f"po/POTFILES names {name}, which is not there")
        elif path in files and not has_strings(path):
            faults.append(f"po/POTFILES names {name}, which has no string")
    if listed != sorted(set(listed)):
        faults.append("po/POTFILES is not sorted, or names a file twice")
    return faults


def run(*args, **kwargs):
    return subprocess.run(args, capture_output=True, text=True, **kwargs)


def list_messages(template):
    """The messages alone: no header, no places, no comments, sorted."""
    text = run("msgcat", "--no-wrap", "--sort-output", str(template), check=True).stdout
    messages = text.split("\n\n")[1:]
    return [[line for line in m.splitlines() if not line.startswith("#")] for m in messages]


def check_template(project, template, scratch):
    fresh = pathlib.Path(scratch) / "fresh.pot"
    result = run(
        "xgettext", "--from-code=UTF-8", *[f"--keyword={k}" for k in KEYWORDS],
        f"--files-from={project / 'po' / 'POTFILES'}", f"--directory={project}", f"--output={fresh}",
    )
    if result.returncode != 0:
        return [result.stderr]
    if list_messages(fresh) != list_messages(template):
        return [f"{template.name} is old; renew it: ninja -C BUILD {template.stem}-pot"]
    return []


def check_language(path, template):
    result = run("msgfmt", "--check", "--statistics", "--output-file=/dev/null", str(path),
                 env={**os.environ, "LC_ALL": "C"})
    if result.returncode != 0:
        return [result.stderr]
    if re.search(r"fuzzy|untranslated", result.stderr):
        return [f"{path.name} is not complete: {result.stderr.strip()}"]
    result = run("msgcmp", str(path), str(template))
    return [f"{path.name} lacks messages of the template:\n{result.stderr}"] if result.returncode != 0 else []


def main():
    project = pathlib.Path(sys.argv[1])
    po = project / "po"
    listed = (po / "POTFILES").read_text().split()
    template = po / "daily-papers.pot"

    faults = check_potfiles(project, listed)
    if not faults:
        with tempfile.TemporaryDirectory() as scratch:
            faults += check_template(project, template, scratch)
    for language in (po / "LINGUAS").read_text().split():
        faults += check_language(po / f"{language}.po", template)

    for fault in faults:
        print(fault, file=sys.stderr)
    return len(faults) > 0


sys.exit(main())
