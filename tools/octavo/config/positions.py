"""Where every key and value of a TOML text stands: what tomllib knows while it parses, and does not tell.

The text has been through tomllib already, so the scanner may take it to be valid (TOML 1.0, https://toml.io/en/v1.0.0)
and only has to tell pieces apart. Paths are as one would subscript tomllib's result: ``("editions", "print", "isbn")``,
``("contents", "body", 0)``.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass

from octavo.diagnostics import Span

KeyPath = tuple[str | int, ...]

_BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_SPACES = re.compile(r"[ \t]*")
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"|' r"'[^']*'")
_MULTI_LINE = re.compile(r'"""(?:[^\\]|\\.)*?"{3,5}|' r"'''.*?'{3,5}", re.DOTALL)
_BARE_VALUE = re.compile(r"[^,\]}#\r\n]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a key and its value stand; an item of an array has no key, so both are the item."""

    key: Span
    value: Span
    """For a table with a header of its own, the header."""


def index_places(text: str, path: str) -> Mapping[KeyPath, Place]:
    """Return the place of every key and array item of a valid TOML text; ``path`` names the file in spans."""
    scanner = _Scanner(text, path)
    scanner.scan_document()
    return scanner.places


class _Scanner:
    """Walks through the text once; ``_at`` is the offset of the next character."""

    def __init__(self, text: str, path: str) -> None:
        self.places: dict[KeyPath, Place] = {}
        self._text = text
        self._path = path
        self._at = 0
        self._line_starts = [0, *(m.end() for m in re.finditer("\n", text))]
        self._array_lengths: dict[KeyPath, int] = {}
        """Arrays of tables, and how many tables each has so far."""

    def scan_document(self) -> None:
        table: KeyPath = ()
        self._skip(_BLANK)
        while self._at < len(self._text):
            if self._next("["):
                table = self._scan_header()
            else:
                self._scan_pair(table)
            self._skip(_BLANK)

    def _scan_header(self) -> KeyPath:
        start = self._at
        brackets = 2 if self._next("[[") else 1
        self._at += brackets
        names = self._scan_key()
        self._at += brackets
        header = self._span(start, self._at)
        path: KeyPath = ()
        for name, span in names:
            path = (*self._last_table(path), name)
            self.places.setdefault(path, Place(key=span, value=header))
        if brackets == 1:
            return self._last_table(path)
        return self._appended(path, Place(key=names[-1][1], value=header))

    def _last_table(self, path: KeyPath) -> KeyPath:
        """Return where a header leads that names an array of tables: into its last table."""
        return (*path, self._array_lengths[path] - 1) if path in self._array_lengths else path

    def _appended(self, array: KeyPath, place: Place) -> KeyPath:
        index = self._array_lengths.get(array, 0)
        self._array_lengths[array] = index + 1
        self.places[*array, index] = place
        return (*array, index)

    def _scan_pair(self, table: KeyPath) -> None:
        names = self._scan_key()
        self._at += len("=")
        self._skip(_SPACES)
        path = (*table, *(name for name, _ in names))
        value = self._scan_value(path)
        for depth, (_, span) in enumerate(names, start=len(table) + 1):
            self.places.setdefault(path[:depth], Place(key=span, value=value))

    def _scan_key(self) -> list[tuple[str, Span]]:
        names: list[tuple[str, Span]] = []
        while True:
            self._skip(_SPACES)
            start = self._at
            self._skip(_QUOTED if self._next('"', "'") else _BARE_KEY)
            written = self._text[start : self._at]
            name = tomllib.loads(f"key = {written}")["key"] if written[0] in "\"'" else written
            names.append((name, self._span(start, self._at)))
            self._skip(_SPACES)
            if not self._next("."):
                return names
            self._at += 1

    def _scan_value(self, path: KeyPath) -> Span:
        start = self._at
        if self._next('"""', "'''"):
            self._skip(_MULTI_LINE)
        elif self._next('"', "'"):
            self._skip(_QUOTED)
        elif self._next("["):
            self._scan_array(path)
        elif self._next("{"):
            self._scan_inline_table(path)
        else:
            self._skip(_BARE_VALUE)
            self._at = start + len(self._text[start : self._at].rstrip())
        return self._span(start, self._at)

    def _scan_array(self, path: KeyPath) -> None:
        index = 0
        while not self._closed("]"):
            item = self._scan_value((*path, index))
            self.places[*path, index] = Place(key=item, value=item)
            index += 1

    def _scan_inline_table(self, path: KeyPath) -> None:
        while not self._closed("}"):
            self._scan_pair(path)

    def _closed(self, bracket: str) -> bool:
        """Step over the opening bracket or a comma and what is blank after it; over the closing one, and say so."""
        self._skip(_BLANK)
        if self._next("[", "{", ",") and not self._next(bracket):
            self._at += 1
            self._skip(_BLANK)
        closed = self._next(bracket)
        self._at += closed
        return closed

    def _next(self, *what: str) -> bool:
        return self._text.startswith(what, self._at)

    def _skip(self, pattern: re.Pattern[str]) -> None:
        match = pattern.match(self._text, self._at)
        if match is not None:
            self._at = match.end()

    def _span(self, start: int, end: int) -> Span:
        return Span(self._path, *self._line_and_column(start), *self._line_and_column(end))

    def _line_and_column(self, offset: int) -> tuple[int, int]:
        line = bisect_right(self._line_starts, offset)
        return line, offset - self._line_starts[line - 1] + 1
