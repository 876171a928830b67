"""Page boxes where printers want them, and crop marks outside the bleed (ISO 32000-1, 14.11.2).

WeasyPrint puts the trimmed page at the origin, lets a bleed reach into negative numbers, clamps the bleed box to 10 pt,
and draws its marks on the bleed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import pydyf

from octavo.model.edition import Inks, PageGeometry
from octavo.model.pdf_variant import archive_level

MARK_GAP_PT = 72 * 3 / 25.4
"""Crop marks stand at least so far from the trimmed page: 3 mm, so that no trace of them stays on the page."""
MARK_LENGTH_PT = 72 * 5 / 25.4
_MARK_WIDTH_PT = 0.25
_XYZ = ("/XYZ",)
_PATTERN = re.compile(rb"/(p\d+) scn", re.IGNORECASE)


def sheet_margin(page: PageGeometry) -> float:
    """Return how far the sheet reaches beyond the trimmed page, in points: bleed, and marks outside it."""
    if not page.marks:
        return page.bleed_pt
    return max(page.bleed_pt, MARK_GAP_PT) + MARK_LENGTH_PT


def set_boxes(pdf: Any, geometry: PageGeometry, rectos: Sequence[bool]) -> None:
    """Give every page its boxes, the media box at 0, 0, and move everything that points into it."""
    shifts = {}
    for page, recto in zip(_dictionaries(pdf, "/Page"), rectos, strict=True):
        page["BleedBox"] = _grown(page["TrimBox"], geometry.bleed_pt)
        if geometry.mirrored and geometry.press.single_pages and not geometry.press.bleed_at_spine:
            _cut_at_spine(page, left=recto)
        left, bottom = page["MediaBox"][:2]
        shifts[page.reference] = (-left, -bottom)
        for name in ("MediaBox", "TrimBox", "BleedBox"):
            page[name] = _moved(page[name], -left, -bottom)
        if left or bottom:
            _shift_content(pdf, page, (-left, -bottom), geometry)
    _shift_patterns(pdf, shifts)
    _shift_destinations(pdf, shifts)


def _cut_at_spine(page: Any, *, left: bool) -> None:
    """End the sheet of a page at its spine: printers on demand want a bleed only where they trim."""
    for name in ("MediaBox", "BleedBox"):
        first, bottom, last, top = page[name]
        inside, outside = page["TrimBox"][0], page["TrimBox"][2]
        page[name] = pydyf.Array([inside, bottom, last, top] if left else [first, bottom, outside, top])


def _shift_content(pdf: Any, page: Any, shift: tuple[float, float], geometry: PageGeometry) -> None:
    """Move the drawing of a page, cut it off where the bleed ends, and draw the marks."""
    left, bottom, right, top = page["BleedBox"]
    clip = f"{left:.3f} {bottom:.3f} {right - left:.3f} {top - bottom:.3f} re W n"
    before = pydyf.Stream([f"q {clip} 1 0 0 1 {shift[0]:.4f} {shift[1]:.4f} cm".encode()])
    after = pydyf.Stream([b"Q"])
    if geometry.marks:
        after.stream.append(_marks(page["TrimBox"], max(geometry.bleed_pt, MARK_GAP_PT), _ink(geometry)))
    for stream in (before, after):
        pdf.add_object(stream)
    page["Contents"] = pydyf.Array([before.reference, page["Contents"], after.reference])
    annotations = set(page.get("Annots", ()))
    for annotation in _dictionaries(pdf, "/Annot"):
        if annotation.reference in annotations:
            annotation["Rect"] = _moved(annotation["Rect"], *shift)


def _ink(geometry: PageGeometry) -> str:
    """Return the colour of marks: on all plates there are; an archive has none."""
    return "0 G" if geometry.inks is Inks.BLACK or archive_level(geometry.pdf_variant) else "1 1 1 1 K"


def _marks(trim: Any, gap: float, ink: str) -> bytes:
    """Return the drawing of eight lines, two at each corner; they are no part of the text."""
    left, bottom, right, top = trim
    lines = []
    for x, outward in ((left, -1), (right, 1)):
        for y, upward in ((bottom, -1), (top, 1)):
            near, far = outward * gap, outward * (gap + MARK_LENGTH_PT)
            lines.append(f"{x + near:.3f} {y:.3f} m {x + far:.3f} {y:.3f} l")
            near, far = upward * gap, upward * (gap + MARK_LENGTH_PT)
            lines.append(f"{x:.3f} {y + near:.3f} m {x:.3f} {y + far:.3f} l")
    return f"/Artifact BMC q {ink} {_MARK_WIDTH_PT:g} w {' '.join(lines)} S Q EMC".encode()


def _grown(box: Any, by: float) -> Any:
    left, bottom, right, top = box
    return pydyf.Array([left - by, bottom - by, right + by, top + by])


def _moved(box: Any, right: float, up: float) -> Any:
    left, bottom, far, top = box
    return pydyf.Array([left + right, bottom + up, far + right, top + up])


def _shift_patterns(pdf: Any, shifts: dict[Any, tuple[float, float]]) -> None:
    """Move the tiles of backgrounds, whose place counts from the sheet's corner whatever the drawing does."""
    objects = {o.reference: o for o in pdf.objects}
    for page in _dictionaries(pdf, "/Page"):
        right, up = shifts[page.reference]
        patterns = objects[page["Resources"]].get("Pattern", {})
        for name in _painted_with(page, objects) & patterns.keys():
            pattern = objects[patterns[name]]  # made for one background: no other page is painted with it
            *turned, x, y = pattern.extra["Matrix"]
            pattern.extra["Matrix"] = pydyf.Array([*turned, x + right, y + up])


def _painted_with(page: Any, objects: dict[Any, Any]) -> set[str]:
    """Return the names of the patterns that a page is painted with."""
    streams = page["Contents"] if isinstance(page["Contents"], list) else [page["Contents"]]
    drawn = (part for stream in streams for part in objects[stream].stream)
    return {name[1].decode() for part in drawn if isinstance(part, bytes) and (name := _PATTERN.fullmatch(part))}


def _shift_destinations(pdf: Any, shifts: dict[Any, tuple[float, float]]) -> None:
    named = pdf.catalog.get("Names", {}).get("Dests", {}).get("Names", ())
    outlined = [o["Dest"] for o in pdf.objects if isinstance(o, dict) and "Title" in o and "Dest" in o]
    for destination in (*named[1::2], *outlined):
        if destination[0] in shifts and destination[1] in _XYZ:
            right, up = shifts[destination[0]]
            destination[2] += right
            destination[3] += up


def _dictionaries(pdf: Any, kind: str) -> list[Any]:
    return [o for o in pdf.objects if isinstance(o, dict) and o.get("Type") == kind]
