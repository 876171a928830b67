"""Faults of WeasyPrint 70.0 in laying out lines, mended while we lay out. All that we wrap stands here.

``split_first_line``: a text that fits a line but for the space at its end is cut after its first word (seen before
links and other inline elements, as lines of one word). Here the space hangs, as CSS Text 3, 4.1.2 asks.
Narrowed word spaces make Pango's lines a hair wider than they may be, and each such line is cut in its first word: it is
split again for a line that is a hair narrower.

``_linebox_layout``: where two lines of a paragraph must stay together, notes of other lines are put off to the next page
to make room for the second, be they late already; and notes of that line are lost. Here lines move, and notes stay:
``_break_line`` alone learns how many lines must stay together.

``_update_footnote_area``: notes are said to overflow an area that grows with them when sums of heights differ in their
last digit; pages of some measures then break at every note. Here only an area of limited height can overflow.

``_find_earlier_page_break``: rows that go to the next page because they must stay together leave their notes behind. Here
they take them along.

``text_align``: the line that a float (a drop cap) stands in counts it twice when the words leave more room than it is
wide, and is not stretched to the measure. Here such a line is as wide as its block, which ``get_next_linebox`` knows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from math import inf
from typing import Any

from weasyprint.layout import LayoutContext, block, inline, table
from weasyprint.layout.block import remove_placeholders

from octavo.render.pdf.known_engine import Wrap, wrapped

_NARROWEST = 0.25
"""No text is narrower than so many ems a character: longer ones need no second look."""

_NARROWER = (0.25, 0.5, 1.0)
"""Pixels by which a line is narrowed until it is no longer cut short."""


def _hanging(native: Callable[..., Any]) -> Callable[..., Any]:
    def split(text: str, style: Any, context: Any, width: Any, spacing: Any, **options: Any) -> Any:
        found = native(text, style, context, width, spacing, **options)
        if _cut_short(found, text, style, width):
            others = (native(text, style, context, width - less, spacing, **options) for less in _NARROWER)
            found = max(found, *others, key=lambda other: other[3])
        if found[2] is None or not _may_fit(text, style, width):
            return found
        bare = native(text.rstrip(" "), style, context, None, spacing, **options)
        return native(text, style, context, None, spacing, **options) if bare[3] <= width else found

    return split


def _keeping_notes(native: Callable[..., Any]) -> Callable[..., Any]:
    def layout(context: Any, box: Any, *rest: Any) -> Any:
        box.orphans = box.style["orphans"]
        box.style["orphans"] = inf  # “there are too few lines to break here” is when notes are not put off
        try:
            return native(context, box, *rest)
        finally:
            box.style["orphans"] = box.orphans

    return layout


def _with_orphans(native: Callable[..., Any]) -> Callable[..., Any]:
    def break_line(context: Any, box: Any, *rest: Any) -> Any:
        box.style["orphans"] = box.orphans
        try:
            return native(context, box, *rest)
        finally:
            box.style["orphans"] = inf

    return break_line


def _cut_short(found: Any, text: str, style: Any, width: Any) -> bool:
    """Return whether a text was cut in its first word though the line has room for more."""
    return (
        width is not None
        and found[2] is not None
        and style["word_spacing"] < 0
        and found[3] < width - 2 * style["font_size"]
        and " " not in text.encode()[: found[2]].decode("utf-8", "ignore").strip(" ")
    )


def _may_fit(text: str, style: Any, width: Any) -> bool:
    """Return whether a text that was cut may fit the line once its last space hangs."""
    return (
        width is not None
        and text.endswith(" ")
        and "\n" not in text
        and style["white_space"] == "normal"
        and len(text) * style["font_size"] * _NARROWEST < width
    )


def _without_false_overflow(native: Callable[..., Any]) -> Callable[..., Any]:
    def update(context: Any) -> bool:
        overflows = bool(native(context))
        return overflows and context.current_footnote_area.max_height != inf

    return update


def _noting_measure(native: Callable[..., Any]) -> Callable[..., Any]:
    def lay_out(context: Any, line: Any, y: Any, bottom: Any, skip: Any, block: Any, *rest: Any) -> Any:
        line.measure = block.width
        return native(context, line, y, bottom, skip, block, *rest)

    return lay_out


def _with_own_floats(native: Callable[..., Any]) -> Callable[..., Any]:
    def align(context: Any, line: Any, width: Any, last: Any) -> Any:
        own = sum(box.margin_width() for box in line.descendants() if box.is_floated())
        return native(context, line, min(width + own, line.measure) if own else width, last)

    return align


def _with_their_notes(native: Callable[..., Any]) -> Callable[..., Any]:
    def find(context: Any, row: Any, index: int, before: Any, *rest: Any) -> Any:
        found = native(context, row, index, before, *rest)
        if before and found == (None, None):
            _page_is_empty, absolute, fixed = rest
            remove_placeholders(context, before, absolute, fixed)
        return found

    return find


_REPAIRS: tuple[Wrap, ...] = (
    (inline, "split_first_line", _hanging),
    (inline, "get_next_linebox", _noting_measure),
    (inline, "text_align", _with_own_floats),
    (block, "_linebox_layout", _keeping_notes),
    (block, "_break_line", _with_orphans),
    (table, "_find_earlier_page_break", _with_their_notes),
    (LayoutContext, "_update_footnote_area", _without_false_overflow),
)


@contextmanager
def repaired() -> Iterator[None]:
    """Lay out with the repairs for as long as the context is open."""
    with wrapped(*_REPAIRS):
        yield
