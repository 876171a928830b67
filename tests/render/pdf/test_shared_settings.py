"""Lines that share Pango's settings come out as those that do not."""

from __future__ import annotations

from contextlib import nullcontext

from octavo.model import nodes
from octavo.model.attributes import Attributes
from octavo.render.pdf import divisions, render_pdf

LANGUAGES = ("en-GB", "fr", "el", "ja", "ar", "de")


def test_the_file_is_the_same(sample, prose, monkeypatch):
    """Languages, directions, slants, weights, small capitals, raised figures, underlined links: to the byte."""
    blocks = []
    for number, language in enumerate(LANGUAGES):
        words = sample.text(prose(60))
        marked = nodes.Markup(
            span=words.span, tag="span", attributes=Attributes(pairs=(("lang", language),)), children=(words,)
        )
        strong = nodes.Link(span=words.span, href="https://example.org/", children=(sample.text(f"Number {number}"),))
        leaning = nodes.Emphasis(span=words.span, children=(sample.text("at sea"),))
        blocks.append(sample.para(marked, strong, leaning))
        blocks.append(sample.heading(2, f"Part {number}", f"part-{number}"))
    publication = sample.publication(sample.document("one", *blocks), screen=True)
    shared = render_pdf(publication, None, lambda _line: None)
    monkeypatch.setattr(divisions, "settings_shared", nullcontext)
    apart = render_pdf(publication, None, lambda _line: None)
    assert shared.value.data == apart.value.data
