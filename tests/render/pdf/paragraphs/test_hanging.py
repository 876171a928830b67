"""Signs that hang: in the margin at either end of lines, by their share, and nothing else but what should."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

import pytest
from weasyprint.formatting_structure import boxes

from octavo.model.edition import Paragraphs
from octavo.render.math import drawing, prepare_formulas
from octavo.render.pdf import render_pdf
from octavo.render.pdf.divisions import Typesetter
from octavo.render.pdf.engine import start_engine
from octavo.render.pdf.folios import Folios
from octavo.render.pdf.paragraphs import Compositor
from octavo.render.pdf.plan import plan_divisions
from support.hard_paragraphs import CASES, PROSE, laid, lines, shown

HAIR = 0.1
"""Pixels: Pango rounds places to a 1024th of one, for each word space."""


def edges(pages):
    """Yield the text of each line that is not the last of its paragraph, and how far it sticks out before and behind."""
    found = list(lines(pages))
    for (line, holder), (_, following) in pairwise(found):
        texts = [box for box in line.descendants() if isinstance(box, boxes.TextBox)]
        if following is holder and texts:
            left, right = texts[0].position_x, texts[-1].position_x + texts[-1].width
            text = "".join(box.text for box in texts)
            yield text, holder.content_box_x() - left, right - holder.content_box_x() - holder.width


def test_stops_and_hyphens_hang_behind_and_letters_do_not():
    """A comma by most of its width, a hyphen by more than half; lines that end in other letters end at the measure."""
    body = f"<p>{PROSE}</p>" * 6
    found = list(edges(laid(body, Compositor(hanging=True))))
    stops = [behind for text, _, behind in found if text.endswith((",", "."))]
    hyphens = [behind for text, _, behind in found if text.endswith("-")]
    plain = [behind for text, _, behind in found if text[-1] in "abcdefghijlmnopqsuz"]
    assert stops
    assert hyphens
    assert plain
    assert all(1.5 < behind < 4 for behind in (*stops, *hyphens))
    assert all(abs(behind) < HAIR for behind in plain)


def test_quotation_marks_hang_before_a_line_but_not_before_a_paragraph():
    """The first line of a paragraph begins at the measure, or where its indent does."""
    body = "<p>" + "“Dry,” he said, “as dust is dry.” " * 30 + "</p>"
    found = [before for text, before, _ in edges(laid(body, Compositor(hanging=True))) if text.startswith("“")]
    assert found[0] == pytest.approx(0, abs=HAIR)
    assert found[1:]
    assert all(before > 1 for before in found[1:])


def test_code_does_not_hang():
    """In code and addresses every sign counts, and a frame may stand around them."""
    body = "<p>" + "<code class=boxed>first.second,</code> " * 40 + "</p>"
    assert all(behind < HAIR for _, _, behind in edges(laid(body, Compositor(hanging=True))))


@pytest.mark.parametrize("name", CASES)
def test_no_letter_is_lost(name):
    """Whatever hangs: the text is what the engine alone shows."""
    compositor = Compositor(hanging=True)
    body = CASES[name] + f"<p>{PROSE}</p>" * 2
    assert shown(laid(body, compositor)) == shown(laid(body))
    assert compositor.faults == []


def hangs(publication):
    """Return whether a line of a publication sticks out of the text block."""
    engine, formulas = start_engine(publication).value, prepare_formulas(publication, drawing).value
    (division, *_) = plan_divisions(publication)
    pages = Typesetter(publication, engine, formulas).lay_out(division, 1, Folios()).pages
    return any(behind > HAIR for _, _, behind in edges([page._page_box for page in pages]))


@pytest.mark.parametrize(
    ("theme", "way", "expected"),
    [
        ("classic", Paragraphs.TOTAL_FIT, True),
        ("classic", Paragraphs.GREEDY, False),
        ("modern", Paragraphs.TOTAL_FIT, False),
    ],
)
def test_the_theme_says_whether(sample, prose, theme, way, expected):
    """On in the classic one, for paragraphs that are set as wholes."""
    publication = sample.publication(sample.document("one", sample.para(prose(400))))
    page = replace(publication.edition.page, paragraphs=way, justify=True)
    assert hangs(replace(publication, edition=replace(publication.edition, page=page, theme=theme))) is expected


def test_nothing_is_said_to_run_into_the_margin(sample, prose):
    """A stop that hangs is no word that does not fit."""
    publication = sample.publication(sample.document("one", sample.para(prose(400))))
    assert not [
        d
        for d in render_pdf(publication, None, lambda _line: None).diagnostics
        if re.search("line|text", d.finding.name)
    ]
