"""Heads said again where a column of the index begins among subentries."""

from __future__ import annotations

import re
from pathlib import Path

import pikepdf
import pytest

from octavo.pipeline import Request, build
from support.facts import pdf_texts
from support.machine import program, run
from support.small_book import SMALLEST, write_book

TOML = f"""{SMALLEST}
[contents]
body = ["01-one.md"]
back = ["index"]
"""
SUBENTRIES, DEEPER, SHORT = 66, 40, 10

LINE = re.compile(r"part \d\d, \d+|([A-K])\1, \d+|[A-Z]|(Long|Nested|inner)( \(continued\))?")
"""The lines of the index, without its title, running head and folio."""


def marks(prefix: str, count: int) -> str:
    return "\n\n".join(f'A [word]{{index="{prefix}, part {number:02d}"}}.' for number in range(count))


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The screen PDF of a book whose index has one entry over more than a page, one of three levels, and short ones."""
    folder = tmp_path_factory.mktemp("continued")
    short = " ".join(f'[w]{{index="{letter}{letter}"}}' for letter in "ABCDEFGHJK"[:SHORT])
    text = f"# One\n\n{short}\n\n{marks('Long', SUBENTRIES)}\n\n{marks('Nested, inner', DEEPER)}\n"
    write_book(folder, TOML, {"01-one.md": text})
    done = build(Request(book=folder, editions=("print", "screen")), lambda _stage, _line: None)
    assert [str(diagnostic.message) for diagnostic in done.diagnostics if diagnostic.is_error] == []
    return next(path for path, edition, _ in done.files if edition.name == "print")


def columns(pdf: Path) -> list[list[str]]:
    """Return the lines of each column of the index, page by page, left one first."""
    found = []
    with pikepdf.open(pdf) as opened:
        width = float(opened.pages[0].trimbox[2])
    for half in (0, 1):
        area = ("-x", str(int(half * width / 2)), "-y", "40", "-W", str(int(width / 2)), "-H", "560")
        text = run(program("pdftotext"), "-layout", *area, pdf, "-")
        found += [(page, half, column.split("\n")) for page, column in enumerate(text.split("\f"))]
    lines = [[line.strip() for line in column if LINE.fullmatch(line.strip())] for _, _, column in sorted(found)]
    return [column for column in lines if any(re.match(r"(part \d\d|[A-K]{2}),", line) for line in column)]


def test_a_column_among_subentries_begins_with_their_heads(built: Path) -> None:
    """Once a column, at its top, and one line a level."""
    shown = columns(built)
    inside = [column for column in shown if column[0].startswith(("part", "inner", "Long", "Nested"))]
    assert len(inside) >= 3
    for column in shown:
        assert not column[0].startswith(("part", "inner"))
        assert not any("(continued)" in line for line in column[2:])
    assert any(column[0] == "Long (continued)" and column[1].startswith("part") for column in shown)
    assert any(column[:2] == ["Nested (continued)", "inner (continued)"] for column in shown)


def test_no_subentry_is_lost_or_doubled(built: Path) -> None:
    """Each stands once, though the index is laid out many times."""
    lines = [line.partition(",")[0] for column in columns(built) for line in column if line.startswith("part")]
    assert sorted(lines) == sorted(f"part {n:02d}" for count in (SUBENTRIES, DEEPER) for n in range(count))


def test_a_head_said_again_is_not_read_aloud(built: Path) -> None:
    """It is an artifact: the structure tree has an item for each entry, and none for the heads."""
    with pikepdf.open(built.with_name(built.name.replace("print", "screen"))) as pdf:
        items = [found for found in pdf.objects if isinstance(found, pikepdf.Dictionary) and found.get("/S") == "/LI"]
    assert "(continued)" in "".join(pdf_texts(built.with_name(built.name.replace("print", "screen"))).values())
    assert len(items) == SHORT + SUBENTRIES + 1 + DEEPER + 2
