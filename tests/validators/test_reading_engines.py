"""Reading engines in headless Chromium: every document shows, links land, notes pop up and lead back, pages are listed.

Pictures of each kind of page, light and dark, are kept in tests/artefacts/ (``--artefacts`` names another folder).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import Image

from support.epub import links_back, note_calls, spine
from support.machine import node, program, run
from support.shelf import BOOKS, PROFILES, Shelf

pytestmark = pytest.mark.validator

SCRIPT = Path(__file__).parent / "reader" / "read.js"
ENGINES = ("foliate", "epubjs")
KINDS = (
    *("cover", "title-page", "copyright-page", "contents", "part", "chapter", "notes", "quotation", "list", "table"),
    *("figure", "code", "math", "verse", "glossary", "related-reading", "index"),
)
FAR = 200
"""Of 255 levels of grey, those that the lightest and the darkest of a page are apart."""

Readings = Mapping[tuple[Path, str], Any]


@pytest.fixture(scope="module")
def pictures(request: pytest.FixtureRequest) -> Path:
    """Where pictures are kept."""
    return Path(request.config.getoption("--artefacts")) / "reading"


@pytest.fixture(scope="module")
def readings(shelf: Shelf, pictures: Path, tmp_path_factory: pytest.TempPathFactory) -> Readings:
    """What the engines saw of the EPUBs of all books, from one run of Chromium: by (file, engine)."""
    folder = tmp_path_factory.mktemp("reading")
    epubs = (*shelf.everything("*.epub"), *(shelf.profile("everything", preset) for preset in PROFILES))
    for old in pictures.glob("*.png"):
        old.unlink()
    run(node(), SCRIPT, program("chromium"), folder, pictures, *epubs, timeout=900)
    return {
        (epub, engine): json.loads((folder / str(number) / f"{engine}.json").read_text("utf-8"))
        for number, epub in enumerate(epubs)
        for engine in ENGINES
    }


def check_documents(epub: Path, reading: Any) -> None:
    """Assert that an engine showed each document of the spine, well-formed, not empty, its pictures whole."""
    assert reading["errors"] == []
    assert tuple(document["href"] for document in reading["documents"]) == spine(epub)
    for document in reading["documents"]:
        assert (document["malformed"], document["broken"]) == ("", []), document["href"]
        assert document["characters"] + document["pictures"] > 0, document["href"]


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("book", BOOKS)
def test_every_document_shows(book: str, engine: str, shelf: Shelf, readings: Readings) -> None:
    """Whole, and without an error of the engine."""
    epub = shelf.epub(book)
    check_documents(epub, readings[epub, engine])


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("book", BOOKS)
def test_every_link_lands(book: str, engine: str, shelf: Shelf, readings: Readings) -> None:
    """Contents, cross-references, notes, terms, references, the index: each leads to a place of the book."""
    documents = readings[shelf.epub(book), engine]["documents"]
    links = [(document["href"], link) for document in documents for link in document["links"]]
    assert [(path, link["href"]) for path, link in links if not link["lands"]] == []
    assert links


def popped(reading: Any, role: str) -> Iterator[Any]:
    """Yield what popped up when links of a role were pressed."""
    for document in reading["documents"]:
        yield from (note for note in document["notes"] if role in note["role"].split())


@pytest.mark.parametrize("book", BOOKS)
def test_every_note_pops_up(book: str, shelf: Shelf, readings: Readings) -> None:
    """In foliate each note call opens a footnote that begins with the call's number and has words of its own."""
    epub = shelf.epub(book)
    for document in readings[epub, "foliate"]["documents"]:
        notes = [note for note in document["notes"] if note["role"] == "doc-noteref"]
        assert tuple(note["call"] for note in notes) == note_calls(epub, document["href"])
        for note in notes:
            assert note["type"] == "footnote", note
            assert note["words"].startswith(note["call"]), note
            assert len(note["words"]) > len(note["call"]) + 2, note


@pytest.mark.parametrize("book", ["project", "everything"])
@pytest.mark.parametrize("role", ["doc-glossref", "doc-biblioref"])
def test_terms_and_references_pop_up(book: str, role: str, shelf: Shelf, readings: Readings) -> None:
    """The whole entry of each: a term with its definition, not the term alone."""
    shown = [note["words"] for note in popped(readings[shelf.epub(book), "foliate"], role)]
    assert len(shown) > 1
    assert [words for words in shown if len(words.split()) < 5] == []


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("book", BOOKS)
def test_notes_lead_back(book: str, engine: str, shelf: Shelf, readings: Readings) -> None:
    """The way back from a document's last note turns to the page on which its call stands."""
    epub = shelf.epub(book)
    back = {document["href"]: document["back"] for document in readings[epub, engine]["documents"]}
    assert back == {path: True if links_back(epub, path) else None for path in spine(epub)}


@pytest.mark.parametrize("book", ["project", "everything", "guide"])
def test_pages_are_those_of_the_printed_book(book: str, shelf: Shelf, readings: Readings) -> None:
    """The page list shows folios of the PDF, in its order, and each leads to the mark of that page."""
    with pikepdf.open(shelf.pdf(book, "print")) as printed:
        folios = [page.label for page in printed.pages]
    pages = readings[shelf.epub(book), "foliate"]["pages"]
    assert [mark for _, mark in pages] == [label for label, _ in pages]
    assert [folio for folio in folios if folio in dict(pages)] == [label for label, _ in pages]
    assert len(pages) > len(folios) / 2
    decimal = [(label, mark) for label, mark in pages if label.isdecimal()]  # epub.js knows no other numbers
    of_the_other = readings[shelf.epub(book), "epubjs"]["pages"]
    assert [(label, mark) for label, mark in of_the_other if mark.isdecimal()] == decimal
    assert len(of_the_other) == len(pages)


@pytest.mark.parametrize("preset", PROFILES)
def test_readers_of_a_kind_read_as_well(preset: str, shelf: Shelf, readings: Readings) -> None:
    """What is made for Kobo or Kindle shows in other readers, notes pop up there, and the words are the same."""
    epub, plain = shelf.profile("everything", preset), readings[shelf.epub("everything"), "foliate"]
    for engine in ENGINES:
        check_documents(epub, readings[epub, engine])
    reading = readings[epub, "foliate"]
    assert {note["type"] for note in popped(reading, "doc-noteref")} == {
        "endnote" if preset == "epub-kobo" else "footnote"
    }
    for role in ("doc-noteref", "doc-glossref", "doc-biblioref"):
        shown, expected = ([(note["call"], note["words"]) for note in popped(one, role)] for one in (reading, plain))
        assert shown == expected


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_of_page_is_legible_in_light_and_dark(kind: str, pictures: Path, readings: Readings) -> None:
    """The ground follows the reader's choice, and the ink stands out from it."""
    assert readings
    light, dark = (Image.open(pictures / f"{kind}-{scheme}.png").convert("L") for scheme in ("light", "dark"))
    assert light.size == dark.size == (600, 800)
    corners = [picture.getpixel((2, 2)) for picture in (light, dark)]
    assert corners[0] - corners[1] > FAR
    for picture in (light, dark):
        darkest, lightest = picture.getextrema()
        assert lightest - darkest > FAR
