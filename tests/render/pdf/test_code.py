"""Code on pages: it stays within the measure on every preset, keeps the grid, and comes out of the file as it was."""

from __future__ import annotations

import io
import subprocess
from dataclasses import replace

import pikepdf
import pytest
from weasyprint.formatting_structure import boxes

from octavo.config import load_config
from octavo.model import nodes as n
from octavo.model.attributes import Attributes
from octavo.model.edition import Format
from octavo.model.locations import builtin_styles
from octavo.render.math import drawing, prepare_formulas
from octavo.render.pdf import render_pdf
from octavo.render.pdf.divisions import Typesetter
from octavo.render.pdf.engine import start_engine
from octavo.render.pdf.folios import Folios
from octavo.render.pdf.plan import plan_divisions
from octavo.resolve.code import told_apart
from support.small_book import SMALLEST, write_book

PRESETS = sorted(
    file.stem for file in (builtin_styles() / "presets").glob("*.toml") if not file.stem.startswith("epub")
)
TRYING = f'''def lay_out(self, division: Division, number: int, folios: Mapping[str, str]) -> Laid:
    """Return a division."""
    if division.restarts:  # a comment that runs on and on until there is no room left for it on the line, and further
        return self.engine.lay_out_with_a_name_that_nobody_would_write_in_earnest("and a string", 12, 3.5e-7)
    {"a" * 150}
    address = "https://example.org/a/very/long/address/that/never/ends/and/has/no/blank/in/it/at/all/but/slashes"
\tindented = "by a tab"
{" " * 60}far = "to the right", {"x" * 60}

{"9" * 300}
'''


@pytest.fixture(scope="module")
def edition(tmp_path_factory):
    """A function that returns an edition of a preset."""

    def of(preset):
        toml = f'{SMALLEST}author = "A"\n[editions.made]\npreset = "{preset}"\n'
        outcome = load_config(write_book(tmp_path_factory.mktemp(preset), toml))
        (found,) = (one for one in outcome.value.editions if one.name == "made")
        assert found.format is Format.PDF
        return found

    return of


def code(text, language="python", here=None):
    """Return a code block, told apart."""
    return n.CodeBlock(
        span=here, text=text, language=language, tokens=told_apart(text, language), attributes=Attributes()
    )


@pytest.fixture
def block(sample):
    """A function that makes a code block."""
    here = sample.para("x").span
    return lambda text: code(text, here=here)


def laid_out(publication):
    """Return the pages of the first division, laid out without a word."""
    engine, formulas = start_engine(publication).value, prepare_formulas(publication, drawing).value
    (division, *_) = plan_divisions(publication)
    laid = Typesetter(publication, engine, formulas).lay_out(division, 1, Folios())
    assert laid.diagnostics == ()
    return laid.pages


def lines(pages):
    """Return (page box, line box) of each line of code."""
    return [
        (page._page_box, box)
        for page in pages
        for box in page._page_box.descendants()
        if isinstance(box, boxes.LineBox) and box.element is not None and "line" in box.element.get("class", "").split()
    ]


def texts(line):
    """Return the text boxes of a line."""
    return [box for box in line.descendants() if isinstance(box, boxes.TextBox)]


def right_end(text):
    """Return where the last letter of a text ends; blanks at a line's end hang."""
    return text.position_x + text.width * len(text.text.rstrip()) / len(text.text)


@pytest.mark.parametrize("preset", PRESETS)
def test_no_code_leaves_the_measure(sample, block, edition, preset):
    """Whatever the page, and in lists and quotations too, no letter of code stands beyond the edge of the text."""
    quoted = n.BlockQuote(span=block("x").span, children=(block(TRYING),), attributes=Attributes())
    plain = sample.publication(sample.document("one", block(TRYING), quoted, title="One"))
    found = lines(laid_out(replace(plain, edition=edition(preset))))
    assert len(found) > 2 * TRYING.count("\n")
    for page, line in found:
        right = page.content_box_x() + page.width
        assert max(map(right_end, texts(line)), default=0) <= right + 0.5


def test_lines_that_run_on_are_hung(sample, block):
    """What runs on of a line begins two characters to the right of its beginning, whatever that is indented by."""
    text = "    return " + "several words and " * 6 + "\n"
    (_, first), (_, second) = lines(laid_out(sample.publication(sample.document("one", block(text)))))
    begin = [texts(line)[0] for line in (first, second)]
    character = begin[0].width / len(begin[0].text)
    assert begin[1].position_x - begin[0].position_x == pytest.approx(6 * character, abs=0.5)


def test_code_keeps_the_grid(sample, block, prose):
    """Lines of code are as high as lines of text, empty ones and those in fonts of last resort too."""
    text = "x = 1\n\n# 東京 ☃ ┌─┐\n" + "y = 2\n" * 4
    paragraph = sample.para(prose(30))
    pages = laid_out(sample.publication(sample.document("one", paragraph, block(text), paragraph)))
    body = next(box for box in pages[0]._page_box.children if not isinstance(box, boxes.MarginBox))
    tops = [box.position_y for box in body.descendants() if isinstance(box, boxes.LineBox)]
    assert len(tops) > 8
    assert [round((top - tops[0]) / 18 % 1, 2) % 1 for top in tops] == [0] * len(tops)  # 13.5pt are 18 pixels


def test_pages_break_three_lines_from_the_ends_of_a_block(sample, block, prose):
    """A block of a few lines stays whole; of a longer one three lines at least stand on either page."""
    for words in range(340, 440, 12):
        pages = laid_out(sample.publication(sample.document("one", sample.para(prose(words)), block("x = 1\n" * 6))))
        assert len({id(page) for page, _ in lines(pages)}) == 1
        pages = laid_out(sample.publication(sample.document("one", sample.para(prose(words)), block("x = 1\n" * 9))))
        counts = [sum(at is page._page_box for at, _ in lines(pages)) for page in pages]
        assert [count for count in counts if 0 < count < 3] == []


def test_short_blocks_do_not_hold_their_neighbours(sample, block, prose):
    """A page may end before and behind a block of one line."""
    flow = [part for _ in range(12) for part in (sample.para(prose(22)), block("x = 1\n"))]
    first, *_ = laid_out(sample.publication(sample.document("one", *flow)))
    body = next(box for box in first._page_box.children if not isinstance(box, boxes.MarginBox))
    last = max(box.position_y + box.height for box in body.descendants() if isinstance(box, boxes.LineBox))
    assert first._page_box.content_box_y() + first._page_box.height - last < 18 * 5


def test_the_file_holds_the_code(sample, block, tmp_path):
    """Extracted text is the code, less what lines begin and end with: no mark, no zero-width space; its tag is Code in P."""
    artifact = render_pdf(
        sample.publication(sample.document("one", block(TRYING), title="One"), screen=True), None, print
    ).value
    (tmp_path / "code.pdf").write_bytes(artifact.data)
    words = subprocess.run(
        ["pdftotext", "-layout", tmp_path / "code.pdf", "-"], capture_output=True, check=True, text=True
    )
    assert "".join(TRYING.split()) in "".join(words.stdout.split())
    with pikepdf.open(io.BytesIO(artifact.data)) as pdf:
        found = [element for element in structure(pdf.Root.StructTreeRoot.K) if element.get("/S") == "/Code"]
    assert len(found) == 1
    assert found[0].P.S == "/P"


def structure(kids):
    """Yield the structure elements below some kids."""
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from structure(kid.get("/K", pikepdf.Array()))
