"""What the PDF renderer finds: each finding once, and once nearly."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

from octavo.model import nodes
from octavo.model.attributes import Attributes
from octavo.model.config import Matter
from octavo.model.sources import Picture
from octavo.render.pdf import render_pdf
from octavo.render.pdf.engine import start_engine
from octavo.render.pdf.intact import damage, text_lost
from octavo.render.pdf.page_rules import page_rules


def found(publication):
    """Return (finding, message, place) of each diagnostic."""
    outcome = render_pdf(publication, None, lambda _line: None)
    return [(d.finding.name, d.message, d.span and str(d.span)) for d in outcome.diagnostics]


@pytest.fixture
def own_styles(tmp_path):
    """A function that writes the book's own ``book.css`` and returns its folder."""

    def write(css):
        (tmp_path / "book.css").write_text(css, "utf-8")
        return (tmp_path,)

    return write


def test_unknown_engine(sample, prose, monkeypatch):
    """Another engine than the known one breaks lines one by one, and a warning says so; ragged text never asks."""
    document = sample.document("one", sample.para(prose(200)))
    assert found(sample.publication(document)) == []
    monkeypatch.setattr("weasyprint.__version__", "71.0")
    monkeypatch.setattr("octavo.render.pdf.paragraphs.choice.set_by", None)
    ((name, message, _place),) = found(sample.publication(document))
    assert name == "unknown-layout-engine"
    assert "WeasyPrint 71.0, and only 70.0" in message
    assert found(sample.publication(document, justify=False)) == []


def test_ignored_css(sample, own_styles):
    """A declaration that the engine does not know is a warning at its line in the book's own stylesheet."""
    styles = own_styles("p { margin: 0 }\np { colour: red }\n")
    (diagnostic,) = render_pdf(sample.publication(sample.document("one"), styles=styles), None, print).diagnostics
    assert diagnostic.finding.name == "ignored-css"
    assert diagnostic.message == (
        "the stylesheet “book.css” says something that has no effect: Ignored `colour: red`, unknown property."
    )
    assert str(diagnostic.span) == "styles/book.css:2:5"


def test_layout_failed(sample, own_styles):
    """Where the engine breaks down, its division is named; nobody is told of a bug in Octavo."""
    styles = own_styles("p { font-size: calc(100% / 0) }")
    document = sample.document("one", sample.para("Words."), title="One")
    outcome = render_pdf(sample.publication(document, styles=styles), None, print)
    assert outcome.value is None
    (diagnostic,) = outcome.diagnostics
    assert (diagnostic.finding.name, str(diagnostic.span)) == ("layout-failed", "manuscript/01-sample.md:1:1")
    assert diagnostic.message == (
        "the layout engine fails at “One”: OverflowError: cannot convert float infinity to integer"
    )


def test_layout_failed_over_a_stylesheet(sample, own_styles):
    """A stylesheet that the engine cannot even read is named."""
    styles = own_styles("p { width: calc(1em - -) }")
    outcome = render_pdf(sample.publication(sample.document("one"), styles=styles), None, print)
    assert outcome.value is None
    assert [(str(d.span), d.message) for d in outcome.diagnostics] == [
        ("styles/book.css:1:1", "the layout engine fails at “book.css”: AssertionError")
    ]


def test_sound_css(sample, own_styles):
    """Octavo's own stylesheets and a sound one of the book say nothing that has no effect."""
    styles = own_styles(":root { --accent: #8a1c1c } .number-label { display: none }")
    assert found(sample.publication(sample.document("one", title="One", number="1"), styles=styles)) == []
    assert found(sample.publication(sample.document("one", title="One"), screen=True)) == []


def test_missing_glyph(sample):
    """A character that no font has is an error at its place in the text."""
    (first, *_rest) = found(sample.publication(sample.document("one", sample.para("A \U00013000 here."))))
    assert first == ("missing-glyph", "no font has the character “\U00013000” (U+13000)", "manuscript/01-sample.md:1:3")


