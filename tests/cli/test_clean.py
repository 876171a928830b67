"""``octavo clean`` removes what builds have made, and nothing else."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from click.testing import CliRunner, Result

from octavo.cli import main
from support.small_book import SMALLEST, write_book

TOML = SMALLEST + "[editions]\nprint = false\nscreen = false\n[editions.store]\npreset = 'epub'\n"


def run(*arguments: str | Path) -> Result:
    """Run a command."""
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def built(folder: Path, *options: str | Path) -> Path:
    """Build a small book of two EPUBs."""
    book = write_book(folder, TOML)
    assert run("build", book, "-q", *options).exit_code == 0
    return book


def files(folder: Path) -> set[str]:
    """Return all files below a folder."""
    return {file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file()}


SOURCE = {"manuscript/book.toml", "manuscript/01-one.md"}


def test_a_book_is_left_as_it_was(tmp_path: Path) -> None:
    """Editions, what a killed build left of one, the cache, the folder: all are gone."""
    book = built(tmp_path)
    (book / "output" / ".tides.epub.0a1b2c3d.part").write_bytes(b"unfinished")
    dry = run("clean", book, "--dry-run")
    assert dry.stdout.count("would remove") == len(files(book) - SOURCE)
    done = run("clean", book)
    assert done.exit_code == 0
    assert files(book) == SOURCE
    assert not (book / "output").exists()
    assert run("clean", book).stdout == "nothing to remove\n"


def test_what_others_made_stays(tmp_path: Path) -> None:
    """Also in the place of an edition."""
    book = built(tmp_path)
    (book / "output" / "tides.epub").write_bytes(b"mine")
    (book / "output" / "notes.txt").write_bytes(b"mine")
    (book / "output" / ".notes.txt.0a1b2c3d.part").write_bytes(b"mine")
    done = run("clean", book)
    assert "tides.epub: it is not what a build wrote" in done.stdout
    assert files(book) == SOURCE | {"output/tides.epub", "output/notes.txt", "output/.notes.txt.0a1b2c3d.part"}


def test_another_folder_is_cleaned_when_it_is_named(tmp_path: Path) -> None:
    """A note of files elsewhere may be a stranger's: by itself it removes nothing."""
    book = built(tmp_path / "book", "-o", tmp_path / "elsewhere")
    run("clean", book)
    assert files(tmp_path / "elsewhere") == {"tides.epub", "tides-store.epub"}
    built(tmp_path / "book", "-o", tmp_path / "elsewhere")
    assert run("clean", book, "-o", tmp_path / "elsewhere").exit_code == 0
    assert not (tmp_path / "elsewhere").exists()


def test_a_strangers_note_removes_nothing_outside(tmp_path: Path) -> None:
    """Not even a file whose digest it knows, by way of a link."""
    book = write_book(tmp_path / "book", TOML)
    victim = tmp_path / "victim.pdf"
    victim.write_bytes(b"%PDF")
    (book / "link").symlink_to(tmp_path)
    digest = hashlib.sha256(b"%PDF").hexdigest()
    cache = book / ".octavo-cache"
    cache.mkdir()
    (cache / "made").write_text(json.dumps({str(victim): digest, "../victim.pdf": digest, "link/victim.pdf": digest}))
    run("clean", book)
    assert victim.read_bytes() == b"%PDF"


def test_where_there_is_no_book(tmp_path: Path) -> None:
    """Wrong usage."""
    done = run("clean", tmp_path)
    assert done.exit_code == 2
    assert "there is no book in" in done.stderr
