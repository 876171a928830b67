"""Process inks in CSS gradients: WeasyPrint turns the colours of a gradient into sRGB, and knows no way there from inks.

A theme's palette for a press is of inks, and a book's own stylesheet may use it anywhere. On a screen and in a gradient
inks show as by formula (ISO 32000-1, 10.3.5); elsewhere they are printed as they are mixed.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from weasyprint.images import Gradient, parse_color


@contextmanager
def inks_in_gradients() -> Iterator[None]:
    """Let WeasyPrint draw gradients between colours that are given in inks."""
    usual = Gradient.draw

    def draw(gradient: Any, *arguments: Any) -> None:
        gradient.colors = tuple(map(_of_screen, gradient.colors))
        usual(gradient, *arguments)

    Gradient.draw = draw
    try:
        yield
    finally:
        Gradient.draw = usual


def _of_screen(colour: Any) -> Any:
    """Return a colour in sRGB when it is given in inks; any other as it is."""
    if getattr(colour, "space", "") != "device-cmyk":
        return colour
    *inks, black = colour.coordinates
    shares = " ".join(f"{1 - min(1.0, ink + black):.6f}" for ink in inks)
    return parse_color(f"color(srgb {shares} / {colour.alpha})")
