"""The pages of a PDF/X file: what must not be on them (ISO 15930-4 and 15930-7)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from octavo.diagnostics import Diagnostic
from octavo.model.press import PressStandard
from octavo.verify import pdf_x_findings as finding

if TYPE_CHECKING:
    from pikepdf import Object, Page, Pdf

_MARKS = frozenset({"/PrinterMark", "/TrapNet"})
"""Annotations that a press knows of."""
_WHOLE_FONTS = "1.6"
"""The version of PDF from which on whole OpenType files may be in it."""


def check_pages(pdf: Pdf, file: str, standard: PressStandard) -> Iterator[Diagnostic]:
    """Yield, of each kind of fault, the first page that has it.

    Findings: pdf-x-annotation, pdf-x-transparency, pdf-x-font-format, pdf-x-trim-box.
    """
    told: set[str] = set()
    seen: set[tuple[int, int]] = set()
    for number, page in enumerate(pdf.pages, 1):
        for found in _faults(page, number, file, standard, seen):
            if found.finding.name not in told:
                told.add(found.finding.name)
                yield found


def _faults(
    page: Page, number: int, file: str, standard: PressStandard, seen: set[tuple[int, int]]
) -> Iterator[Diagnostic]:
    title = standard.title
    if fault := _box_fault(page):
        yield finding.NO_TRIM_BOX.at(None, file=file, standard=title, page=number, fault=fault)
    if what := next(_annotations(page), ""):
        yield finding.ANNOTATION.at(None, file=file, standard=title, page=number, what=what)
    if not standard.transparency and (what := _transparency(page, seen)):
        yield finding.TRANSPARENCY.at(None, file=file, standard=title, page=number, what=what)
    if standard.pdf_version < _WHOLE_FONTS:
        for font in _whole_fonts(page.resources):
            yield finding.LATER_FONT.at(None, file=file, standard=title, font=font)


def _transparency(page: Page, seen: set[tuple[int, int]]) -> str:
    return "a page that is blended as a whole" if _is_blended(page.obj) else next(_clear(page.resources, seen), "")


def _box_fault(page: Page) -> str:
    if "/TrimBox" not in page.obj:
        return "has no trim box" if "/ArtBox" not in page.obj else "has an art box where the trim box should be"
    return "has an art box besides its trim box" if "/ArtBox" in page.obj else ""


def _annotations(page: Page) -> Iterator[str]:
    """Yield the kinds of annotations that reach into what is printed."""
    left, bottom, right, top = (float(side) for side in page.bleedbox)
    for annotation in page.obj.get("/Annots", ()):
        x1, y1, x2, y2 = (float(side) for side in annotation.get("/Rect", (0, 0, 0, 0)))
        outside = max(x1, x2) <= left or min(x1, x2) >= right or max(y1, y2) <= bottom or min(y1, y2) >= top
        if not outside and str(annotation.get("/Subtype")) not in _MARKS:
            yield f"an annotation ({str(annotation.get('/Subtype', '?')).removeprefix('/')})"


def _is_blended(holder: Object) -> bool:
    return "/Group" in holder and holder.Group.get("/S") == "/Transparency"


def _clear(resources: Object, seen: set[tuple[int, int]]) -> Iterator[str]:
    """Yield what in resources, or in drawings inside, is not opaque; ``seen`` keeps from going twice."""
    for _, state in sorted(resources.get("/ExtGState", {}).items()):
        if _is_clear(state):
            yield "a state that lets something shine through"
    for kind in ("/XObject", "/Pattern"):
        for _, drawing in sorted(resources.get(kind, {}).items()):
            if drawing.is_indirect and drawing.objgen in seen:
                continue
            seen.add(drawing.objgen)
            if "/SMask" in drawing:
                yield "a picture with transparency"
            if _is_blended(drawing):
                yield "a drawing that is blended as a whole"
            if "/Resources" in drawing:
                yield from _clear(drawing.Resources, seen)


def _is_clear(state: Object) -> bool:
    opaque = all(float(state.get(key, 1)) == 1 for key in ("/ca", "/CA"))
    masked = str(state.get("/SMask", "/None")) != "/None"
    return not opaque or masked or str(state.get("/BM", "/Normal")) not in {"/Normal", "/Compatible"}


def _whole_fonts(resources: Object) -> Iterator[str]:
    for _, font in sorted(resources.get("/Font", {}).items()):
        for part in font.get("/DescendantFonts", ()):
            outlines = part.FontDescriptor.get("/FontFile3") if "/FontDescriptor" in part else None
            if outlines is not None and outlines.get("/Subtype") == "/OpenType":
                yield str(font.get("/BaseFont", "a font")).removeprefix("/")
