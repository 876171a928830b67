"""Columns of short entries (names, dates, amounts) are kept from breaking: the engine gives long columns all the room."""

from __future__ import annotations

import unicodedata
from xml.etree.ElementTree import Element

_SHORT = 24
"""Letters of the longest entry of a column that is kept whole."""

_ALL_SHORT = 48
"""Letters that all such columns may have together: the rest of the line belongs to the others."""


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
