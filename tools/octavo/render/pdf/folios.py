"""The folios that a document prints, and where they come from: the pages that ids begin and end on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from octavo.model import nodes
from octavo.model.publication import ContentDocument
from octavo.model.walk import document_nodes
from octavo.render.pdf.pieces import PiecePage

References = tuple[tuple[str, bool], ...]
"""Ids whose folios are printed, each with whether that is of the page that it ends on, and not begins on."""


@dataclass(frozen=True, slots=True)
class Folios:
    """Folios of the pages laid out so far."""

    first: dict[str, str] = field(default_factory=dict)
    """Id → folio of the page that it begins on."""
    last: dict[str, str] = field(default_factory=dict)
    """Id → folio of the page that it ends on."""

    def add(self, page: PiecePage, folio: str) -> None:
        """Take in a page, behind all before it."""
        for identifier in page.anchors:
            self.first.setdefault(identifier, folio)
            self.last[identifier] = folio

    def first_of(self, identifier: str) -> str:
        """Return the folio of the page that an id begins on; empty while it is unknown."""
        return self.first.get(identifier, "")

    def last_of(self, identifier: str) -> str:
        """Return the folio of the page that an id ends on; empty while it is unknown."""
        return self.last.get(identifier, "")

    def of(self, references: References) -> Folios:
        """Return those that are referred to, and no others."""
        ids = {identifier for identifier, _ in references}
        return Folios(*({i: known[i] for i in ids if i in known} for known in (self.first, self.last)))

    def said(self, references: References) -> tuple[str, ...]:
        """Return what references say."""
        return tuple((self.last_of if last else self.first_of)(identifier) for identifier, last in references)


def references_of(document: ContentDocument) -> References:
    """Return the page references of a document: in the heads over its notes, then in reading order."""
    return tuple(_references(document))


def _references(document: ContentDocument) -> Iterator[tuple[str, bool]]:
    if document.role == "notes":
        yield from ((note.call_id, False) for note in document.notes)
    for node in document_nodes(document):
        match node:
            case nodes.PageNumber() | nodes.ContentsItem():
                yield node.target, False
            case nodes.Locators():
                for place in node.places:
                    yield place.target, False
                    if place.until:
                        yield place.until, True
            case _:
                pass
