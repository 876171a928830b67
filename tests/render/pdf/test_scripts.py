"""Glyphs that type designers drew (superscripts, subscripts, small capitals, oldstyle figures), read from the finished file."""

from __future__ import annotations

from io import BytesIO
from xml.etree import ElementTree as ET

import pikepdf
import pytest
from fontTools.ttLib import TTFont

from octavo.model import nodes
from octavo.model.attributes import Attributes
from octavo.render.fonts import builtin_faces
from octavo.render.pdf import render_pdf
from octavo.render.pdf.scripts import Scripts, mark_scaled

FONT = "SourceSerifPro-Regular"


def shown(publication):
    """Return (font, numbers of glyphs, size in points) of each text that the pages of a PDF show."""
    found = []
    with pikepdf.open(BytesIO(render_pdf(publication, None, lambda _line: None).value.data)) as pdf:
        for page in pdf.pages:
            fonts = page.resources.get("/Font", {})
            font, size = "", 0.0
            for operands, operator in pikepdf.parse_content_stream(page):
                if str(operator) == "Tf":
                    font, size = str(fonts[operands[0]].BaseFont).partition("+")[2], float(operands[1])
                elif str(operator) in {"Tj", "TJ"}:
                    pieces = operands[0] if str(operator) == "TJ" else [operands[0]]
                    codes = b"".join(bytes(piece) for piece in pieces if isinstance(piece, pikepdf.String))
                    numbers = tuple(int.from_bytes(codes[at : at + 2]) for at in range(0, len(codes), 2))
                    found.append((font, numbers, round(size * 0.75, 2)))  # sizes are written in CSS pixels
    return found


@pytest.fixture(scope="module")
def glyphs():
    """A function that returns the numbers of the glyphs of a text in Source Serif, ordinary or by OpenType features."""
    path = next(face.path for face in builtin_faces() if face.path.stem == FONT)
    font = TTFont(path)
    plain, rules = font.getBestCmap(), font["GSUB"].table

    def numbers(text, *features):
        names = [plain[ord(char)] for char in text]
        for feature in features:
            lookups = {
                i for r in rules.FeatureList.FeatureRecord if r.FeatureTag == feature for i in r.Feature.LookupListIndex
            }
            tables = [table for index in lookups for table in rules.LookupList.Lookup[index].SubTable]
            mapping = {a: b for table in tables for a, b in getattr(table, "ExtSubTable", table).mapping.items()}
            names = [mapping.get(name, name) for name in names]
        return tuple(font.getGlyphID(name) for name in names)

    return numbers


def markup(sample, tag, words):
    return nodes.Markup(span=sample.para().span, tag=tag, children=(sample.text(words),))


@pytest.mark.parametrize(
    ("tag", "words", "feature"),
    [("sup", "12", "sups"), ("sup", "nd", "sups"), ("sup", "(3)", "sups"), ("sub", "2", "subs")],
)
def test_a_script_is_a_glyph_of_its_own(sample, glyphs, tag, words, feature):
    """Where the typeface has all of its characters, as large as the text; among small capitals and in a table too."""
    made = markup(sample, tag, words)
    small = nodes.Phrase(span=made.span, children=(made,), attributes=Attributes(classes=("small-caps",)))
    texts = shown(sample.publication(sample.document("one", sample.para("x", made, " and ", small))))
    assert [
        (font.startswith("Source-Serif"), size) for font, numbers, size in texts if numbers == glyphs(words, feature)
    ] == [(True, 10.5)] * 2


@pytest.mark.parametrize(("tag", "words"), [("sup", "n+1"), ("sub", "ij"), ("sup", "À")])
def test_a_script_without_glyphs_is_scaled(sample, glyphs, tag, words):
    """As a whole: one that is half drawn and half scaled would be neither."""
    texts = shown(sample.publication(sample.document("one", sample.para("x", markup(sample, tag, words)))))
    assert (glyphs(words), 7.35) in [(numbers, size) for _font, numbers, size in texts]


def test_a_typeface_without_scripts(sample, tmp_path):
    """In a book whose own typeface has none, superscripts and the numbers of notes are scaled, and not as large as text."""
    (tmp_path / "book.css").write_text(':root { --font-text: "DejaVu Sans Mono"; --font-display: "DejaVu Sans Mono" }')
    note = sample.note(1, "A note.")
    para = sample.para("x", markup(sample, "sup", "2"), " and ", sample.call(note.id))
    texts = shown(sample.publication(sample.document("one", para, notes=(note,)), styles=(tmp_path,)))
    single = [size for font, numbers, size in texts if font.startswith("DejaVu") and len(numbers) == 1]
    assert single[:3] == [10.5, 7.35, 7.35]


def test_small_capitals_and_oldstyle_figures(sample, glyphs):
    """Both are the typeface's own; the small capitals are no capitals made smaller."""
    small = nodes.Phrase(
        span=sample.para().span, children=(sample.text("caps"),), attributes=Attributes(classes=("small-caps",))
    )
    texts = shown(sample.publication(sample.document("one", sample.para("x ", small, " 1789"))))
    assert (glyphs("caps", "smcp"), 10.5) in [(numbers, size) for _font, numbers, size in texts]
    figures = glyphs("1789", "onum", "pnum")
    assert any(figures == numbers[-4:] for _font, numbers, _size in texts)


SCRIPTS = Scripts(frozenset("0123456789abcdefghijklmnopqrstuvwxyz"), frozenset("0123456789"))


@pytest.mark.parametrize(
    ("inner", "scaled"),
    [
        ("<sup>2</sup><sub>2</sub><sup><em>th</em></sup><a class='noteref'>3</a>", 0),
        ("<sup>x<sup>2</sup></sup>", 2),
        ("<sub>n</sub>", 1),
        ("<kbd><sup>2</sup></kbd>", 1),
        ("<span lang='ja'><sup>2</sup></span>", 1),
        ("<a class='noteref'>*</a>", 1),
    ],
)
def test_which_scripts_are_scaled(inner, scaled):
    """Those in other faces, those in one another, and those of characters without glyphs."""
    tree = ET.fromstring(f"<p>{inner}</p>")  # noqa: S314 - made here
    mark_scaled(tree, SCRIPTS)
    assert sum("scaled" in part.get("class", "").split() for part in tree.iter()) == scaled
