"""What a printer would say of an edition's colours: pictures made for screens, and more ink than paper takes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from octavo.diagnostics import Diagnostic
from octavo.model.edition import PageGeometry
from octavo.model.publication import Publication
from octavo.render.images import images_of
from octavo.render.pdf.findings import RGB_PICTURE, TOO_MUCH_INK
from octavo.render.pdf.plates import Plates

_ROUNDING = 0.5
"""Per cent that the steps of eight bits may add up to."""


def inked_pictures(publication: Publication, plates: Plates | None) -> Iterator[Diagnostic]:
    """Yield, at its first use, each picture that had to be separated, or that needs more ink than the limit.

    Findings: ``rgb-picture``, ``too-much-ink``. An edition in black ink has neither.
    """
    page = publication.edition.page
    if page is None or plates is None or plates.separation is None:
        return
    seen: set[str] = set()
    for image in images_of(publication):
        picture = publication.pictures.get(image.src)
        if picture is None or image.src in seen or picture.media_type == "image/svg+xml":
            continue
        seen.add(image.src)
        plate = plates.plate(picture.data)
        if plate.separated and page.press.report_rgb:
            way, hint = _way(page)
            yield RGB_PICTURE.at(image.src_span, hint=hint, file=image.src, way=way)
        if plate.ink > page.press.ink_limit + _ROUNDING:
            yield TOO_MUCH_INK.at(
                image.src_span, what=f"“{image.src}”", ink=round(plate.ink), limit=page.press.ink_limit
            )


def inked_strays(darkest: float, named: Iterable[Diagnostic], page: PageGeometry) -> Iterator[Diagnostic]:
    """Yield ``too-much-ink`` once, when a picture has it that no document shows: one of the styles, or in a drawing.

    ``darkest`` is the most that the inks of one place come to in any picture that was drawn, in per cent.
    Where pictures are named already, theirs may be the same.
    """
    dark = any(diagnostic.finding is TOO_MUCH_INK for diagnostic in named)
    if not dark and darkest > page.press.ink_limit + _ROUNDING:
        what = "a picture of the styles, or inside a drawing,"
        yield TOO_MUCH_INK.at(None, what=what, ink=round(darkest), limit=page.press.ink_limit)


def inked_colours(used: Mapping[tuple[float, ...], str], page: PageGeometry) -> Iterator[Diagnostic]:
    """Yield ``too-much-ink`` for each colour of styles and drawings that needs more than the limit."""
    for shares, name in sorted(used.items()):
        ink = sum(shares) * 100
        if ink > page.press.ink_limit + _ROUNDING:
            what, limit = f"the colour {name}", page.press.ink_limit
            yield TOO_MUCH_INK.at(None, hint=_lighter(name), what=what, ink=round(ink), limit=limit)


def _way(page: PageGeometry) -> tuple[str, str]:
    profile = page.press.profile
    if profile is not None:
        return f"the profile “{profile.condition}”", ""
    hint = 'name the profile of the press (output-intent = "NAME.icc"), or hand in a picture of four inks (CMYK JPEG)'
    return "a plain formula, for the edition names no output intent", hint


def _lighter(name: str) -> str:
    return f"look for {name} in the book's own styles and drawings, and write a colour of less ink"
