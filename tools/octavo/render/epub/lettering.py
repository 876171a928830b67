"""Lines of large type: where a title is broken, and how large it may be in its box.

Words are measured by the advance widths of the faces that will draw them. Short words of Latin scripts stay with the next
one; Japanese and Chinese lines break between phrases, as far as their scripts show where these begin.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from math import inf
from pathlib import Path

from octavo.render.fonts import REGULAR, Face

_KANJI, _HIRAGANA, _KATAKANA = "\u3400-\u9fff\uf900-\ufaff々", "\u3041-\u309f", "\u30a1-\u30ffー"
_OPENING, _CLOSING = "「『（〈《【〔［", "」』）〉》】〕］、。，．・：；！？"
_EAST_ASIAN = _KANJI + _HIRAGANA + _KATAKANA + _OPENING + _CLOSING
_PHRASE = re.compile(
    f"[{_OPENING}]*(?:[{_KANJI}]{{1,4}}[{_HIRAGANA}]{{0,4}}|[{_KATAKANA}]+[{_HIRAGANA}]{{0,4}}|[{_HIRAGANA}]{{1,6}}"
    f"|[^{_EAST_ASIAN}]+)?[{_CLOSING}]*"
)
_SHORT = 3
"""Letters of a word that does not end a line of display type: “of”, “and”."""
CAPITALS = 0.67
"""The height of capitals in parts of the size."""
_STEP = 0.97
_SMALLEST = 0.05
_BETWEEN = 0.5
"""A word's width in parts of its size where no face has its characters; ideographs are square."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """Where lines go."""

    size: float
    """The largest type that they may have; widths and sizes in one unit."""
    width: float
    lines: int
    """The most there may be."""
    leading: float = 1.2
    """From base line to base line in parts of the size."""
    height: float = inf
    """From the top of the first line's capitals to the base line of the last."""


def fitted(words: str, box: Box, width: Callable[[str], float]) -> tuple[float, tuple[str, ...]]:
    """Return the size and the lines of words: as large as the box lets them be, and about equally long.

    ``width`` measures a text in type of size 1. Lines that the author parts (by a line end) stay apart.
    """
    size = box.size
    while True:
        measure = box.width / size
        lines = _broken(words, measure, width)
        height = size * (CAPITALS + (len(lines) - 1) * box.leading)
        fits = len(lines) <= box.lines and height <= box.height and all(width(line) <= measure for line in lines)
        if fits or size < box.size * _SMALLEST:
            return size, _evened(words, lines, measure, width)
        size *= _STEP


def _broken(words: str, measure: float, width: Callable[[str], float]) -> tuple[str, ...]:
    lines: list[str] = []
    for paragraph in words.split("\n"):
        line = ""
        for space, piece in _pieces(paragraph):
            longer = f"{line}{space}{piece}" if line else piece
            if line and width(longer) > measure:
                lines.append(line)
                longer = piece
            line = longer
        lines.append(line)
    return tuple(line for line in lines if line)


def _evened(words: str, lines: tuple[str, ...], measure: float, width: Callable[[str], float]) -> tuple[str, ...]:
    """Return as many lines in the narrowest measure that holds them."""
    while (narrower := _broken(words, measure * _STEP, width)) and len(narrower) == len(lines):
        lines, measure = narrower, measure * _STEP
        if all(width(line) > measure for line in lines):
            break
    return lines


def _pieces(paragraph: str) -> Iterator[tuple[str, str]]:
    """Yield what may start a line, each after the space that parts it from the one before."""
    held = ""
    for word in paragraph.split():
        parts = [part for part in _PHRASE.findall(word) if part]
        if len(parts) == 1 and len(word) <= _SHORT and word.islower():
            held += f"{word} "
            continue
        for number, part in enumerate(parts):
            yield ("" if number else " "), (f"{held}{part}" if not number else part)
        held = ""
    if held:
        yield " ", held.strip()


def measurer(faces: Iterable[Face], families: str, *, weight: int, italic: bool) -> Callable[[str], float]:
    """Return a function that gives a text's width in type of size 1, set in the first family that has each character."""
    wanted = [name.strip().strip("\"'") for name in families.split(",")]
    known = tuple(faces)
    chosen = [
        _nearest(named, weight, italic=italic) for name in wanted if (named := [f for f in known if f.family == name])
    ]

    def width(text: str) -> float:
        return sum(_advance(character, chosen) for character in text)

    return width


def _nearest(faces: list[Face], weight: int, *, italic: bool) -> Path:
    return min(faces, key=lambda face: (face.italic != italic, abs(face.weight - weight), face.weight != REGULAR)).path


def _advance(character: str, files: list[Path]) -> float:
    found = next((advances[character] for file in files if character in (advances := _advances(file))), None)
    if found is not None:
        return found
    return 1.0 if re.match(f"[{_EAST_ASIAN}]", character) else _BETWEEN


@cache
def _advances(file: Path) -> dict[str, float]:
    """Return the advance width of each character of a font in parts of its size."""
    from fontTools.ttLib import TTFont

    with TTFont(file, lazy=True, fontNumber=0) as font:
        size, metrics = font["head"].unitsPerEm, font["hmtx"]
        return {chr(code): metrics[glyph][0] / size for code, glyph in font.getBestCmap().items()}
