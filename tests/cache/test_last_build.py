"""A build with nothing to do says so, and says no other thing than the one before."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from octavo.cache.folder import FOLDER
from octavo.cache.ingredients import ingredients
from octavo.cli import main
from support.small_book import SMALLEST, write_book

TOML = f"{SMALLEST}date = 2026-11-22\n[editions]\nprint = false\nscreen = false\n"
CHAPTERS = {"01-one.md": "# One\n\nA [note][^a] and “a quotation.\n\n[^a]: Said low.\n\n![](pictures/tide.svg)\n"}
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A book with an EPUB alone, and something to warn of."""
    return write_book(
        tmp_path / "book", TOML, {**CHAPTERS, "pictures/tide.svg": DRAWING, "../styles/book.css": "p { }"}
    )


def build(book: Path, *options: str, **environment: str) -> Result:
    """Return what came of a build that ended well."""
    done = CliRunner(env={"SOURCE_DATE_EPOCH": "1764000000", **environment}).invoke(
        main, ["build", str(book), *options]
    )
    assert done.exit_code == 0, done.output
    return done


def record(book: Path, *options: str, **environment: str) -> dict[str, object]:
    """Return the record of a build."""
    found = json.loads(build(book, "--format", "json", *options, **environment).stdout)
    assert isinstance(found, dict)
    return found


def test_nothing_to_do(book: Path) -> None:
    """The second build writes nothing, repeats every finding, and its record is that of the first but for one word."""
    first = record(book)
    (path,) = (book / "output").iterdir()
    before = path.stat()
    second = record(book)
    assert (first["unchanged"], second["unchanged"]) == (False, True)
    assert {**first, "unchanged": True} == second
    assert first["diagnostics"]
    assert path.stat() == before
    told = build(book)
    assert "nothing to do" in told.stderr
    assert "warning[" in told.stderr
    assert "unchanged" in told.stdout
    assert (
        build(book, "--no-cache", "--format", "text").stderr.split("warning[", 1)[1]
        == told.stderr.split("warning[", 1)[1]
    )


@pytest.mark.parametrize("form", ["sarif", "github"])
def test_every_format_repeats(book: Path, form: str) -> None:
    """Whatever reads the report cannot tell that nothing was done."""
    first = build(book, "--format", form)
    assert first.stdout == build(book, "--format", form).stdout != ""


@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("manuscript/01-one.md", "# One\n\nOther words.\n"),
        ("manuscript/02-two.md", "# Two\n\nMore.\n"),
        ("manuscript/book.toml", TOML.replace("11-22", "11-21")),
        ("manuscript/pictures/tide.svg", DRAWING.replace("h9", "h8")),
        ("styles/book.css", "p { color: black }"),
        ("output/tides.epub", "damaged"),
    ],
)
def test_what_has_changed_is_built(book: Path, file: str, content: str) -> None:
    """A text, a new one, settings, a picture, a stylesheet, a file that was written: with the age and size it had or not."""
    first = record(book)
    path = book / file
    status = path.stat() if path.exists() else None
    path.write_text(content)
    if status is not None:
        os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    second = record(book)
    assert second["unchanged"] is False
    assert (second["files"] == first["files"]) == (file == "output/tides.epub")
    assert record(book)["unchanged"] is True


def test_what_is_asked_counts(book: Path) -> None:
    """Another date or another way to look for fonts is another build; and back again, nothing to do."""
    record(book)
    assert record(book, SOURCE_DATE_EPOCH="1764000001")["unchanged"] is False
    assert record(book)["unchanged"] is False  # the file is the other's
    assert record(book)["unchanged"] is True
    assert record(book, FONTCONFIG_FILE="/dev/null")["unchanged"] is False


def test_no_file_no_memory(book: Path) -> None:
    """A file that was taken away is made again; without the cache all is."""
    record(book)
    (path,) = (book / "output").iterdir()
    path.unlink()
    assert record(book)["unchanged"] is False
    assert path.exists()
    assert record(book, "--no-cache")["unchanged"] is False


def test_errors_are_not_remembered(book: Path) -> None:
    """What is wrong is looked for again."""
    (book / "manuscript" / "01-one.md").write_text("# One\n\n[@nobody]\n")
    runs = [CliRunner().invoke(main, ["build", str(book)]) for _ in range(2)]
    assert [run.exit_code for run in runs] == [1, 1]
    assert runs[0].stderr == runs[1].stderr


def test_a_damaged_memory_is_none(book: Path) -> None:
    """Whatever stands in the file."""
    record(book)
    (entry,) = (book / FOLDER).glob("build-*")
    data = entry.read_bytes()
    for damaged in (b"", b"{}", data[:-1], data.replace(b"warning", b"warming")):
        entry.write_bytes(damaged)
        assert record(book)["unchanged"] is False


def test_a_folder_that_cannot_be_looked_through(book: Path, tmp_path: Path) -> None:
    """A link to a folder may lead anywhere: such a book is built each time."""
    assert ingredients(book, book, tmp_path, (), {})
    (book / "manuscript" / "far").symlink_to(tmp_path)
    assert ingredients(book, book, tmp_path, (), {}) == ""
    record(book)
    assert record(book)["unchanged"] is False


def test_clean_forgets(book: Path) -> None:
    """The memory goes with the files."""
    record(book)
    assert CliRunner().invoke(main, ["clean", str(book)]).exit_code == 0
    assert not (book / FOLDER).exists()
    assert record(book)["unchanged"] is False
