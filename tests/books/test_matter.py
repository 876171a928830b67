"""The order of matter, read back from the print file of a book that has all of it."""

from __future__ import annotations

from dataclasses import dataclass

import pikepdf
import pytest

from support.machine import program, run
from support.shelf import Shelf


@dataclass(frozen=True)
class Leaf:
    """A page: its side, its label, its lines."""

    recto: bool
    label: str
    lines: tuple[str, ...]


@pytest.fixture(scope="module")
def leaves(shelf: Shelf) -> list[Leaf]:
    """The pages of the book of all constructs."""
    path = shelf.pdf("everything", "print")
    with pikepdf.open(path) as pdf:
        labels = [page.label for page in pdf.pages]
    texts = run(program("pdftotext"), "-layout", path, "-").removesuffix("\f").split("\f")
    lines = (tuple(" ".join(line.split()) for line in text.splitlines() if line.strip()) for text in texts)
    return [Leaf(not index % 2, *leaf) for index, leaf in enumerate(zip(labels, lines, strict=True))]


FRONT = [
    ("i", "Everything Once"),
    ("iii", "Everything Once"),
    ("iv", "Everything Once"),
    ("v", "For the reader who looks for one thing."),
    ("vii", "The whole is in each part."),
    ("ix", "Contents"),
    ("x", "Figures"),
    ("xi", "Tables"),
    ("xiii", "Preface"),
]


def test_front_matter_stands_in_its_order(leaves: list[Leaf]) -> None:
    """Half title, title, copyright, dedication, epigraph, contents, lists, preface; rectos but for the copyright page and the lists."""
    front = [leaf for leaf in leaves if not leaf.label.isdigit() and leaf.lines]
    assert [(leaf.label, leaf.lines[0]) for leaf in front] == FRONT
    assert [leaf.label for leaf in front if not leaf.recto] == ["iv", "x"]
    assert any(line.startswith("ISBN") for line in front[2].lines)


def test_display_pages_say_no_folio(leaves: list[Leaf]) -> None:
    """They are counted and show no number, as part openers do; the contents are the first to show one."""
    shown = [leaf.label for leaf in leaves if leaf.lines and leaf.lines[-1] == leaf.label]
    assert [label for label in shown if not label.isdigit()] == ["ix", "x", "xi", "xiii"]
    parts = [leaf for leaf in leaves if leaf.label in {"1", "7"}]
    assert [(leaf.recto, leaf.lines) for leaf in parts] == [(True, ("Words",)), (True, ("Things",))]


def test_openings_have_no_running_head(leaves: list[Leaf]) -> None:
    """A chapter opens on a recto, with its number first and its folio last."""
    openings = [leaf for leaf in leaves if leaf.lines and leaf.lines[0].startswith("Chapter ")]
    assert [leaf.label for leaf in openings] == ["3", "5", "9"]
    assert all(leaf.recto and leaf.lines[-1] == leaf.label for leaf in openings)


def test_running_heads(leaves: list[Leaf]) -> None:
    """The book's short title heads versos with the folio before it, the chapter's rectos behind it; plates have none."""
    opened = (
        "Figure 2. A line alone",
        "Table 2. A table on its side",
        "Chapter ",
        "Appendix ",
        "Coda",
        "Glossary",
        "Related",
        "Index",
        "About",
    )
    heads = [leaf for leaf in leaves if leaf.label.isdigit() and leaf.label not in "17" and leaf.lines]
    heads = [leaf for leaf in heads if not leaf.lines[0].startswith(opened)]
    assert {leaf.lines[0] for leaf in heads if not leaf.recto} == {
        f"{leaf.label} Everything" for leaf in heads if not leaf.recto
    }
    assert {leaf.lines[0] for leaf in heads if leaf.recto} <= {
        f"{chapter} {leaf.label}" for leaf in heads if leaf.recto for chapter in ("Things", "Coda")
    }
    assert any(not leaf.recto for leaf in heads)


def test_folios_are_roman_then_arabic(leaves: list[Leaf]) -> None:
    """One count for each, without a gap; the arabic one begins on a recto."""
    arabic = [leaf.label for leaf in leaves if leaf.label.isdigit()]
    assert arabic == [str(number + 1) for number in range(len(arabic))]
    first = next(leaf for leaf in leaves if leaf.label == "1")
    assert first.recto
    assert [leaf.label for leaf in leaves].index("1") == len(leaves) - len(arabic)
