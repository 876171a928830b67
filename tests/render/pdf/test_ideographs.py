"""Japanese among Western words, and lines of it: white between the two, both edges straight, no line begun by a stop."""

from __future__ import annotations

import re
import subprocess
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest
from weasyprint.formatting_structure import boxes

from octavo.render.math import drawing, prepare_formulas
from octavo.render.pdf import render_pdf
from octavo.render.pdf.divisions import Typesetter
from octavo.render.pdf.engine import start_engine
from octavo.render.pdf.folios import Folios
from octavo.render.pdf.plan import plan_divisions
from octavo.render.pdf.script_gaps import set_script_gaps

TEXT = (
    "海上自衛隊はソマリア沖でEU海軍部隊と共同訓練を行った。これは2024年の合意にもとづくもので、「パートナーシップ」の一部だった。"
    "ちょっとしたきっかけで、サーバーやコンピューターの話になり、ネットワーク（FIMI対策）について、つぎのような意見が出た。"
)
NOT_FIRST = "。、」）ーょっゃュァィゥェォャッ"
GAP = '<span style="margin-right: var(--script-gap, 0.25em)">'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<p>沖でEU海軍</p>", f"<p>沖{GAP}で</span>{GAP}EU</span>海軍</p>"),
        ("<p>は2024年</p>", f"<p>{GAP}は</span>{GAP}2024</span>年</p>"),
        ("<p>海と<em>EUの海</em>と</p>", f"<p>海{GAP}と</span><em>{GAP}EU</span>の海</em>と</p>"),
        ("<p><a>表1</a>を</p>", f"<p><a>{GAP}表</span>{GAP}1</span></a>を</p>"),
        ("<p>表1<sup>1</sup>を</p>", f"<p>{GAP}表</span>1<sup>1</sup>を</p>"),
        ("<div><p>海</p><p>EU</p></div>", "<div><p>海</p><p>EU</p></div>"),
        ("<p>沖で EU 海軍（EU）</p>", "<p>沖で EU 海軍（EU）</p>"),
        ("<p>유럽EU는</p>", "<p>유럽EU는</p>"),
        ("<p>the <code>海EU</code></p>", "<p>the <code>海EU</code></p>"),
        ("<p>No gap</p>", "<p>No gap</p>"),
    ],
)
def test_gaps_are_marked(text, expected):
    """Between ideographs or kana and letters or figures; not where a space or a sign stands, in Korean or in code."""
    tree = ET.fromstring(text)  # noqa: S314 - made here
    set_script_gaps(tree)
    assert ET.tostring(tree, encoding="unicode") == expected


@pytest.fixture
def publication(sample):
    """Return a chapter in Japanese."""
    made = sample.publication(sample.document("one", *(sample.para(TEXT * number) for number in (3, 2, 3))))
    documents = tuple(replace(document, language="ja") for document in made.documents)
    return replace(made, documents=documents, metadata=replace(made.metadata, language="ja"))


def lines(publication):
    """Return the text of each line of the body, where it ends, and whether it is the last of its paragraph."""
    engine, formulas = start_engine(publication).value, prepare_formulas(publication, drawing).value
    (division, *_) = plan_divisions(publication)
    pages = Typesetter(publication, engine, formulas).lay_out(division, 1, Folios()).pages
    found = [box for page in pages for box in page._page_box.descendants() if isinstance(box, boxes.LineBox)]
    body = [line for line in found if line.element_tag == "p"]
    for line, following in zip(body, [*body[1:], None], strict=True):
        texts = [box for box in line.descendants() if isinstance(box, boxes.TextBox)]
        last = following is None or following.element is not line.element
        yield "".join(box.text for box in texts), texts[-1].position_x + texts[-1].width, last


def test_both_edges_are_straight(publication):
    """Every line but the last of a paragraph ends at the measure, to a hair."""
    ends = [end for _, end, last in lines(publication) if not last]
    assert len(ends) > 12
    assert ends == pytest.approx([ends[0]] * len(ends), abs=0.05)


def test_no_line_begins_with_what_belongs_to_the_one_before(publication):
    """Stops, closing brackets, small kana and the long vowel; nor does one end in an opening bracket."""
    found = [text for text, _, _ in lines(publication)]
    assert [text for text in found if text[0] in NOT_FIRST or text[-1] in "「（"] == []


def test_the_text_is_what_was_written(publication, tmp_path):
    """White is a margin, not a character."""
    (tmp_path / "book.pdf").write_bytes(render_pdf(publication, None, lambda _line: None).value.data)
    said = subprocess.run(["pdftotext", "-raw", tmp_path / "book.pdf", "-"], check=True, capture_output=True, text=True)
    assert re.sub(r"\s", "", said.stdout).count(TEXT[:60]) >= 5
