"""Plates: figures and tables with a page of their own, upright or on their side."""

from __future__ import annotations

import io
from dataclasses import replace

import pikepdf
import pytest

from octavo.model.attributes import Attributes
from octavo.render.pdf import render_pdf

LANDSCAPE = Attributes(id="one-plate", classes=("landscape",))
PLATE = Attributes(id="one-plate", classes=("plate",))


@pytest.fixture
def book(sample, prose):
    """A function that returns a chapter with a plate between two paragraphs."""

    def make(plate, **page):
        chapter = sample.document(
            "one", sample.para(prose(30)), plate, sample.para(prose(30), id="after"), title="One", number="1"
        )
        return sample.publication(chapter, pictures=[sample.picture()], **page)

    return make


def rendered(publication):
    """Return an artifact made without a word."""
    outcome = render_pdf(publication, None, lambda _line: None)
    assert [d.message for d in outcome.diagnostics] == []
    return outcome.value


def kinds(sample, attributes):
    """Return a figure and a table with the same attributes."""
    return (
        replace(sample.figure(), attributes=attributes),
        replace(sample.table([("Year", "Ship")] * 9), attributes=attributes),
    )


@pytest.mark.parametrize("attributes", [PLATE, LANDSCAPE])
@pytest.mark.parametrize("kind", [0, 1])
@pytest.mark.parametrize("screen", [False, True])
def test_a_plate_has_a_page_of_its_own(sample, book, kind, attributes, screen):
    """The text goes on on the next page; the plate's is counted, and bears neither running head nor folio."""
    made = rendered(book(kinds(sample, attributes)[kind], screen=screen))
    places = made.page_map.places
    assert (places["one-plate"], places["after"], made.pages) == (1, 2, 3)
    assert [page.folio for page in made.page_map.pages] == ["1", "2", "3"]
    with pikepdf.open(io.BytesIO(made.data)) as pdf:
        shown = [operators(page) for page in pdf.pages]
    assert [b"/Pagination" in page for page in shown] == ([True, False, True] if screen else [False] * 3)


def operators(page):
    """Return the drawing of a page."""
    return pikepdf.unparse_content_stream(pikepdf.parse_content_stream(page))


def sides(made):
    """Return the width and height of each page, in points."""
    with pikepdf.open(io.BytesIO(made.data)) as pdf:
        return [tuple(round(float(side)) for side in page.mediabox.as_list()[2:]) for page in pdf.pages]


def test_print_turns_the_plate_and_a_screen_the_page(sample, book):
    """Printers want pages of one size."""
    figure, _ = kinds(sample, LANDSCAPE)
    assert sides(rendered(book(figure))) == [(431, 649)] * 3
    assert sides(rendered(book(figure, screen=True))) == [(431, 649), (649, 431), (431, 649)]


def test_a_turned_picture_is_where_its_tag_says(sample, book):
    """The bounds of a figure on its side lie within the text block, and are higher than wide."""
    figure, _ = kinds(sample, LANDSCAPE)
    made = rendered(book(figure, pdf_variant="pdf/ua-1"))
    with pikepdf.open(io.BytesIO(made.data)) as pdf:
        boxes = [
            obj.A.BBox for obj in pdf.objects if isinstance(obj, pikepdf.Dictionary) and obj.get("/S") == "/Figure"
        ]
    ((left, bottom, right, top),) = [[float(side) for side in box] for box in boxes]
    assert 0 < left < right < 431
    assert 0 < bottom < top < 649
    assert top - bottom > right - left


@pytest.mark.parametrize("rows", [30, 90])
def test_a_plate_too_large_for_its_page_is_an_error(sample, book, rows):
    """A table on its side has the measure for its height: what does not fit is told, once, and not cut off."""
    _, fits = kinds(sample, LANDSCAPE)
    assert rendered(book(fits)).pages == 3
    tall = replace(sample.table([("Year", "Ship")] * rows), attributes=LANDSCAPE)
    found = render_pdf(book(tall), None, lambda _line: None).diagnostics
    assert [d.finding.name for d in found] == ["taller-than-page"]
