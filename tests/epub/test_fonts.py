"""Fonts of an EPUB: the characters that the book sets in each, by names that are free, with their licences."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from fontTools.ttLib import TTFont

from octavo.diagnostics import Diagnostic
from octavo.model.locations import builtin_styles
from octavo.model.publication import Publication
from octavo.render.epub import render_epub
from octavo.render.epub.font_styles import Cascade
from octavo.render.epub.font_use import characters_used
from octavo.render.epub.subset import carried, new_names
from octavo.render.fonts import Face, available_faces, borrowed_faces, builtin_faces
from octavo.render.styles import Stylesheet
from support.machine import lacking

SERIF = {face.path.name: face for face in builtin_faces() if face.family == "Source Serif Pro"}
REGULAR, ITALIC, BOLD = (SERIF[f"SourceSerifPro-{style}.otf"] for style in ("Regular", "It", "Bold"))
MONO = next(face for face in builtin_faces() if face.path.name == "IBMPlexMono-Regular.ttf")
CSS = 'body { font-family: "Source Serif Pro", serif } code { font-family: "IBM Plex Mono", monospace } h1 { font-weight: 400 }'


def page(body: str) -> ET.Element:
    return ET.fromstring(f'<html xmlns="http://www.w3.org/1999/xhtml" lang="en"><body>{body}</body></html>')  # noqa: S314 - made here


def used(body: str, css: str = "", language: str = "en") -> Mapping[str, str]:
    """Return the characters that each face sets, besides blanks and hyphens, by its file's name."""
    faces = (REGULAR, ITALIC, BOLD, MONO, *borrowed_faces())
    sheets = [Stylesheet(name="a.css", text=CSS + css)]
    found = characters_used([page(body)], sheets, faces, language)
    return {face.path.stem: "".join(sorted(made - set(" \u00a0-‐"))) for face, made in found.items()}


@pytest.mark.parametrize(
    ("body", "css", "expected"),
    [
        ("<p>ab</p>", "", {"SourceSerifPro-Regular": "ab"}),
        ("<p>a<em>b<b>c</b></em>d</p>", "", {"SourceSerifPro-Regular": "ad", "SourceSerifPro-It": "bc"}),
        ("<h1>a</h1><h2>b</h2>", "", {"SourceSerifPro-Regular": "a", "SourceSerifPro-Bold": "b"}),
        ("<p class='x'>a<i>b</i></p>", ".x { font-style: italic } .x i { font-style: normal }",
         {"SourceSerifPro-Regular": "b", "SourceSerifPro-It": "a"}),
        ("<p class='x'>a</p>", ".x { font-weight: 600 }", {"SourceSerifPro-Bold": "a"}),
        ("<p class='x'>a</p>", ".x { font: italic 1em/1.2 'Source Serif Pro', serif }", {"SourceSerifPro-It": "a"}),
        ("<p class='x'>a</p>", ".x { font-family: serif }", {}),
        ("<p>a <code>b</code></p>", "", {"SourceSerifPro-Regular": "a", "IBMPlexMono-Regular": "b"}),
        ("<p class='x'>straße</p>", ".x { font-variant-caps: small-caps }",
         {"SourceSerifPro-Regular": "AERSTaerstß"}),
        ("<p class='x'>“<span>Ab</span>cd</p>", ".x::first-letter { font-weight: 700 }",
         {"SourceSerifPro-Regular": "Abcd“", "SourceSerifPro-Bold": "Abc“"}),
        ("<hr class='x'/>", ".x::before { content: '*\\2003*' }", {"SourceSerifPro-Regular": "*"}),
        ("<p class='x'>a<b>b</b></p>", "@media (min-width: 9em) { .x { font-style: italic } }",
         {"SourceSerifPro-Regular": "a", "SourceSerifPro-It": "ab", "SourceSerifPro-Bold": "b"}),
        ("<ol><li>a</li></ol>", "", {"SourceSerifPro-Regular": ".0123456789a"}),
        ("<math xmlns='http://www.w3.org/1998/Math/MathML'><mi>x</mi></math>", "", {}),
        ("<p>a</p>", "p:has(b), p::nonsense { font-style: italic }", {"SourceSerifPro-Regular": "a"}),
        ("<p>a</p>", "p { font-style: italic", {"SourceSerifPro-It": "a"}),
        ("<p>ა\u00ad\u200b</p>", "", {}),
    ],
)  # fmt: skip
def test_characters_of_each_face(body: str, css: str, expected: Mapping[str, str]) -> None:
    """As the cascade says: what no text is set in is not carried."""
    assert used(body, css) == expected


def japanese() -> Face:
    if not borrowed_faces():
        lacking("A Japanese font", "sudo apt-get install fonts-ipaexfont-mincho")
    return borrowed_faces()[0]


def test_japanese_words_of_other_books_have_a_font() -> None:
    """The device of who reads an English book may have none; a Japanese one's does, and Chinese has other forms."""
    family = japanese().family
    css = f"body {{ font-family: 'Source Serif Pro', '{family}', serif }}"
    body = "<p>a<span lang='ja'>海上a</span><span lang='zh'>骨</span></p>"
    assert used(body, css) == {"SourceSerifPro-Regular": "a", japanese().path.stem: "上海"}


