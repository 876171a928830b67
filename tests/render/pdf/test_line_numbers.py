"""Numbers beside lines: at the right lines, in the margin, and no part of the text."""

from __future__ import annotations

import io

import pikepdf
import pytest
from weasyprint.formatting_structure import boxes

from octavo.model import nodes as n
from octavo.model.attributes import Attributes
from octavo.render.math import drawing, prepare_formulas
from octavo.render.pdf import render_pdf
from octavo.render.pdf.divisions import Typesetter
from octavo.render.pdf.engine import start_engine
from octavo.render.pdf.folios import Folios
from octavo.render.pdf.line_numbers import number_lines
from octavo.render.pdf.plan import plan_divisions


def numbered(publication):
    """Return the pages of the first division, with numbers beside their lines."""
    engine, formulas = start_engine(publication).value, prepare_formulas(publication, drawing).value
    (division, *_) = plan_divisions(publication)
    pages = Typesetter(publication, engine, formulas).lay_out(division, 1, Folios()).pages
    number_lines(publication, engine, pages)
    return pages


def baselines(box):
    """Return (baseline, words, left end) of each line below a box."""
    lines = [line for line in box.descendants() if isinstance(line, boxes.LineBox)]
    found = []
    for line in lines:
        texts = [text for text in line.descendants() if isinstance(text, boxes.TextBox)]
        if texts:
            words = "".join(text.text for text in texts)
            found.append((line.position_y + line.baseline, words, texts[0].position_x + texts[0].width))
    return found


def numbers(page):
    """Return {number: (baseline, its right end)} of a page."""
    margin = [b for b in page._page_box.children if isinstance(b, boxes.MarginBox) and b.at_keyword == "@left-middle"]
    return {words: (base, end) for box in margin for base, words, end in baselines(box)}


def body(page):
    """Return the box that holds the text of a page."""
    return next(box for box in page._page_box.children if box.element_tag == "html")


@pytest.fixture(scope="module")
def pages(sample, prose):
    """A chapter with a heading, a quotation and a note, over some pages."""
    quoted = n.BlockQuote(span=sample.para("x").span, children=(sample.para(prose(60)),), attributes=Attributes())
    chapter = sample.document(
        "one", sample.para(prose(100), sample.call("one-note-1")), sample.heading(2, "Between", "between"), quoted,
        sample.para(prose(500)), title="One", number="1", notes=(sample.note(1, prose(40)),),
    )  # fmt: skip
    return numbered(sample.publication(chapter, line_numbers=5, mirrored=False))


def test_every_fifth_line_has_its_number(pages):
    """They are counted on each page from 1, title and headings too, at the same baseline; notes are not counted."""
    assert len(pages) > 2
    for page in pages:
        bases = [base for base, _, _ in baselines(body(page))]
        expected = {str(at): bases[at - 1] for at in range(5, len(bases) + 1, 5)}
        assert {number: base for number, (base, _) in numbers(page).items()} == pytest.approx(expected)
    assert len(numbers(pages[1])) > 4


def test_numbers_stand_in_the_margin(pages):
    """Left of the text, with some white between."""
    for page in pages:
        left = body(page).content_box_x()
        assert {0 < end < left - 10 for _, end in numbers(page).values()} == {True}


def test_cells_beside_each_other_are_one_line(sample):
    """A row of a table counts once."""
    table = sample.table([("a", "b", "c")] * 12)
    (page,) = numbered(sample.publication(sample.document("one", table), line_numbers=5, mirrored=False))
    rows = sorted({round(base, 2) for base, _, _ in baselines(body(page))})
    assert [round(base, 2) for base, _ in numbers(page).values()] == rows[4::5]


def test_without_the_setting_there_are_none(sample, prose):
    """The usual edition."""
    (page, *_) = numbered(sample.publication(sample.document("one", sample.para(prose(300)))))
    assert numbers(page) == {}


def test_numbers_are_artifacts(sample, prose):
    """In a tagged file the structure tree has none of them: what is marked as text is the same with and without."""
    chapter = sample.document("one", sample.para(prose(300)), title="One")
    counts = []
    for step in (0, 1):
        made = render_pdf(sample.publication(chapter, screen=True, line_numbers=step), None, lambda _: None)
        assert made.diagnostics == ()
        with pikepdf.open(io.BytesIO(made.value.data)) as pdf:
            operators = [o for page in pdf.pages for o in pikepdf.parse_content_stream(page)]
            tags = [str(o.operands[0]) for o in operators if str(o.operator) in {"BDC", "BMC"}]
            counts.append((sum(tag != "/Artifact" for tag in tags), sum(tag == "/Artifact" for tag in tags)))
    assert counts[0][0] == counts[1][0]
    assert counts[1][1] >= counts[0][1] + 20
