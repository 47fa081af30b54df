#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Twenty topics and the list of the day, as the days go by: who is asked, who is spared, and what every fault of the
services does to it."""

import datetime
import json
import re
import time
import unittest

import rig

KEEP = 10
SOURCE = ("--source", "arxiv")

# What may go wrong with the requests for one subject, in the words of the stand-in, and how many more they are than one.
PASSING = {
    ("429",): 1,
    ("rate200",): 1,
    ("503",): 1,
    ("503retry",): 1,
    ("406",): 1,
    ("captcha",): 1,
    ("reset",): 1,
    ("429", "reset", "503"): 3,
    ("captcha", "503retry", "406"): 3,
}
PASSING_OF_ARXIV = {
    ("empty",): 1,
    ("truncate",): 1,
    ("dup",): 0,
    ("rate200", "empty", "truncate"): 3,
}

# What is not mended by asking again, how many more requests it takes, and what is said.
ENDING = {
    ("garbage",): (0, "sent something that cannot be read|no list of papers"),
    ("bomb",): (0, "sent something that cannot be read|no list of papers"),
    ("huge",): (0, "too large"),
    ("redirect",): (1, "does not have what was asked for"),
}


def queue(passing):
    """The faults of one subject after the other; what follows upon them is whole, and does not use up the next one's."""
    faults = []
    for kinds, more in passing.items():
        faults += kinds + ("whole",) * (1 + more - len(kinds))
    for kinds in ENDING:
        faults += kinds
    return faults


def count_more(passing):
    return sum(passing.values()) + sum(more for more, _ in ENDING.values())


def setUpModule():
    Case.sim = rig.Sim("--limit", "5000", "--pace", str(rig.PACE_MS), "--hf", str(rig.DAYS))
    unittest.addModuleCleanup(Case.sim.stop)


class Case(rig.Case):
    """The stand-in is started once for all."""

    @classmethod
    def setUpClass(cls):
        pass

    def asked_of(self, site):
        return [r for r in self.asked("/") if r["site"] == site and r["agent"] != "test"]

    def at(self, moment, *options, site="arxiv", status=0):
        """Refreshes when it is @moment, in UTC; later commands come then too. Gives how many requests it took."""
        self.clock = f"@{moment}"
        n = len(self.asked_of(site))
        # The hours pass for the program alone; the stand-in would find it hasty.
        time.sleep(rig.PACE_MS / 1000)
        self.cli("refresh", *options, status=status)
        return len(self.asked_of(site)) - n

    def said_of(self, name):
        return re.search(f"(?m)^{re.escape(name)}: (.*)$", self.messages)[1]


class Topics(Case):
    def setUp(self):
        super().setUp()
        for word in rig.WORDS:
            self.cli("follow", word, "--keep", str(KEEP))

    def test_as_days_go_by(self):
        # A Thursday at noon. A topic whose papers all came with another's says so.
        self.assertEqual(self.at("2026-08-20 12:00:00"), 20)
        for subject in (*rig.WORDS, "2026-08-20"):
            self.assertRegex(self.said_of(subject), "new paper|here already")
        self.assertEqual({t["papers"] for t in self.topics()}, {KEEP})
        self.assertEqual(self.asked_days(), ["2026-08-20"])

        # An hour later nobody is asked, and it says why.
        self.assertEqual(self.at("2026-08-20 13:00:00"), 0)
        since = r"Up to date since \S+ 12:00: nothing has been announced after that\.$"
        for word in rig.WORDS:
            self.assertRegex(self.said_of(word), since)
        self.assertRegex(self.said_of("2026-08-20"), r"Up to date since \S+ 12:00; it is asked for again from ")
        self.assertEqual(self.asked_days(), ["2026-08-20"])

        # But by force.
        before = self.list()
        self.assertEqual(self.at("2026-08-20 13:30:00", "--force"), 20)
        self.assertEqual(self.messages.count("Nothing new."), 21)
        self.assertEqual(self.asked_days(), ["2026-08-20"] * 2)
        self.assertEqual(self.list(), before)

        # Thursday's papers are there an hour after eight in the evening of New York; Friday and Saturday have none.
        self.assertEqual(self.at("2026-08-21 00:59:00", *SOURCE), 0)
        self.assertEqual(self.at("2026-08-21 01:00:00", *SOURCE), 20)
        self.assertEqual(self.at("2026-08-24 00:59:00", *SOURCE), 0)
        self.assertEqual(self.at("2026-08-24 01:00:00", *SOURCE), 20)
        self.assert_polite()

        # Of named topics only those are asked for, and no list.
        n = len(self.asked_days())
        self.assertEqual(self.at("2026-08-24 01:10:00", "--force", "--topic", "AGENT", "--topic", "robot"), 2)
        self.assertEqual(self.at("2026-08-24 01:20:00", "--force", "--topic", "nobody", "--topic", "robot", status=1), 1)
        self.assertIn("“nobody”", self.messages)
        self.assertEqual(len(self.asked_days()), n)

    def test_each_fault_in_turn(self):
        """One or three a topic, in one refresh: what can be had is, what is there stays, and the next refresh asks for
        the rest."""
        passing = PASSING | PASSING_OF_ARXIV
        failing = dict(zip(rig.WORDS[len(passing) :], ENDING.values()))
        self.assertEqual(self.at("2026-08-18 12:00:00", *SOURCE, "--topic", rig.WORDS[0], "--topic", min(failing)), 2)
        kept = self.list()
        self.cli("bookmark", *[paper["id"] for paper in kept])

        self.sim.fault(*queue(passing))
        n_bookmarks = 1  # however many there are: they are asked for together, once after each announcement
        self.assertEqual(self.at("2026-08-20 12:00:00", *SOURCE, status=1), 20 + count_more(passing) + n_bookmarks)
        for word in rig.WORDS:
            self.assertRegex(self.said_of(word), failing[word][1] if word in failing else "new paper|Nothing new|here already")
        for topic in self.topics():
            self.assertEqual("error" in topic["refreshes"][0], topic["name"] in failing, topic)
        self.assertEqual(len(self.list("--bookmarks")), len(kept))
        self.assertEqual(len(self.list("--topic", min(failing))), KEEP)
        self.assert_sound()

        # By itself, and the others are fresh whatever they went through.
        self.assertEqual(self.at("2026-08-20 13:00:00", *SOURCE), len(failing))
        self.assertEqual(self.messages.count("Up to date since "), 20 - len(failing))
        self.assertFalse([topic for topic in self.topics() if "error" in topic["refreshes"][0]])
        self.assert_polite()
        for word in rig.WORDS:
            self.assert_newest(word, f'ti:"{word}" OR abs:"{word}"', KEEP)
        self.assert_sound()


