"""At which word each page of a division begins, read from the boxes of its layout.

What the text boxes of an element show, from its first page on, is its own text from the beginning (``intact`` sees to
it): so the characters that were laid out before a box tell where in the text the box begins.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import Element

from weasyprint.formatting_structure import boxes

from octavo.render.pdf.intact import compared
from octavo.render.pdf.tags.placing import real
from octavo.render.running_text import Piece, RunningText


@dataclass(frozen=True, slots=True)
class FirstWord:
    """Where the text of a page begins."""

    page: int
    """Index in the division."""
    offset: int
    """In characters of the division's running text."""
    exact: bool


def first_words(pages: list[Any]) -> tuple[tuple[str, ...], tuple[FirstWord, ...]]:
    """Return the running text of a division, block by block, and where each page that carries some of it begins."""
    text = RunningText().read(_body(pages[0]._page_box))  # noqa: SLF001 (a page's boxes have no public name)
    reader = _Reader(text, {(piece.element, piece.after): piece for piece in text.pieces})
    found = [reader.page(number, page) for number, page in enumerate(pages)]
    return tuple(text.blocks), tuple(word for word in found if word is not None)


def _body(page_box: Any) -> Element:
    box = next(child for child in page_box.children if child.element_tag == "html")
    root: Element = box.element
    body = root.find("body")
    return root if body is None else body


_Cell = tuple[Element, Element]
"""A row of a table, and a cell of it."""


@dataclass(slots=True)
class _Reader:
    """Follows the boxes of a division, page by page."""

    text: RunningText
    pieces: dict[tuple[Element, bool], Piece]
    shown: dict[Element, int] = field(default_factory=dict)
    """Characters of an element's own text that were laid out so far."""
    heads: dict[Element, int] = field(default_factory=dict)
    """The first page of each table head."""
    begun: set[_Cell] = field(default_factory=set)
    """Cells with text on earlier pages."""
    last: int = 0
    """Where the page before begins. What stands before that is no beginning: the engine may set a head late."""

    def page(self, number: int, page: Any) -> FirstWord | None:
        """Read the boxes of the next page."""
        first: tuple[int, _Cell | None] | None = None
        cells: set[_Cell] = set()
        blank = True
        for box, cell in self._words(page._page_box, number, None):  # noqa: SLF001 (as above)
            if first is None and (offset := self._offset(box)) is not None:
                blank = False
                first = (offset, cell) if offset >= self.last else None
            if cell is not None:
                cells.add(cell)
            if isinstance(box, boxes.TextBox):
                self.shown[box.element] = self.shown.get(box.element, 0) + len(compared(box.text))
        going_on = cells & self.begun
        self.begun |= cells
        if first is None:
            return None if blank else FirstWord(number, self.last, exact=False)
        self.last, cell = first
        exact = cell is None or cell not in going_on or sum(row is cell[0] for row, _ in going_on) == 1
        if cell is not None and not exact:
            self.last = self._start_of(cell[1])
        return FirstWord(number, self.last, exact)

    def _words(self, box: Any, page: int, cell: _Cell | None) -> Iterator[tuple[Any, _Cell | None]]:
        """Yield the boxes of words and pictures, in reading order, with the cell that each stands in."""
        box = real(box)
        element, tag = box.element, box.element_tag or ""
        if isinstance(box, boxes.MarginBox | boxes.FootnoteAreaBox) or box.is_leader:
            return
        if tag in {"thead", "tfoot"} and tag == element.tag and self.heads.setdefault(element, page) != page:
            return  # a table's head, repeated on a later page
        if isinstance(box, boxes.TextBox | boxes.ReplacedBox):
            if tag.removesuffix("::first-letter").removesuffix("::first-line") == element.tag:
                yield box, cell
            return
        if tag in {"tr", "td", "th"} and tag == element.tag:
            cell = (element if tag == "tr" or cell is None else cell[0], element)
        for child in box.children:
            yield from self._words(child, page, cell)

    def _offset(self, box: Any) -> int | None:
        """Return where a box begins in the running text; None for one that is no part of it (a note's)."""
        if isinstance(box, boxes.ReplacedBox):
            piece = self.pieces.get((box.element, False))
            return None if piece is None else self.text.offset(piece.block, piece.start)
        if not compared(box.text):
            return None
        found = self._own_place(box.element, self.shown.get(box.element, 0))
        if found is None:
            return None
        piece, index = found
        return self.text.offset(piece.block, self.text.word_start(piece.block, piece.start + index))

    def _own_place(self, element: Element, count: int) -> tuple[Piece, int] | None:
        """Return the piece, and the place in it, of the character of an element's own text that follows ``count``."""
        nodes = [(element, False, element.text or ""), *((child, True, child.tail or "") for child in element)]
        for node, after, text in nodes:
            length = len(compared(text))
            if count < length:
                piece = self.pieces.get((node, after))
                return None if piece is None else (piece, _place(text, count))
            count -= length
        return None

    def _start_of(self, element: Element) -> int:
        """Return where an element begins in the running text."""
        inside = set(element.iter())
        piece = next(p for p in self.text.pieces if p.element in inside and not (p.after and p.element is element))
        return self.text.offset(piece.block, piece.start)


def _place(text: str, count: int) -> int:
    """Return the index of the character that follows ``count`` of those that are compared."""
    for index, char in enumerate(text):
        length = len(compared(char))
        if count < length:
            return index
        count -= length
    return len(text)
