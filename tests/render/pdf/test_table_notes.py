"""Notes called in tables: under a short one, at the feet of the pages of a long one."""

from __future__ import annotations

import re
import subprocess

import pikepdf
import pytest

from octavo.model.typography import Blemish
from octavo.render.pdf import render_pdf


def rendered(publication, tmp_path):
    """Return the typography of a publication, the words of each of its pages, and the file."""
    outcome = render_pdf(publication, None, lambda _line: None)
    assert outcome.diagnostics == ()
    path = tmp_path / "notes.pdf"
    path.write_bytes(outcome.value.data)
    text = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, check=True, text=True).stdout
    return outcome.value.typography, text.removesuffix("\f").split("\f"), path


def marks(pages):
    """Return the numbers of the notes on each page."""
    return [[int(mark) for mark in re.findall(r"mark(\d+)x", page)] for page in pages]


def table_of(sample, count):
    """Return a document of a table of so many rows, with a note in every tenth, and a paragraph behind it."""
    notes = tuple(sample.note(number + 1, f"mark{number + 1}x of a cell.") for number in range(count // 10))
    cells = [sample.call(notes[row // 10].id) if row % 10 == 0 else "a place" for row in range(count)]
    rows = [["When", "Where"], *([f"Year {row}", cell] for row, cell in enumerate(cells))]
    return sample.document("one", sample.table(rows), sample.para("After the table."), notes=notes)


def test_notes_of_a_long_table_stand_on_the_pages_of_their_rows(sample, tmp_path):
    """A table of four pages: each page has the notes of its own rows, at its foot."""
    typography, pages, _path = rendered(sample.publication(table_of(sample, 150)), tmp_path)
    years = [[int(year) for year in re.findall(r"Year (\d+)", page)] for page in pages]
    assert len(pages) > 3
    assert marks(pages) == [[year // 10 + 1 for year in page if year % 10 == 0] for page in years]
    assert all(page.index(f"Year {year[-1]}") < page.index("mark") for page, year in zip(pages, years, strict=True))
    assert typography.notes == 15
    assert typography.counts[Blemish.LATE_NOTE] == typography.counts[Blemish.LATE_TABLE_NOTE] == 0


def test_the_note_of_a_repeated_head_stands_once(sample, tmp_path):
    """On the page that the table begins on, though the call is said again with the head."""
    note = sample.note(1, "mark1x of the head.")
    rows = [[sample.call(note.id), "Where"], *([f"Year {row}", "a place"] for row in range(80))]
    document = sample.document("one", sample.table(rows), notes=(note,))
    _typography, pages, _path = rendered(sample.publication(document), tmp_path)
    assert len(pages) > 1
    assert marks(pages) == [[1], *([] for _ in pages[1:])]


def test_notes_of_a_short_table_stand_under_it(sample, tmp_path):
    """It is not broken, and what follows it follows its notes."""
    typography, (page,), _path = rendered(sample.publication(table_of(sample, 10)), tmp_path)
    assert page.index("Year 9") < page.index("mark1x") < page.index("After the table")
    assert typography.notes == 0


def test_notes_of_rows_as_tall_as_a_page_stand_under_the_table(sample, tmp_path):
    """The engine would lose or double them in a row that breaks: they are late, and that is counted."""
    note = sample.note(1, "mark1x of a cell.")
    rows = [["When", "Where"], ["Year 0", sample.call(note.id)], *[["Words", "many more words " * 90]] * 6]
    document = sample.document("one", sample.table(rows), sample.para("After the table."), notes=(note,))
    typography, pages, _path = rendered(sample.publication(document), tmp_path)
    assert marks(pages) == [*([] for _ in pages[1:]), [1]]
    assert typography.counts[Blemish.LATE_TABLE_NOTE] == 1


@pytest.mark.parametrize("rows", [10, 20])
def test_notes_of_a_table_are_tagged_as_notes(sample, tmp_path, rows):
    """Each is a Note, with its number as label; its call leads there, and it leads back."""
    document = table_of(sample, rows)
    _typography, _pages, path = rendered(sample.publication(document, screen=True), tmp_path)
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
