"""Right-to-left books, words that run the other way, and vertical text."""

from __future__ import annotations

import re
from pathlib import Path
from zipfile import ZipFile

import pytest

from octavo.model.direction import right_to_left
from octavo.render.epub.vertical import set_upright
from octavo.render.xhtml import element, set_directions
from support.octavo import octavo
from support.small_book import SMALLEST, write_book


@pytest.mark.parametrize(
    ("tag", "turned"),
    [("ar", True), ("he-IL", True), ("az-Arab", True), ("ar-Latn", False), ("en", False), ("ja-JP", False)],
)
def test_a_language_says_which_way_it_runs(tag: str, *, turned: bool) -> None:
    """By its script where the tag names one."""
    assert right_to_left(tag) is turned


def test_direction_is_said_where_it_changes() -> None:
    """Words of another direction have their own, and so has code; what an author says stands."""
    words, code, own = element("span", {"lang": "en"}), element("code"), element("p", {"lang": "en", "dir": "rtl"})
    same = element("span", {"lang": "he"})
    html = element("html", {"lang": "ar"}, [words, code, own, same])
    set_directions(html)
    assert [made.get("dir") for made in (html, words, code, own, same)] == ["rtl", "ltr", "ltr", "rtl", None]


def test_a_book_from_left_to_right_says_nothing_but_of_foreign_words() -> None:
    """Left to right is what a reader takes for granted."""
    words = element("span", {"lang": "fa"})
    html = element("html", {"lang": "en"}, [element("code"), words])
    set_directions(html)
    assert [made.get("dir") for made in html.iter()] == [None, None, "rtl"]


@pytest.mark.parametrize(
    ("text", "upright"),
    [("3月25日に", ["3", "25"]), ("1945年", []), ("3.5と10,000", []), ("A4判", []), ("12", ["12"])],
)
def test_short_numbers_stand_upright(text: str, upright: list[str]) -> None:
    """Those of one or two digits; longer ones, and parts of other words, lie on their side."""
    made = element("p", None, [text, element("em", None, ["7"]), "と8"])
    set_upright(made)
    spans = [span.text for span in made.iter() if span.get("class") == "upright"]
    assert spans == [*upright, "7", "8"]
    assert "".join(made.itertext()) == f"{text}7と8"


def test_links_and_code_keep_their_text() -> None:
    """A reader shows no note whose call holds more than its number."""
    made = element("p", None, [element("a", None, ["7"]), element("code", None, ["8"])])
    set_upright(made)
    assert [part.tag for part in made.iter() if part.get("class")] == []


def package(source: Path, *arguments: str) -> tuple[str, dict[str, str]]:
    """Return a built book's findings, and the text files of its EPUB."""
    done = octavo("build", source, "-o", source / "out", "--quiet", *arguments)
    assert done.status == 0, done.stderr
    (file,) = (source / "out").glob("*.epub")
    with ZipFile(file) as archive:
        names = [name for name in archive.namelist() if name.endswith((".opf", ".xhtml", ".css"))]
        return done.stderr, {name: archive.read(name).decode() for name in names}


def test_an_arabic_book_is_turned_to_the_right(tmp_path: Path) -> None:
    """In the package, on each page, and in the styles; its pages in print are a warning, and that alone."""
    toml = SMALLEST.replace("en-GB", "ar") + "[editions]\nscreen = false\n"
    source = write_book(tmp_path, toml, {"01-one.md": "# فصل\n\nنص [*Peking*]{lang=en} نص.\n"})
    said, files = package(source, "-e", "epub")
    assert "right-to-left-pages" not in said
    assert 'page-progression-direction="rtl"' in files["EPUB/content.opf"]
    pages = {name: text for name, text in files.items() if name.endswith(".xhtml")}
    assert [name for name, text in pages.items() if not re.search(r"<html[^>]* dir=\"rtl\"", text)] == []
    assert '<span lang="en" xml:lang="en" dir="ltr">' in "".join(pages.values())
    assert "EPUB/styles/flow.css" in files
    printed = octavo("build", source, "-o", source / "out", "--quiet", "-e", "print")
    assert "warning[right-to-left-pages]" in printed.stderr


def test_a_japanese_book_stands_upright(tmp_path: Path) -> None:
    """By its preset; another EPUB of the book lies, and has nothing of it."""
    toml = SMALLEST.replace("en-GB", "ja") + '[editions.epub]\npreset = "epub-vertical-ja"\n'
    files = {"01-one.md": '# 港\n\n3月25日の[船]{ruby="ふね"}。^[注。]\n'}
    _, upright = package(write_book(tmp_path / "a", toml, files), "-e", "epub")
    assert 'page-progression-direction="rtl"' in upright["EPUB/content.opf"]
    assert "writing-mode: vertical-rl" in upright["EPUB/styles/vertical.css"]
    (text,) = [text for name, text in upright.items() if 'class="body chapter"' in text]
    assert '<span class="upright">25</span>' in text
    assert ' dir="' not in text
    _, lying = package(write_book(tmp_path / "b", SMALLEST.replace("en-GB", "ja"), files), "-e", "epub")
    assert "EPUB/styles/vertical.css" not in lying
    assert "page-progression-direction" not in lying["EPUB/content.opf"]


def test_pages_cannot_be_vertical(tmp_path: Path) -> None:
    """A PDF that is asked for vertical lines says that it has none, whichever edition is built."""
    toml = SMALLEST.replace("en-GB", "ja") + "[editions.print]\nvertical = true\n"
    done = octavo("build", write_book(tmp_path, toml), "-o", tmp_path, "--quiet", "-e", "epub")
    assert done.status == 1
    assert "error[vertical-pages]" in done.stderr