class WholeCategories(Case):
    def test_one_request_a_topic(self):
        """Also where the announcements are of no use: the stand-in's are months old."""
        names = ("cs.CL", "cs.LG", "cs.AI")
        for name in names:
            self.cli("follow", "--category", name, "--keep", str(KEEP))
        self.assertEqual(self.at("2026-08-20 12:00:00", *SOURCE), len(names))
        self.assertEqual(self.at("2026-08-20 13:00:00", *SOURCE), 0)
        self.assertEqual(self.at("2026-08-20 13:30:00", *SOURCE, "--force"), len(names))
        # On a new day they are worth one look.
        self.assertEqual(self.at("2026-08-21 12:00:00", *SOURCE), len(names) + 1)
        self.assert_polite()


class Days(Case):
    def n_listed(self, day):
        return len(json.loads(self.sim.get(f"/hf/api/daily_papers?date={day}&limit=100")))

    def test_each_fault_in_turn(self):
        days = [f"2025-03-{day}" for day in range(10, 25)][::-1]
        failing = dict(zip(days[len(PASSING) :], ENDING.values()))
        rest = days[len(PASSING) + len(ENDING) :]
        span = ("--day", f"{days[-1]}..{days[0]}")
        listed = {day: self.n_listed(day) for day in days}
        self.assertEqual(self.at("2026-08-20 12:00:00", "--day", rest[0], site="hf"), 1)
        self.cli("bookmark", *[paper["id"] for paper in self.list()])

        self.sim.fault(*queue(PASSING), site="hf")
        n = len(days) + count_more(PASSING)
        n -= 1  # the day that is here already
        n -= 1  # where the redirect leads, which the stand-in counts as arXiv's
        self.assertEqual(self.at("2026-08-20 12:10:00", *span, site="hf", status=1), n)
        for day, (_, sentence) in failing.items():
            self.assertRegex(self.said_of(day), sentence)
        for day in days:
            self.assertEqual(len(self.list("--day", day)), 0 if day in failing else listed[day])
        self.assertEqual(len(self.list("--bookmarks")), listed[rest[0]])
        self.assert_sound()

        self.assertEqual(self.at("2026-08-20 12:20:00", *span, site="hf"), len(failing))
        self.assertEqual({day: len(self.list("--day", day)) for day in days}, listed)
        self.assert_polite()
        self.assert_sound()

    def test_two_processes_do_not_double_the_rate(self):
        other = self.home + "/other.db"
        span = ("refresh", "--day", "2025-03-10..2025-03-14")
        for process in [self.start(*span), self.start(*span, "--force"), self.start("--library", other, *span)]:
            _, messages = process.communicate(timeout=60)
            self.assertEqual(process.returncode, 0, messages)
        self.assertGreaterEqual(len(self.asked_of("hf")), 10)
        self.assert_polite()
        self.assert_sound()


class RealPace(Case):
    """At the pace that is kept with the services themselves, on a clock that runs sixty times as fast."""

    def setUp(self):
        super().setUp()
        del self.environment["DAILY_PAPERS_INTERVAL_MS"]
        self.cli("follow", "model", "--keep", str(KEEP))

    def test_busy_for_two_minutes(self):
        self.sim.fault(*["429"] * 4)
        self.assertEqual(self.at("2026-08-20 12:00:00 x60", *SOURCE, status=1), 4)
        times = [r["t"] * 60 for r in self.asked_of("arxiv")]
        for first, second, least in zip(times, times[1:], (5, 15, 45)):
            self.assertGreaterEqual(second - first, least - 1)
        until = datetime.datetime.fromisoformat("2026-08-20 " + re.search(r"left alone until (\d\d:\d\d)\.", self.messages)[1])
        self.assertGreaterEqual(str(until), "2026-08-20 12:03:00")

        # It is left alone, also after a new start, but not for longer than it wants.
        self.assertEqual(self.at(until - datetime.timedelta(minutes=2), *SOURCE, status=1), 0)
        self.assertIn(f"left alone until {until:%H:%M}.", self.messages)
        self.assertEqual(self.at(until + datetime.timedelta(minutes=1), *SOURCE), 1)
        self.assertEqual(len(self.list()), KEEP)


if __name__ == "__main__":
    rig.main()
