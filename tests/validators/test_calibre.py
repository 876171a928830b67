"""calibre, where it is installed: its checker finds nothing, and its converter takes each EPUB whole.

Not a part of preparation, for it brings half a desktop: the only validator that may be missing in continuous integration.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from support.epub import body_text
from support.machine import run
from support.shelf import BOOKS, Shelf

CALIBRE = shutil.which("calibre-debug")
pytestmark = [
    pytest.mark.validator,
    pytest.mark.skipif(CALIBRE is None, reason="calibre is not installed: sudo apt-get install calibre"),
]

CHECKER = """
import sys
from calibre.ebooks.oeb.polish.check.main import run_checks
from calibre.ebooks.oeb.polish.container import get_container
from calibre.utils.logging import DevNull
for error in run_checks(get_container(sys.argv[-1], log=DevNull(), tweak_mode=True)):
    print(error.name, error.line, error.msg, sep="\\t")
"""

OPINIONS = (
    "to come before selector",  # in which order rules of equal weight should stand
    "has a MIME type that does not match its extension",  # font/otf and font/ttf are those of EPUB 3.3, 3.2
)


@pytest.fixture(autouse=True)
def no_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let calibre work without a screen, and as root."""
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    monkeypatch.setenv("QTWEBENGINE_DISABLE_SANDBOX", "1")


@pytest.mark.parametrize("book", BOOKS)
def test_the_checker_finds_nothing(book: str, shelf: Shelf, tmp_path: Path) -> None:
    """What calibre's editor says on “Check book”, save for opinions."""
    script = tmp_path / "check.py"
    script.write_text(CHECKER, "utf-8")
    said = run(str(CALIBRE), "-e", script, "--", shelf.epub(book)).splitlines()
    assert [line for line in said if not any(opinion in line for opinion in OPINIONS)] == []


@pytest.mark.parametrize("form", ["azw3", "epub"])
@pytest.mark.parametrize("book", BOOKS)
def test_the_converter_takes_it(book: str, form: str, shelf: Shelf, tmp_path: Path) -> None:
    """As many letters come out again as went in, but for a few: formulas are read in two ways."""
    converted, text = tmp_path / f"book.{form}", tmp_path / "book.txt"
    run("ebook-convert", shelf.epub(book), converted)
    run("ebook-convert", converted, text)
    before, after = (sum(map(str.isalnum, words)) for words in (body_text(shelf.epub(book)), text.read_text("utf-8")))
    assert 0.97 * before < after
