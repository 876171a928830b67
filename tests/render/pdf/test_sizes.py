"""The sizes that text is set in, read from the boxes of a layout."""

from __future__ import annotations

import pytest
from weasyprint.formatting_structure import boxes

from octavo.render.math import drawing, prepare_formulas
from octavo.render.pdf.divisions import Typesetter
from octavo.render.pdf.engine import start_engine
from octavo.render.pdf.folios import Folios
from octavo.render.pdf.plan import plan_divisions


def sizes(publication):
    """Return the font sizes of all text, in points, notes and running heads included; of the first division."""
    engine, formulas = start_engine(publication).value, prepare_formulas(publication, drawing).value
    (division, *_) = plan_divisions(publication)
    pages = Typesetter(publication, engine, formulas).lay_out(division, 1, Folios()).pages
    found = [box for page in pages for box in page._page_box.descendants() if isinstance(box, boxes.TextBox)]
    return {round(box.style["font_size"] * 0.75, 2) for box in found}


@pytest.fixture(scope="module")
def chapter(sample, prose):
    """A chapter of several pages, with a note, a table and a figure."""
    note = sample.note(1, "A note on the text.")
    return sample.document(
        "one", sample.para(prose(400), sample.call("one-note-1")), sample.table([("a", "b"), ("c", "d")]), sample.figure(),
        sample.para(prose(400)), title="One", notes=(note,),
    )  # fmt: skip


def test_small_text_is_in_proportion(sample, chapter):
    """Notes, tables and running heads are parts of the text's size."""
    publication = sample.publication(chapter, pictures=[sample.picture()])
    larger = sample.publication(chapter, pictures=[sample.picture()], font_size_pt=21.0, line_height_pt=27.0)
    assert {8.5, 8.75, 9.0, 10.5} <= sizes(publication)
    assert {17.0, 17.5, 18.0, 21.0} <= sizes(larger)


def test_no_text_falls_below_the_smallest_size(sample, chapter):
    """Notes, tables, captions, credits, heads and folios stop there."""
    page = {"font_size_pt": 16.0, "smallest_size_pt": 16.0, "line_height_pt": 22.0}
    assert min(sizes(sample.publication(chapter, pictures=[sample.picture()], **page))) == 16.0
