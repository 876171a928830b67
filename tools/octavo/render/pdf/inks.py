"""Which inks a page needs: the colours of a finished PDF, turned into those that its edition prints with.

WeasyPrint writes every colour as RGB, black too, which a press would build of four inks: letters then show coloured
edges wherever the plates are off by a hair. A *paint* makes shades of one ink of all colours (DeviceGray), or mixtures of
four (DeviceCMYK), black and grey of the black one alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pydyf

from octavo.render.pdf.drawn import Painted
from octavo.render.pdf.lab import screen_colour
from octavo.render.pdf.separation import Separation

_NUMBER = rb"(-?[\d.]+)"
_RGB = re.compile(rb"%s %s %s (rg|RG)" % ((_NUMBER,) * 3))
_SPECIAL = re.compile(rb"((?:-?[\d.]+ )+)(scn|SCN)")
_SPACE = re.compile(rb"/(\S+) (cs|CS)")
_TAKEN_OUT = frozenset({b"DeviceCMYK", b"lab-d50", b"lab-d65"})
_STROKED = {b"RG": True, b"rg": False, b"SCN": True, b"scn": False}


@dataclass(frozen=True, slots=True)
class Paint:
    """Colours in the inks of an edition."""

    space: str
    operators: tuple[bytes, bytes]
    """What sets a colour for areas, and for lines."""
    of_screen: Callable[[tuple[float, ...]], tuple[float, ...]]
    """Takes shares of red, green and blue."""
    of_inks: Callable[[tuple[float, ...]], tuple[float, ...]]
    """Takes shares of cyan, magenta, yellow and black."""
    used: dict[tuple[float, ...], str] = field(default_factory=dict)
    """Every colour that came of it, and what the book's own styles or drawings call it."""

    def shown(self, space: bytes, numbers: tuple[float, ...], operator: bytes) -> bytes:
        """Return the operator that sets a colour, given in a colour space of WeasyPrint's."""
        shares = (
            self.of_inks(numbers)
            if space == b"DeviceCMYK"
            else self.of_screen(screen_colour(*numbers) if space else numbers)
        )
        self.used.setdefault(shares, _named(space, numbers))
        return b" ".join((*map(_number, shares), self.operators[_STROKED[operator]]))


def black_paint() -> Paint:
    """Return the paint of black ink alone."""
    return Paint("/DeviceGray", (b"g", b"G"), lambda rgb: (luma(*rgb),), lambda inks: (_lightness(*inks),))


def colour_paint(separation: Separation) -> Paint:
    """Return the paint of the four inks."""
    return Paint("/DeviceCMYK", (b"k", b"K"), separation.inks, lambda inks: inks)


def print_with(pdf: Any, paint: Paint) -> None:
    """Change the colours of all pages, drawings and gradients of a pydyf file. Pictures are changed as they are written.

    What masks something by its lightness is painted in greys, whatever the paint.
    """
    masks, greys = _masks(pdf), black_paint()
    for thing in pdf.objects:
        masking = getattr(thing, "reference", None) in masks
        fitting = greys if masking else paint
        if isinstance(thing, Painted):
            thing.stream = list(_painted(thing.stream, fitting))
            _set_blending(thing.extra, masking=masking)
        _paint_object(thing, fitting)


def luma(red: float, green: float, blue: float) -> float:
    """Return the shade of an RGB colour, from 0 to 1 (ISO 32000-1, 10.3.2)."""
    return 0.3 * red + 0.59 * green + 0.11 * blue


def _lightness(cyan: float, magenta: float, yellow: float, black: float) -> float:
    return 1 - min(1.0, luma(cyan, magenta, yellow) + black)


def _masks(pdf: Any) -> set[Any]:
    """Return the references of the drawings that are masks."""
    resources = [thing["ExtGState"] for thing in pdf.objects if isinstance(thing, dict) and "ExtGState" in thing]
    states = [state for held in resources for state in held.values()]
    return {state["SMask"]["G"] for state in states if isinstance(state.get("SMask"), dict)}


def _painted(items: Iterable[Any], paint: Paint) -> Iterator[Any]:
    """Yield a content stream, an item an operator, with its colours changed."""
    space = {True: b"", False: b""}
    for item in items:
        code = item if isinstance(item, bytes) else b""
        if found := _RGB.fullmatch(code):
            yield paint.shown(b"", tuple(map(float, found.groups()[:3])), found[4])
        elif found := _SPACE.fullmatch(code):
            space[found[2] == b"CS"] = found[1] if found[1] in _TAKEN_OUT else b""
            if found[1] not in _TAKEN_OUT:
                yield item  # else the colour itself comes next, and says all
        elif (found := _SPECIAL.fullmatch(code)) and space[_STROKED[found[2]]]:
            yield paint.shown(space[_STROKED[found[2]]], tuple(map(float, found[1].split())), found[2])
        else:
            yield item


def _named(space: bytes, numbers: tuple[float, ...]) -> str:
    """Return a colour as stylesheets and drawings write it."""
    if space == b"DeviceCMYK":
        return f"device-cmyk({' '.join(f'{share:.0%}' for share in numbers)})"
    if space:
        return f"lab({' '.join(f'{number:.0f}' for number in numbers)})"
    return "#" + "".join(f"{round(255 * share):02x}" for share in numbers)


def _number(value: float) -> bytes:
    return f"{abs(value):.4f}".rstrip("0").rstrip(".").encode()


def _set_blending(extra: Any, *, masking: bool) -> None:
    """Let a drawing that is blended as a whole be blended in the inks of the press, and a mask in greys.

    A group with a space of its own is turned into inks afterwards, and black of one ink would come out as black of four.
    """
    group = extra.get("Group")
    if isinstance(group, dict) and masking:
        group["CS"] = "/DeviceGray"
    elif isinstance(group, dict):
        group.pop("CS", None)


def _paint_object(thing: Any, paint: Paint) -> None:
    """Change the colours of a gradient."""
    extra = thing.extra if isinstance(thing, pydyf.Stream) else thing
    if not isinstance(extra, dict):
        return
    if "ShadingType" in extra and extra["ColorSpace"] == "/DeviceRGB":
        extra["ColorSpace"] = paint.space
        _paint_function(extra["Function"], paint)


def _paint_function(function: Any, paint: Paint) -> None:
    for part in function.get("Functions", ()):
        _paint_function(part, paint)
    for end in ("C0", "C1"):
        if end in function:
            rgb = tuple(float(channel) for channel in function[end])
            shares = paint.of_screen(rgb)
            paint.used.setdefault(shares, _named(b"", rgb))
            function[end] = pydyf.Array(shares)
