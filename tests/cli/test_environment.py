"""A machine that lacks something: told with status 3 and the way to get it; what can be built is built."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli.test_bad_input import EARLIER, make_book
from support.octavo import Run, octavo

NO_PANGO = "raise OSError(\"cannot load library 'libpango-1.0-0': no such file\\nand more words\")\n"


@pytest.fixture
def without_pango(tmp_path: Path) -> dict[str, str]:
    """An environment in which WeasyPrint is found and cannot load its libraries."""
    package = tmp_path / "shadow" / "weasyprint"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text(NO_PANGO, "utf-8")
    return {"PYTHONPATH": str(package.parent)}


def built(tmp_path: Path, environment: dict[str, str], *options: str) -> Run:
    """Return what a build of the small book says without Pango."""
    book = tmp_path / "book"
    book.mkdir()
    make_book(book, {})
    return octavo("build", book, "--quiet", *options, environment=environment)


@pytest.mark.parametrize("options", [(), ("-e", "screen"), ("-e", "print", "--format", "json")])
def test_a_pdf_without_pango_exits_with_3(
    options: tuple[str, ...], tmp_path: Path, without_pango: dict[str, str]
) -> None:
    """It says what is missing and the line that installs it; nothing is written."""
    run = built(tmp_path, without_pango, *options)
    assert (run.status, run.stdout) == (3, "")
    assert run.stderr.splitlines() == [
        "octavo: the layout engine cannot load Pango (cannot load library 'libpango-1.0-0': no such file)",
        "help: sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 (EPUBs need none of it: -e epub)",
    ]
    output = tmp_path / "book" / "output"
    assert {path.name: path.read_bytes() for path in output.iterdir()} == EARLIER


def test_an_epub_needs_no_pango(tmp_path: Path, without_pango: dict[str, str]) -> None:
    """It is built, and nothing said."""
    run = built(tmp_path, without_pango, "-e", "epub")
    assert (run.status, run.stdout, run.stderr) == (0, "", "")


def test_a_book_without_pandoc_exits_with_3(tmp_path: Path) -> None:
    """Citations need it, and are told so."""
    (tmp_path / "pypandoc.py").write_text("def get_pandoc_path():\n    raise OSError('none')\n", "utf-8")
    book = tmp_path / "book"
    book.mkdir()
    make_book(book, {"related-reading.yaml": "- id: a\n  type: book\n  title: T\n"})
    run = octavo("build", book, "--quiet", "-e", "epub", environment={"PYTHONPATH": str(tmp_path)})
    assert (run.status, run.stdout) == (3, "")
    assert run.stderr.startswith("octavo: pandoc is not installed\nhelp: ")
