"""Drawings on a page: the generic families that an SVG asks for are Octavo's own, not whatever the machine has."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from xml.etree import ElementTree as ET

from octavo.model.sources import Picture

GENERIC_FAMILIES = {"serif": "Source Serif Pro", "sans-serif": "Source Sans Pro", "monospace": "DejaVu Sans Mono"}

_GENERIC = re.compile(r"(?<![\w.#-])(sans-serif|serif|monospace)(?![\w-])")
_ATTRIBUTES = ("font-family", "font", "style")
_STYLE = "{http://www.w3.org/2000/svg}style"


def with_own_fonts(pictures: Mapping[str, Picture]) -> dict[str, Picture]:
    """Return pictures by file, drawings with a family of ours before each generic one (and one where none is named)."""
    return {file: _named(picture) for file, picture in pictures.items()}


def _named(picture: Picture) -> Picture:
    if picture.media_type != "image/svg+xml":
        return picture
    try:
        root = ET.fromstring(picture.data)  # noqa: S314 - read has refused entities
    except ET.ParseError:
        return picture  # the engine says what it cannot draw
    for element in root.iter():
        for name in _ATTRIBUTES:
            if name in element.attrib:
                element.set(name, _with_family(element.attrib[name]))
        if element.tag == _STYLE and element.text:
            element.text = _with_family(element.text)
    if "font-family" not in root.attrib:
        root.set("font-family", GENERIC_FAMILIES["serif"])
    return replace(picture, data=ET.tostring(root))


def _with_family(css: str) -> str:
    return _GENERIC.sub(lambda generic: f"{GENERIC_FAMILIES[generic[1]]}, {generic[1]}", css)
