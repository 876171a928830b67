"""Which division starts where, and how its pages are counted."""

from __future__ import annotations

from dataclasses import replace

import pytest

from octavo.model.config import Matter
from octavo.model.edition import Opening
from octavo.render.pdf.numbers import first_number
from octavo.render.pdf.page_labels import label_ranges
from octavo.render.pdf.page_rules import css_string, text_height
from octavo.render.pdf.plan import Start, folio, plan_divisions


@pytest.mark.parametrize(
    ("number", "printed"), [(1, "i"), (4, "iv"), (9, "ix"), (14, "xiv"), (40, "xl"), (99, "xcix"), (1994, "mcmxciv")]
)
def test_front_matter_is_counted_in_roman(number, printed):
    """A number of the front matter is printed as a roman numeral in lower case."""
    assert printed == folio(number, roman=True)


def test_the_body_is_counted_in_arabic():
    """A number of the body is printed as it is."""
    assert folio(31, roman=False) == "31"


@pytest.mark.parametrize(
    ("start", "free", "mirrored", "number"),
    [
        (Start.RECTO, 4, True, 5),
        (Start.RECTO, 5, True, 5),
        (Start.VERSO, 4, True, 4),
        (Start.VERSO, 5, True, 6),
        (Start.NEXT, 4, True, 4),
        (Start.RECTO, 4, False, 4),
    ],
)
def test_a_division_starts_on_its_side(sample, start, free, mirrored, number):
    """The first number is the next that stands on the wanted side; a one-sided edition knows no sides."""
    division = replace(_division(sample), start=start, restarts=False)
    assert number == first_number(division, free, mirrored=mirrored)


def test_the_body_begins_at_one(sample):
    """The first division after the front matter restarts at 1, the back matter counts on."""
    front = sample.document("preface", role="preface", matter=Matter.FRONT)
    book = sample.publication(front, sample.document("one"), sample.document("glossary", matter=Matter.BACK))
    assert [division.restarts for division in plan_divisions(book)] == [True, True, False]
    assert [division.roman for division in plan_divisions(book)] == [True, False, False]


def test_openings_on_the_next_page(sample):
    """Where chapters open on the next page, parts and the first of the body keep to rectos."""
    roles = ("part", "chapter", "chapter", "part")
    documents = [sample.document(f"{role}-{index}", role=role) for index, role in enumerate(roles)]
    front = sample.document("preface", role="preface", matter=Matter.FRONT)
    book = sample.publication(front, *documents, opening=Opening.NEXT)
    assert [d.start for d in plan_divisions(book)] == [Start.NEXT, Start.RECTO, Start.NEXT, Start.NEXT, Start.RECTO]


def test_the_copyright_page_is_a_verso(sample):
    """The copyright page stands behind the title page, unless the book begins with it."""
    title = sample.document("title-page", role="title-page", matter=Matter.FRONT)
    rights = sample.document("copyright-page", role="copyright-page", matter=Matter.FRONT)
    assert plan_divisions(sample.publication(title, rights))[1].start is Start.VERSO
    assert plan_divisions(sample.publication(rights))[0].start is Start.NEXT


def test_lists_follow_the_contents(sample):
    """Lists of figures and tables begin on either side, though all else begins on a recto."""
    roles = ("contents", "figures", "tables", "preface")
    book = sample.publication(*(sample.document(role, role=role, matter=Matter.FRONT) for role in roles))
    assert [d.start for d in plan_divisions(book)] == [Start.NEXT, Start.NEXT, Start.NEXT, Start.RECTO]


def test_labels_run_on_while_pages_count_on():
    """A run of labels ends where the kind of numeral changes or the count jumps."""
    numbers = ((1, True), (2, True), (1, False), (2, False), (5, False))
    assert label_ranges(numbers) == [(0, True, 1), (2, False, 1), (4, False, 5)]


def test_a_title_becomes_a_css_string():
    """Quotes, backslashes and line ends of a title cannot break out of a stylesheet."""
    assert css_string('a " b \\ c\nd') == '"a \\22  b \\5c  c\\a d"'


def test_the_text_block_holds_whole_lines(sample):
    """The height between the margins is cut to whole lines."""
    page = sample.geometry()
    lines = text_height(page) / page.line_height_pt
    room = page.trim.height_pt - page.margins.top_pt - page.margins.bottom_pt
    assert round(lines) == pytest.approx(lines)
    assert 0 <= room - text_height(page) < page.line_height_pt


def _division(sample):
    return plan_divisions(sample.publication(sample.document("one")))[0]
