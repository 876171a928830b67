"""Stylesheets in the EPUB: values for custom properties, own sheets, own fonts."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import tinycss2

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


def reader_rules(publication: Publication, theme: str) -> list[tuple[str, str, str, str]]:
    """Return (condition, selector, property, value) of each declaration of an EPUB's stylesheets, fonts' aside."""
    files, _ = render(replace(publication, edition=replace(publication.edition, theme=theme)))
    found = []
    for name in sorted(files):
        if name.endswith(".css") and not name.endswith("faces.css"):
            found += list(declarations(tinycss2.parse_stylesheet(files[name].decode(), True, True)))  # noqa: FBT003 - comments, white space
    return found


def declarations(rules: list[Any], condition: str = "") -> Iterator[tuple[str, str, str, str]]:
    for rule in rules:
        if rule.type == "at-rule":
            inside = tinycss2.parse_rule_list(rule.content, True, True)  # noqa: FBT003 - as above
            yield from declarations(inside, tinycss2.serialize(rule.prelude).strip())
            continue
        selector = tinycss2.serialize(rule.prelude).strip()
        for each in tinycss2.parse_blocks_contents(rule.content, True, True):  # noqa: FBT003 - as above
            assert each.type == "declaration", (selector, each)
            yield condition, selector, each.lower_name, tinycss2.serialize(each.value).strip()


THEMES = ("classic", "modern")
FIXED = re.compile(r"(?<![\w#.-])[\d.]+(?:px|pt|pc|mm|cm|in|q|rem)\b", re.IGNORECASE)
COLOUR = re.compile(r"#[0-9a-f]{3,8}\b|\b(?:rgb|hsl)a?\(|\b(?:black|white|gr[ae]y|red|blue)\b", re.IGNORECASE)


@pytest.mark.parametrize("theme", THEMES)
def test_rules_select_classes_and_elements_alone(everything: Publication, theme: str) -> None:
    """Kobo's older readers and epub.js fail on attributes and on epub:type."""
    assert [rule for rule in reader_rules(everything, theme) if "[" in rule[1] or "|" in rule[1]] == []


@pytest.mark.parametrize("theme", THEMES)
def test_the_reader_s_choices_win(everything: Publication, theme: str) -> None:
    """No length that does not grow with the reader's type; no colour but the sheet under drawings; the body sets neither."""
    rules = reader_rules(everything, theme)
    assert [rule for rule in rules if FIXED.search(rule[3])] == []
    assert {(selector, name) for _, selector, name, value in rules if COLOUR.search(value)} == {
        ("img.clear", "background-color")
    }
    body = {name for _, selector, name, _ in rules if selector == "body"}
    assert body.isdisjoint(
        {"color", "background", "background-color", "font-size", "line-height", "text-align", "font"}
    )


@pytest.mark.parametrize("theme", THEMES)
def test_page_breaks_are_written_for_old_and_new_readers(everything: Publication, theme: str) -> None:
    """``break-after`` and ``page-break-after`` say the same, in the same rules."""
    rules = reader_rules(everything, theme)
    pairs = {
        prefix: [
            (selector, name.removeprefix(prefix), value)
            for _, selector, name, value in rules
            if name.startswith(prefix)
        ]
        for prefix in ("break-", "page-break-")
    }
    assert pairs["break-"] == pairs["page-break-"] != []


@pytest.mark.parametrize("theme", THEMES)
def test_nothing_bursts_the_page(everything: Publication, theme: str) -> None:
    """Wide tables scroll, long words and lines of code break, pictures shrink; headings and code are not hyphenated."""
    said = {(selector.split(", ")[0], name): value for _, selector, name, value in reader_rules(everything, theme)}
    assert said["body", "overflow-wrap"] == said[".code", "overflow-wrap"] == "break-word"
    assert said[".table", "overflow-x"] == "auto"
    assert said["img", "max-width"] == "100%"
    assert said[".code", "white-space"] == "pre-wrap"
    assert said["body", "hyphens"] == said["body", "-webkit-hyphens"] == "auto"
    assert said["h1", "hyphens"] == said["code", "hyphens"] == "none"
