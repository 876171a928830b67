"""Where text came from: a manuscript file by lines, and pieces of it whose every character keeps its place."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field

from octavo.diagnostics import Span

TRIMMED = " \t\n\v\f\r\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
"""What markdown-it takes off both ends of a paragraph, a heading, a cell."""

_LINE_END = re.compile(r"\r\n?|\n")


@dataclass(frozen=True, slots=True)
class SourceText:
    r"""A file's text with ``\n`` for every line end (and U+FFFD for NUL), so that lines and columns stay the file's."""

    path: str
    text: str
    starts: tuple[int, ...]
    """Offset of the first character of each line."""

    @classmethod
    def of(cls, path: str, raw: str) -> SourceText:
        """Return a file's text as the parser takes it."""
        text = _LINE_END.sub("\n", raw) if "\r" in raw else raw
        text = text.replace("\0", "�")
        starts = (0, *(m.end() for m in re.finditer("\n", text)))
        return cls(path, text, starts)

    def position(self, offset: int) -> tuple[int, int]:
        """Return line and column of an offset."""
        line = bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1] + 1

    def line(self, index: int) -> str:
        """Return a line by its index from 0, without its end; empty beyond the last."""
        if index >= len(self.starts):
            return ""
        end = self.starts[index + 1] - 1 if index + 1 < len(self.starts) else len(self.text)
        return self.text[self.starts[index] : end]

    def span(self, start: int, end: int) -> Span:
        """Return the span between two offsets."""
        line, column = self.position(start)
        end_line, end_column = self.position(end)
        return Span(self.path, line, column, end_line, end_column)

    def lines_span(self, start: int, last: int) -> Span:
        """Return the span from an offset to the end of the last line with words before line index ``last``."""
        line, column = self.position(start)
        end = max(last, line)
        while end > line and not self.line(end - 1).strip(TRIMMED):
            end -= 1
        end_column = len(self.line(end - 1).rstrip(TRIMMED)) + 1
        return Span(self.path, line, column, end, max(column, end_column) if end == line else end_column)


@dataclass(frozen=True, slots=True)
class Content:
    """Inline Markdown taken out of a file, and the place of each of its characters.

    From ``starts[i]`` on, the text stands in the file letter by letter from ``places[i]`` (line, column) on.
    """

    path: str
    text: str
    starts: tuple[int, ...] = (0,)
    places: tuple[tuple[int, int], ...] = ((1, 1),)
    cuts: frozenset[int] = field(default=frozenset())
    """Offsets before which the file has characters that the text leaves out, on the same line (``\\|`` in a cell)."""

    def position(self, offset: int) -> tuple[int, int]:
        """Return line and column of a character."""
        index = bisect_right(self.starts, offset) - 1 if len(self.starts) > 1 else 0
        line, column = self.places[index]
        return line, column + offset - self.starts[index]

    def span(self, start: int, end: int) -> Span:
        """Return the span between two offsets; it ends after the last character, not before the next."""
        line, column = self.position(start)
        if end <= start:
            return Span(self.path, line, column, line, column)
        end_line, end_column = self.position(end - 1)
        return Span(self.path, line, column, end_line, end_column + 1)


def value_content(text: str, span: Span) -> Content:
    """Return a string value as content: its first character stands where the span begins."""
    starts, places = [0], [(span.line, span.column)]
    for number, match in enumerate(re.finditer("\n", text), start=1):
        starts.append(match.end())
        places.append((span.line + number, 1))
    return Content(span.path, text, tuple(starts), tuple(places))


def fixed_content(text: str, span: Span) -> Content:
    """Return text that stands nowhere as it is (decoded, say): all of it lies at the start of the span."""
    flat = text.replace("\n", " ")
    everywhere = range(len(flat) + 1)
    places = ((span.line, span.column),) * len(everywhere)
    return Content(span.path, flat, tuple(everywhere), places, frozenset(everywhere))
