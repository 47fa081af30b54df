#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The lists of days: how often Hugging Face is asked, what its failures do, and being stopped."""

import datetime
import json
import time

import rig

LIST = "/hf/api/daily_papers"

# Days with a list, and how many papers it has: the oldest, two of 2025, and the newest.
DAYS = {"2024-05-27": 13, "2025-03-11": 26, "2025-03-12": 23, "2026-08-21": 17}
DAY = "2025-03-11"


class Case(rig.Case):
    sim_options = ("--limit", "300", "--pace", str(rig.PACE_MS), "--hf", str(rig.DAYS))

    def refresh(self, *days, status=0, options=()):
        self.cli("refresh", *(f"--day={day}" for day in days), *options, status=status)

    def day(self, day=DAY, *args):
        return self.list("--day", day, *args)

    def assert_whole(self, day=DAY):
        self.assertEqual(len(self.day(day)), DAYS[day])
        self.assert_sound()


class Lists(Case):
    def test_counts(self):
        self.refresh(*DAYS)
        for day, n in DAYS.items():
            self.assertIn(f"{day}: {n} new papers.", self.messages)
        for day, n in DAYS.items():
            self.assertEqual(len(self.day(day)), n)
        self.assertEqual(sorted(self.asked_days()), sorted(DAYS))
        self.assertEqual(self.cli("list", "--day", "today"), self.cli("list", "--day", max(DAYS)))

        # They are over and whole: never again, but by force.
        self.refresh(*DAYS)
        self.assertEqual(self.messages.count("the list of a day that is over does not change"), len(DAYS))
        self.assertEqual(len(self.asked_days()), len(DAYS))
        before = self.list()
        self.refresh(*DAYS, options=["--force"])
        self.assertEqual(self.messages.count("Nothing new."), len(DAYS))
        self.assertEqual(len(self.asked_days()), 2 * len(DAYS))
        self.assertEqual(self.list(), before)
        self.assert_sound()

    def test_order(self):
        listed = [p["paper"]["id"] for p in json.loads(self.sim.get(f"{LIST}?date={DAY}&limit=100"))]
        self.refresh(DAY, "2025-03-12")
        self.assertEqual([p["id"] for p in self.day(DAY, "--sort", "day")], listed)
        self.assertEqual([p["id"] for p in self.day(DAY, "--sort", "day:asc")], listed[::-1])
        upvotes = [p["upvotes"] for p in self.day(DAY, "--sort", "upvotes")]
        self.assertEqual(upvotes, sorted(upvotes, reverse=True))
        dates = [p["published"] for p in self.day()]
        self.assertEqual(dates, sorted(dates, reverse=True))
        self.assertEqual({p["days"][0] for p in self.day()}, {DAY})

    def test_of_several_lists(self):
        self.cli("follow", "diffusion", "--name", "diffusion")
        self.refresh(DAY, "2025-03-12")
        topic = {p["id"] for p in self.list("--topic", "diffusion")}
        both = {p["id"] for p in self.day(DAY, "--topic", "diffusion")}
        self.assertEqual(both, topic & {p["id"] for p in self.day()})
        self.assertTrue(both and both < topic, both)

        self.cli("bookmark", *both)
        self.assertEqual({p["id"] for p in self.day(DAY, "--bookmarks")}, both)
        self.assertEqual({p["id"] for p in self.day(DAY, "--search", "diffusion", "--bookmarks")}, both)
        self.assertEqual(self.day("2025-03-12", "--bookmarks"), [])
        self.assertIn("Nothing is bookmarked here", self.messages)
        self.cli("read", *both)
        self.assertEqual(len(self.day(DAY, "--unread")), DAYS[DAY] - len(both))

    def test_topics_get_what_they_match(self):
        """Whoever brought it, and whichever came first."""
        self.refresh("2025-03-12")
        self.cli("follow", "diffusion", "--name", "diffusion")
        before = self.topics()[0]["papers"]
        self.assertGreater(before, 0)
        self.refresh(DAY)
        self.assertGreater(self.topics()[0]["papers"], before)
        for paper in self.list("--topic", "diffusion"):
            self.assertRegex((paper["title"] + paper["abstract"]).lower(), "diffusi")
            self.assertIn("upvotes", paper)
        self.assertEqual(self.asked(), [])

    def test_range(self):
        self.refresh("2025-03-06..2025-03-12")
        days = [f"2025-03-{day:02}" for day in range(6, 13)]
        self.assertEqual(self.asked_days(), days[::-1])
        self.assertIn("Asking Hugging Face for the list of Tuesday, 11 March 2025, 2 of 7", self.messages)
        self.assertRegex(self.messages, "(?m)^2025-03-08: There is no list of Saturday, 8 March 2025: at weekends")
        self.assertEqual(self.day("2025-03-08"), [])
        self.assertIn("The newest list here is that of Wednesday, 12 March 2025.", self.messages)
        self.refresh("2025-03-06..2025-03-12")
        self.assertEqual(len(self.asked_days()), 7)

    def test_long_range(self):
        """What nobody was asked for is told in a line, not in hundreds."""
        self.sim.fault(*["429"] * 12, site="hf")
        self.refresh("2024-05-01..2025-03-12", status=1)
        self.assertRegex(self.messages, r"(?m)^2025-03-12: .*left alone")
        self.assertIn("315 days were not asked for.", self.messages)
        self.assertLess(len(self.messages.splitlines()), 12)

        self.sim.fault()
        self.environment["XDG_STATE_HOME"] = f"{self.home}/state-after"
        self.refresh("2025-03-01..2025-03-12")
        self.refresh("2025-03-01..2025-03-12")
        self.assertIn("12 days are here already.", self.messages)

    def test_newest(self):
        """Today's list, or the last before it: the stand-in has none of this week."""
        self.cli("refresh")
        today = datetime.datetime.now(datetime.timezone.utc).date()
        self.assertEqual(self.asked_days(), [str(today - datetime.timedelta(days=n)) for n in range(6)])
        self.assertIn("Nothing is followed yet", self.messages)
        self.cli("refresh", "--source", "hugging-face")
        self.assertEqual(len(self.asked_days()), 6)
        self.cli("refresh", "--source", "arxiv")
        self.assertEqual(len(self.asked_days()), 6)
        self.refresh("today", options=["--force"])
        self.assertEqual(len(self.asked_days()), 7)
        self.assertEqual(self.asked(), [])

    def test_refused(self):
        for days, status, reason in [
            ("2019-01-01", 1, "first is that of Thursday, 4 May 2023"),
            ("2999-01-01", 1, "has not come yet"),
            ("2025-03-11..2999-01-01", 1, "has not come yet"),
            ("2025-02-30", 2, "not a day"),
            ("11.3.2025", 2, "not a day"),
            ("", 2, "not a day"),
            ("..", 2, "not a day"),
            ("2025-03-12..2025-03-11", 2, "not a day"),
            ("2025-03-11..2025-03-12..2025-03-13", 2, "not a day"),
        ]:
            with self.subTest(days):
                self.refresh(days, status=status)
                self.assertIn(reason, self.messages)
        for options in (["--source", "both"], ["--source", "arxiv", "--day", DAY], ["--source", "hugging-face", "--topic", "x"]):
            self.cli("refresh", *options, status=2)
        self.assertEqual(self.asked_days(), [])

        # What could be done is.
        self.refresh("2999-01-01", DAY, status=1)
        self.assert_whole()

    def test_why_a_day_is_empty(self):
        self.assertEqual(self.cli("list", "--day", DAY), "")
        self.assertIn("The list of Tuesday, 11 March 2025 has not been fetched.", self.messages)
        self.assertIn(f"refresh --day {DAY}", self.messages)
        self.cli("list", "--day", "2999-01-01")
        self.assertIn("has not come yet", self.messages)
        self.sim.fault("garbage", site="hf")
        self.refresh(DAY, status=1)
        self.cli("list", "--day", DAY)
        self.assertRegex(self.messages, f"(?m)^{DAY}: Hugging Face sent something that cannot be read")

    def test_both_services_at_once(self):
        """One that fails does not keep the other."""
        self.cli("follow", "model", "--keep", "10")
        self.cli("refresh", "--topic", "model", "--day", DAY)
        self.assert_whole()
        self.assertEqual(len(self.list("--topic", "model")), 10)
        self.assert_polite()

        self.environment["DAILY_PAPERS_ARXIV_URL"] = "http://127.0.0.1:1"
        self.cli("refresh", "--force", "--topic", "model", "--day", "2025-03-12", status=1)
        self.assertRegex(self.messages, r"(?m)^model: .*cannot be reached")
        self.assert_whole("2025-03-12")


