"""Notes that do not stand at the foot of the page: under tables, at the end of a chapter, at the end of the book."""

from __future__ import annotations

import re
import subprocess
from dataclasses import replace

import pikepdf

from octavo.model import nodes
from octavo.model.attributes import Attributes
from octavo.model.config import Matter
from octavo.model.edition import NotePlace
from octavo.model.typography import Blemish
from octavo.render.pdf import render_pdf

WORDS = {
    "contents": "Contents",
    "notes": "Notes",
    "notes-to-page": "Notes to page {pages}",
    "notes-to-pages": "Notes to pages {pages}",
}


def rendered(publication, tmp_path, place=NotePlace.FOOTNOTES):
    """Return the typography of a publication, the words of each of its pages, and the file."""
    made = replace(publication, edition=replace(publication.edition, notes=place), words=WORDS)
    outcome = render_pdf(made, None, lambda _line: None)
    assert outcome.diagnostics == ()
    path = tmp_path / "notes.pdf"
    path.write_bytes(outcome.value.data)
    text = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, check=True, text=True).stdout
    return outcome.value.typography, text.removesuffix("\f").split("\f"), path


def long_table(sample, count):
    """Return a table of so many rows, a note in every tenth, and the notes."""
    notes = tuple(sample.note(number + 1, f"mark{number + 1}x of a cell.") for number in range(count // 10))
    cells = [sample.call(notes[row // 10].id) if row % 10 == 0 else "a place" for row in range(count)]
    rows = [["When", "Where"], *([f"Year {row}", cell] for row, cell in enumerate(cells))]
    return sample.table(rows), notes


def test_notes_of_a_table_stand_where_it_ends(sample, tmp_path):
    """A table of two pages has all its notes below its last row, and those called on the page before are listed."""
    table, notes = long_table(sample, 50)
    document = sample.document("one", table, sample.para("After the table."), notes=notes)
    typography, pages, _path = rendered(sample.publication(document), tmp_path)
    assert [re.findall(r"mark(\d)x", page) for page in pages] == [[], ["1", "2", "3", "4", "5"]]
    assert pages[1].index("Year 49") < pages[1].index("mark1x") < pages[1].index("After the table")
    late = [(mark.words, mark.page, mark.measure) for mark in typography.marks]
    assert late == [(str(number), 0, 1) for number in range(1, len(late) + 1)]
    assert 0 < typography.counts[Blemish.LATE_TABLE_NOTE] == len(late) < 5
    assert typography.notes == typography.counts[Blemish.LATE_NOTE] == 0


def test_notes_of_a_table_are_tagged_as_notes(sample, tmp_path):
    """Each is a Note outside the table, with its number as label; its call leads there, and it leads back."""
    table, notes = long_table(sample, 20)
    document = sample.document("one", table, notes=notes)
    _typography, _pages, path = rendered(sample.publication(document, screen=True), tmp_path)
    with pikepdf.open(path) as pdf:
        found = [(kid.S, *(inner.S for inner in kid.K)) for kid in _kids(pdf.Root.StructTreeRoot.K) if kid.S == "/Note"]
        links = [str(a.A.D if "/A" in a else a.Dest) for a in pdf.pages[0].Annots]
    assert found == [("/Note", "/Lbl", "/P")] * 2
    assert sorted(links) == sorted(name for note in notes for name in (note.id, note.call_id))


def _kids(element):
    """Yield the structure elements at or below one."""
    if isinstance(element, pikepdf.Array):
        for kid in element:
            yield from _kids(kid)
    elif isinstance(element, pikepdf.Dictionary) and "/S" in element:
        yield element
        yield from _kids(element.get("/K", pikepdf.Array()))


def endnotes(sample, notes, **title):
    """Return the block of some notes."""
    return nodes.Endnotes(span=sample.para().span, notes=tuple(note.id for note in notes), **title)


def test_notes_at_the_end_of_a_chapter(sample, prose, tmp_path):
    """They run on over pages as text does, be one as long as it may; none is late, for none belongs to a page."""
    notes = (sample.note(1, f"mark1x {prose(900)} end1x"), sample.note(2, "mark2x"))
    calls = [sample.para(prose(30), sample.call(note.id)) for note in notes]
    last = endnotes(sample, notes, title=(sample.text("Notes"),), attributes=Attributes(id="one-notes"))
    document = sample.document("one", *calls, last, notes=notes)
    typography, pages, _path = rendered(sample.publication(document), tmp_path, NotePlace.CHAPTER_ENDNOTES)
    assert re.findall(r"mark\dx|end\dx", "".join(pages)) == ["mark1x", "end1x", "mark2x"]
    assert "end1x" not in pages[0]
    assert (typography.notes, typography.counts[Blemish.LATE_NOTE]) == (0, 0)


def test_running_heads_say_to_which_pages_the_notes_are(sample, prose, tmp_path):
    """On each page but the first, which has no head: the page of the first call and that of the last."""
    notes = tuple(sample.note(n, f"note{n}x {prose(60, n)} note{n}x") for n in range(1, 31))
    calls = [sample.para(f"call{n}x", sample.call(note.id), prose(100, n)) for n, note in enumerate(notes, 1)]
    last = sample.document(
        "notes", endnotes(sample, notes), role="notes", matter=Matter.BACK, title="Notes", notes=notes
    )
    chapter = sample.document("one", *calls)
    _typography, pages, _path = rendered(sample.publication(chapter, last), tmp_path, NotePlace.BOOK_ENDNOTES)
    called = {n: str(folio) for folio, page in enumerate(pages, 1) for n in re.findall(r"call(\d+)x", page)}
    first, *others = [page for page in pages if "note" in page]
    heads = [re.search(r"Notes to pages? ([\d–]+)", page, re.IGNORECASE)[1] for page in others]
    found = [[called[n] for n in re.findall(r"note(\d+)x", page)] for page in others]
    assert heads == ["–".join(dict.fromkeys((on[0], on[-1]))) for on in found]
    assert len(heads) > 2
    assert "NOTES TO" not in first.upper()


def test_one_page_of_calls_is_said_as_one(sample, prose, tmp_path):
    """“Notes to page 1”, where all the notes of a page were called on one."""
    notes = tuple(sample.note(number, prose(300, number)) for number in range(1, 4))
    chapter = sample.document("one", *(sample.para(prose(20, n), sample.call(note.id)) for n, note in enumerate(notes)))
    last = sample.document(
        "notes", endnotes(sample, notes), role="notes", matter=Matter.BACK, title="Notes", notes=notes
    )
    _typography, pages, _path = rendered(sample.publication(chapter, last), tmp_path, NotePlace.BOOK_ENDNOTES)
    assert re.findall(r"Notes to pages? [\d–]+", "".join(pages), re.IGNORECASE) == ["Notes to page 1"] * (
        len(pages) - 3
    )
