"""Lines of text drawn as the engine draws them, from glyphs that are kept, each with what is written for it.

``draw_first_line`` of WeasyPrint 70.0 has each line shaped again, and makes a string of each glyph anew. A glyph of one
font, size, width and offset is always the same string: here it is made once for a division. Lines that ask for more
than that (missing characters, raised glyphs, colour fonts, ellipses) are left to the engine.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter
from typing import Any

from weasyprint.draw import text
from weasyprint.text.ffi import FROM_UNITS, TO_UNITS, pango
from weasyprint.text.line_break import Layout

from octavo.render.pdf.glyph_runs import GlyphRun, KeptFont, KeptGlyphs, read_runs
from octavo.render.pdf.ideographs import IDEOGRAPHIC
from octavo.render.pdf.known_engine import engine_is_known, wrapped

_FONT_OWN_SIZE = 14802
"""From this Pango on a font's own size is that of the text; before, the style's is (Pango issue 530)."""

_SPACE = ord(" ")
_SPACES = re.compile(" |\u00a0".encode())
_LEAST = 1e-6
"""What the engine takes for no size at all, in pixels."""


@contextmanager
def drawn_from_glyphs() -> Iterator[None]:
    """Draw lines this way for as long as the context is open."""
    if not engine_is_known():
        yield
        return
    pen = _Pen(text.draw_first_line, Layout.reactivate)

    def reactivate(layout: Any, style: Any) -> None:
        pen.reactivate(layout, style)

    with wrapped(
        (text, "draw_first_line", lambda _native: pen.draw_line), (Layout, "reactivate", lambda _native: reactivate)
    ):
        yield


class _SpecialError(Exception):
    """A line asks for more than its glyphs."""


@dataclass(slots=True)
class _Ink:
    """A font of the file in one size."""

    font: Any
    """The engine's."""
    size: float
    known: dict[tuple[int, int, int], str] = field(default_factory=dict)
    """Glyph, width and offset → what is written for it."""
    space: str = ""
    """The glyph of a word space, as it is written; empty as long as none was met."""

    def write(self, run: GlyphRun, line: bytes, wider: Mapping[int, int], stream: Any) -> str:
        """Return what is written for a run of a line. Raises ``_SpecialError``.

        ``wider``: place of a character in the run's text → by how much it is widened.
        """
        glyphs, widths, offsets, rises, clusters = run.columns()
        if any(rises) or max(glyphs, default=0) >= pango.PANGO_GLYPH_EMPTY:
            raise _SpecialError
        if wider:
            widths = [width + wider.get(at, 0) for width, at in zip(widths, clusters, strict=True)]
        pieces = ["<"]
        for number, glyph in enumerate(zip(glyphs, widths, offsets, strict=True)):
            piece = self.known.get(glyph)
            if piece is None:
                self._name(run, glyphs, clusters, number, line)
                piece = self.known[glyph] = self._piece(run, glyph, stream)
            pieces.append(piece)
        if not self.space:
            space = next((n for n, at in enumerate(clusters) if line[run.offset + at] == _SPACE), None)
            self.space = "" if space is None else f"{glyphs[space]:04x}"
        pieces.append(">")
        return "".join(pieces)

    def _name(self, run: GlyphRun, glyphs: list[int], clusters: list[int], number: int, line: bytes) -> None:
        """Note which characters a glyph stands for, if nothing is noted yet."""
        if glyphs[number] in self.font.to_unicode:
            return
        following = number - 1 if run.level % 2 else number + 1
        end = clusters[following] if 0 <= following < len(clusters) else run.length
        characters = line[run.offset + clusters[number] : run.offset + end]
        self.font.to_unicode[glyphs[number]] = characters.decode()

    def _piece(self, run: GlyphRun, glyph: tuple[int, int, int], stream: Any) -> str:
        """Return what is written for a glyph inside ``<…>``: how far it is shifted, itself, how much it is kerned."""
        number, width, x_offset = glyph
        widths = self.font.widths
        if number not in widths:
            pango.pango_font_get_glyph_extents(run.font.font, number, stream.ink_rect, stream.logical_rect)
            widths[number] = round(stream.logical_rect.width * 1000 * FROM_UNITS / self.size)
        offset = x_offset / self.size
        kerning = widths[number] + offset - width * 1000 * FROM_UNITS / self.size
        before, behind = f">{-offset}<" if offset else "", f">{int(kerning)}<" if kerning else ""
        return f"{before}{number:04x}{behind}"


