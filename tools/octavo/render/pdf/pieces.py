"""A division laid out and drawn: all that a book wants of it, and nothing of the engine."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from octavo.diagnostics import Diagnostic
from octavo.render.pdf.drawn import Drawn
from octavo.render.pdf.meter import DivisionMarks
from octavo.render.pdf.page_starts import FirstWord


@dataclass(frozen=True, slots=True, kw_only=True)
class PiecePage:
    """A page of a division."""

    height: float
    """In CSS pixels."""
    anchors: Mapping[str, tuple[float, float]]
    """Id → where its element begins, in CSS pixels from the left and the top."""
    name: str
    """What stylesheets call it; empty for any page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A division on its pages."""

    folios: tuple[str, ...]
    """What its page references say."""
    pages: tuple[PiecePage, ...]
    diagnostics: tuple[Diagnostic, ...]
    unplanned: int
    """Paragraphs over which planning broke down, and whose lines the engine broke."""
    blocks: tuple[str, ...]
    """Its running text, block by block."""
    words: tuple[FirstWord, ...]
    """Where its pages begin in the running text."""
    marks: DivisionMarks
    heads: Mapping[str, str]
    """Running heads that do not fit, each with what is printed of it."""
    rules: str
    """Rules for its pages that were found out by laying it out: the heads over endnotes."""
    margins_apart: bool
    """Whether what stands in its margins is not drawn yet."""
    drawn: Drawn | None
    """None of one that is going to be laid out again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A piece at its place in the book."""

    piece: Piece
    number: int
    """Of its first page."""
    margins: Drawn | None
    """What stands in its margins; None where that was drawn with it."""

    @property
    def drawn(self) -> Drawn:
        """Its pages."""
        if self.piece.drawn is None:
            raise RuntimeError("a division was not drawn")
        return self.piece.drawn
