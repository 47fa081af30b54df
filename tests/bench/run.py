#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Measures the list with libraries of several sizes, and a plain list beside it.

Usage: run.py BUILDDIR [--sizes 1000,100000,1000000] [--folder DIR] [--no-windows]

The libraries are made once and kept in DIR, BUILDDIR/bench unless another is named;
a million papers take some minutes and 3 GB. Figures are printed, never judged: they
depend on the machine. Each figure is of a process of its own, or the median of five
measurements in one.

  core    what the library does: opening, sorting, searching (list-bench.c)
  topics  storing a thousand papers without topics and with five hundred (topic-bench.c)
  window  the window's list (list-window.c): action to the end of the frame that shows it
  program the program itself, from its start to its first frame and to the whole list
  plain   GListStore + GtkSortListModel with the same cells (plain-window.c)
  reader  from selecting a paper to its page on the screen (reader-window.c)
"""

import argparse
import contextlib
import os
import pathlib
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time

# Starting is measured this often, each time in a process of its own.
N_STARTS = 3
START_FIGURES = ("first-frame", "full-list", "memory-start")

# On a screen and a bus of their own. The same drawing for all, on the processor.
DISPLAY = ["xvfb-run", "-a", "-s", "-screen 0 1400x1000x24", "dbus-run-session", "--"]
ENVIRONMENT = {
    "GSK_RENDERER": "cairo",
    "GDK_DEBUG": "gl-disable",
    "GTK_A11Y": "none",
    "GTK_USE_PORTAL": "0",
    "ADW_DISABLE_PORTAL": "1",
    "GSETTINGS_BACKEND": "memory",
    # Nobody is asked for anything meanwhile.
    "DAILY_PAPERS_ARXIV_URL": "http://127.0.0.1:9",
    "DAILY_PAPERS_FEED_URL": "http://127.0.0.1:9",
    "DAILY_PAPERS_HF_URL": "http://127.0.0.1:9",
}


def parse_figures(output):
    """Reads the lines `name value unit`; programs below may print others."""
    figures = {}
    for line in output.splitlines():
        parts = line.split()
        if len(parts) == 3 and parts[2] in ("ms", "MB", "papers", "frames"):
            figures[parts[0]] = (float(parts[1]), parts[2])
    return figures


def run(command, environment):
    # The library says where it fails; what the bus says helps nobody.
    result = subprocess.run(command, env=environment, text=True, stdout=subprocess.PIPE,
                            stderr=subprocess.PIPE, check=False)
    if result.returncode != 0:
        sys.stderr.write(result.stderr)
        sys.exit(f"{' '.join(command)}: failed")
    return parse_figures(result.stdout)


def make_library(builddir, folder, size):
    path = folder / f"{size}.db"
    if not path.exists():
        print(f"Making a library of {size:,} papers …", file=sys.stderr, flush=True)
        new = folder / f"{size}.new"
        for suffix in ("", "-wal", "-shm"):
            pathlib.Path(f"{new}{suffix}").unlink(missing_ok=True)
        subprocess.run([builddir / "tests/bench/make-library", new, str(size)], check=True)
        new.rename(path)
        for suffix in ("-wal", "-shm"):
            pathlib.Path(f"{new}{suffix}").unlink(missing_ok=True)
    return path


def count_papers(path):
    with contextlib.closing(sqlite3.connect(path)) as library:
        return library.execute("SELECT sum (n_papers) FROM tally").fetchone()[0]


def measure_core(builddir, path):
    return run([str(builddir / "tests/bench/list-bench"), str(path)], os.environ)


def measure_window(builddir, program, path):
    """Runs a window several times for its start, and once to the end."""
    environment = {**os.environ, **ENVIRONMENT}
    runs = []
    for part in ["start"] * (N_STARTS - 1) + ["all"]:
        # The clock starts inside the screen and the bus, with the program itself.
        shell = ('import os, sys, time; '
                 'os.execv(sys.argv[1], sys.argv[1:] + [str(time.monotonic_ns() // 1000)])')
        runs.append(run([*DISPLAY, sys.executable, "-c", shell,
                         str(builddir / "tests/bench" / program), str(path), part], environment))
    figures = runs[-1]
    for name in START_FIGURES:
        figures[name] = (statistics.median(each[name][0] for each in runs), figures[name][1])
    return figures


def measure_reader(builddir):
    environment = {**os.environ, **ENVIRONMENT, "DAILY_PAPERS_MATH": str(builddir / "src/math/daily-papers-math")}
    return run([*DISPLAY, str(builddir / "tests/bench/reader-window")], environment)


def print_ratios(figures):
    """Of a paper with mathematics to one without."""
    for name in ("median", "p95"):
        with_mathematics, without = figures[f"reader-math-{name}"][0], figures[f"reader-text-{name}"][0]
        print(f"with mathematics / without, {name}: {with_mathematics / without:.2f}")


def measure_program(builddir, path, size):
    """Starts the program and reads in its debug log when it had drawn and when it had the list."""
    runs = []
    for _ in range(N_STARTS):
        with tempfile.TemporaryDirectory() as home:
            environment = {
                **os.environ, **ENVIRONMENT, "HOME": home, "G_MESSAGES_DEBUG": "daily-papers",
                "XDG_CONFIG_HOME": home, "XDG_STATE_HOME": home, "XDG_CACHE_HOME": home,
                "GSETTINGS_SCHEMA_DIR": str(builddir / "data"), "DAILY_PAPERS_LIBRARY": str(path),
            }
            runs.append(run([*DISPLAY, sys.executable, __file__, "--one-start", str(builddir / "src/app/daily-papers"),
                             str(size)], environment))
    return {name: (statistics.median(each[name][0] for each in runs), "ms") for name in runs[0]}


def print_one_start(program, size):
    """Runs inside the screen and the bus; the clock starts with the program."""
    began = time.monotonic()
    process = subprocess.Popen([program], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    awaited = {"The first frame is drawn": "first-frame", f"The list holds {size} papers\n": "full-list"}
    for line in process.stdout:
        for text in [text for text in awaited if text in line]:
            print(f"{awaited.pop(text)} {(time.monotonic() - began) * 1000:.1f} ms")
        if not awaited:
            break
    process.kill()


def print_table(title, columns):
    """Prints figures by name, one column for each size or program."""
    names = list(dict.fromkeys(name for _, figures in columns for name in figures))
    width = max(len(name) for name in names)
    print(f"\n{title}")
    print(" " * width, *(f"{heading:>16}" for heading, _ in columns))
    for name in names:
        cells = []
        for _, figures in columns:
            value, unit = figures.get(name, (None, ""))
            cells.append(f"{value:,.1f} {unit}" if unit in ("ms", "MB")
                         else f"{value:,.0f}" if unit else "")
        print(f"{name:<{width}}", *(f"{cell:>16}" for cell in cells))
    sys.stdout.flush()


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("builddir", type=lambda text: pathlib.Path(text).resolve())
    parser.add_argument("--sizes", default="1000,100000,1000000")
    parser.add_argument("--folder", type=pathlib.Path)
    parser.add_argument("--no-windows", action="store_true", help="only what needs no display")
    arguments = parser.parse_args()

    folder = (arguments.folder or arguments.builddir / "bench").resolve()
    folder.mkdir(parents=True, exist_ok=True)
    sizes = [int(size) for size in arguments.sizes.split(",")]
    began = time.monotonic()

    paths = {size: make_library(arguments.builddir, folder, size) for size in sizes}
    print_table("core: from the question to the answer",
                [(f"{size:,}", measure_core(arguments.builddir, paths[size])) for size in sizes])
    print_table("topics: work of the processor for papers that arrive",
                [("", run([str(arguments.builddir / "tests/bench/topic-bench")], os.environ))])
    if not arguments.no_windows:
        reader = measure_reader(arguments.builddir)
        print_table("reader: from selecting a paper to the end of the frame that shows its page, warm",
                    [("", reader)])
        print_ratios(reader)
    for size in sizes if not arguments.no_windows else []:
        # list-bench has added papers.
        n_papers = count_papers(paths[size])
        print_table(f"{n_papers:,} papers: from the action to the end of the frame that shows it",
                    [("program", measure_program(arguments.builddir, paths[size], n_papers))] +
                    [(name, measure_window(arguments.builddir, f"{name}-window", paths[size]))
                     for name in ("list", "plain")])
    print(f"\nMeasured in {time.monotonic() - began:.0f} s.", file=sys.stderr)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one-start"]:
        print_one_start(*sys.argv[2:])
    else:
        main()
