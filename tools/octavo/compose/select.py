"""``only="print screen"``: what an edition leaves out."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import cast

from octavo.compose.making import attributes_of
from octavo.diagnostics import Diagnostic, Finding, Severity, Span
from octavo.diagnostics.suggest import did_you_mean
from octavo.model.attributes import Attributes
from octavo.model.book import Book, Chapter
from octavo.model.edition import Edition
from octavo.model.nodes import Block, Division, Heading, List, ListItem, Node, NoteReference, Paragraph, Phrase
from octavo.model.walk import chapter_nodes, descend, rewrite

MEDIA = frozenset({"print", "screen", "epub"})

ONLY_UNKNOWN_EDITION = Finding(
    name="only-unknown-edition",
    severity=Severity.ERROR,
    message="“only” names “{name}”, which is neither an edition of this book nor a medium",
    why="Content that is meant for some editions is left out of all others. With a name that no edition bears it would "
    "be left out everywhere, and nobody would see that it is missing.",
    fix="name an edition of book.toml, or one of the media print, screen and epub",
)

FINDINGS = (ONLY_UNKNOWN_EDITION,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """The chapters that an edition shows, with only what it shows of them."""

    chapters: tuple[Chapter, ...]
    diagnostics: tuple[Diagnostic, ...]


def select(book: Book, edition: Edition) -> Selection:
    """Return the book's chapters without what ``only`` keeps from the edition, and without notes nobody calls there."""
    names = MEDIA.union(*(e.media | {e.name} for e in (*book.config.editions, edition)))
    diagnostics = tuple(d for chapter in book.chapters for d in _unknown_names(chapter, names))
    wanted = edition.media | {edition.name}
    chapters = tuple(_selected(c, wanted) for c in book.chapters if _shown(c.attributes, wanted))
    return Selection(chapters=chapters, diagnostics=diagnostics)


def _names(attributes: Attributes) -> tuple[str, ...]:
    return tuple(name for name in re.split(r"[\s,]+", attributes.get("only")) if name)


def _shown(attributes: Attributes | None, wanted: frozenset[str]) -> bool:
    if attributes is None or not attributes.pairs:
        return True
    names = _names(attributes)
    return not names or not wanted.isdisjoint(names)


def _unknown_names(chapter: Chapter, known: Iterable[str]) -> Iterable[Diagnostic]:
    known = sorted(known)
    places: list[tuple[Attributes, Span]] = [(chapter.attributes, chapter.title_span)]
    places += [(own, node.span) for node in chapter_nodes(chapter) if (own := attributes_of(node)) and own.pairs]
    for attributes, span in places:
        for name in _names(attributes):
            if name not in known:
                hint = did_you_mean(name, known, f"the editions and media are {', '.join(known)}")
                yield ONLY_UNKNOWN_EDITION.at(attributes.span or span, name=name, hint=hint)


def _selected(chapter: Chapter, wanted: frozenset[str]) -> Chapter:
    bare = {node.span for node in chapter_nodes(chapter) if isinstance(node, ListItem) and not node.children}

    def keep(node: Node) -> tuple[Node, ...]:
        return () if _emptied(node, bare) else _kept(node, wanted)

    if any((own := attributes_of(node)) and own.get("only") for node in chapter_nodes(chapter)):
        chapter = replace(
            chapter,
            title=rewrite(chapter.title, keep),
            children=rewrite(tuple(_shown_sections(chapter.children, wanted)), keep),
            notes=tuple(replace(note, children=rewrite(note.children, keep)) for note in chapter.notes),
        )
    called = {n.name for n in descend((*chapter.title, *chapter.children)) if isinstance(n, NoteReference)}
    return replace(chapter, notes=tuple(note for note in chapter.notes if note.name in called))


def _shown_sections(blocks: tuple[Block, ...], wanted: frozenset[str]) -> Iterator[Block]:
    """Yield blocks without the sections that are not for the edition: a heading takes along what it stands over."""
    hidden = 0
    for block in blocks:
        if isinstance(block, Heading) and (not hidden or block.level <= hidden):
            hidden = 0 if _shown(block.attributes, wanted) else block.level
        if not hidden:
            yield block


def _emptied(node: Node, bare: Collection[Span]) -> bool:
    """Return whether nothing is left of an item of a list, or of a list; ``bare`` are items that never held anything."""
    match node:
        case ListItem():
            return not node.children and node.span not in bare
        case List():
            return not node.items
        case _:
            return False


def _kept(node: Node, wanted: frozenset[str]) -> tuple[Node, ...]:
    """Return the node, what is left of it, or nothing; a wrapper that was there for ``only`` alone is taken off."""
    own = attributes_of(node)
    if not _shown(own, wanted):
        return ()
    match node:
        case Paragraph() | Heading() if not node.children:
            return ()
        case Division() | Phrase() if _only_alone(node.attributes):
            return cast("tuple[Node, ...]", node.children)
        case _:
            return (node,)


def _only_alone(attributes: Attributes) -> bool:
    return not attributes.id and not attributes.classes and [key for key, _ in attributes.pairs] == ["only"]
