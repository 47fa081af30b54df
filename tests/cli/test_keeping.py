#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Backups of the real program: written, verified, restored, refused."""

import json
import os
import pathlib
import resource
import shutil
import signal
import sqlite3
import subprocess

import rig

# As an export of another machine says it.
LINES = [
    {"type": "library", "format": 1, "uuid": "0123456789abcdef0123456789abcdef"},
    {"type": "topic", "name": "Graphs", "words": ["graph"], "keep": 100, "followed": True, "changed_at": "2026-01-01T00:00:00Z"},
    *({"type": "paper", "id": f"2501.{n:05}", "title": f"A graph, number {n}", "authors": ["Ada Author"], "abstract": "Text. " * 60,
       "published": f"2025-01-{1 + n % 28:02}T10:00:00Z"} for n in range(1, 200)),
    {"type": "mark", "paper": "2501.00001", "mark": "bookmark", "changed_at": "2026-01-02T00:00:00Z"},
    {"type": "mark", "paper": "2501.00002", "mark": "read", "changed_at": "2026-01-02T00:00:00Z"},
    {"type": "mark", "paper": "2501.00003", "mark": "tag", "name": "later", "changed_at": "2026-01-02T00:00:00Z"},
    {"type": "mark", "paper": "2501.00004", "mark": "note", "text": "To be read again", "changed_at": "2026-01-02T00:00:00Z"},
    {"type": "mark", "paper": "2501.00005", "mark": "bookmark", "removed": True, "changed_at": "2020-01-02T00:00:00Z"},
]


