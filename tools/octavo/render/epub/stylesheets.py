"""Stylesheets and fonts as files of the EPUB.

Custom properties are replaced by their values: many reading systems (Kindle, older Kobo, Adobe's) do not know them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from xml.etree.ElementTree import Element

from octavo.diagnostics import Diagnostic, Outcome
from octavo.diagnostics.span import file_span
from octavo.model.slugs import digest, slug, slug_or_digest
from octavo.render.epub.font_use import characters_used
from octavo.render.epub.layout import Resource, relative
from octavo.render.epub.subset import FontUnusable, carried
from octavo.render.findings import FONT_DAMAGED, FONT_MISSING
from octavo.render.fonts import BOLD, MEDIA_TYPES, SEMIBOLD, Face, font_faces
from octavo.render.images import SUFFIXES
from octavo.render.properties import COMMENT, ROOT, root_properties
from octavo.render.style_files import StyleFile
from octavo.render.styles import Stylesheet

FONT_SHEET = "fonts/faces.css"

_VARIABLE = re.compile(r"var\(\s*--([\w-]+)\s*(?:,\s*((?:[^()]|\([^()]*\))*))?\)")
_FAMILIES = re.compile(r"font(?:-family)?\s*:([^;}]+)")
_QUOTED = re.compile(r"[\"']([^\"']+)[\"']")
_MEDIA_TYPES = {**MEDIA_TYPES, **{suffix: kind for kind, suffix in SUFFIXES.items()}, ".css": "text/css"}
_DEEPEST = 8  # properties that refer to properties
_MONOSPACED = frozenset({"IBM Plex Mono", "DejaVu Sans Mono"})


def resolved(sheets: Iterable[Stylesheet]) -> tuple[Stylesheet, ...]:
    """Return the sheets with each ``var()`` replaced by what ``:root`` rules outside media queries say last."""
    kept = tuple(replace(sheet, text=COMMENT.sub("", sheet.text)) for sheet in sheets)
    values = root_properties(kept)
    return tuple(replace(sheet, text=_tidy(substituted(ROOT.sub("", sheet.text), values))) for sheet in kept)


def substituted(text: str, values: Mapping[str, str]) -> str:
    """Return a text with each ``var()`` replaced by its value, or by what it says stands in for one."""
    for _ in range(_DEEPEST):
        replaced = _VARIABLE.sub(lambda found: values.get(found[1], (found[2] or "initial").strip()), text)
        if replaced == text:
            break
        text = replaced
    return text


def _tidy(text: str) -> str:
    return re.sub(r"\n\s*\n+", "\n\n", text).strip() + "\n"


def sheet_files(sheets: Iterable[Stylesheet], linked: Iterable[StyleFile]) -> Iterator[Resource]:
    """Yield the stylesheets under their own names, so that what they refer to is found, then the files referred to."""
    for sheet in sheets:
        if sheet.text.strip():
            identifier = _id("css", sheet.name.removesuffix(".css"))
            yield Resource(id=identifier, path=_inside(sheet.name), media_type="text/css", data=sheet.text.encode())
    for file in linked:
        kind = _MEDIA_TYPES.get(file.path.suffix.lower(), "application/octet-stream")
        data = file.path.read_bytes()
        yield Resource(id=_id("style", file.name), path=_inside(file.name), media_type=kind, data=data)


def _id(kind: str, name: str) -> str:
    """Return a file's id in the manifest, of its name; a digest tells names apart that differ beyond ASCII."""
    return f"{kind}-{slug(name)}" if name.isascii() else f"{kind}-{slug(name)}-{digest(name)}"


def _inside(name: str) -> str:
    return f"styles/{name}"


