"""The citations of a book in the order in which a reader meets them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from octavo.model.book import Book, Chapter, NoteDefinition
from octavo.model.nodes import Citation, InlineNote, Node, NoteReference
from octavo.model.walk import children, descend


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A citation where it stands."""

    citation: Citation
    in_note: bool
    """Whether it stands in a note already, so that a note style must not make another of it."""
    apart: bool = False
    """Whether “ibid.” would lead astray here: at the head of a chapter, in a definition or an annotation."""


def places(book: Book) -> Iterator[Place]:
    """Yield all citations: chapter by chapter with the notes where they are called, then definitions, annotations."""
    for chapter in book.chapters:
        for number, (citation, in_note) in enumerate(_of_chapter(chapter)):
            yield Place(citation=citation, in_note=in_note, apart=number == 0)
    for term in book.glossary.terms:
        yield from (Place(citation=c, in_note=True, apart=True) for c in _citations(term.definition))
    for reference in book.references:
        yield from (Place(citation=c, in_note=True, apart=True) for c in _citations(reference.annotation))


def _citations(roots: Iterable[Node]) -> Iterator[Citation]:
    return (node for node in descend(roots) if isinstance(node, Citation))


def _of_chapter(chapter: Chapter) -> Iterator[tuple[Citation, bool]]:
    waiting = {note.name: note for note in reversed(chapter.notes)}
    yield from _within((*chapter.title, *chapter.children), waiting, in_note=False)
    for note in chapter.notes:
        if waiting.get(note.name) is note:
            yield from _within(note.children, waiting, in_note=True)


def _within(
    roots: Iterable[Node], waiting: dict[str, NoteDefinition], *, in_note: bool
) -> Iterator[tuple[Citation, bool]]:
    for node in roots:
        match node:
            case Citation():
                yield node, in_note
            case NoteReference(name=name) if name in waiting:
                yield from _within(waiting.pop(name).children, waiting, in_note=True)
            case _:
                yield from _within(children(node), waiting, in_note=in_note or isinstance(node, InlineNote))
