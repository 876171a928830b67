"""The offending line, with carets under the exact place."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from octavo.diagnostics import Span

TAB_WIDTH = 4
CONTROLS = 0x20
CONTROL_PICTURES = 0x2400
"""Control characters lie below the one; pictures of them begin at the other."""
WINDOW = 100
"""Columns of a line that are shown; a longer line is cut around the place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Excerpt:
    """A source line as a terminal shows it, and the cells under which the carets stand."""

    text: str
    indent: int
    """Cells before the first caret."""
    carets: int
    """Cells under which carets stand; at least one."""


def cell_width(text: str) -> int:
    """Return the terminal cells that a text takes: two for wide East Asian characters, none for combining marks."""
    return sum(
        0 if unicodedata.combining(c) or unicodedata.category(c) in {"Cf", "Mn", "Me"} else
        2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )  # fmt: skip


def excerpt(line: str, span: Span) -> Excerpt:
    """Return the line of a span's start, tabs widened and control characters made visible, cut when it is long."""
    line = line.rstrip("\r\n")
    start = min(span.column - 1, len(line))
    end = len(line) if span.end_line > span.line else min(span.end_column - 1, len(line))
    cut = max(0, start - WINDOW // 2) if len(line) > WINDOW else 0
    head, marked, tail = line[cut:start], line[start:end], line[end : cut + WINDOW]
    head, marked, tail = (visible(piece) for piece in (head, marked[:WINDOW], tail))
    before = "…" if cut else ""
    after = "…" if cut + WINDOW < len(line) else ""
    return Excerpt(
        text=f"{before}{head}{marked}{tail}{after}",
        indent=cell_width(before + head),
        carets=max(1, cell_width(marked)),
    )


def visible(text: str) -> str:
    """Return a text with tabs as spaces and other control characters as their pictures (U+2400 block)."""
    widened = text.replace("\t", " " * TAB_WIDTH)
    return "".join(_shown(c) for c in widened)


def _shown(character: str) -> str:
    if ord(character) < CONTROLS:
        return chr(CONTROL_PICTURES + ord(character))
    return "\ufffd" if unicodedata.category(character) in {"Cc", "Cs"} else character