def test_unplanned_font(sample):
    """A character that only a font of the system has is a warning that names the font."""
    ((name, message, place),) = found(sample.publication(sample.document("one", sample.para("Hebrew: \u05d0."))))
    assert name == "unplanned-font"
    assert message.startswith("“\u05d0” is set in ")
    assert place == "manuscript/01-sample.md:1:9"


def test_planned_fonts(sample):
    """Latin, Japanese and code are set in fonts that the theme names."""
    words = nodes.Phrase(
        span=sample.para().span, children=(sample.text("海上自衛隊"),), attributes=Attributes(pairs=(("lang", "ja"),))
    )
    code = nodes.Code(span=sample.para().span, text="main()")
    assert found(sample.publication(sample.document("one", sample.para("Forces: ", words, " ", code)))) == []


def test_picture_not_drawn(sample):
    """A picture that the engine cannot draw is an error at its place."""
    broken = Picture(file="images/square.svg", media_type="image/svg+xml", width_px=1, height_px=1, data=b"<svg")
    names = [name for name, *_ in found(sample.publication(sample.document("one", sample.figure()), pictures=[broken]))]
    assert "picture-not-drawn" in names


def test_a_drawing_that_fails_on_the_page_is_an_error(sample):
    """WeasyPrint draws only while it writes the file, and logs what it cannot."""
    data = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><path d="M0 0 A 0 0 0 0 0 1 1 A 1 1"/></svg>'
    broken = Picture(file="images/square.svg", media_type="image/svg+xml", width_px=8, height_px=8, data=data)
    ((name, message, place),) = found(sample.publication(sample.document("one", sample.figure()), pictures=[broken]))
    assert (name, place) == ("picture-not-drawn", "manuscript/01-sample.md:1:1")
    assert message == "the layout engine cannot draw a picture: Failed to render SVG image images/square.svg"


def test_picture_drawn(sample):
    """A sound picture is drawn without a word."""
    assert found(sample.publication(sample.document("one", sample.figure()), pictures=[sample.picture()])) == []


@pytest.mark.parametrize(("terms", "percents"), [(8, []), (40, ["31"])])
def test_shrunk_formula(sample, terms, percents):
    """A formula much wider than the line is a warning at its place, one that fits is none; both stay within the line."""
    formula = " + ".join(f"a_{{{number}}}" for number in range(terms))
    block = nodes.MathBlock(span=sample.para().span, text=formula)
    made = found(sample.publication(sample.document("one", block)))
    said = f"the formula “{formula}” is wider than the line, and printed at "
    assert made == [
        ("shrunk-formula", f"{said}{share} percent of its size", "manuscript/01-sample.md:1:1") for share in percents
    ]


def test_long_footnote(sample, prose):
    """A note taller than the text block is an error."""
    note = sample.note(1, prose(1500))
    ((name, message, place), *_rest) = found(
        sample.publication(sample.document("one", sample.para("A call", sample.call(note.id)), notes=(note,)))
    )
    assert (name, place) == ("long-footnote", "manuscript/01-sample.md:1:1")
    assert message == "note 1 of “one” is taller than a page"


def test_a_footnote_of_half_a_page(sample, prose):
    """A note that fits a page is none."""
    note = sample.note(1, prose(250))
    document = sample.document("one", sample.para("A call", sample.call(note.id)), notes=(note,))
    assert found(sample.publication(document)) == []


def test_text_lost(sample):
    """Text that no page shows, or that one shows twice, is told by its first words; text hidden by a stylesheet is not."""
    publication = sample.publication(sample.document("one"))
    tree = ET.fromstring("<html><head/><body><p>Kept words.</p><p>Other words.</p></body></html>")  # noqa: S314 - made here
    sheet = start_engine(publication).value.lay_out(tree, page_rules(publication, None, 1))
    pages = sheet.document.pages
    assert damage(tree, pages, sheet.hidden) == ()
    assert damage(tree, [*pages, *pages], sheet.hidden) == ("Kept words.", "Other words.")
    assert damage(tree, [], sheet.hidden) == ("Kept words.", "Other words.")
    assert damage(tree, [], lambda element: element.tag == "p") == ()
    (document,) = publication.documents
    (diagnostic, _other) = text_lost(document, tree, [], sheet.hidden)
    assert diagnostic.finding.name == "text-lost-in-layout"
    assert diagnostic.message == "the layout of “one” lost or doubled text near “Kept words.”"
    assert list(text_lost(document, tree, pages, sheet.hidden)) == []


