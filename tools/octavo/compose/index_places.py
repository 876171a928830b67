"""The places that the index leads to: each gets an id in the text, and its mark is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import cast

from octavo.compose.ids import Ids
from octavo.compose.index_marks import Mark, levels
from octavo.compose.making import attributes_of, with_attributes
from octavo.compose.place import Place
from octavo.compose.setting import Setting
from octavo.diagnostics import Span
from octavo.model import nodes
from octavo.model.attributes import NONE, Attributes
from octavo.model.book import Book, Chapter
from octavo.model.glossary import Term
from octavo.model.index_entry import bearers, is_marked, unmarked
from octavo.model.nodes import Anchor, Inline, LocatorKind, Node, TermUse
from octavo.model.slugs import digest, slug_or_digest
from octavo.model.walk import chapter_roots, descend, plain_text
from octavo.model.walk import children as children_of

Show = Callable[[Node, Place], tuple[Node, ...]]
"""What composes a node once its mark is taken off."""

_Wished = Mapping[tuple[Span, str], str]


class IndexPlaces:
    """Names the places of one edition's index marks."""

    def __init__(self, setting: Setting, ids: Ids) -> None:
        """Begin before the first document."""
        self._setting = setting
        self._ids = ids
        self._wished = _wished(setting.book)
        self._of_terms = setting.indexes_terms()
        self._explained: set[str] = set()
        self.marks: list[Mark] = []
        """Those met so far, in reading order."""

    @contextmanager
    def around(self, mark: Mark, target: str = "", until: str = "") -> Iterator[None]:
        """Take in a mark before what is met inside it, or behind that where it only ends a range.

        ``target`` is the id of its beginning and ``until`` that of its end; both empty where it leads to no place.
        """
        only_ends = mark.ends and not mark.begins
        placed = mark if mark.see else replace(mark, target=until if only_ends else target, until=until)
        if not only_ends:
            self.marks.append(placed)
        yield
        if only_ends:
            self.marks.append(placed)

    def marked(self, node: Node, own: Attributes, place: Place, show: Show) -> tuple[Node, ...]:
        """Return what a node with an index mark shows, and the id that the index leads to."""
        bare = _bare(node, own)
        if place.noted and self._setting.lists_term(place.term) and not place.generated:
            return show(bare, place)  # the definition stands in the glossary, too
        pictured = place.pictured or isinstance(node, nodes.Figure | nodes.Table)
        children = cast("tuple[Inline, ...]", getattr(node, "children", ()))
        mark = Mark.of(own, plain_text(children).strip(), node.span, replace(place, pictured=pictured))
        if mark.see or (mark.see_also and isinstance(node, nodes.Phrase) and not children):
            with self.around(mark):
                return show(bare, place)
        if not isinstance(node, Inline):
            return self._marked_block(bare, mark, place, show)
        first = self.anchor(mark)
        last = self.anchor(mark) if mark.ends and children else first
        with self.around(mark, first.id, last.id):
            shown = show(bare, place)
        return (first, *shown) if last is first else (first, *shown, last)

    def _marked_block(self, node: Node, mark: Mark, place: Place, show: Show) -> tuple[Node, ...]:
        own = attributes_of(node) or NONE
        if not own.id:
            own = own.with_id(self.new_id(mark))
        with self.around(mark, own.id, own.id):
            return show(with_attributes(node, own), place)

    def anchor(self, mark: Mark) -> Anchor:
        """Return an anchor for the place of a mark."""
        return Anchor(span=mark.span, id=self.new_id(mark))

    def new_id(self, mark: Mark) -> str:
        """Return a new id for the place of a mark."""
        words = " ".join(mark.entry)
        wish = self._wished.get((mark.span, words), f"{mark.document}-index-{slug_or_digest(words)}")
        return self._ids.new(wish)

    def use(self, term: Term, span: Span, place: Place, *, noted: bool) -> tuple[Anchor, ...]:
        """Return the anchor of a use of a term where these are indexed; the first with its note is the main place."""
        if not self._of_terms:
            return ()
        main = noted and term.id not in self._explained
        if main:
            self._explained.add(term.id)
        plain = LocatorKind.PICTURE if place.pictured else LocatorKind.MENTION
        mark = Mark(
            entry=(term.name,),
            document=place.document,
            kind=LocatorKind.MAIN if main else plain,
            sort=term.sort,
            span=span,
            term=term.id,
        )
        anchor = self.anchor(mark)
        self.marks.append(replace(mark, target=anchor.id))
        return (anchor,)


def _bare(node: Node, own: Attributes) -> Node:
    """Return a node without its mark; a figure and its picture may share theirs."""
    bare = with_attributes(node, unmarked(own))
    if isinstance(bare, nodes.Figure) and bare.image.attributes == own:
        return replace(bare, image=replace(bare.image, attributes=bare.attributes))
    return bare


def _wished(book: Book) -> _Wished:
    """Return the ids for the places that the index may name, by place in the manuscript and entry.

    They are the same in all editions, whatever each leaves out: an EPUB names the pages of the print edition.
    """
    names = {term.id: term.name for term in book.glossary.terms}
    wished: dict[tuple[Span, str], str] = {}
    ids = Ids(())
    for chapter in book.chapters:
        around = {node.span: block for node, block in _with_blocks(chapter_roots(chapter))}
        for span, words in _entries(chapter, names):
            if (span, words) not in wished:
                context = digest(plain_text((cast("Inline", around[span]),)))
                wished[span, words] = ids.new(f"{chapter.id}-index-{slug_or_digest(words)}", context)
    return wished


def _with_blocks(roots: Iterable[Node]) -> Iterator[tuple[Node, Node]]:
    """Yield each node with the block whose words are around it."""
    for node in roots:
        if isinstance(node, nodes.Paragraph | nodes.Heading | nodes.Figure | nodes.Table):
            yield from ((inside, node) for inside in descend((node,)))
        else:
            yield node, node
            yield from _with_blocks(children_of(node))


def _entries(chapter: Chapter, names: Mapping[str, str]) -> Iterator[tuple[Span, str]]:
    """Yield the span of each index mark and each use of a term, with its entry."""
    roots: Iterable[Node] = chapter_roots(chapter)
    yield from ((node.span, " ".join(levels(own.get("index")))) for node, own in bearers(roots) if is_marked(own))
    yield from ((node.span, names.get(node.term, "")) for node in descend(roots) if isinstance(node, TermUse))
