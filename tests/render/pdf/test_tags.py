"""The structure tree of a tagged file, read back."""

from __future__ import annotations

import io
import re

import pikepdf
import pytest

from octavo.model import nodes
from octavo.model.attributes import Attributes
from octavo.render.pdf import render_pdf
from octavo.render.pdf.tags.cells import cell_facts
from octavo.render.pdf.tags.elements import Element


@pytest.fixture(scope="module")
def pdf(sample, prose):
    """A chapter with a note, a figure, a table over two pages, a list and Japanese."""
    note = sample.note(1, "A note.", more=(sample.para("More of it."),))
    words = nodes.Phrase(
        span=note.span, children=(sample.text("海上自衛隊"),), attributes=Attributes(pairs=(("lang", "ja"),))
    )
    items = tuple(nodes.ListItem(span=note.span, children=(sample.para(word),)) for word in ("One.", "Two."))
    strong = nodes.Strong(span=note.span, children=(sample.text("strong"),))
    emphasis = nodes.Emphasis(span=note.span, children=(sample.text("very"),))
    document = sample.document(
        "one",
        sample.para("Words", sample.call(note.id), " and ", words, ", ", emphasis, " ", strong, "."),
        sample.figure(),
        nodes.List(span=note.span, items=items),
        sample.heading(2, "Dates", "dates"),
        sample.table([("Date", "Event"), *((f"{year}", prose(12, year)) for year in range(1980, 2020))]),
        title="One",
        number="1",
        notes=(note,),
    )
    outcome = render_pdf(sample.publication(document, screen=True, pictures=[sample.picture()]), None, lambda _: None)
    assert outcome.diagnostics == ()
    with pikepdf.open(io.BytesIO(outcome.value.data)) as opened:
        yield opened


def kids(element):
    """Return the structure elements directly below one."""
    below = element.get("/K", [])
    every = list(below) if isinstance(below, pikepdf.Array) else [below]
    return [kid for kid in every if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/StructElem"]


def shape(element):
    """Return an element as its type and those below it: ``Note(Lbl(Link) P P)``."""
    inner = " ".join(map(shape, kids(element)))
    name = str(element.S).removeprefix("/")
    return f"{name}({inner})" if inner else name


@pytest.fixture(scope="module")
def chapter(pdf):
    """The elements of the chapter."""
    (section,) = kids(pdf.Root.StructTreeRoot.K[0])
    return kids(section)


def test_a_chapter_is_flat_and_in_order(chapter):
    """Label, title, text, figure, list, heading, table: the table once, although it takes two pages."""
    assert [str(element.S) for element in chapter] == ["/P", "/H1", "/P", "/Figure", "/L", "/H2", "/Table"]


def test_a_note_follows_its_call(chapter):
    """The call is a link, the note right behind it, with its label, its way back and its paragraphs."""
    assert shape(chapter[2]) == "P(Reference(Link) Note(Lbl(Link) P P) Span Em Strong)"
    assert str(kids(chapter[2])[2].Lang) == "ja"


def test_a_figure_has_words_and_caption(chapter):
    """Alternative text, a place in points, the caption inside."""
    figure = chapter[3]
    assert str(figure.Alt) == "A grey square"
    assert shape(figure) == "Figure(Caption)"
    left, bottom, right, top = (float(value) for value in figure.A.BBox)
    assert 0 < left < right < 440
    assert 0 < bottom < top < 650


def test_lists_have_labels_and_bodies(chapter):
    """Each item is a label and a body."""
    assert shape(chapter[4]) == "L(LI(Lbl LBody) LI(Lbl LBody))"


def test_a_table_over_pages_has_one_head(chapter):
    """Caption, one head with scopes, one body with every row."""
    caption, head, body = kids(chapter[6])
    assert [str(caption.S), shape(head)] == ["/Caption", "THead(TR(TH TH))"]
    assert {str(cell.A.Scope) for cell in kids(kids(head)[0])} == {"/Column"}
    assert len(kids(body)) == 40


def test_links_have_one_annotation_and_words(pdf):
    """The call and the way back are one annotation each, that lead to places of the file and say what they are."""
    annotations = [annotation for page in pdf.pages for annotation in page.get("/Annots", [])]
    assert sorted(str(annotation.Dest) for annotation in annotations) == ["call-one-note-1", "one-note-1"]
    assert all(str(annotation.Contents) for annotation in annotations)


def test_heads_are_artifacts(pdf):
    """Everything in the margins is marked as pagination."""
    found = []
    for page in pdf.pages:
        for operands, operator in pikepdf.parse_content_stream(page):
            if str(operator) == "BDC" and str(operands[0]) == "/Artifact" and "/Subtype" in operands[1]:
                found.append((str(operands[1].Type), str(operands[1].Subtype)))
    assert set(found) == {("/Pagination", "/Header"), ("/Pagination", "/Footer")}


def test_the_file_says_what_it_is(pdf):
    """Marked, in English, with its title shown, as PDF/UA-1."""
    assert pdf.Root.MarkInfo.Marked
    assert str(pdf.Root.Lang) == "en-GB"
    assert pdf.Root.ViewerPreferences.DisplayDocTitle
    with pdf.open_metadata() as xmp:
        assert str(xmp["pdfuaid:part"]) == "1"


def test_cells_know_their_heads():
    """A cell under a head that spans two columns is told of both heads over it."""
    rows = ((("th", {"colspan": "2"}),), (("th", {}), ("th", {})), (("td", {}), ("td", {})))
    table = Element("table")
    for row in rows:
        line = Element("tr")
        line.extend(Element(tag, attributes) for tag, attributes in row)
        table.append(line)
    facts = cell_facts(table)
    last = table[2][1]
    assert facts[last].heads == [table[0][0], table[1][1]]
    assert facts[last].listed


@pytest.mark.parametrize(
    ("written", "tagged"),
    [
        ((2, 4, 4, 3), ("H1", "H2", "H3", "H3", "H3")),
        ((2, 3, 4, 2, 3), ("H1", "H2", "H3", "H4", "H2", "H3")),
    ],
    ids=["a level skipped", "none skipped"],
)
def test_no_level_of_headings_is_skipped(sample, written, tagged):
    """What an author skips is closed up, so that the file keeps the standard; other headings are as written."""
    headings = [sample.heading(level, "Dates", f"dates-{at}") for at, level in enumerate(written)]
    blocks = [block for heading in headings for block in (heading, sample.para("Words."))]
    document = sample.document("one", *blocks, title="One", number="1")
    outcome = render_pdf(sample.publication(document, screen=True), None, lambda _: None)
    with pikepdf.open(io.BytesIO(outcome.value.data)) as opened:
        found = re.findall(r"\bH\d", shape(opened.Root.StructTreeRoot.K[0]))
    assert tuple(found) == tagged
