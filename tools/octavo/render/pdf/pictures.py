"""Pictures as they were laid out: whether a press can show them sharp.

A picture has the resolution that its pixels give at the size it is printed, which only the layout knows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil
from typing import Any
from urllib.parse import quote
from xml.etree.ElementTree import Element

from weasyprint.formatting_structure import boxes
from weasyprint.images import RasterImage
from weasyprint.layout.replaced import replacedbox_layout

from octavo.diagnostics import Diagnostic
from octavo.model import nodes
from octavo.model.press import Press
from octavo.model.publication import ContentDocument
from octavo.model.units import POINTS_PER_UNIT
from octavo.model.walk import document_nodes
from octavo.render.pdf.fetch import BASE
from octavo.render.pdf.findings import LOW_RESOLUTION, UNPRINTABLE_RESOLUTION
from octavo.render.pdf.tags.placing import real

_PIXELS_PER_INCH = 96
"""CSS pixels, in which WeasyPrint lays out."""
_ROUNDING_PPI = 0.5


@dataclass(frozen=True, slots=True)
class Printed:
    """A raster picture at its printed size, in inches."""

    picture: Any
    """WeasyPrint's, turned upright."""
    width_in: float
    height_in: float

    @property
    def ppi(self) -> float:
        """Pixels to the inch in the direction that has fewer."""
        return float(min(self.picture.width / self.width_in, self.picture.height / self.height_in))


def coarse_pictures(document: ContentDocument, html: Element, pages: list[Any], press: Press) -> Iterator[Diagnostic]:
    """Yield ``low-resolution`` or ``unprintable-resolution`` for each raster picture with too few pixels for its size."""
    sources = image_nodes(document, html)
    for page in pages:
        for element, printed in _printed(page._page_box):  # noqa: SLF001 (a page's boxes have no public name)
            image = sources.get(element)
            if image is not None and printed.ppi < max(press.wanted_ppi, press.least_ppi) - _ROUNDING_PPI:
                yield _told(image, printed, press)


def image_nodes(document: ContentDocument, html: Element) -> dict[Element, nodes.Image]:
    """Return which picture of the manuscript each element shows: the first of a file the first, and so on."""
    written: dict[str, list[nodes.Image]] = defaultdict(list)
    for node in document_nodes(document):
        if isinstance(node, nodes.Image):
            written[f"{BASE}pictures/{quote(node.src)}"].append(node)
    found: dict[Element, nodes.Image] = {}
    for element in html.iter("img"):
        waiting = written.get(element.get("src", ""))
        if waiting:
            found[element] = waiting.pop(0) if len(waiting) > 1 else waiting[0]
    return found


def _printed(box: Any) -> Iterator[tuple[Element, Printed]]:
    box = real(box)
    if isinstance(box, boxes.ReplacedBox) and isinstance(box.replacement, RasterImage):
        width, height, *_ = replacedbox_layout(box)
        if width > 0 and height > 0:
            yield box.element, Printed(box.replacement, width / _PIXELS_PER_INCH, height / _PIXELS_PER_INCH)
    for child in getattr(box, "children", ()):
        yield from _printed(child)


def _told(image: nodes.Image, printed: Printed, press: Press) -> Diagnostic:
    finding = UNPRINTABLE_RESOLUTION if printed.ppi < press.least_ppi - _ROUNDING_PPI else LOW_RESOLUTION
    sharp = max(press.wanted_ppi, press.least_ppi)
    needed = ceil(printed.width_in * sharp), ceil(printed.height_in * sharp)
    small = printed.width_in * printed.ppi / sharp
    return finding.at(
        image.src_span,
        hint=f"use a picture of {needed[0]} × {needed[1]} pixels or more, or print it {_mm(small)} wide",
        file=image.src,
        ppi=round(printed.ppi),
        pixels=f"{printed.picture.width} × {printed.picture.height}",
        width=_mm(printed.width_in),
    )


def _mm(inches: float) -> str:
    return f"{int(inches * POINTS_PER_UNIT['in'] / POINTS_PER_UNIT['mm'])} mm"
