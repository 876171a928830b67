"""One annotation for each line of a link."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from weasyprint.formatting_structure import boxes

from octavo.render.pdf.tags.placing import real


def merge_links(pages: list[Any]) -> None:
    """Keep one link annotation a line: WeasyPrint makes one for each inline box of a link.

    None is kept in page margins nor in table heads repeated on later pages: these are artifacts, and an annotation of an
    artifact has no place in the structure tree.
    """
    heads: set[Any] = set()
    for page in pages:
        artifacts = _artifacts(page._page_box, heads)  # noqa: SLF001 (as ever)
        covered = {id(box) for artifact in artifacts for box in artifact.descendants(placeholders=True)}
        kept = []
        for link in page.links:
            box = link[3]
            if id(box) not in covered:
                kept.append((*link[:2], _area(box, link[2]), box))
                covered.update(id(real(inner)) for inner in box.descendants(placeholders=True))
        page.links = kept


def _area(box: Any, rectangle: Any) -> Any:
    """Return the rectangle of a link, in pixels: as high as its letters where the engine makes it as high as the line.

    Lines of no height (of note calls, which must not part the lines of text) would leave nothing to click on.
    """
    if not isinstance(box, boxes.InlineBox):
        return rectangle
    left, _, right, _ = rectangle
    return (left, box.border_box_y(), right, box.border_box_y() + box.border_height())


def _artifacts(page_box: Any, heads: set[Any]) -> Iterator[Any]:
    """Yield the boxes of a page that hold nothing of the text; ``heads`` are the table heads seen on earlier pages."""
    found = set()
    for box in page_box.descendants(placeholders=True):
        if isinstance(box, boxes.MarginBox):
            yield box
        elif isinstance(box, boxes.TableRowGroupBox) and (box.is_header or box.is_footer):
            if box.element in heads:
                yield box
            found.add(box.element)
    heads |= found
