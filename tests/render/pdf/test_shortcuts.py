"""What is laid out by shortcuts and drawn from kept glyphs stands where the engine alone would put it."""

from __future__ import annotations

import re
import subprocess
from contextlib import nullcontext

import pytest

from octavo.model import nodes
from octavo.model.attributes import Attributes
from octavo.render.math import drawing, prepare_formulas
from octavo.render.pdf import divisions, drawn, render_pdf
from octavo.render.pdf.engine import start_engine
from octavo.render.pdf.folios import Folios
from octavo.render.pdf.plan import plan_divisions

LANGUAGES = ("en-GB", "fr", "el", "ja", "ar", "de")
WORD = re.compile(r'<word xMin="(.*?)" yMin="(.*?)" xMax="(.*?)" yMax="(.*?)">(.*?)</word>')
HAIR = 0.4
"""Points: Pango rounds each word's widened spaces for itself."""


def publication(sample, prose, languages=LANGUAGES):
    """Return languages, slants, weights, small capitals, raised figures, underlined links, signs that no font has."""
    blocks = []
    for number, language in enumerate(languages):
        words = sample.text(prose(60) + " Effluent\u00a0fjords \u2713 \u0660\u0661\u0662 e\u0301 \U0001f600.")
        marked = nodes.Markup(
            span=words.span, tag="span", attributes=Attributes(pairs=(("lang", language),)), children=(words,)
        )
        strong = nodes.Link(span=words.span, href="https://example.org/", children=(sample.text(f"Number {number}"),))
        leaning = nodes.Emphasis(span=words.span, children=(sample.text("at sea"),))
        blocks.append(sample.para(marked, strong, leaning))
        blocks.append(sample.heading(2, f"Part {number}", f"part-{number}"))
    return sample.publication(sample.document("one", *blocks), screen=True)


@pytest.fixture
def engine_alone(monkeypatch):
    """Take no shortcut."""
    for module in (divisions, drawn):
        monkeypatch.setattr(module, "shortcuts_taken", nullcontext)
    monkeypatch.setattr(drawn, "drawn_from_glyphs", nullcontext)


def boxes(publication):
    formulas = prepare_formulas(publication, drawing).value
    typesetter = divisions.Typesetter(publication, start_engine(publication).value, formulas)
    (division,) = plan_divisions(publication)
    found = []
    for page in typesetter.lay_out(division, 1, Folios()).pages:
        for box in page._page_box.descendants():
            places = (box.position_x, box.position_y, box.width, box.height)
            found.append((type(box).__name__, getattr(box, "text", ""), places))
    return found


def words(publication, folder):
    folder.write_bytes(render_pdf(publication, None, lambda _line: None).value.data)
    page = subprocess.run(["pdftotext", "-bbox", folder, "-"], check=True, capture_output=True, text=True).stdout
    return [(word, tuple(map(float, place))) for *place, word in WORD.findall(page)]


def test_boxes_stand_at_the_same_places(sample, prose, request):
    """Every box, to the last digit."""
    made = publication(sample, prose)
    short = boxes(made)
    request.getfixturevalue("engine_alone")
    assert short == boxes(made)


def test_words_stand_at_the_same_places(sample, prose, tmp_path, request):
    """As a stranger reads them in the file. In an Arabic paragraph the engine alone begins lines behind a space."""
    made = publication(sample, prose, [language for language in LANGUAGES if language != "ar"])
    short = words(made, tmp_path / "short.pdf")
    request.getfixturevalue("engine_alone")
    alone = words(made, tmp_path / "alone.pdf")
    assert [word for word, _ in short] == [word for word, _ in alone]
    for (word, place), (_, other) in zip(short, alone, strict=True):
        assert place == pytest.approx(other, abs=HAIR), word
