"""What stands on lines of its own: paragraphs, headings, lists, tables, figures."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from octavo.diagnostics import Span
from octavo.model.attributes import NONE, Attributes
from octavo.model.code import CodeToken
from octavo.model.inlines import Image, Inline


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph."""

    span: Span
    children: tuple[Inline, ...]
    attributes: Attributes = NONE


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading inside a chapter (level 2 and deeper; level 1 is the chapter's title, see Chapter)."""

    span: Span
    level: int
    children: tuple[Inline, ...]
    attributes: Attributes = NONE
    """The id is never empty after resolve."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockQuote:
    """A block quotation."""

    span: Span
    children: tuple[Block, ...]
    attributes: Attributes = NONE


@dataclass(frozen=True, slots=True, kw_only=True)
class ListItem:
    """An item of a list."""

    span: Span
    children: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class List:
    """A bullet list, or an ordered one (then ``start`` is its first number)."""

    span: Span
    items: tuple[ListItem, ...]
    start: int | None = None
    tight: bool = True
    attributes: Attributes = NONE


@dataclass(frozen=True, slots=True, kw_only=True)
class DefinitionItem:
    """One or more terms with their definitions."""

    span: Span
    terms: tuple[Paragraph, ...]
    definitions: tuple[tuple[Block, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DefinitionList:
    """A definition list."""

    span: Span
    items: tuple[DefinitionItem, ...]
    attributes: Attributes = NONE


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeBlock:
    """A code block; ``language`` is the first word of a fence's info string, or empty."""

    span: Span
    text: str
    language: str = ""
    language_span: Span | None = None
    tokens: tuple[CodeToken, ...] = ()
    """Resolve: ``text`` told apart; empty where nothing is to be told apart."""
    attributes: Attributes = NONE


@dataclass(frozen=True, slots=True, kw_only=True)
class MathBlock:
    """Display mathematics, LaTeX without its dollar signs."""

    span: Span
    text: str
    attributes: Attributes = NONE


class Alignment(StrEnum):
    """How a table column is set."""

    DEFAULT = ""
    LEFT = "left"
    CENTRE = "center"
    RIGHT = "right"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A table cell."""

    span: Span
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A table row."""

    span: Span
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table; with a caption (``Table: words {#tbl-x}`` before it) it is numbered."""

    span: Span
    head: tuple[Row, ...]
    rows: tuple[Row, ...]
    alignments: tuple[Alignment, ...]
    caption: tuple[Inline, ...] = ()
    label: tuple[Inline, ...] = ()
    """“Table 2”; empty until compose, and for tables without caption."""
    attributes: Attributes = NONE


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A picture in a paragraph of its own; with a caption it is numbered."""

    span: Span
    image: Image
    caption: tuple[Inline, ...] = ()
    credit: tuple[Inline, ...] = ()
    description: tuple[Inline, ...] = ()
    """What the picture shows, at length; a cross-reference alone leads to it. After compose only the link to it is left."""
    described_by: str = ""
    """Compose: id of the long description, or of the link to it."""
    label: tuple[Inline, ...] = ()
    """“Figure 2”; empty until compose, and for figures without caption."""
    attributes: Attributes = NONE


@dataclass(frozen=True, slots=True, kw_only=True)
class Division:
    """A fenced div ``::: {.class}``, or a block that compose makes (then a class names it)."""

    span: Span
    children: tuple[Block, ...]
    attributes: Attributes = NONE


@dataclass(frozen=True, slots=True, kw_only=True)
class Details:
    """The raw-HTML pair ``details`` and ``summary``; also the long description of a picture."""

    span: Span
    summary: tuple[Inline, ...]
    children: tuple[Block, ...]
    attributes: Attributes = NONE


@dataclass(frozen=True, slots=True, kw_only=True)
class SceneBreak:
    """``***``."""

    span: Span
    attributes: Attributes = NONE


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentsItem:
    """Compose: a line of the contents (or of a list of figures), with the lines under it."""

    span: Span
    target: str
    number: str
    """“1”, “A”; empty for what has no number."""
    title: tuple[Inline, ...]
    """Without notes and links."""
    children: tuple[ContentsItem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentsList:
    """Compose: contents, or a list of figures or tables; with page numbers in editions that have pages."""

    span: Span
    items: tuple[ContentsItem, ...]
    attributes: Attributes = NONE
    """Class ``contents``, ``figures`` or ``tables``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Endnotes:
    """Compose: notes as text, at the end of their chapter or in a document of notes alone."""

    span: Span
    notes: tuple[str, ...]
    """``Note.id`` of each, in reading order; all are notes of the same document."""
    title: tuple[Inline, ...] = ()
    """What stands over the notes of a chapter; empty in a document of notes, whose headings are blocks."""
    attributes: Attributes = NONE


Block = (
    Paragraph | Heading | BlockQuote | List | DefinitionList | CodeBlock | MathBlock | Table | Figure | Division
    | Details | SceneBreak | ContentsList | Endnotes
)  # fmt: skip
