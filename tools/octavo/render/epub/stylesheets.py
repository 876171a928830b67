"""Stylesheets and fonts as files of the EPUB.

Custom properties are replaced by their values: many reading systems (Kindle, older Kobo, Adobe's) do not know them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from octavo.diagnostics import Diagnostic
from octavo.diagnostics.span import file_span
from octavo.model import nodes
from octavo.model.publication import Publication
from octavo.model.slugs import digest, slug, slug_or_digest
from octavo.model.walk import document_nodes
from octavo.render.epub.layout import Resource, relative
from octavo.render.findings import FONT_MISSING
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


def faces_used(sheets: Iterable[Stylesheet], publication: Publication, faces: Iterable[Face]) -> tuple[Face, ...]:
    """Return the faces of the families that the sheets name; the fixed-width font only when something is set in it.

    What stands behind it for characters that it lacks is left to the device, which has such a font.
    Of a family that has a bold face the semibold is left out: old reading systems know two weights, and the file's
    name for its family would differ from the stylesheet's.
    """
    chosen = tuple(faces)
    text = "\n".join(sheet.text for sheet in sheets)
    stacks = [_QUOTED.findall(declaration) for declaration in _FAMILIES.findall(text)]
    named = {family for stack in stacks for family in stack} - (_MONOSPACED - {stack[0] for stack in stacks if stack})
    bold = {face.family for face in chosen if face.weight == BOLD}
    if not any(_is_code(node) for document in publication.documents for node in document_nodes(document)):
        named -= _MONOSPACED
    return tuple(
        face for face in chosen if face.family in named and (face.weight != SEMIBOLD or face.family not in bold)
    )


def _is_code(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Code | nodes.CodeBlock) or (isinstance(node, nodes.Markup) and node.tag == "kbd")


def missing_fonts(sheets: Iterable[Stylesheet], faces: Iterable[Face]) -> Iterator[Diagnostic]:
    """Yield a ``font-missing`` for each family that the book's own sheets put first and that no file has."""
    families = {face.family for face in faces}
    for sheet in sheets:
        first = [_QUOTED.match(declaration.strip()) for declaration in _FAMILIES.findall(sheet.text)]
        wanted = {found[1] for found in first if found}
        for family in sorted(wanted - families) if sheet.own else ():
            yield FONT_MISSING.at(file_span(f"styles/{sheet.name}"), family=family)


def font_files(faces: Iterable[Face]) -> Iterator[Resource]:
    """Yield a stylesheet that declares the faces, the faces' files, and the licences found beside them."""
    chosen = tuple(faces)
    if not chosen:
        return
    rules = font_faces(chosen, lambda face: relative(FONT_SHEET, font_path(face)))
    yield Resource(id="css-fonts", path=FONT_SHEET, media_type="text/css", data=rules.encode())
    for face in chosen:
        media_type = MEDIA_TYPES[face.path.suffix.lower()]
        data = face.path.read_bytes()
        yield Resource(id=_id("font", face.path.name), path=font_path(face), media_type=media_type, data=data)
    licences = {face.family: face.licence for face in chosen if face.licence}
    for family, licence in licences.items():
        name = f"{slug_or_digest(family)}-licence"
        yield Resource(id=name, path=f"fonts/{name}.txt", media_type="text/plain", data=licence.read_bytes())


def font_path(face: Face) -> str:
    """Return where a face's file lies."""
    return f"fonts/{face.path.name}"
