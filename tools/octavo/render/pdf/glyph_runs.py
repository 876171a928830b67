"""The glyphs of lines, kept when a line is measured, so that it need not be shaped again to be drawn.

WeasyPrint 70.0 lets go of what Pango made of a line as soon as it is measured, and has it made anew when the line is
stretched and when it is drawn. Here the glyphs and their widths stay with the line; ``pen`` draws them, and widens their
word spaces itself. What stays is bytes, not Pango's own objects, of which one line has many.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline
from weasyprint.text import line_break
from weasyprint.text.ffi import ffi, pango
from weasyprint.text.line_break import Layout

from octavo.render.pdf.ideographs import IDEOGRAPHIC
from octavo.render.pdf.known_engine import wrapped

_INFO = ffi.sizeof("PangoGlyphInfo")
_INT = ffi.sizeof("gint")
_MOST_APART = 0.25
"""Ems by which ideographs are moved apart at most: a line that wants more ends before the measure."""

_DECORATIONS = tuple(f"{what}_{of}" for what in ("underline", "strikethrough") for of in ("position", "thickness"))


class KeptFont(NamedTuple):
    """One of Pango's fonts, and a layout that keeps it alive."""

    font: Any
    layout: Any


class GlyphRun(NamedTuple):
    """Glyphs of one font in a row, as Pango has them in memory."""

    font: KeptFont
    offset: int
    """Where its text begins, in bytes of that of the line."""
    length: int
    """Of its text, in bytes."""
    level: int
    """Odd from right to left."""
    infos: bytes
    """Of ``PangoGlyphInfo``: glyph, width, x and y offset, attributes."""
    clusters: bytes
    """Where the text of each glyph begins, in bytes of that of the run."""

    def columns(self) -> tuple[list[int], list[int], list[int], list[int], list[int]]:
        """Return glyphs, their widths, x and y offsets (in Pango's units) and clusters."""
        numbers, step = memoryview(self.infos).cast("i").tolist(), _INFO // _INT
        clusters = memoryview(self.clusters).cast("i").tolist()
        return numbers[::step], numbers[1::step], numbers[2::step], numbers[3::step], clusters


class KeptGlyphs(NamedTuple):
    """What is kept of a line."""

    text: str
    runs: tuple[GlyphRun, ...]


class KeptLine(Layout):  # type: ignore[misc]  # WeasyPrint has no types
    """A line that is to be drawn from kept glyphs, or that Pango is told of when it is drawn."""

    def __init__(self, text: str, justification_spacing: Any, before: Any = None, *, spread: bool = False) -> None:
        """Stretch a text; ``before`` is its line before it was stretched, ``spread`` whether ideographs move apart."""
        self.text, self.justification_spacing, self.max_width = text, justification_spacing, None
        self.spread = spread
        self.first_line_direction = getattr(before, "first_line_direction", 0)
        self.kept = getattr(before, "kept", None)
        self.ascent = getattr(before, "ascent", None)
        for name in _DECORATIONS:
            setattr(self, name, getattr(before, name, None))


