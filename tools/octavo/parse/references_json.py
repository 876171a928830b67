"""JSON into located values. The standard library reads words and numbers; lists and objects are walked for places."""

from __future__ import annotations

import re
from bisect import bisect_right
from json import JSONDecodeError, JSONDecoder

from octavo.diagnostics import Span
from octavo.model.sources import TextSource
from octavo.model.text_file import CONTROL
from octavo.parse.references_located import DEEPEST, Field, Located, Mapping, NotReadableError, Scalar, Sequence

_SPACE = re.compile(r"[ \t\r\n]*")
_HALF_A_CHARACTER = re.compile("[\ud800-\udfff]")
"""A surrogate without its other half."""
_LINE_END = re.compile(r"\r\n?|\n")


def read_json(source: TextSource) -> Located | None:
    """Return the file's value, or None when it is empty. Raises NotReadableError."""
    return _Reader(source).read() if source.text.strip() else None


class _Reader:
    """One file, read from left to right."""

    def __init__(self, source: TextSource) -> None:
        self._path = source.path
        self._text = source.text
        self._starts = [0, *(m.end() for m in _LINE_END.finditer(source.text))]
        self._decoder = JSONDecoder(parse_int=str, parse_float=str, parse_constant=str)

    def read(self) -> Located:
        value, end = self._value(self._skip(0), 0)
        end = self._skip(end)
        if end < len(self._text):
            raise self._broken("there is more after the end of the list", end)
        return value

    def _value(self, at: int, depth: int) -> tuple[Located, int]:
        if depth > DEEPEST:
            raise self._broken("lists or objects nest too deeply", at)
        match self._text[at : at + 1]:
            case "[":
                return self._list(at, depth)
            case "{":
                return self._object(at, depth)
            case _:
                return self._scalar(at)

    def _list(self, at: int, depth: int) -> tuple[Located, int]:
        items: list[Located] = []
        end = self._skip(at + 1)
        while self._text[end : end + 1] != "]":
            if items:
                end = self._expect(",", end)
            item, end = self._value(end, depth + 1)
            items.append(item)
            end = self._skip(end)
        return Sequence(span=self._span(at, end + 1), items=tuple(items)), end + 1

    def _object(self, at: int, depth: int) -> tuple[Located, int]:
        fields: list[Field] = []
        end = self._skip(at + 1)
        while self._text[end : end + 1] != "}":
            if fields:
                end = self._expect(",", end)
            if self._text[end : end + 1] != '"':
                raise self._broken("the name of a field in double quotes is missing", end)
            key, after = self._scalar(end)
            value, end = self._value(self._expect(":", self._skip(after)), depth + 1)
            fields.append(Field(key=key.text or "", key_span=key.span, value=value))
            end = self._skip(end)
        return Mapping(span=self._span(at, end + 1), fields=tuple(fields)), end + 1

    def _scalar(self, at: int) -> tuple[Scalar, int]:
        try:
            value, end = self._decoder.raw_decode(self._text, at)
        except JSONDecodeError as broken:
            raise self._broken(_words(broken.msg), broken.pos) from broken
        span = self._span(at, end)
        if isinstance(value, str) and _HALF_A_CHARACTER.search(value):
            raise self._broken("an escape is half of a character", at)
        control = CONTROL.search(value) if isinstance(value, str) else None
        if control is not None:
            raise self._broken(f"an escape gives the control character U+{ord(control[0]):04X}", at)
        if not isinstance(value, str):
            return Scalar(span=span, text=None if value is None else str(value).lower(), inner=span), end
        if self._text[at] != '"':
            return Scalar(span=span, text=value, inner=span, raw=value), end
        raw = self._text[at + 1 : end - 1]
        return Scalar(span=span, text=value, inner=self._span(at + 1, end - 1), raw="" if "\\" in raw else raw), end

    def _skip(self, at: int) -> int:
        found = _SPACE.match(self._text, at)
        return at if found is None else found.end()

    def _expect(self, character: str, at: int) -> int:
        if self._text[at : at + 1] != character:
            raise self._broken(f"“{character}” is missing", at)
        return self._skip(at + 1)

    def _broken(self, problem: str, at: int) -> NotReadableError:
        return NotReadableError(problem, self._span(at, min(at + 1, len(self._text))))

    def _span(self, start: int, end: int) -> Span:
        line, end_line = bisect_right(self._starts, start), bisect_right(self._starts, end)
        column, end_column = start - self._starts[line - 1] + 1, end - self._starts[end_line - 1] + 1
        return Span(self._path, line, column, end_line, end_column)


def _words(message: str) -> str:
    return "a value is missing" if message == "Expecting value" else message[:1].lower() + message[1:]
