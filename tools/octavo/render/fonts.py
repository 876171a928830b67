"""Fonts: those that come with Octavo's packages, and those of the book's own ``styles/fonts/``.

A family is known by the name that its files bear, so that no stylesheet calls a font by another.
"""

from __future__ import annotations

import hashlib
import importlib.util
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from octavo.diagnostics import Diagnostic, Outcome
from octavo.diagnostics.span import file_span
from octavo.model.artifact import UsedFont
from octavo.model.text_file import is_inside
from octavo.render.findings import FONT_DAMAGED, FONT_RESTRICTED

REGULAR, SEMIBOLD, BOLD = 400, 600, 700

_ADOBE = (
    ("Regular", REGULAR, False),
    ("It", REGULAR, True),
    ("Semibold", SEMIBOLD, False),
    ("SemiboldIt", SEMIBOLD, True),
    ("Bold", BOLD, False),
    ("BoldIt", BOLD, True),
)
BUILTIN: dict[str, tuple[str, str, tuple[tuple[str, int, bool], ...]]] = {
    "Source Serif Pro": (
        "font_source_serif_pro",
        "files",
        tuple((f"SourceSerifPro-{style}.otf", weight, italic) for style, weight, italic in _ADOBE),
    ),
    "Source Sans Pro": (
        "font_source_sans_pro",
        "files",
        tuple((f"SourceSansPro-{style}.otf", weight, italic) for style, weight, italic in _ADOBE),
    ),
    "IBM Plex Mono": (
        "fontpkg_ibm_plex_mono",
        "files",
        (
            ("IBMPlexMono-Regular.ttf", REGULAR, False),
            ("IBMPlexMono-Italic.ttf", REGULAR, True),
            ("IBMPlexMono-SemiBold.ttf", SEMIBOLD, False),
            ("IBMPlexMono-Bold.ttf", BOLD, False),
        ),
    ),
    "DejaVu Sans Mono": ("barcode", "fonts", (("DejaVuSansMono.ttf", REGULAR, False),)),
}
"""Family → (package, folder in it, (file, weight, italic)…)."""

BORROWED = {
    "IPAexMincho": ("opentype/ipaexfont-mincho/ipaexm.ttf", "fonts-ipaexfont-mincho"),
    "IPAexGothic": ("opentype/ipaexfont-gothic/ipaexg.ttf", "fonts-ipaexfont-gothic"),
}
"""Japanese family → (file below /usr/share/fonts, Debian package). Their licence lets digital documents embed them."""
_SHARED = Path("/usr/share")

MEDIA_TYPES = {".otf": "font/otf", ".ttf": "font/ttf", ".woff": "font/woff", ".woff2": "font/woff2"}
_FORMATS = {".otf": "opentype", ".ttf": "truetype", ".woff": "woff", ".woff2": "woff2"}
_ITALIC = 0x01  # OS/2 fsSelection bits
_OBLIQUE = 0x200
_RESTRICTED, _ANY_LICENCE = 0x0002, 0x000E  # OS/2 fsType bits
_NO_SUBSETTING, _BITMAPS_ONLY = 0x0100, 0x0200


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """One style of a family, in a file."""

    family: str
    weight: int
    italic: bool
    path: Path
    may_be_subset: bool = True
    """Whether its maker lets it be cut down to the characters that a book uses."""
    languages: tuple[str, ...] = ()
    """Beginnings of the tags of languages that it is for; empty for all that it has characters of."""
    licence_file: Path | None = None
    """Where it lies elsewhere."""

    @property
    def licence(self) -> Path | None:
        """The licence that lies beside the file, or beside its folder, if one does."""
        if self.licence_file is not None:
            return self.licence_file if self.licence_file.is_file() else None
        names = ("LICENSE.txt", "OFL.txt", "LICENSE", "LICENCE.txt")
        folders = (self.path.parent, self.path.parent.parent)
        return next((path for folder in folders for name in names if (path := folder / name).is_file()), None)

    def used(self) -> UsedFont:
        """Return what the build record says of it."""
        style = f"{self.family} {self.weight}{' italic' if self.italic else ''}"
        return UsedFont(name=style, file=self.path.name, sha256=hashlib.sha256(self.path.read_bytes()).hexdigest())


