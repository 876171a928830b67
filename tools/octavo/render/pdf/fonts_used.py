"""Which fonts ended up in the file, where they came from, and those that nobody planned."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from octavo.diagnostics import Diagnostic
from octavo.model.artifact import UsedFont
from octavo.model.publication import Publication
from octavo.render.pdf.book_fonts import BookFont
from octavo.render.pdf.engine import Engine, names_family
from octavo.render.pdf.findings import UNPLANNED_FONT
from octavo.render.pdf.heard import character_span

_SHOWN = 8
_SYSTEM = "(system)"


def used_fonts(engine: Engine, fonts: Iterable[BookFont]) -> tuple[UsedFont, ...]:
    """Return the fonts in the file, by name; a face of ours with its file, another as the system's."""
    faces = {face.used().sha256: face.used() for face in engine.faces}
    found = {}
    for font in fonts:
        found[font.digest] = faces.get(font.digest, UsedFont(name=font.family, file=_SYSTEM, sha256=font.digest))
    return tuple(sorted(found.values(), key=lambda font: (font.name, font.file)))


def unplanned_fonts(publication: Publication, engine: Engine, fonts: Iterable[BookFont]) -> Iterator[Diagnostic]:
    """Yield an ``unplanned-font`` warning for each family that no stylesheet names, with characters set in it."""
    families: dict[str, set[str]] = {}
    for font in fonts:
        if not names_family(engine.named, font.family):
            families.setdefault(font.family, set()).update("".join(font.to_unicode.values()))
    for family, characters in sorted(families.items()):
        shown = "".join(sorted(character for character in characters if not character.isspace()))
        if shown:
            span = character_span(publication, shown[0])
            yield UNPLANNED_FONT.at(span, characters=shown[:_SHOWN], family=family)
