"""Accessibility metadata is computed: each claim appears with what it claims, and goes with it."""

from __future__ import annotations

from io import BytesIO
from xml.etree.ElementTree import Element

import pytest
from PIL import Image

from octavo.render.epub.accessibility import accessibility_metadata, examine
from octavo.render.epub.layout import Resource
from octavo.render.xhtml.elements import MATHML, element

WORDS = {f"summary-{name}": name for name in ("computed", "undescribed", "notes", "terms", "tables", "languages")}


def claims(*parts: Element, css: bytes = b"", svg: bytes = b"", gif: bytes = b"") -> dict[str, list[str]]:
    resources = (
        *([Resource(id="gif", path="a.gif", media_type="image/gif", data=gif)] if gif else []),
        Resource(id="css", path="a.css", media_type="text/css", data=css),
        Resource(id="svg", path="a.svg", media_type="image/svg+xml", data=svg),
    )
    found: dict[str, list[str]] = {}
    for entry in accessibility_metadata(examine([element("body", None, parts)], resources), WORDS):
        found.setdefault(dict(entry.attributes)["property"].removeprefix("schema:access"), []).append(entry.text)
    return found


def gif(frames: int) -> bytes:
    made = [Image.new("L", (2, 2), shade) for shade in range(0, 200, 90)][:frames]
    written = BytesIO()
    made[0].save(written, "GIF", save_all=True, append_images=made[1:])
    return written.getvalue()


def picture(alt: str, role: str | None = None) -> Element:
    return element("img", {"src": "a.png", "alt": alt, "role": role})


ALWAYS = ["displayTransformability", "readingOrder", "tableOfContents", "unlocked"]


def test_plain_text() -> None:
    """A book of words alone is textual, and claims what every book has."""
    assert claims(element("p", None, ["a"])) == {
        "Mode": ["textual"],
        "ModeSufficient": ["textual"],
        "ibilityFeature": ALWAYS,
        "ibilityHazard": ["none"],
        "ibilitySummary": ["computed"],
    }


def test_described_pictures() -> None:
    """Pictures with alternative texts: visual, but words suffice."""
    found = claims(picture("A"))
    assert (found["Mode"], found["ModeSufficient"]) == (["textual", "visual"], ["textual", "textual,visual"])
    assert "alternativeText" in found["ibilityFeature"]


def test_one_picture_without_words() -> None:
    """One picture without alternative text, and neither the claim nor the sufficiency of words stands."""
    found = claims(picture("A"), picture(""))
    assert found["ModeSufficient"] == ["textual,visual"]
    assert "alternativeText" not in found["ibilityFeature"]


@pytest.mark.parametrize("part", [picture("", "presentation"), picture("Tides, the cover", "doc-cover")])
def test_decoration_and_cover_do_not_count(part: Element) -> None:
    """A picture marked as decoration says nothing, and the cover nothing that the book does not."""
    found = claims(part)
    assert (found["Mode"], found["ModeSufficient"]) == (["textual"], ["textual"])
    assert "alternativeText" not in found["ibilityFeature"]


@pytest.mark.parametrize(
    ("part", "features"),
    [
        (element("section", {"role": "doc-index"}), {"ARIA", "index"}),
        (element("h1"), {"structuralNavigation"}),
        (Element(f"{{{MATHML}}}math", {"alttext": "x"}), {"MathML", "describedMath"}),
        (Element(f"{{{MATHML}}}math"), {"MathML"}),
        (Element(f"{{{MATHML}}}math", {"alttext": r"\frac{a}{b}"}), {"MathML", "latex"}),
        (element("ruby", None, ["漢"]), {"rubyAnnotations"}),
        (element("img", {"alt": "A", "aria-details": "b"}), {"alternativeText", "longDescription"}),
    ],
)
def test_features(part: Element, features: set[str]) -> None:
    """A feature is claimed when its elements are there."""
    assert set(claims(part)["ibilityFeature"]) - set(ALWAYS) == features


@pytest.mark.parametrize(
    ("css", "holds"),
    [(b"p { font-size: 9pt }", False), (b"p { font: 12px x }", False), (b"p { font-size: 0.9em; margin: 3px }", True)],
)
def test_fixed_type_is_not_transformable(css: bytes, *, holds: bool) -> None:
    """Type in fixed units takes the claim away that readers can change the display."""
    assert ("displayTransformability" in claims(css=css)["ibilityFeature"]) is holds


UNKNOWN = ["noSoundHazard", "unknownFlashingHazard", "unknownMotionSimulationHazard"]


@pytest.mark.parametrize(
    ("moving", "still"),
    [
        ({"svg": b"<svg><animate/></svg>"}, {"svg": b"<svg><path/></svg>"}),
        ({"css": b"@keyframes blink { to { opacity: 0 } }"}, {"css": b"p { opacity: 0 }"}),
        ({"gif": gif(2)}, {"gif": gif(1)}),
    ],
)
def test_motion_is_an_unknown_hazard(moving: dict[str, bytes], still: dict[str, bytes]) -> None:
    """What moves might flash: then no freedom from hazards is claimed; a GIF of one frame does not move."""
    assert claims(**moving)["ibilityHazard"] == UNKNOWN
    assert claims(**still)["ibilityHazard"] == ["none"]


def table(*cells: str) -> Element:
    return element("table", None, [element(cell) for cell in cells])


@pytest.mark.parametrize(
    ("parts", "summary"),
    [
        ([picture("A")], ["computed"]),
        ([picture("A"), picture("")], ["undescribed"]),
        ([element("a", {"role": "doc-noteref"}), element("a", {"role": "doc-glossref"})], ["notes terms"]),
        ([table("th", "td")], ["tables"]),
        ([table("th"), table("td")], ["computed"]),
        ([element("html", {"lang": "en"}, [element("span", {"lang": "ja"})])], ["languages"]),
        ([element("html", {"lang": "en"})], ["computed"]),
    ],
)
def test_summary(parts: list[Element], summary: list[str]) -> None:
    """The summary says what the other properties have no words for; where that is nothing, where the properties are from."""
    assert claims(*parts)["ibilitySummary"] == summary
