"""Presets: those that come with Octavo, a book's own, and what can be wrong in them."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import jsonschema
import pytest

from octavo.config import preset_json_schema
from octavo.model.edition import Format
from octavo.model.locations import builtin_styles
from octavo.model.units import POINTS_PER_UNIT
from support.small_book import CHAPTER, SMALLEST, load, loaded

BUILT_IN = sorted((builtin_styles() / "presets").glob("*.toml"))


@pytest.mark.parametrize("file", BUILT_IN, ids=lambda f: f.stem)
def test_each_built_in_preset_makes_an_edition(file: Path, tmp_path: Path) -> None:
    """An edition needs nothing but the preset's name."""
    config = loaded(tmp_path, f'{SMALLEST}[editions.own]\npreset = "{file.stem}"\n')
    own = config.editions[-1]
    assert (own.name, own.page is None) == ("own", own.format is Format.EPUB)


SIZES_MM = {
    "a5": (148, 210),
    "b-format": (129, 198),
    "digest": (139.7, 215.9),
    "large-print": (177.8, 254),
    "proof": (210, 297),
    "royal": (156, 234),
    "screen": (150, 200),
    "trade-paperback": (152, 229),
    "us-letter-manual": (215.9, 279.4),
}


def test_sizes_of_the_built_in_presets(tmp_path: Path) -> None:
    """Their trim is the trade's, by name; an EPUB has none."""
    found = {}
    for preset in (file.stem for file in BUILT_IN):
        page = loaded(tmp_path, f'{SMALLEST}[editions.own]\npreset = "{preset}"\n').editions[-1].page
        if page is not None:
            millimetres = POINTS_PER_UNIT["mm"]
            found[preset] = (page.trim.width_pt / millimetres, page.trim.height_pt / millimetres)
    assert found == {name: pytest.approx(size) for name, size in SIZES_MM.items()}


def test_large_print_is_set_for_weak_sight(tmp_path: Path) -> None:
    """Nothing below 16pt, wide leading, lines set to the left, no word divided."""
    page = loaded(tmp_path, f'{SMALLEST}[editions.own]\npreset = "large-print"\n').editions[-1].page
    assert page is not None
    assert (page.font_size_pt, page.smallest_size_pt, page.justify, page.hyphenate) == (16, 16, False, False)
    assert page.line_height_pt / page.font_size_pt > 1.3


@pytest.mark.parametrize("file", BUILT_IN, ids=lambda f: f.stem)
def test_full_pages_end_on_a_line(file: Path, tmp_path: Path) -> None:
    """The text's height is whole lines, less than half a point over, so that facing pages are equally long."""
    page = loaded(tmp_path, f'{SMALLEST}[editions.own]\npreset = "{file.stem}"\n').editions[-1].page
    if page is not None:
        height = page.trim.height_pt - page.margins.top_pt - page.margins.bottom_pt
        assert 0 <= height % page.line_height_pt < 0.5


@pytest.mark.parametrize("file", BUILT_IN, ids=lambda f: f.stem)
def test_editors_accept_the_built_in_presets(file: Path) -> None:
    """The JSON Schema and the check agree."""
    values = json.loads(json.dumps(tomllib.loads(file.read_text("utf-8"))))
    jsonschema.validate(values, preset_json_schema())


def test_a_preset_of_the_book_extends_a_built_in_one(tmp_path: Path) -> None:
    """What it does not set comes from below, a margin each by itself."""
    files = {**CHAPTER, "../styles/presets/house.toml": 'extends = "a5"\nmargins = { top = "20mm" }\njustify = false\n'}
    toml = f'{SMALLEST}[editions.print]\npreset = "house"\nmargins.bottom = "21mm"\n'
    page = loaded(tmp_path, toml, files).editions[0].page
    assert page is not None
    millimetres = POINTS_PER_UNIT["mm"]
    found = (page.trim.width_pt, page.margins.top_pt, page.margins.bottom_pt, page.margins.inside_pt)
    assert found == pytest.approx((148 * millimetres, 20 * millimetres, 21 * millimetres, 19 * millimetres))
    assert (page.justify, page.mirrored) == (False, True)


def test_a_preset_of_the_book_wins_by_name_and_may_extend_its_namesake(tmp_path: Path) -> None:
    """A book changes the built-in preset of a name without a name of its own."""
    files = {**CHAPTER, "../styles/presets/screen.toml": 'extends = "screen"\nfont-size = "13pt"\n'}
    screen = loaded(tmp_path, SMALLEST, files).editions[1]
    assert screen.page is not None
    assert (screen.page.font_size_pt, screen.page.pdf_variant) == (13.0, "pdf/ua-1")


