"""Paragraphs that came out badly are set once more, in the style in which they come out best."""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement

import weasyprint
from weasyprint.formatting_structure import boxes

from octavo.model.typography import Blemish
from octavo.render.pdf import render_pdf
from octavo.render.pdf.repairs import repaired
from octavo.render.pdf.tuning import tune


def flawed(sample, prose):
    """Return how many of forty paragraphs, each a word longer than the one before, are marked."""
    paragraphs = [sample.para(f"{prose(words, words)} So be it.") for words in range(30, 70)]
    outcome = render_pdf(sample.publication(sample.document("one", *paragraphs)), None, lambda _line: None)
    counts = outcome.value.typography.counts
    return counts[Blemish.SHORT_LAST_LINE] + counts[Blemish.LOOSE_LINE] + counts[Blemish.HYPHEN_AT_PAGE_END]


def test_fewer_paragraphs_are_marked(sample, prose, monkeypatch):
    """Set once more, fewer paragraphs have a loose line, a short last one or a divided word at the foot of a page."""
    tuned = flawed(sample, prose)
    monkeypatch.setattr("octavo.render.pdf.divisions._TUNINGS", 0)
    assert tuned < flawed(sample, prose)


def test_only_chosen_paragraphs_change():
    """A style goes to the paragraph of its number; others bear none."""
    tree = Element("html")
    for _ in range(3):
        SubElement(tree, "p")
    tune(tree, {1: "word-spacing: 0", 2: ""})
    assert [paragraph.get("style") for paragraph in tree] == [None, "word-spacing: 0", None]


def test_narrowed_spaces_do_not_cut_a_line_short():
    """No line but the last is shorter than half the measure, whatever the measure is."""
    words = (
        "<p><b>Which voice is louder?</b> The partnership speaks of <i>disarmament</i> and of <i>defence</i> industry, of"
        " fewer weapons and of better ones. Both belong to it. If only one can be heard, the balance was a courtesy.</p>"
    )
    paragraphs = "".join(words.replace("<p>", f'<p style="width: {width}pt">') for width in range(300, 340))
    style = 'font: 10.5pt "Source Serif Pro", serif; hyphens: auto; hyphenate-limit-chars: 5 2 3; word-spacing: -0.02em'
    with repaired():
        document = weasyprint.HTML(
            string=f'<html lang="en" style="{style}"><body>{paragraphs}'.replace(
                '"Source Serif Pro"', "'Source Serif Pro'"
            )
        ).render()
    found = [
        box
        for page in document.pages
        for box in page._page_box.descendants()
        if isinstance(box, boxes.BlockBox) and box.element_tag == "p"
    ]
    assert len(found) == 40
    assert [box.width for box in found for line in box.children[:-1] if line.width < box.width / 2] == []
