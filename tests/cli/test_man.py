#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The manual page names what the program's own help names, no more and no less."""

import os
import pathlib
import re
import subprocess
import unittest

CLI = os.environ["DAILY_PAPERS_CLI"]
PAGE = pathlib.Path(__file__).parents[2] / "data" / "daily-papers-cli.1"


def get_help(*args):
    return subprocess.run([CLI, *args, "--help"], capture_output=True, text=True, check=True).stdout


def find_options(text):
    return set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", text))


def find_commands():
    return re.findall(r"(?m)^  ([a-z]+) +\w", get_help().split("Commands:")[1])


class Man(unittest.TestCase):
    def setUp(self):
        self.text = PAGE.read_text().replace("\\-", "-")
        # One section for each command or group of them.
        self.sections = {}
        for part in re.split(r"(?m)^\.S[SH] ", self.text)[1:]:
            heading, _, body = part.partition("\n")
            for command in find_commands():
                if re.search(rf"(?<!\w){command}(?!\w)", heading):
                    self.sections[command] = body

    def test_every_command(self):
        self.assertGreater(len(find_commands()), 10)
        self.assertEqual(sorted(self.sections), sorted(find_commands()))

    def test_every_option(self):
        for command in find_commands():
            expected = find_options(get_help(command)) - {"--help"}
            named = find_options(self.sections[command])
            if command == "edit":  # says that it takes those of follow
                expected -= find_options(get_help("follow"))
                named -= find_options(get_help("follow"))
            self.assertEqual(named, expected, command)

    def test_global_options(self):
        options = self.text.split(".SH OPTIONS")[1].split(".SH")[0]
        self.assertEqual(find_options(options), find_options(get_help().split("Commands:")[0]))


if __name__ == "__main__":
    unittest.main(verbosity=2)
