"""The pieces of an edition in reading order, with their numbers: what will be its content documents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import count

from octavo.compose.words import fill, numbered
from octavo.diagnostics import Span
from octavo.model.book import Book, Chapter, TargetKind
from octavo.model.config import Entry, Matter, Part, PartNumbers
from octavo.model.edition import Edition, Format, NotePlace
from octavo.model.numerals import roman
from octavo.model.slugs import slug_or_digest

NOT_IN_EPUB = frozenset({"half-title", "contents"})
"""A half title is a printed book's custom; the contents of an EPUB are its navigation document."""

UNLISTED = frozenset({"half-title", "title-page", "copyright-page", "contents", "dedication", "epigraph"})
"""Roles that contents and navigation pass over."""

_AFTER_NOTES = frozenset({"glossary", "related-reading", "index", "colophon"})
"""Generated matter that the notes of a book stand before (Chicago Manual of Style 18, 1.4)."""

_LETTERS = 26


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One document to come: a chapter, a part's opener, or generated matter."""

    id: str
    matter: Matter
    role: str
    span: Span
    chapter: Chapter | None = None
    part: Part | None = None
    number: str = ""
    number_label: str = ""

    @property
    def generated(self) -> bool:
        """Whether its text is Octavo's."""
        return self.chapter is None and self.part is None


def pieces_of(book: Book, edition: Edition, chapters: Iterable[Chapter], words: Mapping[str, str]) -> tuple[Piece, ...]:
    """Return the edition's pieces, numbered; a part none of whose chapters is left has no opener."""
    by_file = {chapter.entry.file: chapter for chapter in chapters}
    contents = book.config.contents
    pieces: list[Piece] = []
    for item in (*contents.front, *contents.body, *_back(book, edition)):
        if isinstance(item, Part):
            inside = [piece for entry in item.entries for piece in _piece(entry, by_file, edition)]
            pieces += [_opener(item, book), *inside] if inside else []
        else:
            pieces += _piece(item, by_file, edition)
    pieces = [replace(p, id=_notes_id(book)) if p.generated and p.role == "notes" else p for p in pieces]
    return tuple(_numbered(pieces, words, contents.part_numbers))


def _back(book: Book, edition: Edition) -> tuple[Entry, ...]:
    """Return the entries of the back matter, among them the document of notes if the edition has one."""
    contents = book.config.contents
    listed = any(entry.generated and entry.role == "notes" for entry in contents.entries())
    if listed or edition.notes is not NotePlace.BOOK_ENDNOTES:
        return contents.back
    at = next((i for i, e in enumerate(contents.back) if e.generated and e.role in _AFTER_NOTES), len(contents.back))
    made = Entry(matter=Matter.BACK, role="notes", span=book.config.span)
    return (*contents.back[:at], made, *contents.back[at:])


def _notes_id(book: Book) -> str:
    """Return the id of the document of notes: “notes”, unless the author gave that id to something else."""
    names = ("notes" if number == 1 else f"notes-{number}" for number in count(1))
    return next(name for name in names if name not in book.targets or not book.targets[name].file)


def _shown(entry: Entry, edition: Edition) -> bool:
    """Return whether an edition has the generated matter of an entry."""
    if entry.role == "notes":
        return edition.notes is NotePlace.BOOK_ENDNOTES
    return edition.format is not Format.EPUB or entry.role not in NOT_IN_EPUB


def _piece(entry: Entry, by_file: Mapping[str, Chapter], edition: Edition) -> Iterator[Piece]:
    if entry.generated:
        if _shown(entry, edition):
            yield Piece(id=entry.role, matter=entry.matter, role=entry.role, span=entry.span)
    elif (chapter := by_file.get(entry.file)) is not None:
        yield Piece(id=chapter.id, matter=entry.matter, role=entry.role, span=chapter.title_span, chapter=chapter)


def _opener(part: Part, book: Book) -> Piece:
    known = (t.id for t in book.targets.values() if t.kind is TargetKind.PART and t.span == part.span)
    identifier = next(known, f"part-{slug_or_digest(part.title)}")
    return Piece(id=identifier, matter=Matter.BODY, role="part", span=part.span, part=part)


def _numbered(pieces: Iterable[Piece], words: Mapping[str, str], parts_by: PartNumbers) -> Iterator[Piece]:
    parts = chapters = appendices = 0
    for piece in pieces:
        if piece.part is not None:
            parts += 1
            yield replace(piece, number_label=part_label(parts, parts_by, words))
        elif piece.chapter is None or "unnumbered" in piece.chapter.attributes.classes:
            yield piece
        elif piece.role == "appendix":
            appendices += 1
            number = letters(appendices)
            yield replace(piece, number=number, number_label=numbered(words, "appendix", number))
        elif piece.role == "chapter" and piece.matter is Matter.BODY:
            chapters += 1
            number = str(chapters)
            yield replace(piece, number=number, number_label=numbered(words, "chapter", number))
        else:
            yield piece


def part_label(number: int, by: PartNumbers, words: Mapping[str, str]) -> str:
    """Return what stands over the title of a part: “Part One”, “Part I”, “Part 1”; empty for nothing.

    Numbers that a language's table has no words for are arabic.
    """
    names = words["part-words"].split()
    if by is PartNumbers.NONE:
        return ""
    if by is PartNumbers.WORDS and number <= len(names):
        word = words["part"]
        return fill(words["part-in-words"], word=word, lower=word.lower(), number=names[number - 1])
    return numbered(words, "part", roman(number).upper() if by is PartNumbers.ROMAN else str(number))


def letters(number: int) -> str:
    """Return 1 as A, 26 as Z, 27 as AA."""
    name = ""
    while number:
        number, rest = divmod(number - 1, _LETTERS)
        name = chr(ord("A") + rest) + name
    return name
