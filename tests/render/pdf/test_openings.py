"""Drop caps and lead-ins on pages: where the letter stands, and what is read of it."""

from __future__ import annotations

import io
import subprocess
from dataclasses import replace

import pikepdf
import pytest
from weasyprint.formatting_structure import boxes

from octavo.render.math import drawing, prepare_formulas
from octavo.render.pdf import render_pdf
from octavo.render.pdf.divisions import Typesetter
from octavo.render.pdf.engine import start_engine
from octavo.render.pdf.folios import Folios
from octavo.render.pdf.plan import plan_divisions

HEIGHT = 18.0
"""Of a line, in CSS pixels: 13.5 points."""

OPENINGS = ["In the beginning ", "“When all was done, ", "A man came in, ", "Quite often he "]


@pytest.fixture(scope="module")
def publication(sample, prose, tmp_path_factory):
    """A function that returns a chapter as a publication whose chapters open with drop caps."""
    styles = tmp_path_factory.mktemp("styles")
    (styles / "book.css").write_text(":root { --opening-words: drop-cap-lead-in }", "utf-8")

    def make(words, theme="classic", **more):
        paragraphs = (sample.para(words + prose(90)), sample.para(prose(60, 3)))
        made = sample.publication(sample.document("one", *paragraphs, title="One"), styles=(styles,), **more)
        return replace(made, edition=replace(made.edition, theme=theme))

    return make


def texts(publication):
    """Return the text boxes of the first page's text."""
    engine, formulas = start_engine(publication).value, prepare_formulas(publication, drawing).value
    (division,) = plan_divisions(publication)
    laid = Typesetter(publication, engine, formulas).lay_out(division, 1, Folios())
    assert laid.diagnostics == ()
    found = []
    _below(laid.pages[0]._page_box, found)
    return found


def _below(box, found):
    box = getattr(box, "_box", box)
    if isinstance(box, boxes.TextBox):
        found.append(box)
    for child in () if isinstance(box, boxes.MarginBox) else box.children:
        _below(child, found)


def base(box):
    """Return where the base line of a text box is, in CSS pixels."""
    return box.position_y + box.baseline


@pytest.mark.parametrize("theme", ["classic", "modern"])
@pytest.mark.parametrize("words", OPENINGS)
def test_a_drop_cap_stands_on_its_third_line(publication, words, theme):
    """Its base is that of the third line of the text, its lines are on the grid, and the measure is filled."""
    found = texts(publication(words, theme))
    letter = next(box for box in found if box.element.get("class") == "drop-letter")
    text = [box for box in found if box.element.tag == "p" or box.element.get("class") == "lead-in"]
    first = min(base(box) for box in text)
    assert base(letter) == pytest.approx(first + 2 * HEIGHT, abs=0.05)
    lines = {}
    for box in text:
        lines.setdefault(round((base(box) - first) / HEIGHT, 3), []).append(
            box.position_x + box.margin_width()
        )  # what hangs is a margin
    assert sorted(lines) == list(range(len(lines)))
    ends = [max(lines[number]) for number in range(4)]
    assert ends == pytest.approx([max(ends)] * 4, abs=0.1)


@pytest.mark.parametrize("words", OPENINGS)
def test_the_word_is_read_whole(publication, words, tmp_path):
    """Copied from the screen edition the text begins with its first word; the structure tree has it as one."""
    artifact = render_pdf(publication(words, screen=True), None, lambda _line: None).value
    (tmp_path / "book.pdf").write_bytes(artifact.data)
    text = subprocess.run(["pdftotext", tmp_path / "book.pdf", "-"], capture_output=True, check=True, text=True).stdout
    assert f"\n{words.strip()} " in text
    with pikepdf.open(io.BytesIO(artifact.data)) as pdf:
        (read,) = [str(made.ActualText) for made in pdf.objects if "/ActualText" in keys(made) and "/P" in keys(made)]
    assert words.startswith(read)
    assert len(read.strip("“")) > 1


def keys(made):
    """Return the keys of a dictionary, none of anything else."""
    return made.keys() if isinstance(made, pikepdf.Dictionary) else ()


def test_lead_in_is_in_small_capitals(sample, prose):
    """The classic theme's own way: real small capitals, which are copied as what they are."""
    made = sample.publication(sample.document("one", sample.para("In the beginning of all " + prose(90)), title="One"))
    (led,) = [box for box in texts(made) if box.element.get("class") == "lead-in"]
    assert led.text == "In the beginning of"
    assert led.style["font_variant_caps"] == "small-caps"
