#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What one does with papers outside of the window: copied, saved, sent to Zotero, mailed, downloaded."""

import contextlib
import http.server
import json
import sqlite3
import subprocess
import threading

from gi.repository import GLib

from desktop import run, wait_equal, wait_for

PAPER = "When Not to Answer: Calibrated Abstention Reduces Hallucination in Large Language Models"
PDF = b"%PDF-1.7 " + b"x" * 300_000


@contextlib.contextmanager
def serve(answer):
    """A server of our own: gives its address, and the paths and bodies that it was asked with."""
    asked = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            asked.append((self.path, body))
            status, data = answer(self.path)
            self.send_response(status)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        do_POST = do_GET

        def log_message(self, *arguments):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", asked
    finally:
        server.shutdown()
        server.server_close()


def get_clipboard():
    clipboard = subprocess.run(["xclip", "-o", "-selection", "clipboard"], capture_output=True, text=True, timeout=10)
    return clipboard.stdout if clipboard.returncode == 0 else None


def fill(desktop):
    desktop.cli("follow", "--category", "cs.*", "--name", "Computing")
    desktop.cli("refresh", "--source", "arxiv")
    return desktop.cli_json("list")


def copy_and_save(desktop, server):
    papers = fill(desktop)
    paper = next(p for p in papers if p["title"] == PAPER)
    desktop.open()
    desktop.click(desktop.expect_row(PAPER))
    desktop.expect_selected(PAPER)

    # What lands on the clipboard is what the command line writes.
    desktop.keys("ctrl+shift+c")
    bibtex = desktop.cli("show", paper["id"], "--format", "bibtex").stdout.strip()
    wait_equal("the BibTeX", bibtex, lambda: (get_clipboard() or "").strip())
    assert f"eprint        = {{{paper['id']}}}" in bibtex
    desktop.expect_label("BibTeX of 1 paper copied")
    desktop.keys("ctrl+c")
    citation = desktop.cli("show", paper["id"], "--format", "citation").stdout.rstrip("\n")
    wait_equal("the citation", citation, get_clipboard)

    # Old programs want TeX's accents.
    desktop.set_setting("bibtex-tex-letters", "true")
    tex = desktop.cli("show", paper["id"], "--format", "bibtex-tex").stdout
    assert tex.isascii() and "Tom{\\'a}s" in tex

    def copy_tex():
        desktop.act("win.copy-as", GLib.Variant("s", "bibtex"))
        return (get_clipboard() or "").strip() == tex.strip()

    wait_for("the setting to hold", copy_tex)

    # All that are selected.
    desktop.keys("ctrl+a")
    desktop.act("win.copy-as", GLib.Variant("s", "id"))
    ids = {p["id"] for p in papers}
    wait_equal("the ids", ids, lambda: set((get_clipboard() or "").split()))
    rows = sqlite3.connect(desktop.library).execute("SELECT id FROM paper").fetchall()
    saved = desktop.home / "papers.ris"
    desktop.act("app.save-papers-to", GLib.Variant("(ssau)", ("ris", saved.as_uri(), [rowid for rowid, in rows])))
    wait_for("the file", lambda: saved.exists() and saved.stat().st_size > 0)
    assert saved.read_text().count("TY  - ") == len(papers)


def send_elsewhere(desktop, server):
    papers = fill(desktop)
    paper = next(p for p in papers if p["title"] == PAPER)
    with (desktop.home / "config" / "mimeapps.list").open("a") as defaults:
        defaults.write("x-scheme-handler/mailto=browser.desktop\napplication/pdf=browser.desktop\n")
    status = {"/connector/saveItems": 201}

    def answer(path):
        return (200, PDF) if path.startswith("/pdf/") else (status[path], b"")

    with serve(answer) as (address, asked):
        desktop.environment |= {"DAILY_PAPERS_ZOTERO_URL": address, "DAILY_PAPERS_PDF_URL": address}
        desktop.open()
        desktop.click(desktop.expect_row(PAPER))
        desktop.expect_selected(PAPER)

        desktop.act("win.send-to-zotero")
        desktop.expect_label("1 paper sent to Zotero")
        assert [item["title"] for item in json.loads(asked[0][1])["items"]] == [PAPER]

        desktop.act("win.mail")
        wait_for("a letter", lambda: any(a.startswith("mailto:?subject=When%20Not") for a in desktop.get_opened()))

        # The PDF is opened where it is: in the browser, then from the disk.
        desktop.keys("p")
        wait_for("arXiv's PDF", lambda: f"https://arxiv.org/pdf/{paper['id']}" in desktop.get_opened())
        rowid = sqlite3.connect(desktop.library).execute("SELECT id FROM paper WHERE uid = ?", (paper["id"],)).fetchone()[0]
        file = desktop.home / "saved.pdf"
        desktop.act("app.download-pdf-to", GLib.Variant("(us)", (rowid, file.as_uri())))
        wait_for("the PDF", lambda: file.exists() and file.read_bytes() == PDF)
        desktop.expect_label("PDF saved as “saved.pdf”")
        desktop.act("win.open-pdf")
        wait_for("the file to be opened", lambda: any("saved.pdf" in a for a in desktop.get_opened()))
        file.unlink()
        desktop.act("win.open-pdf")
        desktop.expect_label("The PDF is not where it was saved")
        desktop.expect("push button", "Download Again")

        status["/connector/saveItems"] = 500
        desktop.act("win.send-to-zotero")
        desktop.expect_label("Zotero did not take the papers")

    # Zotero has ended.
    desktop.act("win.send-to-zotero")
    desktop.expect_label("Zotero is not running on this computer. Start it, and send the papers again.")


run(copy_and_save, send_elsewhere)
