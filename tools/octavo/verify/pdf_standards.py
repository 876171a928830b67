"""Whether a PDF says which standards it keeps, and holds what they stand on: PDF/UA (ISO 14289), PDF/A (ISO 19005)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from octavo.diagnostics import Diagnostic, Finding, Severity
from octavo.model.pdf_variant import archive_level, in_words, is_accessible
from octavo.model.publication import Publication

if TYPE_CHECKING:
    from pikepdf import Object, Pdf

PDF_UNTAGGED = Finding(
    name="pdf-untagged",
    severity=Severity.ERROR,
    message="“{file}” is to be accessible ({variant}), but {lack}",
    why="Without tags a screen reader has letters and places only: no headings, no order, no descriptions of pictures.",
    fix="this is a fault of Octavo and not of the book: please report it",
)
PDF_UA_UNDECLARED = Finding(
    name="pdf-ua-undeclared",
    severity=Severity.ERROR,
    message="“{file}” does not say that it is {variant}",
    why="Programs and libraries that ask for accessible files go by this line of the metadata.",
    fix="this is a fault of Octavo and not of the book: please report it",
)
PDF_A_UNDECLARED = Finding(
    name="pdf-a-undeclared",
    severity=Severity.ERROR,
    message="“{file}” does not say that it is {variant}",
    why="Archives sort the files they are given by this line of the metadata, and turn away those without it.",
    fix="this is a fault of Octavo and not of the book: please report it",
)
NOT_FOR_ARCHIVES = Finding(
    name="pdf-not-for-archives",
    severity=Severity.ERROR,
    message="“{file}” is to be {variant}, but {lack}",
    why="An archive keeps a file for a time when nothing but the file can say what its colours and pictures looked like.",
    fix="this is a fault of Octavo and not of the book: please report it",
)

FINDINGS = (PDF_UNTAGGED, PDF_UA_UNDECLARED, PDF_A_UNDECLARED, NOT_FOR_ARCHIVES)

_FLAVOURS = frozenset({"ua1", "ua2", "1a", "1b", "2a", "2b", "2u", "3a", "3b", "3u", "4", "4e", "4f"})
_COLOURS = {b"GRAY": 1, b"RGB ": 3, b"CMYK": 4}
"""How many colours a profile has, by the colour space that it names itself (ISO 15076-1, 7.2.6)."""


def check_standards(pdf: Pdf, file: str, publication: Publication) -> Iterator[Diagnostic]:
    """Yield what a file lacks of the standards its edition names; other files promise nothing. Findings: all of ``FINDINGS``."""
    variant = publication.edition.page.pdf_variant if publication.edition.page else ""
    if is_accessible(variant):
        yield from _accessible(pdf, file, in_words(variant))
    if level := archive_level(variant):
        yield from _archive(pdf, file, in_words(variant), level)


def _accessible(pdf: Pdf, file: str, variant: str) -> Iterator[Diagnostic]:
    """Yield what a file lacks of PDF/UA-1 (ISO 14289-1, 5 and 7.1)."""
    yield from _tags(pdf, file, variant)
    if pdf.open_metadata().get("pdfuaid:part") != "1":
        yield PDF_UA_UNDECLARED.at(None, file=file, variant=variant)


def check_own_word(pdf: Pdf, file: str) -> Iterator[Diagnostic]:
    """Yield what any file lacks that says it is PDF/UA. Finding: pdf-untagged."""
    if part := pdf.open_metadata().get("pdfuaid:part"):
        yield from _tags(pdf, file, f"PDF/UA-{part}")


def _tags(pdf: Pdf, file: str, variant: str) -> Iterator[Diagnostic]:
    if "/StructTreeRoot" not in pdf.Root:
        yield PDF_UNTAGGED.at(None, file=file, variant=variant, lack="has no structure tree")
    if "/MarkInfo" not in pdf.Root or not pdf.Root.MarkInfo.get("/Marked"):
        yield PDF_UNTAGGED.at(None, file=file, variant=variant, lack="its pages are not marked as tagged")


def _archive(pdf: Pdf, file: str, variant: str, level: str) -> Iterator[Diagnostic]:
    """Yield what a file lacks of PDF/A (ISO 19005-2 and -3: 6.1.3, 6.2.3, 6.2.4.3, 6.2.8, 6.6.4)."""
    metadata = pdf.open_metadata()
    said = f"{metadata.get('pdfaid:part', '')}{metadata.get('pdfaid:conformance', '')}"
    if said.casefold() != level:
        yield PDF_A_UNDECLARED.at(None, file=file, variant=variant)
    for lack in _lacks(pdf):
        yield NOT_FOR_ARCHIVES.at(None, file=file, variant=variant, lack=lack)


def flavours(path: Path) -> tuple[str, ...]:
    """Return the standards that a PDF says it keeps, as veraPDF calls them: ``ua1``, ``2b``; none of what cannot be read."""
    import pikepdf

    try:
        with pikepdf.open(path) as pdf:
            said = pdf.open_metadata()
            accessible, archived = str(said.get("pdfuaid:part") or ""), str(said.get("pdfaid:part") or "")
            level = str(said.get("pdfaid:conformance") or "").lower()
    except (pikepdf.PdfError, OSError, ValueError):
        return ()
    found = (f"ua{accessible}", f"{archived}{level}")
    return tuple(name for name in found if name in _FLAVOURS)


def _lacks(pdf: Pdf) -> Iterator[str]:
    if "/ID" not in pdf.trailer:
        yield "has no identifier"
    intents = [intent for intent in pdf.Root.get("/OutputIntents", ()) if intent.get("/S") == "/GTS_PDFA1"]
    if not intents:
        yield "no profile says what its colours are"
    if not all(map(_counts_its_colours, intents)):
        yield "its profile has another number of colours than the file says"
    pictures = [thing for thing in pdf.objects if _is_picture(thing)]
    if any(picture.get("/Interpolate") for picture in pictures):
        yield "a picture of it may be smoothed by viewers"
    if any(picture.get("/ColorSpace") == "/DeviceCMYK" for picture in pictures):
        yield "a picture of it has the colours of a press that it does not describe"


def _counts_its_colours(intent: Object) -> bool:
    """Return whether the number of colours beside a profile is the profile's own: some viewers pass over it otherwise."""
    profile = intent.get("/DestOutputProfile")
    if profile is None:
        return False
    return bool(profile.get("/N") == _COLOURS.get(profile.read_bytes()[16:20]))


def _is_picture(thing: Object) -> bool:
    from pikepdf import Stream

    return isinstance(thing, Stream) and thing.get("/Subtype") == "/Image"
