#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A service that falls silent in the middle of its answer. Takes as long as the program is patient."""

import rig


class Stall(rig.Case):
    def test_stall(self):
        self.cli("follow", "model", "--keep", "10")
        self.sim.fault("stall")
        self.cli("refresh", "--source", "arxiv", status=1, timeout=200)
        self.assertRegex(self.messages, "silent|in time|closed|cut off|broke")
        self.assertIn("refresh again later", self.messages)
        self.cli("refresh", "--source", "arxiv")
        self.assertEqual(len(self.list("--topic", "model")), 10)


if __name__ == "__main__":
    rig.main()
