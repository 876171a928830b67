"""Notes in the finished PDF: whatever the book, each stands there once, though page numbers move the lines about."""

from __future__ import annotations

import re
import subprocess
from dataclasses import dataclass

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from octavo.pipeline import Request, build

WORDS = [
    "the",
    "ship",
    "left",
    "harbour",
    "under",
    "grey",
    "light",
    "and",
    "a",
    "coast",
    "that",
    "nobody",
    "had",
    "charted",
    "with",
    "care",
    "responsibility",
]

BOOK = """[book]
title = "Notes"
language = "en-GB"
author = "Ada Author"
identifier = "urn:uuid:4a3c7f0e-0d0c-4c2e-9d53-0f6f3c1b8a11"
"""

CHAPTERS = 3


@dataclass(frozen=True)
class Plan:
    """One paragraph: words before and in each of its notes, the paragraph whose page it names, words behind."""

    notes: tuple[tuple[int, int], ...]
    named: int
    behind: int


PLANS = st.builds(
    Plan,
    notes=st.lists(st.tuples(st.integers(1, 20), st.integers(2, 20)), min_size=2, max_size=5).map(tuple),
    named=st.integers(0, 1000),
    behind=st.integers(0, 40),
)


def words(count, seed):
    """Return so many words."""
    return " ".join(WORDS[(seed + 7 * index) % len(WORDS)] for index in range(count))


def chapters(plans):
    """Return the chapters of a book as planned, and how many notes it has."""
    texts = [[f"# Chapter {number}"] for number in range(CHAPTERS)]
    total = 0
    for index, plan in enumerate(plans):
        pieces = []
        for before, length in plan.notes:
            total += 1
            pieces.append(f"{words(before, index)}^[mark{total}x {words(length, total)}.]")
        named = f"[](#p-{plan.named % len(plans)}){{.page}}"
        pieces.append(f"as on {named} {words(plan.behind, index)}.")
        texts[index * CHAPTERS // len(plans)].append(f"{{#p-{index}}}\n" + " ".join(pieces))
    return ["\n\n".join(blocks) + "\n" for blocks in texts], total


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The folder of the book, written anew for each example."""
    made = tmp_path_factory.mktemp("notes")
    (made / "manuscript").mkdir()
    (made / "manuscript" / "book.toml").write_text(BOOK)
    return made


@settings(max_examples=2, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(plans=st.lists(PLANS, min_size=32, max_size=40))
def test_every_note_stands_once_in_the_file(folder, plans):
    """The notes of the file, read back, are those of the book: none lost, none twice; and the meter counts them all."""
    texts, total = chapters(plans)
    for number, text in enumerate(texts):
        (folder / "manuscript" / f"0{number}-chapter.md").write_text(text)
    done = build(Request(book=folder, editions=("print",)), lambda _stage, _line: None)
    assert [str(diagnostic.message) for diagnostic in done.diagnostics] == []
    ((path, _edition, artifact),) = done.files
    text = subprocess.run(["pdftotext", "-raw", path, "-"], capture_output=True, check=True, text=True).stdout
    assert sorted(int(mark) for mark in re.findall(r"mark(\d+)x", text)) == list(range(1, total + 1))
    assert artifact.typography.notes == total
    assert max((mark.measure for mark in artifact.typography.marks if mark.blemish == "late-note"), default=0) <= 1
