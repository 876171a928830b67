"""The lines of a code block, each a block of its own: one that does not fit the measure runs on below, hung and marked.

Stylesheets address ``pre .line``, and ``pre .long`` for the lines that may not fit. ``--depth`` of a long line says how
many characters it is indented, so that what runs on stands below its beginning. A long line ends at a blank, or behind a
sign that parts words; there the text has zero-width spaces, which ``tags.spaces`` takes out before it is drawn.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element, SubElement

_TAB = 4
_SHORT = 24
"""Characters that fit a line on any page, at any depth."""
_DEEPEST = 16
"""A line that is indented further is hung no further: the measure must hold some of it."""

_LONG_WORD = re.compile(r"\S{16,}")
_LONG_NAME = re.compile(r"\w{24,}")
_PARTING = re.compile(r"(?<=[^\w\s])(?=\w)|(?<=_)(?=[^\W_])")
"""Between a sign and a word: where long words of code may end a line."""
_ANYWHERE = re.compile(r"(?<=.)(?=.)")
_BREAK = "\u200b"

_Piece = tuple[str, str | None]
"""Text, and the class that it bears."""


def set_lines(pre: Element) -> None:
    """Part the text of a preformatted block into lines, with blanks for tabs."""
    code = pre.find("code")
    if code is None:
        return
    lines = list(_lines(code))
    for child in list(code):
        code.remove(child)
    code.text = None
    code.extend(_line(pieces) for pieces in lines)


def _lines(code: Element) -> Iterator[list[_Piece]]:
    """Yield the pieces of each line; the end of the last line begins none."""
    line: list[_Piece] = []
    column = 0
    for text, kind in _pieces(code):
        for number, part in enumerate(text.split("\n")):
            if number:
                yield line
                line, column = [], 0
            if part:
                spaced = _without_tabs(part, column)
                column += len(spaced)
                line.append((spaced, kind))
    if line:
        yield line


def _pieces(code: Element) -> Iterator[_Piece]:
    yield code.text or "", None
    for child in code:
        yield "".join(child.itertext()), child.get("class")
        yield child.tail or "", None


def _without_tabs(text: str, column: int) -> str:
    return (" " * column + text).expandtabs(_TAB)[column:]


def _line(pieces: list[_Piece]) -> Element:
    text = "".join(text for text, _ in pieces)
    made = Element("span", {"class": "line"})
    made.tail = "\n"
    if len(text) > _SHORT:
        depth = min(_DEEPEST, len(text) - len(text.lstrip(" ")))
        made.set("class", "line long")
        made.set("style", f"--depth: {depth}")
        pieces = [(_breakable(words), kind) for words, kind in pieces]
    _fill(made, pieces)
    return made


def _fill(line: Element, pieces: list[_Piece]) -> None:
    last: Element | None = None
    for words, kind in pieces:
        if kind:
            last = SubElement(line, "span", {"class": kind})
            last.text = words
        elif last is None:
            line.text = (line.text or "") + words
        else:
            last.tail = (last.tail or "") + words


def _breakable(text: str) -> str:
    """Return a text with zero-width spaces where its long words may be parted: anywhere in those without a sign."""
    return _LONG_WORD.sub(lambda word: _PARTING.sub(_BREAK, _LONG_NAME.sub(_parted, word[0])), text)


def _parted(name: re.Match[str]) -> str:
    return name[0] if "_" in name[0] else _ANYWHERE.sub(_BREAK, name[0])
