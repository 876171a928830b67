"""What the documents of a publication hold, for stages that must look at all of it."""

from __future__ import annotations

from collections.abc import Iterator

from octavo.model.nodes import Node
from octavo.model.publication import ContentDocument
from octavo.model.walk import descend


def document_nodes(document: ContentDocument) -> Iterator[Node]:
    """Yield every node of a document: of its title, its text, its notes."""
    yield from descend(document.title)
    yield from descend(document.children)
    for note in document.notes:
        yield from descend(note.children)
