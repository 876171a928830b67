"""Where notes stand: in their document, at its end, or in a document of notes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from compose.builders import EPUB, PRINT, book, chapter, composed, document, inline_note, p, sketch, term, use
from octavo.model import nodes
from octavo.model.book import Target, TargetKind
from octavo.model.config import NoteRestart
from octavo.model.edition import Edition, NotePlace
from octavo.model.publication import ContentDocument

CHAPTER_ENDNOTES = replace(PRINT, notes=NotePlace.CHAPTER_ENDNOTES)
BOOK_ENDNOTES = replace(PRINT, notes=NotePlace.BOOK_ENDNOTES)


def two(**settings):
    """Return a book of two chapters with a note each, and one of a term in the first."""
    one = chapter("one", p("a", inline_note("first"), " ", use("EEAS")), title="One")
    other = chapter("two", p("b", inline_note("second")), title="Two")
    return book(one, other, terms=[term("EEAS", "Service")], **settings)


def endnotes(made: ContentDocument) -> list[nodes.Endnotes]:
    return [block for block in made.children if isinstance(block, nodes.Endnotes)]


def test_notes_of_a_chapter_stand_at_its_end() -> None:
    """They have a heading, and each says to which page it is a note."""
    one = document(composed(two(), CHAPTER_ENDNOTES), "one")
    (listed,) = endnotes(one)
    assert one.children[-1] is listed
    assert (listed.notes, sketch(listed.title)) == (tuple(n.id for n in one.notes), "Notes")
    assert listed.attributes.id == "one-notes"
    assert [sketch(n.children) for n in one.notes] == [
        f"first <note-page:Note to page\u00a0[page of {one.notes[0].call_id}].>\n",
        f"**EEAS**: Service <note-page:Note to page\u00a0[page of {one.notes[1].call_id}].>\n",
    ]


@pytest.mark.parametrize("edition", [PRINT, EPUB, replace(EPUB, notes=NotePlace.CHAPTER_ENDNOTES)])
def test_other_notes_are_not_moved(edition: Edition) -> None:
    """Footnotes, and in an EPUB the notes that end each file for the sake of pop-ups."""
    one = document(composed(two(), edition), "one")
    assert endnotes(one) == []
    assert sketch(one.notes[0].children) == "first\n"


def test_notes_of_the_book_stand_before_its_glossary() -> None:
    """Under a heading for each chapter, and in the contents; the chapters keep their calls."""
    made = composed(two(back=["glossary", "index"]), BOOK_ENDNOTES)
    assert [d.name for d in made.documents] == ["one", "two", "notes", "glossary"]
    notes = document(made, "notes")
    assert sketch(notes.children) == "#notes-one Chapter 1: One\n#notes-two Chapter 2: Two\n"
    assert [n.number for n in notes.notes] == ["1", "2", "1"]
    assert [len(e.notes) for e in endnotes(notes)] == [2, 1]
    assert tuple(name for e in endnotes(notes) for name in e.notes) == tuple(n.id for n in notes.notes)
    assert document(made, "one").notes == ()
    assert [(item.target, sketch(item.title)) for item in made.navigation][2] == ("notes", "Notes")
    for note in notes.notes:
        assert (made.homes[note.id], made.homes[note.call_id]) == ("notes", note.call_id.split("-")[1])


def test_notes_that_run_through_the_book_keep_their_numbers() -> None:
    """Where the numbers start again is another setting."""
    made = composed(two(note_restart=NoteRestart.BOOK), BOOK_ENDNOTES)
    assert [n.number for n in document(made, "notes").notes] == ["1", "2", "3"]


def test_notes_stand_where_the_author_puts_them() -> None:
    """An entry of the contents wins; an edition with footnotes passes over it."""
    text = two(back=["glossary", "notes"])
    assert [d.name for d in composed(text, BOOK_ENDNOTES).documents] == ["one", "two", "glossary", "notes"]
    assert [d.name for d in composed(text).documents] == ["one", "two", "glossary"]


def test_a_book_without_notes_has_no_document_of_them() -> None:
    """Nor one that says “Notes” over nothing."""
    made = composed(book(chapter("one", p("a"), title="One")), BOOK_ENDNOTES)
    assert [d.name for d in made.documents] == ["one"]


def test_an_author_may_have_a_chapter_called_notes() -> None:
    """Its id is its own."""
    text = book(chapter("notes", p("a", inline_note("n")), title="Notes"))
    targets = {"notes": Target(id="notes", kind=TargetKind.CHAPTER, file="notes.md", span=text.config.span)}
    made = composed(replace(text, targets=targets), BOOK_ENDNOTES)
    assert [d.name for d in made.documents] == ["notes", "notes-2"]


def test_an_epub_says_no_pages() -> None:
    """Its notes have none to name."""
    made = composed(two(), replace(EPUB, notes=NotePlace.BOOK_ENDNOTES))
    assert sketch(document(made, "notes").notes[0].children) == "first\n"
