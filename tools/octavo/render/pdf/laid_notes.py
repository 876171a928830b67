"""Footnotes laid out once and copied, though the engine lays out all notes of a page anew for each that comes to it.

A note at the foot of a page is never divided: how it is laid out depends on the width of the page and on no other note.
What the notes of a page come to is known as well when the page is laid out another way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import LayoutContext, block

from octavo.render.pdf.known_engine import wrapped

_ROOM = (
    "max_height",
    *(f"{side}_{end}" for side in ("margin", "padding") for end in ("top", "bottom", "left", "right")),
)
"""What of an area the notes in it depend on."""


@contextmanager
def notes_laid_once() -> Iterator[None]:
    """Keep the notes that are laid out, and copy them where they are laid out again, while the context is open."""
    with wrapped((block, "block_level_layout", _copying), (LayoutContext, "_update_footnote_area", _summing)):
        yield


def _copying(native: Callable[..., Any]) -> Callable[..., Any]:
    known: dict[tuple[Any, ...], tuple[float, float, Any, list[Any]]] = {}

    def layout(
        context: Any, box: Any, bottom_space: Any, skip_stack: Any, containing_block: Any, *rest: Any, **options: Any
    ) -> Any:
        area = containing_block
        if not (isinstance(area, boxes.FootnoteAreaBox) and rest and box.element is not None and skip_stack is None):
            return native(context, box, bottom_space, skip_stack, containing_block, *rest, **options)
        page_is_empty, absolute, fixed, margins, *_styles = rest
        key = (box.element, area.width, page_is_empty, tuple(margins), context.current_page > 1)
        x, y = box.position_x, box.position_y
        if key in known:
            left, top, laid, behind = known[key]
            laid = laid.deepcopy()
            laid.translate(x - left, y - top)
            return laid, *_copied(behind)
        before = len(absolute), len(fixed)
        laid, *behind = native(context, box, bottom_space, skip_stack, area, *rest)
        if laid is not None and behind[0] is None and (len(absolute), len(fixed)) == before:
            known[key] = (x, y, laid.deepcopy(), _copied(behind))
        return laid, *behind

    return layout


def _copied(values: list[Any]) -> list[Any]:
    return [list(value) if isinstance(value, list) else value for value in values]


def _summing(native: Callable[..., Any]) -> Callable[..., Any]:
    known: dict[tuple[Any, ...], tuple[float, bool]] = {}

    def update(context: Any) -> bool:
        area = context.current_footnote_area
        if context.in_column or not context.current_page_footnotes:
            return bool(native(context))
        room = (area.page.width, context.current_page > 1, *(getattr(area, name) for name in _ROOM))
        key = (*context.current_page_footnotes, *room)
        if key not in known:
            overflows = bool(native(context))
            known[key] = area.height, overflows
            return overflows
        if area.height != "auto":
            context.page_bottom += area.margin_height()
        area.children = context.current_page_footnotes
        area.height, overflows = known[key]
        context.page_bottom -= area.margin_height()
        return overflows

    return update
