"""The cover of a book that brings none: its theme's drawing (``cover.svg``) with the book's own words in it.

The comment in ``themes/classic/cover.svg`` says how such a drawing is written.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import inf
from xml.etree import ElementTree as ET

from octavo.model.config import Metadata
from octavo.render.epub.lettering import CAPITALS, Box, fitted, measurer
from octavo.render.epub.metadata import creators
from octavo.render.epub.stylesheets import substituted
from octavo.render.fonts import REGULAR, Face
from octavo.render.xhtml.elements import SVG

_TEXT, _LINE = f"{{{SVG}}}text", f"{{{SVG}}}tspan"
_ENDS = ".!?…。！？"
_MOST_NAMES = 4
"""Each has a line of its own; more stand in a row."""


def words_of_cover(metadata: Metadata) -> Mapping[str, str]:
    """Return the words of a cover, by what they are; those who made the book with a line each."""
    names = [person.name for person in creators(metadata)]
    return {
        "author": ("\n" if len(names) <= _MOST_NAMES else ", ").join(names),
        "title": metadata.title,
        "subtitle": metadata.subtitle,
        "publisher": "" if metadata.publisher in names else metadata.publisher,
    }


def alternative(metadata: Metadata) -> str:
    """Return the words of the cover as a reader reads them: title first, each part a sentence."""
    words = words_of_cover(metadata)
    stop, space = ("。", "") if metadata.language.startswith(("ja", "zh")) else (".", " ")
    parts = [words["title"], words["subtitle"], words["author"].replace("\n", ", "), words["publisher"]]
    return space.join(part if part[-1] in _ENDS else f"{part}{stop}" for part in parts if part)


def drawn(template: bytes, metadata: Metadata, properties: Mapping[str, str], faces: Iterable[Face]) -> bytes:
    """Return the theme's drawing with a book's words, in SVG of the same size.

    Raises ValueError for a drawing that is not well formed or asks for another file.
    """
    try:
        root = ET.fromstring(template)  # noqa: S314 - a file of the theme; expat stops entities that multiply
    except ET.ParseError as error:
        raise ValueError(str(error)) from error
    for element in root.iter():
        for name, value in element.attrib.items():
            if name.endswith("href") and not value.startswith(("#", "data:")):
                raise ValueError(f"it asks for another file, {value}")
            element.set(name, substituted(value, properties))
    _Setter(words_of_cover(metadata), tuple(faces)).set_all(root, {})
    return bytes(ET.tostring(root, encoding="utf-8"))


class _Setter:
    """Puts words into the boxes of a drawing, from its beginning to its end."""

    def __init__(self, words: Mapping[str, str], faces: tuple[Face, ...]) -> None:
        self._words, self._faces = words, faces
        self._ends: dict[str, float] = {}

    def set_all(self, parent: ET.Element, style: Mapping[str, str]) -> None:
        """Set what is in an element; ``style`` are the attributes that it takes from those around it."""
        own = {**style, **parent.attrib}
        for element in list(parent):
            if element.tag == _TEXT:
                self._set(element, {**own, **element.attrib})
            else:
                self._place(element)
                self.set_all(element, own)

    def _set(self, text: ET.Element, style: Mapping[str, str]) -> None:
        name = text.get("id", "")
        words = self._words.get(name, "")
        box = Box(
            size=_number(style, "font-size", 80),
            width=_number(style, "data-width", 1280),
            lines=int(_number(style, "data-lines", 1)),
            leading=_number(style, "data-leading", 1.2),
            height=_number(style, "data-height", inf),
        )
        width = measurer(
            self._faces,
            style.get("font-family", ""),
            weight=int(_number(style, "font-weight", REGULAR)),
            italic=style.get("font-style") == "italic",
        )
        size, lines = fitted(words, box, width)
        text.text = None
        text.set("font-size", f"{size:.1f}")
        leading = size * box.leading
        first = self._first_line(style, size, leading * (len(lines) - 1))
        for number, line in enumerate(lines):
            made = ET.SubElement(text, _LINE, {"x": style.get("x", "0"), "y": f"{first + number * leading:.1f}"})
            made.text = line
        if lines:
            self._ends[name] = first + (len(lines) - 1) * leading

    def _first_line(self, style: Mapping[str, str], size: float, height: float) -> float:
        """Return the base line of the first of the lines, whose base lines are ``height`` apart together."""
        above = self._ends.get(style.get("data-below", ""))
        if above is not None:
            return above + _number(style, "data-gap", 0) + size * CAPITALS
        y = _number(style, "y", 0)
        capitals = size * CAPITALS
        hung = {"top": y + capitals, "middle": y - (height - capitals) / 2, "bottom": y - height}
        return hung.get(style.get("data-hang", ""), y)

    def _place(self, element: ET.Element) -> None:
        above = self._ends.get(element.get("data-below", ""))
        if above is not None:
            half = _number(element.attrib, "data-height", 0) / 2
            middle = above + _number(element.attrib, "data-gap", 0) + half
            element.set("transform", f"translate(0 {middle:.1f})")
            self._ends[element.get("id", "")] = middle + half


def _number(attributes: Mapping[str, str], name: str, otherwise: float) -> float:
    try:
        return float(attributes.get(name, otherwise))
    except ValueError as error:
        raise ValueError(f"{name}={attributes[name]!r} is no number") from error
