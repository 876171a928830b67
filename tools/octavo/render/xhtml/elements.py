"""Elements of an XHTML tree, made from pieces of text and other elements."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from xml.etree.ElementTree import Element

from octavo.diagnostics import Span

XHTML = "http://www.w3.org/1999/xhtml"
OPS = "http://www.idpf.org/2007/ops"
MATHML = "http://www.w3.org/1998/Math/MathML"
SVG = "http://www.w3.org/2000/svg"
XML = "http://www.w3.org/XML/1998/namespace"

EPUB_TYPE = f"{{{OPS}}}type"
XML_LANG = f"{{{XML}}}lang"

SOURCE = "data-source"
"""Where a block stands in the manuscript, ``path:line``: for targets that measure what they lay out."""

Piece = str | Element
"""What an element holds: text, or another element."""

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def legal(text: str) -> str:
    """Return a text with the characters that XML cannot hold (controls, lone surrogates) replaced by U+FFFD."""
    return _NOT_XML.sub("\ufffd", text)


def element(tag: str, attributes: Mapping[str, str | None] | None = None, pieces: Iterable[Piece] = ()) -> Element:
    """Return an XHTML element; an attribute whose value is None is left out."""
    made = Element(f"{{{XHTML}}}{tag}")
    for name, value in (attributes or {}).items():
        if value is not None:
            made.set(name, legal(value))
    return fill(made, pieces)


def fill(parent: Element, pieces: Iterable[Piece]) -> Element:
    """Append pieces to an element, text going where ElementTree keeps it, and return the element."""
    last = parent[-1] if len(parent) else None
    for piece in pieces:
        if isinstance(piece, str):
            _append_text(parent, last, legal(piece))
        else:
            parent.append(piece)
            last = piece
    return parent


def _append_text(parent: Element, last: Element | None, text: str) -> None:
    if last is None:
        parent.text = (parent.text or "") + text
    else:
        last.tail = (last.tail or "") + text


def sourced(made: Element, span: Span, *, wanted: bool) -> Element:
    """Return an element, with its place in the manuscript where that is wanted and not said yet."""
    if wanted and made.get(SOURCE) is None:
        made.set(SOURCE, f"{span.path}:{span.line}")
    return made


def local_name(made: Element) -> str:
    """Return an element's name without its namespace."""
    return made.tag.rpartition("}")[2]


def language(tag: str) -> dict[str, str | None]:
    """Return the pair of language attributes that EPUB reading systems want; nothing for an empty tag."""
    return {"lang": tag, XML_LANG: tag} if tag else {}
