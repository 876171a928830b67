"""Stylesheets in the EPUB: values for custom properties, own sheets, own fonts."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from octavo.diagnostics import Diagnostic
from octavo.model import nodes
from octavo.model.locations import builtin_styles
from octavo.model.publication import Publication
from octavo.model.slugs import is_safe
from octavo.render.epub import render_epub
from octavo.render.epub.stylesheets import CarriedFont, font_files, resolved
from octavo.render.fonts import builtin_faces
from octavo.render.styles import Stylesheet


def sheet(text: str, name: str = "a.css") -> Stylesheet:
    return Stylesheet(name=name, text=text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (":root { --a: red } p { color: var(--a) }", "p { color: red }\n"),
        ("p { color: var(--gone, calc(1em * 2)) }", "p { color: calc(1em * 2) }\n"),
        ("p { color: var(--gone) }", "p { color: initial }\n"),
        (":root { --a: var(--b); --b: blue } p { color: var(--a) }", "p { color: blue }\n"),
        ("/* var(--a) */ p { margin: 0 }", "p { margin: 0 }\n"),
    ],
)
def test_custom_properties_become_values(text: str, expected: str) -> None:
    """Reading systems that know no custom properties see plain values."""
    assert [made.text for made in resolved([sheet(text)])] == [expected]


def test_later_sheets_win() -> None:
    """A property that the book sets changes the sheets before it."""
    made = resolved([sheet(":root { --a: red } p { color: var(--a) }"), sheet(":root { --a: blue }")])
    assert made[0].text == "p { color: blue }\n"


def test_fonts_in_files_of_any_name_have_ids_of_their_own() -> None:
    """Two names of which no ASCII letter but the suffix is left are two files."""
    fonts = [
        CarriedFont(face=face, family=face.family, path=f"fonts/{name}", data=b"x")
        for face, name in zip(builtin_faces(), ("明.otf", "暗.otf"), strict=False)
    ]
    ids = [resource.id for resource in font_files(fonts)]
    assert len(set(ids)) == len(ids)
    assert all(is_safe(made) for made in ids)


@pytest.fixture
def own(bare: Publication, tmp_path: Path) -> Publication:
    """A publication with a styles folder of its own."""
    (tmp_path / "styles").mkdir()
    return replace(bare, styles=(tmp_path / "styles", builtin_styles()))


def render(publication: Publication) -> tuple[dict[str, bytes], tuple[Diagnostic, ...]]:
    outcome = render_epub(publication, None, lambda _: None)
    assert outcome.value is not None
    with zipfile.ZipFile(io.BytesIO(outcome.value.data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}, outcome.diagnostics


def test_own_sheet_and_font(own: Publication) -> None:
    """The book's sheet comes last, and the font that it names comes along."""
    font = next(face for face in builtin_faces() if face.path.name == "SourceSansPro-Regular.otf")
    (own.styles[0] / "fonts").mkdir()
    (own.styles[0] / "fonts/Mine.otf").write_bytes(font.path.read_bytes())
    (own.styles[0] / "book.css").write_text(':root { --font-text: "Source Sans Pro", serif }', "utf-8")
    files, diagnostics = render(own)
    assert diagnostics == ()
    assert b'font-family: "Octavo Sans", serif' in files["EPUB/styles/epub.css"]
    assert "EPUB/fonts/Mine.otf" in files


def test_missing_font(own: Publication) -> None:
    """A font that the book's sheet names, and no file has, is a warning."""
    (own.styles[0] / "book.css").write_text('p { font-family: "Comic Serif", serif }', "utf-8")
    _, (found,) = render(own)
    assert (found.finding.name, str(found.span), found.message) == (
        "font-missing",
        "styles/book.css:1:1",
        "no file for the font “Comic Serif” was found",
    )
    assert found.hint == "put the font's files into styles/fonts/, or name a font that is there"


def test_second_choices_may_be_missing(own: Publication) -> None:
    """A fallback need not be there, and a generic family is no font."""
    (own.styles[0] / "book.css").write_text(
        'p { font-family: "Source Serif Pro", "Gone" } a { font: 1em serif }', "utf-8"
    )
    assert render(own)[1] == ()


def test_broken_formula(everything: Publication) -> None:
    """A formula that is no LaTeX is an error at its place."""
    spot = everything.documents[0].span
    broken = nodes.MathBlock(span=spot, text="\\frac{a}\n")
    first = replace(everything.documents[0], children=(broken,))
    _, (found,) = render(replace(everything, documents=(first, *everything.documents[1:])))
    assert (found.finding.name, found.span, found.message) == (
        "math-syntax",
        spot,
        "the formula “\\frac{a}” cannot be set: a command lacks an argument",
    )