def test_hyphens_are_there_for_readers_who_divide_words() -> None:
    """And the blanks, of which one is drawn with."""
    (characters,) = characters_used([page("<p>a</p>")], [Stylesheet(name="a", text=CSS)], [REGULAR], "en").values()
    assert characters == set("a -\u00a0‐") & {chr(code) for code in font(REGULAR.path.read_bytes()).getBestCmap()}


def font(data: bytes) -> Any:
    return TTFont(io.BytesIO(data))


def test_a_subset_has_its_characters_and_what_sets_them_well() -> None:
    """Small capitals, oldstyle figures, ligatures and kerning work on."""
    _, data = carried(REGULAR, frozenset("fit for 1914"), "Octavo Serif")
    made = font(data)
    assert set(map(chr, made.getBestCmap())) == set("fit for 1914")
    features = {record.FeatureTag for record in made["GSUB"].table.FeatureList.FeatureRecord}
    assert {"smcp", "onum", "lnum", "tnum", "sups", "liga"} <= features
    assert "kern" in {record.FeatureTag for record in made["GPOS"].table.FeatureList.FeatureRecord}
    assert {"f", "one", "f_i", "F.sc", "one.osf", "one.sups"} - set(made.getGlyphOrder()) == set()
    assert len(data) < REGULAR.path.stat().st_size / 8


def test_a_subset_is_the_same_each_time() -> None:
    """Neither the clock nor the order of a set reaches it."""
    from octavo.render.epub import subset

    first = carried(REGULAR, frozenset("waves"), "Octavo Serif")
    subset._subset.cache_clear()
    assert carried(REGULAR, frozenset("seavw"), "Octavo Serif") == first


@pytest.mark.parametrize(
    ("face", "expected"), [(REGULAR, "Octavo Serif"), (ITALIC, "Octavo Serif"), (MONO, "Octavo Mono")]
)
def test_a_subset_does_not_bear_a_reserved_name(face: Face, expected: str) -> None:
    """Its maker keeps “Source” or “Plex” for the whole font; copyright and licence are still told."""
    name = new_names([face])[face.family]
    made = font(carried(face, frozenset("ab"), name)[1])
    told = {record.nameID: record.toUnicode() for record in made["name"].names}
    assert (name, told[1], told[2]) == (expected, expected, "Italic" if face.italic else "Regular")
    assert [
        text
        for number, text in told.items()
        if number in {1, 3, 4, 6, 16} and re.search("source|plex", text, re.IGNORECASE)
    ] == []
    assert "Reserved Font Name" in f"{told[0]} {told.get(13, '')}" or face.licence is not None
    assert told[0] == font(face.path.read_bytes())["name"].getDebugName(0)
    if "CFF " in made:
        assert made["CFF "].cff.fontNames == [told[6]]
        assert made["CFF "].cff.topDictIndex[0].FamilyName == expected


def own_font(
    folder: Path, *, rights: int = 0, named: str = "Sea", copyright_line: str = "© Ada", flavor: str = ""
) -> Face:
    """Write a font of the book's own into its styles folder; return it."""
    made = font(REGULAR.path.read_bytes())
    made["OS/2"].fsType = rights
    for record in list(made["name"].names):
        if record.nameID in {1, 16}:
            record.string = named
        elif record.nameID == 0:
            record.string = copyright_line
        elif record.nameID == 13:
            made["name"].names.remove(record)
    made.flavor = flavor or None
    (folder / "fonts").mkdir(parents=True, exist_ok=True)
    path = folder / "fonts" / f"{named}.{flavor or 'otf'}"
    made.save(path)
    found = available_faces([folder]).value
    assert found is not None
    return next(face for face in found if face.path == path)


def test_a_font_of_the_book_keeps_its_name_where_it_may(tmp_path: Path) -> None:
    """Unless its licence reserves it: then it gets one of Octavo's."""
    free = own_font(tmp_path, named="Sea")
    kept = own_font(tmp_path, named="Deep", copyright_line="© Ada, with Reserved Font Name Deep")
    assert new_names([free, kept, REGULAR]) == {"Deep": "Octavo Own 1", "Source Serif Pro": "Octavo Serif"}


def test_a_font_that_may_not_be_cut_goes_in_whole(tmp_path: Path) -> None:
    """Bit 8 of fsType says so; its name stays then too, reserved or not."""
    whole = own_font(tmp_path, rights=0x0108, copyright_line="© Ada, with Reserved Font Name Sea")
    assert not whole.may_be_subset
    assert new_names([whole]) == {}
    assert carried(whole, frozenset("a"), "Sea") == ("Sea.otf", whole.path.read_bytes())


def test_web_fonts_become_fonts_that_all_readers_know(tmp_path: Path) -> None:
    """Kobo and Apple Books read no WOFF2."""
    name, data = carried(own_font(tmp_path, flavor="woff2"), frozenset("a"), "Sea")
    assert (name, data[:4]) == ("Sea.otf", b"OTTO")


