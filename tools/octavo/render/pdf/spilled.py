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
from octavo.render.pdf.findings import TALLER_THAN_PAGE
from octavo.render.pdf.pictures import image_nodes
from octavo.render.pdf.tags.elements import whole_text
from octavo.render.pdf.tags.placing import real, turned

_TOLERANCE_PX = 8.0
"""In CSS pixels: the descenders of a last line, and a picture on its baseline, may hang over by this much."""
_EXCERPT = 40


def spilled_blocks(document: ContentDocument, html: Element, pages: list[Any]) -> Iterator[Diagnostic]:
    """Yield a ``taller-than-page`` error for each page that something runs off at the foot."""
    sources = image_nodes(document, html)
    for page in pages:
        page_box = page._page_box  # noqa: SLF001 (a page's boxes have no public name)
        foot = page_box.content_box_y() + page_box.height + _TOLERANCE_PX
        box = next(_beyond(page_box, foot), None)
        if box is None:
            continue
        image = sources.get(box.element)
        words = image.src if image else whole_text(box.element)[:_EXCERPT].strip()
        what = "the picture" if image else "what begins with" if words else "a formula"
        named = f"{what} “{words}”" if words else what
        span = image.src_span if image else document.span
        yield TALLER_THAN_PAGE.at(span, what=named, document=document.plain_title)


def _beyond(box: Any, foot: float) -> Iterator[Any]:
    """Yield the boxes of words and pictures that end below the foot of the text block."""
    box = real(box)
    if isinstance(box, boxes.MarginBox | boxes.FootnoteAreaBox) or _bleeds(box):
        return
    if turned(box):  # what is below its foot is beyond the edge of the page
        foot = min(foot, box.content_box_y() + box.height + _TOLERANCE_PX)
    if isinstance(box, boxes.TextBox | boxes.ReplacedBox) and box.position_y + box.margin_height() > foot:
        yield box
    for child in getattr(box, "children", ()):
        yield from _beyond(child, foot)


def _bleeds(box: Any) -> bool:
    """Return whether a box is that of a picture that is to reach beyond the page."""
    return box.element is not None and "bleed" in box.element.get("class", "").split()
