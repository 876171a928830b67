"""Where notes stand: at the foot of the page, at the end of their chapter, or in a document of notes before the glossary.

Endnotes say to which page they are the notes, as a page number that leads back to it. In an EPUB the notes of a chapter
end its file in any case, where reading systems find what they show beside the call.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from octavo.compose.ids import Ids
from octavo.compose.making import bare, filled, phrase, text
from octavo.compose.pieces import Piece
from octavo.compose.setting import Setting
from octavo.compose.terms import appended
from octavo.compose.words import page_template
from octavo.model.attributes import Attributes
from octavo.model.edition import NotePlace
from octavo.model.nodes import Block, Endnotes, Heading, Inline, PageNumber
from octavo.model.publication import Note

_SUBHEAD = 2


@dataclass(slots=True)
class NotePlaces:
    """Puts the notes of each document where the edition wants them, and keeps those that stand in the document of notes."""

    setting: Setting
    ids: Ids
    blocks: list[Block] = field(default_factory=list)
    """Of the document of notes, so far."""
    notes: list[Note] = field(default_factory=list)
    """Those that stand there, so far."""

    def placed(
        self, piece: Piece, title: tuple[Inline, ...], notes: tuple[Note, ...]
    ) -> tuple[tuple[Block, ...], tuple[Note, ...]]:
        """Return what the notes of a document add to its end, and which of them stand in it."""
        place = self.setting.edition.notes
        if not notes or place is NotePlace.FOOTNOTES:
            return (), notes
        if place is NotePlace.CHAPTER_ENDNOTES:
            return ((), notes) if self.setting.epub else self._at_end(piece, notes)
        self.notes += self._with_pages(notes)
        self.blocks += (self._subhead(piece, title), _endnotes(piece, notes))
        return (), ()

    def _at_end(self, piece: Piece, notes: tuple[Note, ...]) -> tuple[tuple[Block, ...], tuple[Note, ...]]:
        title = (text(piece.span, self.setting.words["notes"]),)
        own = Attributes(id=self.ids.new(f"{piece.id}-notes"))
        return (replace(_endnotes(piece, notes), title=title, attributes=own),), self._with_pages(notes)

    def _subhead(self, piece: Piece, title: tuple[Inline, ...]) -> Heading:
        """Return “Chapter 1: At Sea”, over the notes of a document."""
        words, span = self.setting.words, piece.span
        shown = bare(title) or (text(span, self.setting.titles.get(piece.id, piece.id)),)
        if piece.number_label:
            shown = filled(span, words["label-title"], label=(text(span, piece.number_label),), title=shown)
        own = Attributes(id=self.ids.new(f"notes-{piece.id}"))
        return Heading(span=span, level=_SUBHEAD, children=shown, attributes=own)

    def _with_pages(self, notes: Iterable[Note]) -> tuple[Note, ...]:
        return tuple(map(self._with_page, notes)) if self.setting.paged else tuple(notes)

    def _with_page(self, note: Note) -> Note:
        """Return a note that ends with “Note to page 31.”."""
        words, span = self.setting.words, note.span
        page = filled(span, page_template(words), page=(PageNumber(span=span, target=note.call_id),))
        said = phrase(
            span, "note-page", *filled(span, words["note-to-page"], page=page), text(span, words["full-stop"])
        )
        return replace(note, children=appended(note.children, (said,), span))


def _endnotes(piece: Piece, notes: tuple[Note, ...]) -> Endnotes:
    return Endnotes(span=piece.span, notes=tuple(note.id for note in notes))
