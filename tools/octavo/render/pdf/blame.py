"""Which block of the manuscript a box on a page comes from, and what to call it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element

from octavo.diagnostics import Span
from octavo.model import nodes
from octavo.model.publication import ContentDocument
from octavo.render.pdf.pictures import image_nodes
from octavo.render.pdf.tags.elements import whole_text
from octavo.render.xhtml import SOURCE

_EXCERPT = 40


@dataclass(frozen=True, slots=True)
class Blame:
    """Names boxes of a document."""

    document: ContentDocument
    pictures: Mapping[Element, nodes.Image]

    @classmethod
    def of(cls, document: ContentDocument, html: Element) -> Blame:
        """Return the one of a document, which was laid out from ``html``."""
        return cls(document, image_nodes(document, html))

    @staticmethod
    def source(box: Any, around: str) -> str:
        """Return the place (``path:line``) that the element of a box says, or else that of what is around it."""
        element = box.element
        own = element is not None and box.element_tag == element.tag
        return (element.get(SOURCE) if own else None) or around

    def __call__(self, box: Any, source: str) -> tuple[Span, str]:
        """Return where a box comes from, and “the picture …”, “what begins with …” or “a formula”."""
        image = self.pictures.get(box.element)
        if image is not None:
            return image.src_span, f"the picture “{image.src}”"
        path, _, line = source.rpartition(":")
        span = Span(path, int(line), 1, int(line), 1) if path else self.document.span
        words = " ".join(getattr(box, "text", "").split()) or whole_text(box.element)[:_EXCERPT].strip()
        return span, f"what begins with “{words[:_EXCERPT].strip()}”" if words else "a formula"
