"""The index in the finished PDF: each number it prints names a page that the mark stands on, and no place is left out."""

from __future__ import annotations

import re
import subprocess
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from octavo.pipeline import Request, build

BOOK = """[book]
title = "Marks"
language = "en-GB"
author = "Ada Author"
identifier = "urn:uuid:4a3c7f0e-0d0c-4c2e-9d53-0f6f3c1b8a12"
[contents]
front = ["contents", "preface.md"]
body = ["01-one.md", "02-two.md"]
back = ["index"]
"""
FILES = ("preface.md", "01-one.md", "02-two.md")
ENTRIES = ("Alpha", "Beta", "Gamma, first", "Gamma, second", "Gamma, third")
FILLER = "A grey ship left the harbour under a light that nobody had charted, and it went along the coast with care. "

MARKS = st.tuples(st.sampled_from(range(len(ENTRIES))), st.sampled_from(["", "main", "range"]), st.integers(1, 9))
"""An entry, what kind of mark it is, and how many sentences follow it (and stand inside it, when it is a range)."""


def manuscript(plan):
    """Return the text of each file, and the marks as planned: (entry, word at its beginning, word at its end)."""
    texts, places, words = [[] for _ in FILES], [], count(1)
    for number, (entry, kind, length) in enumerate(plan):
        first = f"qq{next(words)}z"
        index = f'index="{ENTRIES[entry]}"'
        filling = FILLER * length
        if kind == "range":
            last = f"qq{next(words)}z"
            start, end = f"[{first}]{{.index-start {index}}}", f"[{last}]{{.index-end {index}}}"
            text = f"{start} {filling * 4}{end} {filling}"
        else:
            last = first
            text = f"[{first}]{{{'.index-main ' if kind else ''}{index}}} {filling}"
        texts[number * len(FILES) // len(plan)].append(text)
        places.append((entry, first, last))
    return ["\n\n".join(["# Title", *paragraphs]) + "\n" for paragraphs in texts], places


def pages_of(path, labels):
    """Return the text of each page of a PDF, by its folio."""
    text = subprocess.run(["pdftotext", "-raw", path, "-"], capture_output=True, check=True, text=True).stdout
    return dict(zip(labels, text.split("\f"), strict=False))


def printed(index):
    """Return the pages that each entry of the index names, ranges written out with whole numbers."""
    found, main = {}, ""
    for line in index.splitlines():
        words, _, numbers = line.partition(", ")
        if words == "Gamma" or not numbers:
            main = words if words == "Gamma" else main
            continue
        name = words if words in ENTRIES else f"{main}, {words}"
        found.setdefault(name, []).extend(tuple(number.split("–")) for number in numbers.split(", "))
    return found


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The folder of the book, written anew for each example."""
    made = tmp_path_factory.mktemp("index")
    (made / "manuscript").mkdir()
    (made / "manuscript" / "book.toml").write_text(BOOK)
    return made


@settings(max_examples=3, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(plan=st.lists(MARKS, min_size=12, max_size=30))
def test_every_printed_page_holds_its_mark(folder, plan):
    """Each number names the page of a mark, a range those of its ends; and each mark's pages are named."""
    texts, places = manuscript(plan)
    for file, text in zip(FILES, texts, strict=True):
        (folder / "manuscript" / file).write_text(text)
    done = build(Request(book=folder, editions=("print",)), lambda _stage, _line: None)
    assert [str(diagnostic.message) for diagnostic in done.diagnostics if diagnostic.is_error] == []
    ((path, _edition, artifact),) = done.files
    entries = artifact.page_map.pages
    order = {entry.folio: number for number, entry in enumerate(entries) if not entry.blank}
    pages = pages_of(path, [entry.folio for entry in entries])
    on = {word: folio for folio, text in pages.items() for word in re.findall(r"qq\d+z", text)}
    index = "\n".join(pages[entry.folio] for entry in entries if entry.document == "index")
    named = printed(index.replace(",\n", ", "))
    for entry, name in enumerate(ENTRIES):
        truth = {(order[on[first]], order[on[last]]) for e, first, last in places if e == entry}
        told = {tuple(order[folio] for folio in (pages[0], pages[-1])) for pages in named.get(name, [])}
        ends = {page for both in truth for page in both}
        assert {page for both in told for page in both} <= ends
        assert all(any(first <= begins and ends_on <= last for first, last in told) for begins, ends_on in truth)