@dataclass(slots=True)
class _Keeper:
    """Keeps the glyphs of lines that are measured."""

    measure: Callable[..., Any]
    release: Callable[[Any], None]
    stretch: Callable[..., Any]
    justify: Callable[..., Any]
    fonts: dict[Any, KeptFont] = field(default_factory=dict)
    last: Any = None
    """The last text of the line whose ideographs are moved apart."""

    def first_line_metrics(self, first_line: Any, text: Any, layout: Any, *rest: Any, **options: Any) -> Any:
        """Measure a line as WeasyPrint does, and keep its glyphs."""
        layout.kept = None
        return self.measure(first_line, text, layout, *rest, **options)

    def deactivate(self, layout: Any) -> None:
        """Let go of Pango's objects, if there are any; of a line that was measured its glyphs are kept."""
        if "layout" not in vars(layout):
            return
        if vars(layout).get("kept", ...) is None:
            layout.kept = self._kept(layout)
        self.release(layout)

    def _kept(self, layout: Any) -> KeptGlyphs | None:
        if pango.pango_layout_get_line_readonly(layout.layout, 1) != ffi.NULL:
            return None
        line = pango.pango_layout_get_line_readonly(layout.layout, 0)
        return KeptGlyphs(layout.text, tuple(read_runs(line, layout.layout, self.fonts)))

    def add_word_spacing(self, context: Any, box: Any, spacing: Any, x_advance: Any) -> Any:
        """Stretch what stands in a line; a text whose glyphs are kept is not shaped again."""
        if not (isinstance(box, boxes.TextBox) and _is_kept(box)):
            return self.stretch(context, box, spacing, x_advance)
        box.justification_spacing = spacing
        box.position_x += x_advance
        places = inline.count_expandable_spaces(box) if self.last is None else _places(box, last=box is self.last)
        if places:
            box.width += spacing * places
            box.pango_layout = KeptLine(box.text, spacing, box.pango_layout, spread=self.last is not None)
        return x_advance + spacing * places

    def justify_line(self, context: Any, line: Any, extra_width: float) -> None:
        """Stretch a line to the measure; one of ideographs, which has hardly a space, between its characters."""
        texts = [box for box in line.descendants() if isinstance(box, boxes.TextBox) and box.text]
        characters = sum(len(IDEOGRAPHIC.findall(box.text)) for box in texts)
        if characters > inline.count_expandable_spaces(line) and all(_is_kept(box) for box in texts):
            places = sum(_places(box, last=box is texts[-1]) for box in texts)
            extra_width += _margin_at_end(line)
            if places and extra_width < places * _MOST_APART * line.style["font_size"]:
                self.last = texts[-1]
                try:
                    inline.add_word_spacing(context, line, extra_width / places, 0)
                finally:
                    self.last = None
                return
        self.justify(context, line, extra_width)


def _is_kept(box: Any) -> bool:
    kept = getattr(box.pango_layout, "kept", None)
    return kept is not None and kept.text == box.text


def _margin_at_end(line: Any) -> float:
    """Return the white that what stands last in a line wants behind it, and need not have there."""
    margin, box = 0.0, line
    while getattr(box, "children", ()):
        box = box.children[-1]
        margin += max(0.0, box.margin_right)
    return margin


def _places(box: Any, *, last: bool) -> int:
    """Return behind how many characters a text may be stretched; not behind the end of the ``last`` of a line."""
    found = len(IDEOGRAPHIC.findall(box.text)) + inline.count_expandable_spaces(box)
    return int(found) - bool(last and IDEOGRAPHIC.match(box.text[-1]))


def read_runs(line: Any, layout: Any, fonts: dict[Any, KeptFont]) -> Iterator[GlyphRun]:
    """Yield the runs of one of Pango's lines in a layout. ``fonts`` has those that were met before, by address."""
    run = line.runs
    while run != ffi.NULL:
        item, glyphs = run.data.item, run.data.glyphs
        run = run.next
        font, count = item.analysis.font, glyphs.num_glyphs
        if font not in fonts:
            fonts[font] = KeptFont(font, layout)
        infos, clusters = ffi.buffer(glyphs.glyphs, count * _INFO), ffi.buffer(glyphs.log_clusters, count * _INT)
        yield GlyphRun(fonts[font], item.offset, item.length, item.analysis.level, bytes(infos), bytes(clusters))


@contextmanager
def glyphs_kept() -> Iterator[None]:
    """Keep the glyphs of lines that are laid out while the context is open."""
    keeper = _Keeper(line_break.first_line_metrics, Layout.deactivate, inline.add_word_spacing, inline.justify_line)

    def deactivate(layout: Any) -> None:
        keeper.deactivate(layout)

    with wrapped(
        (line_break, "first_line_metrics", lambda _native: keeper.first_line_metrics),
        (Layout, "deactivate", lambda _native: deactivate),
        (inline, "add_word_spacing", lambda _native: keeper.add_word_spacing),
        (inline, "justify_line", lambda _native: keeper.justify_line),
    ):
        yield
