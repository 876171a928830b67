"""Accessibility metadata, derived from what the files hold. Nothing is claimed that was not found; no conformance is.

Sources: EPUB Accessibility 1.1 §2.2; the Schema.org Accessibility Properties for Discoverability Vocabulary.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from xml.etree.ElementTree import Element

from octavo.render.epub.layout import Resource
from octavo.render.epub.metadata import Entry, meta
from octavo.render.math import is_formula
from octavo.render.xhtml.elements import XHTML

_IMAGE = f"{{{XHTML}}}img"
_FIXED_TYPE_SIZE = re.compile(rb"font(?:-size)?\s*:[^;}]*\d(?:px|pt|pc|mm|cm|in)\b")
_FRAMED = frozenset({"image/gif", "image/webp", "image/png"})
"""Types of pictures that may hold several frames."""
_MOVES = (b"<animate", b"<set ", b"@keyframes")
_NO_CONTENT = frozenset({"presentation", "doc-cover"})
"""Roles of pictures that say nothing of what the book says: ornaments, and the cover (DAISY on ``visual``)."""
_LATEX = re.compile(r"[\\{}]")
_HAZARDS = ("noSoundHazard", "unknownFlashingHazard", "unknownMotionSimulationHazard")
"""Of a book with a picture that moves: nobody has looked at how fast."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What bears on accessibility."""

    pictures: bool
    """Whether pictures bear content: the cover and ornaments do not."""
    described: bool
    """Whether every picture that bears content has alternative text."""
    described_at_length: bool
    """Whether a picture has a long description."""
    formulas: bool
    formulas_described: bool
    """Whether each formula has a text that can be read out: LaTeX of more than letters and signs is none."""
    latex: bool
    """Whether the text of a formula is LaTeX."""
    ruby: bool
    roles: bool
    headings: bool
    index: bool
    fixed_type: bool
    """Whether a stylesheet sets type in units that readers cannot scale."""
    motion: bool
    """Whether a picture may move or flash."""
    notes: bool
    terms: bool
    """Whether links lead to a glossary."""
    tables: bool
    """Whether there are tables, all with column headings."""
    languages: bool
    """Whether words of other languages are marked."""
    page_marks: bool
    """Whether the beginnings of pages of a print edition are marked."""
    page_list: bool
    """Whether they are listed."""


def examine(trees: Iterable[Element], resources: Iterable[Resource]) -> Content:
    """Return what the pages and the files of an EPUB hold."""
    made = [part for tree in trees for part in tree.iter()]
    images = [part for part in made if part.tag == _IMAGE and part.get("role") not in _NO_CONTENT]
    formulas = [part.get("alttext", "") for part in made if is_formula(part)]
    roles = {part.get("role", "") for part in made}
    files = list(resources)
    return Content(
        pictures=bool(images),
        described=all(part.get("alt", "").strip() for part in images),
        described_at_length=any(part.get("aria-details") for part in images),
        formulas=bool(formulas),
        formulas_described=all(text and not _LATEX.search(text) for text in formulas),
        latex=any(_LATEX.search(text) for text in formulas),
        ruby=any(part.tag == f"{{{XHTML}}}ruby" for part in made),
        roles=any(role.startswith("doc-") for role in roles),
        headings=any(part.tag == f"{{{XHTML}}}h1" for part in made),
        index="doc-index" in roles,
        fixed_type=any(f.media_type == "text/css" and _FIXED_TYPE_SIZE.search(f.data) for f in files),
        motion=any(_moves(file) for file in files),
        notes="doc-noteref" in roles,
        terms="doc-glossref" in roles,
        tables=_headed(made),
        page_marks="doc-pagebreak" in roles,
        page_list="doc-pagelist" in roles,
        languages=any(part.get("lang") for part in made if part.tag != f"{{{XHTML}}}html"),
    )


def _headed(made: list[Element]) -> bool:
    tables = [part for part in made if part.tag == f"{{{XHTML}}}table"]
    return bool(tables) and all(table.find(f".//{{{XHTML}}}th") is not None for table in tables)


def _moves(file: Resource) -> bool:
    """Return whether a picture has frames to show one after another, or a drawing or a stylesheet says that it moves."""
    from PIL import Image

    if file.media_type in _FRAMED:
        with Image.open(BytesIO(file.data)) as opened:
            return bool(getattr(opened, "is_animated", False))
    return file.media_type in {"image/svg+xml", "text/css"} and any(word in file.data for word in _MOVES)


def accessibility_metadata(content: Content, words: Mapping[str, str]) -> Iterator[Entry]:
    """Yield access modes, sufficient modes, features, hazards, and a summary of what these have no words for."""
    yield meta("schema:accessMode", "textual")
    if content.pictures:
        yield meta("schema:accessMode", "visual")
    if content.described:
        yield meta("schema:accessModeSufficient", "textual")
    if content.pictures:
        yield meta("schema:accessModeSufficient", "textual,visual")
    for feature in sorted(_features(content)):
        yield meta("schema:accessibilityFeature", feature)
    for hazard in _HAZARDS if content.motion else ("none",):
        yield meta("schema:accessibilityHazard", hazard)
    yield meta("schema:accessibilitySummary", " ".join(words[f"summary-{name}"] for name in _summary(content)))


def _summary(content: Content) -> Iterator[str]:
    """Yield the names of the summary's sentences: what no other property can say, be it only where all this is from."""
    facts = {
        "undescribed": not content.described,
        "notes": content.notes,
        "terms": content.terms,
        "tables": content.tables,
        "languages": content.languages,
    }
    found = [name for name, holds in facts.items() if holds]
    yield from found or ["computed"]  # Ace counts a book without any summary as faulty


def _features(content: Content) -> Iterator[str]:
    yield from ("readingOrder", "tableOfContents", "unlocked")
    claims = {
        "alternativeText": content.pictures and content.described,
        "ARIA": content.roles,
        "describedMath": content.formulas and content.formulas_described,
        "displayTransformability": not content.fixed_type,
        "index": content.index,
        "latex": content.latex,
        "longDescription": content.described_at_length,
        "MathML": content.formulas,
        "pageBreakMarkers": content.page_marks,
        "pageNavigation": content.page_list,
        "rubyAnnotations": content.ruby,
        "structuralNavigation": content.headings,
    }
    yield from (name for name, holds in claims.items() if holds)