def test_layout_warning(sample):
    """What else the engine warns about is passed on: here of a link that leads nowhere."""
    link = nodes.InternalLink(
        span=sample.para().span, children=(sample.text("there"),), target="nowhere", role=nodes.LinkRole.CROSS_REFERENCE
    )
    ((name, message, _place),) = found(sample.publication(sample.document("one", sample.para("Go ", link))))
    assert name == "layout-warning"
    assert message.endswith("warns about “A Sample”: No anchor #nowhere for internal URI reference")


def test_no_layout_warning(sample):
    """A link that lands says nothing."""
    link = nodes.InternalLink(
        span=sample.para().span, children=(sample.text("here"),), target="one", role=nodes.LinkRole.CROSS_REFERENCE
    )
    assert found(sample.publication(sample.document("one", sample.para("Go ", link)))) == []


@pytest.mark.parametrize(("lines", "names"), [(15, ["unsettled-pages"]), (16, [])])
def test_unsettled_pages(sample, lines, names):
    """A page number whose own width moves what it names to and fro is an error; one line more, and it stays."""
    span = sample.para().span
    # “viii” leaves the picture no room on its line, and the target falls to page ix; “ix” is narrower and brings it back.
    size = Attributes(pairs=(("width", "316pt"), ("height", "300pt")))
    picture = nodes.Image(span=span, src="images/square.svg", alt="Square", src_span=span, attributes=size)
    front = {"role": "preface", "matter": Matter.FRONT}
    before = [sample.document(f"f{number}", title=f"F{number}", **front) for number in range(7)]
    paragraphs = [sample.para("x") for _ in range(lines)]
    target = sample.para("Target", id="late")
    moving = sample.document("moving", sample.para(sample.page("late"), picture), *paragraphs, target, **front)
    publication = sample.publication(*before, moving, pictures=[sample.picture()], mirrored=False)
    assert [name for name, *_ in found(publication)] == names


LONG_HEAD = "A Chapter Whose Title Goes On for So Long That It Cannot Possibly Fit into the Head of Any Page"


@pytest.mark.parametrize("screen", [False, True])
def test_long_running_head(sample, prose, screen):
    """A head that would run over the folio, or off the paper, is cut at a word, and the chapter is told of."""
    document = sample.document("one", sample.para(prose(900)), title="One", short_title=LONG_HEAD)
    publication = sample.publication(document, screen=screen)
    ((name, message, place),) = found(publication)
    assert (name, place) == ("long-running-head", "manuscript/01-sample.md:1:1")
    printed = message.split("“")[-1].split("”")[0]
    assert LONG_HEAD.startswith(printed.removesuffix("…") + " ")
    assert len(printed) > len(LONG_HEAD) / 3


def test_long_running_head_of_the_book(sample, prose):
    """The book's own is told of once, not with each chapter."""
    chapters = [sample.document(name, sample.para(prose(900)), title=name) for name in ("one", "two")]
    ((name, _message, place),) = found(sample.publication(*chapters, title=LONG_HEAD))
    assert (name, place) == ("long-running-head", None)


def test_a_running_head_that_fits(sample, prose):
    """Forty letters do, and a long one on pages that print none."""
    fits = sample.document("one", sample.para(prose(900)), title="One", short_title=LONG_HEAD[:40])
    silent = sample.document("two", sample.para("Here."), role="dedication", matter=Matter.FRONT, short_title=LONG_HEAD)
    assert found(sample.publication(silent, fits)) == []
