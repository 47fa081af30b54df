#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Services that fall silent in the middle of their answers, for longer than the program is patient."""

import rig


class Stall(rig.Case):
    sim_options = rig.Case.sim_options + ("--hf", str(rig.DAYS))

    def test_stall(self):
        """Both at once, which takes no longer than one."""
        # Of another name, as the services are: a host is asked over one connection.
        self.environment["DAILY_PAPERS_HF_URL"] = self.sim.url.replace("127.0.0.1", "localhost") + "/hf"
        self.cli("follow", "model", "--keep", "10")
        self.sim.get("/sim/faults?clear=1&next=stall&hf=stall")
        # On a clock that runs ten times as fast, since three quarters of a minute are long.
        self.clock = "+0 x10"
        self.cli("refresh", "--topic", "model", "--day", "2025-03-11", status=1)
        self.clock = None
        for name in ("model", "2025-03-11"):
            self.assertRegex(self.messages, rf"(?m)^{name}: .*(silent|in time|closed|cut off|broke).*refresh again later")
        self.assertEqual(self.list(), [])
        self.cli("refresh", "--topic", "model", "--day", "2025-03-11")
        self.assertEqual(len(self.list("--topic", "model")), 10)
        self.assertEqual(len(self.list("--day", "2025-03-11")), 26)


if __name__ == "__main__":
    rig.main()
