"""SVG files: well formed, self-contained, without scripts, and of a known size.

A drawing goes into PDF and EPUB as it is, so what it may do is decided here: show itself, and nothing else.
"""

from __future__ import annotations

import re
from math import inf
from xml.parsers import expat

from octavo.model.units import POINTS_PER_UNIT, parse_length
from octavo.read.svg_uses import MOST_ELEMENTS, Loop, Piece, elements_drawn

_SVG = "http://www.w3.org/2000/svg"
_XML_BASE = "http://www.w3.org/XML/1998/namespace base"
_DEEPEST = 200
_FOREIGN = frozenset({"foreignObject", "iframe", "embed", "object", "audio", "video", "canvas", "handler", "listener"})
"""Elements that bring in pages, programs and sounds; printed or on e-paper they are a hole."""
_NUMBER = r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?"
_VIEW_BOX = re.compile(rf"\s*{_NUMBER}[\s,]+{_NUMBER}[\s,]+({_NUMBER})[\s,]+({_NUMBER})\s*")
_URL = re.compile(r"url\(\s*[\"']?\s*([^\"')]*)", re.IGNORECASE)
_ESCAPE = re.compile(r"\\([0-9a-fA-F]{1,6})\s?|\\(.)", re.DOTALL)


class SvgError(Exception):
    """Why a drawing cannot be used; the text ends the sentence “the picture …”."""


def svg_size(data: bytes) -> tuple[float, float]:
    """Return a drawing's width and height in CSS pixels. Raises SvgError when it cannot be used."""
    checker = _Checker()
    try:
        checker.parser.Parse(data, True)  # noqa: FBT003 - expat takes no keywords
    except expat.ExpatError as problem:
        words = expat.ErrorString(problem.code)
        raise SvgError(f"is not well-formed XML: {words} (line {problem.lineno})") from problem
    except (ValueError, LookupError) as problem:
        raise SvgError(f"is not well-formed XML: {problem}") from problem
    checker.check_uses()
    return _size(checker.root)


class _Checker:
    """Sees every element, attribute and style of a drawing once."""

    def __init__(self) -> None:
        self.root: dict[str, str] = {}
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.EntityDeclHandler = self._entity
        self.parser.ProcessingInstructionHandler = self._instruction
        self._open = [Piece(elements=0)]
        self._named: dict[str, Piece] = {}
        self._style: list[str] | None = None

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if len(self._open) == 1:
            _check_root(name)
            self.root = attributes
        self._open.append(Piece(id=attributes.get("id", "")))
        if len(self._open) > _DEEPEST + 1:
            raise SvgError(f"nests elements more than {_DEEPEST} deep")
        local = _local(name)
        if local == "script":
            raise SvgError("holds a script")
        if local in _FOREIGN:
            raise SvgError(f"holds a piece that is no drawing (<{local}>)")
        if local == "style":
            self._style = []
        if local == "use":
            self._open[-1].uses += [v.strip()[1:] for k, v in attributes.items() if _local(k) == "href"][:1]
        for attribute, value in attributes.items():
            _check_attribute(local, attribute, value)

    def _end(self, name: str) -> None:
        piece = self._open.pop()
        self._open[-1].hold(piece)
        if piece.id:
            self._named.setdefault(piece.id, piece)
        if _local(name) == "style" and self._style is not None:
            _check_css("".join(self._style))
            self._style = None

    def _text(self, text: str) -> None:
        if self._style is not None:
            self._style.append(text)

    def check_uses(self) -> None:
        """Raise SvgError when parts repeat one another without end, or beyond any drawing's need."""
        try:
            drawn = elements_drawn(self._open[0], self._named)
        except Loop as loop:
            raise SvgError(f"repeats itself without end (by a <use> of “#{loop}” inside it)") from loop
        if drawn > MOST_ELEMENTS:
            raise SvgError(f"comes to more than {MOST_ELEMENTS:,} elements once each <use> is drawn")

    def _entity(self, name: str, *_rest: object) -> None:
        raise SvgError(f"declares an entity (“{name}”), which no drawing needs: export it as plain SVG")

    def _instruction(self, target: str, _data: str) -> None:
        if target.casefold() == "xml-stylesheet":
            raise SvgError("asks for a stylesheet in another file")


def _check_root(name: str) -> None:
    if name == f"{_SVG} svg":
        return
    if _local(name) == "svg":
        raise SvgError(f'does not say that it is SVG: its first element needs xmlns="{_SVG}"')
    raise SvgError(f"is no SVG: its first element is <{_local(name)}>")


def _check_attribute(element: str, name: str, value: str) -> None:
    local = _local(name)
    if local.casefold().startswith("on") and " " not in name:
        raise SvgError(f"holds a script (in “{local}”)")
    if name == _XML_BASE:
        raise SvgError("moves its references to another place (“xml:base”)")
    if local == "attributeName" and _local(value.replace(":", " ")).casefold().startswith(("href", "on")):
        raise SvgError(f"changes “{value}” by an animation")
    if local in {"href", "src"}:
        _check_reference(element, value.strip())
    elif "url" in value or "\\" in value:
        _check_css(value)


def _check_reference(element: str, value: str) -> None:
    plain_link = element == "a" and value.casefold().startswith(("https://", "http://", "mailto:"))
    if not (plain_link or value.startswith("#") or value.casefold().startswith("data:image/") or not value):
        raise SvgError(f"refers to something outside itself (“{value[:60]}”)")


def _check_css(css: str) -> None:
    plain = _ESCAPE.sub(lambda m: chr(min(int(m[1], 16), 0xFFFF)) if m[1] else m[2], css)
    if "@import" in plain.casefold():
        raise SvgError("asks for a stylesheet in another file")
    for match in _URL.finditer(plain):
        if not match[1].strip().casefold().startswith(("#", "data:")):
            raise SvgError(f"refers to something outside itself (“{match[1][:60]}”)")


def _size(root: dict[str, str]) -> tuple[float, float]:
    view_box = _VIEW_BOX.fullmatch(root.get("viewBox", ""))
    box = (float(view_box[1]), float(view_box[2])) if view_box else None
    width, height = _pixels(root.get("width", "")), _pixels(root.get("height", ""))
    if box is not None and min(box) > 0 and 0 < (ratio := box[0] / box[1]) < inf:
        width, height = _completed(width, height, ratio, box)
    if width is None or height is None:
        raise SvgError("gives no size: its first element needs a viewBox, or width and height")
    if min(width, height) <= 0:
        raise SvgError("has no extent: its width or height is zero")
    if max(width, height) == inf:
        raise SvgError("is endless: its width or height is a number beyond all measure")
    return width, height


def _completed(
    width: float | None, height: float | None, ratio: float, box: tuple[float, float]
) -> tuple[float, float]:
    if width is None and height is None:
        return box
    if width is None:
        return (height or 0) * ratio, height or 0
    return width, width / ratio if height is None else height


def _pixels(text: str) -> float | None:
    """Return a length in CSS pixels; None for a percentage, or for none."""
    number = re.fullmatch(rf"\s*({_NUMBER})\s*", text)
    if number is not None:
        return float(number[1])
    points = parse_length(text)
    return None if points is None else points / POINTS_PER_UNIT["px"]


def _local(name: str) -> str:
    return name.rsplit(" ", 1)[-1]
