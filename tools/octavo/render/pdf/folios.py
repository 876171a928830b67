"""The folios that a document prints, and where they come from: the pages that ids begin and end on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from octavo.model import nodes
from octavo.model.publication import ContentDocument
from octavo.model.walk import document_nodes


@dataclass(frozen=True, slots=True)
class Folios:
    """Folios of the pages laid out so far."""

    first: dict[str, str] = field(default_factory=dict)
    """Id → folio of the page that it begins on."""
    last: dict[str, str] = field(default_factory=dict)
    """Id → folio of the page that it ends on."""

    def add(self, page: Any, folio: str) -> None:
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

    def named(self, document: ContentDocument) -> tuple[str, ...]:
        """Return what the page references of a document say: in the heads over its notes, then in reading order."""
        calls = [self.first_of(note.call_id) for note in document.notes] if document.role == "notes" else []
        return (*calls, *(folio for node in document_nodes(document) for folio in self._of(node)))

    def _of(self, node: nodes.Node) -> Iterator[str]:
        match node:
            case nodes.PageNumber() | nodes.ContentsItem():
                yield self.first_of(node.target)
            case nodes.Locators():
                yield from self._of_places(node.places)
            case _:
                pass

    def _of_places(self, places: Iterable[nodes.Locator]) -> Iterator[str]:
        for place in places:
            yield self.first_of(place.target)
            if place.until:
                yield self.last_of(place.until)
