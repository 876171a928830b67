"""Where things stand in a paged edition."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class PageEntry:
    """One page of the file."""

    folio: str
    """What is counted there, printed or not: ``xii``, ``31``."""
    document: str
    """Name of the content document it belongs to; empty for a blank between two."""
    blank: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PageStart:
    """Where the text of a page begins: at the first word that stands on it whole or in part, notes left aside."""

    page: int
    """Index from 0."""
    document: str
    """Name of the content document."""
    offset: int
    """How many characters of the document's running text, white space and soft hyphens aside, stand before it."""
    exact: bool = True
    """False where text goes on side by side, in cells of a row: then the place is where the first of them begins."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageMap:
    """The pages of an edition in order, and the page (index from 0) that each id begins on."""

    pages: tuple[PageEntry, ...] = ()
    places: Mapping[str, int]
    ends: Mapping[str, int] = field(default_factory=dict)
    """The page that an id ends on, where it is not the one it begins on."""
    starts: tuple[PageStart, ...] = ()
    """Of the pages that carry running text, in order."""
    texts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Running text of each content document, by name: one string a block, notes and their calls left out."""

    def folio_of(self, identifier: str) -> str:
        """Return the folio of the page on which an id begins; empty when it is not in the edition."""
        place = self.places.get(identifier)
        return "" if place is None else self.pages[place].folio

    def last_folio_of(self, identifier: str) -> str:
        """Return the folio of the page on which an id ends; empty when it is not in the edition."""
        end = self.ends.get(identifier)
        return self.folio_of(identifier) if end is None else self.pages[end].folio
