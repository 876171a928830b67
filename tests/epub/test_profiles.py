"""Reader profiles: what Kobo and Kindle want of the same publication."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

import pytest
from lxml import etree
from PIL import Image

from epub.conftest import at, p, png, publication
from octavo.diagnostics import Diagnostic
from octavo.model import nodes
from octavo.model.edition import NoteMarkup, ReaderProfile
from octavo.model.publication import Publication
from octavo.model.sources import Picture
from octavo.render.epub import render_epub
from octavo.render.epub.kepub import as_kepub
from octavo.render.xhtml import element
from octavo.render.xhtml.elements import EPUB_TYPE

H = "{http://www.w3.org/1999/xhtml}"
KOBO = ReaderProfile(kepub=True, note_markup=NoteMarkup.ITEMS)
KINDLE = ReaderProfile(note_markup=NoteMarkup.PARAGRAPHS, cover_page=False, contents_levels=2, transparency=False)
MARKUPS = {markup: ReaderProfile(note_markup=markup) for markup in NoteMarkup}

Files = dict[str, bytes]


def made(book: Publication, reader: ReaderProfile) -> tuple[Files, tuple[Diagnostic, ...]]:
    """Return the files of a publication for readers of a kind, and what was found."""
    edition = replace(book.edition, reader=reader)
    outcome = render_epub(replace(book, edition=edition), None, lambda _: None)
    if outcome.value is None:
        return {}, outcome.diagnostics
    with zipfile.ZipFile(io.BytesIO(outcome.value.data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}, outcome.diagnostics


@cache
def files(reader: ReaderProfile) -> Files:
    """Return the files of the publication that has everything; nothing is found in it."""
    found, diagnostics = made(publication(), reader)
    assert diagnostics == ()
    return found


def trees(found: Files) -> dict[str, etree._Element]:
    return {name: etree.fromstring(data) for name, data in found.items() if name.endswith(".xhtml")}


def words(root: etree._Element) -> str:
    return "".join(root.find(f"{H}body").itertext())


def types(part: etree._Element) -> tuple[str, str]:
    return part.get(EPUB_TYPE, ""), part.get("role", "")


# ---------------------------------------------------------------------------------------------- notes


@pytest.mark.parametrize("markup", NoteMarkup)
def test_calls_hold_their_number_and_notes_lead_back(markup: NoteMarkup) -> None:
    """In each markup: the number alone in the call, the note in the same file, its way back in front, safe ids."""
    calls = 0
    for tree in trees(files(MARKUPS[markup])).values():
        for call in tree.iter(f"{H}a"):
            if "doc-noteref" not in call.get("role", ""):
                continue
            calls += 1
            assert (len(call), call.text.isdecimal()) == (0, True)
            (note,) = tree.xpath(f"//*[@id='{call.get('href').removeprefix('#')}']")
            back = next(note.iter(f"{H}a"))
            assert (back.get("role"), back.get("href"), back.text) == ("doc-backlink", f"#{call.get('id')}", call.text)
            assert "".join(note.itertext()).lstrip().startswith(call.text)
            assert all(re.fullmatch("[A-Za-z][A-Za-z0-9_-]*", part.get("id")) for part in (call, note))
    assert calls == 2


def notes_of(markup: NoteMarkup) -> tuple[etree._Element, list[etree._Element]]:
    """Return the element that holds the notes of the chapter, and the notes."""
    chapter = etree.fromstring(files(MARKUPS[markup])["EPUB/text/at-sea.xhtml"])
    (holder,) = chapter.xpath("//*[@class='notes']")
    return holder, holder.xpath(".//*[contains(concat(' ', @class, ' '), ' note ')]")


def test_asides_are_footnotes() -> None:
    """What Apple Books, Thorium, calibre and foliate show where it is called."""
    holder, notes = notes_of(NoteMarkup.ASIDES)
    assert [(note.tag, types(note)) for note in notes] == [(f"{H}aside", ("footnote", "doc-footnote"))] * 2
    assert types(holder) == ("footnotes", "")


def test_kobo_has_items_and_calls_of_a_type_that_it_knows() -> None:
    """Items of an ordered list, without a role of their own, in a section of endnotes."""
    holder, notes = notes_of(NoteMarkup.ITEMS)
    assert [(note.tag, types(note), note.getparent().tag) for note in notes] == [
        (f"{H}li", ("endnote", ""), f"{H}ol")
    ] * 2
    assert types(holder) == ("endnotes", "doc-endnotes")
    calls = holder.getroottree().xpath("//*[@class='noteref']")
    assert {types(call) for call in calls} == {("noteref endnote", "doc-noteref")}


def test_kobos_list_goes_on_with_the_books_numbers(everything: Publication) -> None:
    """Where notes are numbered through the book, a chapter's list begins with its first number."""
    documents = tuple(
        replace(d, notes=tuple(replace(n, number=str(int(n.number) + 6)) for n in d.notes))
        for d in everything.documents
    )
    found, _ = made(replace(everything, documents=documents), MARKUPS[NoteMarkup.ITEMS])
    assert b'<ol class="note-list" start="7">' in found["EPUB/text/at-sea.xhtml"]


