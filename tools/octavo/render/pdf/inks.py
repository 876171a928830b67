"""Which inks a page needs: the colours of a finished PDF, turned into those that its edition prints with.

WeasyPrint writes every colour as RGB, black too, which a press would build of four inks: letters then show coloured
edges wherever the plates are off by a hair. ``black`` turns all colours into shades of one ink (DeviceGray); ``colour``
turns black and grey alone into shades of the black ink (DeviceCMYK), and leaves colours as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import pydyf
from weasyprint.pdf.stream import Stream

from octavo.model.edition import Inks
from octavo.model.pdf_variant import archive_level
from octavo.model.publication import Publication
from octavo.render.styles import medium_of

_NUMBER = rb"(-?[\d.]+)"
_RGB = re.compile(rb"%s %s %s (rg|RG)" % ((_NUMBER,) * 3))
_SPECIAL = re.compile(rb"((?:-?[\d.]+ )+)(scn|SCN)")
_SPACE = re.compile(rb"/(\S+) (cs|CS)")
_TAKEN_OUT = frozenset({b"DeviceCMYK", b"lab-d50", b"lab-d65"})
_STROKED = {b"RG": True, b"rg": False, b"SCN": True, b"scn": False}


def printed_inks(publication: Publication) -> Inks | None:
    """Return what an edition is printed with; None for one whose colours are a screen's, as those of an archive are."""
    edition = publication.edition
    if edition.page is None or medium_of(edition) != "print":
        return None
    screen_colours = edition.page.inks is Inks.COLOUR and archive_level(edition.page.pdf_variant)
    return None if screen_colours else edition.page.inks


def print_with(pdf: Any, inks: Inks) -> None:
    """Change the colours of all pages, drawings and gradients of a pydyf file. Pictures are changed as they are read."""
    for thing in pdf.objects:
        if isinstance(thing, Stream):
            thing.stream = list(_in_inks(thing.stream, inks))
        if inks is Inks.BLACK:
            _grey_object(thing)


def luma(red: float, green: float, blue: float) -> float:
    """Return the shade of an RGB colour, from 0 to 1 (ISO 32000-1, 10.3.2)."""
    return 0.3 * red + 0.59 * green + 0.11 * blue


def _in_inks(items: Iterable[Any], inks: Inks) -> Iterable[Any]:
    """Yield a content stream, an item an operator, with its colours changed."""
    space = {True: b"", False: b""}
    for item in items:
        code = item if isinstance(item, bytes) else b""
        if found := _RGB.fullmatch(code):
            yield _shown(luma(*map(float, found.groups()[:3])), found[4], inks) if _changes(found, inks) else item
        elif inks is Inks.BLACK and (found := _SPACE.fullmatch(code)):
            space[found[2] == b"CS"] = found[1] if found[1] in _TAKEN_OUT else b""
            if found[1] not in _TAKEN_OUT:
                yield item  # else the colour itself comes next, and says all
        elif inks is Inks.BLACK and (found := _SPECIAL.fullmatch(code)) and space[_STROKED[found[2]]]:
            shade = _special(space[_STROKED[found[2]]], [float(number) for number in found[1].split()])
            yield _shown(shade, found[2], inks)
        else:
            yield item


def _changes(found: re.Match[bytes], inks: Inks) -> bool:
    """Return whether a colour is to be changed: for black ink each, else shades of grey."""
    return inks is Inks.BLACK or len({float(number) for number in found.groups()[:3]}) == 1


def _special(space: bytes, numbers: list[float]) -> float:
    """Return the shade of a colour given in process inks or in Lab."""
    if space == b"DeviceCMYK":
        cyan, magenta, yellow, black = numbers
        return 1 - min(1.0, luma(cyan, magenta, yellow) + black)
    light = ((numbers[0] + 16) / 116) ** 3
    return min(1.0, max(0.0, 1.055 * float(light ** (1 / 2.4)) - 0.055))


def _shown(shade: float, operator: bytes, inks: Inks) -> bytes:
    stroke = _STROKED[operator]
    if inks is Inks.BLACK:
        return b"%s %s" % (_number(shade), b"G" if stroke else b"g")
    return b"0 0 0 %s %s" % (_number(1 - shade), b"K" if stroke else b"k")


def _number(value: float) -> bytes:
    return f"{abs(value):.4f}".rstrip("0").rstrip(".").encode()


def _grey_object(thing: Any) -> None:
    """Make shades of the colours of a gradient, and let transparent drawings be blended in shades."""
    extra = thing.extra if isinstance(thing, pydyf.Stream) else thing
    if not isinstance(extra, dict):
        return
    group = extra.get("Group")
    if isinstance(group, dict) and group.get("CS") == "/DeviceRGB":
        group["CS"] = "/DeviceGray"
    if "ShadingType" in extra and extra["ColorSpace"] == "/DeviceRGB":
        extra["ColorSpace"] = "/DeviceGray"
        _grey_function(extra["Function"])


def _grey_function(function: Any) -> None:
    for part in function.get("Functions", ()):
        _grey_function(part)
    for end in ("C0", "C1"):
        if end in function:
            function[end] = pydyf.Array([luma(*(float(channel) for channel in function[end]))])
