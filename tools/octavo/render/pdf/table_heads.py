"""Tables whose head is not on the page they begin on: the engine leaves it out where the first row breaks over pages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element

from weasyprint.formatting_structure import boxes

from octavo.diagnostics import Diagnostic
from octavo.model.publication import ContentDocument
from octavo.render.pdf.blame import Blame
from octavo.render.pdf.findings import HEADLESS_TABLE
from octavo.render.pdf.tags.placing import real


def headless_tables(document: ContentDocument, html: Element, pages: list[Any]) -> Iterator[Diagnostic]:
    """Yield a ``headless-table`` warning for each table with a head that its first page lacks."""
    blame = Blame.of(document, html)
    seen: set[Element] = set()
    for page in pages:
        for box, source in _tables(page._page_box, ""):  # noqa: SLF001 (a page's boxes have no public name)
            table = box.element
            if table not in seen and table.find("thead") is not None and not _has_head(box):
                span, _ = blame(box, source)
                yield HEADLESS_TABLE.at(span, document=document.plain_title)
            seen.add(table)


def _tables(box: Any, source: str) -> Iterator[tuple[Any, str]]:
    """Yield the tables of a page that hold a row, and the places of their blocks."""
    box = real(box)
    source = Blame.source(box, source)
    if isinstance(box, boxes.TableBox) and any(group.children for group in box.children):
        yield box, source
    for child in getattr(box, "children", ()):
        yield from _tables(child, source)


def _has_head(table: Any) -> bool:
    return any(group.is_header for group in table.children)
