"""Every key of book.toml and of a preset: the one table that checks, messages and the editors' schema come from."""

from __future__ import annotations

from octavo.config.accessibility import ACCESSIBILITY
from octavo.config.contents_keys import CONTENTS
from octavo.config.line_break_keys import LINE_BREAKS
from octavo.config.press_keys import PRESS_SETTINGS
from octavo.config.reader_keys import READER_SETTINGS
from octavo.config.schema import (
    Choice,
    Date,
    Either,
    Flag,
    Isbn,
    Key,
    Language,
    Length,
    ListOf,
    Names,
    Size,
    Table,
    Text,
    Whole,
)
from octavo.model.config import LintLevel, NoteRestart, TermMatch
from octavo.model.edition import Format, Inks, Links, NotePlace, Opening, Paragraphs, TermNote
from octavo.model.pdf_variant import PDF_VARIANTS

_NAME = Text()
_WORDS = Text(may_be_empty=True)
_FILES = Either(kinds=(Text(), ListOf(of=Text())))
_MARGIN = Length(minimum_pt=0, maximum_pt=720)
_ROLE_CODE = Text(pattern="[a-z]{3}", says="a MARC relator code of three letters: aut, edt, trl, ill, aui, ant …")

MEDIA = ("print", "screen")
"""What a PDF is made for."""
GUTTERS = ("fixed", "grows")
"""What the inside margin does when a book has many pages."""

