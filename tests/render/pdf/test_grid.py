"""Lines stand on the grid of the spread, whatever stands between them."""

from __future__ import annotations

import random

import pytest

from octavo.model import nodes
from octavo.render.math import drawing, prepare_formulas
from octavo.render.pdf.divisions import Typesetter
from octavo.render.pdf.engine import start_engine
from octavo.render.pdf.folios import Folios
from octavo.render.pdf.meter_lines import LineReader
from octavo.render.pdf.plan import plan_divisions
from support.prose import paragraph

LINE = 13.5


def off_grid(publication):
    """Return by how much each line of the text's own paragraphs is off the grid of the first, in points."""
    engine, formulas = start_engine(publication).value, prepare_formulas(publication, drawing).value
    (division,) = plan_divisions(publication)
    pages = Typesetter(publication, engine, formulas).lay_out(division, 1, Folios()).pages
    reader = LineReader()
    lines = [line for number, page in enumerate(pages) for line in reader.read(page, number).body]
    bases = [line.base for line in lines if line.tag == "p" and line.flowing]
    return [(base - bases[0] + LINE / 2) % LINE - LINE / 2 for base in bases]


def odd_blocks(sample, number):
    """Return what is no whole number of lines tall, and a heading."""
    figure = sample.figure(f"fig-{number}")
    table = sample.table([("Year", "What happened")] + [(str(1900 + n), "Something.") for n in range(number % 5 + 2)])
    code = nodes.CodeBlock(span=sample.para().span, text="one\ntwo\nthree\n", language="")
    heading = sample.heading(2, f"Part {number}", f"part-{number}")
    return (figure, table, code, heading)[number % 4]


@pytest.fixture(scope="module")
def chapter(sample):
    """Paragraphs with a figure, a table, code or a heading behind every second."""
    rng = random.Random(5)  # noqa: S311 - the same prose in every run
    blocks = []
    for number in range(60):
        blocks.append(sample.para(paragraph(rng, rng.choice((20, 50, 110)))))
        if number % 2:
            blocks.append(odd_blocks(sample, number // 2))
    return sample.document("one", *blocks)


def test_lines_are_on_the_grid(sample, chapter):
    """Paragraphs between figures, tables, code and headings stand level with those of the facing page."""
    off = off_grid(sample.publication(chapter, pictures=(sample.picture(),)))
    assert len(off) > 200
    assert [distance for distance in off if abs(distance) > 0.5] == []


def test_no_grid_where_no_page_faces_another(sample, chapter):
    """One-sided pages are as their stylesheet has them."""
    off = off_grid(sample.publication(chapter, pictures=(sample.picture(),), mirrored=False))
    assert [distance for distance in off if abs(distance) > 0.5] != []
