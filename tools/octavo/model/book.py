"""The manuscript as a tree: what parse makes (Draft) and what resolve makes of it (Book)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from octavo.diagnostics import Span
from octavo.model.attributes import NONE, Attributes
from octavo.model.config import BookConfig, Entry
from octavo.model.glossary import Glossary
from octavo.model.nodes import Block, Inline
from octavo.model.references import Reference
from octavo.model.sources import BrokenPicture, Picture


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteDefinition:
    """``[^name]: text``: an ordinary note, known inside its file only."""

    span: Span
    """From the bracket to the end of the text."""
    name: str
    name_span: Span
    children: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """One manuscript file: a chapter, or any other piece with a text of its own (a preface, a dedication)."""

    entry: Entry
    path: str
    """As in spans."""
    stem: str
    id: str
    """The author's id on the title, else the stem as an id (never empty, CSS-safe, unique after resolve)."""
    title: tuple[Inline, ...]
    """Empty for matter without a title, such as a dedication."""
    title_span: Span
    short_title: str = ""
    """For running heads; empty when the author gives none."""
    author: str = ""
    attributes: Attributes = NONE
    """Of the title line; ``.unnumbered`` among its classes."""
    children: tuple[Block, ...]
    notes: tuple[NoteDefinition, ...] = ()


class TargetKind(StrEnum):
    """What an id names; the words of a cross-reference depend on it."""

    CHAPTER = "chapter"
    PART = "part"
    HEADING = "heading"
    FIGURE = "figure"
    TABLE = "table"
    BLOCK = "block"
    PHRASE = "phrase"
    TERM = "term"
    REFERENCE = "reference"


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """An id of the book, and the file it is in (relative to the manuscript folder)."""

    id: str
    kind: TargetKind
    file: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What parse hands on: names not yet bound to anything."""

    config: BookConfig
    chapters: tuple[Chapter, ...]
    glossary: Glossary
    references: tuple[Reference, ...]
    pictures: Mapping[str, Picture | BrokenPicture]


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """What resolve hands on: every name bound, every picture there, ids unique in the book."""

    config: BookConfig
    chapters: tuple[Chapter, ...]
    glossary: Glossary
    references: tuple[Reference, ...]
    pictures: Mapping[str, Picture]
    targets: Mapping[str, Target]
