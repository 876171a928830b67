"""Colours of CIE Lab, which WeasyPrint writes for ``lab()`` and ``oklch()``, as those of a screen."""

from __future__ import annotations

_WHITE = (0.95047, 1.0, 1.08883)
"""D65, the white of sRGB; colours by another white are scaled to it."""
_FROM_XYZ = ((3.2406, -1.5372, -0.4986), (-0.9689, 1.8758, 0.0415), (0.0557, -0.2040, 1.0570))
_BEND = 6 / 29
_DIGITS = 3
"""So that grey is grey: equal shares of all three, whatever the matrix rounds."""


def screen_colour(lightness: float, a: float, b: float) -> tuple[float, ...]:
    """Return shares of red, green and blue (sRGB, IEC 61966-2-1); the nearest edge for what no screen shows."""
    middle = (lightness + 16) / 116
    parts = (middle + a / 500, middle, middle - b / 200)
    xyz = [white * _unbent(part) for white, part in zip(_WHITE, parts, strict=True)]
    lights = (sum(factor * share for factor, share in zip(row, xyz, strict=True)) for row in _FROM_XYZ)
    return tuple(round(_encoded(min(1.0, max(0.0, light))), _DIGITS) for light in lights)


def _unbent(part: float) -> float:
    return part**3 if part > _BEND else 3 * _BEND**2 * (part - 4 / 29)


def _encoded(light: float) -> float:
    return 12.92 * light if light <= 0.0031308 else 1.055 * float(light ** (1 / 2.4)) - 0.055  # noqa: PLR2004 (the standard's)