def faces_named(sheets: Iterable[Stylesheet], language: str, faces: Iterable[Face]) -> tuple[Face, ...]:
    """Return the faces of the families that the sheets name; which of them the book needs, its characters say.

    What stands behind a fixed-width font for characters that it lacks is left to the device, which has such a font; and
    so are the Japanese words of Japanese books.
    Of a family that has a bold face the semibold is left out: old reading systems know two weights, and the file's
    name for its family would differ from the stylesheet's.
    """
    chosen = tuple(faces)
    text = "\n".join(sheet.text for sheet in sheets)
    stacks = [_QUOTED.findall(declaration) for declaration in _FAMILIES.findall(text)]
    named = {family for stack in stacks for family in stack} - (_MONOSPACED - {stack[0] for stack in stacks if stack})
    bold = {face.family for face in chosen if face.weight == BOLD}
    return tuple(
        face
        for face in chosen
        if face.family in named
        and (face.weight != SEMIBOLD or face.family not in bold)
        and not (face.languages and language.startswith(face.languages))
    )


def missing_fonts(sheets: Iterable[Stylesheet], faces: Iterable[Face]) -> Iterator[Diagnostic]:
    """Yield a ``font-missing`` for each family that the book's own sheets put first and that no file has."""
    families = {face.family for face in faces}
    for sheet in sheets:
        first = [_QUOTED.match(declaration.strip()) for declaration in _FAMILIES.findall(sheet.text)]
        wanted = {found[1] for found in first if found}
        for family in sorted(wanted - families) if sheet.own else ():
            yield FONT_MISSING.at(file_span(f"styles/{sheet.name}"), family=family)


@dataclass(frozen=True, slots=True, kw_only=True)
class CarriedFont:
    """A face as the EPUB carries it."""

    face: Face
    family: str
    """What the font in the EPUB calls itself."""
    path: str
    data: bytes


def carried_fonts(
    trees: Iterable[Element],
    sheets: Iterable[Stylesheet],
    faces: Iterable[Face],
    names: Mapping[str, str],
    language: str,
) -> Outcome[tuple[CarriedFont, ...]]:
    """Return the faces that set any text of the pages, cut down to its characters; ``names`` are the new ones of families.

    Finding: ``font-damaged``.
    """
    fonts: list[CarriedFont] = []
    found: list[Diagnostic] = []
    for face, characters in characters_used(trees, sheets, faces, language).items():
        family = names.get(face.family, face.family) if face.may_be_subset else face.family
        try:
            file, data = carried(face, characters, family)
        except FontUnusable as problem:
            place = f"styles/fonts/{face.path.name}"
            found.append(FONT_DAMAGED.at(file_span(place), file=place, reason=str(problem)))
        else:
            fonts.append(CarriedFont(face=face, family=family, path=f"fonts/{file}", data=data))
    return Outcome(tuple(fonts), tuple(found))


def renamed(sheets: Iterable[Stylesheet], names: Mapping[str, str]) -> tuple[Stylesheet, ...]:
    """Return the sheets with the families of their declarations by their new names."""

    def families(declaration: re.Match[str]) -> str:
        return _QUOTED.sub(lambda found: f'"{names.get(found[1], found[1])}"', declaration[0])

    return tuple(replace(sheet, text=_FAMILIES.sub(families, sheet.text)) for sheet in sheets)


def font_files(fonts: Iterable[CarriedFont]) -> Iterator[Resource]:
    """Yield a stylesheet that declares the fonts, their files, and the licences found beside them."""
    chosen = tuple(fonts)
    shown = {replace(font.face, family=font.family, path=Path(font.path)): font for font in chosen}
    rules = font_faces(shown, lambda face: relative(FONT_SHEET, shown[face].path))
    yield Resource(id="css-fonts", path=FONT_SHEET, media_type="text/css", data=rules.encode())
    for font in chosen:
        path = PurePosixPath(font.path)
        media_type = MEDIA_TYPES[path.suffix.lower()]
        yield Resource(id=_id("font", path.name), path=font.path, media_type=media_type, data=font.data)
    licences = {font.face.family: font.face.licence for font in chosen if font.face.licence}
    for family, licence in licences.items():
        name = f"{slug_or_digest(family)}-licence"
        yield Resource(id=name, path=f"fonts/{name}.txt", media_type="text/plain", data=licence.read_bytes())
