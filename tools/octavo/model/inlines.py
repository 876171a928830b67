"""What stands inside a line: words and what is done to them, links, notes, pictures."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from octavo.diagnostics import Span
from octavo.model.attributes import NONE, Attributes
from octavo.model.locators import Locators


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A run of characters without a line break, entities and escapes decoded, typography applied."""

    span: Span
    text: str
    anchors: tuple[tuple[int, int], ...] = ()
    """Where text and source part ways: (offset in ``text``, column in the source), in order. Between two anchors each
    character of the text is one of the source. Empty: the text stands in the source letter by letter."""

    def column_at(self, offset: int) -> int:
        """Return the source column of a character; of the end for ``len(text)``."""
        if offset >= len(self.text):
            return self.span.end_column
        known, column = 0, self.span.column
        for at, anchor in self.anchors:
            if at > offset:
                break
            known, column = at, anchor
        return column + offset - known

    def part(self, start: int, end: int) -> Text:
        """Return the piece between two offsets, with its own span."""
        first, last = self.column_at(start), self.column_at(end)
        span = Span(self.span.path, self.span.line, first, self.span.end_line, last)
        anchors = tuple((at - start, column) for at, column in self.anchors if start < at < end)
        return Text(span=span, text=self.text[start:end], anchors=anchors)

    def joined(self, other: Text) -> Text:
        """Return this text and one that follows it on the same source line, as one."""
        length = len(self.text)
        span = Span(self.span.path, self.span.line, self.span.column, other.span.end_line, other.span.end_column)
        later = ((length + at, column) for at, column in other.anchors)
        return Text(
            span=span, text=self.text + other.text, anchors=(*self.anchors, (length, other.span.column), *later)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class SoftBreak:
    """A line end of the source inside a paragraph: a space in the book."""

    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class HardBreak:
    """A line break that the author asked for."""

    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Emphasis:
    """``*words*``."""

    span: Span
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Strong:
    """``**words**``."""

    span: Span
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Strikethrough:
    """``~~words~~``."""

    span: Span
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """A code span."""

    span: Span
    text: str
    attributes: Attributes = NONE


@dataclass(frozen=True, slots=True, kw_only=True)
class Math:
    """LaTeX mathematics, without its dollar signs; ``display`` when it stands in a block of its own."""

    span: Span
    text: str
    display: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link that leaves the book (it has a scheme)."""

    span: Span
    children: tuple[Inline, ...]
    href: str
    title: str = ""
    attributes: Attributes = NONE


@dataclass(frozen=True, slots=True, kw_only=True)
class Image:
    """A picture in running text, or in a figure."""

    span: Span
    src: str
    """Relative to the manuscript folder, as written; resolve has checked that it is there."""
    alt: str
    title: str = ""
    attributes: Attributes = NONE
    src_span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """``[words]{attributes}``: words with a language, a class, or an index entry."""

    span: Span
    children: tuple[Inline, ...]
    attributes: Attributes


@dataclass(frozen=True, slots=True, kw_only=True)
class Markup:
    """An inline element of the raw-HTML subset: ``sub``, ``kbd``, ``abbr`` … (``br`` is a HardBreak)."""

    span: Span
    tag: str
    children: tuple[Inline, ...]
    attributes: Attributes = NONE


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteReference:
    """``[^name]``: the call of a note defined elsewhere in the file."""

    span: Span
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InlineNote:
    """``^[words]``: a note written where it is called."""

    span: Span
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TermUse:
    """Words that use a glossary term: marked by the author, or matched by resolve in running text."""

    span: Span
    children: tuple[Inline, ...]
    """The words as they stand in the text."""
    name: str
    """The name as written: ``EUNAVFOR`` in ``[European naval force][EUNAVFOR]``."""
    name_span: Span
    marked: bool
    """Whether the author marked it."""
    lone: bool = False
    """``[NAME]`` alone, which may turn out to be plain brackets."""
    term: str = ""
    """Id of the term; empty until resolve."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CitationItem:
    """One reference of a citation: ``see @key, p. 3`` with its prefix, locator and suffix as written."""

    span: Span
    """The key with its @."""
    key: str
    prefix: tuple[Inline, ...] = ()
    suffix: tuple[Inline, ...] = ()
    """Locator and what follows it, without the leading comma: ``p. 3, note 2``."""
    suppress_author: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """``[@key, p. 3; @other]``, or ``@key`` in the sentence."""

    span: Span
    items: tuple[CitationItem, ...]
    in_text: bool = False
    """``@key says``: the author's name belongs to the sentence."""
    rendered: tuple[Inline, ...] = ()
    """What the style makes of it; empty until cite. Links to entries are InternalLink(role=BIBLIOREF)."""
    note: bool = False
    """Set by cite: ``rendered`` belongs into a note (the style is a note style)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CrossReference:
    """A link to a place in the book: ``[](#fig-route)``, ``[x](02-two.md#id)``, ``{.page}`` for its page."""

    span: Span
    children: tuple[Inline, ...]
    """The author's own words; empty for the target's label and number."""
    file: str = ""
    """The chapter's file relative to the manuscript folder; empty for this one or any."""
    fragment: str = ""
    """The id after ``#``; empty for a whole chapter."""
    page: bool = False
    attributes: Attributes = NONE
    href_span: Span | None = None
    """Where the author wrote file and fragment; None where the link is made from something else."""
    target: str = ""
    """Id of the target; empty until resolve."""


class LinkRole(StrEnum):
    """What an internal link leads to; the writer gives the matching EPUB and ARIA roles."""

    CROSS_REFERENCE = "xref"
    GLOSSARY = "glossref"
    REFERENCE = "biblioref"
    FIRST_USE = "first-use"
    INDEX = "index"


@dataclass(frozen=True, slots=True, kw_only=True)
class InternalLink:
    """Compose: a link to an id that the publication holds."""

    span: Span
    children: tuple[Inline, ...]
    target: str
    role: LinkRole


@dataclass(frozen=True, slots=True, kw_only=True)
class PageNumber:
    """Compose: the folio of the page that an id stands on, as a literal number once pages are known.

    Only in editions with pages; ``linked`` when it is to be a link of its own.
    """

    span: Span
    target: str
    linked: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteCall:
    """Compose: the call of a note (``Note.id``), which stands in the same content document or in one of notes alone."""

    span: Span
    note: str
    id: str
    """Its own, where the note leads back to (``Note.call_id``)."""
    number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """Compose: an empty element that bears an id (an index mark, say)."""

    span: Span
    id: str


Inline = (
    Text | SoftBreak | HardBreak | Emphasis | Strong | Strikethrough | Code | Math | Link | Image | Phrase | Markup
    | NoteReference | InlineNote | TermUse | Citation | CrossReference
    | InternalLink | PageNumber | Locators | NoteCall | Anchor
)  # fmt: skip
