"""Where the elements of an EPUB's documents come from: the documents written once more, with places of the manuscript."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element

from octavo.model.publication import Publication
from octavo.render.epub.layout import lay_out
from octavo.render.epub.text import content_pages
from octavo.render.math import mathml, prepare_formulas
from octavo.render.properties import opening_of
from octavo.render.styles import cascade
from octavo.render.xhtml import SOURCE, Opening


def document_origins(publication: Publication) -> Mapping[str, tuple[tuple[str, str], ...]]:
    """Return, by the path of each document in the package's folder, what ``html``, ``body`` and all in it come from.

    That is (name with namespace, ``path:line``) in document order; the place is that of the block that holds an element,
    else of the document. Empty when a formula or stylesheet has a fault: then there is no file either.
    """
    formulas, styles = prepare_formulas(publication, mathml).value, cascade(publication).value
    if formulas is None or styles is None:
        return {}
    layout = lay_out(publication, None)
    opening = opening_of(styles).value or Opening()
    starts = {layout.document_path(document.name): document.span for document in publication.documents}
    return {
        page.path: tuple(_elements(page.tree, f"{starts[page.path].path}:{starts[page.path].line}"))
        for page in content_pages(layout, formulas, (), opening, sources=True)
        if page.path in starts
    }


def _elements(root: Element, place: str) -> Iterator[tuple[str, str]]:
    yield root.tag, place
    yield from _below(root[1], place)


def _below(element: Element, place: str) -> Iterator[tuple[str, str]]:
    place = element.get(SOURCE, place)
    yield element.tag, place
    for child in element:
        yield from _below(child, place)
