"""What no line and no page can hold: broken where it may be, told of where not, and silent where it just fits."""

from __future__ import annotations

from dataclasses import replace

import pytest
from weasyprint.formatting_structure import boxes

from octavo.model import nodes
from octavo.model.attributes import Attributes
from octavo.render.math import drawing, prepare_formulas
from octavo.render.pdf import render_pdf
from octavo.render.pdf.divisions import Typesetter
from octavo.render.pdf.engine import start_engine
from octavo.render.pdf.folios import Folios
from octavo.render.pdf.plan import plan_divisions
from octavo.render.pdf.tags.placing import real

LONG = "x" * 150
"""A word that no line holds, and that no dictionary divides."""


def names(publication):
    return [d.finding.name for d in render_pdf(publication, None, lambda _line: None).diagnostics]


def reach(publication):
    """Return how far words reach to the right of the page's text block at most, in pixels."""
    engine, formulas = start_engine(publication).value, prepare_formulas(publication, drawing).value
    (division, *_) = plan_divisions(publication)
    pages = Typesetter(publication, engine, formulas).lay_out(division, 1, Folios()).pages
    return max(
        right - (page.content_box_x() + page.width) for page in (p._page_box for p in pages) for right in ends(page)
    )


def ends(box):
    box = real(box)
    if isinstance(box, boxes.TextBox) and not box.is_leader:
        yield box.position_x + box.width
    for child in getattr(box, "children", ()):
        yield from ends(child)


def block(sample, tag, *children):
    return nodes.Division(span=sample.para().span, children=children, attributes=Attributes(classes=(tag,)))


def places(sample):
    """Return blocks that hold a long word each."""
    span = sample.para().span
    word = sample.para(f"A word {LONG} here.")
    return {
        "paragraph": word,
        "heading": sample.heading(2, f"A heading {LONG} here", "two"),
        "verse": block(sample, "verse", word),
        "quotation": nodes.BlockQuote(span=span, children=(word,)),
        "table": sample.table([("A", "B"), (LONG, "Words and words " * 10)]),
        "caption": sample.table([("A", "B"), ("a", "b")], caption=f"A caption {LONG}"),
        "code": sample.para("Code ", nodes.Code(span=span, text=LONG)),
        "address": sample.para(nodes.Link(span=span, children=(sample.text(f"https://a.org/{LONG}"),), href="https://a.org")),
    }  # fmt: skip


@pytest.mark.parametrize("place", [
    "paragraph", "heading", "verse", "quotation", "table", "caption", "code", "address",
])  # fmt: skip
def test_a_word_longer_than_the_line_breaks(sample, place):
    """Anywhere, rather than to run off the page; so nothing is to be said of it."""
    publication = sample.publication(sample.document("one", places(sample)[place]))
    assert reach(publication) < 1
    assert names(publication) == []


def test_long_words_in_titles_and_contents(sample):
    """They break in both; only the running head is cut, and told of."""
    item = sample.item("one", f"A title {LONG}", "1")
    contents = sample.document("contents", nodes.ContentsList(span=item.span, items=(item,)), role="contents")
    for document in (
        contents,
        sample.document("one", sample.para("Words."), title=f"A title {LONG}", short_title="A title"),
    ):
        assert reach(sample.publication(document)) < 1


def formula(sample, terms):
    text = " + ".join(f"a_{{{number}}}" for number in range(terms))
    return nodes.Math(span=sample.para().span, text=text)


@pytest.mark.parametrize(("terms", "expected"), [(12, []), (15, ["wider-than-line"]), (40, ["overrunning-text"])])
def test_a_formula_too_wide_for_its_column(sample, terms, expected):
    """The engine widens the table for it: into the margin is a warning, off the paper an error."""
    table = sample.table([("A", "B"), ("some words", formula(sample, terms))])
    assert names(sample.publication(sample.document("one", table))) == expected


def test_the_place_and_the_words(sample):
    """The finding stands at the block, and names what is wide."""
    table = sample.table([("A", "B"), ("words", formula(sample, 40))])
    outcome = render_pdf(sample.publication(sample.document("one", table)), None, lambda _line: None)
    (diagnostic,) = outcome.diagnostics
    assert diagnostic.message == "a formula in “one” runs off the paper"
    assert str(diagnostic.span) == "manuscript/01-sample.md:1:1"


@pytest.mark.parametrize(("css", "expected"), [
    ("td:first-child { white-space: nowrap; max-width: 3em }", ["overrunning-text"]),
    ("td:first-child { white-space: nowrap }", []),
])  # fmt: skip
def test_text_over_the_next_column(sample, tmp_path, css, expected):
    """What a stylesheet keeps from breaking may run over its neighbour: an error, though it stays on the page."""
    (tmp_path / "book.css").write_text(f"table {{ table-layout: fixed }} {css}" if expected else css)
    table = sample.table([("A", "B", "C"), ("several words in one line that is not to be broken", "b", "c")])
    assert names(sample.publication(sample.document("one", table), styles=(tmp_path,))) == expected


def test_what_leaves_the_flow_may_stand_in_the_margin(sample, tmp_path):
    """A note in the margin is what the author wants; off the paper nobody does."""
    aside = block(sample, "margin", sample.para("In the margin"))
    document = sample.document("one", aside, sample.para("Words."))
    for where, expected in (("-30pt", []), ("-120pt", ["overrunning-text"])):
        (tmp_path / "book.css").write_text(f".margin {{ float: right; width: 25pt; margin-right: {where} }}")
        assert names(sample.publication(document, styles=(tmp_path,))) == expected


CELL = "word " * 900


def test_what_can_be_broken_is(sample, prose):
    """A row, a poem, nested lists and a caption taller than a page go on overleaf, without a word."""
    span = sample.para().span
    nested = sample.para("Deep.")
    for _ in range(8):
        nested = nodes.List(span=span, items=(nodes.ListItem(span=span, children=(sample.para(prose(60)), nested)),))
    poem = block(sample, "verse", *(sample.para(f"Line {number}") for number in range(60)))
    figure = replace(sample.figure(), caption=(sample.text(prose(500)),))
    rows = sample.table([("A", "B"), *[("a", "b")] * 4, ("a", CELL)])  # of a tall first row the head is lost
    for tall in (rows, poem, nested, figure):
        made = render_pdf(
            sample.publication(sample.document("one", tall), pictures=[sample.picture()]), None, lambda _: None
        )
        assert made.diagnostics == ()
        assert made.value.pages > 1


@pytest.mark.parametrize(("rows", "expected"), [(12, []), (40, ["taller-than-page"])])
def test_a_formula_taller_than_the_page(sample, rows, expected):
    """It cannot be broken."""
    matrix = r"\begin{matrix}" + r"\\".join(r"\frac{a}{b}" for _ in range(rows)) + r"\end{matrix}"
    document = sample.document("one", nodes.MathBlock(span=sample.para().span, text=matrix))
    assert names(sample.publication(document)) == expected


@pytest.mark.parametrize(("words", "expected"), [(20, []), (170, ["taller-than-page"])])
def test_the_caption_of_a_picture_that_bleeds(sample, prose, words, expected):
    """There is little room under it: a long one would run off the foot of the page."""
    figure = replace(
        sample.figure(), caption=(sample.text(prose(words)),), attributes=Attributes(id="f", classes=("bleed",))
    )
    publication = sample.publication(sample.document("one", figure), pictures=[sample.picture()])
    assert [name for name in names(publication) if name != "text-lost-in-layout"] == expected