def _places(text: bytes, *, spread: bool) -> frozenset[int]:
    """Return which characters of a run are widened, by their places in bytes: spaces, and ideographs if they are spread."""
    if not spread:
        return frozenset(match.start() for match in _SPACES.finditer(text))
    places, found = 0, set()
    for char in text.decode():
        if char in " \u00a0" or IDEOGRAPHIC.match(char):
            found.add(places)
        places += len(char.encode())
    return frozenset(found)


@dataclass(slots=True)
class _Pen:
    native: Callable[..., Any]
    wake: Callable[[Any, Any], None]
    fonts: dict[Any, KeptFont] = field(default_factory=dict)
    inks: dict[tuple[Any, float], _Ink] = field(default_factory=dict)
    """By address of Pango's font, which is kept alive, and size of the text."""

    def reactivate(self, layout: Any, style: Any) -> None:
        """Shape a line again, unless it will be drawn from its glyphs."""
        if _glyphs_of(layout) is None:
            self.wake(layout, style)

    def draw_line(self, stream: Any, textbox: Any, text_overflow: str, block_ellipsis: Any, matrix: Any) -> Any:
        """Draw the line of a text box to a stream, as ``draw_first_line`` does; return its emojis."""
        layout, style = textbox.pango_layout, textbox.style
        if not textbox.text.strip() or style["font_size"] < _LEAST:
            return []
        try:
            cut = text_overflow == "ellipsis" or block_ellipsis != "none"
            written = [] if cut else list(self._written(stream, layout, style["font_size"]))
        except _SpecialError:
            written = []
        if not written:
            if "layout" not in vars(layout):
                self.wake(layout, style)
            return self.native(stream, textbox, text_overflow, block_ellipsis, matrix)
        stream.set_text_matrix(*matrix.values)
        for (font, size), pieces in groupby(written, key=itemgetter(0)):
            stream.set_font_size(font.hash, size)
            stream.show_text("".join(glyphs for _, glyphs in pieces).replace("><", ""))
        return []

    def _written(self, stream: Any, layout: Any, size: float) -> Iterator[tuple[tuple[Any, float], str]]:
        """Yield what is written for a line, each run with its font and size. Raises ``_SpecialError``."""
        kept, spacing = _glyphs_of(layout), int(layout.justification_spacing * TO_UNITS)
        spread = vars(layout).get("spread", False)
        if kept is None:  # Pango has stretched it
            pango.pango_layout_set_single_paragraph_mode(layout.layout, True)  # noqa: FBT003 (Pango's own order)
            line, spacing = layout.get_first_line()[0], 0
            kept = KeptGlyphs(layout.text, tuple(read_runs(line, layout.layout, self.fonts)))
        line_text, ink = kept.text.encode(), None
        for run in kept.runs:
            ink = self._ink(stream, run.font.font, size)
            wider = _places(line_text[run.offset : run.offset + run.length], spread=spread) if spacing else frozenset()
            yield (ink.font, ink.size), ink.write(run, line_text, dict.fromkeys(wider, spacing), stream)
        if ink is not None and layout.text != kept.text:
            if not ink.space:
                raise _SpecialError
            yield (ink.font, ink.size), f"<{ink.space}>"

    def _ink(self, stream: Any, font: Any, size: float) -> _Ink:
        """Return the ink of a font and a size of text. Raises ``_SpecialError`` for fonts that are pictures."""
        if (font, size) not in self.inks:
            made, own_size = stream.add_font(font)
            self.inks[font, size] = _Ink(made, own_size if pango.pango_version() >= _FONT_OWN_SIZE else size)
        ink = self.inks[font, size]
        if ink.font.bitmap or ink.font.png or ink.font.svg or ink.font.colr:
            raise _SpecialError
        return ink


def _glyphs_of(layout: Any) -> KeptGlyphs | None:
    """Return the glyphs that are kept of a line; a space may have been added to its text."""
    kept = vars(layout).get("kept")
    return kept if isinstance(kept, KeptGlyphs) and layout.text in {kept.text, f"{kept.text} "} else None
