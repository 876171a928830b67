"""What workers are asked for, and what they answer: all that crosses from one process to another."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TypeAlias

from octavo.render.pdf.book_fonts import FontFiles
from octavo.render.pdf.divisions import LayoutFailed, Typesetter
from octavo.render.pdf.drawn import Drawn
from octavo.render.pdf.folios import Folios
from octavo.render.pdf.pieces import Piece
from octavo.render.pdf.plan import Division


@dataclass(frozen=True, slots=True, kw_only=True)
class ForPiece:
    """Asks for a division laid out."""

    division: int
    """Its place in the book."""
    number: int
    """Of its first page."""
    folios: Folios
    """Those that it names."""
    missing: frozenset[str]
    """Ids that stand nowhere in the book."""
    draw: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ForMargins:
    """Asks for what stands in the margins of a division's pages."""

    division: int
    number: int
    names: tuple[str, ...]
    """What stylesheets call each page; empty for any page."""
    heads: tuple[tuple[str, str], ...]
    """Running heads that do not fit, each with what is printed of it."""
    rules: str
    """Rules for the pages that were found out by laying the division out."""


Question: TypeAlias = ForPiece | ForMargins
Answer: TypeAlias = tuple[Piece | Drawn | LayoutFailed, FontFiles, float]
"""What was made, or why it could not be; the font files that were come upon; and the seconds that it took."""


def answer(typesetter: Typesetter, divisions: tuple[Division, ...], question: Question) -> Answer:
    """Return the answer to a question about one of some divisions."""
    known, begun = frozenset(typesetter.engine.font_files), time.monotonic()
    try:
        made = _made(typesetter, divisions[question.division], question)
    except LayoutFailed as failure:
        return failure, {}, 0.0
    files = {digest: data for digest, data in typesetter.engine.font_files.items() if digest not in known}
    return made, files, time.monotonic() - begun


def _made(typesetter: Typesetter, division: Division, question: Question) -> Piece | Drawn:
    match question:
        case ForPiece(number=number, folios=folios, missing=missing, draw=draw):
            return typesetter.piece(division, number, folios, missing, draw=draw)
        case ForMargins(number=number, names=names, heads=heads, rules=rules):
            return typesetter.margins(division, number, names, dict(heads), rules)