CONTRIBUTOR = Table(
    keys=(
        Key(name="name", kind=_NAME, doc="The name as the title page shows it.", required=True, example='name = "…"'),
        Key(name="sort", kind=_NAME, doc="The name as a catalogue sorts it: “Bassetti, Azzurra”."),
        Key(name="role", kind=_ROLE_CODE, doc="MARC relator code; “aut” (author) when left out."),
    )
)
SUBJECT = Table(
    keys=(
        Key(name="name", kind=_NAME, doc="The subject in words.", required=True, example='name = "…"'),
        Key(name="scheme", kind=_WORDS, doc="The scheme that the code belongs to: Thema, BISAC …"),
        Key(name="code", kind=_WORDS, doc="The code of the subject in its scheme."),
    )
)
COVER = Table(
    keys=(
        Key(name="image", kind=_NAME, doc="The picture, by its path below the manuscript folder.", required=True),
        Key(name="alt", kind=_NAME, doc="What the picture shows, for a reader who cannot see it.", required=True),
    )
)
SERIES = Table(
    keys=(
        Key(name="name", kind=_NAME, doc="The name of the series.", required=True),
        Key(name="number", kind=Either(kinds=(Text(), Whole())), doc="The book's number in it."),
    )
)
BOOK = Table(
    keys=(
        Key(name="title", kind=_NAME, doc="The title.", required=True, example='title = "…"'),
        Key(name="subtitle", kind=_WORDS, doc="The subtitle."),
        Key(name="short-title", kind=_WORDS, doc="The title for running heads; the title itself when left out."),
        Key(name="series", kind=Either(kinds=(Text(), SERIES)), doc="The series, or { name, number }."),
        Key(name="place", kind=_WORDS, doc="Where the book is published."),
        Key(
            name="slug",
            kind=Text(pattern="[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*", says="letters from a to z, digits and single hyphens"),
            doc="What the output files are named after; made from the title up to its first colon when left out.",
        ),
        Key(
            name="language",
            kind=Language(),
            doc="The language, as a BCP 47 tag: “en-GB”.",
            required=True,
            example='language = "en-GB"',
        ),
        Key(name="author", kind=_FILES, doc="The author, or a list of them."),
        Key(
            name="identifier",
            kind=Text(pattern=r"[A-Za-z][A-Za-z0-9+.-]*:\S+", says="a URN or another URI: “urn:uuid:…”, “urn:isbn:…”"),
            doc="A URN that stays the same for ever: urn:uuid:…",
        ),
        Key(name="publisher", kind=_WORDS, doc="The publisher."),
        Key(name="date", kind=Date(), doc="The date of publication."),
        Key(name="edition-statement", kind=_WORDS, doc="“First edition”."),
        Key(name="rights", kind=_WORDS, doc="The copyright line."),
        Key(name="licence", kind=_WORDS, doc="The licence: a name or a URL."),
        Key(name="printing", kind=_WORDS, doc="The printing line of the copyright page, as it is to stand there."),
        Key(name="description", kind=_WORDS, doc="What the book is about, for catalogues."),
        Key(name="subjects", kind=ListOf(of=Either(kinds=(Text(), SUBJECT))), doc="Subject headings."),
        Key(
            name="cover",
            kind=Either(kinds=(COVER, Flag())),
            doc="The cover picture and its alternative text; false for none, where an EPUB would get its theme's.",
        ),
        Key(name="contributors", kind=ListOf(of=CONTRIBUTOR), doc="Everyone who made the book, with roles."),
    )
)
_NOTE = Key(
    name="note",
    kind=Choice(values=tuple(TermNote)),
    doc="Which uses of a term get its definition as a note.",
)
TERMS = Table(
    keys=(
        Key(name="file", kind=_FILES, doc="The glossary, or a list of glossaries; “glossary.md” when left out."),
        _NOTE,
        Key(
            name="match",
            kind=Choice(values=tuple(TermMatch)),
            doc="Which words are uses: all, or those marked by hand.",
        ),
        Key(name="list", kind=Choice(values=("used", "all")), doc="Which terms the glossary section lists."),
        Key(name="index", kind=Flag(), doc="Whether each term is an entry of the index."),
    )
)
NOTES = Table(
    keys=(Key(name="number", kind=Choice(values=tuple(NoteRestart)), doc="Where the numbers of notes start again."),)
)
REFERENCES = Table(
    keys=(
        Key(name="files", kind=_FILES, doc="CSL-YAML, CSL-JSON or BibTeX files."),
        Key(name="style", kind=_NAME, doc="A CSL style, by name or by the path of a .csl file."),
        Key(name="groups", kind=ListOf(of=Text()), doc="The groups of related reading, in order."),
        Key(name="list-uncited", kind=Flag(), doc="Whether entries are listed that the text does not cite."),
    )
)
MARGINS = Table(
    keys=(
        Key(name="inside", kind=_MARGIN, doc="The margin at the spine; the left one of a one-sided page."),
        Key(name="outside", kind=_MARGIN, doc="The margin at the fore-edge."),
        Key(name="top", kind=_MARGIN, doc="The margin above the text, which holds the running head."),
        Key(name="bottom", kind=_MARGIN, doc="The margin below the text."),
    )
)
_SETTINGS = (
    Key(name="format", kind=Choice(values=tuple(Format)), doc="What kind of file the edition is."),
    Key(name="theme", kind=_NAME, doc="The theme, a folder of styles/themes/."),
    _NOTE,
    Key(name="notes", kind=Choice(values=tuple(NotePlace)), doc="Where notes stand."),
)
PAGE_SETTINGS = (
    Key(name="medium", kind=Choice(values=MEDIA), doc="What only= calls a PDF of this kind."),
    Key(name="trim", kind=Size(minimum_pt=100, maximum_pt=3400), doc="The finished page: “152mm x 229mm”."),
    Key(name="margins", kind=MARGINS, doc="The white around the text."),
    Key(
        name="gutter",
        kind=Choice(values=GUTTERS),
        doc="Whether the inside margin grows with the number of pages, as printers ask.",
    ),
    Key(name="mirrored", kind=Flag(), doc="Whether inside and outside change sides on left-hand pages."),
    Key(name="opening", kind=Choice(values=tuple(Opening)), doc="Where chapters begin: a recto, or the next page."),
    Key(name="bleed", kind=Length(minimum_pt=0, maximum_pt=72), doc="How far pictures reach beyond the trim."),
    Key(name="marks", kind=Flag(), doc="Whether crop marks are printed, outside the bleed."),
    Key(
        name="signature",
        kind=Whole(minimum=1, maximum=128),
        doc="The page count is a multiple of it, with blanks at the end.",
    ),
    Key(name="inks", kind=Choice(values=tuple(Inks)), doc="What a press prints with: black ink alone, or colours."),
    Key(name="pdf-variant", kind=Choice(values=PDF_VARIANTS), doc="The PDF standards to follow."),
    Key(name="font-size", kind=Length(minimum_pt=4, maximum_pt=48), doc="The size of the text."),
    Key(name="smallest-size", kind=Length(minimum_pt=4, maximum_pt=48), doc="The size that no text falls below."),
    Key(name="line-height", kind=Length(minimum_pt=4, maximum_pt=96), doc="From baseline to baseline."),
    Key(name="justify", kind=Flag(), doc="Whether lines are set to equal length."),
    Key(name="hyphenate", kind=Flag(), doc="Whether words are divided."),
    Key(
        name="links",
        kind=Choice(values=tuple(Links)),
        doc="How the address of a link is shown: in brackets after its words, in a note, or not at all.",
    ),
    Key(
        name="paragraphs",
        kind=Choice(values=tuple(Paragraphs)),
        doc="How justified lines are broken: for the whole paragraph together, or one by one.",
    ),
    Key(name="line-breaks", kind=LINE_BREAKS, doc="What is good and bad in the lines of a paragraph."),
    Key(
        name="line-numbers",
        kind=Whole(minimum=0, maximum=50),
        doc="Every how many lines a number stands in the margin, for editors; 0 for none.",
    ),
    Key(name="colour-links", kind=Flag(), doc="Whether links are coloured."),
    *PRESS_SETTINGS,
)
"""What means something to a paged edition only."""

