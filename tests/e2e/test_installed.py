#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The installed programs speak the language of who starts them: translations are built, installed and found.

Only a build that is to be installed within its own folder has this test, for a program looks for its
translations where it was told at build time."""

import gettext
import locale
import os
import pathlib
import subprocess
import sys

from desktop import run

PREFIX = pathlib.Path(os.environ["DAILY_PAPERS_PREFIX"])
DOMAIN = "daily-papers"
LOCALES = PREFIX / "share" / "locale"


def find_locale():
    """Any locale but C, whose language LANGUAGE replaces; C.UTF-8 where there is none."""
    names = subprocess.run(["locale", "-a"], capture_output=True, text=True, check=True).stdout.split()
    named = [n for n in names if n.lower().endswith(("utf8", "utf-8")) and not n.startswith("C.")]
    return (named + ["C.UTF-8"])[0]


def heeds_language():
    """New C libraries take C.UTF-8 for C, in which nothing is translated."""
    locale.setlocale(locale.LC_ALL, os.environ["LC_ALL"])
    locale.bindtextdomain(DOMAIN, str(LOCALES))
    german = gettext.translation(DOMAIN, LOCALES, ["de"])
    return locale.dgettext(DOMAIN, "Add a topic") == german.gettext("Add a topic")


def speak_german_in_the_window(desktop, server):
    desktop.open()
    desktop.expect_label("Willkommen bei Daily Papers")
    desktop.expect("list item", "Alle Papers")
    desktop.press("Eigenes Thema hinzufügen")
    desktop.frame("Thema hinzufügen")


def speak_german_on_the_command_line(desktop, server):
    assert "Ein Thema hinzufügen" in desktop.cli("--help").stdout
    desktop.cli("follow", "reasoning")
    assert "SUCHT NACH" in desktop.cli("topics").stdout


def speak_german_in_the_overview(desktop, server):
    entry = PREFIX / "share" / "applications" / "io.github.dailypapers.DailyPapers.desktop"
    assert "\nComment[de]=Neue wissenschaftliche Papers" in entry.read_text(encoding="utf-8")


subprocess.run(["meson", "install", "-C", os.environ["DAILY_PAPERS_BUILD"], "--no-rebuild", "--quiet"],
               check=True, stdout=subprocess.DEVNULL)
os.environ["DAILY_PAPERS"] = str(PREFIX / "bin" / "daily-papers")
os.environ["DAILY_PAPERS_CLI"] = str(PREFIX / "bin" / "daily-papers-cli")
os.environ["LC_ALL"] = find_locale()
os.environ["LANGUAGE"] = "de"
if not heeds_language():
    print(f"the C library translates nothing in {os.environ['LC_ALL']}", file=sys.stderr)
    sys.exit(77)

run(speak_german_in_the_window, speak_german_on_the_command_line, speak_german_in_the_overview)
