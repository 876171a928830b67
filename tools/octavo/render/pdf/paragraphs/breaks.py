"""Where the lines of a paragraph may end.

Behind spaces and signs as Pango has it; amid words as pyphen divides them; and, where the stylesheet lets words break
anywhere, inside addresses and names of code, at signs and humps if there are any.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import accumulate
from typing import Any

import pyphen  # type: ignore[import-untyped]
from weasyprint.text.ffi import ffi
from weasyprint.text.line_break import create_layout, get_log_attrs, line_size

from octavo.render.pdf.paragraphs.costs import Costs
from octavo.render.pdf.paragraphs.fit import Break, Hyphen
from octavo.render.pdf.paragraphs.hanging import hang_before, hang_behind
from octavo.render.pdf.paragraphs.measuring import Segment, Strip


def _bit_of(name: str) -> int:
    """Return the number that a ``PangoLogAttr`` is when it says one thing only: compilers order its bits."""
    attributes = ffi.new("PangoLogAttr *")
    setattr(attributes, name, 1)
    return int(memoryview(ffi.buffer(attributes)).cast("I")[0])


_WORD = re.compile(r"[^\W\d_]+(?:[\u0300-\u036f\u00ad]|[^\W\d_])*")
_DIGRAPHIC = "\u2e80"
"""Scripts from here on break between any two letters."""

_SOFT_HYPHEN = "\u00ad"
_HYPHENS = "-\u2010"
_DASHES = "\u2013\u2014\u2026"
_JOINTS = "/&=?.,_#:"
"""Behind these signs a word without a space may break, dearer than at a space."""

_NAME = re.compile(r"[^\s\u200b\u00a0-]{8,}")
"""What is long enough for a break inside it to be worth looking for."""

_JOINT = re.compile(r"(?<=[/_=&?#:@-])(?=[^/])|(?=\.\w)|(?<=[a-z0-9])(?=[A-Z])")
"""Behind a stroke or another sign, before a dot, at the hump of a camel."""

_LINE_BREAK = _bit_of("is_line_break")
"""Where Pango says in one of its ``PangoLogAttr`` that a line may end."""

_OF_TYPE = (
    *("font_family", "font_size", "font_style", "font_weight", "font_stretch", "font_kerning", "font_variant_caps"),
    *("font_variant_ligatures", "font_variant_position", "font_variant_numeric", "font_variant_alternates"),
    *("font_variant_east_asian", "font_variation_settings", "font_feature_settings", "font_language_override"),
    *("lang", "letter_spacing", "word_spacing"),
)
"""Properties that the width of a sign depends on."""

_ENDS = 3
"""Characters that a break inside a name leaves on either line at least."""


@dataclass(frozen=True, slots=True)
class _Place:
    """A break before it is measured."""

    end: int
    """Where the text of the line ends, spaces behind it left out."""
    cost: float = 0
    hyphen: Hyphen = Hyphen.NONE


@dataclass(frozen=True, slots=True)
class Opportunities:
    """All breaks of a paragraph, the last being its end."""

    breaks: list[Break]
    strip: Strip
    letters: list[int] = field(repr=False)
    hangs: dict[int, tuple[float, float]] = field(default_factory=dict)
    """Break → how far the line behind it, and the one before it, stick out, in pixels."""

    def begin(self, at: int) -> Break:
        """Return the break that a line begins at, wherever that is."""
        before, _ = self.hang(at)
        return Break(at, 0, 0, self.strip.x[at] + before, self.strip.spaces[at], letters=self.letters[at])

    def hang(self, at: int) -> tuple[float, float]:
        """Return how far the line that begins at a break, and the one that ends there, stick out, in pixels."""
        return self.hangs.get(at, (0.0, 0.0))


class SignWidths:
    """Widths of hyphens and word spaces, measured once for each kind of type."""

    def __init__(self, context: Any) -> None:
        """Begin with none."""
        self._context = context
        self._known: dict[tuple[object, ...], float] = {}
        self._kinds: dict[int, tuple[Any, tuple[object, ...]]] = {}

    def hyphen(self, style: Any) -> float:
        """Return the width of a style's hyphen, in pixels."""
        return self._width(style["hyphenate_character"], style)

    def space(self, style: Any) -> float:
        """Return the width of a word space between letters, in pixels."""
        return self._width("n n", style) - self._width("nn", style)

    def _width(self, text: str, style: Any) -> float:
        if id(style) not in self._kinds:  # the style is kept, so that no other gets its id
            self._kinds[id(style)] = (style, tuple(str(style[name]) for name in _OF_TYPE))
        key = (text, *self._kinds[id(style)][1])
        if key not in self._known:
            self._known[key] = text_width(text, style, self._context)
        return self._known[key]


def text_width(text: str, style: Any, context: Any) -> float:
    """Return the width of a few characters in a style, in pixels."""
    layout = create_layout(text, style, context, None, 0)  # the line lives no longer than its layout
    line, _ = layout.get_first_line()
    return float(line_size(line, style)[0])


