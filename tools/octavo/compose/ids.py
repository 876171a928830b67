"""Ids that compose makes: CSS-safe, stable, and each given once in an edition."""

from __future__ import annotations

from collections.abc import Iterable


class Ids:
    """The ids of one edition; hands out new ones."""

    def __init__(self, taken: Iterable[str]) -> None:
        """Begin with the ids that the book has already."""
        self._taken = set(taken)

    def new(self, wish: str) -> str:
        """Return the id wished for, or the first of ``wish-2``, ``wish-3`` … that is free."""
        candidate, count = wish, 1
        while candidate in self._taken:
            count += 1
            candidate = f"{wish}-{count}"
        self._taken.add(candidate)
        return candidate
