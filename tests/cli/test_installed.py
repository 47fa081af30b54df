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
import tempfile
import unittest

BUILD = os.environ["DAILY_PAPERS_BUILD"]
PREFIX = pathlib.Path(os.environ["DAILY_PAPERS_PREFIX"])
DOMAIN = "daily-papers"
LOCALES = PREFIX / "share" / "locale"


def find_locale():
    """Any locale but C, whose language LANGUAGE replaces; C.UTF-8 where there is none."""
    names = subprocess.run(["locale", "-a"], capture_output=True, text=True, check=True).stdout.split()
    named = [n for n in names if n.lower().endswith(("utf8", "utf-8")) and not n.startswith("C.")]
    return (named + ["C.UTF-8"])[0]


class InstalledTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        subprocess.run(["meson", "install", "-C", BUILD, "--no-rebuild", "--quiet"], check=True, stdout=subprocess.DEVNULL)
        cls.home = tempfile.TemporaryDirectory(prefix="daily-papers-installed-")
        cls.addClassCleanup(cls.home.cleanup)
        cls.locale = find_locale()

    def setUp(self):
        self.environment = {
            **os.environ,
            "HOME": self.home.name,
            "XDG_DATA_HOME": self.home.name + "/data",
            "XDG_CACHE_HOME": self.home.name + "/cache",
            "LC_ALL": self.locale,
            "LANGUAGE": "de",
        }

    def skip_unless_language_is_heeded(self):
        """New C libraries take C.UTF-8 for C, in which nothing is translated."""
        german = gettext.translation(DOMAIN, LOCALES, ["de"])
        os.environ["LANGUAGE"] = "de"
        locale.setlocale(locale.LC_ALL, self.locale)
        locale.bindtextdomain(DOMAIN, str(LOCALES))
        if locale.dgettext(DOMAIN, "Add a topic") != german.gettext("Add a topic"):
            self.skipTest(f"the C library translates nothing in {self.locale}")

    def run_program(self, name, *args):
        self.skip_unless_language_is_heeded()
        return subprocess.run([PREFIX / "bin" / name, *args], capture_output=True, text=True, env=self.environment, timeout=60)

    def test_command_line(self):
        self.assertIn("Ein Thema hinzufügen", self.run_program("daily-papers-cli", "--help").stdout)

    def test_errors(self):
        self.assertIn("Es gibt noch keine Papers", self.run_program("daily-papers-cli", "list").stderr)

    def test_window(self):
        self.assertIn("Eine andere Bibliothek verwenden", self.run_program("daily-papers", "--help").stdout)

    def test_desktop_file(self):
        text = (PREFIX / "share/applications/io.github.dailypapers.DailyPapers.desktop").read_text(encoding="utf-8")
        self.assertIn("\nComment[de]=Neue wissenschaftliche Papers", text)


unittest.main(verbosity=2)
