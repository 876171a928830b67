"""The inline content of a paragraph as one strip of characters with places, measured by Pango one text box at a time."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline
from weasyprint.layout.percent import resolve_percentages
from weasyprint.text.ffi import FROM_UNITS
from weasyprint.text.line_break import create_layout

from octavo.render.pdf.glyph_runs import read_runs

OBJECT = "\ufffc"
"""What a picture stands as in the strip."""

_SPACES = frozenset(" \u00a0")
"""Characters that are stretched and shrunk."""

_PRESERVED = re.compile("[\n\t\f\x85\u2028\u2029]")


class NotPlannedError(Exception):
    """A paragraph has what plans do not understand; the engine breaks its lines."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A text box in the strip."""

    start: int
    end: int
    """In characters of the strip."""
    box: Any
    bytes_at: Sequence[int]
    """Of each of its characters, and of its end: how many bytes of the box's text stand before."""

    @property
    def style(self) -> Any:
        """WeasyPrint's computed style."""
        return self.box.style


@dataclass(slots=True)
class Strip:
    """A paragraph in one line."""

    text: str = ""
    x: array[float] = field(default_factory=lambda: array("d", [0.0]))
    """Where each character begins, and the last ends, in pixels."""
    spaces: array[int] = field(default_factory=lambda: array("l", [0]))
    """How many word spaces stand before each character."""
    segments: list[Segment] = field(default_factory=list)
    segment_of: dict[Any, int] = field(default_factory=dict)
    """Text box → index of its segment."""
    starts: dict[Any, int] = field(default_factory=dict)
    """Where each box begins."""
    floats: dict[Any, int] = field(default_factory=dict)
    """Where the boxes stand that float."""
    unbroken: set[int] = field(default_factory=set)
    """Where no line may begin: before the call of a note, behind a picture."""

    def segment_before(self, at: int) -> int:
        """Return the index of the segment that holds the character before a place, -1 if none does."""
        index = bisect_left(self.segments, at, key=lambda segment: segment.end)
        return index if index < len(self.segments) and self.segments[index].start < at else -1


def measure(context: Any, linebox: Any, containing_block: Any) -> Strip:
    """Return a paragraph's strip. Raises ``NotPlannedError``."""
    measurer = _Measurer(context, containing_block, Strip())
    measurer.flatten(linebox)
    measurer.strip.text = "".join(measurer.texts)
    return measurer.strip


@dataclass(slots=True)
class _Measurer:
    context: Any
    containing_block: Any
    strip: Strip
    place: float = 0.0
    texts: list[str] = field(default_factory=list)

    def flatten(self, box: Any) -> None:
        strip = self.strip
        for child in box.children:
            strip.starts[child] = len(strip.x) - 1
            if child.is_floated():
                strip.floats[child] = len(strip.x) - 1
            elif isinstance(child, boxes.TextBox):
                self._text(child)
            elif isinstance(child, boxes.InlineBox):
                self._inline(child)
            elif isinstance(child, boxes.AtomicInlineLevelBox):
                self._atom(child)
            elif child.is_in_normal_flow():
                raise NotPlannedError(type(child).__name__)

    def _inline(self, box: Any) -> None:
        if box.is_leader:
            raise NotPlannedError("a leader")
        resolve_percentages(box, self.containing_block)
        if box.footnote is not None:
            self.strip.unbroken.add(len(self.strip.x) - 1)
        self.place += _edge(box, "left")
        self.flatten(box)
        self.place += _edge(box, "right")
        self.strip.x[-1] = self.place

    def _atom(self, box: Any) -> None:
        """Measure a picture or an inline block: laid out once, on a copy, for its width."""
        if any(inner.footnote is not None or not inner.is_in_normal_flow() for inner in box.descendants()):
            raise NotPlannedError("what floats in an inline block")
        resolve_percentages(box, self.containing_block)
        laid = inline.atomic_box(self.context, box.copy(), 0, None, self.containing_block, [], [])
        self.strip.unbroken.add(len(self.strip.x))  # lines are cut behind characters only
        self.place += laid.margin_width()
        self._add(OBJECT, self.place)

    def _add(self, char: str, place: float) -> None:
        strip = self.strip
        self.texts.append(char)
        strip.x.append(place)
        strip.spaces.append(strip.spaces[-1])

    def _text(self, box: Any) -> None:
        text, style = box.text, box.style
        if not text or style["font_size"] == 0:
            return
        if style["white_space"] not in {"normal", "nowrap"} or style["word_break"] == "break-all":
            raise NotPlannedError("spaces that are kept, or words that break anywhere")
        if _PRESERVED.search(text):
            raise NotPlannedError("a line end of the writer's")
        strip, start = self.strip, len(self.strip.x) - 1
        bytes_at = _byte_places(text)
        advances = _advances(text, bytes_at[-1], style, self.context)
        strip.x.pop()
        strip.x.extend(
            self.place + units * FROM_UNITS for units in accumulate(_shares(text, bytes_at, advances), initial=0)
        )
        strip.spaces.extend(accumulate(map(_SPACES.__contains__, text), initial=strip.spaces.pop()))
        self.place = strip.x[-1]
        self.texts.append(text)
        strip.segment_of[box] = len(strip.segments)
        strip.segments.append(Segment(start, len(strip.x) - 1, box, bytes_at))


def _edge(box: Any, side: str) -> float:
    names = (f"margin_{side}", f"border_{side}_width", f"padding_{side}")
    return sum(float(value) for value in (getattr(box, name) for name in names) if value != "auto")


def _byte_places(text: str) -> Sequence[int]:
    if text.isascii():
        return range(len(text) + 1)
    return list(accumulate((len(char.encode()) for char in text), initial=0))


def _advances(text: str, length: int, style: Any, context: Any) -> list[int]:
    """Return the width of the cluster that begins at each byte of a text, in Pango's units; 0 inside clusters."""
    layout = create_layout(text, style, context, None, 0)  # the line lives no longer than its layout
    line, _ = layout.get_first_line()
    advances = [0] * (length + 1)
    for run in read_runs(line, layout, {}):
        if run.level % 2:
            raise NotPlannedError("text from right to left")
        _, widths, *_, clusters = run.columns()
        for cluster, width in zip(clusters, widths, strict=True):
            advances[run.offset + cluster] += width
    return advances


def _shares(text: str, bytes_at: Sequence[int], advances: list[int]) -> list[float]:
    """Return the width of each character, in Pango's units. The letters of a ligature share its width evenly."""
    shares: list[float] = [advances[at] for at in bytes_at[:-1]]
    empty = [at for at, share in enumerate(shares) if not share and at and text[at].isalpha()]
    done = 0
    for at in empty:
        if at < done:
            continue
        done = at + 1
        while done < len(text) and not shares[done] and text[done].isalpha():
            done += 1
        letters = done - at + 1
        shares[at - 1 : done] = [shares[at - 1] / letters] * letters
    return shares
