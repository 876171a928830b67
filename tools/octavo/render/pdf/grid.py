"""Lines of text kept on the grid of their page, whatever stands between them.

All measures of the stylesheets are whole lines, but a picture, a table in smaller type or a formula is as tall as it is,
and what follows it would stand between the lines of the facing page. Here a block of the text begins on the next line
of the grid, and what is no whole number of lines tall has the white that this takes shared out above and below it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

from weasyprint.layout import block
from weasyprint.layout.block import collapse_margin
from weasyprint.layout.percent import resolve_percentages

from octavo.model.edition import PageGeometry
from octavo.render.pdf.known_engine import wrapped
from octavo.render.pdf.tags.placing import POINTS_PER_PIXEL

_HAIR = 0.02
"""Of a line: sums of heights are not exact, and so much nobody sees."""

_LISTED = frozenset(
    {"contents", "copyright-page", "glossary", "half-title", "index", "notes", "related-reading", "title-page"}
)
"""Roles of divisions that are entries, each with a little white below it, and of pages with measures of their own."""

_ODD = frozenset({"div", "figure", "table", "img", "details"})
"""What may be of any height."""


@contextmanager
def on_grid(page: PageGeometry | None) -> Iterator[None]:
    """Keep the blocks of the text on the grid while the context is open, where pages face each other."""
    if page is None or not page.mirrored:
        yield
        return
    line = page.line_height_pt / POINTS_PER_PIXEL
    with wrapped((block, "_in_flow_layout", partial(_aligned, line=line))):  # each block of the flow is laid out there
        yield


def _aligned(native: Callable[..., Any], line: float) -> Callable[..., Any]:
    def layout(context: Any, box: Any, index: int, child: Any, laid: list[Any], *rest: Any) -> Any:
        if not (laid and _is_text(box)) or context.in_column:
            return native(context, box, index, child, laid, *rest)
        page_is_empty, absolute, fixed, margins, bottom_space, top, *others = rest
        origin = context.current_footnote_area.page.content_box_y()
        shift = _to_grid(_begin(child, box, margins, top) - origin, line)
        child.position_y += shift
        top += shift
        before = len(laid)
        found = native(
            context, box, index, child, laid, page_is_empty, absolute, fixed, margins, bottom_space, top, *others
        )
        aborted, stopped, resume_at, bottom, *behind = found
        added = len(laid) > before and laid[-1].element is child.element
        if child.element_tag not in _ODD or aborted or stopped or resume_at is not None or not added:
            return found
        half = _to_grid(bottom - origin, line) / 2
        if not half or context.overflows_page(bottom_space, bottom + half):
            return found
        laid[-1].translate(dy=half)
        return aborted, stopped, resume_at, bottom + half, *behind

    return layout


def _is_text(box: Any) -> bool:
    """Return whether a box holds the blocks of a text, one below the other."""
    return box.element_tag == "section" and box.element.get("class") not in _LISTED


def _begin(child: Any, box: Any, margins: list[float], top: float) -> float:
    """Return where a block is to begin, its margin behind it."""
    resolve_percentages(child, box)
    own = 0 if child.margin_top == "auto" else child.margin_top
    return float(top + collapse_margin([*margins, own]))


def _to_grid(height: float, line: float) -> float:
    """Return what is wanting to the next line of the grid; nothing if it is next to nothing."""
    wanting = -height % line
    return wanting if _HAIR * line < wanting < (1 - _HAIR) * line else 0.0
