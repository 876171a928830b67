"""How a page ends: whether it is full, and what stands in its last line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from weasyprint.formatting_structure import boxes

from octavo.render.pdf.paragraphs.compositor import Cut
from octavo.render.pdf.paragraphs.fit import Hyphen, Line

_UNBROKEN = frozenset({"table", "figure", "nav", "pre"})
"""What stands in these is as long as it is: a page that ends in it is not to be filled."""

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BELOW_HEADING = 2

_HAIR = 0.01
"""Of a line: sums of heights are not exact."""


@dataclass(frozen=True, slots=True)
class PageEnd:
    """What matters of a page that was laid out."""

    missing: int | None
    """Lines that it could still hold above its notes; None where it does not end in text."""
    hyphen: bool
    """Whether it ends in a piece of a word."""
    low: bool
    """Whether less than two lines follow the last heading on it, and nothing else."""
    planned: tuple[tuple[Cut, tuple[Line, ...]], ...]
    """The first line of each planned paragraph on it, and the plan from there to the paragraph's end."""
    last: Cut | None
    """The line that it ends in, when that is planned."""


def read_end(page: Any, line_height: float) -> PageEnd:
    """Return how a page ends, given the height of a line in pixels."""
    root, notes, *_ = page.children
    lines = list(_lines(root, ""))
    text, last = next(((inside == "", line) for line, inside in reversed(lines)), (False, None))
    cuts = [cut for line, _ in lines if (cut := getattr(line, "cut", None)) is not None]
    planned: dict[int, Cut] = {}
    for cut in cuts:
        planned.setdefault(id(cut.paragraph), cut)
    last_cut = getattr(last, "cut", None)
    missing = None
    if last is not None and text and _bottom(root) <= last.position_y + last.height + 1:
        foot = notes.position_y if notes.children else page.content_box_y() + page.height
        missing = int((foot - last.position_y - last.height) / line_height + _HAIR)
    return PageEnd(
        missing=missing,
        hyphen=last_cut is not None and last_cut.line.hyphen is not Hyphen.NONE and last_cut.segment >= 0,
        low=_is_low([line for line, _ in lines]) and missing is not None,
        planned=tuple((cut, cut.paragraph.chain(cut.line.start, cut.key)) for cut in planned.values()),
        last=last_cut,
    )


def _is_low(lines: list[Any]) -> bool:
    """Return whether lines end in a heading and less than two below it; not if there is nothing above the heading."""
    headings = [number for number, line in enumerate(lines) if line.element_tag in _HEADINGS]
    return bool(headings) and headings[-1] > 0 and len(lines) - headings[-1] - 1 < _BELOW_HEADING


def _lines(box: Any, inside: str) -> Iterator[tuple[Any, str]]:
    """Yield the lines of the text below a box, each with what it stands in that is not to be broken."""
    if not box.is_in_normal_flow():
        return
    if isinstance(box, boxes.LineBox):
        yield box, inside
        return
    if box.element_tag in _UNBROKEN or box.style["column_count"] != "auto":
        inside = box.element_tag
    for child in getattr(box, "children", ()):
        yield from _lines(child, inside)


def _bottom(box: Any) -> float:
    """Return where the lowest picture below a box ends."""
    if isinstance(box, boxes.ReplacedBox):
        return float(box.position_y + box.margin_height())
    if isinstance(box, boxes.LineBox) or not box.is_in_normal_flow():
        return 0.0
    return max((_bottom(child) for child in getattr(box, "children", ())), default=0.0)
