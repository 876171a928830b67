"""What a book says of its accessibility, held against what is in it (EPUB Accessibility 1.1, 2; Schema.org's vocabulary)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from octavo.diagnostics import Diagnostic, Finding, Severity
from octavo.verify.epub_file import EpubFile
from octavo.verify.epub_parts import (
    HIDDEN,
    PAGE_BREAKS,
    SVG,
    XHTML,
    all_documents,
    elements,
    metadata,
    names_in_words,
    navigation_lists,
    types_of,
    values,
)
from octavo.verify.lint.semantics import formulas, undescribed_pictures
from octavo.verify.lint.stylesheets import sets_fixed_type

EPUB_CLAIM_FALSE = Finding(
    name="epub-claim-false",
    severity=Severity.ERROR,
    message="the book claims “{claim}”, but {lack}",
    why="People buy by these lines, and find that they cannot read the book; in the EU the claim is a matter of law.",
    fix="take the claim out, or make it true",
)
EPUB_CLAIM_MISSING = Finding(
    name="epub-claim-missing",
    severity=Severity.WARNING,
    message="the book has {what}, and does not say “{claim}”",
    why="Who needs it, or needs to be without it, looks for this line of the metadata.",
    fix="add the line to the metadata",
)
EPUB_ACCESS_UNSTATED = Finding(
    name="epub-access-unstated",
    severity=Severity.WARNING,
    message="the metadata have no {property}",
    why="Shops show “no information” for the book, and the European Accessibility Act asks for it.",
    fix="say what senses the book asks for, what it offers, and what may harm",
)
EPUB_HAZARDS_CONTRADICT = Finding(
    name="epub-hazards-contradict",
    severity=Severity.ERROR,
    message="the hazards {hazards} contradict each other",
    why="Who is harmed by flashes cannot tell whether to open the book.",
    fix="say none alone, unknown alone, or each of the three by itself",
)
EPUB_CONFORMANCE_MISSPELT = Finding(
    name="epub-conformance-misspelt",
    severity=Severity.ERROR,
    message="“{claim}” is no conformance that readers know",
    why="Readers and shops compare the line letter by letter, and show nothing when a dash or a blank differs.",
    fix="write “EPUB Accessibility 1.1 - WCAG 2.2 Level AA” with a hyphen between blanks, or another version and level",
)
EPUB_CONFORMANCE_UNCERTIFIED = Finding(
    name="epub-conformance-uncertified",
    severity=Severity.ERROR,
    message="the book claims conformance, and nobody is named who certified it",
    why="The standard asks for a11y:certifiedBy with each claim; without it the claim does not count.",
    fix="name who checked the book in a11y:certifiedBy, or take the claim out",
)

FINDINGS = (
    EPUB_CLAIM_FALSE,
    EPUB_CLAIM_MISSING,
    EPUB_ACCESS_UNSTATED,
    EPUB_HAZARDS_CONTRADICT,
    EPUB_CONFORMANCE_MISSPELT,
    EPUB_CONFORMANCE_UNCERTIFIED,
)

FEATURE, HAZARD = "schema:accessibilityFeature", "schema:accessibilityHazard"
MODE, SUFFICIENT = "schema:accessMode", "schema:accessModeSufficient"

_CONFORMANCE = re.compile(r"EPUB Accessibility 1\.[12] - WCAG 2\.[012] Level A{1,3}")
_CONFORMANCE_BEFORE = re.compile(r"https?://www\.idpf\.org/epub/a11y/accessibility-20170105\.html#wcag-a{1,3}")
_MEANT = re.compile(r"epub.{0,3}access|wcag", re.IGNORECASE)
_PAIRS = (
    ("flashing", "noFlashingHazard"),
    ("motionSimulation", "noMotionSimulationHazard"),
    ("sound", "noSoundHazard"),
)
_NO_CONTENT = HIDDEN | {"doc-cover"}
_ALONE = frozenset({"none", "unknown"})
_LONG = ("aria-details", "longdesc", "aria-describedby")


def check_claims(epub: EpubFile) -> Iterator[Diagnostic]:
    """Yield claims that the content does not bear out, and facts that are not said. Findings: all of ``FINDINGS``."""
    for claim, lack in _lacks(epub).items():
        for element, value in metadata(epub, FEATURE):
            if value == claim and lack:
                yield EPUB_CLAIM_FALSE.at(epub.place(epub.package, element), claim=claim, lack=lack)
    yield from _modes(epub)
    yield from _unsaid(epub)
    yield from _hazards(epub)
    yield from _conformance(epub)


def _lacks(epub: EpubFile) -> Mapping[str, str]:
    """Return why each feature cannot be claimed; nothing for those that can."""
    unseen = _undescribed(epub)
    maths = list(formulas(epub))
    breaks = any(not types_of(e).isdisjoint(PAGE_BREAKS) for _, tree in all_documents(epub) for e in tree.iter("*"))
    pages = bool(navigation_lists(epub, "page-list"))
    return {
        "alternativeText": unseen or ("" if _pictures(epub) else "it has no pictures"),
        "displayTransformability": "a stylesheet sets type in fixed units" if sets_fixed_type(epub) else "",
        "MathML": "" if maths else "it has no MathML",
        "describedMath": _math_lack(epub),
        "longDescription": "" if _has(epub, _long_description) else "no picture has a long description",
        "pageBreakMarkers": "" if breaks else "no page is marked",
        "printPageNumbers": "" if breaks else "no page is marked",
        "pageNavigation": "" if pages else "it has no page list",
        "tableOfContents": "" if navigation_lists(epub, "toc") else "it has no table of contents",
        "index": "" if _has(epub, lambda types, _: not types.isdisjoint({"index", "doc-index"})) else "it has no index",
        "structuralNavigation": "" if _headed(epub) else "it has no headings",
        "ARIA": "" if _has(epub, lambda types, _: any(t.startswith("doc-") for t in types)) else "no element has an ARIA role of books",
        "rubyAnnotations": "" if next(elements(epub, "ruby"), None) else "it has no ruby",
        "synchronizedAudioText": "" if _media(epub, "application/smil+xml") else "it has no media overlays",
        "none": "it claims other features as well" if len(values(epub, FEATURE)) > 1 else "",
    }  # fmt: skip


def _undescribed(epub: EpubFile) -> str:
    images = [image.get("src", "").rpartition("/")[2] for _, image in undescribed_pictures(epub)]
    return (
        f"{names_in_words(images)} {'has' if len(set(images)) == 1 else 'have'} no alternative text" if images else ""
    )


def _math_lack(epub: EpubFile) -> str:
    maths = list(formulas(epub))
    bare = sum(1 for _, formula in maths if not formula.get("alttext", "").strip())
    if not maths:
        return "it has no formulas"
    return f"{bare} of its formulas have no alttext" if bare else ""


def _has(epub: EpubFile, test: Callable[[frozenset[str], object], bool]) -> bool:
    """Return whether an element of the documents is so; a link says what it leads to and not what it is."""
    made = (part for _, tree in all_documents(epub) for part in tree.iter("*") if part.tag != f"{XHTML}a")
    return any(test(types_of(part), part) for part in made)


def _long_description(_types: frozenset[str], made: object) -> bool:
    get = getattr(made, "get")  # noqa: B009 - lxml has no types
    return any(get(name) for name in _LONG)


def _pictures(epub: EpubFile) -> bool:
    """Return whether pictures bear what the book says: not ornaments, and not the cover (DAISY on ``visual``)."""
    images = any(image.get("role") not in _NO_CONTENT for _, image in elements(epub, "img"))
    return images or any(True for _, tree in all_documents(epub) for _ in tree.iter(f"{SVG}svg"))


def _headed(epub: EpubFile) -> bool:
    return any(True for _ in elements(epub, *(f"h{level}" for level in range(1, 7))))


def _media(epub: EpubFile, prefix: str) -> bool:
    return any(item.media_type.startswith(prefix) for item in epub.items)


def _modes(epub: EpubFile) -> Iterator[Diagnostic]:
    """Yield “can be read by text alone” where a picture has no words, or sound or film no other form."""
    lack = _undescribed(epub) or ("it holds sound or film" if _media(epub, "audio/") or _media(epub, "video/") else "")
    for element, value in metadata(epub, SUFFICIENT):
        if value == "textual" and lack:
            yield EPUB_CLAIM_FALSE.at(epub.place(epub.package, element), claim=f"{SUFFICIENT} textual", lack=lack)


def _unsaid(epub: EpubFile) -> Iterator[Diagnostic]:
    place = epub.place(epub.package)
    for name in (MODE, FEATURE, HAZARD):
        if not values(epub, name):
            yield EPUB_ACCESS_UNSTATED.at(place, property=name)
    modes = values(epub, MODE)
    facts = {
        "visual": (_pictures(epub), "pictures"),
        "textual": (any(tree.find(f"{XHTML}body") is not None for _, tree in all_documents(epub)), "text"),
        "auditory": (_media(epub, "audio/"), "sound"),
    }
    for mode, (holds, what) in facts.items():
        if modes and holds and mode not in modes:
            yield EPUB_CLAIM_MISSING.at(place, what=what, claim=f"{MODE} {mode}")


def _hazards(epub: EpubFile) -> Iterator[Diagnostic]:
    hazards = values(epub, HAZARD)
    alone = len(set(hazards)) > 1 and not _ALONE.isdisjoint(hazards)
    if alone or any(one in hazards and other in hazards for one, other in _PAIRS):
        element, _ = next(metadata(epub, HAZARD))
        yield EPUB_HAZARDS_CONTRADICT.at(epub.place(epub.package, element), hazards=names_in_words(hazards))


def _conformance(epub: EpubFile) -> Iterator[Diagnostic]:
    certified = values(epub, "a11y:certifiedBy")
    for element, value in metadata(epub, "dcterms:conformsTo"):
        place = epub.place(epub.package, element)
        known = _CONFORMANCE.fullmatch(value) or _CONFORMANCE_BEFORE.fullmatch(value)
        if not known and _MEANT.search(value):
            yield EPUB_CONFORMANCE_MISSPELT.at(place, claim=value)
        elif known and not certified:
            yield EPUB_CONFORMANCE_UNCERTIFIED.at(place)
