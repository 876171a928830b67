"""What a drawing becomes once every ``<use>`` is replaced by what it repeats: a few lines can stand for a billion."""

from __future__ import annotations

from dataclasses import dataclass, field

MOST_ELEMENTS = 100_000
"""A map of a whole country has fewer."""
_DEEPEST = 200
"""Repetitions inside repetitions; what goes deeper counts as too much."""


@dataclass(slots=True)
class Piece:
    """An element with all that lies in it."""

    id: str = ""
    elements: int = 1
    uses: list[str] = field(default_factory=list)
    """The ids that ``<use>`` elements in it repeat."""

    def hold(self, child: Piece) -> None:
        """Count a child that has ended."""
        self.elements += child.elements
        self.uses += child.uses


class Loop(Exception):  # noqa: N818 - names what it is
    """A piece repeats itself; the text is its id."""


def elements_drawn(root: Piece, named: dict[str, Piece]) -> int:
    """Return how many elements a drawing has when all is repeated, counted no further than a little past the limit.

    Raises Loop when a piece repeats itself.
    """
    return _drawn(root, named, {}, set())


def _drawn(piece: Piece, named: dict[str, Piece], known: dict[str, int], open_: set[str]) -> int:
    total = piece.elements
    for target in piece.uses:
        if target in open_:
            raise Loop(target)
        if len(open_) > _DEEPEST:
            return MOST_ELEMENTS + 1
        if target in named and target not in known:
            open_.add(target)
            known[target] = _drawn(named[target], named, known, open_)
            open_.remove(target)
        total = min(total + known.get(target, 0), MOST_ELEMENTS + 1)
    return total
