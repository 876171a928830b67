"""Notes at the end of a chapter, or of the book."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from octavo.model import nodes
from octavo.model.attributes import Attributes
from octavo.model.config import Matter
from octavo.model.edition import NotePlace
from octavo.model.typography import Blemish

WORDS = {
    "contents": "Contents",
    "notes": "Notes",
    "notes-to-page": "Notes to page {pages}",
    "notes-to-pages": "Notes to pages {pages}",
}


@pytest.fixture
def rendered(printed):
    """A function that sets a publication with its notes in some place: typography, the words of each page, the file."""

    def render(publication, place):
        edition = replace(publication.edition, notes=place)
        return printed(replace(publication, edition=edition, words=WORDS))

    return render


def endnotes(sample, notes, **title):
    """Return the block of some notes."""
    return nodes.Endnotes(span=sample.para().span, notes=tuple(note.id for note in notes), **title)


def test_notes_at_the_end_of_a_chapter(sample, prose, rendered):
    """They run on over pages as text does, be one as long as it may; none is late, for none belongs to a page."""
    notes = (sample.note(1, f"mark1x {prose(900)} end1x"), sample.note(2, "mark2x"))
    calls = [sample.para(prose(30), sample.call(note.id)) for note in notes]
    last = endnotes(sample, notes, title=(sample.text("Notes"),), attributes=Attributes(id="one-notes"))
    document = sample.document("one", *calls, last, notes=notes)
    typography, pages, _path = rendered(sample.publication(document), NotePlace.CHAPTER_ENDNOTES)
    assert re.findall(r"mark\dx|end\dx", "".join(pages)) == ["mark1x", "end1x", "mark2x"]
    assert "end1x" not in pages[0]
    assert (typography.notes, typography.counts[Blemish.LATE_NOTE]) == (0, 0)


def test_running_heads_say_to_which_pages_the_notes_are(sample, prose, rendered):
    """On each page but the first, which has no head: the page of the first call and that of the last."""
    notes = tuple(sample.note(n, f"note{n}x {prose(60, n)} note{n}x") for n in range(1, 31))
    calls = [sample.para(f"call{n}x", sample.call(note.id), prose(100, n)) for n, note in enumerate(notes, 1)]
    last = sample.document(
        "notes", endnotes(sample, notes), role="notes", matter=Matter.BACK, title="Notes", notes=notes
    )
    chapter = sample.document("one", *calls)
    _typography, pages, _path = rendered(sample.publication(chapter, last), NotePlace.BOOK_ENDNOTES)
    called = {n: str(folio) for folio, page in enumerate(pages, 1) for n in re.findall(r"call(\d+)x", page)}
    first, *others = [page for page in pages if "note" in page]
    heads = [re.search(r"Notes to pages? ([\d–]+)", page, re.IGNORECASE)[1] for page in others]
    found = [[called[n] for n in re.findall(r"note(\d+)x", page)] for page in others]
    assert heads == ["–".join(dict.fromkeys((on[0], on[-1]))) for on in found]
    assert len(heads) > 2
    assert "NOTES TO" not in first.upper()


def test_one_page_of_calls_is_said_as_one(sample, prose, rendered):
    """“Notes to page 1”, where all the notes of a page were called on one."""
    notes = tuple(sample.note(number, prose(300, number)) for number in range(1, 4))
    chapter = sample.document("one", *(sample.para(prose(20, n), sample.call(note.id)) for n, note in enumerate(notes)))
    last = sample.document(
        "notes", endnotes(sample, notes), role="notes", matter=Matter.BACK, title="Notes", notes=notes
    )
    _typography, pages, _path = rendered(sample.publication(chapter, last), NotePlace.BOOK_ENDNOTES)
    assert re.findall(r"Notes to pages? [\d–]+", "".join(pages), re.IGNORECASE) == ["Notes to page 1"] * (
        len(pages) - 3
    )
