"""Bookmarks, made from the publication's navigation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from octavo.model.nodes import ContentsItem
from octavo.model.walk import plain_text

Position = tuple[int, float, float]
"""Page (index from 0), x and y in points from its foot."""

Bookmark = tuple[str, Position, "list[Bookmark]", str]
"""As WeasyPrint wants it: label, place, those below it, ``open`` or ``closed``."""


def bookmarks(items: tuple[ContentsItem, ...], positions: Mapping[str, Position]) -> Iterator[Bookmark]:
    """Yield the bookmarks of some items; one whose target is not in the file gives way to those below it."""
    for item in items:
        below = list(bookmarks(item.children, positions))
        if item.target in positions:
            yield label(item), positions[item.target], below, "open"
        else:
            yield from below


def label(item: ContentsItem) -> str:
    """Return a bookmark's words: “1 The Sea”, “Part One: Before”."""
    title = " ".join(plain_text(item.title).split())
    if not item.number or not title:
        return title or item.number
    return f"{item.number} {title}" if item.number[:1].isdigit() else f"{item.number}: {title}"
