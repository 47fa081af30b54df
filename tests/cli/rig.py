# SPDX-License-Identifier: GPL-3.0-or-later
"""What every test of the command line needs: the real program on a library of its own, and the stand-in service."""

import json
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest
import urllib.parse
import urllib.request

CLI = os.environ["DAILY_PAPERS_CLI"]
DATA = pathlib.Path(os.environ["DAILY_PAPERS_TEST_DATA"])
SIM = DATA.parent / "tools" / "paper-sim"
PAPERS = DATA / "large" / "papers-2025-03-2026-04.jsonl.xz"
DAYS = DATA / "hf-daily" / "days.tar.xz"

# The pause between two requests, and what the stand-in still calls polite.
INTERVAL_MS = 60
PACE_MS = 55

# Topics of a word that all have papers; some have the same.
WORDS = """model language data learning training reasoning image video agent graph
           robot speech benchmark attention diffusion retrieval policy reward token vision""".split()


class Sim:
    """The stand-in for arXiv and Hugging Face."""

    def __init__(self, *options):
        self.process = subprocess.Popen([sys.executable, SIM, "--papers", PAPERS, *options], stdout=subprocess.PIPE, text=True)
        self.url = self.process.stdout.readline().strip()

    def stop(self):
        self.process.terminate()
        self.process.wait()
        self.process.stdout.close()

    def get(self, path):
        request = urllib.request.Request(self.url + path, headers={"Accept": "*/*", "User-Agent": "test"})
        with urllib.request.urlopen(request, timeout=120) as answer:
            return answer.read().decode()

    def requests(self):
        return json.loads(self.get("/sim/stats"))["requests"]

    def fault(self, *kinds, site="next"):
        """Queues what goes wrong with the next requests: to arXiv, or to Hugging Face where site is "hf"."""
        self.get(f"/sim/faults?clear=1&{site}=" + ",".join(kinds))

    def search(self, query, count):
        """Ids and dates of what a query of arXiv's gives, newest first."""
        path = "/api/query?" + urllib.parse.urlencode(
            {"search_query": query, "max_results": count, "sortBy": "submittedDate", "sortOrder": "descending"}
        )
        import xml.etree.ElementTree as tree

        atom = "{http://www.w3.org/2005/Atom}"
        papers = []
        for entry in tree.fromstring(self.get(path)).iter(atom + "entry"):
            versioned = entry.find(atom + "id").text.rsplit("/", 1)[1]
            papers.append((entry.find(atom + "published").text, versioned.rsplit("v", 1)[0]))
        # The program did not ask this, and need not wait after it.
        time.sleep(2 * PACE_MS / 1000)
        return sorted(papers, reverse=True)


class Offline(unittest.TestCase):
    """A test with a home folder, and a library in it, of its own. Nobody may be asked."""

    # What the program takes for the time, when not the present: an argument of faketime's as "@2026-08-20 12:00:00",
    # where its clock starts, with " x24" when it is to run that much faster.
    clock = None
    interval_ms = INTERVAL_MS
    url = "http://127.0.0.1:1"

    def setUp(self):
        self.home = tempfile.mkdtemp(prefix="daily-papers-cli-")
        self.addCleanup(shutil.rmtree, self.home)
        self.environment = {
            "PATH": os.environ["PATH"],
            "HOME": self.home,
            "LC_ALL": "C.UTF-8",
            "TZ": "UTC",
            "G_DEBUG": "fatal-warnings",
            "XDG_DATA_HOME": self.home + "/data",
            "XDG_STATE_HOME": self.home + "/state",
            "XDG_CACHE_HOME": self.home + "/cache",
            "DAILY_PAPERS_ARXIV_URL": self.url,
            "DAILY_PAPERS_FEED_URL": self.url,
            "DAILY_PAPERS_HF_URL": self.url + "/hf",
            "DAILY_PAPERS_INTERVAL_MS": str(self.interval_ms),
        }
        for name in ("ASAN_OPTIONS", "LSAN_OPTIONS", "UBSAN_OPTIONS", "DAILY_PAPERS_MATH"):
            if name in os.environ:
                self.environment[name] = os.environ[name]

    def start(self, *args, **options):
        options = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True, "env": self.environment} | options
        clock = ["faketime", "-f", self.clock] if self.clock else []
        return subprocess.Popen([*clock, CLI, *args], **options)

    def cli(self, *args, status=0, timeout=120):
        """Runs a command and gives what it wrote; fails when it does not end as it should."""
        process = self.start(*args)
        output, messages = process.communicate(timeout=timeout)
        self.assertEqual(process.returncode, status, f"{args}: {messages}")
        self.messages = messages
        return output


class Case(Offline):
    """A test with the stand-in service."""

    sim_options = ("--limit", "3000", "--pace", str(PACE_MS))
    sim = None

    @classmethod
    def setUpClass(cls):
        cls.sim = Sim(*cls.sim_options)
        cls.addClassCleanup(cls.sim.stop)

    def setUp(self):
        self.url = self.sim.url
        super().setUp()
        self.sim.fault()
        # Each test is another user, who knows nothing of what the one before asked.
        time.sleep(2 * PACE_MS / 1000)
        self.n_before = len(self.sim.requests())

    def asked(self, path="/api/query"):
        """What the service was asked since the test began."""
        return [r for r in self.sim.requests()[self.n_before :] if r["path"].startswith(path)]

    def asked_days(self):
        """The days whose lists were asked for since the test began, in that order."""
        return [re.search("date=([0-9-]+)", r["path"])[1] for r in self.asked("/hf/api/daily_papers")]

    def assert_polite(self):
        """The stand-in judges what it was asked as arXiv; for Hugging Face it only notes when."""
        last = None
        for request in self.asked("/"):
            if request["agent"] == "test":
                continue
            self.assertEqual(request["impolite"], [], request)
            if request["site"] == "hf":
                self.assertGreaterEqual(request["t"] - (last or 0), PACE_MS / 1000, request)
                last = request["t"]

    def assert_sound(self):
        self.assertEqual(self.cli("check"), "The library is sound.\n")

    def list(self, *args):
        return json.loads(self.cli("list", "--format", "json", *args))

    def topics(self):
        return json.loads(self.cli("topics", "--format", "json"))

    def assert_newest(self, name, query, count):
        """The topic lists the newest papers that the service has, and those of one second by their ids. Of several
        from the very second at which its answer ends, the service names any; the list may know others from elsewhere."""
        server = self.sim.search(query, count)
        papers = [(p["published"], p["id"]) for p in self.list("--topic", name)]
        others = set(papers) - set(server)
        self.assertEqual(papers, sorted(others.union(server), reverse=True)[: len(server)])
        self.assertLessEqual({date for date, _ in others}, {server[-1][0]})

    def wait_for_requests(self, n, path="/api/query"):
        deadline = time.monotonic() + 20
        while len(self.asked(path)) < n:
            self.assertLess(time.monotonic(), deadline, "the service was not asked")
            time.sleep(0.02)

    def interrupt(self, process):
        """Ctrl+C; gives the messages and how many seconds it took."""
        began = time.monotonic()
        process.send_signal(signal.SIGINT)
        output, messages = process.communicate(timeout=30)
        return output, messages, time.monotonic() - began


def main():
    if not SIM.exists() or not PAPERS.exists() or not DAYS.exists():
        print(f"{DATA} is not there", file=sys.stderr)
        sys.exit(77)
    unittest.main(verbosity=2)
