"""Lengths: written with a unit, kept in points (1/72 inch)."""

from __future__ import annotations

import re
from dataclasses import dataclass

POINTS_PER_UNIT = {"pt": 1.0, "mm": 72 / 25.4, "cm": 720 / 25.4, "in": 72.0, "pc": 12.0, "px": 0.75}

_LENGTH = re.compile(r"\s*(\d+(?:\.\d+)?|\.\d+)\s*([a-z]+)\s*")


def parse_length(text: str) -> float | None:
    """Return a length in points; None when there is no number, or no unit of ours behind it."""
    match = _LENGTH.fullmatch(text)
    if match is None or match[2] not in POINTS_PER_UNIT:
        return None
    return float(match[1]) * POINTS_PER_UNIT[match[2]]


def css_length(points: float) -> str:
    """Return a length in points as CSS writes it, to a thousandth."""
    return f"{points:.3f}".rstrip("0").rstrip(".") + "pt"


@dataclass(frozen=True, slots=True, kw_only=True)
class Trim:
    """The size of the finished page, in points."""

    width_pt: float
    height_pt: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Margins:
    """The white around the text block, in points; inside is at the spine."""

    inside_pt: float
    outside_pt: float
    top_pt: float
    bottom_pt: float
