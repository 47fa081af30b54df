#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every recorded list of Hugging Face's, read by us and, knowing nothing of us, by Python: test_hugging_face.py LINES

decisions.md, Imports: of the 428 days 414 are lists, and the others are arrays of strings that give nothing."""

import json
import os
import re
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

BROKEN = {
    "2024-12-11", "2024-12-16", "2024-12-19", "2024-12-20", "2024-12-23", "2024-12-24", "2024-12-25", "2024-12-30",
    "2024-12-31", "2025-01-02", "2025-01-03", "2025-01-07", "2025-01-08", "2025-01-09",
}
N_DAYS = 428


def plain(text):
    """On one line, without control characters; None for what is empty."""
    text = re.sub(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]", "", text or "")
    return re.sub(r"\s+", " ", text).strip() or None


def expect(entry, day, rank):
    """What is to be known of a paper, from what its entry says."""
    paper = entry["paper"]
    repository = re.sub(r"\s", "", paper.get("githubRepo") or "").rstrip("/").removesuffix(".git") or None
    project = re.sub(r"\s", "", paper.get("projectPage") or "") or None
    if project and repository and project.rstrip("/").lower() == repository.lower():
        project = None
    organization = paper.get("organization") or entry.get("organization") or {}
    return {
        "id": paper["id"],
        "days": [day],
        "rank": rank,
        "title": plain(entry["title"]),
        "abstract": plain(paper["summary"]),
        "authors": [plain(author["name"]) for author in paper["authors"] if not author["hidden"]],
        "summary": plain(paper.get("ai_summary")),
        "keywords": list(dict.fromkeys(filter(None, map(plain, paper.get("ai_keywords") or [])))),
        "published": re.sub(r"T00:00:00Z$", "", re.sub(r"\.\d+Z$", "Z", paper["publishedAt"])),
        "upvotes": paper["upvotes"],
        "num_comments": entry["numComments"],
        "stars": paper.get("githubStars") if repository else None,
        "organization": plain(organization.get("fullname")) or plain(organization.get("name")),
        "thumbnail": entry.get("thumbnail") or entry.get("mediaUrl"),
        "github": repository,
        "project": project,
        "huggingface": "https://huggingface.co/papers/" + paper["id"],
    }


def flatten(paper):
    """Links by their kind; nothing that is empty or unknown."""
    links = {link["kind"]: link["url"] for link in paper.pop("links", [])}
    paper.update({kind: links.get(kind) for kind in ("github", "project", "huggingface")})
    assert len(links) == len(set(links)), links
    return {key: value for key, value in paper.items() if value not in (None, [], -1)}


def check_day(path, lines):
    """Compares one day with our lines about it and gives its number of papers."""
    day = path.stem
    found = []
    for line in lines:
        found.append(json.loads(line))
        if "day" in found[-1]:
            break
    end = found.pop()
    assert end["day"] == day, end

    entries = json.loads(path.read_text(encoding="utf-8"))
    if day in BROKEN:
        assert all(isinstance(entry, str) for entry in entries), day
        assert end.get("error") and not found, end
        return 0

    assert end == {"day": day, "papers": len(entries), "rejected": 0}, end
    assert len(found) == len(entries), f"{day}: {len(found)} papers, not {len(entries)}"
    for rank, (entry, paper) in enumerate(zip(entries, found), 1):
        expected = {key: value for key, value in expect(entry, day, rank).items() if value not in (None, [])}
        actual = flatten(paper)
        hidden = {author["name"] for author in entry["paper"]["authors"] if author["hidden"]}
        assert not hidden & set(actual.get("authors", [])), f"{day}: {hidden}"
        for key, value in expected.items():
            assert actual.get(key) == value, f"{day}, {paper['id']}: {key} is {actual.get(key)!r}, not {value!r}"
        more = {key: actual[key] for key in actual.keys() - expected.keys() - {"bookmarked", "read"}}
        assert not more, f"{day}, {paper['id']}: {more}"
    return len(entries)


def main():
    archive = Path(os.environ.get("DAILY_PAPERS_TEST_DATA", "")) / "hf-daily" / "days.tar.xz"
    if not archive.is_file():
        print("the recorded lists are not here")
        sys.exit(77)

    with tempfile.TemporaryDirectory() as folder:
        with tarfile.open(archive) as days:
            days.extractall(folder)
        paths = sorted(Path(folder).rglob("*.json"))
        assert len(paths) == N_DAYS and BROKEN <= {path.stem for path in paths}

        output = subprocess.run([sys.argv[1], *paths], stdout=subprocess.PIPE, check=True, text=True, encoding="utf-8").stdout
        lines = iter(output.splitlines())
        n_papers = sum(check_day(path, lines) for path in paths)
        assert next(lines, None) is None
        print(f"{n_papers} papers in {len(paths) - len(BROKEN)} lists; {len(BROKEN)} lists are none")


main()