PICTURE_SETTINGS = (
    Key(
        name="picture-pixels",
        kind=Whole(minimum=100_000, maximum=80_000_000),
        doc="The most pixels that a picture has; larger ones are made smaller.",
    ),
    Key(
        name="picture-side",
        kind=Whole(minimum=300, maximum=20_000),
        doc="The most pixels that a picture's longer side has.",
    ),
    Key(
        name="picture-quality",
        kind=Whole(minimum=50, maximum=100),
        doc="How well a photograph is kept that is made anew, up to 100.",
    ),
)
EPUB_SETTINGS = (
    Key(name="pages-from", kind=_NAME, doc="The paged edition whose folios the page list gives."),
    *PICTURE_SETTINGS,
    *READER_SETTINGS,
)
"""What means something to an EPUB only."""

PRESET = Table(
    keys=(
        Key(name="extends", kind=_NAME, doc="The preset that this one changes."),
        *_SETTINGS,
        *PAGE_SETTINGS,
        *PICTURE_SETTINGS,
        *READER_SETTINGS,
    )
)
EDITION = Table(
    keys=(
        Key(name="preset", kind=_NAME, doc="The preset that the edition changes."),
        Key(name="isbn", kind=Isbn(), doc="The edition's own ISBN."),
        *EPUB_SETTINGS,
        *_SETTINGS,
        *PAGE_SETTINGS,
    )
)
LINT = Names(
    of=Choice(values=tuple(LintLevel)),
    pattern="[a-z][a-z0-9-]*",
    says="the name of a check, as `octavo explain --list` shows it",
)
SUPPRESSION = Table(
    keys=(
        Key(
            name="finding", kind=_NAME, doc="The name of a finding.", required=True, example='finding = "doubled-word"'
        ),
        Key(name="file", kind=_NAME, doc="The file that it is in; * stands for any letters. Left out: every file."),
        Key(name="text", kind=_NAME, doc="Words of the line that it was found on. Left out: every line."),
        Key(
            name="reason",
            kind=_NAME,
            doc="Why it is no problem, for whoever reads book.toml next.",
            required=True,
            example='reason = "…"',
        ),
    )
)
ROOT = Table(
    keys=(
        Key(name="octavo-version", kind=_NAME, doc="The versions of Octavo that the book is made for: “>=0.1”."),
        Key(
            name="book", kind=BOOK, doc="What catalogues and title pages say.", required=True, example="a [book] table"
        ),
        Key(name="contents", kind=CONTENTS, doc="The order of the book."),
        Key(name="terms", kind=TERMS, doc="The glossary, and how its terms are found in the text."),
        Key(name="notes", kind=NOTES, doc="Notes in general."),
        Key(name="references", kind=REFERENCES, doc="Related reading and citations."),
        Key(
            name="accessibility",
            kind=ACCESSIBILITY,
            doc="What the EPUB claims of its accessibility, beyond what it holds.",
        ),
        Key(name="words", kind=Names(of=Text()), doc="The book's own choice of generated words."),
        Key(name="lint", kind=LINT, doc="Checks of `octavo check` that are turned off, or made errors."),
        Key(name="suppress", kind=ListOf(of=SUPPRESSION), doc="Warnings that are known, each with a reason."),
        Key(
            name="editions",
            kind=Names(
                of=Either(kinds=(Flag(), EDITION)),
                pattern="[a-z][a-z0-9-]*",
                says="a name of small letters from a to z, digits and hyphens",
            ),
            doc="print, screen, epub and others of your own; false drops one.",
        ),
    )
)
"""All of book.toml."""
