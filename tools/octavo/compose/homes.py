"""Where every id of an edition lives, and which pictures it shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from octavo.compose.making import attributes_of
from octavo.model import nodes
from octavo.model.book import Book
from octavo.model.publication import ContentDocument
from octavo.model.sources import Picture
from octavo.model.walk import document_nodes


def ids_of(document: ContentDocument) -> Iterator[str]:
    """Yield every id that the document bears."""
    yield document.id
    for node in document_nodes(document):
        own = attributes_of(node)
        if own is not None and own.id:
            yield own.id
        if isinstance(node, nodes.Anchor | nodes.NoteCall):
            yield node.id
    for note in document.notes:
        yield note.id


def homes(documents: Iterable[ContentDocument]) -> Mapping[str, str]:
    """Return the name of the document that holds each id."""
    return {identifier: document.name for document in documents for identifier in ids_of(document)}


def pictures(documents: Iterable[ContentDocument], book: Book) -> Mapping[str, Picture]:
    """Return the pictures that the documents show, and the cover's, in order of their files."""
    shown = {node.src for document in documents for node in document_nodes(document) if isinstance(node, nodes.Image)}
    if book.config.metadata.cover is not None:
        shown.add(book.config.metadata.cover.image)
    return {file: book.pictures[file] for file in sorted(shown) if file in book.pictures}
