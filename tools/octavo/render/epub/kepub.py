"""Kobo's own form of a content document: two wrappers around all of it, and a span around each sentence and picture.

Kobo's readers lay out pages in the wrappers, and keep places and highlights by the ids of the spans, which must be
``kobo.`` and two numbers: that of the block, and that of the piece in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from xml.etree.ElementTree import Element

from octavo.render.xhtml.elements import XHTML, Piece, element, fill, local_name

SPAN, COLUMNS, INNER = "koboSpan", "book-columns", "book-inner"

_BLOCKS = frozenset(
    {"p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "dt", "dd", "td", "th", "caption", "figcaption", "summary"}
    | {"ol", "ul", "dl", "table", "figure", "blockquote", "aside", "div", "section"}
)
"""Elements that begin a new count of pieces."""
_WHOLE = frozenset({"img", "ruby"})
"""Elements that are one piece."""
_LEFT = frozenset({"nav", "pre", "script", "style"})
"""Elements that nobody marks in, or whose white space counts."""
_STOP, _CLOSER = "[.!?…]", "[\"'”’»)\\]]"
_END = re.compile(
    rf"(?:(?<={_STOP})|(?<={_STOP}{_CLOSER})|(?<={_STOP}{_CLOSER}{_CLOSER}))\s+"
    r"|(?<=[。！？])(?![。！？」』）])|(?<=[。！？][」』）])"
)
"""Where a sentence ends: it keeps the white space behind it."""


def as_kepub(tree: Element) -> Element:
    """Return the tree of a document, its body in Kobo's form."""
    body = tree.find(f"{{{XHTML}}}body")
    if body is not None:
        _Marker().mark(body)
        inner = element("div", {"id": INNER, "class": INNER})
        inner.text, body.text = body.text, None
        inner[:], body[:] = body[:], [element("div", {"id": COLUMNS, "class": COLUMNS}, [inner])]
    return tree


@dataclass(slots=True)
class _Marker:
    """Counts blocks and the pieces in them."""

    block: int = 0
    piece: int = 0

    def mark(self, parent: Element) -> None:
        """Put all text below an element, its own and what follows its children, into spans."""
        if local_name(parent) in _BLOCKS:
            self.block, self.piece = self.block + 1, 0
        children, words = list(parent), parent.text
        parent[:], parent.text = [], None
        fill(parent, self._spans(words))
        for child in children:
            after, child.tail = child.tail, None
            fill(parent, [self._child(child), *self._spans(after)])

    def _child(self, child: Element) -> Element:
        name = local_name(child)
        if not child.tag.startswith(f"{{{XHTML}}}") or name in _LEFT or "doc-noteref" in child.get("role", ""):
            return child
        if name in _WHOLE:
            return self._span([child])
        self.mark(child)
        return child

    def _spans(self, words: str | None) -> Iterator[Piece]:
        """Yield sentences in spans; white space between blocks, or between two words of markup, as it is."""
        if words and not words.strip():
            yield words
        elif words:
            ends = (*(found.end() for found in _END.finditer(words)), len(words))
            yield from (self._span([words[start:end]]) for start, end in pairwise((0, *ends)) if start < end)

    def _span(self, pieces: list[Piece]) -> Element:
        self.block, self.piece = max(self.block, 1), self.piece + 1
        return element("span", {"class": SPAN, "id": f"kobo.{self.block}.{self.piece}"}, pieces)
