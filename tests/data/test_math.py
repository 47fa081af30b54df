#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Real titles and abstracts with their mathematics set: nearly all of it is, and no letter or digit is lost.

Usage: test_math.py MATH-LINES"""

import collections
import re
import sys

import test_tex

LEAST_SET = 0.97
# A command that nobody knows is shown by its name within its formula.
NAMED = re.compile(r'<mtext mathvariant="monospace">(\\[A-Za-z@]+)</mtext>')
# What stands around a formula is no part of it, as a dollar sign is none.
DELIMITER = re.compile(r"\\(?:begin|end)\{(?:equation|displaymath|math)\*?\}")


def main():
    if not (test_tex.DATA / "latex").is_dir():
        print(f"no data at {test_tex.DATA}")
        return 77
    texts = list(test_tex.read_latex())
    n_formulas = n_named = lost = 0
    reasons = collections.Counter()
    for source, (page, formulas) in zip(texts, test_tex.set_texts(sys.argv[1], texts)):
        n_formulas += len(formulas)
        for tex, html, reason in formulas:
            if html is None:
                reasons[reason] += 1
                print(f"not set: {reason}: {tex!r}")
            elif NAMED.search(html):
                n_named += 1
        wanted = test_tex.list_expected(DELIMITER.sub(" ", source))
        if not test_tex.is_within(wanted, test_tex.fold(test_tex.read_page(page))):
            lost += 1
            print(f"LOST: {source!r}\n   -> {page!r}")

    n_set = n_formulas - sum(reasons.values())
    print(f"{len(texts)} texts, {n_formulas} formulas: {n_set} set ({100 * n_set / n_formulas:.1f} %), of these {n_named} with "
          f"a command that is shown by its name; {sum(reasons.values())} shown as their source; {lost} texts lost something")
    for reason, n in reasons.most_common():
        print(f"  {n:4} {reason}")
    return 1 if lost or n_set < LEAST_SET * n_formulas or n_named > (1 - LEAST_SET) * n_formulas else 0


sys.exit(main())
