"""[editions] and the tables beside it."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import jsonschema
import pytest

from octavo.config import json_schema
from octavo.config.keys import ROOT
from octavo.config.schema import tables_of
from octavo.diagnostics import Span
from octavo.model.config import NoteRestart, ReferenceSettings, TermMatch, TermSettings
from octavo.model.edition import (
    Edition,
    Format,
    LineBreaks,
    Links,
    NoteMarkup,
    NotePlace,
    Opening,
    PageGeometry,
    Paragraphs,
    PictureLimits,
    ReaderProfile,
    TermNote,
)
from octavo.model.units import Margins, Trim
from support.machine import REPOSITORY
from support.small_book import CHAPTER, SMALLEST, loaded

GLOSSARY = {**CHAPTER, "glossary.md": "A\n: B\n"}


def files(toml: str, folder: Path) -> list[str]:
    """Return the names of the files that a book is built into."""
    return [edition.file_name for edition in loaded(folder, toml).editions]


def test_three_editions_always_exist(tmp_path: Path) -> None:
    """Their order, files and media are the same in every book."""
    editions = loaded(tmp_path, SMALLEST).editions
    assert [(e.name, e.format, sorted(e.media), e.file_name) for e in editions] == [
        ("print", Format.PDF, ["print"], "tides-print.pdf"),
        ("screen", Format.PDF, ["screen"], "tides-screen.pdf"),
        ("epub", Format.EPUB, ["epub"], "tides.epub"),
    ]


def test_editions_are_dropped_changed_and_added(tmp_path: Path) -> None:
    """Built-in ones come first in their order, the author's own as written."""
    toml = f"""{SMALLEST}[editions]
screen = false
[editions.workbook]
preset = "screen"
[editions.kobo]
format = "epub"
[editions.epub]
note = "never"
"""
    assert files(toml, tmp_path) == ["tides-print.pdf", "tides.epub", "tides-workbook.pdf", "tides-kobo.epub"]


def test_readers_of_a_kind_are_a_preset(tmp_path: Path) -> None:
    """Kobo's form has an ending of its own, which is enough of a name; what a preset says of readers can be changed."""
    toml = f"""{SMALLEST}[editions]
print = false
screen = false
[editions.epub-kobo]
preset = "epub-kobo"
[editions.clara]
preset = "epub-kobo"
kepub = true
note-markup = "paragraphs"
[editions.kindle]
preset = "epub-kindle"
contents-levels = 3
table-limit.rows = 50
"""
    plain, kobo, clara, kindle = loaded(tmp_path, toml).editions
    names = [edition.file_name for edition in (plain, kobo, clara, kindle)]
    assert names == ["tides.epub", "tides.kepub.epub", "tides-clara.kepub.epub", "tides-kindle.epub"]
    assert plain.reader == ReaderProfile()
    assert kobo.reader == ReaderProfile(kepub=True, note_markup=NoteMarkup.ITEMS)
    assert clara.reader == ReaderProfile(kepub=True, note_markup=NoteMarkup.PARAGRAPHS)
    assert kindle.reader == ReaderProfile(
        note_markup=NoteMarkup.PARAGRAPHS,
        cover_page=False,
        contents_levels=3,
        transparency=False,
        table_rows=50,
        table_columns=10,
    )
    assert kindle.media == {"kindle", "epub"}


def test_true_keeps_an_edition(tmp_path: Path) -> None:
    """Switching on what is on changes nothing."""
    assert files(f"{SMALLEST}[editions]\nprint = true\nepub = false\n", tmp_path) == [
        "tides-print.pdf",
        "tides-screen.pdf",
    ]


def test_a_built_in_edition_may_change_its_format(tmp_path: Path) -> None:
    """Without a preset it starts from the format's own."""
    assert files(f'{SMALLEST}[editions.screen]\nformat = "epub"\n', tmp_path)[1] == "tides-screen.epub"
    assert files(f'{SMALLEST}[editions.epub]\nformat = "pdf"\n', tmp_path)[2] == "tides-epub.pdf"


