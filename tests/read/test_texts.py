"""Texts: read whole as UTF-8, from the book's own folder, or reported where book.toml names them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from octavo.diagnostics import Outcome
from octavo.model.sources import Sources
from octavo.read import FINDINGS, read_sources
from support.small_book import CHAPTER, SMALLEST, loaded, names

LISTED = SMALLEST + "[contents]\nbody = [{}]\n"


def read(folder: Path, toml: str = SMALLEST, files: Mapping[str, str | bytes] = CHAPTER) -> Outcome[Sources]:
    """Write a book, load it without a fault and read it."""
    return read_sources(loaded(folder, toml, files))


def test_texts_are_read_in_the_order_of_the_book(tmp_path: Path) -> None:
    """Chapters with their entries, glossaries and references; paths as spans and as the author names them."""
    files = {
        "b/two.md": "# Two\r\n",
        "one.md": "\ufeff# One — é\n",
        "glossary.md": "A\n: B\n",
        "related-reading.yaml": "[]",
    }
    outcome = read(tmp_path, LISTED.format('"b/two.md", "one.md"'), files)
    assert outcome.value is not None
    assert outcome.diagnostics == ()
    assert [(e.file, s.path, s.file, s.stem, s.text) for e, s in outcome.value.chapters] == [
        ("b/two.md", "manuscript/b/two.md", "b/two.md", "two", "# Two\r\n"),
        ("one.md", "manuscript/one.md", "one.md", "one", "# One — é\n"),
    ]
    assert [s.path for s in outcome.value.glossaries] == ["manuscript/glossary.md"]
    assert [s.text for s in outcome.value.references] == ["[]"]


def test_paths_of_a_book_without_a_manuscript_folder(tmp_path: Path) -> None:
    """They are relative to the folder that holds book.toml."""
    config = loaded(tmp_path, SMALLEST)
    sources = read_sources(replace(config, root=config.folder)).value
    assert sources is not None
    assert sources.chapters[0][1].path == "01-one.md"


@pytest.mark.parametrize(
    ("toml", "at", "file", "hint"),
    [
        (LISTED.format('"01-on.md"'), "6:9", "01-on.md", "did you mean “01-one.md”?"),
        (
            LISTED.format('{ file = "x/zzzz.md" }'),
            "6:18",
            "x/zzzz.md",
            "write the file, correct its name, or take it out of book.toml",
        ),
        (SMALLEST + '[terms]\nfile = "glosary.md"', "6:8", "glosary.md", "did you mean “glossary.md”?"),
        (SMALLEST + '[references]\nfiles = ["r.bib", "x.bib"]', "6:19", "x.bib", "did you mean “r.bib”?"),
        (
            LISTED.format(f'"{"a" * 999}.md"'),
            "6:9",
            f"{'a' * 999}.md",
            "write the file, correct its name, or take it out of book.toml",
        ),
        (LISTED.format('"folder.md"'), "6:9", "folder.md", "did you mean “folder.md/one.md”?"),
    ],
)
def test_a_missing_file_is_reported_where_it_is_listed(
    toml: str, at: str, file: str, hint: str, tmp_path: Path
) -> None:
    """With the file that may be meant; a folder is no file."""
    files = {**CHAPTER, "glossary.md": "A\n: B\n", "r.bib": "", "folder.md/one.md": ""}
    found = next(d for d in read(tmp_path, toml, files).diagnostics if d.is_error)
    assert (found.finding.name, str(found.span)) == ("missing-file", f"manuscript/book.toml:{at}")
    assert (found.message, found.hint) == (f"there is no file “{file}”", hint)


@pytest.mark.parametrize(
    ("data", "at", "byte", "hint"),
    [
        (b"# One\n\nCaf\xe9\n", "3:4", "E9", "in Windows-1252 it would be “é”; save the file as UTF-8 in your editor"),
        (
            b"# Caf\xc3\xa9 \xff\n",
            "1:8",
            "FF",
            "in Windows-1252 it would be “ÿ”; save the file as UTF-8 in your editor",
        ),
        (
            b"\xef\xbb\xbfa\r\nb\xc3",
            "2:2",
            "C3",
            "in Windows-1252 it would be “Ã”; save the file as UTF-8 in your editor",
        ),
        (b"\xff\xfe#\x00 \x00", "1:1", "FF", "the file looks like UTF-16; save it as UTF-8 in your editor"),
        (b"# One \x81", "1:7", "81", "save the file as UTF-8 in your editor"),
        (b"# One \xed\xa0\x80", "1:7", "ED", "in Windows-1252 it would be “í”; save the file as UTF-8 in your editor"),
    ],
)
def test_a_chapter_that_is_not_utf8_is_reported_at_its_first_bad_byte(
    data: bytes, at: str, byte: str, hint: str, tmp_path: Path
) -> None:
    """Line and column count characters, the byte order mark none; a lone surrogate is no character."""
    (found,) = read(tmp_path, files={"01-one.md": data}).diagnostics
    assert (found.finding.name, str(found.span)) == ("not-utf8", f"manuscript/01-one.md:{at}")
    assert found.message == f"“manuscript/01-one.md” is not UTF-8: the byte 0x{byte} does not belong here"
    assert found.hint == hint


@pytest.mark.parametrize(
    "file", ["../outside.md", "x/../../outside.md", "/etc/motd.md", "link.md", "folder/outside.md"]
)
def test_a_file_outside_the_book_is_not_read(file: str, tmp_path: Path) -> None:
    """By dots, by an absolute path, by a link to a file, by a link to a folder; missing or not."""
    (tmp_path / "outside.md").write_text("# Out", "utf-8")
    folder = tmp_path / "book"
    config = loaded(folder, LISTED.format(f'"{file}", "01-one.md"'))
    (folder / "manuscript" / "link.md").symlink_to(tmp_path / "outside.md")
    (folder / "manuscript" / "folder").symlink_to(tmp_path)
    found = next(d for d in read_sources(config).diagnostics if d.is_error)
    assert (found.finding.name, str(found.span)) == ("file-outside-book", "manuscript/book.toml:6:9")
    assert found.message == f"“{'../outside.md' if file.startswith('x') else file}” lies outside the book"
    assert found.hint == "put the file into the manuscript folder and name it by a path that stays there"


def test_a_link_inside_the_book_is_followed(tmp_path: Path) -> None:
    """Dots and links that stay in the book are no mistake."""
    config = loaded(tmp_path, LISTED.format('"x/../link.md", "01-one.md"'))
    (tmp_path / "manuscript" / "link.md").symlink_to("01-one.md")
    outcome = read_sources(config)
    assert outcome.value is not None
    assert [source.file for _, source in outcome.value.chapters] == ["link.md", "01-one.md"]
    assert outcome.diagnostics == ()


def test_a_loop_of_links_is_answered(tmp_path: Path) -> None:
    """It leads nowhere."""
    config = loaded(tmp_path, LISTED.format('"loop.md", "01-one.md"'))
    (tmp_path / "manuscript" / "loop.md").symlink_to("loop.md")
    assert names(read_sources(config).diagnostics)[0] in {"file-outside-book", "missing-file"}


def test_a_file_that_no_list_names_is_a_warning(tmp_path: Path) -> None:
    """Beside the texts of the book, that is; glossaries, other folders, hidden files and other kinds are not meant."""
    files = {
        **CHAPTER,
        "02-two.md": "# Two\n",
        "glossary.md": "A\n: B\n",
        "drafts/03.md": "# Three\n",
        ".secret.md": "",
        "todo.txt": "",
        "part/a.md": "# A\n",
        "part/b.md": "# B\n",
    }
    found = read(tmp_path, LISTED.format('"01-one.md", "part/a.md"'), files).diagnostics
    assert [(d.finding.name, d.is_error, str(d.span), d.message) for d in found] == [
        (
            "unlisted-file",
            False,
            f"manuscript/{file}:1:1",
            f"“{file}” is in the manuscript folder, but no list in book.toml names it",
        )
        for file in ("02-two.md", "part/b.md")
    ]


def test_all_faults_of_a_book_are_reported_at_once(tmp_path: Path) -> None:
    """Not only the first, and what can be read is handed on."""
    outcome = read(
        tmp_path, LISTED.format('"no.md", "01-one.md", "02-two.md", "../x.md"'), {**CHAPTER, "02-two.md": b"\xff"}
    )
    assert names(outcome.diagnostics) == ["not-utf8", "missing-file", "file-outside-book"]
    assert outcome.value is not None
    assert [source.file for _, source in outcome.value.chapters] == ["01-one.md"]


def test_read_has_no_other_findings() -> None:
    """Those of reading text files are load's as well, and listed there."""
    assert [finding.name for finding in FINDINGS] == ["missing-file", "unlisted-file"]


def test_control_characters_are_reported_at_their_places(tmp_path: Path) -> None:
    """An EPUB with one would not open; tabs, line ends of any kind and no-break spaces are text."""
    files = {"01-one.md": "# One\r\n\r\nA\tb\u00a0\u0085c.\x00 d\x1b[31m\uffff\r\n"}
    found = read(tmp_path, files=files).diagnostics
    assert [(d.finding.name, str(d.span)) for d in found] == [
        ("control-character", "manuscript/01-one.md:3:8"),
        ("control-character", "manuscript/01-one.md:3:11"),
        ("control-character", "manuscript/01-one.md:3:16"),
    ]
    assert found[1].message == "“manuscript/01-one.md” holds the control character U+001B"


def test_a_file_full_of_control_characters_is_not_reported_at_each(tmp_path: Path) -> None:
    """It is no text at all, which ten reports show well enough."""
    assert len(read(tmp_path, files={"01-one.md": "\x01" * 1000}).diagnostics) == 10
