"""The custom properties of a cascade, read as a theme sets them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from octavo.diagnostics import Diagnostic, Outcome
from octavo.render.findings import OPENING_OPTION
from octavo.render.styles import Stylesheet
from octavo.render.unset_properties import place_in
from octavo.render.xhtml import Opening, OpeningWords

COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
ROOT = re.compile(r"(?:^|(?<=[};/]))\s*:root\s*\{([^{}]*)\}")
_PROPERTY = re.compile(r"--([\w-]+)\s*:\s*([^;]+)")
_HANGING = "hanging-punctuation"
_COUNTS = {"lead-in-words": range(1, 10), "drop-lines": range(2, 5)}


def root_properties(sheets: Iterable[Stylesheet]) -> Mapping[str, str]:
    """Return what ``:root`` rules outside media queries say last, by name without its hyphens."""
    return {
        name: value.strip()
        for sheet in sheets
        for rule in ROOT.findall(COMMENT.sub("", sheet.text))
        for name, value in _PROPERTY.findall(rule)
    }


def opening_of(sheets: tuple[Stylesheet, ...]) -> Outcome[Opening]:
    """Return how the first paragraph of a chapter is set. Findings: ``opening-option``."""
    known = root_properties(sheets)
    allowed = {"opening-words": tuple(OpeningWords)} | {name: tuple(map(str, span)) for name, span in _COUNTS.items()}
    wrong = {name for name, values in allowed.items() if known.get(name, values[0]) not in values}
    if wrong:
        return Outcome(Opening(), tuple(_wrong(sheets, known, name, allowed[name]) for name in sorted(wrong)))
    opening = Opening(
        words=OpeningWords(known.get("opening-words", OpeningWords.PLAIN)),
        lead_in=int(known.get("lead-in-words", "4")),
        lines=int(known.get("drop-lines", "3")),
        tails=known.get("drop-tails", "").strip("\"'"),
    )
    return Outcome(opening)


def hanging_of(sheets: tuple[Stylesheet, ...]) -> Outcome[bool]:
    """Return whether signs hang into the margin. Findings: ``opening-option``."""
    known, allowed = root_properties(sheets), ("none", "hang")
    said = known.get(_HANGING, allowed[0])
    if said not in allowed:
        return Outcome(None, (_wrong(sheets, known, _HANGING, allowed),))
    return Outcome(said == "hang")


def _wrong(sheets: Iterable[Stylesheet], known: Mapping[str, str], name: str, allowed: tuple[str, ...]) -> Diagnostic:
    places = [place_in(sheet, *found) for sheet in sheets if sheet.own for found in _places(sheet, name)]
    return OPENING_OPTION.at(
        places[-1] if places else None,
        property=f"--{name}",
        value=known[name],
        hint=f"write one of: {', '.join(allowed)}",
    )


def _places(sheet: Stylesheet, name: str) -> Iterator[tuple[int, int]]:
    return (found.span(1) for found in re.finditer(rf"--{name}\s*:\s*([^;}}]*[^;}}\s])", sheet.text))
