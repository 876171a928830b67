"""Formulas on paper, measured on pages drawn at 600 dots to the inch: where they stand, and what they do to lines."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PIL import Image

from octavo.model import nodes
from octavo.render.pdf import render_pdf
from support.machine import program, run

DPI = 600
POINT = DPI / 72
INK = 128

KEEPING = [
    "A",
    "Ay",
    r"A\frac12",
    r"A\frac{a}{b}",
    r"A\int_0^1",
    r"A\sum_{i=1}^n",
    r"A\prod_i a_i",
    r"A\bar x",
    "Ax_i^2",
]
"""Formulas that begin with an A, and fit the line."""
TALL = r"A\begin{pmatrix}a\\b\\c\end{pmatrix}"


@pytest.fixture
def drawn(sample, tmp_path):
    """A function that returns the picture of a page on which each block of a text stands under another."""

    def draw(*blocks):
        pdf = render_pdf(sample.publication(sample.document("one", *blocks)), None, lambda _line: None).value
        (tmp_path / "page.pdf").write_bytes(pdf.data)
        run(program("pdftoppm"), "-r", str(DPI), "-gray", "-singlefile", tmp_path / "page.pdf", tmp_path / "page")
        with Image.open(tmp_path / "page.pgm") as page:
            text_block = page.crop((0, 0, page.width, int(page.height * 0.9)))  # without the folio at the foot
        return text_block.point(lambda level: 255 if level < INK else 0)

    return draw


def lines(sample, *formulas):
    """Return a paragraph of one line a formula: an A, the formula (empty for none), and an A."""
    span, inlines = sample.para().span, []
    for formula in formulas:
        inlines += ["A ", nodes.Math(span=span, text=formula), " A"] if formula else ["A"]
        inlines.append(nodes.HardBreak(span=span))
    return sample.para(*inlines[:-1])


def glyphs(page, left, right):
    """Return (top, foot) of what is drawn in each line between two edges, in points, line by line."""
    _columns, rows = page.crop((left, 0, right, page.height)).getprojection()
    inked = [row for row, ink in enumerate(rows) if ink]
    starts = [inked[0], *(low for high, low in pairwise(inked) if low - high > 1)]
    ends = [*(high for high, low in pairwise(inked) if low - high > 1), inked[-1]]
    return [(start / POINT, end / POINT) for start, end in zip(starts, ends, strict=True)]


def first_letters(page):
    """Return the edges of the first letter of the lines, and of what stands next, in pixels; one is as wide in all lines."""
    columns, _rows = page.getprojection()
    inked = [column for column, ink in enumerate(columns) if ink]
    gaps = [(a, b) for a, b in pairwise(inked) if b - a > POINT]
    (end, start), *_ = gaps
    return (inked[0] - 1, end + 2), (start - 1, int(start + 7 * POINT))


@pytest.mark.parametrize("formula", KEEPING)
def test_a_formula_stands_on_the_baseline(sample, drawn, formula):
    """Its letters stand on one line with those of the text."""
    page = drawn(lines(sample, formula))
    text, own = first_letters(page)
    ((_top, foot),) = glyphs(page, *text)
    assert abs(glyphs(page, *own)[0][1] - foot) < 0.5


def test_a_formula_that_fits_the_line_does_not_move_the_next(sample, drawn):
    """Descenders, fractions, sums and integrals among words leave all lines on the grid."""
    page = drawn(lines(sample, "", *KEEPING, "", ""))
    text, _own = first_letters(page)
    feet = [foot for _top, foot in glyphs(page, *text)]
    steps = [low - high for high, low in pairwise(feet)]
    assert len(steps) == len(KEEPING) + 2
    assert max(steps) - min(steps) < 0.25


def test_a_tall_formula_makes_room(sample, drawn):
    """Lines move apart by as much as it needs: nothing is drawn over anything."""
    page = drawn(lines(sample, "", TALL, "", ""))
    text, _own = first_letters(page)
    feet = [foot for _top, foot in glyphs(page, *text)]
    above, below, plain = (low - high for high, low in pairwise(feet))
    assert above > plain + 2
    assert below > plain + 2
    assert len(glyphs(page, text[0], page.width)) == 4


def test_a_displayed_formula_is_centred(sample, drawn, prose):
    """As much white stands at its left as at its right, but for a comma that hangs in the margin."""
    wide = sample.para(prose(60))
    page = drawn(wide, nodes.MathBlock(span=wide.span, text=r"\frac{a}{b} = c"))
    measure = page.getbbox()
    (top, foot) = glyphs(page, 0, page.width)[-1]
    left, _top, right, _foot = page.crop((0, int(top * POINT), page.width, int(foot * POINT) + 1)).getbbox()
    assert abs((left - measure[0]) - (measure[2] - right)) / POINT < 2