class Faults(Case):
    interval_ms = 10

    # Faults that pass when asked again.
    passing = ["429", "503", "503retry", "406", "rate200", "reset", "captcha"]

    # Faults that end it, and what is said.
    ending = {
        "garbage": "cannot be read",
        "bomb": "cannot be read",
        "huge": "too large",
        "redirect": "does not have",
    }

    def test_passing(self):
        for fault in self.passing:
            with self.subTest(fault):
                n = len(self.asked_days())
                self.sim.fault(fault, site="hf")
                self.refresh(DAY, options=["--force"])
                self.assertEqual(len(self.asked_days()), n + 2)
                self.assertEqual(len(self.day()), DAYS[DAY])
        self.assert_sound()

    def test_ending(self):
        for fault, sentence in self.ending.items():
            with self.subTest(fault):
                self.sim.fault(fault, site="hf")
                self.refresh("2025-03-12", status=1)
                self.assertRegex(self.messages, sentence)
                self.assertEqual(self.list(), [])
        self.sim.fault()
        self.refresh("2025-03-12")
        self.assert_whole("2025-03-12")

    def test_persistent(self):
        self.refresh(DAY)
        before = self.list()
        for n_tens, fault in enumerate(self.passing):
            with self.subTest(fault):
                self.clock = f"+{n_tens}0m"
                self.sim.fault(*[fault] * 12, site="hf")
                self.refresh(DAY, "2025-03-12", status=1, options=["--force"])
                self.assertRegex(self.messages, f"(?m)^{DAY}: .*is kept; refresh again")
                self.assertEqual(self.list(), before)
                self.sim.fault()
                self.clock = f"+{n_tens}5m"
                self.refresh(DAY, options=["--force"])
                self.assertEqual(self.list(), before)
        self.refresh("2025-03-12")
        self.assert_whole("2025-03-12")

    def test_three_at_once(self):
        self.sim.fault("429", "reset", "503", site="hf")
        self.refresh(DAY)
        self.assert_whole()

    def test_busy_spares_the_rest_and_the_range_goes_on(self):
        self.sim.fault(*["429"] * 12, site="hf")
        self.refresh("2025-03-10..2025-03-12", status=1)
        self.assertRegex(self.messages, r"(?m)^2025-03-12: .*left alone until \d\d:\d\d")
        self.assertRegex(self.messages, r"(?m)^2025-03-11: Not asked, for the same reason\.$")
        self.sim.fault()
        n = len(self.asked_days())
        self.clock = "+5m"
        self.refresh("2025-03-10..2025-03-12")
        self.assertEqual(self.asked_days()[n:], ["2025-03-12", "2025-03-11", "2025-03-10"])
        self.assert_whole()

    def test_offline(self):
        self.refresh(DAY)
        self.environment["DAILY_PAPERS_HF_URL"] = "http://127.0.0.1:1"
        self.refresh(DAY, status=1, options=["--force"])
        self.assertRegex(self.messages, "cannot be reached.*when you are online")
        self.assert_whole()


class Stopping(Case):
    def test_range(self):
        process = self.start("refresh", "--day", "2025-03-06..2025-03-12")
        self.wait_for_requests(2, LIST)
        self.sim.fault("slow", site="hf")
        self.wait_for_requests(3, LIST)
        time.sleep(0.1)
        _, messages, seconds = self.interrupt(process)
        self.assertEqual(process.returncode, 130, messages)
        self.assertLess(seconds, 3)
        self.assertIn("what has come is kept", messages)
        self.assert_whole("2025-03-12")

        # It goes on where it was: what came is not asked for again.
        self.sim.fault()
        done = set(messages.split()) & {"2025-03-11:", "2025-03-12:"}
        self.assertEqual(len(done), 2)
        n = len(self.asked_days())
        self.refresh("2025-03-06..2025-03-12")
        self.assertNotIn("2025-03-12", self.asked_days()[n:])
        self.assertIn("2025-03-06", self.asked_days()[n:])
        self.assert_whole()


if __name__ == "__main__":
    rig.main()
