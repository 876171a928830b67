"""A manuscript of another tool, on its way in: its texts in order, its pictures, and what could not be kept."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Loss:
    """Something that could not be kept, or not as it was."""

    file: str
    line: int
    """Of the file that was brought; 0 for the whole of it."""
    what: str

    def __str__(self) -> str:
        """Return it as one line of a report."""
        return f"{self.file}{f':{self.line}' if self.line else ''}: {self.what}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A file that becomes a chapter."""

    file: str
    """Where it will lie, relative to the manuscript folder."""
    text: str
    role: str = ""
    """Empty for what its name says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Chapters under the title of a part, or without one."""

    title: str
    texts: tuple[Text, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """All that was found in a source."""

    title: str = ""
    author: str = ""
    language: str = ""
    body: tuple[Group, ...]
    back: tuple[Text, ...] = ()
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    """By path relative to the manuscript folder."""
    losses: tuple[Loss, ...] = ()


class NothingToBring(Exception):  # noqa: N818 - names what it is
    """The source holds no manuscript; the text says why."""


MOST_BYTES = 50_000_000
"""Of one file; what is larger was named by mistake."""
PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg")


def natural(name: str) -> list[tuple[int, str]]:
    """Return a key that sorts names as people do: 2 before 10."""
    return [(int(part), "") if part.isdigit() else (-1, part.casefold()) for part in re.split(r"(\d+)", name) if part]


def safe_name(path: str) -> str:
    """Return a path whose names are ASCII letters, digits, hyphens, underscores and points."""
    return "/".join(re.sub(r"[^A-Za-z0-9._-]+", "-", part).strip("-") or "x" for part in path.split("/"))
