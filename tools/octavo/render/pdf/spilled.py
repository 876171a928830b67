"""What no page can hold: a picture, a formula or a row of a table that is taller than the text block.

The engine breaks text, and whatever can be broken; the rest it lets run over the foot of the page and off the paper.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element

from weasyprint.formatting_structure import boxes

from octavo.diagnostics import Diagnostic
from octavo.model.publication import ContentDocument
from octavo.render.pdf.blame import Blame
from octavo.render.pdf.findings import TALLER_THAN_PAGE
from octavo.render.pdf.tags.placing import real, turned

_TOLERANCE_PX = 8.0
"""In CSS pixels: the descenders of a last line, and a picture on its baseline, may hang over by this much."""
_MARGIN_PX = 24.0
"""A quarter of an inch: so far from the trim text is safe from the knife."""


def spilled_blocks(document: ContentDocument, html: Element, pages: list[Any]) -> Iterator[Diagnostic]:
    """Yield a ``taller-than-page`` error for each page that something runs off at the foot."""
    blame = Blame.of(document, html)
    for page in pages:
        page_box = page._page_box  # noqa: SLF001 (a page's boxes have no public name)
        foot = page_box.content_box_y() + page_box.height + _TOLERANCE_PX
        found = next(_beyond(page_box, foot, ""), None)
        if found is not None:
            span, what = blame(*found)
            yield TALLER_THAN_PAGE.at(span, what=what, document=document.plain_title)


def _beyond(box: Any, foot: float, source: str) -> Iterator[tuple[Any, str]]:
    """Yield the boxes of words and pictures that end below the foot of the text block, and the places of their blocks."""
    box = real(box)
    if isinstance(box, boxes.MarginBox | boxes.FootnoteAreaBox):
        return
    source = Blame.source(box, source)
    if turned(box):  # what is below its foot is beyond the edge of the page
        foot = min(foot, box.content_box_y() + box.height + _TOLERANCE_PX)
    if _bleeds(box):  # the page of a picture that bleeds has no margin: its caption keeps one
        foot -= _TOLERANCE_PX + _MARGIN_PX
    if isinstance(box, boxes.TextBox | boxes.ReplacedBox) and box.position_y + box.margin_height() > foot:
        yield box, source
    for child in getattr(box, "children", ()):
        if not (_bleeds(box) and isinstance(real(child), boxes.ReplacedBox)):
            yield from _beyond(child, foot, source)


def _bleeds(box: Any) -> bool:
    """Return whether a box is that of a figure whose picture is to reach beyond the page."""
    made = box.element is not None and box.element_tag == box.element.tag
    return made and "bleed" in box.element.get("class", "").split()
