"""PDF/X (ISO 15930), read back with pikepdf: whether a file is what it says. No validator for it is to be had freely.

Colours are looked at for every print edition (``pdf_press``), fonts and boxes for every PDF.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from octavo.diagnostics import Diagnostic
from octavo.model.press import PRESS_STANDARDS, PressProfile, PressStandard, press_standard
from octavo.model.publication import Publication
from octavo.verify import pdf_x_findings as finding
from octavo.verify.pdf_x_pages import check_pages

if TYPE_CHECKING:
    from pikepdf import Object, Pdf

_PROFILE_HEADER = 128
_PACKED = re.compile(rb"/Type\s*/(?:ObjStm|XRef)\b")


@dataclass(frozen=True, slots=True)
class Promise:
    """A file, and the standard it is to keep."""

    pdf: Pdf
    file: str
    standard: PressStandard
    profile: PressProfile | None


def check_press_standard(pdf: Pdf, file: str, publication: Publication) -> Iterator[Diagnostic]:
    """Yield what a file lacks of the standard for presses that its edition names. Findings: those of pdf_x_findings."""
    page = publication.edition.page
    standard = press_standard(page.pdf_variant) if page else None
    if page is not None and standard is not None:
        yield from _check(Promise(pdf, file, standard, page.press.profile))


def check_own_press_word(pdf: Pdf, file: str) -> Iterator[Diagnostic]:
    """Yield what any file lacks of the standard for presses that it says it keeps. Findings: as above."""
    said = {str(pdf.docinfo.get("/GTS_PDFXVersion", "")), str(pdf.open_metadata().get("pdfxid:GTS_PDFXVersion", ""))}
    for standard in PRESS_STANDARDS.values():
        if standard.title in said:
            yield from _check(Promise(pdf, file, standard, None))


def _check(promise: Promise) -> Iterator[Diagnostic]:
    for check in _CHECKS:
        yield from check(promise)
    yield from check_pages(promise.pdf, promise.file, promise.standard)


def _declared(promise: Promise) -> Iterator[Diagnostic]:
    info = str(promise.pdf.docinfo.get("/GTS_PDFXVersion", ""))
    xmp = promise.pdf.open_metadata()
    found = str(xmp.get("pdfxid:GTS_PDFXVersion", "")) if promise.standard.transparency else info
    if found != promise.standard.title:
        words = f"it says “{found}”" if found else "it says nothing"
        yield finding.UNDECLARED.at(None, file=promise.file, standard=promise.standard.title, found=words)


def _intent(promise: Promise) -> Iterator[Diagnostic]:
    intents = [i for i in promise.pdf.Root.get("/OutputIntents", ()) if i.get("/S") == "/GTS_PDFX"]
    fault = "names no press (output intent)" if len(intents) != 1 else _intent_fault(intents[0], promise.profile)
    if fault:
        yield finding.NO_INTENT.at(None, file=promise.file, standard=promise.standard.title, fault=fault)


def _intent_fault(intent: Object, profile: PressProfile | None) -> str:
    if not str(intent.get("/OutputConditionIdentifier", "")):
        return "does not say what its press is called"
    stream = intent.get("/DestOutputProfile")
    if stream is None:
        registered = profile is None and str(intent.get("/RegistryName", ""))  # the name is enough (ISO 15930)
        return "" if registered else "has no profile in it"
    data = stream.read_bytes()
    if stream.get("/N") != 4 or len(data) < _PROFILE_HEADER or data[12:20] != b"prtrCMYK":  # noqa: PLR2004
        return "its profile is not that of a press of four inks"
    return "its profile is not the edition's" if profile is not None and data != profile.data else ""


def _trapped(promise: Promise) -> Iterator[Diagnostic]:
    if str(promise.pdf.docinfo.get("/Trapped", "")) not in {"/True", "/False"}:
        yield finding.TRAPPED_UNKNOWN.at(None, file=promise.file, standard=promise.standard.title)


def _version(promise: Promise) -> Iterator[Diagnostic]:
    standard, found = promise.standard, promise.pdf.pdf_version
    later = tuple(map(int, found.split("."))) > tuple(map(int, standard.pdf_version.split(".")))
    fault = f"is PDF {found}, where the standard is made of {standard.pdf_version}" if later else ""
    if not fault and not standard.transparency and _packs_objects(promise.pdf):
        fault = "packs its objects together as only later versions of PDF do"
    if fault:
        yield finding.WRONG_VERSION.at(None, file=promise.file, standard=standard.title, fault=fault)


def _packs_objects(pdf: Pdf) -> bool:
    """Return whether a file has object streams or a cross-reference stream, which the library hides."""
    return _PACKED.search(Path(pdf.filename).read_bytes()) is not None


def _identifier(promise: Promise) -> Iterator[Diagnostic]:
    if "/ID" not in promise.pdf.trailer:
        yield finding.NO_IDENTIFIER.at(None, file=promise.file, standard=promise.standard.title)


def _information(promise: Promise) -> Iterator[Diagnostic]:
    info = promise.pdf.docinfo
    words = {"/Title": "title", "/CreationDate": "time of making", "/ModDate": "time of change"}
    lacking = [word for key, word in words.items() if not str(info.get(key, "")).strip()]
    if lacking:
        title = promise.standard.title
        yield finding.INCOMPLETE_INFO.at(None, file=promise.file, standard=title, lacking=" and ".join(lacking))


def _encrypted(promise: Promise) -> Iterator[Diagnostic]:
    if promise.pdf.is_encrypted:
        yield finding.ENCRYPTED.at(None, file=promise.file, standard=promise.standard.title)


def _actions(promise: Promise) -> Iterator[Diagnostic]:
    root = promise.pdf.Root
    held = {
        "an action at its opening": "/OpenAction" in root or "/AA" in root,
        "a script": "/JavaScript" in root.get("/Names", {}),
        "a form": "/AcroForm" in root,
        "other files": "/EmbeddedFiles" in root.get("/Names", {}),
        "bookmarks that act": _acts(root.get("/Outlines", {})),
    }
    for what in (what for what, there in held.items() if there):
        yield finding.ACTION.at(None, file=promise.file, standard=promise.standard.title, what=what)


def _acts(outlines: Object | dict[str, Object]) -> bool:
    """Return whether a bookmark, or one below it, has an action."""
    item = outlines.get("/First")
    while item is not None:
        if "/A" in item or _acts(item):
            return True
        item = item.get("/Next")
    return False


_CHECKS: tuple[Callable[[Promise], Iterator[Diagnostic]], ...] = (
    _declared,
    _intent,
    _trapped,
    _version,
    _identifier,
    _information,
    _encrypted,
    _actions,
)
