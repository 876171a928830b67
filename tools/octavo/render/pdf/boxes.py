"""Page boxes where printers want them: the media box at the origin.

WeasyPrint puts the trimmed page at the origin and lets a bleed reach into negative numbers.
"""

from __future__ import annotations

from typing import Any

import pydyf

_BOXES = ("MediaBox", "TrimBox", "BleedBox")
_XYZ = ("/XYZ",)


def boxes_at_origin(pdf: Any) -> None:
    """Move every page whose media box does not begin at 0, 0, and everything that points into it."""
    shifts = {}
    for page in _dictionaries(pdf, "/Page"):
        left, bottom = page["MediaBox"][:2]
        if left or bottom:
            shifts[page.reference] = (-left, -bottom)
            _shift_page(pdf, page, -left, -bottom)
    if shifts:
        _shift_destinations(pdf, shifts)


def _shift_page(pdf: Any, page: Any, right: float, up: float) -> None:
    for name in _BOXES:
        page[name] = _moved(page[name], right, up)
    move = pydyf.Stream([f"1 0 0 1 {right:g} {up:g} cm".encode()])
    pdf.add_object(move)
    page["Contents"] = pydyf.Array([move.reference, page["Contents"]])
    annotations = set(page.get("Annots", ()))
    for annotation in _dictionaries(pdf, "/Annot"):
        if annotation.reference in annotations:
            annotation["Rect"] = _moved(annotation["Rect"], right, up)


def _moved(box: Any, right: float, up: float) -> Any:
    left, bottom, far, top = box
    return pydyf.Array([left + right, bottom + up, far + right, top + up])


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
