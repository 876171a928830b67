"""Custom properties that a stylesheet uses and none sets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from octavo.diagnostics import Diagnostic, Span
from octavo.diagnostics.span import file_span
from octavo.render.findings import UNSET_PROPERTY
from octavo.render.style_limits import place_of
from octavo.render.styles import Stylesheet

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_SET = re.compile(r"(--[\w-]+)\s*:")
_USED = re.compile(r"var\(\s*(--[\w-]+)\s*\)")
_NAMED = 3
_GIVEN = frozenset({"--text-height", "--folio", "--book-head", "--chapter-head"})
"""Set on every page, for the division that it belongs to."""


def unset_properties(sheets: Sequence[Stylesheet], theme: str) -> Iterator[Diagnostic]:
    """Yield an ``unset-property`` for each use in the book's own sheets, and one for all in Octavo's.

    Uses with a fallback are let be. What Octavo's own sheets lack, the theme ought to set.
    """
    texts = [_blanked(sheet.text) for sheet in sheets]
    known = {*_GIVEN, *(name for text in texts for name in _SET.findall(text))}
    lacking: dict[str, None] = {}
    for sheet, text in zip(sheets, texts, strict=True):
        for use in _USED.finditer(text):
            if use[1] not in known and sheet.own:
                yield UNSET_PROPERTY.at(place_in(sheet, use.start(1), use.end(1)), names=f"“{use[1]}”")
            elif use[1] not in known:
                lacking.setdefault(use[1])
    if lacking:
        yield UNSET_PROPERTY.at(file_span(f"styles/themes/{theme}/theme.css"), names=_listed(lacking))


def place_in(sheet: Stylesheet, start: int, end: int) -> Span:
    """Return the place of some characters of a stylesheet."""
    return place_of(sheet.text, sheet.name, start, end)


def _blanked(text: str) -> str:
    """Return a stylesheet with blanks for its comments, so that places stay."""
    return _COMMENT.sub(lambda comment: re.sub(r"[^\n]", " ", comment[0]), text)


def _listed(names: Iterable[str]) -> str:
    found = [f"“{name}”" for name in names]
    more = len(found) - _NAMED
    shown = ", ".join(found[:_NAMED] if more > 0 else found)
    return f"{shown} and {more} more" if more > 0 else shown
