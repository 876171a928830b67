"""Drawings bring no font of the machine onto the page."""

from __future__ import annotations

import pytest

from octavo.model.sources import Picture
from octavo.render.pdf.drawings import with_own_fonts

SVG = '<svg xmlns="http://www.w3.org/2000/svg"{}>{}</svg>'


def drawn(attributes: str, content: str = "") -> str:
    """Return a drawing's source after its fonts are named."""
    data = SVG.format(attributes, content).encode()
    picture = Picture(file="a.svg", media_type="image/svg+xml", width_px=1, height_px=1, data=data)
    return with_own_fonts({"a.svg": picture})["a.svg"].data.decode()


@pytest.mark.parametrize(
    ("written", "named"),
    [
        ('font-family="sans-serif"', 'font-family="Source Sans Pro, sans-serif"'),
        ("font-family=\"'Mine', serif\"", "font-family=\"'Mine', Source Serif Pro, serif\""),
        ('style="font: 9px monospace"', 'style="font: 9px DejaVu Sans Mono, monospace"'),
    ],
)
def test_generic_families_are_ours(written: str, named: str) -> None:
    """A family of Octavo's own stands before each generic one."""
    assert named in drawn(f" {written}")


def test_a_stylesheet_of_the_drawing() -> None:
    """Families in its rules are named, classes called alike are left alone."""
    assert ".serif{font-family:Source Sans Pro, sans-serif}" in drawn(
        "", "<style>.serif{font-family:sans-serif}</style>"
    )


def test_words_are_no_families() -> None:
    """The same word in text stays; a drawing that names no family gets one."""
    source = drawn("", "<text>sans-serif</text>")
    assert ">sans-serif<" in source
    assert 'font-family="Source Serif Pro"' in source
