"""The page list: where the pages of the print edition begin, and what tells of them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import pytest

from octavo.render.epub.alignment import align
from support.octavo import octavo
from support.page_list import Marker, markers, printed_pages
from support.shelf import Shelf
from support.small_book import SMALLEST, write_book
from support.tongue import prose

HEAD = 40
"""Points: how deep the running head goes."""

TOML = f"""{SMALLEST}
[editions.print]
trim = "100mm x 150mm"
margins = {{ inside = "14mm", outside = "12mm", top = "16mm", bottom = "14mm" }}
isbn = "978-0-306-40615-7"
[editions.epub]
pages-from = "print"
[editions.alone]
preset = "epub"
"""

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="200" height="300" viewBox="0 0 200 300"><path d="M0 0h9v9z"/></svg>'


def chapter() -> str:
    """Return a chapter that has everything a page can begin in."""
    words = (prose(30, start) for start in count(1000, 30))
    quote, items, cells = (" ".join(next(words) for _ in range(8)) for _ in range(3))
    lines = "\n".join(f"line = {next(words)[:24]}" for _ in range(25))
    listed = "\n".join(f"- {next(words)}" for _ in range(8))
    rows = "\n".join(f"| {next(words)[:20]} | {next(words)[:30]} |" for _ in range(12))
    return f"""# One

{prose(160, 1)}^[A note. {prose(30, 700)}] {prose(40, 300)}

> {quote}

{listed}

```
{lines}
```

| Left | Right |
|------|-------|
{rows}

::: {{only=print}}
{prose(300, 20000)}
:::

{items}

![A picture](images/tall.svg "Its caption")

