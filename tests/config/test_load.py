"""Where a book is found, and what keeps its files from being read."""

from __future__ import annotations

from pathlib import Path

import pytest

from octavo.config import FINDINGS, load_config
from octavo.model.text_file import MAX_TEXT_BYTES
from support.small_book import SMALLEST, load, names, write_book


def test_a_folder_without_a_book_is_named(tmp_path: Path) -> None:
    """No file is to blame, so there is no place; the hint says what a book is."""
    (found,) = load_config(tmp_path).diagnostics
    assert (found.finding.name, found.span) == ("missing-book-toml", None)
    assert found.message == f"there is no book.toml in “{tmp_path}”"
    assert found.hint.startswith("name the folder that holds manuscript/book.toml or book.toml")


def test_a_folder_that_does_not_exist_is_said_not_to(tmp_path: Path) -> None:
    """A slip in the path is another matter than a folder without a book."""
    (found,) = load_config(tmp_path / "bok").diagnostics
    assert (found.finding.name, found.hint) == ("missing-book-toml", "there is no such folder")


@pytest.mark.parametrize("named", ["", "manuscript", "manuscript/book.toml"])
def test_a_book_is_found_however_it_is_named(named: str, tmp_path: Path) -> None:
    """The book's folder, its manuscript and its book.toml all mean the same book."""
    outcome = load_config(write_book(tmp_path, SMALLEST) / named)
    assert outcome.value is not None
    assert (outcome.value.root, outcome.value.folder) == (tmp_path, tmp_path / "manuscript")
    assert outcome.value.span.path == "manuscript/book.toml"


def test_a_book_without_a_manuscript_folder_is_found(tmp_path: Path) -> None:
    """Where book.toml lies in the folder named, paths are relative to it."""
    (tmp_path / "book.toml").write_text(SMALLEST, "utf-8")
    (tmp_path / "one.md").write_text("# One", "utf-8")
    outcome = load_config(tmp_path)
    assert outcome.value is not None
    assert (outcome.value.root, outcome.value.folder, outcome.value.span.path) == (tmp_path, tmp_path, "book.toml")


def test_bytes_that_are_not_utf8_are_found_in_book_toml(tmp_path: Path) -> None:
    """The place is that of the first bad byte, and the hint shows the letter it may have been."""
    (tmp_path / "book.toml").write_bytes(b'[book]\ntitle = "\xc3\x89t\xe9"\n')
    (found,) = load_config(tmp_path).diagnostics
    assert (found.finding.name, str(found.span)) == ("not-utf8", "book.toml:2:12")
    assert found.message == "“book.toml” is not UTF-8: the byte 0xE9 does not belong here"
    assert found.hint == "in Windows-1252 it would be “é”; save the file as UTF-8 in your editor"


def test_a_byte_order_mark_and_windows_line_ends_are_no_mistake(tmp_path: Path) -> None:
    """Notepad's files load, and places in them are right."""
    (tmp_path / "one.md").write_text("# One", "utf-8")
    (tmp_path / "book.toml").write_bytes(b"\xef\xbb\xbf" + (SMALLEST + "rihgts = 1\n").replace("\n", "\r\n").encode())
    (found,) = load_config(tmp_path).diagnostics
    assert (found.finding.name, str(found.span)) == ("unknown-key", "book.toml:5:1")


def test_a_book_toml_behind_a_link_out_of_the_book_is_refused(tmp_path: Path) -> None:
    """A book reads nothing outside its folder."""
    (tmp_path / "elsewhere.toml").write_text(SMALLEST, "utf-8")
    (tmp_path / "book").mkdir()
    (tmp_path / "book" / "book.toml").symlink_to(tmp_path / "elsewhere.toml")
    (found,) = load_config(tmp_path / "book").diagnostics
    assert (found.finding.name, found.message) == ("file-outside-book", "“book.toml” lies outside the book")


def test_a_file_of_absurd_size_is_not_read(tmp_path: Path) -> None:
    """A sparse file of 50 MB and a byte is refused by its size alone."""
    with (tmp_path / "book.toml").open("wb") as stream:
        stream.truncate(MAX_TEXT_BYTES + 1)
    (found,) = load_config(tmp_path).diagnostics
    assert (found.finding.name, str(found.span)) == ("text-too-large", "book.toml:1:1")
    assert found.message == "“book.toml” holds 50 MB of text, more than the 50 MB a book can have"


@pytest.mark.parametrize("value", ["[" * 5000 + "]" * 5000, "9" * 5000])
def test_hostile_toml_is_answered(value: str, tmp_path: Path) -> None:
    """Values too deep or too long for Python's reader are a syntax error, no traceback."""
    assert names(load(tmp_path, f"x = {value}").diagnostics) == ["toml-syntax"]


def test_all_mistakes_of_a_file_are_reported_at_once(tmp_path: Path) -> None:
    """An author sees every mistake in one run; a key that is misspelt is not missing besides."""
    toml = (
        '[book]\ntitel = "T"\nlanguage = "en"\n[contents]\nbody = ["x"]\n[editions.print]\npreset = "y"\ntheme = "z"\n'
    )
    found = load(tmp_path, toml)
    assert found.value is None
    assert names(found.diagnostics) == [
        "unknown-key",
        "unknown-matter",
        "unknown-preset",
        "unknown-theme",
    ]


TESTED_ELSEWHERE = {"unreadable-file"}
"""What no test can fire that may run as root."""


def test_every_finding_of_load_is_tested() -> None:
    """Its name stands in a test beside this one."""
    tests = "".join(file.read_text("utf-8") for file in Path(__file__).parent.glob("test_*.py"))
    assert [f.name for f in FINDINGS if f'"{f.name}"' not in tests] == []
    assert len({f.name for f in FINDINGS}) == len(FINDINGS)