def test_every_key_of_an_edition_reaches_the_model(tmp_path: Path) -> None:
    """Nothing that is accepted does nothing."""
    toml = f"""{SMALLEST}[editions.screen]
preset = "digest"
isbn = "978-3-16-148410-0"
format = "pdf"
medium = "screen"
theme = "classic"
trim = "5in x 8in"
margins = {{ inside = "72pt", outside = "1in", top = "6pc", bottom = "96px" }}
gutter = "grows"
mirrored = false
opening = "next"
bleed = "9pt"
marks = true
inks = "colour"
signature = 16
notes = "book-endnotes"
note = "every"
pdf-variant = "pdf/ua-1"
font-size = "12pt"
line-height = "15pt"
smallest-size = "9pt"
justify = false
hyphenate = false
paragraphs = "greedy"
line-breaks = {{ stretch = 40, shrink = 20, hyphen = 900, two-hyphens = 5, last-line = 6 }}
line-numbers = 10
colour-links = true
links = "text"
"""
    assert loaded(tmp_path, toml).editions[1] == Edition(
        name="screen",
        format=Format.PDF,
        media=frozenset({"screen"}),
        file_name="tides-screen.pdf",
        theme="classic",
        isbn="9783161484100",
        term_note=TermNote.EVERY,
        notes=NotePlace.BOOK_ENDNOTES,
        page=PageGeometry(
            trim=Trim(width_pt=360, height_pt=576),
            margins=Margins(inside_pt=72, outside_pt=72, top_pt=72, bottom_pt=72),
            gutter_grows=True,
            mirrored=False,
            opening=Opening.NEXT,
            bleed_pt=9,
            marks=True,
            signature=16,
            pdf_variant="pdf/ua-1",
            font_size_pt=12,
            line_height_pt=15,
            smallest_size_pt=9,
            justify=False,
            hyphenate=False,
            paragraphs=Paragraphs.GREEDY,
            line_breaks=LineBreaks(stretch=40, shrink=20, hyphen=900, two_hyphens=5, last_line=6),
            line_numbers=10,
        ),
        colour_links=True,
        links=Links.TEXT,
    )


@pytest.mark.parametrize(
    ("table", "media"),
    [
        ('[editions.screen]\npreset = "a5"', ["screen"]),
        ('[editions.screen]\npreset = "a5"\nmedium = "print"', ["print", "screen"]),
        ('[editions.small]\npreset = "a5"', ["print", "small"]),
        ('[editions.small]\npreset = "screen"', ["screen", "small"]),
        ('[editions.small]\npreset = "epub"', ["epub", "small"]),
    ],
)
def test_an_edition_belongs_to_a_medium(table: str, media: list[str], tmp_path: Path) -> None:
    """The screen edition stays one in the pages of a print preset."""
    name = table[len("[editions.") : table.index("]")]
    assert [sorted(e.media) for e in loaded(tmp_path, SMALLEST + table).editions if e.name == name] == [media]


def test_a_variant_can_be_taken_off(tmp_path: Path) -> None:
    """“none” is a plain PDF."""
    screen = loaded(tmp_path, f'{SMALLEST}[editions.screen]\npdf-variant = "none"\n').editions[1]
    assert screen.page is not None
    assert screen.page.pdf_variant == ""


@pytest.mark.parametrize(
    ("lines", "grows"),
    [
        ("", True),
        ('margins.outside = "15mm"', True),
        ('margins.inside = "22mm"', False),
        ('margins.inside = "22mm"\ngutter = "grows"', True),
        ('gutter = "fixed"', False),
    ],
)
def test_an_inside_margin_of_the_authors_own_stays(tmp_path: Path, lines: str, *, grows: bool) -> None:
    """The presets of bound books have one that grows with the pages."""
    page = loaded(tmp_path, f"{SMALLEST}[editions.print]\n{lines}\n").editions[0].page
    assert page is not None
    assert page.gutter_grows is grows


def test_one_cost_of_line_breaks_leaves_the_others(tmp_path: Path) -> None:
    """What an edition does not say of lines is as the preset and the model have it."""
    page = loaded(tmp_path, f"{SMALLEST}[editions.print]\nline-breaks.hyphen = 2000\n").editions[0].page
    assert page is not None
    assert page.line_breaks == LineBreaks(hyphen=2000)


def test_an_epub_names_the_edition_of_its_pages(tmp_path: Path) -> None:
    """Also one of the author's own, described after it."""
    toml = f'{SMALLEST}[editions.epub]\npages-from = "big"\n[editions.big]\npreset = "royal"\n'
    assert loaded(tmp_path, toml).editions[2].pages_from == "big"