def test_kindle_has_a_paragraph_or_a_division_with_the_number_in_front() -> None:
    """A note of one paragraph is that paragraph."""
    _, notes = notes_of(NoteMarkup.PARAGRAPHS)
    assert [(note.tag, types(note)) for note in notes] == [
        (f"{H}p", ("footnote", "doc-footnote")),
        (f"{H}div", ("footnote", "doc-footnote")),
    ]


def test_only_notes_lead_to_each_other() -> None:
    """Kindle takes any two places that lead to each other for a note: terms and references lead nowhere, or elsewhere."""
    found = trees(files(KINDLE))
    links = {
        (path, link.get("id"), link.get("href"), link.get("role"))
        for path, tree in found.items()
        for link in tree.iter(f"{H}a")
    }
    with_ids = [link for link in links if link[1]]
    assert {role for *_, role in with_ids} == {"doc-noteref"}


# ---------------------------------------------------------------------------------------------- Kobo


def test_kobos_wrappers_and_spans() -> None:
    """Every document has the two wrappers; all text of blocks stands in spans of ids that occur once."""
    for path, tree in trees(files(KOBO)).items():
        (columns,) = tree.find(f"{H}body")
        (inner,) = columns
        assert (columns.get("id"), inner.get("id")) == ("book-columns", "book-inner"), path
        spans = [span.get("id") for span in tree.iter(f"{H}span") if span.get("class") == "koboSpan"]
        assert len(set(spans)) == len(spans)
        assert all(re.fullmatch(r"kobo\.\d+\.\d+", identifier) for identifier in spans)
        assert list(outside(inner)) == [], path


def outside(part: etree._Element) -> Iterator[str]:
    """Yield the words that no span holds, save where none are wanted."""
    if part.get("class") in {"koboSpan", "noteref"} or part.tag in {f"{H}nav", f"{H}pre"} or not part.tag.startswith(H):
        return
    yield from [part.text] if part.text and part.text.strip() else []
    for child in part:
        yield from outside(child)
        yield from [child.tail] if child.tail and child.tail.strip() else []


def test_kobos_form_changes_no_word() -> None:
    """Text, pictures, ids and links are those of the same notes without it."""
    plain = trees(files(ReaderProfile(note_markup=NoteMarkup.ITEMS)))
    kobo = trees(files(KOBO))
    assert plain.keys() == kobo.keys()
    for path, tree in plain.items():
        assert re.sub(r"\s+", " ", words(kobo[path])).strip() == re.sub(r"\s+", " ", words(tree)).strip(), path
        for attribute in ("href", "src", "id"):
            found, expected = (one.xpath(f"//@{attribute}") for one in (kobo[path], tree))
            assert [v for v in found if not v.startswith(("kobo.", "book-"))] == expected, path


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("One. Two! “Three?” Four", ["One. ", "Two! ", "“Three?” ", "Four"]),
        ("He said (twice.) Then … and on.", ["He said (twice.) ", "Then … ", "and on."]),
        ("Version 3.11 stays whole", ["Version 3.11 stays whole"]),
        ("一。「二！」三", ["一。", "「二！」", "三"]),
        ("...", ["..."]),
    ],
)
def test_a_span_is_a_sentence(text: str, sentences: list[str]) -> None:
    """White space belongs to the sentence before it."""
    tree = as_kepub(element("html", None, [element("body", None, [element("p", None, [text])])]))
    assert [span.text for span in tree.iter(f"{H}span")] == sentences


def test_pictures_and_ruby_are_one_span_each() -> None:
    """A picture is a place to come back to; ruby is never torn."""
    ruby = element("ruby", None, ["漢", element("rt", None, ["かん"])])
    paragraph = element("p", None, [element("img", {"src": "a.png", "alt": ""}), "x", ruby, "y"])
    tree = as_kepub(element("html", None, [element("body", None, [paragraph])]))
    spans = list(next(tree.iter(f"{H}p")))
    assert [(span.get("id"), span.text, [child.tag for child in span]) for span in spans] == [
        ("kobo.1.1", None, [f"{H}img"]),
        ("kobo.1.2", "x", []),
        ("kobo.1.3", None, [f"{H}ruby"]),
        ("kobo.1.4", "y", []),
    ]


