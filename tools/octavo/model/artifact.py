"""What render hands to write."""

from __future__ import annotations

from dataclasses import dataclass, field

from octavo.model.page_map import PageMap


@dataclass(frozen=True, slots=True, kw_only=True)
class UsedFont:
    """A font in the file: its family and style, the file it came from (name only), that file's SHA-256."""

    name: str
    file: str
    sha256: str


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
    fonts: tuple[UsedFont, ...] = ()
