"""What knows the paragraphs of a division while it is laid out, and says of each line where it ends."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field
from math import inf
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout.float import avoid_collisions, float_layout
from weasyprint.text.line_break import strut

from octavo.render.pdf.paragraphs.breaks import SignWidths
from octavo.render.pdf.paragraphs.costs import USUAL, Costs
from octavo.render.pdf.paragraphs.fit import Hyphen, Line
from octavo.render.pdf.paragraphs.measuring import NotPlannedError
from octavo.render.pdf.paragraphs.paragraph import Paragraph, Widths, read_paragraph

FAULTS = (ArithmeticError, AssertionError, AttributeError, LookupError, TypeError, ValueError)
"""What planning may stumble over; such a paragraph is left to the engine, and counted."""

_SLACK = 0.08
"""Of a word space: by so much more than needed it is narrowed, for the engine then stretches lines to the measure."""

_LOOSE_ENOUGH = 0.25
"""Lines of a greater ratio are stretched anyway."""

_LAST_LINE_SLACK = 0.06
"""Pixels, the same for last lines, which nothing stretches."""

_MOST_LINES = 200
"""Beside floats that are looked at."""


@dataclass(frozen=True, slots=True)
class Cut:
    """Where a line is cut."""

    paragraph: Paragraph
    line: Line
    widths: Widths
    """Of this line and those behind it."""
    key: object
    """Of the chain that the line is of."""
    segment: int
    """The text box that the line ends in; -1 for the last line."""
    byte: int
    """Where in its text."""
    narrower: float
    """What word spaces are changed by, in pixels."""
    alone: bool
    """Whether nothing floats beside the line."""
    hang: tuple[float, float] = (0.0, 0.0)
    """By how many pixels it sticks out before the measure, and behind."""

    def first_in(self, box: Any) -> bool:
        """Return whether the line begins in a text box."""
        segment = self.paragraph.strip.segments[self.paragraph.strip.segment_of[box]]
        return segment.start <= self.line.start < segment.end

    def last_in(self, box: Any) -> bool:
        """Return whether the line ends in a text box, and is not the last."""
        return self.paragraph.strip.segment_of[box] == self.segment


@dataclass(slots=True)
class Compositor:
    """Plans paragraphs as the engine comes to them."""

    costs: Costs = USUAL
    hanging: bool = False
    """Whether signs hang into the margin."""
    paragraphs: dict[Any, Paragraph | None] = field(default_factory=dict)
    """By line box; None for those that are left to the engine."""
    left: Counter[str] = field(default_factory=Counter)
    """How many paragraphs were left to the engine, by what they have."""
    faults: list[str] = field(default_factory=list)
    _widths: SignWidths | None = None

    def cut(self, context: Any, linebox: Any, position_y: float, skip: Any, containing_block: Any) -> Cut | None:
        """Return where the line that begins at ``skip`` ends; None leaves it to the engine."""
        try:
            paragraph = self._paragraph(context, linebox, containing_block)
            if paragraph is None:
                return None
            return _cut(context, paragraph, linebox, position_y, skip, containing_block)
        except FAULTS as fault:
            self.faults.append(f"{type(fault).__name__}: {fault}")
            self.paragraphs[linebox] = None
            return None

    def _paragraph(self, context: Any, linebox: Any, containing_block: Any) -> Paragraph | None:
        if linebox not in self.paragraphs:
            self._widths = self._widths or SignWidths(context)
            self.paragraphs[linebox] = None
            try:
                self.paragraphs[linebox] = read_paragraph(
                    context, linebox, containing_block, self._widths, self.costs, hanging=self.hanging
                )
            except NotPlannedError as reason:
                self.left[str(reason)] += 1
        return self.paragraphs[linebox]


def _cut(
    context: Any, paragraph: Paragraph, linebox: Any, position_y: float, skip: Any, containing_block: Any
) -> Cut | None:
    place = _place(paragraph, linebox, skip)
    if place is None:
        return None
    start = paragraph.first_character(place)
    behind = 0 if skip is None else start  # a float may stand before the spaces that a paragraph begins with
    beside = [box for box, at in paragraph.strip.floats.items() if at >= behind]
    if start >= len(paragraph.strip.text) or any(paragraph.strip.floats[box] for box in beside):
        return None
    widths = _widths(context, linebox, position_y, containing_block, beside)
    alone = len(widths) == 1
    key: object = round(widths[-1], 2) if alone else (round(position_y, 2), tuple(round(w, 2) for w in widths))
    if linebox.text_indent:
        widths = (widths[0] - linebox.text_indent, *(widths[1:] or widths))
    line = paragraph.line(start, widths, key)
    return None if line is None or line.ratio == inf else cut_at(paragraph, line, widths, key, alone=alone)


def cut_at(paragraph: Paragraph, line: Line, widths: Widths, key: object, *, alone: bool) -> Cut | None:
    """Return the cut of a planned line; None where the engine could not make it."""
    strip, shrink = paragraph.strip, paragraph.costs.shrink
    hang = (paragraph.opportunities.hang(line.start)[0], paragraph.opportunities.hang(line.end)[1])
    if line.end == len(strip.text):
        narrower = min(line.ratio, 0) * shrink * paragraph.space - (_LAST_LINE_SLACK if line.ratio < 0 else 0)
        return Cut(paragraph, line, widths, key, -1, 0, narrower, alone, hang)
    segment = strip.segment_before(line.end)
    if segment < 0:
        return None
    byte = strip.segments[segment].bytes_at[line.end - strip.segments[segment].start]
    narrower = -(shrink + _SLACK) * paragraph.space if line.ratio < _LOOSE_ENOUGH else 0
    return Cut(paragraph, line, widths, key, segment, byte, narrower, alone, hang)


def _place(paragraph: Paragraph, linebox: Any, skip: Any) -> int | None:
    """Return the character that the engine's own place (child by child, then bytes) stands for."""
    box, strip = linebox, paragraph.strip
    while skip is not None:
        ((index, skip),) = skip.items()
        if isinstance(box, boxes.TextBox):
            if box not in strip.segment_of:
                return None
            segment = strip.segments[strip.segment_of[box]]
            return segment.start + bisect_left(segment.bytes_at, index)
        if index >= len(box.children):
            return None
        box = box.children[index]
    return 0 if box is linebox else strip.starts.get(box)


