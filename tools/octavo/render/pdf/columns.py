"""The columns of tables: short entries are kept whole, and a table of many columns is kept on the page.

Columns of short entries (names, dates, amounts) are kept from breaking, for the engine gives long columns all the room.
Where the longest words of all columns do not fit a line side by side, the engine would let the table run off the paper:
such a table is set smaller, and its words may break anywhere (class ``crowded``). A table of few rows that come to a
third of a page or so is not broken over pages (class ``whole``). Rows at either end of a longer table are kept together,
unless they are tall (class ``tall``): where kept rows do not fit a page, the engine leaves out the head above them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from math import ceil
from xml.etree.ElementTree import Element

_SHORT = 24
"""Letters of the longest entry of a column that is kept whole."""

_ALL_SHORT = 48
"""Letters that all such columns may have together: the rest of the line belongs to the others."""

_LINE = 66
"""Letters of a table's type that any page has room for."""

_BETWEEN = 2
"""Letters that the space between two columns takes."""

_WHOLE = ((6, 28), (10, 14))
"""A table of so many rows that come to so many lines is not broken: a page holds 28 of them, 14 are a third of it."""

_ENDS, _END_LINES = 3, 14
"""Rows kept together at either end of a table, and the lines that they may come to."""

_PIECE = re.compile(r"[^\s/\-\u2010\u2013\u2014\u200b]+")
"""What no line may break in: between letters of ideographic scripts it may, and they are not counted together."""


def fit_columns(table: Element) -> None:
    """Give a table, or its cells, the classes by which its columns fit the line."""
    rows = [[cell for cell in row if cell.tag in {"td", "th"}] for row in table.iter("tr")]
    columns = max(map(len, rows), default=0)
    longest = [max(_longest_word(row[c]) for row in rows if c < len(row)) for c in range(columns)]
    if sum(longest) + _BETWEEN * (columns - 1) > _LINE:
        table.set("class", f"{table.get('class', '')} crowded".strip())
    else:
        keep_short_columns(table)
    lines = _row_lines(table)
    if any(len(lines) <= rows and sum(lines) <= most for rows, most in _WHOLE):
        table.set("class", f"{table.get('class', '')} whole".strip())


def keep_ends(table: Element) -> None:
    """Give a table whose first or last rows are too tall to be kept together, with the notes in them, its class."""
    lines = _row_lines(table)
    if max(sum(lines[:_ENDS]), sum(lines[-_ENDS:])) > _END_LINES:
        table.set("class", f"{table.get('class', '')} tall".strip())


def _row_lines(table: Element) -> list[int]:
    """Return how many lines each row of a table's body comes to, were its cells set one after the other."""
    return [max(1, ceil(sum(map(_width, row)) / _LINE)) for row in table.findall("tbody/tr")]


def keep_short_columns(table: Element) -> None:
    """Give the class ``short`` to the cells of columns whose entries fit a short line."""
    rows = [[cell for cell in row if cell.tag in {"td", "th"}] for row in table.iter("tr")]
    columns = max(map(len, rows), default=0)
    longest = [max(_width(row[c]) for row in rows if c < len(row)) for c in range(columns)]
    room = _ALL_SHORT
    for width, column in sorted((width, column) for column, width in enumerate(longest)):
        room -= width
        if width > _SHORT or room < 0:
            return
        for row in rows:
            if column < len(row):
                row[column].set("class", f"{row[column].get('class', '')} short".strip())


def _width(cell: Element) -> int:
    """Return the length of a cell's text in letters; ideographs count twice."""
    text = " ".join("".join(cell.itertext()).split())
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def _longest_word(cell: Element) -> int:
    pieces = (piece for words in _unbroken_texts(cell) for piece in _PIECE.findall(words))
    return max((len(piece) for piece in pieces if unicodedata.east_asian_width(piece[0]) not in "WF"), default=1)


def _unbroken_texts(element: Element) -> Iterator[str]:
    """Yield the texts whose words break at spaces only: those of code may break anywhere."""
    if element.tag != "code":
        yield element.text or ""
        for child in element:
            yield from _unbroken_texts(child)
            yield child.tail or ""
