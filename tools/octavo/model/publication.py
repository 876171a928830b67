"""One edition, composed: what render turns into a file without making a choice of its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from octavo.diagnostics import Span
from octavo.model.config import Matter, Metadata
from octavo.model.edition import Edition
from octavo.model.nodes import Block, ContentsItem, ContentsList, Inline
from octavo.model.sources import Picture


class NoteKind(StrEnum):
    """Where a note comes from."""

    AUTHOR = "author"
    TERM = "term"
    CITATION = "citation"
    ADDRESS = "address"


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A note: called exactly once, by the NoteCall that names its id."""

    id: str
    call_id: str
    """Id of the call, where the back-link leads."""
    number: str
    """Literal: ``3``."""
    kind: NoteKind
    children: tuple[Block, ...]
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentDocument:
    """One file of the EPUB, one division of the PDF."""

    name: str
    """File stem, stable across builds and editions: ``at-sea``. Unique, CSS-safe."""
    id: str
    """Id of the document's own section (what contents and cross-references point to)."""
    matter: Matter
    role: str
    """``chapter``, ``part``, ``title-page``, ``glossary`` …"""
    number: str = ""
    """“1” for a numbered chapter, “A” for an appendix; empty otherwise."""
    number_label: str = ""
    """What stands over the title: “Chapter 1”, “Part One”; empty for none."""
    title: tuple[Inline, ...] = ()
    """As set at its head; empty for pages without a heading (half title, dedication)."""
    plain_title: str
    """Never empty: for navigation, running heads and bookmarks when there is no short title."""
    short_title: str = ""
    """For running heads; ``plain_title`` where the author gives none (never empty)."""
    author: str = ""
    children: tuple[Block, ...]
    notes: tuple[Note, ...] = ()
    """Those that stand in it, in reading order: its own, or in a document of notes alone those of other documents."""
    language: str
    listed: bool = True
    """Whether contents and navigation list it."""
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """What ties a build to its source."""

    modified: str
    """ISO 8601 in UTC to the second: ``2026-11-22T00:00:00Z``."""
    revision: str = ""
    """Version control's short name for the source; empty outside a repository."""
    known: bool = True
    """Whether the time is the source's own; a book that says nothing of its age is not told to be of any."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Landmark:
    """A place that reading systems offer by name: (``bodymatter``, id, title)."""

    kind: str
    target: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """One edition, ready to be rendered."""

    metadata: Metadata
    edition: Edition
    documents: tuple[ContentDocument, ...]
    """In reading order; the cover is not among them."""
    navigation: tuple[ContentsItem, ...]
    """The whole tree of contents: parts, chapters, headings of level 2; for the nav document and bookmarks."""
    landmarks: tuple[Landmark, ...]
    lists: tuple[ContentsList, ...] = ()
    """Those of the figures and of the tables that have captions, whether a page of the edition shows them or not."""
    homes: Mapping[str, str]
    """Every id of the publication (documents, blocks, notes, calls, anchors) → name of its content document."""
    pictures: Mapping[str, Picture]
    """Those that the documents show, by file; the cover's too."""
    words: Mapping[str, str]
    """Generated words in the book's language: ``chapter``, ``figure``, ``page``, ``contents`` …"""
    stamp: Stamp
    styles: tuple[Path, ...]
    """Folders that hold CSS, themes and fonts, in the order they are searched: the book's own, then the built-in."""
    isbns: tuple[tuple[str, str], ...] = ()
    """(edition name, ISBN-13) of all editions that have one."""
