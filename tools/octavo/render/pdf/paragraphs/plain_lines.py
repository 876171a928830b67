"""Planned lines that are a piece of one text box, made without the engine's search for where they end.

Most lines are. ``get_next_linebox`` of WeasyPrint 70.0 would come to the same, box for box.
"""

from __future__ import annotations

from collections.abc import Callable
from math import inf
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline

from octavo.render.pdf.paragraphs.compositor import Cut, narrowed, text_of_line


def plain_line(
    context: Any, linebox: Any, cut: Cut, place: tuple[float, Any], containing_block: Any, split: Callable[..., Any]
) -> tuple[Any, Any] | None:
    """Return a line as ``get_next_linebox`` does, and where the next begins; None if it is more than a piece of text.

    ``place`` is how far down the line stands, and where it begins in its line box as the engine has it; ``split`` is the
    engine's ``split_text_box``.
    """
    position_y, skip = place
    index = next(iter(skip)) if skip else 0
    if context.excluded_shapes or not _is_piece_of(linebox, index, cut):
        return None
    child = linebox.children[index]
    segment = cut.paragraph.strip.segments[cut.paragraph.strip.segment_of[child]]
    inline.resolve_percentages(child, containing_block)
    linebox.position_x, linebox.position_y = containing_block.content_box_x(), position_y
    child.position_x = linebox.position_x + linebox.text_indent
    text, _ = piece(context, child, cut, segment.bytes_at[cut.line.start - segment.start], split)
    if text is None:
        return None
    resume_at = None if cut.segment < 0 else {index: {cut.byte: None}}
    measure = linebox.measure = containing_block.width  # ``repairs`` asks for it
    return _set(context, linebox, text, measure, position_y, last=resume_at is None), resume_at


def piece(context: Any, box: Any, cut: Cut, skip: int, split: Callable[..., Any]) -> tuple[Any, int | None]:
    """Return what of a text box stands on the line that is cut, None for nothing, and where the next goes on in it."""
    text, resume_at = text_of_line(cut, box, skip)
    if not text:
        return None, resume_at
    made = box.copy_with_text(text)
    if cut.narrower:
        made.style = narrowed(cut, box.style)
    made = split(context, made, inf, 0)[0]
    before, behind = cut.hang
    if before and cut.first_in(box):
        made.position_x -= before
    if behind and cut.last_in(box):
        made.margin_right -= behind
    return made, resume_at


def _is_piece_of(linebox: Any, index: int, cut: Cut) -> bool:
    """Return whether the line that is cut is a piece of a child of its line box, and of nothing else."""
    segments, child = cut.paragraph.strip.segments, linebox.children[index]
    last = segments[cut.segment].box if cut.segment >= 0 else linebox.children[-1]
    return (
        child is last
        and isinstance(child, boxes.TextBox)
        and child in cut.paragraph.strip.segment_of
        and child.style["vertical_align"] == "baseline"
        and linebox.style["position"] != "relative"
    )


def _set(context: Any, linebox: Any, text: Any, measure: float, position_y: float, *, last: bool) -> Any:
    """Return the line of one text, stretched to the measure and at its place."""
    line = linebox.copy_with_children([text])
    line.width = text.position_x + text.margin_width() - line.content_box_x()
    inline._adjust_line_height(line)  # noqa: SLF001 (it has no public name)
    offset = inline.text_align(context, line, measure, last=last)
    text.position_y, top = -text.baseline, -line.baseline
    bottom = max(top + line.margin_height(), text.position_y + text.margin_height())
    top = min(top, text.position_y)
    line.baseline, line.position_y, line.height = -top, top, bottom - top
    line.margin_top = line.margin_bottom = 0
    line.translate(offset, position_y - top)
    line.position_y = position_y  # not a hair beside it
    return line
