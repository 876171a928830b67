"""One edition of a book: what it shows, in which order, with which numbers, notes and generated matter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from octavo.compose import contents, contributors, front
from octavo.compose.bleed import as_it_bleeds
from octavo.compose.copyright import copyright_page
from octavo.compose.endnotes import NotePlaces
from octavo.compose.glossary import glossary_blocks
from octavo.compose.homes import homes, pictures
from octavo.compose.ids import Ids
from octavo.compose.index import index_blocks
from octavo.compose.labels import label, matter_title, titles
from octavo.compose.making import text
from octavo.compose.pieces import UNLISTED, Piece, pieces_of
from octavo.compose.prose import Prose
from octavo.compose.reading import reading_blocks
from octavo.compose.select import select
from octavo.compose.setting import Setting
from octavo.compose.survey import survey
from octavo.compose.words import words_of
from octavo.diagnostics import Diagnostic, Outcome
from octavo.model.book import Book, Chapter
from octavo.model.config import Part
from octavo.model.edition import Edition, TermNote
from octavo.model.locations import style_folders
from octavo.model.nodes import Block, ContentsItem
from octavo.model.publication import ContentDocument, Publication, Stamp
from octavo.model.walk import plain_text

_UNTITLED = frozenset({"half-title", "title-page", "copyright-page"})
"""Generated pages without a heading."""

_LAST = ("index", "figures", "tables", "copyright-page", "contents")
"""Generated matter that tells of other documents, in an order in which each finds what it tells of."""


def compose_edition(book: Book, edition: Edition, stamp: Stamp) -> Outcome[Publication]:
    """Return one edition, ready to be rendered.

    Findings: only-unknown-edition, language-without-words, unknown-word, role-without-words, note-called-twice,
    target-left-out, reference-without-words, index-see-unknown.
    """
    words = words_of(book.config)
    table = words.value or {}
    selection = select(book, edition)
    pieces = pieces_of(book, edition, selection.chapters, table)
    ids = Ids((*book.targets, *(name for piece in pieces for name in (piece.id, f"{piece.id}-title"))))
    labels = label(pieces, table, ids)
    setting = Setting(
        book=book,
        edition=edition,
        stamp=stamp,
        words=table,
        survey=survey(book, labels.pieces, notes=edition.term_note is not TermNote.NEVER),
        references=labels.references,
        numbered=labels.numbered,
        titles=titles(book, table),
        terms={term.id: term for term in book.glossary.terms},
        on_listed_pages=_on_pages(book, edition.pages_from, table),
    )
    work = _Composition(setting, ids)
    documents = work.documents()
    diagnostics = (
        *words.diagnostics,
        *selection.diagnostics,
        *contributors.unspoken(book.config, table),
        *work.found(),
    )
    return Outcome(_publication(setting, documents, work.tree), diagnostics)


def _on_pages(book: Book, name: str, words: Mapping[str, str]) -> frozenset[str]:
    """Return the ids that have a place in the edition of a name; none where there is no such edition."""
    edition = next((edition for edition in book.config.editions if edition.name == name), None)
    if edition is None:
        return frozenset()
    pieces = pieces_of(book, edition, select(book, edition).chapters, words)
    return survey(book, pieces, notes=edition.term_note is not TermNote.NEVER).ids


def _publication(
    setting: Setting, documents: tuple[ContentDocument, ...], tree: tuple[ContentsItem, ...]
) -> Publication:
    config = setting.book.config
    return Publication(
        metadata=config.metadata,
        edition=as_it_bleeds(setting.edition, documents),
        documents=documents,
        navigation=tree,
        landmarks=contents.landmarks(setting, documents),
        lists=contents.lists(setting, documents),
        homes=homes(documents),
        pictures=pictures(documents, setting.book),
        words=setting.words,
        stamp=setting.stamp,
        styles=style_folders(config.root),
        isbns=tuple((e.name, e.isbn) for e in config.editions if e.isbn),
    )


@dataclass(slots=True)
class _Composition:
    """One edition under way: the authors' documents first, then those that tell of them."""

    setting: Setting
    prose: Prose
    tree: tuple[ContentsItem, ...]
    _ids: Ids
    _places: NotePlaces
    _done: dict[str, ContentDocument]
    _diagnostics: list[Diagnostic]

    def __init__(self, setting: Setting, ids: Ids) -> None:
        self.setting = setting
        self.tree = ()
        self._ids = ids
        self.prose = Prose(setting, ids)
        self._places = NotePlaces(setting, ids)
        self._done = {}
        self._diagnostics = []

    def found(self) -> tuple[Diagnostic, ...]:
        """Return what was found on the way."""
        return (*self.prose.diagnostics, *self._diagnostics)

    def documents(self) -> tuple[ContentDocument, ...]:
        """Return all documents in reading order."""
        pieces = self.setting.survey.pieces
        for piece in pieces:
            if not piece.generated:
                self._done[piece.id] = self._authored(piece)
        for piece in (p for p in pieces if p.generated and p.role not in _LAST):
            if piece.role != "notes" or self._places.notes:
                self._done[piece.id] = self._generated(piece, self._blocks(piece))
        for role in _LAST:
            for piece in (p for p in pieces if p.generated and p.role == role):
                self._done[piece.id] = self._generated(piece, self._telling_blocks(piece))
        ordered = tuple(self._in_order().values())
        self.tree = contents.navigation(ordered, self._parts())
        return ordered

    def _parts(self) -> dict[str, tuple[str, ...]]:
        """Return the chapters of each part that has an opener."""
        by_file = {p.chapter.entry.file: p.id for p in self.setting.survey.pieces if p.chapter is not None}
        return {
            p.id: tuple(by_file[e.file] for e in p.part.entries if e.file in by_file)
            for p in self.setting.survey.pieces
            if isinstance(p.part, Part)
        }

    # ------------------------------------------------------------------------------------------ documents

    def _authored(self, piece: Piece) -> ContentDocument:
        if piece.chapter is None:
            return self._opener(piece)
        chapter: Chapter = piece.chapter
        title, blocks, called = self.prose.chapter(piece)
        endnotes, notes = self._places.placed(piece, title, called)
        plain = plain_text(title).strip() or matter_title(piece.role, self.setting.words)
        return ContentDocument(
            name=piece.id,
            id=piece.id,
            matter=piece.matter,
            role=piece.role,
            number=piece.number,
            number_label=piece.number_label,
            title=title,
            plain_title=plain,
            short_title=chapter.short_title or plain,
            author=chapter.author,
            children=(*blocks, *endnotes),
            notes=notes,
            language=chapter.attributes.lang or self.setting.book.config.metadata.language,
            listed=bool(title) and piece.role not in UNLISTED,
            span=piece.span,
        )

    def _opener(self, piece: Piece) -> ContentDocument:
        title = piece.part.title if piece.part is not None else ""
        return self._made(piece, title, ())

    def _generated(self, piece: Piece, blocks: tuple[Block, ...]) -> ContentDocument:
        made = self._made(piece, matter_title(piece.role, self.setting.words), blocks)
        return replace(made, notes=tuple(self._places.notes)) if piece.role == "notes" else made

    def _made(self, piece: Piece, title: str, blocks: tuple[Block, ...]) -> ContentDocument:
        return ContentDocument(
            name=piece.id,
            id=piece.id,
            matter=piece.matter,
            role=piece.role,
            number_label=piece.number_label,
            title=() if piece.role in _UNTITLED else (text(piece.span, title),),
            plain_title=title,
            short_title=title,
            children=blocks,
            language=self.setting.book.config.metadata.language,
            listed=piece.role not in UNLISTED,
            span=piece.span,
        )

    # ------------------------------------------------------------------------------------------ generated blocks

    def _blocks(self, piece: Piece) -> tuple[Block, ...]:
        match piece.role:
            case "half-title":
                return front.half_title(self.setting)
            case "title-page":
                return front.title_page(self.setting)
            case "notes":
                return tuple(self._places.blocks)
            case "glossary":
                return glossary_blocks(self.setting, self.prose)
            case "related-reading":
                return reading_blocks(self.setting, self.prose, self._ids)
            case "colophon":
                return front.colophon(self.setting)
            case _:
                raise AssertionError(f"no maker for {piece.role}")

    def _telling_blocks(self, piece: Piece) -> tuple[Block, ...]:
        done = self._in_order()
        match piece.role:
            case "index":
                outcome = index_blocks(self.setting, self.prose.marks, self._ids)
                self._diagnostics += outcome.diagnostics
                return outcome.value or ()
            case "figures":
                return contents.list_of_figures(self.setting, done.values())
            case "tables":
                return contents.list_of_tables(self.setting, done.values())
            case "copyright-page":
                return copyright_page(self.setting, done.values())
            case _:
                tree = contents.navigation(done.values(), self._parts())
                return contents.contents_block(self.setting, tree, self._parts())

    def _in_order(self) -> Mapping[str, ContentDocument]:
        return {p.id: self._done[p.id] for p in self.setting.survey.pieces if p.id in self._done}
