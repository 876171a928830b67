"""A claim of conformance stands only over a book that nothing is found against; what it says of itself is complete."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from lxml import etree
from PIL import Image

from octavo.pipeline import Build, Request, build
from support.small_book import write_book
from verify.clean_book import FILES, TOML

CLAIM = """
[accessibility]
conforms-to = "EPUB Accessibility 1.1 - WCAG 2.2 Level AA"
certified-by = "Tide Press"
"""
FULL = f"""{CLAIM}certified-on = 2026-11-22
credential = "Evaluator of the first class"
report = "https://example.org/tides"
"""


def built(folder: Path, claims: str, flow: str = "", picture: bytes = b"") -> Build:
    toml = TOML.replace('\n[editions.epub]\npages-from = "print"\n', "") + claims
    files = {**FILES, "02-flow.md": FILES["02-flow.md"] + flow, "moves.gif": picture or b""}
    request = Request(book=write_book(folder, toml, files), editions=("epub",))
    return build(request, lambda _stage, _detail: None)


def metadata(done: Build) -> list[tuple[str, str]]:
    """Return the metadata that bear on claims, with ids and what they refine."""
    ((path, _, _),) = done.files
    with zipfile.ZipFile(path) as archive:
        package = etree.fromstring(archive.read("EPUB/content.opf"))
    lines = package.xpath("//*[local-name()='meta' or local-name()='link']")
    found = [(m.get("property") or m.get("rel") or "", m.text or m.get("href") or "", m.get("refines")) for m in lines]
    return [
        (name, text)
        for name, text, refines in found
        if name.startswith("a11y:") or name == "dcterms:conformsTo" or refines == "#certifier"
    ]


def test_a_claim_that_holds(tmp_path: Path) -> None:
    """The words of the standard, who certified it, when, by what right, and where it can be read."""
    done = built(tmp_path, FULL)
    assert [d.message for d in done.diagnostics] == []
    assert metadata(done) == [
        ("dcterms:conformsTo", "EPUB Accessibility 1.1 - WCAG 2.2 Level AA"),
        ("a11y:certifiedBy", "Tide Press"),
        ("dcterms:date", "2026-11-22"),
        ("a11y:certifierCredential", "Evaluator of the first class"),
        ("a11y:certifierReport", "https://example.org/tides"),
    ]


def test_no_claim_unless_asked_for(tmp_path: Path) -> None:
    """Whatever the book is like."""
    assert metadata(built(tmp_path, "")) == []


@pytest.mark.parametrize(
    ("flow", "name", "line"),
    [
        ("\n![](sea.svg)\n", "epub-picture-undescribed", 7),
        ("\n## Two\n\n#### Four\n", "epub-heading-skipped", 9),
        ("\nThe word 海 for it.\n", "epub-language-unmarked", 7),
        ("\n|   |   |\n|---|---|\n| 1 | 2 |\n| 3 | 4 |\n", "epub-table-without-headers", 7),
    ],
)
def test_a_claim_that_does_not_hold(flow: str, name: str, line: int, tmp_path: Path) -> None:
    """Nothing is written; the claim is refused where it stands, and what is against it is told at its place."""
    done = built(tmp_path, CLAIM, flow)
    assert done.files == ()
    found = {d.finding.name: d for d in done.diagnostics}
    refused = found["conformance-not-met"]
    assert str(refused.span).startswith("manuscript/book.toml:")
    assert refused.message.endswith(f"a fault stands against it ({name})")
    assert str(found[name].span).split(":")[:2] == ["manuscript/02-flow.md", str(line)]
    assert built(tmp_path / "quiet", "", flow).files


def test_what_moves_is_claimed_by_nobody(tmp_path: Path) -> None:
    """Nobody has said that it does not flash, and that it can be stopped."""
    frames, picture = [Image.new("L", (4, 4), shade) for shade in (0, 255)], BytesIO()
    frames[0].save(picture, "GIF", save_all=True, append_images=frames[1:])
    done = built(tmp_path, CLAIM, "\n![A lamp that blinks](moves.gif)\n", picture.getvalue())
    (refused,) = (d for d in done.diagnostics if d.is_error)
    assert refused.message.endswith("a picture moves, and nobody knows whether it flashes or can be stopped")


@pytest.mark.parametrize("reason", ["microenterprise", "disproportionate-burden", "fundamental-alteration"])
def test_an_exemption(reason: str, tmp_path: Path) -> None:
    """Claimed in the words of its vocabulary; what is exempt says that it conforms to nothing."""
    done = built(tmp_path, f'[accessibility]\nexemption = "{reason}"\n')
    assert metadata(done) == [("dcterms:conformsTo", "none"), ("a11y:exemption", f"eaa-{reason}")]
