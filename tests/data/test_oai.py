#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every saved OAI-PMH answer, read by us and, knowing nothing of us, by Python: test_oai.py OAI-LINES"""

import json
import os
import re
import subprocess
import sys
import tarfile
import tempfile
import unicodedata
import xml.etree.ElementTree as ElementTree
from pathlib import Path

# Of the 60 pages of a thousand records, to stay within seconds.
EVERY = 12


def plain(element):
    """The element's text on one line, composed, without control characters."""
    text = element.text or '' if element is not None else ''
    text = re.sub(r'\s+', ' ', re.sub(r'[\x7f-\x84\x86-\x9f]', '', text)).strip()
    return unicodedata.normalize('NFC', text)


def read_records(path):
    """What each record says, in the order of the file; names without their namespaces."""
    root = ElementTree.parse(path).getroot()
    for element in root.iter():
        element.tag = element.tag.rsplit('}', 1)[-1]
    return [record for record in root.iter('record')]


def compare(record, paper):
    """What is wrong with a paper, or None."""
    identifier = plain(record.find('.//identifier')).removeprefix('oai:arXiv.org:')
    if paper['id'] != identifier:
        return f'{paper["id"]} stands where {identifier} does'

    names = [' '.join(filter(None, (plain(author.find(part)) for part in ('forenames', 'keyname', 'suffix'))))
             for author in record.iter('author')]
    names = [name for name in names if re.search(r'\w', name)]
    found = paper.get('authors', [])
    if len(found) != len(names):
        return f'{identifier}: {len(found)} authors, not {len(names)}'
    pairs = list(zip(names, found)) + [(plain(record.find('.//title')), paper['title'])]
    pairs += [(plain(record.find('.//abstract')), paper.get('abstract', ''))]
    pairs += [(plain(record.find('.//comments')), paper.get('comment', ''))]
    for expected, actual in pairs:
        if not re.search(r'[\\{~]', expected) and expected != actual:
            return f'{identifier}: “{actual}”, not “{expected}”'

    if set(plain(record.find('.//categories')).split()) - set(paper['categories']):
        return f'{identifier}: {paper["categories"]}'
    for key, field in ('published', 'created'), ('updated', 'updated'):
        if not paper.get(key, '').startswith(plain(record.find(f'.//{field}'))):
            return f'{identifier}: {key} {paper.get(key)}'
    return None


def check(program, paths):
    records = [record for path in paths for record in read_records(path)]
    output = subprocess.run([program, *paths], stdout=subprocess.PIPE, check=True, text=True).stdout
    papers = [json.loads(line) for line in output.splitlines()]
    assert len(papers) == len(records), f'{len(papers)} papers of {len(records)} records'
    wrong = list(filter(None, map(compare, records, papers)))
    assert not wrong, '\n'.join(wrong[:20])
    accents = sum(bool(re.search(r"\\['`\"^]", paper['title'] + ' '.join(paper.get('authors', [])))) for paper in papers)
    print(f'{len(papers)} papers in {len(paths)} answers, {accents} with an accent that TeX would not read either')
    assert accents < len(papers) / 1000


def main():
    data = Path(os.environ.get('DAILY_PAPERS_TEST_DATA', ''))
    if not (data / 'arxiv-oai').is_dir():
        print('the recorded answers are not here')
        sys.exit(77)

    check(sys.argv[1], sorted((data / 'arxiv-oai').glob('*.xml')))
    with tempfile.TemporaryDirectory() as folder, tarfile.open(data / 'large/oai-cs-2016-pages.tar.xz') as archive:
        members = [member for number, member in enumerate(archive) if number % EVERY == 0]
        archive.extractall(folder, members)
        check(sys.argv[1], sorted(Path(folder).rglob('*.xml')))


main()
