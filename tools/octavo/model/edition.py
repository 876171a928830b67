"""An edition: one deliverable, as data (a preset of styles/presets/, changed by the book)."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from octavo.model.press import Press
from octavo.model.units import Margins, Trim


class Format(StrEnum):
    """What kind of file an edition is."""

    PDF = "pdf"
    EPUB = "epub"


class TermNote(StrEnum):
    """``note``: which uses of a term get its definition as a note."""

    FIRST_IN_BOOK = "first-in-book"
    FIRST_IN_CHAPTER = "first-in-chapter"
    EVERY = "every"
    NEVER = "never"


class NotePlace(StrEnum):
    """``notes``: where notes stand."""

    FOOTNOTES = "footnotes"
    CHAPTER_ENDNOTES = "chapter-endnotes"
    BOOK_ENDNOTES = "book-endnotes"


class Opening(StrEnum):
    """Where chapters begin."""

    RECTO = "recto"
    NEXT = "next"


class Links(StrEnum):
    """``links``: how the address of a link is shown beside its words."""

    TEXT = "text"
    NOTE = "note"
    HIDDEN = "hidden"


class Inks(StrEnum):
    """``inks``: what a press prints the inside of the book with."""

    BLACK = "black"
    COLOUR = "colour"


class NoteMarkup(StrEnum):
    """``note-markup``: how an EPUB writes notes, so that readers of a kind show them where they are called."""

    ASIDES = "asides"
    ITEMS = "items"
    PARAGRAPHS = "paragraphs"


class Paragraphs(StrEnum):
    """``paragraphs``: how the lines of justified text are broken."""

    TOTAL_FIT = "total-fit"
    GREEDY = "greedy"


@dataclass(frozen=True, slots=True, kw_only=True)
class LineBreaks:
    """``line-breaks``: what is good and bad in the lines of a paragraph that is set as a whole.

    A line's ratio r is 1 when its word spaces are wider by ``stretch``, -1 when they are narrower by ``shrink``. A line
    costs ``(10 + 100 |r|³)²``, and what its end costs; of all ways to break a paragraph the cheapest is taken.
    """

    stretch: int = 50
    """Per cent of a word space that a line may gain before it is called loose; some must gain more."""
    shrink: int = 33
    """Per cent of a word space that a line loses at most."""
    hyphen: int = 750
    """What a line costs that ends in a piece of a word, before it is squared."""
    two_hyphens: int = 200_000
    """What a second line end in a row costs that has a hyphen."""
    last_line: int = 60_000
    """What a last line costs that is one word, or less than an eighth of the measure."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureLimits:
    """How large the pictures of an EPUB may be, and how well they are kept when they must be made anew."""

    pixels: int = 5_600_000
    """Width by height: what Apple Books takes."""
    side_px: int = 3200
    """The longer side: what Google Play takes."""
    quality: int = 90
    """Of JPEG and WebP, up to 100."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageGeometry:
    """What only a paged edition has."""

    trim: Trim
    margins: Margins
    mirrored: bool = True
    """Whether inside and outside swap on versos; a screen PDF has them fixed."""
    opening: Opening = Opening.RECTO
    gutter_grows: bool = False
    """Whether the inside margin becomes wider with the number of pages; ``margins`` holds it for a book of usual length."""
    bleed_pt: float = 0.0
    """How far pictures that bleed reach beyond the trim."""
    marks: bool = False
    """Whether crop marks stand outside the bleed."""
    signature: int = 1
    """The page count is a multiple of it: what a printer folds and binds together."""
    inks: Inks = Inks.COLOUR
    """Of a print edition; a screen has no inks."""
    pdf_variant: str = ""
    """A name of ``model.pdf_variant``: ``pdf/a-3u+ua-1``; empty for a plain PDF."""
    font_size_pt: float = 10.5
    smallest_size_pt: float = 0.0
    """The size that notes, captions, heads and folios do not fall below; 0 leaves them to the theme."""
    line_height_pt: float = 13.5
    justify: bool = True
    hyphenate: bool = True
    paragraphs: Paragraphs = Paragraphs.TOTAL_FIT
    """Of justified text: broken as a whole, or line by line."""
    line_breaks: LineBreaks = field(default_factory=LineBreaks)
    press: Press = field(default_factory=Press)
    line_numbers: int = 0
    """Every how many lines of a page a number stands in its left margin; 0 for none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReaderProfile:
    """What the readers that an EPUB is made for take; by default what all of them do."""

    note_markup: NoteMarkup = NoteMarkup.ASIDES
    kepub: bool = False
    """Whether sentences are marked and pages wrapped as Kobo's own readers want it."""
    cover_page: bool = True
    """Whether the cover is a page besides being a picture."""
    contents_levels: int = 0
    """How deep the menu of contents is nested; 0 for all levels."""
    transparency: bool = True
    """Whether pictures may be drawings or have transparent parts; else they are made pixels on white."""
    table_rows: int = 0
    """The rows that a table may have; 0 for any number."""
    table_columns: int = 0
    vertical: bool = False
    """Whether lines run from top to bottom, and follow each other from right to left."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """One deliverable."""

    name: str
    """Its name in book.toml: ``print``."""
    format: Format
    media: frozenset[str]
    """Names that ``only=`` may give: its own, its medium (print, screen, epub)."""
    file_name: str
    """What is written into the output folder: ``the-book-print.pdf``."""
    theme: str = "classic"
    isbn: str = ""
    """ISBN-13, digits only; empty when the edition has none."""
    term_note: TermNote = TermNote.FIRST_IN_BOOK
    notes: NotePlace = NotePlace.FOOTNOTES
    page: PageGeometry | None = None
    """None for an EPUB."""
    pages_from: str = ""
    """For an EPUB: the paged edition whose folios it lists; empty for none."""
    reader: ReaderProfile = ReaderProfile()
    """Of an EPUB."""
    colour_links: bool = False
    links: Links = Links.HIDDEN
    pictures: PictureLimits = field(default_factory=PictureLimits)
    """Of an EPUB."""
