"""Ids that compose makes: CSS-safe, stable, and each given once in an edition."""

from __future__ import annotations

from collections.abc import Iterable


class Ids:
    """The ids of one edition; hands out new ones."""

    def __init__(self, taken: Iterable[str]) -> None:
        """Begin with the ids that the book has already."""
        self._taken = set(taken)

    def new(self, wish: str, context: str = "") -> str:
        """Return the id wished for; when it is taken, ``wish-context``, and else ``wish-2``, ``wish-3`` … as is free.

        A context that comes from the text around keeps an id when others like it are added.
        """
        if context and wish in self._taken:
            wish = f"{wish}-{context}"
        candidate, count = wish, 1
        while candidate in self._taken:
            count += 1
            candidate = f"{wish}-{count}"
        self._taken.add(candidate)
        return candidate
