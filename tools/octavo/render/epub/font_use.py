"""Which characters of a book are set in which face: what an EPUB must carry of each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from xml.etree.ElementTree import Element

from octavo.render.epub.font_styles import Cascade, Style
from octavo.render.fonts import Face
from octavo.render.styles import Stylesheet

_HYPHENS = "-\u2010"
"""What readers put at the end of a line."""
_BLANKS = " \u00a0"
_HEAVIER = 500
"""From this weight on, CSS looks for a heavier face first (CSS Fonts 4, §5.2)."""
_UNSEEN = frozenset("\t\n\r\u00ad\u200b\u2060\ufeff")


def characters_used(
    trees: Iterable[Element], sheets: Iterable[Stylesheet], faces: Iterable[Face], language: str
) -> Mapping[Face, frozenset[str]]:
    """Return the characters of each face that sets any, in the order of the faces; a face is asked for what it has.

    A character that the first family of a text lacks is looked for in the next, as readers do.
    """
    families: dict[str, list[Face]] = defaultdict(list)
    ordered = tuple(faces)
    for face in ordered:
        families[face.family].append(face)
    texts: dict[tuple[Style, str], set[str]] = defaultdict(set)
    cascade = Cascade(sheets)
    for tree in trees:
        for run in cascade.runs(tree, language):
            texts[run.style, run.language] |= set(run.text)
    found: dict[Face, set[str]] = defaultdict(set)
    for (style, spoken), characters in texts.items():
        wanted = set(characters) - _UNSEEN
        if wanted:
            _share(_shown(wanted, style), style, spoken, families, found)
    return {face: frozenset(found[face]) for face in ordered if found[face]}


def _shown(characters: set[str], style: Style) -> set[str]:
    capitals = {upper for each in characters for upper in each.upper()} if style.capitals else set()
    return characters | capitals | set(_HYPHENS + _BLANKS)


def _share(
    wanted: set[str], style: Style, language: str, families: Mapping[str, list[Face]], found: dict[Face, set[str]]
) -> None:
    """Give each character to the first family that has it; a face that sets blanks and hyphens alone is not needed."""
    for family in style.families:
        if not families.get(family):
            continue
        face = nearest(families[family], style)
        if face.languages and not language.startswith(face.languages):
            continue
        had = wanted & _repertoire(face.path)
        if had - set(_HYPHENS + _BLANKS):
            found[face] |= had
            wanted = wanted - had


def nearest(faces: Iterable[Face], style: Style) -> Face:
    """Return the face of a family that CSS takes for a style."""

    def distance(face: Face) -> tuple[bool, bool, int]:
        heavier = face.weight > style.weight
        wrong_way = heavier != (style.weight > _HEAVIER) and face.weight != style.weight
        return face.italic != style.italic, wrong_way, abs(face.weight - style.weight)

    return min(faces, key=distance)


@cache
def _repertoire(file: Path) -> frozenset[str]:
    from fontTools.ttLib import TTFont

    with TTFont(file, lazy=True, fontNumber=0) as font:
        return frozenset(map(chr, font.getBestCmap()))
