#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A paper is enlarged, remembered so, and saved as a PDF."""

import subprocess

from gi.repository import GLib

from desktop import run, wait_equal, wait_for

PAPER = "On the Number of Lattice Points in a Slowly Rotating Ellipse"


def read_pdf(path):
    """The words of a PDF, or nothing while it is not whole."""
    result = subprocess.run(["pdftotext", str(path), "-"], capture_output=True, text=True, check=False)
    return " ".join(result.stdout.split()) if result.returncode == 0 else ""


def enlarge_and_save(desktop, server):
    desktop.cli("follow", "lattice points")
    desktop.cli("refresh")
    desktop.open()
    desktop.click(desktop.expect_row(PAPER))
    desktop.expect_selected(PAPER)

    # By keys, with the bound of what the settings take; remembered.
    desktop.keys("ctrl+plus", "ctrl+plus", "ctrl+minus")
    wait_equal("the size", "1.1000000000000001", lambda: desktop.get_setting("reader-zoom"))
    desktop.reopen()
    desktop.expect_selected(PAPER)
    desktop.keys("ctrl+0")
    wait_equal("the size as it was", None, lambda: desktop.get_setting("reader-zoom"))

    # On paper, links say where they lead, and digits can be searched for.
    path = desktop.home / "paper.pdf"

    def save():
        desktop.act("win.save-as-pdf-to", GLib.Variant("s", path.as_uri()))
        desktop.expect_label("Saved as PDF")
        text = read_pdf(path)
        return text if PAPER in text else None

    # WebKit may still be starting, and saves what it shows.
    text = wait_for("the PDF", save)
    assert "an ellipse of area" in text and "https://arxiv.org/pdf/" in text and ", version 3 of " in text, text
    assert "Mark as Seen" not in text, text


run(enlarge_and_save)
