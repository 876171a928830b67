"""Files for a press, judged by Ghostscript, which makes plates of them, and by qpdf and Poppler."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from support.machine import REPOSITORY, program, run
from support.press import coverage, profile
from support.small_book import SMALLEST, write_book

pytestmark = pytest.mark.validator

BOOK = f"""{SMALLEST}date = 2026-11-22
[editions]
screen = false
epub = false
print = false
[editions.old]
preset = "trade-paperback"
theme = "modern"
inks = "colour"
pdf-variant = "pdf/x-1a:2003"
output-intent = "press.icc"
rgb-pictures = "convert"
bleed = "3mm"
[editions.new]
preset = "trade-paperback"
inks = "colour"
pdf-variant = "pdf/x-4"
output-intent = "press.icc"
rgb-pictures = "convert"
bleed = "0.125in"
marks = true
[editions.single]
preset = "digest"
theme = "modern"
single-pages = true
"""
DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="80"><defs><linearGradient id="g">'
    '<stop stop-color="#c00"/><stop offset="1" stop-color="#00c"/></linearGradient></defs>'
    '<rect width="200" height="40" fill="url(#g)"/><circle cx="40" cy="60" r="15" fill="#1d5c3f"/></svg>'
)
TEXT = "# Words\n\nBlack text, [a link](https://example.org/) and a note.[^n]\n\n[^n]: In black too.\n"
PLATES = (
    "# Pictures\n\n![A photograph](photo.png){width=2in}\n\n![A disc](disc.png){width=2in}\n\n![Lines](lines.svg)\n"
)


def file_of(picture: Image.Image) -> bytes:
    """Return a picture as PNG."""
    data = io.BytesIO()
    picture.save(data, "PNG")
    return data.getvalue()


def source(folder: Path) -> Path:
    """Write a book of text and pictures of every kind."""
    gradient = Image.merge("RGB", [Image.linear_gradient("L").rotate(turn).resize((700, 500)) for turn in (0, 90, 180)])
    pictures = {
        "photo.png": file_of(gradient),
        "disc.png": file_of(Image.new("RGBA", (700, 300), (200, 30, 40, 120))),
        "lines.svg": DRAWING,
        "press.icc": profile(),
    }
    return write_book(folder, BOOK, {"01-words.md": TEXT, "02-pictures.md": PLATES, **pictures})


def built(book: Path, output: Path, **environment: str) -> dict[str, Path]:
    """Return the files of a build in a process of its own, by edition."""
    inherited = {**os.environ, "PYTHONPATH": str(REPOSITORY / "tools"), **environment}
    command = (sys.executable, "-m", "octavo", "build", book, "-o", output, "--quiet", "--strict")
    done = subprocess.run(command, env=inherited, capture_output=True, encoding="utf-8", timeout=600, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    return {path.stem.rpartition("-")[2]: path for path in output.glob("*.pdf")}


@pytest.fixture(scope="module")
def pressed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The files of the book."""
    folder = tmp_path_factory.mktemp("pressed")
    return built(source(folder), folder / "output", TZ="Asia/Tokyo", PYTHONHASHSEED="1")


@pytest.mark.parametrize("edition", ["old", "new", "single"])
def test_the_syntax_is_sound(edition: str, pressed: dict[str, Path]) -> None:
    """By qpdf, which reads every object."""
    assert "No syntax or stream encoding errors" in run(program("qpdf"), "--check", pressed[edition])


def page_of(pdf: Path, words: str) -> int:
    """Return the index of the last page that holds words."""
    pages = run(program("pdftotext"), pdf, "-").split("\f")
    return max(index for index, page in enumerate(pages) if words in page)


@pytest.mark.parametrize("edition", ["old", "single"])
def test_text_is_on_the_black_plate_alone(edition: str, pressed: dict[str, Path]) -> None:
    """A page of words: nothing on the other plates, but for the accent that the theme gives an opening in colour."""
    covered = coverage(pressed[edition])
    index = page_of(pressed[edition], "In black too")
    cyan, magenta, yellow, black = covered[index]
    assert black > 0.001
    assert cyan == 0 if edition == "single" else cyan < 0.002
    assert max(magenta, yellow) < (0.0001 if edition == "single" else 0.004)


def test_a_book_in_black_has_one_plate(pressed: dict[str, Path]) -> None:
    """Pictures, rules, accents: all pages of it."""
    assert all(page[:3] == (0, 0, 0) for page in coverage(pressed["single"]))


@pytest.mark.parametrize("edition", ["old", "new"])
def test_pictures_are_on_four_plates(edition: str, pressed: dict[str, Path]) -> None:
    """Poppler finds neither RGB nor a profile, Ghostscript finds ink on each plate."""
    pdf = pressed[edition]
    lines = run(program("pdfimages"), "-list", pdf).splitlines()[2:]
    assert {line.split()[5] for line in lines} <= {"cmyk", "gray"}
    assert len([line for line in lines if line.split()[5] == "cmyk"]) == 2
    assert min(max(plate) for plate in zip(*coverage(pdf), strict=True)) > 0.02


def test_the_old_standard_has_nothing_that_shines_through(pressed: dict[str, Path]) -> None:
    """Poppler lists masks of pictures."""
    assert "smask" not in run(program("pdfimages"), "-list", pressed["old"])
    assert "smask" in run(program("pdfimages"), "-list", pressed["new"])


def test_poppler_takes_the_file_for_what_it_says(pressed: dict[str, Path]) -> None:
    """By the line in its information, and the version in its first line."""
    said = run(program("pdfinfo"), pressed["old"])
    assert "PDF/X-1a:2003" in said
    assert [line.split()[-1] for line in said.splitlines() if line.startswith("PDF version")] == ["1.4"]


def test_the_same_bytes_in_another_place(pressed: dict[str, Path], tmp_path: Path) -> None:
    """In another folder, time zone and hash order: no clock and no chance in files for a press."""
    again = built(source(tmp_path / "deeper"), tmp_path / "files", TZ="America/Lima", PYTHONHASHSEED="2")
    assert {name: path.read_bytes() for name, path in again.items()} == {
        name: path.read_bytes() for name, path in pressed.items()
    }
