"""Notes that no page can hold: WeasyPrint never breaks a note, and lets a tall one run over the text and off the paper."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from weasyprint.formatting_structure import boxes

from octavo.diagnostics import Diagnostic
from octavo.model.publication import ContentDocument
from octavo.render.pdf.findings import LONG_FOOTNOTE
from octavo.render.pdf.tags.placing import real


def long_footnotes(document: ContentDocument, pages: list[Any]) -> Iterator[Diagnostic]:
    """Yield a ``long-footnote`` error for each note that is taller than the text block."""
    notes = {note.id: note for note in document.notes}
    for page in pages:
        page_box = page._page_box  # noqa: SLF001 (a page's boxes have no public name)
        for area in page_box.children:
            if not isinstance(area, boxes.FootnoteAreaBox):
                continue
            for box in map(real, area.children):
                note = notes.get(box.element.get("id", "")) if box.element is not None else None
                if note is not None and box.margin_height() > page_box.height:
                    yield LONG_FOOTNOTE.at(note.span, number=note.number, document=document.plain_title)
