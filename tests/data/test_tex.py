#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Real titles and abstracts with TeX: no letter or digit of them is lost on the page.

Usage: test_tex.py TEX-LINES"""

import html
import json
import lzma
import os
import pathlib
import re
import subprocess
import sys
import unicodedata

PROJECT = pathlib.Path(__file__).resolve().parents[2]
DATA = pathlib.Path(os.environ.get("DAILY_PAPERS_TEST_DATA", PROJECT.parent / "shared" / "data"))
LARGE_STEP = 3  # of 60,000 papers: 20,000

# Commands that say how a text looks, or which sign or letter stands there: what they do is seen, their names are not.
MARKUP = frozenset(
    """textbf emph textit textsl textsc texttt textsuperscript textsubscript textrm textsf textup text mbox underline
    uline bf bfseries it itshape sl em sc tt rm sf small large Large tiny footnotesize scriptsize normalsize url href
    item par newline noindent xspace textcolor footnote enquote ldots dots textquotedblleft textquotedblright
    textregistered texttrademark copyright textdegree degree deg textendash textemdash textasciitilde textasciicircum
    textless textgreater textbackslash textunderscore textmu textpertenthousand textperthousand slash S dag pounds
    AA aa ae AE oe OE ss o O l L i j th dj c v H k r u b d t
    quad space boldmath maketitle centering
    leq geq le ge to rightarrow leftarrow Rightarrow pm mp times cdot sim approx in subset infty neq circ bullet
    langle rangle propto star dagger ddagger ll gg mid equiv uparrow downarrow otimes oplus cup cap ast div simeq""".split()
)
ENVIRONMENTS = re.compile(r"\\(?:begin|end)\s*\{(?:itemize|enumerate|description|abstract|center|quote|document)\}")
COMMAND = re.compile(r"\\([A-Za-z]+)|\\[^A-Za-z]|\\$")
COLOR = re.compile(r"\\textcolor\s*\{[^{}]*\}")
LINE_END = re.compile(r"\\\\\[[-\d. ]*[a-z]*\]")
NO_LETTERS = re.compile(r"[\W_]+")


def fold(text):
    """The letters and digits of a text, whatever stands on them."""
    if text.isascii():
        return NO_LETTERS.sub("", text.lower())
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return NO_LETTERS.sub("", "".join(c for c in decomposed if not unicodedata.combining(c)))


def list_expected(source):
    text = LINE_END.sub(" ", COLOR.sub(" ", ENVIRONMENTS.sub(" ", source)))
    return fold(COMMAND.sub(lambda m: m[0] if m[1] and m[1] not in MARKUP else " ", text))


def read_page(page):
    """What is read of a page; where a link leads is read before its text, as in LaTeX, and behind it, as in Markdown."""
    return html.unescape(re.sub(r"<[^>]*>", "", re.sub(r'<a href="([^"]*)">(.*?)</a>', r"\1 \2 \1", page)))


def is_within(wanted, text):
    letters = iter(text)
    return wanted in text or all(letter in letters for letter in wanted)


def set_texts(program, texts):
    lines = "".join(json.dumps(text) + "\n" for text in texts)
    done = subprocess.run([program], input=lines, capture_output=True, encoding="utf-8", check=True)
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(answers) == len(texts), (len(answers), len(texts))
    return answers


def check(name, program, texts):
    lost = 0
    n_formulas = 0
    unknown = {}
    for source, (page, plain, formulas) in zip(texts, set_texts(program, texts)):
        n_formulas += formulas
        shown = re.sub(r'<span class="tex[^>]*>.*?</span>', "", page, flags=re.S)
        for command in re.findall(r"\\[A-Za-z]+", shown):
            unknown[command] = unknown.get(command, 0) + 1
        if not is_within(list_expected(source), fold(read_page(page))):
            lost += 1
            print(f"LOST: {source!r}\n   -> {page!r}")
        if "\n" in plain:
            lost += 1
            print(f"TWO LINES: {plain!r}")
    often = ", ".join(f"{c} {n}" for c, n in sorted(unknown.items(), key=lambda item: -item[1])[:12])
    print(f"{name}: {len(texts)} texts, {n_formulas} formulas, {lost} lost; "
          f"{sum(unknown.values())} commands shown as they stand: {often}")
    return lost


def read_latex():
    for line in (DATA / "latex" / "abstracts.jsonl").read_text(encoding="utf-8").splitlines():
        paper = json.loads(line)
        yield paper["title"]
        yield paper["abstract"]


def read_large():
    for path in sorted((DATA / "large").glob("papers-*.jsonl.xz")):
        with lzma.open(path, "rt", encoding="utf-8") as lines:
            for number, line in enumerate(lines):
                if number % LARGE_STEP == 0:
                    paper = json.loads(line)
                    yield paper["title"]
                    yield paper["summary"]


def main():
    if not (DATA / "latex").is_dir():
        print(f"no data at {DATA}")
        return 77
    program = sys.argv[1]
    lost = check("latex", program, list(read_latex()))
    lost += check("large", program, list(read_large()))
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main())
