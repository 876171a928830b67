"""Notes called in tables: under a short one, at the feet of the pages of a long one."""

from __future__ import annotations

import re

import pikepdf
import pytest

from octavo.model import nodes
from octavo.model.typography import Blemish


def marks(pages):
    """Return the numbers of the notes on each page."""
    return [[int(mark) for mark in re.findall(r"mark(\d+)x", page)] for page in pages]


def table_of(sample, count):
    """Return a document of a table of so many rows, with a note in every tenth, and a paragraph behind it."""
    notes = tuple(sample.note(number + 1, f"mark{number + 1}x of a cell.") for number in range(count // 10))
    cells = [sample.call(notes[row // 10].id) if row % 10 == 0 else "a place" for row in range(count)]
    rows = [["When", "Where"], *([f"Year {row}", cell] for row, cell in enumerate(cells))]
    return sample.document("one", sample.table(rows), sample.para("After the table."), notes=notes)


def test_notes_of_a_long_table_stand_on_the_pages_of_their_rows(sample, printed):
    """A table of four pages: each page has the notes of its own rows, at its foot."""
    typography, pages, _path = printed(sample.publication(table_of(sample, 150)))
    years = [[int(year) for year in re.findall(r"Year (\d+)", page)] for page in pages]
    assert len(pages) > 3
    assert marks(pages) == [[year // 10 + 1 for year in page if year % 10 == 0] for page in years]
    assert all(page.index(f"Year {year[-1]}") < page.index("mark") for page, year in zip(pages, years, strict=True))
    assert typography.notes == 15
    assert typography.counts[Blemish.LATE_NOTE] == typography.counts[Blemish.LATE_TABLE_NOTE] == 0


def test_the_note_of_a_repeated_head_stands_once(sample, printed):
    """On the page that the table begins on, though the call is said again with the head."""
    note = sample.note(1, "mark1x of the head.")
    rows = [[sample.call(note.id), "Where"], *([f"Year {row}", "a place"] for row in range(80))]
    document = sample.document("one", sample.table(rows), notes=(note,))
    _typography, pages, _path = printed(sample.publication(document))
    assert len(pages) > 1
    assert marks(pages) == [[1], *([] for _ in pages[1:])]


def test_notes_of_a_short_table_stand_under_it(sample, printed):
    """It is not broken, and what follows it follows its notes."""
    typography, (page,), _path = printed(sample.publication(table_of(sample, 10)))
    assert page.index("Year 9") < page.index("mark1x") < page.index("After the table")
    assert typography.notes == 0


def test_notes_of_rows_taller_than_a_page_stand_on_the_pages_of_their_calls(sample, printed):
    """Such rows break, in both their cells; none of their notes is lost, doubled or late."""
    notes = tuple(sample.note(number, f"mark{number}x of a cell.") for number in range(1, 13))
    long = "many more words of a cell that runs on " * 40
    cells = [
        nodes.Emphasis(span=notes[0].span, children=(sample.text(long), sample.call(note.id), sample.text(long)))
        for note in notes
    ]
    rows = [["Here", "There"], ["Few", "words"], *zip(cells[::2], cells[1::2], strict=True), *[["Few", "words"]] * 3]
    document = sample.document("one", sample.table(rows), sample.para("After the table."), notes=notes)
    typography, pages, _path = printed(sample.publication(document))
    assert [mark for page in marks(pages) for mark in page] == list(range(1, 13))
    assert len(pages) > len(notes)
    assert typography.notes == 12
    assert typography.counts[Blemish.LATE_NOTE] == typography.counts[Blemish.LATE_TABLE_NOTE] == 0


@pytest.mark.parametrize("rows", [10, 20])
def test_notes_of_a_table_are_tagged_as_notes(sample, printed, rows):
    """Each is a Note, with its number as label; its call leads there, and it leads back."""
    document = table_of(sample, rows)
    _typography, _pages, path = printed(sample.publication(document, screen=True))
    with pikepdf.open(path) as pdf:
        found = [(kid.S, *(inner.S for inner in kid.K)) for kid in _kids(pdf.Root.StructTreeRoot.K) if kid.S == "/Note"]
        links = [str(a.A.D if "/A" in a else a.Dest) for a in pdf.pages[0].Annots]
    assert found == [("/Note", "/Lbl", "/P")] * (rows // 10)
    assert sorted(links) == sorted(name for note in document.notes for name in (note.id, note.call_id))


def _kids(element):
    """Yield the structure elements at or below one."""
    if isinstance(element, pikepdf.Array):
        for kid in element:
            yield from _kids(kid)
    elif isinstance(element, pikepdf.Dictionary) and "/S" in element:
        yield element
        yield from _kids(element.get("/K", pikepdf.Array()))
