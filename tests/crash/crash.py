#!/usr/bin/python3
# crash.py: kill a program that writes, and look at what it leaves behind
#
# SPDX-License-Identifier: GPL-3.0-or-later
"""Usage: crash.py WRITER [RUNS]

Each run starts WRITER on the same library, kills it with SIGKILL at a random
moment, and then wants: the library opens, a check finds nothing, and every
bookmark and tag that was reported as set, in this run or an earlier one, is there."""

import os
import pathlib
import random
import subprocess
import sys
import tempfile
import time


def write_and_kill(writer, library, reported):
    """Returns how many marks were reported before the end."""
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen([writer, "write", library], stdout=output)
        time.sleep(random.uniform(0.02, 0.8))
        ended = process.poll()
        process.kill()
        process.wait()
        if ended is not None:
            sys.exit(f"the writer ended by itself with {ended}")

        # A line that was cut off was not reported.
        output.seek(0)
        lines = output.read().decode().split("\n")[:-1]

    reported.update(lines)
    return len(lines)


def verify(writer, library, reported):
    result = subprocess.run([writer, "verify", library], capture_output=True, text=True)
    if result.returncode != 0:
        sys.exit(f"the library cannot be verified: {result.stderr}")

    lines = result.stdout.splitlines()
    repaired = [line for line in lines if line.startswith("repaired: ")]
    if repaired:
        sys.exit("the check found something:\n" + "\n".join(repaired))

    if not reported <= set(lines):
        sys.exit(f"marks are missing: {sorted(reported - set(lines))}")


def main():
    writer = sys.argv[1]
    runs = int(sys.argv[2]) if len(sys.argv) > 2 else 100
    reported = set()

    with tempfile.TemporaryDirectory(prefix="dp-crash-") as folder:
        library = os.path.join(folder, "library.db")
        for run in range(1, runs + 1):
            n = write_and_kill(writer, library, reported)
            left = pathlib.Path(library + "-wal").exists()
            verify(writer, library, reported)
            print(f"run {run}: {n} marks reported, {len(reported)} in all, "
                  f"{'a' if left else 'no'} -wal was left: sound", flush=True)

    for kind in ("bookmark", "tag"):
        if not any(line.startswith(kind) for line in reported):
            sys.exit(f"no {kind} was ever reported: nothing was tested")


main()
