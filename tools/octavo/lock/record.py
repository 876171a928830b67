"""What is recorded of an edition's pages: how each begins, and where everything is that others refer to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from octavo.model import nodes
from octavo.model.page_map import PageMap
from octavo.model.publication import Publication
from octavo.model.walk import descend

_WORDS = 8
"""So many words of a page tell it from any other."""


@dataclass(frozen=True, slots=True)
class PageRecord:
    """One page."""

    folio: str
    document: str
    """Name of the content document; empty for a blank page."""
    words: str
    """The first words of its running text; empty where it has none."""


@dataclass(frozen=True, slots=True)
class Record:
    """The pages of an edition."""

    edition: str
    isbn: str
    pages: tuple[PageRecord, ...]
    places: Mapping[str, str]
    """Id → folio: documents, headings, figures, tables."""


def record_of(publication: Publication, page_map: PageMap) -> Record:
    """Return the record of an edition that was laid out."""
    starts = {start.page: start for start in page_map.starts}
    pages = tuple(
        PageRecord(
            entry.folio,
            entry.document,
            _first_words(page_map.texts.get(starts[index].document, ()), starts[index].offset)
            if index in starts
            else "",
        )
        for index, entry in enumerate(page_map.pages)
    )
    places = {name: page_map.folio_of(name) for name in _cited(publication) if name in page_map.places}
    return Record(publication.edition.name, publication.edition.isbn, pages, places)


def _cited(publication: Publication) -> Iterator[str]:
    """Yield the ids of what others refer to, in reading order."""
    for document in publication.documents:
        yield document.id
        for node in descend(document.children):
            if isinstance(node, nodes.Heading | nodes.Figure | nodes.Table) and node.attributes.id:
                yield node.attributes.id


def _first_words(blocks: tuple[str, ...], offset: int) -> str:
    """Return the words that follow so many characters of a text, white space aside."""
    words: list[str] = []
    for block in blocks:
        for word in block.split():
            if offset <= 0:
                words.append(word)
            elif offset < len(word):
                words.append(word[offset:])
            offset -= len(word)
            if len(words) == _WORDS:
                return " ".join(words)
    return " ".join(words)
