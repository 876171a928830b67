"""The manuscript as an editor reads it: one run of words a paragraph, heading, cell or note, every letter with its place."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from octavo.diagnostics import Span
from octavo.model import nodes
from octavo.model.attributes import NONE, Attributes
from octavo.model.book import Book
from octavo.model.nodes import Block, Inline

OBJECT = "\ufffc"
"""Stands for what is no prose of the run's language: code, mathematics, a picture, a citation, words of another one."""
LINE = "\n"
"""A line end of the source."""


class Kind(StrEnum):
    """What a run is."""

    TEXT = "text"
    NOTE = "note"
    CELL = "cell"
    HEADING = "heading"
    CAPTION = "caption"
    QUOTED = "quoted"
    """Verse and epigraphs, whose words are not the author's."""
    FOREIGN = "foreign"
    """Words in another language than the text around them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Some words that are read in one go."""

    kind: Kind
    file: str
    """Path of their file, as in spans."""
    language: str
    text: str
    """Typography applied; ``OBJECT`` and ``LINE`` among the words."""
    starts: tuple[int, ...]
    """Offsets in ``text`` of ``texts``."""
    texts: tuple[nodes.Text, ...]
    uses: tuple[tuple[int, int, nodes.TermUse], ...] = ()
    """Terms used in the text: where they begin and end."""

    def span(self, start: int, end: int) -> Span:
        """Return where the letters between two offsets stand in the source."""
        first, last = self._at(start), self._at(end - 1)
        opening = self.texts[first].column_at(start - self.starts[first])
        closing = self.texts[last].part(end - 1 - self.starts[last], end - self.starts[last]).span
        line = self.texts[first].span.line
        return Span(closing.path, line, opening, closing.end_line, closing.end_column)

    def _at(self, offset: int) -> int:
        return max(0, bisect_right(self.starts, offset) - 1)


@dataclass(slots=True)
class _Collector:
    """Takes in the words of one run; runs that begin inside it follow it."""

    kind: Kind
    file: str
    language: str
    words: list[str] = field(default_factory=list)
    length: int = 0
    starts: list[int] = field(default_factory=list)
    texts: list[nodes.Text] = field(default_factory=list)
    uses: list[tuple[int, int, nodes.TermUse]] = field(default_factory=list)
    inner: list[Run] = field(default_factory=list)

    def runs(self, inlines: Iterable[Inline]) -> Iterator[Run]:
        self.take(inlines)
        if self.texts:
            yield Run(
                kind=self.kind,
                file=self.file,
                language=self.language,
                text="".join(self.words),
                starts=tuple(self.starts),
                texts=tuple(self.texts),
                uses=tuple(self.uses),
            )
        yield from self.inner

    def take(self, inlines: Iterable[Inline]) -> None:
        for node in inlines:
            match node:
                case nodes.Text():
                    self.starts.append(self.length)
                    self.texts.append(node)
                    self._add(node.text)
                case nodes.SoftBreak() | nodes.HardBreak():
                    self._add(LINE)
                case nodes.TermUse():
                    start = self.length
                    self.take(node.children)
                    self.uses.append((start, self.length, node))
                case nodes.InlineNote():
                    self._aside(Kind.NOTE, self.language, node.children)
                case nodes.Phrase() if node.attributes.lang and node.attributes.lang != self.language:
                    self._add(OBJECT)
                    self._aside(Kind.FOREIGN, node.attributes.lang, node.children)
                case nodes.NoteReference():
                    pass
                case _:
                    self._passed(node)

    def _passed(self, node: Inline) -> None:
        match node:
            case nodes.Emphasis() | nodes.Strong() | nodes.Phrase() | nodes.Link():
                self.take(node.children)
            case nodes.CrossReference() if node.children:
                self.take(node.children)
            case nodes.Markup() if node.tag not in _NO_PROSE:
                self.take(node.children)
            case _:
                self._add(OBJECT)

    def _aside(self, kind: Kind, language: str, inlines: Iterable[Inline]) -> None:
        self.inner.extend(_Collector(kind, self.file, language).runs(inlines))

    def _add(self, words: str) -> None:
        self.words.append(words)
        self.length += len(words)


_NO_PROSE = frozenset({"kbd", "sub", "sup", "del"})


def runs_of(book: Book) -> tuple[Run, ...]:
    """Return the runs of a book: chapter by chapter with its notes, then the definitions of the glossary."""
    language = book.config.metadata.language
    found: list[Run] = []
    for chapter in book.chapters:
        own = chapter.attributes.lang or language
        kind = Kind.QUOTED if chapter.entry.role == "epigraph" else Kind.TEXT
        found.extend(_Collector(Kind.HEADING, chapter.path, own).runs(chapter.title))
        found.extend(_block_runs(chapter.children, kind, chapter.path, own))
        for note in chapter.notes:
            found.extend(_block_runs(note.children, Kind.NOTE, chapter.path, own))
    for term in book.glossary.terms:
        found.extend(_block_runs(term.definition, Kind.NOTE, term.span.path, language))
    return tuple(found)


def _block_runs(blocks: Iterable[Block | nodes.ListItem], kind: Kind, file: str, language: str) -> Iterator[Run]:
    for block in blocks:
        attributes: Attributes = getattr(block, "attributes", NONE)
        own = attributes.lang or language
        inside = Kind.QUOTED if {"epigraph", "verse"} & set(attributes.classes) else kind
        for special, words in _words_of(block):
            yield from _Collector(special or inside, file, own).runs(words)
        yield from _block_runs(_blocks_in(block), inside, file, own)


def _words_of(block: Block | nodes.ListItem) -> Iterator[tuple[Kind | None, Iterable[Inline]]]:
    """Yield the words that stand in a block itself, with their kind where it is not that of the place."""
    match block:
        case nodes.Paragraph():
            yield None, block.children
        case nodes.Heading():
            yield Kind.HEADING, block.children
        case nodes.Figure():
            yield from ((Kind.CAPTION, words) for words in (block.caption, block.credit))
            yield Kind.NOTE, block.description
        case nodes.Table():
            yield Kind.CAPTION, block.caption
            yield from ((Kind.CELL, cell.children) for row in (*block.head, *block.rows) for cell in row.cells)
        case nodes.Details():
            yield None, block.summary
        case _:
            pass


def _blocks_in(block: Block | nodes.ListItem) -> Iterable[Block | nodes.ListItem]:
    match block:
        case nodes.BlockQuote() | nodes.ListItem() | nodes.Division() | nodes.Details():
            return block.children
        case nodes.List():
            return block.items
        case nodes.DefinitionList():
            return [b for item in block.items for part in (item.terms, *item.definitions) for b in part]
        case _:
            return ()