def opportunities(strip: Strip, style: Any, widths: SignWidths, costs: Costs, *, hanging: bool) -> Opportunities:
    """Return where the lines of a paragraph in a style may end, and how far signs hang there if they may."""
    places = {
        **dict(_in_names(strip, costs)),
        **dict(_divisions(strip, costs)),
        **dict(_at_spaces(strip, str(style["lang"] or ""), costs)),
    }
    letters = list(accumulate(map(str.isalnum, strip.text), initial=0))
    found = Opportunities([], strip, letters)
    for at in sorted(places):
        place, segment = places[at], strip.segment_before(at)
        if segment < 0 or at in strip.unbroken:
            continue
        wider = widths.hyphen(strip.segments[segment].style) if place.hyphen is Hyphen.ADDED else 0
        if hanging:
            found.hangs[at] = (hang_before(strip, at), hang_behind(strip, place.end, wider))
        found.breaks.append(_break(found, at, place, strip.x[place.end] + wider))
    length, end = len(strip.text), len(strip.text.rstrip(" "))
    white = strip.x[length] - strip.x[end] if end < length else 0
    last = _break(found, length, _Place(end), strip.x[length] - white)
    found.breaks.append(last._replace(letters=letters[length]))
    return found


def _break(found: Opportunities, at: int, place: _Place, end: float) -> Break:
    strip, letters = found.strip, found.letters[place.end]
    spaces, begun = strip.spaces[place.end], strip.spaces[at]
    before, behind = found.hang(at)
    return Break(at, end - behind, spaces, strip.x[at] + before, begun, place.cost, place.hyphen, letters)


def _at_spaces(strip: Strip, language: str, costs: Costs) -> Iterator[tuple[int, _Place]]:
    """Yield the breaks that Pango finds, hyphens of the writer's among them."""
    text, attributes = strip.text, get_log_attrs(strip.text, language)
    ends = memoryview(ffi.buffer(attributes)).cast("I").tolist()
    kept = {at for s in strip.segments if s.style["white_space"] == "nowrap" for at in range(s.start + 1, s.end)}
    unhyphenated = [s for s in strip.segments if s.style["hyphens"] == "none" and _SOFT_HYPHEN in s.box.text]
    for at in range(1, len(text)):
        if not ends[at] & _LINE_BREAK or text[at] == " " or at in kept:
            continue
        before, after = text[at - 1], text[at]
        if before.isalpha() and after.isalpha() and before < _DIGRAPHIC and after < _DIGRAPHIC:
            continue
        place = _place(text, at, costs)
        if place.hyphen is Hyphen.ADDED and any(s.start < at <= s.end for s in unhyphenated):
            continue
        yield at, place


def _place(text: str, at: int, costs: Costs) -> _Place:
    end = at
    while end and text[end - 1] == " ":
        end -= 1
    before, after = text[at - 1], text[at]
    if after in _DASHES:
        return _Place(end, costs.before_dash)
    if before in _HYPHENS:
        return _Place(end, costs.written_hyphen, Hyphen.WRITTEN)
    if before == _SOFT_HYPHEN:
        return _Place(end, costs.divided, Hyphen.ADDED)
    return _Place(end, costs.in_address if before in _JOINTS else 0)


def _divisions(strip: Strip, costs: Costs) -> Iterator[tuple[int, _Place]]:
    for segment in strip.segments:
        style = segment.style
        language = style["lang"] and pyphen.language_fallback(style["lang"])
        if style["hyphens"] != "auto" or style["white_space"] == "nowrap" or not language:
            continue
        least, before, after = style["hyphenate_limit_chars"]
        for word in _WORD.finditer(segment.box.text):
            start, end = segment.start + word.start(), segment.start + word.end()
            if len(word[0]) < least or _SOFT_HYPHEN in word[0] or _goes_on(strip, segment, start, end):
                continue
            for position in _positions(word[0], language, before, after):
                yield start + position, _Place(start + position, costs.divided, Hyphen.ADDED)


def _goes_on(strip: Strip, segment: Segment, start: int, end: int) -> bool:
    """Return whether a word goes on in the text boxes beside its own: pyphen would see a piece of it only."""
    text = strip.text
    goes_on_before = start == segment.start > 0 and text[start - 1].isalpha()
    return goes_on_before or (end == segment.end < len(text) and text[end].isalpha())


@lru_cache(maxsize=50_000)
def _positions(word: str, language: str, before: int, after: int) -> tuple[int, ...]:
    return tuple(_dictionary(language, before, after).positions(word))


@lru_cache(maxsize=100)
def _dictionary(language: str, before: int, after: int) -> Any:
    return pyphen.Pyphen(lang=language, left=before, right=after)


def _in_names(strip: Strip, costs: Costs) -> Iterator[tuple[int, _Place]]:
    """Yield the breaks inside long words of styles that let words break anywhere: at joints, and elsewhere if need be."""
    for segment in strip.segments:
        style = segment.style
        if style["overflow_wrap"] != "anywhere" or style["white_space"] == "nowrap":
            continue  # “break-word” is for words that no line can hold: those are left to the engine
        for name in _NAME.finditer(segment.box.text):
            joints = {joint.start() for joint in _JOINT.finditer(name[0])}
            for position in range(_ENDS, len(name[0]) - _ENDS + 1):
                at = segment.start + name.start() + position
                place = _Place(at, costs.in_address)
                yield at, place if position in joints else replace(place, cost=costs.anywhere)
