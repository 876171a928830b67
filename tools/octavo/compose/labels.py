"""Figures and tables numbered through the book, and what a cross-reference calls each place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import TypeVar

from octavo.compose.ids import Ids
from octavo.compose.making import attributes_of, text, with_attributes
from octavo.compose.pieces import Piece
from octavo.compose.words import numbered
from octavo.model import nodes
from octavo.model.book import Book, Chapter, NoteDefinition
from octavo.model.config import Matter
from octavo.model.nodes import Node
from octavo.model.slugs import slug_or_digest
from octavo.model.walk import chapter_nodes, descend, plain_text, rewrite

_NAME_WORDS = 6
_Captioned = TypeVar("_Captioned", nodes.Figure, nodes.Table)


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """The numbered pieces, and by id the words for a reference without words of its own (empty where there are none)."""

    pieces: tuple[Piece, ...]
    references: Mapping[str, str]
    numbered: frozenset[str]
    """Ids of the figures and tables that bear a number."""


class _Counter:
    """Numbers the captioned figures and tables of one edition in reading order."""

    def __init__(self, words: Mapping[str, str], ids: Ids) -> None:
        self._words = words
        self._ids = ids
        self._document = ""
        self._counts = {"figure": 0, "table": 0}
        self.references: dict[str, str] = {}

    def piece(self, piece: Piece) -> Piece:
        """Return the piece with its figures and tables labelled."""
        if piece.chapter is None:
            return piece
        chapter, self._document = piece.chapter, piece.id
        chapter = replace(chapter, children=rewrite(chapter.children, self._label), notes=self._notes(chapter))
        return replace(piece, chapter=chapter)

    def _notes(self, chapter: Chapter) -> tuple[NoteDefinition, ...]:
        return tuple(replace(note, children=rewrite(note.children, self._label)) for note in chapter.notes)

    def _label(self, node: Node) -> tuple[Node, ...]:
        match node:
            case nodes.Figure():
                if node.image.attributes.id == node.attributes.id:  # parse may give both the same attributes
                    node = replace(node, image=with_attributes(node.image, node.image.attributes.with_id("")))
                return (self._numbered(node, "figure") if node.caption else node,)
            case nodes.Table():
                return (self._numbered(node, "table") if node.caption else node,)
            case _:
                return (node,)

    def _numbered(self, node: _Captioned, kind: str) -> _Captioned:
        """Return a figure or table with its label, and with an id for the list of figures or tables to lead to."""
        self._counts[kind] += 1
        number = str(self._counts[kind])
        own = (
            node.attributes
            if node.attributes.id
            else node.attributes.with_id(self._ids.new(f"{self._document}-{kind}-{_name(node)}"))
        )
        self.references[own.id] = numbered(self._words, kind, number, "reference")
        shown = (text(node.span, numbered(self._words, kind, number)),)
        return replace(node, label=shown, attributes=own)


def _name(node: nodes.Figure | nodes.Table) -> str:
    """Return what a figure or table is called in its id: by the name of its picture, by the first words of its caption."""
    if isinstance(node, nodes.Figure):
        return slug_or_digest(PurePosixPath(node.image.src).stem)
    return "-".join(slug_or_digest(plain_text(node.caption)).split("-")[:_NAME_WORDS])


def label(pieces: Iterable[Piece], words: Mapping[str, str], ids: Ids) -> Labels:
    """Return the pieces with figures and tables labelled, and how references call their places."""
    counter = _Counter(words, ids)
    labelled = tuple(counter.piece(piece) for piece in pieces)
    references: dict[str, str] = {}
    for piece in labelled:
        references[piece.id] = document_reference(piece, words)
        if piece.chapter is not None:
            references |= _inside(piece.chapter, references[piece.id], words)
    return Labels(
        pieces=labelled,
        references={**references, **counter.references},
        numbered=frozenset(counter.references),
    )


def titles(book: Book, words: Mapping[str, str]) -> Mapping[str, str]:
    """Return titles and captions of the whole book by id, for references to what an edition leaves out."""
    found: dict[str, str] = {}
    for chapter in book.chapters:
        found[chapter.id] = plain_text(chapter.title) or chapter.id
        for node in descend(chapter.children):
            match node:
                case nodes.Heading(attributes=own, children=title) if own.id:
                    found[own.id] = quoted(plain_text(title), words)
                case nodes.Figure(attributes=own, caption=title) | nodes.Table(attributes=own, caption=title) if own.id:
                    found[own.id] = quoted(plain_text(title), words) if title else own.id
                case _:
                    pass
    return found


def document_reference(piece: Piece, words: Mapping[str, str]) -> str:
    """Return what a reference calls a whole document: “Chapter 3”, a part's title, a title in quotation marks.

    Chicago sets the title of a chapter or section in roman with quotation marks, and the generic names of a book's
    pieces (preface, glossary) without.
    """
    if piece.number:
        kind = "appendix" if piece.role == "appendix" else "chapter"
        return numbered(words, kind, piece.number, "reference")
    if piece.part is not None:
        return piece.number_label or piece.part.title
    if piece.chapter is None or not piece.chapter.title:
        return matter_title(piece.role, words)
    title = plain_text(piece.chapter.title)
    return quoted(title, words) if piece.matter is Matter.BODY and piece.role == "chapter" else title


def matter_title(role: str, words: Mapping[str, str]) -> str:
    """Return the title of a piece that has none of its own, by its role."""
    return words.get(role, role.replace("-", " ").capitalize())


def quoted(title: str, words: Mapping[str, str]) -> str:
    """Return a title in the language's quotation marks."""
    return words["quote-open"] + title + words["quote-close"]


def _inside(chapter: Chapter, around: str, words: Mapping[str, str]) -> dict[str, str]:
    """Return the references of a chapter's ids; a place that has neither number nor title goes by its chapter."""
    found: dict[str, str] = {}
    for node in chapter_nodes(chapter):
        own = attributes_of(node)
        if own is not None and own.id:
            found[own.id] = quoted(plain_text(node.children), words) if isinstance(node, nodes.Heading) else around
    return found
