#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The main job on 60,000 real papers, at the real pace: each topic holds what the service says is its newest 100."""

import rig

TOPICS = {
    "Hallucination": (["Hallucination"], 'ti:"Hallucination" OR abs:"Hallucination"'),
    "MLLM": (["MLLM"], 'ti:"MLLM" OR abs:"MLLM"'),
    "reward model": (["reward model"], 'ti:"reward model" OR abs:"reward model"'),
    "reasoning": (["reasoning", "--category", "cs.CL"], '(ti:"reasoning" OR abs:"reasoning") AND cat:cs.CL'),
}


class Large(rig.Case):
    sim_options = ()

    def setUp(self):
        super().setUp()
        del self.environment["DAILY_PAPERS_INTERVAL_MS"]

    def test_main_job(self):
        for args, _ in TOPICS.values():
            self.cli("follow", *args)
        self.cli("refresh", "--source", "arxiv")
        self.assertEqual(len(self.asked()), len(TOPICS))
        self.assert_polite()

        for name, (_, query) in TOPICS.items():
            with self.subTest(name):
                self.assertEqual(len(self.list("--topic", name)), 100)
                self.assert_newest(name, query, 100)

        everything = self.list()
        ids = [p["id"] for p in everything]
        self.assertEqual(len(ids), len(set(ids)))
        shared = [p for p in everything if len(p["topics"]) > 1]
        self.assertGreater(len(shared), 0)
        self.assertLess(len(ids), 400)
        self.assert_sound()


if __name__ == "__main__":
    rig.main()
