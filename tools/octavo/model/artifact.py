"""What render hands to write."""

from __future__ import annotations

from dataclasses import dataclass, field

from octavo.model.page_map import PageMap
from octavo.model.typography import Typography


@dataclass(frozen=True, slots=True, kw_only=True)
class UsedFont:
    """A font in the file: its family and style, the file it came from (name only), that file's SHA-256."""

    name: str
    file: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PageList:
    """How the page list of an EPUB came out."""

    pages: int
    """Pages of the print edition that it lists."""
    approximate: int
    """Those of them that are marked near their first word only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UsedPicture:
    """A picture of an EPUB: its file below the manuscript folder, and what of it went into the file."""

    file: str
    width_px: int
    height_px: int
    bytes: int
    bytes_before: int
    smaller: bool
    """Whether it has fewer pixels than the author's file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Artifact:
    """A finished file, not yet on disk."""

    name: str
    media_type: str
    data: bytes = field(repr=False)
    pages: int = 0
    """Pages of a PDF; 0 otherwise."""
    documents: int = 0
    """Content documents of an EPUB; 0 otherwise."""
    page_map: PageMap | None = None
    page_list: PageList | None = None
    """Of an EPUB that has one."""
    fonts: tuple[UsedFont, ...] = ()
    pictures: tuple[UsedPicture, ...] = ()
    """Of an EPUB."""
    typography: Typography | None = None
    """What was measured on the pages of a paged edition."""
