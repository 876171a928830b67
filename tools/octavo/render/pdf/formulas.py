"""Formulas that are wider than the line: the engine draws them smaller, until nobody can read them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from weasyprint.formatting_structure import boxes

from octavo.diagnostics import Diagnostic
from octavo.model import nodes
from octavo.model.publication import ContentDocument
from octavo.model.walk import document_nodes
from octavo.render.pdf.findings import SHRUNK_FORMULA

SMALLEST_SHARE = 0.8
"""Of its size at which a formula may be printed: that of a note beside its text."""
_WIDTH = re.compile(r"(?<![\w-])width: ([\d.]+)em")


def shrunk_formulas(document: ContentDocument, pages: list[Any]) -> Iterator[Diagnostic]:
    """Yield a ``shrunk-formula`` warning for each formula that is printed too small so as to fit the line."""
    spans = {
        " ".join(node.text.split()): node.span
        for node in document_nodes(document)
        if isinstance(node, nodes.Math | nodes.MathBlock)
    }
    for page in pages:
        for box in page._page_box.descendants():  # noqa: SLF001 (a page's boxes have no public name)
            if not isinstance(box, boxes.ReplacedBox) or "math" not in box.element.get("class", "").split():
                continue
            formula, wanted = box.element.get("alt", ""), _WIDTH.search(box.element.get("style", ""))
            share = box.width / (float(wanted[1]) * box.style["font_size"]) if wanted else 1
            if share < SMALLEST_SHARE and formula in spans:
                yield SHRUNK_FORMULA.at(spans[formula], formula=formula, percent=round(share * 100))
