#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""arXiv's daily feeds, read in place of an API that is busy."""

import json
import re
import shutil

import rig

BUSY = ["429"] * 4


class Feeds(rig.Case):
    def feeds(self):
        return [r["path"] for r in self.sim.requests()[self.n_before :] if r["path"].startswith("/atom/")]

    def test_a_busy_api(self):
        day = json.loads(self.sim.get("/sim/stats"))["newest"]
        self.cli("follow", "model", "--category", "cs.CL", "--keep", "2000")
        self.sim.fault(*BUSY)
        self.cli("refresh", status=1)
        self.assertEqual(self.feeds(), ["/atom/cs.CL"])
        self.assertRegex(self.messages, r"until \d.*The day’s announcements of cs\.CL were read instead\. \d+ new papers? came with them\.")

        number = int(re.search(r"instead\. (\d+) new", self.messages)[1])

        # What the topic does not want was not kept, and nothing but that day's first versions.
        papers = self.list()
        self.assertGreater(len(papers), 0)
        self.assertEqual({p["published"][:10] for p in papers}, {day})
        for paper in papers:
            self.assertIn("model", (paper["title"] + paper["abstract"]).lower())
            self.assertIn("cs.CL", paper["categories"])
            self.assertEqual(paper["version"], 1)
        self.assertEqual(number, len(papers))
        self.assertEqual(self.list("--topic", "model"), papers)

        # It was no refresh: the API is asked again, and what it says counts more.
        self.wait_until_not_busy()
        self.cli("refresh")
        self.assert_newest("model", '(ti:"model" OR abs:"model") AND cat:cs.CL', 2000)
        self.assert_polite()

    def test_twenty_topics_are_one_feed(self):
        for number, word in enumerate("""model language data learning training reasoning image video agent graph
                robot speech benchmark attention diffusion retrieval policy reward token vision""".split()):
            self.cli("follow", word, "--category", "cs.CL" if number % 2 else "cs.LG", "--keep", "10")
        self.sim.fault(*BUSY)
        self.cli("refresh", status=1)
        self.assertEqual(self.feeds(), ["/atom/cs.LG+cs.CL"])
        self.assertEqual(self.messages.count("announcements of cs.LG, cs.CL were read instead"), 20)
        self.assert_polite()

    def test_a_topic_without_categories_reads_those_of_its_papers(self):
        self.cli("follow", "reinforcement learning", "--keep", "30")
        self.cli("refresh")
        count = {}
        for paper in self.list():
            count[paper["primary_category"]] = count.get(paper["primary_category"], 0) + 1
        usual = sorted(count, key=lambda name: (-count[name], name))[:2]
        self.sim.fault(*BUSY)
        self.cli("refresh", "--force", status=1)
        self.assertEqual(self.feeds(), ["/atom/" + "+".join(usual)])
        self.assertIn(", ".join(usual), self.messages)

    def test_nothing_to_read_instead(self):
        # No category is known yet.
        self.cli("follow", "model")
        self.sim.fault(*BUSY)
        self.cli("refresh", status=1)
        self.assertEqual(self.feeds(), [])
        self.assertNotIn("instead", self.messages)

        # The feed is of no use either: the API's problem is what is told.
        self.cli("edit", "model", "--category", "cs.CL")
        for fault in "bomb", "captcha":
            self.wait_until_not_busy()
            self.sim.fault(*BUSY, *[fault] * 4)
            self.cli("refresh", status=1)
            self.assertIn("until", self.messages)
            self.assertNotIn("instead", self.messages)
            self.assertEqual(self.list(), [])

    def wait_until_not_busy(self):
        shutil.rmtree(self.home + "/state")


if __name__ == "__main__":
    rig.main()
