"""Superscripts and subscripts: the glyphs that a typeface draws for them, or its ordinary ones made smaller.

A glyph drawn for its place is as dark as the text beside it; a scaled one is thin. The engine leaves a letter that has no
such glyph as large as it is, so that it is we who must know: where the faces of the text lack one of the characters, or
other faces are used, the element gets the class ``scaled``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element

from octavo.render.fonts import Face
from octavo.render.properties import root_properties
from octavo.render.styles import Stylesheet

SCALED = "scaled"
"""Class of what is set in ordinary glyphs, made smaller."""

_FAMILIES = ("font-text", "font-display")
_OTHER_FACES = frozenset({"code", "kbd", "pre", "samp"})
_OTHER_SCRIPTS = ("ja", "ko", "zh")


@dataclass(frozen=True, slots=True)
class Scripts:
    """The characters that all faces of text and headings have glyphs for."""

    raised: frozenset[str] = frozenset()
    lowered: frozenset[str] = frozenset()


def scripts_of(sheets: Iterable[Stylesheet], faces: Iterable[Face]) -> Scripts:
    """Return what the typefaces that a cascade names first for text and headings can raise and lower."""
    properties = root_properties(sheets)
    families = {properties.get(name, "").split(",")[0].strip(" \"'") for name in _FAMILIES}
    used = [face for face in faces if face.family in families]
    if {face.family for face in used} != families:  # a font of the machine
        return Scripts()
    return Scripts(*(frozenset.intersection(*(_alternates(face, tag) for face in used)) for tag in ("sups", "subs")))


def _alternates(face: Face, feature: str) -> frozenset[str]:
    """Return the characters that an OpenType feature of a face puts another glyph for."""
    from fontTools.ttLib import TTFont, TTLibError

    try:
        with face.path.open("rb") as file, TTFont(file, lazy=True, fontNumber=0) as font:
            glyphs = set(_replaced(font["GSUB"].table, feature)) if "GSUB" in font else set()
            return frozenset(chr(code) for code, glyph in (font.getBestCmap() or {}).items() if glyph in glyphs)
    except (TTLibError, OSError, KeyError, ValueError, AssertionError, ImportError):
        return frozenset()


def _replaced(substitutions: Any, feature: str) -> Iterable[str]:
    records = substitutions.FeatureList.FeatureRecord if substitutions.FeatureList else ()
    for index in {
        index for record in records if record.FeatureTag == feature for index in record.Feature.LookupListIndex
    }:
        for table in substitutions.LookupList.Lookup[index].SubTable:
            yield from getattr(getattr(table, "ExtSubTable", table), "mapping", {})


def mark_scaled(element: Element, scripts: Scripts, *, other_face: bool = False) -> None:
    """Give the class ``scaled`` to superscripts, subscripts and note calls that the faces around them cannot set."""
    tag = element.tag
    other_face = other_face or tag in _OTHER_FACES or element.get("lang", "").startswith(_OTHER_SCRIPTS)
    raised, lowered = tag == "sup" or "noteref" in element.get("class", "").split(), tag == "sub"
    if raised or lowered:
        nested = sum(1 for part in element.iter() if part.tag in {"sup", "sub"}) > (tag in {"sup", "sub"})
        other_face = other_face or nested
        known = scripts.raised if raised else scripts.lowered
        if other_face or not known.issuperset("".join(element.itertext())):
            element.set("class", f"{element.get('class', '')} {SCALED}".strip())
    for child in element:
        mark_scaled(child, scripts, other_face=other_face)