class Keeping(rig.Case):
    sim_options = ("--limit", "100")

    def setUp(self):
        super().setUp()
        self.library = pathlib.Path(self.home, "data/daily-papers/library.db")
        self.copies = pathlib.Path(str(self.library) + ".copies")
        self.file = self.home + "/mine.dpbackup"
        lines = pathlib.Path(self.home, "lines.jsonl")
        lines.write_text("".join(json.dumps(line) + "\n" for line in LINES))
        self.cli("import", str(lines))
        self.exported = self.cli("export", "-")
        self.assertIn("To be read again", self.exported)

    def damage(self):
        """Makes a library that differs in papers and marks."""
        self.cli("unbookmark", "2501.00001")
        self.cli("bookmark", "2501.00007")
        self.cli("unfollow", "Graphs")
        self.assertNotEqual(self.cli("export", "-"), self.exported)

    def assert_nothing_left(self):
        """Neither half a file nor a copy that was only on its way."""
        left = [p.name for p in pathlib.Path(self.home).rglob("*") if ".part" in p.name or ".staged" in p.name]
        self.assertEqual(left, [])

    def limited(self, *args):
        """Runs a command that may not write a file of more than 100 kB, as on a full disk."""

        def limit():
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))

        process = self.start(*args, preexec_fn=limit)
        _, messages = process.communicate(timeout=60)
        return process.returncode, messages

    def test_delete_and_restore(self):
        self.cli("backup", self.file)
        self.assertIn("199 papers", self.messages)
        self.assertEqual(sqlite3.connect(self.file).execute("PRAGMA journal_mode").fetchone()[0], "delete")

        shutil.rmtree(self.library.parent)
        self.cli("restore", self.file)  # nothing is there that could be lost
        self.assertEqual(self.cli("export", "-"), self.exported)
        self.assert_sound()
        self.assert_nothing_left()

    def test_replaced_is_kept(self):
        self.cli("backup", self.file)
        self.damage()
        damaged = self.cli("export", "-")

        self.cli("restore", "--yes", self.file)
        (aside,) = self.copies.glob("replaced-*.dpbackup")
        self.assertIn(str(aside), self.messages)
        self.assertEqual(self.cli("export", "-"), self.exported)

        self.cli("restore", "--yes", str(aside))
        self.assertEqual(self.cli("export", "-"), damaged)
        self.assert_sound()

    def test_replaced_are_five(self):
        self.cli("backup", self.file)
        for _ in range(7):
            self.cli("restore", "--yes", self.file)
        self.assertEqual(len(list(self.copies.glob("replaced-*"))), 5)

    def test_asks(self):
        self.cli("backup", self.file)
        self.damage()
        damaged = self.cli("export", "-")
        self.cli("restore", self.file, status=2)
        self.assertIn("--yes", self.messages)
        self.assertEqual(self.cli("export", "-"), damaged)

    def test_refused(self):
        self.cli("backup", self.file)
        good = pathlib.Path(self.file).read_bytes()
        self.damage()
        damaged = self.cli("export", "-")

        def change(sql):
            def run(path):
                path.write_bytes(good)
                database = sqlite3.connect(path)
                database.executescript(sql)
                database.close()

            return run

        def overwrite(path):
            # In the middle of a table, where only a look at every page finds it.
            path.write_bytes(good[: len(good) // 2] + b"\x5a" * 4096 + good[len(good) // 2 + 4096 :])

        cases = {
            "newer": (change("PRAGMA user_version = 99"), "newer version"),
            "foreign": (change("PRAGMA application_id = 1"), "not a library"),
            "trigger": (change("CREATE TRIGGER x AFTER INSERT ON bookmark BEGIN DELETE FROM note; END"), "damaged"),
            "table": (change("DROP TABLE note"), "damaged"),
            "nameless": (change("DELETE FROM meta"), "damaged"),
            "stray": (change("INSERT INTO bookmark VALUES (99999, 1, 1, 1)"), "damaged"),
            "damaged": (overwrite, "damaged"),
            "cut": (lambda path: path.write_bytes(good[: len(good) // 2]), "damaged"),
            "text": (lambda path: path.write_text("no library " * 1000), "damaged"),
            "empty": (lambda path: path.write_bytes(b""), "no library in"),
            "folder": (lambda path: path.mkdir(), "directory"),
            "missing": (lambda path: None, "No such file"),
        }
        for name, (make, words) in cases.items():
            with self.subTest(name):
                path = pathlib.Path(self.home, name)
                make(path)
                self.cli("restore", "--yes", str(path), status=1)
                self.assertIn(words, self.messages)
                self.assertIn("left as it is", self.messages)
                self.assertEqual(self.cli("export", "-"), damaged)
                self.assert_nothing_left()

        self.cli("backup", str(self.library), status=1)
        self.assertIn("the library itself", self.messages)
        self.cli("backup", self.home, status=1)
        self.assertEqual(self.cli("export", "-"), damaged)

    def test_disk_full(self):
        pathlib.Path(self.file).write_text("what was there")
        status, messages = self.limited("backup", self.file)
        self.assertEqual(status, 1)
        self.assertIn("full", messages)
        self.assertEqual(pathlib.Path(self.file).read_text(), "what was there")
        self.assert_nothing_left()

        self.cli("backup", self.file)
        self.damage()
        damaged = self.cli("export", "-")
        status, messages = self.limited("restore", "--yes", self.file)
        self.assertEqual(status, 1)
        self.assertIn("full", messages)
        self.assertEqual(self.cli("export", "-"), damaged)
        self.assert_nothing_left()
        self.assert_sound()

    def test_in_use(self):
        """Others read and write while the library is replaced, again and again; none of them fails in another way than
        by being told, and nothing is damaged."""
        self.cli("backup", self.file)
        others = [self.start("bookmark", f"2501.{n:05}") if n % 2 else self.start("list", stdout=subprocess.DEVNULL) for n in range(10, 22)]
        self.cli("restore", "--yes", self.file)
        others += [self.start("read", f"2501.{n:05}") for n in range(30, 36)]
        self.cli("restore", "--yes", self.file)
        for process in others:
            _, messages = process.communicate(timeout=60)
            self.assertTrue(process.returncode == 0 or "restored meanwhile" in messages, messages)
        self.assert_sound()
        self.cli("restore", "--yes", self.file)
        self.assertEqual(self.cli("export", "-"), self.exported)

    def test_import_unites(self):
        """A backup that is imported is united with the library, as an export is: the later change of each mark holds."""
        self.cli("backup", self.file)
        self.cli("unbookmark", "2501.00001")
        self.cli("bookmark", "2501.00007")
        self.cli("import", self.file)
        self.assertIn("199 unchanged", self.messages)
        self.assertEqual([p["id"] for p in self.list("--bookmarks")], ["2501.00007"])

        elsewhere = self.home + "/elsewhere.db"
        self.cli("--library", elsewhere, "import", self.file)
        self.assertIn("199 new papers", self.messages)
        fresh = [line for line in self.cli("--library", elsewhere, "export", "-").splitlines() if '"type":"library"' not in line]
        self.assertEqual(fresh, [line for line in self.exported.splitlines() if '"type":"library"' not in line])

        # And back: the removal and the new bookmark reach it as well.
        self.cli("--library", elsewhere, "read", "2501.00009")
        self.cli("backup", self.file)
        self.cli("--library", elsewhere, "import", self.file)
        self.cli("import", elsewhere)
        marks = [[line for line in self.cli(*library, "export", "-").splitlines() if '"type":"mark"' in line]
                 for library in ([], ["--library", elsewhere])]
        self.assertEqual(marks[0], marks[1])
        self.assertIn("2501.00009", "".join(marks[0]))
        self.assertEqual(list(pathlib.Path(self.home, "cache/daily-papers").glob("import-*")), [])

        pathlib.Path(self.file).write_bytes(pathlib.Path(self.file).read_bytes()[:20000])
        self.cli("import", self.file, status=1)
        self.assertIn("Nothing of it was stored", self.messages)

    def test_daily_copy(self):
        """A refresh leaves a copy of the day, as it is after it, and no second one."""
        self.cli("refresh", "--topic", "Graphs")
        exported = self.cli("export", "-")
        (copy,) = self.copies.glob("20*.dpbackup")
        self.cli("bookmark", "2501.00007")
        self.cli("refresh", "--topic", "Graphs", "--force")
        self.assertEqual(list(self.copies.glob("20*.dpbackup")), [copy])
        self.cli("restore", "--yes", str(copy))
        self.assertEqual(self.cli("export", "-"), exported)

    def test_prune(self):
        self.cli("unfollow", "Graphs")
        self.assertEqual(self.cli("prune", "--older-than", "1", "--dry-run"), "0 papers would be pruned; about 0 bytes.\n")
        with sqlite3.connect(self.library) as database:
            database.execute("UPDATE paper SET first_stored = first_stored - 400 * 86400")
        database.close()
        before = self.cli("export", "-")
        self.assertRegex(self.cli("prune", "--older-than", "12", "--dry-run"), "^196 papers would be pruned; about .*kB")
        self.assertEqual(self.cli("export", "-"), before)

        self.cli("prune", "--older-than", "12")
        self.assertIn("196 papers pruned", self.messages)
        # Bookmarked, tagged, with a note; read alone and unmarked long ago are not kept.
        self.assertEqual({p["id"] for p in self.list()}, {"2501.00001", "2501.00003", "2501.00004"})
        self.assert_sound()
        self.cli("prune", "--undo")
        self.assertEqual(self.cli("export", "-"), before)
        self.assert_sound()
        self.cli("prune", "--undo", status=1)

    def test_read_only(self):
        """A backup on a disk that cannot be written is as good as any."""
        folder = pathlib.Path(self.home, "disk")
        folder.mkdir()
        self.cli("backup", str(folder / "mine.dpbackup"))
        self.damage()
        folder.chmod(0o500)
        self.addCleanup(folder.chmod, 0o700)
        self.cli("restore", "--yes", str(folder / "mine.dpbackup"))
        self.assertEqual(self.cli("export", "-"), self.exported)
        self.assertEqual(os.listdir(folder), ["mine.dpbackup"])


rig.main()
