#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Refreshing: how often the service is asked, what its failures do, and being stopped."""

import os
import random
import signal
import time

import rig


class Politeness(rig.Case):
    def test_results_are_kept_per_topic(self):
        self.cli("follow", "model", "--keep", "10")
        self.cli("refresh", "--source", "arxiv")
        (refresh,) = self.topics()[0]["refreshes"]
        self.assertEqual((refresh["source"], refresh["new"]), ("arxiv", 10))
        self.assertNotIn("error", refresh)

        self.sim.fault("bomb")
        self.cli("refresh", "--source", "arxiv", "--force", status=1)
        (refresh,) = self.topics()[0]["refreshes"]
        self.assertIn("error", refresh)
        self.assertIn("succeeded_at", refresh)
        self.assertIn(refresh["error"], self.cli("topics"))

    def test_an_edited_topic_is_not_fresh(self):
        self.cli("follow", "model", "--keep", "10")
        self.cli("refresh", "--source", "arxiv")
        self.cli("edit", "model", "--keep", "20")
        self.cli("refresh", "--source", "arxiv")
        self.assertEqual(len(self.asked()), 2)
        self.assertEqual(self.topics()[0]["papers"], 20)

    def test_paging(self):
        self.cli("follow", "--category", "cs.CL", "--name", "all", "--keep", "2500")
        self.cli("refresh", "--source", "arxiv")
        paths = [r["path"] for r in self.asked()]
        self.assertEqual(["start=0&max_results=2000" in p for p in paths][0], True)
        server = self.sim.search("cat:cs.CL", 2000)
        self.assertGreaterEqual(self.topics()[0]["papers"], len(server))
        # Everything is known now: one page is enough to see it.
        n = len(self.asked())
        self.cli("refresh", "--source", "arxiv", "--force")
        self.assertEqual(len(self.asked()), n + 1)

    def test_two_processes_do_not_double_the_rate(self):
        other = self.home + "/other.db"
        for word in rig.WORDS[:6]:
            self.cli("follow", word, "--keep", "5")
            self.cli("--library", other, "follow", word, "--keep", "5")
        processes = [
            self.start("refresh", "--source", "arxiv"),
            self.start("--library", other, "refresh", "--source", "arxiv"),
            self.start("refresh", "--source", "arxiv", "--force"),
        ]
        for process in processes:
            _, messages = process.communicate(timeout=60)
            self.assertEqual(process.returncode, 0, messages)
        self.assertGreaterEqual(len(self.asked()), 12)
        self.assert_polite()
        self.assert_sound()


class Faults(rig.Case):
    """What the service does, what is said of it, and that the next refresh has everything."""

    # Faults that pass when asked again, and how many requests the topic takes then.
    passing = ["empty", "429", "rate200", "503", "503retry", "406", "truncate", "reset"]

    # Faults that end the topic's refresh, and what is said.
    ending = {
        "garbage": "cannot be read",
        "bomb": "cannot be read",
        "huge": "cannot be read|too large",
        "redirect": "does not have",
    }

    def setUp(self):
        super().setUp()
        self.cli("follow", "model", "--keep", "10")

    def check_whole(self):
        self.assert_newest("model", 'ti:"model" OR abs:"model"', 10)
        self.assert_sound()

    def test_passing(self):
        for fault in self.passing:
            with self.subTest(fault):
                n = len(self.asked())
                self.sim.fault(fault)
                self.cli("refresh", "--source", "arxiv", "--force")
                self.assertEqual(len(self.asked()), n + 2, fault)
                self.check_whole()

    def test_ending(self):
        for fault, sentence in self.ending.items():
            with self.subTest(fault):
                self.sim.fault(fault)
                self.cli("refresh", "--source", "arxiv", "--force", status=1)
                self.assertRegex(self.messages, sentence)
                self.assertRegex(self.messages, "is kept")
                self.sim.fault()
                self.cli("refresh", "--source", "arxiv", "--force")
                self.check_whole()

    def test_persistent(self):
        for n_tens, fault in enumerate(("429", "rate200", "503", "captcha", "406", "empty", "truncate", "reset")):
            with self.subTest(fault):
                self.clock = f"+{n_tens}0m"
                self.sim.fault(*[fault] * 10)
                self.cli("refresh", "--source", "arxiv", "--force", status=1)
                self.assertRegex(self.messages, "is kept; refresh again")
                self.assertLessEqual(len(self.messages.splitlines()), 12)
                self.sim.fault()

                # A service that wants to be left alone is, also by the next process, but not for ever.
                if "left alone" in self.messages:
                    n = len(self.asked())
                    self.cli("refresh", "--source", "arxiv", "--force", status=1)
                    self.assertEqual(len(self.asked()), n)
                self.clock = f"+{n_tens}5m"
                self.cli("refresh", "--source", "arxiv", "--force")
                self.check_whole()

    def test_slow_and_twice(self):
        """Two minutes, in five seconds."""
        self.sim.fault("slow")
        self.clock = "+0 x24"
        self.cli("refresh", "--source", "arxiv", "--force")
        self.assertEqual(len(self.asked()), 1)
        self.clock = None
        self.check_whole()
        self.sim.fault("dup")
        self.cli("refresh", "--source", "arxiv", "--force")
        self.check_whole()

    def test_three_at_once(self):
        self.sim.fault("429", "empty", "truncate")
        self.cli("refresh", "--source", "arxiv", "--force")
        self.check_whole()

    def test_one_topic_fails_and_the_next_is_asked(self):
        self.cli("follow", "data", "--keep", "10")
        self.sim.fault("bomb")
        self.cli("refresh", "--source", "arxiv", status=1)
        self.assertRegex(self.messages, r"(?m)^model: .*cannot be read")
        self.assertRegex(self.messages, r"(?m)^data: \d+ new papers\.$")

    def test_busy_spares_the_rest(self):
        self.cli("follow", "data")
        self.sim.fault(*["429"] * 10)
        self.cli("refresh", "--source", "arxiv", status=1)
        self.assertRegex(self.messages, r"(?m)^model: .*left alone until \d\d:\d\d")
        self.assertRegex(self.messages, r"(?m)^data: Not asked, for the same reason\.$")

    def test_offline(self):
        self.cli("refresh", "--source", "arxiv")
        before = self.list()
        self.environment["DAILY_PAPERS_ARXIV_URL"] = "http://127.0.0.1:1"
        self.cli("refresh", "--source", "arxiv", "--force", status=1)
        self.assertRegex(self.messages, "cannot be reached.*when you are online")
        self.assertEqual(self.list(), before)


