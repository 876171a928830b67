"""Notes in the finished PDF: whatever the book, each stands there once, though page numbers move the lines about.

The engine loses and doubles notes in several ways (in table cells and lists that break over a page, where pages are laid
out anew for the sake of a number, where one page has too many). Books here have notes wherever a manuscript may.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from octavo.model.edition import NotePlace
from octavo.pipeline import Request, build

WORDS = (
    "the", "ship", "left", "harbour", "under", "grey", "light", "and", "a", "coast", "that", "nobody", "had", "charted",
    "with", "care", "responsibility", "convoy", "agreement", "patrol", "merchant", "nevertheless", "international",
)  # fmt: skip

BOOK = """[book]
title = "Notes"
language = "en-GB"
author = "Ada Author"
identifier = "urn:uuid:4a3c7f0e-0d0c-4c2e-9d53-0f6f3c1b8a11"
[notes]
number = "{number}"
[editions.print]
preset = "{preset}"
notes = "{place}"
"""

PRESETS = ("trade-paperback", "a5", "b-format", "digest", "large-print", "us-letter-manual")

CHAPTERS = 2


@dataclass(slots=True)
class Writer:
    """Writes a manuscript by chance, and counts its notes: ``mark1x`` stands in the first, ``mark2x`` in the second …"""

    seed: int
    paragraphs: int
    notes: int = 0
    footnotes: int = 0
    """Those at the feet of pages: not those under figures and short tables."""
    late: list[str] = field(default_factory=list)
    """The texts of named notes, which end their chapter."""
    chance: Random = field(init=False)

    def __post_init__(self) -> None:
        """Begin where the seed says."""
        self.chance = Random(self.seed)  # noqa: S311 - the same book for the same seed

    def chapters(self) -> Iterator[str]:
        """Yield the texts of the chapters."""
        for number in range(CHAPTERS):
            self.late = []
            blocks = [f"# Chapter {number}{self.note()}"]
            blocks += [self.block(number * self.paragraphs + index) for index in range(self.paragraphs)]
            yield "\n\n".join((*blocks, *self.late)) + "\n"

    def block(self, index: int) -> str:
        """Return a block; every paragraph has an id, and some name the page of another."""
        kinds = (self.heading, self.quotation, self.list, self.table, self.figure)
        kind = self.chance.choice(kinds) if self.chance.random() < 0.25 else None
        paragraph = f"{{#p-{index}}}\n{self.prose()}"
        if self.chance.random() < 0.4:
            paragraph += f" As on [](#p-{self.chance.randrange(CHAPTERS * self.paragraphs)}){{.page}}."
        return f"{kind()}\n\n{paragraph}" if kind else paragraph

    def words(self, low: int, high: int) -> str:
        """Return some words."""
        return " ".join(self.chance.choices(WORDS, k=self.chance.randint(low, high)))

    def note(self, *, foot: bool = True) -> str:
        """Return the call of a note of one line or of twelve, with a paragraph and a list of its own now and then."""
        self.notes += 1
        self.footnotes += foot
        low, high = self.chance.choice(((2, 12), (12, 45), (12, 45), (45, 120)))
        body = f"mark{self.notes}x {self.words(low, high)}."
        if self.chance.random() < 0.85:
            return f"^[{body}]"
        self.late.append(f"[^n{self.notes}]: {body}\n\n    {self.words(5, 40)}.\n\n    - {self.words(3, 9)}\n    - end")
        return f"[^n{self.notes}]"

    def prose(self) -> str:
        """Return sentences with notes behind some of them, now and then two at one place."""
        sentences = []
        for _ in range(self.chance.randint(1, 6)):
            calls = self.chance.choice((0, 0, 0, 1, 1, 2))
            sentences.append(f"{self.words(4, 30)}." + "".join(self.note() for _ in range(calls)))
        return " ".join(sentences)

    def heading(self) -> str:
        """Return a heading with a note."""
        return f"## {self.words(2, 9)}{self.note()}"

    def quotation(self) -> str:
        """Return a quotation."""
        return f"> {self.prose()}"

    def list(self) -> str:
        """Return a list, each item with its notes."""
        return "\n".join(f"- {self.prose()}" for _ in range(self.chance.randint(2, 6)))

    def table(self) -> str:
        """Return a table with notes in caption, head and cells, which may be longer than some pages."""
        count = self.chance.choice((3, 8, 30, 70))
        foot = count > 8
        rows = [f"| {self.words(1, 12)}{self.cell_note(foot=foot)} | {self.words(1, 4)} |" for _ in range(count)]
        head = f"Table: {self.words(2, 6)}{self.note(foot=foot)}\n\n| One{self.note(foot=foot)} | Two |\n|---|---|\n"
        return head + "\n".join(rows)

    def cell_note(self, *, foot: bool) -> str:
        """Return the call of a note in every fifth cell."""
        return self.note(foot=foot) if self.chance.random() < 0.2 else ""

    def figure(self) -> str:
        """Return a figure with a note in its caption."""
        return f'![A square](images/x.svg "{self.words(2, 6)}{self.note(foot=False)}")'


def write_book(folder, writer, preset, place, number):
    """Write a book into a folder."""
    manuscript = folder / "manuscript"
    (manuscript / "images").mkdir(parents=True, exist_ok=True)
    (manuscript / "images" / "x.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" width="90" height="60"/>')
    (manuscript / "book.toml").write_text(BOOK.format(preset=preset, place=place.value, number=number))
    for index, text in enumerate(writer.chapters()):
        (manuscript / f"0{index}-chapter.md").write_text(text)


def check_book(folder, writer, place):
    """Build a book and count its notes; return its typography."""
    done = build(Request(book=folder, editions=("print",)), lambda _stage, _line: None)
    assert [str(diagnostic.message) for diagnostic in done.diagnostics] == []
    ((path, _edition, artifact),) = done.files
    text = subprocess.run(["pdftotext", "-raw", path, "-"], capture_output=True, check=True, text=True).stdout
    assert sorted(int(mark) for mark in re.findall(r"mark(\d+)x", text)) == list(range(1, writer.notes + 1))
    late = [mark.measure for mark in artifact.typography.marks if mark.blemish in {"late-note", "late-table-note"}]
    assert artifact.typography.notes == (writer.footnotes if place is NotePlace.FOOTNOTES else 0)
    assert set(late) <= {1}
    assert len(late) <= 0.08 * writer.footnotes
    return artifact.typography


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The folder of the book, written anew for each example."""
    return tmp_path_factory.mktemp("notes")


@settings(max_examples=2, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 10_000), preset=st.sampled_from(PRESETS), number=st.sampled_from(("book", "chapter")))
def test_every_note_stands_once_in_the_file(folder, seed, preset, number):
    """The notes of the file, read back, are those of the book: none lost, none twice, and none but a few late."""
    writer = Writer(seed, paragraphs=16)
    write_book(folder, writer, preset, NotePlace.FOOTNOTES, number)
    check_book(folder, writer, NotePlace.FOOTNOTES)


@pytest.mark.parametrize("place", [NotePlace.CHAPTER_ENDNOTES, NotePlace.BOOK_ENDNOTES])
def test_every_endnote_stands_once_in_the_file(folder, place):
    """The same for notes at the end of chapters and of the book."""
    writer = Writer(len(place.value), paragraphs=10)
    write_book(folder, writer, "a5", place, "chapter")
    check_book(folder, writer, place)
