"""The two functions of WeasyPrint 70.0 that lines are broken in, wrapped while we lay out.

All that we wrap for lines stands here; ``repairs`` wraps what lies below. ``get_next_linebox`` makes one line: before it
does, we ask where the line ends. ``split_text_box`` cuts a text box: it is told where. Boxes, tags, notes and links stay
the engine's own, and so does every line that no plan speaks of.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline, page

from octavo.render.pdf.known_engine import wrapped
from octavo.render.pdf.paragraphs.compositor import Compositor, Cut
from octavo.render.pdf.paragraphs.plain_lines import piece, plain_line
from octavo.render.pdf.paragraphs.spreads import Spreads
from octavo.render.pdf.tags.placing import POINTS_PER_PIXEL

_PLAIN = (boxes.LineBox, boxes.InlineBox, boxes.TextBox)
"""Lines of nothing else can be laid out once and copied."""


@contextmanager
def set_by(compositor: Compositor) -> Iterator[None]:
    """Let a compositor break the lines for as long as the context is open."""
    hooks = _Hooks(compositor, inline.get_next_linebox, inline.split_text_box)
    with wrapped(
        (inline, "get_next_linebox", lambda _native: hooks.next_line),
        (inline, "split_text_box", lambda _native: hooks.split),
    ):
        yield


@contextmanager
def spread_by(line_height_pt: float, *, facing: bool) -> Iterator[None]:
    """Let pages end well, and level where they face each other, for as long as the context is open."""
    native_page, native_block = page.remake_page, page.block_level_layout
    spreads = Spreads(native_page, line_height_pt / POINTS_PER_PIXEL, facing=facing)

    def block_layout(context: Any, box: Any, bottom_space: float, *rest: Any, **options: Any) -> Any:
        less = spreads.less if box.element_tag == "html" else 0
        return native_block(context, box, bottom_space + less, *rest, **options)

    with wrapped(
        (page, "remake_page", lambda _native: spreads.remake_page),
        (page, "block_level_layout", lambda _native: block_layout),
    ):
        yield


class _Hooks:
    def __init__(
        self, compositor: Compositor, native_line: Callable[..., Any], native_split: Callable[..., Any]
    ) -> None:
        self.compositor = compositor
        self.native_line = native_line
        self.native_split = native_split
        self._cut: Cut | None = None

    def next_line(
        self,
        context: Any,
        linebox: Any,
        position_y: float,
        bottom_space: float,
        skip_stack: Any,
        containing_block: Any,
        *rest: Any,
    ) -> tuple[Any, Any]:
        """Return a line as ``get_next_linebox`` does, and where the next begins."""
        outer, self._cut = self._cut, None
        try:
            *_, first_letter_style, first_line_style = rest
            if not first_letter_style and not first_line_style:
                self._cut = self.compositor.cut(context, linebox, position_y, skip_stack, containing_block)
            cut, left = self._cut, float(containing_block.content_box_x())
            key = cut and cut.alone and (cut.line, cut.narrower, linebox.text_indent, containing_block.width)
            if cut and key in cut.paragraph.laid:
                return _moved(cut.paragraph.laid[key], position_y, left)
            made = None
            if cut and cut.alone:
                place = (position_y, skip_stack)
                made = plain_line(context, linebox, cut, place, containing_block, self.native_split)
            line, resume_at = made or self.native_line(
                context, linebox, position_y, bottom_space, skip_stack, containing_block, *rest
            )
            if cut and line is not None:
                resume_at = _next_leaf(linebox, resume_at)
                line.cut = cut if cut.alone else None
                if key and all(isinstance(box, _PLAIN) for box in line.descendants(placeholders=True)):
                    cut.paragraph.laid[key] = (line.deepcopy(), left, resume_at)
            return line, resume_at
        finally:
            self._cut = outer

    def split(
        self, context: Any, box: Any, available_width: float | None, skip: int, *rest: Any, **options: Any
    ) -> Any:
        """Return the piece of a text box that ``split_text_box`` does, cut where the line at hand ends."""
        cut = self._cut
        if cut is None or available_width is None or box not in cut.paragraph.strip.segment_of:
            return self.native_split(context, box, available_width, skip, *rest, **options)
        made, resume_at = piece(context, box, cut, skip, self.native_split)
        return made, resume_at, False


def _moved(laid: tuple[Any, float, Any], position_y: float, content_x: float) -> tuple[Any, Any]:
    """Return a copy of a line that was laid out before, where it now stands."""
    line, x, resume_at = laid
    line = line.deepcopy()
    line.translate(content_x - x, position_y - line.position_y)
    line.position_y = position_y  # not a hair beside it
    return line, resume_at


def _next_leaf(linebox: Any, resume_at: Any) -> Any:
    """Return “at the end of this text box” as “at the start of what follows it”, as the engine itself says it."""
    path, box, skip = [], linebox, resume_at
    while skip is not None:
        ((index, skip),) = skip.items()
        if isinstance(box, boxes.TextBox):
            if index < len(box.text.encode()):
                return resume_at
            break
        path.append((box, index))
        if index >= len(box.children):
            return resume_at
        box = box.children[index]
    else:
        return resume_at
    while path and path[-1][1] + 1 >= len(path[-1][0].children):
        path.pop()
    if not path:
        return resume_at
    following: Any = {path[-1][1] + 1: None}
    for _, index in reversed(path[:-1]):
        following = {index: following}
    return following
