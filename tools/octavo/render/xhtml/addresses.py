"""Web and mail addresses in the text of a page: where a line may end in them, without a hyphen."""

from __future__ import annotations

import re
from collections.abc import Iterator

from octavo.render.xhtml.elements import Piece, element

_ADDRESS = re.compile(
    r"(?:[a-z][a-z0-9+.-]*://|www\.)[^\s<>“”«»]*[\w/=~#-]|[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.IGNORECASE
)
_BREAK = re.compile(r"(?<=/)(?!/)|(?<=[&:])(?![/:])|(?<=\w)(?=[.,?=%~_@#])|(?<=[\w/])(?=-)")
"""After a slash (the last of several), an ampersand and a colon; before other marks, so that a reader who sees one begin
a line knows that it belongs to the address (Chicago Manual of Style 18, 7.46)."""

_SHORT = re.compile(r".{1,24}")
"""What is longer (a digest, a token) ends a line anywhere."""


def with_breaks(text: str) -> Iterator[Piece]:
    """Yield a text, each address in it as an element of class ``address`` in which lines may end."""
    end = 0
    for found in _ADDRESS.finditer(text):
        if found.start() > end:
            yield text[end : found.start()]
        yield element("span", {"class": "address"}, _pieces(found[0]))
        end = found.end()
    if end < len(text) or not text:
        yield text[end:]


def _pieces(address: str) -> Iterator[Piece]:
    """Yield the pieces of an address, each an element: the engine would end lines after hyphens and question marks too."""
    pieces = (short for piece in _BREAK.split(address) for short in _SHORT.findall(piece))
    for number, piece in enumerate(pieces):
        if number:
            yield element("wbr")
        yield element("span", None, [piece])
