"""The sheets of single pages, for printers on demand: trimmed on three sides and bound on the fourth."""

from __future__ import annotations

import io

import pikepdf
import pytest
from PIL import Image as Pillow

from octavo.model.press import Press
from octavo.model.units import Trim
from octavo.render.pdf import render_pdf
from support.machine import program, run

BLEED = 9.0
WIDTH, HEIGHT = 432.0, 648.0
STYLES = 'p { background: url("tile.svg") 3pt 5pt / 20pt 20pt }'
TILE = '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20"><rect width="9" height="13" fill="#444"/></svg>'


@pytest.fixture
def made(sample, tmp_path):
    """Return a function that sets a chapter of two pages with tiles behind the text, and returns its file."""
    (tmp_path / "book.css").write_text(STYLES, "utf-8")
    (tmp_path / "tile.svg").write_text(TILE, "utf-8")

    def make(bleed=BLEED, **press):
        document = sample.document("one", *[sample.para("Words and more words. " * 60)] * 3, title="One")
        page = {"trim": Trim(width_pt=WIDTH, height_pt=HEIGHT), "bleed_pt": bleed, "press": Press(**press)}
        outcome = render_pdf(sample.publication(document, styles=(tmp_path,), **page), None, lambda _line: None)
        assert outcome.diagnostics == ()
        return outcome.value.data

    return make


def boxes(data):
    """Return the media box, bleed box and trim box of the first recto and the first verso."""
    names = ("/MediaBox", "/BleedBox", "/TrimBox")
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return [[[round(float(side), 2) for side in page.obj[name]] for name in names] for page in pdf.pages[:2]]


def test_the_spine_has_no_bleed(made):
    """KDP wants the sheet wider by one bleed and taller by two; a recto is bound on its left."""
    sheet = [0, 0, WIDTH + BLEED, HEIGHT + 2 * BLEED]
    recto = [0, BLEED, WIDTH, HEIGHT + BLEED]
    verso = [BLEED, BLEED, WIDTH + BLEED, HEIGHT + BLEED]
    assert boxes(made(single_pages=True)) == [[sheet, sheet, recto], [sheet, sheet, verso]]


@pytest.mark.parametrize("press", [{}, {"single_pages": True, "bleed_at_spine": True}])
def test_other_sheets_bleed_on_all_sides(made, press):
    """Those of a press, and those of printers who ask for it."""
    sheet = [0, 0, WIDTH + 2 * BLEED, HEIGHT + 2 * BLEED]
    trim = [BLEED, BLEED, WIDTH + BLEED, HEIGHT + BLEED]
    assert boxes(made(**press)) == [[sheet, sheet, trim]] * 2


def test_all_on_a_page_moves_with_it(made, tmp_path):
    """Text and the tiles of backgrounds stand where they stand without a bleed."""
    looks = []
    for name, bleed in (("with", BLEED), ("without", 0.0)):
        path = tmp_path / f"{name}.pdf"
        path.write_bytes(made(bleed, single_pages=True))
        for page, left in ((1, 0), (2, bleed)):
            corner = ("-x", str(int(left)), "-y", str(int(bleed)), "-W", str(int(WIDTH)), "-H", str(int(HEIGHT)))
            png = tmp_path / f"{name}-{page}"
            run(program("pdftoppm"), "-r", "72", "-gray", "-png", "-singlefile", "-f", str(page), *corner, path, png)
            with Pillow.open(f"{png}.png") as image:
                looks.append(image.tobytes())
    assert looks[:2] == looks[2:]
    assert looks[0] != looks[1]