def test_a_mistake_in_a_preset_is_reported_in_its_file_and_once(tmp_path: Path) -> None:
    """Two editions share the preset, and the place is the preset's."""
    files = {**CHAPTER, "../styles/presets/house.toml": 'extends = "a5"\ntrim = "10 x 3mm"\nfont = 3\n'}
    toml = f'{SMALLEST}[editions.one]\npreset = "house"\n[editions.two]\npreset = "house"\n'
    found = [(d.finding.name, str(d.span)) for d in load(tmp_path, toml, files).diagnostics]
    assert sorted(found) == [
        ("length-without-unit", "styles/presets/house.toml:2:8"),
        ("unknown-key", "styles/presets/house.toml:3:1"),
    ]


def test_a_preset_without_a_base_must_give_the_page(tmp_path: Path) -> None:
    """A PDF without a size cannot be laid out."""
    files = {
        **CHAPTER,
        "../styles/presets/bare.toml": 'format = "pdf"\ntrim = "5in x 8in"\nmargins = { top = "1in" }\n',
    }
    found = load(tmp_path, f'{SMALLEST}[editions.own]\npreset = "bare"\n', files).diagnostics
    assert [(d.finding.name, str(d.span)) for d in found] == [("missing-key", "manuscript/book.toml:5:1")] * 3
    assert found[0].message == "the edition “own”, with its preset, lacks “margins.inside”"


def test_a_preset_without_a_format_needs_one_from_the_edition(tmp_path: Path) -> None:
    """The near miss gives it."""
    files = {**CHAPTER, "../styles/presets/bare.toml": 'theme = "classic"\n'}
    (found,) = load(tmp_path, f'{SMALLEST}[editions.own]\npreset = "bare"\n', files).diagnostics
    assert (found.finding.name, found.hint) == (
        "edition-without-preset",
        'add format = "pdf" or format = "epub", there or here',
    )
    assert load(tmp_path, f'{SMALLEST}[editions.own]\npreset = "bare"\nformat = "epub"\n', files).diagnostics == ()


def test_presets_that_extend_each_other_are_reported(tmp_path: Path) -> None:
    """The place is the “extends” that closes the circle."""
    files = {
        **CHAPTER,
        "../styles/presets/one.toml": 'extends = "two"\n',
        "../styles/presets/two.toml": 'extends = "one"\n',
    }
    (found,) = load(tmp_path, f'{SMALLEST}[editions.own]\npreset = "one"\n', files).diagnostics
    assert (found.finding.name, str(found.span)) == ("preset-cycle", "styles/presets/two.toml:1:11")
    assert found.message == "the preset “one” extends itself by way of “one”, “two”"


def test_an_unknown_base_is_reported_in_the_preset(tmp_path: Path) -> None:
    """“extends” names a preset as an edition does."""
    files = {**CHAPTER, "../styles/presets/one.toml": 'extends = "a6"\n'}
    (found,) = load(tmp_path, f'{SMALLEST}[editions.own]\npreset = "one"\n', files).diagnostics
    assert (found.finding.name, str(found.span)) == ("unknown-preset", "styles/presets/one.toml:1:11")


@pytest.mark.parametrize("name", ["../presets/a5", "/etc/passwd", "a5.toml", ""])
def test_a_preset_is_a_name_and_no_path(name: str, tmp_path: Path) -> None:
    """Nothing but the folders of presets is looked into."""
    (found,) = load(tmp_path, f'{SMALLEST}[editions.own]\npreset = "{name}"\n').diagnostics
    assert found.finding.name == ("unknown-preset" if name else "empty-value")


def test_a_preset_behind_a_link_out_of_the_book_is_refused(tmp_path: Path) -> None:
    """A book reads nothing outside its folder."""
    folder = tmp_path / "book" / "styles" / "presets"
    folder.mkdir(parents=True)
    (tmp_path / "one.toml").write_text('extends = "a5"', "utf-8")
    (folder / "one.toml").symlink_to(tmp_path / "one.toml")
    (found,) = load(tmp_path / "book", f'{SMALLEST}[editions.own]\npreset = "one"\n').diagnostics
    assert (found.finding.name, found.message) == (
        "file-outside-book",
        "“styles/presets/one.toml” lies outside the book",
    )
