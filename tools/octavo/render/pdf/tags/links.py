"""One annotation for each line of a link."""

from __future__ import annotations

from typing import Any

from weasyprint.formatting_structure import boxes

from octavo.render.pdf.tags.placing import real


def merge_links(pages: list[Any]) -> None:
    """Keep one link annotation a line and none in page margins: WeasyPrint makes one for each inline box of a link."""
    for page in pages:
        margins = [box for box in page._page_box.children if isinstance(box, boxes.MarginBox)]  # noqa: SLF001 (as ever)
        covered = {id(box) for margin in margins for box in margin.descendants(placeholders=True)}
        kept = []
        for link in page.links:
            box = link[3]
            if id(box) not in covered:
                kept.append(link)
                covered.update(id(real(inner)) for inner in box.descendants(placeholders=True))
        page.links = kept
