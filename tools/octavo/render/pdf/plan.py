"""Which division of the book starts where, how its pages are counted, and what stands over them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from octavo.model import numerals
from octavo.model.config import Matter
from octavo.model.edition import Opening, PageGeometry
from octavo.model.publication import ContentDocument, Publication

DISPLAY_ROLES = frozenset({"half-title", "title-page", "copyright-page", "dedication", "epigraph", "part"})
"""Pages that are counted but show neither folio nor running head (Chicago Manual of Style 18, 1.5–1.6)."""

_ALWAYS_RECTO = frozenset({"half-title", "title-page", "part"})
_VERSO = frozenset({"copyright-page"})
_EITHER = frozenset({"figures", "tables"})
"""Lists that follow the contents on whichever side is next (the same, 1.4)."""


class Start(Enum):
    """The side that a division begins on."""

    NEXT = "next"
    RECTO = "recto"
    VERSO = "verso"


@dataclass(frozen=True, slots=True)
class Division:
    """A content document as the unit of layout."""

    document: ContentDocument
    start: Start
    roman: bool
    """Whether its folios are roman: the front matter."""
    display: bool
    """Whether its pages show neither folio nor running head."""
    restarts: bool
    """Whether its first page is 1: the first of the front matter, and the first of what follows it."""


def plan_divisions(publication: Publication) -> tuple[Division, ...]:
    """Return the divisions of a publication, in reading order."""
    page = publication.edition.page
    divisions: list[Division] = []
    for document in publication.documents:
        roman = document.matter is Matter.FRONT
        restarts = not divisions or (divisions[-1].roman and not roman)
        start = _start(document, page, first=not divisions, restarts=restarts)
        divisions.append(Division(document, start, roman, document.role in DISPLAY_ROLES, restarts))
    return tuple(divisions)


def _start(document: ContentDocument, page: PageGeometry | None, *, first: bool, restarts: bool) -> Start:
    if first or page is None or not page.mirrored:
        return Start.NEXT
    if document.role in _VERSO:
        return Start.VERSO
    recto = page.opening is Opening.RECTO and document.role not in _EITHER
    if restarts or recto or document.role in _ALWAYS_RECTO:
        return Start.RECTO
    return Start.NEXT


def folio(number: int, *, roman: bool) -> str:
    """Return a page number as it is printed: ``31``, ``xii``."""
    return numerals.roman(number) if roman else str(number)