[The second chapter](02-two.md){{.page}} and [all of print](#block){{.page}}, but not [this](#here){{.page}}.

::: {{only=epub}}
{{#here}}
Here.
:::

{{#block}}
{cells}
"""


def tall() -> str:
    """Return a chapter with a row of a table that is higher than two pages, on both sides."""
    return f"# Two\n\n| A | B |\n|---|---|\n| {prose(260, 5000)} | {prose(260, 8000)} |\n\n{prose(40, 9000)}\n"


@dataclass(frozen=True, kw_only=True)
class Built:
    """A small book, built."""

    folder: Path
    record: dict[str, object]
    pages: dict[str, str]
    marks: dict[str, Marker]

    @property
    def epub(self) -> Path:
        return self.folder / "tides.epub"

    def text(self, name: str) -> str:
        with ZipFile(self.epub) as archive:
            return archive.read(f"EPUB/{name}").decode()


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A book of small pages, with its print edition, its EPUB, and one without a page list."""
    source, folder = tmp_path_factory.mktemp("book"), tmp_path_factory.mktemp("output")
    preface = f"# Preface\n\n{prose(150, 40000)}\n"
    files = {"00-preface.md": preface, "01-one.md": chapter(), "02-two.md": tall(), "images/tall.svg": SVG}
    write_book(source, TOML, files)
    done = octavo("build", source, "-o", folder, "--format", "json", "-e", "print", "-e", "epub", "-e", "alone")
    assert done.status == 0, done.stderr
    marks = {mark.folio: mark for mark in markers(folder / "tides.epub")}
    pages = printed_pages(folder / "tides-print.pdf", HEAD)
    return Built(folder=folder, record=json.loads(done.stdout), pages=pages, marks=marks)


def test_each_page_is_marked_at_its_first_word(built: Built) -> None:
    """In prose, lists, quotations and code, roman folios and words split over two pages included."""
    prosaic = {folio: mark for folio, mark in built.marks.items() if not {"table", "figure"} & set(mark.around)}
    continued = {folio: mark for folio, mark in prosaic.items() if not only_printed(built.pages[folio])}
    wrong = {f: (built.pages[f][:40], m.after[:40]) for f, m in continued.items() if not m.agrees(built.pages[f])}
    assert wrong == {}
    assert {"viii", "2"} <= continued.keys()
    assert {"blockquote", "li", "code", "p"} <= {name for mark in continued.values() for name in mark.around}


def only_printed(page: str) -> bool:
    """Return whether a page begins in text that the EPUB lacks."""
    lacking = "".join(prose(300, 20000).split())
    return bool(page.strip()) and "".join(page.replace("-\n", "").split())[:20] in lacking


def test_a_marker_never_splits_a_word(built: Built) -> None:
    """What stands before it ends in a space or a sign, or begins its block."""
    split = [m.folio for m in built.marks.values() if m.before[-1:].isalpha() and m.after[:1].isalpha()]
    assert [folio for folio in split if built.marks[folio].around[-1] == "p"] == []


def test_pages_of_print_alone_are_not_listed(built: Built) -> None:
    """A page without any text of the EPUB; the page that begins in such text is marked at its next text."""
    lacking = [f for f, page in built.pages.items() if only_printed(page)]
    assert len(lacking) > 1
    assert [f for f in lacking if f in built.marks] == lacking[-1:]
    assert [f for f, page in built.pages.items() if not page.strip() and f in built.marks] == []


def test_cells_side_by_side_are_marked_at_their_start(built: Built) -> None:
    """A row that goes on in two cells has no word where its page begins; the build record counts such pages."""
    (record,) = [file for file in built.record["files"] if file["edition"] == "epub"]  # type: ignore[attr-defined,index]
    starts = [mark for mark in built.marks.values() if mark.after.startswith(prose(2, 5000))]
    assert {mark.around[-1] for mark in starts} == {"td"}
    assert record["page_list"] == {"pages": len(built.marks), "approximate": 3}


def test_the_list_names_every_marker_in_order(built: Built) -> None:
    """The navigation document and the NCX, with bare folios and, in the NCX, their numbers."""
    nav = ET.fromstring(built.text("nav.xhtml"))  # noqa: S314 - our own
    (listed,) = [part for part in nav.iter() if part.get("role") == "doc-pagelist"]
    links = [(link.text, link.get("href")) for link in listed.iter("{http://www.w3.org/1999/xhtml}a")]
    assert links == [(m.folio, f"{m.document.removeprefix('EPUB/')}#page-{m.folio}") for m in built.marks.values()]
    ncx = ET.fromstring(built.text("toc.ncx"))  # noqa: S314 - our own
    targets = [page.attrib for page in ncx.iter("{http://www.daisy.org/z3986/2005/ncx/}pageTarget")]
    assert [t["id"].removeprefix("target-page-") for t in targets] == list(built.marks)
    values = {t["id"]: (t["type"], t["value"]) for t in targets}
    assert values["target-page-viii"] == ("front", "8")
    assert values["target-page-4"] == ("normal", "4")


def test_the_metadata_names_the_print_edition(built: Built) -> None:
    """By its ISBN, as new and as old reading systems look for it, and says that pages can be gone to."""
    package = built.text("content.opf")
    assert '<dc:source id="page-source">urn:isbn:9780306406157</dc:source>' in package
    assert '<meta property="pageBreakSource">urn:isbn:9780306406157</meta>' in package
    assert "pageBreakMarkers" in package
    assert "pageNavigation" in package


def test_without_pages_nothing_is_claimed(built: Built) -> None:
    """An EPUB that lists no pages has no marker, no list, no claim."""
    with ZipFile(built.folder / "tides-alone.epub") as archive:
        texts = [archive.read(n).decode() for n in archive.namelist() if n.endswith((".xhtml", ".opf", ".ncx"))]
    assert [
        word for word in ("pagebreak", "page-list", "pageList", "pageBreak", "dc:source") if word in "".join(texts)
    ] == []


def test_references_name_pages(built: Built) -> None:
    """Linked, as in print; a place that print lacks goes by its words."""
    (folio,) = [f for f, page in built.pages.items() if "Chapter 2" in page and f in built.marks]
    text = built.text("text/one.xhtml")
    assert (
        f'<a class="xref" href="two.xhtml">The second chapter</a> (page\u00a0<span class="page-number">{folio}</span>)'
        in text
    )
    assert '<a class="xref" href="#here">this</a>.' in text


def test_an_epub_built_alone_has_the_same_list(tmp_path: Path) -> None:
    """The print edition is laid out for it, and not written."""
    source = write_book(tmp_path / "book", TOML, {"01-one.md": f"# One\n\n{prose(300, 1)}\n"})
    both, alone = tmp_path / "both", tmp_path / "alone"
    for folder, names in ((both, ("print", "epub")), (alone, ("epub",))):
        done = octavo("build", source, "-o", folder, "--quiet", *(word for name in names for word in ("-e", name)))
        assert done.status == 0, done.stderr
    assert [file.name for file in alone.iterdir()] == ["tides.epub"]
    assert (alone / "tides.epub").read_bytes() == (both / "tides.epub").read_bytes()
    assert {"1", "2"} <= {mark.folio for mark in markers(alone / "tides.epub")}


@pytest.mark.parametrize("book", ["project", "guide"])
def test_real_books_are_marked_exactly(book: str, shelf: Shelf) -> None:
    """Every page that is listed begins with the words after its marker; those that begin with a figure aside."""
    pages = printed_pages(shelf.pdf(book, "print"), 50)
    marks = [mark for mark in markers(shelf.epub(book)) if mark.around[-1] != "figure"]
    assert [(m.folio, m.after[:40]) for m in marks if not m.agrees(pages[m.folio])] == []
    assert len(marks) > 30


@pytest.mark.parametrize(
    ("theirs", "ours", "expected"),
    [
        (["one two", "three"], ["one two", "three"], [(0, 0), (6, 6)]),
        (["one two", "printed", "three"], ["one two", "three"], [(0, 0), (6, 6)]),
        (["one two printed three"], ["one two three"], [(0, 0), (6, 6)]),
        (["three"], ["one", "two", "three"], [(0, 6)]),
        (["海上自衛隊は日本"], ["海上は日本"], [(0, 0), (5, 2)]),
    ],
)
def test_texts_are_aligned(theirs: list[str], ours: list[str], expected: list[tuple[int, int]]) -> None:
    """Block by block, then word by word; ideographs one by one."""
    found = align(theirs, ours)
    starts = {offset: found.find(offset) for offset, _ in expected}
    assert {offset: place and place[1] for offset, place in starts.items()} == dict(expected)


def test_a_text_that_nothing_follows_has_no_place() -> None:
    """Its page is not listed."""
    assert align(["one", "printed"], ["one"]).find(3) is None


def test_a_mark_never_parts_a_reading_from_its_words(tmp_path: Path) -> None:
    """A page that begins among words with readings is marked before them, wherever in them it begins."""
    signs = [bytes([0xB0 + n // 94, 0xA1 + n % 94]).decode("euc-jp") for n in range(900)]
    words = "".join(f'[{"".join(signs[n : n + 3])}]{{ruby="あ|い|う"}}、' for n in range(0, 900, 3))
    source = write_book(tmp_path, TOML, {"01-one.md": f"# One\n\n::: {{lang=ja}}\n{words}\n:::\n"})
    done = octavo("build", source, "-o", tmp_path, "--quiet", "-e", "print", "-e", "epub")
    assert done.status == 0, done.stderr
    pages = printed_pages(tmp_path / "tides-print.pdf", HEAD)
    marks = {
        mark.folio: mark for mark in markers(tmp_path / "tides.epub") if mark.folio.isdecimal() and mark.folio > "1"
    }
    assert len(marks) > 1
    for folio, mark in marks.items():
        printed, marked = ("".join(char for char in text if char in signs)[:5] for text in (pages[folio], mark.after))
        assert printed[:3] in marked
    assert not any("ruby" in mark.around for mark in marks.values())
