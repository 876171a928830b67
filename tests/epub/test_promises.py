"""What a whole book's EPUB says of itself, held against its manuscript: claims, languages, descriptions, reading order."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from lxml import etree
from PIL import Image

from octavo.pipeline import Build, Request, build
from support.small_book import SMALLEST, write_book

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 80 40" width="80" height="40"><path d="M0 2H8" stroke="#000"/></svg>'
TEXT = "# One\n\nThe sea goes out.\n"
ALWAYS = {"ARIA", "displayTransformability", "readingOrder", "structuralNavigation", "tableOfContents", "unlocked"}
TEXTUAL, BOTH = {"textual"}, {"textual", "textual,visual"}


@cache
def gif(frames: int) -> bytes:
    made, written = [Image.new("L", (4, 4), shade) for shade in (0, 255)][:frames], BytesIO()
    made[0].save(written, "GIF", save_all=True, append_images=made[1:])
    return written.getvalue()


def built(folder: Path, text: str, toml: str = "", editions: tuple[str, ...] = ("epub",)) -> Build:
    files = {"01-one.md": TEXT + text, "sea.svg": SVG, "still.gif": gif(1), "moves.gif": gif(2)}
    return build(
        Request(book=write_book(folder, SMALLEST + toml, files), editions=editions), lambda _stage, _detail: None
    )


def trees(done: Build) -> Mapping[str, etree._Element]:
    path = next(path for path, _, _ in done.files if path.suffix == ".epub")
    with zipfile.ZipFile(path) as archive:
        names = [name for name in archive.namelist() if name.endswith((".xhtml", ".opf", ".ncx"))]
        return {name: etree.fromstring(archive.read(name)) for name in names}


def values(package: etree._Element, name: str) -> set[str]:
    return set(package.xpath(f"//*[local-name()='meta'][@property='schema:{name}']/text()"))


INDEX, PAGES = '[contents]\nback = ["index"]\n', '[editions.epub]\npages-from = "print"\n'


@pytest.mark.parametrize(
    ("text", "toml", "features", "sufficient", "hazards"),
    [
        ("", "", set(), TEXTUAL, {"none"}),
        ("\n![The sea](sea.svg)\n", "", {"alternativeText"}, BOTH, {"none"}),
        ("\n![](sea.svg){.decorative}\n", "", set(), TEXTUAL, {"none"}),
        ("\n![](sea.svg)\n", "", set(), {"textual,visual"}, {"none"}),
        ('\n![The sea](sea.svg){longdesc="Calm."}\n', "", {"alternativeText", "longDescription"}, BOTH, {"none"}),
        ("\n![The sea](still.gif)\n", "", {"alternativeText"}, BOTH, {"none"}),
        (
            "\n![The sea](moves.gif)\n", "", {"alternativeText"}, BOTH,
            {"noSoundHazard", "unknownFlashingHazard", "unknownMotionSimulationHazard"},
        ),
        ("\n$E = mc^2$\n", "", {"MathML", "describedMath"}, TEXTUAL, {"none"}),
        ("\n$\\frac{1}{2}$\n", "", {"MathML", "latex"}, TEXTUAL, {"none"}),
        ('\n{alt="a half"}\n$$\\frac{1}{2}$$\n', "", {"MathML", "describedMath"}, TEXTUAL, {"none"}),
        ("\n| A |\n|---|\n| 1 |\n", "", set(), TEXTUAL, {"none"}),
        ('\n[Sea]{index="Sea"}\n', INDEX, {"index"}, TEXTUAL, {"none"}),
        ("", PAGES, {"pageBreakMarkers", "pageNavigation"}, TEXTUAL, {"none"}),
    ],
)  # fmt: skip
def test_claims_follow_the_content(
    text: str, toml: str, features: set[str], sufficient: set[str], hazards: set[str], tmp_path: Path
) -> None:
    """Each thing in the book brings its claims, and what lacks something loses them."""
    package = trees(built(tmp_path, text, toml))["EPUB/content.opf"]
    assert values(package, "accessibilityFeature") == ALWAYS | features
    assert values(package, "accessModeSufficient") == sufficient
    assert values(package, "accessMode") == {mode for each in sufficient for mode in each.split(",")} | {"textual"}
    assert values(package, "accessibilityHazard") == hazards


def test_a_picture_without_words_is_told_to_the_author(tmp_path: Path) -> None:
    """Unless it is decoration, or described."""
    texts = ("![](sea.svg)", "![](sea.svg){.decorative}", "![Sea](sea.svg)")
    found = [[d.finding.name for d in built(tmp_path / f"b{n}", f"\n{t}\n").diagnostics] for n, t in enumerate(texts)]
    assert found == [["picture-without-alt"], [], []]


def test_descriptions(tmp_path: Path) -> None:
    """Words stand behind the figure, a place is linked from its caption; the picture says where. Print shows neither."""
    text = '\n![A](sea.svg "The *sea*"){#fig-sea longdesc="It *rises*."}\n\n![B](still.gif){longdesc="#words"}\n\n## Words {#words}\n'
    done = built(tmp_path, text, editions=("print", "screen", "epub"))
    assert [d.message for d in done.diagnostics] == []
    one = etree.tostring(trees(done)["EPUB/text/one.xhtml"], encoding="unicode").replace("\n", "")
    assert '<img src="../images/sea.svg" alt="A" aria-details="fig-sea-description" class="clear"/>' in one
    assert (
        '</figure><details id="fig-sea-description" class="long-description"><summary>Figure 1: Description</summary>'
        "<p>It <em>rises</em>.</p></details>"
    ) in one
    assert 'alt="B" aria-details="one-still-description"' in one
    assert (
        '<span id="one-still-description" class="long-description"><a class="xref" href="#words">Description</a></span>'
        in one
    )
    shown = {publication.edition.name: str(publication.documents) for publication in done.publications}
    assert {name for name, content in shown.items() if "rises" in content} == {"screen", "epub"}


def test_a_description_in_a_line_is_told(tmp_path: Path) -> None:
    """It would have no place to stand."""
    (found,) = built(tmp_path, '\nThe ![sea](sea.svg){longdesc="x"} is here.\n').diagnostics
    assert (found.finding.name, str(found.span)) == ("description-in-line", "manuscript/01-one.md:5:5")


def test_every_file_and_every_foreign_word_has_its_language(tmp_path: Path) -> None:
    """Twice in documents, as reading systems want it."""
    done = built(tmp_path, "\n[Das Meer]{lang=de} and [海]{lang=ja}.\n")
    found = trees(done)
    assert {name: tree.get(XML_LANG) for name, tree in found.items()} == dict.fromkeys(found, "en-GB")
    spans = found["EPUB/text/one.xhtml"].xpath("//*[local-name()='span'][@lang]")
    assert [(s.get("lang"), s.get(XML_LANG), s.text) for s in spans] == [("de", "de", "Das Meer"), ("ja", "ja", "海")]
    documents = [tree for name, tree in found.items() if name.endswith(".xhtml")]
    assert [tree.get("lang") for tree in documents] == ["en-GB"] * len(documents)


def test_the_reading_order_is_that_of_print(tmp_path: Path) -> None:
    """Piece by piece, each in its place; the navigation document stands for the contents."""
    toml = f'[contents]\nfront = ["title-page", "contents", "figures"]\nbody = ["01-one.md"]\nback = ["index"]\n{PAGES}'
    done = built(tmp_path, '\n[Sea]{index="Sea"}\n\n![The sea](sea.svg "The sea")\n', toml, ("print", "epub"))
    page_map = next(artifact.page_map for _, edition, artifact in done.files if edition.name == "print")
    assert page_map is not None
    printed = list(dict.fromkeys(entry.document for entry in page_map.pages if entry.document))
    spine = trees(done)["EPUB/content.opf"].xpath("//*[local-name()='itemref']/@idref")
    read = [name.removeprefix("text-").replace("nav", "contents") for name in spine if name != "cover"]
    assert read == printed == ["title-page", "contents", "figures", "one", "index"]