def builtin_faces() -> tuple[Face, ...]:
    """Return the faces of Octavo's own families."""
    return tuple(
        Face(family=family, weight=weight, italic=italic, path=_package(package) / folder / file)
        for family, (package, folder, styles) in BUILTIN.items()
        for file, weight, italic in styles
    )


def _package(name: str) -> Path:
    spec = importlib.util.find_spec(name)
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(name)
    return Path(spec.origin).parent


def borrowed_faces() -> tuple[Face, ...]:
    """Return the machine's Japanese faces, those that are installed: for Japanese words in books of other languages."""
    faces = (
        Face(
            family=family,
            weight=REGULAR,
            italic=False,
            path=_SHARED / "fonts" / file,
            languages=("ja",),
            licence_file=_SHARED / "doc" / package / "copyright",
        )
        for family, (file, package) in BORROWED.items()
    )
    return tuple(face for face in faces if face.path.is_file())


def available_faces(styles: Iterable[Path]) -> Outcome[tuple[Face, ...]]:
    """Return the book's own faces, then the built-in ones.

    A file that is no font is a ``font-damaged`` error, one that may not be embedded is left out with a ``font-restricted``.
    """
    faces: list[Face] = []
    diagnostics: list[Diagnostic] = []
    for folder in styles:
        for path in sorted((folder / "fonts").glob("*")):
            if path.suffix.lower() not in MEDIA_TYPES:
                continue
            face = _read(path) if is_inside(folder, path) else "it leads out of the styles folder"
            place = f"styles/fonts/{path.name}"
            if isinstance(face, _Forbidden):
                diagnostics.append(FONT_RESTRICTED.at(file_span(place), file=place))
            elif isinstance(face, Face):
                faces.append(face)
            else:
                diagnostics.append(FONT_DAMAGED.at(file_span(place), file=place, reason=face))
    own = {face.family for face in faces}
    return Outcome((*faces, *(face for face in builtin_faces() if face.family not in own)), tuple(diagnostics))


class _Forbidden:
    """A font that says that it may not be embedded."""


def _read(path: Path) -> Face | _Forbidden | str:
    """Return a font file's face, or why it is none."""
    from fontTools.ttLib import TTFont, TTLibError

    try:
        with path.open("rb") as file, TTFont(file, lazy=True, fontNumber=0) as font:
            table: Any = font["OS/2"]
            names: Any = font["name"]
            family = names.getDebugName(16) or names.getDebugName(1)
            italic = bool(table.fsSelection & (_ITALIC | _OBLIQUE))
            weight = int(table.usWeightClass)
            rights = int(table.fsType)
            characters = font.getBestCmap()
    except (TTLibError, OSError, KeyError, ValueError, AssertionError, ImportError) as error:
        return str(error).splitlines()[0] if str(error) else "it is not a font"
    if rights & _ANY_LICENCE == _RESTRICTED or rights & _BITMAPS_ONLY:
        return _Forbidden()
    if not family or not characters:
        return "it names no family" if not family else "it says of no Unicode character which glyph it is"
    return Face(family=family, weight=weight, italic=italic, path=path, may_be_subset=not rights & _NO_SUBSETTING)


def font_faces(faces: Iterable[Face], url: Callable[[Face], str]) -> str:
    """Return one ``@font-face`` rule a face; ``url`` says where the file is."""
    return "\n".join(_rule(face, url(face)) for face in faces)


def _rule(face: Face, url: str) -> str:
    lines = (
        f'  font-family: "{face.family}";',
        f"  font-style: {'italic' if face.italic else 'normal'};",
        f"  font-weight: {face.weight};",
        f'  src: url("{url}") format("{_FORMATS[face.path.suffix.lower()]}");',
    )
    return "\n".join(("@font-face {", *lines, "}", ""))
