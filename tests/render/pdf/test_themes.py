"""The themes that come with Octavo: where they put heads and folios, and what a book may change of them."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from weasyprint.formatting_structure import boxes

from octavo.diagnostics.span import file_span
from octavo.model import nodes as n
from octavo.model.locations import builtin_styles
from octavo.render.math import drawing, prepare_formulas
from octavo.render.pdf import render_pdf
from octavo.render.pdf.divisions import Typesetter
from octavo.render.pdf.engine import start_engine
from octavo.render.pdf.folios import Folios
from octavo.render.pdf.plan import plan_divisions
from octavo.render.styles import cascade
from octavo.render.unset_properties import unset_properties

HERE = file_span("manuscript/01-sample.md")
THEMES = sorted(folder.name for folder in (builtin_styles() / "themes").iterdir())


@pytest.fixture(scope="module")
def publication(sample, prose):
    """A function that returns a chapter of several pages as a publication in a theme."""
    chapter = sample.document("one", sample.para(prose(900)), title="Before", number="1")

    def make(theme, **more):
        plain = sample.publication(chapter, **more)
        return replace(plain, edition=replace(plain.edition, theme=theme))

    return make


def margins(publication, page):
    """Return what stands in the margins of a page, by place."""
    engine, formulas = start_engine(publication).value, prepare_formulas(publication, drawing).value
    (division,) = plan_divisions(publication)
    children = Typesetter(publication, engine, formulas).lay_out(division, 1, Folios()).pages[page]._page_box.children
    found = {}
    for box in children:
        if isinstance(box, boxes.MarginBox):
            words = "".join(text.text for text in box.descendants() if isinstance(text, boxes.TextBox))
            found |= {box.at_keyword: words} if words else {}
    return found


FACING = {
    "classic": ({"@bottom-center": "1"}, {"@top-left": "2", "@top-center": "A Sample"}, {"@top-center": "Before", "@top-right": "3"}),
    "modern": ({"@bottom-right": "1"}, {"@top-left": "A Sample", "@bottom-left": "2"}, {"@top-right": "Before", "@bottom-right": "3"}),
}  # fmt: skip
SINGLE = {
    "classic": ({"@bottom-center": "1"}, {"@top-left": "A Sample", "@top-right": "Before", "@bottom-center": "2"}),
    "modern": ({"@bottom-right": "1"}, {"@top-right": "Before", "@bottom-right": "2"}),
}


@pytest.mark.parametrize("theme", THEMES)
def test_heads_and_folios_of_facing_pages(publication, theme):
    """An opening, a verso and a recto, as the theme places them."""
    assert tuple(margins(publication(theme), page) for page in range(3)) == FACING[theme]


@pytest.mark.parametrize("theme", THEMES)
def test_heads_and_folios_of_one_sided_pages(publication, theme):
    """An opening and another page."""
    assert tuple(margins(publication(theme, screen=True), page) for page in range(2)) == SINGLE[theme]


@pytest.mark.parametrize("screen", [False, True])
@pytest.mark.parametrize("theme", THEMES)
def test_a_theme_sets_all_that_stylesheets_use(publication, theme, screen):
    """No property is left without a value, and the engine understands each rule."""
    made = publication(theme, screen=screen)
    assert list(unset_properties(cascade(made).value, theme)) == []
    assert render_pdf(made, None, lambda _line: None).diagnostics == ()


def test_themes_have_the_same_properties():
    """What a book sets for one theme means something in the other; the bar of modern openings is its own."""
    names = {
        theme: set(re.findall(r"^  (--[\w-]+):", (builtin_styles() / f"themes/{theme}/theme.css").read_text("utf-8"), re.MULTILINE))
        for theme in THEMES
    }  # fmt: skip
    assert names["modern"] - names["classic"] == {"--opening-bar", "--opening-bar-width"}
    assert names["classic"] - names["modern"] == set()


@pytest.mark.parametrize("theme", THEMES)
def test_colours_of_code_can_be_read(theme):
    """Each stands out from white by 4.5 to 1 (WCAG 2.2, 1.4.3)."""
    css = (builtin_styles() / f"themes/{theme}/theme.css").read_text("utf-8")
    colours = re.findall(r"--code-[\w-]+: #([0-9a-f]{6});", css)
    assert len(colours) == 5
    assert [colour for colour in colours if 1.05 / (luminance(colour) + 0.05) < 4.5] == []


def luminance(colour):
    """Return the relative luminance of a colour (WCAG 2.2)."""
    shares = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_a_book_moves_its_folios(publication, tmp_path):
    """The guide's rules for book.css do what it says."""
    (tmp_path / "book.css").write_text(
        "@page :left { @top-left { content: none } @bottom-left { content: var(--folio) } }"
        "@page :first { @bottom-center { content: none } }",
        "utf-8",
    )
    made = publication("classic", styles=(tmp_path,))
    assert (margins(made, 0), margins(made, 1)) == ({}, {"@top-center": "A Sample", "@bottom-left": "2"})
    assert render_pdf(made, None, lambda _line: None).diagnostics == ()


def test_a_book_changes_typeface_colour_opening_and_ornament(sample, tmp_path):
    """A few properties in book.css win over the theme's."""
    (tmp_path / "book.css").write_text(
        ':root { --font-text: "Source Sans Pro", sans-serif; --accent: #1d5c3f; --opening-align: right;'
        ' --scene-break: "◆" }',
        "utf-8",
    )
    chapter = sample.document("one", sample.para("Here."), n.SceneBreak(span=HERE), title="Before", number="1")
    made = sample.publication(chapter, styles=(tmp_path,))
    engine, formulas = start_engine(made).value, prepare_formulas(made, drawing).value
    (division,) = plan_divisions(made)
    page = Typesetter(made, engine, formulas).lay_out(division, 1, Folios()).pages[0]._page_box
    styles = {box.text: box.style for box in page.descendants() if isinstance(box, boxes.TextBox)}
    assert {styles[text]["font_family"][0] for text in ("Chapter 1", "Before")} == {"Source Serif Pro"}
    assert styles["Here."]["font_family"][0] == "Source Sans Pro"
    assert styles["Chapter 1"]["text_align_all"] == "right"
    green = pytest.approx((0x1D / 255, 0x5C / 255, 0x3F / 255))
    assert [styles[text]["color"].to("srgb").coordinates for text in ("Chapter 1", "◆")] == [green, green]
