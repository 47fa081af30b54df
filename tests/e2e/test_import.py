#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Files into the library: what one holds is shown and asked before, and told afterwards."""

import json
import subprocess

from gi.repository import GLib

from desktop import run, wait_equal, wait_for

DIGEST = """## Large Language Models

| **Title** | **Date** | **Abstract** | **Comment** |
| --- | --- | --- | --- |
| **[Letters From a Small Model](https://arxiv.org/abs/2501.00001v1)** | 2025-01-02 | A model writes. | 9 pages |
| **[What the Second Layer Forgets](https://arxiv.org/abs/2501.00002v1)** | 2025-01-03 | It forgets. | |
"""


def import_file(desktop, path):
    desktop.act("app.open", GLib.Variant("s", path.as_uri()))


def close_dialog(desktop):
    desktop.keys("Escape")
    wait_for("the dialog to go", lambda: desktop.frame("Import") is None)


def digest(desktop, server):
    path = desktop.home / "digest.md"
    path.write_text(DIGEST)
    desktop.open()

    # It is asked before anything is stored, and no is no.
    import_file(desktop, path)
    desktop.expect_label("Digest by keywords")
    desktop.expect_label("Large Language Models")
    assert desktop.cli_json("list") == []
    close_dialog(desktop)
    assert desktop.cli_json("list") == []

    # Another file is asked about with it.
    other = desktop.home / "other.md"
    other.write_text(DIGEST.replace("Large Language Models", "Weather").replace("2501.0000", "2501.0001"))
    import_file(desktop, path)
    desktop.expect_label("Digest by keywords")
    import_file(desktop, other)
    desktop.expect_label("other.md")
    desktop.expect_label("digest.md")
    desktop.press("Import")
    wait_for("the report", lambda: desktop.frame("Import Report"))
    desktop.expect_label("New papers")
    close_dialog(desktop)
    desktop.expect_row("Letters From a Small Model")
    desktop.choose_list("Large Language Models")
    desktop.expect_titles(["What the Second Layer Forgets", "Letters From a Small Model"])

    # What is no use says why, and there is nothing to import.
    path = desktop.home / "holiday.md"
    path.write_text("We went to the sea.\n")
    import_file(desktop, path)
    desktop.expect_label("neither a digest nor anything else")
    assert desktop.find("push button", "Import", root=desktop.frame("Import")) is None
    close_dialog(desktop)


def library(desktop, server):
    path = desktop.home / "digest.md"
    path.write_text(DIGEST)
    desktop.cli("import", str(path))
    desktop.cli("bookmark", "2501.00001")
    desktop.open()
    # As a file manager does.
    subprocess.run([desktop.window_program, str(path)], env=desktop.environment, check=True, timeout=30)
    desktop.expect_label("It was imported before")
    close_dialog(desktop)
    export = desktop.home / "this & that.jsonl"
    desktop.act("app.export-library-to", GLib.Variant("s", export.as_uri()))
    desktop.expect_label("2 papers written")
    kinds = [json.loads(line)["type"] for line in export.read_text().splitlines()]
    wait_equal("the lines", ["library", "topic", "paper", "mark", "paper"], lambda: kinds)


run(digest, library)