def _widths(context: Any, linebox: Any, position_y: float, containing_block: Any, beside: list[Any]) -> Widths:
    """Return the widths of lines from a place on: beside what floats, and below. ``beside`` floats here only now."""
    excluded = context.excluded_shapes
    if not excluded and not beside:
        return (float(containing_block.width),)
    context.excluded_shapes = list(excluded)
    kept = linebox.position_x, linebox.position_y, linebox.width, linebox.height
    try:
        for child in beside:
            floating = child.copy()
            floating.position_x, floating.position_y = containing_block.content_box_x(), position_y
            float_layout(context, floating, containing_block, [], [], -inf, skip_stack=None)
        return tuple(_widths_beside(context, linebox, position_y, containing_block))
    finally:
        context.excluded_shapes = excluded
        linebox.position_x, linebox.position_y, linebox.width, linebox.height = kept


def _widths_beside(context: Any, linebox: Any, top: float, containing_block: Any) -> list[float]:
    bottom = max(shape.position_y + shape.margin_height() for shape in context.excluded_shapes)
    height = strut(linebox.style)[0]
    widths: list[float] = []
    while top < bottom and len(widths) < _MOST_LINES:
        linebox.position_y, linebox.width, linebox.height = top, 0, height
        _, lower, width = avoid_collisions(context, linebox, containing_block, outer=False)
        if lower != top:
            break
        widths.append(float(width))
        top += height
    return [*widths, float(containing_block.width)]


def text_of_line(cut: Cut, box: Any, skip: int) -> tuple[str, int | None]:
    """Return what of a text box stands on the line that is cut, and where the next goes on in it, None for not at all."""
    if cut.paragraph.strip.segment_of[box] != cut.segment:
        return box.text.encode()[skip:].decode(), None
    text = box.text.encode()[skip : cut.byte].decode().rstrip(" ")
    return text + (box.style["hyphenate_character"] if cut.line.hyphen is Hyphen.ADDED else ""), cut.byte


def narrowed(cut: Cut, style: Any) -> Any:
    """Return a style with the word spaces of the line that is cut."""
    known, key = cut.paragraph.tight, (id(style), cut.narrower)
    if key not in known:  # the style is kept, so that no other gets its id
        copy = style.copy()
        copy["word_spacing"] = style["word_spacing"] + cut.narrower
        known[key] = (style, copy)
    return known[key][1]
