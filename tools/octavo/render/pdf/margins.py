"""What stands in the margins of pages, set apart from their text: running heads and folios.

It depends on the number of a page and on what kind of page it is, and on nothing of the text: the text need not be laid
out again because the pages before it have become more.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from xml.etree.ElementTree import Element, SubElement

import weasyprint.layout

from octavo.model.publication import Publication
from octavo.render.pdf.known_engine import wrapped
from octavo.render.styles import Stylesheet

_OF_TEXT = re.compile(r"\b(?:string|element|counters?|target-\w+)\s*\(|string-set|running\s*\(")
"""What a stylesheet may carry from the text into margins, or from the pages into the text."""


def stand_apart(sheets: Iterable[Stylesheet]) -> bool:
    """Return whether margins can be set apart from the text: a book's own styles may tie them together."""
    return not any(sheet.own and _OF_TEXT.search(sheet.text) for sheet in sheets)


@contextmanager
def without_margins() -> Iterator[None]:
    """Lay out pages with nothing in their margins."""
    with wrapped((weasyprint.layout, "make_margin_boxes", lambda _native: lambda *_arguments: ())):
        yield


def empty_pages(publication: Publication, names: Iterable[str]) -> Element:
    """Return a tree that is laid out on pages of these names (empty: any page) with nothing on them."""
    tree = Element("html", {"lang": publication.metadata.language})
    SubElement(tree, "head")
    body = SubElement(tree, "body")
    for number, name in enumerate(names):
        style = ("break-before: page; " if number else "") + (f"page: {name}; " if name else "")
        SubElement(body, "div", {"style": style.strip()} if style else {})
    return tree
