"""Lines of text drawn as the engine draws them, glyph by glyph, with what is known of each glyph said once.

``draw_first_line`` of WeasyPrint 70.0 asks Pango for each glyph of each line and makes a string of it anew. A glyph of
one font, size, width and offset is always the same string: here it is kept while a division is drawn. Lines that ask for
more than that (missing characters, raised glyphs, colour fonts, ellipses) are left to the engine.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from weasyprint.draw import text
from weasyprint.text.ffi import FROM_UNITS, ffi, pango

_INTS = ffi.sizeof("PangoGlyphInfo") // ffi.sizeof("gint")
_GLYPH, _WIDTH, _X_OFFSET, _Y_OFFSET = range(4)
"""Where these stand in a ``PangoGlyphInfo``."""

_FONT_OWN_SIZE = 14802
"""From this Pango on a font's own size is that of the text; before, the style's is (Pango issue 530)."""


@contextmanager
def glyphs_kept() -> Iterator[None]:
    """Draw lines this way for as long as the context is open."""
    native = text.draw_first_line
    text.draw_first_line = _Pen(native).draw_line
    try:
        yield
    finally:
        text.draw_first_line = native


class _Run(NamedTuple):
    """Glyphs of one font."""

    item: Any
    """Pango's ``GlyphItem``."""
    font: Any
    glyphs: list[int]
    widths: list[int]
    offsets: list[int]
    """In Pango's units."""


class _Plain(Exception):  # noqa: N818 - says what a line is not
    """A line asks for more than its glyphs."""


@dataclass(slots=True)
class _Pen:
    native: Callable[..., Any]
    known: dict[tuple[int, float], dict[tuple[int, int, int], str]] = field(default_factory=dict)
    """Font and size → glyph, width and offset → what is written for it."""

    def draw_line(self, stream: Any, textbox: Any, text_overflow: str, block_ellipsis: Any, matrix: Any) -> Any:
        """Draw the line of a text box to a stream, as ``draw_first_line`` does; return its emojis."""
        try:
            if text_overflow == "ellipsis" or block_ellipsis != "none":
                raise _Plain
            return self._drawn(stream, textbox, matrix)
        except _Plain:
            return self.native(stream, textbox, text_overflow, block_ellipsis, matrix)

    def _drawn(self, stream: Any, textbox: Any, matrix: Any) -> list[Any]:
        size = textbox.style["font_size"]
        if not textbox.text.strip() or size < 1e-6:  # noqa: PLR2004 (what the engine takes for nothing)
            return []
        layout = textbox.pango_layout
        pango.pango_layout_set_single_paragraph_mode(layout.layout, True)  # noqa: FBT003 (Pango's own order)
        runs = list(_runs(layout.get_first_line()[0]))
        fonts = [_font_of(stream, run, size) for run in runs]
        stream.set_text_matrix(*matrix.values)
        written, before = "", None
        for run, (font, font_size) in zip(runs, fonts, strict=True):
            if run.font != before:
                before = run.font
                if written:
                    stream.show_text(written)
                written = ""
                stream.set_font_size(font.hash, font_size)
            written += self._written(run, font, font_size, layout.text, stream)
        stream.show_text(written)
        return []

    def _written(self, run: _Run, font: Any, font_size: float, line: str, stream: Any) -> str:
        known = self.known.setdefault((font.hash, font_size), {})
        pieces = ["<"]
        for number, glyph in enumerate(zip(run.glyphs, run.widths, run.offsets, strict=True)):
            piece = known.get(glyph)
            if piece is None:
                _name_glyph(run, number, font, line)
                piece = known[glyph] = _piece(run, glyph, font, font_size, stream)
            pieces.append(piece)
        if pieces[-1].endswith("<"):
            pieces[-1] = pieces[-1][:-1]  # as the engine does, which begins no list of glyphs that stays empty
        else:
            pieces.append(">")
        return "".join(pieces)


def _runs(line: Any) -> Iterator[_Run]:
    """Yield the runs of one of Pango's lines. Raises ``_Plain`` for one that has more than glyphs in a row."""
    run = line.runs
    while run != ffi.NULL:
        item, run = run.data, run.next
        count = item.glyphs.num_glyphs
        infos = memoryview(ffi.buffer(item.glyphs.glyphs, count * _INTS * ffi.sizeof("gint"))).cast("i")
        glyphs, rises = infos[_GLYPH::_INTS].tolist(), infos[_Y_OFFSET::_INTS].tolist()
        if any(rises) or any(not 0 <= glyph < pango.PANGO_GLYPH_EMPTY for glyph in glyphs):
            raise _Plain
        widths, offsets = infos[_WIDTH::_INTS].tolist(), infos[_X_OFFSET::_INTS].tolist()
        yield _Run(item, item.item.analysis.font, glyphs, widths, offsets)


def _font_of(stream: Any, run: _Run, style_size: float) -> tuple[Any, float]:
    """Return the engine's font of a run, and its size. Raises ``_Plain`` for fonts that are pictures."""
    font, size = stream.add_font(run.font)
    if font.bitmap or font.png or font.svg or font.colr:
        raise _Plain
    return font, size if pango.pango_version() >= _FONT_OWN_SIZE else style_size


def _name_glyph(run: _Run, number: int, font: Any, line: str) -> None:
    """Note which characters a glyph stands for, if nothing is noted yet."""
    glyph = run.glyphs[number]
    if glyph in font.to_unicode:
        return
    item, clusters, last = run.item.item, run.item.glyphs.log_clusters, len(run.glyphs) - 1
    if item.analysis.level % 2:  # from right to left
        end = item.length if number == 0 else clusters[number - 1]
    else:
        end = item.length if number == last else clusters[number + 1]
    font.to_unicode[glyph] = line.encode()[item.offset + clusters[number] : item.offset + end].decode()


def _piece(run: _Run, glyph: tuple[int, int, int], font: Any, font_size: float, stream: Any) -> str:
    """Return what is written for a glyph inside ``<…>``: where it is shifted to, itself, and how much it is kerned."""
    number, width, x_offset = glyph
    if number not in font.widths:
        pango.pango_font_get_glyph_extents(run.font, number, stream.ink_rect, stream.logical_rect)
        font.widths[number] = round(stream.logical_rect.width * 1000 * FROM_UNITS / font_size)
    offset = x_offset / font_size
    kerning = font.widths[number] + offset - width * 1000 * FROM_UNITS / font_size
    before, behind = f">{-offset}<" if offset else "", f">{int(kerning)}<" if kerning else ""
    return f"{before}{number:04x}{behind}"
