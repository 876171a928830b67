"""The running text of a written document: what print and EPUB have in common, and where each character of it stands.

Notes, their calls, leaders and the page numbers of lists are no part of it, nor the readings over words. A picture or a formula counts as one
character. Each block holds its own text, and white space says nothing: it is never counted. Nor is what only says where
a word may be divided or may not, which each edition sees to in its own way.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import accumulate
from xml.etree.ElementTree import Element

OBJECT = "\ufffc"
"""What stands for a picture or a formula."""

_OBJECTS = frozenset({"img", "math", "svg"})
PHRASES = frozenset(
    {
        "a",
        "abbr",
        "cite",
        "code",
        "del",
        "dfn",
        "em",
        "ins",
        "kbd",
        "mark",
        "q",
        "rb",
        "ruby",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "wbr",
    }
)
_LEFT_OUT = frozenset({"doc-endnotes", "doc-footnote", "doc-noteref", "doc-pagebreak"})
_READINGS = frozenset({"rp", "rt"})
_LEFT_OUT_OF_LISTS = frozenset({"leader", "page"})
_UNSEEN = "\u00ad\u200b\u2060"
"""Soft hyphens, and places where a line may end or may not."""
_WORD = f"\\w{_UNSEEN}"
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_JOINED = re.compile(f"[{_WORD}]")
_APART = re.compile(f"[{_UNSPACED}]")
"""Scripts without spaces between words, whose characters each count as a word."""
_TOKEN = re.compile(f"(?:(?![{_UNSPACED}])[{_WORD}])+|\\S")
_SPACE = re.compile(f"[\\s{_UNSEEN}]")
_CHARACTER = re.compile(f"[^\\s{_UNSEEN}]")


@dataclass(frozen=True, slots=True)
class Piece:
    """Text that stands directly in an element, or after it; or an object."""

    element: Element
    after: bool
    """Whether it follows the element (ElementTree's tail)."""
    text: str
    block: int
    start: int
    """Where it starts in the text of its block."""


@dataclass(slots=True)
class RunningText:
    """The text of one document, block by block, piece by piece."""

    blocks: list[str] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    _before: list[int] = field(default_factory=lambda: [0])
    """Characters before each block."""

    def read(self, body: Element) -> RunningText:
        """Take in a body, and return this text."""
        self._block()
        self._read(body)
        self._before = list(accumulate(map(characters, self.blocks), initial=0))
        return self

    def offset(self, block: int, index: int) -> int:
        """Return how many characters of the document stand before a place in a block."""
        return self._before[block] + characters(self.blocks[block][:index])

    def place(self, offset: int) -> tuple[Piece, int]:
        """Return the piece that holds a character of the document, and where it stands in the piece's text."""
        block = bisect_right(self._before, offset) - 1
        found = list(_CHARACTER.finditer(self.blocks[block]))[offset - self._before[block]].start()
        piece = next(p for p in reversed(self.pieces) if p.block == block and p.start <= found)
        return piece, found - piece.start

    def word_start(self, block: int, index: int) -> int:
        """Return where the word begins that a place of a block lies in; a hyphen or dash parts words."""
        text = self.blocks[block]
        while index and _inside_word(text[index - 1], text[index]):
            index -= 1
        before = len(text[:index].rstrip("-\u200b\u2010"))
        return index if before and not text[before - 1].isspace() else before

    def _block(self) -> None:
        if not self.blocks or self.blocks[-1]:
            self.blocks.append("")

    def _read(self, parent: Element, *, listing: bool = False) -> None:
        self._take(parent, parent.text, after=False)
        for child in parent:
            name = child.tag.rpartition("}")[2]
            if name == "br":
                self.blocks[-1] += "\n" if self.blocks[-1] else ""
            elif name in _OBJECTS:
                self._take(child, OBJECT, after=False)
            elif name not in _READINGS and not _left_out(child, listing=listing):
                self._read_whole(child, name, listing=listing or name == "nav")
            self._take(child, child.tail, after=True)

    def _read_whole(self, element: Element, name: str, *, listing: bool) -> None:
        """Read an element of text; one that is no phrase has blocks of its own."""
        if name not in PHRASES:
            self._block()
        self._read(element, listing=listing)
        if name not in PHRASES:
            self._block()

    def _take(self, element: Element, text: str | None, *, after: bool) -> None:
        if text and (self.blocks[-1] or not text.isspace()):
            self.pieces.append(Piece(element, after, text, len(self.blocks) - 1, len(self.blocks[-1])))
            self.blocks[-1] += text


def _left_out(element: Element, *, listing: bool) -> bool:
    """Return whether an element is no running text: a note, its call, a repeated head; in contents leader and number."""
    if element.get("role") in _LEFT_OUT or element.get("aria-hidden") == "true":
        return True
    return listing and not _LEFT_OUT_OF_LISTS.isdisjoint(element.get("class", "").split())


def _inside_word(before: str, after: str) -> bool:
    return all(_JOINED.match(char) and not _APART.match(char) for char in (before, after))


def characters(text: str) -> int:
    """Return how many characters a text has, white space and what else is unseen aside."""
    return len(seen(text))


def seen(text: str) -> str:
    """Return the characters of a text that count."""
    return _SPACE.sub("", text)


def words(text: str) -> Iterator[str]:
    """Yield the words of a text, and by itself each character that is part of none."""
    return filter(None, (seen(found[0]) for found in _TOKEN.finditer(text)))