class Stopping(rig.Case):
    def stop_during(self, process, n_requests=0):
        if n_requests:
            self.wait_for_requests(n_requests)
        time.sleep(0.1)
        _, messages, seconds = self.interrupt(process)
        self.assertEqual(process.returncode, 130, messages)
        self.assertLess(seconds, 3)
        self.assert_sound()
        return messages

    def test_while_an_answer_is_awaited(self):
        self.cli("follow", "model", "--keep", "10")
        self.cli("follow", "data", "--keep", "10")
        self.sim.fault("slow")
        messages = self.stop_during(self.start("refresh", "--source", "arxiv"), 1)
        self.assertIn("what has come is kept", messages)
        self.cli("refresh", "--source", "arxiv")
        self.assertEqual(len(self.list("--topic", "model")), 10)

    def test_what_came_is_kept(self):
        self.cli("follow", "model", "--keep", "10")
        self.cli("follow", "data", "--keep", "10")
        process = self.start("refresh", "--source", "arxiv")
        self.wait_for_requests(1)
        self.sim.fault("slow")
        self.wait_for_requests(2)
        self.stop_during(process)
        self.assertEqual(len(self.list("--topic", "model")), 10)

    def test_while_the_service_is_busy(self):
        self.cli("follow", "model")
        self.environment["DAILY_PAPERS_INTERVAL_MS"] = "3000"
        self.sim.fault("429")
        messages = self.stop_during(self.start("refresh", "--source", "arxiv"), 1)
        self.assertIn("is busy", messages)

    def test_while_waiting_for_the_pause(self):
        self.environment["DAILY_PAPERS_INTERVAL_MS"] = "3000"
        self.cli("follow", "model", "--keep", "10")
        self.cli("follow", "data", "--keep", "10")
        self.stop_during(self.start("refresh", "--source", "arxiv"), 1)
        self.assertEqual(len(self.list("--topic", "model")), 10)

    def test_at_any_moment(self):
        # Long enough for the stand-in to notice that a request was given up.
        self.environment["DAILY_PAPERS_INTERVAL_MS"] = "600"
        self.cli("follow", "--category", "cs.*", "--name", "all", "--keep", "3000")
        for word in rig.WORDS[:3]:
            self.cli("follow", word)
        random.seed(7)
        for _ in range(12):
            process = self.start("refresh", "--source", "arxiv", "--force")
            time.sleep(random.uniform(0, 1.5))
            _, messages, seconds = self.interrupt(process)
            self.assertIn(process.returncode, (0, 130, -signal.SIGINT), messages)
            self.assertLess(seconds, 5)
        self.assert_sound()
        self.cli("refresh", "--source", "arxiv", "--force")
        self.assert_polite()

    def test_outside_a_refresh(self):
        # Nobody reads, so the program is in the middle of writing.
        self.cli("follow", "--category", "cs.*", "--name", "all", "--keep", "2000")
        self.cli("refresh", "--source", "arxiv")
        process = self.start("list", "--format", "json")
        time.sleep(1)
        process.send_signal(signal.SIGINT)
        self.assertEqual(process.wait(timeout=5), 130)
        process.stdout.close()
        process.stderr.close()

    def test_terminal(self):
        """On a terminal progress is one line that is replaced."""
        self.cli("follow", "model", "--keep", "10")
        pid, terminal = os.forkpty()
        if pid == 0:
            os.execve(rig.CLI, [rig.CLI, "refresh", "--source", "arxiv"], self.environment)
        output = b""
        try:
            while chunk := os.read(terminal, 4096):
                output += chunk
        except OSError:  # the other end is closed
            pass
        os.close(terminal)
        self.assertEqual(os.waitpid(pid, 0)[1], 0)
        self.assertIn("Asking arXiv about “model”, 1 of 1\r\033[Kmodel: 10 new papers.\r\n".encode(), output)


if __name__ == "__main__":
    rig.main()