# ---------------------------------------------------------------------------------------------- Kindle


def test_kindle_has_no_cover_page() -> None:
    """The cover is a picture of the package alone; nothing leads to a page of it."""
    plain, kindle = files(ReaderProfile()), files(KINDLE)
    assert plain.keys() - kindle.keys() == {"EPUB/cover.xhtml", "EPUB/images/route.svg"}
    assert b'properties="cover-image"' in kindle["EPUB/content.opf"]
    assert not [name for name, data in kindle.items() if b"cover.xhtml" in data]


def test_kindles_menu_has_two_levels() -> None:
    """Headings below chapters of a part are left out, in both lists, chapters never."""
    nav = etree.fromstring(files(KINDLE)["EPUB/nav.xhtml"])
    (toc,) = nav.xpath("//*[@role='doc-toc']")
    assert {link.get("href") for link in toc.iter(f"{H}a")} >= {"text/at-sea.xhtml", "text/ashore.xhtml"}
    assert toc.xpath("count(.//*[local-name()='ol'])") == 2
    assert b"at-sea-formulas" not in files(KINDLE)["EPUB/toc.ncx"]
    assert b"at-sea-formulas" in files(ReaderProfile())["EPUB/toc.ncx"]


def test_kindles_pictures_are_pixels_on_white(everything: Publication) -> None:
    """Drawings and transparent pictures become opaque PNGs; others keep their bytes."""
    clear = io.BytesIO()
    Image.new("RGBA", (8, 8), (0, 0, 0, 0)).save(clear, "PNG")
    flag = Picture(file="images/flag.png", media_type="image/png", width_px=8, height_px=8, data=clear.getvalue())
    kindle, _ = made(replace(everything, pictures={**everything.pictures, flag.file: flag}), KINDLE)
    pictures = {name: Image.open(io.BytesIO(data)) for name, data in kindle.items() if name.endswith(".png")}
    assert pictures.keys() == {"EPUB/cover.png", "EPUB/images/flag.png", "EPUB/images/route.png"}
    assert not any(picture.has_transparency_data for picture in pictures.values())
    assert pictures["EPUB/images/flag.png"].getpixel((3, 3)) == (255, 255, 255)
    assert max(pictures["EPUB/images/route.png"].size) == 2000
    assert b"route.png" in kindle["EPUB/text/at-sea.xhtml"]
    assert files(KINDLE)["EPUB/images/flag.png"] == png(8, 8)


def test_a_drawing_that_is_none(everything: Publication) -> None:
    """It is an error at the place that shows it, where readers take no drawings."""
    broken = replace(everything.pictures["images/route.svg"], data=b"<svg")
    _, diagnostics = made(replace(everything, pictures={**everything.pictures, broken.file: broken}), KINDLE)
    assert [(d.finding.name, d.span) for d in diagnostics] == [("drawing-without-pixels", p("").span)]


def test_formulas_are_plain_mathml() -> None:
    """Kindle takes no annotations in formulas; no edition has any."""
    assert not [name for name, data in files(KINDLE).items() if b"<semantics" in data or b"<annotation" in data]


def table(rows: int, columns: int) -> nodes.Table:
    """Return a table without a head."""
    span = p("x").span
    row = nodes.Row(span=span, cells=tuple(nodes.Cell(span=span, children=p("x").children) for _ in range(columns)))
    return nodes.Table(span=span, head=(), rows=(row,) * rows, alignments=(), attributes=at())


@pytest.mark.parametrize(
    ("rows", "columns", "told"), [(3, 2, []), (4, 2, ["4 × 2"]), (3, 3, ["3 × 3"]), (1, 1, [])], ids=str
)
def test_tables_beyond_what_readers_take(bare: Publication, rows: int, columns: int, told: list[str]) -> None:
    """A table of more rows or columns is a warning, one of just so many is not, and none where there is no limit."""
    (document,) = bare.documents
    book = replace(bare, documents=(replace(document, children=(table(rows, columns),)),))
    _, diagnostics = made(book, ReaderProfile(table_rows=3, table_columns=2))
    assert [(d.finding.name, d.message) for d in diagnostics] == [
        ("table-beyond-reader", f"the table has {size} rows and columns, and readers of this edition take 3 × 2")
        for size in told
    ]
    assert made(book, ReaderProfile())[1] == ()
