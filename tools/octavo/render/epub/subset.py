"""Font files that hold the characters of one book alone.

A subset is a modified font. The SIL Open Font License (§3) keeps some names for the unmodified ones, among them “Source” and
“Plex”, and a reader can take the file out of an EPUB: such a subset gets a name of Octavo's. Copyright and licence stay in
the font, and the licence's text lies beside it.
"""

from __future__ import annotations

import io
import logging
import struct
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from fontTools.ttLib import TTLibError

from octavo.render.fonts import SEMIBOLD, Face

_OWN_NAMES = {
    "Source Serif Pro": "Octavo Serif",
    "Source Sans Pro": "Octavo Sans",
    "IBM Plex Mono": "Octavo Mono",
}
_FEATURES = ("smcp", "c2sc", "onum", "lnum", "pnum", "tnum", "sups", "subs", "ordn", "case", "zero")
"""Kept besides those that fontTools keeps: kerning, ligatures, marks, local forms, fractions, vertical forms."""
_COPYRIGHT, _VERSION, _LICENCE, _LICENCE_URL = 0, 5, 13, 14
_FAMILY, _STYLE, _UNIQUE, _FULL, _POSTSCRIPT = 1, 2, 3, 4, 6
_WINDOWS, _UNICODE, _ENGLISH = 3, 1, 0x409
_RESERVED = "reserved font name"
_SUFFIXES = {"OTTO": ".otf"}
_DAMAGE = (
    ArithmeticError, AssertionError, AttributeError, EOFError, LookupError, RecursionError, TypeError, ValueError, struct.error, TTLibError,
)  # fmt: skip
"""What fontTools raises over tables that are not as they should be; there is no class of its own for that."""


def new_names(faces: Iterable[Face]) -> Mapping[str, str]:
    """Return the names that the subsets of families get whose own is reserved."""
    reserved = sorted({face.family for face in faces if face.may_be_subset and _is_reserved(face)})
    others = [family for family in reserved if family not in _OWN_NAMES]
    made = {family: f"Octavo Own {number}" for number, family in enumerate(others, 1)}
    return {family: _OWN_NAMES.get(family) or made[family] for family in reserved}


def _is_reserved(face: Face) -> bool:
    licence = face.licence.read_text("utf-8", errors="replace") if face.licence else ""
    return _RESERVED in f"{licence} {_licence_of(face.path)}".casefold()


@lru_cache(maxsize=256)
def _licence_of(file: Path) -> str:
    from fontTools.ttLib import TTFont

    with TTFont(file, lazy=True, fontNumber=0) as font:
        names: Any = font["name"]
        return " ".join(names.getDebugName(number) or "" for number in (_COPYRIGHT, _LICENCE))


class FontUnusable(Exception):  # noqa: N818 - names what it is
    """A font cannot be cut down; the text says why."""


def carried(face: Face, characters: frozenset[str], name: str) -> tuple[str, bytes]:
    """Return the file name and the data of a face for an EPUB: TrueType or OpenType, which all readers know.

    It has the characters given, and the family name ``name``; a font that forbids to be cut goes in whole. Raises
    FontUnusable for one with a damaged table.
    """
    if not face.may_be_subset:
        return face.path.name, face.path.read_bytes()
    try:
        suffix, data = _subset(face, "".join(sorted(characters)), name)
    except _DAMAGE as error:
        raise FontUnusable(str(error).splitlines()[0] if str(error) else "one of its tables is damaged") from error
    return f"{face.path.stem}{suffix}", data


@lru_cache(maxsize=64)
def _subset(face: Face, characters: str, name: str) -> tuple[str, bytes]:
    from fontTools import subset

    logging.getLogger("fontTools.subset").setLevel(logging.ERROR)  # or it tells of tables that no reader needs
    options = subset.Options()
    options.layout_features += _FEATURES
    options.name_IDs = ["*"]
    options.notdef_outline = True
    options.recalc_timestamp = False
    font = subset.load_font(io.BytesIO(face.path.read_bytes()), options)
    worker = subset.Subsetter(options)
    worker.populate(text=characters)
    worker.subset(font)
    _rename(font, face, name)
    font.flavor = None
    written = io.BytesIO()
    font.save(written)
    return _SUFFIXES.get(font.sfntVersion, ".ttf"), written.getvalue()


def _rename(font: Any, face: Face, family: str) -> None:
    """Write the names anew: those of copyright and licence as they were, the rest from the family's."""
    table = font["name"]
    kept = {number: table.getDebugName(number) for number in (_COPYRIGHT, _VERSION, _LICENCE, _LICENCE_URL)}
    bold, italic = "Bold" if face.weight >= SEMIBOLD else "", "Italic" if face.italic else ""
    style = f"{bold} {italic}".strip() or "Regular"
    postscript = f"{family}-{style}".replace(" ", "")
    full = f"{family} {style}"
    made = {_FAMILY: family, _STYLE: style, _UNIQUE: f"{full} (subset)", _FULL: full, _POSTSCRIPT: postscript}
    table.names = []
    for number, text in sorted({**kept, **made}.items()):
        if text:
            table.setName(text, number, _WINDOWS, _UNICODE, _ENGLISH)
    if "CFF " in font:
        compact = font["CFF "].cff
        compact.fontNames[0] = postscript
        top = compact.topDictIndex[0]
        top.FamilyName, top.FullName = family, full
