"""Text from top to bottom: numbers of one or two digits stand upright in it, beside each other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from octavo.render.xhtml.elements import Piece, element, fill, local_name

_NUMBER = re.compile(r"(?<![\w.,:/@%-])(\d{1,2})(?![\w.,:/@%-])", re.ASCII)
_AS_THEY_ARE = frozenset({"a", "code", "head", "math", "nav", "pre", "rp", "rt", "samp", "svg", "table"})
"""Code and tables run across; readers want nothing but text in links, whose numbers the stylesheet sets upright."""


def set_upright(parent: Element) -> None:
    """Wrap the short numbers below an element, of which ``styles/vertical.css`` sets each upright."""
    if local_name(parent) in _AS_THEY_ARE:
        return
    children = list(parent)
    pieces = list(_upright(parent.text))
    for child in children:
        set_upright(child)
        tail, child.tail = child.tail, None
        pieces += [child, *_upright(tail)]
        parent.remove(child)
    parent.text = None
    fill(parent, pieces)


def _upright(text: str | None) -> Iterator[Piece]:
    for number, part in enumerate(_NUMBER.split(text or "")):
        if number % 2:
            yield element("span", {"class": "upright"}, [part])
        elif part:
            yield part
