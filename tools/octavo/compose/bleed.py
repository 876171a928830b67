"""Whether anything bleeds: a printer on demand wants the sheet larger than the page only then."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from octavo.model import nodes
from octavo.model.edition import Edition
from octavo.model.publication import ContentDocument
from octavo.model.walk import document_nodes

_CLASS = "bleed"


def as_it_bleeds(edition: Edition, documents: Iterable[ContentDocument]) -> Edition:
    """Return an edition of single pages without its bleed where no picture reaches into it; any other as it is."""
    page = edition.page
    if page is None or not page.press.single_pages or any(_bleeds(document) for document in documents):
        return edition
    return replace(edition, page=replace(page, bleed_pt=0.0))


def _bleeds(document: ContentDocument) -> bool:
    return any(isinstance(n, nodes.Figure) and _CLASS in n.attributes.classes for n in document_nodes(document))