def test_notes_of_terms_are_set_for_the_book_and_changed_by_an_edition(tmp_path: Path) -> None:
    """[terms] note is the default, an edition's note wins."""
    toml = f'{SMALLEST}[terms]\nnote = "first-in-chapter"\n[editions.epub]\nnote = "every"\n'
    notes = [edition.term_note for edition in loaded(tmp_path, toml).editions]
    assert notes == [TermNote.FIRST_IN_CHAPTER, TermNote.FIRST_IN_CHAPTER, TermNote.EVERY]


def test_the_tables_beside_editions_are_kept(tmp_path: Path) -> None:
    """[terms], [notes], [references] and [words]."""
    toml = f"""{SMALLEST}[terms]
file = ["glossary.md", "./house.md"]
match = "marked"
list = "all"
index = true
[notes]
number = "book"
[references]
files = "r.bib"
style = "styles/own.csl"
groups = ["B", "A"]
list-uncited = false
[words]
chapter = "Lesson"
"""
    config = loaded(tmp_path, toml, GLOSSARY)
    path = "manuscript/book.toml"
    assert config.terms == TermSettings(
        files=("glossary.md", "house.md"),
        file_spans=(Span(path, 6, 9, 6, 22), Span(path, 6, 24, 6, 36)),
        match=TermMatch.MARKED,
        list_all=True,
        index=True,
    )
    assert config.references == ReferenceSettings(
        files=("r.bib",),
        file_spans=(Span(path, 13, 9, 13, 16),),
        style="styles/own.csl",
        style_span=Span(path, 14, 9, 14, 25),
        groups=("B", "A"),
        list_uncited=False,
    )
    assert (config.note_restart, config.words) == (NoteRestart.BOOK, {"chapter": "Lesson"})


def test_glossary_and_references_are_found_by_their_usual_names(tmp_path: Path) -> None:
    """What no table names is used when it is there."""
    config = loaded(tmp_path, SMALLEST, {**GLOSSARY, "related-reading.yaml": "[]"})
    assert (config.terms.files, config.references.files) == (("glossary.md",), ("related-reading.yaml",))
    bare = loaded(tmp_path / "bare", SMALLEST)
    assert (bare.terms.files, bare.references.files) == ((), ())


SCHEMA = jsonschema.Draft202012Validator(json_schema())


def plain(toml: str) -> object:
    """Return TOML as an editor's validator sees it: dates are strings."""
    return json.loads(json.dumps(tomllib.loads(toml), default=str))


def test_editors_accept_the_projects_book() -> None:
    """The JSON Schema is valid itself, and knows every key of a real book."""
    SCHEMA.check_schema(json_schema())
    assert [
        e.message for e in SCHEMA.iter_errors(plain((REPOSITORY / "manuscript/book.toml").read_text("utf-8")))
    ] == []


@pytest.mark.parametrize(
    "lines",
    [
        'licens = "CC"',
        "date = 3",
        'slug = "a b"',
        '[editions.print]\ntrim = "152 x 229mm"',
        "[editions.print]\nbleed = 3",
        '[editions.Print]\npreset = "a5"',
        '[contents]\nbody = [{ part = "One", chapters = [] }]',
    ],
)
def test_editors_mark_what_load_refuses(lines: str) -> None:
    """The JSON Schema is as strict about keys, types and units."""
    assert list(SCHEMA.iter_errors(plain(SMALLEST + lines))) != []


def test_every_key_says_what_it_is_for() -> None:
    """Editors show a sentence for each key."""
    keys = [key for _, table in tables_of(ROOT) for key in table.keys]
    assert [key.name for key in keys if not key.doc.endswith((".", "…", "”")) or len(key.doc) < len("The title.")] == []


def test_limits_of_pictures(tmp_path: Path) -> None:
    """An EPUB has those of its preset, and its own; a page has none."""
    toml = f"{SMALLEST}[editions.epub]\npicture-pixels = 1_000_000\npicture-quality = 80\n"
    config = loaded(tmp_path, toml)
    (made,) = (edition.pictures for edition in config.editions if edition.format is Format.EPUB)
    assert made == PictureLimits(pixels=1_000_000, side_px=3200, quality=80)
