"""The cover: one that the theme draws for a book that brings none, and what is asked of the book's own."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from PIL import Image

from octavo.diagnostics import Diagnostic
from octavo.model.config import Contributor, Cover, Metadata
from octavo.model.edition import PictureLimits
from octavo.model.locations import builtin_styles
from octavo.model.publication import Publication
from octavo.model.sources import Picture
from octavo.read.pictures import look_into
from octavo.render.epub import render_epub
from octavo.render.epub.cover_drawing import alternative, drawn
from octavo.render.epub.lettering import Box, fitted, measurer
from octavo.render.fonts import builtin_faces
from octavo.render.xhtml.elements import SVG

SHORT = Metadata(title="Tides", language="en", slug="tides", identifier="urn:x:1")
LONG = replace(
    SHORT,
    title="An Inquiry into the Nature and Causes of the Decline of Coastal Shipping between the Baltic and the North Sea, "
    "1850–1914",
    subtitle="With Tables of Freight, Notes on the Harbours, and a Bibliography of Printed Sources",
    publisher="Harbour & Sons",
    contributors=tuple(Contributor(name=name) for name in ("Ida Lund", "Per Holm", "Azzurra Bassetti")),
)
JAPANESE = replace(
    SHORT,
    title="日本と欧州連合の安全保障・防衛パートナーシップ",
    language="ja",
    contributors=(Contributor(name="山田 花子"),),
)
WIDTHS = {"classic": 1240, "modern": 1320}
"""Of the title, in the drawings of the themes."""


def rendered(publication: Publication) -> tuple[dict[str, bytes], tuple[Diagnostic, ...]]:
    outcome = render_epub(publication, None, lambda _: None)
    assert outcome.value is not None
    with zipfile.ZipFile(io.BytesIO(outcome.value.data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}, outcome.diagnostics


def lines(theme: str, metadata: Metadata) -> dict[str, list[tuple[float, float, str]]]:
    """Return size, height and words of each line of a drawn cover, by the id of its box."""
    template = (builtin_styles() / f"themes/{theme}/cover.svg").read_bytes()
    root = ET.fromstring(drawn(template, metadata, {}, builtin_faces()))  # noqa: S314 - made here
    found: dict[str, list[tuple[float, float, str]]] = {}
    for text in root.iter(f"{{{SVG}}}text"):
        size = float(text.attrib["font-size"])
        found[text.attrib["id"]] = [(size, float(line.attrib["y"]), line.text or "") for line in text]
    return found


@pytest.mark.parametrize("theme", ["classic", "modern"])
def test_a_book_without_a_cover_gets_one_of_its_theme(bare: Publication, theme: str) -> None:
    """Of the size that shops recommend, on a page of its own, with its words for those who cannot see it."""
    made, diagnostics = rendered(replace(bare, edition=replace(bare.edition, theme=theme)))
    assert diagnostics == ()
    with Image.open(io.BytesIO(made["EPUB/cover.png"])) as image:
        assert (image.size, image.mode) == ((1600, 2560), "RGBA")
        assert len(image.getcolors(1 << 24) or ()) > 20  # the ground, and the softened edges of letters
    assert b'<img src="cover.png" alt="Land." role="doc-cover"/>' in made["EPUB/cover.xhtml"]
    assert b'epub:type="cover" href="cover.xhtml"' in made["EPUB/nav.xhtml"]


def test_the_book_s_colours_are_the_cover_s(bare: Publication, tmp_path: Path) -> None:
    """What a book changes of its theme changes the cover: the modern one has the accent as its ground."""
    (tmp_path / "book.css").write_text(":root { --accent: #1d5c3f }", "utf-8")
    modern = replace(bare, edition=replace(bare.edition, theme="modern"), styles=(tmp_path, builtin_styles()))
    made, _ = rendered(modern)
    with Image.open(io.BytesIO(made["EPUB/cover.png"])) as image:
        assert image.getpixel((800, 60)) == (0x1D, 0x5C, 0x3F, 255)


def test_a_theme_of_the_book_brings_its_own_cover(bare: Publication, tmp_path: Path) -> None:
    """Or takes that of the classic theme."""
    theme = tmp_path / "themes/mine"
    theme.mkdir(parents=True)
    (theme / "theme.css").write_text(":root { --cover-ground: #123456 }", "utf-8")
    own = replace(bare, edition=replace(bare.edition, theme="mine"), styles=(tmp_path, builtin_styles()))
    with Image.open(io.BytesIO(rendered(own)[0]["EPUB/cover.png"])) as image:
        assert image.getpixel((20, 20)) == (0x12, 0x34, 0x56, 255)
    (theme / "cover.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1600 2560"><rect width="1600" height="2560" fill="red"/></svg>',
        "utf-8",
    )
    with Image.open(io.BytesIO(rendered(own)[0]["EPUB/cover.png"])) as image:
        assert image.getpixel((20, 20)) == (255, 0, 0, 255)


@pytest.mark.parametrize(
    ("drawing", "reason"),
    [
        ("<svg", "unclosed token: line 1, column 0"),
        ('<svg xmlns="http://www.w3.org/2000/svg"><image href="/etc/hostname.png"/></svg>',
         "it asks for another file, /etc/hostname.png"),
        ('<svg xmlns="http://www.w3.org/2000/svg"><text id="title" font-size="big">x</text></svg>',
         "font-size='big' is no number"),
    ],
)  # fmt: skip
def test_a_theme_s_drawing_that_is_none(bare: Publication, tmp_path: Path, drawing: str, reason: str) -> None:
    """A damaged drawing, and one that reaches for what lies beside it, is an error at its file."""
    (tmp_path / "themes/classic").mkdir(parents=True)
    (tmp_path / "themes/classic/cover.svg").write_text(drawing, "utf-8")
    (found,) = render_epub(replace(bare, styles=(tmp_path, builtin_styles())), None, lambda _: None).diagnostics
    assert (found.finding.name, str(found.span)) == ("cover-not-drawn", "styles/themes/classic/cover.svg:1:1")
    assert found.message == f"the cover “styles/themes/classic/cover.svg” cannot be drawn: {reason}"


@pytest.mark.parametrize("theme", ["classic", "modern"])
@pytest.mark.parametrize("metadata", [SHORT, LONG, JAPANESE], ids=["short", "long", "japanese"])
def test_words_of_any_length_keep_to_their_places(theme: str, metadata: Metadata) -> None:
    """Titles take several lines and become smaller; nothing runs into what is below, or over the edge."""
    found = lines(theme, metadata)
    title, box = found["title"], WIDTHS[theme]
    weight = 700 if theme == "modern" else 400
    family = "Source Sans Pro" if theme == "modern" else "Source Serif Pro"
    width = measurer(builtin_faces(), family, weight=weight, italic=False)
    assert all(width(words) * size <= box for size, _, words in title)
    assert "".join(words for *_, words in title).replace(" ", "") == metadata.title.replace(" ", "")
    order = (
        ["title", "subtitle", "author", "publisher"]
        if theme == "modern"
        else ["author", "title", "subtitle", "publisher"]
    )
    heights = [(y - size * 0.7, y) for name in order for size, y, _ in found[name]]
    assert all(above[1] < below[0] for above, below in pairwise(heights))
    assert heights[0][0] > 200
    assert heights[-1][1] < 2450


def test_lines_are_even_and_do_not_end_in_small_words() -> None:
    """As many lines as needed, about equally long; Japanese breaks where a phrase ends."""
    width = measurer(builtin_faces(), '"Source Serif Pro"', weight=400, italic=False)
    size, made = fitted("The Decline and Fall of the Roman Empire", Box(size=180, width=1240, lines=4), width)
    assert (size, made) == (180, ("The Decline", "and Fall", "of the Roman", "Empire"))
    assert fitted(JAPANESE.title, Box(size=180, width=1240, lines=4), width)[1] == (
        "日本と欧州連合の",
        "安全保障・防衛",
        "パートナーシップ",
    )
    assert fitted("Ida Lund\nPer Holm", Box(size=80, width=1240, lines=4), width)[1] == ("Ida Lund", "Per Holm")


def test_one_endless_word_is_made_smaller() -> None:
    """It has nowhere to break."""
    width = measurer(builtin_faces(), "Source Serif Pro", weight=400, italic=False)
    size, made = fitted("Donaudampfschifffahrtsgesellschaft", Box(size=180, width=1240, lines=4), width)
    assert made == ("Donaudampfschifffahrtsgesellschaft",)
    assert 60 < size < 90
    assert width(made[0]) * size <= 1240


def test_the_words_of_a_cover_are_its_alternative_text() -> None:
    """Sentences, title first; a publisher that is the author is named once."""
    assert alternative(LONG).endswith("Printed Sources. Ida Lund, Per Holm, Azzurra Bassetti. Harbour & Sons.")
    assert (
        alternative(replace(SHORT, title="Why Tides?", publisher="Sea", contributors=(Contributor(name="Sea"),)))
        == "Why Tides? Sea."
    )
    assert alternative(JAPANESE) == "日本と欧州連合の安全保障・防衛パートナーシップ。山田 花子。"
    assert alternative(replace(SHORT, contributors=(Contributor(name="E. Ditor", role="edt"),))) == "Tides. E. Ditor."


def with_photograph(publication: Publication, width: int, height: int) -> Publication:
    written = io.BytesIO()
    Image.new("RGB", (width, height), (40, 90, 120)).save(written, "JPEG")
    picture = look_into("images/cover.jpg", written.getvalue())
    assert isinstance(picture, Picture)
    cover = Cover(image=picture.file, alt="Water", span=publication.documents[0].span)
    metadata = replace(publication.metadata, cover=cover)
    return replace(publication, metadata=metadata, pictures={**publication.pictures, picture.file: picture})


def test_a_large_cover_is_made_smaller(bare: Publication) -> None:
    """It keeps within the limits of pictures, and its proportions."""
    large = with_photograph(bare, 3000, 4800)
    made, diagnostics = rendered(replace(large, edition=replace(large.edition, pictures=PictureLimits(side_px=2560))))
    assert diagnostics == ()
    with Image.open(io.BytesIO(made["EPUB/cover.jpg"])) as image:
        assert image.size == (1600, 2560)


def test_a_small_cover_is_a_warning(bare: Publication) -> None:
    """Shops refuse it; it goes into the file all the same."""
    made, (found,) = rendered(with_photograph(bare, 1399, 2100))
    assert (found.finding.name, found.span) == ("cover-small", bare.documents[0].span)
    assert found.message == "the cover “images/cover.jpg” has only 1399 × 2100 pixels"
    assert "EPUB/cover.jpg" in made
    assert rendered(with_photograph(bare, 1400, 2100))[1] == ()
