"""What the read stage brings in from the book's folder."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from octavo.model.config import BookConfig, Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class TextSource:
    """A text file as it was read: UTF-8 decoded, line ends untouched, no byte order mark."""

    path: str
    """As in spans: relative to the book's folder."""
    file: str
    """Relative to the manuscript folder, as the author names it."""
    text: str

    @property
    def stem(self) -> str:
        """The file's name without folder and suffix."""
        return self.file.rsplit("/", 1)[-1].rsplit(".", 1)[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture file, looked into and found whole."""

    file: str
    """Relative to the manuscript folder, POSIX: ``images/route.svg``."""
    media_type: str
    width_px: float
    height_px: float
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class BrokenPicture:
    """A picture file that no reader could show, and why."""

    file: str
    reason: str
    """Ends the sentence “the picture …”: ``is empty``, ``is not a PNG although its name says so``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """Everything the later stages read; none of them touches the disk again for it."""

    config: BookConfig
    chapters: tuple[tuple[Entry, TextSource], ...]
    """The files of the contents, in reading order."""
    glossaries: tuple[TextSource, ...]
    references: tuple[TextSource, ...]
    pictures: Mapping[str, Picture | BrokenPicture]
    """All pictures below the manuscript folder, by file."""
