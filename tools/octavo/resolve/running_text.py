"""Uses of terms in running text that no author marked.

Never in headings, code, links, captions, epigraphs, notes or text of another language; one place's longest term only.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import TypeVar, cast, get_args

from octavo.model import nodes
from octavo.model.attributes import Attributes
from octavo.model.by_language import primary_subtag
from octavo.model.nodes import Block, Inline, Node, SoftBreak, TermUse, Text
from octavo.model.walk import CHILD_FIELDS, plain_text
from octavo.resolve.lexicon import Lexicon, Match

_B = TypeVar("_B", bound=Node)

_CLOSED = (
    nodes.Heading, nodes.Link, nodes.CrossReference, nodes.InternalLink, nodes.InlineNote, nodes.TermUse,
    nodes.Citation, nodes.Figure, nodes.Image,
)  # fmt: skip
"""Nodes that no term is looked for in."""

_INLINES = frozenset(get_args(nodes.Inline))
_CLOSED_FIELDS = frozenset({"caption", "label", "summary", "title"})
_CLOSED_TAGS = frozenset({"kbd"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Matcher:
    """Looks for a lexicon's terms in the text of one language."""

    lexicon: Lexicon
    language: str
    """BCP 47 tag of the book."""
    own: str = ""
    """Id of the term whose definition the text is: not a use of itself."""

    def blocks(self, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        """Return some blocks with the uses of terms in them."""
        return tuple(self._node(block, "", "") for block in blocks)

    def is_foreign(self, tag: str) -> bool:
        """Return whether a language tag names another language than the book's (British and plain English are one)."""
        return bool(tag) and primary_subtag(tag) != primary_subtag(self.language)

    def _node(self, node: _B, before: str, after: str) -> _B:
        if self._is_closed(node):
            return node
        changed: dict[str, object] = {}
        for name in CHILD_FIELDS.get(type(node), ()):
            if name in _CLOSED_FIELDS:
                continue
            old = getattr(node, name)
            new = self._field(old, before, after)
            if new is not old:
                changed[name] = new
        return replace(node, **changed) if changed else node  # type: ignore[arg-type]

    def _is_closed(self, node: Node) -> bool:
        if isinstance(node, _CLOSED):
            return True
        attributes = cast("Attributes | None", getattr(node, "attributes", None))
        if attributes is not None and self.is_foreign(attributes.lang):
            return True
        match node:
            case nodes.Division():
                return "epigraph" in node.attributes.classes
            case nodes.Markup():
                return node.tag in _CLOSED_TAGS
            case _:
                return False

    def _field(self, value: tuple[object, ...], before: str, after: str) -> tuple[object, ...]:
        if not value:
            return value
        if isinstance(value[0], tuple):
            several = tuple(self._field(cast("tuple[object, ...]", v), before, after) for v in value)
            return value if all(a is b for a, b in zip(several, value, strict=True)) else several
        if type(value[0]) in _INLINES:
            return self._inlines(cast("tuple[Inline, ...]", value), before, after)
        plain = tuple(self._node(cast("Node", v), "", "") for v in value)
        return value if all(a is b for a, b in zip(plain, value, strict=True)) else plain

    def _inlines(self, inlines: tuple[Inline, ...], before: str, after: str) -> tuple[Inline, ...]:
        """Return inlines with uses; ``before`` and ``after`` are the characters around them in their paragraph."""
        edges = _edges(inlines, before, after)
        new: list[Inline] = []
        for start, end in _runs(inlines):
            first = inlines[start]
            if isinstance(first, Text | SoftBreak):
                run = cast("tuple[Text | SoftBreak, ...]", inlines[start:end])
                new.extend(self._run(run, edges[start][0], edges[end - 1][1]))
            else:
                new.append(self._node(first, *edges[start]))
        same = len(new) == len(inlines) and all(a is b for a, b in zip(new, inlines, strict=True))
        return inlines if same else tuple(new)

    def _run(self, pieces: tuple[Text | SoftBreak, ...], before: str, after: str) -> Iterable[Inline]:
        run = _Run.of(pieces)
        found = [match for match in self.lexicon.matches(run.text, before, after) if match.term.id != self.own]
        return run.with_uses(found) if found else pieces


def _runs(inlines: tuple[Inline, ...]) -> Iterator[tuple[int, int]]:
    """Yield the stretches of text and line ends, and between them each other inline by itself."""
    start = 0
    while start < len(inlines):
        end = start + 1
        if isinstance(inlines[start], Text | SoftBreak):
            while end < len(inlines) and isinstance(inlines[end], Text | SoftBreak):
                end += 1
        yield start, end
        start = end


def _edges(inlines: tuple[Inline, ...], before: str, after: str) -> list[tuple[str, str]]:
    """Return for each inline the characters next to it: a word may go on in a neighbour, as in ``NATO*s*``."""
    words = [piece.text if isinstance(piece, Text) else plain_text((piece,)) for piece in inlines]
    lefts, left = [], before
    for word in words:
        lefts.append(left)
        left = word[-1:] or left
    rights, right = [], after
    for word in reversed(words):
        rights.append(right)
        right = word[:1] or right
    return list(zip(lefts, reversed(rights), strict=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Run:
    """Text and line ends in a row, which a term's words may stretch over."""

    pieces: tuple[Text | SoftBreak, ...]
    text: str
    """A line end is one character of it."""
    starts: tuple[int, ...]
    """Where each piece begins in the text."""

    @classmethod
    def of(cls, pieces: tuple[Text | SoftBreak, ...]) -> _Run:
        words = [piece.text if isinstance(piece, Text) else "\n" for piece in pieces]
        return cls(pieces=pieces, text="".join(words), starts=tuple(accumulate(map(len, words), initial=0))[:-1])

    def slice(self, start: int, end: int) -> Iterator[Text | SoftBreak]:
        """Yield what stands between two offsets of the text."""
        for index in range(max(bisect_right(self.starts, start) - 1, 0), len(self.pieces)):
            piece, at = self.pieces[index], self.starts[index]
            if at >= end:
                return
            length = len(piece.text) if isinstance(piece, Text) else 1
            first, last = max(start - at, 0), min(end - at, length)
            if first < last:
                whole = (first, last) == (0, length)
                yield piece.part(first, last) if isinstance(piece, Text) and not whole else piece

    def with_uses(self, found: list[Match]) -> Iterator[Inline]:
        """Yield the run with each match made a use."""
        at = 0
        for match in found:
            yield from self.slice(at, match.start)
            yield self._use(match)
            at = match.end
        yield from self.slice(at, len(self.text))

    def _use(self, match: Match) -> TermUse:
        children = tuple(self.slice(match.start, match.end))
        span = children[0].span.to(children[-1].span)
        name = " ".join(self.text[match.start : match.end].split())
        return TermUse(span=span, children=children, name=name, name_span=span, marked=False, term=match.term.id)
