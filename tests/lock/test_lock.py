"""The record of a published edition's pages: written, read, and held against what a build would change."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from octavo.cli import main
from octavo.lock import check
from octavo.lock.file import LOCK_UNREADABLE
from octavo.lock.record import _first_words
from octavo.pipeline import Build, Request, build
from support.small_book import SMALLEST, write_book

ISBN = '[editions]\nscreen = false\n[editions.print]\nisbn = "978-3-16-148410-0"\n'
WORDS = "Words of a paragraph that fill a line or two of the page before it ends. " * 60
CHAPTERS = {
    "01-one.md": f"# Ebb\n\n{WORDS}\n\n## Turn {{#turn}}\n\nIt turns.\n",
    "02-two.md": '# Flow\n\n![Waves](sea.svg "The sea"){#fig-sea}\n\nIt comes back.\n',
    "sea.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 80 40" width="80" height="40"/>',
}
RECORD = "manuscript/page-maps/print.toml"


def made(book: Path, *editions: str, lock: bool = False, locked: bool = False) -> Build:
    """Return what became of a build."""
    return build(Request(book=book, editions=editions, lock=lock, locked=locked), lambda _stage, _detail: None)


def told(done: Build) -> list[str]:
    """Return the names of what was found."""
    return [diagnostic.finding.name for diagnostic in done.diagnostics]


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A book whose print edition is on record, and whose output folder is empty."""
    folder = write_book(tmp_path, SMALLEST + ISBN, CHAPTERS)
    done = made(folder, "print", lock=True)
    assert told(done) == []
    assert done.records == (folder / RECORD,)
    for file in (folder / "output").iterdir():
        file.unlink()
    return folder


def change(book: Path, file: str, old: str, new: str) -> None:
    """Change the first such words in a file of the manuscript."""
    path = book / "manuscript" / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_record_can_be_read_by_people(book: Path) -> None:
    """A line a page and a line a place; the same again when the same book is recorded again."""
    record = (book / RECORD).read_text(encoding="utf-8")
    values = tomllib.loads(record)
    assert values["isbn"] == "9783161484100"
    assert ["1", "one", "Chapter 1 Ebb Words of a paragraph that"] in values["pages"]
    assert (values["places"]["one"], values["places"]["turn"], values["places"]["two"]) == ("1", "2", "3")
    assert values["places"]["fig-sea"] == "3"
    made(book, "print", lock=True)
    assert (book / RECORD).read_text(encoding="utf-8") == record


def test_an_unchanged_book_passes(book: Path) -> None:
    """It is built as ever, its EPUB too, whose page list is that of the print edition."""
    change(book, "book.toml", "[editions.print]", '[editions.epub]\npages-from = "print"\n[editions.print]')
    done = made(book, locked=True)
    assert told(done) == []
    assert len(done.files) == 2


def test_words_inside_a_page_may_change(book: Path) -> None:
    """A misprint is corrected, and nothing moves."""
    change(book, "02-two.md", "It comes back.", "It comes home.")
    done = made(book, "print", locked=True)
    assert told(done) == []
    assert [path.name for path, _, _ in done.files] == ["tides-print.pdf"]


def test_text_that_moves_is_told(book: Path) -> None:
    """Where a chapter was and would be, at its place in the manuscript; nothing is written."""
    change(book, "01-one.md", "It turns.", WORDS * 3)
    done = made(book, "print", locked=True)
    assert set(told(done)) == {check.PLACE_MOVED.name, check.PAGE_COUNT_CHANGED.name, check.PAGE_CHANGED.name}
    moved = next(d for d in done.diagnostics if d.finding is check.PLACE_MOVED)
    assert moved.message == "“Flow” is on page 3 of the published edition “print”, and would be on page 9"
    assert str(moved.span) == "manuscript/02-two.md:1:1"
    count = next(d for d in done.diagnostics if d.finding is check.PAGE_COUNT_CHANGED)
    assert str(count.span).startswith(RECORD)
    assert list((book / "output").iterdir()) == []


def test_the_epub_is_held_to_the_pages_that_it_lists(book: Path) -> None:
    """Built alone, it names folios of the print edition."""
    change(book, "book.toml", "[editions.print]", '[editions.epub]\npages-from = "print"\n[editions.print]')
    change(book, "01-one.md", "It turns.", WORDS * 3)
    assert check.PLACE_MOVED.name in told(made(book, "epub", locked=True))


