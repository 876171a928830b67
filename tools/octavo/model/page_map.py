"""Where things stand in a paged edition."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class PageEntry:
    """One page of the file."""

    folio: str
    """What is counted there, printed or not: ``xii``, ``31``."""
    document: str
    """Name of the content document it belongs to; empty for a blank between two."""
    blank: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PageMap:
    """The pages of an edition in order, and the page (index from 0) that each id begins on."""

    pages: tuple[PageEntry, ...] = ()
    places: Mapping[str, int]

    def folio_of(self, identifier: str) -> str:
        """Return the folio of the page on which an id begins; empty when it is not in the edition."""
        place = self.places.get(identifier)
        return "" if place is None else self.pages[place].folio