@pytest.mark.parametrize("rights", [0x0002, 0x0200])
def test_a_font_that_may_not_be_embedded(tmp_path: Path, rights: int) -> None:
    """A restricted licence, and one for bitmaps alone, are warnings; the font is left out."""
    made = font(REGULAR.path.read_bytes())
    made["OS/2"].fsType = rights
    (tmp_path / "fonts").mkdir()
    made.save(tmp_path / "fonts/shut.otf")
    outcome = available_faces([tmp_path])
    (found,) = outcome.diagnostics
    assert (found.finding.name, str(found.span)) == ("font-restricted", "styles/fonts/shut.otf:1:1")
    assert [face for face in outcome.value or () if face.path.name == "shut.otf"] == []


@pytest.mark.parametrize("rights", [0x0000, 0x0004, 0x0008, 0x000A])
def test_a_font_that_may_be_embedded(tmp_path: Path, rights: int) -> None:
    """For reading, for editing, or for both: an EPUB is a document to read."""
    assert own_font(tmp_path, rights=rights).may_be_subset


def rendered(publication: Publication) -> tuple[dict[str, bytes], tuple[Diagnostic, ...]]:
    outcome = render_epub(publication, None, lambda _: None)
    assert outcome.value is not None
    with zipfile.ZipFile(io.BytesIO(outcome.value.data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}, outcome.diagnostics


def test_stylesheets_call_fonts_by_the_names_that_they_bear(everything: Publication) -> None:
    """In declarations as in @font-face; calibre's checker and old readers compare them."""
    made, _ = rendered(everything)
    faces = made["EPUB/fonts/faces.css"].decode()
    rules = re.findall(r'font-family: "([^"]+)";.*?url\("([^"]+)"\)', faces, re.DOTALL)
    assert {family for family, _ in rules} >= {"Octavo Serif", "Octavo Mono"}
    assert [
        family for family, file in rules if font(made[f"EPUB/fonts/{file}"])["name"].getDebugName(1) != family
    ] == []
    assert b"Source Serif Pro" not in b"".join(data for name, data in made.items() if name.endswith(".css"))
    assert b'font-family: "Octavo Serif", "IPAexMincho", serif' in made["EPUB/styles/epub.css"]
    assert "OFL" in made["EPUB/fonts/source-serif-pro-licence.txt"].decode()


def test_a_book_without_fonts_says_nothing_of_them(bare: Publication, tmp_path: Path) -> None:
    """Where the device sets the type, Apple Books is not told that the book does."""
    (tmp_path / "book.css").write_text(
        ":root { --font-text: serif; --font-display: serif; --font-mono: monospace }", "utf-8"
    )
    made, diagnostics = rendered(replace(bare, styles=(tmp_path, builtin_styles())))
    assert diagnostics == ()
    assert [name for name in made if "fonts/" in name or "apple" in name] == []


def test_every_character_of_a_page_is_in_a_font(everything: Publication) -> None:
    """Those that our faces have at all."""
    made, _ = rendered(everything)
    carried_ones = {
        character
        for name, data in made.items()
        if re.search(r"\.(?:otf|ttf)$", name)
        for character in map(chr, font(data).getBestCmap())
    }
    available = set(map(chr, font(REGULAR.path.read_bytes()).getBestCmap()))
    text = {
        character
        for name, data in made.items()
        if name.endswith(".xhtml")
        for part in ET.fromstring(data).find("{http://www.w3.org/1999/xhtml}body").iter()  # type: ignore[union-attr]  # noqa: S314
        if not part.tag.startswith("{http://www.w3.org/1998/Math")
        for character in f"{part.text or ''}{part.tail or ''}"
    }
    assert (text & available) - carried_ones - set("\n\t\u00ad") == set()


def test_the_cascade_knows_the_language_of_each_text() -> None:
    """Of the element, or of those around it."""
    runs = Cascade([]).runs(page("<p>a<span lang='ja'>b<b>c</b></span></p>"), "de")
    assert [(run.text, run.language) for run in runs if run.text] == [("a", "en"), ("b", "ja"), ("c", "ja")]


def test_a_font_with_a_damaged_table_is_an_error(bare: Publication, tmp_path: Path) -> None:
    """Where the book has it; what can be read of it is not enough."""
    face = own_font(tmp_path)
    data = bytearray(face.path.read_bytes())
    table = font(bytes(data)).reader.tables["GSUB"]
    data[table.offset : table.offset + table.length] = b"\xff" * table.length
    face.path.write_bytes(data)
    (tmp_path / "book.css").write_text(':root { --font-text: "Sea", serif }', "utf-8")
    outcome = render_epub(replace(bare, styles=(tmp_path, builtin_styles())), None, lambda _: None)
    (found,) = outcome.diagnostics
    assert (found.finding.name, str(found.span)) == ("font-damaged", "styles/fonts/Sea.otf:1:1")