def test_text_that_moves_by_a_word_is_told(book: Path) -> None:
    """No heading moves, but the second page begins with another word."""
    change(book, "01-one.md", "Words of a paragraph", "Words of a very considerably longer paragraph")
    assert told(made(book, "print", locked=True)) == [check.PAGE_CHANGED.name]


def test_what_is_gone_is_told(book: Path) -> None:
    """A heading that others may cite."""
    change(book, "01-one.md", "## Turn {#turn}\n\n", "")
    (found,) = (d for d in made(book, "print", locked=True).diagnostics if d.finding is check.PLACE_LOST)
    assert found.message == "“turn” is on page 2 of the published edition “print”, and would be gone"


def test_another_isbn_is_another_book(book: Path) -> None:
    """The record is of the one that it names."""
    change(book, "book.toml", "978-3-16-148410-0", "978-0-306-40615-7")
    assert told(made(book, "print", locked=True)) == [check.ISBN_ON_RECORD.name]


@pytest.mark.parametrize("lines", ["", '[editions.print]\nisbn = "978-3-16-148410-0"\n'])
def test_a_published_edition_without_a_record(tmp_path: Path, lines: str) -> None:
    """One that is named, or has an ISBN."""
    book = write_book(tmp_path, SMALLEST + lines, CHAPTERS)
    done = made(book, *([] if lines else ["print"]), locked=True)
    assert told(done) == [check.PAGES_NOT_RECORDED.name]
    assert "manuscript/page-maps/print.toml" in done.diagnostics[0].hint


def test_no_published_edition(tmp_path: Path) -> None:
    """Without ISBN, record or name there is nothing to hold a build to, nor to record."""
    book = write_book(tmp_path, SMALLEST, CHAPTERS)
    assert told(made(book, locked=True)) == [check.NOTHING_TO_LOCK.name]
    assert told(made(book, lock=True)) == [check.NOTHING_TO_LOCK.name]
    assert told(made(book, "epub", locked=True)) == [check.NOTHING_TO_LOCK.name]


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("record = 1", "record = 2", "“record” is not 1"),
        ("isbn = ", "isbn = 1 # ", "“isbn” is no string"),
        ("pages = [", "pages = [1,", "“pages” is no list of folio, document and words"),
        ('"one" = "1"', '"one" = 1', "“places” is no table of folios"),
        ("pages = [", "<<<<<<< HEAD\npages = [", "Invalid statement (at line 7, column 1)"),
    ],
)
def test_a_record_that_is_none(book: Path, old: str, new: str, reason: str) -> None:
    """After a merge gone wrong, say."""
    change(book, "page-maps/print.toml", old, new)
    (found,) = made(book, "print", locked=True).diagnostics
    assert (found.finding, found.message) == (LOCK_UNREADABLE, f"“{RECORD}” is no record of pages: {reason}")
    assert str(found.span).startswith(RECORD)


def octavo(*arguments: str) -> Result:
    """Return what came of a command."""
    return CliRunner().invoke(main, ["build", *arguments])


def test_exit_status(book: Path) -> None:
    """0 when nothing would change, 1 when something would, 2 for both options at once."""
    assert octavo(str(book), "--locked", "-q").exit_code == 0
    change(book, "01-one.md", "It turns.", WORDS * 3)
    moved = octavo(str(book), "--locked", "-q")
    assert moved.exit_code == 1
    assert "error[place-moved]" in moved.stderr
    assert octavo(str(book), "--lock", "--locked").exit_code == 2


def test_recording_is_told(book: Path) -> None:
    """With the place of the record, which belongs under version control."""
    assert RECORD in octavo(str(book), "--lock", "-e", "print").stdout


def test_first_words() -> None:
    """They go on over blocks; a word that was begun on the page before is there from where it is divided."""
    blocks = ("One two", "three", "", "four five six seven eight nine ten")
    assert _first_words(blocks, 0) == "One two three four five six seven eight"
    assert _first_words(blocks, 5) == "o three four five six seven eight nine"
    assert _first_words(blocks, 1000) == ""
