"""Citations as pandoc writes them: ``[see @key, p. 3; -@other]`` and ``@key [p. 3]``."""

from __future__ import annotations

import re
from dataclasses import dataclass

_KEY = r"(?:\{(?P<braced>[^\s{}]+)\}|(?P<key>\w(?:\w|[:.#$%&+?<>~/-](?=\w))*))"
_CITED = re.compile(rf"(?<![\w@\\])(?P<minus>-?)@{_KEY}")
_SEPARATOR = re.compile(r"\s*,?\s*")
_LOCATOR = re.compile(r"[ \n]?\[")


@dataclass(frozen=True, slots=True)
class CitedPart:
    """One item of a citation: its key, and the offsets of prefix, key and suffix in the content."""

    key: str
    suppress_author: bool
    at: tuple[int, int]
    prefix: tuple[int, int]
    suffix: tuple[int, int]


def cited_at(text: str, start: int, end: int) -> re.Match[str] | None:
    """Return the ``@key`` or ``-@key`` that begins at an offset."""
    return _CITED.match(text, start, end)


def locator_at(text: str, after: int) -> int | None:
    """Return the offset of the bracket of ``@key [p. 3]``, or None."""
    match = _LOCATOR.match(text, after)
    return match.end() - 1 if match else None


def cited_key(match: re.Match[str]) -> str:
    """Return the key that a citation names."""
    return match["braced"] or match["key"]


def read_group(text: str, start: int, end: int) -> tuple[CitedPart, ...] | None:
    """Return the items between the brackets of a citation, or None when a part holds no key."""
    if text.find("@", start, end) < 0:
        return None
    parts = [_read_part(text, *bounds) for bounds in _split(text, start, end)]
    found = tuple(part for part in parts if part)
    return found if len(found) == len(parts) else None


def read_rest(text: str, start: int, end: int, first: CitedPart) -> tuple[CitedPart, ...] | None:
    """Return ``@key`` with what the brackets after it hold: a locator, and further items after semicolons."""
    bounds = list(_split(text, start, end))
    if text.find("@", *bounds[0]) >= 0:
        return None
    located = CitedPart(first.key, first.suppress_author, first.at, first.prefix, _trimmed(text, *bounds[0]))
    others = [_read_part(text, *pair) for pair in bounds[1:]]
    found = tuple(part for part in others if part)
    return (located, *found) if len(found) == len(others) else None


def _split(text: str, start: int, end: int) -> list[tuple[int, int]]:
    bounds = []
    at = start
    depth = 0
    for match in re.compile(r"\\.|[\[\];]", re.DOTALL).finditer(text, start, end):
        depth += {"[": 1, "]": -1}.get(match[0], 0)
        if match[0] == ";" and depth == 0:
            bounds.append((at, match.start()))
            at = match.end()
    bounds.append((at, end))
    return bounds


def _read_part(text: str, start: int, end: int) -> CitedPart | None:
    match = _CITED.search(text, start, end)
    if match is None:
        return None
    separator = _SEPARATOR.match(text, match.end(), end)
    after = separator.end() if separator else match.end()
    return CitedPart(
        cited_key(match),
        bool(match["minus"]),
        match.span(),
        _trimmed(text, start, match.start()),
        _trimmed(text, after, end),
    )


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    return (start, start + len(words.strip())) if words.strip() else (start, start)
